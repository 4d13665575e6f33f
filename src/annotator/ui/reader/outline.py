"""The outline of a document as a tree: headings and bookmarks, each with its place in the text."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.document import OutlineEntry

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()


class OutlineModel(QAbstractItemModel):
    """Entries by level: an entry is a child of the nearest one before it of a lesser level.

    An index's internal id is the entry's number.
    """

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: Sequence[OutlineEntry] = ()
        self._parents: list[int] = []
        self._children: dict[int, list[int]] = {}
        self._rows: list[int] = []
        self._order: list[tuple[int, int]] = []

    def replace(self, entries: Sequence[OutlineEntry]) -> None:
        """Show these entries."""
        self.beginResetModel()
        self._entries = tuple(entries)
        self._parents, self._children, self._rows = [], {-1: []}, []
        open_: list[int] = []
        for number, entry in enumerate(self._entries):
            while open_ and self._entries[open_[-1]].level >= entry.level:
                open_.pop()
            parent = open_[-1] if open_ else -1
            siblings = self._children.setdefault(parent, [])
            self._parents.append(parent)
            self._rows.append(len(siblings))
            siblings.append(number)
            open_.append(number)
        self._order = sorted((entry.start, number) for number, entry in enumerate(self._entries))
        self.endResetModel()

    def __len__(self) -> int:
        return len(self._entries)

    def entry(self, index: Index) -> OutlineEntry | None:
        """The entry of an index."""
        return self._entries[index.internalId()] if index.isValid() else None

    def at(self, offset: int) -> QModelIndex:
        """The section that holds a place of the text; none before the first."""
        place = bisect_right(self._order, (offset, len(self._entries))) - 1
        if place < 0:
            return QModelIndex()
        number = self._order[place][1]
        return self.createIndex(self._rows[number], 0, number)

    def index(self, row: int, column: int, parent: Index = _NONE) -> QModelIndex:
        """The child in a row."""
        siblings = self._children.get(parent.internalId() if parent.isValid() else -1, [])
        if column != 0 or not 0 <= row < len(siblings):
            return QModelIndex()
        return self.createIndex(row, 0, siblings[row])

    def parent(self, index: Index = _NONE) -> QModelIndex:  # type: ignore[override]
        """The entry above."""
        number = self._parents[index.internalId()] if index.isValid() else -1
        return self.createIndex(self._rows[number], 0, number) if number >= 0 else QModelIndex()

    def rowCount(self, parent: Index = _NONE) -> int:
        """How many entries below."""
        if parent.column() > 0:
            return 0
        return len(self._children.get(parent.internalId() if parent.isValid() else -1, []))

    def columnCount(self, parent: Index = _NONE) -> int:
        """The title."""
        return 1

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """The title, whole in the tool tip."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return " ".join(entry.title.split()) or "–"
        return None
