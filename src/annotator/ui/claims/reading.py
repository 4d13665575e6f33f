"""What the panel beside the matrix shows of one claim, read in one go on the store's thread."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.claim import Claim, Relation
from annotator.domain.i18n import tr
from annotator.domain.wording import record_line
from annotator.ui.claims.matrix import Matrix, build

if TYPE_CHECKING:
    from annotator.domain.treaty import Instrument
    from annotator.store.project import Project
    from annotator.store.rows import Passage, RelationRow


@dataclass(frozen=True, slots=True)
class RecordLine:
    """An instrument and what its record says."""

    instrument: str
    name: str
    status: str


@dataclass(frozen=True, slots=True)
class RelationLine:
    """A relation as seen from the claim shown: "refined by", key, and the other claim's words and id.

    `tone` is the stance the relation resembles, for its colour.
    """

    id: str
    words: str
    tone: str
    key: str
    text: str
    claim: str


@dataclass(frozen=True, slots=True)
class ClaimView:
    """A claim with all that bears on it. `others` are (id, "C02 its words") of the other claims."""

    claim: Claim
    passages: tuple[Passage, ...] = ()
    record: tuple[RecordLine, ...] = ()
    relations: tuple[RelationLine, ...] = ()
    others: tuple[tuple[str, str], ...] = ()


def matrix(project: Project) -> Matrix:
    """All claims and the sources that bear on them."""
    from annotator.store import claims, sources

    return build(claims.listing(project), sources.many(project, trashed=False).values())


def claim(project: Project, wanted: str) -> ClaimView | None:
    """One live claim; None where it is gone or in the trash."""
    from annotator.store import claims, evidence

    listed = claims.listing(project)
    mine = next((row.claim for row in listed if row.claim.id == wanted), None)
    if mine is None:
        return None
    passages = tuple(evidence.printed(project, evidence.of_claim(project, wanted)))
    relations = tuple(_line(row) for row in claims.relations(project, wanted))
    others = tuple(
        (row.claim.id, f"{row.claim.key} {row.claim.text}") for row in listed if row.claim.id != wanted
    )
    return ClaimView(mine, passages, _record(project, wanted, passages), relations, others)


def _record(project: Project, wanted: str, passages: tuple[Passage, ...]) -> tuple[RecordLine, ...]:
    """The instruments whose provisions the claim is about, or its passages are linked to."""
    from annotator.store import annotations, claims, treaties

    about = {treaties.provision(project, one).instrument for one in claims.provisions(project, wanted)}
    mine = {passage.annotation.id for passage in passages}
    for document in {passage.annotation.document for passage in passages}:
        for row in annotations.rows_of_document(project, document):
            if row.annotation.id in mine:
                about.update(link.instrument_id for link in row.provisions if link.accepted is not False)
    return tuple(
        RecordLine(one.id, _name(one), record_line(one))
        for one in treaties.instruments(project)
        if one.id in about
    )


def _name(instrument: Instrument) -> str:
    return instrument.short or instrument.title


def _line(row: RelationRow) -> RelationLine:
    inverse = {Relation.SUPPORTS: tr("supported by"), Relation.REFINES: tr("refined by")}
    words = tr(row.relation.value) if row.outgoing else inverse[row.relation]
    tone = "plain" if row.relation is Relation.REFINES else row.relation.value
    return RelationLine(row.id, words, tone, row.key, row.text, row.other)
