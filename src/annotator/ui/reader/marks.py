"""Where highlights, hits and the selection lie on the pages that are shown: rectangles, kept until they change."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF, Qt
from PySide6.QtGui import QPainterPath

from annotator.documents.pagemap import PageMap
from annotator.domain.annotation import Style
from annotator.domain.geometry import Rect
from annotator.ui.reader.spans import ranges, region
from annotator.ui.reader.view import DocumentView

if TYPE_CHECKING:
    from annotator.store.rows import AnnotationRow

RADIUS = 1.5
# A note's marker and a bookmark's ribbon, in points.
PIN = 11.0
RIBBON = (11.0, 19.0)
# Outlines, grips and markers stand out of a mark's rectangles by this much, in points.
MARGIN = 14.0


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
    """One highlight's part on one page, in points.

    first, last  whether its first range begins, its last range ends on this page
    pin          where its marker is drawn and can be clicked: a note's sign, a bookmark's ribbon
    id           the annotation's
    """

    row: AnnotationRow
    rects: list[Rect]
    path: QPainterPath
    first: bool
    last: bool
    pin: Rect | None = None
    id: str = ""

    def __post_init__(self) -> None:
        object.__setattr__(self, "id", self.row.annotation.id)

    @property
    def style(self) -> str:
        """The annotation's kind."""
        return self.row.annotation.style

    @property
    def bounds(self) -> Rect:
        """What has to be drawn again when it changes."""
        boxes = [*self.rects, *([self.pin] if self.pin is not None else [])]
        return Rect(
            min(box.x0 for box in boxes) - MARGIN,
            min(box.y0 for box in boxes) - MARGIN,
            max(box.x1 for box in boxes) + MARGIN,
            max(box.y1 for box in boxes) + MARGIN,
        )


class Marks:
    """Marks of pages whose map is here. `clear` when the layout changes, `change` when rows do."""

    def __init__(self, view: DocumentView) -> None:
        self._view = view
        self._pages: dict[int, list[Mark]] = {}

    def clear(self) -> None:
        """Forget all pages."""
        self._pages.clear()

    def change(self, ids: Iterable[str]) -> list[tuple[int, Rect]]:
        """Make anew what is kept of these highlights. Gives what has to be drawn again, by page."""
        wanted = set(ids)
        stale = []
        for page in self._pages.keys() & self._pages_of(wanted):
            marks, words = self._pages[page], self._view.map(page)
            if words is None:
                del self._pages[page]
                continue
            before = [mark for mark in marks if mark.id in wanted]
            after = [mark for id in wanted if (mark := self._made(id, page, words)) is not None]
            if before or after:
                kept = [mark for mark in marks if mark.id not in wanted]
                self._pages[page] = sorted([*kept, *after], key=_order)
                stale += [(page, mark.bounds) for mark in (*before, *after)]
        return stale

    def _pages_of(self, ids: set[str]) -> set[int]:
        """Pages that show these highlights, or will."""
        found = {page for page, marks in self._pages.items() if any(mark.id in ids for mark in marks)}
        for id in ids:
            row = self._view.spans.get(id)
            if row is not None:
                at = row.annotation.selectors
                where = region(row.annotation)
                covered = ranges(row.annotation) or [(at.start, at.start + 1)]
                found |= {where[0]} if where is not None else set()
                for start, end in covered:
                    found |= set(range(self._view.page_of(start), self._view.page_of(end) + 1))
        return found

    def _made(self, id: str, page: int, words: PageMap) -> Mark | None:
        """One highlight's part on a page; None where it has none."""
        row = self._view.spans.get(id)
        if row is None or not self._touches(row, words):
            return None
        if ranges(row.annotation):
            return _mark(self._view, row, words)
        standing = region(row.annotation) is not None or row.annotation.style in (Style.BOOKMARK, Style.NOTE)
        return _placed(row, words, self._edge(page)) if standing else None

    def _touches(self, row: AnnotationRow, words: PageMap) -> bool:
        where = region(row.annotation)
        if where is not None:
            return where[0] == words.page
        at = row.annotation.selectors.start
        covered = ranges(row.annotation) or [(at, at + 1)]
        return any(start < words.end and end > words.start for start, end in covered)

    def on(self, page: int) -> list[Mark]:
        """The highlights that touch a page; empty until its map is here."""
        found = self._pages.get(page)
        if found is not None:
            return found
        words = self._view.map(page)
        if words is None:
            return []
        spans = self._view.spans
        found = [
            mark
            for row in spans.overlapping(words.start, words.end)
            if (mark := _mark(self._view, row, words))
        ]
        for row in spans.on_page(page, words.start, max(words.end, words.start + 1)):
            found.append(_placed(row, words, self._edge(page)))
        found.sort(key=_order)
        if len(self._pages) > 64:
            self._pages.clear()
        self._pages[page] = found
        return found

    def _edge(self, page: int) -> float:
        """Where ribbons end: an article's margin is beside its pages, a PDF page has its own."""
        info = self._view.info
        assert info is not None
        return info.pages[page].width + (RIBBON[0] + 14 if info.continuous else -8)

    def at(self, page: int, x: float, y: float) -> Iterator[str]:
        """Marks whose marker, or whose area, holds a point of a page: markers first, then the smallest area."""
        marks = self._pages.get(page, [])
        for mark in marks:
            if mark.pin is not None and _holds(mark.pin, x, y):
                yield mark.id
        areas = [mark for mark in marks if mark.style == Style.AREA and _holds(mark.rects[0], x, y)]
        areas.sort(
            key=lambda mark: (mark.rects[0].x1 - mark.rects[0].x0) * (mark.rects[0].y1 - mark.rects[0].y0)
        )
        yield from (mark.id for mark in areas)


def _order(mark: Mark) -> tuple[bool, int, int, str]:
    """What is painted first: marks on words as these stand, then those beside them."""
    at = mark.row.annotation.selectors
    return at.start >= at.end, at.start, at.end, mark.id


def _holds(box: Rect, x: float, y: float) -> bool:
    return box.x0 <= x <= box.x1 and box.y0 <= y <= box.y1


def rects_on(view: DocumentView, words: PageMap, start: int, end: int) -> list[Rect]:
    """Where a passage stands on a page, without the notes and page numbers it only runs over."""
    pages = view.document.pages if view.document is not None else ()
    low, after = max(start, words.start), min(end, words.end)
    found: list[Rect] = []
    for first, last in pages[words.page].furniture if words.page < len(pages) else ():
        # A note's mark in the midst of a line is painted over: a hole would look like a mistake.
        if start < first and last < end and view.text[first - 1 : first].isspace():
            found += words.rects(low, first)
            low = last
    return found + words.rects(low, after)


def _mark(view: DocumentView, row: AnnotationRow, words: PageMap) -> Mark | None:
    covered = ranges(row.annotation)
    rects = [
        rect
        for start, end in covered
        if start < words.end and end > words.start
        for rect in rects_on(view, words, start, end)
    ]
    if not rects:
        return None
    pin = None
    last = max(end for _, end in covered) <= words.end
    if row.annotation.style == Style.NOTE and last:
        box = rects[-1]
        pin = Rect(box.x1 + 1.0, box.y0 - PIN * 0.55, box.x1 + 1.0 + PIN, box.y0 + PIN * 0.45)
    return Mark(row, rects, shape(rects, 0.6), covered[0][0] >= words.start, last, pin)


def _placed(row: AnnotationRow, words: PageMap, edge: float) -> Mark:
    """A mark without words: its rectangle, or a ribbon that ends at `edge`, beside its line."""
    where = region(row.annotation)
    if where is not None and where[1] is not None:
        box = where[1]
        pin = None
        if row.annotation.style == Style.NOTE:
            pin = Rect(box.x0, box.y0, box.x0 + PIN, box.y0 + PIN)
            box = pin
        return Mark(row, [box], shape([box]), True, True, pin)
    top = 0.0
    if where is None:
        caret = words.caret(row.annotation.selectors.start)
        top = caret.y0 if caret is not None else 0.0
    pin = Rect(edge - RIBBON[0], top, edge, top + RIBBON[1])
    return Mark(row, [pin], shape([pin]), True, True, pin)


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
