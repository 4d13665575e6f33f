"""The citation styles to choose from: starred ones first, then those used last, then all ten thousand, by typing."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.i18n import tr
from annotator.domain.text import fold

if TYPE_CHECKING:
    from annotator.citation.styles import StyleInfo

ID_ROLE = Qt.ItemDataRole.UserRole + 1
STAR_ROLE = Qt.ItemDataRole.UserRole + 2
# So many rows are given to the view at a time: laying out ten thousand at once would hold the window up.
BATCH = 150

Index = QModelIndex | QPersistentModelIndex


def searchable(styles: Sequence[StyleInfo]) -> list[tuple[StyleInfo, str]]:
    """Each style with the folded words it is found by. Takes 50 ms for all: not on the window's thread."""
    return [(style, fold(f"{style.title} {style.id.replace('-', ' ')}")) for style in styles]


def format_words(form: str) -> str:
    """How a style cites, in words; "" where it does not say (CSL 1.0.2, citation-format)."""
    return {
        "author-date": tr("author and date"),
        "author": tr("author"),
        "numeric": tr("numbers"),
        "label": tr("labels"),
        "note": tr("notes"),
    }.get(form, "")


class StyleListModel(QAbstractListModel):
    """Styles whose title or id holds all words typed; without words, in the order given. Filled as one scrolls."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[tuple[StyleInfo, str]] = []
        self._matching: list[StyleInfo] = []
        self._count = 0
        self._words = ""
        self._stars: tuple[str, ...] = ()
        self._used: tuple[str, ...] = ()

    def set_styles(self, styles: Sequence[tuple[StyleInfo, str]]) -> None:
        """Offer these, see `searchable`."""
        self._all = list(styles)
        self._reset()

    def set_first(self, stars: Sequence[str], used: Sequence[str]) -> None:
        """The ids of the starred styles and of those used last, in order; they come first."""
        if (tuple(stars), tuple(used)) != (self._stars, self._used):
            self._stars, self._used = tuple(stars), tuple(used)
            self._reset()

    def set_filter(self, words: str) -> None:
        """Show those that hold all of `words`."""
        if words != self._words:
            self._words = words
            self._reset()

    def _reset(self) -> None:
        self.beginResetModel()
        found = self._all
        for word in fold(self._words).split():
            found = [pair for pair in found if word in pair[1]]
        rank = {style: n for n, style in enumerate(dict.fromkeys((*self._stars, *self._used)))}
        first = sorted((style for style, _ in found if style.id in rank), key=lambda style: rank[style.id])
        self._matching = first + [style for style, _ in found if style.id not in rank]
        self._count = min(BATCH, len(self._matching))
        self.endResetModel()

    @property
    def total(self) -> int:
        """How many match, those not yet filled in too."""
        return len(self._matching)

    def canFetchMore(self, parent: Index = QModelIndex()) -> bool:  # noqa: B008 - Qt's own default
        return not parent.isValid() and self._count < len(self._matching)

    def fetchMore(self, parent: Index = QModelIndex()) -> None:  # noqa: B008 - Qt's own default
        if not parent.isValid():
            self._fill(self._count + BATCH)

    def _fill(self, count: int) -> None:
        end = min(count, len(self._matching))
        if end > self._count:
            self.beginInsertRows(QModelIndex(), self._count, end - 1)
            self._count = end
            self.endInsertRows()

    def style_at(self, index: Index) -> StyleInfo | None:
        """The style of an index."""
        return self._matching[index.row()] if index.isValid() and index.row() < self._count else None

    def style_of(self, style: str) -> StyleInfo | None:
        """A style by its id, shown or not."""
        return next((one for one, _ in self._all if one.id == style), None)

    def row_of(self, style: str) -> int:
        """Where a style is shown, -1 where it is not; it is filled in first where need be."""
        row = next((n for n, one in enumerate(self._matching) if one.id == style), -1)
        self._fill(row + 1)
        return row

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        style = self.style_at(index)
        if style is None:
            return None
        starred = style.id in self._stars
        if role == Qt.ItemDataRole.DisplayRole:
            return style.title
        if role == Qt.ItemDataRole.ToolTipRole:
            # The titles come from ten thousand files of others; their ids hold no markup.
            return style.id
        if role == Qt.ItemDataRole.AccessibleTextRole:
            words = (style.title, format_words(style.format), tr("starred") if starred else "")
            return ", ".join(part for part in words if part)
        if role == ID_ROLE:
            return style.id
        if role == STAR_ROLE:
            return starred
        return None
