"""Two fingers on a touch pad and on a touch screen: what lies under them stays there."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QInputDevice, QNativeGestureEvent, QPointingDevice
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from ui.reader.helpers import Desk
from ui.reader.pdfs import pdf

Make = Callable[..., Desk]
Kind = Qt.NativeGestureType
LONG = "\n\n".join(
    f"Paragraph {n} speaks of peace number {n} and of other things too." * 6 for n in range(80)
)


def gesture(reader: Desk, kind: Qt.NativeGestureType, value: float, at: QPoint) -> None:
    """As the system sends it: to the window, which finds the widget under the fingers."""
    view = reader.canvas.viewport()
    window = view.window()
    place = view.mapTo(window, at)
    event = QNativeGestureEvent(
        kind,
        QPointingDevice.primaryPointingDevice(),
        2,
        QPointF(place),
        QPointF(place),
        QPointF(view.mapToGlobal(at)),
        value,
        QPointF(),
    )
    QApplication.sendEvent(window.windowHandle(), event)


def under(reader: Desk, at: QPoint) -> tuple[int, float, float]:
    return reader.canvas.frame.locate(QPointF(at))


@pytest.mark.parametrize("value", [0.04, -0.03])
def test_a_touch_pad_zooms_around_the_fingers(desk: Make, value: float) -> None:
    reader = desk({"nine.pdf": pdf(9)})
    reader.canvas.zoom.set(3.0)
    reader.canvas.travel.go(reader.text.index("Page 5 line 3"), flash=False)
    across = reader.canvas.horizontalScrollBar()
    across.setValue(across.maximum() // 2)
    reader.settle()
    at = QPoint(380, 360)
    page, x, y = under(reader, at)
    before = reader.area.zoom()
    gesture(reader, Kind.BeginNativeGesture, 0.0, at)
    for _ in range(12):
        gesture(reader, Kind.ZoomNativeGesture, value, at)
    gesture(reader, Kind.EndNativeGesture, 0.0, at)
    assert reader.area.zoom() == pytest.approx(before * (1 + value) ** 12, rel=1e-6)
    scale = reader.canvas.frame.scale
    assert under(reader, at) == (page, pytest.approx(x, abs=8 / scale), pytest.approx(y, abs=8 / scale))
    reader.settle()
    assert under(reader, at) == (page, pytest.approx(x, abs=8 / scale), pytest.approx(y, abs=8 / scale))


def test_the_words_under_the_fingers_stay_though_an_article_is_set_anew(desk: Make) -> None:
    reader = desk({"one.txt": LONG.encode()})
    reader.canvas.travel.go(reader.text.index("Paragraph 40"), flash=False)
    reader.settle()
    at = QPoint(380, 340)
    spot = reader.canvas.spot(QPointF(at))
    assert spot is not None
    layout = reader.pane.view.layout
    for _ in range(12):
        gesture(reader, Kind.ZoomNativeGesture, 0.06, at)
    reader.settle()
    assert reader.pane.view.layout > layout
    line = reader.canvas.range_rect(spot.caret, spot.caret + 1)
    assert abs(line.center().y() - at.y()) <= line.height()


def test_zoom_by_touch_pad_ends_at_the_limits_and_other_gestures_do_nothing(desk: Make) -> None:
    reader = desk({"one.pdf": pdf(1)})
    at = QPoint(300, 300)
    for _ in range(60):
        gesture(reader, Kind.ZoomNativeGesture, 0.5, at)
    assert reader.area.zoom() == 8.0
    gesture(reader, Kind.RotateNativeGesture, 90.0, at)
    gesture(reader, Kind.ZoomNativeGesture, -3.0, at)
    assert reader.area.zoom() == 8.0
    for _ in range(60):
        gesture(reader, Kind.ZoomNativeGesture, -0.5, at)
    assert reader.area.zoom() == 0.1


def test_a_smart_zoom_fits_the_width_and_takes_it_back(desk: Make) -> None:
    reader = desk({"one.pdf": pdf(1)})
    reader.canvas.zoom.set(0.5)
    gesture(reader, Kind.SmartZoomNativeGesture, 1.0, QPoint(300, 300))
    assert reader.canvas.zoom.mode == "width"
    gesture(reader, Kind.SmartZoomNativeGesture, 0.0, QPoint(300, 300))
    assert reader.area.zoom() == 1.0


def test_a_touch_screen_zooms_around_the_fingers_and_selects_nothing(desk: Make) -> None:
    reader = desk({"nine.pdf": pdf(9)})
    reader.canvas.zoom.set(2.0)
    reader.canvas.travel.go(reader.text.index("Page 5 line 3"), flash=False)
    reader.settle()
    view = reader.canvas.viewport()
    device = QTest.createTouchDevice(QInputDevice.DeviceType.TouchScreen)
    middle = QPoint(400, 350)
    before, place = reader.area.zoom(), under(reader, middle)
    QTest.touchEvent(view, device).press(0, middle - QPoint(60, 0), view).press(
        1, middle + QPoint(60, 0), view
    ).commit()
    for reach in range(64, 124, 4):
        QTest.touchEvent(view, device).move(0, middle - QPoint(reach, 0), view).move(
            1, middle + QPoint(reach, 0), view
        ).commit()
    QTest.touchEvent(view, device).release(0, middle - QPoint(120, 0), view).release(
        1, middle + QPoint(120, 0), view
    ).commit()
    assert reader.area.zoom() / before == pytest.approx(2.0, rel=0.15)
    scale = reader.canvas.frame.scale
    page, x, y = place
    assert under(reader, middle) == (page, pytest.approx(x, abs=10 / scale), pytest.approx(y, abs=10 / scale))
    assert not reader.canvas.selection
