"""All highlights of a document as a list: colour, words, place, links; filtered as one types, sorted by headers."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, QRectF, Qt, Signal
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.annotation import Colour
from annotator.domain.changes import Changes
from annotator.domain.claim import Stance
from annotator.domain.i18n import tr
from annotator.domain.text import fold
from annotator.ui.reader.chips import SIGNS
from annotator.ui.reader.citing import where
from annotator.ui.records import Place
from annotator.ui.theme import ThemeBook, qcolor
from annotator.ui.widgets import EmptyState, FilterField

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.store.rows import AnnotationRow
    from annotator.ui.session import Session

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
COLOUR, WORDS, PLACE, LINKS = range(4)
_ORDER = {colour.value: number for number, colour in enumerate(Colour)}


@dataclass(frozen=True, slots=True)
class Line:
    """One highlight as the list shows it."""

    id: str
    document: str
    start: int
    end: int
    colour: str
    words: str
    place: str
    links: str
    folded: str

    @classmethod
    def of(cls, row: AnnotationRow) -> Line:
        """From the store's row."""
        annotation = row.annotation
        at = annotation.selectors
        provisions = [link.label for link in row.provisions if link.accepted is not False]
        claims = [f"{link.key} {SIGNS[Stance(link.stance)]}" for link in row.claims]
        words, links = " ".join(at.exact.split()), ", ".join([*provisions, *claims])
        place = where(at)
        folded = fold(" ".join([words, links, place, annotation.note, *row.tags]))
        return cls(
            annotation.id,
            annotation.document,
            at.start,
            at.end,
            annotation.colour,
            words,
            place,
            links,
            folded,
        )


class HighlightModel(QAbstractTableModel):
    """Lines in a plain list, filtered and sorted there (performance.md: ours sorts 100,000 in 11 ms)."""

    def __init__(self) -> None:
        super().__init__()
        self._all: list[Line] = []
        self._shown: list[Line] = []
        self._words: list[str] = []
        self._by = (PLACE, False)

    def replace(self, rows: Sequence[AnnotationRow]) -> None:
        """Show these highlights."""
        self._all = [Line.of(row) for row in rows]
        self._refresh()

    def filter(self, text: str) -> None:
        """Show only lines that hold every word typed."""
        self._words = fold(text).split()
        self._refresh()

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the place is the order of the text."""
        self._by = (column, order == Qt.SortOrder.DescendingOrder)
        self._refresh()

    def _refresh(self) -> None:
        column, backwards = self._by
        keys = {
            COLOUR: lambda line: (_ORDER.get(line.colour, 9), line.start),
            WORDS: lambda line: (line.words.casefold(), line.start),
            PLACE: lambda line: (line.start, line.end),
            LINKS: lambda line: (line.links == "", line.links, line.start),
        }
        self.beginResetModel()
        self._shown = [line for line in self._all if all(word in line.folded for word in self._words)]
        self._shown.sort(key=keys.get(column, keys[PLACE]), reverse=backwards)
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def row_of(self, id: str) -> int:
        """The row of a highlight, -1 where it is not shown."""
        return next((row for row, line in enumerate(self._shown) if line.id == id), -1)

    @property
    def total(self) -> int:
        """How many there are, filtered or not."""
        return len(self._all)

    def rowCount(self, parent: Index = _NONE) -> int:
        """One row a highlight."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Colour, words, place, links."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = ("", tr("Highlight"), tr("Place"), tr("Links"))
            return names[section] if section < len(names) else None
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What a cell shows; the colour is named for screen readers."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        values = ("", line.words, line.place, line.links)
        if role == Qt.ItemDataRole.DisplayRole:
            return values[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return line.colour if index.column() == COLOUR else values[index.column()]
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (WORDS, LINKS):
            return values[index.column()][:600]
        if role == Qt.ItemDataRole.UserRole:
            return line.colour
        return None


class _ColourDelegate(QStyledItemDelegate):
    """A bar of the highlight's colour."""

    def __init__(self, themes: ThemeBook, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the bar."""
        theme = self._themes.theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, qcolor(theme.accent_soft))
        colour = theme.highlights.get(str(index.data(int(Qt.ItemDataRole.UserRole))), theme.accent)
        painter.fillRect(QRectF(option.rect).adjusted(8, 5, 12 - option.rect.width(), -5), qcolor(colour))


class HighlightList(QWidget):
    """A panel. Click or Enter opens the passage; `count_changed(shown, total)` for a heading."""

    count_changed = Signal(int, int)

    def __init__(self, session: Session, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document: str | None = None
        self.model = HighlightModel()
        self.filter = FilterField(tr("Filter highlights"))
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Highlights of this document"))
        self.table.setItemDelegateForColumn(COLOUR, _ColourDelegate(themes, self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(24)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        for column, width in ((COLOUR, 28), (PLACE, 64), (LINKS, 110)):
            header.resizeSection(column, width)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(PLACE, Qt.SortOrder.AscendingOrder)
        self.empty = EmptyState(
            tr("No highlights yet"), tr("Drag over words in the document, then choose a colour.")
        )
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        box.addWidget(self.filter)
        box.addWidget(body, 1)
        self.filter.textChanged.connect(self._filter)
        self.filter.left.connect(self._to_list)
        self.table.clicked.connect(lambda index: self._open(index.row()))
        self.table.activated.connect(lambda index: self._open(index.row()))
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        themes.changed.connect(self.table.viewport().update)

    def set_document(self, document: str | None) -> None:
        """Show a document's highlights; None shows the empty state."""
        self._document = document or None
        if self._document is None:
            self._show([])
        else:
            self._read()

    def _read(self) -> None:
        document = self._document
        if document is None:
            return

        def read(project: Project) -> list[AnnotationRow]:
            from annotator.store import annotations

            return annotations.rows_of_document(project, document)

        self._session.read(read, self._show, key=f"highlightlist.{id(self)}")

    def _show(self, rows: list[AnnotationRow]) -> None:
        self.model.replace(rows)
        self._stack.setCurrentWidget(self.table if rows else self.empty)
        self.filter.setEnabled(bool(rows))
        self._selected(*self._session.selection)
        self.count_changed.emit(self.model.rowCount(), self.model.total)

    def _changed(self, changes: Changes) -> None:
        if changes.touches("annotation", "mention", "evidence", "claim", "provision", "tagging"):
            self._read()

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        self.count_changed.emit(self.model.rowCount(), self.model.total)

    def _to_list(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            self.table.selectRow(max(self.table.currentIndex().row(), 0))

    def _open(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self._session.open_place(Place(line.document, line.start, line.end))
            self._session.select("annotation", line.id)

    def _selected(self, kind: str, id: str) -> None:
        row = self.model.row_of(id) if kind == "annotation" else -1
        if row >= 0:
            self.table.selectRow(row)
        else:
            self.table.clearSelection()
