"""What is selected: two ends in the text layer, and how far each reaches out to whole words.

Pure. A drag takes every word it touches, from the one it began on to the one it ends on, and nothing beside
them: a comma is taken only when the pointer lies on it. With Alt it takes characters.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import Enum

from annotator.domain.quotes import undivided
from annotator.domain.text import Paragraphs
from annotator.ui.reader.words import is_word, trimmed, word_at


class Unit(Enum):
    """What a gesture selects by."""

    CHARACTER = "character"
    WORD = "word"
    PARAGRAPH = "paragraph"


@dataclass(frozen=True, slots=True)
class Spot:
    """A place pointed at: the nearest caret position, and the character under the pointer (None beside the text)."""

    caret: int
    char: int | None = None


@dataclass(frozen=True, slots=True)
class Selection:
    """`anchor` stays where the gesture began, `head` moves; code points. Empty where both are equal."""

    anchor: int
    head: int

    @property
    def start(self) -> int:
        """The lower end."""
        return min(self.anchor, self.head)

    @property
    def end(self) -> int:
        """The upper end, exclusive."""
        return max(self.anchor, self.head)

    def __bool__(self) -> bool:
        return self.anchor != self.head


def _reach(text: str, paragraphs: Paragraphs, spot: Spot, unit: Unit) -> tuple[int, int]:
    """The range that a gesture touching `spot` takes in."""
    if unit is Unit.PARAGRAPH and len(paragraphs):
        return paragraphs.span(paragraphs.at(spot.char if spot.char is not None else spot.caret))
    if unit is Unit.WORD:
        if spot.char is not None and is_word(text, spot.char):
            return word_at(text, spot.char)
        if is_word(text, spot.caret) and is_word(text, spot.caret - 1):
            low, high = word_at(text, spot.caret)
            if low < spot.caret < high:
                return low, high
    return spot.caret, spot.caret


def between(text: str, paragraphs: Paragraphs, anchor: Spot, head: Spot, unit: Unit) -> Selection:
    """The selection of a gesture from `anchor` to `head` (see the module's rule)."""
    a0, a1 = _reach(text, paragraphs, anchor, unit)
    h0, h1 = _reach(text, paragraphs, head, unit)
    start, end = min(a0, h0), max(a1, h1)
    if unit is not Unit.CHARACTER:
        start, end = trimmed(text, start, end)
    if start == end:
        return Selection(anchor.caret, anchor.caret)
    return Selection(end, start) if head.caret < anchor.caret else Selection(start, end)


def seen(text: str, start: int, end: int, shown: Sequence[int]) -> str:
    """`text[start:end]` without the signs that are not shown: `shown` are the offsets that are, in order, blanks aside."""
    there = set(shown)
    return "".join(
        char for offset, char in enumerate(text[start:end], start) if char.isspace() or offset in there
    )


def copied(text: str, start: int, end: int) -> str:
    """The words as one pastes them: words whole, line ends inside a paragraph are blanks, paragraphs stay apart."""
    blocks = re.split("\n[ \t]*\n\\s*", undivided(text[start:end], text))
    return "\n\n".join(" ".join(block.split("\n")) for block in blocks)
