"""The project as JSON, in and out (form: docs/project-json.md)."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.domain.changes import Changes
from annotator.domain.document import Capture
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.exchange import project_json, project_writer
from annotator.exchange.project_json import Content, ProjectEntry
from annotator.exchange.reading import Node
from annotator.operations.intake import Intake
from annotator.store import sources, treaties
from annotator.store.project import Project

if TYPE_CHECKING:
    from annotator.documents.client import Worker

Progress = Callable[[float, str], None]


@dataclass(frozen=True, slots=True)
class ImportReport:
    """How many of each the file held, whether they were new or not, and what changed."""

    sources: int
    instruments: int
    claims: int
    annotations: int
    changes: Changes
    warnings: tuple[str, ...] = ()


def import_json(
    project: Project, path: Path, worker: Worker, progress: Progress | None = None
) -> ImportReport:
    """Take in a project, whole or in part, as one act.

    Files that the JSON names are read by `worker` before anything is written. Raises UserError with a JSON pointer to
    what is wrong; nothing is changed then.
    """
    entry = project_json.read(path)
    captures = _captures(entry, worker, progress)
    empty = not sources.listing(project) and not treaties.instruments(project)
    with project.act(tr("Import “{name}”", name=path.name)) as act:
        if entry.title.strip() and empty:
            project.set_title(entry.title.strip())
        for name, value in entry.settings.items():
            project.set_setting(name, value)
        intake = Intake(project, captures)
        for instrument in entry.instruments:
            with located(instrument.at):
                intake.instrument(instrument)
        for source in entry.sources:
            with located(source.at):
                intake.source(source)
        for claim in entry.claims:
            with located(claim.at):
                intake.claim(claim)
        for claim in entry.claims:
            intake.relations(claim)
        for annotation in entry.annotations:
            with located(annotation.at):
                intake.annotation(annotation)
    return ImportReport(
        len(entry.sources),
        len(entry.instruments),
        len(entry.claims),
        len(entry.annotations),
        act.changes,
        tuple(intake.warnings),
    )


@contextmanager
def located(at: Node) -> Iterator[None]:
    """Say where in the file a refusal comes from, unless it says so already."""
    try:
        yield
    except UserError as error:
        if error.file == str(at.file):
            raise
        raise UserError(
            f"{at.pointer}: {error.what}",
            file=at.file,
            kept=tr("Nothing was changed."),
            advice=error.advice,
            details=error.details,
        ) from error


def _captures(entry: ProjectEntry, worker: Worker, progress: Progress | None) -> dict[str, Capture]:
    """JSON pointer → what the file named there holds."""
    wanted: list[tuple[Node, Content]] = [(e.at, e.content) for e in entry.instruments if e.content]
    wanted += [(e.at, e.content) for e in entry.sources if e.content]
    wanted += [version for e in entry.sources for version in e.versions]
    found: dict[str, Capture] = {}
    for number, (at, content) in enumerate(wanted):
        if progress is not None:
            progress(number / len(wanted), tr("Reading {name}", name=content.name))
        with located(at):
            found[at.pointer] = worker.capture(content.path, data=content.data, name=content.name)
    return found


def export_json(project: Project, path: Path) -> Path:
    """Write everything that is not in the trash, the files too. Raises UserError where it cannot be written."""
    from annotator.citation.writers.atomic import write_atomically

    text = json.dumps(project_writer.as_json(project), ensure_ascii=False, indent=1)
    write_atomically(path, (text + "\n").encode())
    return path
