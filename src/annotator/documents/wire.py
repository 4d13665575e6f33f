"""Messages between the window's process and the worker: a length, then a pickle of an allow-list of our own types.

The worker reads hostile files. Should one of them take it over, its answers still cannot run code here: unpickling
finds only the names below.
"""

from __future__ import annotations

import io
import pickle
import struct
from typing import IO, Any

_HEADER = struct.Struct("<Q")
# A message is at most a file and its text; more means the other side has gone mad.
LARGEST = 4 << 30

_ALLOWED = {
    "array": {"array", "_array_reconstructor"},
    "annotator.documents.pagemap": {"PageMap"},
    "annotator.documents.views": {"LayoutSpec", "Link", "PdfAnnotation", "RGB", "RenderSpec", "ViewInfo"},
    "annotator.domain.document": {"Capture", "Found", "OutlineEntry", "Page"},
    "annotator.domain.geometry": {"PageSize", "Rect"},
}


class WireError(Exception):
    """The other side closed the pipe or sent what is no message."""


class _Reader(pickle.Unpickler):
    def find_class(self, module: str, name: str) -> Any:
        if name in _ALLOWED.get(module, ()):
            return super().find_class(module, name)
        raise pickle.UnpicklingError(f"{module}.{name} is not allowed on the wire")


def send(stream: IO[bytes], message: object) -> None:
    """Write one message. Raises WireError where the other side is gone."""
    data = pickle.dumps(message, protocol=5)
    try:
        stream.write(_HEADER.pack(len(data)))
        stream.write(data)
        stream.flush()
    except (OSError, ValueError) as error:
        raise WireError(str(error)) from error


def receive(stream: IO[bytes]) -> Any:
    """Read one message. Raises WireError at the end of the stream or on nonsense."""
    try:
        (size,) = _HEADER.unpack(_exactly(stream, _HEADER.size))
        if size > LARGEST:
            raise WireError("message too large")
        return _Reader(io.BytesIO(_exactly(stream, size))).load()
    except (OSError, ValueError, EOFError, pickle.UnpicklingError) as error:
        raise WireError(str(error)) from error


def _exactly(stream: IO[bytes], size: int) -> bytes:
    data = stream.read(size)
    if len(data) != size:
        raise WireError("closed")
    return data
