"""From points on a page to pixels in the viewport and back. Pure geometry of one canvas at one moment."""

from __future__ import annotations

from dataclasses import dataclass, field
from math import floor

from PySide6.QtCore import QPointF, QRectF

from annotator.domain.geometry import Rect
from annotator.ui.reader.column import Column
from annotator.ui.reader.measures import DESK, NATURAL, chip_room

SMALLEST, LARGEST = 0.1, 8.0
# Between the pages of a PDF.
GAP = 14.0
# Around an article's text, in points: grows with the zoom as the text does. A narrow window gets a narrower margin.
MARGIN_X, MARGIN_Y = 46.0, 42.0
LEAST_MARGIN, MARGIN_PART = 14.0, 0.075


@dataclass(slots=True)
class Frame:
    """Where everything is: `x`, `y` scroll position; `width`, `height` of the viewport; `ratio` device pixels."""

    column: Column = field(default_factory=lambda: Column([], NATURAL))
    continuous: bool = False
    width: float = 0.0
    height: float = 0.0
    x: float = 0.0
    y: float = 0.0
    ratio: float = 1.0

    @property
    def scale(self) -> float:
        """Logical pixels per point."""
        return self.column.scale

    @property
    def side(self) -> float:
        """An article's margin at each side, in points."""
        return max(min(MARGIN_PART * self.width / self.scale, MARGIN_X), LEAST_MARGIN)

    @property
    def margin(self) -> tuple[float, float]:
        """Paper around the text of an article, in pixels; a PDF page brings its own."""
        return (self.side * self.scale, MARGIN_Y * self.scale) if self.continuous else (0.0, 0.0)

    def set_scale(self, scale: float) -> None:
        """Zoom; the column's ends follow the margins."""
        self.column.rescaled(scale)
        self.column.before = self.column.after = DESK + self.margin[1]

    @property
    def content_width(self) -> float:
        """Paper, desk at its left and chips at its right."""
        return self.column.width + 2 * self.margin[0] + DESK + chip_room(self.width)

    @property
    def paper_left(self) -> float:
        """x of the widest paper's left edge in the viewport."""
        paper = self.column.width + 2 * self.margin[0]
        if self.content_width > self.width:
            return min(DESK, max(self.width - paper, 0.0) / 2) - self.x
        return min((self.width - paper) / 2, self.width - chip_room(self.width) - paper)

    @property
    def paper_right(self) -> float:
        """x of the widest paper's right edge in the viewport."""
        return self.paper_left + self.column.width + 2 * self.margin[0]

    def _snap(self, value: float) -> float:
        """On a whole device pixel, so that pictures stay sharp; always to the same side, so that scrolling keeps it."""
        return floor(value * self.ratio + 0.5) / self.ratio

    def page(self, number: int) -> QRectF:
        """A page's rectangle in the viewport, on device pixels."""
        width, height = self.column.size(number)
        left = self.paper_left + self.margin[0] + self.column.left(number)
        top = self.column.top(number) - self.y
        snapped = self._snap(top)
        return QRectF(self._snap(left), snapped, width, self._snap(top + height) - snapped)

    def paper(self, number: int) -> QRectF:
        """The sheet a page lies on: of an article the whole sheet, of a PDF the page itself."""
        if not self.continuous:
            return self.page(number)
        down = self.margin[1]
        top = self.column.before - down - self.y
        height = self.column.height - self.column.before - self.column.after + 2 * down
        left = self._snap(self.paper_left)
        return QRectF(left, self._snap(top), self._snap(self.paper_right) - left, height)

    def rect(self, number: int, rect: Rect) -> QRectF:
        """A rectangle of a page (points) in the viewport."""
        page = self.page(number)
        scale = self.scale
        return QRectF(
            page.x() + rect.x0 * scale,
            page.y() + rect.y0 * scale,
            (rect.x1 - rect.x0) * scale,
            (rect.y1 - rect.y0) * scale,
        )

    def visible(self) -> range:
        """The pages of which something can be seen."""
        return self.column.between(self.y, self.y + self.height)

    def shown(self, number: int) -> Rect:
        """The part of a page that can be seen, in points."""
        page = self.page(number)
        scale = self.scale
        return Rect(
            max(-page.x() / scale, 0.0),
            max(-page.y() / scale, 0.0),
            min((self.width - page.x()) / scale, page.width() / scale),
            min((self.height - page.y()) / scale, page.height() / scale),
        )

    def locate(self, at: QPointF) -> tuple[int, float, float]:
        """The page nearest to a viewport point, and the point on it in points (may lie beside it). Page -1: none."""
        number = self.column.page_at(at.y() + self.y)
        if number < 0:
            return -1, 0.0, 0.0
        row = self.column.beside(number)
        bottom = max(self.page(one).bottom() for one in row)
        if (
            row.stop < len(self.column)
            and at.y() > bottom
            and self.page(row.stop).top() - at.y() < at.y() - bottom
        ):
            row = self.column.beside(row.stop)
        number = min(row, key=lambda one: _beside(self.page(one), at.x()))
        page = self.page(number)
        return number, (at.x() - page.x()) / self.scale, (at.y() - page.y()) / self.scale


def _beside(page: QRectF, x: float) -> float:
    return max(page.left() - x, x - page.right(), 0.0)
