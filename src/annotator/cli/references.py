"""reference import, export, duplicates, merge, citekeys, lookup."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.common import PROJECT, Progress, as_json, emit, opened, project_argument, say
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn

READ = ("csl-json", "biblatex", "bibtex", "ris", "endnote-xml", "mods", "zotero-rdf")
WRITTEN = READ[:4]


@click.group()
def reference() -> None:
    """References of other programs, in and out; duplicates; citekeys; metadata by DOI or ISBN."""


@reference.command("import")
@project_argument
@click.argument("file", type=PROJECT)
@click.option(
    "--format", "format_", type=click.Choice(READ), help=tr("Read the file as this; found out without it.")
)
@click.option(
    "--duplicates",
    type=click.Choice(["skip", "add", "merge"]),
    default="skip",
    show_default=True,
    help=tr("What becomes of an entry that the project has already."),
)
@as_json
def import_references(project: Path, file: Path, format_: str | None, duplicates: str, json_: bool) -> None:
    """Add the entries of a file as sources without a document: RIS, BibTeX, BibLaTeX, CSL-JSON, EndNote XML, MODS,
    Zotero RDF.

    A bad entry is reported with its line on standard error, and the rest comes in.
    """
    from annotator.cli import shapes
    from annotator.operations import references_io

    with opened(project) as one:
        with Progress() as progress:
            report = references_io.import_file(one, file, format_ or "", duplicates, progress)
        rows = shapes.sources_of(one, report.sources)
    for problem in report.problems:
        click.echo(problem, err=True)
    for known in report.known:
        click.echo(
            tr(
                "{title}: there already ({reason})",
                title=shapes.listed(known.title or known.source),
                reason=known.reason,
            ),
            err=True,
        )
    if json_:
        emit(rows)
        return
    for row in rows:
        say(f"{row['id']}  {row['citekey']}  {shapes.listed(row['title'])}")
    say(references_io.summary(report))


@reference.command("export")
@project_argument
@click.argument("file", type=PROJECT)
@click.option("--format", "format_", type=click.Choice(WRITTEN), help=tr("By the file's name without it."))
@click.option(
    "--source", "only", multiple=True, metavar="SOURCE", help=tr("Only this source; may be repeated.")
)
@as_json
def export_references(
    project: Path, file: Path, format_: str | None, only: tuple[str, ...], json_: bool
) -> None:
    """Write all sources and treaties as CSL-JSON (.json), BibLaTeX (.bib), BibTeX (.bibtex) or RIS (.ris)."""
    from annotator.operations import references_io
    from annotator.store import sources

    with opened(project) as one:
        chosen = [sources.find(one, ref) for ref in only] if only else None
        done = references_io.export_file(one, file, format_ or "", chosen)
    if json_:
        emit({"path": str(done.path), "entries": done.entries, "losses": list(done.losses)})
        return
    say(f"{done.path}  {trn('{n} entry', '{n} entries', done.entries)}")
    for loss in done.losses:
        click.echo(loss, err=True)


@reference.command("duplicates")
@project_argument
@as_json
def list_duplicates(project: Path, json_: bool) -> None:
    """List sources that seem to be one work twice, by DOI, ISBN, address, or title with year and first author."""
    from annotator.cli import shapes
    from annotator.operations import duplicates

    with opened(project) as one:
        found = [(group, shapes.sources_of(one, group.sources)) for group in duplicates.duplicates(one)]
    if json_:
        emit(
            [
                {"reason": group.reason, "detail": group.detail, "score": group.score, "sources": rows}
                for group, rows in found
            ]
        )
        return
    for group, rows in found:
        say(f"{group.reason}: {shapes.listed(group.detail)}")
        for row in rows:
            say(f"    {row['id']}  {row['citekey']}  {shapes.listed(row['title'])}")
    if not found:
        say(tr("No duplicates."))


@reference.command("merge")
@project_argument
@click.argument("keep", metavar="SOURCE")
@click.argument("drop", metavar="DUPLICATE")
@click.option(
    "--take", multiple=True, metavar="FIELD", help=tr("Take this field from the duplicate; may be repeated.")
)
@as_json
def merge(project: Path, keep: str, drop: str, take: tuple[str, ...], json_: bool) -> None:
    """Make two sources one: DUPLICATE goes to the trash, its files, highlights, tags and notes to SOURCE.

    Empty fields of SOURCE are filled; the people are the field “contributors”.
    """
    from annotator.cli import shapes
    from annotator.operations import duplicates
    from annotator.store import sources

    with opened(project) as one:
        first, second = sources.find(one, keep), sources.find(one, drop)
        there = {pair.field for pair in duplicates.compare(one, first, second)}
        unknown = [field for field in take if field not in there]
        if unknown:
            raise UserError(
                tr("Neither source has a field “{name}”.", name=unknown[0]),
                kept=tr("Nothing was changed."),
                advice=tr("They have: {names}.", names=", ".join(sorted(there))),
            )
        duplicates.merge_sources(one, first, second, dict.fromkeys(take, "drop"))
        row = shapes.source_of(one, first)
    _show(row, json_)


@reference.command("citekeys")
@project_argument
@click.option("--pattern", help=tr("Keys from now on are made like this: {auth}{year}{letter}."))
@click.option("--regenerate", is_flag=True, help=tr("Give every source a new key by the pattern."))
@as_json
def citekeys(project: Path, pattern: str | None, regenerate: bool, json_: bool) -> None:
    """List the citekeys; choose their pattern; make them anew."""
    from annotator.cli import shapes
    from annotator.operations import citekeys as keys
    from annotator.store import sources

    with opened(project) as one:
        if pattern is not None:
            keys.set_pattern(one, pattern)
        if regenerate:
            keys.regenerate(one)
        now = keys.pattern(one)
        found = [(source.citekey, source.title) for source in sources.many(one, trashed=False).values()]
    if json_:
        emit({"pattern": now, "citekeys": [{"citekey": key, "title": title} for key, title in found]})
        return
    say(now)
    for key, title in found:
        say(f"{key or '—'}  {shapes.listed(title)}")


@reference.command("lookup")
@project_argument
@click.argument("source")
@click.option("--doi", default="", help=tr("Ask Crossref for this DOI; the source's own without it."))
@click.option("--isbn", default="", help=tr("Ask Open Library for this ISBN."))
@click.option(
    "--online", is_flag=True, help=tr("Go online although the project's setting does not allow it.")
)
@click.option("--allow/--forbid", "allowed", default=None, help=tr("Set whether this project may go online."))
@as_json
def lookup(
    project: Path, source: str, doi: str, isbn: str, online: bool, allowed: bool | None, json_: bool
) -> None:
    """Fill what a source lacks from Crossref (by DOI) or Open Library (by ISBN). Off unless allowed."""
    from annotator.cli import shapes
    from annotator.operations import lookup as looking
    from annotator.store import sources

    with opened(project) as one:
        key = sources.find(one, source)
        if allowed is not None:
            looking.enable(one, allowed)
        if not online:
            looking.require(one)
        here = sources.get(one, key)
        if not doi and not isbn:
            doi, isbn = here.doi, here.isbn if not here.doi else ""
        looking.fill(one, key, looking.look_up(doi=doi, isbn=isbn))
        row = shapes.source_of(one, key)
    _show(row, json_)


def _show(row: dict[str, Any], json_: bool) -> None:
    from annotator.cli import shapes

    if json_:
        emit(row)
    else:
        say(f"{row['id']}  {row['citekey']}  {shapes.listed(row['title'])}")


COMMANDS = (reference,)
