"""Cleaning changes nothing but what a line or a page put into the words."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.quotes import ELLIPSIS, clean, edited_from, shortened

TEXTS = st.text(alphabet=st.sampled_from("abcXYZ -\u2010\n\r\t\u00ad\u00a0.–éԱب𝔸12"), max_size=80)


@pytest.mark.parametrize(
    ("raw", "printed"),
    [
        ("re-\nform of the law", "reform of the law"),
        ("the Inter-\nState border", "the Inter-State border"),
        ("a UN-\nbacked force", "a UN-backed force"),
        ("cease-\nfire, the cease-fire", "cease-fire, the cease-fire"),
        ("the soft\u00ad\nened and hard\u00adened", "the softened and hardened"),
        ("pages 12-\n14", "pages 12-14"),
        ("in 1990–\n1995 and COVID-\n19", "in 1990–1995 and COVID-19"),
        ("a 20-\nyear term", "a 20-year term"),
        ("5 –\n7 – 8-\n\n9", "5 – 7 – 8-9"),
        ("pre-\nand post-war", "pre- and post-war"),
        ("平和条\n約、\n日本は", "平和条約、日本は"),
        ("第一条\n\n両国は", "第一条 両国は"),
        ("한국어\n조약", "한국어 조약"),
        ("one –\ntwo", "one – two"),
        ("  two\n\nblocks\t here ", "two blocks here"),
        ("no\u00a0break", "no\u00a0break"),
        ("a-\nb-\nc", "abc"),
        ("անցու-\nմը", "անցումը"),
    ],
)
def test_what_the_line_put_in_goes_and_what_the_author_put_in_stays(raw: str, printed: str):
    assert clean(raw) == printed


def test_the_hyphen_stays_where_the_document_has_the_word_elsewhere():
    text = "The well-known corridor. It was well-\nknown. It was re-\nopened."
    start = text.index("It was")
    assert clean(text, start) == "It was well-known. It was reopened."
    assert clean(text[start:], rest=text) == "It was well-known. It was reopened."


def test_hidden_ranges_are_left_out():
    text = "The road PAGE 4 shall be open."
    assert clean(text, 4, len(text), hidden=[(9, 16)]) == "road shall be open."
    assert clean(text, 0, 8, hidden=[(9, 16)]) == "The road"


@given(TEXTS)
def test_cleaning_twice_is_cleaning_once(text: str):
    assert clean(clean(text)) == clean(text)


WORDS = "The Parties shall not, and never will, deploy any third parties."


@pytest.mark.parametrize(
    "display",
    [
        WORDS,
        "shall not",
        "The Parties shall not […] deploy any third parties",
        "[t]he Parties shall  not…deploy [foreign] third parties",
        "[Armenia and Azerbaijan] shall not",
    ],
)
def test_an_edit_that_shows_itself_is_verbatim(display: str):
    assert edited_from(display, WORDS)


@pytest.mark.parametrize(
    "display",
    [
        "",
        "[…]",
        "The Parties will not",
        "deploy […] The Parties",
        "The Parties shall not deploy",
        "the Parties",
    ],
)
def test_an_edit_that_hides_itself_is_not(display: str):
    assert not edited_from(display, WORDS)


@given(TEXTS)
def test_only_blanks_hyphens_and_soft_hyphens_ever_go(text: str):
    def letters(words: str) -> str:
        return "".join(c for c in words if not c.isspace() and c not in "-\u2010\u00ad")

    assert letters(clean(text)) == letters(text)


@given(TEXTS)
def test_words_without_line_ends_lose_no_hyphen(text: str):
    flat = text.replace("\n", " ").replace("\r", " ")
    assert clean(flat).count("-") == flat.count("-")


@given(st.text(alphabet="abc de", max_size=200), st.integers(0, 120))
def test_shortened_words_begin_and_end_as_the_whole_and_say_so(text: str, limit: int):
    words = clean(text)
    short = shortened(words, limit)
    if limit == 0 or len(words) <= limit:
        assert short == words
        return
    head, _, tail = short.partition(ELLIPSIS)
    assert ELLIPSIS in short
    assert words.startswith(head.strip())
    assert words.endswith(tail.strip())
    assert len(short) <= max(limit, 12)
