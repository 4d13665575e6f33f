"""treaty add, show, event."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.common import PROJECT, Progress, as_json, emit, opened, project_argument, say, worker
from annotator.domain.i18n import tr, trn


@click.group()
def treaty() -> None:
    """Treaties, statements, declarations: their texts, and what happened to them."""


@treaty.command("add")
@project_argument
@click.argument("file", type=PROJECT)
@click.option("--title", required=True, help=tr("The full title."))
@click.option("--short", default="", help=tr("A short title for lists and margins."))
@click.option("--kind", default="", help=tr("What it is: bilateral treaty, joint statement …"))
@click.option("--alias", "aliases", multiple=True, help=tr("Another name; may be given several times."))
@as_json
def add_treaty(
    project: Path, file: Path, title: str, short: str, kind: str, aliases: tuple[str, ...], json_: bool
) -> None:
    """Add a treaty from a text file, read into preamble, articles, paragraphs and points."""
    from annotator.cli import shapes
    from annotator.operations import sources, treaties
    from annotator.store import treaties as rows

    with opened(project) as one:
        with worker() as reading, Progress() as progress:
            capture = sources.capture(reading, file, progress=progress)
        added = treaties.add(one, capture, title, short, kind=kind, aliases=aliases)
        found = shapes.instrument(one, rows.instrument(one, added.instrument))
    for warning in added.warnings:
        click.echo(f"{file}: {warning}", err=True)
    if json_:
        emit(found)
        return
    count = len(found["provisions"])
    known = tr("is there already") if added.existing else trn("{n} provision", "{n} provisions", count)
    say(f"{found['id']}  {found['short'] or found['title']}  {known}")


@treaty.command("show")
@project_argument
@click.argument("instrument", required=False)
@as_json
def show(project: Path, instrument: str | None, json_: bool) -> None:
    """Show a treaty's provisions; without INSTRUMENT, list the treaties."""
    from annotator.cli import shapes
    from annotator.domain.wording import record_line
    from annotator.store import treaties

    with opened(project) as one:
        if instrument is None:
            known = treaties.instruments(one)
            found: Any = [shapes.instrument(one, each) for each in known]
        else:
            known = [treaties.instrument(one, treaties.find_instrument(one, instrument))]
            found = shapes.instrument(one, known[0])
    if json_:
        emit(found)
    elif instrument is None:
        for each in known:
            say(f"{each.id}  {each.short or each.title}  {record_line(each)}".rstrip())
        if not known:
            say(tr("No treaties yet. Add one: annotator treaty add PROJECT FILE --title T"))
    else:
        say(f"{found['title']}  ({record_line(known[0])})" if known[0].events else found["title"])
        _print(found["provisions"], 1)


def _print(provisions: list[dict[str, Any]], depth: int) -> None:
    for one in provisions:
        words = " ".join((one["heading"] or one["text"]).split())
        short = words if len(words) <= 72 else words[:71] + "…"
        say(f"{'  ' * depth}{one['label']}  {short}".rstrip())
        _print(one["children"], depth + 1)


@treaty.command("event")
@project_argument
@click.argument("instrument")
@click.argument("event")
@click.option("--date", default="", help=tr("When: 2025-08-08, 2025-08, 2025."))
@click.option("--actor", default="", help=tr("Who did it."))
@click.option("--note", default="", help=tr("A remark."))
@as_json
def event(project: Path, instrument: str, event: str, date: str, actor: str, note: str, json_: bool) -> None:
    """Record what happened: initialled, signed, ratified, "entered into force", waived …"""
    from annotator.cli import shapes
    from annotator.domain.wording import record_line
    from annotator.operations import treaties
    from annotator.store import treaties as rows

    with opened(project) as one:
        key = rows.find_instrument(one, instrument)
        treaties.event(one, key, event, date.strip(), actor, note)
        known = rows.instrument(one, key)
        found = shapes.instrument(one, known)
    if json_:
        emit(found)
    else:
        say(f"{known.short or known.title}: {record_line(known)}")


COMMANDS = (treaty,)
