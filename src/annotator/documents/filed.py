"""An open PDF read from a file without a name: MuPDF then holds in memory only what it needs of it. Worker only."""

from __future__ import annotations

import tempfile
from contextlib import ExitStack, suppress
from pathlib import Path
from typing import IO, Any
from weakref import finalize

from .engine import pymupdf

# Linux opens a file that has no name again by its descriptor, with a position of its own; other systems cannot.
_DESCRIPTORS = Path("/proc/self/fd")


class Filed:
    """The bytes of a PDF: in such a file, or in memory where there can be none. The file goes with the object."""

    def __init__(self, data: bytes) -> None:
        self._data = b""
        self._file = _nameless(data) if _DESCRIPTORS.is_dir() else None
        if self._file is None:
            self._data = data
        else:
            finalize(self, self._file.close)

    def open(self) -> Any:
        """A PyMuPDF document of its own. Raises what MuPDF raises for a damaged one (`engine.DAMAGE`)."""
        if self._file is None:
            return pymupdf.open(stream=self._data, filetype="pdf")
        return pymupdf.open(str(_DESCRIPTORS / str(self._file.fileno())), filetype="pdf")


def _nameless(data: bytes) -> IO[bytes] | None:
    """A file with these bytes; None where there is no room for it."""
    # Closing one that is full fails once more: what waited to be written is tried again.
    with suppress(OSError), ExitStack() as stack:
        file = stack.enter_context(tempfile.TemporaryFile(prefix="annotator-pdf-"))
        file.write(data)
        file.flush()
        stack.pop_all()
        return file
    return None
