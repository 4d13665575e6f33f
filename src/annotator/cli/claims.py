"""claim add, claim status, claim relate, claims."""

from __future__ import annotations

from pathlib import Path

import click

from annotator.cli.common import as_json, emit, opened, project_argument, say
from annotator.domain.claim import ClaimStatus, Relation
from annotator.domain.i18n import tr


@click.group()
def claim() -> None:
    """Claims: propositions in your own words, which passages support or contradict."""


@claim.command("add")
@project_argument
@click.argument("text")
@click.option("--key", help=tr("A short name; the next free one of C01, C02 … where none is given."))
@click.option("--topic", default="", help=tr("What it is about."))
@as_json
def add_claim(project: Path, text: str, key: str | None, topic: str, json_: bool) -> None:
    """Make a claim."""
    from annotator.cli import shapes
    from annotator.operations import claims

    with opened(project) as one:
        made = claims.add(one, text, key, topic).claim
        found = shapes.claim(one, made)
    if json_:
        emit(found)
    else:
        say(f"{found['key']}  {found['text']}")


@claim.command("status")
@project_argument
@click.argument("key")
@click.argument("status", type=click.Choice([s.value for s in ClaimStatus], case_sensitive=False))
@click.option("--reason", default="", help=tr("Why."))
@as_json
def status(project: Path, key: str, status: str, reason: str, json_: bool) -> None:
    """Judge a claim."""
    from annotator.cli import shapes
    from annotator.operations import claims
    from annotator.store import claims as rows

    with opened(project) as one:
        found_id = rows.find(one, key)
        claims.set_status(one, found_id, status, reason)
        found = shapes.claim(one, rows.get(one, found_id))
    if json_:
        emit(found)
    else:
        say(f"{found['key']}  {found['status']}")


@claim.command("relate")
@project_argument
@click.argument("key")
@click.argument("relation", type=click.Choice([r.value for r in Relation], case_sensitive=False))
@click.argument("other")
@as_json
def relate(project: Path, key: str, relation: str, other: str, json_: bool) -> None:
    """Say how one claim stands to another."""
    from annotator.cli import shapes
    from annotator.operations import claims
    from annotator.store import claims as rows

    with opened(project) as one:
        found_id = rows.find(one, key)
        claims.relate(one, found_id, relation, rows.find(one, other))
        found = shapes.claim(one, rows.get(one, found_id))
    if json_:
        emit(found)
    else:
        for each in found["relations"]:
            say(f"{found['key']} {each['relation']} {each['key']}")


@click.command()
@project_argument
@as_json
def claims(project: Path, json_: bool) -> None:
    """List the claims with their evidence."""
    from annotator.cli import shapes
    from annotator.store import claims as rows

    with opened(project) as one:
        found = [shapes.claim(one, row) for row in rows.listing(one)]
    if json_:
        emit(found)
        return
    for each in found:
        say(f"{each['key']}  [{each['status']}]  {each['text']}")
        for passage in each["evidence"]:
            words = " ".join(passage["exact"].split())
            doubt = "" if passage["verified"] else tr("  not verified in the current version")
            say(f"    {passage['stance']}  “{words if len(words) <= 64 else words[:63] + '…'}”{doubt}")
        for relation in each["relations"]:
            say(f"    {relation['relation']} {relation['key']}")
    if not found:
        say(tr("No claims yet. Make one: annotator claim add PROJECT TEXT"))


COMMANDS = (claim, claims)
