"""Links of pages: fetched when the pointer first comes to a page, then found under it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from annotator.documents.views import Link, ViewInfo
from annotator.ui.reader.worker import Calls

if TYPE_CHECKING:
    from annotator.ui.reader.view import DocumentView

KEPT = 32
# A footnote's number is small: this far (points) beside it a click is still meant for it.
SLACK = 2.0


class PageLinks:
    """`at` answers from what is here; what is not is asked for."""

    def __init__(self, view: DocumentView, calls: Calls) -> None:
        self._view = view
        self._calls = calls
        self._pages: dict[int, tuple[Link, ...] | None] = {}
        self._waiting: dict[int, list[Callable[[], None]]] = {}
        self._info: ViewInfo | None = None

    def at(self, page: int, x: float, y: float) -> Link | None:
        """The link that holds a point of a page (points), or is close to it."""
        found = self.on(page)
        for slack in (0.0, SLACK):
            for link in found:
                box = link.rect
                if box.x0 - slack <= x <= box.x1 + slack and box.y0 - slack <= y <= box.y1 + slack:
                    return link
        return None

    def ask(self, page: int, then: Callable[[], None]) -> None:
        """Call `then` once a page's links are known; at once where they are."""
        self.on(page)
        if self._pages.get(page) is not None:
            then()
        elif page in self._pages:
            self._waiting.setdefault(page, []).append(then)

    def on(self, page: int) -> tuple[Link, ...]:
        """A page's links, as far as they are known."""
        view = self._view
        info = view.info
        if info is not self._info:
            self._pages.clear()
            self._waiting.clear()
            self._info = info
        if info is None or not 0 <= page < len(info.pages):
            return ()
        if page not in self._pages:
            self._pages[page] = None
            viewer, key = view.session.viewer, view.key

            def got(found: tuple[Link, ...]) -> None:
                if info is self._info:
                    while len(self._pages) > KEPT:
                        del self._pages[next(iter(self._pages))]
                    self._pages[page] = found
                    for then in self._waiting.pop(page, []):
                        then()

            self._calls.run(lambda: viewer.links(key, page), got)
        return self._pages[page] or ()
