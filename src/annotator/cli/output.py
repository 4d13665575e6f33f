"""import, demo."""

from __future__ import annotations

from pathlib import Path

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
from annotator.cli.export import report_shape, summary
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn

_SCREENSHOT_SECONDS = 120
_WORKSPACES = ("read", "claims", "treaty", "bibliography")


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
        emit({**made, **report_shape(report)})
    else:
        for name in made.values():
            say(name)
        say(summary(report))
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


COMMANDS = (import_, demo, screenshot)
