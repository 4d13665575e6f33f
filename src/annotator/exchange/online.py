"""The one module that goes online, and only when the user asks: metadata by DOI (Crossref) or ISBN (Open Library).

Polite: it says who it is, waits a second between requests, gives up after ten, and reads no more than a megabyte.
What comes back is parsed by pure functions.
"""

from __future__ import annotations

import json
import re
import threading
import time
from collections.abc import Callable, Mapping
from typing import Any
from urllib.error import HTTPError, URLError
from urllib.parse import quote
from urllib.request import HTTPRedirectHandler, HTTPSHandler, Request, build_opener

from annotator import __version__
from annotator.citation import csl
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.exchange import dates
from annotator.exchange.found import Item
from annotator.exchange.matching import doi as bare_doi
from annotator.exchange.matching import isbn as bare_isbn
from annotator.exchange.names import particles
from annotator.exchange.richtext import clean_item

AGENT = f"Annotator/{__version__} (desktop program for annotating treaties and literature)"
_SECONDS = 10.0
_PAUSE = 1.0
_MOST = 1 << 20
_CROSSREF = "https://api.crossref.org/works/"
_OPEN_LIBRARY = "https://openlibrary.org/api/books?format=json&jscmd=data&bibkeys=ISBN:"

Fetch = Callable[[str], bytes]

# Crossref's types in CSL, where they are named otherwise.
_TYPES = {
    "journal-article": "article-journal", "book-chapter": "chapter", "book-section": "chapter", "book-part": "chapter",
    "monograph": "book", "edited-book": "book", "reference-book": "book", "reference-entry": "entry",
    "proceedings-article": "paper-conference", "proceedings": "book", "dissertation": "thesis",
    "posted-content": "article", "report-series": "report", "journal": "periodical", "journal-issue": "periodical",
    "peer-review": "review", "other": "document", "component": "document", "grant": "document", "report-component": "report",
}  # fmt: skip
_KEPT = (
    "DOI", "URL", "volume", "issue", "publisher", "publisher-location", "page", "language", "abstract", "edition-number",
)  # fmt: skip
_ROLES = ("author", "editor", "translator")


class _NoDowngrade(HTTPRedirectHandler):
    """A redirect to plain HTTP or to a file is not followed."""

    def redirect_request(self, req: Any, fp: Any, code: int, msg: str, headers: Any, newurl: str) -> Any:
        if not newurl.startswith("https://"):
            raise URLError("redirected away from https")
        return super().redirect_request(req, fp, code, msg, headers, newurl)


class Fetcher:
    """Fetches addresses one after the other, with a pause between them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self._last = 0.0

    def __call__(self, address: str) -> bytes:
        """The body behind an https address. Raises UserError with what to do."""
        opener = build_opener(_NoDowngrade, HTTPSHandler())
        request = Request(address, headers={"User-Agent": AGENT, "Accept": "application/json"})
        with self._lock:
            time.sleep(max(0.0, self._last + _PAUSE - time.monotonic()))
            try:
                with opener.open(request, timeout=_SECONDS) as answer:
                    body: bytes = answer.read(_MOST + 1)
            except HTTPError as error:
                raise _refused(error.code) from error
            except (URLError, OSError) as error:
                raise UserError(
                    tr("The server could not be reached."),
                    kept=tr("Nothing was changed."),
                    advice=tr("Check the connection, or type the data in."),
                    details=str(error),
                ) from error
            finally:
                self._last = time.monotonic()
        if len(body) > _MOST:
            raise UserError(tr("The answer is too large."), kept=tr("Nothing was changed."))
        return body


def by_doi(text: str, fetch: Fetch) -> Source:
    """What Crossref knows of a DOI. Raises UserError."""
    key = bare_doi(text)
    if not re.fullmatch(r"10\.\d{4,9}/\S+", key):
        raise UserError(tr("“{doi}” is no DOI.", doi=text), advice=tr("It looks like 10.1000/182."))
    return _parsed(fetch(_CROSSREF + quote(key, safe="")), crossref)


def by_isbn(text: str, fetch: Fetch) -> Source:
    """What Open Library knows of an ISBN. Raises UserError."""
    key = bare_isbn(text)
    if not key:
        raise UserError(tr("“{isbn}” is no ISBN.", isbn=text), advice=tr("It has 10 or 13 digits."))
    return _parsed(fetch(_OPEN_LIBRARY + key), open_library)


def _parsed(body: bytes, parse: Callable[[Any], Item]) -> Source:
    try:
        return csl.from_csl(clean_item(parse(json.loads(body))))
    except (ValueError, RecursionError) as error:
        raise UserError(
            tr("The server’s answer could not be understood, or it knows no such work."),
            kept=tr("Nothing was changed."),
            advice=tr("Type the data in."),
            details=str(error),
        ) from error


def crossref(answer: Any) -> Item:
    """The CSL item in an answer of `api.crossref.org/works/{doi}`. Raises ValueError for anything else."""
    work = answer.get("message") if isinstance(answer, Mapping) else None
    if not isinstance(work, Mapping):
        raise ValueError("no message")
    kind = str(work.get("type", ""))
    item: Item = {"type": _TYPES.get(kind, kind if kind in csl.TYPES else "document")}
    title, below = _first(work.get("title")), _first(work.get("subtitle"))
    item["title"] = f"{title}: {below}" if title and below and below not in title else title
    item["original-title"] = _first(work.get("original-title"))
    item["container-title"] = _first(work.get("container-title"))
    item["container-title-short"] = _first(work.get("short-container-title"))
    for name in _KEPT:
        variable = {"publisher-location": "publisher-place", "edition-number": "edition"}.get(name, name)
        item[variable] = _text(work.get(name))
    item["page"] = item["page"].replace("-", "–")
    item["ISBN"], item["ISSN"] = _first(work.get("ISBN")), _first(work.get("ISSN"))
    item["keyword"] = ", ".join(_text(one) for one in _list(work.get("subject")))
    for name in ("published-print", "published", "published-online", "issued"):
        date = work.get(name)
        parts: object = date.get("date-parts") if isinstance(date, Mapping) else None
        if isinstance(parts, list) and parts and isinstance(parts[0], list) and any(parts[0]):
            item["issued"] = {"date-parts": [[part for part in parts[0] if isinstance(part, int)]]}
            break
    for role in _ROLES:
        item[role] = [person for one in _list(work.get(role)) if (person := _name(one))]
    return _filled(item)


def open_library(answer: Any) -> Item:
    """The CSL item in an answer of Open Library's books API (`jscmd=data`). Raises ValueError where it has none."""
    works = list(answer.values()) if isinstance(answer, Mapping) else []
    if not works or not isinstance(works[0], Mapping):
        raise ValueError("no book")
    work = works[0]
    item: Item = {"type": "book"}
    title, below = _text(work.get("title")), _text(work.get("subtitle"))
    item["title"] = f"{title}: {below}" if title and below else title
    item["author"] = [_straight(_named(one)) for one in _list(work.get("authors")) if _named(one)]
    item["publisher"] = next(filter(None, map(_named, _list(work.get("publishers")))), "")
    item["publisher-place"] = next(filter(None, map(_named, _list(work.get("publish_places")))), "")
    item["issued"] = dates.loose(_text(work.get("publish_date")))
    item["number-of-pages"] = _text(work.get("number_of_pages"))
    numbers = work.get("identifiers")
    numbers = numbers if isinstance(numbers, Mapping) else {}
    item["ISBN"] = _first(numbers.get("isbn_13")) or _first(numbers.get("isbn_10"))
    return _filled(item)


def _filled(item: Item) -> Item:
    found = {key: value for key, value in item.items() if value}
    if not found.get("title"):
        raise ValueError("no title")
    return found


def _list(value: object) -> list[Any]:
    return value if isinstance(value, list) else []


def _text(value: object) -> str:
    return str(value).strip() if isinstance(value, (str, int)) and not isinstance(value, bool) else ""


def _first(value: object) -> str:
    return next(filter(None, map(_text, _list(value))), "")


def _named(value: object) -> str:
    return _text(value.get("name")) if isinstance(value, Mapping) else ""


def _name(value: object) -> Item:
    if not isinstance(value, Mapping):
        return {}
    if whole := _text(value.get("name")):
        return {"literal": whole}
    name = particles(_text(value.get("family")), _text(value.get("given")))
    if suffix := _text(value.get("suffix")):
        name["suffix"] = suffix
    return name


def _straight(text: str) -> Item:
    """A name as it is spoken: the last word is the family name."""
    given, _, family = text.rpartition(" ")
    words = given.split(" ")
    while len(words) > 1 and words[-1][:1].islower():
        family = f"{words.pop()} {family}"
    return particles(family, " ".join(words)) if given else {"literal": text}


def _refused(status: int) -> UserError:
    if status == 404:
        return UserError(
            tr("Nobody there knows this number."),
            kept=tr("Nothing was changed."),
            advice=tr("Check it for misprints, or type the data in."),
        )
    return UserError(
        tr("The server refused ({status}).", status=status),
        kept=tr("Nothing was changed."),
        advice=tr("Try again later, or type the data in."),
    )
