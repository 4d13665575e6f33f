"""Pages that are pictures of pages: told from hardly any text and a picture over most of the page."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annotator.domain.document import Page

# A page number or a stamp is no text layer.
FEW = 10
_COVERS = 0.7


def looks_scanned(text_length: int, pages: Sequence[Page]) -> bool:
    """Whether most pages have no text: what the text layer alone says, without opening the file."""
    if not pages or text_length == 0:
        return bool(pages)
    return 2 * sum(page.end - page.start < FEW for page in pages) > len(pages)


def is_scan(page: Any, text: str) -> bool:
    """Whether a MuPDF page with this `text` is a picture of a page. Worker only."""
    from .engine import DAMAGE

    if len("".join(text.split())) >= FEW:
        return False
    whole = page.rect.width * page.rect.height
    try:
        covered = max((_area(page, entry["bbox"]) for entry in page.get_image_info()), default=0.0)
    except DAMAGE:
        return False
    return bool(whole > 0 and covered > _COVERS * whole)


def _area(page: Any, box: Sequence[float]) -> float:
    x0, y0, x1, y1 = box
    limits = page.cropbox
    width = max(min(x1, limits.width) - max(x0, 0.0), 0.0)
    height = max(min(y1, limits.height) - max(y0, 0.0), 0.0)
    return float(width * height)
