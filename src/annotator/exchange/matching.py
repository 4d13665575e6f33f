"""When two sources are the same work: by DOI, ISBN or address, else by title, year and first author.

Thresholds are rapidfuzz's token sort ratio (0 to 100) of folded titles; they were set so that "Part I" and "Part II"
of one report, and chapters of one book, stay apart.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from urllib.parse import parse_qsl, urlencode, urlsplit

from annotator.domain.source import Source
from annotator.domain.text import fold

SAME_TITLE = 92.0
# With an identifier in common, a title that differs more than this means that the identifier is the whole's.
NOT_UNLIKE = 55.0
_PARTS_OF_BOOKS = frozenset(
    ["chapter", "entry", "entry-dictionary", "entry-encyclopedia", "paper-conference"]
)
_TRACKING = re.compile(r"utm_\w+|fbclid|gclid|ref|ref_src", re.IGNORECASE)
_NUMBERS = re.compile(r"\b(?:\d+|[ivxlc]+)\b")


@dataclass(frozen=True, slots=True)
class Match:
    """Two sources that seem to be one: the other's id, why (doi, isbn, url, title), on what, and how sure (0 to 100)."""

    source: str
    reason: str
    detail: str
    score: float


def doi(text: str) -> str:
    """A DOI without its resolver, in small letters."""
    return re.sub(
        r"^(?:https?://(?:dx\.)?doi\.org/|doi:\s*)", "", text.strip(), flags=re.IGNORECASE
    ).casefold()


def isbn(text: str) -> str:
    """An ISBN as thirteen digits; "" for what is none (the check digit is not checked: misprints occur on covers)."""
    digits = re.sub(r"[^0-9Xx]", "", re.split(r"[;,]| \(", text.strip())[0])
    if len(digits) == 13:
        return digits
    if len(digits) != 10:
        return ""
    body = "978" + digits[:9]
    total = sum(int(d) * (3 if n % 2 else 1) for n, d in enumerate(body) if d.isdigit())
    return body + str(-total % 10)


def url(text: str) -> str:
    """An address without what differs between two copies of it; "" for a bare host, which says nothing."""
    try:
        parts = urlsplit(text.strip())
    except ValueError:
        return ""
    query = urlencode([(k, v) for k, v in parse_qsl(parts.query) if not _TRACKING.fullmatch(k)])
    path = parts.path.rstrip("/")
    if not parts.netloc or not (path or query):
        return ""
    return parts.netloc.casefold().removeprefix("www.") + path + (f"?{query}" if query else "")


@lru_cache(maxsize=4096)
def title(text: str) -> str:
    """A title for comparing: folded, without markup and punctuation."""
    return " ".join(re.findall(r"[^\W_]+", fold(re.sub(r"<[^>]*>", "", text))))


class Index:
    """Sources by what tells them apart, for finding the ones that another may be."""

    def __init__(self, sources: Iterable[Source] = ()) -> None:
        self.sources: dict[str, Source] = {}
        self._titles: dict[str, str] = {}
        self._exact: dict[tuple[str, str], list[str]] = {}
        # First author → year → id → title: what a title is compared with.
        self._people: dict[str, dict[str, dict[str, str]]] = {}
        for source in sources:
            self.add(source)

    def add(self, source: Source) -> None:
        """Take a source in."""
        self.sources[source.id] = source
        self._titles[source.id] = title(source.title)
        for kind, value in _identifiers(source):
            self._exact.setdefault((kind, value), []).append(source.id)
        years = self._people.setdefault(_person(source), {})
        years.setdefault(_year(source), {})[source.id] = self._titles[source.id]

    def matches(self, source: Source) -> Iterator[Match]:
        """The sources that `source` may be, each once, the surest reason first."""
        seen = {source.id}
        mine = self._titles.get(source.id) or title(source.title)
        for kind, value in _identifiers(source):
            for other in self._exact.get((kind, value), ()):
                if other not in seen and self._agree(kind, source, mine, other):
                    seen.add(other)
                    yield Match(other, kind, value, 100.0)
        if len(mine) < 4:
            return
        years, year = self._people.get(_person(source), {}), _year(source)
        # An unknown year agrees with each.
        for near in [years.get(year, {}), years.get("", {})] if year else list(years.values()):
            yield from self._titled(source, mine, near, seen)

    def _titled(self, source: Source, mine: str, near: dict[str, str], seen: set[str]) -> Iterator[Match]:
        from rapidfuzz import fuzz, process

        for _, score, other in process.extract(
            mine, near, scorer=fuzz.token_sort_ratio, processor=None, score_cutoff=SAME_TITLE, limit=None
        ):
            if other in seen:
                continue
            seen.add(other)
            if self._same_parts(source, mine, self.sources[other], self._titles[other]):
                yield Match(other, "title", self.sources[other].title, round(float(score), 1))

    def _agree(self, kind: str, source: Source, mine: str, other: str) -> bool:
        from rapidfuzz import fuzz

        theirs, found = self._titles[other], self.sources[other]
        if kind == "isbn" and (source.type in _PARTS_OF_BOOKS) != (found.type in _PARTS_OF_BOOKS):
            return False
        if kind == "isbn" and source.volume and found.volume and source.volume != found.volume:
            return False
        if kind == "doi" or not mine or not theirs:
            return True
        # A page's title is often cut short or has the site's name behind it.
        alike = fuzz.token_set_ratio if kind == "url" else fuzz.token_sort_ratio
        return bool(alike(mine, theirs) >= NOT_UNLIKE) and _numbers(mine) == _numbers(theirs)

    def _same_parts(self, source: Source, mine: str, other: Source, theirs: str) -> bool:
        if _numbers(mine) != _numbers(theirs):
            return False
        if doi(source.doi) and doi(other.doi) and doi(source.doi) != doi(other.doi):
            return False
        return all(
            not one or not two or one == two
            for one, two in ((source.volume, other.volume), (source.issue, other.issue))
        )


def _identifiers(source: Source) -> Iterator[tuple[str, str]]:
    for kind, value in (("doi", doi(source.doi)), ("isbn", isbn(source.isbn)), ("url", url(source.url))):
        if value:
            yield kind, value


def _person(source: Source) -> str:
    people = source.authors or tuple(c.agent for c in source.contributors)
    return title(people[0].surname or people[0].literal) if people else ""


def _year(source: Source) -> str:
    match = re.search(r"\d{4}", source.issued)
    return match[0] if match else ""


def _numbers(folded: str) -> list[str]:
    return sorted(_NUMBERS.findall(folded))
