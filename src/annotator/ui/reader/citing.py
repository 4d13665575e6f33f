"""A quotation with its plain, short citation, for the clipboard."""

from __future__ import annotations

from annotator.domain.annotation import Selectors
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.domain.wording import byline


def locator(paragraph: int, page_label: str) -> str:
    """Where a passage stands, in short: the printed page where there is one, else the paragraph."""
    if page_label:
        return tr("p. {page}", page=page_label)
    return tr("¶ {number}", number=paragraph) if paragraph else ""


def where(selectors: Selectors) -> str:
    """The locator of a highlight."""
    return locator(selectors.paragraph, selectors.page_label)


def cited(words: str, source: Source | None, title: str, place: str) -> str:
    """“Words” (Author, “Title”, date, place); what is not known is left out.

    >>> cited("It  is\\nso.", None, "Statement", "¶ 3")
    '“It is so.” (“Statement”, ¶ 3)'
    """
    parts = [byline(source.authors), source.issued] if source is not None else ["", ""]
    name = (source.title if source is not None else "") or title
    inner = [parts[0], f"“{name}”" if name else "", parts[1], place]
    return f"“{' '.join(words.split())}” ({', '.join(part for part in inner if part)})"
