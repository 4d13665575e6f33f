"""Running heads and page numbers: what neighbouring pages have at the same height of their margins. Worker only.

Strict, for words of the text left out of a quotation are worse than a head left in it: nothing of the text may stand at
that height on any page around, and numbers must count with the pages. "Article 7" on top of two pages is text.
"""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from .furniture import LONGEST, MARGIN, Block, Sheet

# So many pages away may stand what tells: left and right pages differ.
_NEAR = 2
# The same height, in heights of the page.
_SAME = 0.015
_NUMBERS = re.compile(r"\d+|\b[ivxlcdm]+\b", re.IGNORECASE)
_BLANKS = re.compile(r"\s+")
# One word and a number that counts on are a heading ("Article 7", "§ 7", "第7条"), as are "7." and "(7)" …
_HEADING = re.compile(r"[^\w#]*(?:[^\W\d_]+|§+)?[^\w#]*#[^\w#/]*[条條章節节款項项]?\W*")
# … but not these.
_NUMBER = re.compile(
    r"[-–—|·\[ ]*(?:(?:page|p|seite|s|стр|страница|с|página|pág|pagina|side|sida|صفحة|ص|עמוד|էջ|გვერდი|第)\.?)?"
    r"[-–—|· ]*#[-–—|·\] ]*[頁页]?"
)
_ROMAN = {"i": 1, "v": 5, "x": 10, "l": 50, "c": 100, "d": 500, "m": 1000}


@dataclass(frozen=True, slots=True)
class Edge:
    """A short block in a margin: its words with "#" for numbers, these numbers, its height on the page, its range."""

    pattern: str
    numbers: tuple[int, ...]
    top: float
    bottom: float
    place: tuple[int, int]


@dataclass(frozen=True, slots=True)
class Edges:
    """Of one page: the ranges of its text that are furniture, those that may be, and where its text begins and ends.

    Heights are parts of the page's height.
    """

    sure: tuple[tuple[int, int], ...] = ()
    likely: tuple[Edge, ...] = ()
    top: float = 1.0
    bottom: float = 0.0


def edges(one: Sheet, length: int) -> Edges:
    """What stands at the edges of a page whose text (blocks parted by two LF) is `length` code points long."""
    starts, position = [], 0
    for block in one.blocks:
        starts.append(position)
        position += len(block.text) + 2
    if max(position - 2, 0) != length:
        # The text layer spells something otherwise: no place in it is sure.
        return Edges()

    def whole(n: int) -> tuple[int, int]:
        return starts[n], starts[n] + len(one.blocks[n].text)

    marks = [(starts[n] + low, starts[n] + high) for n, low, high in one.marks if n not in one.notes]
    notes = set(one.notes)
    # Wherever in the order: a foot may be read between two columns.
    marginal: list[int] = []
    top, bottom = one.height, 0.0
    low, high = (1 - MARGIN) * one.height, MARGIN * one.height
    for n, block in enumerate(one.blocks):
        if n in notes:
            continue
        x0, y0, x1, y1 = block.box
        if (y0 > low or y1 < high) and len(block.text) <= LONGEST:
            marginal.append(n)
        # Words along the edge of the sheet are none of its text, as publishers put there who lent it out.
        elif y1 - y0 <= 4 * (x1 - x0):
            top, bottom = min(top, y0), max(bottom, y1)
    return Edges(
        tuple(sorted([*map(whole, one.notes), *marks])),
        tuple(_edge(one.blocks[n], one.height, whole(n)) for n in marginal),
        top / max(one.height, 1.0),
        bottom / max(one.height, 1.0),
    )


def _edge(block: Block, height: float, place: tuple[int, int]) -> Edge:
    words = _BLANKS.sub(" ", block.text.strip()).casefold()
    numbers = tuple(_value(found) for found in _NUMBERS.findall(words))
    return Edge(_NUMBERS.sub("#", words), numbers, block.box.y0 / height, block.box.y1 / height, place)


def _value(number: str) -> int:
    if number.isdigit():
        return int(number[:9])
    values = [_ROMAN[c] for c in number]
    return sum(-one if one < after else one for one, after in zip(values, [*values[1:], 0], strict=True))


def hidden(pages: Sequence[Edges]) -> list[tuple[tuple[int, int], ...]]:
    """For each page the ranges of its text that are furniture, ascending."""
    found = []
    for number, page in enumerate(pages):
        near = range(max(number - _NEAR, 0), min(number + _NEAR + 1, len(pages)))
        repeated = [
            edge.place
            for edge in page.likely
            if not any(_in_text(edge, pages[other]) for other in near)
            and any(_repeats(edge, page, pages[other], other - number) for other in near if other != number)
        ]
        found.append(tuple(sorted([*page.sure, *repeated])))
    return found


def _in_text(edge: Edge, page: Edges) -> bool:
    """Whether text of a page stands at the height of `edge`, or further out."""
    return page.top < edge.bottom - 0.002 if edge.top < 0.5 else page.bottom > edge.top + 0.002


def _repeats(edge: Edge, page: Edges, other: Edges, pages: int) -> bool:
    """Whether another page has `edge` and all that stands beside it and further out: of a table only some cells come again."""
    if edge.top < 0.5:
        outer = [one for one in page.likely if one.top < edge.bottom]
    else:
        outer = [one for one in page.likely if one.bottom > edge.top]
    return all(any(_same(one, its, pages) for its in other.likely) for one in outer)


def _same(edge: Edge, other: Edge, pages: int) -> bool:
    """Whether two pages, `pages` apart, have the same at the same height, but for numbers that count with the pages."""
    if edge.pattern != other.pattern or abs(edge.top - other.top) > _SAME:
        return False
    if edge.numbers == other.numbers:
        return True
    if _HEADING.fullmatch(edge.pattern) and not _NUMBER.fullmatch(edge.pattern):
        return False
    # A sheet may show two pages.
    return all(
        after - before in (0, pages, 2 * pages)
        for before, after in zip(edge.numbers, other.numbers, strict=True)
    )
