"""Claims: propositions in one's own words, their status, their relations."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import UTC, datetime

from annotator.domain.changes import Changes
from annotator.domain.claim import Claim, ClaimStatus, Relation, next_key
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.ids import new_id
from annotator.operations.choices import choice
from annotator.operations.results import Claimed
from annotator.store import claims
from annotator.store.project import Project


def add(project: Project, text: str, key: str | None = None, topic: str = "", *, id: str = "") -> Claimed:
    """Make a claim; without a key it takes the next free one (C01, C02 …). `id` is kept from another project.

    Raises UserError where the text is empty or the key is taken.
    """
    words = _words(text)
    with project.act(tr("New claim")) as act:
        name = _free_key(project, key) if key is not None and key.strip() else next_key(claims.keys(project))
        claim = Claim(id or new_id(), name, words, topic.strip())
        claims.add(project, claim)
    return Claimed(claim, act.changes)


def edit(
    project: Project, claim: str, *, text: str | None = None, key: str | None = None, topic: str | None = None
) -> Changes:
    """Change a claim's words, key or topic; what is None stays. Raises UserError as `add`."""
    fields: dict[str, str] = {}
    if text is not None:
        fields["text"] = _words(text)
    if key is not None and key.strip() != claims.get(project, claim).key:
        fields["key"] = _free_key(project, key)
    if topic is not None:
        fields["topic"] = topic.strip()
    with project.act(tr("Edit claim")) as act:
        claims.update(project, claim, **fields)
    return act.changes


def set_status(project: Project, claim: str, status: str, reason: str = "") -> Changes:
    """Judge a claim: open, disputed, resolved; with who says so, when and why."""
    wanted = choice(ClaimStatus, status, tr("status"))
    with project.act(tr("Change status of claim")) as act:
        claims.update(
            project,
            claim,
            status=wanted,
            status_reason=reason.strip(),
            status_by=project.user,
            status_at=datetime.now(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        )
    return act.changes


def relate(project: Project, claim: str, relation: str, other: str) -> Changes:
    """Say that `claim` supports, contradicts or refines `other`. Raises UserError where both are the same."""
    wanted = choice(Relation, relation, tr("relation"))
    if claim == other:
        raise UserError(tr("A claim stands in no relation to itself."), kept=tr("Nothing was changed."))
    claims.get(project, claim)
    claims.get(project, other)
    with project.act(tr("Relate claims")) as act:
        claims.relate(project, claim, wanted, other)
    return act.changes


def unrelate(project: Project, relation: str) -> Changes:
    """Put a relation in the trash."""
    with project.act(tr("Take relation away")) as act:
        claims.unrelate(project, relation)
    return act.changes


def set_provisions(project: Project, claim: str, provisions: Sequence[str]) -> Changes:
    """Make these the provisions a claim is about."""
    with project.act(tr("Set provisions of claim")) as act:
        claims.set_provisions(project, claim, provisions)
    return act.changes


def _words(text: str) -> str:
    words = " ".join(text.split())
    if not words:
        raise UserError(
            tr("The claim has no words."),
            kept=tr("Nothing was changed."),
            advice=tr("Say in one sentence what is claimed."),
        )
    return words


def _free_key(project: Project, key: str) -> str:
    name = key.strip()
    if any(name.casefold() == taken.casefold() for taken in claims.keys(project)):
        raise UserError(
            tr("The key {key} is taken.", key=name),
            kept=tr("Nothing was changed."),
            advice=tr("Choose another, or none to get the next free one."),
        )
    return name
