"""undo, redo, history, check."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.common import as_json, emit, existing, opened, project_argument, say
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

_STEPS = click.option(
    "--steps", type=click.IntRange(min=1), default=1, show_default=True, help=tr("How many acts.")
)


@click.command()
@project_argument
@_STEPS
@as_json
def undo(project: Path, steps: int, json_: bool) -> None:
    """Take back the last act, or several; also after a restart."""
    _walk(project, steps, json_, back=True)


@click.command()
@project_argument
@_STEPS
@as_json
def redo(project: Path, steps: int, json_: bool) -> None:
    """Do again what was taken back."""
    _walk(project, steps, json_, back=False)


def _walk(project: Path, steps: int, json_: bool, *, back: bool) -> None:
    from annotator.operations import history

    done: list[str] = []
    with opened(project) as one:
        for _ in range(steps):
            label = history.can_undo(one) if back else history.can_redo(one)
            changes = history.undo(one) if back else history.redo(one)
            if changes is None:
                break
            done.append(label or changes.label)
        if not done:
            raise UserError(
                tr("There is nothing to undo.") if back else tr("There is nothing to redo."),
                kept=tr("Nothing was changed."),
            )
    if json_:
        emit({"undone" if back else "redone": done})
        return
    for label in done:
        say(tr("Undone: {label}", label=label) if back else tr("Redone: {label}", label=label))


@click.command()
@project_argument
@click.option("--limit", type=click.IntRange(min=1), default=100, show_default=True)
@as_json
def history(project: Path, limit: int, json_: bool) -> None:
    """What was done, newest first."""
    from annotator.cli import shapes
    from annotator.operations import history as acts

    with opened(project) as one:
        found = [shapes.act(act) for act in acts.acts(one, limit)]
    if json_:
        emit(found)
        return
    for act in found:
        label = act["label"]
        if act["kind"] != "edit":
            label = tr("Undo: {label}", label=label) if act["kind"] == "undo" else label
            label = tr("Redo: {label}", label=label) if act["kind"] == "redo" else label
        say(f"{act['at']}  {act['who']}  {label}" + (f"  ({tr('undone')})" if act["undone"] else ""))
    if not found:
        say(tr("Nothing was done yet."))


@click.command()
@project_argument
@as_json
@click.pass_context
def check(ctx: click.Context, project: Path, json_: bool) -> None:
    """Look a project file over, changing nothing. Status 1 where something is wrong with it."""
    from annotator.operations import projects

    report = projects.check(existing(project))
    if json_:
        emit({"ok": report.ok, "lines": list(report.lines), "problems": list(report.problems)})
    else:
        for line in report.lines:
            say(line)
        for problem in report.problems:
            click.echo(problem, err=True)
        if report.ok:
            say(tr("The project file is sound."))
    if not report.ok:
        ctx.exit(1)


COMMANDS = (undo, redo, history, check)
