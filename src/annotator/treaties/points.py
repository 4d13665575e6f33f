"""Numbered paragraphs and points inside an article, or in a text that has nothing else; recitals of a preamble."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.treaties import numerals
from annotator.treaties.lines import Line, Marker, ends_sentence, marker
from annotator.treaties.nodes import Node

_BULLET = re.compile(r"^\s*(?:[-–—•*]|\(\d{1,2}\)|\d{1,2}\.)\s+")
_ROMAN_ALONE = re.compile(r"^\s*[IVXLC]+\s*$")


@dataclass
class _Level:
    style: str
    value: tuple[int, ...]
    node: Node


def first_and_last(lines: list[Line], begin: int, end: int) -> tuple[int, int] | None:
    """The lines where the points of a text without articles begin and where the last of them begins."""
    found = [node.line for node in read(lines, begin, end, inside=None)]
    return (found[0], found[-1]) if found else None


def inline(line: Line, body: int) -> Line | None:
    """The rest of a heading line as a line of its own where it begins with a number (`Article 5  1. The Parties …`)."""
    rest = Line(body, line.end, line.text[body - line.start :], True, line.last)
    return rest if not rest.blank and marker(rest) else None


def read(lines: Sequence[Line], start: int, end: int, *, inside: str | None) -> list[Node]:
    """The tree of numbers in lines `start` to `end` (exclusive). `inside` is "article" within one, else None.

    A number counts when it goes on from the one before at its level, or opens a level with 1, a or i; so a line of
    running text that begins with a number or a bracketed letter is not taken for a point.
    """
    top: list[Node] = []
    levels: list[_Level] = []
    last_end = 0
    before = ""
    for index in range(start, end):
        line = lines[index]
        if line.blank:
            continue
        mark = marker(line) or _bare_roman(line, levels)
        free = line.first or not before or ends_sentence(before)
        placed = _place(mark, levels, line, free) if mark else None
        if mark and placed:
            depth, style, number = placed
            for level in levels[depth:]:
                level.node.until = last_end
            del levels[depth:]
            node = Node(_kind(inside, depth, style), mark.num, "", "", mark.start, mark.body, index)
            node.norm = str(number[0]) if _counts(style, depth) else mark.num.casefold().replace(".", "-")
            (levels[-1].node.children if levels else top).append(node)
            levels.append(_Level(style, number, node))
        last_end, before = line.end, line.text
    for level in levels:
        level.node.until = last_end
    return top


def _bare_roman(line: Line, levels: list[_Level]) -> Marker | None:
    """A Roman numeral alone on its block (`XII`), as some declarations number their points."""
    if not (line.first and line.last and _ROMAN_ALONE.match(line.text)):
        return None
    num = line.text.strip()
    number = numerals.from_roman(num)
    expected = levels[0].value[0] + 1 if levels else 1
    if number != expected:
        return None
    at = line.start + line.text.index(num)
    return Marker(num, at, at + len(num), (("upper roman", (number,)),))


def _place(
    mark: Marker, levels: list[_Level], line: Line, free: bool
) -> tuple[int, str, tuple[int, ...]] | None:
    """Depth, style and value of a number, or None where it is just words. `free`: no sentence goes on across its line."""
    for depth in range(len(levels) - 1, -1, -1):
        for style, number in mark.readings:
            level = levels[depth]
            if style == level.style and (
                number[-1] == level.value[-1] + 1 or (style.startswith("decimal") and number > level.value)
            ):
                return depth, style, number
    for depth in range(len(levels) - 1, -1, -1):
        for style, number in mark.readings:
            level = levels[depth]
            # A gap is possible where points were left out, but only at the head of a block.
            if style == level.style and line.first and style.startswith("digit") and number > level.value:
                return depth, style, number
    used = {level.style for level in levels}
    for style, number in reversed(mark.readings):
        opens = number[-1] == 1 or (not levels and line.first and not style.endswith("letter"))
        if free and style not in used and opens:
            return len(levels), style, number
    return None


def _kind(inside: str | None, depth: int, style: str) -> str:
    numbered = style.startswith(("digit", "decimal", "upper roman"))
    return "paragraph" if inside == "article" and depth == 0 and numbered else "point"


def _counts(style: str, depth: int) -> bool:
    """Whether the `wid` bears the value; lettered points keep their letters (`(i)` is `point_i`)."""
    return style.startswith("digit") or style == "upper roman" or (style == "lower roman" and depth == 0)


def recitals(lines: list[Line], blocks: list[tuple[int, int]]) -> list[Node]:
    """The recitals of a preamble: bulleted blocks, and those between its opening and its end that close with , or ;."""
    found: list[Node] = []
    for number, (low, high) in enumerate(blocks):
        pieces = _pieces(lines, low, high)
        for first, stop in pieces:
            line = lines[first]
            bullet = _BULLET.match(line.text)
            last = lines[stop - 1].text.rstrip()
            if not bullet and (number == 0 or not last.endswith((",", ";", "，", "；", "،"))):
                continue
            start = line.start + (bullet.end() if bullet else len(line.text) - len(line.text.lstrip()))
            count = len(found) + 1
            node = Node(
                "recital",
                str(count),
                f"preamble__recital_{count}",
                f"preamble__recital_{count}",
                start,
                start,
                first,
            )
            node.until = lines[stop - 1].end
            found.append(node)
    return found


def _pieces(lines: list[Line], low: int, high: int) -> list[tuple[int, int]]:
    """A block, or its bulleted items where it is a list without blank lines."""
    starts = [low] + [
        i for i in range(low + 1, high) if _BULLET.match(lines[i].text) and ends_sentence(lines[i - 1].text)
    ]
    return list(zip(starts, [*starts[1:], high], strict=True))
