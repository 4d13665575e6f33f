"""Setting the highlights of a JSON file on their passages. Everything here runs inside one act."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from annotator.anchoring import describe, find_quote
from annotator.domain.annotation import AnchorState, Annotation, Part, Style
from annotator.domain.errors import UserError
from annotator.domain.fragments import parse
from annotator.domain.i18n import tr
from annotator.domain.ids import derived_id, new_id
from annotator.domain.text import normalise
from annotator.exchange.project_json import AnnotationEntry
from annotator.exchange.reading import Node
from annotator.operations import annotations as highlights
from annotator.operations.places import selectors_at
from annotator.store import annotations as rows
from annotator.store import documents
from annotator.store.project import Project


def stand(project: Project, entry: AnnotationEntry, document: str) -> str:
    """Make the highlight on its words, or on its place; gives its id. Raises UserError where they are not there."""
    if entry.start is not None and entry.start == entry.end:
        return _stand_on_place(project, entry, document, entry.start)
    start, end = _range(project, entry, document)
    return highlights.place(
        project,
        document,
        start,
        end,
        entry.colour,
        entry.note,
        key=entry.id,
        author=entry.author,
        created=entry.created,
    )


def _range(project: Project, entry: AnnotationEntry, document: str) -> tuple[int, int]:
    text = documents.text(project, document)
    if entry.start is not None and entry.end is not None:
        if entry.quote:
            _check_words(text, entry.start, entry.end, entry.quote, entry.at["quote"])
        return entry.start, entry.end
    try:
        return find_quote(text, entry.quote, entry.occurrence)
    except UserError as error:
        raise entry.at["quote"].refuse(error.what, error.advice) from error


def _check_words(text: str, start: int, end: int, words: str, at: Node) -> None:
    if text[start:end] != normalise(words):
        raise at.refuse(tr("does not stand from {start} to {end}.", start=start, end=end))


def _stand_on_place(project: Project, entry: AnnotationEntry, document: str, offset: int) -> str:
    style = entry.anchor.style
    if style not in (Style.AREA, Style.BOOKMARK, Style.NOTE):
        raise entry.at["end"].refuse(tr("must lie after “start”."))
    page, rect = parse(entry.anchor.fragment) or (None, None)
    pages = documents.get(project, document).pages
    if (style is Style.AREA and rect is None) or (page is not None and page >= len(pages)):
        raise entry.at["area"].refuse(tr("is no area of a page."))
    selectors = selectors_at(project, document, offset, page, rect)
    made = Annotation(
        entry.id or derived_id("annotation", document, style, str(offset), entry.anchor.fragment),
        document, None, selectors, colour=entry.colour, note=entry.note, author=entry.author,
        created=entry.created, style=style,
    )  # fmt: skip
    try:
        before: Annotation | None = rows.get(project, made.id)
    except UserError:
        before = None
    if before is not None and not before.trashed and before.document == document:
        return made.id
    if before is not None:
        made = replace(made, id=new_id())
    rows.add(project, made)
    return made.id


def set_anchor(project: Project, entry: AnnotationEntry, key: str, versions: Sequence[str]) -> None:
    """Set what the file says of the highlight beyond its first range."""
    anchor, before = entry.anchor, rows.get(project, key)
    text = documents.text(project, before.document)
    parts = []
    for start, end, words, at in anchor.parts:
        _check_words(text, start, end, words, at["quote"])
        found = describe(text, start, end)
        parts.append(Part(found.start, found.end, found.exact, found.prefix, found.suffix))
    proposal = anchor.proposal
    if proposal is not None:
        if not 1 <= (anchor.proposed or 0) <= len(versions):
            raise entry.at["proposal"]["version"].refuse(tr("There is no such version."))
        proposal = replace(proposal, document=versions[(anchor.proposed or 1) - 1])
        there = documents.text(project, proposal.document)
        for low, high, exact in (
            (proposal.start, proposal.end, proposal.exact),
            *((part.start, part.end, part.exact) for part in proposal.parts),
        ):
            _check_words(there, low, high, exact, entry.at["proposal"])
    wanted = {
        "parts": tuple(parts),
        "style": anchor.style.value,
        "state": anchor.state,
        "score": anchor.score,
        "proposal": proposal,
        "pinned": anchor.pinned,
        "display": anchor.display,
        "translation": anchor.translation,
    }
    plain = Annotation("", "", None, before.selectors)
    # What the file does not say stays as it is where the highlight stood there before.
    said = {name: value for name, value in wanted.items() if value != getattr(plain, name)}
    if anchor.state is AnchorState.EXACT and before.state is not AnchorState.EXACT:
        said["state"], said["proposal"] = anchor.state, proposal
    if any(getattr(before, name) != value for name, value in said.items()):
        rows.update(project, key, **said)
