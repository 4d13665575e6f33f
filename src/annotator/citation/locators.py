"""Locators: where in its source a quotation stands, under CSL's names, and how a style prints that."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from annotator.domain.annotation import Selectors

# CSL 1.0.2, "Locators". `article-locator` is the term citeproc-js prints for `article`.
_LABELS_LISTED = """
    act appendix article-locator book canon chapter column elocation equation figure folio issue line note
    opus page paragraph part rule scene section sub-verbo supplement table timestamp title-locator verse
    version volume
"""
LABELS = frozenset(_LABELS_LISTED.split())
# The label of a place that CSL has no word for: the value says all ("point 9", "preamble").
IN_WORDS = "in words"
# Before a locator in words: citeproc-js reads "art. I" as a label and a number, and a style without labels then prints
# the number alone. The engine takes it away again.
SHIELD = "\ue000"
_SEVERAL = re.compile(r"\d\s*(?:[-–—,&;]|and)\s*\d|[ivxlc]\s*[-–—]\s*[ivxlc]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Locator:
    """A CSL locator; an empty value means there is none."""

    label: str = ""
    value: str = ""

    def __bool__(self) -> bool:
        return bool(self.value)

    @property
    def is_plural(self) -> bool:
        """Whether the value names several (`4–6`, `4, 9`)."""
        return bool(_SEVERAL.search(self.value))


class Terms(Protocol):
    """Something that knows a style's words: the engine."""

    @property
    def labels_locators(self) -> bool:
        """Whether the style prints what a locator counts, or takes every number for a page's."""

    def term(self, name: str, *, plural: bool = False, form: str = "short") -> str:
        """A CSL term, "" where there is none."""


def of(selectors: Selectors) -> Locator:
    """The locator of a passage: the one it carries, else its printed page, else its paragraph."""
    if selectors.locator_value:
        label = selectors.locator_label or "page"
        label = {"article": "article-locator", "title": "title-locator"}.get(label, label)
        return Locator(label if label in LABELS or label == IN_WORDS else "page", selectors.locator_value)
    if selectors.page_label:
        return Locator("page", selectors.page_label)
    if selectors.paragraph > 0:
        return Locator("paragraph", str(selectors.paragraph))
    return Locator()


def display(locator: Locator, terms: Terms) -> str:
    """The locator in the style's own words: "para. 20", "para 20", "¶ 20", "p. iv", "pp. 4–6"; "" for none."""
    if not locator or locator.label == IN_WORDS:
        return locator.value
    # Styles that name no kind of place in words (Bluebook) have signs for them.
    sign = "" if terms.labels_locators else terms.term(locator.label, plural=locator.is_plural, form="symbol")
    word = sign or terms.term(locator.label, plural=locator.is_plural)
    return f"{word} {locator.value}" if word else locator.value


def csl_cite(item: str, locator: Locator, terms: Terms) -> dict[str, object]:
    """One cite for `Engine.citation`, with the locator where there is one.

    For a style that prints bare numbers (Bluebook) what is counted goes into the number, or paragraph 3 would be
    read as page 3.
    """
    if not locator:
        return {"id": item}
    if locator.label == IN_WORDS:
        return {"id": item, "suffix": f", {locator.value}"}
    if locator.label == "page" or terms.labels_locators:
        return {"id": item, "locator": locator.value, "label": locator.label}
    return {"id": item, "locator": _with_sign(locator, terms), "label": "page"}


def left_out(locator: Locator, printed: str, terms: Terms) -> str:
    """The place in words where a style printed a citation without it; "" where it is there."""
    return "" if not locator or _number(locator, printed) else display(locator, terms)


def in_doubt(locator: Locator, printed: str, elsewhere: str, terms: Terms) -> bool:
    """Whether the number that stands for the place in `printed` may be another: the day in "Aug. 9, 2025" is no
    paragraph 9. `elsewhere`: what the style prints of the work without a place.
    """
    return (
        bool(locator)
        and _number(locator, printed)
        and display(locator, terms) not in printed
        and (
            _number(locator, elsewhere)
            or bool(re.search(rf"\bn(?:ote|\.)? {re.escape(locator.value)}\b", printed))
        )
    )


# No date, volume or page is this: where it is printed, the place is.
PROBE = "98765"


def probe(item: str, label: str, terms: Terms) -> dict[str, object]:
    """A cite that tells whether a style prints a place so labelled: whether `PROBE` stands in it."""
    return csl_cite(item, Locator(label, PROBE), terms)


def _number(locator: Locator, printed: str) -> bool:
    # Styles set ranges with a dash and may shorten their end (44–61 for 44-61): the first number is enough.
    first = re.split(r"[-–—,;&]", locator.value)[0].strip()
    return not first or re.search(rf"(?<!\w){re.escape(first)}(?!\w)", printed) is not None


def after_ibid(locator: Locator, printed: str, terms: Terms) -> str:
    """The place with what it counts, where a style put the bare number after "ibid": paragraph 10 is no page 10."""
    if not locator or locator.label in ("page", IN_WORDS) or not terms.labels_locators:
        return ""
    same = re.escape(terms.term("ibid", form="long").strip("."))
    bare = same and re.fullmatch(rf"\W*{same}\W*{re.escape(locator.value)}\W*", printed, re.IGNORECASE)
    return display(locator, terms) if bare else ""


def _with_sign(locator: Locator, terms: Terms) -> str:
    words = display(locator, terms)
    return SHIELD + words if words[:1].isalpha() else words
