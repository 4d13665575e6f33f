"""Where a highlight can be taken to give it another end: at its first and its last character, whichever way they run."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QPointF

from annotator.documents.pagemap import PageMap
from annotator.domain.annotation import Style
from annotator.domain.geometry import Rect
from annotator.ui.reader.spans import ranges

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas


class Grip(NamedTuple):
    """A handle in points of its page. begins: it moves the beginning of the words; else their end."""

    at: QPointF
    begins: bool


def word_grips(canvas: Canvas, page: int) -> list[Grip]:
    """The handles of the selected highlight on a page: of several pieces the first begins it and the last ends it."""
    words = canvas.view.map(page)
    mark = next((mark for mark in canvas.marks.on(page) if mark.id == canvas.selected), None)
    if words is None or mark is None or mark.style == Style.AREA:
        return []
    pieces = sorted(ranges(mark.row.annotation))
    found = []
    if pieces and mark.first and (edge := words.caret(pieces[0][0])) is not None:
        found.append(Grip(QPointF(edge.x0, edge.y0), True))
    if pieces and mark.last and (edge := end_of(words, pieces[-1][1])) is not None:
        found.append(Grip(QPointF(edge.x1, edge.y1), False))
    return found


def end_of(words: PageMap, offset: int) -> Rect | None:
    """A box without width behind the last character before `offset`, on that character's line."""
    last = bisect_left(words.offsets, offset) - 1
    if last < 0:
        return None
    line = bisect_right(words.firsts, last) - 1
    edge = words.low[last] if words.backwards[last] else words.high[last]
    x0, y0, x1, y1 = words.box(line)
    return Rect(x0, edge, x1, edge) if words.vertical[line] else Rect(edge, y0, edge, y1)
