"""Words, selection, folding, units: the pure half of the reader."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.geometry import PageSize
from annotator.domain.text import paragraphs
from annotator.ui.reader.column import Column
from annotator.ui.reader.finding import BLOCK, Finder, TooSlow
from annotator.ui.reader.selection import Selection, Spot, Unit, between, copied
from annotator.ui.reader.words import next_grapheme, next_word, previous_word, word_at
from annotator.ui.units import Units

MIXED = st.text(alphabet=st.sampled_from("aB é\u0301ßﬁ\u00ad😀և\n ,Ճǰ’"), max_size=60)


@given(MIXED)
def test_units_agree_with_the_utf16_encoder_at_every_offset(text: str) -> None:
    units = Units(text)
    assert len(units) == len(text.encode("utf-16-le")) // 2
    for offset in range(len(text) + 1):
        utf16 = len(text[:offset].encode("utf-16-le")) // 2
        assert units.to_utf16(offset) == utf16
        assert units.to_code_points(utf16) == offset


def test_a_unit_inside_a_surrogate_pair_belongs_to_its_character() -> None:
    assert Units("a😀b").to_code_points(2) == 1
    assert [Units("😀😀").to_code_points(n) for n in range(5)] == [0, 0, 1, 1, 2]


@pytest.mark.parametrize(
    ("text", "at", "word"),
    [
        ("the Agreement, which", 6, "Agreement"),
        ("the U.N. Charter", 4, "U.N"),
        ("O’Brien said", 3, "O’Brien"),
        ("Armenia-Azerbaijan", 9, "Azerbaijan"),
        ("Հայաստանի Հանրապետություն", 3, "Հայաստանի"),
        ("和平協定", 1, "平"),
        ("e\u0301tat, x", 0, "e\u0301tat"),
        ("a, b", 1, ","),
        ("the ratifi\u00ad\ncation of", 13, "ratifi\u00ad\ncation"),
        ("the ratifi\u00ad\ncation of", 11, "ratifi\u00ad\ncation"),
        ("a re-\nform", 2, "re"),
        ("end\u00ad\n\nnext", 1, "end"),
        ("line\nnext", 4, "\n"),
    ],
)
def test_a_word_ends_where_a_reader_says_it_ends(text: str, at: int, word: str) -> None:
    start, end = word_at(text, at)
    assert text[start:end] == word


def test_a_drag_takes_whole_words_and_no_comma() -> None:
    text = "of this that Article XII of the Agreement, which"
    start = text.index("Article")
    end = text.index(",")
    blocks = paragraphs(text)
    # Pressed on the right half of the first letter, released on the left half of the last.
    found = between(text, blocks, Spot(start + 1, start), Spot(end - 1, end - 1), Unit.WORD)
    assert text[found.start : found.end] == "Article XII of the Agreement"
    backwards = between(text, blocks, Spot(end - 1, end - 1), Spot(start + 1, start), Unit.WORD)
    assert (backwards.start, backwards.end) == (start, end)
    assert backwards.head == start


def test_a_drag_that_begins_in_the_margin_or_on_a_blank_takes_no_neighbour() -> None:
    text = "one two three"
    blocks = paragraphs(text)
    assert between(text, blocks, Spot(3, 3), Spot(7), Unit.WORD) == Selection(4, 7)
    assert not between(text, blocks, Spot(3, 3), Spot(4, 3), Unit.WORD)


def test_alt_drag_takes_characters() -> None:
    text = "constitution"
    assert between(text, paragraphs(text), Spot(2, 2), Spot(6, 5), Unit.CHARACTER) == Selection(2, 6)


def test_a_triple_click_takes_the_paragraph() -> None:
    text = "One.\n\nTwo lines\nhere.\n\nThree."
    found = between(text, paragraphs(text), Spot(8, 8), Spot(8, 8), Unit.PARAGRAPH)
    assert text[found.start : found.end] == "Two lines\nhere."


def test_copied_words_have_no_line_ends_inside_a_paragraph() -> None:
    text = "a\nb\n\nc"
    assert copied(text, 0, len(text)) == "a b\n\nc"


def test_caret_moves_over_marks_and_words() -> None:
    assert next_grapheme("e\u0301a", 0) == 2
    assert next_word("ab, cd", 0) == 2
    assert next_word("ab, cd", 2) == 6
    assert previous_word("ab, cd", 4) == 0


@pytest.mark.parametrize(
    ("text", "query", "hits"),
    [
        ("Straße STRASSE", "strasse", ["Straße", "STRASSE"]),
        ("the ﬁnal file", "fi", ["ﬁ", "fi"]),
        ("Şuşa and Shusha", "susa", ["Şuşa"]),
        ("cafe\u0301 x", "cafe", ["cafe\u0301"]),
        ("re\u00adcon\u00adcile it", "reconcile", ["re\u00adcon\u00adcile"]),
        ("a  peace\ntreaty", "peace treaty", ["peace\ntreaty"]),
        ("Armenia’s", "armenia's", ["Armenia’s"]),
        ("Հայաստան ԵՎ և", "եւ", ["և"]),
        ("😀ß😀ßx", "ssx", ["ßx"]),
        ("nothing", "  ", []),
        ("a re-\nform of Inter-\nState law", "reform", ["re-\nform"]),
        ("a re-\nform of Inter-\nState law", "inter-state", ["Inter-\nState"]),
        ("a re-\nform of Inter-\nState law", "interstate law", ["Inter-\nState law"]),
        ("points 1-\n2", "1- 2", ["1-\n2"]),
    ],
)
def test_found_places_are_exact_although_folding_changes_lengths(
    text: str, query: str, hits: list[str]
) -> None:
    assert [text[start:end] for start, end in Finder(text).all(query)] == hits


@pytest.mark.parametrize(
    ("text", "query", "options", "hits"),
    [
        ("peace peaceful Peace", "peace", {"whole": True}, ["peace", "Peace"]),
        (
            "Article 5, article XII",
            r"art\w+ (\d+|[ivx]+)",
            {"expression": True},
            ["Article 5", "article XII"],
        ),
        ("Şuşa 1992", r"\bsusa \d{4}", {"expression": True}, ["Şuşa 1992"]),
        ("Şuşa 1992", r"ŞU\S+", {"expression": True}, ["Şuşa"]),
        ("cat concat", "cat", {"expression": True, "whole": True}, ["cat"]),
        ("(a) or (b)", "(b)", {"whole": True}, ["(b)"]),
        ("abc", "x*", {"expression": True}, []),
    ],
)
def test_options_of_find(text: str, query: str, options: dict[str, bool], hits: list[str]) -> None:
    assert [text[start:end] for start, end in Finder(text).all(query, **options)] == hits


def test_an_expression_that_is_none_says_so_and_one_without_end_gives_up() -> None:
    with pytest.raises(ValueError, match=r"."):
        Finder("x").all("(", expression=True)
    with pytest.raises(TooSlow):
        Finder("a" * 60 + "!").all("(a|aa)+$", expression=True)


@given(MIXED, st.integers(0, 60), st.integers(1, 6))
def test_words_of_a_text_are_found_where_they_stand(text: str, start: int, length: int) -> None:
    wanted = text[start : start + length]
    if not wanted.strip() or wanted[0] in " \n\u0301\u00ad" or wanted[-1] in " \n\u00ad":
        return
    if start + length < len(text) and text[start + length] == "\u0301":
        return
    assert any(low <= start and start + len(wanted) <= high for low, high in Finder(text).all(wanted)) or any(
        low < start + len(wanted) and start < high for low, high in Finder(text).all(wanted)
    )


def test_a_long_text_is_searched_in_blocks_without_losing_a_hit() -> None:
    text = ("été word \n\n" * (3 * BLOCK // 10)).strip()
    finder = Finder(text)
    assert len(finder) > 2
    hits = finder.all("ete word")
    assert len(hits) == text.count("été word")
    assert all(text[start:end] == "été word" for start, end in hits)


def test_the_column_knows_the_page_at_a_height_by_bisection() -> None:
    column = Column([PageSize(100, 200)] * 5000, 1.5, gap=10, before=20, after=30)
    assert column.height == 20 + 5000 * 300 + 4999 * 10 + 30
    for page in (0, 1, 77, 4999):
        assert column.page_at(column.top(page)) == page
        assert column.page_at(column.top(page) + 299) == page
    assert column.page_at(-5) == 0
    assert column.page_at(1e9) == 4999
    assert list(column.between(column.top(3) + 301, column.top(4) + 1)) == [4]
    assert list(column.between(column.top(3), column.top(5))) == [3, 4, 5]


def test_an_empty_column_has_no_page() -> None:
    column = Column([], 1.0)
    assert column.page_at(3) == -1
    assert list(column.between(0, 100)) == []


def test_words_without_blanks_are_found_over_the_end_of_a_line() -> None:
    text = "平和条\n約は\n\n調印 한국\n어"
    finder = Finder(text)
    assert [text[low:high] for low, high in finder.all("条約")] == ["条\n約"]
    assert list(finder.all("は調")) == []
    assert list(finder.all("한국어")) == []
