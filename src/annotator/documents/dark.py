"""A PDF page in dark colours: lightness turned, hues kept, pictures on it left as they are. Worker only."""

from __future__ import annotations

from functools import cache
from typing import Any

from annotator.domain.geometry import Rect

from .engine import DAMAGE, pymupdf

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
    except DAMAGE:
        return ()
    for entry in entries[:_MOST]:
        box = pymupdf.Rect(entry["bbox"])
        if page.rotation:
            box = box * page.rotation_matrix
        box = box & page.rect
        if (
            entry["bpc"] > 1
            and box.width >= _LEAST
            and box.height >= _LEAST
            and box.width * box.height <= _WHOLE * whole
        ):
            found.append(Rect(*box))
    return tuple(found)


@cache
def _ends(paper: int, ink: int) -> tuple[int, int]:
    """What to tint black and white with after turning, so that white has become exactly `paper` and black `ink`.

    MuPDF's turning goes by way of luminance and chroma and leaves white a few steps short of black.
    """
    mupdf = pymupdf.mupdf
    probe = mupdf.fz_new_pixmap_with_bbox(
        mupdf.fz_device_rgb(), mupdf.FzIrect(0, 0, 1, 1), mupdf.FzSeparations(), 0
    )
    turned = []
    for value in (255, 0):
        mupdf.fz_clear_pixmap_with_value(probe, value)
        mupdf.fz_invert_pixmap_luminance(probe)
        turned.append(pymupdf.Pixmap("raw", probe).pixel(0, 0)[0])
    white, black = turned
    low = high = 0
    for shift in (16, 8, 0):
        dark, light = paper >> shift & 255, ink >> shift & 255
        slope = (light - dark) * 255 / max(black - white, 1)
        first = dark - slope * white / 255
        low |= min(max(round(first), 0), 255) << shift
        high |= min(max(round(first + slope), 0), 255) << shift
    return low, high


def turn(raw: Any, scale: float, kept: tuple[Rect, ...], ink: int, paper: int) -> None:
    """Turn the lightness of a raw pixmap so that white becomes `paper` and black `ink`, but not within `kept`."""
    mupdf = pymupdf.mupdf
    boxes = [mupdf.FzIrect(*(pymupdf.Rect(*box) * pymupdf.Matrix(scale, scale)).irect) for box in kept]
    before = mupdf.fz_clone_pixmap(raw) if boxes else None
    mupdf.fz_invert_pixmap_luminance(raw)
    mupdf.fz_tint_pixmap(raw, *_ends(paper, ink))
    for box in boxes:
        mupdf.fz_copy_pixmap_rect(raw, before, box, mupdf.FzDefaultColorspaces())
