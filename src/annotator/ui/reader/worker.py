"""Calls to the page worker that wait for an answer, off the window's thread.

`documents.client.Worker` answers in milliseconds as a rule, but a locked or hostile file may take its ten
seconds; the window waits for none of it.
"""

from __future__ import annotations

import sys
from collections.abc import Callable
from typing import Any, TypeVar

from annotator.domain.errors import Cancelled, UserError
from annotator.ui.jobs import Failure, JobThread
from annotator.ui.records import alive

T = TypeVar("T")
Then = Callable[[Any], None]


class Calls:
    """Runs functions one after another on a thread of its own; answers come back on the maker's thread."""

    def __init__(self) -> None:
        self._thread = JobThread("annotator-viewer", self._delivered)
        self._waiting: dict[int, tuple[Then, Then | None]] = {}
        self._number = 0
        self._closed = False

    def run(
        self,
        work: Callable[[], T],
        then: Callable[[T], None],
        failed: Callable[[UserError], None] | None = None,
        *,
        wanted: Callable[[], bool] = lambda: True,
    ) -> None:
        """Run `work`, then `then(result)` or `failed(error)`; nothing where `wanted()` is false when its turn comes."""
        if self._closed:
            return
        self._number += 1
        self._waiting[self._number] = (then, failed)

        def guarded() -> T:
            if not wanted():
                raise Cancelled
            return work()

        self._thread.submit(self._number, guarded)

    def _delivered(self, number: int, outcome: object) -> None:
        then, failed = self._waiting.pop(number, (None, None))
        if self._closed or then is None or not alive(then):
            return
        if not isinstance(outcome, Failure):
            then(outcome)
        elif isinstance(outcome.error, UserError):
            if failed is not None:
                failed(outcome.error)
        elif not isinstance(outcome.error, Cancelled):
            sys.excepthook(type(outcome.error), outcome.error, outcome.error.__traceback__)

    def close(self, *, wait: bool = True) -> None:
        """Drop what waits, then end the thread; without `wait`, once it is done with what it is at."""
        if not self._closed:
            self._closed = True
            self._thread.cancel()
            self._thread.stop(wait=wait)
