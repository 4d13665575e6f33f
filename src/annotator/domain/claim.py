"""Claims, and the passages that support or contradict them: CiTO's and the micropublications model's terms."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class Stance(StrEnum):
    """What a passage does to a claim."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    QUALIFIES = "qualifies"
    MENTIONS = "mentions"


class Voice(StrEnum):
    """Who speaks in the passage: the author, somebody reported, somebody quoted."""

    AUTHOR = "author"
    REPORTED = "reported"
    QUOTED = "quoted"


class ClaimStatus(StrEnum):
    """Where a claim stands in the researcher's judgement."""

    OPEN = "open"
    DISPUTED = "disputed"
    RESOLVED = "resolved"


class Relation(StrEnum):
    """Between claims. `contradicts` is symmetric and stored once, smaller id first."""

    SUPPORTS = "supports"
    CONTRADICTS = "contradicts"
    REFINES = "refines"


@dataclass(frozen=True, slots=True)
class Claim:
    """A proposition in one's own words. `key` is short and the user's (C01)."""

    id: str
    key: str
    text: str
    topic: str = ""
    status: ClaimStatus = ClaimStatus.OPEN
    status_reason: str = ""
    status_by: str = ""
    status_at: str = ""
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class ClaimRelation:
    """`subject` stands in `relation` to `object`; both are claim ids."""

    id: str
    subject: str
    relation: Relation
    object: str


@dataclass(frozen=True, slots=True)
class Evidence:
    """A passage that bears on a claim. `attributed_to` names who speaks unless it is the author."""

    id: str
    annotation: str
    claim: str
    stance: Stance
    voice: Voice = Voice.AUTHOR
    attributed_to: str = ""
    trashed: bool = False


def next_key(taken: set[str]) -> str:
    """The next free key of the form C01, C02 … C100."""
    number = 1
    while f"C{number:02d}" in taken:
        number += 1
    return f"C{number:02d}"
