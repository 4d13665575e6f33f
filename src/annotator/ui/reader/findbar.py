"""Find in the document: hits as one types, counted, gone through with Enter."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QKeySequence, QResizeEvent
from PySide6.QtWidgets import QGridLayout, QHBoxLayout, QLineEdit, QWidget

from annotator.domain.i18n import tr, trn
from annotator.ui.icons import icon
from annotator.ui.reader.searching import MOST, Search
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import OneLine, Tool

# In less room (logical pixels) than this it takes two lines.
ROOMY = 430


class FindBar(QWidget):
    """One line above the pages. `closed` on Esc."""

    closed = Signal()

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self._themes = themes
        self._search: Search | None = None
        self._origin: Callable[[], int] = lambda: 0
        self.edit = QLineEdit()
        self.edit.setPlaceholderText(tr("Find in this document"))
        self.edit.setAccessibleName(tr("Find in this document"))
        self.edit.setClearButtonEnabled(True)
        self.edit.setMaxLength(500)
        self.edit.setMinimumWidth(120)
        self.edit.setMaximumWidth(360)
        # A long answer (why an expression is none) is cut off rather than pushing the buttons about.
        self.count = OneLine("", "muted")
        self.whole = Tool(tr("Words"), tr("Whole words only (Alt+W)"))
        self.expression = Tool(".*", tr("Regular expression (Alt+R)"))
        for option, keys in ((self.whole, "Alt+W"), (self.expression, "Alt+R")):
            option.setCheckable(True)
            option.setProperty("kind", "boxed")
            option.setShortcut(QKeySequence(keys))
            option.toggled.connect(lambda _: self._typed(self.edit.text()))
        self.previous = Tool("", tr("Previous (Shift+Enter)"))
        self.next = Tool("", tr("Next (Enter)"))
        self.close_button = Tool("", tr("Close (Esc)"))
        self._tools = QWidget()
        row = QHBoxLayout(self._tools)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.whole)
        row.addWidget(self.expression)
        row.addWidget(self.previous)
        row.addWidget(self.next)
        row.addWidget(self.count, 1)
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(12, 6, 8, 6)
        self._grid.setSpacing(6)
        self._grid.setColumnStretch(0, 2)
        self._grid.setColumnStretch(1, 3)
        self._grid.addWidget(self.close_button, 0, 2)
        self._wide: bool | None = None
        self._arrange(wide=True)
        self.edit.textChanged.connect(lambda text: self._typed(text))
        self.edit.installEventFilter(self)
        self.next.clicked.connect(lambda: self.step(1))
        self.previous.clicked.connect(lambda: self.step(-1))
        self.close_button.clicked.connect(self.dismiss)
        themes.changed.connect(self._restyle)
        self._restyle()
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """On a narrow window the field has a line of its own."""
        super().resizeEvent(event)
        self._arrange(wide=self.width() >= ROOMY)

    def _arrange(self, *, wide: bool) -> None:
        if wide == self._wide:
            return
        self._wide = wide
        self.whole.setText(tr("Words") if wide else tr("W"))
        self.edit.setMaximumWidth(360 if wide else ROOMY)
        self._grid.addWidget(self.edit, 0, 0, 1, 1 if wide else 2)
        if wide:
            self._grid.addWidget(self._tools, 0, 1)
        else:
            self._grid.addWidget(self._tools, 1, 0, 1, 3)

    def _restyle(self) -> None:
        theme = self._themes.theme
        self.previous.setIcon(icon("up", theme))
        self.next.setIcon(icon("down", theme))
        self.close_button.setIcon(icon("close", theme))

    def attach(self, search: Search | None, origin: Callable[[], int]) -> None:
        """Search another document from now on; `origin` says where its reader is, and stays."""
        self._origin = origin
        if search is self._search:
            return
        if self._search is not None:
            self._search.changed.disconnect(self._changed)
        self._search = search
        if search is not None:
            search.changed.connect(self._changed)
            if self.isVisible():
                self._typed(self.edit.text(), lead=False)

    def open(self, words: str = "") -> None:
        """Show, with the selected words filled in."""
        self.show()
        if self._search is not None:
            self._search.prepare()
        before = self.edit.text()
        if words:
            self.edit.setText(words)
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()
        if self.edit.text() == before:
            self._typed(before)

    def dismiss(self) -> None:
        """Hide and take the marks away."""
        if self.isVisible():
            self.hide()
            if self._search is not None:
                self._search.clear()
            self.closed.emit()

    def step(self, by: int) -> None:
        """Next or previous hit."""
        if self._search is not None:
            self._search.step(by)

    def _typed(self, text: str, *, lead: bool = True) -> None:
        if self._search is not None:
            self._search.start(
                text,
                self._origin(),
                expression=self.expression.isChecked(),
                whole=self.whole.isChecked(),
                lead=lead,
            )

    def _changed(self) -> None:
        search = self._search
        if search is None:
            return
        if not self.edit.text().strip():
            said = ""
        elif search.trouble:
            said = search.trouble
        elif not search.hits:
            said = tr("Not found") if search.complete else tr("Searching…")
        else:
            total = len(search.hits)
            if search.capped:
                said = tr("{n} of more than {total}", n=search.current + 1, total=MOST)
            elif search.current < 0:
                said = trn("{n} hit", "{n} hits", total)
            else:
                said = tr("{n} of {total}", n=search.current + 1, total=total)
        self.count.setText(said)
        self.count.setAccessibleName(said)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter, Shift+Enter and Esc of the field."""
        if watched is self.edit and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.step(-1 if event.modifiers() & Qt.KeyboardModifier.ShiftModifier else 1)
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.dismiss()
                return True
        return super().eventFilter(watched, event)
