"""How the reader likes articles set, and the colours that follow from it and the theme."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import asdict, dataclass, replace

from PySide6.QtGui import QColor

from annotator.documents.views import RGB, LayoutSpec
from annotator.ui.theme import Theme, qcolor

PAPERS = ("auto", "light", "sepia", "dark")
FAMILIES = ("serif", "sans")
# Widths of a line of text in ems: 66 characters a line is what typographers call comfortable.
MEASURES = {"narrow": 27.0, "normal": 33.0, "wide": 42.0}
# An article on a narrow window is not set narrower than this.
LEAST_EMS = 14.0
TYPE_SIZES = (9.0, 28.0)
LINE_HEIGHTS = (1.2, 2.2)


@dataclass(frozen=True, slots=True)
class ReadingStyle:
    """What the "Aa" menu sets; kept by the window between sessions."""

    paper: str = "auto"
    family: str = "serif"
    font_pt: float = 13.0
    measure: str = "normal"
    line_height: float = 1.55
    dark_pages: bool = False  # PDFs light on dark; pictures on them stay as they are

    def spec(self, room_pt: float, *, show_rest: bool) -> LayoutSpec:
        """The layout for a window that has `room_pt` points for the text."""
        wished = MEASURES[self.measure] * self.font_pt
        width = max(min(wished, room_pt), LEAST_EMS * self.font_pt)
        return LayoutSpec(round(width, 1), self.font_pt, self.family, self.line_height, show_rest)

    def larger(self, step: float) -> ReadingStyle:
        """Type larger or smaller by `step` points, within bounds."""
        return replace(self, font_pt=min(max(self.font_pt + step, TYPE_SIZES[0]), TYPE_SIZES[1]))

    def airier(self, step: float) -> ReadingStyle:
        """Lines further apart or closer, within bounds."""
        height = min(max(self.line_height + step, LINE_HEIGHTS[0]), LINE_HEIGHTS[1])
        return replace(self, line_height=round(height, 2))

    def to_json(self) -> dict[str, object]:
        """As plain values, for the window's settings."""
        return asdict(self)

    @classmethod
    def from_json(cls, values: Mapping[str, object]) -> ReadingStyle:
        """From settings; anything that is not a known value is left at its default."""
        style = cls()
        paper, family, measure = values.get("paper"), values.get("family"), values.get("measure")
        font, height = values.get("font_pt"), values.get("line_height")
        if paper in PAPERS:
            style = replace(style, paper=str(paper))
        if family in FAMILIES:
            style = replace(style, family=str(family))
        if measure in MEASURES:
            style = replace(style, measure=str(measure))
        if isinstance(font, int | float) and TYPE_SIZES[0] <= font <= TYPE_SIZES[1]:
            style = replace(style, font_pt=float(font))
        if isinstance(height, int | float) and LINE_HEIGHTS[0] <= height <= LINE_HEIGHTS[1]:
            style = replace(style, line_height=float(height))
        return replace(style, dark_pages=values.get("dark_pages") is True)


def mixed(one: QColor, other: QColor, part: float) -> QColor:
    """`part` of `one` and the rest of `other`."""
    return QColor.fromRgbF(
        one.redF() * part + other.redF() * (1 - part),
        one.greenF() * part + other.greenF() * (1 - part),
        one.blueF() * part + other.blueF() * (1 - part),
    )


@dataclass(frozen=True, slots=True)
class Inks:
    """Colours of one canvas: paper and text, and the washes that let text through.

    dark    the paper is dark: washes lighten it; on light paper they are multiplied
    tint    colours to render in; None leaves PDF pages as they are
    dim     a light page in a dark window is dimmed by this much black, 0–255
    """

    paper: QColor
    ink: QColor
    dark: bool
    tint: tuple[RGB, RGB] | None
    dim: int
    washes: Mapping[str, QColor]
    selection: QColor
    found: QColor
    found_here: QColor


def inks(theme: Theme, style: ReadingStyle, *, continuous: bool) -> Inks:
    """The colours for an article (`continuous`) or for pages that bring their own."""
    paper = ("dark" if theme.dark else "light") if style.paper == "auto" else style.paper
    if not continuous:
        paper = "dark" if style.dark_pages else "light"
    ground, text = (qcolor(value) for value in theme.papers[paper])
    dark = ground.lightnessF() < 0.5
    if dark == theme.dark:
        washes = {name: qcolor(value) for name, value in theme.washes.items()}
        selection = qcolor(theme.selection)
    else:
        # The theme's washes are for paper of its own kind.
        towards = ground if dark else QColor("#ffffff")
        washes = {
            name: mixed(qcolor(v), towards, 0.42 if dark else 0.5) for name, v in theme.highlights.items()
        }
        selection = mixed(qcolor(theme.accent), towards, 0.6 if dark else 0.3)
    swatch = qcolor(theme.highlights["yellow"])
    tint = None
    if continuous or style.dark_pages:
        tint = (RGB(text.red(), text.green(), text.blue()), RGB(ground.red(), ground.green(), ground.blue()))
    return Inks(
        ground,
        text,
        dark,
        tint,
        34 if theme.dark and not continuous and not style.dark_pages else 0,
        washes,
        selection,
        mixed(swatch, ground, 0.3 if dark else 0.42),
        mixed(QColor("#ff8c1a"), ground, 0.5 if dark else 0.7),
    )
