"""Going to places of the text, and staying at one while the layout changes around it."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRectF

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas


@dataclass(frozen=True, slots=True)
class Hold:
    """A point of a page (points) and where in the viewport it stands."""

    page: int
    x: float
    y: float
    at: QPointF


@dataclass(frozen=True, slots=True)
class _Goal:
    """A text offset to bring to height `y` of the viewport; `end` > `offset` where it shall flash.

    wanted  the reader asked for it, rather than being there already
    """

    offset: int
    y: float
    end: int
    wanted: bool = False


class Travel:
    """Scrolls one canvas. A goal waits until the words of its page are known; scrolling by hand drops it."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._goal: _Goal | None = None
        self._went = -1  # the page last gone to, until the reader scrolls
        # The text held last and its height: the same is held again, or each new layout would shift it by part of a line.
        self._held: tuple[int, float] | None = None
        self._quiet = 0
        # The point of the viewport that was zoomed around: the words there stay there.
        self.eye: QPointF | None = None

    @contextmanager
    def quietly(self) -> Iterator[None]:
        """Scroll without its counting as the reader's own."""
        self._quiet += 1
        try:
            yield
        finally:
            self._quiet -= 1

    def scrolled(self) -> None:
        """The scroll bars moved."""
        if not self._quiet:
            self._goal = None
            self._went = -1
            self._held = None
            self.eye = None

    # ---------------------------------------------------------------- same layout, other size

    def place(self, at: QPointF | None = None) -> Hold | None:
        """What stands at a viewport point (default: the top of the page gone to, else in the middle, a third down)."""
        frame = self._canvas.frame
        if at is None and self._went in frame.visible() and frame.page(self._went).top() >= 0:
            at = QPointF(frame.width / 2, frame.page(self._went).top())
        if at is None:
            at = QPointF(frame.width / 2, frame.height / 3 if frame.y > 0 else 0.0)
        page, x, y = frame.locate(at)
        return Hold(page, x, y, at) if page >= 0 else None

    def restore(self, hold: Hold | None) -> None:
        """Bring what `place` gave back to where it stood."""
        frame = self._canvas.frame
        if hold is None or hold.page >= len(frame.column):
            return
        page = frame.page(hold.page)
        self._scroll(
            page.x() + hold.x * frame.scale - hold.at.x() + frame.x,
            page.y() + hold.y * frame.scale - hold.at.y() + frame.y,
        )

    def _scroll(self, x: float, y: float) -> None:
        with self.quietly():
            self._canvas.horizontalScrollBar().setValue(round(x))
            self._canvas.verticalScrollBar().setValue(round(y))

    # ---------------------------------------------------------------- places of the text

    def top_offset(self) -> int:
        """The offset of the first line that is seen, as well as it is known."""
        return self._line_at(min(48.0, self._canvas.frame.height / 4))

    def read_offset(self) -> int:
        """The offset of the line a third down, where `go` brings it back to."""
        return self._line_at(self._canvas.frame.height / 3)

    def _line_at(self, height: float) -> int:
        frame = self._canvas.frame
        info = self._canvas.view.info
        page, _, y = frame.locate(QPointF(frame.width / 2, height))
        if page < 0 or info is None:
            return 0
        words = self._canvas.view.map(page)
        found = words.offset_at(0.0, y) if words is not None else None
        if words is None or found is None:
            return info.page_starts[page]
        # At the left edge a line that runs leftwards ends.
        line = words.line_of(found)
        return words.line(line).start if line is not None else found

    def page(self) -> int:
        """The page (from 0) that is read: the one gone to, else the one a third down the viewport."""
        frame = self._canvas.frame
        if self._went in frame.visible():
            return self._went
        return max(frame.column.page_at(frame.y + frame.height / 3), 0)

    def hold(self) -> None:
        """The layout is about to change: stay at the text that is seen now."""
        eye, self.eye = self.eye, None
        if self._goal is not None or self._canvas.frame.y <= 0:
            return
        offset = self._offset_at(eye) if eye is not None else None
        if offset is not None or self._held is None:
            offset = offset if offset is not None else self.top_offset()
            y = self._y_of(offset)
            self._held = offset, y if y is not None else 48.0
        offset, height = self._held
        self._goal = _Goal(offset, height, offset)

    def _offset_at(self, at: QPointF) -> int | None:
        page, x, y = self._canvas.frame.locate(at)
        words = self._canvas.view.map(page)
        return words.offset_at(x, y) if words is not None else None

    def seen_first(self) -> tuple[int, float]:
        """The offset of the first line that is seen, and its height in the viewport."""
        offset = self.top_offset()
        y = self._y_of(offset)
        return offset, y if y is not None else 0.0

    def resume(self, offset: int, y: float) -> None:
        """Show, once it is laid out, the text at `offset` at this height."""
        self._goal = _Goal(offset, y, offset)

    def go(self, start: int, end: int = 0, *, flash: bool = True) -> None:
        """Show the text at `start`, a third down the viewport, and flash it up to `end`."""
        self._went = -1
        self._held = None
        self._goal = _Goal(start, self._canvas.frame.height / 3, end if flash else start, wanted=True)
        if self.needs_rest:
            self._canvas.lay_out()
        self.arrive()

    @property
    def needs_rest(self) -> bool:
        """Whether the place to go to is in the part of a web page that was set apart, and that is not shown."""
        goal, document = self._goal, self._canvas.view.document
        if goal is None or not goal.wanted or document is None or self._canvas.show_rest:
            return False
        return document.main_end < goal.offset < document.length

    def go_page(self, page: int, y: float = 0.0) -> None:
        """Show a page (from 0) from its top, or with `y` (points) of it a third down."""
        frame = self._canvas.frame
        self.scrolled()
        down = y * frame.scale - frame.height / 3 if y > 0 else 0.0
        self._scroll(frame.x, frame.column.top(page) - 10 + max(down, 0.0))
        self._went = page
        self._canvas.moved.emit()

    def arrive(self) -> None:
        """Words or layout came: reach the goal, or get as near as is known."""
        goal, canvas = self._goal, self._canvas
        if goal is None or canvas.view.info is None or not len(canvas.frame.column):
            return
        if canvas.view.laying_out:
            # Wherever it stands now, it soon will not.
            return
        frame = canvas.frame
        y = self._y_of(goal.offset)
        if y is None:
            page = canvas.view.page_of(goal.offset)
            self._scroll(frame.x, frame.column.top(page) - goal.y)
            canvas.view.map(page)
            return
        self._scroll(self._x_for(goal), frame.y + y - goal.y)
        self._goal = None
        if goal.end > goal.offset:
            canvas.flash.start(goal.offset, goal.end)
        canvas.moved.emit()

    def _x_for(self, goal: _Goal) -> float:
        frame = self._canvas.frame
        box = self._box(goal.offset)
        if box is None or 20 <= box.x() <= frame.width - 120:
            return frame.x
        return frame.x + box.x() - frame.width / 3

    def _y_of(self, offset: int) -> float | None:
        box = self._box(offset)
        return box.y() if box is not None else None

    def _box(self, offset: int) -> QRectF | None:
        view = self._canvas.view
        page = view.page_of(offset)
        words = view.map(page)
        if words is None:
            return None
        caret = words.caret(offset)
        return self._canvas.frame.rect(page, caret) if caret is not None else self._canvas.frame.page(page)

    def seen(self, offset: int) -> bool:
        """Whether the place at `offset` is in the viewport, or on its way there: its page's words may yet come."""
        if self._goal is not None and self._goal.offset == offset:
            return True
        box, frame = self._box(offset), self._canvas.frame
        return box is not None and box.bottom() > 0 and box.top() < frame.height

    def reveal(self, offset: int) -> None:
        """Scroll just far enough that the caret at `offset` is seen."""
        frame = self._canvas.frame
        box = self._box(offset)
        if box is None:
            self.go(offset, flash=False)
            return
        margin = min(32.0, frame.height / 4)
        x, y = frame.x, frame.y
        if box.top() < margin:
            y += box.top() - margin
        elif box.bottom() > frame.height - margin:
            y += box.bottom() - frame.height + margin
        if box.x() < 8:
            x += box.x() - 40
        elif box.x() > frame.width - 8:
            x += box.x() - frame.width + 40
        if (x, y) != (frame.x, frame.y):
            # Whoever moves the caret on has left the place that was held.
            self.scrolled()
            self._scroll(x, y)
