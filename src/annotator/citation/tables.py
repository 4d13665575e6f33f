"""A document as a table: all of it for CSV and XLSX, the columns that fit on paper for the other formats."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.citation import richtext
from annotator.citation.document import Bibliography, DocumentKind, EvidenceRow, Quote
from annotator.citation.outline import SIGNS, fidelity_word, on_one_line, stance_word, voice_word, warned
from annotator.domain.claim import Stance, Voice
from annotator.domain.i18n import tr

Row = tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Table:
    """A header and rows of as many cells, all plain words."""

    header: Row
    rows: tuple[Row, ...]


def whole(bibliography: Bibliography) -> Table:
    """Everything, one row for each passage: evidence, citations, or entries with their quotations."""
    if bibliography.kind is DocumentKind.EVIDENCE:
        return _evidence(bibliography)
    if bibliography.kind is DocumentKind.CITATIONS:
        header = (tr("Group"), tr("Number"), tr("Citation"), tr("Stance"))
        return Table(
            header,
            tuple(
                (
                    group.heading,
                    str(c.number),
                    richtext.plain(c.runs),
                    stance_word(c.stance) if c.stance else "",
                )
                for group in bibliography.groups
                for c in group.cites
            ),
        )
    return _entries(bibliography)


def on_paper(bibliography: Bibliography) -> Table:
    """The evidence in five columns."""
    header = (tr("Claim"), tr("Stance"), tr("Passage"), tr("Citation"), tr("Provisions"))
    rows = []
    for row in bibliography.evidence:
        quote = row.quote
        where = f" ({on_one_line(quote.locator)})" if quote.locator else ""
        warning = warned(quote)
        marked = f" [{warning}]" if warning else ""
        words = f"{bibliography.open_quote}{quote.text}{bibliography.close_quote}{where}{marked}"
        who = ": ".join(part for part in (voice_word(row.voice), row.attributed_to) if part)
        stance = f"{SIGNS[row.stance]} {stance_word(row.stance)}" + (f" ({who})" if who else "")
        claim = f"{row.claim_key} {row.claim}".strip()
        rows.append((claim, stance, words, row.citation, "; ".join(_provisions(quote))))
    return Table(header, tuple(rows))


def _evidence(bibliography: Bibliography) -> Table:
    header = (
        tr("Claim key"), tr("Claim"), tr("Stance"), tr("Voice"), tr("Attributed to"), tr("Passage"), tr("Locator"),
        tr("Citation"), tr("Provisions"), tr("Fidelity"), *_checks(), tr("Highlight"),
    )  # fmt: skip
    stances = {stance: stance_word(stance) for stance in Stance}
    voices = {voice: voice_word(voice) or tr("author") for voice in Voice}
    said = _said()
    return Table(header, tuple([_evidence_row(row, stances, voices, said) for row in bibliography.evidence]))


def _evidence_row(
    row: EvidenceRow, stances: Mapping[Stance, str], voices: Mapping[Voice, str], said: Row
) -> Row:
    quote = row.quote
    provisions = quote.provisions
    return (
        row.claim_key,
        row.claim,
        stances[row.stance],
        voices[row.voice],
        row.attributed_to,
        quote.text,
        quote.locator,
        row.citation,
        "; ".join(p.text for p in provisions) if provisions else "",
        "; ".join(fidelity_word(p.fidelity) or tr("unchecked") for p in provisions) if provisions else "",
        *_checked(quote, said),
        quote.annotation_id,
    )


def _checks() -> Row:
    return (tr("Verbatim"), tr("In the current version"), tr("Shortened"), tr("Edited"), tr("Translation"))


def _said() -> Row:
    """The words for false and true."""
    return (tr("no"), tr("yes"))


def _checked(quote: Quote, said: Row) -> Row:
    """What the check of a quotation found, and what was done to its words."""
    return (
        said[quote.verbatim],
        said[quote.verified],
        said[quote.shortened],
        said[quote.edited],
        quote.translation,
    )


def _entries(bibliography: Bibliography) -> Table:
    header = (
        tr("Group"), tr("Entry"), tr("Annotation"), tr("Passage"), tr("Locator"), tr("Provisions"), tr("Claims"),
        tr("Note"), *_checks(), tr("Highlight"),
    )  # fmt: skip
    rows: list[Row] = []
    said = _said()
    for group in bibliography.groups:
        for entry in group.entries:
            head = (group.heading, richtext.plain(entry.runs), entry.annotation)
            rows += [(*head, *_quote_cells(quote, said)) for quote in entry.quotes]
            if not entry.quotes:
                rows.append((*head, *[""] * (len(header) - len(head))))
    return Table(header, tuple(rows))


def _quote_cells(quote: Quote, said: Row) -> Row:
    claims = "; ".join(f"{stance_word(c.stance)} {c.key}: {c.text}" for c in quote.claims)
    return (
        quote.text,
        quote.locator,
        "; ".join(_provisions(quote)),
        claims,
        quote.note,
        *_checked(quote, said),
        quote.annotation_id,
    )


def _provisions(quote: Quote) -> list[str]:
    return [p.text + (f" ({word})" if (word := fidelity_word(p.fidelity)) else "") for p in quote.provisions]
