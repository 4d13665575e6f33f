"""PyMuPDF, which has no types. Worker only: nothing that runs in the window's process imports this."""

from __future__ import annotations

from typing import Any

import pymupdf as _pymupdf

pymupdf: Any = _pymupdf

# What a damaged file can make MuPDF say; its own errors pass through PyMuPDF unchanged in many calls.
DAMAGE: tuple[type[Exception], ...] = (RuntimeError, ValueError, pymupdf.mupdf.FzErrorBase)
