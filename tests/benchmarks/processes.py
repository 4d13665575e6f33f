"""Other programs as processes: when they show the marked page, and how much memory they then hold."""

from __future__ import annotations

import contextlib
import mmap
import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import material

SCREEN = (1280, 1000)
# Seconds after the first page, when programs have done what they do after it.
REST = 4.0


@dataclass(frozen=True)
class Start:
    """Seconds from the call to the first thing on the screen and to the marked page; PSS of the process tree in MB and
    seconds from the End key to the last page, 0 where they were not measured."""

    window: float
    page: float
    memory: float = 0.0
    end: float = 0.0


def tree(pid: int) -> list[int]:
    """A process and all below it."""
    found = [pid]
    for task in Path(f"/proc/{pid}/task").glob("*/children"):
        with contextlib.suppress(OSError):
            for child in task.read_text().split():
                found.extend(tree(int(child)))
    return found


def pss(pid: int) -> float:
    """Proportional set size of a process tree, MB: what shared libraries cost is counted once."""
    total = 0
    for one in tree(pid):
        with contextlib.suppress(OSError):
            for line in Path(f"/proc/{one}/smaps_rollup").read_text().splitlines():
                if line.startswith("Pss:"):
                    total += int(line.split()[1])
    return total / 1024


class Screen:
    """An X server in memory whose picture can be read while others draw on it."""

    def __init__(self) -> None:
        self._folder = tempfile.TemporaryDirectory(prefix="annotator-bench-")
        read, write = os.pipe()
        width, height = SCREEN
        self._server = subprocess.Popen(
            [
                "Xvfb",
                "-displayfd",
                str(write),
                "-screen",
                "0",
                f"{width}x{height}x24",
                "-fbdir",
                self._folder.name,
            ],
            pass_fds=(write,),
            stderr=subprocess.DEVNULL,
        )
        os.close(write)
        with os.fdopen(read) as pipe:
            self.display = f":{pipe.readline().strip()}"
        self._file = (Path(self._folder.name) / "Xvfb_screen0").open("rb")
        self._memory = mmap.mmap(self._file.fileno(), 0, access=mmap.ACCESS_READ)

    def blank(self) -> bool:
        """Whether nothing has been drawn: looked at along some lines, for speed."""
        middle = len(self._memory) // 2
        return not any(self._memory[middle : middle + SCREEN[0] * 4 * 8])

    def marked(self, colour: tuple[int, int, int] = material.MARK) -> bool:
        """Whether the mark of page 1, or that of another colour, is to be seen (blue, green, red, pad: an XWD of 24 bits).

        The mark is some 40 lines high: every 16th line is looked at, so that watching leaves the processor to the watched.
        """
        red, green, blue = colour
        width = SCREEN[0] * 4
        head = len(self._memory) - width * SCREEN[1]
        for line in range(8, SCREEN[1], 16):
            row = self._memory[head + line * width : head + (line + 1) * width]
            if any(bytes((blue, green, red, pad)) * 40 in row for pad in (0, 255)):
                return True
        return False

    def close(self) -> None:
        self._memory.close()
        self._file.close()
        self._server.terminate()
        self._server.wait()
        self._folder.cleanup()


@contextlib.contextmanager
def screen() -> Iterator[Screen]:
    """A fresh one for each start, so that nothing of the last program is still to be seen."""
    one = Screen()
    try:
        yield one
    finally:
        one.close()


def has_screen() -> bool:
    return shutil.which("Xvfb") is not None


def can_press() -> bool:
    """Whether keys can be sent to other programs."""
    return shutil.which("xdotool") is not None


def to_the_end(one: Screen, variables: dict[str, str], key: str, seconds: float) -> float:
    """Press the key that goes to the end, and wait for the last page; 0 where it never came."""
    middle = [str(size // 2) for size in SCREEN]
    subprocess.run(["xdotool", "mousemove", *middle], env=variables, check=False)
    time.sleep(0.2)
    began = time.perf_counter()
    subprocess.run(["xdotool", "key", key], env=variables, check=False)
    while time.perf_counter() - began < seconds:
        if one.marked(material.LAST_MARK):
            return time.perf_counter() - began
        time.sleep(0.002)
    return 0.0


def start(
    command: list[str],
    *,
    seconds: float = 60,
    environment: dict[str, str] | None = None,
    rest: bool = True,
    end_key: str = "",
) -> Start | None:
    """Start a program on a screen of its own, wait for the marked page, end it. None where it never came.

    `rest`: also wait until it has come to rest and look at its memory; then press `end_key` where one is given.
    """
    with screen() as one:
        variables = {**os.environ, "DISPLAY": one.display, "QT_QPA_PLATFORM": "xcb", **(environment or {})}
        variables.pop("WAYLAND_DISPLAY", None)
        began = time.perf_counter()
        program = subprocess.Popen(
            command,
            env=variables,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            start_new_session=True,
        )
        window = page = 0.0
        try:
            while time.perf_counter() - began < seconds and program.poll() is None:
                if not window and not one.blank():
                    window = time.perf_counter() - began
                if one.marked():
                    page = time.perf_counter() - began
                    break
                time.sleep(0.004)
            if not page:
                return None
            if not rest:
                return Start(window or page, page)
            # Memory is looked at when the program has come to rest.
            time.sleep(REST)
            memory = pss(program.pid)
            end = to_the_end(one, variables, end_key, 10.0) if end_key and can_press() else 0.0
            return Start(window or page, page, memory, end)
        finally:
            with contextlib.suppress(ProcessLookupError):
                os.killpg(program.pid, signal.SIGKILL)
            program.wait()
