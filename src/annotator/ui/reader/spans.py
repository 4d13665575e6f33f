"""A document's highlights by place: which overlap a page, which lie under a point. Logarithmic plus hits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterator, Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from annotator.domain.annotation import AnchorState

if TYPE_CHECKING:
    from annotator.store.rows import AnnotationRow


def _order(row: AnnotationRow) -> tuple[int, int]:
    at = row.annotation.selectors
    return at.start, -at.end


class Spans:
    """Rows ordered by start, with how far any of those before reaches. Orphans have no place among them.

    everything  all rows, orphans too
    inexact     how many do not stand exactly where they were made
    linked      ids of the claims and provisions that any of them is linked to, and of those provisions' instruments
    """

    def __init__(self, rows: Sequence[AnnotationRow] = ()) -> None:
        self.everything = sorted(rows, key=_order)
        self.rows = [row for row in self.everything if row.annotation.state is not AnchorState.ORPHAN]
        self.inexact = sum(row.annotation.state is not AnchorState.EXACT for row in rows)
        self.linked = frozenset(
            id
            for row in rows
            for id in (
                *(claim.claim_id for claim in row.claims),
                *(one for link in row.provisions for one in (link.provision_id, link.instrument_id)),
            )
        )
        self._starts = [row.annotation.selectors.start for row in self.rows]
        self._reach = list(accumulate((row.annotation.selectors.end for row in self.rows), max))
        self._by_id = {row.annotation.id: row for row in self.everything}

    def with_changes(self, changed: frozenset[str], rows: Sequence[AnnotationRow]) -> Spans:
        """The same with the `changed` ids replaced by `rows` (those not among them are gone)."""
        kept = [row for row in self.everything if row.annotation.id not in changed]
        return Spans([*kept, *rows])

    def __len__(self) -> int:
        return len(self.rows)

    def get(self, id: str) -> AnnotationRow | None:
        """The row of one annotation of this document."""
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
