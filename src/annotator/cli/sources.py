"""new, add, sources, text."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from annotator.cli.common import (
    PROJECT,
    Progress,
    as_json,
    emit,
    find_document,
    opened,
    out,
    project_argument,
    say,
    worker,
)
from annotator.domain.errors import PasswordNeeded, UserError
from annotator.domain.i18n import tr, trn

if TYPE_CHECKING:
    from annotator.documents.client import Worker
    from annotator.domain.document import Capture


@click.command()
@project_argument
@click.option("--title", default="", help=tr("The project's title; its file name where none is given."))
@as_json
def new(project: Path, title: str, json_: bool) -> None:
    """Make an empty project."""
    from annotator.operations import projects

    made = projects.create(projects.with_ending(project), title.strip())
    try:
        found = {"id": made.id, "title": made.title, "path": str(made.path)}
    finally:
        made.close()
    if json_:
        emit(found)
    else:
        say(tr("Made {path}.", path=found["path"]))


@click.command()
@project_argument
@click.argument("files", nargs=-1, required=True, type=PROJECT, metavar="FILE...")
@click.option("--password", help=tr("For an encrypted PDF."))
@as_json
def add(project: Path, files: tuple[Path, ...], password: str | None, json_: bool) -> None:
    """Add files as sources: PDF, HTML, EPUB, DOCX, Markdown, plain text.

    All of them or none: where one cannot be read, nothing is added. A file that is there already is not added again.
    """
    from annotator.cli import shapes
    from annotator.operations import sources

    with opened(project) as one:
        with worker() as reading, Progress() as progress:
            captures = [read_file(reading, file, password, progress, len(files)) for file in files]
        added = sources.add_all(one, captures)
        rows = [shapes.source_of(one, entry.source) for entry in added]
    for capture, entry in zip(captures, added, strict=True):
        for warning in entry.warnings:
            click.echo(f"{capture.file_name}: {warning}", err=True)
    if json_:
        emit([{**row, "existing": entry.existing} for row, entry in zip(rows, added, strict=True)])
        return
    for row, entry, capture in zip(rows, added, captures, strict=True):
        known = tr("is there already") if entry.existing else tr("added")
        say(f"{row['id']}  {capture.file_name}  {known}" + (f"  {row['title']}" if row["title"] else ""))


def read_file(reading: Worker, file: Path, password: str | None, progress: Progress, count: int) -> Capture:
    """Read one of `count` files, asking for a password on a terminal. Raises UserError naming the file."""
    from annotator.operations import sources

    try:
        try:
            return sources.capture(reading, file, password, progress)
        except PasswordNeeded:
            if password is not None or not sys.stdin.isatty():
                raise
            asked = click.prompt(tr("Password for {name}", name=file.name), hide_input=True, err=True)
            return sources.capture(reading, file, asked, progress)
    except UserError as error:
        advice = error.advice
        if isinstance(error, PasswordNeeded) and password is None:
            advice = tr("Give it with --password.")
        kept = tr("Nothing was added.") if count == 1 else tr("Nothing was added, the other files neither.")
        raise UserError(
            error.what, file=error.file or file, kept=kept, advice=advice, details=error.details
        ) from error


@click.command()
@project_argument
@as_json
def sources(project: Path, json_: bool) -> None:
    """List the sources."""
    from annotator.cli import shapes
    from annotator.domain.wording import byline
    from annotator.store import sources as rows

    with opened(project) as one:
        found = rows.listing(one)
    if json_:
        emit([shapes.source(row) for row in found])
        return
    for row in found:
        about = " · ".join(part for part in (byline(row.source.authors), row.source.issued) if part)
        highlights = trn("{n} highlight", "{n} highlights", row.annotations)
        say(f"{row.source.id}  {shapes.name(row.source)}")
        say("    " + "  ".join(part for part in (row.file_name, about, highlights) if part))
    if not found:
        say(tr("No sources yet. Add some: annotator add PROJECT FILE"))


@click.command()
@project_argument
@click.argument("source")
@click.option("--paragraph", type=int, metavar="N", help=tr("Only the N-th block of non-blank lines."))
def text(project: Path, source: str, paragraph: int | None) -> None:
    """Print a source's stored text, exactly: offsets count in it. Also that of a treaty."""
    from annotator.store import documents

    with opened(project) as one:
        document, name = find_document(one, source)
        whole = documents.text(one, document)
        if paragraph is not None:
            blocks = documents.paragraphs(one, document)
            if not 1 <= paragraph <= len(blocks):
                raise UserError(
                    tr("There is no paragraph {number}.", number=paragraph),
                    file=name,
                    advice=tr("They are numbered from 1 to {last}.", last=len(blocks)),
                )
            start, end = blocks.span(paragraph)
            whole = whole[start:end]
    out(whole)


COMMANDS = (new, add, sources, text)
