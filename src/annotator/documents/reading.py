"""The lines of a PDF page in the order a person reads them, and the text they spell. Worker only.

Most files draw their text in reading order, and that order is kept. Where a page jumps to and fro between columns, or
upwards, its lines are put in order by their places (`order`). Coordinates are those of the page as displayed, turned
by its /Rotate. Pictures of the page and its text layer both use these functions, so they agree.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence
from itertools import pairwise
from typing import Any

from annotator.domain.geometry import Rect

from .align import SetLine
from .article import layer
from .bidi import put_in_order
from .doubles import doubled, once
from .engine import pymupdf
from .furniture import Block, Sheet, Span, sheet
from .linepieces import crossed, in_place, initials_first, is_initial, lone
from .order import arranged, upward

# Ligatures apart (so that "fi" is found), blanks as they are, nothing from outside the page, no pictures.
FLAGS = (
    pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_MEDIABOX_CLIP
    | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
)  # fmt: skip
# Counted up whenever the same file would be read in another order or spelling; stored with each document.
RULES = 4
# Letters that stand for others: Latin and Armenian ligatures, Arabic letters by their shape within a word.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdfb\ufe70-\ufefc]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_WIDE = re.compile("[\u2e80-\ud7ff\uf900-\ufaff]")
_MIRROR = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_OPENING = {"(": ")", "[": "]", "{": "}"}
# Parts of one line that stand nearer to each other than this (in heights of the line) were parted by the reader only.
_NEAR = 1.2


def plain(text: str) -> str:
    """`text` with letters of a shape or ligature spelt out, as they are searched for."""
    return text if text.isascii() else _SHAPES.sub(_spelt, text)


def _spelt(found: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKC", found[0])
    # A lone vowel sign comes with a blank to stand on.
    return found[0] if " " in letters else letters


def page_sheet(page: Any, unfinished: float = 0.0) -> Sheet:
    """A page's blocks of words in reading order, footnotes last. `unfinished`: see `furniture.sheet`."""
    read = page.get_textpage(flags=FLAGS)
    blocks = [block for block in read.extractBLOCKS() if block[6] == 0]
    if any(not block[4].isascii() and _RTL.search(block[4]) for block in blocks):
        found = _blocks(joined(_ordered(glyph_lines(page))))
    elif (
        page.rotation == 0
        and not doubled(block[:5] for block in blocks)
        and _in_order(blocks)
        and not any(lone(block[4]) for block in blocks)
    ):
        found = [Block(text, Rect(*block[:4])) for block in blocks if (text := _block(block[4]))]
    else:
        lines = _from_dict(read, page)
        found = _blocks(joined(_ordered(glyph_lines(page) if crossed(lines) else lines)))
    return sheet(page.rect.height, found, lambda: _spans(read, page), unfinished)


def page_text(page: Any) -> str:
    """A page's words: parted by a space, lines by LF, blocks by a blank line."""
    return words_of(page_sheet(page))


def words_of(one: Sheet) -> str:
    """The text layer of a page."""
    return layer("\n\n".join(block.text for block in one.blocks))


def _block(text: str) -> str:
    text = plain(text)
    if text.find("\n") in (-1, len(text) - 1):
        return " ".join(text.split())
    return "\n".join(filter(None, [" ".join(line.split()) for line in text.split("\n")]))


def _in_order(blocks: Sequence[Any]) -> bool:
    """Whether the blocks simply follow each other, downwards and column by column, and their lines stand below each other.

    Told from the blocks alone: to ask for the place of each word would double the time of reading.
    """
    boxes = [Rect(*block[:4]) for block in blocks]
    return not any(map(upward, boxes, boxes[1:])) and all(map(_stands, boxes, (b[4] for b in blocks)))


def _stands(box: Rect, text: str) -> bool:
    """Whether a block is as high as its lines below each other must be, guessing the type's size from its breadth."""
    text = text.rstrip("\n")
    if "\n" not in text:
        return True
    lines = text.split("\n")
    longest = max(map(len, lines))
    # A letter is about half as broad as the type is high, an ideograph as broad.
    breadth = 1.0 if _WIDE.search(text) else 2.0
    return (box.y1 - box.y0) / len(lines) > 0.75 * breadth * (box.x1 - box.x0) / max(longest, 1)


def _from_dict(read: Any, page: Any) -> list[SetLine]:
    """Lines without the places of their characters."""
    made: list[SetLine] = []
    turned = _turned(page)
    for number, block in enumerate(read.extractDICT()["blocks"]):
        for line in block.get("lines", ()):
            one = _line(line, number, turned)
            one.characters = list(plain("".join(span["text"] for span in line["spans"])))
            made.append(one)
    return once(made)


def _spans(read: Any, page: Any) -> list[Span]:
    """What a page is set in. Takes as long as reading its words."""
    turned = _turned(page)
    return [
        Span(
            plain(span["text"]),
            span["size"],
            Rect(*(span["bbox"] if turned is None else pymupdf.Rect(span["bbox"]) * turned)),
            bool(span["flags"] & pymupdf.TEXT_FONT_SUPERSCRIPT),
        )
        for block in read.extractDICT()["blocks"]
        for line in block.get("lines", ())
        for span in line["spans"]
    ]


def glyph_lines(page: Any) -> list[SetLine]:
    """The lines of a page in the order they are drawn, with the extent of each character along its line."""
    lines: list[SetLine] = []
    turned = _turned(page)
    for number, block in enumerate(page.get_text("rawdict", flags=FLAGS)["blocks"]):
        for line in block.get("lines", ()):
            made = _line(line, number, turned)
            for span in line["spans"]:
                for character in span["chars"]:
                    box = character["bbox"] if turned is None else pymupdf.Rect(character["bbox"]) * turned
                    low, high = (box[1], box[3]) if made.vertical else (box[0], box[2])
                    _add(made, character["c"], low, high)
            _share(made)
            if made.characters:
                lines.append(made)
    return in_place(once(lines))


def _turned(page: Any) -> Any | None:
    """The matrix that turns a page as it is displayed; None where nothing is to be turned."""
    return page.rotation_matrix if page.rotation else None


def _line(line: dict[str, Any], block: int, turned: Any | None) -> SetLine:
    box = line["bbox"]
    dx, dy = line["dir"]
    if turned is not None:
        box = pymupdf.Rect(box) * turned
        dx, dy = dx * turned.a + dy * turned.c, dx * turned.b + dy * turned.d
    vertical = abs(dy) > abs(dx)
    return SetLine(Rect(*box), vertical, block, turned=(dy if vertical else dx) < -0.01)


def _add(line: SetLine, character: str, low: float, high: float) -> None:
    letters = plain(character)
    width = (high - low) / len(letters)
    for n, letter in enumerate(letters):
        line.characters.append(letter)
        line.low.append(low + n * width)
        line.high.append(low + (n + 1) * width)


def _share(line: SetLine) -> None:
    """Letters of a ligature share its breadth: MuPDF gives it all to the first and none to the others."""
    n = 0
    while n < len(line.characters):
        after = n + 1
        if line.characters[n] in "fst":
            while (
                after < len(line.characters)
                and after < n + 3
                and line.characters[after] in "fislt"
                and _flat(line, after)
            ):
                after += 1
        if after > n + 1 and not _flat(line, n):
            low, width = line.low[n], (line.high[n] - line.low[n]) / (after - n)
            for m in range(n, after):
                line.low[m], line.high[m] = low + (m - n) * width, low + (m - n + 1) * width
        n = after


def _flat(line: SetLine, n: int) -> bool:
    return line.high[n] - line.low[n] < 0.01


def lines_for(page: Any, text: str) -> list[SetLine]:
    """The lines of a page in the order in which `text`, its part of the text layer, has them."""
    wanted = "".join(text.split())
    logical = (True, False) if _RTL.search(text) else (True,)
    for arrange in (list, _ordered):
        for order in logical:
            lines = joined(arrange(glyph_lines(page)), logical=order)
            if _letters(lines) == wanted:
                return lines
            lines = _as_in(lines, wanted)
            if _letters(lines) == wanted:
                return lines
    return joined(_ordered(glyph_lines(page)))


def _letters(lines: Sequence[SetLine]) -> str:
    return "".join(c for line in lines for c in line.characters if not c.isspace())


def _as_in(lines: Sequence[SetLine], wanted: str) -> list[SetLine]:
    """Whole blocks of lines in the order in which `wanted` has their letters: footnotes stand behind the text there."""
    blocks: dict[int, list[SetLine]] = {}
    for line in lines:
        blocks.setdefault(line.block, []).append(line)
    places: dict[int, int] = {}
    taken = wanted
    # The longest first: a page number is found in many places, but only one is left for it.
    for number in sorted(blocks, key=lambda number: -len(_letters(blocks[number]))):
        letters = _letters(blocks[number])
        places[number] = taken.find(letters)
        if places[number] >= 0:
            taken = taken.replace(letters, "\0" * len(letters), 1)
    return [line for number in sorted(blocks, key=places.__getitem__) for line in blocks[number]]


def _ordered(lines: list[SetLine]) -> list[SetLine]:
    """The lines in reading order; where that is not the order drawn, blocks are counted anew by their places."""
    order = arranged(lines)
    placed = [lines[n] for n in order]
    if order != sorted(order):
        blocks = [0]
        for last, line in pairwise(placed):
            blocks.append(blocks[-1] + (not _stacked(last, line)))
        for block, line in zip(blocks, placed, strict=True):
            line.block = block
    return initials_first(placed)


def joined(lines: Sequence[SetLine], *, logical: bool = True) -> list[SetLine]:
    """Neighbouring parts of one line made one again, right-to-left writing in the order it is read.

    `logical` False: in MuPDF's own order, as text layers made before rules 3 have it.
    """
    made: list[SetLine] = []
    for line in lines:
        if made and _goes_on(made[-1], line):
            last = made[-1]
            if last.characters[-1:] != [" "] and line.characters[:1] != [" "] and _gap(last, line) > 0.15:
                last.characters.append(" ")
                if last.low:
                    leftwards = line.box.x1 <= last.box.x0 + 0.1 and not last.vertical
                    at = (line.box.x1 + last.box.x0) / 2 if leftwards else last.high[-1]
                    last.low.append(at)
                    last.high.append(at)
            last.box = _around((last.box, line.box))
            last.characters += line.characters
            last.low += line.low
            last.high += line.high
        else:
            made.append(line)
    backward = [line for line in made if _RTL.search("".join(line.characters))]
    letters = [c for line in made for c in line.characters if c.isalpha()] if backward else []
    much = 5 * sum(_RTL.match(c) is not None for c in letters) > len(letters)
    for line in backward:
        if logical and line.low and not line.vertical and not line.turned:
            put_in_order(line, among_such=much)
        _unmirror(line)
    return made


def _goes_on(last: SetLine, line: SetLine) -> bool:
    if last.block != line.block or (last.vertical, last.turned) != (line.vertical, line.turned):
        return False
    if is_initial(last, line):
        return False
    return _level(last, line) and _gap(last, line) < _NEAR


def _level(last: SetLine, line: SetLine) -> bool:
    (low, high), (top, bottom) = last.across, line.across
    return min(high, bottom) - max(low, top) > 0.6 * min(high - low, bottom - top)


def _gap(last: SetLine, line: SetLine) -> float:
    """The distance between two parts of a line, in heights of the line."""
    (low, high), (near, far) = last.along, line.along
    return max(near - high, low - far) / max(last.across[1] - last.across[0], 0.1)


def _unmirror(line: SetLine) -> None:
    """In right-to-left writing brackets are drawn mirrored, and files name the shape: taken back where that closes them."""
    text = "".join(line.characters)
    if _closed(text):
        return
    turned = text.translate(_MIRROR)
    if _closed(turned):
        line.characters = list(turned)


def _closed(text: str) -> bool:
    waiting: list[str] = []
    for c in text:
        if c in _OPENING:
            waiting.append(_OPENING[c])
        elif c in ")]}" and (not waiting or waiting.pop() != c):
            return False
    return not waiting


def _blocks(lines: Sequence[SetLine]) -> list[Block]:
    """Lines in reading order as blocks of words."""
    blocks: list[tuple[list[str], list[Rect]]] = []
    last: SetLine | None = None
    for line in lines:
        words = " ".join("".join(line.characters).split())
        if not words:
            continue
        if last is not None and is_initial(last, line) and not line.characters[0].isspace():
            # The initial is the first letter of the word that the line begins with.
            blocks[-1][0][-1] += words
            blocks[-1][1].append(line.box)
            last = line
            continue
        if last is None or not _same_block(last, line):
            blocks.append(([], []))
        blocks[-1][0].append(words)
        blocks[-1][1].append(line.box)
        last = line
    return [Block("\n".join(words), _around(boxes)) for words, boxes in blocks]


def _around(boxes: Sequence[Rect]) -> Rect:
    return Rect(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )


def _same_block(last: SetLine, line: SetLine) -> bool:
    """Whether a line follows its neighbour within one block: as drawn, and without a jump."""
    return last.block == line.block and last.vertical == line.vertical and _distance(last, line) < 1.2


def _stacked(last: SetLine, line: SetLine) -> bool:
    """Whether a line stands close below its neighbour, or beside it."""
    (low, high), (near, far) = last.along, line.along
    if (last.vertical, last.turned) != (line.vertical, line.turned) or _distance(last, line) > 0.6:
        return False
    return min(high, far) > max(low, near) or _level(last, line)


def _distance(last: SetLine, line: SetLine) -> float:
    """The blank between two lines, in heights of the smaller."""
    (low, high), (top, bottom) = last.across, line.across
    return max(top - high, low - bottom) / max(min(high - low, bottom - top), 0.1)
