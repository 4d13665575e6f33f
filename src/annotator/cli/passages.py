"""highlight, annotations, link, search."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import click

from annotator.cli.common import as_json, emit, find_document, opened, project_argument, say
from annotator.domain.annotation import Colour
from annotator.domain.claim import Stance, Voice
from annotator.domain.i18n import tr
from annotator.domain.treaty import Fidelity

_COLOURS = click.Choice([one.value for one in Colour], case_sensitive=False)
_KINDS = ("paragraph", "annotation", "note", "claim", "provision")
_WIDTH = 76


@click.command()
@project_argument
@click.argument("source")
@click.option("--quote", help=tr("The words of the passage, as they stand."))
@click.option(
    "--occurrence", type=int, metavar="N", help=tr("Which one, from 1, where the words stand more than once.")
)
@click.option(
    "--start", type=int, metavar="A", help=tr("Where it begins: code points from the text's start.")
)
@click.option("--end", type=int, metavar="B", help=tr("Where it ends, exclusive."))
@click.option("--colour", "--color", type=_COLOURS, default=Colour.YELLOW.value, show_default=True)
@click.option("--note", default="", help=tr("A note on it."))
@as_json
def highlight(
    project: Path,
    source: str,
    quote: str | None,
    occurrence: int | None,
    start: int | None,
    end: int | None,
    colour: str,
    note: str,
    json_: bool,
) -> None:
    """Highlight a passage, by its words or by its place."""
    if (quote is None) == (start is None and end is None):
        raise click.UsageError(tr("Give either --quote, or --start and --end."))
    if (start is None) != (end is None):
        raise click.UsageError(tr("--start and --end go together."))
    if occurrence is not None and quote is None:
        raise click.UsageError(tr("--occurrence goes with --quote."))
    from annotator.anchoring import find_quote
    from annotator.cli import shapes
    from annotator.operations import annotations
    from annotator.store import documents

    with opened(project) as one:
        document, _ = find_document(one, source)
        if quote is not None:
            start, end = find_quote(documents.text(one, document), quote, occurrence)
        assert start is not None and end is not None
        made = annotations.highlight(one, document, start, end, colour, note)
        found = shapes.annotation_of(one, made.annotation.id)
    if json_:
        emit(found)
    else:
        _say_annotation(found)


@click.command("annotations")
@project_argument
@click.option("--source", help=tr("Only those of one source."))
@as_json
def annotations_(project: Path, source: str | None, json_: bool) -> None:
    """List the highlights with their links."""
    from annotator.cli import shapes
    from annotator.store import annotations as highlights
    from annotator.store import documents

    with opened(project) as one:
        if source is None:
            rows = highlights.listing(one)
        else:
            document = documents.get(one, find_document(one, source)[0])
            # Those of a source on all of its versions.
            rows = (
                highlights.listing(one, document.source)
                if document.source
                else highlights.rows_of_document(one, document.id)
            )
        found = [shapes.annotation(row) for row in rows]
    if json_:
        emit(found)
        return
    for each in found:
        _say_annotation(each)
    if not found:
        say(tr("No highlights yet. Make one: annotator highlight PROJECT SOURCE --quote WORDS"))


def _say_annotation(one: dict[str, Any]) -> None:
    place = f"p. {one['page_label']}" if one["page_label"] else f"¶ {one['paragraph']}"
    say(
        f"{one['id']}  {place}  {one['colour']}  “{_short(one['exact'])}”{tr('  pinned') if one['pinned'] else ''}"
    )
    if not one["verified"]:
        say(tr("    not verified in the current version"))
    if one["display"]:
        say(tr("    printed “{words}”", words=_short(one["display"])))
    if one["translation"]:
        say(tr("    translation “{words}”", words=_short(one["translation"])))
    links = [f"{p['label']}, {p['short']} ({p['fidelity']})" for p in one["provisions"]]
    links += [f"{c['key']} {c['stance']}" + _speaker(c) for c in one["claims"]]
    for link in links:
        say(f"    → {link}")
    if one["note"]:
        say(f"    {_short(one['note'])}")


def _speaker(link: dict[str, Any]) -> str:
    return f" ({link['voice']}: {link['attributed_to']})" if link["attributed_to"] else ""


def _short(text: str) -> str:
    line = " ".join(text.split())
    return line if len(line) <= _WIDTH else line[: _WIDTH - 1] + "…"


@click.command()
@project_argument
@click.argument("annotations", nargs=-1, required=True, metavar="ANNOTATION…")
@click.option("--off", is_flag=True, help=tr("Take the pins away."))
@as_json
def pin(project: Path, annotations: tuple[str, ...], off: bool, json_: bool) -> None:
    """Pin quotations for bibliographies that print only those (export --pinned-only)."""
    from annotator.cli import shapes
    from annotator.operations import annotations as marks
    from annotator.store import annotations as highlights

    with opened(project) as one:
        keys = [highlights.find(one, ref) for ref in annotations]
        marks.pin(one, keys, not off)
        found = [shapes.annotation_of(one, key) for key in keys]
    if json_:
        emit(found)
    else:
        for each in found:
            _say_annotation(each)


@click.command("print")
@project_argument
@click.argument("annotation")
@click.option(
    "--display", metavar="WORDS", help=tr("The quotation with […] and [words of your own]; “” for none.")
)
@click.option("--translation", metavar="WORDS", help=tr("Your translation, printed below it."))
@click.option(
    "--place",
    metavar="PLACE",
    help=tr("Where it stands: “timestamp 1:02:03”, “section 4.2”; “” counts again."),
)
@as_json
def print_(
    project: Path,
    annotation: str,
    display: str | None,
    translation: str | None,
    place: str | None,
    json_: bool,
) -> None:
    """Say how the words of a highlight are printed; the stored words stay as they are."""
    from annotator.cli import shapes
    from annotator.operations import annotations as marks
    from annotator.store import annotations as highlights

    with opened(project) as one:
        key = highlights.find(one, annotation)
        now = highlights.get(one, key)
        words = now.display if display is None else display
        with one.act(tr("Edit quotation for print")):
            marks.set_printed(one, key, words, now.translation if translation is None else translation)
            if place is not None:
                label, _, value = place.strip().partition(" ")
                marks.set_place(one, key, label, value)
        found = shapes.annotation_of(one, key)
    if json_:
        emit(found)
    else:
        _say_annotation(found)


@click.command()
@project_argument
@click.argument("annotation")
@click.option("--provision", metavar="REF", help=tr("XII, 12(2), “point 9”, preamble, “9 state” …"))
@click.option("--instrument", help=tr("The treaty, where several have such a provision."))
@click.option("--fidelity", type=click.Choice([f.value for f in Fidelity], case_sensitive=False))
@click.option("--claim", metavar="KEY", help=tr("A claim's key."))
@click.option("--stance", type=click.Choice([s.value for s in Stance], case_sensitive=False))
@click.option("--voice", type=click.Choice([v.value for v in Voice], case_sensitive=False))
@click.option("--attributed-to", default="", help=tr("Who speaks, unless it is the author."))
@as_json
def link(
    project: Path,
    annotation: str,
    provision: str | None,
    instrument: str | None,
    fidelity: str | None,
    claim: str | None,
    stance: str | None,
    voice: str | None,
    attributed_to: str,
    json_: bool,
) -> None:
    """Link a highlight to a provision or to a claim; again, to change the link."""
    if (provision is None) == (claim is None):
        raise click.UsageError(tr("Give either --provision or --claim."))
    if claim is not None and stance is None:
        raise click.UsageError(tr("--claim needs --stance."))
    if claim is not None and (fidelity or instrument):
        raise click.UsageError(tr("--fidelity and --instrument go with --provision."))
    if provision is not None and (stance or voice or attributed_to):
        raise click.UsageError(tr("--stance, --voice and --attributed-to go with --claim."))
    from annotator.cli import shapes
    from annotator.operations import links, references
    from annotator.store import annotations as highlights
    from annotator.store import claims

    with opened(project) as one:
        key = highlights.find(one, annotation)
        if provision is not None:
            links.link_provision(one, key, references.find_provision(one, provision, instrument), fidelity)
        elif claim is not None and stance is not None:
            links.link_claim(one, key, claims.find(one, claim), stance, voice, attributed_to)
        found = shapes.annotation_of(one, key)
    if json_:
        emit(found)
    else:
        _say_annotation(found)


@click.command()
@project_argument
@click.argument("query")
@click.option(
    "--kind",
    "kinds",
    multiple=True,
    type=click.Choice(_KINDS),
    help=tr("Only these; may be given several times."),
)
@click.option("--limit", type=click.IntRange(min=1), default=500, show_default=True)
@as_json
def search(project: Path, query: str, kinds: tuple[str, ...], limit: int, json_: bool) -> None:
    """Search everything: words (all must occur), "a phrase", prefix*, AND OR NOT, NEAR(a b, 10)."""
    from annotator.cli import shapes
    from annotator.operations.search import search as find

    with opened(project) as one:
        found = [shapes.hit(hit) for hit in find(one, query, kinds or None, limit)]
    if json_:
        emit(found)
        return
    for hit in found:
        where = (
            f"{hit['file']} ¶ {hit['paragraph']}" if hit["kind"] == "paragraph" else hit["title"] or hit["id"]
        )
        say(f"{hit['kind']}  {where}\n    {' '.join(hit['snippet'].split())}")
    if not found:
        say(tr("Nothing found for “{query}”.", query=query))


COMMANDS = (highlight, annotations_, pin, print_, link, search)
