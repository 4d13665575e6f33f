"""Web pages: the main article first, then everything else of the page. Worker only."""

from __future__ import annotations

from annotator.domain.document import Capture

from .encoding import decode


def read_html(data: bytes, name: str) -> Capture:
    """Read a web page."""
    raise NotImplementedError(decode(data, markup=True).encoding + name)
