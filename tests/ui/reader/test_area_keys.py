"""Areas without a mouse: a frame moved and sized by arrows, and the sides of a marked one."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.domain.fragments import parse
from annotator.domain.geometry import Rect
from annotator.operations import places
from ui.reader.helpers import Desk
from ui.reader.pdfs import pdf

Make = Callable[..., Desk]
SHIFT, CTRL = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
ENDS = Qt.KeyboardModifier.AltModifier | SHIFT


def area(reader: Desk) -> tuple[int, Rect]:
    reader.qtbot.waitUntil(lambda: len(reader.pane.view.spans) == 1)
    found = parse(reader.pane.view.rows[0].annotation.selectors.fragment)
    assert found is not None and found[1] is not None
    return found[0], found[1]


def test_a_frame_is_moved_sized_and_marked_by_keys(desk: Make) -> None:
    reader = desk({"two.pdf": pdf(2)})
    canvas = reader.canvas
    reader.area.area_tool()
    reader.key(Qt.Key.Key_Right)
    first = canvas.rubber.toRect()
    reader.key(Qt.Key.Key_Right)
    assert canvas.rubber.toRect() == first.translated(12, 0)
    reader.key(Qt.Key.Key_Down, CTRL)
    assert canvas.rubber.toRect() == first.translated(12, 2)
    reader.key(Qt.Key.Key_Up, SHIFT)
    reader.key(Qt.Key.Key_Left, SHIFT)
    expected = first.translated(12, 2).adjusted(0, 0, -12, -12)
    assert canvas.rubber.toRect() == expected
    QTest.mouseMove(canvas.viewport(), QPoint(5, 5))
    assert canvas.rubber.toRect() == expected
    reader.key(Qt.Key.Key_Return)
    page, rect = area(reader)
    assert page == 0
    assert abs((rect.x1 - rect.x0) * canvas.frame.scale - expected.width()) < 2
    assert not canvas.area_tool.active
    assert canvas.rubber.isEmpty()


def test_escape_lays_the_frame_down_and_it_never_leaves_its_page(desk: Make) -> None:
    reader = desk({"one.pdf": pdf(1)})
    reader.area.area_tool()
    reader.key(Qt.Key.Key_Right)
    size = reader.canvas.rubber.size()
    for _ in range(120):
        reader.key(Qt.Key.Key_Left)
        reader.key(Qt.Key.Key_Up)
    page = reader.canvas.frame.page(0)
    assert page.contains(reader.canvas.rubber)
    assert reader.canvas.rubber.size() == size
    reader.key(Qt.Key.Key_Escape)
    assert not reader.canvas.area_tool.active
    assert reader.canvas.rubber.isEmpty()
    assert reader.rows() == []


def test_the_sides_of_a_marked_area_are_moved_by_keys(desk: Make) -> None:
    reader = desk(
        {"one.pdf": pdf(1)},
        prepare=lambda project, ids: places.area(project, ids[0], 0, Rect(100, 100, 200, 150)),
    )
    reader.canvas.set_selected(reader.pane.view.rows[0].annotation.id)
    for key, wanted in (
        (Qt.Key.Key_Right, Rect(100, 100, 206, 150)),
        (Qt.Key.Key_Down, Rect(100, 100, 206, 156)),
        (Qt.Key.Key_Left, Rect(100, 100, 200, 156)),
        (Qt.Key.Key_Up, Rect(100, 100, 200, 150)),
    ):
        reader.key(key, ENDS)
        reader.qtbot.waitUntil(lambda rect=wanted: area(reader)[1] == rect)
