"""export, import, reference, demo."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from annotator.cli.common import (
    PROJECT,
    Progress,
    as_json,
    emit,
    existing,
    opened,
    project_argument,
    say,
    worker,
)
from annotator.domain.annotation import Colour
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn

if TYPE_CHECKING:
    from annotator.operations.bibliography import ExportReport

_SCREENSHOT_SECONDS = 120
_WORKSPACES = ("read", "claims", "treaty", "bibliography")


@click.command()
@project_argument
@click.argument("output", type=PROJECT)
@click.option(
    "--style", help=tr("A CSL style's id: apa, oscola …; Chicago 17 with notes where none is given.")
)
@click.option(
    "--locale", help=tr("The language of terms and dates, as en-GB; the style's own where none is given.")
)
@click.option(
    "--group", type=click.Choice(["source", "provision", "claim"]), default="source", show_default=True
)
@click.option("--format", "format_", help=tr("docx, html, md or json; else the ending of OUTPUT says it."))
@click.option(
    "--colour",
    "--color",
    "colours",
    multiple=True,
    type=click.Choice([c.value for c in Colour]),
    help=tr("Only quotations in this colour; may be given several times."),
)
@click.option("--title", default="", help=tr("The bibliography's title; the project's where none is given."))
@click.option("--quoted-only", is_flag=True, help=tr("No entries for sources without a quotation."))
@as_json
def export(
    project: Path,
    output: Path,
    style: str | None,
    locale: str | None,
    group: str,
    format_: str | None,
    colours: tuple[str, ...],
    title: str,
    quoted_only: bool,
    json_: bool,
) -> None:
    """Write the annotated bibliography (DOCX, HTML, Markdown), or the whole project as JSON.

    Every source has its entry; every quotation is compared with the stored text.
    """
    from annotator.citation.styles import DEFAULT_STYLE
    from annotator.operations import bibliography, interchange

    wanted = (format_ or output.suffix).casefold().lstrip(".")
    with opened(project) as one:
        if wanted == "json":
            interchange.export_json(one, output)
            report = None
        else:
            recipe = bibliography.Recipe(
                style or DEFAULT_STYLE, locale, group, frozenset(colours), not quoted_only, title
            )
            report = bibliography.export(one, output, recipe, format=format_)
    if json_:
        emit({"path": str(output), **(_report(report) if report else {})})
        return
    say(str(output))
    if report is not None:
        say(_summary(report))
        for problem in report.problems:
            click.echo(problem.message, err=True)


def _report(report: ExportReport) -> dict[str, Any]:
    return {
        "entries": report.entries,
        "quotes": report.quotes,
        "problems": [
            {"kind": p.kind.value, "message": p.message, "source": p.source_id, "annotation": p.annotation_id}
            for p in report.problems
        ],
    }


def _summary(report: ExportReport) -> str:
    entries = trn("{n} entry", "{n} entries", report.entries)
    quotes = trn("{n} quotation", "{n} quotations", report.quotes)
    wrong = sum(problem.kind.value == "not verbatim" for problem in report.problems)
    checked = trn("{n} not verbatim", "{n} not verbatim", wrong) if wrong else tr("all verbatim")
    return f"{entries}, {quotes}, {checked}"


@click.command("import")
@project_argument
@click.argument("file", type=PROJECT)
@as_json
def import_(project: Path, file: Path, json_: bool) -> None:
    """Take in a project as JSON, whole or in part (form: docs/project-json.md). One act; an error changes nothing."""
    from annotator.operations import interchange

    with opened(project) as one, worker() as reading, Progress() as progress:
        report = interchange.import_json(one, file, reading, progress)
    for warning in report.warnings:
        click.echo(warning, err=True)
    counts = {
        "sources": report.sources,
        "instruments": report.instruments,
        "claims": report.claims,
        "annotations": report.annotations,
    }
    if json_:
        emit(counts)
    else:
        say(
            ", ".join(
                (
                    trn("{n} source", "{n} sources", report.sources),
                    trn("{n} treaty", "{n} treaties", report.instruments),
                    trn("{n} claim", "{n} claims", report.claims),
                    trn("{n} highlight", "{n} highlights", report.annotations),
                )
            )
        )


@click.group()
def reference() -> None:
    """Bibliographic entries of other programs, in and out: CSL-JSON."""


@reference.command("import")
@project_argument
@click.argument("file", type=PROJECT)
@as_json
def import_references(project: Path, file: Path, json_: bool) -> None:
    """Add the entries of a CSL-JSON file as sources without a document."""
    from annotator.cli import shapes
    from annotator.operations import references_csl

    with opened(project) as one:
        report = references_csl.import_csl(one, file)
        rows = [shapes.source_of(one, key) for key in report.sources]
    for problem in report.problems:
        click.echo(problem, err=True)
    if json_:
        emit(rows)
        return
    for row in rows:
        say(f"{row['id']}  {row['title']}")


@reference.command("export")
@project_argument
@click.argument("file", type=PROJECT)
@as_json
def export_references(project: Path, file: Path, json_: bool) -> None:
    """Write all sources as CSL-JSON."""
    from annotator.operations import references_csl

    with opened(project) as one:
        count = references_csl.export_csl(one, file)
    if json_:
        emit({"path": str(file), "entries": count})
    else:
        say(f"{file}  {trn('{n} entry', '{n} entries', count)}")


@click.command()
@click.argument("folder", type=PROJECT, metavar="DIR")
@as_json
def demo(folder: Path, json_: bool) -> None:
    """The main job on the sample project, without a screen: the project, its bibliography, a picture of the window.

    A sample project that is in DIR already is used as it is.
    """
    from annotator.operations import bibliography, projects

    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise UserError(tr("The folder cannot be made."), file=folder, details=str(error)) from error
    path = folder / "sample.annotator"
    made: dict[str, str] = {"project": str(path)}
    if path.exists():
        one = projects.open_project(path)
    else:
        with worker() as reading, Progress() as progress:
            one = projects.make_sample(path, reading, progress)
    with one:
        from annotator.citation.engine import Engines

        with Engines() as engines:
            recipe = bibliography.Recipe()
            composed = bibliography.build(one, recipe, engines)
        for ending in ("docx", "html", "md"):
            target = folder / f"bibliography.{ending}"
            report = bibliography.write_to(composed, target)
            made[ending] = str(target)
    picture = folder / "window.png"
    reason = _take_screenshot(path, picture)
    if not reason:
        made["screenshot"] = str(picture)
    if json_:
        emit({**made, **_report(report)})
    else:
        for name in made.values():
            say(name)
        say(_summary(report))
    if reason:
        click.echo(tr("No picture of the window: {reason}", reason=reason), err=True)


def _take_screenshot(project: Path, picture: Path) -> str:
    """Draw the window in a process of its own, for Qt ends the process where it misses a library of the system.
    Why there is no picture; empty where there is one."""
    import os
    import subprocess
    import sys

    start = [sys.executable] if getattr(sys, "frozen", False) else [sys.executable, "-m", "annotator"]
    environment = {**os.environ, "QT_QPA_PLATFORM": "offscreen"}
    try:
        done = subprocess.run(
            [*start, "screenshot", str(project), str(picture)],
            env=environment,
            capture_output=True,
            timeout=_SCREENSHOT_SECONDS,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return str(error)
    if done.returncode == 0 and picture.is_file():
        return ""
    lines = done.stderr.decode(errors="replace").strip().splitlines()
    return lines[0] if lines else tr("Qt did not start.")


@click.command(hidden=True)
@project_argument
@click.argument("picture", type=PROJECT)
@click.option("--theme", type=click.Choice(["light", "dark"]), default="light")
@click.option("--scale", type=float, default=1.0)
@click.option("--workspace", type=click.Choice(_WORKSPACES), default="read")
@click.option("--size", nargs=2, type=int, default=(1440, 900))
def screenshot(
    project: Path, picture: Path, theme: str, scale: float, workspace: str, size: tuple[int, int]
) -> None:
    """Draw the window on a project into a PNG file."""
    try:
        from annotator import app

        app.screenshot(existing(project), picture, theme=theme, scale=scale, workspace=workspace, size=size)
    except (ImportError, TimeoutError) as error:
        raise UserError(str(error) or tr("The window was not painted in time.")) from error


COMMANDS = (export, import_, reference, demo, screenshot)
