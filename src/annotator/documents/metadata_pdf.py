"""What a PDF says about itself."""

from __future__ import annotations

from typing import Any

from .found import Findings


def describe(document: Any, texts: list[str]) -> Findings:
    """Title and authors from the information dictionary."""
    return Findings()
