"""Whether a highlight that is made or changed by hand stands in the current version of its source."""

from __future__ import annotations

from typing import NamedTuple

from annotator.domain.annotation import AnchorState, Annotation, Proposal, ProposalState
from annotator.store import documents
from annotator.store.project import Project


class Standing(NamedTuple):
    """The state of an annotation, and what a newer version offers for it."""

    state: AnchorState
    proposal: Proposal | None


def standing(project: Project, document: str, before: Annotation | None = None) -> Standing:
    """How a highlight stands whose place in `document` somebody chose.

    In the current version it is certain. In an older one nobody has seen that the current one holds it: it is kept there
    and not verified; `before`, where a decision was waited for, waits on.
    """
    newest = documents.current(project, document)
    if newest == document:
        return Standing(AnchorState.EXACT, None)
    asked = before is not None and not before.verified and before.proposal is not None
    kept = (
        not asked or before is None or before.proposal is None or before.proposal.state is ProposalState.KEPT
    )
    state = ProposalState.KEPT if kept else ProposalState.NONE
    return Standing(AnchorState.ORPHAN, Proposal(newest, state=state))
