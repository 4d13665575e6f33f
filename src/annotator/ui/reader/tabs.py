"""The row of open documents."""

from __future__ import annotations

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QTabBar, QWidget

from annotator.domain.i18n import tr
from annotator.ui.icons import icon
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Tool

# Longer titles are cut; the tool tip has them whole.
TITLE = 34
TITLE_OF_VERSION = 20


class DocumentTabs(QTabBar):
    """One tab a document, closable and movable. `close_wanted(document)`."""

    close_wanted = Signal(str)

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setMovable(True)
        self.setExpanding(False)
        self.setDrawBase(False)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setUsesScrollButtons(True)
        self.setSelectionBehaviorOnRemove(QTabBar.SelectionBehavior.SelectPreviousTab)
        self.setAccessibleName(tr("Open documents"))
        themes.changed.connect(self._recolour)

    def add(self, document: str, title: str) -> int:
        """A new tab at the end."""
        index = self.addTab("…")
        self.setTabData(index, document)
        button = Tool("", tr("Close tab (Ctrl+W)"))
        button.setFixedSize(20, 20)
        button.setIconSize(QSize(13, 13))
        button.setStyleSheet("padding: 0;")
        button.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        button.setIcon(icon("close", self._themes.theme, token="muted"))
        button.clicked.connect(lambda: self.close_wanted.emit(document))
        self.setTabButton(index, QTabBar.ButtonPosition.RightSide, button)
        self.set_title(document, title)
        return index

    def documents(self) -> list[str]:
        """The documents, in the order of the tabs."""
        return [str(self.tabData(index)) for index in range(self.count())]

    def current(self) -> str | None:
        """The document of the current tab."""
        index = self.currentIndex()
        return str(self.tabData(index)) if index >= 0 and self.tabData(index) else None

    def index_of(self, document: str) -> int:
        """A document's tab, -1 where it has none."""
        found = self.documents()
        return found.index(document) if document in found else -1

    def set_title(self, document: str, title: str, version: str = "") -> None:
        """Name a tab. `version` is what tells an older version of a source from the current one; it is never cut."""
        index = self.index_of(document)
        if index >= 0:
            room = TITLE_OF_VERSION if version else TITLE
            short = title if len(title) <= room else title[: room - 1].rstrip() + "…"
            if version:
                title, short = f"{title} ({version})", f"{short} ({version})"
            # A single ampersand in a tab's text would underline the next letter.
            self.setTabText(index, short.replace("&", "&&"))
            self.setTabToolTip(index, title)
            self.setAccessibleTabName(index, title)

    def step(self, by: int) -> None:
        """To the next or previous tab, round the end."""
        if self.count():
            self.setCurrentIndex((self.currentIndex() + by) % self.count())

    def _recolour(self) -> None:
        for index in range(self.count()):
            button = self.tabButton(index, QTabBar.ButtonPosition.RightSide)
            if isinstance(button, Tool):
                button.setIcon(icon("close", self._themes.theme, token="muted"))
