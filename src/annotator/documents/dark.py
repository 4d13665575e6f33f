"""A PDF page in dark colours: lightness turned, hues kept, pictures on it left as they are. Worker only."""

from __future__ import annotations

from typing import Any

from annotator.domain.geometry import Rect

from .engine import pymupdf

# A picture over more of the page than this is a scan: the page itself, and turned with it.
_WHOLE = 0.7
# Smaller ones (points, on a side) are rules, bullets and signs.
_LEAST = 12.0
_MOST = 200


def pictures(page: Any) -> tuple[Rect, ...]:
    """Where the pictures of a page stand, as displayed. Drawings of one bit a pixel are ink, not pictures."""
    whole = page.rect.width * page.rect.height
    found: list[Rect] = []
    try:
        entries = page.get_image_info()
    except (RuntimeError, ValueError):
        return ()
    for entry in entries[:_MOST]:
        box = pymupdf.Rect(entry["bbox"])
        if page.rotation:
            box = box * page.rotation_matrix
        box = box & page.rect
        if entry["bpc"] > 1 and box.width >= _LEAST and box.height >= _LEAST and box.width * box.height <= _WHOLE * whole:
            found.append(Rect(*box))
    return tuple(found)


def turn(raw: Any, scale: float, kept: tuple[Rect, ...], ink: int, paper: int) -> None:
    """Turn the lightness of a raw pixmap so that white becomes `paper` and black `ink`, but not within `kept`."""
    mupdf = pymupdf.mupdf
    boxes = [mupdf.FzIrect(*(pymupdf.Rect(*box) * pymupdf.Matrix(scale, scale)).irect) for box in kept]
    before = mupdf.fz_clone_pixmap(raw) if boxes else None
    mupdf.fz_invert_pixmap_luminance(raw)
    if (paper, ink) != (0, 0xFFFFFF):
        mupdf.fz_tint_pixmap(raw, paper, ink)
    for box in boxes:
        mupdf.fz_copy_pixmap_rect(raw, before, box, mupdf.FzDefaultColorspaces())
