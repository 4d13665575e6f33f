"""Bounds on the worker: memory from inside where the system has such a limit, watched from outside where not."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

# What one request may take: seconds of the processor, and bytes of memory of the whole process.
SECONDS = 10.0
MEMORY = 2 << 30
# What a large file may take besides: a text of 20 MB needs 5 s, and nobody's harm is done by size alone.
_PER_MEGABYTE, _MOST_FOR_SIZE = 0.5, 60.0
# On a machine that others use, seconds of the clock go by faster than those of the processor: so many times.
PATIENCE = 6.0


def allowance(seconds: float, message: Sequence[object]) -> float:
    """The processor time (seconds) that a request may take: `seconds`, and more for what is large in it."""
    size = 0
    for part in message:
        for one in part.values() if isinstance(part, Mapping) else (part,):
            size += len(one) if isinstance(one, bytes | str) else 0
    return seconds + min(size / 2**20 * _PER_MEGABYTE, _MOST_FOR_SIZE)


def processor(pid: int) -> float | None:
    """The processor time that a process has used, in seconds; None where that cannot be known."""
    if sys.platform == "linux":
        try:
            # proc(5): after the name in parentheses the 12th and 13th fields are user and system time in ticks.
            fields = Path(f"/proc/{pid}/stat").read_text("ascii", "replace").rpartition(")")[2].split()
        except OSError:
            return None
        return (int(fields[11]) + int(fields[12])) / os.sysconf("SC_CLK_TCK")
    elif sys.platform == "win32":  # noqa: RET505 - the type checker knows systems apart by these branches
        return _processor_windows(pid)
    else:
        command = ["/bin/ps", "-o", "time=", "-p", str(pid)]
        listing = subprocess.run(command, capture_output=True, text=True, check=False).stdout.strip()
        parts = listing.replace("-", ":").split(":")
        if not all(part.replace(".", "", 1).isdigit() for part in parts):
            return None
        return sum(float(part) * 60**place for place, part in enumerate(reversed(parts)))


def _processor_windows(pid: int) -> float | None:
    import ctypes
    from ctypes import wintypes

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.OpenProcess.restype = wintypes.HANDLE
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return None
    times = [wintypes.FILETIME() for _ in range(4)]
    got = kernel.GetProcessTimes(wintypes.HANDLE(handle), *map(ctypes.byref, times))
    kernel.CloseHandle(wintypes.HANDLE(handle))
    # Kernel and user time, in units of 100 ns.
    return sum((t.dwHighDateTime << 32) + t.dwLowDateTime for t in times[2:]) / 1e7 if got else None


def bound_memory(size: int) -> None:
    """Let this process take no more than `size` bytes of address space, on systems that know such a limit."""
    if sys.platform != "linux":
        return
    import resource

    soft, hard = resource.getrlimit(resource.RLIMIT_AS)
    if hard != resource.RLIM_INFINITY and hard < size:
        size = hard
    if soft == resource.RLIM_INFINITY or soft > size:
        resource.setrlimit(resource.RLIMIT_AS, (size, hard))


def resident(pid: int) -> int | None:
    """The memory a process holds, in bytes; None on Linux, where `bound_memory` does the work, or where unknown."""
    if sys.platform == "linux":
        return None
    elif sys.platform == "win32":  # noqa: RET505 - the type checker knows systems apart by these branches
        return _resident_windows(pid)
    else:
        command = ["/bin/ps", "-o", "rss=", "-p", str(pid)]
        listing = subprocess.run(command, capture_output=True, text=True, check=False)
        return int(listing.stdout) * 1024 if listing.stdout.strip().isdigit() else None


def _resident_windows(pid: int) -> int | None:
    import ctypes
    from ctypes import wintypes

    class Counters(ctypes.Structure):
        _fields_ = [("cb", wintypes.DWORD), ("faults", wintypes.DWORD)] + [
            (name, ctypes.c_size_t)
            for name in (
                "peak",
                "resident",
                "peak_paged",
                "paged",
                "peak_other",
                "other",
                "pagefile",
                "peak_pagefile",
            )
        ]

    kernel = ctypes.WinDLL("kernel32")  # type: ignore[attr-defined,unused-ignore]
    kernel.OpenProcess.restype = wintypes.HANDLE
    handle = kernel.OpenProcess(0x1000, False, pid)  # PROCESS_QUERY_LIMITED_INFORMATION
    if not handle:
        return None
    counters = Counters()
    counters.cb = ctypes.sizeof(counters)
    got = kernel.K32GetProcessMemoryInfo(wintypes.HANDLE(handle), ctypes.byref(counters), counters.cb)
    kernel.CloseHandle(wintypes.HANDLE(handle))
    return int(counters.pagefile) if got else None


def give_back() -> None:
    """Give memory that was freed back to the system, where the C library would keep it (glibc)."""
    if sys.platform != "linux":
        return
    import ctypes

    trim = getattr(ctypes.CDLL(None), "malloc_trim", None)
    if trim is not None:
        trim(0)
