"""Where pages lie in one long column: logarithmic in their number, so 5,000 pages scroll like five."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from itertools import accumulate

from annotator.domain.geometry import PageSize


class Column:
    """Pages under each other. Lengths in logical pixels; pages given in points; `scale` pixels per point.

    gap     between pages (0 for an article, whose pages are one paper)
    before  above the first page, after below the last
    """

    __slots__ = ("_tops", "after", "before", "gap", "pages", "scale", "widest")

    def __init__(
        self,
        pages: Sequence[PageSize],
        scale: float,
        *,
        gap: float = 0.0,
        before: float = 0.0,
        after: float = 0.0,
    ) -> None:
        self.pages = pages
        self.scale = scale
        self.gap = gap
        self.before = before
        self.after = after
        self._tops = list(accumulate((page.height for page in pages), initial=0.0))
        self.widest = max((page.width for page in pages), default=0.0)

    def __len__(self) -> int:
        return len(self.pages)

    def rescaled(self, scale: float) -> None:
        """Zoom: nothing is recomputed, all lengths follow from the scale."""
        self.scale = scale

    @property
    def height(self) -> float:
        """The whole column's height."""
        gaps = self.gap * max(len(self.pages) - 1, 0)
        return self.before + self._tops[-1] * self.scale + gaps + self.after

    @property
    def width(self) -> float:
        """The widest page's width."""
        return self.widest * self.scale

    def top(self, page: int) -> float:
        """The y of a page's upper edge."""
        return self.before + self._tops[page] * self.scale + self.gap * page

    def size(self, page: int) -> tuple[float, float]:
        """A page's width and height."""
        width, height = self.pages[page]
        return width * self.scale, height * self.scale

    def page_at(self, y: float) -> int:
        """The page at `y`; in a gap the one above; the first or last beyond the ends. -1 without pages."""
        if not self.pages:
            return -1
        found = bisect_right(range(len(self.pages)), y, key=self.top) - 1
        return max(found, 0)

    def between(self, low: float, high: float) -> range:
        """The pages of which any part lies between `low` and `high`."""
        if not self.pages:
            return range(0)
        first = self.page_at(low)
        if first + 1 < len(self.pages) and self.top(first) + self.size(first)[1] <= low:
            first += 1
        return range(first, self.page_at(high) + 1)
