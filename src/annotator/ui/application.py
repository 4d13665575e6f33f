"""The application object: macOS tells it of files that were double-clicked."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Signal
from PySide6.QtWidgets import QApplication


class Application(QApplication):
    """Hears only the events of its own: a filter on the application would be asked about those of every widget."""

    file_opened = Signal(str)  # path

    def event(self, event: QEvent) -> bool:
        """A file was double-clicked."""
        if event.type() == QEvent.Type.FileOpen:
            path = event.url().toLocalFile()  # type: ignore[attr-defined] # a QFileOpenEvent
            if path:
                self.file_opened.emit(path)
                return True
        return super().event(event)
