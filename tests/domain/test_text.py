"""The text layer's rules: normalisation, paragraph numbers, what a reader sees."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from annotator.domain.text import fold, normalise, paragraphs, visible

lines = st.lists(
    st.sampled_from(["a", "word word", " ", "\u00a0", "\t", "", "Հայ 🕊", "x\u0301"]), max_size=30
)


@given(lines)
def test_paragraphs_are_the_blocks_of_non_blank_lines(parts: list[str]) -> None:
    text = "\n".join(parts)
    expected: list[list[str]] = []
    previous_blank = True
    for line in text.split("\n"):
        blank = line.strip() == ""
        if not blank:
            if previous_blank:
                expected.append([])
            expected[-1].append(line)
        previous_blank = blank
    assert [text[a:b] for a, b in paragraphs(text)] == ["\n".join(block) for block in expected]


@given(lines)
def test_every_offset_inside_a_block_belongs_to_it(parts: list[str]) -> None:
    blocks = paragraphs("\n".join(parts))
    for number, (start, end) in enumerate(blocks, 1):
        assert {blocks.at(offset) for offset in range(start, end + 1)} == {number}
        assert blocks.span(number) == (start, end)


def test_an_offset_between_blocks_belongs_to_the_next_one_and_after_the_last_to_the_last() -> None:
    blocks = paragraphs("\n\none\n\n\ntwo\n\n")
    assert [blocks.at(n) for n in (0, 1, 2, 5, 6, 7, 8, 11, 13)] == [1, 1, 1, 1, 2, 2, 2, 2, 2]


def test_paragraph_numbers_start_at_one() -> None:
    with pytest.raises(IndexError):
        paragraphs("one").span(0)
    assert paragraphs(" \n\u00a0").at(0) == 0


def test_the_real_articles_have_the_paragraphs_a_person_counted(shared) -> None:
    import json

    gold = json.loads((shared / "gold" / "gold.json").read_text(encoding="utf-8"))
    for source in gold["sources"]:
        text = (shared / "seeds" / source["file"]).read_text(encoding="utf-8")
        assert len(paragraphs(text)) == source["paragraphs"]
    for claim in gold["claims"]:
        for passage in claim["evidence"]:
            text = (shared / "seeds" / passage["file"]).read_text(encoding="utf-8")
            assert paragraphs(text).at(passage["start"]) == passage["locator"]["value"]


@given(st.text())
def test_normalising_twice_changes_nothing(raw: str) -> None:
    once = normalise(raw)
    assert normalise(once) == once
    assert "\r" not in once
    assert unicodedata.is_normalized("NFC", once)


def test_a_lone_carriage_return_is_a_line_end() -> None:
    assert normalise("a\rb\r\nc") == "a\nb\nc"


def test_folding_removes_case_and_diacritics() -> None:
    assert fold("Türkiye STRASSE Éire") == fold("turkiye straße eire")


def test_hidden_markup_is_left_out_of_what_a_reader_sees() -> None:
    text = "the [Washington\nDeclaration](#), arrived"
    assert visible(text, 0, len(text), [(4, 5), (27, 31)]) == "the Washington Declaration, arrived"
    assert visible(text, 5, 20, [(4, 5), (18, 31)]) == "Washington De"
    assert visible("ab", 0, 2, []) == "ab"
