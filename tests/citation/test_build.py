from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.citation import richtext
from annotator.citation.build import Grouping, Options, build
from annotator.citation.document import Bibliography, ProblemKind
from annotator.citation.engine import Engines
from annotator.citation.inputs import BibliographyInput, InputInstrument, InputSource
from annotator.citation.styles import APA, CHICAGO_NOTES, OSCOLA
from annotator.domain.source import Source
from citation.orlen import ARABIC, ARMENIAN, ARTICLE_12, INPUT, NEWSPAPER, OPEN, REPORT, UNTITLED, quote


@pytest.fixture(scope="module", params=[CHICAGO_NOTES, APA, OSCOLA, "ieee", "bluebook-law-review"])
def bibliography(request: pytest.FixtureRequest, engines: Engines) -> Bibliography:
    return build(INPUT, engines.get(request.param))


def problems(bibliography: Bibliography, kind: ProblemKind) -> list[tuple[str, str]]:
    return [(p.source_id, p.annotation_id) for p in bibliography.problems if p.kind is kind]


def test_every_source_has_one_entry_with_words_in_every_style(bibliography: Bibliography):
    entries = list(bibliography.entries())
    assert sorted(e.source_id for e in entries) == sorted(s.source.id for s in INPUT.sources)
    for entry in entries:
        title = next(s.source.title for s in INPUT.sources if s.source.id == entry.source_id)
        printed = richtext.plain(entry.runs).casefold().replace("‘", "“").replace("’", "”")
        assert (title or "[untitled").split()[0].casefold() in printed
        assert "STYLE ERROR" not in printed


def test_quotations_are_the_stored_words_in_the_order_of_the_text(bibliography: Bibliography):
    quotes = {e.source_id: [q.text for q in e.quotes] for e in bibliography.entries()}
    assert quotes["newspaper"] == [
        "closed since 2019, it was reopened & “blessed” <today> *at* [noon]",
        "a toll of 3 crowns",
    ]
    assert quotes["chapter"] == [ARMENIAN, ARABIC]
    assert bibliography.quote_count == 7


def test_a_quotation_that_is_not_so_in_the_text_is_marked_and_reported(bibliography: Bibliography):
    false = [q.annotation_id for e in bibliography.entries() for q in e.quotes if not q.verbatim]
    assert false == ["q5"]
    assert problems(bibliography, ProblemKind.NOT_VERBATIM) == [("report", "q5")]


def test_what_to_check_before_handing_in_is_listed(bibliography: Bibliography):
    assert problems(bibliography, ProblemKind.NO_LOCATOR) == [("treaty", "q6")]
    assert problems(bibliography, ProblemKind.UNPRINTABLE) == [("treaty", "q6")]
    assert problems(bibliography, ProblemKind.NO_TITLE) == [("untitled", "")]
    has_none = bibliography.style == "bluebook-law-review"
    assert bool(problems(bibliography, ProblemKind.NO_BIBLIOGRAPHY)) == has_none


def test_only_quoted_instruments_are_named_with_their_status(bibliography: Bibliography):
    assert [(i.short, i.status) for i in bibliography.instruments] == [
        ("Agreement", "initialled 1931-05-02; not in force")
    ]


def one(engines: Engines, stored: str | None, words: str = "no ferry ran") -> Bibliography:
    row = replace(REPORT, quotes=(quote(1, words, page="3", stored=stored),))
    return build(BibliographyInput((row,)), engines.get("ieee"))


@pytest.mark.parametrize(
    "stored", [None, "", "no ferry ran ", "no ferry  ran", "No ferry ran", "no ferry rán"]
)
def test_the_least_difference_from_the_stored_text_is_seen(engines: Engines, stored: str | None):
    made = build(
        BibliographyInput((replace(REPORT, quotes=(replace(quote(1, "no ferry ran"), stored=stored),)),)),
        engines.get("ieee"),
    )
    assert [q.verbatim for e in made.entries() for q in e.quotes] == [False]


def test_a_line_break_in_a_quotation_is_shown_as_a_space_and_is_still_verbatim(engines: Engines):
    made = one(engines, "no\n  ferry\tran", "no\n  ferry\tran")
    (shown,) = [q for e in made.entries() for q in e.quotes]
    assert (shown.text, shown.verbatim) == ("no ferry ran", True)


def test_by_provision_each_stands_in_the_treatys_order_with_its_own_quotations(engines: Engines):
    made = build(INPUT, engines.get(APA), Options(Grouping.PROVISION))
    assert [g.heading for g in made.groups] == [
        "Agreement, Preamble",
        "Agreement, Art. II(1)",
        "Agreement, Art. XII",
        "Not linked to a provision",
    ]
    twelfth = made.groups[2]
    assert twelfth.detail == "initialled 1931-05-02; not in force"
    assert [(e.source_id, [q.annotation_id for q in e.quotes]) for e in twelfth.entries] == [
        ("newspaper", ["q1"]),
        ("chapter", ["q4"]),
    ]


def test_by_claim_the_second_comes_before_the_tenth(engines: Engines):
    made = build(INPUT, engines.get(APA), Options(Grouping.CLAIM))
    assert [g.heading for g in made.groups] == [
        "C02 The bridge is open to all.",
        "C10 The toll is lawful.",
        "Not linked to a claim",
    ]


@pytest.mark.parametrize("grouping", list(Grouping))
def test_however_grouped_no_source_and_no_quotation_is_lost(engines: Engines, grouping: Grouping):
    made = build(INPUT, engines.get(OSCOLA), Options(grouping))
    assert {e.source_id for e in made.entries()} == {s.source.id for s in INPUT.sources}
    assert {q.annotation_id for e in made.entries() for q in e.quotes} == {f"q{n}" for n in range(1, 8)}


def test_by_claim_an_author_is_named_under_each_claim(engines: Engines):
    twice = replace(
        NEWSPAPER,
        source=replace(NEWSPAPER.source, id="again", title="Again"),
        quotes=(quote(9, "x", paragraph=1, claims=(OPEN,)),),
    )
    made = build(BibliographyInput((NEWSPAPER, twice)), engines.get(OSCOLA), Options(Grouping.CLAIM))
    assert all(richtext.plain(e.runs).startswith("Arden M") for e in made.entries())


def test_an_annotation_stands_once_however_often_its_source_does(engines: Engines):
    made = build(INPUT, engines.get(OSCOLA), Options(Grouping.CLAIM))
    annotations = [e.annotation for e in made.entries() if e.source_id == "newspaper"]
    assert annotations[0].startswith("A short report")
    assert set(annotations[1:]) == {""}


def test_colours_choose_the_quotations_but_every_source_stays(engines: Engines):
    made = build(INPUT, engines.get(OSCOLA), Options(colours=frozenset({"red"})))
    assert [q.annotation_id for e in made.entries() for q in e.quotes] == ["q2"]
    assert made.source_count == 7


def test_a_source_in_the_trash_is_left_out(engines: Engines):
    gone = replace(UNTITLED, source=replace(UNTITLED.source, trashed=True))
    made = build(BibliographyInput((NEWSPAPER, gone)), engines.get(OSCOLA))
    assert [e.source_id for e in made.entries()] == ["newspaper"]


def test_an_instrument_without_a_short_name_bears_its_title(engines: Engines):
    nameless = replace(ARTICLE_12, instrument="", instrument_id="i9")
    row = replace(NEWSPAPER, quotes=(quote(1, "x", paragraph=1, provisions=(nameless,)),))
    given = BibliographyInput((row,), (InputInstrument("i9", "A Long Title"),))
    made = build(given, engines.get("ieee"), Options(Grouping.PROVISION))
    assert made.groups[0].heading == "A Long Title, Art. XII"
    assert made.groups[0].entries[0].quotes[0].provisions[0].text == "A Long Title, Art. XII"


def test_an_empty_project_gives_an_empty_bibliography(engines: Engines):
    made = build(BibliographyInput(()), engines.get(OSCOLA))
    assert (made.groups, made.problems, made.title) == ((), (), "Annotated bibliography")


def test_markup_in_a_title_is_words_except_csls_own(engines: Engines):
    row = InputSource(Source("s", "book", "A <script>x</script> & <i>b</i> <img src=x>", language="en"))
    (entry,) = build(BibliographyInput((row,)), engines.get(APA)).entries()
    assert "<script>x</script> & b <img src=x>" in richtext.plain(entry.runs)
