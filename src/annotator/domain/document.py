"""One captured file of a source: its original bytes, and the text layer made from it once."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a paged original: its range in the text layer (code points) and its printed label.

    `furniture`: ranges of the text layer within it that are no part of the running text, ascending: running heads, page
    numbers, footnotes and their marks. A quotation that runs over them leaves them out.
    """

    start: int
    end: int
    label: str
    furniture: tuple[tuple[int, int], ...] = ()


def furniture_within(pages: Sequence[Page], start: int, end: int) -> list[tuple[int, int]]:
    """The furniture that the passage `[start, end)` runs over: it begins before and ends behind it."""
    first = bisect_right(pages, start, key=lambda page: page.end)
    found = []
    for page in islice(pages, first, None):
        if page.start >= end:
            break
        found += [(low, high) for low, high in page.furniture if start < low and high < end]
    return found


@dataclass(frozen=True, slots=True)
class OutlineEntry:
    """A heading or bookmark: depth from 1, and where it stands in the text layer (code points)."""

    level: int
    title: str
    start: int


@dataclass(frozen=True, slots=True)
class Document:
    """A capture. `text`, the original bytes and the article are stored beside it and read apart from it.

    main_end  offset where the article ends and the rest of the saved page (furniture) begins; `length`
              where nothing was set apart
    pages     empty where the original has no pages of its own
    source    None for the text of an instrument's version
    """

    id: str
    source: str | None
    sha256: str
    media_type: str
    file_name: str
    size: int
    extractor: str
    extractor_version: str
    length: int
    main_end: int
    pages: tuple[Page, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    supersedes: str | None = None
    captured: str = ""
    trashed: bool = False


@dataclass(frozen=True, slots=True)
class Found:
    """One piece of metadata read from a file, and whether it was stated there or guessed from the layout.

    `reason` says in a few words why it was read so, where that is not plain.
    """

    value: str
    guessed: bool
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Capture:
    """All that importing one file yields, before anything is written to a project.

    text      the text layer: NFC, LF, immutable from here on
    article   sanitised XHTML whose non-blank characters are exactly those of `text`, in order;
              None for a PDF, which shows its own pages
    fields    CSL field name → what was found: title, container_title, issued, language, url, type …
    authors   (family, given, literal) triples, with the flag that they were guessed
    """

    file_name: str
    media_type: str
    original: bytes
    sha256: str
    text: str
    article: str | None
    extractor: str
    extractor_version: str
    main_end: int
    pages: tuple[Page, ...] = ()
    outline: tuple[OutlineEntry, ...] = ()
    fields: dict[str, Found] | None = None
    authors: tuple[tuple[str, str, str], ...] = ()
    authors_guessed: bool = False
    warnings: tuple[str, ...] = ()


def chapter_of(outline: Sequence[OutlineEntry], offset: int) -> str:
    """The title of the chapter that holds `offset`: the last entry of the topmost level before it, or nothing."""
    top = min((entry.level for entry in outline), default=0)
    found = ""
    for entry in sorted(outline, key=lambda entry: entry.start):
        if entry.start > offset:
            break
        if entry.level == top:
            found = entry.title
    return found
