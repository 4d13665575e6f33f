"""Ends of highlights where lines run leftwards, up or down; the caret from line to line; whole lines by keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pymupdf
import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.ui.reader.grips import word_grips
from annotator.ui.reader.selection import Selection
from ui.reader.helpers import Desk
from ui.reader.pdfs import pdf

Make = Callable[..., Desk]
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ARABIC = "اتفق الطرفان على وقف إطلاق النار في شهر أغسطس وفق المادة الثانية عشرة"


def turned(rotation: int) -> bytes:
    document = pymupdf.open()
    page = document.new_page()
    page.insert_text((300, 400), "One two three four five six seven.", rotate=rotation)
    return document.tobytes()


def columns() -> bytes:
    """Two columns of eight lines, the left one drawn first."""
    document = pymupdf.open()
    page = document.new_page()
    for x, side in ((72, "Left"), (320, "Right")):
        for line in range(8):
            page.insert_text((x, 100 + line * 16), f"{side} line {line} has some words in it.", fontsize=10)
    return document.tobytes()


def drag(reader: Desk, begins: bool, onto: str) -> str:
    """Drag a handle of the only highlight onto the middle of a word; what it holds then."""
    (grip,) = [one for one in word_grips(reader.canvas, 0) if one.begins == begins]
    frame, view = reader.canvas.frame, reader.canvas.viewport()
    at = (frame.page(0).topLeft() + grip.at * frame.scale).toPoint()
    there = reader.point(reader.text.index(onto) + len(onto) // 2)
    before = reader.pane.view.rows[0].annotation.selectors.exact
    QTest.mousePress(view, LEFT, PLAIN, at)
    QTest.mouseMove(view, at + (there - at) / 2)
    QTest.mouseMove(view, there)
    QTest.mouseRelease(view, LEFT, PLAIN, there)
    reader.qtbot.waitUntil(lambda: reader.pane.view.rows[0].annotation.selectors.exact != before)
    return reader.pane.view.rows[0].annotation.selectors.exact


def highlighted(reader: Desk, phrase: str) -> None:
    reader.drag_over(phrase)
    assert reader.selected == phrase
    reader.key(Qt.Key.Key_1)
    reader.qtbot.waitUntil(lambda: len(reader.pane.view.spans) == 1)
    reader.key(Qt.Key.Key_Escape)
    assert reader.canvas.selected


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_both_ends_are_dragged_whichever_way_the_line_is_turned(desk: Make, rotation: int) -> None:
    reader = desk({"a.pdf": turned(rotation)})
    highlighted(reader, "three four five")
    assert drag(reader, True, "two") == "two three four five"
    assert drag(reader, False, "six") == "two three four five six"
    assert drag(reader, True, "four") == "four five six"


def test_both_ends_are_dragged_where_lines_run_leftwards(desk: Make) -> None:
    reader = desk({"a.html": f'<html><body><p dir="rtl">{ARABIC}</p></body></html>'.encode()})
    highlighted(reader, "وقف إطلاق النار")
    begins, ends = (grip.at.x() for grip in word_grips(reader.canvas, 0))
    assert begins > ends
    assert drag(reader, True, "على") == "على وقف إطلاق النار"
    assert drag(reader, False, "شهر") == "على وقف إطلاق النار في شهر"


def test_the_caret_goes_down_one_column_and_then_the_next(desk: Make) -> None:
    reader = desk({"a.pdf": columns()})
    reader.key(Qt.Key.Key_F7)
    reader.key(Qt.Key.Key_End)
    carets = [reader.canvas.caret]
    for _ in range(15):
        reader.key(Qt.Key.Key_Down)
        carets.append(reader.canvas.caret)
    assert carets == sorted(set(carets))
    assert reader.canvas.caret >= reader.text.index("Right line 7")
    for _ in range(15):
        reader.key(Qt.Key.Key_Up)
    assert reader.canvas.caret <= reader.text.index("\n")


def test_whole_lines_taken_by_keyboard_are_highlighted_without_the_blank_behind_them(desk: Make) -> None:
    reader = desk({"a.pdf": columns()})
    reader.key(Qt.Key.Key_F7)
    reader.key(Qt.Key.Key_Down)
    reader.key(Qt.Key.Key_Home)
    reader.key(Qt.Key.Key_Down, SHIFT)
    assert reader.selected.endswith("\n")
    reader.key(Qt.Key.Key_Return)
    assert reader.popup.isVisible()
    reader.key(Qt.Key.Key_2)
    reader.qtbot.waitUntil(lambda: len(reader.pane.view.spans) == 1)
    assert reader.pane.view.rows[0].annotation.selectors.exact == "Left line 1 has some words in it."


def test_blanks_alone_are_nothing_to_highlight(desk: Make) -> None:
    reader = desk({"a.txt": b"One two.\n\nThree four."})
    start = reader.text.index("\n")
    reader.canvas.caret = start
    reader.key(Qt.Key.Key_Right, SHIFT)
    reader.key(Qt.Key.Key_Right, SHIFT)
    assert reader.selected.isspace()
    reader.key(Qt.Key.Key_Return)
    assert not reader.pane.annotating.is_open
    reader.key(Qt.Key.Key_1)
    assert reader.rows() == []


def test_the_caret_goes_where_the_arrow_points_in_lines_that_run_leftwards(desk: Make) -> None:
    reader = desk({"a.txt": f"{ARABIC}\n\nThen English.".encode()})
    reader.key(Qt.Key.Key_F7)
    first = ARABIC.index(" ")
    reader.key(Qt.Key.Key_Left, CTRL)
    assert reader.canvas.caret == first
    reader.key(Qt.Key.Key_Left)
    reader.key(Qt.Key.Key_Right)
    assert reader.canvas.caret == first
    reader.key(Qt.Key.Key_Right, SHIFT)
    assert reader.selected == ARABIC[first - 1]
    reader.canvas.select(Selection(len(ARABIC) + 2, len(ARABIC) + 2))
    reader.key(Qt.Key.Key_Right, CTRL | SHIFT)
    assert reader.selected == "Then"


def test_the_caret_begins_where_one_reads_not_where_one_was(desk: Make) -> None:
    reader = desk({"a.pdf": pdf(30)})
    reader.key(Qt.Key.Key_F7)
    reader.key(Qt.Key.Key_Down)
    reader.area.goto("20")
    reader.settle()
    reader.key(Qt.Key.Key_Down)
    assert reader.pane.view.page_of(reader.canvas.caret or 0) == 19
    # What is being selected is gone on with, however far one has looked ahead.
    reader.key(Qt.Key.Key_Right, SHIFT)
    start = reader.canvas.selection.anchor
    reader.area.goto("25")
    reader.settle()
    reader.key(Qt.Key.Key_Right, SHIFT)
    assert reader.canvas.selection == Selection(start, start + 2)


def test_what_was_found_is_where_the_keyboard_goes_on(desk: Make) -> None:
    reader = desk({"a.pdf": pdf(30)})
    reader.area.find()
    bar = reader.area.find_bar
    bar.edit.setText("Page 17 line 4")
    reader.qtbot.waitUntil(lambda: reader.pane.search.complete)
    reader.settle()
    QTest.keyClick(bar.edit, Qt.Key.Key_Escape)
    for _ in range(4):
        reader.key(Qt.Key.Key_Right, SHIFT | CTRL)
    assert reader.selected == "Page 17 line 4"


def test_a_caret_sent_far_away_is_not_lost_by_who_types_on(desk: Make) -> None:
    reader = desk({"a.pdf": pdf(60)})
    reader.key(Qt.Key.Key_F7)
    reader.key(Qt.Key.Key_End, CTRL)
    # The words of the last page have not come yet.
    reader.key(Qt.Key.Key_Left)
    assert reader.canvas.caret == len(reader.text) - 1
    end = len(reader.text)
    reader.qtbot.waitUntil(lambda: not reader.canvas.range_rect(end - 1, end).isEmpty())
