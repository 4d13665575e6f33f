"""Where a passage stands, in short."""

from __future__ import annotations

from annotator.domain.annotation import Selectors
from annotator.domain.i18n import tr


def locator(paragraph: int, page_label: str) -> str:
    """Where a passage stands, in short: the printed page where there is one, else the paragraph."""
    if page_label:
        return tr("p. {page}", page=page_label)
    return tr("¶ {number}", number=paragraph) if paragraph else ""


def where(selectors: Selectors) -> str:
    """The locator of a highlight."""
    return locator(selectors.paragraph, selectors.page_label)
