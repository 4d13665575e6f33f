"""The search of one open document: in slices, from the reader's place on, so that the window never waits."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.i18n import tr
from annotator.ui.reader.finding import Finder, TooSlow, Wanted, pattern

Hits = list[tuple[int, int]]
# How long the window's thread searches before it looks after the window again.
SLICE_S = 0.006
MOST = 20_000


class Search(QObject):
    """`changed` when hits, the current one or `trouble` did."""

    changed = Signal()

    def __init__(self, text: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._finder = Finder(text)
        self._wanted: Wanted | None = None
        self._blocks: list[int] = []  # to come, the next one last
        self._found: dict[int, Hits] = {}
        self._count = 0
        self._origin = 0
        self.hits: Hits = []
        self.current = -1
        self.capped = False
        self.trouble = ""  # why nothing can be found: not an expression, too slow
        self._ahead: Iterator[int] | None = None
        self._idle = QTimer(self)
        self._idle.setInterval(0)
        self._idle.timeout.connect(self._fold_ahead)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    @property
    def complete(self) -> bool:
        """Whether the whole text has been searched."""
        return not self._blocks

    def start(self, query: str, origin: int, *, expression: bool = False, whole: bool = False) -> None:
        """Search for `query`; the first hit at or after `origin` becomes the current one."""
        self._timer.stop()
        self.trouble = ""
        try:
            self._wanted = pattern(query, expression=expression, whole=whole)
        except ValueError as error:
            self._wanted, self.trouble = None, tr("Not an expression: {why}", why=error)
        self._found, self.hits, self.current, self.capped, self._count = {}, [], -1, False, 0
        self._origin = origin
        first = self._finder.block_at(origin)
        count = len(self._finder)
        # The reader's block first, and last again for what stands before their place: it is searched once, whole.
        order = [(first + n) % count for n in range(count)] if self._wanted is not None else []
        self._blocks = order[::-1]
        if self._blocks:
            self._slice()
        else:
            self.changed.emit()
        if self._blocks:
            self._timer.start()

    def prepare(self) -> None:
        """The find bar opened: fold ahead while the first letters are typed."""
        if self._ahead is None:
            self._ahead = iter(range(len(self._finder)))
            self._idle.start()

    def _fold_ahead(self) -> None:
        until = time.perf_counter() + SLICE_S / 2
        for number in self._ahead or ():
            self._finder.block(number)
            if time.perf_counter() >= until:
                return
        self._idle.stop()

    def _slice(self) -> None:
        assert self._wanted is not None
        until = time.perf_counter() + SLICE_S
        new = False
        try:
            while self._blocks:
                number = self._blocks.pop()
                found = list(self._finder.in_block(number, self._wanted))
                if found:
                    self._found[number] = found
                    self._count += len(found)
                    new = True
                if self._count > MOST:
                    self.capped = True
                    self._blocks = []
                if time.perf_counter() >= until:
                    break
        except TooSlow:
            self.trouble = tr("This expression takes too long.")
            self._blocks = []
        if not self._blocks:
            self._timer.stop()
        if new:
            self._gather()
        if not new and self._blocks:
            return  # nothing to say yet
        if self.current < 0 and self.hits and (self.hits[-1][0] >= self._origin or not self._blocks):
            self.current = bisect_left(self.hits, (self._origin, 0)) % len(self.hits)
        self.changed.emit()

    def _gather(self) -> None:
        before = self.hits[self.current] if self.current >= 0 else None
        self.hits = [hit for number in sorted(self._found) for hit in self._found[number]]
        if before is not None:
            self.current = bisect_left(self.hits, before)

    def step(self, by: int) -> None:
        """To the next (1) or previous (-1) hit, round the end."""
        if self.hits:
            self.current = (self.current + by) % len(self.hits)
            self._origin = self.hits[self.current][0]
            self.changed.emit()

    def clear(self) -> None:
        """Forget the hits."""
        self.start("", 0)
