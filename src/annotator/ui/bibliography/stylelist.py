"""The citation styles to choose from: the usual three first, then all ten thousand, found by typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.text import fold

if TYPE_CHECKING:
    from annotator.citation.styles import StyleInfo

ID_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


def searchable(styles: Sequence[StyleInfo]) -> list[tuple[StyleInfo, str]]:
    """Each style with the folded words it is found by. Takes 50 ms for all: not on the window's thread."""
    return [(style, fold(f"{style.title} {style.id.replace('-', ' ')}")) for style in styles]


class StyleListModel(QAbstractListModel):
    """Styles whose title or id holds all words typed; without words, in the order given."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[StyleInfo, str]] = []
        self._shown: list[StyleInfo] = []
        self._words = ""

    def set_styles(self, styles: Sequence[tuple[StyleInfo, str]]) -> None:
        """Offer these, see `searchable`."""
        self.beginResetModel()
        self._all = list(styles)
        self._shown = self._chosen()
        self.endResetModel()

    def set_filter(self, words: str) -> None:
        """Show those that hold all of `words`."""
        if words != self._words:
            self.beginResetModel()
            self._words = words
            self._shown = self._chosen()
            self.endResetModel()

    def _chosen(self) -> list[StyleInfo]:
        wanted = fold(self._words).split()
        return [style for style, searched in self._all if all(word in searched for word in wanted)]

    def style_at(self, index: Index) -> StyleInfo | None:
        """The style of an index."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def row_of(self, style: str) -> int:
        """Where a style is shown, -1 where it is not."""
        return next((n for n, one in enumerate(self._shown) if one.id == style), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        style = self.style_at(index)
        if style is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return style.title
        if role == Qt.ItemDataRole.ToolTipRole:
            # The titles come from ten thousand files of others; their ids hold no markup.
            return style.id
        if role == ID_ROLE:
            return style.id
        return None
