"""The session: one open project behind one thread, and the signals by which every view hears of a change.

`Session.read` and `Session.act` run a function on the store's thread and hand its result back on the
window's. Nothing in the window ever waits for the disk.
"""

from __future__ import annotations

import sys
from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

from PySide6.QtCore import QObject, QTimer, Signal

from annotator.domain.changes import Changes
from annotator.domain.errors import Cancelled, PasswordNeeded, UserError
from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.jobs import Failure, JobThread, Progress, Steps
from annotator.ui.records import EVERYTHING, Job, NotOpen, Place, ProjectInfo, Saved, alive, changes_of

if TYPE_CHECKING:
    from annotator.documents.client import Worker
    from annotator.domain.document import Capture
    from annotator.store.project import Project
    from annotator.ui.citing import Citer

__all__ = ["Place", "ProjectInfo", "Saved", "Session"]

T = TypeVar("T")
R = TypeVar("R")

# Long enough to join a burst of edits into one copy, short enough that a sync client has it soon.
PUBLISH_AFTER_MS = 3000
WATCH_EVERY_MS = 2000
# experience.md: work over 0.3 s says what it is doing.
BUSY_AFTER_MS = 300


class Session(QObject):
    """One open project. Make it, connect, and call `close()` at the end."""

    opened = Signal(object)  # ProjectInfo
    changed = Signal(object)  # Changes; after every act, undo and foreign edit
    changing = Signal(object)  # the same just before: for the view whose reads go ahead of all others'
    failed = Signal(object)  # UserError
    noted = Signal(str)  # a sentence to be read in passing
    busy = Signal(str, float)  # text ("" = idle), 0..1 or -1 where unknown
    selected = Signal(str, str)  # kind, id
    open_requested = Signal(object)  # Place
    captured = Signal(object)  # what adding a source gave (operations.sources.Added)
    password_needed = Signal(object, bool)  # path; whether one was tried and refused
    saved_changed = Signal(object)  # Saved
    history_changed = Signal(str, str)  # labels of what Undo and Redo would do, "" for nothing

    def __init__(
        self,
        path: Path,
        *,
        opener: Callable[[Path], Project] = late.open_project,
        viewer: Worker | None = None,
        importer: Worker | None = None,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self.path = path
        self.info: ProjectInfo | None = None
        self.undo_label = self.redo_label = ""
        self.fresh: late.Fresh = None  # while `changed` is told: the highlights as they are now
        self.selection: tuple[str, str] = ("", "")
        self.saved = Saved("saved", tr("All changes saved"))
        self._opener = opener
        self._viewer = viewer
        self._importer = importer
        self._citer: Citer | None = None
        self._project: Project | None = None  # the store's thread only
        self._jobs: dict[int, Job] = {}
        self._newest: dict[str, int] = {}
        self._number = self._cancels = 0
        self._closed = False
        self._store = JobThread("annotator-store", self._delivered)
        self._imports: JobThread | None = None
        self._publish_timer = self._timer(PUBLISH_AFTER_MS, self.publish, single=True)
        self._watch_timer = self._timer(WATCH_EVERY_MS, self.watch, single=False)
        self._busy_timer = self._timer(BUSY_AFTER_MS, self._say_busy, single=True)
        self._submit(
            self._store, self._open_project, self._opened, text=tr("Opening {name}…", name=path.name)
        )

    def _timer(self, ms: int, slot: Callable[[], None], *, single: bool) -> QTimer:
        timer = QTimer(self, singleShot=single, interval=ms)
        timer.timeout.connect(slot)
        return timer

    # ---------------------------------------------------------------- reading and writing

    def read(
        self,
        fn: Callable[[Project], T],
        then: Callable[[T], None],
        *,
        key: str = "",
        text: str = "",
    ) -> None:
        """Run `fn(project)` on the store's thread, then `then(result)` on the window's.

        A newer read with the same `key` drops the older, answered or not. `text` says what a long one does.
        """
        self._submit(self._store, lambda: fn(self._opened_project()), then, key=key, text=text)

    def act(
        self,
        fn: Callable[[Project], R],
        then: Callable[[R], None] | None = None,
        *,
        text: str = "",
    ) -> None:
        """Run a writing operation: `fn` returns Changes or something with `.changes`; `changed`, then `then`."""

        def work() -> tuple[R, late.Told]:
            project = self._opened_project()
            result = fn(project)
            return result, late.told(project, changes_of(result))

        def done(answer: tuple[R, late.Told]) -> None:
            result, (undo, redo, self.fresh) = answer
            self._note_history(undo, redo)
            self._announce(changes_of(result))
            if then is not None and alive(then):
                then(result)

        self._submit(self._store, work, done, text=text)

    def steps(self) -> Steps:
        """What the next long act tells of its progress and asks whether it was cancelled (it raises Cancelled then)."""
        asked_in = self._cancels
        return Steps(self._store.report, lambda: self._cancels != asked_in)

    def undo(self) -> None:
        """Take back the last act."""
        self._step("undo")

    def redo(self) -> None:
        """Do again what was last taken back."""
        self._step("redo")

    def _step(self, which: str) -> None:
        self.act(lambda project: late.step(project, which))

    def _announce(self, changes: Changes | None) -> None:
        if changes is None or not changes.rows:
            return
        self._say_saved(
            Saved("waiting", tr("All changes saved"), tr("{file} is written in a moment", file=self.path))
        )
        self._publish_timer.start()
        self.changing.emit(changes)
        self.changed.emit(changes)

    # ---------------------------------------------------------------- selection and places

    def select(self, kind: str, id: str) -> None:
        """Select something everywhere: kind is annotation, source, claim, provision, instrument or ''."""
        if (kind, id) != self.selection:
            self.selection = (kind, id)
            self.selected.emit(kind, id)

    def open_place(self, place: Place) -> None:
        """Open a passage in the reader and flash it."""
        self.open_requested.emit(place)

    # ---------------------------------------------------------------- files from outside

    @property
    def viewer(self) -> Worker:
        """The worker process that makes page pictures; started on first use where the app did not."""
        if self._viewer is None:
            self._viewer = late.worker()
        return self._viewer

    @property
    def citer(self) -> Citer:
        """Makes citations for the clipboard; its style comes alive on first use."""
        if self._citer is None:
            self._citer = late.citer(self)
        return self._citer

    def capture(self, paths: Sequence[Path], *, password: str | None = None) -> None:
        """Add files as sources: read on the import thread, then one act each."""
        for path in paths:
            self.import_file(path, late.add_source, self.captured.emit, password=password)

    def capture_data(self, name: str, data: bytes) -> None:
        """Add pasted text or a pasted web page as a source; `name` ends in .txt or .html and says which."""
        self._import(None, name, data, None, late.add_source, self.captured.emit)

    def import_file(
        self,
        path: Path,
        use: Callable[[Project, Capture], R],
        then: Callable[[R], None] | None = None,
        *,
        password: str | None = None,
    ) -> None:
        """Read `path` with the import worker, then act with `use(project, capture)`."""
        self._import(path, path.name, None, password, use, then)

    def cancel(self) -> None:
        """Stop what the import thread is doing, and an act that asks; the project stays as it was."""
        self._cancels += 1
        if self._imports is not None:
            self._imports.cancel()

    def _import(
        self,
        path: Path | None,
        name: str,
        data: bytes | None,
        password: str | None,
        use: Callable[[Project, Capture], R],
        then: Callable[[R], None] | None,
    ) -> None:
        if self._imports is None:
            self._imports = JobThread("annotator-import", self._delivered)
        thread = self._imports

        def work() -> Capture:
            if self._importer is None:
                self._importer = late.worker()
            try:
                return self._importer.capture(
                    path,
                    data=data,
                    name=name,
                    password=password,
                    progress=thread.report,
                    cancelled=thread.cancelled,
                )
            except PasswordNeeded as error:
                if path is None:
                    raise
                error.file = str(path)
                error.details = error.details or ("tried" if password else "")
                raise

        def captured(capture: Capture) -> None:
            self.act(lambda project: use(project, capture), then, text=tr("Adding {name}…", name=name))

        self._submit(thread, work, captured, text=tr("Reading {name}…", name=name))

    # ---------------------------------------------------------------- saving and watching

    def publish(self) -> None:
        """Write the project file now (Ctrl+S); the status bar says how it went."""
        self._publish_timer.stop()
        self._say_saved(Saved("saving", tr("Saving…")))

        def work() -> UserError | None:
            try:
                self._opened_project().publish()
            except UserError as error:
                return error
            return None

        self._submit(self._store, work, self._published)

    def _published(self, error: UserError | None) -> None:
        if error is None:
            self._say_saved(Saved("saved", tr("All changes saved")))
        else:
            text = tr("Saved on this computer; could not write {file}", file=self.path.name)
            self._say_saved(Saved("failed", text, str(error)))

    def _say_saved(self, saved: Saved) -> None:
        if saved != self.saved:
            self.saved = saved
            self.saved_changed.emit(saved)

    def watch(self) -> None:
        """Ask whether another program wrote the project; also called when the window comes to the front."""
        if self.info is None or self._closed:
            return

        def work() -> tuple[bool, str, str]:
            project = self._opened_project()
            return (project.changed_elsewhere(), *late.labels(project))

        def done(answer: tuple[bool, str, str]) -> None:
            written, undo, redo = answer
            if written:
                self.fresh = None
                self._note_history(undo, redo)
                self._announce(EVERYTHING)

        self._submit(self._store, work, done, key="session.watch")

    # ---------------------------------------------------------------- opening and closing

    def _open_project(self) -> tuple[ProjectInfo, str, str]:
        self._project = project = self._opener(self.path)
        return (late.info(project), *late.labels(project))

    def _opened(self, answer: tuple[ProjectInfo, str, str]) -> None:
        self.info, undo, redo = answer
        if self.info.read_only:
            self._say_saved(Saved("read only", tr("Read only")))
        self._note_history(undo, redo)
        self._watch_timer.start()
        self.opened.emit(self.info)

    def _opened_project(self) -> Project:
        if self._project is None:
            raise NotOpen
        return self._project

    def close(self) -> None:
        """Publish, close the project, end the threads and the worker processes."""
        if self._closed:
            return
        self._closed = True
        for timer in (self._publish_timer, self._watch_timer, self._busy_timer):
            timer.stop()
        self.cancel()
        refused: list[UserError] = []

        def work() -> None:
            if self._project is not None:
                try:
                    self._project.close()
                except UserError as error:
                    refused.append(error)

        if self._citer is not None:
            self._citer.stop()
        for worker in (self._viewer, self._importer):
            if worker is not None:
                worker.close()
        if self._imports is not None:
            self._imports.stop()
        self._store.submit(0, work)
        self._store.stop()
        for error in refused:
            self.failed.emit(error)

    # ---------------------------------------------------------------- the way there and back

    def _submit(
        self,
        thread: JobThread,
        work: Callable[[], Any],
        then: Callable[[Any], None] | None,
        *,
        key: str = "",
        text: str = "",
    ) -> None:
        if self._closed:
            return
        self._number += 1
        number = self._number
        self._jobs[number] = Job(then, key, text)
        if key:
            self._newest[key] = number
        thread.submit(number, work, lambda: bool(key) and self._newest.get(key) != number)
        if text and not self._busy_timer.isActive():
            self._busy_timer.start()

    def _delivered(self, number: int, outcome: object) -> None:
        if isinstance(outcome, Progress):
            self.busy.emit(outcome.text, outcome.fraction)
            return
        job = self._jobs.pop(number, None)
        if job is None or self._closed:
            return
        if not any(other.text for other in self._jobs.values()):
            self._busy_timer.stop()
            self.busy.emit("", 0.0)
        if job.key and self._newest.get(job.key) != number:
            return
        if isinstance(outcome, Failure):
            self._fail(outcome)
        elif job.then is not None and alive(job.then):
            job.then(outcome)

    def _say_busy(self) -> None:
        if text := next((job.text for job in self._jobs.values() if job.text), ""):
            self.busy.emit(text, -1.0)

    def _fail(self, failure: Failure) -> None:
        error = failure.error
        if isinstance(error, PasswordNeeded) and error.file:
            self.password_needed.emit(Path(error.file), error.details == "tried")
        elif isinstance(error, UserError):
            self.failed.emit(error)
        elif not isinstance(error, Cancelled | NotOpen):
            sys.excepthook(type(error), error, error.__traceback__)

    def _note_history(self, undo: str, redo: str) -> None:
        self.undo_label, self.redo_label = undo, redo
        self.history_changed.emit(undo, redo)
