"""Measures of the reader that are needed before Qt is there."""

from __future__ import annotations

# At 100 %, a point is as large as on paper at 96 dots per inch.
NATURAL = 96 / 72
# Space on the desk around the paper, and what the margin chips need at its right, in logical pixels.
DESK = 18.0
CHIP_ROOM = 116.0
# Pages of a first opened PDF are not blown up beyond this to fit a wide window.
COMFORTABLE = 1.5
