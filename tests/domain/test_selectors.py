"""Where a passage stands: counted by the program, or said by somebody."""

from __future__ import annotations

import pytest

from annotator.domain.annotation import Selectors


def at(label: str, value: str, *, page: str = "", paragraph: int = 0) -> Selectors:
    return Selectors(
        0, 1, "x", "", "", paragraph=paragraph, page_label=page, locator_label=label, locator_value=value
    )


@pytest.mark.parametrize(
    ("selectors", "by_hand"),
    [
        (at("page", "iv", page="iv", paragraph=3), False),
        (at("page", "4-5", page="4", paragraph=3), False),
        (at("page", "A-1", page="A-1"), False),
        (at("paragraph", "3", paragraph=3), False),
        (at("paragraph", "3-4", paragraph=3), False),
        (at("", ""), False),
        (at("page", "7", page="4"), True),
        (at("page", "7", paragraph=3), True),
        (at("paragraph", "30", paragraph=3), True),
        (at("timestamp", "1:02", paragraph=3), True),
    ],
)
def test_what_was_counted_is_told_from_what_was_said(selectors: Selectors, by_hand: bool) -> None:
    assert selectors.located_by_hand is by_hand
    counted = at("paragraph", "9", paragraph=9)
    after = counted.at_place_of(selectors)
    assert after.locator_value == (selectors.locator_value if by_hand else "9")
