"""One open project: its working copy, its acts, its settings."""

from __future__ import annotations

import contextlib
import getpass
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Protocol

from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.files import check_regular
from annotator.domain.i18n import tr
from annotator.domain.ids import derived_id, new_id
from annotator.store.cache import Cache
from annotator.store.check import verify
from annotator.store.cleaning import clean
from annotator.store.connection import connect, connect_working, explained
from annotator.store.files import LONGEST_NAME
from annotator.store.foreign import take_in
from annotator.store.lock import LockFile
from annotator.store.migrations import migrate
from annotator.store.places import data_folder
from annotator.store.tracking import Step, Tracker, now_iso
from annotator.store.workingcopy import WorkingCopy


class Companion(Protocol):
    """Something that is closed with the project."""

    def close(self) -> None: ...


class Act:
    """One user act being written. `changes` may be read inside (what was touched so far) and after it.

    One that joined another tells of its own changes only: an act of many parts would count all of them for each.
    """

    def __init__(self, project: Project, label: str, since: int = 0) -> None:
        self._since = since
        self._project = project
        self._final: Changes | None = None
        self.label = label

    @property
    def changes(self) -> Changes:
        """What the act changed."""
        if self._final is not None:
            return self._final
        return Changes("", self.label, self._project.tracker.touched(self._since))

    def finish(self, changes: Changes) -> None:
        """Called once, when the act is on the disk."""
        self._final = changes


def user_name() -> str:
    """Whose edits these are: `ANNOTATOR_USER`, else the system's user name."""
    named = os.environ.get("ANNOTATOR_USER")
    if named:
        return named
    try:
        return getpass.getuser()
    except (OSError, KeyError, ImportError):
        return tr("unknown")


class Project:
    """An open project. Use it from the thread that opened it, and close it.

    `notices` are sentences the user should read (something was kept beside the file, edits were taken in …).
    `in_use_by` says who else seems to have it open. With `read_only`, acts are refused.
    """

    def __init__(self, path: Path, copy: WorkingCopy) -> None:
        self.path = path
        self.user = user_name()
        self.read_only = not os.access(path.parent, os.W_OK) or (
            path.exists() and not os.access(path, os.W_OK)
        )
        self.copy = copy
        self.notices = copy.notices
        self.cache = Cache()
        # What lives as long as the open project: the search index, once somebody searches.
        self.companion: Companion | None = None
        with explained(path):
            self.db = connect_working(copy.database)
            self.db.shown_as = path
        try:
            with explained(path):
                self.tracker = Tracker(self.db)
                self.tracker.install()
                self.id: str = self.db.execute("SELECT id FROM project").fetchone()[0]
                self._data_version = self._read_data_version()
        except BaseException:
            self.db.close()
            raise
        self._acts: list[Act] = []
        self._lock = LockFile(path, self.user)
        self.in_use_by = self._lock.holder()
        if not self.read_only:
            self._lock.take()

    @classmethod
    def create(cls, path: str | Path, title: str = "", *, work_dir: Path | None = None) -> Project:
        """Make a new project file at `path` and open it. Raises UserError where something is there already."""
        path = Path(path).absolute()
        if len(os.fsencode(path.name)) > LONGEST_NAME:
            raise UserError(tr("The name is too long."), file=path, advice=tr("Choose a shorter one."))
        if path.exists():
            raise UserError(
                tr("There is a file of this name already."), file=path, advice=tr("Choose another name.")
            )
        if not path.parent.is_dir():
            raise UserError(
                tr("There is no such folder."), file=path.parent, advice=tr("Make the folder first.")
            )
        path = path.parent.resolve() / path.name
        copy = WorkingCopy(path, data_folder(work_dir))
        with copy.alone():
            pass
        incoming = copy.folder / f"new-{os.getpid()}.sqlite"
        try:
            incoming.unlink(missing_ok=True)
            with explained(path):
                _fill_new(incoming, title or path.stem)
            copy.begin(incoming)
        finally:
            incoming.unlink(missing_ok=True)
        project = cls(path, copy)
        try:
            project.publish()
        except BaseException:
            project._shut()
            copy.forget()
            raise
        return project

    @classmethod
    def open(cls, path: str | Path, *, work_dir: Path | None = None) -> Project:
        """Open the project file at `path`. Raises UserError for anything that is not a sound project of ours."""
        path = Path(path).absolute()
        with contextlib.suppress(OSError):
            path = path.resolve()
        if path.is_dir():
            raise UserError(
                tr("This is a folder, not a project."), file=path, advice=tr("Choose a project file.")
            )
        check_regular(path)
        copy = WorkingCopy(path, data_folder(work_dir))
        if not copy.database.exists() and not path.exists():
            raise UserError(
                tr("There is no such project."), file=path, advice=tr("Check the name and the folder.")
            )
        fresh = copy.prepare(verify)
        project = cls(path, copy)
        if fresh and not project.read_only:
            try:
                take_in(project)
            except BaseException:
                project._shut()
                raise
        clean(copy.folder.parent, keep=copy.folder)
        return project

    @property
    def title(self) -> str:
        """The project's title."""
        title: str = self.db.execute("SELECT title FROM project").fetchone()[0]
        return title

    def set_title(self, title: str) -> None:
        """Rename the project (inside an act)."""
        self.db.execute("UPDATE main.project SET title = ?", (title,))

    @contextmanager
    def act(self, label: str, step: Step | None = None) -> Iterator[Act]:
        """One user act: one transaction, one undo step. Inside another act it joins that one.

        Nothing is written if the block raises; an act that changes nothing leaves no trace. `step` is told how far the
        writing of the history is (0..1), after the block; it may raise too. Raises UserError where the project is
        read-only, the disk is full or another process keeps it busy.
        """
        if self._acts:
            with self._joined() as act:
                yield act
            return
        with self.writing(label, step=step) as act:
            yield act

    @contextmanager
    def writing(
        self, label: str, *, kind: str = "edit", of_act: str | None = None, step: Step | None = None
    ) -> Iterator[Act]:
        """The outermost transaction of an act; `kind` and `of_act` are for undo and redo."""
        if self.read_only:
            raise UserError(
                tr("This project is open for reading only."),
                file=self.path,
                kept=tr("Nothing was changed."),
                advice=tr("Copy it to a folder of your own and open the copy."),
            )
        db, act = self.db, Act(self, label)
        with explained(self.path, tr("Nothing was changed.")):
            db.execute("BEGIN IMMEDIATE")
            try:
                self.tracker.forget()
                self._acts.append(act)
                yield act
                act_id, edits = self.tracker.flush(label, self.user, kind=kind, of_act=of_act, step=step)
                db.execute("COMMIT")
            except BaseException:
                if db.in_transaction:
                    db.execute("ROLLBACK")
                self.cache.clear()
                raise
            finally:
                self._acts.clear()
        self.tracker.committed()
        rows: dict[str, set[str]] = {}
        for edit in edits:
            rows.setdefault(edit.table, set()).add(edit.row)
        act.finish(Changes(act_id, label, {table: frozenset(ids) for table, ids in rows.items()}))

    @contextmanager
    def _joined(self) -> Iterator[Act]:
        name = f"act_{len(self._acts)}"
        act = Act(self, self._acts[0].label, self.tracker.so_far())
        self._acts.append(act)
        self.db.execute(f"SAVEPOINT {name}")
        try:
            yield act
            self.db.execute(f"RELEASE {name}")
            act.finish(act.changes)
        except BaseException:
            if self.db.in_transaction:
                self.db.execute(f"ROLLBACK TO {name}")
                self.db.execute(f"RELEASE {name}")
            self.cache.clear()
            raise
        finally:
            self._acts.pop()

    @property
    def writing_now(self) -> bool:
        """Whether an act is open."""
        return bool(self._acts)

    def settings(self, key: str) -> object:
        """A project-wide setting; None where it was never set."""
        row = self.db.execute(
            "SELECT value FROM setting WHERE id = ? AND NOT trashed", (derived_id("setting", key),)
        ).fetchone()
        return json.loads(row[0]) if row else None

    def set_setting(self, key: str, value: object) -> None:
        """Store a JSON value under `key` (inside an act)."""
        text = json.dumps(value, ensure_ascii=False, sort_keys=True)
        self.db.execute(
            "INSERT INTO main.setting (id, key, value) VALUES (?, ?, ?)"
            " ON CONFLICT (id) DO UPDATE SET value = excluded.value, trashed = 0",
            (derived_id("setting", key), key, text),
        )

    @property
    def unpublished(self) -> bool:
        """Whether there are acts that the shared file does not hold yet."""
        return self.copy.unpublished(self.db)

    def publish(self) -> None:
        """Write the shared file. Raises UserError where that is refused; nothing is lost then."""
        self.copy.publish(self.db)

    def _read_data_version(self) -> int:
        version: int = self.db.execute("PRAGMA data_version").fetchone()[0]
        return version

    def changed_elsewhere(self) -> bool:
        """Whether another process wrote to the working copy since this was last asked."""
        version = self._read_data_version()
        changed = version != self._data_version
        self._data_version = version
        return changed

    def close(self, publish: bool = True) -> None:
        """Publish what is not yet published, and let go. Closing twice does nothing."""
        if self._closed:
            return
        try:
            if publish and not self.read_only and self.unpublished:
                self.publish()
        finally:
            self._shut()

    _closed = False

    def _shut(self) -> None:
        self._closed = True
        self._lock.release()
        if self.companion is not None:
            self.companion.close()
        self.db.close()

    def __enter__(self) -> Project:
        return self

    def __exit__(self, *exc: object) -> None:
        self.close()


def _fill_new(path: Path, title: str) -> None:
    db = connect(path)
    try:
        db.execute("PRAGMA synchronous = OFF")
        migrate(db)
        tracker = Tracker(db)
        tracker.install()
        db.execute("BEGIN IMMEDIATE")
        db.execute(
            "INSERT INTO main.project (id, title, created) VALUES (?, ?, ?)", (new_id(), title, now_iso())
        )
        tracker.flush(tr("New project"), user_name(), kind="start")
        db.execute("COMMIT")
    finally:
        db.close()
