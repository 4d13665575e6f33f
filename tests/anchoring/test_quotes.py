"""Quotes as people type them."""

from __future__ import annotations

import pytest

from annotator.anchoring import find_quote, occurrences
from annotator.domain.errors import UserError

TEXT = "# Title\n\nThe countries’ leaders met –\nbriefly.\n\nThe “letter of\u00a0intent” was read. The leaders met. Nothing… more."


def found(quote: str, occurrence: int | None = None) -> str:
    start, end = find_quote(TEXT, quote, occurrence)
    return TEXT[start:end]


@pytest.mark.parametrize(
    ("typed", "stands"),
    [
        ("countries’ leaders", "countries’ leaders"),
        ("countries' leaders", "countries’ leaders"),
        ("met - briefly", "met –\nbriefly"),
        ("  letter   of intent ", "letter of\u00a0intent"),
        ('"letter of intent"', "“letter of\u00a0intent”"),
        ("Nothing... more", "Nothing… more"),
    ],
)
def test_the_texts_own_words_come_back(typed: str, stands: str) -> None:
    assert found(typed) == stands


def test_an_exact_match_shuts_out_the_tolerant_ones() -> None:
    assert occurrences("it's and it’s", "it's") == [(0, 4)]


def test_a_decomposed_quote_is_found_in_the_composed_text() -> None:
    assert find_quote("Bakı, Türkiyə, é", "Tu\u0308rkiyə") == (6, 13)


def test_a_repeated_quote_must_be_told_apart() -> None:
    with pytest.raises(UserError, match="2 times") as refusal:
        found("leaders met")
    assert "2, 3" in str(refusal.value)
    assert "--occurrence" in refusal.value.advice
    assert find_quote(TEXT, "leaders met", 2)[0] > find_quote(TEXT, "leaders met", 1)[0]
    with pytest.raises(UserError, match="no occurrence 3"):
        found("leaders met", 3)
    with pytest.raises(UserError, match="no occurrence 0"):
        found("leaders met", 0)


def test_a_quote_that_is_not_there_says_what_to_do() -> None:
    with pytest.raises(UserError, match="do not stand") as refusal:
        found("the ministers met")
    assert "annotator text" in refusal.value.advice
    with pytest.raises(UserError) as refusal:
        found("THE LEADERS MET")
    assert "paragraph 3" in refusal.value.advice
    with pytest.raises(UserError, match="empty"):
        found(" \u00a0\n")


def test_signs_that_mean_something_to_a_pattern_are_plain_words_here() -> None:
    text = "Cost (a+b)* [x] \\n $5"
    assert [text[a:b] for a, b in occurrences(text, "(a+b)*  [x] \\n $5")] == ["(a+b)* [x] \\n $5"]
