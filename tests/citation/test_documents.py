"""What is written besides the annotated bibliography by source, and which quotations stand in it."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.citation import outline, richtext, tables
from annotator.citation.build import Grouping, Options, build
from annotator.citation.document import Bibliography, DocumentKind, ProblemKind
from annotator.citation.engine import Engine, Engines
from annotator.citation.inputs import BibliographyInput, InputInstrument
from annotator.citation.styles import APA, CHICAGO_NOTES, OSCOLA
from annotator.domain.annotation import Part, Style
from annotator.domain.claim import Stance
from annotator.domain.source import Agent, Contributor
from annotator.domain.treaty import Instrument, InstrumentEvent
from citation.orlen import INPUT, LAWFUL, NEWSPAPER, OPEN, quote

TREATY = Instrument(
    "i1",
    "Agreement on Free Passage at Orlen",
    "Agreement",
    events=(InstrumentEvent("e", "initialled", "1931-05-02"),),
    csl={"container-title": "UNTS", "volume": "12", "page": "34"},
)
WITH_RECORD = replace(
    INPUT, instruments=(InputInstrument("i1", TREATY.title, "Agreement", "not in force", TREATY),)
)


def made(
    engines: Engines, options: Options, given: BibliographyInput = INPUT, style: str = OSCOLA
) -> Bibliography:
    return build(given, engines.get(style, citing=True), options)


def sources(bibliography: Bibliography) -> dict[str, list[str]]:
    return {group.heading: [entry.source_id for entry in group.entries] for group in bibliography.groups}


def words(bibliography: Bibliography) -> str:
    return "\n".join(paragraph.text for paragraph in outline.paragraphs(bibliography))


@pytest.mark.parametrize("grouping", list(Grouping))
@pytest.mark.parametrize("kind", [DocumentKind.ANNOTATED, DocumentKind.PLAIN])
def test_every_source_stands_somewhere_under_every_grouping(
    engines: Engines, grouping: Grouping, kind: DocumentKind
):
    bibliography = made(engines, Options(grouping, kind=kind))
    assert {entry.source_id for entry in bibliography.entries()} == {row.source.id for row in INPUT.sources}


def test_a_plain_bibliography_is_entries_alone(engines: Engines):
    bibliography = made(engines, Options(kind=DocumentKind.PLAIN))
    assert all(not entry.quotes and not entry.annotation for entry in bibliography.entries())
    assert not [p for p in bibliography.problems if p.kind is ProblemKind.NOT_VERBATIM]


def test_years_and_authors_are_headings_and_those_without_come_last(engines: Engines):
    years = sources(made(engines, Options(Grouping.DATE)))
    assert list(years)[-1] == "Without a date"
    assert [int(year) for year in list(years)[:-1]] == sorted(int(year) for year in list(years)[:-1])
    assert years["2025"] == ["newspaper"]
    authors = sources(made(engines, Options(Grouping.AUTHOR)))
    assert authors["Arden, Mary"] == ["newspaper"]
    assert list(authors)[-1] == "Without an author"


def test_tags_group_and_choose_passages_and_whole_sources(engines: Engines):
    tagged = replace(NEWSPAPER.quotes[0], tags=("toll",))
    rows = (
        replace(NEWSPAPER, quotes=(tagged, NEWSPAPER.quotes[1])),
        replace(INPUT.sources[1], tags=("law",)),
    )
    given = BibliographyInput(rows)
    by_tag = made(engines, Options(Grouping.TAG), given)
    groups = {group.heading: group for group in by_tag.groups}
    assert [quote.annotation_id for quote in groups["toll"].entries[0].quotes] == ["q2"]
    assert len(groups["law"].entries[0].quotes) == len(rows[1].quotes)
    chosen = made(engines, Options(tags=frozenset({"toll"})), given)
    assert {quote.annotation_id for entry in chosen.entries() for quote in entry.quotes} == {"q2"}
    chosen = made(engines, Options(tags=frozenset({"law"})), given)
    assert {entry.source_id for entry in chosen.entries() if entry.quotes} == {rows[1].source.id}


def test_stance_colour_and_links_choose_quotations(engines: Engines):
    def quoted(options: Options) -> set[str]:
        return {q.annotation_id for entry in made(engines, options).entries() for q in entry.quotes}

    assert quoted(Options(stances=frozenset({Stance.SUPPORTS}))) == {"q1"}
    assert quoted(Options(stances=frozenset({Stance.CONTRADICTS}))) == {"q1", "q2"}
    assert quoted(Options(colours=frozenset({"red"}))) == {"q2"}
    everything = quoted(Options())
    linked = quoted(Options(only_linked=True))
    assert linked < everything
    assert "q2" in linked


def test_a_shortened_quotation_shows_it_and_stays_verbatim(engines: Engines):
    bibliography = made(engines, Options(shorten=30))
    long = next(q for entry in bibliography.entries() for q in entry.quotes if q.annotation_id == "q1")
    assert long.shortened
    assert "[…]" in long.text
    assert len(long.text) <= 30
    assert long.verbatim
    whole = next(
        q for entry in made(engines, Options()).entries() for q in entry.quotes if q.annotation_id == "q1"
    )
    assert not whole.shortened


def test_a_word_divided_at_a_line_end_is_printed_whole_and_is_verbatim(engines: Engines):
    raw = quote(9, "the re-\nform of tolls", paragraph=1)
    given = BibliographyInput((replace(NEWSPAPER, quotes=(raw,)),))
    printed = next(made(engines, Options(), given).entries()).quotes[0]
    assert (printed.text, printed.verbatim) == ("the reform of tolls", True)


def test_what_stands_below_an_entry_is_chosen(engines: Engines):
    given = BibliographyInput((replace(NEWSPAPER, notes=("Ask the archive.",)),))
    bare = words(made(engines, Options(annote=False, notes=False, links=False), given))
    assert not any(part in bare for part in ("short report", "Not for lorries", "supports", "→", "archive"))
    full = words(made(engines, Options(source_notes=True), given))
    assert all(
        part in full for part in ("short report", "Not for lorries", "supports", "→", "Ask the archive.")
    )


def test_citations_stand_under_their_claims_full_first_then_short(engines: Engines):
    bibliography = made(engines, Options(Grouping.CLAIM, kind=DocumentKind.CITATIONS))
    assert [
        (group.heading.split()[0], [cite.annotation_id for cite in group.cites])
        for group in bibliography.groups
    ] == [
        ("C02", ["q1"]),
        ("C10", ["q1", "q2"]),
    ]
    first, again, third = [cite for group in bibliography.groups for cite in group.cites]
    assert "Arden" in richtext.plain(first.runs)
    assert richtext.plain(again.runs).startswith("ibid")
    assert "7" in richtext.plain(third.runs)
    assert [cite.stance for cite in (first, again, third)] == [
        Stance.SUPPORTS,
        Stance.CONTRADICTS,
        Stance.CONTRADICTS,
    ]
    assert [cite.number for cite in (first, again, third)] == [1, 2, 3]


def test_a_day_of_the_month_is_not_taken_for_the_paragraph(engines: Engines):
    given = BibliographyInput(
        (replace(NEWSPAPER, quotes=(quote(2, "a toll", paragraph=7), quote(3, "no", paragraph=7))),)
    )
    bibliography = made(engines, Options(kind=DocumentKind.CITATIONS), given, "bluebook-law-review")
    (first, again) = [richtext.plain(cite.runs) for group in bibliography.groups for cite in group.cites]
    assert "Aug. 7, 2025" in first and first.endswith(" [¶ 7]") and "¶" not in again


def test_a_bare_number_after_ibid_says_what_it_counts(engines: Engines):
    given = BibliographyInput(
        (
            replace(
                NEWSPAPER,
                quotes=(
                    quote(2, "a toll", paragraph=4),
                    quote(3, "no", paragraph=9),
                    quote(4, "x", page="9"),
                ),
            ),
        )
    )
    bibliography = made(engines, Options(kind=DocumentKind.CITATIONS), given)
    notes = [richtext.plain(cite.runs) for group in bibliography.groups for cite in group.cites]
    assert notes[1:] == ["ibid para 9.", "ibid 9."]


def test_the_evidence_table_has_a_row_for_each_claim_and_passage(engines: Engines):
    bibliography = made(engines, Options(kind=DocumentKind.EVIDENCE))
    rows = [
        (row.claim_key, row.quote.annotation_id, row.stance, row.attributed_to)
        for row in bibliography.evidence
    ]
    assert rows == [
        (OPEN.key, "q1", Stance.SUPPORTS, ""),
        (LAWFUL.key, "q1", Stance.CONTRADICTS, LAWFUL.attributed_to),
        (LAWFUL.key, "q2", Stance.CONTRADICTS, LAWFUL.attributed_to),
    ]
    table = tables.whole(bibliography)
    assert all(len(row) == len(table.header) for row in table.rows)
    assert table.rows[0][8:10] == ("Agreement, Art. XII", "gloss")
    only = made(engines, Options(kind=DocumentKind.EVIDENCE, stances=frozenset({Stance.SUPPORTS})))
    assert [row.claim_key for row in only.evidence] == [OPEN.key]


def test_a_treatys_own_words_are_evidence_under_its_own_citation(engines: Engines):
    own = replace(quote(20, "Passage is free.", paragraph=3, claims=(OPEN,)))
    given = BibliographyInput((), (replace(WITH_RECORD.instruments[0], quotes=(own,)),))
    bibliography = made(engines, Options(kind=DocumentKind.EVIDENCE), given)
    assert [row.source_id for row in bibliography.evidence] == ["i1"]
    assert "12 UNTS 34" in bibliography.evidence[0].citation


@pytest.mark.parametrize("style", [CHICAGO_NOTES, APA, OSCOLA, "mcgill-en", "bluebook-law-review"])
def test_a_cited_treaty_has_its_entry_in_the_style_and_its_status(engines: Engines, style: str):
    bibliography = made(engines, Options(), WITH_RECORD, style)
    (cited,) = bibliography.instruments
    assert "Free Passage at Orlen" in richtext.plain(cited.runs)
    assert "1931" in richtext.plain(cited.runs)
    last = [paragraph.text for paragraph in outline.back(bibliography)][-1]
    assert last.endswith("not in force]")


def test_names_keep_their_particles_and_years_before_the_first_are_said_so(engines: Engines):
    berg = Contributor(Agent.of("Berg", "Jan", "", "van der"))
    given = BibliographyInput(
        (replace(NEWSPAPER, source=replace(NEWSPAPER.source, contributors=(berg,), issued="-0043")),)
    )
    by_author = made(engines, Options(Grouping.AUTHOR, person_index=True), given)
    assert by_author.groups[0].heading == "van der Berg, Jan"
    assert "van der Berg, Jan" in dict(by_author.indexes[0].lines)
    assert made(engines, Options(Grouping.DATE), given).groups[0].heading == "44 BCE"


def test_a_work_without_an_author_stands_under_its_editor(engines: Engines):
    edited = replace(NEWSPAPER.source, contributors=(Contributor(Agent.of("Tell", "W."), "editor"),))
    given = BibliographyInput((replace(NEWSPAPER, source=edited),))
    assert [group.heading for group in made(engines, Options(Grouping.AUTHOR), given).groups] == ["Tell, W."]


def test_the_indexes_name_provisions_and_persons_with_their_places(engines: Engines):
    bibliography = made(engines, Options(provision_index=True, person_index=True))
    provisions, persons = (dict(index.lines) for index in bibliography.indexes)
    assert provisions["Agreement, Art. XII"] == ("Arden 2025, para\u00a04", "Velde 2019, p\u00a052")
    assert persons["Arden, Mary"] == ("Arden 2025",)
    assert persons["the harbour minister"] == (
        "quoted in Arden 2025, para\u00a04",
        "quoted in Arden 2025, para\u00a07",
    )
    assert not made(engines, Options()).indexes


def test_the_first_page_comes_before_the_rest_and_agrees_with_it():
    with Engine(CHICAGO_NOTES, citing=False) as engine:
        first = build(INPUT, engine, first=2)
        assert not first.complete
        assert first.source_count == 2
        whole = build(INPUT, engine, first=2)
        assert not whole.complete  # an engine that knows two of seven still starts with them
        whole = build(INPUT, engine)
        assert whole.complete
        assert build(INPUT, engine, first=2) == whole
        texts = {entry.source_id: entry.runs for entry in whole.entries()}
        assert all(texts[entry.source_id] == entry.runs for entry in first.entries())


@pytest.mark.parametrize("kind", list(DocumentKind))
def test_the_outline_and_the_table_hold_every_kind(engines: Engines, kind: DocumentKind):
    bibliography = made(engines, Options(Grouping.CLAIM, kind=kind))
    assert all(paragraph.text for paragraph in outline.paragraphs(bibliography))
    table = tables.whole(bibliography)
    assert table.rows
    assert {len(row) for row in table.rows} == {len(table.header)}


@pytest.mark.parametrize("style", [CHICAGO_NOTES, OSCOLA, "mcgill-en", "bluebook-law-review"])
def test_a_treatys_series_is_printed_by_the_style_or_by_us(engines: Engines, style: str):
    bibliography = made(engines, Options(), WITH_RECORD, style)
    last = [paragraph.text for paragraph in outline.back(bibliography)][-1]
    assert last.count("12 UNTS 34") == 1


def test_a_passage_in_several_places_is_printed_with_the_gap_shown(engines: Engines):
    raw = quote(9, "The bridge shall be", paragraph=1)
    parts = (Part(2000, 2010, "open to\nall"),)
    raw = replace(raw, annotation=replace(raw.annotation, parts=parts))
    given = BibliographyInput((replace(NEWSPAPER, quotes=(raw,)),))
    printed = next(made(engines, Options(), given).entries()).quotes[0]
    assert printed.text == "The bridge shall be […] open to all"


def test_marks_without_words_are_no_quotations(engines: Engines):
    area = quote(9, "", paragraph=1)
    area = replace(area, annotation=replace(area.annotation, style=Style.AREA))
    given = BibliographyInput((replace(NEWSPAPER, quotes=(area,)),))
    bibliography = made(engines, Options(), given)
    assert bibliography.quote_count == 0
    assert bibliography.problems == ()
