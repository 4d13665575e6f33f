"""Lines with right-to-left writing, put from where their letters stand into the order in which they are read.

MuPDF turns such lines around by itself, but leaves points, numbers and blanks at wrong ends and takes ligatures apart
backwards. Where each letter stands is certain; the rules are those of the Unicode bidirectional algorithm (UAX #9),
the other way round. Worker only.
"""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import groupby

from .align import SetLine

# Signs that end a sentence, "?" and its Arabic twin among them.
_ENDS = frozenset(".,;:!?\u060c\u061b\u061f\u06d4")
_BRACKETS = {")": "(", "]": "[", "}": "{"}
# Wide enough for rounding, far less than any letter is broad (points).
_CLOSE = 0.05


@dataclass(slots=True)
class _Cluster:
    """A letter with the marks on it, or all letters of a ligature: what moves as one."""

    low: float
    high: float
    characters: list[str] = field(default_factory=list)

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def kind(self) -> str:
        """ "L", "R", "N" for digits, "S" for what stands between digits of one number, "" for anything else."""
        found = unicodedata.bidirectional(self.characters[0])
        if found in ("R", "AL"):
            return "R"
        if found in ("EN", "AN"):
            return "N"
        return "L" if found == "L" else "S" if found in ("ES", "CS", "ET") else ""


def put_in_order(line: SetLine, *, among_such: bool = False) -> None:
    """Change the order of a horizontal line's characters, with their places, to that in which they are read.

    `among_such`: much of the page is written from right to left. Seen alone, a line that begins and ends with such words
    but has others between may run either way.
    """
    clusters = sorted(_clusters(line), key=lambda one: one.middle)
    kinds = [one.kind for one in clusters]
    ordered = (
        _from_right(clusters) if _leftwards(clusters, kinds, among_such) else _from_left(clusters, kinds)
    )
    line.characters, line.low, line.high = [], [], []
    for one in ordered:
        _lay(one, line)


def _leftwards(clusters: Sequence[_Cluster], kinds: Sequence[str], among_such: bool) -> bool:
    """Whether a line runs from right to left as a whole: the sign that ends a sentence tells, else the words at its ends."""
    strong = [kind for kind in kinds if kind in ("L", "R")]
    if "L" not in strong:
        return True
    shown = [one.characters[0] for one in clusters if not one.characters[0].isspace()]
    left, right = shown[0] in _ENDS, shown[-1] in _ENDS
    if left != right:
        return left
    if strong[0] == strong[-1]:
        return strong[0] == "R" and (among_such or strong.count("R") > strong.count("L"))
    return 2 * strong.count("R") >= len(strong)


def _clusters(line: SetLine) -> list[_Cluster]:
    """Letters and blanks, each with what has no breadth of its own."""
    bases: dict[int, _Cluster] = {}
    loose: list[int] = []
    for n, c in enumerate(line.characters):
        mark = unicodedata.category(c) in ("Mn", "Me")
        if mark or (line.high[n] - line.low[n] < _CLOSE and not c.isspace()):
            loose.append(n)
        else:
            bases[n] = _Cluster(line.low[n], line.high[n], [c])
    if not bases:
        return [_Cluster(line.low[n], line.high[n], [line.characters[n]]) for n in loose]
    before: dict[int, list[str]] = {}
    for n in loose:
        owner = min(bases, key=lambda b: _distance(line, n, b))
        if n < owner:
            before.setdefault(owner, []).append(line.characters[n])
        else:
            bases[owner].characters.append(line.characters[n])
    for owner, characters in before.items():
        # They were turned around together with the line.
        bases[owner].characters[1:1] = characters[::-1]
    return list(bases.values())


def _distance(line: SetLine, n: int, base: int) -> tuple[float, int, float]:
    """How far character `n` is from being part of `base`: it ends where the letter ends, and follows or precedes it."""
    middle = (line.low[n] + line.high[n]) / 2
    outside = max(line.low[base] - middle, middle - line.high[base], 0.0)
    return round(outside / _CLOSE), abs(n - base), abs(line.high[base] - middle)


def _from_right(clusters: Sequence[_Cluster]) -> list[_Cluster]:
    """A line that runs from right to left: only words of other scripts and numbers run the other way."""
    ordered: list[_Cluster] = []
    for foreign, found in groupby(reversed(clusters), key=lambda one: one.kind != "R"):
        run = list(found)
        ordered += _foreign(run) if foreign else run
    return ordered


def _foreign(run: list[_Cluster]) -> list[_Cluster]:
    """What stands between two right-to-left words, given from the right: words as they are written, else numbers."""
    kinds = [one.kind for one in run]
    if "L" not in kinds:
        return _numbers(run)
    strong = [n for n, kind in enumerate(kinds) if kind in ("L", "N")]
    first, after = strong[0], strong[-1] + 1
    # "Article 5(2)": a bracket closes the words it was opened in.
    while first and _open(run[first:after][::-1], run[first - 1]):
        first -= 1
    return [*run[:first], *reversed(run[first:after]), *run[after:]]


def _open(words: Sequence[_Cluster], closing: _Cluster) -> bool:
    """Whether `closing` closes a bracket that was left open in `words`."""
    opening = _BRACKETS.get(closing.characters[0])
    signs = [one.characters[0] for one in words]
    return opening is not None and signs.count(opening) > signs.count(closing.characters[0])


def _numbers(run: list[_Cluster]) -> list[_Cluster]:
    """Each number from its first digit to its last, separators between digits included; the rest stays."""
    kinds = [one.kind for one in run]
    ordered: list[_Cluster] = []
    n = 0
    while n < len(run):
        after = n
        while after < len(run) and (
            kinds[after] == "N"
            or (kinds[after] == "S" and n < after < len(run) - 1 and kinds[after + 1] == "N")
        ):
            after += 1
        ordered += reversed(run[n:after]) if after > n else [run[n]]
        n = max(after, n + 1)
    return ordered


def _from_left(clusters: Sequence[_Cluster], kinds: Sequence[str]) -> list[_Cluster]:
    """A line that runs from left to right, with stretches from the first right-to-left letter to the last."""
    ordered: list[_Cluster] = []
    n = 0
    while n < len(clusters):
        after = n
        if kinds[n] == "R":
            following = next((m for m in range(n, len(kinds)) if kinds[m] == "L"), len(kinds))
            after = max(m for m in range(n, following) if kinds[m] == "R") + 1
            first = _bracketed_from(clusters[:after], kinds, n)
            del ordered[len(ordered) - (n - first) :]
            n = first
            ordered += _from_right(clusters[n:after])
        else:
            ordered.append(clusters[n])
        n = max(after, n + 1)
    return ordered


def _bracketed_from(clusters: Sequence[_Cluster], kinds: Sequence[str], n: int) -> int:
    """Where a right-to-left stretch from `n` begins: a bracket before it, with a number behind, may close one within it.

    Files name brackets by their meaning or by their shape.
    """
    signs = [one.characters[0] for one in clusters]
    for closing, opening in _BRACKETS.items():
        if signs[n:].count(closing) != signs[n:].count(opening):
            before = [m for m in range(n) if signs[m] in (closing, opening)]
            if before and "L" not in kinds[before[-1] : n]:
                return before[-1]
    return n


def _lay(one: _Cluster, line: SetLine) -> None:
    """Write a cluster down; letters of a ligature share its breadth, the first at the side where reading begins."""
    letters = [n for n, c in enumerate(one.characters) if unicodedata.category(c) not in ("Mn", "Me")]
    width = (one.high - one.low) / max(len(letters), 1)
    place = -1
    for n, c in enumerate(one.characters):
        place += n in letters
        at = max(place, 0)
        low = one.high - (at + 1) * width if one.kind == "R" else one.low + at * width
        line.characters.append(c)
        line.low.append(low)
        line.high.append(low + width)
