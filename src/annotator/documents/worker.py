"""The worker process: one request at a time from standard input, answers to standard output.

Started as `python -m annotator.documents.worker SLOT SECONDS MEMORY`. It ends when its input ends, and by itself when
a request overruns its time and nobody is there to kill it.
"""

from __future__ import annotations

import faulthandler
import os
import signal
import sys
import traceback
from pathlib import Path
from typing import IO, TYPE_CHECKING, Any

from annotator.domain.errors import PasswordNeeded, UserError
from annotator.domain.i18n import tr

from . import wire
from .limits import PATIENCE, allowance, bound_memory, give_back
from .slot import Slot

if TYPE_CHECKING:
    from .pdf import PdfCapture
    from .searchable import Searchable
    from .viewer import Viewer

# The window kills an overrunning worker itself; this is for a worker whose window has died meanwhile.
_GRACE = 5.0


class Service:
    """The requests, by name."""

    def __init__(self, slot: Slot) -> None:
        self._slot = slot
        self._captures: dict[int, PdfCapture] = {}
        self._searchable: dict[int, Searchable] = {}
        self._next = 0
        self._made: Viewer | None = None

    @property
    def _viewer(self) -> Viewer:
        if self._made is None:
            from .viewer import Viewer

            self._made = Viewer()
        return self._made

    def answer(self, name: str, *arguments: Any) -> Any:
        """Do what is asked."""
        return getattr(self, f"do_{name}")(*arguments)

    def do_capture(self, data: bytes, name: str, password: str | None) -> Any:
        """A capture, or (token, number of pages) of one that is read in steps."""
        from annotator.domain.document import Capture

        from .capture import capture

        made = capture(data, name, password)
        if isinstance(made, Capture):
            return made
        self._next += 1
        self._captures[self._next] = made
        return self._next, made.document.page_count

    def do_capture_pages(self, token: int, first: int, after: int) -> None:
        """Read some pages."""
        self._under_way(token).read(first, after)

    def do_capture_end(self, token: int) -> Any:
        """The capture of all pages read."""
        made = self._under_way(token).finish()
        self.do_capture_drop(token)
        return made

    def do_capture_drop(self, token: int) -> None:
        """Give a capture up."""
        self._captures.pop(token, None)

    def _under_way(self, token: int) -> PdfCapture:
        if token not in self._captures:
            raise _restarted()
        return self._captures[token]

    def do_ocr(self, data: bytes, password: str | None) -> tuple[int, int]:
        """A token for a PDF to be made searchable, and its number of pages."""
        from .pdf import open_pdf
        from .searchable import Searchable

        self._next += 1
        self._searchable[self._next] = Searchable(open_pdf(data, password))
        return self._next, self._searchable[self._next].document.page_count

    def do_ocr_step(self, token: int, step: str, *arguments: Any) -> Any:
        """`look`, `picture`, `add` or `finish` of a `Searchable`."""
        if token not in self._searchable:
            raise _restarted()
        if step not in ("look", "picture", "add", "finish"):
            raise ValueError(step)
        return getattr(self._searchable[token], step)(*arguments)

    def do_ocr_drop(self, token: int) -> None:
        """Give a PDF up."""
        self._searchable.pop(token, None)

    def do_first(
        self, key: str, data: bytes | int, room: float, most: float, ratio: float
    ) -> tuple[float, float, int, int] | None:
        """Open a PDF for `open_view` to come and picture its first page; see `Viewer.first`.

        `data` is the file, or how many bytes of the shared memory it takes.
        """
        if isinstance(data, int):
            data = self._slot.memory[:data]
        found = self._viewer.first(key, data, room, most, ratio)
        if found is None:
            return None
        page, pixmap = found
        pixels = pixmap.samples_mv
        if len(pixels) > len(self._slot.memory):
            return None
        self._slot.memory[: len(pixels)] = pixels
        return page.width, page.height, pixmap.width, pixmap.height

    def do_open_view(self, key: str, arguments: dict[str, Any], spec: Any) -> Any:
        """See `Viewer.open`."""
        info = self._viewer.open(key, arguments, spec)
        give_back()
        return info

    def do_layout(self, key: str, spec: Any) -> Any:
        """See `Viewer.layout`."""
        return self._viewer.layout(key, spec)

    def do_settle(self, key: str) -> Any:
        """See `Viewer.settle`."""
        return self._viewer.settle(key)

    def do_page_map(self, key: str, page: int) -> Any:
        """See `Viewer.page_map`."""
        return self._viewer.page_map(key, page)

    def do_links(self, key: str, page: int) -> Any:
        """See `Viewer.links`."""
        return self._viewer.links(key, page)

    def do_annotations(self, key: str, first: int, after: int) -> Any:
        """See `Viewer.annotations`."""
        return self._viewer.annotations(key, first, after)

    def do_scans(self, key: str, first: int, after: int) -> Any:
        """See `Viewer.scans`."""
        return self._viewer.scans(key, first, after)

    def do_close_view(self, key: str) -> None:
        """See `Viewer.close`."""
        if self._made is not None:
            self._made.close(key)

    def do_render(self, key: str, page: int, spec: Any) -> tuple[int, int, bytes | None]:
        """Width, height and, where the picture is too large for the shared memory, its pixels."""
        pixmap = self._viewer.render(key, page, spec)
        pixels = pixmap.samples_mv
        if len(pixels) > len(self._slot.memory):
            return pixmap.width, pixmap.height, bytes(pixels)
        self._slot.memory[: len(pixels)] = pixels
        return pixmap.width, pixmap.height, None


def _restarted() -> UserError:
    return UserError(
        tr("The document reader had to be restarted meanwhile."),
        kept=tr("Nothing was changed."),
        advice=tr("Add the file again."),
    )


def serve(requests: IO[bytes], answers: IO[bytes], service: Service, seconds: float, quiet: IO[str]) -> None:
    """Answer until the input ends."""
    while True:
        try:
            message = wire.receive(requests)
        except wire.WireError:
            return
        # These watches need no Python to run: MuPDF holds the interpreter for as long as it works.
        allowed = allowance(seconds, message)
        faulthandler.dump_traceback_later(allowed * PATIENCE + _GRACE, exit=True, file=quiet)
        _end_after(allowed + _GRACE)
        answer = _answer(service, message)
        _end_after(0)
        faulthandler.cancel_dump_traceback_later()
        try:
            wire.send(answers, answer)
        except wire.WireError:
            return


def _end_after(seconds: float) -> None:
    """Have the system end this process after so much more processor time; 0 for never."""
    if sys.platform != "win32":
        signal.setitimer(signal.ITIMER_PROF, seconds)


def _answer(service: Service, message: Any) -> tuple[str, Any]:
    try:
        return "ok", service.answer(*message)
    except UserError as error:
        kind = "password" if isinstance(error, PasswordNeeded) else "user"
        parts = ("what", "file", "kept", "advice", "details")
        return kind, {part: getattr(error, part) for part in parts}
    except MemoryError:
        return "user", {
            "what": tr("The file needs more memory than it may have and was given up."),
            "kept": tr("Nothing was changed."),
            "details": traceback.format_exc(),
        }
    except Exception:  # noqa: BLE001 - the top of a process: the bug is told to the other side, which raises it
        return "bug", traceback.format_exc()


def main(arguments: list[str]) -> int:
    """Run the worker."""
    address, seconds, memory = arguments[0], float(arguments[1]), int(arguments[2])
    if sys.platform != "win32":
        signal.signal(signal.SIGTERM, signal.SIG_DFL)
    bound_memory(memory)
    # Libraries write to standard output; the answers have it to themselves.
    answers = os.fdopen(os.dup(1), "wb")
    requests = os.fdopen(os.dup(0), "rb")
    nothing = os.open(os.devnull, os.O_RDWR)
    for stream in (0, 1, 2):
        os.dup2(nothing, stream)
    slot = Slot.attach(address)
    wire.send(answers, ("ready", None))
    with Path(os.devnull).open("w", encoding="utf-8") as quiet:
        serve(requests, answers, Service(slot), seconds, quiet)
    slot.close()
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
