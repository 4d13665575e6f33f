"""The first page ahead of everything else: the worker process runs, and reads and pictures page 1 of the PDF that the
project opens with, while Qt and the rest of the program are still being loaded.

Imports no Qt, and of our own only what it takes to talk to the process.
"""

from __future__ import annotations

import json
import threading
from contextlib import suppress
from pathlib import Path
from typing import TYPE_CHECKING, Any, NamedTuple

from annotator.documents.limits import MEMORY, SECONDS
from annotator.documents.process import Process, WorkerDied
from annotator.documents.slot import Slot
from annotator.store.places import data_folder
from annotator.ui.reader.measures import COMFORTABLE, DESK, NATURAL, chip_room

if TYPE_CHECKING:
    from annotator.documents.client import Worker

_RECORD = "opening.json"
_LARGEST = 10_000


class Record(NamedTuple):
    """How the window looked when it was last closed, in logical pixels: enough to sketch the next one.

    window    width and height
    viewport  left, top, width and height of the part that shows pages
    ratio     device pixels per logical pixel
    colours   of the window, its side panels and the desk
    project, document  what was open
    """

    window: tuple[int, int] = (1440, 900)
    viewport: tuple[int, int, int, int] = (263, 105, 838, 766)
    ratio: float = 1.0
    colours: tuple[str, str, str] = ("#f4f4f1", "#fbfaf8", "#e8e7e2")
    project: str = ""
    document: str = ""

    @classmethod
    def read(cls) -> Record:
        """What was remembered; how a first window looks where nothing was or it cannot be read."""
        try:
            raw: dict[str, Any] = json.loads((data_folder() / _RECORD).read_text("utf-8"))
            wide, high = (min(max(int(n), 1), _LARGEST) for n in raw["window"])
            x, y, width, height = (min(max(int(n), 0), _LARGEST) for n in raw["viewport"])
            window, panel, desk = (str(colour) for colour in raw["colours"])
            ratio = min(max(float(raw["ratio"]), 0.5), 4.0)
            return cls(
                (wide, high),
                (x, y, width, height),
                ratio,
                (window, panel, desk),
                str(raw["project"]),
                str(raw["document"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return cls()

    def write(self) -> None:
        """Remember this for the next start. A folder that refuses costs the next start some speed, no more."""
        with suppress(OSError):
            (data_folder() / _RECORD).write_text(json.dumps(self._asdict()), "utf-8")


class FirstPage(NamedTuple):
    """Page 1: its size in points, its picture in device pixels (blue, green, red, unused byte)."""

    page_width: float
    page_height: float
    width: int
    height: int
    pixels: bytes


class Ahead:
    """The worker process under way, and the first page once it is there."""

    def __init__(self, project: Path | None) -> None:
        self.record = Record.read()
        self.page: FirstPage | None = None
        self.finished = threading.Event()
        self._document = ""
        self._slot = Slot.create()
        self._process: Process | None = None
        with suppress(OSError):
            self._process = Process(self._slot, seconds=SECONDS, memory=MEMORY)
        if project is None or self._process is None:
            self.finished.set()
        else:
            threading.Thread(
                target=self._look, args=(project, self._process), name="first-page", daemon=True
            ).start()

    def _look(self, project: Path, process: Process) -> None:
        try:
            from annotator.store.peek import first_pdf

            wanted = self.record.document if self.record.project == str(project.absolute()) else ""
            found = first_pdf(project, wanted)
            if found is None:
                return
            width = self.record.viewport[2]
            room, most = width - DESK - chip_room(width), COMFORTABLE * NATURAL
            data: bytes | int = found.original
            if len(found.original) <= len(self._slot.memory):
                # Much faster than through the pipe.
                data = len(found.original)
                self._slot.memory[:data] = found.original
            kind, answer = process.ask(("first", found.id, data, room, most, self.record.ratio))
            if kind == "ok" and answer is not None:
                page_width, page_height, width, height = answer
                pixels = self._slot.memory[: width * height * 4]
                self.page = FirstPage(page_width, page_height, width, height, pixels)
                self._document = found.id
        except WorkerDied:
            # It is started again when it is asked next, and tells then what is wrong with the file.
            return
        finally:
            self._slot.empty()
            self.finished.set()

    def close(self) -> None:
        """End the process: the window was closed before anything else was there."""
        if self._process is not None:
            self._process.kill()
        self._slot.close()

    def worker(self) -> Worker:
        """The process as the rest of the program uses it. Waits until the first page is done with."""
        from annotator.documents.client import Worker

        self.finished.wait()
        worker = Worker(running=(self._slot, self._process), held=self._document)
        worker.start()
        return worker
