"""What stands on a page without being part of the running text: running heads, page numbers, footnotes and their marks.

A quotation that runs over the end of a page or column leaves them out (`domain.document.furniture_within`), so the rules are
strict: what is not surely furniture is text. All of it stays in the text layer, where it can be found and quoted itself.
Pure rules over blocks; worker only.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.geometry import Rect

# Running heads and page numbers stand in this part of the page's height at either end.
MARGIN = 0.14
# Longer than this is no running head.
LONGEST = 200
# The first words of a footnote: a number or sign, then words.
_NOTE = re.compile(r"(\d{1,3}|[*†‡§¶]{1,3})[.)\]]?\s*(?=[^\W\d_]|[\"“‘«'(\[])")
# Behind a word and its punctuation; behind a number only where it cannot be a part of it ("5.1").
_BEARING = r"(?:(?<=[^\W\d_])[\"”’»)\]]*[.,;:!?]?[\"”’»)\]]*|(?<=\d)[\"”’»)\];:!?]+)(MARK)(?![\w*†‡§¶])"
_NUMBERS = re.compile(r"\d+|\b[ivxlcdm]+\b", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")


@dataclass(frozen=True, slots=True)
class Block:
    """Some lines that belong together, in reading order: their text (lines by LF) and where they stand (points)."""

    text: str
    box: Rect


@dataclass(frozen=True, slots=True)
class Sheet:
    """One page as read: its height and blocks in reading order, `notes` of them footnotes (indices, ascending)."""

    height: float
    blocks: tuple[Block, ...]
    notes: tuple[int, ...] = ()
    # Where the notes' marks stand: block and range in its text.
    marks: tuple[tuple[int, int, int], ...] = ()


def sheet(height: float, blocks: Sequence[Block]) -> Sheet:
    """The page with its footnotes known, and put behind the text where a column's notes stood between two columns."""
    found = _notes(blocks)
    notes = set(found)
    order = [n for n in range(len(blocks)) if n not in notes]
    # Notes go before a page number that ends the page.
    end = len(order)
    while end and order[end - 1] > max(notes, default=len(blocks)):
        if not _is_low(blocks[order[end - 1]], height):
            break
        end -= 1
    order[end:end] = sorted(notes)
    new = {old: n for n, old in enumerate(order)}
    marks = tuple(sorted((new[block], start, after) for block, start, after in found.values()))
    return Sheet(height, tuple(blocks[n] for n in order), tuple(sorted(new[n] for n in notes)), marks)


def _is_low(block: Block, height: float) -> bool:
    return block.box.y0 > (1 - MARGIN) * height and len(block.text) <= LONGEST


def _is_marginal(block: Block, height: float) -> bool:
    return _is_low(block, height) or (block.box.y1 < MARGIN * height and len(block.text) <= LONGEST)


def _notes(blocks: Sequence[Block]) -> dict[int, tuple[int, int, int]]:
    """Footnotes: blocks at the end of their column that begin with a mark which the text above bears once."""
    found: dict[int, tuple[int, int, int]] = {}
    for n, block in enumerate(blocks):
        mark = _NOTE.match(block.text)
        if mark is None or not _ends_column(blocks, n):
            continue
        bearing = re.compile(_BEARING.replace("MARK", re.escape(mark[1])))
        places = [
            (m, hit.start(1), hit.end(1))
            for m in range(n)
            if m not in found
            for hit in bearing.finditer(blocks[m].text)
        ]
        if len(places) == 1:
            found[n] = places[0]
    return found


def _ends_column(blocks: Sequence[Block], n: int) -> bool:
    """Whether only other notes (or a page number) stand below block `n` in its column."""
    box = blocks[n].box
    return all(
        other.box.y0 < box.y1 - 1
        or min(other.box.x1, box.x1) <= max(other.box.x0, box.x0)
        or _NOTE.match(other.text) is not None
        or _pattern(other.text) == "#"
        for other in blocks
    )


def _pattern(text: str) -> str:
    """`text` with "#" for each number, Roman ones too: what running heads of neighbouring pages have in common."""
    return _NUMBERS.sub("#", _BLANKS.sub(" ", text.strip(" -–—|·[]\n")).casefold())


@dataclass(frozen=True, slots=True)
class Edges:
    """Of one page: the ranges of its text that are furniture, and those that are if a neighbour has their like."""

    sure: tuple[tuple[int, int], ...] = ()
    likely: tuple[tuple[str, tuple[int, int]], ...] = ()


def edges(one: Sheet, length: int) -> Edges:
    """What stands at the edges of a page whose text (blocks parted by two LF) is `length` code points long."""
    starts, position = [], 0
    for block in one.blocks:
        starts.append(position)
        position += len(block.text) + 2
    if max(position - 2, 0) != length:
        # The text layer spells something otherwise: no place in it is sure.
        return Edges()
    whole = [(starts[n], starts[n] + len(block.text)) for n, block in enumerate(one.blocks)]
    marks = [(starts[n] + low, starts[n] + high) for n, low, high in one.marks if n not in one.notes]
    count = len(one.blocks)
    likely = [
        (pattern, whole[n])
        for n in sorted({*range(min(count, 2)), *range(max(count - 2, 0), count)} - set(one.notes))
        if _is_marginal(one.blocks[n], one.height) and (pattern := _pattern(one.blocks[n].text))
    ]
    return Edges(tuple(sorted([*(whole[n] for n in one.notes), *marks])), tuple(likely))


def hidden(pages: Sequence[Edges]) -> list[tuple[tuple[int, int], ...]]:
    """For each page the ranges of its text that are furniture, ascending.

    Running heads and page numbers are known by a page at most two away that has the same but for numbers.
    """
    patterns = [{pattern for pattern, _ in page.likely} for page in pages]
    found = []
    for number, page in enumerate(pages):
        near = [*patterns[max(number - 2, 0) : number], *patterns[number + 1 : number + 3]]
        repeated = [place for pattern, place in page.likely if any(pattern in one for one in near)]
        found.append(tuple(sorted([*page.sure, *repeated])))
    return found
