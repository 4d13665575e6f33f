"""The library panel: sources with their filter, treaties, to-do queues, tags."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, QPoint, Qt, QTimer, Signal
from PySide6.QtGui import QActionGroup, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QHBoxLayout, QMenu, QStackedWidget, QVBoxLayout, QWidget

from annotator.domain.changes import Changes
from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.library import reading
from annotator.ui.library.delegates import LineDelegate, SourceDelegate
from annotator.ui.library.lists import ContentList
from annotator.ui.library.models import LineModel, Order, SourceModel, order_name
from annotator.ui.library.reading import Duties, Line, Queue, SourceLine, queue_name
from annotator.ui.records import Place
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Chip, EmptyState, FilterField, FlowLayout, Heading, Tool

if TYPE_CHECKING:
    from annotator.ui.library.queue import QueueView
    from annotator.ui.review.panel import ReviewPanel

# Reading all highlights for the queues waits until the user pauses.
DUTIES_AFTER_MS = 400
RECOUNT_AFTER_MS = 120
TAGS_SHOWN = 24


class Library(QWidget):
    """Choosing a source opens it; choosing a treaty or an uncited provision goes to the Treaty workspace."""

    add_requested = Signal()
    paste_requested = Signal()
    edit_requested = Signal(str)
    update_requested = Signal(str)  # a new capture of this source is to be chosen
    treaty_requested = Signal(str)
    link_requested = Signal()
    sources_loaded = Signal(int)

    def __init__(
        self, session: Session, themes: ThemeBook, order: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._duties: Duties | None = None
        self._review: ReviewPanel | None = None
        # What is selected in the reader, for setting a highlight on it; the window knows.
        self.selected_words: Callable[[], Place | None] = lambda: None
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Library"))
        self._stack = QStackedWidget(self)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._stack)
        self._main = QWidget()
        self._queue: QueueView | None = None
        self._stack.addWidget(self._main)
        self._build()
        if order in set(Order):
            self.sources.set_order(Order(order))
        self._later = self._timer(DUTIES_AFTER_MS, self._read_duties)
        self._recount = self._timer(RECOUNT_AFTER_MS, self._read_sources)
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        session.opened.connect(self.reload)

    def _timer(self, ms: int, slot: Callable[[], None]) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(ms)
        timer.timeout.connect(slot)
        return timer

    # ---------------------------------------------------------------- the parts

    def _build(self) -> None:
        box = QVBoxLayout(self._main)
        box.setContentsMargins(0, 10, 0, 8)
        box.setSpacing(2)
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 8, 4)
        row.setSpacing(4)
        self.filter = FilterField(tr("Filter sources"))
        self.filter.textChanged.connect(self._filter)
        self.filter.left.connect(self._into_list)
        self.sort = Tool("↕", tr("Sort the sources"))
        self.sort.setPopupMode(Tool.ToolButtonPopupMode.InstantPopup)
        self.add = Tool("+", tr("Add sources"))
        self.add.clicked.connect(self.add_requested)
        row.addWidget(self.filter, 1)
        row.addWidget(self.sort)
        row.addWidget(self.add)
        box.addLayout(row)
        self.sources_heading = _heading(tr("Sources"))
        box.addWidget(self.sources_heading)
        self.sources = SourceModel(self)
        self.source_list = ContentList(tr("Sources"), least_rows=1, grows=True)
        self.source_list.setItemDelegate(SourceDelegate(self._themes, self.source_list))
        self.source_list.setModel(self.sources)
        self.source_list.chosen.connect(self.open_source)
        self.source_list.removed.connect(self._trash_source)
        self.source_list.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.source_list.customContextMenuRequested.connect(self._context)
        box.addWidget(self.source_list, 100)
        self.empty = EmptyState(
            tr("No sources yet"), tr("Drop articles here or press Ctrl+O."), tr("Add sources…")
        )
        self.empty.button.clicked.connect(self.add_requested)
        self.empty.hide()
        box.addWidget(self.empty)
        self.nothing = EmptyState(tr("No source matches"), tr("Esc empties the filter."))
        self.nothing.hide()
        box.addWidget(self.nothing)
        self.treaties, self.treaty_heading, self.treaty_list = self._section(box, tr("Treaties"))
        self.treaty_list.chosen.connect(self._open_treaty)
        self.queues, self.queue_heading, self.queue_list = self._section(box, tr("To do"))
        self.queue_list.chosen.connect(self._open_queue)
        self.tags_heading = _heading(tr("Tags"))
        box.addWidget(self.tags_heading)
        self.tag_area = QWidget()
        self._tags = FlowLayout(self.tag_area)
        self._tags.setContentsMargins(14, 4, 14, 4)
        box.addWidget(self.tag_area)
        self.tags_heading.hide()
        box.addStretch(1)
        self._fill_sort()

    def _section(self, box: QVBoxLayout, name: str) -> tuple[LineModel, Heading, ContentList]:
        heading = _heading(name)
        box.addWidget(heading)
        model = LineModel(self)
        view = ContentList(name)
        view.setItemDelegate(LineDelegate(self._themes, view))
        view.setModel(model)
        box.addWidget(view)
        heading.hide()
        return model, heading, view

    def _fill_sort(self) -> None:
        menu = QMenu(self.sort)
        group = QActionGroup(menu)
        for order in Order:
            action = menu.addAction(order_name(order))
            action.setCheckable(True)
            action.setChecked(order == self.sources.order)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, o=order: self.sources.set_order(o))
        menu.aboutToShow.connect(lambda: self._tick_order(menu))
        self.sort.setMenu(menu)

    def _tick_order(self, menu: QMenu) -> None:
        for action, order in zip(menu.actions(), Order, strict=True):
            action.setChecked(order == self.sources.order)

    # ---------------------------------------------------------------- reading

    def reload(self, *_: object) -> None:
        """Read everything."""
        self._read_sources()
        self._session.read(reading.treaties, self._show_treaties, key="library.treaties")
        self._later.start()

    def _changed(self, changes: Changes) -> None:
        if changes.touches("source", "source_agent", "agent", "document"):
            self._read_sources()
        elif changes.touches("annotation"):
            # Only their number: it can wait until the highlight is painted.
            self._recount.start()
        if changes.touches("instrument", "provision", "provision_text", "instrument_version"):
            self._session.read(reading.treaties, self._show_treaties, key="library.treaties")
        self._later.start()

    def _read_sources(self) -> None:
        self._session.read(reading.sources, self._show_sources, key="library.sources")

    def _read_duties(self) -> None:
        # The items of the queue that is being worked through, and only the numbers of the others.
        working = self._queue is not None and self._stack.currentWidget() is self._queue
        wanted = [self._queue.queue] if self._queue is not None and working else []
        self._session.read(
            lambda project: reading.duties(project, wanted), self._show_duties, key="library.duties"
        )

    def _show_sources(self, lines: list[SourceLine]) -> None:
        self.sources.set_lines(lines)
        self._heads()
        self._selected(*self._session.selection)
        self.sources_loaded.emit(len(lines))

    def _heads(self) -> None:
        total, shown = self.sources.total, self.sources.rowCount()
        count = f"{shown} / {total}" if shown != total else str(total)
        self.sources_heading.setText(f"{tr('Sources')} · {count}")
        self.empty.setVisible(total == 0)
        self.nothing.setVisible(total > 0 and shown == 0)
        self.source_list.setVisible(shown > 0)
        self.filter.setEnabled(total > 0)

    def _show_treaties(self, lines: list[Line]) -> None:
        self.treaties.set_lines(lines)
        self.treaty_heading.setText(f"{tr('Treaties')} · {len(lines)}")
        self.treaty_heading.setVisible(bool(lines))
        self.treaty_list.setVisible(bool(lines))

    def _show_duties(self, duties: Duties) -> None:
        self._duties = duties
        self.queues.set_lines(
            [
                Line(
                    queue.value,
                    queue_name(queue),
                    count=str(count),
                    tone="warning" if count else "success",
                )
                for queue, count in duties.counts.items()
            ]
        )
        visible = self.sources.total > 0
        self.queue_heading.setVisible(visible)
        self.queue_list.setVisible(visible)
        if self._queue is not None and self._stack.currentWidget() is self._queue:
            lines = duties.queues.get(self._queue.queue)
            if lines is not None:
                self._queue.show_queue(self._queue.queue, lines)
        self._show_tags(duties.tags)

    def _show_tags(self, tags: tuple[tuple[str, int], ...]) -> None:
        while (item := self._tags.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for name, count in tags[:TAGS_SHOWN]:
            chip = Chip(name, clickable=True)
            chip.setAccessibleName(tr("Tag {name}, {count} uses: search for it", name=name, count=count))
            chip.clicked.connect(lambda _checked=False, n=name: self.tag_chosen.emit(n))
            self._tags.addWidget(chip)
        self.tags_heading.setVisible(bool(tags))
        self.tag_area.setVisible(bool(tags))

    tag_chosen = Signal(str)

    # ---------------------------------------------------------------- choosing

    @property
    def complete(self) -> bool:
        """Whether the to-do queues and tags have been read as well."""
        return self._duties is not None

    def source_of(self, document: str) -> SourceLine | None:
        """The source a document belongs to, as the list knows it."""
        return self.sources.by_document(document)

    def current_source(self) -> str:
        """The id of the selected source, "" for none."""
        line = self.sources.line(self.source_list.currentIndex())
        return line.id if line is not None else ""

    def open_first(self) -> None:
        """Open the first source of the list."""
        if self.sources.rowCount():
            self.open_source(self.sources.index(0))

    @property
    def queue(self) -> QueueView:
        """The view of one queue, made when first opened."""
        if self._queue is None:
            from annotator.ui.library.queue import QueueView

            self._queue = QueueView(self._session, self._themes)
            self._queue.left.connect(self.leave_queue)
            self._queue.accepted.connect(self._accepted)
            self._stack.addWidget(self._queue)
        return self._queue

    def open_queue(self, queue: Queue) -> None:
        """Start working through a queue."""

        def show(duties: Duties) -> None:
            self._stack.setCurrentWidget(self.queue)
            self.queue.show_queue(queue, duties.queues[queue], take_focus=True)

        self._session.read(lambda project: reading.duties(project, [queue]), show, key="library.queue")

    def open_review(self) -> None:
        """Decide about the highlights that a new capture does not hold as they were."""
        if self._review is None:
            from annotator.ui.review.panel import ReviewPanel

            self._review = ReviewPanel(self._session, self._themes, lambda: self.selected_words())
            self._review.left.connect(self.leave_queue)
            self._stack.addWidget(self._review)
        self._stack.setCurrentWidget(self._review)
        self._review.open()

    @property
    def review(self) -> ReviewPanel | None:
        """The panel of those highlights, once it was opened."""
        return self._review

    def leave_queue(self) -> None:
        """Back to the list of sources."""
        self._stack.setCurrentWidget(self._main)
        self.queue_list.setFocus()

    def open_source(self, index: QModelIndex) -> None:
        """Select the source of a line and open its newest capture."""
        line = self.sources.line(index)
        if line is None:
            return
        self._session.select("source", line.id)
        if line.document:
            self._session.open_place(Place(line.document))

    def _open_treaty(self, index: QModelIndex) -> None:
        line = self.treaties.line(index)
        if line is not None:
            self._session.select("instrument", line.id)
            self.treaty_requested.emit(line.id)

    def _open_queue(self, index: QModelIndex) -> None:
        line = self.queues.line(index)
        if line is None:
            return
        if line.id == Queue.MOVED:
            self.open_review()
        else:
            self.open_queue(Queue(line.id))

    def _accepted(self, line: Line) -> None:
        if line.kind == "provision":
            self.treaty_requested.emit(line.id)
        else:
            self.link_requested.emit()

    def source_under(self, at: QPoint) -> str:
        """The id of the source shown at a place of the screen, "" for none."""
        view = self.source_list.viewport()
        here = view.mapFromGlobal(at)
        if not view.isVisible() or not view.rect().contains(here):
            return ""
        line = self.sources.line(self.source_list.indexAt(here))
        return line.id if line is not None else ""

    def _selected(self, kind: str, id: str) -> None:
        if kind == "source":
            row = self.sources.row_of(id)
            if row >= 0 and self.source_list.currentIndex().row() != row:
                self.source_list.setCurrentIndex(self.sources.index(row))

    def show_document(self, document: str) -> None:
        """Mark the source whose document is in view, without selecting it elsewhere."""
        line = self.sources.by_document(document)
        row = self.sources.row_of(line.id) if line is not None else -1
        if row >= 0:
            self.source_list.setCurrentIndex(self.sources.index(row))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl+V beside the fields makes a source of what the clipboard holds."""
        if event.matches(QKeySequence.StandardKey.Paste):
            self.paste_requested.emit()
        else:
            super().keyPressEvent(event)

    def _filter(self, text: str) -> None:
        self.sources.set_filter(text)
        self._heads()

    def _into_list(self) -> None:
        if self.sources.rowCount():
            if not self.source_list.currentIndex().isValid():
                self.source_list.setCurrentIndex(self.sources.index(0))
            self.source_list.setFocus()

    def _trash_source(self, index: QModelIndex) -> None:
        line = self.sources.line(index)
        if line is not None:
            self.trash_source(line.id)

    def trash_source(self, id: str) -> None:
        """Put a source in the trash; Ctrl+Z brings it back."""
        self._session.act(lambda project: late.trash(project, "source", id))

    def _context(self, at: QPoint) -> None:
        from annotator.ui.library.sourcemenu import open_menu

        open_menu(self, self._session, at)


def _heading(text: str) -> Heading:
    heading = Heading(text)
    heading.setContentsMargins(14, 10, 14, 4)
    return heading
