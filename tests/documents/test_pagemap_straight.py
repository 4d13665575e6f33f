"""A line whose glyphs stand in their order is covered as one that is looked through glyph by glyph."""

from __future__ import annotations

from array import array

from hypothesis import given
from hypothesis import strategies as st

from annotator.documents.pagemap import PageMap


def line(steps: list[tuple[float, float]]) -> PageMap:
    """One line of glyphs, each some way from the one before it."""
    low, high, at = [], [], 0.0
    for gap, width in steps:
        at += gap
        low.append(at)
        at += width
        high.append(at)
    return PageMap(
        0, 0, len(steps), array("i", range(len(steps))), array("f", low), array("f", high), bytes(len(steps)),
        array("i", [0, len(steps)]), array("f", [0, 10, at, 22]), array("f", [0, at]), bytes(1),
    )  # fmt: skip


step = st.tuples(st.floats(-3, 4, width=16, allow_nan=False), st.floats(0, 9, width=16, allow_nan=False))


@given(st.lists(step, min_size=1, max_size=12), st.integers(0, 11), st.integers(1, 12))
def test_the_short_way_covers_the_same(steps: list[tuple[float, float]], start: int, length: int) -> None:
    page, looked_through = line(steps), line(steps)
    looked_through._straight[0] = False
    assert page.rects(start, start + length) == looked_through.rects(start, start + length)
