"""The order in which lines are read, told from where they stand: columns, spanning lines, tables, turned pages.

The order drawn is trusted unless it jumps. Pure geometry over boxes in points, deterministic.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from statistics import median

from annotator.domain.geometry import Rect

from .align import SetLine

_LEAST_LINES = 4
_LEAST_CHARACTERS = 18
_GUTTER = 8.0


def beside(a: Rect, b: Rect) -> bool:
    """Whether two lines stand at the same height next to each other."""
    overlap = min(a.y1, b.y1) - max(a.y0, b.y0)
    return overlap > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0) and (a.x1 <= b.x0 + 1 or b.x1 <= a.x0 + 1)


def upward(a: Rect, b: Rect, leftwards: bool = False) -> bool:
    """Whether the line `b`, read after `a`, stands above it and is not at the head of the next column."""
    if b.y1 >= a.y0 - 0.5 * (a.y1 - a.y0):
        return False
    onward = b.x1 <= a.x0 if leftwards else b.x0 >= a.x1
    return not onward and (leftwards or b.x0 < a.x1 - 0.3 * min(a.x1 - a.x0, b.x1 - b.x0))


def arranged(lines: Sequence[SetLine]) -> list[int]:
    """Indices of `lines` in reading order. Lines running another way than most are read after their neighbours."""
    groups: dict[tuple[bool, bool], list[int]] = {}
    for number, line in enumerate(lines):
        groups.setdefault((line.vertical, line.turned), []).append(number)
    out: list[int] = []
    for (vertical, turned), members in groups.items():
        upright = _upright(vertical, turned)
        boxes = {n: upright(lines[n].box) for n in members}
        out += _sorted(
            members, boxes, {n: len(lines[n].characters) for n in members}, _leftwards(lines, members)
        )
    return out


def _upright(vertical: bool, turned: bool) -> Callable[[Rect], Rect]:
    """Coordinates in which the lines run from left to right and follow each other downwards."""
    if vertical and turned:
        return lambda box: Rect(-box.y1, box.x0, -box.y0, box.x1)
    if vertical:
        return lambda box: Rect(box.y0, -box.x1, box.y1, -box.x0)
    if turned:
        return lambda box: Rect(-box.x1, -box.y1, -box.x0, -box.y0)
    return lambda box: box


def _leftwards(lines: Sequence[SetLine], members: Sequence[int]) -> bool:
    """Whether most of the writing runs from right to left: then the right column comes first."""
    written = "".join("".join(lines[n].characters) for n in members)
    if written.isascii():
        return False
    letters = [c for c in written if c.isalpha()]
    return sum("\u0590" <= c <= "\u08ff" or "\ufb1d" <= c <= "\ufefc" for c in letters) > len(letters) / 2


def _sorted(members: list[int], boxes: dict[int, Rect], sizes: dict[int, int], leftwards: bool) -> list[int]:
    """Columns that are drawn one after the other with nothing of the rest of the page between are left as they are: what stands
    below them need not be across both to be read after both."""
    out: list[int] = []
    rest: list[int] = []
    for zone in _zones(members, boxes):
        gutter = _gutter(zone, boxes, sizes)
        if gutter is None or _jumps(zone, boxes, gutter, leftwards):
            rest += zone
        else:
            out += _put(rest, boxes, sizes, leftwards) + zone
            rest = []
    return out + _put(rest, boxes, sizes, leftwards)


def _zones(members: list[int], boxes: dict[int, Rect]) -> list[list[int]]:
    """The lines as drawn, cut wherever all drawn before stand above all drawn after."""
    tops: list[float] = []
    for n in reversed(members):
        top = boxes[n].y0 + 0.3 * (boxes[n].y1 - boxes[n].y0)
        tops.append(min(top, tops[-1]) if tops else top)
    tops.reverse()
    found: list[list[int]] = []
    bottom = float("-inf")
    for n, top in zip(members, tops, strict=True):
        if bottom <= top:
            found.append([])
        found[-1].append(n)
        bottom = max(bottom, boxes[n].y1 - 0.3 * (boxes[n].y1 - boxes[n].y0))
    return found


def _put(members: list[int], boxes: dict[int, Rect], sizes: dict[int, int], leftwards: bool) -> list[int]:
    gutter = _gutter(members, boxes, sizes)
    if gutter is not None:
        placed = _columns(members, boxes, sizes, gutter, leftwards)
        return placed if _jumps(members, boxes, gutter, leftwards) else members
    if any(upward(boxes[a], boxes[b], leftwards) for a, b in pairwise(members)):
        return _rows(members, boxes, leftwards)
    return members


def _gutter(members: Sequence[int], boxes: dict[int, Rect], sizes: dict[int, int]) -> float | None:
    """The middle of the blank stripe between two columns of prose, if there are such."""
    wide = [n for n in members if sizes[n] > 1]
    if len(wide) < 2 * _LEAST_LINES:
        return None
    left, right = min(boxes[n].x0 for n in wide), max(boxes[n].x1 for n in wide)
    edges = sorted(
        {
            boxes[n].x1
            for n in wide
            if left + 0.15 * (right - left) < boxes[n].x1 < right - 0.15 * (right - left)
        }
    )
    best: tuple[int, float, float] | None = None
    for edge in edges:
        begin = min((boxes[n].x0 for n in wide if boxes[n].x0 > edge), default=edge)
        if begin - edge < _GUTTER:
            continue
        crossing = sum(boxes[n].x0 < edge - 1 and boxes[n].x1 > edge + _GUTTER - 1 for n in wide)
        # Of the edges before one stripe the last counts: lines of a ragged column end where they like.
        if best is None or crossing < best[0] or (crossing == best[0] and begin == best[2]):
            best = (crossing, edge, begin)
    if best is None:
        return None
    middle = best[1] + min(_GUTTER, best[2] - best[1]) / 2
    sides = [n for n in wide if boxes[n].x1 <= middle], [n for n in wide if boxes[n].x0 >= middle]
    if best[0] > 0.5 * len(wide) or any(len(side) < _LEAST_LINES for side in sides):
        return None
    # Cells of a table are short and are read along their row.
    if any(median(sizes[n] for n in side) < _LEAST_CHARACTERS for side in sides):
        return None
    tops = [min(boxes[n].y0 for n in side) for side in sides]
    ends = [max(boxes[n].y1 for n in side) for side in sides]
    shared = min(ends) - max(tops)
    return middle if shared > 0.3 * min(ends[0] - tops[0], ends[1] - tops[1]) else None


def _jumps(members: Sequence[int], boxes: dict[int, Rect], gutter: float, leftwards: bool) -> bool:
    """Whether the order drawn goes back to a column it had left, with no line across both between, or upwards in one."""
    left_since: set[bool] = set()
    here: bool | None = None
    last: dict[bool, Rect] = {}
    for n in members:
        box = boxes[n]
        if box.x0 < gutter < box.x1:
            left_since, here, last = set(), None, {}
            continue
        side = box.x0 >= gutter
        if side in left_since or (side in last and upward(last[side], box, leftwards)):
            return True
        if here is not None and side != here:
            left_since.add(here)
        here = side
        last[side] = box
    return False


def _columns(
    members: list[int], boxes: dict[int, Rect], sizes: dict[int, int], gutter: float, leftwards: bool
) -> list[int]:
    """Lines across both columns part the page into bands; within a band one column after the other."""
    across = sorted((n for n in members if boxes[n].x0 < gutter < boxes[n].x1), key=lambda n: boxes[n].y0)
    rest = [n for n in members if not boxes[n].x0 < gutter < boxes[n].x1]
    out: list[int] = []
    for spanning in [*across, None]:
        limit = float("inf") if spanning is None else (boxes[spanning].y0 + boxes[spanning].y1) / 2
        band = [n for n in rest if (boxes[n].y0 + boxes[n].y1) / 2 < limit]
        rest = [n for n in rest if n not in set(band)]
        left = [n for n in band if boxes[n].x1 <= gutter]
        right = [n for n in band if boxes[n].x1 > gutter]
        for side in (right, left) if leftwards else (left, right):
            inner = _gutter(side, boxes, sizes)
            out += (
                _columns(side, boxes, sizes, inner, leftwards)
                if inner is not None
                else _rows(side, boxes, leftwards)
            )
        if spanning is not None:
            out.append(spanning)
    return out


def _rows(members: Sequence[int], boxes: dict[int, Rect], leftwards: bool) -> list[int]:
    """From the top down, what stands at one height along the row."""
    rows: list[list[int]] = []
    for n in sorted(members, key=lambda n: (boxes[n].y0 + boxes[n].y1, boxes[n].x0)):
        if rows and _level(boxes[rows[-1][0]], boxes[n]):
            rows[-1].append(n)
        else:
            rows.append([n])
    return [
        n
        for row in rows
        for n in sorted(row, key=lambda n: (-boxes[n].x1 if leftwards else boxes[n].x0, boxes[n].y0))
    ]


def _level(a: Rect, b: Rect) -> bool:
    return min(a.y1, b.y1) - max(a.y0, b.y0) > 0.5 * min(a.y1 - a.y0, b.y1 - b.y0)
