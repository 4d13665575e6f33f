"""One laid-out page matched to the text layer: range → rectangles, point → offset.

Made in the worker (see `align`), sent to the window, asked there at every mouse move. Knows no pymupdf and no Qt.
Distances are points with the origin at the page's top left; offsets are code points of the document's text layer.
"""

from __future__ import annotations

from array import array
from bisect import bisect_left, bisect_right
from collections.abc import Sequence
from dataclasses import dataclass, field
from operator import le
from typing import NamedTuple

from annotator.domain.geometry import Rect

from .views import ViewInfo


class Line(NamedTuple):
    """A line as set: the offsets of its first character and behind its last, and its box."""

    start: int
    end: int
    rect: Rect


@dataclass(frozen=True, slots=True)
class PageMap:
    """The glyphs of one page that stand for a character of the text layer, line by line in reading order.

    start, end   the page's range in the text layer
    offsets      per glyph, ascending: the offset of its character (blanks have no glyph)
    low, high    per glyph: its extent along the line
    backwards    per glyph: 1 where the script runs against the line's axis (Hebrew, Arabic)
    firsts       per line: index of its first glyph; one more entry at the end
    boxes        per line: x0, y0, x1, y1
    reaches      per line: from where to where, in its own direction, a click still means this line
    vertical     per line: 1 where the line runs down the page instead of across
    word_starts, word_ends   offsets of the words a double click takes
    """

    page: int
    start: int
    end: int
    offsets: array[int] = field(default_factory=lambda: array("i"))
    low: array[float] = field(default_factory=lambda: array("f"))
    high: array[float] = field(default_factory=lambda: array("f"))
    backwards: bytes = b""
    firsts: array[int] = field(default_factory=lambda: array("i", [0]))
    boxes: array[float] = field(default_factory=lambda: array("f"))
    reaches: array[float] = field(default_factory=lambda: array("f"))
    vertical: bytes = b""
    word_starts: array[int] = field(default_factory=lambda: array("i"))
    word_ends: array[int] = field(default_factory=lambda: array("i"))
    # line → whether its glyphs stand along it in their order, as in all but mixed scripts; found when first asked for
    _straight: dict[int, bool] = field(default_factory=dict, init=False, repr=False, compare=False)

    @property
    def line_count(self) -> int:
        """How many lines the page has."""
        return len(self.firsts) - 1

    def box(self, line: int) -> Rect:
        """The box of a line, counted from 0."""
        return Rect(*self.boxes[line * 4 : line * 4 + 4])

    def line(self, number: int) -> Line:
        """A line, counted from 0."""
        first, after = self.firsts[number], self.firsts[number + 1]
        return Line(self.offsets[first], self.offsets[after - 1] + 1, self.box(number))

    @property
    def lines(self) -> Sequence[Line]:
        """All lines in reading order."""
        return tuple(self.line(n) for n in range(self.line_count))

    def line_of(self, offset: int) -> int | None:
        """The line showing the character at `offset`, or the nearest one; None on a page without text."""
        if not self.offsets:
            return None
        glyph = bisect_right(self.offsets, offset) - 1
        return bisect_right(self.firsts, max(glyph, 0)) - 1

    def rects(self, start: int, end: int) -> list[Rect]:
        """The rectangles that cover exactly the characters `start` to `end`, one or (mixed scripts) more a line."""
        first = bisect_left(self.offsets, start)
        after = bisect_left(self.offsets, end)
        found: list[Rect] = []
        while first < after:
            line = bisect_right(self.firsts, first) - 1
            stop = min(after, self.firsts[line + 1])
            found += self._runs(line, first, stop)
            first = stop
        return found

    def _runs(self, line: int, first: int, stop: int) -> list[Rect]:
        """The chosen glyphs of a line as boxes, broken where a glyph that is not chosen stands between."""
        if self._is_straight(line):
            return [self._across(line, self.low[first], self.high[stop - 1])]
        whole = range(self.firsts[line], self.firsts[line + 1])
        runs: list[list[float]] = []
        open_run = False
        for glyph in sorted(whole, key=lambda g: (self.low[g] + self.high[g], self.low[g])):
            if not first <= glyph < stop:
                # A mark without width of its own stands over a chosen letter and parts nothing.
                open_run = open_run and self.high[glyph] - self.low[glyph] < 0.01
            elif open_run:
                runs[-1][1] = max(runs[-1][1], self.high[glyph])
            else:
                runs.append([self.low[glyph], self.high[glyph]])
                open_run = True
        return [self._across(line, low, high) for low, high in runs]

    def _is_straight(self, line: int) -> bool:
        found = self._straight.get(line)
        if found is None:
            first, after = self.firsts[line], self.firsts[line + 1]
            found = self._straight[line] = all(
                all(map(le, ends, ends[1:])) for ends in (self.low[first:after], self.high[first:after])
            )
        return found

    def _across(self, line: int, low: float, high: float) -> Rect:
        box = self.box(line)
        return Rect(box.x0, low, box.x1, high) if self.vertical[line] else Rect(low, box.y0, high, box.y1)

    def caret(self, offset: int) -> Rect | None:
        """Where the caret stands before `offset`: a box without width. None on a page without text."""
        if not self.offsets:
            return None
        glyph = bisect_left(self.offsets, offset)
        behind = glyph == len(self.offsets) or (self.offsets[glyph] != offset and glyph > 0)
        glyph = glyph - 1 if behind else glyph
        at = self.high[glyph] if behind != bool(self.backwards[glyph]) else self.low[glyph]
        return self._across(bisect_right(self.firsts, glyph) - 1, at, at)

    def offset_at(self, x: float, y: float) -> int | None:
        """The caret position nearest to a point. None on a page without text."""
        nearest = self._nearest(x, y)
        if nearest is None:
            return None
        glyph, along = nearest
        second_half = along > (self.low[glyph] + self.high[glyph]) / 2
        return self.offsets[glyph] + (second_half != bool(self.backwards[glyph]))

    def word_at(self, x: float, y: float) -> tuple[int, int] | None:
        """The word (or the sign) under a point; None where there is none near."""
        nearest = self._nearest(x, y)
        if nearest is None:
            return None
        glyph, along = nearest
        box = self.box(bisect_right(self.firsts, glyph) - 1)
        slack = min(box.x1 - box.x0, box.y1 - box.y0)
        if not (box.x0 - slack <= x <= box.x1 + slack and box.y0 - slack <= y <= box.y1 + slack):
            return None
        if not self.low[glyph] - slack <= along <= self.high[glyph] + slack:
            return None
        return self.word_around(self.offsets[glyph])

    def word_around(self, offset: int) -> tuple[int, int]:
        """The word holding the character at `offset`, else that character alone."""
        word = bisect_right(self.word_starts, offset) - 1
        if word >= 0 and offset < self.word_ends[word]:
            return self.word_starts[word], self.word_ends[word]
        return offset, offset + 1

    def _nearest(self, x: float, y: float) -> tuple[int, float] | None:
        """The glyph nearest to a point, and the point's place along that glyph's line."""
        best = -1
        least = float("inf")
        for line in range(self.line_count):
            box = self.box(line)
            near, far = self.reaches[line * 2], self.reaches[line * 2 + 1]
            if self.vertical[line]:
                along, across, low, high = y, x, box.x0, box.x1
            else:
                along, across, low, high = x, y, box.y0, box.y1
            beyond = max(near - along, along - far, 0.0)
            aside = max(low - across, across - high, 0.0)
            # Boxes of neighbouring lines may overlap: of two that hold the point, the one whose middle is nearer.
            distance = beyond * beyond + aside * aside + 1e-6 * abs((low + high) / 2 - across)
            if distance < least:
                best, least = line, distance
        if best < 0:
            return None
        along = y if self.vertical[best] else x
        glyphs = range(self.firsts[best], self.firsts[best + 1])
        return min(glyphs, key=lambda g: (max(self.low[g] - along, along - self.high[g], 0.0), g)), along


def page_of(view: ViewInfo, offset: int) -> int:
    """The page (from 0) of a view on which the character at `offset` stands."""
    return max(bisect_right(view.page_starts, offset) - 1, 0)
