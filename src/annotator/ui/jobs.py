"""A thread that runs functions one after another and hands their results to the window's thread."""

from __future__ import annotations

import sys
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QObject, Qt, Signal
from shiboken6 import isValid

from annotator.domain.errors import Cancelled

# Seconds until the window's thread or a job's gives the interpreter to the other.
HANDOVER = 0.0005


@dataclass(frozen=True, slots=True)
class Failure:
    """What a job raised instead of returning."""

    error: BaseException


@dataclass(frozen=True, slots=True)
class Progress:
    """How far the running job is: 0..1, or -1 where unknown."""

    fraction: float
    text: str


@dataclass(frozen=True, slots=True)
class Steps:
    """For one long job: where it says how far it is, and where it asks whether to go on."""

    report: Callable[[float, str], None]
    cancelled: Callable[[], bool]


class _Post(QObject):
    """Carries results over to the thread it lives in."""

    arrived = Signal(int, object)


class JobThread:
    """One worker thread with a queue.

    `deliver(number, result | Failure | Progress)` is called on the maker's thread. Nobody waits for job 0.
    """

    def __init__(self, name: str, deliver: Callable[[int, object], None]) -> None:
        # Neither waits long for the interpreter while the other computes: with Python's 5 ms a saved highlight would be
        # painted up to 20 ms later, as it goes to and fro.
        sys.setswitchinterval(HANDOVER)
        self._post = _Post()
        self._post.arrived.connect(deliver, Qt.ConnectionType.QueuedConnection)
        self._pool = ThreadPoolExecutor(1, thread_name_prefix=name)
        self._round = 0
        self._running_round = 0
        self._stopping = False

    def submit(
        self, number: int, work: Callable[[], Any], outdated: Callable[[], bool] = lambda: False
    ) -> None:
        """Queue `work`; answered with None, without running, where `outdated()` is true as its turn comes."""
        asked_in = self._round

        def run() -> Any:
            self._running_round = asked_in
            if self.cancelled():
                raise Cancelled
            return None if outdated() else work()

        self._pool.submit(run).add_done_callback(lambda future: self._finished(number, future))

    def report(self, fraction: float, text: str) -> None:
        """Called by the running job: 0..1 (-1 unknown) and what it is doing."""
        if not self._stopping:
            self._post.arrived.emit(0, Progress(fraction, text))

    def cancel(self) -> None:
        """Ask the running job to stop, and drop those waiting behind it."""
        self._round += 1

    def cancelled(self) -> bool:
        """Asked by the running job now and then."""
        return self._running_round != self._round

    def stop(self, *, wait: bool = True) -> None:
        """Run what is queued, then end."""
        self._stopping = True
        self._pool.shutdown(wait=wait)

    def _finished(self, number: int, future: Future[Any]) -> None:
        if number and not self._stopping and isValid(self._post):
            error = future.exception()
            self._post.arrived.emit(number, Failure(error) if error is not None else future.result())
