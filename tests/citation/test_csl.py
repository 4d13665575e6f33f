from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.citation import csl, richtext, treaties
from annotator.citation.engine import Engine
from annotator.domain.source import Source
from annotator.domain.treaty import Instrument
from citation.orlen import CHAPTER, NEWSPAPER, RUSSIAN, UNTITLED, person


def same(one: Source, other: Source) -> bool:
    """Equal but for the keys of the store: ids of the source and of its people."""

    def bare(source: Source) -> Source:
        people = tuple(replace(c, agent=replace(c.agent, id="")) for c in source.contributors)
        return replace(source, id="", contributors=people)

    return bare(one) == bare(other)


@pytest.mark.parametrize("row", [NEWSPAPER, CHAPTER, RUSSIAN], ids=lambda r: r.source.id)
def test_a_source_comes_back_from_csl_as_it_was(row):
    source = replace(row.source, citekey="key2025", guessed=frozenset({"title", "issued"}))
    assert same(csl.from_csl(csl.to_csl(source)), source)


@pytest.mark.parametrize(
    "issued", ["2025", "2025?", "199X", "2025-21", "1998~/2001?", "../2024", "spring 2025"]
)
def test_a_date_comes_back_although_csl_has_no_word_for_it(issued: str):
    source = Source("s", title="T", issued=issued, citekey="k")
    assert csl.from_csl(csl.to_csl(source)).issued == issued


FOREIGN = {
    "id": "smith-1",
    "type": "article-journal",
    "title": "On <i>pacta</i>",
    "author": [
        {"family": "Beethoven", "given": "Ludwig", "dropping-particle": "van"},
        {"family": "King", "given": "M. L.", "suffix": "Jr.", "comma-suffix": True},
        {"literal": "United Nations"},
    ],
    "issued": {"date-parts": [["2020", "3"]], "season": 1},
    "accessed": {"raw": "yesterday"},
    "event-date": {"literal": "a rainy day"},
    "volume": "3",
    "note": "from Zotero",
    "custom": {"theirs": 1},
    "archive_location": "Box 4",
    "citation-key": "smith2020",
}


def test_what_another_program_wrote_goes_out_as_it_came_in():
    assert csl.to_csl(csl.from_csl(FOREIGN)) == FOREIGN


def test_an_edited_name_replaces_the_fuller_one_that_was_imported():
    source = csl.from_csl(FOREIGN)
    edited = replace(source, contributors=(person("Bach", "Carl"),))
    assert csl.to_csl(edited)["author"] == [{"family": "Bach", "given": "Carl"}]


def test_an_edited_date_replaces_the_one_that_was_imported():
    edited = replace(csl.from_csl(FOREIGN), accessed="2021-01-02")
    assert csl.to_csl(edited)["accessed"] == {"date-parts": [[2021, 1, 2]]}


def test_particles_and_suffix_are_read_with_the_name():
    beethoven, king, nations = csl.from_csl(FOREIGN).authors
    assert beethoven.parts == ("Beethoven", "Ludwig", "", "", "van", "")
    assert (king.suffix, king.name) == ("Jr.", "M. L. King, Jr.")
    assert nations.literal == "United Nations"


def test_the_annotation_never_reaches_the_engine():
    item = csl.formatted(replace(NEWSPAPER.source, annote="MINE", csl={"note": "theirs"}))
    assert item["note"] == "theirs"
    assert "MINE" not in repr(item)


def test_a_missing_title_is_described_by_the_files_name_in_its_own_case():
    title = csl.formatted(UNTITLED.source, UNTITLED.file_name)["title"]
    assert title == '[Untitled document <span class="nocase">004_d769c53c.txt</span>]'
    assert "<b>" not in csl.formatted(Source("s"), "<b>x</b>.txt")["title"]
    assert csl.formatted(Source("s"))["title"] == "[Untitled document]"


def test_a_title_in_other_letters_gets_a_language_and_a_known_one_is_kept():
    assert csl.formatted(RUSSIAN.source)["language"] == "und"
    assert csl.formatted(replace(RUSSIAN.source, language="ru"))["language"] == "ru"
    assert "language" not in csl.formatted(replace(NEWSPAPER.source, language=""))


@pytest.mark.parametrize(
    ("title", "more", "printed"),
    [
        ("Սահմաններ", {"translated-title": "Borders"}, "Սահմաններ [Borders]"),
        (
            "Սահմաններ",
            {
                "transliterated-title": "Sahmanner",
                "translated-title": "Borders",
                "original-title": "Սահմաններ",
            },
            "Sahmanner Սահմաններ [Borders]",
        ),
        (
            "Sahmanner",
            {"transliterated-title": "Sahmanner", "original-title": "Սահմաններ"},
            "Sahmanner Սահմաններ",
        ),
        ("War and Peace", {"original-title": "Война и мир"}, "War and Peace"),
        ("Borders", {"translated-title": "Borders"}, "Borders"),
    ],
)
def test_a_title_is_printed_in_all_of_its_scripts(title, more, printed):
    item = csl.formatted(Source("s", type="book", title=title, csl=more))
    assert richtext.plain(richtext.parse(item["title"])) == printed
    assert ("original-title" in item) is (title == "War and Peace")
    if printed != title:
        assert item["title-short"] == printed.split(" ")[0]
    with Engine("apa") as engine:
        engine.set_items([item])
        assert printed in richtext.plain(richtext.parse(engine.bibliography()[0].html))


def test_an_unknown_type_is_printed_as_a_document_and_kept_on_export():
    source = Source("s", type="tablet", title="T")
    assert csl.formatted(source)["type"] == "document"
    assert csl.to_csl(source)["type"] == "tablet"


def test_values_of_a_wrong_shape_do_not_reach_the_engine():
    hostile = {
        "id": "h",
        "type": "book",
        "title": ["x"],
        "publisher": {"a": [1]},
        "page": True,
        "author": "Somebody",
        "editor": {"family": "x"},
        "translator": [{"family": {"q": 1}}, 5, {"family": "Good", "given": "G."}],
        "issued": {"date-parts": "never"},
    }
    item = csl.formatted(csl.from_csl(hostile, source_id="s"), "h.txt")
    assert item == {
        "id": "s",
        "type": "book",
        "title": '[Untitled document <span class="nocase">h.txt</span>]',
        "author": [{"literal": "Somebody"}],
        "translator": [{"family": "Good", "given": "G."}],
    }


@pytest.mark.parametrize("issued", ["1990/..", "1990-05/..", "2024/2025-03", "0000", "1939/45"])
def test_no_date_stops_a_bibliography(issued):
    source = replace(NEWSPAPER.source, issued=issued)
    record = Instrument(
        "agr", "Agreement", csl={"issued": {"date-parts": [[1990], [2000, 5]]}, "author": "A", "volume": [1]}
    )
    with Engine("apa") as engine:
        engine.set_items([csl.formatted(source), treaties.item(record, "apa")])
        assert len(engine.bibliography()) == 2


@pytest.mark.parametrize(
    "before", ["", "https://doi.org/", "http://dx.doi.org/", "doi:", "DOI: ", "doi.org/"]
)
def test_a_doi_is_printed_once_whichever_way_it_is_written(before):
    source = replace(NEWSPAPER.source, doi=f"{before}10.1000/X")
    assert csl.formatted(source)["DOI"] == "10.1000/X"
    assert csl.to_csl(source)["DOI"] == f"{before}10.1000/X"


def test_a_series_that_a_style_prints_in_part_is_said_whole():
    tias = Instrument("i", "Transit Agreement", csl={"container-title": "TIAS", "number": "12345"})
    assert treaties.unsaid(tias, "Transit Agreement, TIAS (1999)") == "TIAS 12345"
    assert treaties.unsaid(tias, "Transit Agreement, TIAS No. 12345") == ""
    unts = Instrument("i", "VCLT", csl={"container-title": "UNTS", "volume": "1155", "page": "331"})
    assert treaties.unsaid(unts, "VCLT (1969)") == "1155 UNTS 331"
    assert treaties.item(tias, "oscola")["genre"] == "TIAS 12345"
    assert treaties.item(unts, "oscola")["genre"] == "1155 UNTS"


def test_the_year_of_a_name_is_not_said_again_though_italics_end_between():
    name = richtext.Run("Corridor Agreement (2025)", italic=True)
    said = treaties.year_once((name, richtext.Run(", (2025) art 3.")))
    assert [run.text for run in said] == ["Corridor Agreement", ", (2025) art 3."]
    assert said[0].italic
    for other in (" (8 August 2025)", ", (2024)", " 20251"):
        kept = (name, richtext.Run(other))
        assert treaties.year_once(kept) == kept
    assert treaties.year_once(()) == ()
