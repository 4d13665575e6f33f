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
from .engine import pymupdf
from .order import arranged, beside, upward

# Ligatures apart (so that "fi" is found), blanks as they are, nothing from outside the page, no pictures.
FLAGS = (
    pymupdf.TEXT_PRESERVE_WHITESPACE
    | pymupdf.TEXT_MEDIABOX_CLIP
    | pymupdf.TEXT_CID_FOR_UNKNOWN_UNICODE
)  # fmt: skip
# Letters that stand for others: Latin and Armenian ligatures, Arabic letters by their shape within a word.
_SHAPES = re.compile("[\ufb00-\ufb06\ufb13-\ufb17\ufb50-\ufdfb\ufe70-\ufefc]")
_RTL = re.compile("[\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufefc\U00010800-\U00010fff\U0001e800-\U0001efff]")
_MIRROR = str.maketrans("()[]{}«»<>", ")(][}{»«><")
_OPENING = {"(": ")", "[": "]", "{": "}"}
# Parts of one line that stand nearer to each other than this (in heights of the line) were parted by the reader only.
_NEAR = 1.2


def plain(text: str) -> str:
    """`text` with letters of a shape or ligature spelt out, as they are searched for."""
    return _SHAPES.sub(_spelt, text)


def _spelt(found: re.Match[str]) -> str:
    letters = unicodedata.normalize("NFKC", found[0])
    # A lone vowel sign comes with a blank to stand on.
    return found[0] if " " in letters else letters


def page_text(page: Any) -> str:
    """A page's words: parted by a space, lines by LF, blocks by a blank line."""
    read = page.get_textpage(flags=FLAGS)
    blocks = [block for block in read.extractBLOCKS() if block[6] == 0]
    if page.rotation == 0 and not any(_RTL.search(block[4]) for block in blocks) and _in_order(read.extractWORDS()):
        return layer("\n\n".join(filter(None, (_block(block[4]) for block in blocks))))
    return spelled(joined(_ordered(_from_dict(read, page))))


def _block(text: str) -> str:
    lines = (" ".join(line.split()) for line in plain(text).split("\n"))
    return "\n".join(line for line in lines if line)


def _in_order(words: Sequence[Any]) -> bool:
    """Whether the lines simply follow each other downwards, column by column."""
    lines: list[Rect] = []
    last = (-1, -1)
    for x0, y0, x1, y1, _, block, line, _ in words:
        if (block, line) == last:
            old = lines[-1]
            lines[-1] = Rect(min(old.x0, x0), min(old.y0, y0), max(old.x1, x1), max(old.y1, y1))
        else:
            lines.append(Rect(x0, y0, x1, y1))
            last = (block, line)
    return not any(beside(a, b) or upward(a, b) for a, b in pairwise(lines))


def _from_dict(read: Any, page: Any) -> list[SetLine]:
    """Lines without the places of their characters."""
    made: list[SetLine] = []
    for number, block in enumerate(read.extractDICT()["blocks"]):
        for line in block.get("lines", ()):
            one = _line(line, number, page)
            one.characters = list(plain("".join(span["text"] for span in line["spans"])))
            made.append(one)
    return made


def glyph_lines(page: Any) -> list[SetLine]:
    """The lines of a page in the order they are drawn, with the extent of each character along its line."""
    lines: list[SetLine] = []
    turned = page.rotation_matrix if page.rotation else None
    for number, block in enumerate(page.get_text("rawdict", flags=FLAGS)["blocks"]):
        for line in block.get("lines", ()):
            made = _line(line, number, page)
            for span in line["spans"]:
                for character in span["chars"]:
                    box = character["bbox"] if turned is None else pymupdf.Rect(character["bbox"]) * turned
                    low, high = (box[1], box[3]) if made.vertical else (box[0], box[2])
                    _add(made, character["c"], low, high)
            _share(made)
            if made.characters:
                lines.append(made)
    return lines


def _line(line: dict[str, Any], block: int, page: Any) -> SetLine:
    box = pymupdf.Rect(line["bbox"])
    dx, dy = line["dir"]
    if page.rotation:
        matrix = page.rotation_matrix
        box = box * matrix
        dx, dy = dx * matrix.a + dy * matrix.c, dx * matrix.b + dy * matrix.d
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
            while after < len(line.characters) and after < n + 3 and line.characters[after] in "fislt" and _flat(line, after):
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
    lines = glyph_lines(page)
    drawn = "".join(c for line in lines for c in line.characters if not c.isspace())
    if drawn == "".join(text.split()):
        return joined(lines)
    return joined(_ordered(lines))


def _ordered(lines: list[SetLine]) -> list[SetLine]:
    return [lines[n] for n in arranged(lines)]


def joined(lines: Sequence[SetLine]) -> list[SetLine]:
    """Neighbouring parts of one line made one again, with right-to-left brackets as they are meant."""
    made: list[SetLine] = []
    for line in lines:
        if made and _goes_on(made[-1], line):
            last = made[-1]
            if last.characters[-1:] != [" "] and line.characters[:1] != [" "] and _gap(last, line) > 0.15:
                last.characters.append(" ")
                if last.low:
                    last.low.append(last.high[-1])
                    last.high.append(last.high[-1])
            last.box = Rect(
                min(last.box.x0, line.box.x0), min(last.box.y0, line.box.y0),
                max(last.box.x1, line.box.x1), max(last.box.y1, line.box.y1),
            )  # fmt: skip
            last.characters += line.characters
            last.low += line.low
            last.high += line.high
        else:
            made.append(line)
    for line in made:
        _unmirror(line)
    return made


def _goes_on(last: SetLine, line: SetLine) -> bool:
    if last.block != line.block or (last.vertical, last.turned) != (line.vertical, line.turned):
        return False
    a, b = _along(last), _along(line)
    overlap = min(a[3], b[3]) - max(a[2], b[2])
    return overlap > 0.6 * min(a[3] - a[2], b[3] - b[2]) and _gap(last, line) < _NEAR


def _gap(last: SetLine, line: SetLine) -> float:
    """The distance between two parts of a line, in heights of the line."""
    a, b = _along(last), _along(line)
    return max(b[0] - a[1], a[0] - b[1]) / max(a[3] - a[2], 0.1)


def _along(line: SetLine) -> tuple[float, float, float, float]:
    box = line.box
    return (box.y0, box.y1, box.x0, box.x1) if line.vertical else (box.x0, box.x1, box.y0, box.y1)


def _unmirror(line: SetLine) -> None:
    """In right-to-left writing brackets are drawn mirrored, and files name the shape: taken back where that closes them."""
    text = "".join(line.characters)
    if not _RTL.search(text) or _closed(text):
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


def spelled(lines: Sequence[SetLine]) -> str:
    """The text layer of lines in reading order."""
    blocks: list[list[str]] = []
    last: SetLine | None = None
    for line in lines:
        words = " ".join("".join(line.characters).split())
        if not words:
            continue
        if last is None or not _same_block(last, line):
            blocks.append([])
        blocks[-1].append(words)
        last = line
    return layer("\n\n".join("\n".join(block) for block in blocks))


def _same_block(last: SetLine, line: SetLine) -> bool:
    """Whether a line follows its neighbour within one block: as drawn, and without a jump to another column."""
    if last.block != line.block or last.vertical != line.vertical:
        return False
    a, b = _along(last), _along(line)
    height = min(a[3] - a[2], b[3] - b[2])
    return max(b[2] - a[3], a[2] - b[3]) < 1.2 * max(height, 0.1)
