"""Web archives: the page they were made for, out of a WARC (ISO 28500) or a WACZ. Worker only."""

from __future__ import annotations

import io
import json
import zlib
from collections.abc import Iterator
from typing import Any

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

from .package import Package
from .savedpage import WEB, Origin, Page, english_date

_LARGEST = 64 << 20
_MOST_RECORDS = 200_000
_HTML = ("text/html", "application/xhtml+xml")


def is_warc(data: bytes) -> bool:
    """Whether `data` begins like a WARC, packed or not."""
    if data.startswith(b"WARC/"):
        return True
    if not data.startswith(b"\x1f\x8b"):
        return False
    try:
        return zlib.decompressobj(31).decompress(data[:4096], 16).startswith(b"WARC/")
    except zlib.error:
        return False


def read_warc(data: bytes, wanted: str = "") -> Page:
    """The page at the address `wanted`, else the first page in the archive. Raises UserError where there is none."""
    first: Page | None = None
    for page in _pages(data):
        if not wanted or page.origin.url.rstrip("/") == wanted.rstrip("/"):
            return page
        first = first or page
    if first is None:
        raise UserError(
            tr("The archive holds no web page that could be read."), kept=tr("Nothing was changed.")
        )
    return first


def read_wacz(package: Package) -> Page:
    """The first page listed in a WACZ, out of the archives inside it."""
    wanted = _listed(package)
    archives = [
        name
        for name in package.names()
        if name.startswith("archive/") and name.endswith((".warc.gz", ".warc"))
    ]
    pages: list[Page] = []
    for name in sorted(archives)[:100]:
        try:
            page = read_warc(package.read(name), wanted)
        except UserError:
            if len(archives) == 1:
                raise
            continue
        if not wanted or page.origin.url.rstrip("/") == wanted.rstrip("/"):
            return page
        pages.append(page)
    if not pages:
        raise UserError(
            tr("The archive holds no web page that could be read."), kept=tr("Nothing was changed.")
        )
    return pages[0]


def _listed(package: Package) -> str:
    if not package.has("pages/pages.jsonl"):
        return ""
    for line in package.read("pages/pages.jsonl")[:1_000_000].splitlines()[:50]:
        try:
            entry = json.loads(line)
        except (ValueError, RecursionError):
            continue
        url = entry.get("url") if isinstance(entry, dict) else None
        if isinstance(url, str) and WEB.fullmatch(url):
            return url
    return ""


def _pages(data: bytes) -> Iterator[Page]:
    from warcio import archiveiterator
    from warcio.exceptions import ArchiveLoadFailed
    from warcio.statusandheaders import StatusAndHeadersParserException

    iterate: Any = archiveiterator.ArchiveIterator
    try:
        for count, record in enumerate(iterate(io.BytesIO(data), verify_http=False)):
            if count >= _MOST_RECORDS:
                return
            page = _page(record)
            if page is not None:
                yield page
    except (
        ArchiveLoadFailed,
        StatusAndHeadersParserException,
        zlib.error,
        EOFError,
        OSError,
        ValueError,
        OverflowError,
    ) as error:
        raise UserError(
            tr("The file is damaged or incomplete."),
            kept=tr("Nothing was changed."),
            advice=tr("Get it again from where it came."),
            details=repr(error),
        ) from error


def _page(record: Any) -> Page | None:
    """A record's page, if it is the answer to a request for one."""
    headers = record.rec_headers
    url = headers.get_header("WARC-Target-URI") or ""
    if record.rec_type == "response" and record.http_headers is not None:
        kind = record.http_headers.get_header("Content-Type") or ""
        if record.http_headers.get_statuscode() != "200":
            return None
    elif record.rec_type == "resource":
        kind = headers.get_header("Content-Type") or ""
    else:
        return None
    media, _, parameters = kind.partition(";")
    if media.strip().lower() not in _HTML or not WEB.fullmatch(url):
        return None
    body = record.content_stream().read(_LARGEST + 1)
    if len(body) > _LARGEST:
        raise UserError(tr("A part of the file is too large."), kept=tr("Nothing was changed."), details=url)
    if not body.strip():
        return None
    charset = parameters.lower().partition("charset=")[2].strip(" \"';")
    return Page(body, charset, Origin(url, english_date(headers.get_header("WARC-Date") or "")))
