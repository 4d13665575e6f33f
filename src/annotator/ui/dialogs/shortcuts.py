"""The overview of keyboard shortcuts: the window's own table of actions, filtered as one types."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QAbstractItemView,
    QDialog,
    QDialogButtonBox,
    QHeaderView,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr
from annotator.domain.text import fold
from annotator.ui.widgets import FilterField

Index = QModelIndex | QPersistentModelIndex
Row = tuple[str, str]  # what it does, keys


def own_rows() -> list[Row]:
    """The keys that are no menu commands: they act where the focus is."""
    return [
        (tr("Claims: new claim"), tr("N")),
        (tr("Claims: edit the claim"), tr("F2")),
        (tr("Claims: move the claim to the trash"), tr("Delete")),
        (tr("Claims: open the passages of a cell"), tr("Enter")),
        (tr("Claims: filter"), "/"),
        (tr("Claims, on a card: change the stance"), "+ - ~ ="),
        (tr("Claims and Treaty, on a card: take the link away"), tr("Delete")),
        (tr("Bibliography: star a citation style"), "*"),
        (tr("Treaty: to the passages"), tr("Enter")),
        (tr("Treaty: filter"), "/"),
    ]


class ShortcutModel(QAbstractTableModel):
    """Rows that hold all words typed; sorted by any column."""

    def __init__(self, rows: Sequence[Row], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._given = list(rows)
        self._all = list(rows)
        self._rows = list(rows)
        self._words: list[str] = []

    def set_filter(self, words: str) -> None:
        """Show the rows that hold all of `words`."""
        self.beginResetModel()
        self._words = fold(words).split()
        self._rows = self._matching()
        self.endResetModel()

    def _matching(self) -> list[Row]:
        return [row for row in self._all if all(word in fold(" ".join(row)) for word in self._words)]

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 2

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if role == Qt.ItemDataRole.DisplayRole and index.isValid():
            return self._rows[index.row()][index.column()]
        return None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if (
            orientation == Qt.Orientation.Horizontal
            and role == Qt.ItemDataRole.DisplayRole
            and 0 <= section < 2
        ):
            return (tr("What"), tr("Keys"))[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; -1 is the order of the menus."""
        self.beginResetModel()
        back = order == Qt.SortOrder.DescendingOrder
        by = sorted(self._given, key=lambda row: fold(row[column]), reverse=back)
        self._all = by if column >= 0 else list(self._given)
        self._rows = self._matching()
        self.endResetModel()


class Shortcuts(QDialog):
    """`rows` are (command, keys) from the window; the workspaces' own keys are added here."""

    def __init__(self, rows: Sequence[Row], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Keyboard shortcuts"))
        self.resize(620, 640)
        box = QVBoxLayout(self)
        self.filter = FilterField(tr("Filter… e.g. “highlight”"))
        self.model = ShortcutModel([*rows, *own_rows()], self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Keyboard shortcuts"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setDefaultSectionSize(self.fontMetrics().height() + 12)
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(0, QHeaderView.ResizeMode.Stretch)
        header.setHighlightSections(False)
        header.setSortIndicator(-1, Qt.SortOrder.AscendingOrder)
        self.table.setSortingEnabled(True)
        self.table.setColumnWidth(1, 170)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.rejected.connect(self.reject)
        box.addWidget(self.filter)
        box.addWidget(self.table, 1)
        box.addWidget(buttons)
        self.filter.textChanged.connect(self.model.set_filter)
        self.filter.left.connect(self.table.setFocus)
