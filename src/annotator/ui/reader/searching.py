"""The search of one open document: in slices, from the reader's place on, so that the window never waits."""

from __future__ import annotations

import time
from bisect import bisect_left
from collections.abc import Iterator
from itertools import islice

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.i18n import tr
from annotator.ui.reader.finding import Finder, TooSlow, Wanted, pattern
from annotator.ui.reader.worker import Calls

Hits = list[tuple[int, int]]
# How long the window's thread searches before it looks after the window again, and after how many hits it may do so.
SLICE_S = 0.006
SOME = 500
MOST = 20_000


class Search(QObject):
    """`changed` when hits, the current one or `trouble` did."""

    changed = Signal()

    def __init__(self, text: str, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._finder = Finder(text)
        self._wanted: Wanted | None = None
        # To come, the next one last; the one that is searched now is still among them.
        self._blocks: list[int] = []
        self._rest: Iterator[tuple[int, int]] | None = None  # of that one
        # Nobody knows how long an expression takes: it is searched for on a thread of its own.
        self._calls: Calls | None = None
        self._turn = 0
        self._found: dict[int, Hits] = {}
        self._count = 0
        self._origin = 0
        self.hits: Hits = []
        self.current = -1
        self.capped = False
        self.trouble = ""  # why nothing can be found: not an expression, too slow
        self._leads = False
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

    def start(
        self, query: str, origin: int, *, expression: bool = False, whole: bool = False, lead: bool = True
    ) -> None:
        """Search for `query`; the first hit at or after `origin` becomes the current one, to be led to if `lead`."""
        self._timer.stop()
        self._turn += 1
        self._rest = None
        self._leads = lead
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
        if not self._blocks:
            self.changed.emit()
        elif self._wanted is not None and self._wanted.risky:
            self.changed.emit()
            self._hunt(self._wanted)
        else:
            self._slice()
            if self._blocks:
                self._timer.start()

    def close(self) -> None:
        """Search no more."""
        self._timer.stop()
        self._idle.stop()
        self._turn += 1
        self._blocks = []
        if self._calls is not None:
            # An expression may be at work for a while yet; nobody waits for what it finds.
            self._calls.close(wait=False)
            self._calls = None

    def lead(self) -> tuple[int, int] | None:
        """The hit that the reader is to be brought to: once, so that whoever scrolls away meanwhile is left alone."""
        if not self._leads or self.current < 0:
            return None
        self._leads = False
        return self.hits[self.current]

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
        while self._blocks:
            number = self._blocks[-1]
            if self._rest is None:
                self._rest = self._finder.in_block(number, self._wanted)
            found = list(islice(self._rest, SOME))
            if len(found) < SOME:
                self._rest = None
                self._blocks.pop()
            new = self._take(number, found) or new
            if time.perf_counter() >= until:
                break
        if not self._blocks:
            self._timer.stop()
        self._tell(new)

    def _hunt(self, wanted: Wanted) -> None:
        """Search the next block for an expression, away from the window's thread."""
        if self._calls is None:
            self._calls = Calls()
        finder, number, turn = self._finder, self._blocks[-1], self._turn

        def work() -> Hits | None:
            try:
                return list(islice(finder.in_block(number, wanted), MOST + 1))
            except TooSlow:
                return None

        def got(found: Hits | None) -> None:
            if turn != self._turn:
                return
            self._blocks.pop()
            if found is None:
                self.trouble = tr("This expression takes too long.")
                self._blocks = []
            self._tell(self._take(number, found or []))
            if self._blocks:
                self._hunt(wanted)

        self._calls.run(work, got, wanted=lambda: turn == self._turn)

    def _take(self, number: int, found: Hits) -> bool:
        """Note what a block holds. Whether it is anything."""
        if found:
            self._found.setdefault(number, []).extend(found)
            self._count += len(found)
        if self._count > MOST:
            self.capped = True
            self._blocks = []
        return bool(found)

    def _tell(self, new: bool) -> None:
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
            self._leads = True
            self.changed.emit()

    def clear(self) -> None:
        """Forget the hits."""
        self.start("", 0)
