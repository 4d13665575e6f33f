"""Measuring a huge article to its end while the reader is idle; what is seen stays where it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

# So long after everything seen is sharp; scrolling begins it anew.
IDLE_MS = 150


class Settling:
    """Asks for one slice of measuring at a time, only while nothing that is seen is missing."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._timer = QTimer(canvas)
        self._timer.setSingleShot(True)
        self._timer.setInterval(IDLE_MS)
        self._timer.timeout.connect(self._go_on)
        canvas.settled.connect(self._timer.start)
        canvas.moved.connect(self._wait)
        canvas.view.measured.connect(self._measured)

    def _wait(self) -> None:
        if self._timer.isActive():
            self._timer.start()

    def _go_on(self) -> None:
        canvas = self._canvas
        # What is seen comes first: `settled` calls again.
        if canvas.is_settled and canvas.isVisible():
            canvas.view.settle()

    def _measured(self) -> None:
        self._canvas.remeasure()
        self._timer.start()
