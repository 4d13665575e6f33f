"""Marks that are drawn over the words: underlines, frames of areas, signs of notes, ribbons of bookmarks."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPen, QPolygonF

from annotator.domain.annotation import Style
from annotator.domain.geometry import Rect
from annotator.ui.theme import qcolor

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas
    from annotator.ui.reader.marks import Mark

# An underline's thickness in points; at small zooms never less than a pixel.
UNDERLINE = 1.7


def paint(canvas: Canvas, painter: QPainter, page: int, exposed: QRectF) -> None:
    """The strokes of one page's marks; the painter is antialiased, in viewport pixels."""
    where, scale = canvas.frame.page(page), canvas.frame.scale
    low, high = (exposed.top() - where.y()) / scale - 20, (exposed.bottom() - where.y()) / scale + 20
    marks = [
        mark
        for mark in canvas.marks.on(page)
        if (mark.style != Style.HIGHLIGHT) and mark.rects[0].y0 <= high and mark.rects[-1].y1 >= low
    ]
    if not marks:
        return
    painter.save()
    painter.translate(where.topLeft())
    painter.scale(scale, scale)
    for mark in marks:
        colour = qcolor(
            canvas.themes.theme.highlights.get(mark.row.annotation.colour, canvas.themes.theme.accent)
        )
        if mark.id == canvas.hovered:
            colour = colour.lighter(115) if canvas.inks.dark else colour.darker(115)
        if mark.style == Style.UNDERLINE:
            _underline(painter, mark, colour, scale)
        elif mark.style == Style.AREA:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(colour, max(1.3, 1.3 / scale)))
            painter.drawRoundedRect(_box(mark.rects[0]), 2, 2)
        elif mark.style == Style.BOOKMARK and mark.pin is not None:
            _ribbon(painter, mark.pin, colour)
        elif mark.style == Style.NOTE and mark.pin is not None:
            _sign(painter, mark.pin, colour)
    painter.restore()


def _box(rect: Rect) -> QRectF:
    return QRectF(rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0)


def _underline(painter: QPainter, mark: Mark, colour: QColor, scale: float) -> None:
    thick = max(UNDERLINE, 1 / scale)
    for rect in mark.rects:
        if rect.y1 - rect.y0 > 3 * (rect.x1 - rect.x0) and rect.x1 - rect.x0 < rect.y1 - rect.y0 - 40:
            # A line that runs down the page is underlined at its side.
            painter.fillRect(QRectF(rect.x0 - thick / 2, rect.y0, thick, rect.y1 - rect.y0), colour)
        else:
            painter.fillRect(QRectF(rect.x0, rect.y1 - thick / 2, rect.x1 - rect.x0, thick), colour)


def _ribbon(painter: QPainter, pin: Rect, colour: QColor) -> None:
    middle, notch = (pin.x0 + pin.x1) / 2, pin.y1 - 4.5
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour)
    painter.drawPolygon(
        QPolygonF(
            [
                QPointF(pin.x0, pin.y0),
                QPointF(pin.x1, pin.y0),
                QPointF(pin.x1, pin.y1),
                QPointF(middle, notch),
                QPointF(pin.x0, pin.y1),
            ]
        )
    )


def _sign(painter: QPainter, pin: Rect, colour: QColor) -> None:
    """A small sheet with lines on it."""
    box = _box(pin).adjusted(0.5, 0.5, -0.5, -0.5)
    painter.setPen(QPen(colour.darker(150), 0.7))
    painter.setBrush(colour)
    painter.drawRoundedRect(box, 2, 2)
    painter.setPen(QPen(colour.darker(230), 0.8))
    for part in (0.32, 0.55, 0.78):
        y = box.y() + box.height() * part
        right = box.right() - (2.2 if part < 0.7 else 4.5)
        painter.drawLine(QPointF(box.x() + 2.2, y), QPointF(right, y))


def rubber(canvas: Canvas, painter: QPainter) -> None:
    """The rectangle that is being drawn with the area tool, or a selected area being reshaped."""
    box = canvas.rubber
    if box.isNull():
        return
    accent = qcolor(canvas.themes.theme.focus)
    wash = QColor(accent)
    wash.setAlphaF(0.15)
    painter.setPen(QPen(accent, 1.4, Qt.PenStyle.DashLine))
    painter.setBrush(wash)
    painter.drawRect(box)
