"""A document's highlights by place: which overlap a page, which lie under a point. Logarithmic plus hits."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from functools import cached_property
from itertools import accumulate
from typing import TYPE_CHECKING

from annotator.domain.annotation import Annotation, Style
from annotator.domain.fragments import parse
from annotator.domain.geometry import Rect

if TYPE_CHECKING:
    from annotator.store.rows import AnnotationRow

Segment = tuple[int, int, str]


def ranges(annotation: Annotation) -> list[tuple[int, int]]:
    """The ranges of text a highlight covers, none for an area or a bookmark."""
    at = annotation.selectors
    if at.start >= at.end:
        return []
    return [(at.start, at.end), *((part.start, part.end) for part in annotation.parts)]


def region(annotation: Annotation) -> tuple[int, Rect | None] | None:
    """The page (from 0) and rectangle of a mark that stands on a place of a page instead of words."""
    at = annotation.selectors
    return parse(at.fragment) if at.start == at.end else None


def _order(row: AnnotationRow) -> tuple[int, int, str]:
    at = row.annotation.selectors
    return at.start, -at.end, row.annotation.id


def _segments(row: AnnotationRow) -> list[Segment]:
    return [(start, end, row.annotation.id) for start, end in ranges(row.annotation)]


def _is_doubtful(row: AnnotationRow) -> bool:
    return not row.annotation.verified


class Spans:
    """Rows ordered by start, with how far any of those before reaches. Orphans too: in their own version they stand.

    everything  all rows
    placed      page (from 0) → ids of areas, notes and bookmarks that stand there without words
    doubtful    how many nobody has looked at since their words changed or went
    points      (offset, id) of bookmarks in a text without pages, in order
    """

    def __init__(self, rows: Sequence[AnnotationRow] = ()) -> None:
        self.everything = sorted(rows, key=_order)
        self._by_id = {row.annotation.id: row for row in self.everything}
        self._segments = sorted(segment for row in self.everything for segment in _segments(row))
        self.placed: dict[int, list[str]] = {}
        self.points: list[tuple[int, str]] = []
        for row in self.everything:
            self._place(row)
        self._starts = [segment[0] for segment in self._segments]
        self._reach = list(accumulate((segment[1] for segment in self._segments), max))
        self.doubtful = sum(map(_is_doubtful, self.everything))

    def _place(self, row: AnnotationRow) -> None:
        if ranges(row.annotation):
            return
        where = region(row.annotation)
        if where is not None:
            self.placed.setdefault(where[0], []).append(row.annotation.id)
        elif row.annotation.style in (Style.BOOKMARK, Style.NOTE):
            self.points.append((row.annotation.selectors.start, row.annotation.id))

    def _insert(self, segment: Segment) -> None:
        index = bisect_left(self._segments, segment)
        self._segments.insert(index, segment)
        self._starts.insert(index, segment[0])
        self._reach.insert(index, max(self._reach[index - 1], segment[1]) if index else segment[1])
        for after in range(index + 1, len(self._reach)):
            if self._reach[after] >= segment[1]:
                break
            self._reach[after] = segment[1]

    def _remove(self, segment: Segment) -> None:
        index = bisect_left(self._segments, segment)
        for one in (self._segments, self._starts, self._reach):
            del one[index]
        reach = self._reach[index - 1] if index else -1
        for after in range(index, len(self._reach)):
            reach = max(reach, self._segments[after][1])
            if self._reach[after] == reach:
                break
            self._reach[after] = reach

    def change(self, changed: Iterable[str], rows: Sequence[AnnotationRow]) -> None:
        """Replace the `changed` ids by `rows` (those not among them are gone), without going through the others."""
        for id in changed:
            if (old := self._by_id.pop(id, None)) is not None:
                del self.everything[bisect_left(self.everything, _order(old), key=_order)]
                self.doubtful -= _is_doubtful(old)
                for segment in _segments(old):
                    self._remove(segment)
                self._displace(old)
        for row in rows:
            self._by_id[row.annotation.id] = row
            self.everything.insert(bisect_left(self.everything, _order(row), key=_order), row)
            self.doubtful += _is_doubtful(row)
            for segment in _segments(row):
                self._insert(segment)
            self._place(row)
        self.points.sort()
        self.__dict__.pop("linked", None)

    def _displace(self, row: AnnotationRow) -> None:
        id, where = row.annotation.id, region(row.annotation)
        if where is not None and id in self.placed.get(where[0], ()):
            self.placed[where[0]].remove(id)
        elif (point := (row.annotation.selectors.start, id)) in self.points:
            self.points.remove(point)

    @cached_property
    def linked(self) -> frozenset[str]:
        """Ids of the claims and provisions that any is linked to, and of those provisions' instruments."""
        return frozenset(
            id
            for row in self.everything
            for id in (
                *(claim.claim_id for claim in row.claims),
                *(one for link in row.provisions for one in (link.provision_id, link.instrument_id)),
            )
        )

    def __len__(self) -> int:
        return len(self.everything)

    def get(self, id: str) -> AnnotationRow | None:
        """The row of one annotation of this document."""
        return self._by_id.get(id)

    def overlapping(self, start: int, end: int) -> Iterator[AnnotationRow]:
        """Rows that share a character with the range, each once, in reading order."""
        index = bisect_left(self._reach, start + 1)
        seen: set[str] = set()
        while index < len(self._segments) and self._starts[index] < end:
            _, stop, id = self._segments[index]
            if stop > start and id not in seen:
                seen.add(id)
                yield self._by_id[id]
            index += 1

    def at(self, offset: int) -> list[AnnotationRow]:
        """Rows that hold the character at `offset`, the shortest first."""
        found = list(self.overlapping(offset, offset + 1))
        found.sort(key=lambda row: sum(end - start for start, end in ranges(row.annotation)))
        return found

    def on_page(self, page: int, start: int, end: int) -> list[AnnotationRow]:
        """Marks without words: those placed on a page (from 0), and bookmarks from `start` to `end` of the text."""
        ids = list(self.placed.get(page, ()))
        index = bisect_left(self.points, (start, ""))
        while index < len(self.points) and self.points[index][0] < end:
            ids.append(self.points[index][1])
            index += 1
        return [self._by_id[id] for id in ids]

    def after(self, offset: int, by: int) -> AnnotationRow | None:
        """The next mark behind (`by` 1) or before (-1) an offset of the text; None at the end."""
        rows = self.everything
        if by > 0:
            index = bisect_left(rows, (offset + 1, float("-inf"), ""), key=_order)
            return rows[index] if index < len(rows) else None
        index = bisect_left(rows, (offset, float("-inf"), ""), key=_order) - 1
        return rows[index] if index >= 0 else None
