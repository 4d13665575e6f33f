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
    `keep_pictures` (PDF pages only) turns lightness and leaves hues, and leaves the pictures on the page as they are;
    a picture of a whole page (a scan) counts as the page itself. Without `markups` the highlights, underlines and notes
    that are in the file are not drawn: they were taken in and are drawn as the project's own.
    """

    scale: float
    clip: Rect | None = None
    foreground: RGB | None = None
    background: RGB | None = None
    keep_pictures: bool = False
    markups: bool = True


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
    estimated       heights of far slices of a huge article are estimates: `Worker.settle` measures on
    """

    pages: tuple[PageSize, ...]
    continuous: bool
    needs_password: bool = False
    layout_version: int = 0
    page_starts: array[int] = field(default_factory=lambda: array("i"))
    estimated: bool = False


class Link(NamedTuple):
    """A place on a page that leads elsewhere: to the web (`uri`), or within the document.

    page    from 0; -1 in an article, whose pages change with its layout
    y       where on that page, points from its top
    offset  the same place in the text layer; -1 for the web
    """

    rect: Rect
    uri: str = ""
    page: int = -1
    y: float = 0.0
    offset: int = -1


@dataclass(frozen=True, slots=True)
class PdfAnnotation:
    """An annotation inside a PDF, as other programs leave them.

    kind        highlight, underline, strikeout, note or area
    start, end  the text it covers (text layer); equal for a note, or where it covers no text
    parts       further ranges, where the covered text does not stand in one piece
    rects       where it stands on the page, as displayed, in points
    created     ISO 8601, or empty
    colour      the nearest of our own colours' names
    """

    page: int
    kind: str
    start: int
    end: int
    rects: tuple[Rect, ...]
    parts: tuple[tuple[int, int], ...] = ()
    comment: str = ""
    author: str = ""
    created: str = ""
    colour: str = "yellow"
