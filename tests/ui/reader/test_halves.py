"""What the reader says of itself: zoom and page of the tab in front, also in half a window."""

from __future__ import annotations

from collections.abc import Callable
from itertools import combinations

from PySide6.QtCore import QPoint, QRect

from ui.reader.helpers import Desk
from ui.reader.pdfs import pdf

Make = Callable[..., Desk]
PAGE = (
    "<html><head><title>T</title></head><body><nav><ul>"
    + "".join(f"<li><a href='/{n}'>Menu entry {n}</a></li>" for n in range(12))
    + "</ul></nav><article><h1>Heading</h1>"
    + "".join(f"<p>{'The article speaks of peace at some length. ' * 6}{n}</p>" for n in range(8))
    + "</article><footer><p>All rights kept by the footer</p></footer></body></html>"
).encode()


def test_a_tab_behind_does_not_tell_its_zoom(desk: Make) -> None:
    reader = desk({"one.pdf": pdf(2), "two.txt": b"Some words."}, open_first=False)
    told: list[float] = []
    reader.area.zoom_changed.connect(told.append)
    reader.area.open_document(reader.documents[0])
    behind = reader.pane
    reader.open(1)
    reader.qtbot.waitUntil(lambda: len(behind.canvas.frame.column) == 2)
    assert behind.canvas.zoom.factor != reader.area.zoom()
    assert told[-1] == reader.area.zoom() == 1.0


def test_the_position_is_the_page_that_is_read_not_what_is_left_of_the_one_before(desk: Make) -> None:
    reader = desk({"one.pdf": pdf(3)})
    bar = reader.canvas.verticalScrollBar()
    bar.setValue(round(reader.canvas.frame.column.top(1)) - 60)
    reader.settle()
    assert reader.pane.position() == "p. 2 of 3"
    bar.setValue(round(reader.canvas.frame.column.top(1) - reader.canvas.viewport().height() * 0.6))
    assert reader.pane.position() == "p. 1 of 3"


def test_half_a_window_shows_an_article_whole_and_says_things_shortly(desk: Make) -> None:
    reader = desk({"page.html": PAGE}, size=(900, 600))
    button = reader.area.half.rest_button
    assert button.text() == "Show everything"
    reader.area.split()
    second = reader.area.halves[1]
    reader.qtbot.waitUntil(lambda: second.pane() is not None and second.pane().canvas.is_settled)
    reader.qtbot.waitUntil(lambda: reader.canvas.horizontalScrollBar().maximum() == 0)
    for half in reader.area.halves:
        assert half.width() < 460
        assert half.rest_button.text() == "All"
        assert half.rest_button.accessibleName() == "Show everything"
        frame = half.pane().canvas.frame
        assert frame.content_width <= frame.width


def test_nothing_of_find_covers_anything_else_in_little_room(desk: Make) -> None:
    reader = desk({"a.pdf": pdf(1)}, size=(270, 400))
    reader.area.find()
    bar = reader.area.find_bar
    for width in (270, 800, 300, 440):
        reader.area.resize(width, 400)
        reader.qtbot.waitUntil(lambda: bar.width() == reader.area.width())
        bar.edit.setText("line")
        reader.qtbot.waitUntil(lambda: reader.pane.search.complete and bar.count.width() > 40)
        parts = (bar.edit, bar.whole, bar.expression, bar.previous, bar.next, bar.count, bar.close_button)
        boxes = [QRect(part.mapTo(bar, QPoint(0, 0)), part.size()) for part in parts]
        assert all(bar.rect().contains(box) for box in boxes), width
        assert not any(one.intersects(other) for one, other in combinations(boxes, 2)), width
        assert bar.count.sizeHint().width() <= bar.count.width(), "the count is read whole"


def test_two_halves_stand_beside_each_other_in_the_room_a_small_window_leaves(desk: Make) -> None:
    reader = desk({"page.html": PAGE}, size=(270, 400))
    reader.area.setMinimumWidth(270)
    reader.area.split()
    first, second = reader.area.halves
    reader.qtbot.waitUntil(lambda: second.pane() is not None and second.pane().canvas.is_settled)
    assert first.geometry().right() < second.geometry().left()
    assert second.geometry().right() <= reader.area.splitter.width()
    assert not first.side_button.isVisible()
    reader.area.unsplit()
    reader.qtbot.waitUntil(first.side_button.isVisible)


def test_back_leads_to_the_same_view_and_a_split_shows_it_too(desk: Make) -> None:
    reader = desk({"a.pdf": pdf(30)}, size=(900, 600))
    bar = reader.canvas.verticalScrollBar()
    bar.setValue(bar.maximum() // 2 + 321)
    reader.settle()
    before, page = bar.value(), reader.canvas.travel.page()
    for wanted in ("3", "28", "7"):
        assert reader.area.goto(wanted)
        reader.settle()
    for _ in range(3):
        reader.area.go_back()
        reader.settle()
    # To the height of a line: it is a line that is remembered.
    assert abs(bar.value() - before) < 40
    reader.area.split()
    second = reader.area.halves[1]
    reader.qtbot.waitUntil(lambda: second.pane() is not None and second.pane().canvas.is_settled)
    reader.settle()
    assert second.pane().canvas.travel.page() == page


def test_the_page_gone_to_stays_at_the_top_as_the_window_changes(desk: Make) -> None:
    reader = desk({"a.pdf": pdf(30)}, size=(900, 600))
    reader.area.fit_width()
    reader.area.goto("12")
    reader.settle()
    top = reader.canvas.frame.page(11).top()
    reader.area.resize(500, 600)
    reader.settle()
    assert abs(reader.canvas.frame.page(11).top() - top) <= 1
    reader.area.zoom_in()
    reader.settle()
    assert abs(reader.canvas.frame.page(11).top() - top) <= 1
