"""A list view as high as its rows, up to what the panel has room for."""

from __future__ import annotations

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QListView, QSizePolicy, QWidget


class ContentList(QListView):
    """Asks for the height of its rows; scrolls where there is less. Enter, a click or Space activate a row."""

    chosen = Signal(QModelIndex)  # the index activated by click, Enter or Space
    removed = Signal(QModelIndex)  # the index on which Delete was pressed

    def __init__(
        self, name: str, *, least_rows: int = 2, grows: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._least = least_rows
        self._grows = grows
        self.setProperty("kind", "panel")
        self.setAccessibleName(name)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        self.clicked.connect(self.chosen)

    def setModel(self, model: QAbstractItemModel | None) -> None:
        """Also follow its size."""
        super().setModel(model)
        if model is not None:
            for signal in (model.modelReset, model.rowsInserted, model.rowsRemoved, model.dataChanged):
                signal.connect(self._fit)
        self._fit()

    def sizeHint(self) -> QSize:
        """The height of all rows; where the list is to take what others leave, only the least."""
        return QSize(220, self.minimumSizeHint().height() if self._grows else self._height())

    def minimumSizeHint(self) -> QSize:
        """A few rows at least."""
        model = self.model()
        rows = min(model.rowCount(), self._least) if model is not None else 0
        return QSize(120, sum(self.sizeHintForRow(row) for row in range(rows)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps titles anew."""
        super().resizeEvent(event)
        if event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()
            self._fit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter and Space choose, Delete removes, J and K go down and up."""
        index = self.currentIndex()
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space) and index.isValid():
            self.chosen.emit(index)
        elif key == Qt.Key.Key_Delete and index.isValid():
            self.removed.emit(index)
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K) and not event.modifiers() and self.model() is not None:
            row = index.row() + (1 if key == Qt.Key.Key_J else -1)
            if 0 <= row < self.model().rowCount():
                self.setCurrentIndex(self.model().index(row, 0))
        else:
            super().keyPressEvent(event)

    def _height(self) -> int:
        model = self.model()
        # Beyond what fits any screen the exact height does not matter: the list scrolls.
        rows = min(model.rowCount(), 60) if model is not None else 0
        return sum(self.sizeHintForRow(row) for row in range(rows))

    def _fit(self) -> None:
        self.setMaximumHeight(max(self._height(), 1))
        self.updateGeometry()
