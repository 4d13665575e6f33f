"""Links between passages and claims (evidence) and between passages and provisions (mention).

A link's id follows from its two ends, so linking again finds the same row and takes it out of the trash.
"""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import Any, Literal

from annotator.domain.claim import Evidence, Stance, Voice
from annotator.domain.i18n import tr
from annotator.domain.ids import derived_id
from annotator.domain.treaty import Fidelity, Form, Mention
from annotator.store import documents, sources
from annotator.store.annotations import COLUMNS, LIVE, WIDTH, from_row
from annotator.store.lookup import missing
from annotator.store.project import Project
from annotator.store.rows import Passage
from annotator.store.tracking import now_iso
from annotator.store.writing import update, upsert


def evidence_id(annotation: str, claim: str) -> str:
    """The id of the link between a passage and a claim."""
    return derived_id("evidence", annotation, claim)


def mention_id(annotation: str, provision: str) -> str:
    """The id of the link between a passage and a provision."""
    return derived_id("mention", annotation, provision)


def link_claim(project: Project, evidence: Evidence) -> str:
    """Link a passage to a claim, or change that link; gives its id (`evidence.id` may be empty)."""
    link = evidence_id(evidence.annotation, evidence.claim)
    upsert(
        project,
        "evidence",
        {
            "id": link,
            "annotation": evidence.annotation,
            "claim": evidence.claim,
            "stance": str(evidence.stance),
            "voice": str(evidence.voice),
            "attributed_to": evidence.attributed_to,
            "author": project.user,
            "created": now_iso(),
        },
        ("stance", "voice", "attributed_to"),
    )
    return link


def link_provision(project: Project, mention: Mention) -> str:
    """Link a passage to a provision, or change that link; gives its id (`mention.id` may be empty)."""
    link = mention_id(mention.annotation, mention.provision)
    upsert(
        project,
        "mention",
        {
            "id": link,
            "annotation": mention.annotation,
            "provision": mention.provision,
            "form": str(mention.form),
            "fidelity": str(mention.fidelity),
            "accepted": None if mention.accepted is None else int(mention.accepted),
            "author": project.user,
            "created": now_iso(),
        },
        ("form", "fidelity", "accepted"),
    )
    return link


def unlink(project: Project, table: Literal["evidence", "mention"], link: str) -> None:
    """Put a link in the trash. Raises UserError if there is none."""
    update(project, table, link, {"trashed": 1}, tr("link"))


def update_claim_link(project: Project, link: str, **fields: Any) -> None:
    """Change `stance`, `voice` or `attributed_to` of a link to a claim."""
    update(project, "evidence", link, {name: str(value) for name, value in fields.items()}, tr("link"))


def update_provision_link(project: Project, link: str, **fields: Any) -> None:
    """Change `form`, `fidelity` or `accepted` of a link to a provision."""
    values: dict[str, object] = {name: str(value) for name, value in fields.items()}
    if "accepted" in fields:
        values["accepted"] = None if fields["accepted"] is None else int(fields["accepted"])
    update(project, "mention", link, values, tr("link"))


def get_evidence(project: Project, link: str) -> Evidence:
    """A link to a claim by its id. Raises UserError if there is none."""
    row = project.db.execute(
        "SELECT id, annotation, claim, stance, voice, attributed_to, trashed FROM evidence WHERE id = ?",
        (link,),
    ).fetchone()
    if row is None:
        raise missing(tr("link"), link)
    return Evidence(row[0], row[1], row[2], Stance(row[3]), Voice(row[4]), row[5], bool(row[6]))


def get_mention(project: Project, link: str) -> Mention:
    """A link to a provision by its id. Raises UserError if there is none."""
    row = project.db.execute(
        "SELECT id, annotation, provision, form, fidelity, accepted, trashed FROM mention WHERE id = ?",
        (link,),
    ).fetchone()
    if row is None:
        raise missing(tr("link"), link)
    accepted = None if row[5] is None else bool(row[5])
    return Mention(row[0], row[1], row[2], Form(row[3]), Fidelity(row[4]), accepted, bool(row[6]))


def of_claim(project: Project, claim: str) -> list[Passage]:
    """The live evidence of a claim with source and passage, in the order of sources and texts."""
    rows = project.db.execute(
        f"SELECT {COLUMNS}, e.id, e.stance, e.voice, e.attributed_to"
        " FROM evidence e JOIN annotation a ON a.id = e.annotation JOIN document d ON d.id = a.document"
        f" WHERE e.claim = ? AND NOT e.trashed AND {LIVE}"
        " ORDER BY d.captured, d.rowid, a.start, a.rowid",
        (claim,),
    ).fetchall()
    known = sources.many(project, {row[2] for row in rows if row[2] is not None})
    return [
        Passage(
            from_row(row),
            known.get(row[2]),
            row[WIDTH],
            stance=Stance(row[WIDTH + 1]),
            voice=Voice(row[WIDTH + 2]),
            attributed_to=row[WIDTH + 3],
        )
        for row in rows
    ]


def tally(project: Project, claim: str) -> tuple[int, int]:
    """In how many sources the live evidence of a claim stands (treaty texts count as one), and how much contradicts."""
    counted: tuple[int, int] = project.db.execute(
        "SELECT count(DISTINCT coalesce(d.source, '')), coalesce(sum(e.stance = ?), 0)"
        " FROM evidence e JOIN annotation a ON a.id = e.annotation JOIN document d ON d.id = a.document"
        f" WHERE e.claim = ? AND NOT e.trashed AND {LIVE}",
        (Stance.CONTRADICTS, claim),
    ).fetchone()
    return counted


def printed(project: Project, passages: Iterable[Passage]) -> list[Passage]:
    """The passages with their words as they are printed, for which their texts are read."""
    return [replace(passage, words=documents.words(project, passage.annotation)) for passage in passages]


def of_provisions(project: Project, provisions: list[str]) -> list[Passage]:
    """The live passages linked to any of these provisions."""
    marks = ", ".join("?" * len(provisions))
    rows = project.db.execute(
        f"SELECT {COLUMNS}, m.id, m.fidelity, m.accepted, m.provision"
        " FROM mention m JOIN annotation a ON a.id = m.annotation JOIN document d ON d.id = a.document"
        f" WHERE m.provision IN ({marks}) AND NOT m.trashed AND {LIVE}"
        " ORDER BY d.captured, d.rowid, a.start, a.rowid",
        provisions,
    ).fetchall()
    known = sources.many(project, {row[2] for row in rows if row[2] is not None})
    return [
        Passage(
            from_row(row),
            known.get(row[2]),
            row[WIDTH],
            fidelity=Fidelity(row[WIDTH + 1]),
            accepted=None if row[WIDTH + 2] is None else bool(row[WIDTH + 2]),
            provision=row[WIDTH + 3],
        )
        for row in rows
    ]
