"""The words that only the new version of a text has."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from annotator.anchoring.alignment import Block
from annotator.anchoring.describe import CONTEXT
from annotator.anchoring.fuzzy import candidates, occurrences


class Added:
    """The stretches of the new version that no longer stretch of the old one explains, as one text to search."""

    def __init__(self, new: str, blocks: Sequence[Block]) -> None:
        pieces: list[tuple[int, int]] = []
        at = 0
        for block in (*blocks, Block(0, len(new), 0, False)):
            if block.length and block.length < 2 * CONTEXT:
                continue
            # A little of what stands around, so that a passage at the border is seen whole.
            low, high = max(0, at - CONTEXT), min(len(new), block.new + CONTEXT)
            if block.new > at:
                pieces.append((low, high))
            at = block.new + block.length
        self._starts = [low for low, _ in pieces]
        self._offsets = []
        total = 0
        for low, high in pieces:
            self._offsets.append(total)
            total += high - low + 1
        self._text = "\x00".join(new[low:high] for low, high in pieces)

    def _place(self, offset: int) -> int:
        index = bisect_right(self._offsets, offset) - 1
        return self._starts[index] + offset - self._offsets[index]

    def places(self, quote: str) -> Iterable[int]:
        """Where the quote stands as it is."""
        return dict.fromkeys(self._place(at) for at in occurrences(self._text, quote))

    def rough(self, quote: str) -> list[tuple[int, int]]:
        """Where something like the quote may stand."""
        places = [self._place(low) for low, _ in candidates(self._text, quote)]
        return [(at, at + len(quote)) for at in places]
