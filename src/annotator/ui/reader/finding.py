"""Finding words in a text as one types, with case and diacritics folded, and the exact places given back.

Folding changes lengths ("ß" becomes "ss", "ﬁ" becomes "fi", a soft hyphen nothing), so every block of folded
text keeps where its lengths differ and maps a hit back by a binary search. The text is folded block by block,
on demand: the first hit near the reader's place needs one block, not the whole book.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from functools import lru_cache

from annotator.domain.text import fold

BLOCK = 1 << 16
_ALIKE = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00ad": ""}
    | dict.fromkeys("‐‑‒–—−", "-")
)


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    return " " if char.isspace() else fold(char.translate(_ALIKE))


class _Block:
    """Folded text of `text[start:end]`; `at`/`shift` say from which folded index on the shift is what."""

    __slots__ = ("at", "folded", "shift", "start")

    def __init__(self, text: str, start: int, end: int) -> None:
        part = text[start:end]
        self.start = start
        # folded index → original index + shift; steps at `at`, sorted.
        self.at = array("q")
        self.shift = array("q")
        if part.isascii():
            self.folded = part.lower()
            return
        table = {char: _folded(char) for char in set(part)}
        self.folded = part.translate({ord(char): folded for char, folded in table.items()})
        uneven = [char for char, folded in table.items() if len(folded) != 1]
        if not uneven:
            return
        shift = 0
        for match in re.finditer("[" + re.escape("".join(uneven)) + "]", part):
            length = len(table[match.group()])
            position = match.start() + shift
            # Every folded character of an expansion belongs to the one original character.
            for extra in range(1, length):
                shift += 1
                self.at.append(position + extra)
                self.shift.append(shift)
            if length == 0:
                shift -= 1
                self.at.append(position)
                self.shift.append(shift)

    def original(self, index: int) -> int:
        """The offset in the text of the character that folded to `index`."""
        step = bisect_right(self.at, index) - 1
        return self.start + index - (self.shift[step] if step >= 0 else 0)


def pattern(query: str) -> re.Pattern[str] | None:
    """What to look for in folded text; None for a query of nothing but blanks."""
    words = "".join(_folded(char) for char in query).split()
    return re.compile(r"\s+".join(re.escape(word) for word in words)) if words else None


class Finder:
    """Folded blocks of one text, made as they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        while len(text) - self._starts[-1] > BLOCK:
            # Blocks end at a paragraph's end where one is near: a hit never spans two blocks then.
            low = self._starts[-1] + BLOCK
            cut = text.find("\n\n", low, low + BLOCK)
            self._starts.append(cut + 2 if cut >= 0 else low)
        self._blocks: dict[int, _Block] = {}

    def __len__(self) -> int:
        """How many blocks there are."""
        return len(self._starts)

    def block_at(self, offset: int) -> int:
        """The block that holds `offset`."""
        return bisect_right(self._starts, offset) - 1

    def in_block(self, number: int, wanted: re.Pattern[str]) -> Iterator[tuple[int, int]]:
        """The hits of one block, in order, as ranges of the original text."""
        block = self._blocks.get(number)
        if block is None:
            end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
            block = self._blocks[number] = _Block(self._text, self._starts[number], end)
        for match in wanted.finditer(block.folded):
            end = block.original(match.end() - 1) + 1
            while end < len(self._text) and _folded(self._text[end]) == "" and self._text[end] != "\u00ad":
                end += 1
            yield block.original(match.start()), end

    def all(self, query: str) -> list[tuple[int, int]]:
        """Every hit of `query`, in order."""
        wanted = pattern(query)
        if wanted is None:
            return []
        return [hit for number in range(len(self)) for hit in self.in_block(number, wanted)]
