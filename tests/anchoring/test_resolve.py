"""describe → resolve, on any text."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from anchoring.texts import LETTERS, passages
from annotator.anchoring import describe, resolve, trim
from annotator.domain.annotation import AnchorState
from annotator.domain.document import Page
from annotator.domain.text import paragraphs


@given(passages(raw=True))
def test_a_described_passage_is_found_where_it_was(passage: tuple[str, int, int]) -> None:
    text, start, end = passage
    selectors = describe(text, start, end)
    assert selectors.exact == text[start:end]
    assert selectors.prefix == text[max(0, start - 32) : start]
    assert selectors.suffix == text[end : end + 32]
    found = resolve(text, selectors)
    assert (found.start, found.end, found.state, found.score) == (start, end, AnchorState.EXACT, 1.0)


@given(passages(), st.integers(-5, 400))
def test_a_wrong_position_is_never_called_exact(passage: tuple[str, int, int], position: int) -> None:
    text, start, end = passage
    selectors = replace(describe(text, start, end), start=position)
    found = resolve(text, selectors)
    if found.state is AnchorState.ORPHAN:
        assert (found.start, found.end) == (-1, -1)
        return
    assert text[found.start : found.end] == selectors.exact
    if found.state is AnchorState.EXACT:
        # Only a full twin, words and context alike, may pass for the passage.
        twin = describe(text, found.start, found.end)
        assert (twin.exact, twin.prefix, twin.suffix) == (selectors.exact, selectors.prefix, selectors.suffix)


@given(passages(), st.text(LETTERS + "xyz", max_size=40))
def test_words_put_in_front_move_a_passage_and_say_so(passage: tuple[str, int, int], added: str) -> None:
    text, start, end = passage
    # Far enough in front that the remembered context is whole.
    body = "¶" * 32 + text + "§" * 32
    selectors = describe(body, start + 32, end + 32)
    found = resolve(added + body, selectors)
    if found.state is not AnchorState.ORPHAN:
        assert (added + body)[found.start : found.end] == selectors.exact
    if (added + body).count(selectors.exact) == 1:
        assert (found.start, found.end) == (start + 32 + len(added), end + 32 + len(added))


def test_a_deleted_passage_does_not_jump_to_its_twin() -> None:
    text = "First, the parties shall sign the treaty in May. Later on, nobody thought that they shall sign the treaty at all."
    start = text.index("shall sign the treaty")
    selectors = describe(text, start, start + len("shall sign the treaty"))
    without = text[:start] + text[selectors.end :]
    assert resolve(without, selectors).state is AnchorState.ORPHAN


def test_two_full_twins_at_other_places_are_an_orphan_not_a_guess() -> None:
    block = "|" * 40 + "passage" + "|" * 40
    selectors = describe(block, 40, 47)
    found = resolve("a new beginning " + block + " and " + block, selectors)
    assert found.state is AnchorState.ORPHAN


def test_the_better_context_decides_between_twins_but_never_silently() -> None:
    text = "Alpha says: the border is open. Beta says: the border is closed."
    start = text.index("the border", 30)
    selectors = describe(text, start, start + len("the border"))
    found = resolve("Preface. " + text, selectors)
    assert (found.start, found.state) == (start + 9, AnchorState.FUZZY)


def test_paragraphs_are_the_locator_where_there_are_no_pages() -> None:
    text = "# Title\n\nOne.\n\u00a0\nTwo goes\non.\n\nThree."
    start = text.index("Two")
    selectors = describe(text, start, start + 3, paragraphs=paragraphs(text))
    assert (selectors.paragraph, selectors.locator_label, selectors.locator_value) == (3, "paragraph", "3")
    across = describe(text, start, len(text))
    assert (across.paragraph, across.locator_value) == (3, "3-4")


def test_printed_page_labels_are_the_locator_of_a_paged_original() -> None:
    text = "first page\n\nsecond page\n\nthird"
    pages = (Page(0, 10, "iv"), Page(12, 23, "v"), Page(25, 30, ""))
    selectors = describe(text, 19, 23, pages=pages)
    assert (selectors.fragment, selectors.page_label) == ("page=2", "v")
    assert (selectors.locator_label, selectors.locator_value) == ("page", "v")
    assert describe(text, 6, 18, pages=pages).locator_value == "iv-v"
    assert describe(text, 25, 30, pages=pages).locator_value == "3"


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 3), (-1, 2), (0, 6)])
def test_a_range_that_is_no_passage_is_refused(start: int, end: int) -> None:
    with pytest.raises(ValueError, match="no such range"):
        describe("hello", start, end)


def test_trim_takes_blanks_off_both_ends() -> None:
    text = " \u00a0 word and  word \n\n"
    assert trim(text, 0, len(text)) == (3, 17)
    assert trim(text, len(text) + 9, -4) == (3, 17)
    assert trim(text, 0, 2) == (0, 0)
