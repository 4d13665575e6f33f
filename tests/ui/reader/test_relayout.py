"""The mouse while an article is being set anew: what is pointed at will soon stand elsewhere."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.documents.views import LayoutSpec, ViewInfo
from annotator.ui.reader.style import ReadingStyle
from ui.reader.helpers import Desk

Make = Callable[..., Desk]
LEFT, PLAIN = Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier
LONG = "\n\n".join(f"Paragraph {n} speaks of peace number {n} and of other things too." for n in range(150))
LARGE = ReadingStyle(font_pt=18.0, family="sans")


@pytest.fixture
def reader(desk: Make) -> Desk:
    return desk({"one.txt": LONG.encode()})


@contextmanager
def held(reader: Desk, monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """Layouts begun meanwhile end only after this; then all is settled."""
    go, viewer = threading.Event(), reader.session.viewer
    real = viewer.layout

    def layout(key: str, spec: LayoutSpec) -> ViewInfo:
        assert go.wait(60)
        return real(key, spec)

    monkeypatch.setattr(viewer, "layout", layout)
    try:
        yield
    finally:
        go.set()
    reader.settle()


def ends(reader: Desk, phrase: str) -> tuple[QPoint, QPoint]:
    start = reader.text.index(phrase)
    return reader.point(start), reader.point(start + len(phrase) - 1)


def test_nothing_is_settled_while_a_layout_is_on_its_way(
    reader: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    with held(reader, monkeypatch):
        reader.area.set_style(LARGE)
        QTest.qWait(50)
        assert not reader.canvas.is_settled
        assert reader.pane.view.laying_out
    assert not reader.pane.view.laying_out


def test_no_selection_and_no_click_begins_on_a_layout_that_is_going(
    reader: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = ends(reader, "peace number 3")
    view = reader.canvas.viewport()
    with held(reader, monkeypatch):
        reader.area.set_style(LARGE)
        QTest.mouseDClick(view, LEFT, PLAIN, first)
        QTest.mousePress(view, LEFT, PLAIN, first)
        QTest.mouseMove(view, last)
    QTest.mouseMove(view, last + QPoint(3, 0))
    QTest.mouseRelease(view, LEFT, PLAIN, last)
    assert not reader.canvas.selection
    assert not reader.popup.isVisible()


def test_a_drag_that_a_layout_overtakes_keeps_the_words_it_had(
    reader: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    first, last = ends(reader, "peace number 3")
    view = reader.canvas.viewport()
    QTest.mousePress(view, LEFT, PLAIN, first)
    QTest.mouseMove(view, last)
    assert reader.selected == "peace number 3"
    with held(reader, monkeypatch):
        reader.area.set_style(LARGE)
        QTest.mouseMove(view, last + QPoint(40, 60))
    QTest.mouseMove(view, last + QPoint(0, 120))
    QTest.mouseRelease(view, LEFT, PLAIN, last + QPoint(0, 120))
    assert reader.selected == "peace number 3"


def test_the_place_is_kept_though_words_of_the_old_layout_come_late(
    reader: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader.canvas.travel.go(reader.text.index("Paragraph 75"), flash=False)
    reader.settle()
    before = reader.pane.view.paragraphs.at(reader.canvas.travel.top_offset())
    with held(reader, monkeypatch):
        reader.area.set_style(LARGE)
        reader.pane.view.mapped.emit(0)
    shown = reader.pane.view.paragraphs.at(reader.canvas.travel.top_offset())
    assert abs(shown - before) <= 1


def test_the_place_that_the_caret_went_to_is_kept_and_not_the_one_before(reader: Desk) -> None:
    reader.canvas.travel.go(reader.text.index("Paragraph 20 "), flash=False)
    reader.settle()
    reader.area.set_style(LARGE)
    reader.settle()
    reader.key(Qt.Key.Key_F7)
    for _ in range(30):
        reader.key(Qt.Key.Key_Down, Qt.KeyboardModifier.ControlModifier)
    caret = reader.canvas.caret
    assert caret is not None
    assert caret > reader.text.index("Paragraph 40 ")
    reader.area.set_style(ReadingStyle(font_pt=17.0, family="sans"))
    reader.settle()
    assert reader.canvas.travel.seen(caret)


def test_the_height_of_a_page_that_was_gone_to_is_kept_and_not_the_place_before(reader: Desk) -> None:
    reader.canvas.travel.go(reader.text.index("Paragraph 20 "), flash=False)
    reader.settle()
    reader.area.set_style(LARGE)
    reader.settle()
    reader.canvas.travel.go_page(0, 3500.0)
    reader.settle()
    before = reader.pane.view.paragraphs.at(reader.canvas.travel.top_offset())
    assert before > 30
    reader.area.set_style(ReadingStyle(font_pt=17.0, family="sans"))
    reader.settle()
    assert abs(reader.pane.view.paragraphs.at(reader.canvas.travel.top_offset()) - before) <= 1
