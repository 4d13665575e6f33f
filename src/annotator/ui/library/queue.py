"""One to-do queue being worked through: J and K go down and up, Enter opens, Delete dismisses."""

from __future__ import annotations

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QListView, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.library.delegates import PassageDelegate
from annotator.ui.library.lists import ContentList
from annotator.ui.library.models import LineModel
from annotator.ui.library.reading import Line, Queue, dismiss, queue_name
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import EmptyState, Heading, Label, Tool


class QueueView(QWidget):
    """The items of one queue; each is shown in the reader as one comes to it."""

    left = Signal()
    accepted = Signal(object)  # Line, on Enter

    def __init__(self, session: Session, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.queue = Queue.UNLINKED
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(4)
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 10, 0)
        self.back = Tool("‹", tr("Back to the library"))
        self.back.clicked.connect(self.left)
        self.heading = Heading()
        row.addWidget(self.back)
        row.addWidget(self.heading, 1)
        box.addLayout(row)
        self.model = LineModel(self)
        self.view = ContentList(tr("Queue"), grows=True)
        self.view.setItemDelegate(PassageDelegate(themes, self.view))
        self.view.setModel(self.model)
        self.view.setSelectionMode(QListView.SelectionMode.SingleSelection)
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self.view.chosen.connect(self._accept)
        self.view.removed.connect(self._dismiss)
        box.addWidget(self.view, 100)
        self.empty = EmptyState(tr("Nothing left to do here."), tr("Everything in this queue is settled."))
        box.addWidget(self.empty)
        box.addStretch(1)
        keys = Label(tr("J K next and previous · Enter settle · Delete dismiss · Esc back"), "small")
        keys.setContentsMargins(14, 0, 14, 10)
        box.addWidget(keys)

    def show_queue(self, queue: Queue, lines: tuple[Line, ...], *, take_focus: bool = False) -> None:
        """Show the items of `queue`; the row one stood on keeps its place as items go."""
        row = self.view.currentIndex().row() if queue == self.queue else 0
        self.queue = queue
        self.heading.setText(f"{queue_name(queue)} · {len(lines)}")
        self.view.setAccessibleName(queue_name(queue))
        self.model.set_lines(lines)
        self.view.setVisible(bool(lines))
        self.empty.setVisible(not lines)
        if lines:
            index = self.model.index(min(max(row, 0), len(lines) - 1))
            if take_focus or self.view.hasFocus():
                self.view.setCurrentIndex(index)
        if take_focus:
            (self.view if lines else self.back).setFocus()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back to the library."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def _show_current(self, index: QModelIndex) -> None:
        line = self.model.line(index)
        if line is None:
            return
        self._session.select(line.kind, line.id)
        if line.place is not None:
            self._session.open_place(line.place)

    def _accept(self, index: QModelIndex) -> None:
        line = self.model.line(index)
        if line is not None:
            self._show_current(index)
            self.accepted.emit(line)

    def _dismiss(self, index: QModelIndex) -> None:
        line = self.model.line(index)
        if line is not None:
            queue, id = self.queue.value, line.id
            self._session.act(lambda project: dismiss(project, queue, id))
