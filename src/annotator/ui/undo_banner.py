"""The line that follows a deletion: what went to the trash, and a button that takes it back."""

from __future__ import annotations

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from annotator.domain.changes import Changes
from annotator.domain.i18n import tr
from annotator.ui.session import Session
from annotator.ui.widgets import Label, Tool


class UndoBanner(QFrame):
    """Stays until the next act, so that "Undo" always means what it says."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        self._words = Label("", "body")
        self.undo = QPushButton(tr("Undo"))
        self._close = Tool("×", tr("Close this message"))
        row.addWidget(self._words, 1)
        row.addWidget(self.undo, 0, Qt.AlignmentFlag.AlignRight)
        row.addWidget(self._close)
        self.undo.clicked.connect(session.undo)
        self._close.clicked.connect(self.hide)
        session.changed.connect(self._changed)
        self.hide()

    def offer(self, words: str) -> None:
        """Show what happened. Called after the act's own `changed`."""
        self._words.setText(words)
        self.setAccessibleName(words)
        self.show()

    def _changed(self, changes: Changes) -> None:
        self.hide()
