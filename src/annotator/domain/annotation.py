"""A highlighted passage: W3C Web Annotation's target with quote and position selectors."""

from __future__ import annotations

from dataclasses import dataclass, replace
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

    @property
    def located_by_hand(self) -> bool:
        """Whether somebody said where the passage stands ("timestamp 1:02:03"), other than by counting."""
        counted = {"page": self.page_label, "paragraph": str(self.paragraph or "")}.get(
            self.locator_label, ""
        )
        value = self.locator_value
        return bool(value) and not (counted and (value == counted or value.startswith(f"{counted}-")))

    def at_place_of(self, before: Selectors) -> Selectors:
        """These, with the locator that somebody gave `before`, if anybody did."""
        if not before.located_by_hand:
            return self
        return replace(self, locator_label=before.locator_label, locator_value=before.locator_value)


class Style(StrEnum):
    """How a passage is marked. An area is a rectangle of a page, a bookmark a place; neither need hold words."""

    HIGHLIGHT = "highlight"
    UNDERLINE = "underline"
    AREA = "area"
    NOTE = "note"
    BOOKMARK = "bookmark"


@dataclass(frozen=True, slots=True)
class Part:
    """A further, discontiguous range of a highlight, in the same document. Offsets are code points, end exclusive."""

    start: int
    end: int
    exact: str
    prefix: str = ""
    suffix: str = ""


class ProposalState(StrEnum):
    """What a newer version holds of a passage: something like it, nothing, or nothing that the reviewer would take."""

    FUZZY = "fuzzy"
    NONE = "none"
    KEPT = "kept"


@dataclass(frozen=True, slots=True)
class Proposal:
    """What a newer version (`document`) offers for a passage; nothing follows from it until somebody accepts it.

    `score` is 0 to 1. The range is empty at 0 where nothing was found. `parts` go with those of the annotation.
    """

    document: str
    start: int = 0
    end: int = 0
    exact: str = ""
    score: float = 0.0
    state: ProposalState = ProposalState.FUZZY
    parts: tuple[Part, ...] = ()


@dataclass(frozen=True, slots=True)
class Annotation:
    """One highlight on one document. `source` is the document's, None for a treaty text.

    With `parts` the passage goes on elsewhere; the selectors are those of its first range. An area has `start == end`,
    no words, and its rectangle in the fragment (`page=N&xywh=x,y,w,h`, points).

    `pinned` chooses it for bibliographies. `display` is the quotation as somebody edited it for print (with […] and
    [words of their own], see `domain.quotes.edited_from`), `translation` their translation of it; both "" for none.
    """

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
    parts: tuple[Part, ...] = ()
    style: str = Style.HIGHLIGHT
    proposal: Proposal | None = None
    pinned: bool = False
    display: str = ""
    translation: str = ""

    @property
    def verified(self) -> bool:
        """Whether the words are known to stand in the version that the annotation is shown in."""
        return self.state in (AnchorState.EXACT, AnchorState.MOVED)
