"""Where pages lie in one long column: logarithmic in their number, so 5,000 pages scroll like five."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from annotator.domain.geometry import PageSize

# One page under the other; two beside each other; the same with the first page alone, as a book's cover.
SPREADS = ("single", "facing", "cover")


class Column:
    """Pages under each other, or in rows of two. Lengths in logical pixels; pages in points; `scale` pixels per point.

    gap     between pages (0 for an article, whose pages are one paper)
    before  above the first page, after below the last
    spread  one of SPREADS
    """

    __slots__ = ("_tops", "after", "before", "gap", "pages", "scale", "spread", "widest")

    def __init__(
        self,
        pages: Sequence[PageSize],
        scale: float,
        *,
        gap: float = 0.0,
        before: float = 0.0,
        after: float = 0.0,
        spread: str = "single",
    ) -> None:
        self.pages = pages
        self.scale = scale
        self.gap = gap
        self.before = before
        self.after = after
        self.spread = spread
        rows = self.row(len(pages) - 1) + 1 if pages else 0
        if spread == "single":
            heights = [page.height for page in pages]
        else:
            heights = [max(pages[n].height for n in self._in_row(row)) for row in range(rows)]
        self._tops = list(accumulate(heights, initial=0.0))
        self.widest = max((page.width for page in pages), default=0.0)

    def __len__(self) -> int:
        return len(self.pages)

    def row(self, page: int) -> int:
        """The row of a page."""
        if self.spread == "single":
            return page
        return page // 2 if self.spread == "facing" else (page + 1) // 2

    def _in_row(self, row: int) -> range:
        if self.spread == "single":
            return range(row, row + 1)
        first = row * 2 if self.spread == "facing" else max(row * 2 - 1, 0)
        after = row * 2 + (2 if self.spread == "facing" else 1)
        return range(first, min(after, len(self.pages)))

    def beside(self, page: int) -> range:
        """The pages of a page's row, itself among them."""
        return self._in_row(self.row(page))

    def rescaled(self, scale: float) -> None:
        """Zoom: nothing is recomputed, all lengths follow from the scale."""
        self.scale = scale

    @property
    def height(self) -> float:
        """The whole column's height."""
        gaps = self.gap * max(len(self._tops) - 2, 0)
        return self.before + self._tops[-1] * self.scale + gaps + self.after

    @property
    def width(self) -> float:
        """The widest page's width; of both pages and what is between them where two stand beside each other."""
        one = self.widest * self.scale
        return one if self.spread == "single" else 2 * one + self.gap

    def left(self, page: int) -> float:
        """The x of a page's left edge: narrower ones in the middle, pages beside each other meet in the middle."""
        width = self.pages[page].width * self.scale
        if self.spread == "single":
            return (self.width - width) / 2
        middle = self.width / 2
        right = page % 2 == (1 if self.spread == "facing" else 0)
        return middle + self.gap / 2 if right else middle - self.gap / 2 - width

    def _row_top(self, row: int) -> float:
        return self.before + self._tops[row] * self.scale + self.gap * row

    def top(self, page: int) -> float:
        """The y of a page's upper edge."""
        return self._row_top(self.row(page))

    def size(self, page: int) -> tuple[float, float]:
        """A page's width and height."""
        width, height = self.pages[page]
        return width * self.scale, height * self.scale

    def page_at(self, y: float) -> int:
        """The (first) page at `y`; in a gap the one above; the first or last beyond the ends. -1 without pages."""
        if not self.pages:
            return -1
        return self._in_row(self._row_at(y)).start

    def _row_at(self, y: float) -> int:
        return max(bisect_right(range(len(self._tops) - 1), y, key=self._row_top) - 1, 0)

    def between(self, low: float, high: float) -> range:
        """The pages of which any part lies between `low` and `high`."""
        if not self.pages:
            return range(0)
        first, last = self._row_at(low), self._row_at(high)
        bottom = self._row_top(first) + (self._tops[first + 1] - self._tops[first]) * self.scale
        if first + 2 < len(self._tops) and bottom <= low:
            first += 1
        return range(self._in_row(first).start, self._in_row(max(last, first)).stop)
