"""Tabs, places, find, zoom, type, PDF pages, locked files."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.style import ReadingStyle
from annotator.ui.records import Place
from ui.reader.helpers import Desk
from ui.reader.pdfs import pdf

Make = Callable[..., Desk]
LONG = "\n\n".join(
    f"Paragraph {n} speaks of peace number {n} and of a café in Straße {n}." for n in range(150)
)
FILES = {
    "one.txt": LONG.encode(),
    "two.txt": b"A second text.\n\nIt is short & sweet.",
    "three.txt": b"A third text.",
}


@pytest.fixture
def reader(desk: Make) -> Desk:
    return desk(FILES)


def test_without_a_document_the_area_says_what_to_do_first(desk: Make) -> None:
    reader = desk(FILES, open_first=False)
    assert reader.area.stack.currentWidget() is reader.area.half.empty
    assert reader.area.current_document() is None
    assert not reader.area.half.bar.isVisible()


def test_tabs_open_once_switch_and_close(reader: Desk) -> None:
    reader.open(1)
    reader.open(2)
    reader.open(1)
    assert reader.area.open_documents() == reader.documents
    assert reader.area.current_document() == reader.documents[1]
    reader.area.next_tab()
    assert reader.area.current_document() == reader.documents[2]
    reader.area.next_tab()
    assert reader.area.current_document() == reader.documents[0]
    reader.area.previous_tab()
    reader.area.close_tab()
    assert reader.area.open_documents() == reader.documents[:2]
    reader.area.close_tab()
    reader.area.close_tab()
    assert reader.area.stack.currentWidget() is reader.area.half.empty


def test_a_tab_keeps_its_place_and_selection(reader: Desk) -> None:
    reader.canvas.travel.go(reader.text.index("Paragraph 90"), flash=False)
    reader.settle()
    reader.drag_over("peace number 90")
    y = reader.canvas.verticalScrollBar().value()
    reader.open(1)
    reader.area.open_document(reader.documents[0])
    assert reader.canvas.verticalScrollBar().value() == y
    assert reader.selected == "peace number 90"


def test_a_place_is_opened_in_its_document_and_flashes_and_back_returns(reader: Desk) -> None:
    reader.open(1)
    start = LONG.index("peace number 77")
    reader.session.open_place(Place(reader.documents[0], start, start + 15))
    reader.settle()
    assert reader.area.current_document() == reader.documents[0]
    reader.qtbot.waitUntil(lambda: reader.canvas.flash.range == (start, start + 15))
    assert not reader.canvas.range_rect(start, start + 15).isEmpty()
    reader.area.go_back()
    assert reader.area.current_document() == reader.documents[1]
    reader.area.go_forward()
    assert reader.area.current_document() == reader.documents[0]


def test_the_position_names_the_paragraph(reader: Desk) -> None:
    with reader.qtbot.waitSignal(reader.area.position_changed):
        assert reader.area.goto("90")
    reader.qtbot.waitUntil(lambda: reader.canvas.flash.range is not None)
    start, _ = reader.pane.view.paragraphs.span(90)
    QTest.mouseClick(reader.canvas.viewport(), Qt.MouseButton.LeftButton, pos=reader.point(start))
    assert reader.pane.position() == "¶ 90 of 150"
    assert reader.pane.anchors() == "No highlights yet"
    assert not reader.area.goto("151")
    assert not reader.area.goto("x")


def test_find_marks_counts_and_steps_through_the_hits(reader: Desk) -> None:
    reader.area.find()
    bar = reader.area.find_bar
    QTest.keyClicks(bar.edit, "strasse")
    reader.qtbot.waitUntil(lambda: reader.pane.search.complete)
    assert bar.count.text() == "1 of 150"
    QTest.keyClick(bar.edit, Qt.Key.Key_Return)
    assert bar.count.text() == "2 of 150"
    QTest.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    QTest.keyClick(bar.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ShiftModifier)
    assert bar.count.text() == "150 of 150"
    hit = reader.pane.search.hits[149]
    reader.qtbot.waitUntil(lambda: not reader.canvas.range_rect(*hit).isEmpty())
    assert reader.text[hit[0] : hit[1]] == "Straße"
    QTest.keyClicks(bar.edit, "zzz")
    assert bar.count.text() == "Not found"
    QTest.keyClick(bar.edit, Qt.Key.Key_Escape)
    assert not bar.isVisible()
    assert reader.canvas.hits.on(0, len(reader.text)) == []


def test_find_begins_at_the_readers_place(reader: Desk) -> None:
    reader.canvas.travel.go(reader.text.index("Paragraph 100"), flash=False)
    reader.settle()
    reader.area.find()
    QTest.keyClicks(reader.area.find_bar.edit, "cafe")
    reader.qtbot.waitUntil(lambda: reader.pane.search.complete)
    assert 90 <= reader.pane.search.current <= 101


def test_zooming_keeps_the_place_and_the_wheel_keeps_what_is_under_the_pointer(reader: Desk) -> None:
    start = reader.text.index("peace number 75")
    reader.canvas.travel.go(start, flash=False)
    reader.settle()
    reader.area.zoom_in()
    reader.area.zoom_in()
    assert reader.area.zoom() == pytest.approx(1.25)
    assert not reader.canvas.range_rect(start, start + 5).isEmpty()
    reader.settle()
    at = reader.canvas.range_rect(start, start + 5).center()
    event = QWheelEvent(
        QPointF(at),
        QPointF(reader.canvas.viewport().mapToGlobal(at)),
        QPoint(),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.ControlModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(reader.canvas.viewport(), event)
    assert reader.area.zoom() == pytest.approx(1.1)
    moved = reader.canvas.range_rect(start, start + 5).center() - at
    assert abs(moved.y()) <= 2
    reader.area.zoom_reset()
    assert reader.area.zoom() == pytest.approx(1.0)


def test_setting_larger_type_lays_the_article_out_anew_and_stays_at_the_text(reader: Desk) -> None:
    start = reader.text.index("Paragraph 75")
    reader.canvas.travel.go(start, flash=False)
    reader.settle()
    reader.area.set_style(ReadingStyle(font_pt=18.0, family="sans"))
    reader.settle()
    shown = reader.canvas.travel.top_offset()
    assert abs(reader.pane.view.paragraphs.at(shown) - 76) <= 6
    reader.drag_over("peace number 75")
    assert reader.selected == "peace number 75"


def test_trying_out_sizes_and_coming_back_shifts_nothing(reader: Desk) -> None:
    reader.canvas.travel.go(reader.text.index("peace number 75"), flash=False)
    reader.settle()
    bar = reader.canvas.verticalScrollBar()
    bar.setValue(bar.value() + 7)
    reader.settle()
    before = bar.value()
    for points, measure in ((18.0, "narrow"), (10.0, "wide"), (21.0, "normal"), (13.0, "normal")):
        reader.area.set_style(ReadingStyle(font_pt=points, measure=measure))
        reader.settle()
    assert abs(bar.value() - before) <= 1
    # Who scrolls meanwhile is held where they went.
    bar.setValue(bar.value() + 900)
    reader.settle()
    there = bar.value()
    for points in (18.0, 13.0):
        reader.area.set_style(ReadingStyle(font_pt=points))
        reader.settle()
    assert abs(bar.value() - there) <= 1


def test_the_style_survives_being_written_down_and_bad_values_are_ignored() -> None:
    style = ReadingStyle("sepia", "sans", 15.0, "wide", 1.8)
    assert ReadingStyle.from_json(style.to_json()) == style
    assert ReadingStyle.from_json({"paper": "pink", "font_pt": "big", "line_height": 99}) == ReadingStyle()


def test_five_thousand_pages_scroll_by_geometry_and_fetch_only_what_is_near(desk: Make) -> None:
    reader = desk({"big.pdf": pdf(5000)})
    canvas = reader.canvas
    assert len(canvas.frame.column) == 5000
    assert canvas.frame.column.gap > 0
    bar = canvas.verticalScrollBar()
    bar.setValue(bar.maximum())
    reader.settle()
    assert list(canvas.frame.visible())[-1] == 4999
    assert reader.pane.position() == "p. 5000 of 5000"
    known = [page for page in range(5000) if reader.pane.view.has_map(page)]
    assert len(known) <= 12
    reader.drag_over("Page 5000 line 3 speaks of Article 3")
    assert reader.selected == "Page 5000 line 3 speaks of Article 3"
    assert reader.area.goto("2500")
    reader.settle()
    assert 2499 in canvas.frame.visible()


def test_a_selection_runs_across_pages(desk: Make) -> None:
    reader = desk({"two.pdf": pdf(2)}, size=(820, 1000))
    reader.area.zoom_out()
    while reader.area.zoom() > 0.5:
        reader.area.zoom_out()
    reader.settle()
    start, end = reader.text.index("Page 1 line 8"), reader.text.index("Page 2 line 1") + len("Page 2 line 1")
    reader.drag(start, end)
    assert (reader.canvas.selection.start, reader.canvas.selection.end) == (start, end)


def test_a_page_above_two_thousand_pixels_is_pictured_in_tiles(desk: Make) -> None:
    reader = desk({"one.pdf": pdf(1)})
    reader.canvas.zoom.set(3.0)
    reader.settle()
    assert all(key.spec.clip is not None for key in reader.canvas.keys(0))
    assert len(reader.canvas.keys(0)) >= 1


def test_fitting_goes_on_as_the_window_changes(desk: Make) -> None:
    reader = desk({"one.pdf": pdf(3)})
    reader.area.fit_width()
    narrow = reader.area.zoom()
    reader.area.resize(1100, 700)
    reader.qtbot.waitUntil(lambda: reader.area.zoom() > narrow * 1.2)
    assert reader.canvas.horizontalScrollBar().maximum() == 0
    reader.area.fit_page()
    assert reader.canvas.frame.column.size(0)[1] <= reader.canvas.viewport().height()


def test_a_web_pages_furniture_is_one_click_away(desk: Make) -> None:
    page = (
        "<html><head><title>T</title></head><body><nav><ul>"
        + "".join(f"<li><a href='/{n}'>Menu entry {n}</a></li>" for n in range(12))
        + "</ul></nav><article><h1>Heading</h1>"
        + "".join(f"<p>{'The article speaks of peace at some length. ' * 6}{n}</p>" for n in range(8))
        + "</article><footer><p>All rights kept by the footer</p></footer></body></html>"
    )
    reader = desk({"page.html": page.encode()})
    if not reader.pane.has_rest():
        pytest.skip("nothing was set apart as furniture")
    assert reader.area.half.rest_button.isVisible()
    reader.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert reader.selected.rstrip().endswith("length. 7"), "what is not seen is not selected"
    before = reader.pane.view.info
    reader.area.half.rest_button.click()
    reader.qtbot.waitUntil(lambda: reader.pane.view.info is not before)
    reader.settle()
    assert sum(p.height for p in reader.pane.view.info.pages) > sum(p.height for p in before.pages)
    reader.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert reader.selected == reader.text


def test_a_locked_file_asks_for_its_password_and_opens_with_it(desk: Make, worker) -> None:
    import pymupdf

    with pymupdf.open(stream=pdf(1), filetype="pdf") as plain:
        locked = plain.tobytes(
            encryption=pymupdf.PDF_ENCRYPT_AES_256, user_pw="secret", owner_pw="owner", garbage=0
        )
    added: list[str] = []

    def prepare(project, _):
        from annotator.operations import sources

        capture = worker.capture(None, data=locked, name="locked.pdf", password="secret")
        added.append(sources.add(project, capture).document)

    reader = desk({"a.txt": b"Some words."}, prepare=prepare)
    reader.area.open_document(added[0])
    reader.qtbot.waitUntil(lambda: reader.pane.password_dialog is not None, timeout=10_000)
    dialog = reader.pane.password_dialog
    dialog.edit.setText("wrong")
    dialog.accept()
    reader.qtbot.waitUntil(lambda: reader.pane.password_dialog not in (None, dialog), timeout=10_000)
    again = reader.pane.password_dialog
    again.edit.setText("secret")
    again.accept()
    reader.settle()
    reader.drag_over("Page 1 line 3")
    assert reader.selected == "Page 1 line 3"


def test_space_page_and_end_keys_scroll(reader: Desk) -> None:
    bar = reader.canvas.verticalScrollBar()
    reader.key(Qt.Key.Key_Space)
    down = bar.value()
    assert 0 < down <= bar.pageStep()
    reader.key(Qt.Key.Key_Space, Qt.KeyboardModifier.ShiftModifier)
    assert bar.value() == 0
    reader.key(Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert bar.value() == bar.maximum()
    reader.key(Qt.Key.Key_Home)
    assert bar.value() == 0
    reader.key(Qt.Key.Key_Down)
    assert bar.value() == bar.singleStep()
