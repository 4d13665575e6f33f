"""Kinds of marks, areas, bookmarks, joining and splitting, with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from annotator.domain.errors import UserError
from annotator.domain.fragments import parse
from annotator.domain.geometry import Rect
from annotator.operations import annotations as operations
from annotator.operations import joining, places
from annotator.store import annotations
from annotator.ui.reader import highlightmenu
from annotator.ui.reader.highlightlist import HighlightList
from annotator.ui.records import Place
from ui.reader.helpers import Desk
from ui.reader.pdfs import pdf

Make = Callable[..., Desk]
TEXT = "One two three four five.\n\nSix seven eight nine ten.\n\nEleven twelve thirteen."
ALT_SHIFT = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
SHIFT = Qt.KeyboardModifier.ShiftModifier


def rows_are(reader: Desk, count: int) -> list:
    reader.qtbot.waitUntil(lambda: len(reader.pane.view.spans) == count)
    return sorted((row.annotation for row in reader.pane.view.rows), key=lambda one: one.selectors.start)


def test_u_underlines_the_selection_and_the_menu_turns_it_into_a_highlight(desk: Make) -> None:
    reader = desk({"a.txt": TEXT.encode()})
    reader.drag_over("two three")
    reader.key(Qt.Key.Key_U)
    (made,) = rows_are(reader, 1)
    assert (made.style, made.selectors.exact) == ("underline", "two three")
    reader.area.mark("highlight")
    reader.qtbot.waitUntil(lambda: reader.pane.view.rows[0].annotation.style == "highlight")


def test_shift_adds_words_to_the_selected_highlight(desk: Make) -> None:
    reader = desk({"a.txt": TEXT.encode()})
    reader.drag_over("two three")
    reader.key(Qt.Key.Key_1)
    rows_are(reader, 1)
    reader.key(Qt.Key.Key_Escape)
    assert reader.canvas.selected
    start = TEXT.index("eight")
    reader.drag(start, start + 5, SHIFT)
    reader.qtbot.waitUntil(lambda: bool(reader.pane.view.rows[0].annotation.parts))
    assert [part.exact for part in reader.pane.view.rows[0].annotation.parts] == ["eight"]
    assert len(reader.canvas.marks.on(0)[0].rects) == 2
    reader.session.undo()
    reader.qtbot.waitUntil(lambda: not reader.pane.view.rows[0].annotation.parts)


def test_alt_shift_arrows_move_the_ends_of_the_selected_highlight(desk: Make) -> None:
    reader = desk({"a.txt": TEXT.encode()})
    reader.drag_over("two three")
    reader.key(Qt.Key.Key_1)
    rows_are(reader, 1)
    for key, words in (
        (Qt.Key.Key_Right, "two three four"),
        (Qt.Key.Key_Left, "two three"),
        (Qt.Key.Key_Up, "One two three"),
        (Qt.Key.Key_Down, "two three"),
    ):
        reader.key(key, ALT_SHIFT)
        reader.qtbot.waitUntil(lambda w=words: reader.pane.view.rows[0].annotation.selectors.exact == w)


def test_two_highlights_merge_and_split_at_the_caret(desk: Make) -> None:
    def prepare(project, documents) -> None:
        operations.highlight(project, documents[0], 0, 7)
        operations.highlight(project, documents[0], 8, 18)

    reader = desk({"a.txt": TEXT.encode()}, prepare=prepare)
    rows_are(reader, 2)
    reader.area.step_mark(1)
    reader.area.merge()
    (one,) = rows_are(reader, 1)
    assert one.selectors.exact == TEXT[:18]
    reader.canvas.caret = TEXT.index("three")
    reader.area.split_mark()
    assert [one.selectors.exact for one in rows_are(reader, 2)] == ["One two", "three four"]


def test_alt_arrows_go_from_mark_to_mark_and_stop_at_the_ends(desk: Make) -> None:
    def prepare(project, documents) -> None:
        for start in (0, 26, 53):
            operations.highlight(project, documents[0], start, start + 3)

    reader = desk({"a.txt": TEXT.encode()}, prepare=prepare)
    ids = [one.id for one in rows_are(reader, 3)]
    seen = []
    for by in (1, 1, 1, 1, -1):
        reader.area.step_mark(by)
        seen.append(reader.canvas.selected)
    assert seen == [ids[0], ids[1], ids[2], ids[2], ids[1]]


def test_the_area_tool_marks_a_rectangle_and_its_corner_reshapes_it(desk: Make) -> None:
    reader = desk({"two.pdf": pdf(2)})
    canvas, view = reader.canvas, reader.canvas.viewport()
    reader.area.area_tool()
    assert canvas.area_tool.active
    left = Qt.MouseButton.LeftButton
    first, last = QPoint(260, 350), QPoint(420, 450)
    QTest.mousePress(view, left, pos=first)
    QTest.mouseMove(view, last)
    QTest.mouseRelease(view, left, pos=last)
    (made,) = rows_are(reader, 1)
    assert not canvas.area_tool.active
    assert made.style == "area"
    page, rect = parse(made.selectors.fragment) or (9, None)
    assert page == 0 and rect is not None
    assert abs((rect.x1 - rect.x0) * canvas.frame.scale - 160) < 2
    reader.qtbot.waitUntil(lambda: canvas.selected == made.id)
    QTest.mousePress(view, left, pos=last)
    QTest.mouseMove(view, last + QPoint(30, 20))
    QTest.mouseRelease(view, left, pos=last + QPoint(30, 20))
    reader.qtbot.waitUntil(lambda: reader.pane.view.rows[0].annotation.selectors != made.selectors)
    _, wider = parse(reader.pane.view.rows[0].annotation.selectors.fragment) or (0, None)
    assert wider is not None and wider.x0 == rect.x0 and wider.x1 > rect.x1
    QTest.mouseClick(view, left, pos=QPoint(600, 600))
    assert canvas.selected == ""
    QTest.mouseClick(view, left, pos=QPoint(330, 400))
    assert canvas.selected == made.id


def test_a_bookmark_is_set_and_taken_away_with_the_same_command(desk: Make) -> None:
    reader = desk({"two.pdf": pdf(2), "a.txt": TEXT.encode()})
    for number in (0, 1):
        reader.open(number)
        reader.area.bookmark()
        (made,) = rows_are(reader, 1)
        assert made.style == "bookmark"
        assert reader.canvas.marks.on(0)[0].pin is not None
        reader.area.bookmark()
        rows_are(reader, 0)


def test_only_the_changed_highlights_rectangle_is_drawn_again(desk: Make, monkeypatch) -> None:
    def prepare(project, documents) -> None:
        operations.highlight(project, documents[0], 0, 7)

    reader = desk({"a.txt": TEXT.encode()}, prepare=prepare)
    (one,) = rows_are(reader, 1)
    from annotator.ui.reader import painting

    # What the opening still draws is drawn before one looks.
    reader.qtbot.waitUntil(lambda: reader.canvas.is_settled)
    reader.canvas.viewport().repaint()
    drawn: list = []
    original = painting.paint
    monkeypatch.setattr(
        painting, "paint", lambda c, p, exposed: (drawn.append(exposed), original(c, p, exposed))
    )
    reader.session.act(lambda project: operations.recolour(project, [one.id], "red"))
    reader.qtbot.waitUntil(lambda: bool(drawn))
    view = reader.canvas.viewport()
    assert all(box.width() * box.height() < view.width() * view.height() / 4 for box in drawn)


def test_copied_words_are_those_one_sees(desk: Make) -> None:
    reader = desk({"a.md": b"# Title\n\nSome **bold** and *soft* words.\n\nMore `code` here."})
    reader.canvas.setFocus()
    reader.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    reader.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    words = QGuiApplication.clipboard().text()
    assert "Some bold and soft words." in words
    assert "**" not in words and "#" not in words


def test_the_list_filters_by_kind_and_colour_and_acts_on_all_that_are_chosen(desk: Make) -> None:
    def prepare(project, documents) -> None:
        operations.highlight(project, documents[0], 0, 7, "red")
        operations.highlight(project, documents[0], 8, 18, "green", style="underline")
        places.bookmark(project, documents[0], 26)

    reader = desk({"a.txt": TEXT.encode()}, prepare=prepare)
    lines = HighlightList(reader.session, reader.themes)
    reader.qtbot.addWidget(lines)
    lines.set_document(reader.documents[0])
    reader.qtbot.waitUntil(lambda: lines.model.rowCount() == 3)
    box = lines.narrow.boxes["style"]
    box.setCurrentIndex(box.findData("underline"))
    box.activated.emit(box.currentIndex())
    assert [lines.model.line(n).words for n in range(lines.model.rowCount())] == ["three four"]  # type: ignore[union-attr]
    box.setCurrentIndex(0)
    box.activated.emit(0)
    lines.table.selectAll()
    assert len(lines.chosen()) == 3
    chosen = lines.chosen()
    reader.session.act(lambda project: operations.trash(project, chosen))
    reader.qtbot.waitUntil(lambda: lines.model.rowCount() == 0)
    reader.session.undo()
    reader.qtbot.waitUntil(lambda: lines.model.rowCount() == 3)


def test_a_filter_that_nothing_fits_says_so_and_is_taken_away_by_a_button(desk: Make) -> None:
    reader = desk(
        {"a.txt": TEXT.encode()}, prepare=lambda project, ids: operations.highlight(project, ids[0], 0, 7)
    )
    lines = HighlightList(reader.session, reader.themes)
    reader.qtbot.addWidget(lines)
    lines.set_document(reader.documents[0])
    reader.qtbot.waitUntil(lambda: lines.model.rowCount() == 1)
    lines.show()
    box = lines.narrow.boxes["style"]
    box.setCurrentIndex(box.findData("area"))
    box.activated.emit(box.currentIndex())
    lines.filter.setText("zebra")
    assert lines.nothing.isVisible()
    assert not lines.table.isVisible()
    lines.nothing.button.click()
    assert lines.model.rowCount() == 1
    assert lines.table.isVisible()
    assert (lines.filter.text(), box.currentIndex()) == ("", 0)


def test_lines_that_were_chosen_stay_so_for_the_next_act(desk: Make) -> None:
    def prepare(project, documents) -> None:
        for word in range(6):
            operations.highlight(project, documents[0], 4 * word, 4 * word + 2, "red")

    reader = desk({"a.txt": TEXT.encode()}, prepare=prepare)
    lines = HighlightList(reader.session, reader.themes)
    reader.qtbot.addWidget(lines)
    lines.set_document(reader.documents[0])
    reader.qtbot.waitUntil(lambda: lines.model.rowCount() == 6)
    lines.show()
    assert not lines.narrow.boxes["tag"].isVisible()
    rows = lines.table.selectionModel()
    for row in (0, 2, 3):
        rows.select(lines.model.index(row, 0), rows.SelectionFlag.Select | rows.SelectionFlag.Rows)
    chosen = lines.chosen()
    reader.session.act(lambda project: operations.recolour(project, chosen, "blue"))
    reader.qtbot.waitUntil(lambda: any(line.colour == "blue" for line in map(lines.model.line, range(6))))  # type: ignore[union-attr]
    assert sorted(lines.chosen()) == sorted(chosen)
    reader.session.act(lambda project: joining.tag_all(project, chosen, "border"))
    reader.qtbot.waitUntil(lambda: lines.narrow.boxes["tag"].isVisible())
    assert sorted(lines.chosen()) == sorted(chosen)
    lines.table.sortByColumn(0, Qt.SortOrder.DescendingOrder)
    assert sorted(lines.chosen()) == sorted(chosen)
    assert [lines.model.line(row).colour for row in range(6)] == ["blue"] * 3 + ["red"] * 3  # type: ignore[union-attr]


def test_a_second_half_shows_what_the_first_does_though_an_area_is_selected_elsewhere(desk: Make) -> None:
    reader = desk(
        {"a.pdf": pdf(30)},
        prepare=lambda project, ids: places.area(project, ids[0], 4, Rect(60, 60, 200, 200)),
    )
    reader.session.select("annotation", reader.rows()[0].annotation.id)
    assert reader.canvas.travel.page() == 4
    reader.area.goto("20")
    reader.settle()
    reader.area.split()
    second = reader.area.halves[1]
    reader.qtbot.waitUntil(lambda: second.pane() is not None and second.pane().canvas.is_settled)
    assert second.pane().canvas.selected
    assert second.pane().canvas.travel.page() == 19


def test_an_area_is_shown_when_it_is_opened_though_it_lies_far_from_the_words(desk: Make) -> None:
    def prepare(project, documents) -> None:
        places.area(project, documents[0], 3, Rect(60, 700, 200, 800))
        places.area(project, documents[1], 3, Rect(60, 700, 200, 800))

    reader = desk({"a.pdf": pdf(5), "b.pdf": pdf(5)}, prepare=prepare)
    for number in (0, 1):
        document = reader.documents[number]

        def listed(project, document=document):
            return annotations.rows_of_document(project, document)

        one = reader.stored(listed)[0].annotation
        place = Place(document, one.selectors.start, one.selectors.end)

        def seen(id=one.id) -> bool:
            return not reader.canvas.mark_rect(id).isEmpty()

        for _ in (0, 1):
            # The second time it is still selected; the first time its document may not be open.
            reader.session.open_place(place)
            reader.session.select("annotation", one.id)
            reader.settle()
            reader.qtbot.waitUntil(seen)
            assert reader.canvas.selected == one.id
            reader.canvas.verticalScrollBar().setValue(0)
            assert not seen()


def test_linking_to_what_is_not_there_says_so(desk: Make, monkeypatch: pytest.MonkeyPatch) -> None:
    reader = desk(
        {"a.txt": TEXT.encode()}, prepare=lambda project, ids: operations.highlight(project, ids[0], 0, 7)
    )
    said: list[UserError] = []
    reader.session.failed.connect(said.append)
    monkeypatch.setattr(highlightmenu.QInputDialog, "getText", lambda *_: ("zebra", True))
    highlightmenu.link(reader.session, [reader.rows()[0].annotation.id], reader.area)
    reader.qtbot.waitUntil(lambda: bool(said))
    assert [error.what for error in said] == ["Nothing is called “zebra”."]
