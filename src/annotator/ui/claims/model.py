"""The claim × source matrix as Qt's views want it."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.claim import Claim, Stance
from annotator.domain.i18n import tr
from annotator.ui.claims.matrix import (
    CLAIM,
    FIRST_SOURCE,
    STATUS,
    Matrix,
    MatrixRow,
    SourceColumn,
    chosen,
    is_torn,
    ordered,
)

ROW_ROLE = Qt.ItemDataRole.UserRole + 1
CELL_ROLE = Qt.ItemDataRole.UserRole + 2
# Which stances of the cell rest on passages that are not verified: Mapping[Stance, int].
DOUBT_ROLE = Qt.ItemDataRole.UserRole + 3

Index = QModelIndex | QPersistentModelIndex


class ClaimMatrixModel(QAbstractTableModel):
    """Claims down, sources across; filtered and sorted in plain lists (no proxy: they are slow, performance.md)."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._matrix = Matrix()
        self._rows: list[MatrixRow] = []
        self._words = ""
        self._only_disputed = False
        self._sort_column = CLAIM
        self._descending = False

    @property
    def matrix(self) -> Matrix:
        """All claims, whatever is shown of them."""
        return self._matrix

    def set_matrix(self, matrix: Matrix) -> None:
        """Show newly read data. Views keep their place when only contents of rows changed."""
        same_columns = matrix.columns == self._matrix.columns
        rows = self._shown(matrix)
        same_rows = [row.claim.id for row in rows] == [row.claim.id for row in self._rows]
        if same_columns and same_rows:
            self._matrix, self._rows = matrix, rows
            if rows:
                self.dataChanged.emit(self.index(0, 0), self.index(len(rows) - 1, self.columnCount() - 1))
            return
        self.beginResetModel()
        self._matrix, self._rows = matrix, rows
        self.endResetModel()

    def set_filter(self, words: str, *, only_disputed: bool) -> None:
        """Show the claims that hold all of `words`."""
        if (words, only_disputed) == (self._words, self._only_disputed):
            return
        self._words, self._only_disputed = words, only_disputed
        rows = self._shown(self._matrix)
        if rows != self._rows:
            self.beginResetModel()
            self._rows = rows
            self.endResetModel()

    def _shown(self, matrix: Matrix) -> list[MatrixRow]:
        rows = chosen(matrix, self._words, only_disputed=self._only_disputed)
        return ordered(rows, matrix, self._sort_column, descending=self._descending)

    def row_at(self, index: Index) -> MatrixRow | None:
        """The claim of an index, None outside the table."""
        return self._rows[index.row()] if index.isValid() and index.row() < len(self._rows) else None

    def claim_at(self, row: int) -> Claim:
        """The claim of a row that there is."""
        return self._rows[row].claim

    def column_at(self, index: Index) -> SourceColumn | None:
        """The source of an index's column; None in the first two columns."""
        place = index.column() - FIRST_SOURCE
        return self._matrix.columns[place] if 0 <= place < len(self._matrix.columns) else None

    def row_of(self, claim: str) -> int:
        """Where a claim is shown; -1 where it is filtered away."""
        return next((n for n, row in enumerate(self._rows) if row.claim.id == claim), -1)

    # Qt's interface

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else FIRST_SOURCE + len(self._matrix.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        row = self.row_at(index)
        if row is None:
            return None
        if role == ROW_ROLE:
            return row
        column = index.column()
        if column == CLAIM:
            return self._claim_data(row, role)
        if column == STATUS:
            return self._status_data(row, role)
        return self._cell_data(row, index, role)

    def _claim_data(self, row: MatrixRow, role: int) -> Any:
        claim = row.claim
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return f"{claim.key} {claim.text}"
        if role == Qt.ItemDataRole.ToolTipRole:
            return _plain_tip(f"{claim.text}\n{claim.topic}" if claim.topic else claim.text)
        return None

    def _status_data(self, row: MatrixRow, role: int) -> Any:
        claim = row.claim
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return tr(claim.status.value)
        if role == Qt.ItemDataRole.ToolTipRole and claim.status_reason:
            return _plain_tip(claim.status_reason)
        return None

    def _cell_data(self, row: MatrixRow, index: Index, role: int) -> Any:
        column = self.column_at(index)
        cell = row.counts.get(column.source, ()) if column else ()
        doubtful = row.doubtful.get(column.source, {}) if column else {}
        if role == CELL_ROLE:
            return cell
        if role == DOUBT_ROLE:
            return doubtful
        if column is None or not cell:
            return None
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return f"{column.byline} {column.date}: {cell_words(cell, sum(doubtful.values()))}"
        if role == Qt.ItemDataRole.ToolTipRole:
            words = cell_words(cell, sum(doubtful.values()))
            return _plain_tip(f"{column.byline} {column.date}\n{words}")
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Vertical:
            return None
        place = section - FIRST_SOURCE
        if role == Qt.ItemDataRole.DisplayRole:
            if section == CLAIM:
                return tr("Claim")
            if section == STATUS:
                return tr("Status")
            if 0 <= place < len(self._matrix.columns):
                column = self._matrix.columns[place]
                return "\n".join(part for part in (column.byline.replace(" & ", " &\n"), column.date) if part)
        if role == Qt.ItemDataRole.ToolTipRole and 0 <= place < len(self._matrix.columns):
            return _plain_tip(self._matrix.columns[place].title)
        if role == Qt.ItemDataRole.TextAlignmentRole:
            side = Qt.AlignmentFlag.AlignLeft if place < 0 else Qt.AlignmentFlag.AlignHCenter
            return int(side | Qt.AlignmentFlag.AlignBottom)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the selection stays on its claim."""
        self.layoutAboutToBeChanged.emit()
        kept = [(index, self.row_at(index)) for index in self.persistentIndexList()]
        self._sort_column, self._descending = column, order == Qt.SortOrder.DescendingOrder
        self._rows = self._shown(self._matrix)
        places = {row.claim.id: n for n, row in enumerate(self._rows)}
        for index, row in kept:
            if row is not None:
                self.changePersistentIndex(index, self.index(places[row.claim.id], index.column()))
        self.layoutChanged.emit()


def cell_words(cell: tuple[tuple[Stance, int], ...], doubtful: int = 0) -> str:
    """ "2 supports, 1 contradicts", for tool tips and screen readers; `doubtful` of them are not verified."""
    words = ", ".join(f"{n} {tr(stance.value)}" for stance, n in cell)
    if doubtful:
        words += " – " + tr("{n} not verified in the current version", n=doubtful)
    return tr("{words} – the same source on both sides", words=words) if is_torn(cell) else words


def _plain_tip(text: str) -> str:
    """A tool tip that Qt cannot take for markup: text from documents must not be able to load anything."""
    from html import escape

    return f"<p style='white-space:pre-wrap'>{escape(text)}</p>"
