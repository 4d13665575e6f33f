"""A highlighted passage: W3C Web Annotation's target with quote and position selectors."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum


class AnchorState(StrEnum):
    """How sure it is that the passage stands where we say (Hypothesis's cascade, never silent)."""

    EXACT = "exact"
    MOVED = "moved"
    FUZZY = "fuzzy"
    ORPHAN = "orphan"


class Colour(StrEnum):
    """The five highlight colours; what each means is the project's own (see `settings`)."""

    YELLOW = "yellow"
    RED = "red"
    GREEN = "green"
    BLUE = "blue"
    PURPLE = "purple"


@dataclass(frozen=True, slots=True)
class Selectors:
    """Where a passage stands, in four ways. Offsets are code points, end exclusive.

    `prefix` and `suffix` hold up to 32 code points of context, as the W3C model's TextQuoteSelector.
    `fragment` is `page=N` (N from 1) for paged originals, else empty. The locator is CSL's.
    """

    start: int
    end: int
    exact: str
    prefix: str
    suffix: str
    fragment: str = ""
    paragraph: int = 0
    page_label: str = ""
    locator_label: str = ""
    locator_value: str = ""


@dataclass(frozen=True, slots=True)
class Annotation:
    """One highlight on one document. `source` is the document's, None for a treaty text."""

    id: str
    document: str
    source: str | None
    selectors: Selectors
    motivation: str = "highlighting"
    colour: str = Colour.YELLOW
    note: str = ""
    state: AnchorState = AnchorState.EXACT
    score: float | None = None
    author: str = ""
    created: str = ""
    modified: str = ""
    trashed: bool = False
