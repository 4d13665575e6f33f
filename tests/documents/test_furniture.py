"""What stands on pages beside the running text, and what only looks like it."""

from __future__ import annotations

import pytest

from annotator.documents.furniture import Block, edges, hidden, sheet
from annotator.domain.geometry import Rect

HEIGHT = 800.0


def block(text: str, y: float, x: float = 60, width: float = 400) -> Block:
    return Block(text, Rect(x, y, x + width, y + 12 * (text.count("\n") + 1)))


def page(*blocks: Block) -> tuple[str, tuple]:
    one = sheet(HEIGHT, blocks)
    text = "\n\n".join(each.text for each in one.blocks)
    return text, edges(one, len(text))


def told(*pages: tuple) -> list[list[str]]:
    found = hidden([edge for _, edge in pages])
    return [[text[low:high] for low, high in ranges] for (text, _), ranges in zip(pages, found, strict=True)]


def test_a_footnote_and_its_mark_are_known_by_each_other() -> None:
    one = page(block("The text was initialled.1 It binds nobody.", 300), block("1 See the minutes.", 700))
    assert told(one) == [["1", "1 See the minutes."]]


@pytest.mark.parametrize(
    ("body", "last"),
    [
        ("The text was initialled.", "1 See the minutes."),  # no mark in the text
        ("As Article 5.1 says, and 2.1 repeats.", "1 The first point of a list"),
        ("Twice marked1 and again1.", "1 See the minutes."),  # which of them?
        ("In the year 20251 nothing.", "1 See the minutes."),
        ("The text was initialled.1", "12 See the minutes."),
        ("The text was initialled.1", "1.2 A heading"),
    ],
)
def test_what_may_be_something_else_is_text(body: str, last: str) -> None:
    assert told(page(block(body, 300), block(last, 600))) == [[]]


def test_a_numbered_paragraph_with_text_below_it_is_text() -> None:
    blocks = (block("Something said1 here.", 100), block("1 The first point.", 300), block("More text.", 500))
    assert told(page(*blocks)) == [[]]


def test_a_note_below_the_first_column_is_put_behind_the_second() -> None:
    left = block("The first column was\u2020 begun and goes ex-", 100, 40, 200)
    note = block("\u2020 A note of the first column.", 640, 40, 200)
    right = block("pected to end here.", 100, 300, 200)
    number = block("12", 780, 290, 20)
    one = sheet(HEIGHT, (left, note, right, number))
    assert [each.text for each in one.blocks] == [left.text, right.text, note.text, number.text]


def test_running_heads_are_known_by_their_neighbours_although_numbers_differ() -> None:
    def leaf(number: int, head: str) -> tuple:
        return page(block(head, 30), block(f"Text of page {number}.", 300), block(f"– {number} –", 770))

    pages = [leaf(n, f"Journal {n}" if n % 2 else "A. Author") for n in range(7, 11)]
    assert told(*pages) == [[f"Journal {n}" if n % 2 else "A. Author", f"– {n} –"] for n in range(7, 11)]


def test_a_heading_that_no_other_page_has_is_text() -> None:
    pages = [
        page(block("Introduction", 30), block("Text.", 300)),
        page(block("Sources", 30), block("More.", 300)),
    ]
    assert told(*pages) == [[], []]


def test_the_same_words_in_the_midst_of_pages_are_text() -> None:
    pages = [page(block("Text before.", 300), block("* * *", 400), block("After.", 500)) for _ in range(3)]
    assert told(*pages) == [[], [], []]


def test_a_text_layer_that_spells_otherwise_gives_no_places() -> None:
    one = sheet(HEIGHT, (block("The text was initialled.1", 300), block("1 See the minutes.", 700)))
    assert edges(one, 7) == edges(sheet(HEIGHT, ()), 0)
