"""A document's highlights by place: which overlap a page, which lie under a point. Logarithmic plus hits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from annotator.domain.annotation import AnchorState

if TYPE_CHECKING:
    from annotator.store.rows import AnnotationRow


class Spans:
    """Rows ordered by start, with how far any of those before reaches. Orphans have no place and are left out."""

    def __init__(self, rows: Sequence[AnnotationRow] = ()) -> None:
        placed = [row for row in rows if row.annotation.state is not AnchorState.ORPHAN]
        self.rows = sorted(
            placed, key=lambda row: (row.annotation.selectors.start, -row.annotation.selectors.end)
        )
        self._starts = [row.annotation.selectors.start for row in self.rows]
        self._reach = list(accumulate((row.annotation.selectors.end for row in self.rows), max))
        self._by_id = {row.annotation.id: row for row in self.rows}

    def __len__(self) -> int:
        return len(self.rows)

    def get(self, id: str) -> AnnotationRow | None:
        """The row of one annotation, if it has a place here."""
        return self._by_id.get(id)

    def overlapping(self, start: int, end: int) -> Iterator[AnnotationRow]:
        """Rows that share a character with the range, in reading order."""
        index = bisect_left(self._reach, start + 1)
        while index < len(self.rows) and self._starts[index] < end:
            if self.rows[index].annotation.selectors.end > start:
                yield self.rows[index]
            index += 1

    def at(self, offset: int) -> list[AnnotationRow]:
        """Rows that hold the character at `offset`, the shortest first."""
        found = list(self.overlapping(offset, offset + 1))
        found.sort(key=lambda row: row.annotation.selectors.end - row.annotation.selectors.start)
        return found
