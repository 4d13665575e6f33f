"""Treaty texts to trees."""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.treaty import ProvisionNode
from annotator.treaties.parse import parse


def walk(nodes: Sequence[ProvisionNode]) -> Iterator[ProvisionNode]:
    for node in nodes:
        yield node
        yield from walk(node.children)


def wids(text: str) -> list[str]:
    return [node.wid for node in walk(parse(text))]


def check_ranges(text: str, nodes: Sequence[ProvisionNode], low: int = 0, high: int | None = None) -> None:
    at = low
    for node in nodes:
        assert at <= node.start < node.end <= (len(text) if high is None else high)
        words = text[node.start : node.end]
        assert words == words.strip()
        check_ranges(text, node.children, node.start, node.end)
        at = node.end


@pytest.mark.parametrize("name", ["agr-2025", "jd-2025", "stmt-2020"])
def test_the_outlines_of_the_three_instruments_are_read_as_they_were_by_hand(shared: Path, name: str) -> None:
    text = (shared / "gold" / "treaties" / f"{name}_paraphrase.txt").read_text(encoding="utf-8")
    outline = json.loads((shared / "gold" / "treaties" / "outline.json").read_text(encoding="utf-8"))
    expected = [(p["kind"], p["num"] or "", p["wId"], p["eId"]) for p in outline["instruments"][name]]
    nodes = parse(text)
    assert [(n.kind, n.num, n.wid, n.eid) for n in nodes] == expected
    check_ranges(text, nodes)
    assert "Initialled at" not in "".join(text[n.start : n.end] for n in nodes)


TREATY = """# A comment.

TREATY
on Friendship

The High Contracting Parties,

DESIRING to live in peace,

RECALLING Article 5 of the Charter,

have agreed as follows:

PART I
General

Article 1 – Definitions

1. In this Treaty:
(a) "Party" means a State;
(b) "border" means, subject to:
(i) Article 3, and
(ii) the Annex,
what the maps show.

2. Article 2 of the Convention
shall apply.

Article 2
Settlement of disputes

The Parties shall consult each other under paragraph 2 of
Article 1.

PART II
Final

Art. 3

(1) Ratification is needed.

(2) It enters into force later.

Done at Town on 1 May 2020.

For the Republic of A

ANNEX I

Article 1

The maps are annexed.
"""


def test_parts_articles_paragraphs_and_points_nest() -> None:
    assert wids(TREATY) == [
        "preamble",
        "preamble__recital_1",
        "preamble__recital_2",
        "part_1",
        "art_1",
        "art_1__para_1",
        "art_1__para_1__point_a",
        "art_1__para_1__point_b",
        "art_1__para_1__point_b__point_i",
        "art_1__para_1__point_b__point_ii",
        "art_1__para_2",
        "art_2",
        "part_2",
        "art_3",
        "art_3__para_1",
        "art_3__para_2",
        "annex_1",
        "annex_1__art_1",
    ]
    check_ranges(TREATY, parse(TREATY))


def test_headings_are_told_from_bodies() -> None:
    headings = {node.wid: node.heading for node in walk(parse(TREATY)) if node.heading}
    assert headings == {
        "part_1": "General",
        "art_1": "Definitions",
        "art_2": "Settlement of disputes",
        "part_2": "Final",
    }
    body = parse("ARTICLE IV\n\nNon-intervention in internal affairs.\n\nARTICLE V\n\nPeace\n")
    assert [(n.heading, n.text) for n in body] == [
        ("", "Non-intervention in internal affairs."),
        ("", "Peace"),
    ]


def test_a_provisions_own_words_leave_out_its_childrens() -> None:
    nodes = {node.wid: node for node in walk(parse(TREATY))}
    assert nodes["art_1__para_1"].text == "In this Treaty:"
    assert nodes["art_1__para_1__point_a"].text == '"Party" means a State;'
    assert nodes["art_1__para_2"].text == "Article 2 of the Convention\nshall apply."
    assert TREATY[nodes["art_3"].start : nodes["art_3"].end].endswith("later.")


@pytest.mark.parametrize(
    ("line", "num", "wid"),
    [
        ("Artikel 5", "5", "art_5"),
        ("Article premier", "premier", "art_1"),
        ("Статья 12", "12", "art_12"),
        ("Artículo 3. Objeto", "3", "art_3"),
        ("ARTIGO 7.º", "7", "art_7"),
        ("MADDE 4", "4", "art_4"),
        ("Maddə 4", "4", "art_4"),
        ("5. cikk", "5", "art_5"),
        ("5 straipsnis", "5", "art_5"),
        ("ՀՈԴՎԱԾ 6", "6", "art_6"),
        ("Հոդված 6.", "6", "art_6"),
        ("მუხლი 2", "2", "art_2"),
        ("المادة ٣", "٣", "art_3"),
        ("المادة الأولى", "الأولى", "art_1"),
        ("סעיף 8", "8", "art_8"),
        ("Άρθρο 9", "9", "art_9"),
        ("第十二条", "十二", "art_12"),
        ("第12條", "12", "art_12"),
        ("제3조", "3", "art_3"),
        ("अनुच्छेद २", "२", "art_2"),
        ("**Article 5 bis**", "5 bis", "art_5bis"),
        ("ARTICLE Ⅻ", "Ⅻ", "art_12"),
    ],
)
def test_articles_are_known_in_many_languages_and_scripts(line: str, num: str, wid: str) -> None:
    text = f"TITLE\n\n{line}\n\nThe first sentence of the article, which is long enough.\n"
    article = next(node for node in parse(text) if node.kind == "article")
    assert (article.num, article.wid) == (num, wid)
    assert text[article.start : article.end].split("\n")[0].strip("*") == line.strip("*")


def test_points_without_the_word_are_points() -> None:
    text = "STATEMENT\n\nWe, the Presidents, announce the following:\n\nI. Peace.\n\nII. Trade:\n(a) roads;\n(b) rails.\n\nIII. Schools.\n"
    assert wids(text) == ["preamble", "point_1", "point_2", "point_2__point_a", "point_2__point_b", "point_3"]
    assert wids("T\n\nI\n\nPeace.\n\nII\n\nTrade.\n") == ["point_1", "point_2"]


def test_numbers_left_out_leave_a_gap() -> None:
    assert wids("STATEMENT\n\n3. Corridor.\n\n9. Links.\n") == ["point_3", "point_9"]


def test_numbers_in_running_text_are_no_provisions() -> None:
    text = "ARTICLE I\n\nThe border drawn by the commission\nof the two sides on\n1. May 1920 and\n2020. is meant, as\nArticle 7 of the Protocol says;\n(c) is no point.\n"
    assert wids(text) == ["art_1"]


def test_signatures_at_the_end_are_no_words_of_the_last_point() -> None:
    text = "STATEMENT\n\n1. Peace.\n\n2. Five years.\n\nPresident of X\n\nPrime Minister of Y\n10 May 2020\n"
    assert [n.text for n in parse(text)] == ["Peace.", "Five years."]
    assert [n.text for n in parse("T\n\n1. Peace.\n\n2. Trade\n\nroads\n\nrails\n")] == [
        "Peace.",
        "Trade\n\nroads\n\nrails",
    ]
    assert [n.text for n in parse("T\n\nArticle 1.\n\nPeace\n")] == ["Peace"]


def test_a_table_of_contents_is_not_the_text() -> None:
    text = (
        "TREATY\n\nArticle 1\nArticle 2\n\nArticle 1\n\nPeace is made here.\n\nArticle 2\n\nTrade is free.\n"
    )
    nodes = parse(text)
    assert [(n.wid, n.text) for n in nodes] == [("art_1", "Peace is made here."), ("art_2", "Trade is free.")]


def test_lettered_points_go_on_past_i() -> None:
    letters = "abcdefghijk"
    text = "ARTICLE 1\n\n" + "\n".join(f"({letter}) words;" for letter in letters)
    assert wids(text) == ["art_1", *(f"art_1__point_{letter}" for letter in letters)]


def test_paragraphs_on_the_heading_line_count() -> None:
    assert wids("Article 1. 1. First.\n2. Second.\n") == ["art_1", "art_1__para_1", "art_1__para_2"]


@pytest.mark.parametrize(
    "text", ["", "\n\n", "Just some words of nobody in particular.\n\nMore words.", "# Only a comment."]
)
def test_a_text_without_provisions_gives_none_numbered(text: str) -> None:
    assert all(node.kind in {"preamble", "recital"} for node in walk(parse(text)))


PIECES = st.sampled_from(
    [
        "ARTICLE I",
        "Article 2 – On words",
        "1. ",
        "(a) ",
        "(i) ",
        "\n",
        "\n\n",
        "Words here.",
        "PREAMBLE",
        "ANNEX",
        "Done at X",
        "I.",
        "# c.",
        "第二条",
        "PART I",
        "  ",
        "**",
        "- x;",
    ]
)


@given(st.one_of(st.lists(PIECES, max_size=25).map("".join), st.text(max_size=80)))
def test_any_text_gives_a_sound_tree(text: str) -> None:
    nodes = parse(text)
    check_ranges(text, nodes)
    names = [node.wid for node in walk(nodes)]
    assert len(names) == len(set(names))


@pytest.mark.parametrize("gap", ["\n", "\n\n"])
@pytest.mark.parametrize("leader", ["", " ........ 4", "\t4"])
def test_a_table_of_contents_with_headings_is_not_the_text(gap: str, leader: str) -> None:
    entries = gap.join(
        f"{line}{leader}" for line in ("Article 1  Words", "Article 2  Peace", "Article 3  End")
    )
    text = (
        f"TREATY\n\nCONTENTS\n\n{entries}\n\nThe Parties,\n\nRecalling their talks,\n\nHave agreed as follows:\n\n"
        "PART I\n\nGENERAL\n\nArticle 1\nWords\n\nWords are these.\n\nArticle 2\nPeace\n\nPeace is made.\n\n"
        "PART II\n\nLAST\n\nArticle 3\nEnd\n\nThis ends.\n"
    )
    nodes = parse(text)
    assert [n.wid for n in walk(nodes)] == [
        *("preamble", "preamble__recital_1", "part_1", "art_1", "art_2", "part_2", "art_3")
    ]
    assert nodes[0].text.startswith("The Parties,")
    check_ranges(text, nodes)


def test_chapters_numbered_anew_in_each_part_are_no_contents() -> None:
    text = (
        "PART I\n\nChapter 1 – Aims\n\nArticle 1\n\nPeace.\n\nPART II\n\nChapter 1 – Means\n\nArticle 2\n\nTrade.\n\n"
        "ANNEX\n\nArticle 1\n\nMaps.\n"
    )
    assert [(n.kind, n.heading or n.text) for n in walk(parse(text)) if n.kind in {"chapter", "article"}] == [
        ("chapter", "Aims"),
        ("article", "Peace."),
        ("chapter", "Means"),
        ("article", "Trade."),
        ("article", "Maps."),
    ]


def test_the_articles_of_a_protocol_are_not_those_of_the_treaty_or_of_an_annex() -> None:
    text = (
        "TREATY\n\nArticle 1\n\nPeace.\n\nDone at Vienna.\n\nANNEX I\n\nArticle 1\n\nMaps.\n\n"
        "PROTOCOL\n\nto the Treaty\n\nArticle 1\n\nMines.\n\nOPTIONAL PROTOCOL No. 2\n\nArticle 1\n\nCourts.\n"
    )
    assert {n.wid: n.text for n in walk(parse(text)) if n.kind == "article"} == {
        "art_1": "Peace.",
        "annex_1__art_1": "Maps.",
        "annex_protocol__art_1": "Mines.",
        "annex_optional-protocol-no-2__art_1": "Courts.",
    }
    assert wids("PROTOCOL\n\nArticle 1\n\nPeace.\n") == ["art_1"]


def test_articles_may_have_decimal_numbers() -> None:
    text = "CHAPTER 2\n\nArticle 2.1: Aims\n\nPeace.\n\nArticle 2.10\n\nTrade.\n\nСтатья 12.1\n\nМир.\n"
    assert [(n.num, n.wid, n.heading) for n in walk(parse(text)) if n.kind == "article"] == [
        ("2.1", "art_2-1", "Aims"),
        ("2.10", "art_2-10", ""),
        ("12.1", "art_12-1", ""),
    ]


def test_entries_with_dots_up_to_a_page_number_are_never_articles() -> None:
    text = "TREATY\n\nArticle 1 Aims ..... 1\nArticle 9 Left out . . . . . . 2\nMaps …… iv\n\nArticle 1\n\nPeace.\n\nArticle 2\n\nTrade.\n"
    assert wids(text) == ["art_1", "art_2"]
    end = "TREATY\n\nArticle 1\n\nPeace.\n\nArticle 2\n\nTrade.\n\nAims ..... 1\n"
    assert wids(end) == ["art_1", "art_2"]
