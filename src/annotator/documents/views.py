"""What the window and the worker say to each other about a document on screen. Plain and picklable."""

from __future__ import annotations

from array import array
from dataclasses import dataclass, field
from typing import NamedTuple

from annotator.domain.geometry import PageSize, Rect


class RGB(NamedTuple):
    """A colour, 0–255 each."""

    red: int
    green: int
    blue: int


@dataclass(frozen=True, slots=True)
class LayoutSpec:
    """How an article is set. `width_pt` is the measure itself: no margin is added to it.

    line_height is a multiple of the type size; `show_rest` also shows what was set apart as page furniture.
    """

    width_pt: float = 480.0
    font_pt: float = 13.0
    family: str = "serif"
    line_height: float = 1.55
    show_rest: bool = False


@dataclass(frozen=True, slots=True)
class RenderSpec:
    """How a page is pictured: device pixels per point, the part of it (points; None: all), and colours.

    With `foreground` and `background` black becomes the one and white the other; None leaves the page as it is.
    """

    scale: float
    clip: Rect | None = None
    foreground: RGB | None = None
    background: RGB | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """A page's pixels, top row first, four bytes each in the order blue, green, red, unused: QImage's RGB32 as is.

    The buffer is the receiver's own and stays valid.
    """

    width: int
    height: int
    stride: int
    data: bytes
    page: int
    spec: RenderSpec


@dataclass(frozen=True, slots=True)
class ViewInfo:
    """A document as laid out.

    pages           size of each page in points
    continuous      pages follow each other without a gap, as slices of one column
    needs_password  the document is locked: open it again with a password
    layout_version  counts up with each layout; pictures and maps of an older one are stale
    page_starts     text offset at which each page begins
    """

    pages: tuple[PageSize, ...]
    continuous: bool
    needs_password: bool = False
    layout_version: int = 0
    page_starts: array[int] = field(default_factory=lambda: array("i"))
