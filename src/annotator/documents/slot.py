"""The stretch of memory through which a picture comes back from the worker.

It has no name that could be left behind: an unlinked file whose descriptor the child inherits, or on Windows a
mapping that lives as long as either process. Untouched parts of it cost nothing. One picture at a time: the worker
gets its next request only after the last picture was copied out.
"""

from __future__ import annotations

import mmap
import os
import sys
from contextlib import suppress

# 16 million pixels: a window of 4K at 200 % needs half. Larger pictures go through the pipe.
SIZE = 64 << 20


class Slot:
    """One side's view of the shared memory."""

    def __init__(self, memory: mmap.mmap, address: str, descriptor: int | None) -> None:
        self.memory = memory
        self.address = address
        self.descriptor = descriptor

    @classmethod
    def create(cls) -> Slot:
        """Make the memory, in the window's process."""
        if sys.platform == "win32":
            import uuid

            name = f"annotator-{uuid.uuid4()}"
            return cls(mmap.mmap(-1, SIZE, tagname=name), f"tag:{name}", None)
        if sys.platform == "linux":
            descriptor = os.memfd_create("annotator-pictures", 0)
        else:
            import tempfile

            descriptor, path = tempfile.mkstemp(prefix="annotator-pictures-")
            os.unlink(path)  # noqa: PTH108 - a descriptor's twin, gone at once
        os.ftruncate(descriptor, SIZE)
        os.set_inheritable(descriptor, False)
        return cls(mmap.mmap(descriptor, SIZE), f"fd:{descriptor}", descriptor)

    @classmethod
    def attach(cls, address: str) -> Slot:
        """Open the memory of `address`, in the worker."""
        kind, _, value = address.partition(":")
        if sys.platform == "win32":
            return cls(mmap.mmap(-1, SIZE, tagname=value), address, None)
        if kind != "fd":
            raise ValueError(address)
        return cls(mmap.mmap(int(value), SIZE), address, int(value))

    def empty(self) -> None:
        """Let the system have what the memory holds now, where it can be told so; it is used again as before."""
        if sys.platform == "linux" and not self.memory.closed:
            with suppress(OSError):
                self.memory.madvise(mmap.MADV_REMOVE)

    def close(self) -> None:
        """Let go of the memory; after this nothing of it is left on this side. May be called twice."""
        if not self.memory.closed:
            self.memory.close()
            if self.descriptor is not None:
                os.close(self.descriptor)
