"""Web pages as programs save them: what they note about where and when; MHTML; the clipboard's HTML. Worker only.

Nothing is fetched, and of a page's pictures, styles and frames nothing is read.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from email import message_from_bytes
from email.message import Message
from email.utils import parsedate_to_datetime

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

WEB = re.compile(r"https?://[^\s<>\"']{1,2000}", re.I)
# Embedded pictures and fonts; short ones stay, they cost nothing.
_DATA = re.compile(rb"data:[a-zA-Z0-9.+/-]{0,100}[^,\"'()<>\s]{0,100},[A-Za-z0-9+/=%._~!$&*;:@,-]{200,}")
_HEAD = 65_536
_SINGLEFILE = re.compile(
    r"<!--\s*Page saved with SingleFile\s+url:\s*(?P<url>\S+)\s+saved date:\s*(?P<date>[^\n<>]*?)\s*-->", re.I
)
# Internet Explorer, Edge and Chrome; the number is the address's length.
_SAVED_FROM = re.compile(r"<!--\s*saved from url=\(\d{4,}\)(?P<url>[^\s<>]+?)\s*-->", re.I)
_MIRRORED = re.compile(
    r"<!--\s*Mirrored from (?P<url>\S+) by HTTrack[^\n<>]*?,\s*(?P<date>\w{3}, \d{1,2} \w{3} \d{4})[^\n<>]*-->",
    re.I,
)
_ENGLISH = re.compile(
    r"(?:\w{3},?\s+)?(?:(?P<m>[A-Z][a-z]{2})\s+(?P<d>\d{1,2})|(?P<d2>\d{1,2})\s+(?P<m2>[A-Z][a-z]{2}))\s+(?P<y>\d{4})"
)
_MONTHS = ("Jan", "Feb", "Mar", "Apr", "May", "Jun", "Jul", "Aug", "Sep", "Oct", "Nov", "Dec")
_BOUNDARY = re.compile(rb"""boundary\s*=\s*(?:"([^"\r\n]{1,200})"|([^\s;"]{1,200}))""", re.I)
_MOST_PARTS = 5_000
_DEEPEST = 4


@dataclass(frozen=True, slots=True)
class Origin:
    """Where a saved page came from and when it was saved (EDTF); empty where the file does not say."""

    url: str = ""
    accessed: str = ""


@dataclass(frozen=True, slots=True)
class Page:
    """The HTML of a saved page, the encoding its container names, and its origin."""

    data: bytes
    encoding: str
    origin: Origin


def without_data(data: bytes) -> bytes:
    """A page without the files embedded in it, which are most of a page saved as a single file."""
    return _DATA.sub(b"data:,", data)


def noted(markup: str) -> Origin:
    """What the program that saved a page wrote into a comment near its beginning."""
    head = markup[:_HEAD]
    for pattern in (_SINGLEFILE, _SAVED_FROM, _MIRRORED):
        match = pattern.search(head)
        if match:
            url = match["url"] if WEB.fullmatch(match["url"]) else ""
            if pattern is _MIRRORED and not url:
                url = (
                    f"http://{match['url']}"
                    if re.fullmatch(r"[\w.-]+\.[a-z]{2,}(?:/\S*)?", match["url"], re.I)
                    else ""
                )
            return Origin(url, english_date(match.groupdict().get("date") or ""))
    return Origin()


def english_date(text: str) -> str:
    """The day in a date as programs write it (JavaScript's, RFC 5322's, ISO 8601); empty where it is none."""
    iso = re.match(r"(\d{4})-(\d\d)-(\d\d)", text.strip())
    match = _ENGLISH.search(text)
    try:
        if iso:
            return date(*map(int, iso.groups())).isoformat()
        if match:
            month = _MONTHS.index(match["m"] or match["m2"]) + 1
            return date(int(match["y"]), month, int(match["d"] or match["d2"])).isoformat()
    except ValueError:
        return ""
    return ""


def is_mhtml(data: bytes) -> bool:
    """Whether `data` begins like a page saved with its parts (RFC 2557)."""
    head = data[:8192].lstrip().lower()
    return b"multipart/related" in head and b"content-type:" in head and head.startswith((b"from:", b"mime-version:", b"content-type:", b"date:", b"subject:", b"x-"))  # fmt: skip


def read_mhtml(data: bytes) -> Page:
    """The main page of an MHTML file. Raises UserError where it holds none."""
    top = message_from_bytes(data[: _header_end(data)])
    found = _html_part(data, 0)
    if found is None:
        raise UserError(tr("The file holds no web page that could be read."), kept=tr("Nothing was changed."))
    payload = found.get_payload(decode=True)
    locations = (
        top.get("Snapshot-Content-Location"),
        found.get("Content-Location"),
        top.get("Content-Location"),
    )
    url = next((str(one).strip() for one in locations if one and WEB.fullmatch(str(one).strip())), "")
    return Page(
        payload if isinstance(payload, bytes) else b"",
        str(found.get_content_charset() or ""),
        Origin(url, _header_date(str(top.get("Date") or ""))),
    )


def _html_part(data: bytes, depth: int) -> Message | None:
    """The first page among the parts; parts behind it are not looked at."""
    boundary = _BOUNDARY.search(data[: _header_end(data)])
    if boundary is None or depth > _DEEPEST:
        return None
    for part in data.split(b"--" + (boundary[1] or boundary[2]), _MOST_PARTS)[1:]:
        part = part.lstrip(b"\r\n")
        head = message_from_bytes(part[: _header_end(part)])
        kind = head.get_content_type()
        if kind in ("text/html", "application/xhtml+xml"):
            return message_from_bytes(part)
        if kind.startswith("multipart/"):
            inner = _html_part(part, depth + 1)
            if inner is not None:
                return inner
    return None


def _header_end(data: bytes) -> int:
    ends = [at for at in (data.find(b"\r\n\r\n", 0, _HEAD), data.find(b"\n\n", 0, _HEAD)) if at >= 0]
    return min(ends, default=min(len(data), _HEAD))


def _header_date(text: str) -> str:
    try:
        return parsedate_to_datetime(text).date().isoformat()
    except (ValueError, TypeError):
        return ""


def is_clipboard(data: bytes) -> bool:
    """Whether `data` is Windows' clipboard format for HTML ("HTML Format": offsets, then the page)."""
    return data.startswith(b"Version:") and b"StartHTML:" in data[:300]


def read_clipboard(data: bytes) -> Page:
    """The copied fragment and the address it was copied from."""
    head = data[: data.find(b"<")] if b"<" in data else data
    source = re.search(rb"^SourceURL:(\S+)", head, re.M)
    url = source[1].decode("utf-8", "replace") if source else ""
    return Page(fragment(data[len(head) :]), "utf-8", Origin(url if WEB.fullmatch(url) else ""))


def fragment(data: bytes) -> bytes:
    """What stands between the clipboard's fragment marks; everything where there are none."""
    start, end = (
        re.search(rb"<!--\s*StartFragment\s*-->", data),
        re.search(rb"<!--\s*EndFragment\s*-->", data),
    )
    return data[start.end() : end.start()] if start and end and start.end() <= end.start() else data
