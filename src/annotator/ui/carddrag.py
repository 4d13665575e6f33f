"""Quotation cards: dragged out with their citation, copied by Ctrl+Shift+C, and a menu with what can be done."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QEventLoop, QMimeData, QModelIndex, QObject, QPoint, Qt, QTimer
from PySide6.QtGui import QContextMenuEvent, QDrag, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QAbstractItemView, QApplication, QMenu, QWidget

from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.citing import FORMS, Manner, Target, form_name, mime, unset
from annotator.ui.widgets.quote import QuoteButton

if TYPE_CHECKING:
    from annotator.operations.citing import Cited
    from annotator.ui.session import Session

# The property under which a widget carries the highlight it shows.
ANNOTATION = "annotation"
# Of a view that shows several: the source of what the keyboard is on. (QTextBrowser has a "source" of its own.)
SOURCE = "cited_source"
PASSAGE = "passage"
PINNED = "pinned"
# How long a drag waits for its citation: loading a style takes half a second.
PATIENCE_MS = 2000
More = Callable[[QMenu, object], None]
Keys = Callable[[QKeyEvent, object], bool]


def copy_menu(session: Session, target: Target, menu: QMenu) -> None:
    """Add "Copy with citation" in every form to a menu."""
    manner = session.citer.manner
    text = tr("Copy with citation") if target.kind in ("annotation", "selection") else tr("Copy citation")
    menu.addAction(text).triggered.connect(lambda: session.citer.copy(target))
    inner = menu.addMenu(tr("Copy citation as"))
    for form in FORMS:
        action = inner.addAction(form_name(form))
        action.triggered.connect(
            lambda _checked=False, f=form: session.citer.copy(target, Manner(f, manner.quote))
        )


def _nothing() -> None:
    pass


class CitationDrag:
    """A highlight or a source on its way into another program.

    The citation is asked for as the mouse goes down: by the time it has been drawn away it is there.
    """

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ready: tuple[str, Cited] | None = None
        self._arrived: Callable[[], None] = _nothing

    def prepare(self, id: str, kind: str = "annotation") -> None:
        """Ask for the citation; comes back at once."""
        if self._ready is None or self._ready[0] != id:
            self._ready = None
            citer = self._session.citer
            citer.cite(Target(kind, id), Manner(citer.manner.form), self._prepared(id))

    def _prepared(self, id: str) -> Callable[[Cited], None]:
        def ready(cited: Cited) -> None:
            self._ready = (id, cited)
            self._arrived()

        return ready

    def payload(self, id: str, quote: str, byline: str = "") -> QMimeData:
        """What is given to the program it is dropped on; the words alone where the style has not answered yet."""
        if self._ready is not None and self._ready[0] == id:
            return mime(self._ready[1].html, self._ready[1].plain)
        return unset(quote, byline)

    def wait(self, id: str) -> None:
        """Let a citation that was asked for arrive, if it comes soon: only the first of a style takes its time."""
        if self._ready is not None and self._ready[0] == id:
            return
        loop = QEventLoop()
        self._arrived = loop.quit
        QTimer.singleShot(PATIENCE_MS, loop.quit)
        loop.exec(QEventLoop.ProcessEventsFlag.ExcludeUserInputEvents)
        self._arrived = _nothing

    def start(self, widget: QWidget, data: QMimeData) -> None:
        """Drag `data` until it is dropped."""
        drag = QDrag(widget)
        drag.setMimeData(data)
        drag.exec(Qt.DropAction.CopyAction)
        # What was edited since must be set anew for the next one.
        self._ready = None


@dataclass(frozen=True, slots=True)
class Dragged:
    """What a line of a list stands for; `words` and `byline` are given where the style has not answered yet."""

    kind: str  # annotation or source
    id: str
    words: str
    byline: str


class ListDrag(QObject):
    """Draws one line out of a list with its citation, into Word or Writer. `line` says what an index stands for."""

    def __init__(
        self, session: Session, view: QAbstractItemView, line: Callable[[QModelIndex], Dragged | None]
    ) -> None:
        super().__init__(view)
        self._view = view
        self._line = line
        self._from: QPoint | None = None
        self._dragged: Dragged | None = None
        self.citation = CitationDrag(session)
        view.viewport().installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Presses and moves on the lines."""
        if not isinstance(event, QMouseEvent):
            return False
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            # With a key held the selection is meant.
            self._dragged = self._line(self._view.indexAt(at)) if not event.modifiers() else None
            self._from = at if self._dragged is not None else None
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._from = None
        elif event.type() == QEvent.Type.MouseMove and self._from is not None and self._dragged is not None:
            # Not as it is pressed: most presses are clicks, and the first citation of a style takes its time.
            self.citation.prepare(self._dragged.id, self._dragged.kind)
            if (at - self._from).manhattanLength() >= QApplication.startDragDistance():
                self._from = None
                self.citation.wait(self._dragged.id)
                self.citation.start(self._view, self.payload())
            return True
        return False

    def payload(self) -> QMimeData:
        """What the line gives to the program it is dropped on."""
        one = self._dragged
        return self.citation.payload(one.id, one.words, one.byline) if one is not None else QMimeData()


class CardDrag(QObject):
    """Serves all cards of a view. `more(menu, passage)` adds to their menu, `keys(event, passage)` hears their keys."""

    def __init__(
        self, session: Session, parent: QWidget, more: More | None = None, keys: Keys | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._more = more
        self._keys = keys
        self._from: QPoint | None = None
        self._drag = CitationDrag(session)

    def add(
        self, card: QuoteButton, annotation: str, passage: object = None, *, pinned: bool = False
    ) -> None:
        """Serve a card that shows a highlight; `passage` is what the menu and the keys are told."""
        card.setProperty(PINNED, pinned)
        card.setProperty(ANNOTATION, annotation)
        card.setProperty(PASSAGE, passage)
        card.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Presses, moves and the context menu of the cards."""
        if not isinstance(watched, QuoteButton):
            return False
        if isinstance(event, QMouseEvent):
            return self._mouse(watched, event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() == Qt.Key.Key_P and not event.modifiers():
                self._pin(str(watched.property(ANNOTATION)))
                return True
            return self._keys is not None and self._keys(event, watched.property(PASSAGE))
        if isinstance(event, QContextMenuEvent):
            self._menu(watched, event.globalPos())
            return True
        return False

    def _mouse(self, card: QuoteButton, event: QMouseEvent) -> bool:
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            self._from = event.position().toPoint()
            self._drag.prepare(str(card.property(ANNOTATION)))
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._from = None
        elif event.type() == QEvent.Type.MouseMove and self._from is not None:
            way = event.position().toPoint() - self._from
            if way.manhattanLength() >= QApplication.startDragDistance():
                self._from = None
                card.setDown(False)
                self._drag.start(card, self.payload(card))
                return True
        return False

    def payload(self, card: QuoteButton) -> QMimeData:
        """What a card gives to the program it is dropped on."""
        return self._drag.payload(str(card.property(ANNOTATION)), card.quote, card.byline)

    def _pin(self, annotation: str) -> None:
        self._session.act(lambda project: late.toggle_pin(project, [annotation]))

    def menu_of(self, card: QuoteButton) -> QMenu:
        """The menu of a card."""
        menu = QMenu(card)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction(tr("Open in the source")).triggered.connect(card.click)
        menu.addSeparator()
        annotation = str(card.property(ANNOTATION))
        copy_menu(self._session, Target("annotation", annotation), menu)
        menu.addSeparator()
        pin = tr("Unpin\tP") if card.property(PINNED) else tr("Pin for bibliographies\tP")
        menu.addAction(pin).triggered.connect(lambda: self._pin(annotation))
        if self._more is not None:
            menu.addSeparator()
            self._more(menu, card.property(PASSAGE))
        return menu

    def _menu(self, card: QuoteButton, place: QPoint) -> None:
        self.menu_of(card).popup(place)
