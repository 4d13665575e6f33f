"""Highlights taken along to another version of their source: the decisions, before anything is written."""

from __future__ import annotations

from dataclasses import dataclass, replace

from annotator.anchoring import Carrier, Resolution, describe
from annotator.domain.annotation import AnchorState, Annotation, Part, Proposal, ProposalState, Selectors
from annotator.domain.document import Document
from annotator.domain.fragments import fragment, parse
from annotator.operations.places import selectors_at
from annotator.store import annotations as highlights
from annotator.store import documents
from annotator.store.project import Project

_WORST = (AnchorState.EXACT, AnchorState.MOVED, AnchorState.FUZZY, AnchorState.ORPHAN)
_SILENT = (AnchorState.EXACT, AnchorState.MOVED)


@dataclass(frozen=True, slots=True)
class Carried:
    """What becomes of one highlight: `state` is the worst of all its ranges'; `ranges` are empty for an orphan.

    same_page  it stands on a page, and that page is the same in both versions
    """

    annotation: Annotation
    state: AnchorState
    score: float
    ranges: tuple[tuple[int, int], ...] = ()
    same_page: bool = False


def carried(carrier: Carrier, annotation: Annotation, captured: Document, *, same_pages: bool) -> Carried:
    """Where a highlight stands in the version `captured`.

    A highlight of several ranges is taken over silently only if each of them is. A rectangle is a picture's: it is
    certain only where the pages are the same and merely their text was read anew (`same_pages`).
    """
    at = annotation.selectors
    if at.start == at.end:
        found = carrier.place(min(at.start, len(carrier.old)))
        place = parse(at.fragment)
        if place is not None and same_pages:
            found = Resolution(max(found.start, 0), max(found.end, 0), AnchorState.EXACT, 1.0)
        elif place is not None and found.state in _SILENT and place[1] is not None:
            found = replace(found, state=AnchorState.FUZZY, score=0.5)
        if place is not None and not captured.pages:
            found = replace(found, state=AnchorState.ORPHAN)
        if found.state is AnchorState.ORPHAN:
            return Carried(annotation, found.state, 0.0)
        kept = place is not None and same_pages
        return Carried(annotation, found.state, found.score, ((found.start, found.end),), kept)
    pieces = [at, *(Selectors(p.start, p.end, p.exact, p.prefix, p.suffix) for p in annotation.parts)]
    found_all = [carrier.one(piece) for piece in pieces]
    state = max((one.state for one in found_all), key=_WORST.index)
    if state is AnchorState.ORPHAN:
        return Carried(annotation, state, 0.0)
    ranges = tuple((one.start, one.end) for one in found_all)
    return Carried(annotation, state, min(one.score for one in found_all), ranges)


def settle(project: Project, one: Carried, captured: Document) -> None:
    """Write what becomes of a highlight. Inside an act."""
    annotation = one.annotation
    if one.state in _SILENT:
        take_over(project, annotation, captured, one.ranges, one.state, one.score, same_page=one.same_page)
        return
    before = annotation.proposal
    kept = before is not None and before.state is ProposalState.KEPT
    if one.state is AnchorState.FUZZY:
        text = documents.text(project, captured.id)
        (start, end), *rest = one.ranges
        proposal = Proposal(
            captured.id, start, end, text[start:end], one.score, parts=_parts(text, tuple(rest))
        )
    else:
        state = ProposalState.KEPT if kept else ProposalState.NONE
        proposal = Proposal(captured.id, state=state)
    highlights.update(
        project, annotation.id, state=one.state, score=one.score if one.ranges else None, proposal=proposal
    )


def take_over(
    project: Project,
    annotation: Annotation,
    captured: Document,
    ranges: tuple[tuple[int, int], ...],
    state: AnchorState,
    score: float | None,
    *,
    same_page: bool = False,
) -> None:
    """Set a highlight on ranges of a version (the first is its own, the others its parts'). Inside an act."""
    text = documents.text(project, captured.id)
    (start, end), *rest = ranges
    if start == end:
        place = parse(annotation.selectors.fragment)
        page = None
        if place is not None and captured.pages:
            page = place[0]
            if captured.id != annotation.document and not same_page:
                page = _page_of(captured, start)
            page = min(page, len(captured.pages) - 1)
        selectors = selectors_at(project, captured.id, start, page, place[1] if place else None)
        if place is not None and page is not None:
            selectors = replace(selectors, fragment=fragment(page, place[1]))
    else:
        selectors = describe(
            text, start, end, paragraphs=documents.paragraphs(project, captured.id), pages=captured.pages
        )
    highlights.update(
        project,
        annotation.id,
        document=captured.id,
        selectors=selectors.at_place_of(annotation.selectors),
        parts=_parts(text, tuple(rest)),
        state=state,
        score=None if state is AnchorState.EXACT else score,
        proposal=None,
    )


def _page_of(captured: Document, offset: int) -> int:
    return max((n for n, page in enumerate(captured.pages) if page.start <= offset), default=0)


def _parts(text: str, ranges: tuple[tuple[int, int], ...]) -> tuple[Part, ...]:
    found = [describe(text, start, end) for start, end in ranges]
    return tuple(Part(s.start, s.end, s.exact, s.prefix, s.suffix) for s in found)
