"""Highlights of several pieces: adding a piece, merging highlights into one, splitting one in two."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace

from annotator.anchoring import describe
from annotator.domain.annotation import Annotation, Part, Selectors, Style
from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.domain.ids import new_id
from annotator.operations.annotations import WORDED, check_range
from annotator.operations.results import Highlighted
from annotator.operations.standing import standing
from annotator.store import annotations as highlights
from annotator.store import documents, evidence, tags
from annotator.store import trash as bin_
from annotator.store.project import Project

Span = tuple[int, int]


def spans(annotation: Annotation) -> list[Span]:
    """All ranges of a highlight in the order of the text."""
    at = annotation.selectors
    return sorted([(at.start, at.end), *((part.start, part.end) for part in annotation.parts)])


def joined(text: str, ranges: Iterable[Span]) -> list[Span]:
    """Ranges in order; those that overlap, touch or have nothing but blanks between them are one.

    >>> joined("one two  three", [(9, 14), (0, 3), (4, 7)])
    [(0, 14)]
    """
    found: list[Span] = []
    for start, end in sorted(ranges):
        if found and (start <= found[-1][1] or not text[found[-1][1] : start].strip()):
            found[-1] = (found[-1][0], max(found[-1][1], end))
        else:
            found.append((start, end))
    return found


def join(project: Project, annotation: str, start: int, end: int) -> Highlighted:
    """Add the words from `start` to `end` to a highlight, next to it or apart from it.

    Raises UserError where there are no words, or the mark is an area or a bookmark.
    """
    before = _worded(project, annotation)
    text = documents.text(project, before.document)
    check_range(text, start, end, "")
    with project.act(tr("Add to highlight")) as act:
        _set(project, before, joined(text, [*spans(before), (start, end)]))
    return Highlighted(highlights.get(project, annotation), act.changes)


def resize_piece(project: Project, annotation: str, piece: Span, start: int, end: int) -> Highlighted:
    """Give one piece of a highlight other ends; pieces that meet become one.

    Raises UserError where there are no words, or there is no such piece (it was changed elsewhere).
    """
    before = _worded(project, annotation)
    text = documents.text(project, before.document)
    check_range(text, start, end, "")
    pieces = spans(before)
    if piece not in pieces:
        raise UserError(tr("This highlight was changed meanwhile."), kept=tr("Nothing was changed."))
    with project.act(tr("Resize highlight")) as act:
        _set(project, before, joined(text, [*(one for one in pieces if one != piece), (start, end)]))
    return Highlighted(highlights.get(project, annotation), act.changes)


def merge(project: Project, ids: Sequence[str]) -> Highlighted:
    """Make one highlight of several of one document. The first in the text stays and takes over all words, notes,
    links and tags; the others go to the trash. Raises UserError where they stand in different documents.
    """
    found = sorted((_worded(project, key) for key in dict.fromkeys(ids)), key=lambda one: one.selectors.start)
    if len(found) < 2 or len({one.document for one in found}) > 1:
        raise UserError(
            tr("Only two or more highlights of one document can be merged."),
            kept=tr("Nothing was changed."),
            advice=tr("Select them in the list of highlights, with Ctrl or Shift."),
        )
    kept, others = found[0], found[1:]
    text = documents.text(project, kept.document)
    with project.act(trn("Merge highlight", "Merge {n} highlights", len(found))) as act:
        _set(project, kept, joined(text, [span for one in found for span in spans(one)]))
        notes = list(dict.fromkeys(one.note for one in found if one.note))
        if "\n\n".join(notes) != kept.note:
            highlights.update(project, kept.id, note="\n\n".join(notes))
        for other in others:
            _copy_links(project, other.id, kept.id)
            bin_.trash(project, "annotation", other.id)
    return Highlighted(highlights.get(project, kept.id), act.changes)


def split(project: Project, annotation: str, at: int) -> Highlighted:
    """Cut a highlight in two before the character at `at`; both keep colour, links and tags, the first keeps the note.

    Gives the second. Raises UserError where nothing of the highlight lies on one of the sides.
    """
    before = _worded(project, annotation)
    text = documents.text(project, before.document)
    left = _trimmed(text, [(s, min(e, at)) for s, e in spans(before) if s < at])
    right = _trimmed(text, [(max(s, at), e) for s, e in spans(before) if e > at])
    if not left or not right:
        raise UserError(
            tr("The highlight cannot be split there."),
            kept=tr("Nothing was changed."),
            advice=tr("Put the caret (F7, or a click) between two of its words."),
        )
    second = new_id()
    with project.act(tr("Split highlight")) as act:
        _set(project, before, left)
        selectors, parts = _described(project, before.document, right)
        made = replace(
            before, id=second, selectors=selectors.at_place_of(before.selectors), parts=parts, note="",
            score=None, **standing(project, before.document, before)._asdict(), created="", display="", translation="",
        )  # fmt: skip
        highlights.add(project, made)
        _copy_links(project, before.id, second)
    return Highlighted(highlights.get(project, second), act.changes)


def tag_all(project: Project, ids: Sequence[str], name: str) -> Changes:
    """Give several highlights a tag, as one act."""
    with project.act(trn("Tag highlight", "Tag {n} highlights", len(ids))) as act:
        for key in ids:
            tags.tag(project, "annotation", key, name)
    return act.changes


def _worded(project: Project, key: str) -> Annotation:
    found = highlights.get(project, key)
    if found.style not in WORDED or found.selectors.start == found.selectors.end:
        name = tr("A bookmark") if found.style == Style.BOOKMARK else tr("An area")
        raise UserError(tr("{what} holds no words to join or split.", what=name))
    return found


def _trimmed(text: str, ranges: Iterable[Span]) -> list[Span]:
    found = []
    for start, end in ranges:
        words = text[start:end]
        low = start + len(words) - len(words.lstrip())
        high = end - (len(words) - len(words.rstrip()))
        if low < high:
            found.append((low, high))
    return found


def _described(project: Project, document: str, ranges: Sequence[Span]) -> tuple[Selectors, tuple[Part, ...]]:
    text = documents.text(project, document)
    paragraphs = documents.paragraphs(project, document)
    pages = documents.get(project, document).pages
    first, *rest = (describe(text, s, e, paragraphs=paragraphs, pages=pages) for s, e in ranges)
    return first, tuple(Part(one.start, one.end, one.exact, one.prefix, one.suffix) for one in rest)


def _set(project: Project, before: Annotation, ranges: Sequence[Span]) -> None:
    selectors, parts = _described(project, before.document, ranges)
    selectors = selectors.at_place_of(before.selectors)
    stands = standing(project, before.document, before)
    highlights.update(project, before.id, selectors=selectors, parts=parts, score=None, **stands._asdict())


def _copy_links(project: Project, origin: str, to: str) -> None:
    row = highlights.row(project, origin)
    there = highlights.row(project, to)
    claims = {link.claim_id for link in there.claims}
    provisions = {link.provision_id for link in there.provisions}
    for claim in row.claims:
        if claim.claim_id not in claims:
            evidence.link_claim(
                project, replace(evidence.get_evidence(project, claim.evidence), id="", annotation=to)
            )
    for link in row.provisions:
        if link.provision_id not in provisions:
            evidence.link_provision(
                project, replace(evidence.get_mention(project, link.mention), id="", annotation=to)
            )
    for name in row.tags:
        tags.tag(project, "annotation", to, name)
