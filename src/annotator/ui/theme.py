"""The look: semantic tokens read from TOML, light and dark, and the book that hands them to every widget."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from enum import StrEnum
from pathlib import Path
from typing import Any, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QColor, QFont, QFontDatabase, QGuiApplication, QPalette

from annotator.domain.resources import resource

# First family installed wins; the last names are on every system Qt runs on.
SANS = (
    "Noto Sans",
    "Segoe UI",
    "SF Pro Text",
    "Cantarell",
    "Ubuntu",
    "Roboto",
    "Open Sans",
    "DejaVu Sans",
    "Arial",
)
SERIF = (
    "Source Serif 4",
    "Noto Serif",
    "Charter",
    "Cambria",
    "Georgia",
    "Libertinus Serif",
    "TeX Gyre Pagella",
    "DejaVu Serif",
    "Times New Roman",
)


class Pair(NamedTuple):
    """A ground and the text on it, both `#rrggbb`."""

    bg: str
    fg: str


class Choice(StrEnum):
    """What the View menu offers."""

    SYSTEM = "system"
    LIGHT = "light"
    DARK = "dark"


@dataclass(frozen=True, slots=True)
class Theme:
    """Semantic colour tokens as `#rrggbb` (or `#rrggbbaa`): named for what they are for, never for a hue.

    highlights  colour name → swatch; `washes` the same as laid under words on `paper`
    stances     stance → ground and text of its chip
    papers      "light", "sepia", "dark" → what the reader sets pages on
    """

    name: str
    dark: bool
    window: str
    surface: str
    raised: str
    canvas: str
    paper: str
    ink: str
    muted: str
    line: str
    line_strong: str
    accent: str
    accent_ink: str
    accent_soft: str
    hover: str
    selection: str
    selection_ink: str
    focus: str
    shadow: str
    chip_bg: str
    chip_fg: str
    link_bg: str
    link_fg: str
    warning: str
    warning_bg: str
    danger: str
    danger_bg: str
    success: str
    success_bg: str
    popup_bg: str
    popup_field: str
    popup_ink: str
    popup_muted: str
    highlights: Mapping[str, str]
    washes: Mapping[str, str]
    stances: Mapping[str, Pair]
    papers: Mapping[str, Pair]

    def colour(self, token: str) -> QColor:
        """The token as a QColor; alpha, where given, comes last as in CSS."""
        return qcolor(getattr(self, token))


def qcolor(value: str) -> QColor:
    """A CSS `#rrggbb` or `#rrggbbaa` as QColor (Qt itself reads eight digits as `#aarrggbb`)."""
    if len(value) == 9:
        colour = QColor(value[:7])
        colour.setAlpha(int(value[7:], 16))
        return colour
    return QColor(value)


def load(path: Path) -> Theme:
    """Read a theme; KeyError or TypeError where a token is missing or unknown (that is our own file)."""
    data: dict[str, Any] = tomllib.loads(path.read_text(encoding="utf-8"))
    known = {f.name for f in fields(Theme)}
    tokens: dict[str, str] = data["tokens"]
    if unknown := set(tokens) - known:
        raise KeyError(f"{path.name}: unknown tokens {sorted(unknown)}")
    return Theme(
        name=data["name"],
        dark=data["dark"],
        highlights=data["highlights"],
        washes=data["washes"],
        stances={key: Pair(*value) for key, value in data["stances"].items()},
        papers={key: Pair(*value) for key, value in data["papers"].items()},
        **tokens,
    )


class ThemeBook(QObject):
    """Holds the theme in use and says when it changes; passed to every widget that paints.

    Follows the system's light or dark scheme unless the user chose one.
    """

    changed = Signal()

    def __init__(self, choice: str = Choice.SYSTEM, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._light = load(resource("themes", "light.toml"))
        self._dark = load(resource("themes", "dark.toml"))
        self._choice = Choice(choice)
        self._families: dict[tuple[str, ...], str] = {}
        self._theme = self._pick()
        hints = QGuiApplication.styleHints()
        if hints is not None:
            hints.colorSchemeChanged.connect(self._refresh)

    @property
    def theme(self) -> Theme:
        """The tokens in use."""
        return self._theme

    @property
    def choice(self) -> Choice:
        """What the user chose."""
        return self._choice

    def set_choice(self, choice: str) -> None:
        """Use `system`, `light` or `dark` from now on."""
        self._choice = Choice(choice)
        self._refresh()

    def colour(self, token: str) -> QColor:
        """A token of the theme in use."""
        return self._theme.colour(token)

    def serif(self, points: float | None = None, *, bold: bool = False) -> QFont:
        """The face of quotations."""
        return self._font(SERIF, points, bold)

    def sans(self, points: float | None = None, *, bold: bool = False) -> QFont:
        """The face of everything else."""
        return self._font(SANS, points, bold)

    def _font(self, families: tuple[str, ...], points: float | None, bold: bool) -> QFont:
        font = QFont(QGuiApplication.font())
        font.setFamily(self.family(families))
        if points is not None:
            font.setPointSizeF(points)
        font.setBold(bold)
        return font

    def family(self, families: tuple[str, ...]) -> str:
        """The first of `families` that is installed."""
        if families not in self._families:
            installed = set(QFontDatabase.families())
            self._families[families] = next((f for f in families if f in installed), families[-1])
        return self._families[families]

    def _pick(self) -> Theme:
        if self._choice == Choice.SYSTEM:
            hints = QGuiApplication.styleHints()
            dark = hints is not None and hints.colorScheme() == Qt.ColorScheme.Dark
        else:
            dark = self._choice == Choice.DARK
        return self._dark if dark else self._light

    def _refresh(self, *_: object) -> None:
        theme = self._pick()
        if theme is not self._theme:
            self._theme = theme
            self.changed.emit()


def palette(theme: Theme) -> QPalette:
    """Qt's palette from the tokens, for what the style sheet does not name."""
    roles = {
        QPalette.ColorRole.Window: theme.window,
        QPalette.ColorRole.WindowText: theme.ink,
        QPalette.ColorRole.Base: theme.raised,
        QPalette.ColorRole.AlternateBase: theme.surface,
        QPalette.ColorRole.Text: theme.ink,
        QPalette.ColorRole.Button: theme.raised,
        QPalette.ColorRole.ButtonText: theme.ink,
        QPalette.ColorRole.BrightText: theme.accent_ink,
        QPalette.ColorRole.Highlight: theme.accent,
        QPalette.ColorRole.HighlightedText: theme.accent_ink,
        QPalette.ColorRole.Link: theme.link_fg,
        QPalette.ColorRole.LinkVisited: theme.link_fg,
        QPalette.ColorRole.ToolTipBase: theme.popup_bg,
        QPalette.ColorRole.ToolTipText: theme.popup_ink,
        QPalette.ColorRole.PlaceholderText: theme.muted,
        QPalette.ColorRole.Light: theme.raised,
        QPalette.ColorRole.Midlight: theme.hover,
        QPalette.ColorRole.Mid: theme.line,
        QPalette.ColorRole.Dark: theme.line_strong,
        QPalette.ColorRole.Shadow: theme.line_strong,
    }
    result = QPalette()
    for role, value in roles.items():
        result.setColor(role, qcolor(value))
    disabled = QPalette.ColorGroup.Disabled
    for role in (QPalette.ColorRole.WindowText, QPalette.ColorRole.Text, QPalette.ColorRole.ButtonText):
        result.setColor(disabled, role, qcolor(theme.line_strong))
    return result
