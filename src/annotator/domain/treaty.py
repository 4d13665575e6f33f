"""Instruments and their provisions: FRBR's work and expression, Akoma Ntoso's wId and eId."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Fidelity(StrEnum):
    """How a passage renders the provision it speaks of, judged with the provision's text beside it."""

    UNCHECKED = "unchecked"
    MATCHES = "matches"
    GLOSS = "gloss"
    MISPINNED = "mispinned"
    CONTRADICTED = "contradicted"


class Form(StrEnum):
    """How a passage names the provision."""

    EXPLICIT = "explicit"
    IMPLICIT = "implicit"
    ANAPHORA = "anaphora"


@dataclass(frozen=True, slots=True)
class InstrumentEvent:
    """Something that happened to an instrument (initialled, signed, ratified …). `date` is EDTF, may be empty."""

    id: str
    kind: str
    date: str = ""
    actor: str = ""
    note: str = ""


@dataclass(frozen=True, slots=True)
class Instrument:
    """A treaty, statement or declaration as a work. Its status follows from its events.

    `csl` holds what a citation needs beyond that: series, volume, page, parties (CSL variables).
    """

    id: str
    title: str
    short: str = ""
    kind: str = ""
    aliases: tuple[str, ...] = ()
    events: tuple[InstrumentEvent, ...] = ()
    trashed: bool = False
    csl: Mapping[str, object] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Provision:
    """A node of an instrument's tree. `wid` is normalised (`art_12__para_2`) and exists before any text is loaded.

    kind     preamble, recital, part, chapter, section, article, paragraph, point, annex
    num      as printed ("XII", "2", "a"); empty for the preamble
    eid, heading, start, end  of the current version's text; offsets are code points in its document
    """

    id: str
    instrument: str
    wid: str
    kind: str
    num: str = ""
    parent: str | None = None
    position: int = 0
    eid: str = ""
    heading: str = ""
    start: int | None = None
    end: int | None = None


@dataclass(frozen=True, slots=True)
class ProvisionNode:
    """A provision as read from a treaty text, with its children; `text` is its own words without theirs."""

    kind: str
    num: str
    wid: str
    eid: str
    heading: str
    start: int
    end: int
    text: str
    children: tuple[ProvisionNode, ...] = field(default=())


@dataclass(frozen=True, slots=True)
class Mention:
    """A passage linked to a provision. `accepted` is None until somebody has looked at it."""

    id: str
    annotation: str
    provision: str
    form: Form = Form.EXPLICIT
    fidelity: Fidelity = Fidelity.UNCHECKED
    accepted: bool | None = True
    trashed: bool = False


# In the order in which they happen; a later one overrides the status an earlier one gave.
EVENT_ORDER = (
    "proposed",
    "adopted",
    "initialled",
    "signed",
    "ratified",
    "accepted",
    "acceded",
    "entered into force",
    "amended",
    "suspended",
    "waived",
    "denounced",
    "terminated",
)


def status(instrument: Instrument) -> str:
    """The status in words, from the events: the last by date, or by the usual order where dates are missing.

    >>> status(Instrument("i", "T", events=(InstrumentEvent("e", "initialled", "2025-08-08"),)))
    'initialled 2025-08-08'
    """
    if not instrument.events:
        return ""

    def order(event: InstrumentEvent) -> tuple[int, str]:
        kind = event.kind.casefold()
        return (EVENT_ORDER.index(kind) if kind in EVENT_ORDER else -1, event.date)

    last = max(instrument.events, key=lambda e: (e.date != "", e.date, order(e)))
    return " ".join(part for part in (last.kind, last.date) if part)
