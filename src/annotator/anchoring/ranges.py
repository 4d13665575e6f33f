"""Small corrections of a selected range."""

from __future__ import annotations


def trim(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; `(start, start)` where nothing but white space is selected.

    Offsets are code points, end exclusive; the two may come in either order and may lie outside the text.
    """
    low, high = sorted((max(0, min(start, len(text))), max(0, min(end, len(text)))))
    first = low
    while first < high and text[first].isspace():
        first += 1
    if first == high:
        return low, low
    while text[high - 1].isspace():
        high -= 1
    return first, high
