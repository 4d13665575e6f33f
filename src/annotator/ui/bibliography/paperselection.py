"""What is selected on the paper: from a place in one paragraph to a place in another."""

from __future__ import annotations

from collections.abc import Sequence
from typing import NamedTuple

from annotator.ui.units import Units


class Point(NamedTuple):
    """A place: the paragraph's number and the offset in it, in Qt's UTF-16 units."""

    number: int = 0
    offset: int = 0


class Selected:
    """`anchor` is where selecting began, `caret` where it has come to."""

    def __init__(self) -> None:
        self.anchor = self.caret = Point()

    def set(self, anchor: Point, caret: Point) -> None:
        """Another selection."""
        self.anchor, self.caret = anchor, caret

    @property
    def is_range(self) -> bool:
        """Whether anything is selected."""
        return self.anchor != self.caret

    @property
    def first(self) -> int:
        """The first paragraph it touches."""
        return min(self.anchor, self.caret).number

    @property
    def last(self) -> int:
        """The last paragraph it touches."""
        return max(self.anchor, self.caret).number

    @staticmethod
    def length(text: str) -> int:
        """The length of a paragraph in Qt's units."""
        return len(Units(text))

    def within(self, number: int, text: str) -> tuple[int, int]:
        """The selected range of one paragraph."""
        start, end = min(self.anchor, self.caret), max(self.anchor, self.caret)
        if not start.number <= number <= end.number or start == end:
            return 0, 0
        return (
            start.offset if number == start.number else 0,
            end.offset if number == end.number else self.length(text),
        )

    def text(self, touched: Sequence[str]) -> str:
        """The selected words; `touched` are the paragraphs from `first` to `last`."""
        parts = []
        for number, text in enumerate(touched, self.first):
            units = Units(text)
            start, end = self.within(number, text)
            parts.append(text[units.to_code_points(start) : units.to_code_points(end)])
        return "\n".join(parts)

    def shifted(self, head: int, after: int, by: int) -> None:
        """The paragraphs from `head` up to `after` are other ones now, those behind have moved `by` so many."""

        def moved(point: Point) -> Point | None:
            if point.number < head:
                return point
            return Point(point.number + by, point.offset) if point.number >= after else None

        anchor, caret = moved(self.anchor), moved(self.caret)
        if anchor is None or caret is None:
            caret = caret or anchor or Point(min(self.caret.number, head))
            anchor = caret
        self.set(anchor, caret)
