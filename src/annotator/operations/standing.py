"""Whether a highlight stands in the current version of its source, or waits for somebody to say so."""

from __future__ import annotations

from typing import NamedTuple

from annotator.domain.annotation import AnchorState, Annotation, Proposal, ProposalState
from annotator.store import documents
from annotator.store.project import Project


class Standing(NamedTuple):
    """The state of an annotation, and what a newer version offers for it."""

    state: AnchorState
    proposal: Proposal | None


def waiting(annotation: Annotation) -> bool:
    """Whether somebody has to decide about a highlight."""
    if annotation.state is AnchorState.ORPHAN:
        return annotation.proposal is None or annotation.proposal.state is not ProposalState.KEPT
    return annotation.state is AnchorState.FUZZY


def standing(project: Project, document: str, before: Annotation | None = None) -> Standing:
    """How a highlight stands whose place in `document` somebody chose.

    In the current version it is certain. In an older one nobody has seen that the current one holds it: it is kept there
    and not verified; `before`, where a decision was waited for, waits on.
    """
    newest = documents.current(project, document)
    if newest == document:
        return Standing(AnchorState.EXACT, None)
    state = ProposalState.NONE if before is not None and waiting(before) else ProposalState.KEPT
    return Standing(AnchorState.ORPHAN, Proposal(newest, state=state))
