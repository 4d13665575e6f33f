"""How a provision looks in the tree: its label, its first words, how many passages; dimmed where nobody speaks of it."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, QObject, QPersistentModelIndex, QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFont, QFontMetricsF, QPainter
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.ui.theme import ThemeBook
from annotator.ui.treaty.tree import NODE_ROLE, Node

Index = QModelIndex | QPersistentModelIndex
PAD = 6
# Between the count and the edge, so that it does not touch the scroll bar.
EDGE = 12


class ProvisionDelegate(QStyledItemDelegate):
    """One line: label in bold, words in muted ink, the count in a pill at the right end."""

    def __init__(self, themes: ThemeBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(120, option.fontMetrics.height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        node: Node | None = index.data(NODE_ROLE)
        if node is None:
            return
        theme = self._themes.theme
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        rect = QRectF(option.rect)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(rect, theme.colour("accent_soft"))
        elif option.state & QStyle.StateFlag.State_MouseOver:
            painter.fillRect(rect, theme.colour("hover"))
        right = self._paint_count(painter, rect, option.font, node)
        font = QFont(option.font)
        shown = bool(node.total) or not node.dimmed
        font.setBold(shown)
        painter.setFont(font)
        painter.setPen(theme.colour("ink" if shown else "muted"))
        metrics = QFontMetricsF(font)
        left = rect.left() + PAD
        label = metrics.elidedText(node.label, Qt.TextElideMode.ElideRight, right - left)
        painter.drawText(QPointF(left, self._baseline(rect, metrics)), label)
        left += metrics.horizontalAdvance(label) + PAD
        if node.words and right - left > metrics.averageCharWidth() * 4:
            painter.setFont(option.font)
            painter.setPen(theme.colour("muted"))
            plain = QFontMetricsF(option.font)
            words = plain.elidedText(node.words[:200], Qt.TextElideMode.ElideRight, right - left)
            painter.drawText(QPointF(left, self._baseline(rect, plain)), words)
        painter.restore()

    @staticmethod
    def _baseline(rect: QRectF, metrics: QFontMetricsF) -> float:
        return rect.center().y() + (metrics.ascent() - metrics.descent()) / 2

    def _paint_count(self, painter: QPainter, rect: QRectF, font: QFont, node: Node) -> float:
        """Returns where the words must end."""
        if not node.total:
            return rect.right() - EDGE
        small = QFont(font)
        if small.pointSizeF() > 0:
            small.setPointSizeF(small.pointSizeF() * 0.88)
        metrics = QFontMetricsF(small)
        height = metrics.height() + 2
        width = max(metrics.horizontalAdvance(str(node.total)) + height * 0.8, height * 1.3)
        place = QRectF(rect.right() - EDGE - width, rect.center().y() - height / 2, width, height)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(self._themes.colour("link_bg"))
        painter.drawRoundedRect(place, height / 2, height / 2)
        painter.setFont(small)
        painter.setPen(self._themes.colour("link_fg"))
        painter.drawText(place, Qt.AlignmentFlag.AlignCenter, str(node.total))
        return place.left() - PAD
