"""Claims, their relations to each other and to provisions."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from annotator.domain.claim import Claim, ClaimRelation, ClaimStatus, Relation, Stance
from annotator.domain.i18n import tr
from annotator.domain.ids import derived_id
from annotator.store.annotations import LIVE
from annotator.store.lookup import by_id, missing, one
from annotator.store.project import Project
from annotator.store.rows import ClaimRow, RelationRow
from annotator.store.tracking import now_iso
from annotator.store.writing import insert, upsert
from annotator.store.writing import update as update_row

_COLUMNS = "c.id, c.key, c.text, c.topic, c.status, c.status_reason, c.status_by, c.status_at, c.trashed"


def add(project: Project, claim: Claim) -> None:
    """Insert a claim."""
    insert(
        project,
        "claim",
        {
            "id": claim.id,
            "key": claim.key,
            "text": claim.text,
            "topic": claim.topic,
            "status": str(claim.status),
            "status_reason": claim.status_reason,
            "status_by": claim.status_by,
            "status_at": claim.status_at,
            "author": project.user,
            "created": now_iso(),
        },
    )


def update(project: Project, claim: str, **fields: Any) -> None:
    """Change `key`, `text`, `topic`, `status`, `status_reason`, `status_by`, `status_at`."""
    update_row(project, "claim", claim, {name: str(value) for name, value in fields.items()}, tr("claim"))


def get(project: Project, claim: str) -> Claim:
    """One claim, in the trash or not. Raises UserError if there is none."""
    row = project.db.execute(f"SELECT {_COLUMNS} FROM claim c WHERE c.id = ?", (claim,)).fetchone()
    if row is None:
        raise missing(tr("claim"), claim)
    return _claim(row)


def _claim(row: tuple[Any, ...]) -> Claim:
    return Claim(row[0], row[1], row[2], row[3], ClaimStatus(row[4]), row[5], row[6], row[7], bool(row[8]))


def keys(project: Project) -> set[str]:
    """All keys in use, in the trash too (so that one taken out again finds its key free)."""
    return {row[0] for row in project.db.execute("SELECT key FROM claim")}


def listing(project: Project) -> list[ClaimRow]:
    """The live claims by key, with their live evidence counted by source and stance."""
    stances: dict[str, dict[str, dict[Stance, int]]] = {}
    doubtful: dict[str, dict[str, dict[Stance, int]]] = {}
    totals: dict[str, int] = {}
    for claim, source, stance, number, unverified in project.db.execute(
        "SELECT e.claim, coalesce(d.source, ''), e.stance, count(*), sum(a.state NOT IN ('exact', 'moved'))"
        " FROM evidence e JOIN annotation a ON a.id = e.annotation JOIN document d ON d.id = a.document"
        f" WHERE NOT e.trashed AND {LIVE} GROUP BY 1, 2, 3"
    ):
        stances.setdefault(claim, {}).setdefault(source, {})[Stance(stance)] = number
        if unverified:
            doubtful.setdefault(claim, {}).setdefault(source, {})[Stance(stance)] = unverified
        totals[claim] = totals.get(claim, 0) + number
    rows = project.db.execute(
        f"SELECT {_COLUMNS} FROM claim c WHERE NOT c.trashed ORDER BY length(c.key), c.key, c.rowid"
    )
    return [
        ClaimRow(_claim(row), stances.get(row[0], {}), totals.get(row[0], 0), doubtful.get(row[0], {}))
        for row in rows
    ]


def find(project: Project, ref: str) -> str:
    """The id of the live claim that a key, an id, or a unique beginning of an id means."""
    rows = project.db.execute(
        "SELECT id, key, text FROM claim WHERE NOT trashed ORDER BY length(key), key"
    ).fetchall()
    wanted = ref.strip()
    found = [r[0] for r in rows if r[1] and r[1].casefold() == wanted.casefold()]
    found = found or by_id(wanted, [r[0] for r in rows])
    names = [r[1] or r[0] for r in rows if not found or r[0] in found]
    return one(ref, found, names, tr("claim"))


def relation_id(subject: str, relation: Relation, object_: str) -> str:
    """The id of a relation, the same from both ends if it is symmetric."""
    if relation is Relation.CONTRADICTS and object_ < subject:
        subject, object_ = object_, subject
    return derived_id("claim_relation", subject, relation, object_)


def relate(project: Project, subject: str, relation: Relation, object_: str) -> str:
    """Relate two claims; gives the relation's id. `contradicts` is stored once, smaller id first."""
    relation = Relation(relation)
    if relation is Relation.CONTRADICTS and object_ < subject:
        subject, object_ = object_, subject
    row = relation_id(subject, relation, object_)
    upsert(
        project,
        "claim_relation",
        {"id": row, "subject": subject, "relation": str(relation), "object": object_},
        (),
    )
    return row


def unrelate(project: Project, relation: str) -> None:
    """Put a relation in the trash. Raises UserError if there is none."""
    update_row(project, "claim_relation", relation, {"trashed": 1}, tr("relation"))


def relations(project: Project, claim: str) -> list[RelationRow]:
    """The live relations of one claim, seen from it."""
    return [
        RelationRow(r[0], Relation(r[1]), r[2], r[3], r[4], bool(r[5]) or r[1] == "contradicts")
        for r in project.db.execute(
            "SELECT r.id, r.relation, c.id, c.key, c.text, r.subject = ?1 FROM claim_relation r"
            " JOIN claim c ON c.id = CASE WHEN r.subject = ?1 THEN r.object ELSE r.subject END AND NOT c.trashed"
            " WHERE (r.subject = ?1 OR r.object = ?1) AND NOT r.trashed ORDER BY r.relation, c.key",
            (claim,),
        )
    ]


def all_relations(project: Project) -> list[ClaimRelation]:
    """Every live relation between live claims."""
    return [
        ClaimRelation(r[0], r[1], Relation(r[2]), r[3])
        for r in project.db.execute(
            "SELECT r.id, r.subject, r.relation, r.object FROM claim_relation r"
            " JOIN claim s ON s.id = r.subject AND NOT s.trashed JOIN claim o ON o.id = r.object AND NOT o.trashed"
            " WHERE NOT r.trashed ORDER BY r.rowid"
        )
    ]


def set_provisions(project: Project, claim: str, provisions: Iterable[str]) -> None:
    """Make these the provisions a claim is about."""
    wanted = {derived_id("claim_provision", claim, p): p for p in provisions}
    for row, provision in wanted.items():
        upsert(project, "claim_provision", {"id": row, "claim": claim, "provision": provision}, ())
    for (row,) in project.db.execute(
        "SELECT id FROM claim_provision WHERE claim = ? AND NOT trashed", (claim,)
    ).fetchall():
        if row not in wanted:
            update_row(project, "claim_provision", row, {"trashed": 1}, tr("link"))


def provisions(project: Project, claim: str) -> list[str]:
    """The ids of the provisions a claim is about."""
    return [
        r[0]
        for r in project.db.execute(
            "SELECT cp.provision FROM claim_provision cp JOIN provision p ON p.id = cp.provision AND NOT p.trashed"
            " WHERE cp.claim = ? AND NOT cp.trashed ORDER BY cp.rowid",
            (claim,),
        )
    ]
