"""What the layout of a plain text says about it. All of it is a guess."""

from __future__ import annotations

from .found import Findings


def describe(text: str, *, markdown: bool) -> tuple[Findings, frozenset[int], frozenset[int]]:
    """The findings, and the numbers of the blocks that are the title, and author or date lines."""
    return Findings(), frozenset(), frozenset()
