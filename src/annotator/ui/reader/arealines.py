"""Areas in the list of highlights: their picture beside the words, on lines high enough for it."""

from __future__ import annotations

from PySide6.QtCore import QRect, QRectF, QSize
from PySide6.QtGui import QPainter, QPixmap
from PySide6.QtWidgets import QTableView

from annotator.ui.cutouts import Cutouts, fitting, placeholder
from annotator.ui.reader.highlightmodel import HighlightModel, Line
from annotator.ui.theme import ThemeBook

MOST = QSize(80, 52)
PAD = 8
# Beyond so many lines with a picture the list keeps to even lines: each uneven one costs time at every filtering.
MOST_TALL = 500
PIN = 14


class AreaLines:
    """Gives `HighlightModel` its pictures and `QTableView` its heights."""

    def __init__(self, table: QTableView, model: HighlightModel, cutouts: Cutouts, themes: ThemeBook) -> None:
        self._table, self._model, self._cutouts, self._themes = table, model, cutouts, themes
        model.picture = self.picture
        model.modelReset.connect(self._fit)
        model.rowsInserted.connect(lambda _parent, first, last: self._fit_rows(range(first, last + 1)))
        cutouts.arrived.connect(table.viewport().update)

    def _fit(self) -> None:
        self._cutouts.forgive()
        self._fit_rows(range(self._model.rowCount()))

    def _fit_rows(self, rows: range) -> None:
        tall = [row for row in rows if self._has_picture(row)]
        header = self._table.verticalHeader()
        for row in tall[:MOST_TALL]:
            header.resizeSection(row, MOST.height() + PAD)

    def _has_picture(self, row: int) -> bool:
        line = self._model.line(row)
        return line is not None and line.region is not None

    def picture(self, line: Line) -> QPixmap:
        """The picture of an area's line, or an empty frame of its size until it is there."""
        assert line.region is not None
        page, rect = line.region
        ratio = self._table.devicePixelRatioF()
        size = fitting(rect, MOST)
        shown = QPixmap(size * ratio)
        shown.setDevicePixelRatio(ratio)
        painter = QPainter(shown)
        box = QRectF(0, 0, size.width(), size.height())
        made = self._cutouts.get(line.document, page, rect, size, ratio)
        if made is None:
            shown.fill(self._themes.colour("hover"))
            placeholder(painter, box, self._themes)
        else:
            painter.drawPixmap(box, made, QRectF(made.rect()))
        if line.pinned and self._model.pin_icon is not None:
            self._model.pin_icon.paint(painter, QRect(0, 0, PIN, PIN))
        painter.end()
        return shown
