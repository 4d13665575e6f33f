"""A passage asked for by another process, when its project has a window already: that window goes there.

The caller leaves a file in a folder of the project's working copy; the window, which holds a lock beside it, takes it
away. Files rather than sockets: nothing listens to a network, and it works alike on every system.
"""

from __future__ import annotations

import time
from contextlib import suppress
from pathlib import Path
from uuid import uuid4

from PySide6.QtCore import QFileSystemWatcher, QLockFile, QObject, Signal

from annotator.store.places import data_folder, working_folder

# Seconds until a caller no longer waits for a window that does not answer, and opens one itself.
PATIENCE = 5.0
_LOOK = 0.02
_SUFFIX = ".call"
# No id of a highlight is longer.
_LONGEST = 500


def _folder(project: Path) -> Path:
    return working_folder(project, data_folder()) / "calls"


def _lock(folder: Path) -> QLockFile:
    lock = QLockFile(str(folder / "window.lock"))
    # A window may be open for days; one whose process is gone holds nothing.
    lock.setStaleLockTime(0)
    return lock


def call(project: Path, annotation: str, patience: float = PATIENCE) -> bool:
    """Ask the window that has `project` (a resolved path) open to show a highlight; whether one took it on.

    Waits for it, at most `patience` seconds.
    """
    folder = _folder(project)
    if not folder.is_dir() or _lock(folder).tryLock(0):
        return False
    place = folder / f"{uuid4()}{_SUFFIX}"
    written = place.with_suffix(".new")
    try:
        written.write_text(annotation, "utf-8")
        written.replace(place)
    except OSError:
        return False
    end = time.monotonic() + patience
    while place.exists() and time.monotonic() < end:
        time.sleep(_LOOK)
    try:
        # Who can take it back was not heard.
        place.unlink()
    except OSError:
        # It is gone, or, on Windows, being read at this moment.
        return True
    return False


class Calls(QObject):
    """A window's ear for them. `called(annotation)` comes on the window's thread."""

    called = Signal(str)

    def __init__(self, project: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        folder = _folder(project)
        self._watcher = QFileSystemWatcher(self)
        self._watcher.directoryChanged.connect(self._look)
        self._folder = folder
        self._lock = _lock(folder)
        # A folder that refuses, or a second window on the same project: then callers open one of their own.
        with suppress(OSError):
            folder.mkdir(parents=True, exist_ok=True)
            if self._lock.tryLock(0):
                for left in folder.glob(f"*{_SUFFIX}"):
                    left.unlink(missing_ok=True)
                self._watcher.addPath(str(folder))

    def _look(self) -> None:
        for place in sorted(self._folder.glob(f"*{_SUFFIX}")):
            with suppress(OSError, UnicodeDecodeError):
                annotation = place.read_text("utf-8")[:_LONGEST]
                # Only who takes it away has it.
                place.unlink()
                self.called.emit(annotation)

    def close(self) -> None:
        """Hear no more."""
        self._watcher.directoryChanged.disconnect(self._look)
        self._lock.unlock()
