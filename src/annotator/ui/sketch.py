"""What the window shows until its parts are there: its ground, and the first page where it will stand.

Uses as little of Qt as it can: each class and each enumeration of Qt costs time when it is first touched.
"""

from __future__ import annotations

import time
from collections.abc import Callable
from math import floor
from typing import TYPE_CHECKING

from PySide6.QtGui import QColor, QImage, QPainter
from PySide6.QtWidgets import QWidget

from annotator.ui.reader.measures import COMFORTABLE, DESK, NATURAL, chip_room

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent, QTimerEvent
    from PySide6.QtGui import QKeyEvent, QPaintEvent

    from annotator.opening import Ahead

_LOOK_MS = 4
# A file that takes longer is told of by the window itself.
_PATIENCE = 1.5
_MOST_KEYS = 40


class Sketch(QWidget):
    """Painted over the window; `ready` is called once, when the first page was painted or is not to be expected."""

    def __init__(self, ahead: Ahead, ready: Callable[[], None]) -> None:
        super().__init__()
        self._ahead = ahead
        self._ready: Callable[[], None] | None = ready
        self._since = time.monotonic()
        self._picture: QImage | None = None
        self._painted = False
        # What was typed meanwhile.
        self.keys: list[QEvent] = []
        self._timer = self.startTimer(_LOOK_MS)

    def timerEvent(self, event: QTimerEvent) -> None:
        """Look whether the page has come."""
        if self._painted or time.monotonic() - self._since > _PATIENCE:
            self._go_on()
        elif self._picture is None and self._ahead.finished.is_set():
            if self._ahead.page is None:
                self._go_on()
            else:
                self.update()

    def event(self, event: QEvent) -> bool:
        """No shortcut acts while the window is being put together: its keys wait with the others."""
        # The type is not even asked for before the page is there.
        if self._ready is None and event.type() == event.Type.ShortcutOverride:
            event.accept()
            return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keep it for the whole window."""
        if len(self.keys) < _MOST_KEYS:
            self.keys.append(event.clone())

    def _go_on(self) -> None:
        from PySide6.QtCore import Qt

        self.killTimer(self._timer)
        # The parts that are made below it are not painted before they are seen.
        self.setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        ready, self._ready = self._ready, None
        if ready is not None:
            ready()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The window's ground, its panels, the desk, and the page on it."""
        record = self._ahead.record
        window, panel, desk = (QColor(colour) for colour in record.colours)
        x, y, _, height = record.viewport
        # The panels keep their widths, so the desk takes what another size of window has more or less.
        right, bottom = self._beyond()
        width, height = self.width() - x - right, self.height() - y - bottom
        painter = QPainter(self)
        painter.fillRect(self.rect(), window)
        painter.fillRect(0, y, self.width(), height, panel)
        painter.fillRect(x, y, width, height, desk)
        page = self._ahead.page if self._ahead.finished.is_set() else None
        if page is not None:
            if self._picture is None:
                self._picture = QImage(
                    page.pixels, page.width, page.height, page.width * 4, QImage.Format.Format_RGB32
                )
                self._picture.setDevicePixelRatio(record.ratio)
            scale = min((width - DESK - chip_room(width)) / page.page_width, COMFORTABLE * NATURAL)
            paper = page.page_width * scale
            left = min((width - paper) / 2, width - chip_room(width) - paper)
            painter.setClipRect(x, y, width, height)
            painter.drawImage(floor(x + left + 0.5), floor(y + DESK + 0.5), self._picture)
            self._painted = True
        painter.end()

    def _beyond(self) -> tuple[int, int]:
        """What stands right of and below the pages: as last time, when the window had the size it has now."""
        x, y, width, height = self._ahead.record.viewport
        wide, high = self._ahead.record.window
        return max(wide - x - width, 0), max(high - y - height, 0)
