"""How large the canvas shows its pages: steps, the wheel, fitting; the place under the eye stays."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF

from annotator.ui.reader.frame import LARGEST, SMALLEST
from annotator.ui.reader.measures import COMFORTABLE, DESK, NATURAL, chip_room
from annotator.ui.reader.travel import Hold

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

# Fingers that move further (logical pixels) hold another place.
STILL_PX = 12.0
STEPS = (
    0.1,
    0.25,
    0.33,
    0.5,
    0.67,
    0.75,
    0.8,
    0.9,
    1.0,
    1.1,
    1.25,
    1.5,
    1.75,
    2.0,
    2.5,
    3.0,
    4.0,
    5.0,
    6.5,
    8.0,
)


class Zoom:
    """1.0 is 100 %: a point as large as on paper at 96 dots per inch. `mode` is custom, width or page."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._wheel = 0
        self._pinched: Hold | None = None
        self.mode = "custom"
        self._resumed = False

    @property
    def factor(self) -> float:
        """The zoom in use."""
        return self._canvas.frame.scale / NATURAL

    def start(self) -> None:
        """The zoom of a document just opened, unless one was set before."""
        frame = self._canvas.frame
        if self._resumed:
            self.refit()
        elif not frame.continuous and self.mode == "custom" and self.factor == 1.0:
            fitting = self._fitting_width()
            if fitting <= COMFORTABLE:
                # Goes on fitting: the scroll bar that now appears takes some of the width.
                self.mode = "width"
            self._apply(min(fitting, COMFORTABLE))

    def resume(self, mode: str, scale: float) -> None:
        """Open the document as it was seen before."""
        self._resumed, self.mode = True, mode
        self._canvas.frame.set_scale(scale)

    def set(self, factor: float, around: QPointF | None = None) -> None:
        """Zoom to `factor`; what lies at `around` (viewport; default: a third down) stays there."""
        self.mode = "custom"
        self._keep(self._canvas.travel.place(around), factor)

    def _keep(self, place: Hold | None, factor: float) -> None:
        """Zoom, and keep a place where it is; the words there too, should an article be set anew."""
        travel = self._canvas.travel
        self._apply(factor)
        travel.restore(place)
        travel.eye = place.at if place is not None else None

    def step(self, direction: int, around: QPointF | None = None) -> None:
        """To the next step up (1) or down (-1)."""
        now = self.factor
        up, down = bisect_right(STEPS, now * 1.001), bisect_left(STEPS, now * 0.999) - 1
        index = up if direction > 0 else down
        self.set(STEPS[min(max(index, 0), len(STEPS) - 1)], around)

    def wheel(self, delta: int, at: QPointF) -> None:
        """Ctrl+wheel: a notch is a step, finer devices add up."""
        self.pinched()
        self._wheel += delta
        while abs(self._wheel) >= 120:
            direction = 1 if self._wheel > 0 else -1
            self._wheel -= 120 * direction
            self.step(direction, at)

    def pinch(self, by: float, at: QPointF) -> None:
        """Two fingers: zoom by a factor around them; what lay there at first stays, however many steps it takes."""
        if by <= 0:
            return
        before = self._pinched
        if before is None or (before.at - at).manhattanLength() > STILL_PX:
            self._pinched = self._canvas.travel.place(at)
        self.mode = "custom"
        self._keep(self._pinched, min(max(self.factor * by, SMALLEST), LARGEST))

    def pinched(self) -> None:
        """The fingers are off."""
        self._pinched = None

    def smart(self, at: QPointF) -> None:
        """Tapped twice with two fingers: fit the width, and back to 100 %."""
        if self.mode == "width":
            self.set(1.0, at)
        else:
            self.fit("width")

    def fit(self, mode: str) -> None:
        """Fit the paper's `width`, or a whole `page`, and keep fitting as the window changes."""
        place = self._canvas.travel.place()
        self.mode = mode
        self.refit()
        self._canvas.travel.restore(place)

    def refit(self) -> None:
        """Fit again where a fit is on."""
        if self.mode == "width":
            self._apply(self._fitting_width())
        elif self.mode == "page":
            self._apply(self._fitting_page())

    def _fitting_width(self) -> float:
        frame = self._canvas.frame
        beside = 1 if frame.column.spread == "single" else 2
        points = frame.column.widest * beside + (2 * frame.side if frame.continuous else 0)
        room = frame.width - DESK - chip_room(frame.width) - (beside - 1) * frame.column.gap
        return room / points / NATURAL if points > 0 and room > 0 else 1.0

    def _fitting_page(self) -> float:
        frame = self._canvas.frame
        if frame.continuous or not len(frame.column):
            return self._fitting_width()
        page = frame.column.pages[max(frame.column.page_at(frame.y + frame.height / 3), 0)]
        return min((frame.height - 2 * DESK) / page.height / NATURAL, self._fitting_width())

    def _apply(self, factor: float) -> None:
        factor = min(max(factor, SMALLEST), LARGEST)
        if abs(factor - self.factor) > 1e-6:
            self._canvas.set_scale(factor * NATURAL)
            self._canvas.zoom_changed.emit(factor)
