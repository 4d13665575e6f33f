"""Rectangles on a page, in PDF points: origin top left, y down."""

from __future__ import annotations

from typing import NamedTuple


class Rect(NamedTuple):
    """x0, y0 top left; x1, y1 bottom right; points."""

    x0: float
    y0: float
    x1: float
    y1: float


class PageSize(NamedTuple):
    """Width and height of a page in points."""

    width: float
    height: float
