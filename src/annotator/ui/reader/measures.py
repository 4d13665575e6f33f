"""Measures of the reader that are needed before Qt is there."""

from __future__ import annotations

# At 100 %, a point is as large as on paper at 96 dots per inch.
NATURAL = 96 / 72
# Space on the desk around the paper, in logical pixels.
DESK = 18.0
# Pages of a first opened PDF are not blown up beyond this to fit a wide window.
COMFORTABLE = 1.5


def chip_room(width: float) -> float:
    """What the margin chips get at the paper's right in a viewport of `width`, both in logical pixels.

    Half a window is better used for the text: chips then say less of each link, and stand under each other.
    """
    return min(max(0.2 * width, 72.0), 116.0)
