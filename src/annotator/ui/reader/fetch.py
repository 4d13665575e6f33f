"""Asking for what the canvas shows: sharp pictures of what is seen first, then of what is near, and word maps."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer

from annotator.documents.views import RenderSpec
from annotator.domain.geometry import Rect
from annotator.ui.reader.pictures import WHOLE, Key, specs

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

# How much of a neighbouring page is fetched ahead, in points: a tall slice of an article is not fetched whole.
AHEAD_PT = 800.0


class Fetcher:
    """Joins all reasons to look again into one look an event loop round."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.settled = False
        self._timer = QTimer(canvas)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._fetch)

    def look(self, *, moved: bool) -> None:
        """Something came, or (`moved`) something else is shown now."""
        if moved:
            self.settled = False
        self._timer.start()

    def keys(self, page: int, shown: Rect) -> list[Key]:
        """The pictures that show a part of a page sharply."""
        canvas = self._canvas
        info = canvas.view.info
        assert info is not None
        base = self._base(canvas.frame.scale * canvas.frame.ratio)
        return [
            Key(canvas.view.key, info.layout_version, page, spec)
            for spec in specs(info.pages[page], shown, base)
        ]

    def _base(self, scale: float) -> RenderSpec:
        ink, ground = self._canvas.inks.tint or (None, None)
        turned = ink is not None and not self._canvas.frame.continuous
        return RenderSpec(
            round(scale, 4), None, ink, ground, keep_pictures=turned, markups=self._canvas.view.markups
        )

    def _fetch(self) -> None:
        canvas = self._canvas
        info = canvas.view.info
        if info is None or not canvas.isVisible():
            return
        frame = canvas.frame
        pages = frame.visible()
        if not pages:
            return
        near = range(max(pages.start - 1, 0), min(pages.stop + 2, len(info.pages)))
        urgent: list[Key] = []
        for page in pages:
            largest = max(info.pages[page])
            if largest * frame.scale * frame.ratio > WHOLE:
                # A coarse whole page first: tiles come over it.
                coarse = self._base(WHOLE / 2 / largest)
                urgent.append(Key(canvas.view.key, info.layout_version, page, coarse))
            urgent += self.keys(page, frame.shown(page))
        later: list[Key] = []
        for page in near:
            if page not in pages:
                width, height = info.pages[page]
                top = max(height - AHEAD_PT, 0.0) if page < pages.start else 0.0
                later += self.keys(page, Rect(0.0, top, width, min(top + AHEAD_PT, height)))
        everything = canvas.pictures.want(canvas.view.key, urgent, later)
        # The words of neighbours wait for the pictures of what is seen: the worker answers about words first.
        canvas.view.want(near if everything else pages)
        if everything and all(canvas.view.map(page) is not None for page in pages) and not self.settled:
            self.settled = True
            canvas.settled.emit()
