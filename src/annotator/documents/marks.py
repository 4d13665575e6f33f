"""Annotations that other programs left inside a PDF, with the words they cover. Worker only.

Kinds and fields as in ISO 32000-2, 12.5. The covered text is found by geometry: of a page that has such annotations
the glyphs are read once, and each is covered where its middle lies within a rectangle.
"""

from __future__ import annotations

import colorsys
import re
from collections.abc import Callable, Iterable, Iterator
from datetime import datetime, timedelta, timezone
from typing import Any

from annotator.domain.geometry import Rect

from .engine import pymupdf
from .pagemap import PageMap
from .views import PdfAnnotation

_MARKUP = {
    "Highlight": "highlight",
    "Underline": "underline",
    "Squiggly": "underline",
    "StrikeOut": "strikeout",
}
# A struck-out passage becomes a highlight, and its stroke says more than that.
_DRAWN_AS_OURS = frozenset({"Highlight", "Underline", "Squiggly", "Text"})
_NOTES = frozenset({"Text", "FreeText", "Caret"})
_AREAS = frozenset({"Square", "Circle", "Ink", "Polygon", "PolyLine", "Line", "Stamp"})
_DATE = re.compile(r"D:(\d{4})(\d\d)?(\d\d)?(\d\d)?(\d\d)?(\d\d)?(?:([+-])(\d\d)'?(\d\d)?|Z)?")
# A page with more is made to do harm.
_MOST = 20_000
# Upper bounds of the hue, in degrees; what has no hue counts as yellow.
_HUES = ((18, "red"), (72, "yellow"), (168, "green"), (258, "blue"), (322, "purple"), (361, "red"))


def annotations_on(page: Any, number: int, map_of: Callable[[], PageMap]) -> list[PdfAnnotation]:
    """What is annotated on a page, in reading order. `map_of` gives the page's map, asked for only where needed."""
    if page.first_annot is None:
        return []
    found: list[PdfAnnotation] = []
    replies: dict[int, list[str]] = {}
    xrefs: list[int] = []
    for annot in _each(page):
        name = annot.type[1]
        info = annot.info
        comment = (info.get("content") or "").replace("\r\n", "\n").replace("\r", "\n").strip()
        parent = annot.irt_xref
        if parent:
            if comment:
                author = info.get("title") or ""
                replies.setdefault(parent, []).append(f"{author}: {comment}" if author else comment)
            continue
        kind = _MARKUP.get(name) or ("note" if name in _NOTES else "area" if name in _AREAS else "")
        if not kind:
            continue
        rects = _quads(annot, page) if name in _MARKUP else []
        rects = rects or [_displayed(annot.rect, page)]
        ranges = covered(map_of(), rects) if kind not in ("note", "area") else []
        start, end = ranges[0] if ranges else (_near(map_of(), rects[0]),) * 2
        found.append(
            PdfAnnotation(
                number, kind, start, end, tuple(rects), tuple(ranges[1:]), comment, info.get("title") or "",
                iso(info.get("modDate") or "") or iso(info.get("creationDate") or ""), _colour(annot),
            )
        )  # fmt: skip
        xrefs.append(annot.xref)
    whole = [_with_replies(one, replies.get(xref, [])) for one, xref in zip(found, xrefs, strict=True)]
    return sorted(whole, key=lambda one: (one.start, one.rects[0].y0, one.rects[0].x0))


def unmarked(page: Any) -> Any:
    """A page's display list without the highlights, underlines and notes in it."""
    mupdf = pymupdf.mupdf
    drawn = mupdf.fz_new_display_list(mupdf.fz_bound_page(page.this))
    device = mupdf.fz_new_list_device(drawn)
    as_it_is, cookie = mupdf.FzMatrix(), mupdf.FzCookie()
    mupdf.fz_run_page_contents(page.this, device, as_it_is, cookie)
    for annot in _each(page):
        if annot.type[1] not in _DRAWN_AS_OURS:
            mupdf.pdf_run_annot(annot.this, device, as_it_is, cookie)
    mupdf.fz_run_page_widgets(page.this, device, as_it_is, cookie)
    mupdf.fz_close_device(device)
    return pymupdf.DisplayList(drawn)


def _each(page: Any) -> Iterator[Any]:
    for count, annot in enumerate(page.annots()):
        if count >= _MOST:
            return
        yield annot


def _with_replies(one: PdfAnnotation, replies: list[str]) -> PdfAnnotation:
    from dataclasses import replace

    return replace(one, comment="\n".join(filter(None, [one.comment, *replies]))) if replies else one


def _quads(annot: Any, page: Any) -> list[Rect]:
    points = annot.vertices or []
    return [_displayed(pymupdf.Quad(points[n : n + 4]).rect, page) for n in range(0, len(points) - 3, 4)]


def _displayed(box: Any, page: Any) -> Rect:
    return Rect(*(box * page.rotation_matrix if page.rotation else box))


def covered(page: PageMap, rects: Iterable[Rect]) -> list[tuple[int, int]]:
    """The ranges of text whose glyphs lie in `rects`, joined where nothing but blanks stands between them."""
    glyphs: set[int] = set()
    boxes = [page.box(line) for line in range(page.line_count)]
    for rect in rects:
        for line, box in enumerate(boxes):
            vertical = bool(page.vertical[line])
            low, high, across_low, across_high = (
                (rect.y0, rect.y1, rect.x0, rect.x1) if vertical else (rect.x0, rect.x1, rect.y0, rect.y1)
            )
            middle = (box.x0 + box.x1) / 2 if vertical else (box.y0 + box.y1) / 2
            if across_low <= middle <= across_high:
                glyphs.update(
                    glyph
                    for glyph in range(page.firsts[line], page.firsts[line + 1])
                    if low <= (page.low[glyph] + page.high[glyph]) / 2 <= high
                )
    ranges: list[tuple[int, int]] = []
    last = -2
    for glyph in sorted(glyphs):
        offset = page.offsets[glyph]
        # Glyphs that follow each other have at most blanks between them.
        if glyph == last + 1:
            ranges[-1] = ranges[-1][0], offset + 1
        else:
            ranges.append((offset, offset + 1))
        last = glyph
    return ranges


def _near(page: PageMap, rect: Rect) -> int:
    offset = page.offset_at(rect.x0, rect.y0)
    return page.start if offset is None else offset


def iso(value: str) -> str:
    """A PDF date (ISO 32000-2, 7.9.4) as ISO 8601; empty where it is none."""
    match = _DATE.match(value.strip())
    if not match:
        return ""
    year, month, day, hour, minute, second = (int(part) if part else None for part in match.groups()[:6])
    try:
        moment = datetime(year or 0, month or 1, day or 1, hour or 0, minute or 0, second or 0)
        if hour is None:
            return moment.date().isoformat()
        if match[7]:
            offset = timedelta(hours=int(match[8]), minutes=int(match[9] or 0))
            return moment.replace(tzinfo=timezone(offset if match[7] == "+" else -offset)).isoformat()
    except ValueError:
        return ""
    return moment.isoformat() + ("+00:00" if value.rstrip("'").endswith("Z") else "")


def _colour(annot: Any) -> str:
    colours = annot.colors or {}
    return nearest(colours.get("stroke") or colours.get("fill") or ())


def nearest(colour: Iterable[float]) -> str:
    """The name of our colour with the nearest hue; parts 0–1, one (grey), three (RGB) or four (CMYK) of them."""
    parts = [min(max(float(part), 0.0), 1.0) for part in colour]
    if len(parts) == 4:
        cyan, magenta, yellow, black = parts
        parts = [(1 - one) * (1 - black) for one in (cyan, magenta, yellow)]
    if len(parts) != 3:
        return "yellow"
    hue, saturation, value = colorsys.rgb_to_hsv(*parts)
    if saturation < 0.08 or value < 0.08:
        return "yellow"
    return next(name for limit, name in _HUES if hue * 360 < limit)
