"""The margin of one canvas: which chips are seen, and where. What a highlight's chips say is made once."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect
from PySide6.QtGui import QFontMetricsF

from annotator.ui.reader.chips import HEIGHT, Chip, Label, labels, lay_out

if TYPE_CHECKING:
    from annotator.store.rows import AnnotationRow
    from annotator.ui.reader.canvas import Canvas

# How many highlights' chips are remembered.
KEPT = 4000


class Margin:
    """`place` lays the chips out for the present scroll position; `chips` are those last laid out."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.font = canvas.themes.sans(8.5)
        self._metrics = QFontMetricsF(self.font)
        # By identity: comparing rows costs more than making labels. The row is kept, so that its identity stays its own.
        self._labels: dict[int, tuple[AnnotationRow, list[Label]]] = {}
        self.chips: list[Chip] = []

    def forget(self) -> None:
        """The colours changed."""
        self._labels.clear()

    def _said(self, row: AnnotationRow) -> list[Label]:
        found = self._labels.get(id(row))
        if found is None:
            if len(self._labels) > KEPT:
                self._labels.clear()
            found = self._labels[id(row)] = (row, labels(row, self._canvas.themes.theme))
        return found[1]

    def place(self) -> list[Chip]:
        """Chips of the pages that are seen; of the page above too, as they may push those of the first one."""
        canvas = self._canvas
        frame = canvas.frame
        pages = frame.visible()
        entries = []
        for page in range(max(pages.start - 1, 0), pages.stop):
            if page in pages or canvas.view.has_map(page):
                top = frame.page(page).y()
                for mark in canvas.marks.on(page):
                    if mark.first and (mark.row.provisions or mark.row.claims):
                        _, y0, _, y1 = mark.rects[0]
                        entries.append((top + (y0 + y1) / 2 * frame.scale - HEIGHT / 2, mark.row))
        right = frame.width - 6
        left = min(frame.paper_right + 10, right - 64)
        theme = canvas.themes.theme
        self.chips = list(lay_out(entries, left, right, self._metrics, theme, self._said)) if entries else []
        return self.chips

    def strip(self) -> QRect:
        """Where chips are, in the viewport."""
        frame = self._canvas.frame
        left = int(min(frame.paper_right + 8, frame.width - 72))
        return QRect(left, 0, int(frame.width) - left + 1, int(frame.height) + 1)

    def at(self, at: QPointF) -> Chip | None:
        """The chip at a viewport point."""
        return next((chip for chip in self.chips if chip.rect.contains(at)), None)
