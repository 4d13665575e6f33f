"""Where the links on a page lead. Worker only."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any

from annotator.domain.geometry import Rect

from .engine import DAMAGE
from .pagemap import PageMap
from .views import Link

# Nothing that starts a program or opens a file of this machine.
_WEB = re.compile(r"(?:https?://|mailto:)[^\s<>\"]+", re.I)
_MOST = 5_000
# A table of contents leads to many pages; reading the words of more than these would keep the page waiting.
_MOST_MAPS = 12


def links(
    document: Any, page: Any, map_of: Callable[[int], PageMap], start_of: Callable[[int], int]
) -> list[Link]:
    """The links of a page, as displayed. `map_of` and `start_of` tell a page's words and where its text begins."""
    found: list[Link] = []
    maps: set[int] = set()
    link = page.first_link
    while link is not None and len(found) < _MOST:
        box = Rect(*link.rect)
        uri = (link.uri or "").strip()
        if link.is_external:
            if _WEB.fullmatch(uri):
                found.append(Link(box, uri))
        elif uri:
            target, y = _target(document, uri)
            if target >= 0:
                offset = start_of(target)
                if y > 0 and (target in maps or len(maps) < _MOST_MAPS):
                    maps.add(target)
                    offset = _offset(map_of(target), y, offset)
                found.append(Link(box, "", target, y, offset))
        link = link.next
    return found


def article_links(page: Any, places: Callable[[str], int | None]) -> list[Link]:
    """The links of a page of an article. `places` tells where in the text a place called so is."""
    found: list[Link] = []
    link = page.first_link
    while link is not None and len(found) < _MOST:
        uri = (link.uri or "").strip()
        if link.is_external and _WEB.fullmatch(uri):
            found.append(Link(Rect(*link.rect), uri))
        elif uri.startswith("#") and (offset := places(uri[1:])) is not None:
            found.append(Link(Rect(*link.rect), offset=offset))
        link = link.next
    return found


# A link without a target is a TypeError in PyMuPDF.
_DAMAGE: tuple[type[Exception], ...] = (*DAMAGE, TypeError)


def _target(document: Any, uri: str) -> tuple[int, float]:
    try:
        page, _, y = document.resolve_link(uri)
    except _DAMAGE:
        return -1, 0.0
    if not isinstance(page, int) or not 0 <= page < document.page_count:
        return -1, 0.0
    if y != y or document.load_page(page).rotation:
        # Told in the page's own coordinates, or not at all: the page's top then.
        return page, 0.0
    return page, max(float(y), 0.0)


def _offset(page: PageMap, y: float, otherwise: int) -> int:
    """The first text that stands at or below `y`."""
    for line in page.lines:
        if line.rect.y1 > y + 1:
            return line.start
    return otherwise
