"""Where each paragraph of a long text stands on its pages, found out a piece at a time.

A paragraph's place follows from the place of the one before and the heights of its own lines. `settle` goes through
them in order; until it has been there a place is as it was before the last change, or a guess by the share of the text.
No Qt here.
"""

from __future__ import annotations

from array import array
from bisect import bisect_right
from collections.abc import Callable, Sequence
from dataclasses import dataclass
from time import perf_counter

# The heights of a paragraph's lines by its number.
Heights = Callable[[int], tuple[float, ...]]


@dataclass(frozen=True, slots=True)
class Shape:
    """What a paragraph needs beside its lines: room above and below, and whether the next must begin on its page."""

    above: float
    below: float
    stays: bool = False


@dataclass(frozen=True, slots=True)
class Placed:
    """The tops of a paragraph's lines and where the next one begins, from the top of the first page."""

    tops: tuple[float, ...]
    after: float


class Pages:
    """Places are in px from the top of the first page; `inner` is the height of a page's text, `margin` above it."""

    def __init__(self, page: float, margin: float, heights: Heights) -> None:
        self._page, self._margin, self._inner = page, margin, page - 2 * margin
        self._heights = heights
        self._shapes: list[Shape] = []
        self._starts = array("d")  # where each paragraph begins; those from `_settled` on may be out of date
        self._known = self._settled = 0
        self._same_from = 0  # from here on the starts are right again where one of them is

    def __len__(self) -> int:
        return len(self._shapes)

    @property
    def settled(self) -> bool:
        """Whether all places are final."""
        return self._settled == len(self._shapes)

    def change(self, head: int, tail: int, shapes: Sequence[Shape]) -> None:
        """Put other paragraphs between the first `head` and the last `tail`."""
        after = len(self._shapes) - tail
        was_settled, known = self._settled, tail > 0 and self._known == len(self._shapes)
        self._shapes[head:after] = shapes
        if known:
            # What follows stays where it was for now; the new ones share the place of the old ones.
            start = self._starts[head]
            each = (self._starts[after] - start) / max(len(shapes), 1)
            new = array("d", (start + each * n for n in range(len(shapes))))
            self._starts = self._starts[:head] + new + self._starts[after:]
            self._known = len(self._shapes)
            self._same_from = head + len(shapes) if was_settled >= after + tail else self._known
        else:
            self._starts = self._starts[:head] + array("d", bytes(8 * (len(self._shapes) - head)))
            self._known = min(self._known, head)
            self._same_from = len(self._shapes)
        # The one before may have to stay with what follows it now.
        self._settled = min(was_settled, max(head - 1, 0))

    def start(self, number: int) -> float:
        """Where a paragraph begins, as far as is known."""
        if number < self._known:
            return self._starts[number]
        if not self._known:
            return self._margin if not number else number * self._page / 20
        last = self._known - 1
        share = max(self._starts[last] - self._margin, 1.0) / max(last, 1) if last else self._page / 20
        return self._onto_page(self._starts[last] + (number - last) * share)

    def at(self, place: float) -> int:
        """The last paragraph that begins at or above a place, as far as is known."""
        if not self._shapes:
            return 0
        if self._known and (place <= self._starts[self._known - 1] or self._known == len(self._shapes)):
            return max(bisect_right(self._starts, place, 0, self._known) - 1, 0)
        low, high = self._known, len(self._shapes)
        while low < high:
            middle = (low + high) // 2
            if self.start(middle) <= place:
                low = middle + 1
            else:
                high = middle
        return max(low - 1, 0)

    @property
    def height(self) -> float:
        """The height of all pages, as far as is known."""
        if not self._shapes:
            return self._page
        last = self.start(len(self._shapes) - 1)
        if self.settled:
            last = self.placed(len(self._shapes) - 1, last).tops[-1]
        return (int(last // self._page) + 1) * self._page

    def placed(self, number: int, start: float) -> Placed:
        """The lines of a paragraph that begins at `start`."""
        shape, heights = self._shapes[number], self._heights(number)
        page = int(start // self._page)
        y = start - page * self._page - self._margin
        y = y + shape.above if y > 0 else 0.0
        if y > 0 and y + self._least(number, heights) > self._inner:
            page, y = page + 1, 0.0
        tops = []
        for height in heights:
            if y > 0 and y + height > self._inner:
                page, y = page + 1, 0.0
            tops.append(page * self._page + self._margin + y)
            y += height
        y += shape.below
        if y >= self._inner:
            page, y = page + 1, 0.0
        return Placed(tuple(tops) or (start,), page * self._page + self._margin + y)

    def _least(self, number: int, heights: tuple[float, ...]) -> float:
        """How much room it needs to begin on a page: its first line; with what must not stay alone, the next's too."""
        if not self._shapes[number].stays:
            return heights[0] if heights else 0.0
        need = sum(heights) + self._shapes[number].below
        if number + 1 < len(self._shapes):
            need += self._shapes[number + 1].above + self._least(number + 1, self._heights(number + 1))
        return min(need, self._inner)

    def _onto_page(self, place: float) -> float:
        page, y = divmod(place, self._page)
        return page * self._page + min(max(y, self._margin), self._page - self._margin - 1)

    def settle(self, seconds: float) -> None:
        """Go on finding the final places, for about so long."""
        until = perf_counter() + seconds
        number = self._settled
        start = self.start(number) if number else self._margin
        total = len(self._shapes)
        while number < total:
            if (
                number >= self._same_from
                and number < self._known
                and abs(self._starts[number] - start) < 0.01
            ):
                number = total
                break
            self._starts[number] = start
            start = self.placed(number, start).after
            number += 1
            self._known = max(self._known, number)
            if number % 8 == 0 and perf_counter() > until:
                break
        if number < total:
            # Where the next one begins is known with this one.
            self._starts[number] = start
            self._known = max(self._known, number + 1)
            self._same_from = (
                max(self._same_from, number + 1) if self._same_from <= number else self._same_from
            )
        self._settled = number
