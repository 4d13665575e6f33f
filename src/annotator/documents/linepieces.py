"""Pieces of a line that a file draws out of their order: letters in another font than the signs between them, and the large
initial of a chapter. Worker only."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Sequence

from annotator.domain.geometry import Rect

from .align import SetLine

# An initial is so much higher than the line it begins, and stands no farther from it (in its own heights).
_LARGER = 1.8
_BESIDE = 0.6
# Pieces of a line lap by more than this (in heights of the line) only where one stands inside the other or before it.
_LAP = 0.3
_NEAR = 1.2
_GAP = 0.15
_LONE = re.compile(r"^[^\W\d_]\n", re.MULTILINE)


def lone(block: str) -> bool:
    """Whether a line of a block is a single letter: perhaps an initial."""
    return _LONE.search(block) is not None


def is_initial(large: SetLine, line: SetLine) -> bool:
    """Whether a single large letter is the first of a line beside it, which goes on with a word."""
    if not (_capital(large) and _large(large, line)):
        return False
    words = "".join(line.characters).split()
    return bool(words) and (words[0][0].islower() or words[0].isupper())


def _capital(line: SetLine) -> bool:
    if len(line.characters) > 2:
        return False
    letter = "".join(line.characters).strip()
    return len(letter) == 1 and letter.isupper() and not line.vertical


def _large(large: SetLine, line: SetLine) -> bool:
    """Whether a capital stands beside a line as its initial does."""
    height = large.box.y1 - large.box.y0
    middle = (line.box.y0 + line.box.y1) / 2
    return (
        not line.vertical
        and height > _LARGER * (line.box.y1 - line.box.y0)
        and large.box.y0 < middle < large.box.y0 + 0.6 * height
        and -0.1 * height < line.box.x0 - large.box.x1 < _BESIDE * height
    )


def initials_first(lines: list[SetLine]) -> list[SetLine]:
    """Large initials put before the lines they begin, into their blocks."""
    least = min((line.box.y1 - line.box.y0 for line in lines), default=0.0)
    # Whole tables are of single letters, and none of them is large.
    for large in [one for one in lines if one.box.y1 - one.box.y0 > _LARGER * least and _capital(one)]:
        beside = [line for line in lines if line is not large and _large(large, line)]
        first = min(beside, key=lambda line: line.box.y0, default=large)
        if is_initial(large, first):
            large.block = first.block
            lines = [
                one
                for line in lines
                if line is not large
                for one in ([large, line] if line is first else [line])
            ]
    return lines


def crossed(lines: Sequence[SetLine]) -> bool:
    """Whether some neighbours are pieces of one line, and not in the order in which they stand."""
    return any(map(_back, lines, lines[1:]))


def in_place(lines: Sequence[SetLine]) -> list[SetLine]:
    """Such pieces made one line, sign by sign from the left. Of lines whose signs have places; what is read from the right is
    left to `bidi`."""
    if not crossed(lines):
        return list(lines)
    made: list[SetLine] = []
    group: list[SetLine] = []
    for line in [*lines, None]:
        if line is None or (group and not _level(group[-1], line)):
            united = crossed(group) and not any(_leftwards(one) for one in group)
            made += _clusters(group) if united else group
            group = []
        if line is not None:
            group.append(line)
    return made


def _level(last: SetLine, line: SetLine) -> bool:
    if last.block != line.block or last.vertical or line.vertical or last.turned or line.turned:
        return False
    (low, high), (top, bottom) = last.across, line.across
    least, most = sorted((high - low, bottom - top))
    return most < _LARGER * least and min(high, bottom) - max(low, top) > 0.8 * least


def _back(last: SetLine, line: SetLine) -> bool:
    height = last.box.y1 - last.box.y0
    return (
        line.box.x0 < last.box.x1 - _LAP * height
        and line.box.x1 > last.box.x0 - _NEAR * height
        and _level(last, line)
    )


def _leftwards(line: SetLine) -> bool:
    return any(unicodedata.bidirectional(c) in ("R", "AL") for c in line.characters)


def _clusters(group: Sequence[SetLine]) -> list[SetLine]:
    """Pieces that lap or stand near each other made one; cells of a table at one height stay apart."""
    found: list[list[SetLine]] = []
    end = float("-inf")
    for line in sorted(group, key=lambda line: line.box.x0):
        if line.box.x0 - end > _NEAR * (line.box.y1 - line.box.y0):
            found.append([])
        found[-1].append(line)
        end = max(end, line.box.x1)
    return [_united(pieces) for pieces in found]


def _united(pieces: Sequence[SetLine]) -> SetLine:
    signs: list[tuple[float, list[tuple[str, float, float]]]] = []
    for line in pieces:
        for c, low, high in zip(line.characters, line.low, line.high, strict=True):
            if signs and unicodedata.category(c)[0] == "M":
                signs[-1][1].append((c, low, high))
            else:
                # By their middles: the reader puts blanks over gaps that it saw before the other piece filled them.
                signs.append(((low + high) / 2, [(c, low, high)]))
    signs.sort(key=lambda sign: sign[0])
    whole = pieces[0]
    wide = _GAP * (whole.box.y1 - whole.box.y0)
    whole.characters, whole.low, whole.high = [], [], []
    for c, low, high in (one for _, letters in signs for one in letters):
        if whole.high and low - whole.high[-1] > wide and not (c + whole.characters[-1]).isspace():
            whole.characters.append(" ")
            whole.low.append(whole.high[-1])
            whole.high.append(low)
        whole.characters.append(c)
        whole.low.append(low)
        whole.high.append(high)
    boxes = [line.box for line in pieces]
    whole.box = Rect(
        min(box.x0 for box in boxes),
        min(box.y0 for box in boxes),
        max(box.x1 for box in boxes),
        max(box.y1 for box in boxes),
    )
    return whole
