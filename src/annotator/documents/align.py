"""Match the glyphs of a laid-out page to the characters of the text layer, by non-blank characters in order."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from annotator.domain.geometry import Rect

from .pagemap import PageMap

# An apostrophe or hyphen between two letters is inside a word: "isn’t", "peace-building".
_JOINERS = frozenset("'’\u2011-\u00ad\u200d\u200c")
# How many lines before and after may stand at the same height.
_BESIDE = 24


@dataclass(slots=True)
class SetLine:
    """A line as MuPDF set it: its characters and their extents along it. `turned`: it runs leftwards or upwards."""

    box: Rect
    vertical: bool
    block: int
    turned: bool = field(default=False, kw_only=True)
    characters: list[str] = field(default_factory=list)
    low: list[float] = field(default_factory=list)
    high: list[float] = field(default_factory=list)

    @property
    def along(self) -> tuple[float, float]:
        """From where to where it runs in its own direction."""
        return (self.box.y0, self.box.y1) if self.vertical else (self.box.x0, self.box.x1)

    @property
    def across(self) -> tuple[float, float]:
        """From where to where it is high."""
        return (self.box.x0, self.box.x1) if self.vertical else (self.box.y0, self.box.y1)


def match(found: str, expected: str) -> list[int]:
    """For each character of `found` the index of its partner in `expected`, or -1; partners ascend."""
    if found == expected:
        return list(range(len(found)))
    from rapidfuzz.distance import Levenshtein

    partners = [-1] * len(found)
    for step in Levenshtein.opcodes(found, expected):
        if step.tag in ("equal", "replace"):
            # A replaced stretch is the same text under another name (a ligature, a composed letter): shared out.
            for n in range(step.src_end - step.src_start):
                partners[step.src_start + n] = step.dest_start + n
    return partners


def page_map(
    page: int,
    start: int,
    end: int,
    lines: Sequence[SetLine],
    text: str,
    shown: Sequence[int],
    width: float | None,
) -> PageMap:
    """Build the map of a page.

    text    the text layer's slice from `start` to `end`
    shown   indices into `text` of the characters that have a glyph: not blank, not hidden, ascending
    width   an article's measure, over which each of its lines reaches; None for a PDF page
    """
    glyphs = [
        (line, n)
        for line in range(len(lines))
        for n, c in enumerate(lines[line].characters)
        if not c.isspace()
    ]
    partners = match(
        "".join(lines[line].characters[n] for line, n in glyphs), "".join(text[index] for index in shown)
    )
    made = PageMap(page=page, start=start, end=end)
    backwards = bytearray()
    vertical = bytearray()
    kept: list[SetLine] = []
    current = -1
    for (line, n), partner in zip(glyphs, partners, strict=True):
        if partner < 0:
            continue
        if line != current:
            if kept:
                made.firsts.append(len(made.offsets))
            current = line
            kept.append(lines[line])
        index = shown[partner]
        made.offsets.append(start + index)
        made.low.append(lines[line].low[n])
        made.high.append(lines[line].high[n])
        backwards.append((unicodedata.bidirectional(text[index]) in ("R", "AL")) != lines[line].turned)
    if kept:
        made.firsts.append(len(made.offsets))
    for set_line, reach in zip(kept, _reaches(kept, width), strict=True):
        made.boxes.extend(set_line.box)
        made.reaches.extend(reach)
        vertical.append(set_line.vertical)
    for low, high in words(text):
        made.word_starts.append(start + low)
        made.word_ends.append(start + high)
    return PageMap(
        page, start, end, made.offsets, made.low, made.high, bytes(backwards), made.firsts, made.boxes, made.reaches,
        bytes(vertical), made.word_starts, made.word_ends,
    )  # fmt: skip


def _reaches(lines: Sequence[SetLine], width: float | None) -> Iterable[tuple[float, float]]:
    """How far to both sides each line catches a click: an article's measure, or the breadth of its paragraph."""
    if width is not None:
        return [_reach(lines, number, 0.0, width) for number in range(len(lines))]
    blocks: dict[tuple[int, bool], tuple[float, float]] = {}
    for line in lines:
        near, far = line.along
        low, high = blocks.get((line.block, line.vertical), (near, far))
        blocks[line.block, line.vertical] = (min(low, near), max(high, far))
    return [_reach(lines, n, *blocks[line.block, line.vertical]) for n, line in enumerate(lines)]


def _reach(lines: Sequence[SetLine], number: int, low: float, high: float) -> tuple[float, float]:
    """A line reaches from `low` to `high`, but not over the cells of a table or parts of a line beside it."""
    line = lines[number]
    near, far = line.along
    top, bottom = line.across
    for other in lines[max(number - _BESIDE, 0) : number + _BESIDE + 1]:
        above, below = other.across
        if other.vertical == line.vertical and min(bottom, below) - max(top, above) > 0.5 * (bottom - top):
            start, end = other.along
            if start >= far:
                high = min(high, (far + start) / 2)
            elif end <= near:
                low = max(low, (end + near) / 2)
    return low, high


def words(text: str) -> Iterable[tuple[int, int]]:
    """The ranges of the words of `text`: letters, digits and their marks, joined by inner apostrophes and hyphens."""
    begin = -1
    for index, character in enumerate(text):
        if character.isalnum() or (begin >= 0 and unicodedata.category(character)[0] == "M"):
            if begin < 0:
                begin = index
        elif begin >= 0:
            inner = character in _JOINERS and index + 1 < len(text) and text[index + 1].isalnum()
            if not inner:
                yield begin, index
                begin = -1
    if begin >= 0:
        yield begin, len(text)


def offsets_shown(text: str, hidden: Iterable[tuple[int, bool]] = ()) -> list[int]:
    """Indices of the non-blank characters of `text` without the hidden ones.

    hidden  runs of (count of non-blank characters, whether they are hidden) that cover the text; none: all shown
    """
    indices = [index for index, character in enumerate(text) if not character.isspace()]
    runs = list(hidden)
    if not any(flag for _, flag in runs):
        return indices
    shown: list[int] = []
    at = 0
    for count, flag in runs:
        if not flag:
            shown += indices[at : at + count]
        at += count
    return shown


def advance(text: str, position: int, count: int) -> int:
    """The offset behind the `count`-th non-blank character from `position` on."""
    while count > 0 and position < len(text):
        piece = text[position : position + count]
        count -= len("".join(piece.split()))
        position += len(piece)
    return position
