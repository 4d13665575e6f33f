"""A bibliography as a sequence of paragraphs with roles: the wording that all formats share.

Each writer decides how a role looks, none decides what is said.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from enum import StrEnum

from annotator.citation.document import (
    BibEntry,
    Bibliography,
    Cite,
    ClaimRef,
    EvidenceRow,
    InstrumentRef,
    ProvisionRef,
    Quote,
)
from annotator.citation.richtext import Run
from annotator.citation.text import is_right_to_left, shown
from annotator.domain.claim import Stance, Voice
from annotator.domain.i18n import tr, trn
from annotator.domain.treaty import Fidelity


class Role(StrEnum):
    """What a paragraph is; the value is its style's name in Word (spaces as there)."""

    TITLE = "Title"
    SUBTITLE = "Subtitle"
    HEADING = "Heading 1"
    DETAIL = "Status"
    ENTRY = "Bibliography"
    ANNOTATION = "Annotation"
    QUOTE = "Quote"
    PROVISION = "Provision Link"
    CLAIM = "Claim Link"
    NOTE = "Quote Note"
    INSTRUMENT = "Instrument"
    CITE = "Citation"
    INDEX = "Index Line"


class Kind(StrEnum):
    """What a stretch of a paragraph is; the value is its character style's name in Word. "" is plain."""

    PLAIN = ""
    QUOTED = "Quoted Words"
    LOCATOR = "Locator"
    WARNING = "Not Verbatim"
    STANCE = "Stance"


# Characters of a locator that are kept on one line.
_TOGETHER = 20


@dataclass(frozen=True, slots=True)
class Piece:
    """A run and what it is."""

    run: Run
    kind: Kind = Kind.PLAIN


@dataclass(frozen=True, slots=True)
class Paragraph:
    """One paragraph. `annotation_id` and `source_id` say what it shows, for links back into the program."""

    role: Role
    pieces: tuple[Piece, ...]
    source_id: str = ""
    annotation_id: str = ""
    right_to_left: bool = False

    @property
    def text(self) -> str:
        """Its words."""
        return "".join(piece.run.text for piece in self.pieces)


SIGNS = {Stance.SUPPORTS: "✓", Stance.CONTRADICTS: "✗", Stance.QUALIFIES: "~", Stance.MENTIONS: "="}


def stance_word(stance: Stance) -> str:
    """The stance as a reader says it."""
    return {
        Stance.SUPPORTS: tr("supports"),
        Stance.CONTRADICTS: tr("contradicts"),
        Stance.QUALIFIES: tr("qualifies"),
        Stance.MENTIONS: tr("mentions"),
    }[stance]


def fidelity_word(fidelity: Fidelity) -> str:
    """How a passage renders its provision, in a word; "" where nobody has judged it."""
    return {
        Fidelity.UNCHECKED: "",
        Fidelity.MATCHES: tr("matches"),
        Fidelity.GLOSS: tr("gloss"),
        Fidelity.MISPINNED: tr("mispinned"),
        Fidelity.CONTRADICTED: tr("contradicted by the text"),
    }[fidelity]


@dataclass(slots=True)
class Kept:
    """The paragraphs of entries as they were made last: those of an entry that is the same again are the same objects."""

    marks: tuple[str, str, bool] = ("", "", False)
    entries: dict[tuple[str, str], tuple[BibEntry, tuple[Paragraph, ...]]] = field(default_factory=dict)

    def begin(self, bibliography: Bibliography) -> Kept:
        """What of it still holds for a document; nothing where quotations are marked otherwise now."""
        marks = (bibliography.open_quote, bibliography.close_quote, bibliography.links)
        return self if marks == self.marks else Kept(marks)


def paragraphs(bibliography: Bibliography, kept: Kept | None = None) -> Iterator[Paragraph]:
    """The whole document in order; an evidence table as paragraphs too, for what has no tables.

    `kept` is that of the document before; it holds this one's when all has been taken.
    """
    yield from front(bibliography, kept)
    claim = ""
    for row in bibliography.evidence:
        if row.claim_key + row.claim != claim:
            claim = row.claim_key + row.claim
            yield _line(Role.HEADING, f"{row.claim_key} {row.claim}".strip())
        yield from _evidence(row, bibliography)
    yield from back(bibliography)


def front(bibliography: Bibliography, kept: Kept | None = None) -> Iterator[Paragraph]:
    """All that stands before an evidence table: for any other document all but its lists at the end."""
    before = kept.begin(bibliography) if kept is not None else Kept()
    made: dict[tuple[str, str], tuple[BibEntry, tuple[Paragraph, ...]]] = {}
    yield _line(Role.TITLE, bibliography.title)
    yield _line(Role.SUBTITLE, summary(bibliography))
    for group in bibliography.groups:
        yield _line(Role.HEADING, group.heading)
        if group.detail:
            yield _line(Role.DETAIL, group.detail)
        for entry in group.entries:
            key = group.heading, entry.source_id
            same = before.entries.get(key)
            if same is None or same[0] != entry:
                same = entry, tuple(_entry(entry, bibliography))
            if kept is not None:
                made[key] = same
            yield from same[1]
        for cite in group.cites:
            yield _cite(cite)
    if kept is not None:
        kept.marks, kept.entries = (
            (bibliography.open_quote, bibliography.close_quote, bibliography.links),
            made,
        )


def back(bibliography: Bibliography) -> Iterator[Paragraph]:
    """The lists at the end: instruments, indexes."""
    if bibliography.instruments:
        yield _line(Role.HEADING, tr("Instruments cited"))
        for instrument in bibliography.instruments:
            yield _instrument(instrument)
    for index in bibliography.indexes:
        yield _line(Role.HEADING, index.heading)
        for text, places in index.lines:
            pieces = (Piece(Run(text, bold=True)), Piece(Run(": " + "; ".join(places))))
            yield Paragraph(Role.INDEX, pieces, right_to_left=is_right_to_left(text))


def _instrument(instrument: InstrumentRef) -> Paragraph:
    """As the style has it, with what no style says in brackets; plainly by its names where the style has nothing."""
    name = instrument.title
    if instrument.short and instrument.short != instrument.title:
        name = tr("{title} (“{short}”)", title=instrument.title, short=instrument.short)
    if not instrument.runs:
        return _line(Role.INSTRUMENT, f"{name}: {instrument.status}" if instrument.status else name)
    pieces = [Piece(run) for run in instrument.runs]
    if instrument.status:
        pieces.append(Piece(Run(f" [{instrument.status}]"), Kind.LOCATOR))
    return Paragraph(Role.INSTRUMENT, tuple(pieces), right_to_left=is_right_to_left(instrument.title))


def _cite(cite: Cite) -> Paragraph:
    pieces = [Piece(Run(f"{cite.number}. ")), *(Piece(run) for run in cite.runs)]
    if cite.stance is not None:
        pieces.append(Piece(Run(" ")))
        pieces.append(Piece(Run(f"{SIGNS[cite.stance]}\u00a0{stance_word(cite.stance)}"), Kind.STANCE))
    return Paragraph(Role.CITE, tuple(pieces), cite.source_id, cite.annotation_id)


def _evidence(row: EvidenceRow, bibliography: Bibliography) -> Iterator[Paragraph]:
    link = ClaimRef(row.claim_key, "", row.stance, row.voice, row.attributed_to)
    yield Paragraph(Role.CLAIM, _claim(link), row.source_id, row.quote.annotation_id)
    pieces = (*quoted(row.quote, bibliography), Piece(Run(" " + row.citation)))
    right_to_left = is_right_to_left(row.quote.text)
    yield Paragraph(Role.QUOTE, pieces, row.source_id, row.quote.annotation_id, right_to_left)
    for provision in row.quote.provisions:
        yield Paragraph(Role.PROVISION, _provision(provision), row.source_id, row.quote.annotation_id)


def summary(bibliography: Bibliography) -> str:
    """The line below the title: style, how many sources, how many quotations."""
    return " · ".join(
        (
            bibliography.style_title,
            trn("{n} source", "{n} sources", bibliography.source_count),
            trn("{n} quotation", "{n} quotations", bibliography.quote_count),
        )
    )


def _line(role: Role, text: str) -> Paragraph:
    return Paragraph(role, (Piece(Run(text)),), right_to_left=is_right_to_left(text))


def _entry(entry: BibEntry, bibliography: Bibliography) -> Iterator[Paragraph]:
    pieces = tuple(Piece(run) for run in entry.runs)
    whole = "".join(run.text for run in entry.runs)
    yield Paragraph(Role.ENTRY, pieces, entry.source_id, right_to_left=is_right_to_left(whole))
    for text in re.split(r"\n\s*\n", entry.annotation):
        if words := shown(text):
            yield Paragraph(
                Role.ANNOTATION, (Piece(Run(words)),), entry.source_id, right_to_left=is_right_to_left(words)
            )
    for quote in entry.quotes:
        yield from _quote(quote, entry.source_id, bibliography)


def _quote(quote: Quote, source_id: str, bibliography: Bibliography) -> Iterator[Paragraph]:
    pieces = quoted(quote, bibliography)
    yield Paragraph(Role.QUOTE, pieces, source_id, quote.annotation_id, is_right_to_left(quote.text))
    for provision in quote.provisions if bibliography.links else ():
        yield Paragraph(Role.PROVISION, _provision(provision), source_id, quote.annotation_id)
    for claim in quote.claims if bibliography.links else ():
        yield Paragraph(Role.CLAIM, _claim(claim), source_id, quote.annotation_id)
    if words := shown(quote.translation):
        spoken = tr("Translation: “{words}”", words=words)
        yield Paragraph(
            Role.NOTE, (Piece(Run(spoken)),), source_id, quote.annotation_id, is_right_to_left(words)
        )
    if note := shown(quote.note):
        yield Paragraph(
            Role.NOTE, (Piece(Run(note)),), source_id, quote.annotation_id, is_right_to_left(note)
        )


def quoted(quote: Quote, bibliography: Bibliography) -> tuple[Piece, ...]:
    """A quotation in its marks, its locator, and the mark of one that is not verbatim."""
    pieces = [
        Piece(Run(bibliography.open_quote)),
        Piece(Run(quote.text), Kind.QUOTED),
        Piece(Run(bibliography.close_quote)),
    ]
    if quote.locator:
        pieces.append(Piece(Run(f" ({on_one_line(quote.locator)})"), Kind.LOCATOR))
    if warning := warned(quote):
        pieces.append(Piece(Run(f" [{warning}]"), Kind.WARNING))
    return tuple(pieces)


def on_one_line(locator: str) -> str:
    """A locator that no line's end parts: "para." at the end of one and its number on the next read badly."""
    return locator if len(locator) > _TOGETHER else locator.replace(" ", "\u00a0")


def warned(quote: Quote) -> str:
    """What a reader must know of the words of a quotation; "" for nothing."""
    if not quote.verbatim:
        return tr("not verbatim in the stored text")
    return "" if quote.verified else tr("not verified in the current version")


def _provision(provision: ProvisionRef) -> tuple[Piece, ...]:
    word = fidelity_word(provision.fidelity)
    return (Piece(Run("→ " + provision.text + (f" ({word})" if word else ""))),)


def voice_word(voice: Voice) -> str:
    """Whose voice it is, in a word; "" for the author's own."""
    return {Voice.AUTHOR: "", Voice.REPORTED: tr("reported"), Voice.QUOTED: tr("quoted")}[voice]


def _claim(claim: ClaimRef) -> tuple[Piece, ...]:
    pieces = [
        Piece(Run(f"{SIGNS[claim.stance]} {stance_word(claim.stance)} {claim.key}".rstrip()), Kind.STANCE),
        Piece(Run(f": {claim.text}" if claim.text else "")),
    ]
    voice = voice_word(claim.voice)
    who = ": ".join(part for part in (voice, claim.attributed_to) if part)
    if who:
        pieces.append(Piece(Run(f" ({who})")))
    return tuple(pieces)
