"""How the library's rows are painted: two lines of title, a muted byline, a count at the right."""

from __future__ import annotations

from functools import lru_cache

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPen, QTextLayout, QTextOption
from PySide6.QtWidgets import QAbstractItemView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.library.models import RECORD
from annotator.ui.library.reading import Line, SourceLine
from annotator.ui.theme import ThemeBook, qcolor

SIDE = 14
Index = QModelIndex | QPersistentModelIndex


class RowDelegate(QStyledItemDelegate):
    """Ground, the accent at the left of the selected row, the focus."""

    def __init__(self, themes: ThemeBook, view: QAbstractItemView) -> None:
        super().__init__(view)
        self._themes = themes
        self._view = view

    def ground(self, painter: QPainter, option: QStyleOptionViewItem) -> None:
        """Paint what lies under the row."""
        theme = self._themes.theme
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        if selected:
            painter.fillRect(option.rect, qcolor(theme.accent_soft))
            painter.fillRect(
                QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), qcolor(theme.accent)
            )
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(option.rect, qcolor(theme.hover))
        if option.state & QStyle.StateFlag.State_HasFocus and not selected:
            painter.setPen(QPen(qcolor(theme.focus), 1))
            painter.drawRect(option.rect.adjusted(0, 0, -1, -1))

    def small(self, font: QFont) -> QFont:
        """The face of bylines and counts."""
        smaller = QFont(font)
        smaller.setPointSizeF(font.pointSizeF() * 0.88)
        return smaller

    def width(self) -> int:
        """The width rows are laid out for."""
        return max(self._view.viewport().width(), 120)


class SourceDelegate(RowDelegate):
    """Title on at most two lines, authors and date under it, the number of highlights at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """As high as its title needs."""
        line = index.data(RECORD)
        assert isinstance(line, SourceLine)
        font = option.font
        lines = len(_wrapped(line.shown, font, self._title_width(font)))
        height = lines * QFontMetrics(font).lineSpacing() + QFontMetrics(self.small(font)).lineSpacing() + 13
        return QSize(self.width(), height)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One source."""
        line = index.data(RECORD)
        assert isinstance(line, SourceLine)
        theme = self._themes.theme
        painter.save()
        self.ground(painter, option)
        font = QFont(option.font)
        font.setItalic(not line.title)
        metrics = QFontMetrics(font)
        left, top = option.rect.left() + SIDE, option.rect.top() + 6
        painter.setFont(font)
        painter.setPen(qcolor(theme.muted if not line.title else theme.ink))
        for text in _wrapped(line.shown, font, self._title_width(font)):
            painter.drawText(QPointF(left, top + metrics.ascent()), text)
            top += metrics.lineSpacing()
        small = self.small(option.font)
        painter.setFont(small)
        painter.setPen(qcolor(theme.muted))
        byline = QFontMetrics(small)
        # A guess is marked by a dotted line under it: seen when looked for, no alarm.
        shown = byline.elidedText(line.byline, Qt.TextElideMode.ElideRight, self.width() - 2 * SIDE)
        baseline = top + byline.ascent() + 1
        painter.drawText(QPointF(left, baseline), shown)
        if line.guessed:
            painter.setPen(QPen(qcolor(theme.warning), 1, Qt.PenStyle.DotLine))
            painter.drawLine(
                QPointF(left, baseline + 3), QPointF(left + byline.horizontalAdvance(shown), baseline + 3)
            )
        painter.setPen(qcolor(theme.muted))
        count = QRectF(option.rect.right() - SIDE - 44, option.rect.top() + 6, 44, metrics.height())
        painter.drawText(
            count, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, str(line.highlights)
        )
        painter.restore()

    def _title_width(self, font: QFont) -> int:
        return self.width() - 2 * SIDE - QFontMetrics(font).horizontalAdvance("0000")


class LineDelegate(RowDelegate):
    """One line with a count at the right: treaties as plain text, queues as a pill."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line of text and air."""
        return QSize(self.width(), QFontMetrics(option.font).height() + 11)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One treaty or queue."""
        line = index.data(RECORD)
        assert isinstance(line, Line)
        theme = self._themes.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self.ground(painter, option)
        small = self.small(option.font)
        metrics = QFontMetrics(small)
        room = metrics.horizontalAdvance(line.count) + (18 if line.tone != "muted" else 0)
        area = QRectF(option.rect).adjusted(SIDE, 0, -SIDE, 0)
        painter.setFont(option.font)
        painter.setPen(qcolor(theme.ink))
        title = QFontMetrics(option.font).elidedText(
            line.title, Qt.TextElideMode.ElideRight, int(area.width() - room - 10)
        )
        painter.drawText(area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, title)
        painter.setFont(small)
        pill = QRectF(
            area.right() - room, area.center().y() - metrics.height() / 2 - 1, room, metrics.height() + 2
        )
        if line.tone != "muted":
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(getattr(theme, f"{line.tone}_bg")))
            painter.drawRoundedRect(pill, pill.height() / 2, pill.height() / 2)
        painter.setPen(qcolor(theme.muted if line.tone == "muted" else getattr(theme, line.tone)))
        painter.drawText(pill, Qt.AlignmentFlag.AlignCenter, line.count)
        painter.restore()


class PassageDelegate(RowDelegate):
    """A passage of a queue: the quotation on two lines beside its colour, its source under it."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """Two lines of quotation and one of source."""
        line = index.data(RECORD)
        assert isinstance(line, Line)
        font = self._themes.serif(option.font.pointSizeF())
        lines = len(_wrapped(line.title, font, self.width() - 2 * SIDE - 10))
        return QSize(
            self.width(),
            lines * QFontMetrics(font).lineSpacing()
            + QFontMetrics(self.small(option.font)).lineSpacing()
            + 15,
        )

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One passage or provision."""
        line = index.data(RECORD)
        assert isinstance(line, Line)
        theme = self._themes.theme
        painter.save()
        self.ground(painter, option)
        swatch = theme.highlights.get(line.tone, theme.line_strong)
        painter.fillRect(
            QRect(option.rect.left() + SIDE, option.rect.top() + 8, 3, option.rect.height() - 16),
            qcolor(swatch),
        )
        font = self._themes.serif(option.font.pointSizeF())
        metrics = QFontMetrics(font)
        left, top = option.rect.left() + SIDE + 10, option.rect.top() + 7
        painter.setFont(font)
        painter.setPen(qcolor(theme.ink))
        for text in _wrapped(line.title, font, self.width() - 2 * SIDE - 10):
            painter.drawText(QPointF(left, top + metrics.ascent()), text)
            top += metrics.lineSpacing()
        small = self.small(option.font)
        painter.setFont(small)
        painter.setPen(qcolor(theme.muted))
        detail = QFontMetrics(small).elidedText(
            line.detail, Qt.TextElideMode.ElideRight, self.width() - 2 * SIDE - 10
        )
        painter.drawText(QPointF(left, top + QFontMetrics(small).ascent()), detail)
        painter.restore()


def _wrapped(text: str, font: QFont, width: int) -> tuple[str, ...]:
    """`text` set in at most two lines of `width` pixels, the last one elided."""
    return _set(text, font.toString(), width)


# Rows are measured far more often than they change: at every edit, resize and repaint.
@lru_cache(maxsize=4096)
def _set(text: str, face: str, width: int, most: int = 2) -> tuple[str, ...]:
    font = QFont()
    font.fromString(face)
    layout = QTextLayout(text, font)
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    lines: list[str] = []
    layout.beginLayout()
    # Qt counts UTF-16 units here; cutting by its own numbers needs the same encoding.
    units = text.encode("utf-16-le")
    while len(lines) < most:
        line = layout.createLine()
        if not line.isValid():
            break
        line.setLineWidth(max(width, 20))
        rest = units[2 * line.textStart() :].decode("utf-16-le")
        if len(lines) == most - 1:
            lines.append(QFontMetrics(font).elidedText(rest, Qt.TextElideMode.ElideRight, width))
        else:
            end = 2 * (line.textStart() + line.textLength())
            lines.append(units[2 * line.textStart() : end].decode("utf-16-le").rstrip())
    layout.endLayout()
    return tuple(lines) or ("",)
