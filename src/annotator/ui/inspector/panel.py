"""The inspector panel: the selected highlight or source, and the list of the document's highlights."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QStackedWidget, QTabBar, QVBoxLayout, QWidget

from annotator.domain.changes import Changes
from annotator.domain.i18n import tr
from annotator.ui.inspector import reading
from annotator.ui.inspector.reading import HighlightCard, SourceView
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import EmptyState

if TYPE_CHECKING:
    from annotator.ui.cutouts import Cutouts
    from annotator.ui.inspector.highlight import HighlightView
    from annotator.ui.inspector.source import SourcePage
    from annotator.ui.reader.highlightlist import HighlightList

TABLES = (
    "annotation",
    "mention",
    "evidence",
    "claim",
    "provision",
    "provision_text",
    "tag",
    "tagging",
    "source",
    "agent",
)


class Inspector(QWidget):
    """Follows the session's selection; claims and provisions have workspaces of their own and are not shown here."""

    edit_requested = Signal(str)
    provision_requested = Signal(str)
    claim_requested = Signal(str)
    highlight_hovered = Signal(str)  # in the list of highlights; "" for none

    def __init__(self, session: Session, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._shown = ("", "")
        self.showing = ("", "")  # kind and id of what stands on the page by now
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Inspector"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        self.tabs = QTabBar()
        self.tabs.setExpanding(False)
        self.tabs.setDrawBase(False)
        self.tabs.setAccessibleName(tr("Inspector pages"))
        self.tabs.addTab(tr("Selected"))
        self.tabs.addTab(tr("All highlights"))
        self.tabs.currentChanged.connect(self._switch)
        box.addWidget(self.tabs)
        self._pages = QStackedWidget()
        box.addWidget(self._pages, 1)
        self._selected_page = QStackedWidget()
        self._pages.addWidget(self._selected_page)
        self.empty = EmptyState(
            tr("Nothing selected"),
            tr(
                "Drag over words to highlight them, or choose a highlight or a source. Its links and notes appear here."
            ),
        )
        self._selected_page.addWidget(self.empty)
        self._highlight: HighlightView | None = None
        self._source: SourcePage | None = None
        self._list: HighlightList | None = None
        self._pictures: Cutouts | None = None
        self._document = ""
        session.selected.connect(self.show_thing)
        session.changed.connect(self._changed)

    @property
    def highlight(self) -> HighlightView | None:
        """The page for highlights, once one was shown."""
        return self._highlight

    def show_thing(self, kind: str, id: str) -> None:
        """Show what was selected."""
        if kind not in ("annotation", "source", ""):
            return
        if self._highlight is not None and (kind, id) != self._shown:
            self._highlight.leave()
        self._shown = (kind, id)
        if kind:
            self.tabs.setCurrentIndex(0)
        self._read()

    def _changed(self, changes: Changes) -> None:
        if self._shown[0] and changes.touches(*TABLES):
            self._read()

    def _read(self) -> None:
        kind, id = self._shown
        if kind == "annotation":
            self._session.read(
                lambda project: reading.highlight(project, id), self._show_highlight, key="inspector"
            )
        elif kind == "source":
            self._session.read(
                lambda project: reading.source(project, id), self._show_source, key="inspector"
            )
        else:
            self._selected_page.setCurrentWidget(self.empty)

    def _show_highlight(self, card: HighlightCard | None) -> None:
        if card is None:
            self._selected_page.setCurrentWidget(self.empty)
            return
        if self._highlight is None:
            from annotator.ui.inspector.highlight import HighlightView

            self._highlight = HighlightView(self._session, self._themes, cutouts=self._cutouts())
            self._highlight.provision_requested.connect(self.provision_requested)
            self._highlight.claim_requested.connect(self.claim_requested)
            self._highlight_area = _scrolled(self._highlight)
            self._selected_page.addWidget(self._highlight_area)
        self.showing = ("annotation", card.row.annotation.id)
        self._highlight.show_card(card)
        self._selected_page.setCurrentWidget(self._highlight_area)

    def _show_source(self, view: SourceView | None) -> None:
        if view is None:
            self._selected_page.setCurrentWidget(self.empty)
            return
        if self._source is None:
            from annotator.ui.inspector.source import SourcePage

            self._source = SourcePage(self._session)
            self._source.edit_requested.connect(self.edit_requested)
            self._source_area = _scrolled(self._source)
            self._selected_page.addWidget(self._source_area)
        self.showing = ("source", view.row.source.id)
        self._source.show_source(view)
        self._selected_page.setCurrentWidget(self._source_area)

    def _switch(self, index: int) -> None:
        if index == 1 and self._list is None:
            from annotator.ui.reader.highlightlist import HighlightList

            self._list = HighlightList(self._session, self._themes, cutouts=self._cutouts())
            self._list.hovered.connect(self.highlight_hovered)
            self._list.set_document(self._document or None)
            self._pages.addWidget(self._list)
        self._pages.setCurrentIndex(index)

    def _cutouts(self) -> Cutouts:
        """One for both pages: what one opened the other need not."""
        if self._pictures is None:
            from annotator.ui.cutouts import Cutouts

            self._pictures = Cutouts(self._session, self)
        return self._pictures

    def set_document(self, document: str) -> None:
        """Which document the list of highlights is of; "" for none."""
        self._document = document
        if self._list is not None:
            self._list.set_document(document or None)

    def light(self, id: str) -> None:
        """Light up a highlight's line in the list: the pointer is on it in the document."""
        if self._list is not None:
            self._list.light(id)

    def focus_note(self) -> None:
        """Put the keyboard into the note of the selected highlight."""
        if self._highlight is not None and self._shown[0] == "annotation":
            self.tabs.setCurrentIndex(0)
            self._highlight.note.setFocus()

    def focus_tag(self) -> None:
        """Put the keyboard into the tag field of the selected highlight."""
        if self._highlight is not None and self._shown[0] == "annotation":
            self.tabs.setCurrentIndex(0)
            self._highlight.tag.setFocus()

    def focus_link(self) -> None:
        """Put the keyboard into the link field of the selected highlight."""
        if self._highlight is not None and self._shown[0] == "annotation":
            self.tabs.setCurrentIndex(0)
            self._highlight.link_field.focus()

    def leave(self) -> None:
        """Write what is being typed (the window is closing)."""
        if self._highlight is not None:
            self._highlight.leave()


def _scrolled(inner: QWidget) -> QScrollArea:
    area = QScrollArea()
    area.setWidgetResizable(True)
    area.setFrameShape(QFrame.Shape.NoFrame)
    area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    area.setProperty("kind", "panel")
    area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    holder = QWidget()
    holder.setProperty("kind", "panel")
    box = QVBoxLayout(holder)
    box.setContentsMargins(14, 12, 14, 14)
    box.addWidget(inner)
    area.setWidget(holder)
    return area
