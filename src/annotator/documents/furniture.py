"""What stands on a page without being part of the running text, first of all its footnotes and their marks.

A quotation that runs over the end of a page or column leaves it out (`domain.document.furniture_within`), so the rules are
strict: what is not surely furniture is text. All of it stays in the text layer, where it can be found and quoted itself.
Running heads and page numbers: `heads`. Pure rules over blocks; worker only.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass

from annotator.domain.geometry import Rect

# Running heads and page numbers stand in this part of the page's height at either end.
MARGIN = 0.14
# Longer than this is no running head.
LONGEST = 200
# Type of a note, measured by the type of the text that bears its mark, is smaller than this.
_SMALLER = 0.97
# The first words of a footnote: a number or sign, then words.
_NOTE = re.compile(r"(\d{1,3}|[*†‡§¶]{1,3})[.)\]]?\s*(?=[^\W\d_]|[\"“‘«'(\[])")
# Behind a word and its punctuation; behind a number only where it cannot be a part of it ("5.1").
_BEARING = r"(?:(?<=[^\W\d_])[\"”’»)\]]*[.,;:!?]?[\"”’»)\]]*|(?<=\d)[\"”’»)\];:!?]+)(MARK)(?![\w*†‡§¶])"
# What bears a mark, and not a number of its own as "CO2" and "G7" do.
_WORD = re.compile(r"[^\W\d_]{3}$|[^\w\s]$")
_NUMBER = re.compile(r"\W*(\d+|[ivxlcdm]+)\W*", re.IGNORECASE)

Place = tuple[int, int, int]  # block, and range in its text


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines that belong together, in reading order: their text (lines by LF) and where they stand (points)."""

    text: str
    box: Rect


@dataclass(frozen=True, slots=True)
class Span:
    """A stretch of one line in one type: its words, size and place (points), and whether it is a superscript."""

    text: str
    size: float
    box: Rect
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as read: its height and blocks in reading order, `notes` of them footnotes (indices, ascending)."""

    height: float
    blocks: tuple[Block, ...]
    notes: tuple[int, ...] = ()
    # Where the notes' marks stand.
    marks: tuple[Place, ...] = ()
    # The size of the type of a last note that seems to go on overleaf; 0 where none does.
    unfinished: float = 0.0


def sheet(
    height: float,
    blocks: Sequence[Block],
    types: Callable[[], Iterable[Span]] | None = None,
    unfinished: float = 0.0,
) -> Sheet:
    """The page with its footnotes known, and put behind the text where a column's notes stood between two columns.

    types       asked for the page's type only where something looks like a note; None: every type will do
    unfinished  the size of type of a note that the page before left unfinished
    """
    setting = _Setting(blocks, height, types)
    found = _notes(setting)
    notes = set(found)
    if unfinished:
        notes |= _going_on(setting, notes, height, unfinished)
    if not notes:
        return Sheet(height, tuple(blocks))
    order = [n for n in range(len(blocks)) if n not in notes]
    # Notes go before a page number that ends the page.
    end = len(order)
    while end and order[end - 1] > max(notes, default=len(blocks)):
        if not is_low(blocks[order[end - 1]], height):
            break
        end -= 1
    order[end:end] = sorted(notes)
    new = {old: n for n, old in enumerate(order)}
    marks = sorted((new[block], low, high) for places in found.values() for block, low, high in places)
    left = setting.size(max(notes)) if notes and types and _breaks_off(blocks[max(notes)].text) else 0.0
    return Sheet(
        height, tuple(blocks[n] for n in order), tuple(sorted(new[n] for n in notes)), tuple(marks), left
    )


def is_low(block: Block, height: float) -> bool:
    """Whether a block can be what stands below the text of a page."""
    return block.box.y0 > (1 - MARGIN) * height and len(block.text) <= LONGEST


class _Setting:
    """The blocks of a page and, once asked for, the type they are set in."""

    def __init__(
        self, blocks: Sequence[Block], height: float, types: Callable[[], Iterable[Span]] | None
    ) -> None:
        self.blocks = blocks
        self.height = height
        self._types = types
        self._spans: list[Span] | None = None

    def _of(self, n: int) -> list[Span]:
        if self._spans is None:
            self._spans = [span for span in self._types() if span.text.strip()] if self._types else []
        box = self.blocks[n].box
        return [span for span in self._spans if _holds(box, span.box)]

    def size(self, n: int) -> float:
        """The size in which most of a block is set."""
        lengths: dict[float, int] = {}
        for span in self._of(n):
            size = round(span.size, 1)
            lengths[size] = lengths.get(size, 0) + len(span.text)
        return max(lengths, key=lengths.__getitem__, default=0.0)

    def tells(self, note: int, place: Place) -> bool:
        """Whether the type says so too: a note is set smaller. "5 km2" and "2. The Parties…" are text."""
        if self._types is None:
            return True
        body = self.size(place[0])
        if not 0 < self.size(note) < _SMALLER * body:
            return False
        text = self.blocks[place[0]].text
        mark, before = text[place[1] : place[2]], text[: place[1]]
        # Fonts with superscripts of their own do not raise them.
        return _WORD.search(before) is not None or any(
            span.text.strip(" .,;:") == mark and (span.raised or span.size < 0.92 * body)
            for span in self._of(place[0])
        )


def _holds(box: Rect, inner: Rect) -> bool:
    x, y = (inner.x0 + inner.x1) / 2, (inner.y0 + inner.y1) / 2
    return box.x0 - 0.5 <= x <= box.x1 + 0.5 and box.y0 - 0.5 <= y <= box.y1 + 0.5


def _notes(setting: _Setting) -> dict[int, list[Place]]:
    """Footnotes: blocks at the end of their column that begin with a mark which the text above bears once."""
    found: dict[int, list[Place]] = {}
    for n, block in enumerate(setting.blocks):
        mark = _NOTE.match(block.text)
        if mark is None or not _ends_column(setting.blocks, n, setting.height):
            continue
        place = _borne(setting, n, mark[1], found)
        if place is None:
            continue
        found[n] = [place]
        for line in block.text.split("\n")[1:]:
            more = _NOTE.match(line)
            if more and (other := _borne(setting, n, more[1], found)) and other not in found[n]:
                found[n].append(other)
    return found


def _borne(setting: _Setting, note: int, mark: str, found: dict[int, list[Place]]) -> Place | None:
    """Where the text before block `note` bears its mark, if it does so once."""
    bearing = re.compile(_BEARING.replace("MARK", re.escape(mark)))
    places = [
        (m, hit.start(1), hit.end(1))
        for m in range(note)
        if m not in found
        for hit in bearing.finditer(setting.blocks[m].text)
    ]
    if len(places) > 1:
        # "The Court noted2 that 5 km2 …": only the one behind a word can be meant.
        places = [one for one in places if _WORD.search(setting.blocks[one[0]].text[: one[1]])]
    return places[0] if len(places) == 1 and setting.tells(note, places[0]) else None


def _ends_column(blocks: Sequence[Block], n: int, height: float) -> bool:
    """Whether only other notes (or a line in the margin) stand below block `n` in its column."""
    box = blocks[n].box
    return all(
        other.box.y0 < box.y1 - 1
        or min(other.box.x1, box.x1) <= max(other.box.x0, box.x0)
        or _NOTE.match(other.text) is not None
        or _NUMBER.fullmatch(other.text) is not None
        or (is_low(other, height) and "\n" not in other.text)
        for other in blocks
    )


def _breaks_off(text: str) -> bool:
    last = text.rstrip()[-1:]
    return last.islower() or last in (",", "-", "\u00ad")


def _going_on(setting: _Setting, notes: set[int], height: float, size: float) -> set[int]:
    """The rest of a note begun overleaf: small type that goes on within a sentence, last on the page but for other notes."""
    rest = [n for n, block in enumerate(setting.blocks) if n not in notes and not is_low(block, height)] or [
        0
    ]
    last = rest[-1]
    if (
        len(rest) < 2
        or not setting.blocks[last].text[:1].islower()
        or not _ends_column(setting.blocks, last, height)
    ):
        return set()
    small, before = setting.size(last), setting.size(rest[-2])
    return {last} if abs(small - size) < 0.3 and 0 < small < _SMALLER * before else set()
