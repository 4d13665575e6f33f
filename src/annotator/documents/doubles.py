"""Words that a page draws twice at one place: for bold, for a shadow, visibly and once more for searching. Worker only."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from .align import SetLine

# Copies stand no farther apart than this, in heights of the line.
_APART = 0.2


def doubled(blocks: Iterable[tuple[float, float, float, float, str]]) -> bool:
    """Whether some words may be drawn twice: a block (box in points, text) comes again at its place, or a line of one
    begins as the line before it ended."""
    places: dict[str, list[tuple[float, float]]] = {}
    for x0, y0, _, y1, text in blocks:
        lines = text.splitlines()
        if len(lines) > 1 and any(map(_again, lines, lines[1:])):
            return True
        known = places.get(text)
        if known is None:
            places[text] = [(x0, y0)]
            continue
        # A shadow stands beside the words by a part of their height; cells of a table that say the same, farther.
        near = 0.3 * (y1 - y0) / max(len(lines), 1) + 1.0
        if any(abs(x - x0) <= near and abs(y - y0) <= near for x, y in known):
            return True
        known.append((x0, y0))
    return False


def _again(a: str, b: str) -> bool:
    if not a or not b:
        return False
    word = b.partition(" ")[0]
    # Whole words only: lines that end in "Armenia" and begin with "a" are many, and looking closer takes long.
    return a == b or (a.endswith(word) and not a[: -len(word)][-1:].isalnum())


def once(lines: Sequence[SetLine]) -> list[SetLine]:
    """The lines without those, and those beginnings, that repeat at the same place what was drawn before."""
    kept: list[SetLine] = []
    places: dict[str, list[SetLine]] = {}
    for line in lines:
        words = "".join(line.characters).strip()
        if any(_covers(other, line) for other in places.get(words, ())):
            continue
        places.setdefault(words, []).append(line)
        if kept and (length := _repeated(kept[-1], line)):
            del line.characters[:length], line.low[:length], line.high[:length]
            if not line.characters:
                continue
        kept.append(line)
    return kept


def _covers(other: SetLine, line: SetLine) -> bool:
    low, high = line.across
    return (other.vertical, other.turned) == (line.vertical, line.turned) and all(
        abs(a - b) <= _APART * (high - low) for a, b in zip(other.box, line.box, strict=True)
    )


def _repeated(last: SetLine, line: SetLine) -> int:
    """How many characters of `line` lie over the end of the line drawn before it, and say the same."""
    (low, high), (top, bottom) = last.across, line.across
    height = high - low
    lapped = last.along[1] - line.along[0]
    if (
        lapped < 0.4 * height
        or max(abs(low - top), abs(high - bottom)) > _APART * height
        or (last.vertical, last.turned) != (line.vertical, line.turned)
        or line.turned
    ):
        return 0
    before, after = "".join(last.characters), "".join(line.characters)
    length = max((n for n in range(1, len(after) + 1) if before.endswith(after[:n])), default=0)
    # As many letters as the lines lap, by the breadth of all.
    letter = (line.along[1] - line.along[0]) / max(len(after), 1)
    return length if abs(length * letter - lapped) < 0.5 * lapped else 0
