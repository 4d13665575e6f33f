"""The worker as the rest of the program sees it: requests that answer or raise a UserError, pictures that arrive.

No pymupdf, no lxml, no Qt here. One process, one request at a time, in the order: metadata first, then the newest
picture asked for (see `dispatch`).
"""

from __future__ import annotations

import hashlib
from collections.abc import Callable, Iterator, Sequence
from concurrent.futures import Future
from contextlib import suppress
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import Any

from annotator.domain.document import Capture, Page
from annotator.domain.errors import Cancelled, UserError
from annotator.domain.files import shown_name
from annotator.domain.i18n import tr

from .dispatch import Dispatcher, Done, OpenView, Ticket
from .intake import page_in, read_file
from .limits import MEMORY, SECONDS
from .ocr import needed, recognise
from .pagemap import PageMap
from .views import LayoutSpec, Link, PdfAnnotation, RenderSpec, ViewInfo

__all__ = ["MEMORY", "SECONDS", "Ticket", "Worker"]

_PAGES_AT_ONCE = 100

Progress = Callable[[float, str], None]


class Worker(Dispatcher):
    """The documents process. Thread-safe; `start` returns at once, `close` may be called twice."""

    # -- capture ------------------------------------------------------------------------------------------------

    def capture(
        self,
        path: Path | str | None,
        *,
        data: bytes | None = None,
        name: str = "",
        password: str | None = None,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Capture:
        """Read a file, or `data` called `name`, of any format. Writes nothing.

        Raises UserError (PasswordNeeded for a locked file), or Cancelled once `cancelled` says so.
        """
        if data is None and path is not None:
            path = page_in(Path(path))
        name = name or (shown_name(path) if path is not None else "")
        original = read_file(path) if data is None else data
        step = _step(progress, cancelled)
        step(0.0, tr("Reading {name}", name=name))
        shown = str(path) if path is not None else name
        digest = hashlib.sha256(original).hexdigest()
        begun = self._ask(shown, "capture", original, name, password)
        if isinstance(begun, Capture):
            return replace(begun, original=original, sha256=digest)
        token, pages = begun
        try:
            for first in range(0, pages, _PAGES_AT_ONCE):
                step(first / pages, tr("Reading page {page} of {pages}", page=first + 1, pages=pages))
                self._ask(shown, "capture_pages", token, first, min(first + _PAGES_AT_ONCE, pages))
            step(1.0, tr("Reading {name}", name=name))
            finished: Capture = self._ask(shown, "capture_end", token)
        except Cancelled:
            self._ask(shown, "capture_drop", token)
            raise
        return replace(finished, original=original, sha256=digest)

    def recognise(
        self,
        path: Path | str | None,
        *,
        data: bytes | None = None,
        name: str = "",
        languages: Sequence[str] = ("eng",),
        password: str | None = None,
        progress: Progress | None = None,
        cancelled: Callable[[], bool] | None = None,
    ) -> Capture:
        """Read the scanned pages of a PDF with Tesseract. The capture's original is the same PDF with its text added.

        Raises UserError where Tesseract or a language is missing (with what to install), or no page is a scan.
        """
        name = name or (shown_name(path) if path is not None else "")
        shown = str(path) if path is not None else name
        step = _step(progress, cancelled)
        step(0.0, tr("Looking for scanned pages"))
        tesseract = needed(languages)
        original = read_file(path) if data is None else data
        token, pages = self._ask(shown, "ocr", original, password)
        try:
            scans: list[int] = []
            for first in range(0, pages, _PAGES_AT_ONCE):
                step(0.0, tr("Looking for scanned pages"))
                scans += self._ask(
                    shown, "ocr_step", token, "look", first, min(first + _PAGES_AT_ONCE, pages)
                )
            if not scans:
                raise UserError(
                    tr("No page of it is a picture without text."),
                    file=shown,
                    kept=tr("Nothing was changed."),
                )
            for count, number in enumerate(scans):
                at = count / len(scans)
                text = tr("Recognising page {page} of {pages}", page=number + 1, pages=pages)
                step(at, text)
                picture, dots = self._ask(shown, "ocr_step", token, "picture", number)
                recognised = recognise(tesseract, picture, languages, dots, partial(step, at, text))
                self._ask(shown, "ocr_step", token, "add", number, recognised)
            searchable: bytes = self._ask(shown, "ocr_step", token, "finish")
        finally:
            with suppress(Cancelled, UserError):
                self._ask(shown, "ocr_drop", token)
        made = self.capture(None, data=searchable, name=name, password=password, cancelled=cancelled)
        step(1.0, tr("Reading {name}", name=name))
        return replace(
            made, extractor="tesseract", extractor_version=f"{tesseract.version} {'+'.join(languages)}"
        )

    # -- views --------------------------------------------------------------------------------------------------

    def open_view(
        self,
        key: str,
        *,
        media_type: str,
        original: bytes | Callable[[], bytes] | None,
        article: str | None,
        text: str,
        pages: Sequence[Page] = (),
        password: str | None = None,
        name: str = "",
        spec: LayoutSpec | None = None,
    ) -> ViewInfo:
        """Open a stored document for reading. `key` names it from now on; an article is laid out by `spec`.

        `original` may be a function that reads it, called on this worker's own thread when it is needed: then nobody
        keeps the bytes for a process that might have to be started again.

        A locked PDF answers with `needs_password`. Raises UserError where it cannot be opened.
        """
        arguments = {
            "media_type": media_type,
            "original": original if article is None else None,
            "article": article,
            "text": text,
            "pages": tuple(pages),
            "password": password,
        }
        info: ViewInfo = self._submit(lambda: self._open(key, arguments, spec, name))
        return info

    def lend_view(self, key: str, *, media_type: str, original: Callable[[], bytes], name: str) -> None:
        """Have pages of a PDF pictured under `key`, nothing else. Returns at once: it is opened at the first picture."""
        arguments = {
            "media_type": media_type,
            "original": original,
            "article": None,
            "text": "",
            "pages": (),
            "password": None,
        }
        self._views[key] = OpenView(arguments, None, ViewInfo((), False), name)

    def has_view(self, key: str) -> bool:
        """Whether a document is open under `key`."""
        return key in self._views

    def layout(self, key: str, spec: LayoutSpec) -> ViewInfo:
        """Set an article anew; a PDF answers with its pages as they are. Pictures of `key` on order are dropped."""
        with self._wake:
            self._renders = [ticket for ticket in self._renders if ticket.key != key]
        info: ViewInfo = self._submit(lambda: self._layout(key, spec))
        return info

    def settle(self, key: str) -> ViewInfo:
        """Measure on where `ViewInfo.estimated`, for a quarter of a second; the pages stay the same but for their heights."""
        info: ViewInfo = self._submit(lambda: self._settle(key))
        return info

    def page_map(self, key: str, page: int) -> PageMap:
        """A page (from 0) matched to the text layer."""
        found: PageMap = self._submit(lambda: self._about(key, page, "page_map", key, page))
        return found

    def links(self, key: str, page: int) -> tuple[Link, ...]:
        """The links on a page (from 0): to the web, or within the document."""
        found: tuple[Link, ...] = self._submit(lambda: self._about(key, page, "links", key, page))
        return found

    def pdf_annotations(
        self, key: str, progress: Progress | None = None, cancelled: Callable[[], bool] | None = None
    ) -> tuple[PdfAnnotation, ...]:
        """What other programs annotated in an open PDF, in reading order; nothing for an article."""
        text = tr("Looking for annotations")
        return tuple(self._page_by_page(key, "annotations", text, _step(progress, cancelled)))

    def scanned(self, key: str, cancelled: Callable[[], bool] | None = None) -> tuple[int, ...]:
        """The pages (from 0) of an open PDF that are pictures of pages, without text."""
        return tuple(self._page_by_page(key, "scans", "", _step(None, cancelled)))

    def _page_by_page(self, key: str, request: str, text: str, step: Progress) -> Iterator[Any]:
        pages = len(self._pages_of(key))
        for first in range(0, pages, _PAGES_AT_ONCE):
            step(first / pages, text)
            after = min(first + _PAGES_AT_ONCE, pages)
            yield from self._submit(partial(self._about, key, -1, request, key, first, after))
        step(1.0, text)

    def submit_render(self, key: str, page: int, spec: RenderSpec, done: Done) -> Ticket:
        """Order a picture of a page. `done` gets it, or what went wrong, on this worker's own thread."""
        ticket = Ticket(self, key, page, spec, done)
        self.start()
        with self._wake:
            if not self._closed:
                self._renders.append(ticket)
                self._wake.notify_all()
        return ticket

    def close_view(self, key: str) -> None:
        """Forget a document. Returns at once."""
        with self._wake:
            self._renders = [ticket for ticket in self._renders if ticket.key != key]
            if self._closed or self._thread is None:
                return
            self._requests.append((lambda: self._drop(key), Future()))
            self._wake.notify_all()


def _step(progress: Progress | None, cancelled: Callable[[], bool] | None) -> Progress:
    """What tells of progress and raises Cancelled."""

    def step(part: float, text: str) -> None:
        if cancelled is not None and cancelled():
            raise Cancelled
        if progress is not None:
            progress(part, text)

    return step
