"""The queue "Highlights that moved": each is accepted, kept on its old version, or set on other words, by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QShortcut
from PySide6.QtWidgets import QAbstractItemView, QHBoxLayout, QListView, QPushButton, QVBoxLayout, QWidget

from annotator.domain.changes import Changes
from annotator.domain.i18n import tr, trn
from annotator.ui.library.delegates import PassageDelegate
from annotator.ui.library.models import LineModel
from annotator.ui.library.reading import Line
from annotator.ui.records import Place
from annotator.ui.review.difference import Words
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import EmptyState, Heading, Label, Tool

if TYPE_CHECKING:
    from annotator.operations.review import Item
    from annotator.store.project import Project


class ReviewList(QListView):
    """J and K go down and up; Enter, Delete and R decide about the row. A click only shows it."""

    decided = Signal(str)  # accept, keep, reattach

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The keys of every queue."""
        key = event.key()
        word = {
            Qt.Key.Key_Return: "accept",
            Qt.Key.Key_Enter: "accept",
            Qt.Key.Key_Delete: "keep",
            Qt.Key.Key_R: "reattach",
        }.get(Qt.Key(key))
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier:
            word = None
        if word is not None and self.currentIndex().isValid():
            self.decided.emit(word)
        elif key in (Qt.Key.Key_J, Qt.Key.Key_K) and not event.modifiers():
            row = self.currentIndex().row() + (1 if key == Qt.Key.Key_J else -1)
            if 0 <= row < self.model().rowCount():
                self.setCurrentIndex(self.model().index(row, 0))
        else:
            super().keyPressEvent(event)


class ReviewPanel(QWidget):
    """`selected_words` gives what is selected in the reader, None for nothing."""

    left = Signal()

    def __init__(
        self,
        session: Session,
        themes: ThemeBook,
        selected_words: Callable[[], Place | None] = lambda: None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._selected_words = selected_words
        self._items: list[Item] = []
        self._attaching = ""
        self.setAccessibleName(tr("Highlights that moved"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 8, 0, 8)
        box.setSpacing(6)
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 10, 0)
        self.back = Tool("‹", tr("Back to the library"))
        self.back.clicked.connect(self.left)
        self.heading = Heading(tr("Highlights that moved"))
        row.addWidget(self.back)
        row.addWidget(self.heading, 1)
        box.addLayout(row)
        self.model = LineModel(self)
        self.view = ReviewList()
        self.view.setProperty("kind", "panel")
        self.view.setAccessibleName(tr("Highlights that moved"))
        self.view.setItemDelegate(PassageDelegate(themes, self.view))
        self.view.setModel(self.model)
        self.view.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.view.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.view.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.view.selectionModel().currentChanged.connect(self._show_current)
        self.view.decided.connect(self.decide)
        # In a low window the words give way first: they can be scrolled, and one must see where one is.
        self.view.setMinimumHeight(8 * self.fontMetrics().height())
        box.addWidget(self.view, 3)
        self.detail = QWidget()
        self._build_detail(themes)
        box.addWidget(self.detail, 4)
        self.empty = EmptyState(
            tr("Nothing left to do here."), tr("Every highlight stands in the current version of its source.")
        )
        box.addWidget(self.empty)
        box.addStretch(0)
        self.keys = Label(
            tr("J K next and previous · Enter accept · Delete keep · R re-attach · Esc back"), "small"
        )
        self.keys.setContentsMargins(14, 0, 14, 4)
        box.addWidget(self.keys)
        self._enter = QShortcut(self)
        self._enter.setKeys([QKeySequence(Qt.Key.Key_Return), QKeySequence(Qt.Key.Key_Enter)])
        self._enter.setContext(Qt.ShortcutContext.ApplicationShortcut)
        self._enter.activated.connect(self.attach)
        self._enter.setEnabled(False)
        self._show_items([])
        session.changed.connect(self._changed)

    def _build_detail(self, themes: ThemeBook) -> None:
        box = QVBoxLayout(self.detail)
        box.setContentsMargins(12, 4, 12, 0)
        box.setSpacing(4)
        self.about = Label("", "small")
        self.old = Words("removed", themes)
        self.new = Words("added", themes)
        self.nothing = Label(tr("Nothing like it was found in the current version."), "muted")
        for widget, stretch in (
            (self.about, 0),
            (Heading(tr("Old version")), 0),
            (self.old, 1),
            (Heading(tr("Current version")), 0),
            (self.new, 1),
            (self.nothing, 0),
        ):
            box.addWidget(widget, stretch)
        for words in (self.old, self.new):
            words.setMinimumHeight(3 * words.fontMetrics().height())
        self.accept = QPushButton(tr("Accept the new words"))
        self.keep = QPushButton(tr("Keep on the old version"))
        self.reattach = QPushButton(tr("Re-attach…"))
        self.show_old = QPushButton(tr("Show the old version"))
        for button, call in (
            (self.accept, lambda: self.decide("accept")),
            (self.keep, lambda: self.decide("keep")),
            (self.reattach, self._attach_or_begin),
            (self.show_old, self._open_old),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(lambda _checked=False, do=call: do())
            box.addWidget(button)

    # ---------------------------------------------------------------- reading

    def open(self) -> None:
        """Start working: read the queue and take the keyboard."""
        self._read()
        self.view.setFocus()

    def _changed(self, changes: Changes) -> None:
        if self.isVisible() and changes.touches("annotation", "document", "source", "evidence"):
            self._read()

    def _read(self) -> None:
        self._session.read(_queue, self._show_items, key="review.queue")

    def _show_items(self, items: list[Item]) -> None:
        row = max(0, self.view.currentIndex().row())
        self._items = items
        self.model.set_lines([_line(item) for item in items])
        self.heading.setText(f"{tr('Highlights that moved')} · {len(items)}")
        for widget in (self.view, self.detail):
            widget.setVisible(bool(items))
        self.empty.setVisible(not items)
        if items:
            self.view.setCurrentIndex(self.model.index(min(row, len(items) - 1)))
        else:
            self._stop_attaching()

    @property
    def current(self) -> Item | None:
        """The highlight one stands on."""
        row = self.view.currentIndex().row()
        return self._items[row] if 0 <= row < len(self._items) else None

    def _show_current(self, _index: QModelIndex) -> None:
        self._stop_attaching()
        item = self.current
        if item is None:
            return
        annotation = item.annotation
        claims = [link.key or link.text for link in item.row.claims]
        parts = [item.title]
        if item.proposed:
            parts.append(tr("{percent} % alike", percent=round(item.score * 100)))
        if claims:
            parts.append(
                trn(
                    "not verified as evidence for {claims}",
                    "not verified as evidence for {claims}",
                    len(claims),
                    claims=", ".join(claims),
                )
            )
        self.about.setText(" · ".join(parts))
        self.old.set_steps(item.difference or (("same", item.old),))
        self.new.set_steps(item.difference)
        self.new.setVisible(bool(item.proposed))
        self.nothing.setVisible(not item.proposed)
        self.accept.setEnabled(bool(item.proposed))
        self._session.select("annotation", annotation.id)
        proposal = annotation.proposal
        if item.proposed and proposal is not None:
            self._session.open_place(Place(proposal.document, proposal.start, proposal.end))
        else:
            self._open_old()

    def _open_old(self) -> None:
        item = self.current
        if item is not None:
            at = item.annotation.selectors
            self._session.open_place(Place(item.annotation.document, at.start, at.end))

    # ---------------------------------------------------------------- deciding

    def decide(self, word: str) -> None:
        """accept, keep or reattach the highlight one stands on."""
        item = self.current
        if item is None:
            return
        key = item.annotation.id
        if word == "accept" and item.proposed:
            self._session.act(lambda project: _accept(project, key))
        elif word == "keep":
            self._session.act(lambda project: _keep(project, key))
        elif word == "reattach":
            self._attaching = key
            self._enter.setEnabled(True)
            self.keys.setText(tr("Select the words in the reader, then press Enter. Esc gives up."))
            self.reattach.setText(tr("Attach to the selected words"))
            # Where the passage would stand: the words that took its place are there, if there are any.
            self._session.open_place(Place(item.newest, item.near, item.near))

    def _attach_or_begin(self) -> None:
        if self._attaching:
            self.attach()
        else:
            self.decide("reattach")

    def attach(self) -> None:
        """Set the highlight on the words that are selected in the reader."""
        place, key = self._selected_words(), self._attaching
        if not key:
            return
        if place is None or place.start >= place.end:
            self._session.noted.emit(tr("Select the words in the reader first."))
            return
        self._stop_attaching()
        self._session.act(lambda project: _reattach(project, key, place), self._attached)

    def _attached(self, _changes: Changes) -> None:
        self.view.setFocus()

    def _stop_attaching(self) -> None:
        self._attaching = ""
        self._enter.setEnabled(False)
        self.reattach.setText(tr("Re-attach…"))
        self.keys.setText(tr("J K next and previous · Enter accept · Delete keep · R re-attach · Esc back"))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up re-attaching, else goes back to the library."""
        if event.key() != Qt.Key.Key_Escape:
            super().keyPressEvent(event)
        elif self._attaching:
            self._stop_attaching()
        else:
            self.left.emit()


def _line(item: Item) -> Line:
    annotation = item.annotation
    where = f"¶ {annotation.selectors.paragraph}" if annotation.selectors.paragraph else ""
    words = " ".join(item.old.split()) or tr("Area of page {page}", page=annotation.selectors.page_label)
    found = tr("changed") if item.proposed else tr("not found")
    return Line(
        annotation.id,
        words,
        " · ".join(part for part in (item.title, where, found) if part),
        tone=str(annotation.colour),
        kind="annotation",
    )


def _queue(project: Project) -> list[Item]:
    from annotator.operations import review

    return review.queue(project)


def _accept(project: Project, key: str) -> Changes:
    from annotator.operations import review

    return review.accept(project, key)


def _keep(project: Project, key: str) -> Changes:
    from annotator.operations import review

    return review.keep_as_orphan(project, key)


def _reattach(project: Project, key: str, place: Place) -> Changes:
    from annotator.operations import review

    return review.reattach(project, key, place.document, place.start, place.end)
