"""Set an article: cut it into slices of one column, lay each out, and answer with pictures and glyphs. Worker only.

Each slice is an XHTML document of its own with one tall page, so that no line is ever parted, a slice's place in the
text layer follows from counting its characters, and a picture costs what its slice costs, however long the article.
"""

from __future__ import annotations

import time
from collections import OrderedDict
from typing import Any

from annotator.domain.geometry import PageSize
from annotator.domain.resources import resource

from .article import document, parse
from .engine import pymupdf
from .links import article_links
from .slices import Slice, slices
from .views import LayoutSpec, Link

# How long (seconds) a layout may measure slices before the heights of those left are estimated; and each `settle`.
_AT_FIRST, _AT_ONCE = 1.5, 0.25
_TALL = 1_000_000.0
_KEPT = 24
# Stands behind the last block of a slice, so that its place tells how tall the slice is.
_END = '<p id="slice-end">.</p>'


def style(spec: LayoutSpec) -> str:
    """The program's style sheet with the reader's wishes put in."""
    sheet = resource("styles", "article.css").read_text(encoding="utf-8")
    for name, value in {
        "size": f"{spec.font_pt:g}",
        "family": "sans-serif" if spec.family == "sans" else "serif",
        "leading": f"{spec.line_height:g}",
    }.items():
        sheet = sheet.replace(f"${name}", value)
    return sheet


class Article:
    """An article on screen."""

    def __init__(self, article: str, text: str) -> None:
        self.text = text
        self._slices = list(slices(parse(article), text))
        self._shown: list[int] = []
        self._heights: list[float] = []
        self._top = 0.0
        self._spec = LayoutSpec()
        self._style = ""
        self._set: OrderedDict[int, Any] = OrderedDict()
        self._places: dict[str, int] | None = None

    def layout(self, spec: LayoutSpec) -> None:
        """Set it by `spec`."""
        self._spec = spec
        self._style = style(spec)
        self._set.clear()
        shown = [n for n, piece in enumerate(self._slices) if spec.show_rest or not piece.rest]
        # An article with nothing to show still has a page.
        self._shown = shown or [0]
        self._top = self._end(self._open(""))
        self._heights = []
        self._measure(_AT_FIRST)

    def settle(self) -> None:
        """Measure some more slices."""
        self._measure(_AT_ONCE)

    def _measure(self, seconds: float) -> None:
        """At least one slice, and as many as the time allows."""
        until = time.monotonic() + seconds
        while self.estimated:
            height = self._end(self._document(len(self._heights))) - self._top
            self._heights.append(max(height, 1.0))
            if time.monotonic() >= until:
                return

    @property
    def estimated(self) -> bool:
        """Whether slices are left whose height was not measured yet."""
        return len(self._heights) < len(self._shown)

    @property
    def pages(self) -> tuple[PageSize, ...]:
        """The size of each slice; of those not measured yet by the length of their text."""
        measured = [self.slice(page) for page in range(len(self._heights))]
        letters = sum(one.end - one.start for one in measured)
        each = sum(self._heights) / max(letters, 1)
        guessed = (self.slice(page) for page in range(len(self._heights), len(self._shown)))
        heights = [*self._heights, *(max(each * (one.end - one.start), 1.0) for one in guessed)]
        return tuple(PageSize(self._spec.width_pt, height) for height in heights)

    @property
    def starts(self) -> list[int]:
        """Where each slice begins in the text layer."""
        return [self._slices[n].start for n in self._shown]

    def slice(self, page: int) -> Slice:
        """The slice shown as page `page`."""
        return self._slices[self._shown[page]]

    def page(self, page: int) -> Any:
        """The MuPDF page of a slice."""
        return self._document(page).load_page(0)

    def links(self, page: int, opened: Any) -> list[Link]:
        """The links of a slice, whose MuPDF page is `opened`."""
        return article_links(opened, self._place)

    def _place(self, name: str) -> int | None:
        """Where in the text a place called so is, whether or not that part of the page is shown."""
        if self._places is None:
            self._places = {}
            for piece in reversed(self._slices):
                # A block that was cut bears its name on each piece: the first counts.
                self._places.update(piece.places)
        return self._places.get(name)

    def _document(self, page: int) -> Any:
        if page not in self._set:
            self._set[page] = self._open(self.slice(page).markup)
            if len(self._set) > _KEPT:
                self._set.popitem(last=False)
        self._set.move_to_end(page)
        return self._set[page]

    def _open(self, markup: str) -> Any:
        markup = document(markup + _END).replace("<title></title>", f"<style>{self._style}</style>", 1)
        opened = pymupdf.open(stream=markup.encode(), filetype="xhtml")
        opened.layout(width=self._spec.width_pt, height=_TALL, fontsize=self._spec.font_pt)
        return opened

    @staticmethod
    def _end(opened: Any) -> float:
        _, _, y = opened.resolve_link("#slice-end")
        return float(y)
