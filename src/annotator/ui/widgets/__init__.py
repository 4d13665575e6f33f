"""Small parts every workspace uses: chips, cards, segmented controls, empty states, filter fields."""

from __future__ import annotations

from annotator.ui.widgets.basics import (
    Card,
    Chip,
    EmptyState,
    FilterField,
    Heading,
    Label,
    OneLine,
    Swatch,
    Tool,
)
from annotator.ui.widgets.flow import FlowLayout
from annotator.ui.widgets.segmented import Segmented
from annotator.ui.widgets.turns import FIRST, SECOND, Turns

__all__ = [
    "FIRST",
    "SECOND",
    "Card",
    "Chip",
    "EmptyState",
    "FilterField",
    "FlowLayout",
    "Heading",
    "Label",
    "OneLine",
    "Segmented",
    "Swatch",
    "Tool",
    "Turns",
]
