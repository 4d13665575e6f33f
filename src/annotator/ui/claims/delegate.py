"""How the matrix looks: key in bold before the claim's words, status as a pill, passages as counted pills."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QBrush, QColor, QFont, QFontMetricsF, QPainter, QPen, QTextCharFormat, QTextLayout
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.claim import ClaimStatus, Stance
from annotator.domain.i18n import tr
from annotator.ui.claims.matrix import CLAIM, STATUS, MatrixRow, is_torn
from annotator.ui.claims.model import CELL_ROLE, DOUBT_ROLE, ROW_ROLE
from annotator.ui.theme import Theme, ThemeBook, qcolor
from annotator.ui.units import Units
from annotator.ui.widgets.quote import break_lines

Index = QModelIndex | QPersistentModelIndex

PAD_X, PAD_Y = 8, 9
MAX_LINES = 2


def status_colours(theme: Theme, status: ClaimStatus) -> tuple[QColor, QColor]:
    """Ground and text of a status pill."""
    tokens = {
        ClaimStatus.OPEN: ("warning_bg", "warning"),
        ClaimStatus.DISPUTED: ("danger_bg", "danger"),
        ClaimStatus.RESOLVED: ("success_bg", "success"),
    }
    ground, ink = tokens[status]
    return theme.colour(ground), theme.colour(ink)


class MatrixDelegate(QStyledItemDelegate):
    """Paints all cells of the matrix; sizes are in device-independent pixels and follow the font."""

    def __init__(self, themes: ThemeBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        row: MatrixRow | None = index.data(ROW_ROLE)
        metrics = option.fontMetrics
        line = metrics.height()
        if row is None:
            return QSize(0, line + 2 * PAD_Y)
        if index.column() == CLAIM:
            return QSize(
                metrics.horizontalAdvance(f"{row.claim.key} {row.claim.text}") + 2 * PAD_X, line + 2 * PAD_Y
            )
        if index.column() == STATUS:
            widest = max(metrics.horizontalAdvance(tr(status.value)) for status in ClaimStatus)
            return QSize(widest + 2 * PAD_X + line, line + 2 * PAD_Y)
        return QSize(3 * line + 2 * PAD_X, line + 2 * PAD_Y)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        row: MatrixRow | None = index.data(ROW_ROLE)
        if row is None:
            return
        theme = self._themes.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        state: QStyle.StateFlag = option.state
        if state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.drawLine(
            QPointF(rect.left(), rect.bottom() - 0.5), QPointF(rect.right(), rect.bottom() - 0.5)
        )
        font: QFont = option.font
        if index.column() == CLAIM:
            self._paint_claim(painter, rect, font, row)
        elif index.column() == STATUS:
            ground, ink = status_colours(theme, row.claim.status)
            small = _smaller(font)
            text = tr(row.claim.status.value)
            size = _pill_size(small, text)
            place = QRectF(
                rect.left() + PAD_X, rect.center().y() - size.height() / 2, size.width(), size.height()
            )
            paint_pill(painter, place, text, small, ground, ink)
        else:
            doubtful = index.data(DOUBT_ROLE) or {}
            # A question mark, as nobody has looked yet whether the words still stand.
            marks = [f"{n}?" if doubtful.get(stance) else str(n) for stance, n in index.data(CELL_ROLE) or ()]
            self._paint_cell(painter, rect, font, index.data(CELL_ROLE) or (), marks)
        if state & QStyle.StateFlag.State_HasFocus:
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 1.5))
            painter.drawRoundedRect(rect.adjusted(2, 2, -2, -3), 5, 5)
        painter.restore()

    def _paint_claim(self, painter: QPainter, rect: QRectF, font: QFont, row: MatrixRow) -> None:
        inner = rect.adjusted(PAD_X, 0, -PAD_X, 0)
        layout, height = claim_layout(row, font, inner.width())
        painter.setPen(self._themes.colour("ink"))
        painter.setClipRect(rect)
        layout.draw(painter, QPointF(inner.left(), rect.center().y() - height / 2))

    def _paint_cell(
        self,
        painter: QPainter,
        rect: QRectF,
        font: QFont,
        cell: tuple[tuple[Stance, int], ...],
        marks: list[str],
    ) -> None:
        if not cell:
            return
        small = _smaller(font)
        sizes = [_pill_size(small, mark) for mark in marks]
        gap = 4.0
        width = sum(size.width() for size in sizes) + gap * (len(sizes) - 1)
        x = rect.center().x() - width / 2
        middle = rect.center().y()
        theme = self._themes.theme
        if is_torn(cell):
            height = max(size.height() for size in sizes)
            frame = QRectF(x - 5, middle - height / 2 - 3.5, width + 10, height + 7)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("warning"), 1.5, Qt.PenStyle.DashLine))
            painter.drawRoundedRect(frame, frame.height() / 2, frame.height() / 2)
        for (stance, _), mark, size in zip(cell, marks, sizes, strict=True):
            ground, ink = theme.stances[stance]
            place = QRectF(x, middle - size.height() / 2, size.width(), size.height())
            paint_pill(painter, place, mark, small, qcolor(ground), qcolor(ink))
            x += size.width() + gap


def claim_layout(row: MatrixRow, font: QFont, width: float) -> tuple[QTextLayout, float]:
    """The claim's key (bold) and words, broken into at most `MAX_LINES` lines of `width`, and their height."""
    layout = QTextLayout(f"{row.claim.key} {row.claim.text}".replace("\n", " "), font)
    layout.setFormats([_bold_range(len(Units(row.claim.key)))])
    return layout, break_lines(layout, max(width, 40.0), MAX_LINES)


def _bold_range(length: int) -> QTextLayout.FormatRange:
    span = QTextLayout.FormatRange()
    span.start = 0
    span.length = length
    strong = QTextCharFormat()
    strong.setFontWeight(QFont.Weight.Bold)
    span.format = strong
    return span


def _smaller(font: QFont) -> QFont:
    small = QFont(font)
    small.setPointSizeF(max(font.pointSizeF() * 0.88, 6.0)) if font.pointSizeF() > 0 else small.setPixelSize(
        max(int(font.pixelSize() * 0.88), 8)
    )
    return small


def _pill_size(font: QFont, text: str) -> QRectF:
    metrics = QFontMetricsF(font)
    height = metrics.height() + 3
    return QRectF(0, 0, max(metrics.horizontalAdvance(text) + height * 0.85, height * 1.35), height)


def paint_pill(painter: QPainter, place: QRectF, text: str, font: QFont, ground: QColor, ink: QColor) -> None:
    """A rounded ground with words in its middle."""
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(QBrush(ground))
    painter.drawRoundedRect(place, place.height() / 2, place.height() / 2)
    painter.setFont(font)
    painter.setPen(ink)
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, text)
