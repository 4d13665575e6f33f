"""Documents on screen, on the worker's side: open, lay out, picture, match to the text layer. Worker only."""

from __future__ import annotations

from array import array
from collections import OrderedDict
from dataclasses import dataclass, field
from functools import partial
from typing import TYPE_CHECKING, Any

from annotator.domain.document import Page
from annotator.domain.errors import PasswordNeeded, UserError
from annotator.domain.geometry import PageSize, Rect
from annotator.domain.i18n import tr

from . import pdf
from .align import offsets_shown, page_map
from .dark import pictures, turn
from .engine import DAMAGE, pymupdf
from .filed import Filed
from .links import links
from .marks import annotations_on, unmarked
from .pagemap import PageMap
from .pagetexts import PageTexts
from .reading import glyph_lines, lines_for
from .scans import is_scan
from .views import RGB, LayoutSpec, Link, PdfAnnotation, RenderSpec, ViewInfo

if TYPE_CHECKING:
    from .setting import Article

_LISTS_KEPT = 24
_MAPS_KEPT = 16
_MOST_PIXELS = 100_000_000


@dataclass(slots=True)
class View:
    """An open document: a PDF or an article, its text layer, and the pages prepared for drawing."""

    text: str | PageTexts
    pages: tuple[Page, ...]
    article: Article | None
    pdf: Any
    original: Filed | None = None
    version: int = 0
    lists: OrderedDict[tuple[int, bool], Any] = field(default_factory=OrderedDict)
    maps: OrderedDict[int, PageMap] = field(default_factory=OrderedDict)
    sizes: tuple[PageSize, ...] = ()
    pictures: dict[int, tuple[Rect, ...]] = field(default_factory=dict)


class Viewer:
    """All open views."""

    def __init__(self) -> None:
        self._views: dict[str, View] = {}
        self._bgr = pymupdf.mupdf.fz_device_bgr()
        self._first: tuple[str, Any] = ("", None)

    def open(self, key: str, arguments: dict[str, Any], spec: LayoutSpec | None) -> ViewInfo:
        """Open a document under `key`, replacing what was open under it."""
        text, pages = arguments["text"], arguments["pages"]
        if arguments["article"] is not None:
            # It brings lxml, which takes 7 MB and which no PDF needs.
            from .setting import Article

            self._views[key] = View(text, pages, Article(arguments["article"], text), None)
            return self.layout(key, spec or LayoutSpec())
        original = self._original(key, arguments)
        try:
            opened = pdf.open_pdf(original, arguments["password"])
        except PasswordNeeded:
            return ViewInfo((), False, needs_password=True)
        self._views[key] = View(PageTexts(text, pages), pages, None, opened, original)
        return self.layout(key, spec or LayoutSpec())

    def first(
        self, key: str, data: bytes, room: float, most: float, ratio: float
    ) -> tuple[PageSize, Any] | None:
        """Open a PDF ahead of `open`, and picture page 1 `room` logical pixels wide, at most `most` pixels a point.

        None where it is locked or cannot be shown: `open` says why.
        """
        try:
            opened = pdf.open_pdf(data, None)
            self._views[key] = View(PageTexts("", ()), (), None, opened)
            self._first = key, opened
            page = _size(opened, 0)
            scale = min(room / max(page.width, 1.0), most) * ratio
            return page, self.render(key, 0, RenderSpec(scale))
        except UserError:
            return None

    def _original(self, key: str, arguments: dict[str, Any]) -> Filed:
        held, opened = self._first
        if arguments["original"] is None and held == key:
            self._first = ("", None)
            return Filed(opened.stream)
        return Filed(arguments["original"] or b"")

    def layout(self, key: str, spec: LayoutSpec) -> ViewInfo:
        """Set an article by `spec`; a PDF has its pages already."""
        view = self._view(key)
        view.version += 1
        if view.article is not None:
            view.lists.clear()
            view.maps.clear()
            view.article.layout(spec)
            return self._article_info(view, view.article)
        sizes = _sizes(view)
        starts = array("i", (page.start for page in view.pages))
        return ViewInfo(sizes, False, layout_version=view.version, page_starts=starts)

    def settle(self, key: str) -> ViewInfo:
        """Measure some more of a huge article; anything else is as it was."""
        view = self._view(key)
        if view.article is None:
            return self.layout(key, LayoutSpec())
        view.article.settle()
        return self._article_info(view, view.article)

    @staticmethod
    def _article_info(view: View, article: Article) -> ViewInfo:
        view.sizes = article.pages
        starts = array("i", article.starts)
        return ViewInfo(
            view.sizes, True, layout_version=view.version, page_starts=starts, estimated=article.estimated
        )

    def close(self, key: str) -> None:
        """Forget a view."""
        self._views.pop(key, None)
        pymupdf.TOOLS.store_shrink(100)

    def page_map(self, key: str, page: int) -> PageMap:
        """A page matched to the text layer."""
        view = self._view(key)
        if page not in view.maps:
            view.maps[page] = self._match(view, page)
            if len(view.maps) > _MAPS_KEPT:
                view.maps.popitem(last=False)
        view.maps.move_to_end(page)
        return view.maps[page]

    def _match(self, view: View, page: int) -> PageMap:
        opened = self._page(view, page)
        if view.article is not None:
            piece = view.article.slice(page)
            text = _text(view, page, piece.start, piece.end)
            lines = glyph_lines(opened)
            # The last line is the sign that marks the slice's end.
            return page_map(
                page, piece.start, piece.end, lines[:-1], text, offsets_shown(text, piece.runs),
                view.sizes[page].width,
            )  # fmt: skip
        place = _place(view, page)
        text = _text(view, page, place.start, place.end)
        return page_map(
            page, place.start, place.end, lines_for(opened, text), text, offsets_shown(text), None
        )

    def links(self, key: str, page: int) -> tuple[Link, ...]:
        """Where the links on a page lead."""
        view = self._view(key)
        opened = self._page(view, page)
        if view.article is not None:
            return tuple(view.article.links(page, opened))
        return tuple(
            links(view.pdf, opened, lambda n: self.page_map(key, n), lambda n: _place(view, n).start)
        )

    def annotations(self, key: str, first: int, after: int) -> tuple[PdfAnnotation, ...]:
        """What other programs annotated on the pages `first` to `after` (end exclusive) of a PDF."""
        view = self._view(key)
        found: list[PdfAnnotation] = []
        for number in range(first, after if view.article is None else first):
            try:
                found += annotations_on(
                    view.pdf.load_page(number), number, partial(self.page_map, key, number)
                )
            except DAMAGE:
                # Annotations of one broken page are no reason to lose the others.
                continue
        return tuple(found)

    def scans(self, key: str, first: int, after: int) -> tuple[int, ...]:
        """Which of the pages `first` to `after` are pictures of pages."""
        view = self._view(key)
        return tuple(
            n
            for n in range(first, after if view.article is None else first)
            if is_scan(self._page(view, n), _text(view, n, _place(view, n).start, _place(view, n).end))
        )

    def render(self, key: str, page: int, spec: RenderSpec) -> Any:
        """A page's picture as a pixmap of blue, green, red and an unused byte."""
        view = self._view(key)
        size = view.sizes[page] if view.article is not None and page < len(view.sizes) else None
        drawing = self._list(view, page, view.pdf is None or spec.markups)
        box = drawing.rect if size is None else pymupdf.Rect(0, 0, *size)
        if spec.clip is not None:
            box = box & pymupdf.Rect(*spec.clip)
        area = (box * pymupdf.Matrix(spec.scale, spec.scale)).round()
        if area.is_empty or area.width * area.height > _MOST_PIXELS:
            raise UserError(tr("A picture of this size cannot be drawn."))
        mupdf = pymupdf.mupdf
        bounds = mupdf.FzIrect(area.x0, area.y0, area.x1, area.y1)
        # Measured: a pixmap made at this level draws in 2 ms what takes 30–100 ms on one of `pymupdf.Pixmap`'s.
        raw = mupdf.fz_new_pixmap_with_bbox(self._bgr, bounds, mupdf.FzSeparations(), 1)
        mupdf.fz_clear_pixmap_with_value(raw, 255)
        device = mupdf.fz_new_draw_device_with_bbox(
            mupdf.FzMatrix(spec.scale, 0, 0, spec.scale, 0, 0), raw, bounds
        )
        part = mupdf.FzRect(box.x0, box.y0, box.x1, box.y1)
        mupdf.fz_run_display_list(drawing.this, device, mupdf.FzMatrix(), part, mupdf.FzCookie())
        mupdf.fz_close_device(device)
        if spec.foreground is not None and spec.background is not None:
            ink, paper = _number(spec.foreground), _number(spec.background)
            if spec.keep_pictures and view.article is None:
                turn(raw, spec.scale, self._pictures(view, page), ink, paper)
            elif (ink, paper) != (0, 0xFFFFFF):
                mupdf.fz_tint_pixmap(raw, ink, paper)
        return pymupdf.Pixmap("raw", raw)

    def _pictures(self, view: View, page: int) -> tuple[Rect, ...]:
        if page not in view.pictures:
            view.pictures[page] = pictures(self._page(view, page))
        return view.pictures[page]

    def _view(self, key: str) -> View:
        if key not in self._views:
            raise UserError(tr("This document is not open any more."))
        return self._views[key]

    def _page(self, view: View, page: int) -> Any:
        count = len(view.sizes) if view.article is not None else view.pdf.page_count
        if not 0 <= page < count:
            raise UserError(tr("The document has no page {page}.", page=page + 1))
        try:
            return view.article.page(page) if view.article is not None else view.pdf.load_page(page)
        except DAMAGE as error:
            raise UserError(tr("Page {page} is damaged.", page=page + 1), details=repr(error)) from error

    def _list(self, view: View, page: int, markups: bool) -> Any:
        key = (page, markups)
        if key not in view.lists:
            opened = self._page(view, page)
            view.lists[key] = opened.get_displaylist() if markups else unmarked(opened)
            if len(view.lists) > _LISTS_KEPT:
                view.lists.popitem(last=False)
        view.lists.move_to_end(key)
        return view.lists[key]


def _place(view: View, page: int) -> Page:
    end = view.text.length if isinstance(view.text, PageTexts) else len(view.text)
    return view.pages[page] if page < len(view.pages) else Page(end, end, "")


def _text(view: View, page: int, start: int, end: int) -> str:
    """The text layer of a page, which begins and ends there."""
    return view.text.get(page) if isinstance(view.text, PageTexts) else view.text[start:end]


def _number(colour: RGB) -> int:
    return (colour[0] << 16) | (colour[1] << 8) | colour[2]


def _sizes(view: View) -> tuple[PageSize, ...]:
    """The size of each page. Looked at in a second copy, where the file needs no password: MuPDF keeps in memory
    what it has read of a file, and most pages are never shown."""
    count = view.pdf.page_count
    if view.original is not None:
        with view.original.open() as other:
            # Never asked of `view.pdf`: MuPDF answers by trying an empty password, and one unlocked is locked again.
            if not other.needs_pass:
                return tuple(_size(other, number) for number in range(count))
    return tuple(_size(view.pdf, number) for number in range(count))


def _size(document: Any, number: int) -> PageSize:
    try:
        box = document.load_page(number).rect
    except DAMAGE:
        # A page that cannot be read still takes its place in the row.
        return PageSize(595.0, 842.0)
    return PageSize(box.width, box.height)
