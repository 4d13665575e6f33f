"""The one thread that talks to the worker process: requests in order, the newest picture first, limits, restarts.

No pymupdf, no lxml, no Qt here. A request that overruns its limits costs the process, which is started anew at the
next one; views open at that moment are opened again without the caller noticing.
"""

from __future__ import annotations

import threading
from collections import deque
from collections.abc import Callable
from concurrent.futures import CancelledError, Future
from contextlib import suppress
from dataclasses import dataclass, replace
from typing import Any, Self

from annotator.domain.errors import Cancelled, PasswordNeeded, UserError
from annotator.domain.geometry import PageSize
from annotator.domain.i18n import tr

from .intake import lost
from .limits import MEMORY, SECONDS
from .process import Process, WorkerDied
from .slot import Slot
from .views import LayoutSpec, Picture, RenderSpec, ViewInfo

Done = Callable[[Picture | UserError], None]


@dataclass(frozen=True, slots=True)
class OpenView:
    """What it takes to open a view again in a new process."""

    arguments: dict[str, Any]
    spec: LayoutSpec | None
    info: ViewInfo
    name: str


class Ticket:
    """A picture on order."""

    def __init__(self, worker: Dispatcher, key: str, page: int, spec: RenderSpec, done: Done) -> None:
        self._worker = worker
        self.key = key
        self.page = page
        self.spec = spec
        self.done = done
        self.cancelled = False

    def cancel(self) -> None:
        """Want it no longer: `done` is not called any more unless it is being called right now."""
        self.cancelled = True
        self._worker._forget(self)


class Dispatcher:
    """Owns the process, the shared memory and the thread. `Worker` puts the requests' names on it."""

    def __init__(
        self,
        *,
        seconds: float = SECONDS,
        memory: int = MEMORY,
        running: tuple[Slot, Process | None] | None = None,
        held: str = "",
    ) -> None:
        """`running`: a process under way already, with its memory; `held`: the key of the PDF it holds open."""
        self._seconds = seconds
        self._memory = memory
        self._wake = threading.Condition()
        self._requests: deque[tuple[Callable[[], Any], Future[Any]]] = deque()
        self._renders: list[Ticket] = []
        self._views: dict[str, OpenView] = {}
        self._loaded: set[str] = set()
        self._poisoned: dict[tuple[str, int], UserError] = {}
        self._slot: Slot | None
        self._process: Process | None
        self._slot, self._process = running or (None, None)
        self._held = held
        self._thread: threading.Thread | None = None
        self._closed = False

    # -- life ---------------------------------------------------------------------------------------------------

    def start(self) -> None:
        """Start the process now, without waiting for it, so that it loads while the window does."""
        with self._wake:
            if self._thread is None and not self._closed:
                self._thread = threading.Thread(target=self._serve, name="documents-worker", daemon=True)
                self._thread.start()

    def close(self) -> None:
        """End the process. Requests under way, and later ones, raise Cancelled; pictures on order are dropped."""
        self._stop()
        process = self._process
        if process is not None:
            process.kill()
        if self._thread is not None and self._thread is not threading.current_thread():
            self._thread.join()

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self.close()

    @property
    def pid(self) -> int | None:
        """The id of the process while one runs (for the memory report and tests)."""
        process = self._process
        return process.pid if process is not None else None

    # -- on any thread ------------------------------------------------------------------------------------------

    def _submit(self, work: Callable[[], Any]) -> Any:
        future: Future[Any] = Future()
        self.start()
        with self._wake:
            if self._closed:
                raise Cancelled
            self._requests.append((work, future))
            self._wake.notify_all()
        return _result(future)

    def _ask(self, shown: str, *message: object) -> Any:
        return self._submit(lambda: self._exchange(shown, *message))

    def _forget(self, ticket: Ticket) -> None:
        with self._wake:
            self._renders = [other for other in self._renders if other is not ticket]

    def _pages_of(self, key: str) -> tuple[PageSize, ...]:
        view = self._views.get(key)
        if view is None:
            raise UserError(tr("This document is not open any more."))
        return view.info.pages

    # -- on the worker's own thread -----------------------------------------------------------------------------

    def _serve(self) -> None:
        try:
            self._slot = self._slot or Slot.create()
            with suppress(UserError, Cancelled):
                # Ahead of the first request, so that it loads while the window does.
                self._running()
            while True:
                with self._wake:
                    while not (self._closed or self._requests or self._renders):
                        self._wake.wait()
                    if self._closed:
                        return
                    request = self._requests.popleft() if self._requests else None
                    tickets = [] if request else self._newest()
                if request is not None:
                    self._fulfil(*request)
                else:
                    self._picture(tickets)
        finally:
            # Also where a receiver of pictures raised: nobody may wait for a thread that is gone.
            self._stop()
            if self._process is not None:
                self._process.kill()
            if self._slot is not None:
                self._slot.close()

    def _stop(self) -> None:
        with self._wake:
            self._closed = True
            self._renders.clear()
            for _, future in self._requests:
                future.cancel()
            self._requests.clear()
            self._wake.notify_all()

    def _newest(self) -> list[Ticket]:
        """The picture asked for last, with all who ask for the same one."""
        last = self._renders[-1]
        same = [t for t in self._renders if (t.key, t.page, t.spec) == (last.key, last.page, last.spec)]
        self._renders = [t for t in self._renders if t not in same]
        return same

    def _fulfil(self, work: Callable[[], Any], future: Future[Any]) -> None:
        if not future.set_running_or_notify_cancel():
            return
        try:
            future.set_result(work())
        except (UserError, Cancelled, RuntimeError) as error:
            future.set_exception(error)
        except BaseException as error:
            # Our own mistake ends this thread; whoever waits for the answer must not wait for ever.
            future.set_exception(error)
            raise

    def _picture(self, tickets: list[Ticket]) -> None:
        first = tickets[0]
        outcome: Picture | UserError
        try:
            outcome = self._render(first)
        except UserError as error:
            outcome = error
        except Cancelled:
            return
        for ticket in tickets:
            if not ticket.cancelled:
                ticket.done(outcome)

    def _render(self, ticket: Ticket) -> Picture:
        assert self._slot is not None
        width, height, pixels = self._about(
            ticket.key, ticket.page, "render", ticket.key, ticket.page, ticket.spec
        )
        size = width * height * 4
        data = self._slot.memory[:size] if pixels is None else pixels
        return Picture(width, height, width * 4, data, ticket.page, ticket.spec)

    def _open(self, key: str, arguments: dict[str, Any], spec: LayoutSpec | None, name: str) -> ViewInfo:
        for place in [place for place in self._poisoned if place[0] == key]:
            del self._poisoned[place]
        info: ViewInfo = self._exchange_open(key, arguments, spec, name)
        self._views[key] = OpenView(arguments, spec, info, name)
        self._loaded.add(key)
        return info

    def _exchange_open(
        self, key: str, arguments: dict[str, Any], spec: LayoutSpec | None, name: str
    ) -> ViewInfo:
        """Send what is kept of a document; its original is fetched for that only, or not at all where it is there."""
        self._running()
        original = arguments["original"]
        held, self._held = self._held == key, ""
        if held:
            original = None
        elif callable(original):
            original = original()
        info: ViewInfo = self._exchange(name, "open_view", key, {**arguments, "original": original}, spec)
        return info

    def _layout(self, key: str, spec: LayoutSpec) -> ViewInfo:
        info: ViewInfo = self._about(key, -1, "layout", key, spec)
        self._views[key] = replace(self._views[key], spec=spec, info=info)
        return info

    def _settle(self, key: str) -> ViewInfo:
        info: ViewInfo = self._about(key, -1, "settle", key)
        self._views[key] = replace(self._views[key], info=info)
        return info

    def _drop(self, key: str) -> None:
        if self._views.pop(key, None) is not None and key in self._loaded:
            self._loaded.discard(key)
            self._exchange("", "close_view", key)

    def _about(self, key: str, page: int, *message: object) -> Any:
        """Ask about an open view, opening it again where the process is a new one."""
        view = self._views.get(key)
        if view is None:
            raise UserError(tr("This document is not open any more."))
        if (key, page) in self._poisoned:
            raise self._poisoned[key, page]
        for last in (False, True):
            try:
                if key not in self._loaded or self._process is None or not self._process.alive:
                    self._running()
                    info = self._exchange_open(key, view.arguments, view.spec, view.name)
                    while info.estimated and not view.info.estimated:
                        # The window knows the true heights already; pictures must have them too.
                        info = self._exchange(view.name, "settle", key)
                    self._loaded.add(key)
                return self._exchange(view.name, *message)
            except UserError as error:
                # A process may die for reasons of its own (somebody killed it): the document gets a second chance.
                if not last and error.details == "worker: died":
                    continue
                if error.details.startswith("worker:") and error.details != "worker: busy":
                    # But no third: each further try would cost the time limit and the process again.
                    self._poisoned[key, page] = error
                raise
        raise AssertionError("unreachable")

    def _running(self) -> Process:
        with self._wake:
            if self._closed:
                raise Cancelled
            if self._process is None or not self._process.alive:
                if self._process is not None:
                    self._process.kill()
                assert self._slot is not None
                self._loaded.clear()
                self._held = ""
                try:
                    self._process = Process(self._slot, seconds=self._seconds, memory=self._memory)
                except OSError as error:
                    raise UserError(
                        tr("The document reader cannot be started."), details=repr(error)
                    ) from error
            return self._process

    def _exchange(self, shown: str, *message: object) -> Any:
        """One request and its answer."""
        try:
            kind, value = self._running().ask(message)
        except WorkerDied as death:
            self._loaded.clear()
            if self._closed:
                raise Cancelled from death
            raise lost(death.reason, shown, self._seconds, self._memory) from death
        if kind == "ok":
            return value
        if kind == "bug":
            raise RuntimeError(f"in the documents worker:\n{value}")
        error = PasswordNeeded if kind == "password" else UserError
        raise error(**{**value, "file": value.get("file") or shown or None})


def _result(future: Future[Any]) -> Any:
    try:
        return future.result()
    except CancelledError:
        raise Cancelled from None
