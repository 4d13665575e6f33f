"""Selectors back to a range: position if the quote stands there, else the quote in its context, else nothing.

The cascade is Hypothesis's; unlike theirs it never takes a twin for the passage without saying so.
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.annotation import AnchorState, Selectors

# At least half of the remembered context must stand around a quote that moved: one side whole, or both in part.
_TRUSTED = 0.5


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a passage stands now. `score` is 0 to 1; an orphan has no range (`start == end == -1`)."""

    start: int
    end: int
    state: AnchorState
    score: float


_ORPHAN = Resolution(-1, -1, AnchorState.ORPHAN, 0.0)


def resolve(text: str, selectors: Selectors) -> Resolution:
    """Find the passage in `text`.

    exact   the quote and all its context stand at the remembered position
    moved   the quote stands somewhere with at least half of its context, and nowhere else with as much
    orphan  anything else: gone, or several places that cannot be told apart
    """
    exact = selectors.exact
    if not exact:
        return _ORPHAN
    at = selectors.start
    if at >= 0 and text.startswith(exact, at) and _context(text, at, selectors) == 1.0:
        return Resolution(at, at + len(exact), AnchorState.EXACT, 1.0)
    best = second = -1.0
    found = -1
    start = text.find(exact)
    while start >= 0:
        score = _context(text, start, selectors)
        if score > best:
            best, second, found = score, best, start
        elif score > second:
            second = score
        start = text.find(exact, start + 1)
    if best < _TRUSTED or best == second:
        return _ORPHAN
    return Resolution(found, found + len(exact), AnchorState.MOVED, best)


def _context(text: str, start: int, selectors: Selectors) -> float:
    """How much of the remembered context stands around `start`, counted outwards from the quote; 0 to 1.

    No context on a side means that the passage began or ended the text; it matches where that is so again.
    """
    end = start + len(selectors.exact)
    before, after = selectors.prefix, selectors.suffix
    room = text[max(0, start - len(before)) : start]
    left = _common(before[::-1], room[::-1]) / len(before) if before else float(start == 0)
    right = _common(after, text[end : end + len(after)]) / len(after) if after else float(end == len(text))
    return (left + right) / 2


def _common(one: str, other: str) -> int:
    """Length of the common beginning."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count
