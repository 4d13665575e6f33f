"""Where highlights, hits and the selection lie on the pages that are shown: rectangles, kept until they change."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath

from annotator.documents.pagemap import PageMap
from annotator.domain.geometry import Rect
from annotator.ui.reader.view import DocumentView

if TYPE_CHECKING:
    from annotator.store.rows import AnnotationRow

RADIUS = 1.5


def shape(rects: list[Rect], grow: float = 0.0) -> QPainterPath:
    """The rectangles as one area (points): where two overlap it is painted once."""
    path = QPainterPath()
    path.setFillRule(Qt.FillRule.WindingFill)
    for x0, y0, x1, y1 in rects:
        box = QRectF(x0 - grow, y0 - grow, x1 - x0 + 2 * grow, y1 - y0 + 2 * grow)
        path.addRoundedRect(box, RADIUS, RADIUS)
    return path


@dataclass(frozen=True, slots=True)
class Mark:
    """One highlight's part on one page, in points."""

    row: AnnotationRow
    rects: list[Rect]
    path: QPainterPath
    first: bool  # whether the highlight begins on this page
    last: bool


class Marks:
    """Marks of pages whose map is here. `clear` when rows or the layout change."""

    def __init__(self, view: DocumentView) -> None:
        self._view = view
        self._pages: dict[int, list[Mark]] = {}

    def clear(self) -> None:
        """Forget all pages."""
        self._pages.clear()

    def on(self, page: int) -> list[Mark]:
        """The highlights that touch a page; empty until its map is here."""
        found = self._pages.get(page)
        if found is not None:
            return found
        words = self._view.map(page)
        if words is None:
            return []
        found = [
            mark
            for row in self._view.spans.overlapping(words.start, words.end)
            if (mark := _mark(row, words))
        ]
        if len(self._pages) > 64:
            self._pages.clear()
        self._pages[page] = found
        return found


def _mark(row: AnnotationRow, words: PageMap) -> Mark | None:
    at = row.annotation.selectors
    rects = words.rects(max(at.start, words.start), min(at.end, words.end))
    if not rects:
        return None
    return Mark(row, rects, shape(rects, 0.6), at.start >= words.start, at.end <= words.end)


def char_at(words: PageMap, x: float, y: float) -> int | None:
    """The character whose box holds the point (points of the page); None beside the text."""
    caret = words.offset_at(x, y)
    if caret is None:
        return None
    for offset in (caret, caret - 1):
        for box in words.rects(offset, offset + 1):
            if box.x0 - 0.5 <= x <= box.x1 + 0.5 and box.y0 - 2 <= y <= box.y1 + 2:
                return offset
    return None
