"""PyMuPDF, which has no types. Worker only: nothing that runs in the window's process imports this."""

from __future__ import annotations

from typing import Any

import pymupdf as _pymupdf

pymupdf: Any = _pymupdf
