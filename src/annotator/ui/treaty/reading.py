"""What the Treaty workspace shows, read in one go on the store's thread."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.treaty import Instrument
from annotator.ui.treaty.tree import Node, grow

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.store.rows import ClaimLink, Passage


# The bullet of the list that begins below a provision's own words belongs to the list.
_DANGLING = re.compile(r"\s+[-–—•*]$")


@dataclass(frozen=True, slots=True)
class TreatyView:
    """All instruments, and the tree of the chosen one (`chosen` is None where there is none at all)."""

    instruments: tuple[Instrument, ...] = ()
    chosen: Instrument | None = None
    nodes: tuple[Node, ...] = ()
    covered: int = 0
    provisions: int = 0


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One provision's own words; `depth` counts from the provision that was chosen."""

    label: str
    heading: str
    text: str
    depth: int


@dataclass(frozen=True, slots=True)
class PassageCard:
    """A passage about the chosen provision; `label` names the provision where it stands below that one."""

    passage: Passage
    label: str
    claims: tuple[ClaimLink, ...]


@dataclass(frozen=True, slots=True)
class SourceGroup:
    """The passages of one source, in the order of its text."""

    name: str
    title: str
    date: str
    cards: tuple[PassageCard, ...]


@dataclass(frozen=True, slots=True)
class ProvisionView:
    """A provision: its words, and all that is said about it, by source (newest first)."""

    provision: str
    label: str
    heading: str
    paragraphs: tuple[Paragraph, ...]
    groups: tuple[SourceGroup, ...]

    @property
    def passages(self) -> int:
        """How many passages speak of it."""
        return sum(len(group.cards) for group in self.groups)


def treaty(project: Project, wanted: str) -> TreatyView:
    """The tree of instrument `wanted`, of the first one where that is not there."""
    from annotator.store import treaties

    known = treaties.instruments(project)
    chosen = next((one for one in known if one.id == wanted), known[0] if known else None)
    if chosen is None:
        return TreatyView()
    provisions = treaties.provisions(project, chosen.id)
    counts = treaties.counts(project, chosen.id)
    nodes = grow(
        provisions,
        treaties.provision_labels(project, chosen.id),
        counts,
        treaties.own_words(project, chosen.id),
    )
    covered = sum(1 for provision in provisions if counts.get(provision.id))
    return TreatyView(tuple(known), chosen, tuple(nodes), covered, len(provisions))


def instrument_of(project: Project, provision: str) -> str:
    """The instrument a provision belongs to."""
    from annotator.store import treaties

    return treaties.provision(project, provision).instrument


def provision(project: Project, wanted: str) -> ProvisionView | None:
    """All that is shown of one provision; None where it is gone."""
    from annotator.store import annotations, evidence, treaties
    from annotator.store.rows import AnnotationRow

    one = treaties.provision(project, wanted)
    listed = treaties.provisions(project, one.instrument)
    if not any(other.id == wanted for other in listed):
        return None
    labels = treaties.provision_labels(project, one.instrument)
    own = treaties.own_words(project, one.instrument)
    depths: dict[str, int] = {wanted: 0}
    paragraphs: list[Paragraph] = []
    for other in listed:
        if other.id != wanted and other.parent in depths:
            depths[other.id] = depths[other.parent] + 1
        if other.id in depths:
            text = _DANGLING.sub("", " ".join(own.get(other.id, "").split()))
            # Below its article a paragraph is "(1)", not "Art. I(1)" again.
            name = labels.get(other.id, "").removeprefix(labels.get(other.parent or "", "")).strip(", ")
            paragraphs.append(Paragraph(name, other.heading, text, depths[other.id]))
    passages = evidence.printed(project, treaties.passages(project, wanted))
    rows: dict[str, AnnotationRow] = {}
    for document in {passage.annotation.document for passage in passages}:
        rows.update((row.annotation.id, row) for row in annotations.rows_of_document(project, document))
    cards = [
        PassageCard(
            passage,
            labels.get(passage.provision, "") if passage.provision != wanted else "",
            rows[passage.annotation.id].claims if passage.annotation.id in rows else (),
        )
        for passage in passages
    ]
    return ProvisionView(
        wanted, labels.get(wanted, one.wid), one.heading, tuple(paragraphs), _by_source(cards)
    )


def _by_source(cards: Sequence[PassageCard]) -> tuple[SourceGroup, ...]:
    from annotator.domain.wording import short_date
    from annotator.ui.passages import source_name

    groups: dict[str, list[PassageCard]] = {}
    issued: dict[str, str] = {}
    for card in cards:
        source = card.passage.source
        key = source.id if source else ""
        groups.setdefault(key, []).append(card)
        issued[key] = source.issued if source else ""
    made = []
    for key in sorted(groups, key=lambda one: issued[one], reverse=True):
        source = groups[key][0].passage.source
        title = source.title if source else ""
        made.append(SourceGroup(source_name(source), title, short_date(issued[key]), tuple(groups[key])))
    return tuple(made)
