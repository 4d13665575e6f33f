"""The library's lists as item models of our own: rows are kept in Python lists, filtered and sorted there."""

from __future__ import annotations

from collections.abc import Sequence
from enum import StrEnum
from functools import lru_cache

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.i18n import tr, trn
from annotator.domain.text import fold
from annotator.ui.library.reading import Line, SourceLine

RECORD = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class Order(StrEnum):
    """How the sources are sorted."""

    TITLE = "title"
    AUTHOR = "author"
    DATE = "date"
    ADDED = "added"
    HIGHLIGHTS = "highlights"


def order_name(order: Order) -> str:
    """What the sort menu calls it."""
    return {
        Order.TITLE: tr("Title"),
        Order.AUTHOR: tr("Author"),
        Order.DATE: tr("Date, newest first"),
        Order.ADDED: tr("Added last, first"),
        Order.HIGHLIGHTS: tr("Most highlights first"),
    }[order]


class SourceModel(QAbstractListModel):
    """The sources that match the filter, in the chosen order."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: tuple[SourceLine, ...] = ()
        self._shown: list[SourceLine] = []
        self._words: tuple[str, ...] = ()
        self._order = Order.ADDED

    @property
    def total(self) -> int:
        """How many there are, filtered or not."""
        return len(self._all)

    @property
    def order(self) -> Order:
        """The order in use."""
        return self._order

    def set_lines(self, lines: Sequence[SourceLine]) -> None:
        """Show `lines`; where only contents changed, the rows stay in place."""
        self._all = tuple(lines)
        self._rebuild()

    def set_filter(self, text: str) -> None:
        """All words of `text` must occur in title, authors, date or file name; case and diacritics do not count."""
        self._words = tuple(fold(text).split())
        self._rebuild()

    def set_order(self, order: Order) -> None:
        """Sort by `order`."""
        self._order = order
        self._rebuild()

    def line(self, index: Index) -> SourceLine | None:
        """The record of a row."""
        return self._shown[index.row()] if index.isValid() and index.row() < len(self._shown) else None

    def row_of(self, id: str) -> int:
        """The row of a source, -1 where it is not shown."""
        return next((row for row, line in enumerate(self._shown) if line.id == id), -1)

    def by_document(self, document: str) -> SourceLine | None:
        """The source a document is of."""
        return next((line for line in self._all if line.document == document), None)

    def by_id(self, id: str) -> SourceLine | None:
        """The source of this id, shown or not."""
        return next((line for line in self._all if line.id == id), None)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many are shown."""
        return 0 if parent.isValid() else len(self._shown)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title; the record; a sentence for screen readers."""
        line = self.line(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.shown
        if role == RECORD:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            count = trn("{n} highlight", "{n} highlights", line.highlights)
            return ", ".join((line.shown, line.byline, count))
        if role == Qt.ItemDataRole.ToolTipRole:
            return self._tip(line)
        return None

    @staticmethod
    def _tip(line: SourceLine) -> str:
        parts = [line.shown, line.byline, line.file_name]
        if line.guessed:
            parts.append(
                tr(
                    "Guessed from the file, nobody has confirmed it: {fields}",
                    fields=field_names(line.guessed),
                )
            )
        return "\n".join(part for part in parts if part)

    def _rebuild(self) -> None:
        words = self._words
        shown = [line for line in self._all if not words or all(word in _haystack(line) for word in words)]
        shown.sort(key=lambda line: _folded(line.title) or "\uffff")
        if self._order == Order.AUTHOR:
            shown.sort(key=lambda line: _folded(line.authors) or "\uffff")
        elif self._order == Order.DATE:
            shown.sort(key=lambda line: line.issued, reverse=True)
        elif self._order == Order.ADDED:
            shown.sort(key=lambda line: line.added, reverse=True)
        elif self._order == Order.HIGHLIGHTS:
            shown.sort(key=lambda line: line.highlights, reverse=True)
        if [line.id for line in shown] == [line.id for line in self._shown]:
            self._shown = shown
            if shown:
                self.dataChanged.emit(self.index(0), self.index(len(shown) - 1))
            return
        self.beginResetModel()
        self._shown = shown
        self.endResetModel()


class LineModel(QAbstractListModel):
    """A short list of lines: treaties, queues, the items of a queue."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._lines: list[Line] = []

    def set_lines(self, lines: Sequence[Line]) -> None:
        """Show `lines`; where only contents changed, the rows stay in place."""
        if [line.id for line in lines] == [line.id for line in self._lines]:
            self._lines = list(lines)
            if lines:
                self.dataChanged.emit(self.index(0), self.index(len(lines) - 1))
            return
        self.beginResetModel()
        self._lines = list(lines)
        self.endResetModel()

    def line(self, index: Index) -> Line | None:
        """The record of a row."""
        return self._lines[index.row()] if index.isValid() and index.row() < len(self._lines) else None

    def row_of(self, id: str) -> int:
        """The row of an id, -1 where it is not there."""
        return next((row for row, line in enumerate(self._lines) if line.id == id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """How many."""
        return 0 if parent.isValid() else len(self._lines)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """Title; the record; a sentence for screen readers."""
        line = self.line(index)
        if line is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return line.title
        if role == RECORD:
            return line
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(part for part in (line.title, line.detail, line.count) if part)
        if role == Qt.ItemDataRole.ToolTipRole:
            return "\n".join(part for part in (line.title, line.detail) if part)
        return None


def field_names(fields: frozenset[str]) -> str:
    """Guessed fields in the user's words."""
    names = {
        "title": tr("title"),
        "author": tr("authors"),
        "authors": tr("authors"),
        "issued": tr("date"),
        "container_title": tr("published in"),
        "language": tr("language"),
        "url": tr("address"),
        "type": tr("type"),
        "publisher": tr("publisher"),
    }
    return ", ".join(sorted({names.get(field, field.replace("_", " ")) for field in fields}))


# Each edit reads the list anew; folding 500 titles each time would take longer than a frame.
@lru_cache(maxsize=16_384)
def _folded(text: str) -> str:
    return fold(text)


@lru_cache(maxsize=8_192)
def _haystack(line: SourceLine) -> str:
    return fold(" ".join((line.title, line.authors, line.issued, line.file_name)))
