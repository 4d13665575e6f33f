"""The panel at the left of the pages: outline, and pages in small with their labels."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QStackedWidget, QTreeView, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.reader.canvas import Canvas
from annotator.ui.reader.outline import OutlineModel
from annotator.ui.reader.thumbnails import Thumbnails
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import EmptyState, Segmented


class SidePanel(QWidget):
    """Follows the canvas it is shown beside. `place_wanted(offset)`, `page_wanted(page from 0)`."""

    place_wanted = Signal(int)
    page_wanted = Signal(int)
    labels_wanted = Signal()

    def __init__(self, themes: ThemeBook, viewer: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAccessibleName(tr("Outline and pages"))
        self.setMinimumWidth(150)
        self._themes, self._viewer = themes, viewer
        self._canvas: Canvas | None = None
        self._made = False
        self.chosen = "outline"

    def _make(self) -> None:
        """What is in it, when it is first to be seen: many never open it."""
        self._made = True
        self.chooser = Segmented([("outline", tr("Outline"), ""), ("pages", tr("Pages"), "")], tr("Show"))
        self.outline = OutlineModel(self)
        self.tree = QTreeView()
        self.tree.setModel(self.outline)
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(tr("Outline"))
        self.thumbnails = Thumbnails(self._themes, self._viewer)
        self.empty = EmptyState(
            tr("No outline"), tr("This document brings no table of contents or headings.")
        )
        self.labels_button = QPushButton(tr("Page labels…"))
        self.labels_button.setProperty("kind", "flat")
        self.stack = QStackedWidget()
        for page in (self.tree, self.thumbnails, self.empty):
            self.stack.addWidget(page)
        row = QHBoxLayout()
        row.addWidget(self.chooser)
        row.addStretch(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        box.addLayout(row)
        box.addWidget(self.stack, 1)
        box.addWidget(self.labels_button)
        self.chooser.chosen.connect(self.choose)
        self.tree.clicked.connect(self._chapter)
        self.tree.activated.connect(self._chapter)
        self.thumbnails.clicked.connect(lambda index: self.page_wanted.emit(index.row()))
        self.thumbnails.activated.connect(lambda index: self.page_wanted.emit(index.row()))
        self.labels_button.clicked.connect(self.labels_wanted)
        self.choose("outline")

    def choose(self, name: str) -> None:
        """Show `outline` or `pages`."""
        self.chosen = name
        self.chooser.set_value(name)
        paged = self.thumbnails.pages.rowCount() > 0
        if name == "pages" and paged:
            self.stack.setCurrentWidget(self.thumbnails)
        elif len(self.outline):
            self.stack.setCurrentWidget(self.tree)
        else:
            self.stack.setCurrentWidget(self.empty)
        self.labels_button.setVisible(paged and name == "pages")

    def show_canvas(self, canvas: Canvas | None) -> None:
        """Another document is shown, or this one is laid out now."""
        if self._canvas is not canvas:
            if self._canvas is not None:
                self._canvas.moved.disconnect(self.follow)
                self._canvas.view.rows_changed.disconnect(self._rows_changed)
                self._canvas.view.relabelled.disconnect(self._relabelled)
            self._canvas = canvas
            if canvas is not None:
                canvas.moved.connect(self.follow)
                canvas.view.rows_changed.connect(self._rows_changed)
                canvas.view.relabelled.connect(self._relabelled)
        if self.isHidden():
            return
        if not self._made:
            self._make()
        document = canvas.view.document if canvas is not None else None
        self.outline.replace(document.outline if document is not None else ())
        self.tree.expandToDepth(1)
        self.thumbnails.show_canvas(canvas)
        # A document without an outline shows its pages, and the other way round.
        wanted = self.chosen
        if not len(self.outline) and self.thumbnails.pages.rowCount():
            wanted = "pages"
        self.choose(wanted)
        self.chosen = wanted
        self.follow()

    def restyle(self) -> None:
        """Pages are light or dark now."""
        if self._made:
            self.thumbnails.viewport().update()

    def _rows_changed(self, _changed: object) -> None:
        if self._made:
            self.thumbnails.marks_changed()

    def _relabelled(self) -> None:
        if self._made:
            self.thumbnails.pages.relabel()

    def follow(self) -> None:
        """The reader is elsewhere now."""
        canvas = self._canvas
        if canvas is None or not self._made or not self.isVisible():
            return
        if self.stack.currentWidget() is self.tree:
            spot = canvas.spot(canvas.frame_middle())
            index = self.outline.at(spot.caret if spot is not None else canvas.travel.top_offset())
            if index.isValid() and not self.tree.hasFocus() and index != self.tree.currentIndex():
                self.tree.setCurrentIndex(index)
        self.thumbnails.follow()

    def _chapter(self, index: QModelIndex) -> None:
        entry = self.outline.entry(index)
        if entry is not None:
            self.place_wanted.emit(entry.start)
