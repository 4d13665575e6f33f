"""Highlights that a new version of their source does not hold as they were: looked at one by one."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Literal

from annotator.domain.annotation import AnchorState, Annotation, Proposal, ProposalState
from annotator.domain.changes import Changes
from annotator.domain.document import Document
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.operations.annotations import check_range
from annotator.operations.carrying import take_over
from annotator.operations.standing import standing, waiting
from annotator.store import annotations as highlights
from annotator.store import documents, sources
from annotator.store.project import Project
from annotator.store.rows import AnnotationRow

Kind = Literal["same", "removed", "added"]


@dataclass(frozen=True, slots=True)
class Item:
    """One highlight to look at. `newest` is the current version of its source, and `near` the offset there about which the
    passage would stand; `difference` leads from the old words to the proposed ones, piece by piece; empty where nothing is
    proposed."""

    row: AnnotationRow
    title: str
    newest: str
    old: str
    proposed: str
    difference: tuple[tuple[Kind, str], ...]
    score: float
    near: int = 0

    @property
    def annotation(self) -> Annotation:
        return self.row.annotation


def queue(project: Project, source: str | None = None) -> list[Item]:
    """All highlights of the project (or of one source) that wait for a decision, in the order of their texts."""
    found: list[Item] = []
    names: dict[str, tuple[str, Document]] = {}
    lengths: dict[str, int] = {}
    for row in highlights.listing(project, source):
        annotation = row.annotation
        if not waiting(annotation) or annotation.source is None:
            continue
        if annotation.source not in names:
            versions = documents.of_source(project, annotation.source)
            title = sources.get(project, annotation.source).title or versions[0].file_name
            names[annotation.source] = title, versions[0]
            lengths.update((one.id, one.length) for one in versions)
        title, newest = names[annotation.source]
        found.append(_item(row, title, newest, lengths.get(annotation.document, 0)))
    return found


def _item(row: AnnotationRow, title: str, newest: Document, length: int) -> Item:
    annotation = row.annotation
    old = _words(annotation.selectors.exact, [part.exact for part in annotation.parts])
    proposal = _open(annotation)
    proposed = _words(proposal.exact, [part.exact for part in proposal.parts]) if proposal else ""
    steps = tuple(difference(old, proposed)) if proposal else ()
    near = annotation.selectors.start * newest.length // max(1, length)
    if proposal is not None and proposal.document == newest.id:
        near = proposal.start
    score = proposal.score if proposal else 0.0
    return Item(row, title, newest.id, old, proposed, steps, score, min(near, newest.length))


def _words(exact: str, parts: Sequence[str]) -> str:
    return " … ".join([exact, *parts])


def _open(annotation: Annotation) -> Proposal | None:
    proposal = annotation.proposal
    return proposal if proposal is not None and proposal.state is ProposalState.FUZZY else None


def difference(old: str, new: str) -> list[tuple[Kind, str]]:
    """The way from `old` to `new`, word by word: what stays, what is removed, what is added.

    >>> difference("was signed today", "was initialled today")
    [('same', 'was '), ('removed', 'signed'), ('added', 'initialled'), ('same', ' today')]
    """
    from rapidfuzz.distance import Indel

    a, b = _pieces(old), _pieces(new)
    found: list[tuple[Kind, str]] = []
    for op in Indel.opcodes(a, b):
        before, after = "".join(a[op.src_start : op.src_end]), "".join(b[op.dest_start : op.dest_end])
        if op.tag == "equal":
            found.append(("same", before))
        else:
            found += [(kind, text) for kind, text in _both(before, after) if text]
    return _sorted(found)


def _both(before: str, after: str) -> list[tuple[Kind, str]]:
    return [("removed", before), ("added", after)]


def _pieces(text: str) -> list[str]:
    """Words and what stands between them, each sign for itself."""
    pieces: list[str] = []
    for sign in text:
        if pieces and sign.isalnum() and pieces[-1][-1].isalnum():
            pieces[-1] += sign
        else:
            pieces.append(sign)
    return pieces


def _sorted(steps: list[tuple[Kind, str]]) -> list[tuple[Kind, str]]:
    """Neighbouring steps of a kind as one; what is removed before what is added."""
    found: list[tuple[Kind, str]] = []
    removed = added = ""
    for kind, text in [*steps, ("same", "")]:
        if kind == "removed":
            removed += text
        elif kind == "added":
            added += text
        else:
            found += [(k, t) for k, t in _both(removed, added) if t]
            removed = added = ""
            if text:
                found.append((kind, text))
    return found


def accept(project: Project, annotation: str) -> Changes:
    """Take the proposed words for the passage: it moves to the new version and counts as verified.

    Raises UserError where nothing is proposed, or what was proposed no longer stands there.
    """
    before = highlights.get(project, annotation)
    proposal = _open(before)
    if proposal is None:
        raise UserError(
            tr("Nothing is proposed for this highlight."),
            kept=tr("Nothing was changed."),
            advice=tr("Re-attach it by selecting its words, or keep it on the old version."),
        )
    captured = documents.get(project, proposal.document)
    text = documents.text(project, proposal.document)
    ranges = ((proposal.start, proposal.end), *((part.start, part.end) for part in proposal.parts))
    if captured.trashed or text[proposal.start : proposal.end] != proposal.exact:
        raise UserError(
            tr("The proposed words do not stand there any more."), kept=tr("Nothing was changed.")
        )
    with project.act(tr("Accept new words")) as act:
        take_over(project, before, captured, ranges, AnchorState.MOVED, proposal.score)
    return act.changes


def reattach(project: Project, annotation: str, document: str, start: int, end: int) -> Changes:
    """Set a highlight on words that a person selected, in any version of its source; its links stay.

    Raises UserError where there are no words, or the document is not one of its source's.
    """
    before = highlights.get(project, annotation)
    captured = documents.get(project, document)
    if captured.source != before.source:
        raise UserError(
            tr("This document is no version of the highlight's source."), kept=tr("Nothing was changed.")
        )
    text = documents.text(project, document)
    check_range(text, start, end, captured.file_name)
    with project.act(tr("Re-attach highlight")) as act:
        take_over(project, before, captured, ((start, end),), AnchorState.EXACT, None)
        stands = standing(project, document)
        if stands.proposal is not None:
            highlights.update(project, annotation, **stands._asdict())
    return act.changes


def keep_as_orphan(project: Project, annotation: str) -> Changes:
    """Leave a highlight on the old version: it is not asked about again, and stays readable there."""
    before = highlights.get(project, annotation)
    if before.verified:
        raise UserError(tr("This highlight stands in its version."), kept=tr("Nothing was changed."))
    document = before.proposal.document if before.proposal is not None else before.document
    with project.act(tr("Keep on the old version")) as act:
        highlights.update(
            project,
            annotation,
            state=AnchorState.ORPHAN,
            score=None,
            proposal=Proposal(document, state=ProposalState.KEPT),
        )
    return act.changes
