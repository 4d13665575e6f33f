"""Rectangles with the mouse or the arrow keys: marking a region of a page, and giving a marked one other sides."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt

from annotator.domain.annotation import Style
from annotator.domain.geometry import Rect

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

CORNER_PX = 9.0
# A shorter drag (pixels) is a click.
SLIP_PX = 5.0
# How far (pixels) an arrow key moves; with Ctrl.
STEP_PX, FINE_PX = 12.0, 2.0
_ARROWS = {
    Qt.Key.Key_Left: QPointF(-1, 0),
    Qt.Key.Key_Right: QPointF(1, 0),
    Qt.Key.Key_Up: QPointF(0, -1),
    Qt.Key.Key_Down: QPointF(0, 1),
}


class AreaTool:
    """`active` while the next drag marks a region. Each of press, move, release, key says whether the event was its own."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.active = False
        self._page = -1
        self._fixed = QPointF()  # the corner that stays, in the viewport
        self._reshaped = ""
        self._by_keys = False

    def set_active(self, on: bool) -> None:
        """Take the tool up or lay it down."""
        canvas = self._canvas
        self.active = on and not canvas.frame.continuous
        shape = Qt.CursorShape.CrossCursor if self.active else Qt.CursorShape.ArrowCursor
        canvas.viewport().setCursor(shape)
        self._stop()
        canvas.tool_changed.emit(self.active)

    @property
    def drawing(self) -> bool:
        """Whether a rectangle is being drawn."""
        return self._page >= 0

    def key(self, key: Qt.Key, *, shift: bool, fine: bool) -> bool:
        """Arrows move a frame, with Shift its lower right corner; Enter marks what it holds; Esc lays the tool down."""
        if not self.active:
            return False
        if key == Qt.Key.Key_Escape:
            self.set_active(False)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._by_keys = False
            self.release()
        elif key in _ARROWS:
            if not self.drawing:
                self._start()
            if self.drawing:
                self._shift(_ARROWS[key] * (FINE_PX if fine else STEP_PX), corner=shift)
        else:
            return False
        return True

    def _start(self) -> None:
        """A frame in the middle of what is seen of the page in the middle."""
        page, _, _ = self._canvas.frame.locate(self._canvas.frame_middle())
        if page < 0:
            return
        seen = self._seen(page)
        box = QRectF(0, 0, seen.width() / 2, seen.height() / 3)
        box.moveCenter(seen.center())
        self._page, self._by_keys, self._reshaped = page, True, ""
        self._canvas.rubber = box

    def _seen(self, page: int) -> QRectF:
        frame = self._canvas.frame
        return frame.page(page).intersected(QRectF(0, 0, frame.width, frame.height))

    def _shift(self, by: QPointF, *, corner: bool) -> None:
        canvas = self._canvas
        before = QRectF(canvas.rubber)
        box = QRectF(before)
        if corner:
            box.setBottomRight(box.bottomRight() + by)
        else:
            room = self._seen(self._page).adjusted(0, 0, -box.width(), -box.height())
            left = min(max(box.left() + by.x(), room.left()), room.right())
            top = min(max(box.top() + by.y(), room.top()), room.bottom())
            box.moveTo(left, top)
        box = box.intersected(self._seen(self._page))
        if min(box.width(), box.height()) > SLIP_PX:
            canvas.rubber = box
            canvas.repaint_.rubber(before, box)

    def press(self, at: QPointF) -> bool:
        """Begin a region, or take a corner of the selected one."""
        self._by_keys = False
        canvas = self._canvas
        corner = self.corner(at)
        if corner is not None:
            self._page, self._fixed = corner
            self._reshaped = canvas.selected
            return True
        if not self.active:
            return False
        page, _, _ = canvas.frame.locate(at)
        if page >= 0:
            self._page, self._fixed, self._reshaped = page, at, ""
        return True

    def move(self, at: QPointF) -> bool:
        """Draw on."""
        if not self.drawing or self._by_keys:
            return False
        canvas = self._canvas
        before = canvas.rubber
        box = QRectF(self._fixed, at).normalized()
        canvas.rubber = box.intersected(canvas.frame.page(self._page))
        canvas.repaint_.rubber(before, canvas.rubber)
        return True

    def release(self) -> bool:
        """Give the region back."""
        if not self.drawing or self._by_keys:
            return self.active
        canvas, page, id = self._canvas, self._page, self._reshaped
        box = canvas.rubber
        self._stop()
        if box.width() > SLIP_PX and box.height() > SLIP_PX:
            where, scale = canvas.frame.page(page), canvas.frame.scale
            rect = Rect(
                (box.left() - where.x()) / scale,
                (box.top() - where.y()) / scale,
                (box.right() - where.x()) / scale,
                (box.bottom() - where.y()) / scale,
            )
            if id:
                canvas.area_reshaped.emit(id, rect)
            else:
                canvas.area_made.emit(page, rect)
        return True

    def _stop(self) -> None:
        canvas = self._canvas
        before = canvas.rubber
        canvas.rubber = QRectF()
        self._page = -1
        self._by_keys = False
        canvas.repaint_.rubber(before)

    def corner(self, at: QPointF) -> tuple[int, QPointF] | None:
        """The page and opposite corner, where the pointer is on a corner of the selected area."""
        canvas = self._canvas
        if not canvas.selected:
            return None
        for page in canvas.frame.visible():
            for mark in canvas.marks.on(page):
                if mark.id != canvas.selected or mark.style != Style.AREA:
                    continue
                box = canvas.frame.rect(page, mark.rects[0])
                ends = (box.topLeft(), box.topRight(), box.bottomRight(), box.bottomLeft())
                for number, corner in enumerate(ends):
                    if (corner - at).manhattanLength() <= CORNER_PX:
                        return page, ends[(number + 2) % 4]
        return None
