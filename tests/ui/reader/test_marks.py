"""Highlights by place, margin chips, the cache of pictures."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtGui import QFontMetricsF
from pytestqt.qtbot import QtBot

from annotator.documents.views import Picture, RenderSpec
from annotator.domain.annotation import AnchorState, Annotation, Selectors
from annotator.domain.claim import Stance, Voice
from annotator.domain.geometry import Rect
from annotator.domain.treaty import Fidelity
from annotator.store.rows import AnnotationRow, ClaimLink, ProvisionLink
from annotator.ui.reader.chips import lay_out
from annotator.ui.reader.citing import locator
from annotator.ui.reader.pictures import Key, Pictures, specs
from annotator.ui.reader.spans import Spans
from annotator.ui.theme import ThemeBook


def row(
    id: str, start: int, end: int, *, claims: int = 0, provisions: int = 0, state=AnchorState.EXACT
) -> AnnotationRow:
    return AnnotationRow(
        Annotation(id, "d", None, Selectors(start, end, "", "", ""), state=state),
        tuple(
            ProvisionLink(f"m{n}", f"p{n}", "i", "Agreement", "art_1", f"Art. {n}", Fidelity.UNCHECKED, True)
            for n in range(provisions)
        ),
        tuple(
            ClaimLink(f"e{n}", f"c{n}", f"C{n:02d}", "Words", Stance.SUPPORTS, Voice.AUTHOR, "")
            for n in range(claims)
        ),
    )


RANGES = st.lists(st.tuples(st.integers(0, 40), st.integers(1, 15)), max_size=12)


@given(RANGES, st.integers(0, 45), st.integers(1, 10))
def test_overlapping_rows_are_those_that_share_a_character(ranges: list, low: int, length: int) -> None:
    spans = Spans([row(str(n), start, start + size) for n, (start, size) in enumerate(ranges)])
    found = {one.annotation.id for one in spans.overlapping(low, low + length)}
    assert found == {
        str(n) for n, (start, size) in enumerate(ranges) if start < low + length and start + size > low
    }


spot = st.tuples(
    st.integers(0, 9), st.integers(0, 60), st.integers(1, 30), st.sampled_from(list(AnchorState))
)


@given(st.lists(st.tuples(spot, st.booleans()), max_size=30))
def test_changed_rows_give_the_same_as_all_rows_read_again(
    steps: list[tuple[tuple[int, int, int, AnchorState], bool]],
) -> None:
    held: dict[str, AnnotationRow] = {}
    spans = Spans()
    for (number, start, size, state), kept in steps:
        id = str(number)
        held.pop(id, None)
        if kept:
            held[id] = row(id, start, start + size, state=state)
        spans.change([id], [held[id]] if kept else [])
        again = Spans(list(held.values()))
        assert spans.everything == again.everything
        assert spans.doubtful == again.doubtful
        for offset in range(0, 95, 3):
            assert list(spans.overlapping(offset, offset + 4)) == list(again.overlapping(offset, offset + 4))


def test_changed_rows_take_the_place_of_the_old_ones() -> None:
    spans = Spans([row("a", 0, 5), row("b", 10, 20)])
    spans.change(["a", "b"], [row("b", 2, 4)])
    assert [one.annotation.id for one in spans.everything] == ["b"]
    assert [one.annotation.id for one in spans.at(3)] == ["b"]
    assert spans.at(12) == []


def test_orphans_stand_in_their_own_version_and_are_counted() -> None:
    spans = Spans([row("a", 0, 5), row("o", 0, 5, state=AnchorState.ORPHAN)])
    assert {one.annotation.id for one in spans.at(1)} == {"a", "o"}
    assert (len(spans.everything), spans.doubtful) == (2, 1)


def test_chips_never_overlap_nor_leave_their_room(qtbot: QtBot) -> None:
    themes = ThemeBook("light")
    metrics = QFontMetricsF(themes.sans(8.5))
    entries = [(100.0 + n, row(str(n), n, n + 1, claims=n % 4, provisions=n % 3)) for n in range(12)]
    chips = list(lay_out(entries, 500.0, 600.0, metrics, themes.theme))
    assert len(chips) == sum(n % 4 + n % 3 for n in range(12))
    for index, chip in enumerate(chips):
        assert 500 <= chip.rect.left() < chip.rect.right() <= 600
        assert not any(chip.rect.intersects(other.rect) for other in chips[index + 1 :])


def test_many_links_end_in_a_count(qtbot: QtBot) -> None:
    themes = ThemeBook("dark")
    metrics = QFontMetricsF(themes.sans(8.5))
    chips = list(lay_out([(0.0, row("a", 0, 1, claims=9))], 0.0, 90.0, metrics, themes.theme))
    assert [chip.label.text for chip in chips][-1] == "+4"


def test_a_small_page_is_pictured_whole_and_a_large_one_in_tiles_that_cover_what_is_seen() -> None:
    base = RenderSpec(1.0)
    assert specs((600, 800), Rect(0, 0, 600, 800), base) == [base]
    tiles = specs((3000, 3000), Rect(1000, 0, 2100, 900), base)
    assert [tile.clip for tile in tiles] == [
        Rect(0, 0, 1024, 1024),
        Rect(1024, 0, 2048, 1024),
        Rect(2048, 0, 3000, 1024),
    ]


class Renders:
    """Answers at once with a grey picture, or keeps the requests."""

    def __init__(self) -> None:
        self.asked: list[tuple[int, Callable[[Any], None]]] = []
        self.cancelled = 0

    def submit_render(self, key: str, page: int, spec: RenderSpec, done: Callable[[Any], None]) -> Renders:
        self.asked.append((page, done))
        return self

    def cancel(self) -> None:
        self.cancelled += 1


def test_the_cache_keeps_to_its_bytes_and_asks_for_neighbours_only_after_what_is_seen(qtbot: QtBot) -> None:
    renders = Renders()
    pictures = Pictures(renders, budget=2 * 400)  # type: ignore[arg-type]
    keys = [Key("d", 1, page, RenderSpec(1.0)) for page in range(5)]

    assert not pictures.want("d", keys[:2], keys[2:4])
    assert [page for page, _ in renders.asked] == [1, 0]
    with qtbot.waitSignal(pictures.arrived, check_params_cb=lambda _, page: page == 0):
        for page, done in list(renders.asked):
            done(Picture(10, 10, 40, bytes(400), page, RenderSpec(1.0)))
    renders.asked.clear()
    assert pictures.want("d", keys[:2], keys[2:4])
    assert sorted(page for page, _ in renders.asked) == [2, 3]
    pictures.want("d", [keys[4]])
    assert renders.cancelled == 2
    with qtbot.waitSignal(pictures.arrived):
        renders.asked[-1][1](Picture(10, 10, 40, bytes(400), 4, RenderSpec(1.0)))
    assert pictures.bytes == 800
    pictures.forget("d")
    assert pictures.bytes == 0


@pytest.mark.parametrize(("paragraph", "page", "said"), [(3, "", "¶ 3"), (3, "iv", "p. iv"), (0, "", "")])
def test_a_place_is_the_printed_page_or_the_paragraph(paragraph: int, page: str, said: str) -> None:
    assert locator(paragraph, page) == said
