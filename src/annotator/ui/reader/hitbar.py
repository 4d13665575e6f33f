"""A scroll bar that shows where the hits of find stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QWidget

from annotator.ui.theme import ThemeBook, qcolor


class HitBar(QScrollBar):
    """`show_hits` takes places as parts of the document's height, 0 to 1."""

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(Qt.Orientation.Vertical, parent)
        self._themes = themes
        self.places: Sequence[float] = ()

    def show_hits(self, places: Sequence[float]) -> None:
        """Show these marks instead of those before."""
        if places != self.places:
            self.places = places
            self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The bar, then a line for each pixel row with hits."""
        super().paintEvent(event)
        if not self.places:
            return
        painter = QPainter(self)
        colour = qcolor(self._themes.theme.warning)
        colour.setAlpha(190)
        height = max(self.height() - 4, 1)
        for row in sorted({round(place * height) for place in self.places}):
            painter.fillRect(QRect(2, 1 + row, self.width() - 4, 2), colour)
        painter.end()
