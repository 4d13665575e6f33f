"""What the link field offers: provisions and claims that fit, and a new claim from the words."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QPersistentModelIndex, QRect, QSize, Qt
from PySide6.QtGui import QPainter, QPalette
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem

from annotator.domain.i18n import tr

if TYPE_CHECKING:
    from annotator.operations.links import Target

Index = QModelIndex | QPersistentModelIndex
DETAIL = int(Qt.ItemDataRole.UserRole) + 1
OFFER = int(Qt.ItemDataRole.UserRole) + 2
_NONE = QModelIndex()


@dataclass(frozen=True, slots=True)
class Offer:
    """One line: an existing target, or (`target` None) a new claim that says `text`."""

    target: Target | None
    text: str = ""

    @property
    def label(self) -> str:
        """The line's name."""
        return self.target.label if self.target is not None else tr("New claim")

    @property
    def detail(self) -> str:
        """What explains the name."""
        return self.target.detail if self.target is not None else f"“{self.text}”"


class OfferModel(QAbstractListModel):
    """A short list of offers."""

    def __init__(self) -> None:
        super().__init__()
        self._offers: list[Offer] = []

    def offer(self, row: int) -> Offer | None:
        """The offer in a row, if there is one."""
        return self._offers[row] if 0 <= row < len(self._offers) else None

    def replace(self, offers: Sequence[Offer]) -> None:
        """Show these."""
        self.beginResetModel()
        self._offers = list(offers)
        self.endResetModel()

    def rowCount(self, parent: Index = _NONE) -> int:
        """One row an offer."""
        return 0 if parent.isValid() else len(self._offers)

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Name, detail, and both for the screen reader."""
        offer = self.offer(index.row()) if index.isValid() else None
        if offer is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return offer.label
        if role == DETAIL:
            return offer.detail
        if role == OFFER:
            return offer
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            return f"{offer.label} · {offer.detail}" if offer.detail else offer.label
        return None


class OfferDelegate(QStyledItemDelegate):
    """Name in bold, detail elided after it, the key that takes it at the right."""

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(120, option.fontMetrics.height() + 10)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one offer."""
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        roles = QPalette.ColorRole
        if chosen:
            painter.setRenderHint(QPainter.RenderHint.Antialiasing)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(option.palette.color(roles.Highlight))
            painter.drawRoundedRect(option.rect.adjusted(1, 1, -1, -1), 5, 5)
        ink = option.palette.color(roles.HighlightedText if chosen else roles.Text)
        faint = ink if chosen else option.palette.color(roles.PlaceholderText)
        inner = option.rect.adjusted(9, 0, -9, 0)
        new = index.data(OFFER).target is None
        key = tr("Ctrl+↵") if new else ("↵" if chosen else "")
        across = option.fontMetrics.horizontalAdvance
        middle = Qt.AlignmentFlag.AlignVCenter
        if key:
            painter.setPen(faint)
            painter.drawText(inner, middle | Qt.AlignmentFlag.AlignRight, key)
            inner.setRight(inner.right() - across(key) - 10)
        bold = option.font
        bold.setBold(True)
        painter.setFont(bold)
        painter.setPen(ink)
        name = str(index.data())
        width = painter.fontMetrics().horizontalAdvance(name)
        painter.drawText(inner, middle, name)
        bold.setBold(False)
        painter.setFont(bold)
        painter.setPen(faint)
        rest = QRect(inner.left() + width + 9, inner.top(), inner.width() - width - 9, inner.height())
        detail = painter.fontMetrics().elidedText(
            str(index.data(DETAIL)), Qt.TextElideMode.ElideRight, rest.width()
        )
        painter.drawText(rest, middle, detail)
        painter.restore()
