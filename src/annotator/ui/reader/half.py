"""One half of the reader (or all of it): document tabs, the pages of the current one, find, side panel, notices."""

from __future__ import annotations

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr
from annotator.ui.icons import icon
from annotator.ui.navigation import Trail
from annotator.ui.reader.findbar import FindBar
from annotator.ui.reader.going import Going
from annotator.ui.reader.notices import NoticeBar, no_annotations
from annotator.ui.reader.pane import DocumentPane
from annotator.ui.reader.resting import KEPT, Resting, resting, resume
from annotator.ui.reader.shared import Shared
from annotator.ui.reader.sidepanel import SidePanel
from annotator.ui.reader.style import ReadingStyle
from annotator.ui.reader.tabs import DocumentTabs
from annotator.ui.reader.typemenu import TypeMenu
from annotator.ui.records import Place
from annotator.ui.widgets import EmptyState, Tool

# Below this width (logical pixels) the bar says things shortly.
ROOMY = 460
TIGHT = 200

TELL_MS = 40


class ReaderHalf(Going):
    """A full reader: tabs and pages, places gone to and back. `side` tells two of them apart ("" for the first)."""

    position_changed = Signal(str)  # “¶ 20 of 27”
    anchors_changed = Signal(str)  # “14 highlights · all anchors exact”
    zoom_changed = Signal(float)
    document_changed = Signal(str)  # the current document's id, "" for none
    selection_changed = Signal()
    highlight_activated = Signal(str)  # annotation id, "" for none
    style_changed = Signal(object)  # ReadingStyle, as chosen in the menu
    mark_hovered = Signal(str)  # the highlight under the pointer, "" for none
    hint_changed = Signal(str)  # where the link under the pointer leads

    def __init__(
        self, shared: Shared, style: ReadingStyle, side: str = "", parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._shared = shared
        self._session, self._themes = shared.session, shared.themes
        self._calls, self._pictures = shared.calls, shared.pictures
        self._style = style
        self._side = side
        self.spread = "single"
        self._panes: dict[str, DocumentPane] = {}  # the one looked at last stands last
        self._resting: dict[str, Resting] = {}
        self._places: dict[str, Place] = {}  # where tabs not shown yet shall open
        self._trail = Trail()
        # Where one is need not be told at each step of scrolling.
        self._telling = QTimer(self)
        self._telling.setSingleShot(True)
        self._telling.setInterval(TELL_MS)
        self._telling.timeout.connect(self.say_position)
        themes = shared.themes
        self.tabs = DocumentTabs(themes)
        self.find_bar = FindBar(themes)
        self.notices = NoticeBar()
        self.side_panel = SidePanel(themes, shared.session.viewer)
        self.side_panel.hide()
        self.side_button = Tool("", tr("Outline and pages (F8)"))
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
        self._recolour()

    def _build(self) -> None:
        self.type_button.setMenu(self.type_menu)
        self.type_button.setPopupMode(Tool.ToolButtonPopupMode.InstantPopup)
        self.rest_button.setCheckable(True)
        self.rest_button.setProperty("kind", "flat")
        self.rest_button.setToolTip(tr("Also show menus, notices and lists of the saved web page"))
        self.rest_button.setAccessibleName(tr("Show everything"))
        self.rest_button.hide()
        self.bar = QWidget()
        self.bar.setProperty("kind", "bar")
        self.bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(self.bar)
        row.setContentsMargins(6, 0, 8, 0)
        row.setSpacing(4)
        self.side_button.setCheckable(True)
        row.addWidget(self.side_button)
        row.addWidget(self.tabs, 1)
        row.addWidget(self.rest_button)
        row.addWidget(self.type_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.bar)
        column.addWidget(self.find_bar)
        column.addWidget(self.notices)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(1)
        self.splitter.addWidget(self.side_panel)
        self.splitter.addWidget(self.stack)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([190, 700])
        column.addWidget(self.splitter, 1)
        self.find_bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.stack.addWidget(self.empty)
        self.bar.hide()

    def _connect(self) -> None:
        self.tabs.currentChanged.connect(self._show_current)
        self.tabs.close_wanted.connect(self.close_document)
        self.find_bar.closed.connect(self._focus_canvas)
        self.type_menu.changed.connect(self.style_changed)
        self.side_button.toggled.connect(self.set_side_panel)
        self.side_panel.place_wanted.connect(self.visit)
        self.side_panel.page_wanted.connect(self.visit_page)
        self.side_panel.labels_wanted.connect(self.edit_labels)
        self.rest_button.toggled.connect(self.set_show_everything)
        self._session.selected.connect(self._selected)
        self._themes.changed.connect(self._recolour)

    def _recolour(self) -> None:
        self.type_button.setIcon(icon("text", self._themes.theme))
        self.side_button.setIcon(icon("outline", self._themes.theme))

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

    def close_document(self, document: str) -> None:
        """Close a document's tab, if it has one."""
        index = self.tabs.index_of(document)
        if index < 0:
            return
        pane = self._panes.pop(document, None)
        if pane is not None and pane is self.pane():
            self.find_bar.attach(None, lambda: 0)
            self.notices.attach(None)
            self.side_panel.show_canvas(None)
        self.tabs.removeTab(index)
        self._places.pop(document, None)
        self._resting.pop(document, None)
        if pane is not None:
            self._drop(pane)
        if not self.tabs.count():
            self.bar.hide()
            self.find_bar.dismiss()

    def _drop(self, pane: DocumentPane) -> None:
        self.stack.removeWidget(pane)
        pane.close_document()
        pane.deleteLater()

    def _rest(self) -> None:
        """Let go of what was not looked at for long; its tab stays."""
        for document in list(self._panes)[:-KEPT]:
            if (rest := resting(self._panes[document])) is not None:
                self._resting[document] = rest
                self._drop(self._panes.pop(document))

    def _show_current(self, index: int) -> None:
        document = self.current_document()
        if document is None:
            self.stack.setCurrentWidget(self.empty)
            self.notices.attach(None)
            self.side_panel.show_canvas(None)
            self.say_position()
            self.document_changed.emit("")
            return
        pane = self._panes.pop(document, None) or self._make(document)
        self._panes[document] = pane
        before = self.pane()
        if before is not None and before is not pane:
            before.annotating.dismiss()
        self.stack.setCurrentWidget(pane)
        place = self._places.pop(document, None)
        if place is not None:
            pane.go(place)
        self.find_bar.attach(pane.search, pane.offset)
        self.notices.attach(pane.offers)
        self.side_panel.show_canvas(pane.canvas)
        self.rest_button.setVisible(pane.has_rest())
        self.rest_button.setChecked(pane.canvas.show_rest)
        self.say_position()
        self.zoom_changed.emit(pane.canvas.zoom.factor)
        if before is not pane:
            self._rest()
            self.document_changed.emit(document)

    def _make(self, document: str) -> DocumentPane:
        pane = DocumentPane(self._shared, document, self._style, side=self._side)
        pane.canvas.set_spread(self.spread)
        if (before := self._resting.pop(document, None)) is not None:
            resume(pane, before)
        self.stack.addWidget(pane)
        pane.titled.connect(lambda title: self.tabs.set_title(document, title, pane.view.version))
        pane.moved.connect(lambda: self._moved(pane))
        pane.ready.connect(lambda: self._ready(pane))
        pane.canvas.zoom_changed.connect(lambda factor: self._zoomed(pane, factor))
        pane.canvas.selection_changed.connect(self.selection_changed)
        pane.annotating.activated.connect(self._activated)
        pane.canvas.mark_hovered.connect(self.mark_hovered)
        pane.canvas.link_hovered.connect(self._link_hovered)
        pane.canvas.link_followed.connect(self._follow)
        pane.canvas.rest_shown.connect(lambda: self._rest_shown(pane))
        pane.view.laid_out.connect(lambda: self._laid_out(pane))
        pane.offers.open_wanted.connect(self.open_document)
        pane.offers.recognise_wanted.connect(self.recognise)
        return pane

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Half a window has no room for long words beside its tabs."""
        super().resizeEvent(event)
        self.rest_button.setText(tr("Show everything") if self.width() >= ROOMY else tr("All"))
        # With so little room the tabs come first: F8 and the menus have the rest.
        for button in (self.side_button, self.type_button):
            button.setVisible(self.width() >= TIGHT)

    def _laid_out(self, pane: DocumentPane) -> None:
        pane.point_out(*self._session.selection, go=False)
        pane.arrive()
        if pane is self.pane():
            self.side_panel.show_canvas(pane.canvas)

    def _rest_shown(self, pane: DocumentPane) -> None:
        if pane is self.pane():
            self.rest_button.setChecked(True)

    def _zoomed(self, pane: DocumentPane, factor: float) -> None:
        # A tab behind this one finds its zoom when its pages are laid out.
        if pane is self.pane():
            self.zoom_changed.emit(factor)

    def _moved(self, pane: DocumentPane) -> None:
        if pane is self.pane() and not self._telling.isActive():
            self._telling.start()

    def _ready(self, pane: DocumentPane) -> None:
        if pane is self.pane():
            self.find_bar.attach(pane.search, pane.offset)
            self.rest_button.setVisible(pane.has_rest())

    def say_position(self) -> None:
        """Tell the status bar."""
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
            pane.point_out(kind, id, go=pane is self.pane())

    def _focus_canvas(self) -> None:
        pane = self.pane()
        if pane is not None:
            pane.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    # ---------------------------------------------------------------- commands

    def find(self) -> None:  # type: ignore[override] # Qt's static find(window id) is not for widgets like this
        """Ctrl+F."""
        pane = self.pane()
        if pane is not None:
            chosen = pane.canvas.selection
            words = pane.view.text[chosen.start : chosen.end] if chosen else ""
            self.find_bar.attach(pane.search, pane.offset)
            self.find_bar.open(words if 0 < len(words) <= 80 and "\n" not in words else "")

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

    # ---------------------------------------------------------------- how it is shown

    def apply_style(self, style: ReadingStyle) -> None:
        """Set articles so from now on."""
        self._style = style
        self.type_menu.show_style(style)
        for pane in self._panes.values():
            pane.canvas.set_style(style)
        self.side_panel.restyle()

    def set_spread(self, spread: str) -> None:
        """One page under the other, two beside each other, or so with the first alone (`column.SPREADS`)."""
        self.spread = spread
        for pane in self._panes.values():
            pane.canvas.set_spread(spread)

    def set_side_panel(self, shown: bool) -> None:
        """Show or hide outline and pages (F8)."""
        self.side_panel.setVisible(shown)
        self.side_button.setChecked(shown)
        pane = self.pane()
        self.side_panel.show_canvas(pane.canvas if pane is not None else None)

    def edit_labels(self) -> None:
        """Say what is printed on the pages."""
        pane = self.workable()
        document = pane.view.document if pane is not None else None
        if pane is None or document is None or not document.pages:
            return
        from annotator.ui.reader.pagelabels import ask

        ask(self._session, pane, self)

    def recognise(self) -> None:
        """Read a scan's pages with Tesseract."""
        pane = self.workable()
        document = pane.view.document if pane is not None else None
        if document is None or document.source is None:
            return
        from annotator.ui.reader.recognising import Recognising

        dialog = Recognising(self._session, document, self)
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.recognised.connect(self.open_document)
        dialog.open()

    def take_in(self) -> None:
        """Make highlights of the annotations that the PDF brings."""
        pane = self.workable()
        if pane is not None and pane.offers.items:
            pane.offers.take_in()
        else:
            self._session.failed.emit(no_annotations())
