"""The document's text for screen readers: the canvas speaks Qt's accessible text interface.

Offsets of that interface are UTF-16 units; `ui.units` converts. Nothing here runs until a screen reader asks.
"""

from __future__ import annotations

import weakref
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QPoint, QPointF, QRect, QTimer
from PySide6.QtGui import QAccessibleTextInterface

from annotator.domain.i18n import tr
from annotator.ui.reader.canvas import Canvas
from annotator.ui.reader.selection import Selection
from annotator.ui.spoken import speaks, tell
from annotator.ui.units import Units

if TYPE_CHECKING:
    from annotator.ui.reader.view import DocumentView

# Screen readers speak a change at once: wait until the reader has come to rest.
REST_MS = 250


class _Text(QAccessibleTextInterface):
    """The text layer, read only; the caret and the selection can be moved."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__()
        self._canvas = weakref.ref(canvas)
        self._of = ""
        self._units = Units("")

    def _view(self) -> DocumentView | None:
        canvas = self._canvas()
        if canvas is None:
            return None
        if canvas.view.text is not self._of:
            self._of = canvas.view.text
            self._units = Units(self._of)
        return canvas.view

    def characterCount(self) -> int:
        """Length in UTF-16 units."""
        return len(self._units) if self._view() is not None else 0

    def text(self, startOffset: int, endOffset: int) -> str:  # noqa: N803 - Qt's names
        """A part of the text."""
        view = self._view()
        if view is None:
            return ""
        end = endOffset if endOffset >= 0 else len(self._units)
        return view.text[self._units.to_code_points(startOffset) : self._units.to_code_points(end)]

    def cursorPosition(self) -> int:
        """Where the caret is; before the first visible line where there is none."""
        canvas = self._canvas()
        if canvas is None or self._view() is None:
            return 0
        return self._units.to_utf16(canvas.caret if canvas.caret is not None else canvas.travel.top_offset())

    def setCursorPosition(self, position: int) -> None:
        """Move the caret and show it."""
        canvas = self._canvas()
        if canvas is not None and self._view() is not None:
            caret = self._units.to_code_points(position)
            canvas.select(Selection(caret, caret))
            canvas.caret = caret
            canvas.travel.reveal(caret)

    def selectionCount(self) -> int:
        """One or none."""
        canvas = self._canvas()
        return int(canvas is not None and bool(canvas.selection))

    def selection(self, selectionIndex: int) -> tuple[int, int]:  # noqa: N803
        """The selected range."""
        canvas = self._canvas()
        if canvas is None or self._view() is None or selectionIndex or not canvas.selection:
            return 0, 0
        return self._units.to_utf16(canvas.selection.start), self._units.to_utf16(canvas.selection.end)

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """Select a range."""
        canvas = self._canvas()
        if canvas is not None and self._view() is not None and selectionIndex == 0:
            start, end = self._units.to_code_points(startOffset), self._units.to_code_points(endOffset)
            canvas.select(Selection(start, end))

    def addSelection(self, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """The same: there is one selection."""
        self.setSelection(0, startOffset, endOffset)

    def removeSelection(self, selectionIndex: int) -> None:  # noqa: N803
        """Clear it."""
        canvas = self._canvas()
        if canvas is not None and selectionIndex == 0:
            canvas.select(Selection(canvas.selection.head, canvas.selection.head))

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:  # noqa: N803
        """Show a range."""
        canvas = self._canvas()
        if canvas is not None and self._view() is not None:
            canvas.travel.go(self._units.to_code_points(startIndex), flash=False)

    def characterRect(self, offset: int) -> QRect:
        """A character's place on the screen; null where it is not seen."""
        canvas = self._canvas()
        if canvas is None or self._view() is None:
            return QRect()
        start = self._units.to_code_points(offset)
        box = canvas.range_rect(start, start + 1)
        return (
            QRect(canvas.viewport().mapToGlobal(box.topLeft()), box.size()) if not box.isEmpty() else QRect()
        )

    def offsetAtPoint(self, point: QPoint) -> int:
        """The caret position nearest to a point of the screen, -1 where none is known."""
        canvas = self._canvas()
        if canvas is None or self._view() is None:
            return -1
        spot = canvas.spot(QPointF(canvas.viewport().mapFromGlobal(point)))
        return self._units.to_utf16(spot.caret) if spot is not None else -1

    def attributes(self, offset: int) -> tuple[str, int, int]:
        """No attributes: one run from beginning to end."""
        return "", 0, self.characterCount()


class Spoken(QObject):
    """Makes a canvas accessible, and keeps its description at the selected words or the paragraph at the caret."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        speaks(Canvas, _Text)
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
        tell(canvas)
