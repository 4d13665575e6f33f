"""Bounds on the worker: memory from inside where the system has such a limit, watched from outside where not."""

from __future__ import annotations

import subprocess
import sys

# What one request may take: seconds, and bytes of memory of the whole process.
SECONDS = 10.0
MEMORY = 2 << 30


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
