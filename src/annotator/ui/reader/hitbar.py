"""A scroll bar that shows where the hits of find stand."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QScrollBar, QStyle, QStyleOptionSlider, QWidget

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
        """The handle as the style sheet has it (which would take twenty times as long, at each step of scrolling), then
        a line for each pixel row with hits."""
        painter = QPainter(self)
        option = QStyleOptionSlider()
        self.initStyleOption(option)
        handle = self.style().subControlRect(
            QStyle.ComplexControl.CC_ScrollBar, option, QStyle.SubControl.SC_ScrollBarSlider, self
        )
        if self.maximum() > self.minimum():
            theme = self._themes.theme
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(
                qcolor(theme.muted if self.underMouse() or self.isSliderDown() else theme.line_strong)
            )
            painter.drawRoundedRect(handle.adjusted(3, 3, -3, -3), 2.5, 2.5)
            painter.setRenderHint(QPainter.RenderHint.Antialiasing, on=False)
        if not self.places:
            painter.end()
            return
        colour = qcolor(self._themes.theme.warning)
        colour.setAlpha(190)
        height = max(self.height() - 4, 1)
        for row in sorted({round(place * height) for place in self.places}):
            painter.fillRect(QRect(2, 1 + row, self.width() - 4, 2), colour)
        painter.end()
