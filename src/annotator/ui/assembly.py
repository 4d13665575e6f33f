"""From the first sight of a window to the whole window: loading on a thread, then small steps between events."""

from __future__ import annotations

import gc
from collections.abc import Callable, Generator
from importlib import import_module
from threading import Thread

from PySide6.QtCore import QObject, QTimerEvent, Signal

# All that the steps, and the first answers after them, would import: what the window's thread imports holds it up.
MODULES = (
    "annotator.operations.history",
    "annotator.operations.projects",
    "annotator.documents.client",
    "annotator.documents.pagemap",
    "annotator.store.annotations",
    "annotator.store.sources",
    "annotator.store.tags",
    "annotator.store.treaties",
    "annotator.ui.desktop",
    "annotator.ui.session",
    "annotator.ui.commands",
    "annotator.ui.reader.canvas",
    "annotator.ui.reader.half",
    "annotator.ui.reader.area",
    "annotator.ui.library.panel",
    "annotator.ui.inspector.panel",
    "annotator.ui.inspector.source",
    "annotator.ui.parts",
)

Steps = Generator[None, None, None]


def load() -> None:
    """Import what the window needs.

    What was imported stays for good: taken out of what the garbage collector looks through, a little at a time, it
    never holds the window up for the length of a full collection.
    """
    gc.freeze()
    for name in MODULES:
        import_module(name)
        gc.collect()
        gc.freeze()
    _touch()


def _touch() -> None:
    """The enumerations of a class of Qt, and a codec, are made when first touched: here rather than between two events."""
    from PySide6.QtGui import QTextFormat, QTextLayout

    _ = QTextFormat.FormatType.InvalidFormat, QTextLayout.CursorMode.SkipCharacters, "".encode("utf-16-le")


class Assembly(QObject):
    """Runs `prepare` on a thread, then takes one of the `steps` after another, as the event loop has time."""

    finished = Signal()
    _prepared = Signal()

    def __init__(
        self, prepare: Callable[[], object], steps: Callable[[], Steps], parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._prepare = prepare
        self._make = steps
        self._steps: Steps | None = None
        self._timer = 0
        self._stopped = self._running = False
        self._prepared.connect(self._begin)
        self._thread = Thread(target=self._load, name="annotator-loading")
        self._thread.start()

    def _load(self) -> None:
        try:
            self._prepare()
        finally:
            # What could not be loaded fails again in the step that needs it, where it is told of.
            self._prepared.emit()

    def _begin(self) -> None:
        if not self._stopped:
            self._steps = self._make()
            self._timer = self.startTimer(0)

    def timerEvent(self, event: QTimerEvent) -> None:
        """The next step."""
        steps = self._steps
        if steps is None:
            return
        self._running = True
        try:
            next(steps)
        except StopIteration:
            self._steps = None
            self.killTimer(self._timer)
            self.finished.emit()
        finally:
            self._running = False
        if self._stopped:
            steps.close()

    def stop(self) -> None:
        """Take no further step; the steps themselves put in order what was begun."""
        self._stopped = True
        steps, self._steps = self._steps, None
        if steps is not None:
            self.killTimer(self._timer)
            if not self._running:
                steps.close()

    def wait(self) -> None:
        """Until the thread has ended."""
        self._thread.join()
