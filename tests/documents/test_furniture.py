"""What stands on pages beside the running text, and what only looks like it."""

from __future__ import annotations

import pytest

from annotator.documents.furniture import Block, Span, sheet
from annotator.documents.heads import edges, hidden
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

    pages = [leaf(n, f"Invented Journal {n}" if n % 2 else "A. Author") for n in range(7, 11)]
    assert told(*pages) == [
        [f"Invented Journal {n}" if n % 2 else "A. Author", f"– {n} –"] for n in range(7, 11)
    ]


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


@pytest.mark.parametrize(
    ("body", "size", "raised", "noted"),
    [
        ("The text was initialled.2", 8.0, True, True),
        ("The text was initialled.2", 8.0, False, True),  # letters of the type that are small by themselves
        ("The text was initialled.2", 10.0, True, False),  # a numbered paragraph
        ("The zone has 5 km2 in all.", 10.0, False, False),
        ("The zone has 5 km2 in all.", 8.0, False, False),
        ("Named by the parties.*", 8.0, False, True),
        ("Named by the parties*", 10.0, False, False),  # a list
    ],
)
def test_the_type_must_say_too_that_it_is_a_note(body: str, size: float, raised: bool, noted: bool) -> None:
    mark = "*" if "*" in body else "2"
    above, below = block(body, 300), block(f"{mark} The second paragraph.", 600)
    at = body.index(mark)
    spans = [
        Span(body[:at], 10.0, Rect(60, 300, 200, 312)),
        Span(mark, 6.0 if raised else 10.0, Rect(200, 300, 205, 308), raised),
        Span(body[at + 1 :], 10.0, Rect(205, 300, 300, 312)),
        Span(below.text, size, below.box),
    ]
    assert bool(sheet(HEIGHT, (above, below), lambda: spans).notes) is noted


def test_all_marks_of_notes_in_one_block_are_known() -> None:
    one = page(block("The text1 was initialled.2", 300), block("1 See the minutes.\n2 Not signed.", 700))
    assert told(one) == [["1", "2", "1 See the minutes.\n2 Not signed."]]


def typed(size: float, *blocks: Block) -> list[Span]:
    return [Span(one.text, size if one.box.y0 > 600 else 10.0, one.box) for one in blocks]


@pytest.mark.parametrize(
    ("rest", "size", "notes"),
    [
        ("was in no hurry to leave.", 8.0, (1,)),
        ("Was in no hurry to leave.", 8.0, ()),  # another sentence
        ("was in no hurry to leave.", 10.0, ()),  # the text's type
        ("was in no hurry to leave.", 9.0, ()),
    ],
)
def test_a_note_goes_on_overleaf(rest: str, size: float, notes: tuple[int, ...]) -> None:
    first = block("The text was initialled.1", 300), block("1 The secretary, who", 700)
    left = sheet(HEIGHT, first, lambda: typed(8.0, *first))
    assert left.unfinished == 8.0
    second = block("It binds nobody.", 300), block(rest, 650)
    assert sheet(HEIGHT, second, lambda: typed(size, *second), left.unfinished).notes == notes
    assert sheet(HEIGHT, second, lambda: typed(size, *second)).notes == ()


@pytest.mark.parametrize("head", ["Article {n}", "§ {n}", "{n}.", "({n})", "Раздел {n}", "第{n}条"])
def test_headings_on_top_of_pages_are_text_although_they_count_with_the_pages(head: str) -> None:
    pages = [page(block(head.format(n=n), 70), block("Text.", 300), block(f"{n}", 780)) for n in range(3, 6)]
    assert told(*pages) == [["3"], ["4"], ["5"]]


@pytest.mark.parametrize("numbers", [(2019, 2024, 2029), (7, 5, 3), (5, 9, 14)])
def test_numbers_that_do_not_count_with_the_pages_are_text(numbers: tuple[int, ...]) -> None:
    pages = [page(block(f"Prize {n} of the town", 70), block("Text.", 300)) for n in numbers]
    assert told(*pages) == [[] for _ in pages]


def test_short_lines_where_another_page_has_text_are_text() -> None:
    spoken = "\n".join(["What was said took several lines of the record."] * 8)
    pages = [
        page(block(spoken, 50), block("Agreed to.", 700)),
        page(block("Agreed to.", 50), block(spoken, 300)),
        page(block("Agreed to.", 50), block(spoken, 300)),
    ]
    assert told(*pages) == [[], [], []]


def test_a_head_in_three_parts_and_roman_numbers_are_known() -> None:
    def leaf(number: str) -> tuple:
        head = block("Gazette", 30, 60, 100), block("12 May 2025", 30, 200, 100), block(number, 30, 400, 50)
        return page(*head, block("Text of the page.", 300))

    assert told(leaf("xii"), leaf("xiii")) == [
        ["Gazette", "12 May 2025", "xii"],
        ["Gazette", "12 May 2025", "xiii"],
    ]


def test_cells_on_top_of_a_page_are_text_although_some_come_again() -> None:
    def leaf(day: int) -> tuple:
        row = block("Armenia", 70, 60, 100), block(f"{day} May", 70, 200, 100), block("Signed", 70, 400, 50)
        return page(*row, block("Azerbaijan", 90, 60, 100), block("Text below.", 300))

    assert told(leaf(3), leaf(12), leaf(8)) == [[], [], []]


def test_a_footer_in_words_below_the_notes_hides_them_not() -> None:
    def leaf(number: int) -> tuple:
        text = block("The Court noted2 that 5 km2 were7 given.1", 300)
        notes = block("1 See the minutes.\n2 Ibid.", 650)
        return page(text, notes, block(f"Page {number} of 4", 780))

    assert told(leaf(1), leaf(2)) == [
        ["2", "1", "1 See the minutes.\n2 Ibid.", f"Page {number} of 4"] for number in (1, 2)
    ]


def test_a_numbered_paragraph_above_a_last_short_line_of_text_is_text() -> None:
    blocks = block("Something said.1", 300), block("1. The Parties agree.", 650), block("Done.", 760)
    spans = [Span(one.text, 10.0, one.box) for one in blocks]
    assert sheet(HEIGHT, blocks, lambda: spans).notes == ()


def test_a_foot_read_between_two_columns_is_known() -> None:
    def leaf(number: int) -> tuple:
        left = [block(f"Left {n} of the column.", 150 + 40 * n, 40, 200) for n in range(6)]
        right = [block(f"Right {n} of the column.", 150 + 40 * n, 300, 200) for n in range(6)]
        return page(*left, block(f"Page {number} of 4", 780), *right)

    assert told(leaf(1), leaf(2)) == [["Page 1 of 4"], ["Page 2 of 4"]]
