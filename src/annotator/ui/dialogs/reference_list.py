"""The entries found in a file of references, as a table, before any is taken in."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.domain.wording import byline, plain_title, short_date
from annotator.ui.dialogs.source_fields import types

Index = QModelIndex | QPersistentModelIndex
TITLE, BY, DATE, TYPE = range(4)


class ReferenceModel(QAbstractTableModel):
    """Title, who, when, what kind; in the file's order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._rows: tuple[Source, ...] = ()
        self._types = dict(types())

    def set_sources(self, found: Sequence[Source]) -> None:
        """Show these."""
        self.beginResetModel()
        self._rows = tuple(found)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 4

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self._rows) or role != Qt.ItemDataRole.DisplayRole:
            return None
        source = self._rows[index.row()]
        if index.column() == TITLE:
            return plain_title(source.title) or tr("(untitled)")
        if index.column() == BY:
            return byline(source.authors or tuple(one.agent for one in source.contributors))
        if index.column() == DATE:
            return short_date(source.issued)
        return self._types.get(source.type, source.type)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = (tr("Title"), tr("By"), tr("Date"), tr("Type"))
            return names[section] if section < len(names) else None
        return None
