"""The annotated bibliography as a document: what every writer is given. Plain, frozen, of no format."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from annotator.citation.richtext import Run
from annotator.domain.claim import Stance, Voice
from annotator.domain.treaty import Fidelity


class ProblemKind(StrEnum):
    """What a person should look at before handing the bibliography in."""

    NOT_VERBATIM = "not verbatim"
    NO_LOCATOR = "no locator"
    UNPRINTABLE = "unprintable characters"
    NO_TITLE = "no title"
    NO_ENTRY = "no entry in this style"
    NO_BIBLIOGRAPHY = "style without bibliography"


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing to look at; the ids say where ("" where it is not about a source or a passage)."""

    kind: ProblemKind
    message: str
    source_id: str = ""
    annotation_id: str = ""


@dataclass(frozen=True, slots=True)
class ProvisionRef:
    """A provision a quotation is linked to: "Agreement, Art. XII"."""

    label: str
    instrument: str
    fidelity: Fidelity = Fidelity.UNCHECKED

    @property
    def text(self) -> str:
        """Instrument and provision in words."""
        return ", ".join(part for part in (self.instrument, self.label) if part)


@dataclass(frozen=True, slots=True)
class ClaimRef:
    """A claim a quotation bears on, how, and in whose voice."""

    key: str
    text: str
    stance: Stance
    voice: Voice = Voice.AUTHOR
    attributed_to: str = ""


@dataclass(frozen=True, slots=True)
class Quote:
    """One quotation. `text` is the stored words with each run of blanks as one space, nothing else changed.

    verbatim   whether the highlight's words are exactly those of the stored text at its place
    locator    as the style prints it ("para. 20"); "" where there is none
    """

    annotation_id: str
    text: str
    locator: str = ""
    provisions: tuple[ProvisionRef, ...] = ()
    claims: tuple[ClaimRef, ...] = ()
    note: str = ""
    verbatim: bool = True
    colour: str = ""


@dataclass(frozen=True, slots=True)
class BibEntry:
    """One source: the CSL-formatted entry, the annotation below it (`annote`), its quotations."""

    source_id: str
    runs: tuple[Run, ...]
    annotation: str = ""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Group:
    """Entries under one heading. `detail` is a line below it (an instrument's status, a claim's words)."""

    heading: str
    entries: tuple[BibEntry, ...]
    detail: str = ""


@dataclass(frozen=True, slots=True)
class InstrumentRef:
    """An instrument that is cited, and where it stands in law: "initialled 2025-08-08; not in force"."""

    title: str
    short: str
    status: str


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The whole. `open_quote` and `close_quote` are the style's marks in its language."""

    title: str
    style: str
    style_title: str
    locale: str
    groups: tuple[Group, ...]
    instruments: tuple[InstrumentRef, ...] = ()
    problems: tuple[Problem, ...] = ()
    open_quote: str = "“"
    close_quote: str = "”"

    def entries(self) -> Iterator[BibEntry]:
        """All entries in order; a source stands once in each group that quotes it."""
        for group in self.groups:
            yield from group.entries

    @property
    def source_count(self) -> int:
        """How many different sources have an entry."""
        return len({entry.source_id for entry in self.entries()})

    @property
    def quote_count(self) -> int:
        """How many different passages are quoted."""
        return len({quote.annotation_id for entry in self.entries() for quote in entry.quotes})
