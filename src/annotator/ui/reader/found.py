"""The hits of find on a canvas: which stand on a page, and where in the scroll bar."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Sequence
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

# More marks than this do not show in a scroll bar.
SAMPLE = 1500


class Found:
    """Hits are ranges of the text in order."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._hits: Sequence[tuple[int, int]] = ()
        self._current = -1

    def show(self, hits: Sequence[tuple[int, int]], current: int) -> None:
        """Show what find found; `current` is the index of the one it stands on, -1 for none."""
        changed = hits is not self._hits
        self._hits, self._current = hits, current
        self._canvas.viewport().update()
        if changed:
            self.place()

    def place(self) -> None:
        """Mark the scroll bar."""
        self._canvas.hit_bar.show_hits(self._places())

    def on(self, start: int, end: int) -> list[tuple[int, int, bool]]:
        """The hits in a range of the text, each with whether it is the current one."""
        found = []
        for index in range(max(bisect_left(self._hits, (start, 0)) - 1, 0), len(self._hits)):
            a, b = self._hits[index]
            if a >= end:
                break
            if b > start:
                found.append((a, b, index == self._current))
        return found

    def _places(self) -> list[float]:
        """Where the hits stand in the document's height; of very many a sample that fills the bar as well."""
        view, column = self._canvas.view, self._canvas.frame.column
        info = view.info
        if info is None or not len(column):
            return []
        step = max(len(self._hits) // SAMPLE, 1)
        ends = [*info.page_starts[1:], len(view.text)]
        places = []
        for start, _ in self._hits[::step]:
            page = view.page_of(start)
            first = info.page_starts[page]
            part = min((start - first) / max(ends[page] - first, 1), 1.0)
            places.append((column.top(page) + part * column.size(page)[1]) / column.height)
        return places
