"""The glow around a passage just opened, fading; it stands still where the desktop wants no animation."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QVariantAnimation
from PySide6.QtWidgets import QStyle, QWidget

FLASH_MS = 1400


class Flash:
    """`range` is what glows (code points; None: nothing), `strength` how much, 0 to 1. `redraw` draws a range again."""

    def __init__(self, viewport: QWidget, redraw: Callable[[int, int], None]) -> None:
        self._viewport = viewport
        self._redraw = redraw
        self.range: tuple[int, int] | None = None
        self.strength = 0.0
        self._animation = QVariantAnimation(viewport)
        self._animation.setDuration(FLASH_MS)
        self._animation.setStartValue(1.0)
        self._animation.setKeyValueAt(0.5, 1.0)
        self._animation.valueChanged.connect(self._step)
        self._animation.finished.connect(self._done)

    def start(self, start: int, end: int) -> None:
        """Draw the eye to a passage."""
        self._animation.stop()
        self._show()
        self.range, self.strength = (start, max(end, start + 1)), 1.0
        moving = self._viewport.style().styleHint(QStyle.StyleHint.SH_Widget_Animate)
        self._animation.setEndValue(0.0 if moving else 1.0)
        self._animation.start()
        self._show()

    def _step(self, strength: float) -> None:
        if strength != self.strength:
            self.strength = strength
            self._show()

    def _done(self) -> None:
        before = self.range
        self.range, self.strength = None, 0.0
        if before is not None:
            self._redraw(*before)

    def _show(self) -> None:
        if self.range is not None:
            self._redraw(*self.range)
