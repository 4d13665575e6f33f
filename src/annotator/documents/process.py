"""The worker process seen from outside: start it, talk to it within limits, end it."""

from __future__ import annotations

import queue
import subprocess
import sys
import threading
import time
from typing import Any

from . import wire
from .limits import PATIENCE, allowance, processor, resident
from .slot import Slot

# Set as the first argument when the bundled program starts itself as a worker; see `annotator.__main__`.
FROZEN_FLAG = "--documents-worker"
# How long (seconds) the process may take until it listens.
_START = 60.0
# How often (seconds) one looks after a process that has not answered.
_LOOK = 0.25


class WorkerDied(Exception):  # noqa: N818 - an event, turned into a UserError by the client
    """The process ended, overran its time or grew too large; `reason` says which: died, time, busy or memory.

    `busy`: it was given up although it had not used its time, as the machine had too little for it.
    """

    def __init__(self, reason: str) -> None:
        super().__init__(reason)
        self.reason = reason


class Process:
    """One running worker. Used from one thread, but `kill` may come from any."""

    def __init__(self, slot: Slot, *, seconds: float, memory: int) -> None:
        self._seconds = seconds
        self._memory = memory
        command = [sys.executable, FROZEN_FLAG] if getattr(sys, "frozen", False) else [
            sys.executable, "-P", "-m", "annotator.documents.worker",
        ]  # fmt: skip
        command += [slot.address, str(seconds), str(memory)]
        options: dict[str, Any] = {}
        if sys.platform == "win32":
            options["creationflags"] = subprocess.CREATE_NO_WINDOW | subprocess.CREATE_NEW_PROCESS_GROUP
        else:
            # A session of its own: Ctrl-C in the terminal is for the program, which then closes the pipe.
            options["start_new_session"] = True
            options["pass_fds"] = () if slot.descriptor is None else (slot.descriptor,)
        self._child = subprocess.Popen(
            command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options
        )
        self._ready = False
        self._answers: queue.SimpleQueue[Any] = queue.SimpleQueue()
        self._reader = threading.Thread(target=self._read, name="documents-pipe", daemon=True)
        self._reader.start()

    @property
    def pid(self) -> int:
        """The process's id."""
        return self._child.pid

    @property
    def alive(self) -> bool:
        """Whether it still runs."""
        return self._child.poll() is None

    def _read(self) -> None:
        assert self._child.stdout is not None
        try:
            while True:
                self._answers.put(wire.receive(self._child.stdout))
        except wire.WireError as error:
            self._answers.put(error)

    def ask(self, message: tuple[object, ...]) -> Any:
        """Send a request and wait for its answer. Raises WorkerDied; the process is gone then."""
        assert self._child.stdin is not None
        try:
            wire.send(self._child.stdin, message)
        except wire.WireError as error:
            self.kill()
            raise WorkerDied("died") from error
        if not self._ready:
            # A cold start on a busy machine may take seconds that are no fault of the file.
            self._answer(max(_START, self._seconds))
            self._ready = True
        return self._answer(allowance(self._seconds, message))

    def _answer(self, seconds: float) -> Any:
        begun, used = time.monotonic(), processor(self._child.pid)
        while True:
            left = begun + seconds - time.monotonic()
            try:
                answer = self._answers.get(timeout=left if 0 < left < _LOOK else _LOOK)
                break
            except queue.Empty:
                reason = self._overrun(seconds, time.monotonic() - begun, used)
                if reason:
                    self.kill()
                    raise WorkerDied(reason) from None
        if isinstance(answer, wire.WireError):
            self.kill()
            raise WorkerDied("died") from answer
        return answer

    def _overrun(self, seconds: float, gone: float, used: float | None) -> str:
        """Why a request must be given up, "" for not; `gone` by the clock, `used` by the processor before it."""
        if gone >= seconds:
            now = processor(self._child.pid)
            if now is None or used is None or now - used >= seconds:
                return "time" if self._ready else "busy"
            if gone >= seconds * PATIENCE:
                return "busy"
        size = resident(self._child.pid)
        return "memory" if size is not None and size > self._memory else ""

    def kill(self) -> None:
        """End the process at once and reap it. May be called twice."""
        if self._child.poll() is None:
            self._child.kill()
        self._child.wait()
        self._reader.join()
        for pipe in (self._child.stdin, self._child.stdout):
            if pipe is not None and not pipe.closed:
                try:
                    pipe.close()
                except OSError:
                    # Bytes still buffered for a process that is gone.
                    continue

    def close(self) -> None:
        """Ask it to end by closing its input; kill it where it does not listen."""
        assert self._child.stdin is not None
        try:
            self._child.stdin.close()
            self._child.wait(timeout=2)
        except (OSError, subprocess.TimeoutExpired):
            pass
        self.kill()
