"""export, cite."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.common import PROJECT, as_json, emit, opened, project_argument, say
from annotator.domain.annotation import Colour
from annotator.domain.claim import Stance
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn

if TYPE_CHECKING:
    from annotator.operations.bibliography import ExportReport, Recipe
    from annotator.store.project import Project

_GROUPS = ("source", "provision", "claim", "tag", "author", "date")
_KINDS = ("annotated", "plain", "citations", "evidence")
_FORMS = ("note", "in-text", "bibliography", "pandoc")


@click.command()
@project_argument
@click.argument("output", type=PROJECT)
@click.option(
    "--style", help=tr("A CSL style's id: apa, oscola …; Chicago 17 with notes where none is given.")
)
@click.option(
    "--locale", help=tr("The language of terms and dates, as en-GB; the style's own where none is given.")
)
@click.option("--kind", type=click.Choice(_KINDS), help=tr("What is written: annotated where none is given."))
@click.option("--group", type=click.Choice(_GROUPS), help=tr("Its order: by source where none is given."))
@click.option(
    "--format",
    "format_",
    help=tr("docx, odt, pdf, html, md, tex, rtf, csv, xlsx or json; else the ending of OUTPUT says it."),
)
@click.option("--recipe", help=tr("A saved recipe's name; the other options change it for this time."))
@click.option(
    "--colour",
    "--color",
    "colours",
    multiple=True,
    type=click.Choice([c.value for c in Colour]),
    help=tr("Only quotations in this colour; may be given several times."),
)
@click.option(
    "--tag", "tags", multiple=True, help=tr("Only quotations with this tag, or of sources with it.")
)
@click.option(
    "--stance",
    "stances",
    multiple=True,
    type=click.Choice([s.value for s in Stance]),
    help=tr("Only quotations that do this to a claim."),
)
@click.option("--linked-only", is_flag=True, help=tr("Only quotations with a provision or a claim."))
@click.option("--pinned-only", is_flag=True, help=tr("Only quotations that were pinned."))
@click.option("--shorten", type=click.IntRange(0), help=tr("Longer quotations are shortened by […]."))
@click.option("--source-notes", is_flag=True, help=tr("Also the notes on the sources."))
@click.option("--no-notes", is_flag=True, help=tr("Without annotations and notes."))
@click.option("--no-links", is_flag=True, help=tr("Without provisions and claims below the quotations."))
@click.option(
    "--index",
    "indexes",
    multiple=True,
    type=click.Choice(["provisions", "persons"]),
    help=tr("A list at the end."),
)
@click.option("--reference-docx", type=PROJECT, help=tr("A Word file whose styles are used."))
@click.option("--title", help=tr("The document's title; the project's where none is given."))
@click.option("--quoted-only", is_flag=True, help=tr("No entries for sources without a quotation."))
@as_json
def export(
    project: Path, output: Path, format_: str | None, recipe: str | None, json_: bool, **given: Any
) -> None:
    """Write the annotated bibliography, a citation list or a table of evidence, or the whole project as JSON.

    Every source has its entry; every quotation is compared with the stored text.
    """
    from annotator.operations import bibliography, interchange

    wanted = (format_ or output.suffix).casefold().lstrip(".")
    with opened(project) as one:
        if wanted == "json":
            interchange.export_json(one, output)
            report = None
        else:
            report = bibliography.export(one, output, _recipe(one, recipe, given), format=format_)
    if json_:
        emit({"path": str(output), **(report_shape(report) if report else {})})
        return
    say(str(output))
    if report is not None:
        say(summary(report))
        for problem in report.problems:
            click.echo(problem.message, err=True)


def _recipe(project: Project, name: str | None, given: dict[str, Any]) -> Recipe:
    """The saved recipe, or the usual one, with what was given on the command line."""
    from dataclasses import replace

    from annotator.operations import recipes
    from annotator.operations.bibliography import Recipe

    recipe = recipes.find(project, name).recipe if name else Recipe()
    changed: dict[str, Any] = {
        key: given[key]
        for key in ("style", "locale", "kind", "group", "shorten", "title")
        if given[key] is not None
    }
    for key in ("colours", "tags", "stances"):
        if given[key]:
            changed[key] = frozenset(given[key])
    if given["quoted_only"]:
        changed["include_unquoted"] = False
    if given["linked_only"]:
        changed["only_linked"] = True
    if given["pinned_only"]:
        changed["only_pinned"] = True
    if given["source_notes"]:
        changed["source_notes"] = True
    if given["no_notes"]:
        changed.update(annote=False, notes=False, source_notes=False)
    if given["no_links"]:
        changed["links"] = False
    if "provisions" in given["indexes"]:
        changed["provision_index"] = True
    if "persons" in given["indexes"]:
        changed["person_index"] = True
    if given["reference_docx"]:
        changed["reference_docx"] = str(given["reference_docx"])
    return replace(recipe, **changed)


def report_shape(report: ExportReport) -> dict[str, Any]:
    return {
        "entries": report.entries,
        "quotes": report.quotes,
        "problems": [
            {"kind": p.kind.value, "message": p.message, "source": p.source_id, "annotation": p.annotation_id}
            for p in report.problems
        ],
    }


def summary(report: ExportReport) -> str:
    entries = trn("{n} entry", "{n} entries", report.entries)
    quotes = trn("{n} quotation", "{n} quotations", report.quotes)
    wrong = sum(problem.kind.value == "not verbatim" for problem in report.problems)
    checked = trn("{n} not verbatim", "{n} not verbatim", wrong) if wrong else tr("all verbatim")
    older = sum(problem.kind.value == "not verified" for problem in report.problems)
    if older:
        checked += ", " + tr("{n} not verified in the current version", n=older)
    return f"{entries}, {quotes}, {checked}"


@click.command()
@project_argument
@click.argument("what", metavar="ANNOTATION|SOURCE")
@click.option("--style", help=tr("A CSL style's id; Chicago 17 with notes where none is given."))
@click.option("--locale", help=tr("The language of terms and dates, as en-GB."))
@click.option("--form", type=click.Choice(_FORMS), default="note", show_default=True)
@click.option("--quote", is_flag=True, help=tr("The quotation before its citation."))
@click.option("--plain", "shape", flag_value="plain", default="plain", help=tr("Plain text (the default)."))
@click.option("--html", "shape", flag_value="html", help=tr("An HTML fragment."))
@as_json
def cite(
    project: Path,
    what: str,
    style: str | None,
    locale: str | None,
    form: str,
    quote: bool,
    shape: str,
    json_: bool,
) -> None:
    """Cite a highlight (with its locator), a source, a treaty or one of its provisions (“XII agr”)."""
    from annotator.citation.styles import DEFAULT_STYLE
    from annotator.operations import citing
    from annotator.store import annotations

    with opened(project) as one:
        found = _found(one, what)
        given = citing.gather(one, **found)
        passage = annotations.get(one, found["annotation"]) if "annotation" in found else None
    made = citing.cite(given, style or DEFAULT_STYLE, form, locale=locale, quote=quote)
    if json_:
        emit({"plain": made.plain, "html": made.html, "problems": [p.message for p in made.problems]})
        return
    say(made.html if shape == "html" else made.plain)
    for problem in made.problems:
        click.echo(problem.message, err=True)
    if passage is not None and not passage.verified:
        click.echo(tr("The passage is not verified in the current version of its source."), err=True)


def _found(project: Project, ref: str) -> dict[str, str]:
    """What `ref` means: a highlight, else a source, a treaty, a provision. Raises UserError."""
    from annotator.operations.references import find_provision
    from annotator.store import annotations, sources, treaties
    from annotator.treaties import parse_reference

    try:
        return {"annotation": annotations.find(project, ref)}
    except UserError:
        pass
    try:
        return {"source": sources.find(project, ref)}
    except UserError as error:
        try:
            return {"instrument": treaties.find_instrument(project, ref)}
        except UserError:
            pass
        try:
            return {"provision": find_provision(project, ref)}
        except UserError as none:
            # Of "XII" it says which treaties may be meant, or what they have.
            raise (none if parse_reference(ref) else error) from None


COMMANDS = (export, cite)
