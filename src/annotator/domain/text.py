"""The text layer: how it is normalised once, and how its paragraphs are counted.

Offsets are Unicode code points, end exclusive, everywhere in the program.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass


def normalise(raw: str) -> str:
    """The one normalisation a text layer gets: line ends LF, then NFC. NUL is not text and becomes U+FFFD."""
    return unicodedata.normalize(
        "NFC", raw.replace("\r\n", "\n").replace("\r", "\n").replace("\x00", "\ufffd")
    )


@dataclass(frozen=True, slots=True)
class Paragraphs:
    """The blocks of non-blank lines of one text, numbered from 1.

    A line with nothing but white space (no-break spaces included) is blank. A block runs from its first
    line's first character to its last line's last, line end excluded.
    """

    starts: tuple[int, ...]
    ends: tuple[int, ...]

    def __len__(self) -> int:
        return len(self.starts)

    def __iter__(self) -> Iterator[tuple[int, int]]:
        return iter(zip(self.starts, self.ends, strict=True))

    def at(self, offset: int) -> int:
        """The number of the block holding `offset`; between blocks, that of the next one (at most the last).

        0 where the text has no block at all.
        """
        if not self.starts:
            return 0
        index = bisect_right(self.starts, offset) - 1
        if index < 0:
            return 1
        if offset > self.ends[index] and index + 1 < len(self.starts):
            index += 1
        return index + 1

    def span(self, number: int) -> tuple[int, int]:
        """Start and end of block `number`, counted from 1. Raises IndexError where there is none."""
        if number < 1:
            raise IndexError(number)
        return self.starts[number - 1], self.ends[number - 1]


def paragraphs(text: str) -> Paragraphs:
    """Find the blocks of `text` (rule: see `Paragraphs`)."""
    starts: list[int] = []
    ends: list[int] = []
    position = 0
    inside = False
    for line in text.split("\n"):
        if line.strip():
            if not inside:
                starts.append(position)
                ends.append(position)
                inside = True
            ends[-1] = position + len(line)
        else:
            inside = False
        position += len(line) + 1
    return Paragraphs(tuple(starts), tuple(ends))


def fold(text: str) -> str:
    """Case and diacritics removed, for comparing what people type. Not length-preserving."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(c for c in decomposed if not unicodedata.combining(c))


def visible(text: str, start: int, end: int, hidden: Sequence[tuple[int, int]]) -> str:
    """`text[start:end]` without the `hidden` ranges (markup signs a reader does not see), white space runs as one."""
    parts: list[str] = []
    at = start
    for low, high in hidden:
        if high <= at or low >= end:
            continue
        parts.append(text[at : max(at, low)])
        at = min(high, end)
    parts.append(text[at:end])
    return " ".join("".join(parts).split())
