"""Links between passages and what they speak of, and the one field that finds both kinds of target."""

from __future__ import annotations

from dataclasses import replace
from typing import Literal

from annotator.domain.changes import Changes
from annotator.domain.claim import Evidence, Stance, Voice
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.treaty import Fidelity, Form, Mention
from annotator.operations import claims as claim_operations
from annotator.operations.choices import choice
from annotator.operations.results import Linked
from annotator.operations.suggestions import Target, suggest, suggest_for, suggest_in
from annotator.store import annotations as highlights
from annotator.store import claims, evidence, treaties
from annotator.store.project import Project

__all__ = [
    "Target",
    "accept",
    "link_claim",
    "link_provision",
    "new_claim_and_link",
    "set_fidelity",
    "set_stance",
    "set_voice",
    "suggest",
    "suggest_for",
    "suggest_in",
    "unlink",
]


def link_provision(
    project: Project,
    annotation: str,
    provision: str,
    fidelity: str | None = None,
    form: str | None = None,
    *,
    accepted: bool | None = True,
) -> Linked:
    """Link a passage to a provision, or change that link; what is None stays as it is (unchecked, explicit at first).

    Raises UserError where there is no such highlight or provision.
    """
    highlights.get(project, annotation)
    treaties.provision(project, provision)
    name = treaties.provision_labels(project).get(provision, "")
    with project.act(tr("Link to {name}", name=name)) as act:
        link = put_provision(project, annotation, provision, fidelity, form, accepted=accepted)
    return Linked(link, act.changes)


def put_provision(
    project: Project,
    annotation: str,
    provision: str,
    fidelity: str | None = None,
    form: str | None = None,
    *,
    accepted: bool | None = True,
) -> str:
    """As `link_provision`, inside an act and with both ends known to be there; gives the link's id."""
    found = _mention(project, evidence.mention_id(annotation, provision))
    before = Mention("", annotation, provision) if found is None or found.trashed else found
    return evidence.link_provision(
        project,
        replace(
            before,
            form=choice(Form, form, tr("form")) if form else before.form,
            fidelity=choice(Fidelity, fidelity, tr("fidelity")) if fidelity else before.fidelity,
            accepted=accepted,
        ),
    )


def link_claim(
    project: Project,
    annotation: str,
    claim: str,
    stance: str,
    voice: str | None = None,
    attributed_to: str = "",
) -> Linked:
    """Link a passage to a claim with its stance, or change that link.

    `voice` None: the author's own, or reported where `attributed_to` names a speaker. Raises UserError where there is
    no such highlight or claim, or where the author's own voice is attributed to somebody else.
    """
    highlights.get(project, annotation)
    known = claims.get(project, claim)
    with project.act(tr("Link to {name}", name=known.key or tr("claim"))) as act:
        link = put_claim(project, annotation, claim, stance, voice, attributed_to)
    return Linked(link, act.changes, claim)


def put_claim(
    project: Project,
    annotation: str,
    claim: str,
    stance: str,
    voice: str | None = None,
    attributed_to: str = "",
) -> str:
    """As `link_claim`, inside an act and with both ends known to be there; gives the link's id."""
    wanted = choice(Stance, stance, tr("stance"))
    speaking = _voice(voice, attributed_to)
    return evidence.link_claim(
        project, Evidence("", annotation, claim, wanted, speaking, attributed_to.strip())
    )


def _voice(voice: str | None, attributed_to: str) -> Voice:
    if voice is None:
        return Voice.REPORTED if attributed_to.strip() else Voice.AUTHOR
    speaking = choice(Voice, voice, tr("voice"))
    if speaking is Voice.AUTHOR and attributed_to.strip():
        raise UserError(
            tr("The author's own voice is nobody else's."),
            kept=tr("Nothing was changed."),
            advice=tr("Use the voice “reported” or “quoted” with the speaker's name."),
        )
    return speaking


def new_claim_and_link(
    project: Project,
    annotation: str,
    text: str,
    stance: str,
    voice: str | None = None,
    attributed_to: str = "",
    *,
    key: str | None = None,
    topic: str = "",
) -> Linked:
    """Make a claim from words and link the passage to it, as one act."""
    with project.act(tr("New claim")) as act:
        made = claim_operations.add(project, text, key=key, topic=topic)
        linked = link_claim(project, annotation, made.claim.id, stance, voice, attributed_to)
    return Linked(linked.id, act.changes, made.claim.id)


def set_stance(project: Project, link: str, stance: str) -> Changes:
    """Change what a passage does to a claim."""
    wanted = choice(Stance, stance, tr("stance"))
    with project.act(tr("Change stance")) as act:
        evidence.update_claim_link(project, link, stance=wanted)
    return act.changes


def set_voice(project: Project, link: str, voice: str, attributed_to: str = "") -> Changes:
    """Change who speaks in a passage; the author's own voice takes the speaker's name away."""
    speaking = choice(Voice, voice, tr("voice"))
    speaker = "" if speaking is Voice.AUTHOR else attributed_to.strip()
    with project.act(tr("Change voice")) as act:
        evidence.update_claim_link(project, link, voice=speaking, attributed_to=speaker)
    return act.changes


def set_fidelity(project: Project, link: str, fidelity: str) -> Changes:
    """Judge how a passage renders the provision."""
    wanted = choice(Fidelity, fidelity, tr("fidelity"))
    with project.act(tr("Judge fidelity")) as act:
        evidence.update_provision_link(project, link, fidelity=wanted)
    return act.changes


def accept(project: Project, link: str, accepted: bool | None) -> Changes:
    """Accept (True) or dismiss (False) a link to a provision; None puts it back among those to review."""
    with project.act(tr("Dismiss mention") if accepted is False else tr("Accept mention")) as act:
        evidence.update_provision_link(project, link, accepted=accepted)
    return act.changes


def unlink(project: Project, kind: Literal["provision", "claim"], link: str) -> Changes:
    """Put a link in the trash; the passage and its target stay."""
    with project.act(tr("Unlink")) as act:
        evidence.unlink(project, "mention" if kind == "provision" else "evidence", link)
    return act.changes


def _mention(project: Project, link: str) -> Mention | None:
    try:
        return evidence.get_mention(project, link)
    except UserError:
        return None
