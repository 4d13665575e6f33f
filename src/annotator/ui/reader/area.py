"""The Read workspace's centre: document tabs, the pages of the current one, find, type settings, places."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import (
    QHBoxLayout,
    QInputDialog,
    QPushButton,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr
from annotator.ui.icons import icon
from annotator.ui.navigation import Trail
from annotator.ui.reader.commands import ReaderCommands
from annotator.ui.reader.findbar import FindBar
from annotator.ui.reader.pane import DocumentPane
from annotator.ui.reader.pictures import Pictures
from annotator.ui.reader.style import MEASURES, ReadingStyle
from annotator.ui.reader.tabs import DocumentTabs
from annotator.ui.reader.typemenu import TypeMenu
from annotator.ui.reader.worker import Calls
from annotator.ui.records import Place
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import EmptyState, Tool

if TYPE_CHECKING:
    from annotator.ui.session import Session


class ReaderArea(ReaderCommands):
    """Tabs and pages. The window connects `session.open_requested` to `open_place`.

    `actions`: the window's own, which then has the shortcuts; without them the area installs its own.
    """

    position_changed = Signal(str)  # “¶ 20 of 27”
    anchors_changed = Signal(str)  # “14 highlights · all anchors exact”
    zoom_changed = Signal(float)
    document_changed = Signal(str)  # the current document's id, "" for none
    selection_changed = Signal()
    highlight_activated = Signal(str)  # annotation id, "" for none
    style_changed = Signal(object)  # ReadingStyle, to be kept by the window

    def __init__(
        self,
        session: Session,
        themes: ThemeBook,
        actions: Mapping[str, QAction] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._style = ReadingStyle()
        self._calls = Calls()
        self._pictures = Pictures(session.viewer, self)
        self._panes: dict[str, DocumentPane] = {}
        self._places: dict[str, Place] = {}  # where tabs not shown yet shall open
        self._trail = Trail()
        self.tabs = DocumentTabs(themes)
        self.find_bar = FindBar(themes)
        self.type_menu = TypeMenu(self._style, self)
        self.type_button = Tool("", tr("Type, width and paper"))
        self.rest_button = QPushButton(tr("Show everything"))
        self.empty = EmptyState(
            tr("Nothing open yet"),
            tr(
                "Choose a source in the library at the left, or drop a file on the window: text, web page, PDF, Word, EPUB."
            ),
        )
        self.stack = QStackedWidget()
        self._build()
        self._connect()
        if actions is None:
            self._shortcuts()
        self._recolour()

    def _build(self) -> None:
        self.type_button.setMenu(self.type_menu)
        self.type_button.setPopupMode(Tool.ToolButtonPopupMode.InstantPopup)
        self.rest_button.setCheckable(True)
        self.rest_button.setProperty("kind", "flat")
        self.rest_button.setToolTip(tr("Also show menus, notices and lists of the saved web page"))
        self.rest_button.hide()
        self.bar = QWidget()
        self.bar.setProperty("kind", "bar")
        self.bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(0, 0, 8, 0)
        row.setSpacing(4)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.rest_button)
        row.addWidget(self.type_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.stack, 1)
        self.find_bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stack.addWidget(self.empty)
        self.bar.hide()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_current)
        self.tabs.close_wanted.connect(self.close_document)
        self.find_bar.closed.connect(self._focus_canvas)
        self.type_menu.changed.connect(self.set_style)
        self.rest_button.toggled.connect(self.set_show_everything)
        self._session.selected.connect(self._selected)
        self._themes.changed.connect(self._recolour)

    def _shortcuts(self) -> None:
        for keys, slot in (
            ("Ctrl+F", self.find),
            ("Ctrl+G", self.goto_page),
            ("Ctrl+W", self.close_tab),
            ("Ctrl+Tab", self.next_tab),
            ("Ctrl+Shift+Tab", self.previous_tab),
            ("Ctrl++", self.zoom_in),
            ("Ctrl+=", self.zoom_in),
            ("Ctrl+-", self.zoom_out),
            ("Ctrl+0", self.zoom_reset),
            ("Alt+Left", self.go_back),
            ("Alt+Right", self.go_forward),
        ):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    def _recolour(self) -> None:
        self.type_button.setIcon(icon("text", self._themes.theme))

    # ---------------------------------------------------------------- documents

    def pane(self) -> DocumentPane | None:
        """The current tab's content."""
        widget = self.stack.currentWidget()
        return widget if isinstance(widget, DocumentPane) else None

    def current_document(self) -> str | None:
        """The id of the document that is shown."""
        return self.tabs.current()

    def open_documents(self) -> list[str]:
        """The ids of all tabs, in their order."""
        return self.tabs.documents()

    def open_document(self, document: str, place: Place | None = None, *, title: str = "") -> None:
        """Show a document in its tab, made if there is none; at `place`, which flashes, if given."""
        if place is not None:
            self._places[document] = place
        index = self.tabs.index_of(document)
        if index < 0:
            index = self.tabs.add(document, title or tr("Opening…"))
            self.bar.show()
        if index == self.tabs.currentIndex():
            self._show_current(index)
        else:
            self.tabs.setCurrentIndex(index)
        self._focus_canvas()

    def open_place(self, place: Place) -> None:
        """Open a passage and flash it; `go_back` returns to where one was."""
        pane = self.pane()
        self._trail.visit(place, left=pane.place() if pane is not None else None)
        self.open_document(place.document, place)

    def close_document(self, document: str) -> None:
        """Close a document's tab, if it has one."""
        index = self.tabs.index_of(document)
        if index < 0:
            return
        pane = self._panes.pop(document, None)
        if pane is not None and pane is self.pane():
            self.find_bar.attach(None, lambda: 0)
        self.tabs.removeTab(index)
        self._places.pop(document, None)
        if pane is not None:
            self.stack.removeWidget(pane)
            pane.close_document()
            pane.deleteLater()
        if not self.tabs.count():
            self.bar.hide()
            self.find_bar.dismiss()

    def _show_current(self, index: int) -> None:
        document = self.current_document()
        if document is None:
            self.stack.setCurrentWidget(self.empty)
            self._say_position()
            self.document_changed.emit("")
            return
        pane = self._panes.get(document)
        if pane is None:
            pane = self._make(document)
        before = self.pane()
        if before is not None and before is not pane:
            before.annotating.popup.dismiss()
        self.stack.setCurrentWidget(pane)
        place = self._places.pop(document, None)
        if place is not None:
            pane.canvas.travel.go(place.start, place.end)
        self.find_bar.attach(pane.search, pane.offset)
        self.rest_button.setVisible(pane.has_rest())
        self.rest_button.setChecked(pane.canvas.show_rest)
        self._say_position()
        self.zoom_changed.emit(pane.canvas.zoom.factor)
        if before is not pane:
            self.document_changed.emit(document)

    def _make(self, document: str) -> DocumentPane:
        pane = DocumentPane(self._session, self._themes, self._pictures, self._calls, document, self._style)
        self._panes[document] = pane
        self.stack.addWidget(pane)
        pane.titled.connect(lambda title: self.tabs.set_title(document, title))
        pane.moved.connect(lambda: self._moved(pane))
        pane.ready.connect(lambda: self._ready(pane))
        pane.canvas.zoom_changed.connect(self.zoom_changed)
        pane.canvas.selection_changed.connect(self.selection_changed)
        pane.annotating.activated.connect(self._activated)
        return pane

    def _moved(self, pane: DocumentPane) -> None:
        if pane is self.pane():
            self._say_position()

    def _ready(self, pane: DocumentPane) -> None:
        if pane is self.pane():
            self.find_bar.attach(pane.search, pane.offset)
            self.rest_button.setVisible(pane.has_rest())

    def _say_position(self) -> None:
        pane = self.pane()
        self.position_changed.emit(pane.position() if pane is not None else "")
        self.anchors_changed.emit(pane.anchors() if pane is not None else "")

    def _activated(self, id: str) -> None:
        self.highlight_activated.emit(id)
        if id:
            self._session.select("annotation", id)
        elif self._session.selection[0] == "annotation":
            pane = self.pane()
            document = pane.view.document if pane is not None else None
            source = document.source if document is not None else None
            self._session.select("source" if source else "", source or "")

    def _selected(self, kind: str, id: str) -> None:
        for pane in self._panes.values():
            mine = kind == "annotation" and pane.view.spans.get(id) is not None
            if mine or kind != "annotation":
                pane.canvas.set_selected(id if mine else "")
            elif pane.canvas.selected != id:
                pane.canvas.set_selected("")

    def _focus_canvas(self) -> None:
        pane = self.pane()
        if pane is not None:
            pane.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def shutdown(self) -> None:
        """Before the session closes: let go of the worker."""
        self._calls.close()

    # ---------------------------------------------------------------- commands

    def find(self) -> None:  # type: ignore[override] # Qt's static find(window id) is not for widgets like this
        """Ctrl+F."""
        pane = self.pane()
        if pane is not None:
            chosen = pane.canvas.selection
            words = pane.view.text[chosen.start : chosen.end] if chosen else ""
            self.find_bar.attach(pane.search, pane.offset)
            self.find_bar.open(words if 0 < len(words) <= 80 and "\n" not in words else "")

    def goto_page(self) -> None:
        """Ctrl+G: asks for a page (by its printed label or number) or a paragraph."""
        pane = self.pane()
        document = pane.view.document if pane is not None else None
        if pane is None or document is None:
            return
        paged = bool(document.pages)
        total = len(document.pages) if paged else len(pane.view.paragraphs)
        label = (
            tr("Page (1 to {total}, or its printed label):", total=total)
            if paged
            else tr("Paragraph (1 to {total}):", total=total)
        )
        text, accepted = QInputDialog.getText(self, tr("Go to"), label)
        if accepted:
            self.goto(text)

    def goto(self, wanted: str) -> bool:
        """Go to a page label, page number or paragraph number. Whether there is one."""
        pane = self.pane()
        document = pane.view.document if pane is not None else None
        if pane is None or document is None:
            return False
        wanted = wanted.strip().removeprefix("¶").strip()
        number = int(wanted) if wanted.isdecimal() and len(wanted) < 9 else 0
        if document.pages:
            labels = [page.label for page in document.pages]
            index = labels.index(wanted) if wanted in labels else number - 1
            if not 0 <= index < len(labels):
                return False
            self._trail.visit(Place(pane.view.id, document.pages[index].start), left=pane.place())
            pane.canvas.travel.go_page(index)
            return True
        if not 1 <= number <= len(pane.view.paragraphs):
            return False
        self.open_place(Place(pane.view.id, *pane.view.paragraphs.span(number)))
        return True

    def go_back(self) -> None:
        """Alt+←."""
        place = self._trail.back()
        if place is not None:
            self.open_document(place.document, place)

    def go_forward(self) -> None:
        """Alt+→."""
        place = self._trail.forward()
        if place is not None:
            self.open_document(place.document, place)

    def next_tab(self) -> None:
        """Ctrl+Tab."""
        self.tabs.step(1)
        self._focus_canvas()

    def previous_tab(self) -> None:
        """Ctrl+Shift+Tab."""
        self.tabs.step(-1)
        self._focus_canvas()

    def close_tab(self) -> None:
        """Ctrl+W."""
        document = self.tabs.current()
        if document is not None:
            self.close_document(document)
            self._focus_canvas()

    def set_show_everything(self, on: bool) -> None:
        """Show what was set apart as a saved web page's furniture."""
        if (pane := self.pane()) is not None:
            pane.canvas.set_show_rest(on)
            self.rest_button.setChecked(on)

    # ---------------------------------------------------------------- type

    def reading_style(self) -> ReadingStyle:
        """How articles are set."""
        return self._style

    def set_style(self, style: ReadingStyle) -> None:
        """Set articles so from now on."""
        self._style = style
        self.type_menu.show_style(style)
        for pane in self._panes.values():
            pane.canvas.set_style(style)
        self.style_changed.emit(style)

    def set_paper(self, paper: str) -> None:
        """`auto`, `light`, `sepia` or `dark`."""
        self.set_style(ReadingStyle.from_json({**self._style.to_json(), "paper": paper}))

    def wider(self) -> None:
        """A wider column of text."""
        self._change_measure(1)

    def narrower(self) -> None:
        """A narrower column of text."""
        self._change_measure(-1)

    def _change_measure(self, by: int) -> None:
        names = list(MEASURES)
        index = min(max(names.index(self._style.measure) + by, 0), len(names) - 1)
        self.set_style(ReadingStyle.from_json({**self._style.to_json(), "measure": names[index]}))
