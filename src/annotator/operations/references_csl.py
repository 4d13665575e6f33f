"""Bibliographic entries of other programs, as CSL-JSON, in and out."""

from __future__ import annotations

from dataclasses import dataclass, replace
from pathlib import Path

from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.files import open_regular
from annotator.domain.i18n import tr
from annotator.domain.ids import derived_id
from annotator.domain.source import Source
from annotator.exchange import csl_json
from annotator.store import sources, trash
from annotator.store.project import Project

_ENDINGS = frozenset({".json", ".csl", ".csljson"})


@dataclass(frozen=True, slots=True)
class ReferencesReport:
    """The ids of the entries' sources in the file's order, those that were there already too; what was left out."""

    sources: tuple[str, ...]
    problems: tuple[str, ...]
    changes: Changes


def import_csl(project: Project, path: Path) -> ReferencesReport:
    """Add the entries of a CSL-JSON file as sources without a document, as one act.

    The very same entry again is the same source. Raises UserError for another format, or where none can be read.
    """
    _check_format(path)
    try:
        with open_regular(path) as stream:
            data = stream.read()
    except OSError as error:
        raise UserError(
            tr("The file cannot be read."), file=path, kept=tr("Nothing was changed."), details=str(error)
        ) from error
    found = csl_json.read(data, name=str(path))
    problems = tuple(tr("Entry {number}: {reason}", number=bad.index, reason=bad.reason) for bad in found.bad)
    if not found.sources:
        raise UserError(
            tr("There is no entry that could be taken in."),
            file=path,
            kept=tr("Nothing was changed."),
            advice=" ".join(problems[:3]),
        )
    with project.act(tr("Import “{name}”", name=path.name)) as act:
        keys = tuple(_add(project, source) for source in found.sources)
    return ReferencesReport(keys, problems, act.changes)


def _add(project: Project, source: Source) -> str:
    key = derived_id("source", "csl", csl_json.write([replace(source, id="")]).decode())
    known = sources.many(project, [key])
    if not known:
        sources.add(project, replace(source, id=key))
    elif known[key].trashed:
        trash.restore(project, "source", key)
    return key


def export_csl(project: Project, path: Path) -> int:
    """Write all sources as CSL-JSON; how many. Raises UserError where the file cannot be written."""
    from annotator.citation.writers.atomic import write_atomically

    _check_format(path)
    found = [row.source for row in sources.listing(project)]
    write_atomically(path, csl_json.write(found))
    return len(found)


def _check_format(path: Path) -> None:
    if path.suffix.casefold() not in _ENDINGS:
        raise UserError(
            tr(
                "References in the format “{ending}” cannot be read or written.",
                ending=path.suffix or path.name,
            ),
            file=path,
            kept=tr("Nothing was changed."),
            advice=tr(
                "CSL-JSON can (a name that ends in .json); Zotero and most other programs read and write it."
            ),
        )
