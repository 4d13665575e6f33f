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
    NOT_VERIFIED = "not verified"
    NO_LOCATOR = "no locator"
    UNPRINTABLE = "unprintable characters"
    NO_TITLE = "no title"
    NO_ENTRY = "no entry in this style"
    NO_BIBLIOGRAPHY = "style without bibliography"


class DocumentKind(StrEnum):
    """What is handed in.

    annotated   entries with their annotations and quotations
    plain       entries alone
    citations   notes as they would stand below a text, in the order of claims or provisions
    evidence    a table of claim × passage
    """

    ANNOTATED = "annotated"
    PLAIN = "plain"
    CITATIONS = "citations"
    EVIDENCE = "evidence"


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
    """One quotation. `text` is the stored words as they are printed (domain.quotes.clean).

    verbatim   whether the highlight's words are exactly those of the stored text at its place
    shortened  whether words were left out of `text` for its length, shown as […]
    edited     whether somebody edited `text` for print; `verbatim` then says that every edit shows itself
    verified   whether the passage is known to stand in the present version of its source
    translation  somebody's own translation of it, "" for none
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
    shortened: bool = False
    edited: bool = False
    verified: bool = True
    translation: str = ""


@dataclass(frozen=True, slots=True)
class BibEntry:
    """One source: the CSL-formatted entry, the annotation below it (`annote`), its quotations."""

    source_id: str
    runs: tuple[Run, ...]
    annotation: str = ""
    quotes: tuple[Quote, ...] = ()


@dataclass(frozen=True, slots=True)
class Cite:
    """One note of a citation list: its number, the citation with its locator, what it does to the claim above it."""

    number: int
    runs: tuple[Run, ...]
    source_id: str
    annotation_id: str
    stance: Stance | None = None


@dataclass(frozen=True, slots=True)
class Group:
    """Entries (or notes) under one heading. `detail` is a line below it (an instrument's status, a claim's words)."""

    heading: str
    entries: tuple[BibEntry, ...]
    detail: str = ""
    cites: tuple[Cite, ...] = ()


@dataclass(frozen=True, slots=True)
class EvidenceRow:
    """One line of the evidence table: what one passage does to one claim. `citation` is without the locator."""

    claim_key: str
    claim: str
    stance: Stance
    voice: Voice
    attributed_to: str
    quote: Quote
    citation: str
    source_id: str


@dataclass(frozen=True, slots=True)
class InstrumentRef:
    """An instrument that is cited, and where it stands in law: "initialled 2025-08-08; not in force".

    `runs` is its entry in the style; empty where the style has none for it.
    """

    title: str
    short: str
    status: str
    id: str = ""
    runs: tuple[Run, ...] = ()


@dataclass(frozen=True, slots=True)
class Index:
    """A list at the end: provisions or persons, each with the entries where it stands ("Hayes 2025, para. 20")."""

    heading: str
    lines: tuple[tuple[str, tuple[str, ...]], ...]


@dataclass(frozen=True, slots=True)
class Bibliography:
    """The whole. `open_quote` and `close_quote` are the style's marks in its language.

    evidence   the rows of an evidence table, else empty
    links      whether a quotation's provisions and claims are printed below it
    complete   False for a first page that was made before the rest
    """

    title: str
    style: str
    style_title: str
    locale: str
    groups: tuple[Group, ...]
    instruments: tuple[InstrumentRef, ...] = ()
    problems: tuple[Problem, ...] = ()
    open_quote: str = "“"
    close_quote: str = "”"
    kind: DocumentKind = DocumentKind.ANNOTATED
    evidence: tuple[EvidenceRow, ...] = ()
    indexes: tuple[Index, ...] = ()
    links: bool = True
    complete: bool = True

    def entries(self) -> Iterator[BibEntry]:
        """All entries in order; a source stands once in each group that quotes it."""
        for group in self.groups:
            yield from group.entries

    @property
    def source_count(self) -> int:
        """How many different sources have an entry, a note or a row."""
        ids = {entry.source_id for entry in self.entries()}
        ids |= {cite.source_id for group in self.groups for cite in group.cites}
        return len(ids | {row.source_id for row in self.evidence})

    @property
    def quote_count(self) -> int:
        """How many different passages are quoted or cited."""
        ids = {quote.annotation_id for entry in self.entries() for quote in entry.quotes}
        ids |= {cite.annotation_id for group in self.groups for cite in group.cites if cite.annotation_id}
        return len(ids | {row.quote.annotation_id for row in self.evidence})
