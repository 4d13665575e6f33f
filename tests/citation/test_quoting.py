"""What somebody did to a quotation shows: edits, translations, a version that no longer holds it – in every format."""

from __future__ import annotations

import csv
import io
from dataclasses import replace

import pytest

from annotator.citation import outline, tables, writers
from annotator.citation.build import Options, build
from annotator.citation.document import Bibliography, DocumentKind, ProblemKind, Quote
from annotator.citation.engine import Engines
from annotator.citation.inputs import BibliographyInput, InputQuote
from annotator.citation.styles import OSCOLA
from annotator.domain.annotation import AnchorState
from citation.orlen import NEWSPAPER, OPEN, quote
from citation.test_formats import latex_words, office_text, read_back, squeezed

WORDS = "The bridge shall not, and never will, be closed to lorries."
SHOWN = "[T]he bridge shall not […] be closed"
TRANSLATION = "Die Brücke bleibt offen."
MARK = "not verified in the current version"


def given(**changes: object) -> BibliographyInput:
    raw = quote(9, WORDS, paragraph=1, claims=(OPEN,))
    raw = replace(raw, annotation=replace(raw.annotation, **changes))
    return BibliographyInput((replace(NEWSPAPER, quotes=(raw,)),))


def made(engines: Engines, options: Options | None = None, **changes: object) -> Bibliography:
    return build(given(**changes), engines.get(OSCOLA, citing=True), options)


def only(bibliography: Bibliography) -> Quote:
    (found,) = [one for entry in bibliography.entries() for one in entry.quotes]
    return found


def test_an_edited_quotation_is_printed_as_edited_and_is_verbatim(engines: Engines):
    bibliography = made(engines, display="  " + SHOWN, translation=TRANSLATION)
    printed = only(bibliography)
    assert (printed.text, printed.edited, printed.verbatim, printed.translation) == (
        SHOWN,
        True,
        True,
        TRANSLATION,
    )
    assert bibliography.problems == ()


def test_words_that_do_not_stand_in_the_source_are_marked_and_listed(engines: Engines):
    bibliography = made(engines, display="The bridge will be closed")
    assert not only(bibliography).verbatim
    assert [p.kind for p in bibliography.problems] == [ProblemKind.NOT_VERBATIM]
    assert "do not stand there" in bibliography.problems[0].message


def test_the_words_themselves_are_no_edit(engines: Engines):
    assert not only(made(engines, display=WORDS)).edited


def test_an_edited_quotation_can_be_shortened_too(engines: Engines):
    printed = only(made(engines, Options(shorten=20), display=SHOWN))
    assert printed.shortened
    assert printed.edited
    assert len(printed.text) <= 30


@pytest.mark.parametrize("state", [AnchorState.FUZZY, AnchorState.ORPHAN])
def test_a_passage_that_a_newer_version_does_not_hold_is_marked_and_listed(
    engines: Engines, state: AnchorState
):
    bibliography = made(engines, state=state)
    assert (only(bibliography).verbatim, only(bibliography).verified) == (True, False)
    assert [p.kind for p in bibliography.problems] == [ProblemKind.NOT_VERIFIED]


def test_a_passage_that_only_moved_is_not(engines: Engines):
    bibliography = made(engines, state=AnchorState.MOVED)
    assert only(bibliography).verified
    assert bibliography.problems == ()


def text_of(bibliography: Bibliography, name: str) -> str:
    data = writers.write(bibliography, wanted=name).data
    match name:
        case "docx":
            return office_text(data, "word/document.xml")
        case "odt":
            return office_text(data, "content.xml")
        case "xlsx":
            return office_text(data, "xl/worksheets/sheet1.xml")
        case "pdf":
            import pymupdf

            return "".join(page.get_text() for page in pymupdf.open(stream=data))
        case "latex":
            return latex_words(bibliography)
        case "rtf" | "html":
            return read_back(data, name)
    return data.decode("utf-8-sig")


@pytest.mark.parametrize("name", ["docx", "odt", "pdf", "html", "latex", "rtf", "markdown"])
def test_mark_edit_and_translation_stand_in_every_format(engines: Engines, name: str):
    bibliography = made(engines, state=AnchorState.FUZZY, display=SHOWN, translation=TRANSLATION)
    text = squeezed(text_of(bibliography, name)).replace("\\", "")
    assert squeezed(MARK) in text
    assert squeezed(SHOWN) in text
    assert squeezed(TRANSLATION) in text


@pytest.mark.parametrize("kind", [DocumentKind.ANNOTATED, DocumentKind.EVIDENCE])
def test_tables_say_it_in_columns_of_their_own(engines: Engines, kind: DocumentKind):
    bibliography = made(
        engines, Options(kind=kind), state=AnchorState.FUZZY, display=SHOWN, translation=TRANSLATION
    )
    header, row = csv.reader(io.StringIO(text_of(bibliography, "csv")))
    found = dict(zip(header, row, strict=True))
    assert [found[name] for name in ("Verbatim", "In the current version", "Edited", "Translation")] == [
        "yes",
        "no",
        "yes",
        TRANSLATION,
    ]
    assert TRANSLATION in text_of(bibliography, "xlsx")


def test_the_evidence_on_paper_is_marked_too(engines: Engines):
    bibliography = made(engines, Options(kind=DocumentKind.EVIDENCE), state=AnchorState.ORPHAN)
    (row,) = tables.on_paper(bibliography).rows
    assert MARK in row[2]
    assert any(MARK in paragraph.text for paragraph in outline.paragraphs(bibliography))


def test_only_pinned_quotations_are_chosen(engines: Engines):
    def pinned(number: int, on: bool) -> InputQuote:
        raw = quote(number, f"Words {number}.", paragraph=number)
        return replace(raw, annotation=replace(raw.annotation, pinned=on))

    rows = replace(NEWSPAPER, quotes=(pinned(1, True), pinned(2, False), pinned(3, True)))
    found = build(BibliographyInput((rows,)), engines.get(OSCOLA), Options(only_pinned=True))
    assert [one.text for entry in found.entries() for one in entry.quotes] == ["Words 1.", "Words 3."]
    assert build(BibliographyInput((rows,)), engines.get(OSCOLA)).quote_count == 3
