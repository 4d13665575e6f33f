"""Files as other programs write them, and files that are broken: the right entries, or a reason with its line."""

from __future__ import annotations

import json
from typing import Any

import pytest

from annotator.citation import csl
from annotator.domain.errors import Cancelled, UserError
from annotator.exchange import formats, latex, richtext, ris
from annotator.exchange.found import Imported


def items(text: str | bytes) -> list[dict[str, Any]]:
    return [csl.to_csl(source) for source in formats.read(text).sources]


def titles(found: Imported) -> list[str]:
    return [source.title for source in found.sources]


RIS = "TY  - JOUR\nTI  - One\nER  - \nTY  - BOOK\nTI  - Two\nER  - \n"
BIB = "@article{a,\n  title = {One},\n}\n@book{b,\n  title = {Two},\n}\n"
ENDNOTE = """<?xml version="1.0" encoding="UTF-8" ?><xml><records>
<record><ref-type name="Journal Article">17</ref-type><contributors><authors><author><style face="normal">van der Berg, Jan</style></author>
<author>Ministry of Transport,, Roads</author></authors></contributors>
<titles><title><style face="normal">On </style><style face="italic">pacta</style></title><secondary-title>Law</secondary-title></titles>
<pages>12-30</pages><volume>4</volume><number>2</number><dates><year>2020</year><pub-dates><date>March 5</date></pub-dates></dates>
<isbn>1234-5679</isbn><electronic-resource-num>10.1/x</electronic-resource-num><keywords><keyword>a</keyword><keyword>b</keyword></keywords>
<urls><related-urls><url>https://example.org/a</url></related-urls></urls></record>
<record></record>
<record><ref-type>6</ref-type><titles><title>Two</title></titles></record></records></xml>"""
MODS = """<?xml version="1.0"?><modsCollection xmlns="http://www.loc.gov/mods/v3">
<mods ID="oud2012"><titleInfo><nonSort>The</nonSort><title>Transit</title><subTitle>a study</subTitle></titleInfo>
<titleInfo type="translated"><title>Der Transit</title></titleInfo>
<name type="personal"><namePart type="family">van der Oud</namePart><namePart type="given">Bea</namePart><namePart type="termsOfAddress">Jr.</namePart><role><roleTerm type="code">aut</roleTerm></role></name>
<genre authority="local">bookSection</genre>
<relatedItem type="host"><titleInfo><title>Handbook</title></titleInfo><originInfo><publisher>Press</publisher><place><placeTerm type="text">Leiden</placeTerm></place><dateIssued>2012</dateIssued></originInfo>
<name type="corporate"><namePart>Institute, The</namePart><role><roleTerm>editor</roleTerm></role></name>
<part><detail type="volume"><number>3</number></detail><extent unit="page"><start>1</start><end>9</end></extent></part></relatedItem>
<identifier type="doi">10.1/y</identifier><location><url dateLastAccessed="2024-01-02">https://example.org/b</url></location></mods>
<mods><titleInfo><title>Second</title></titleInfo></mods></modsCollection>"""
ZOTERO = """<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns:z="http://www.zotero.org/namespaces/export#"
 xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:dcterms="http://purl.org/dc/terms/" xmlns:bib="http://purl.org/net/biblio#"
 xmlns:foaf="http://xmlns.com/foaf/0.1/" xmlns:prism="http://prismstandard.org/namespaces/1.2/basic/">
<bib:Article rdf:about="#1"><z:itemType>journalArticle</z:itemType><dcterms:isPartOf rdf:resource="urn:issn:1234-5679"/>
<bib:authors><rdf:Seq><rdf:li><foaf:Person><foaf:surname>de la Fuente</foaf:surname><foaf:givenName>Ana</foaf:givenName></foaf:Person></rdf:li>
<rdf:li><foaf:Person><foaf:surname>World Bank</foaf:surname></foaf:Person></rdf:li></rdf:Seq></bib:authors>
<dc:title>Roads</dc:title><dc:date>2020-03</dc:date><bib:pages>1-9</bib:pages><dc:identifier>DOI 10.1/z</dc:identifier>
<dc:identifier><dcterms:URI><rdf:value>https://example.org/z</rdf:value></dcterms:URI></dc:identifier>
<dcterms:dateSubmitted>2024-05-06 10:00:00</dcterms:dateSubmitted></bib:Article>
<bib:Journal rdf:about="urn:issn:1234-5679"><dc:title>Law</dc:title><prism:volume>4</prism:volume><prism:number>2</prism:number><dc:identifier>ISSN 1234-5679</dc:identifier></bib:Journal>
<z:Attachment rdf:about="#2"><z:itemType>attachment</z:itemType><dc:title>PDF</dc:title></z:Attachment></rdf:RDF>"""


@pytest.mark.parametrize(
    ("text", "format"),
    [
        (RIS, "ris"), ("\ufeff\r\n" + RIS, "ris"), (BIB, "biblatex"), ("% made by x\n" + BIB, "biblatex"), (ENDNOTE, "endnote-xml"),
        (MODS, "mods"), (ZOTERO, "zotero-rdf"), ('[{"type": "book", "title": "T"}]', "csl-json"), ("Dear all,", ""), ("", ""),
        ("<html><p>TY</p></html>", ""), ("a@example.org wrote {this}", ""),
    ],
)  # fmt: skip
def test_a_format_is_told_by_its_content(text: str, format: str) -> None:
    assert formats.detect(text) == format
    assert formats.sniff(text).format == format


def test_a_pasted_text_is_counted_and_named_before_it_is_taken() -> None:
    assert formats.sniff(RIS) == formats.Sniffed("ris", 2, ("One", "Two"))
    assert formats.sniff(BIB).entries == 2
    assert formats.sniff(ENDNOTE).entries == 3
    assert formats.sniff(json.dumps([{"title": f"T{n}"} for n in range(9)])).titles == (
        "T0",
        "T1",
        "T2",
        "T3",
        "T4",
    )


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "cp1252"])
@pytest.mark.parametrize("ends", ["\n", "\r\n", "\r"])
@pytest.mark.parametrize("text", [RIS.replace("One", "Münze"), BIB.replace("One", "Münze")])
def test_marks_line_ends_and_old_encodings_do_not_matter(text: str, ends: str, encoding: str) -> None:
    found = formats.read(text.replace("\n", ends).encode(encoding))
    assert titles(found) == ["Münze", "Two"]
    assert found.bad == ()


def test_an_entry_of_ris_without_its_end_does_not_swallow_the_next() -> None:
    found = formats.read(RIS.replace("ER  - \n", ""))
    assert titles(found) == ["One", "Two"]


def test_an_entry_of_ris_that_never_ends_is_reported_and_takes_nothing_along() -> None:
    endless = "TY  - JOUR\nTI  - Endless\nAB  - on" + "\nand on and on and on" * (ris.LARGEST // 20)
    found = formats.read(f"{RIS}{endless}\n{RIS}")
    assert titles(found) == ["One", "Two", "One", "Two"]
    assert [(bad.index, bad.line) for bad in found.bad] == [(3, 7)]
    assert "too large" in found.bad[0].reason


def test_what_is_wrong_in_ris_is_reported_with_its_line_and_the_rest_comes_in() -> None:
    found = formats.read("AU  - Lost\nTI  - Nobody\n\n" + RIS + "TY  - BOOK\nER  - \nnoise\n")
    assert titles(found) == ["One", "Two"]
    assert [(bad.index, bad.line) for bad in found.bad] == [(1, 1), (4, 10)]


def test_ris_keeps_values_that_stand_twice_and_lines_that_go_on() -> None:
    text = "TY  - NEWS\nTI  - A long\ntitle\nN1  - one\nN1  - two\nUR  - https://a.example\nUR  - https://b.example\nXX  - odd\nPY  - 2020/03/05/\nSN  - 1234-5679\nER  -"
    (item,) = items(text)
    assert item["title"] == "A long title"
    assert item["note"] == "one\ntwo"
    assert item["URL"] == "https://a.example"
    assert item["ISSN"] == "1234-5679"
    assert item["issued"] == {"date-parts": [[2020, 3, 5]]}
    assert item["custom"] == {"ris": {"UR": ["https://b.example"], "XX": ["odd"]}}
    again = formats.write(formats.read(text).sources, "ris").decode()
    assert "UR  - https://b.example\r\nXX  - odd" in again


def test_a_broken_entry_of_bibtex_is_reported_with_its_line_and_the_rest_comes_in() -> None:
    found = formats.read("@book{x,\n title = {open {brace},\n year = 2001\n}\n\n" + BIB)
    assert titles(found) == ["One", "Two"]
    assert [(bad.index, bad.line) for bad in found.bad] == [(1, 1)]
    assert "braces" in found.bad[0].reason


def test_entries_of_bibtex_in_parentheses_are_read() -> None:
    text = (
        '@string(lj = "Law Journal")\n@article(a,\n  title = {On (some) roads :)},\n  journal = lj,\n  year = 2020\n)\n'
        "@BOOK (b, title = {No end}, year = 2002\n\n@book{c, title = {Two}}\n"
    )
    found = formats.read(text)
    assert [(s.title, s.container_title, s.issued) for s in found.sources] == [
        ("On (some) roads :)", "Law Journal", "2020"),
        ("Two", "", ""),
    ]
    assert [bad.line for bad in found.bad] == [7]


def test_bibtex_strings_are_joined_and_parents_are_asked() -> None:
    text = '@string{press = "Example Press"}\n@inbook{c, crossref = {w}, title = "A" # { and B}, publisher = press, pages = {1--9}}\n@book{w, title = {Whole}, year = 2001, isbn = {x}, editor = {Tell, W.}}'
    part, _ = items(text)
    assert (part["title"], part["publisher"], part["container-title"], part["page"]) == (
        "A and B",
        "Example Press",
        "Whole",
        "1–9",
    )
    assert part["issued"] == {"date-parts": [[2001]]}


def test_names_of_bibtex_keep_their_parts() -> None:
    (item,) = items(
        r"@book{a, title={T}, author={van der Berg, Jan and {Roads and Rail} and King, Jr., Martin and {\'E}mile Zola and others}}"
    )
    assert item["author"] == [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "Roads and Rail"},
        {"family": "King", "given": "Martin", "suffix": "Jr."},
        {"family": "Zola", "given": "Émile"},
        {"literal": "others"},
    ]


def test_fields_that_nobody_knows_stay_and_go_out_again() -> None:
    found = formats.read("@book{a, title={T}, file={:x.pdf:PDF}, month=mar, year={2020}}")
    assert found.sources[0].csl["custom"] == {"biblatex": {"file": ":x.pdf:PDF"}}
    assert "  file = {:x.pdf:PDF}," in formats.write(found.sources, "biblatex").decode()
    assert found.sources[0].issued == "2020-03"


@pytest.mark.parametrize(
    ("field", "text"),
    [
        (r"{NATO} \& {\'E}mile \"{o} \'\i na \v{c} \o re", "NATO & Émile ö ína č øre"),
        (
            r"{\em word} $x^2$ $H_{2}O$ \textit{a \textbf{b}}",
            "<i>word</i> x<sup>2</sup> H<sub>2</sub>O <i>a <b>b</b></i>",
        ),
        (r"``q'' 1--2 a---b a~b \alpha \unknown{kept}", "“q” 1–2 a—b a\u00a0b αkept"),
        (r"50\% \$5 \#1 a\_b \{x\} \textasciitilde{} \^{} \textbackslash{}", "50% $5 #1 a_b {x} ~ ^ \\"),
        ("open { brace } and } more {", "open brace and more"),
        (r"na\"{\i}ve {\aa}ngstr\"om", "naïve ångström"),
    ],
)
def test_latex_is_read(field: str, text: str) -> None:
    assert latex.to_text(field) == text


def test_latex_that_is_nested_absurdly_is_one_bad_entry() -> None:
    found = formats.read("@book{a, title={" + r"\emph{" * 300 + "}" * 300 + "}}\n" + BIB)
    assert titles(found) == ["One", "Two"]
    assert [bad.index for bad in found.bad] == [1]


@pytest.mark.parametrize(
    "text", ["@book{a, title={" + "{" * 100_000, "@book{a, " * 5_000, "@" * 100_000, "TY  - " * 50_000]
)
def test_hostile_text_gives_an_answer(text: str) -> None:
    try:
        assert formats.read(text).sources == ()
    except UserError as error:
        assert "no references" in error.what


def test_endnote_xml_is_read() -> None:
    found = formats.read(ENDNOTE)
    one, two = [csl.to_csl(source) for source in found.sources]
    assert one["author"] == [
        {"family": "Berg", "given": "Jan", "non-dropping-particle": "van der"},
        {"literal": "Ministry of Transport, Roads"},
    ]
    assert one["title"] == "On <i>pacta</i>"
    assert (one["type"], one["container-title"], one["issue"], one["page"]) == (
        "article-journal",
        "Law",
        "2",
        "12–30",
    )
    assert (one["ISSN"], one["DOI"], one["keyword"], one["URL"]) == (
        "1234-5679",
        "10.1/x",
        "a, b",
        "https://example.org/a",
    )
    assert one["issued"] == {"date-parts": [[2020, 3, 5]]}
    assert (two["type"], two["title"]) == ("book", "Two")
    assert [bad.index for bad in found.bad] == [2]


def test_mods_is_read() -> None:
    one, two = items(MODS)
    assert one["id"] == "oud2012"
    assert one["title"] == "The Transit: a study"
    assert one["translated-title"] == "Der Transit"
    assert one["author"] == [
        {"family": "Oud", "given": "Bea", "non-dropping-particle": "van der", "suffix": "Jr."}
    ]
    assert one["editor"] == [{"literal": "Institute, The"}]
    assert (one["type"], one["container-title"], one["volume"], one["page"]) == (
        "chapter",
        "Handbook",
        "3",
        "1–9",
    )
    assert (one["publisher"], one["publisher-place"], one["DOI"]) == ("Press", "Leiden", "10.1/y")
    assert one["issued"] == {"date-parts": [[2012]]}
    assert one["accessed"] == {"date-parts": [[2024, 1, 2]]}
    assert two["title"] == "Second"


def test_zotero_rdf_is_read() -> None:
    (one,) = items(ZOTERO)
    assert one["author"] == [
        {"family": "Fuente", "given": "Ana", "non-dropping-particle": "de la"},
        {"literal": "World Bank"},
    ]
    assert (one["container-title"], one["volume"], one["issue"], one["ISSN"]) == (
        "Law",
        "4",
        "2",
        "1234-5679",
    )
    assert (one["DOI"], one["URL"], one["page"]) == ("10.1/z", "https://example.org/z", "1–9")
    assert one["accessed"] == {"date-parts": [[2024, 5, 6]]}


def test_xml_that_breaks_off_gives_what_stood_before() -> None:
    found = formats.read(MODS[: MODS.index("<mods><titleInfo><title>Second")] + "<mods><titleInfo><oops")
    assert titles(found) == ["The Transit: a study"]
    assert len(found.bad) == 1


def test_entities_of_xml_are_neither_expanded_nor_fetched() -> None:
    bomb = '<!DOCTYPE xml [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;&a;"><!ENTITY x SYSTEM "file:///etc/passwd">]>'
    found = formats.read(bomb + ENDNOTE.split("?>")[1].replace("Two", "Two &b; &x;"))
    assert "aaaa" not in repr(found)
    assert "root:" not in repr(found)


@pytest.mark.parametrize(
    ("text", "clean"),
    [
        ("On <i>x</i>, <em>y</em> and <b>z</b>", "On <i>x</i>, <i>y</i> and <b>z</b>"),
        ("<p>A <script>alert(1)</script>title<br/>here</p>", "A title here"),
        ("<a href='https://x.example'>Linked</a> <img src=x onerror=y>", "Linked"),
        ("R&amp;D &lt; 3 &#8211; 4", "R&D < 3 – 4"),
        ("a < b and c > d, <y>", "a < b and c > d, <y>"),
        ("&lt;script&gt;x&lt;/script&gt; kept", "kept"),
        ('<span class="nocase">UN</span> <span onclick="x">y</span>', '<span class="nocase">UN</span> y'),
        ("<i>never closed", "<i>never closed</i>"),
    ],
)
def test_markup_in_titles_is_csls_or_none(text: str, clean: str) -> None:
    assert richtext.clean(text) == clean


def test_reading_tells_how_far_it_is_and_can_be_cancelled() -> None:
    parts: list[float] = []
    formats.read(RIS * 200, progress=lambda part, _: parts.append(part))
    assert parts == sorted(parts)
    assert len(parts) == 8
    assert 0 < parts[0] < parts[-1] <= 1
    with pytest.raises(Cancelled):
        formats.read(RIS, cancelled=lambda: True)


def test_a_file_far_too_large_is_refused(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "MAX_BYTES", 100)
    with pytest.raises(UserError, match="too large"):
        formats.read(RIS * 5)


def test_a_format_that_is_only_read_is_not_written() -> None:
    with pytest.raises(UserError, match="MODS"):
        formats.write([], "mods")
