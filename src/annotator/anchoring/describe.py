"""A range of a text, written down so that it can be found again (W3C Web Annotation, section 4.2)."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Sequence

from annotator.domain.annotation import Selectors
from annotator.domain.document import Page
from annotator.domain.text import Paragraphs
from annotator.domain.text import paragraphs as find_paragraphs

# The length of context Hypothesis and the W3C examples use: enough to tell twins apart, short enough to read.
CONTEXT = 32


def describe(
    text: str,
    start: int,
    end: int,
    *,
    paragraphs: Paragraphs | None = None,
    pages: Sequence[Page] = (),
) -> Selectors:
    """The selectors of `text[start:end]`; offsets are code points, end exclusive.

    `paragraphs` may be passed where they are known already. The locator is the page's printed label for a paged
    original, else the paragraph's number; a passage over several has both ends (`4-5`).
    Raises ValueError where the range is empty or outside the text.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"no such range: {start}–{end} in a text of {len(text)} characters")
    blocks = find_paragraphs(text) if paragraphs is None else paragraphs
    first, last = blocks.at(start), blocks.at(end - 1)
    fragment = page_label = ""
    if pages:
        first_page, last_page = _page(pages, start), _page(pages, end - 1)
        fragment = f"page={first_page + 1}"
        page_label = pages[first_page].label or str(first_page + 1)
        locator_label = "page"
        locator_value = _span(page_label, pages[last_page].label or str(last_page + 1))
    else:
        locator_label = "paragraph" if first else ""
        locator_value = _span(str(first), str(last)) if first else ""
    return Selectors(
        start=start,
        end=end,
        exact=text[start:end],
        prefix=text[max(0, start - CONTEXT) : start],
        suffix=text[end : end + CONTEXT],
        fragment=fragment,
        paragraph=first,
        page_label=page_label,
        locator_label=locator_label,
        locator_value=locator_value,
    )


def _page(pages: Sequence[Page], offset: int) -> int:
    return max(0, bisect_right(pages, offset, key=lambda page: page.start) - 1)


def _span(first: str, last: str) -> str:
    return first if first == last else f"{first}-{last}"
