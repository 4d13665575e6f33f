"""Errors as a calm strip in the window: what happened, what was kept, what to do. Never a traceback."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAccessible, QAccessibleEvent, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.ui.widgets import Label, Tool


class Banner(QFrame):
    """One message at a time, above the work; a newer one replaces it, Escape or × takes it away."""

    closed = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.setAccessibleName(tr("Message"))
        self._details = ""
        row = QHBoxLayout(self)
        row.setContentsMargins(16, 8, 8, 8)
        row.setSpacing(12)
        texts = QVBoxLayout()
        texts.setSpacing(2)
        self.what = Label("", "strong", selectable=True)
        self.more = Label("", "body", selectable=True)
        texts.addWidget(self.what)
        texts.addWidget(self.more)
        row.addLayout(texts, 1)
        self.copy = QPushButton(tr("Copy details"))
        self.copy.setAccessibleName(tr("Copy details of this message"))
        self.copy.clicked.connect(self._copy)
        row.addWidget(self.copy)
        self.dismiss = Tool("×", tr("Close this message"))
        self.dismiss.clicked.connect(self.take_away)
        row.addWidget(self.dismiss)
        self.hide()

    def show_error(self, error: UserError) -> None:
        """Show what the user's world refused."""
        what = f"{error.file}: {error.what}" if error.file else error.what
        self.show_text(what, " ".join(part for part in (error.kept, error.advice) if part), error.details)

    def show_bug(self, details: str) -> None:
        """Show that we made a mistake; `details` is for the copy button only."""
        self.show_text(
            tr("Something went wrong inside Annotator."),
            tr(
                "Everything up to your last act is saved. The details are in the log; please send them to us."
            ),
            details,
        )

    def show_text(self, what: str, more: str = "", details: str = "") -> None:
        """Show a message; read aloud by screen readers as an alert."""
        self.what.setText(what)
        self.more.setText(more)
        self.more.setVisible(bool(more))
        self._details = "\n\n".join(part for part in (what, more, details) if part)
        self.copy.setVisible(bool(details))
        self.setAccessibleDescription(f"{what} {more}")
        self.show()
        QAccessible.updateAccessibility(QAccessibleEvent(self, QAccessible.Event.Alert))

    def take_away(self) -> None:
        """Hide the message."""
        self.hide()
        self.closed.emit()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape takes the message away."""
        if event.key() == Qt.Key.Key_Escape:
            self.take_away()
        else:
            super().keyPressEvent(event)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self._details)
