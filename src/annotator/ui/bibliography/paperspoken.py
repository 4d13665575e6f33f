"""The paper for screen readers: its text through Qt's accessible text interface. Nothing here runs until one asks.

Offsets are UTF-16 units of the whole text, a paragraph a line.
"""

from __future__ import annotations

import weakref
from bisect import bisect_right
from itertools import accumulate
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect
from PySide6.QtGui import QAccessibleTextInterface

from annotator.ui.bibliography.paper import len16
from annotator.ui.bibliography.paperselection import Point
from annotator.ui.bibliography.preview import PaperBrowser
from annotator.ui.spoken import speaks, tell
from annotator.ui.units import Units

if TYPE_CHECKING:
    from annotator.citation.outline import Paragraph


class SpokenText(QAccessibleTextInterface):
    """All of the text, read only; the cursor and the selection can be moved."""

    def __init__(self, paper: PaperBrowser) -> None:
        super().__init__()
        self._paper = weakref.ref(paper)
        self._of: tuple[Paragraph, ...] = ()
        self._text = ""
        self._units = Units("")
        self._starts: list[int] = [0]

    def _fresh(self) -> PaperBrowser | None:
        paper = self._paper()
        if paper is not None and paper.paragraphs is not self._of:
            self._of = paper.paragraphs
            self._text = paper.toPlainText()
            self._units = Units(self._text)
            self._starts = [0, *accumulate(len16(one.text) + 1 for one in self._of)]
        return paper

    def _offset(self, point: Point) -> int:
        return self._starts[min(point.number, len(self._starts) - 1)] + point.offset

    def _point(self, offset: int) -> Point:
        number = min(max(bisect_right(self._starts, offset) - 1, 0), max(len(self._of) - 1, 0))
        return Point(number, max(offset - self._starts[number], 0))

    def characterCount(self) -> int:
        """Length in UTF-16 units."""
        return len(self._units) if self._fresh() is not None else 0

    def text(self, startOffset: int, endOffset: int) -> str:  # noqa: N803 - Qt's names
        """A part of the text."""
        if self._fresh() is None:
            return ""
        end = endOffset if endOffset >= 0 else len(self._units)
        return self._text[self._units.to_code_points(startOffset) : self._units.to_code_points(end)]

    def cursorPosition(self) -> int:
        """Where the cursor is."""
        paper = self._fresh()
        return self._offset(paper.selected.caret) if paper is not None else 0

    def setCursorPosition(self, position: int) -> None:
        """Move the cursor and show it."""
        paper = self._fresh()
        if paper is not None and self._of:
            place = self._point(position)
            paper.select(place, place)
            paper.reveal(*place)

    def selectionCount(self) -> int:
        """One or none."""
        paper = self._paper()
        return int(paper is not None and paper.has_selection)

    def selection(self, selectionIndex: int) -> tuple[int, int]:  # noqa: N803
        """The selected range."""
        paper = self._fresh()
        if paper is None or selectionIndex or not paper.has_selection:
            return 0, 0
        ends = sorted((self._offset(paper.selected.anchor), self._offset(paper.selected.caret)))
        return ends[0], ends[1]

    def setSelection(self, selectionIndex: int, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """Select a range."""
        paper = self._fresh()
        if paper is not None and selectionIndex == 0 and self._of:
            paper.select(self._point(startOffset), self._point(endOffset))

    def addSelection(self, startOffset: int, endOffset: int) -> None:  # noqa: N803
        """The same: there is one selection."""
        self.setSelection(0, startOffset, endOffset)

    def removeSelection(self, selectionIndex: int) -> None:  # noqa: N803
        """Clear it."""
        paper = self._paper()
        if paper is not None and selectionIndex == 0:
            paper.select(paper.selected.caret, paper.selected.caret)

    def scrollToSubstring(self, startIndex: int, endIndex: int) -> None:  # noqa: N803
        """Show a range."""
        paper = self._fresh()
        if paper is not None and self._of:
            paper.reveal(*self._point(startIndex))

    def characterRect(self, offset: int) -> QRect:
        """A character's place on the screen; null where it is not seen."""
        paper = self._fresh()
        if paper is None or not self._of:
            return QRect()
        box = paper.caret_rect(self._point(offset))
        return QRect(paper.viewport().mapToGlobal(box.topLeft()), box.size()) if not box.isNull() else QRect()

    def offsetAtPoint(self, point: QPoint) -> int:
        """The place nearest to a point of the screen, -1 where there is none."""
        paper = self._fresh()
        spot = paper.spot(QPointF(paper.viewport().mapFromGlobal(point))) if paper is not None else None
        return self._offset(spot) if spot is not None else -1

    def attributes(self, offset: int) -> tuple[str, int, int]:
        """No attributes: one run from beginning to end."""
        return "", 0, self.characterCount()


def make_spoken(paper: PaperBrowser) -> None:
    """Make a paper accessible, and have it tell where its cursor is."""
    speaks(PaperBrowser, SpokenText)
    paper.cursorPositionChanged.connect(lambda: tell(paper))
