"""The document's text for screen readers: the canvas describes itself with the paragraph one is at."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer

from annotator.domain.i18n import tr

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

# Screen readers speak a change at once: wait until the reader has come to rest.
REST_MS = 250


class Spoken(QObject):
    """Keeps the canvas's accessible description at the selected words or the paragraph at the caret."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(REST_MS)
        self._timer.timeout.connect(self.speak)
        canvas.moved.connect(self._timer.start)
        canvas.selection_changed.connect(self._timer.start)

    def speak(self) -> None:
        """Say where one is."""
        canvas, view = self._canvas, self._canvas.view
        if not len(view.paragraphs):
            return
        if canvas.selection:
            words = view.text[canvas.selection.start : canvas.selection.end]
            said = tr("Selected: {words}", words=words[:1000])
        else:
            offset = canvas.caret if canvas.caret is not None else canvas.travel.top_offset()
            number = view.paragraphs.at(offset)
            start, end = view.paragraphs.span(number)
            said = tr("Paragraph {number}: {words}", number=number, words=view.text[start:end][:1000])
        canvas.setAccessibleDescription(said)
