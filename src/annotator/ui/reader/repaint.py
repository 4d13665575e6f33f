"""What of a canvas is drawn again: after scrolling the strip that came, after a change the rectangle that changed."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QRectF
from PySide6.QtGui import QRegion

from annotator.domain.geometry import Rect
from annotator.ui.reader.selection import Selection

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

# Washes of a selection reach into the space between lines; outlines and grips out of the words.
ROUND = 26


class Repaint:
    """Asks for the least that has to be drawn."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas

    def all(self) -> None:
        """Everything."""
        self._canvas.viewport().update()

    def scrolled(self, dx: int, dy: int) -> None:
        """Move what is drawn already. Chips may shift against their words, so their strip is drawn again."""
        canvas = self._canvas
        viewport, margin = canvas.viewport(), canvas.margin
        ratio = viewport.devicePixelRatioF()
        far = abs(dx) >= viewport.width() or abs(dy) >= viewport.height()
        if far or ratio != int(ratio) or not viewport.isVisible():
            viewport.update()
            return
        before = bool(margin.chips)
        viewport.scroll(dx, dy)
        if before or margin.place():
            viewport.update(margin.strip())

    def page(self, page: int) -> None:
        """A page's picture came."""
        canvas = self._canvas
        if page in canvas.frame.visible():
            canvas.viewport().update(canvas.frame.page(page).toAlignedRect().adjusted(-8, -8, 8, 8))

    def boxes(self, found: Iterable[tuple[int, Rect]]) -> None:
        """Rectangles of pages (points)."""
        canvas = self._canvas
        shown = canvas.frame.visible()
        region = QRegion()
        for page, box in found:
            if page in shown:
                region = region.united(canvas.frame.rect(page, box).toAlignedRect())
        if not region.isEmpty():
            canvas.viewport().update(region)

    def marks(self, *ids: str) -> None:
        """Highlights look otherwise now (selected, hovered), and so do their chips."""
        canvas = self._canvas
        wanted = {id for id in ids if id}
        if not wanted:
            return
        self.boxes(
            (page, mark.bounds)
            for page in canvas.frame.visible()
            for mark in canvas.marks.on(page)
            if mark.id in wanted
        )
        if canvas.margin.chips:
            canvas.viewport().update(canvas.margin.strip())

    def range(self, start: int, end: int) -> None:
        """Words."""
        box = self._canvas.range_rect(start, end)
        if not box.isEmpty() or start == end:
            self._canvas.viewport().update(self._around(box))

    def selection(self, old: Selection, new: Selection) -> None:
        """Only the words by which they differ."""
        if old and new and old.anchor == new.anchor:
            self.range(min(old.head, new.head), max(old.head, new.head))
            return
        for one in (old, new):
            if one:
                self.range(one.start, one.end)

    def rubber(self, *boxes: QRectF) -> None:
        """A rectangle being drawn with the mouse (viewport)."""
        for box in boxes:
            if not box.isNull():
                self._canvas.viewport().update(self._around(box.toAlignedRect()))

    def _around(self, box: QRect) -> QRect:
        # To the whole width: the last line's wash may reach further than the first's.
        return box.adjusted(-ROUND, -ROUND, ROUND, ROUND)
