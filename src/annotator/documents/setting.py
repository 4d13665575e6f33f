"""Set an article: cut it into slices of one column, lay each out, and answer with pictures and glyphs. Worker only.

Each slice is an XHTML document of its own with one tall page, so that no line is ever parted, a slice's place in the
text layer follows from counting its characters, and a picture costs what its slice costs, however long the article.
"""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from annotator.domain.geometry import PageSize
from annotator.domain.resources import resource

from .align import advance
from .article import compact, document, parse
from .engine import pymupdf
from .links import web_links
from .views import LayoutSpec, Link

# Characters after which a slice ends at the next paragraph; and beyond which it ends before anything.
_SLICE, _SLICE_MOST = 3_000, 9_000
_TALL = 1_000_000.0
_KEPT = 24
_SEPARATE = frozenset({"section", "div", "article", "main"})
# Stands behind the last block of a slice, so that its place tells how tall the slice is.
_END = '<p id="slice-end">.</p>'


@dataclass(slots=True)
class Slice:
    """Some blocks of the article: markup, range in the text layer, and which characters are hidden."""

    markup: str
    start: int
    end: int
    rest: bool
    runs: list[tuple[int, bool]] = field(default_factory=list)


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
        self._slices = list(_slices(parse(article), text))
        self._shown: list[int] = []
        self._sizes: list[PageSize] = []
        self._spec = LayoutSpec()
        self._style = ""
        self._set: OrderedDict[int, Any] = OrderedDict()

    def layout(self, spec: LayoutSpec) -> None:
        """Set it by `spec`."""
        self._spec = spec
        self._style = style(spec)
        self._set.clear()
        shown = [n for n, piece in enumerate(self._slices) if spec.show_rest or not piece.rest]
        # An article with nothing to show still has a page.
        self._shown = shown or [0]
        top = self._end(self._open(""))
        self._sizes = []
        for number in range(len(self._shown)):
            height = self._end(self._document(number)) - top
            self._sizes.append(PageSize(spec.width_pt, max(height, 1.0)))

    @property
    def pages(self) -> tuple[PageSize, ...]:
        """The size of each slice."""
        return tuple(self._sizes)

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
        return web_links(opened)

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


def _slices(body: Any, text: str) -> Iterator[Slice]:
    position = 0
    gathered: list[tuple[Any, bool]] = []
    size = 0
    tail_of_rest = False

    def finish() -> Slice:
        nonlocal position, gathered, size
        markup: list[str] = []
        runs: list[tuple[int, bool]] = []
        for element, _ in gathered:
            markup.append(etree.tostring(element, encoding="unicode", with_tail=False))
            runs += _runs(element, False)
        begin = position
        position = advance(text, position, sum(count for count, _ in runs))
        rest = bool(gathered) and gathered[0][1]
        gathered, size = [], 0
        # The blank between two slices belongs to neither.
        while begin < position and text[begin].isspace():
            begin += 1
        return Slice("".join(markup), begin, position, rest, runs)

    for element, rest in _tops(body, False):
        count = len(compact("".join(element.itertext())))
        new_kind = bool(gathered) and rest != tail_of_rest
        full = size >= _SLICE_MOST or (size >= _SLICE and element.tag == "p" and gathered[-1][0].tag == "p")
        if gathered and (new_kind or full):
            yield finish()
        gathered.append((element, rest))
        size += count
        tail_of_rest = rest
    yield finish()


def _tops(container: Any, rest: bool) -> Iterator[tuple[Any, bool]]:
    """The blocks of the body in order, sections opened up, each with whether it is page furniture."""
    if container.text and container.text.strip():
        yield _loose(container.text), rest
    for child in list(container):
        if child.tag in _SEPARATE:
            yield from _tops(child, rest or child.get("class") == "rest")
        else:
            yield child, rest
        if child.tail and child.tail.strip():
            yield _loose(child.tail), rest


def _loose(text: str) -> Any:
    paragraph = etree.Element("p")
    paragraph.text = text
    return paragraph


def _runs(element: Any, hidden: bool) -> Iterator[tuple[int, bool]]:
    """Counts of non-blank characters in document order, with whether they are hidden."""
    hidden = hidden or element.get("class") == "m"
    if element.text:
        yield len(compact(element.text)), hidden
    for child in element:
        yield from _runs(child, hidden)
        if child.tail:
            yield len(compact(child.tail)), hidden
