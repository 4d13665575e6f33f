"""The Read workspace's centre: one reader, or two beside each other."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QSplitter, QStackedWidget, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.reader.commands import ReaderCommands
from annotator.ui.reader.findbar import FindBar
from annotator.ui.reader.half import ReaderHalf
from annotator.ui.reader.pane import DocumentPane
from annotator.ui.reader.pictures import Pictures
from annotator.ui.reader.searching import Search
from annotator.ui.reader.shared import Shared
from annotator.ui.reader.style import MEASURES, ReadingStyle
from annotator.ui.reader.tabs import DocumentTabs
from annotator.ui.reader.typemenu import TypeMenu
from annotator.ui.reader.worker import Calls
from annotator.ui.records import Place
from annotator.ui.theme import ThemeBook

if TYPE_CHECKING:
    from annotator.ui.session import Session

# What a half keeps (logical pixels): two of them fit what a window of 640 leaves to the reader beside both panels.
LEAST = 132


class ReaderArea(ReaderCommands):
    """One or two halves; commands go to the one that has, or last had, the keyboard.

    The window connects `session.open_requested` to `open_place`. `actions`: the window's own, which then has the
    shortcuts; without them the area installs its own.
    """

    position_changed = Signal(str)  # “¶ 20 of 27”
    anchors_changed = Signal(str)  # “14 highlights · all anchors exact”
    zoom_changed = Signal(float)
    document_changed = Signal(str)  # the current document's id, "" for none
    selection_changed = Signal()
    highlight_activated = Signal(str)  # annotation id, "" for none
    style_changed = Signal(object)  # ReadingStyle, to be kept by the window
    mark_hovered = Signal(str)  # the highlight under the pointer, "" for none
    hint_changed = Signal(str)  # where the link under the pointer leads
    split_changed = Signal(bool)

    def __init__(
        self,
        session: Session,
        themes: ThemeBook,
        actions: Mapping[str, QAction] | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._calls = Calls()
        self._shared = Shared(session, themes, self._calls, Pictures(session.viewer, self))
        self._style = ReadingStyle()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.setHandleWidth(3)
        self.splitter.setAccessibleName(tr("Documents"))
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.splitter)
        self.halves: list[ReaderHalf] = []
        self.half = self._add("")
        QApplication.instance().focusChanged.connect(self._focus_moved)  # type: ignore[union-attr]
        if actions is None:
            self._shortcuts()

    def _add(self, side: str) -> ReaderHalf:
        half = ReaderHalf(self._shared, self._style, side)
        self.halves.append(half)
        self.splitter.addWidget(half)
        self.splitter.setCollapsible(self.splitter.indexOf(half), False)
        half.setMinimumWidth(LEAST)
        for name in (
            "position_changed",
            "anchors_changed",
            "zoom_changed",
            "document_changed",
            "hint_changed",
        ):
            signal = getattr(half, name)
            signal.connect(lambda value, n=name, h=half: self._forward(n, h, value))
        half.selection_changed.connect(self.selection_changed)
        half.mark_hovered.connect(self.mark_hovered)
        half.highlight_activated.connect(self.highlight_activated)
        half.style_changed.connect(self.set_style)
        return half

    def _forward(self, name: str, half: ReaderHalf, value: object) -> None:
        if half is self.half:
            getattr(self, name).emit(value)

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
            ("F8", self.toggle_side_panel),
        ):
            QShortcut(QKeySequence(keys), self, slot, context=Qt.ShortcutContext.WidgetWithChildrenShortcut)

    # ---------------------------------------------------------------- halves

    def _focus_moved(self, _old: QWidget | None, now: QWidget | None) -> None:
        for half in self.halves:
            if now is not None and half is not self.half and half.isAncestorOf(now):
                if (left := self.half.pane()) is not None:
                    left.annotating.dismiss()
                self.half = half
                self.document_changed.emit(half.current_document() or "")
                half.say_position()

    @property
    def is_split(self) -> bool:
        """Whether two documents (or places) are shown beside each other."""
        return len(self.halves) > 1

    def split(self, document: str = "") -> None:
        """Show `document` (default: the one in use, at the same place) in a second half, at the right."""
        pane = self.pane()
        place = pane.place() if pane is not None else None
        wanted = document or self.current_document() or ""
        if not self.is_split:
            self._add("2")
            width = max(self.splitter.width(), 2)
            self.splitter.setSizes([width // 2, width - width // 2])
            self.split_changed.emit(True)
        if wanted:
            self.halves[1].open_document(
                wanted, place if place is not None and place.document == wanted else None
            )

    def choose_beside(self) -> None:
        """Ask what to show beside the document in use."""
        if self.current_document() is not None:
            from annotator.ui.reader.beside import BesideMenu

            BesideMenu(self, self._shared.session)

    def title_of(self, document: str) -> str:
        """What an open document's tab says, in full."""
        for half in self.halves:
            if (index := half.tabs.index_of(document)) >= 0:
                return half.tabs.tabToolTip(index)
        return ""

    def unsplit(self) -> None:
        """Only one again: the first half stays, with its tabs."""
        if self.is_split:
            second = self.halves.pop()
            self.half = self.halves[0]
            for document in second.open_documents():
                second.close_document(document)
            second.setParent(None)
            second.deleteLater()
            self.split_changed.emit(False)
            self.document_changed.emit(self.half.current_document() or "")
            self.half.say_position()

    def set_split(self, on: bool) -> None:
        """As the menu has it."""
        if on:
            self.split()
        else:
            self.unsplit()

    # ---------------------------------------------------------------- the half in use

    @property
    def tabs(self) -> DocumentTabs:
        """The tabs of the half in use."""
        return self.half.tabs

    @property
    def find_bar(self) -> FindBar:
        """Its find bar."""
        return self.half.find_bar

    @property
    def stack(self) -> QStackedWidget:
        """Its documents."""
        return self.half.stack

    @property
    def type_menu(self) -> TypeMenu:
        """Its type menu."""
        return self.half.type_menu

    def pane(self) -> DocumentPane | None:
        """The document in use."""
        return self.half.pane()

    def current_document(self) -> str | None:
        """The id of the document in use."""
        return self.half.current_document()

    def open_documents(self) -> list[str]:
        """The ids of all tabs, each once."""
        return list(dict.fromkeys(id for half in self.halves for id in half.open_documents()))

    def open_document(self, document: str, place: Place | None = None, *, title: str = "") -> None:
        """Show a document in its tab, made if there is none; at `place`, which flashes, if given."""
        self.half.open_document(document, place, title=title)

    def open_place(self, place: Place) -> None:
        """Open a passage and flash it; `go_back` returns to where one was."""
        self.half.open_place(place)

    def close_document(self, document: str) -> None:
        """Close a document's tab, if it has one."""
        self.half.close_document(document)

    def find(self) -> None:  # type: ignore[override] # Qt's static find(window id) is not for widgets like this
        """Ctrl+F."""
        self.half.find()

    def goto_page(self) -> None:
        """Ctrl+G."""
        self.half.goto_page()

    def goto(self, wanted: str) -> bool:
        """Go to a page label, page number or paragraph number. Whether there is one."""
        return self.half.goto(wanted)

    def go_back(self) -> None:
        """Alt+←."""
        self.half.go_back()

    def go_forward(self) -> None:
        """Alt+→."""
        self.half.go_forward()

    def next_tab(self) -> None:
        """Ctrl+Tab."""
        self.half.next_tab()

    def previous_tab(self) -> None:
        """Ctrl+Shift+Tab."""
        self.half.previous_tab()

    def close_tab(self) -> None:
        """Ctrl+W; the second half goes with its last tab."""
        self.half.close_tab()
        if self.is_split and not self.halves[1].open_documents():
            self.unsplit()

    def set_show_everything(self, on: bool) -> None:
        """Show what was set apart as a saved web page's furniture."""
        self.half.set_show_everything(on)

    def toggle_side_panel(self) -> None:
        """F8: outline and pages."""
        self.half.set_side_panel(self.half.side_panel.isHidden())

    def edit_labels(self) -> None:
        """Say what is printed on the pages."""
        self.half.edit_labels()

    def set_spread(self, spread: str) -> None:
        """`single`, `facing` or `cover`."""
        self.half.set_spread(spread)

    def recognise(self) -> None:
        """Read a scan."""
        self.half.recognise()

    def take_in(self) -> None:
        """Make highlights of the annotations that the PDF brings."""
        self.half.take_in()

    def set_hovered(self, id: str) -> None:
        """Light up a highlight on its page: the pointer is on its line in the list."""
        for half in self.halves:
            pane = half.pane()
            if pane is not None:
                pane.canvas.set_hovered(id if pane.view.spans.get(id) is not None else "")

    def shutdown(self) -> None:
        """Before the session closes: let go of the worker, and search no more."""
        for search in self.findChildren(Search):
            search.close()
        self._calls.close()

    # ---------------------------------------------------------------- type

    def reading_style(self) -> ReadingStyle:
        """How articles are set."""
        return self._style

    def set_style(self, style: ReadingStyle) -> None:
        """Set articles so from now on."""
        self._style = style
        for half in self.halves:
            half.apply_style(style)
        self.style_changed.emit(style)

    def set_paper(self, paper: str) -> None:
        """`auto`, `light`, `sepia` or `dark`."""
        self.set_style(ReadingStyle.from_json({**self._style.to_json(), "paper": paper}))

    def set_dark_pages(self, on: bool) -> None:
        """Whether the pages of PDFs are shown light on dark."""
        self.set_style(ReadingStyle.from_json({**self._style.to_json(), "dark_pages": on}))

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
