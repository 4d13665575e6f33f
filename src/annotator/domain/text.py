"""The text layer: how it is normalised once, and how its paragraphs are counted.

Offsets are Unicode code points, end exclusive, everywhere in the program.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

_LINE = re.compile(r"[^\n]+")


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

    starts: Sequence[int]
    ends: Sequence[int]

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
    # Arrays, and one line at a time: a long book has hundreds of thousands of both.
    starts, ends = array("q"), array("q")
    last = -1
    for line in _LINE.finditer(text):
        if line[0].isspace():
            continue
        if starts and line.start() == last + 1:
            ends[-1] = line.end()
        else:
            starts.append(line.start())
            ends.append(line.end())
        last = line.end()
    return Paragraphs(starts, ends)


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
