"""The theme: complete tokens, readable pairs, following the user's choice."""

from __future__ import annotations

import pytest
from pytestqt.qtbot import QtBot

from annotator.domain.annotation import Colour
from annotator.domain.claim import Stance
from annotator.domain.resources import resource
from annotator.ui.icons import GLYPHS, icon
from annotator.ui.style import sheet
from annotator.ui.theme import Theme, ThemeBook, load, palette


def luminance(colour: str) -> float:
    """WCAG 2.2's relative luminance."""
    channels = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """WCAG 2.2's contrast ratio."""
    low, high = sorted((luminance(one), luminance(other)))
    return (high + 0.05) / (low + 0.05)


@pytest.fixture(params=["light", "dark"])
def theme(request: pytest.FixtureRequest) -> Theme:
    return load(resource("themes", f"{request.param}.toml"))


def test_contrast_is_wcags_for_black_on_white() -> None:
    assert contrast("#000000", "#ffffff") == pytest.approx(21)


@pytest.mark.parametrize("ground", ["window", "surface", "raised", "paper", "accent_soft", "hover"])
@pytest.mark.parametrize("text", ["ink", "muted"])
def test_text_is_readable_on_every_ground(theme: Theme, ground: str, text: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


@pytest.mark.parametrize(
    ("ground", "text"),
    [
        ("accent", "accent_ink"),
        ("selection", "selection_ink"),
        ("chip_bg", "chip_fg"),
        ("link_bg", "link_fg"),
        ("warning_bg", "warning"),
        ("danger_bg", "danger"),
        ("success_bg", "success"),
        ("raised", "warning"),
        ("raised", "danger"),
        ("raised", "success"),
        ("popup_bg", "popup_ink"),
        ("popup_bg", "popup_muted"),
        ("popup_field", "popup_ink"),
        ("popup_field", "popup_muted"),
    ],
)
def test_each_pair_is_readable(theme: Theme, ground: str, text: str) -> None:
    assert contrast(getattr(theme, text), getattr(theme, ground)) >= 4.5


def test_words_are_readable_under_every_highlight(theme: Theme) -> None:
    for wash in theme.washes.values():
        assert contrast(theme.ink, wash) >= 4.5


def test_stances_and_papers_are_readable(theme: Theme) -> None:
    for pair in (*theme.stances.values(), *theme.papers.values()):
        assert contrast(pair.fg, pair.bg) >= 4.5


def test_every_colour_and_stance_has_its_token(theme: Theme) -> None:
    assert set(theme.highlights) == set(theme.washes) == {c.value for c in Colour}
    assert set(theme.stances) == {s.value for s in Stance}


def test_the_style_sheet_leaves_no_placeholder(theme: Theme) -> None:
    made = sheet(theme, 10.0, "Serif")
    assert theme.accent in made
    assert "{accent}" not in made


def test_choosing_dark_is_announced_once(qtbot: QtBot) -> None:
    book = ThemeBook("light")
    with qtbot.waitSignal(book.changed):
        book.set_choice("dark")
    assert book.theme.dark
    assert palette(book.theme).window().color().name() == book.theme.window
    with qtbot.assertNotEmitted(book.changed):
        book.set_choice("dark")


def test_every_icon_can_be_drawn(qtbot: QtBot) -> None:
    book = ThemeBook("light")
    for key in GLYPHS:
        assert not icon(key, book.theme).pixmap(16).isNull(), key
