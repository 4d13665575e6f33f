"""The fragment of an annotation on a paged original: which page, and which rectangle of it.

Form: RFC 8118 (`page=N`, from 1) with the W3C Media Fragments' `xywh`, here in points from the page's top left.
"""

from __future__ import annotations

import re

from annotator.domain.geometry import Rect

_FORM = re.compile(
    r"page=(\d{1,9})(?:&xywh=(-?\d+(?:\.\d+)?),(-?\d+(?:\.\d+)?),(\d+(?:\.\d+)?),(\d+(?:\.\d+)?))?"
)


def fragment(page: int, rect: Rect | None = None) -> str:
    """The fragment for a page (from 0) and a rectangle on it.

    >>> fragment(2, Rect(10, 20, 110.25, 60))
    'page=3&xywh=10,20,100.25,40'
    """
    name = f"page={page + 1}"
    if rect is None:
        return name
    sides = (rect.x0, rect.y0, rect.x1 - rect.x0, rect.y1 - rect.y0)
    return f"{name}&xywh={','.join(f'{round(side, 2):g}' for side in sides)}"


def parse(text: str) -> tuple[int, Rect | None] | None:
    """Page (from 0) and rectangle of a fragment; None where it is no fragment of ours.

    >>> parse("page=3&xywh=10,20,100.25,40")
    (2, Rect(x0=10.0, y0=20.0, x1=110.25, y1=60.0))
    """
    found = _FORM.fullmatch(text)
    if found is None or int(found.group(1)) < 1:
        return None
    page = int(found.group(1)) - 1
    if found.group(2) is None:
        return page, None
    x, y, width, height = (float(value) for value in found.groups()[1:])
    return page, Rect(x, y, x + width, y + height)
