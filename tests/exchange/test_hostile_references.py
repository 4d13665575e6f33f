"""References that were typed by hand, and items that another program filled with what it liked."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotator.citation import csl
from annotator.domain.source import Source
from annotator.exchange import dates, formats, latex
from annotator.exchange.bibtex import people


def item(data: str | bytes) -> dict[str, Any]:
    found = formats.read(data)
    assert not found.bad
    (source,) = found.sources
    return csl.to_csl(source)


def source(**fields: object) -> Source:
    return csl.from_csl({"id": "key", "type": "book", "title": "Title", **fields})


@pytest.mark.parametrize(
    ("written", "family", "given"),
    [
        (r"\r{A}ngstr\"{o}m, A.", "Ångström", "A."),
        (r"\.{I}nal, \u{a}x", "İnal", "ăx"),
        (r"\v{S}koda, Bo\v zena", "Škoda", "Božena"),
        (r"De{\~n}o, {\L}ukasz", "Deño", "Łukasz"),
        (r"D{\"u}{\ss}el, \'\i", "Düßel", "í"),
    ],
)
def test_accents_in_names_are_kept_wherever_a_name_stands(written: str, family: str, given: str) -> None:
    found = people(f"First, A. and {written} and Last, Z.")
    assert found[1] == {"family": family, "given": given}


def test_a_suffix_at_the_end_of_a_name_is_one() -> None:
    king = {"family": "King", "given": "Martin Luther", "suffix": "Jr."}
    assert people("King, Martin Luther, Jr. and King, Jr., Martin Luther") == [king, king]


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (r"\foreignlanguage{russian}{Договор}", "Договор"),
        (r"The \LaTeX{} way", "The LaTeX way"),
        (r"one\par two", "one two"),
        (r"the `so-called' road", "the ‘so-called' road"),
    ],
)
def test_words_in_commands_are_read(field: str, text: str) -> None:
    assert latex.to_text(field) == text


@pytest.mark.parametrize(
    ("year", "month", "date"),
    [
        ("1939--1945", "", "1939/1945"),
        ("1939-45", "", "1939/1945"),
        ("1945--1939", "", "1945"),
        ("1937", "5 mar", "1937-03-05"),
        ("1936", "10~oct", "1936-10-10"),
        ("1935", "jan/feb", "1935-01/1935-02"),
        ("1934", "winter", "1934-24"),
    ],
)
def test_years_and_months_as_bibtex_has_them(year: str, month: str, date: str) -> None:
    assert dates.assembled(year, latex.to_text(month)) == date


@pytest.mark.parametrize("format", ["biblatex", "bibtex", "ris"])
@pytest.mark.parametrize(
    "fields",
    [
        {"custom": {"biblatex": "words", "ris": 5}},
        {"custom": {"biblatex": {"x": "}}\n@book{evil,", "entrytype": "misc{q,", "a b": "c"}}},
        {"custom": {"ris": {"TY": 5, "U9": 7, "A\nB": ["x"], "ER": [""]}}},
        {"x y=}": "v", "language": "}{"},
        {"note": "one\nER  - \nTY  - BOOK\nTI  - another\n@book{b,\ntitle={third}}"},
        {"author": "Only a string", "editor": {"family": "No list"}},
        {"publisher": "{ alone", "author": [{"family": "}", "given": "{{"}]},
    ],
)
def test_an_item_cannot_break_the_file_it_is_written_to(format: str, fields: dict[str, object]) -> None:
    written = formats.write([source(**fields), source(id="after", title="After")], format)
    found = formats.read(written)
    assert not found.bad
    assert [one.title for one in found.sources] == ["Title", "After"]


def test_a_brace_alone_is_written_so_that_bibtex_does_not_count_it() -> None:
    written = formats.write([source(title="a { b", publisher="{c}")], "biblatex").decode()
    assert r"title = {a \textbraceleft{} b}" in written and r"publisher = {\{c\}}" in written
    assert item(written)["title"] == "a { b"


def test_both_particles_of_a_name_are_written() -> None:
    names = [{"family": "Cruz", "given": "Ana", "dropping-particle": "de", "non-dropping-particle": "la"}]
    written = formats.write([source(author=names)], "biblatex").decode()
    assert "author = {de la Cruz, Ana}" in written


def test_no_break_spaces_go_to_ris_and_back() -> None:
    assert item(formats.write([source(title="Art.\u00a05")], "ris"))["title"] == "Art.\u00a05"


def test_half_a_character_becomes_the_sign_for_it() -> None:
    text = json.dumps([{"id": "a", "title": "\ud800 peace \U0001f54a", "author": [{"family": "\udfff"}]}])
    found = item(text)
    assert found["title"] == "\ufffd peace \U0001f54a"
    assert found["author"] == [{"family": "\ufffd"}]


def test_years_before_the_first_are_counted_as_iso_8601_counts_them() -> None:
    """biblatex manual 3.20, 2.3.8: 0000 is 1 BCE. CSL has no year zero."""
    assert item("@misc{a, title={T}, date={-0043}}")["issued"] == {"date-parts": [[-44]]}
    assert item("@misc{a, title={T}, date={0000}}")["issued"] == {"date-parts": [[-1]]}
    first = source(issued={"date-parts": [[-1258]]})
    assert (first.issued, csl.to_csl(first)["issued"]) == ("-1257", {"date-parts": [[-1258]]})


def ris(*lines: str) -> dict[str, Any]:
    return item("\n".join(["TY  - JOUR", "TI  - Title", *lines, "ER  - "]))


def test_names_of_ris_stand_in_the_order_of_the_file() -> None:
    found = ris("AU  - One, A.", "A1  - Two, B.", "AU  - Three, C.; Four, D.")
    assert [name["family"] for name in found["author"]] == ["One", "Two", "Three", "Four"]


@pytest.mark.parametrize(
    ("lines", "parts"),
    [
        (["PY  - 2025", "DA  - August 14"], [2025, 8, 14]),
        (["PY  - 2025/08/14", "DA  - 2025"], [2025, 8, 14]),
        (["PY  - 2025", "DA  - 08/14/2025"], [2025, 8, 14]),
        (["DA  - 14.8.2025"], [2025, 8, 14]),
        (["PY  - 2025", "DA  - 08/09/2025"], [2025]),
        (["PY  - c1998"], [1998]),
        (["PY  - [1998]"], [1998]),
    ],
)
def test_dates_of_ris_as_catalogues_write_them(lines: list[str], parts: list[int]) -> None:
    assert ris(*lines)["issued"] == {"date-parts": [parts]}


def test_circa_and_copyright_are_told_apart() -> None:
    assert (dates.loose("c. 1998"), dates.loose("ca 1998"), dates.loose("c1998")) == (
        "1998~",
        "1998~",
        "1998",
    )


def test_a_doi_where_endnote_puts_it_is_no_kind_of_work() -> None:
    found = ris("M3  - doi:10.1000/y")
    assert found["DOI"] == "10.1000/y" and "genre" not in found


def test_years_of_mods_and_endnote_are_ranges_where_they_are_written_so() -> None:
    mods = (
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo><originInfo>'
        '<dateIssued point="start">2010</dateIssued><dateIssued point="end">2012</dateIssued></originInfo></mods>'
    )
    assert item(mods)["issued"] == {"date-parts": [[2010], [2012]]}
    assert (dates.loose("2020-2021"), dates.loose("ca. 1998–2001")) == ("2020/2021", "1998~/2001~")


def test_names_told_part_by_part_are_read_as_better_bibtex_writes_them() -> None:
    found = item(
        "@book{a, title={T}, author={family=Fontaine, given=Jean, prefix=de la, useprefix=true and"
        " family=Humboldt, given={Alexander}, prefix=von, useprefix=false and {Roads and Rail}}}"
    )
    assert found["author"] == [
        {"family": "Fontaine", "given": "Jean", "non-dropping-particle": "de la"},
        {"family": "Humboldt", "given": "Alexander", "dropping-particle": "von"},
        {"literal": "Roads and Rail"},
    ]


@pytest.mark.parametrize(
    ("written", "name"),
    [
        ('"family={Robert and Sons, Inc.}"', {"literal": "Robert and Sons, Inc."}),
        ('family="Smith, Jr", given=X', {"family": "Smith, Jr", "given": "X"}),
        (
            '"family=Fontaine", given="Jean P.", "prefix=de la"',
            {"family": "Fontaine", "given": "Jean P.", "non-dropping-particle": "de la"},
        ),
        ("{family=Fontaine, given=Jean}", {"literal": "family=Fontaine, given=Jean"}),
    ],
)
def test_no_name_told_part_by_part_is_lost_for_its_quotation_marks(
    written: str, name: dict[str, str]
) -> None:
    assert item(f"@book{{a, title={{T}}, author={{{written} and Roe, Jane}}}}")["author"] == [
        name,
        {"family": "Roe", "given": "Jane"},
    ]


def test_variables_in_zoteros_field_extra_are_what_they_say() -> None:
    found = item(
        '[{"id": "x", "type": "document", "title": "T", "volume": "5", "note": "Type: treaty\\n'
        'Container Title: UNTS\\nVolume: 9\\nevent-date: 1980-01-27\\nauthor: State of A\\nSource: a friend"}]'
    )
    assert (found["type"], found["container-title"], found["volume"]) == ("treaty", "UNTS", "5")
    assert found["event-date"] == {"date-parts": [[1980, 1, 27]]}
    assert found["author"] == [{"literal": "State of A"}]
    assert found["note"] == "Volume: 9\nSource: a friend"


def test_a_note_of_ours_that_looks_like_a_variable_stays_a_note() -> None:
    found = source(note="Status: seen twice")
    assert item(formats.write([found], "csl-json").decode())["note"] == "Status: seen twice"


def test_a_number_of_pages_in_ris_is_none_of_a_page() -> None:
    found = item("TY  - BOOK\nTI  - T\nSP  - 455\nER  - ")
    assert found["number-of-pages"] == "455" and "page" not in found


def test_a_doi_in_a_note_of_ris_is_the_works() -> None:
    found = ris("N1  - DOI: 10.1000/y", "N1  - Seen.")
    assert (found["DOI"], found["note"]) == ("10.1000/y", "Seen.")


@pytest.mark.parametrize("format", ["ris", "csl-json"])
def test_an_annotation_keeps_its_paragraphs(format: str) -> None:
    annote = "The first <b>says</b> much.\n\nThe second, less."
    found = formats.read(formats.write([source(annote=annote)], format)).sources[0]
    assert found.annote == "The first says much.\n\nThe second, less."


def test_three_hyphens_in_a_row_stay_three() -> None:
    found = source(title="a --- b ''' c ---- d")
    assert formats.read(formats.write([found], "biblatex")).sources[0].title == found.title


def test_a_treaty_that_went_through_bibtex_is_legal_again_in_biblatex() -> None:
    treaty = formats.read(formats.write([source(type="treaty")], "bibtex")).sources
    assert formats.write(treaty, "biblatex").startswith(b"@legal{")


def test_a_tag_that_nothing_closes_hides_no_words() -> None:
    assert ris("ST  - How a <script> tag works")["title-short"] == "How a tag works"


def test_a_comma_after_a_name_of_mods_is_no_part_of_it() -> None:
    mods = (
        '<mods xmlns="http://www.loc.gov/mods/v3"><titleInfo><title>T</title></titleInfo>'
        '<name type="personal"><namePart>Smith, John,</namePart><namePart type="date">1950-</namePart></name></mods>'
    )
    assert item(mods)["author"] == [{"family": "Smith", "given": "John"}]


@pytest.mark.parametrize(
    ("written", "tag"), [("English", "en"), ("hye", "hy"), ("de-CH", "de-CH"), ("Klingon", "Klingon")]
)
def test_languages_are_told_by_their_tags(written: str, tag: str) -> None:
    assert ris(f"LA  - {written}")["language"] == tag


@pytest.mark.parametrize("format", ["ris", "biblatex"])
def test_a_doi_is_written_without_its_address(format: str) -> None:
    written = formats.write([source(DOI="https://doi.org/10.1000/X")], format).decode()
    assert "10.1000/X" in written and "doi.org" not in written


def test_a_missing_comma_between_fields_of_bibtex_hides_none_of_them() -> None:
    found = item("@article{a, title={One {T}itle} year={2001} journal={J. of \\{x\\}}, volume = {5}}")
    assert (found["title"], found["container-title"], found["volume"]) == ("One Title", "J. of {x}", "5")
    assert found["issued"] == {"date-parts": [[2001]]}
