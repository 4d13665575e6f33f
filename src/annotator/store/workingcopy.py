"""The private working copy of a project, and publishing it to the file people share (design: live and shared file).

The file that is written to is never the file that is shared. `state.json` beside the working copy remembers what the
shared file looked like when we last read or wrote it and how far our edits were published; `mutex.sqlite` is a lock that
works between processes on every system.
"""

from __future__ import annotations

import contextlib
import json
import os
import shutil
import sqlite3
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.store.connection import connect, connect_working, explained
from annotator.store.files import (
    LONGEST_NAME,
    Fingerprint,
    copy_if_there,
    fingerprint,
    flush_file,
    refused,
    replace,
    shortened,
    write_text,
)
from annotator.store.migrations import current_version, migrate, version_of
from annotator.store.places import working_folder

# What is left of a name in front of the endings of temporary files and of SQLite's journals.
_LONGEST_STEM = 200

Verify = Callable[[Path, Path], list[str]]


@dataclass(slots=True)
class State:
    """What we know of the shared file. `pending` is set while a publication is being put in place."""

    seen: Fingerprint | None = None
    pending: Fingerprint | None = None
    published: int = -1
    pending_clock: int = -1


def last_clock(db: sqlite3.Connection) -> int:
    """The clock of the newest act; 0 where there is none."""
    clock: int | None = db.execute("SELECT max(clock) FROM act").fetchone()[0]
    return clock or 0


def beside(target: Path, remark: str) -> Path:
    """A free name beside `target`: `NAME (remark DATE).annotator`."""
    date = time.strftime("%Y-%m-%d %H%M%S")
    number = 1
    while True:
        tail = f" ({remark} {date}{f' {number}' if number > 1 else ''}){target.suffix}"
        name = target.with_name(shortened(target.stem, LONGEST_NAME - len(os.fsencode(tail))) + tail)
        if not name.exists():
            return name
        number += 1


class WorkingCopy:
    """The working copy that belongs to one shared file, below `root` (the user's data folder)."""

    def __init__(self, target: Path, root: Path) -> None:
        self.target = target
        self.folder = working_folder(target, root)
        self.database = self.folder / "project.sqlite"
        self.index = self.folder / "search.sqlite"
        self._state_file = self.folder / "state.json"
        self.notices: list[str] = []

    @contextmanager
    def alone(self) -> Iterator[None]:
        """Keep other processes from opening, taking or publishing this project meanwhile."""
        try:
            self.folder.mkdir(parents=True, exist_ok=True)
        except OSError as error:
            raise refused(error, self.folder) from error
        with explained(self.folder):
            mutex = sqlite3.connect(self.folder / "mutex.sqlite", isolation_level=None, timeout=60)
            try:
                mutex.execute("BEGIN EXCLUSIVE")
            except sqlite3.Error:
                mutex.close()
                raise
        try:
            yield
        finally:
            mutex.close()

    def state(self) -> State:
        """The remembered state; an empty one where it is missing or unreadable."""
        try:
            raw = json.loads(self._state_file.read_text("utf-8"))
            return State(
                Fingerprint(*raw["seen"]) if raw["seen"] else None,
                Fingerprint(*raw["pending"]) if raw["pending"] else None,
                int(raw["published"]),
                int(raw["pending_clock"]),
            )
        except (OSError, ValueError, KeyError, TypeError):
            return State()

    def _there(self) -> Fingerprint | None:
        """What stands at the shared file's place now. Raises UserError if it may not even be looked at."""
        try:
            return fingerprint(self.target)
        except OSError as error:
            raise refused(error, self.target, self._kept()) from error

    def _remember(self, state: State) -> None:
        raw = {
            "target": str(self.target),
            "seen": state.seen,
            "pending": state.pending,
            "published": state.published,
            "pending_clock": state.pending_clock,
        }
        try:
            write_text(self._state_file, json.dumps(raw))
        except OSError as error:
            raise refused(error, self._state_file) from error

    def _local_clock(self) -> int | None:
        """The newest act of the working copy; None where there is no usable one."""
        if not self.database.exists():
            return None
        try:
            db = connect_working(self.database)
        except sqlite3.DatabaseError:
            return None
        try:
            db.execute("SELECT id FROM project").fetchone()
            return last_clock(db)
        except sqlite3.DatabaseError:
            return None
        finally:
            db.close()

    def prepare(self, verify: Verify) -> bool:
        """Make the working copy ready for opening; true if it was freshly taken from the shared file.

        `verify(copy, target)` looks at a private copy of the shared file before it is used, brings it to the current
        version and raises UserError if it is not to be trusted. Nothing of the working copy is lost in any case.
        """
        with self.alone():
            state, there = self.state(), self._there()
            local = self._local_clock()
            if there is not None and there == state.pending:
                state = State(seen=there, published=state.pending_clock)
                self._remember(state)
            unpublished = local is not None and local > state.published
            if there is None:
                self._missing(unpublished)
            fresh = local is None or there != state.seen
            if fresh:
                self._take(verify, save_first=unpublished)
            self._bring_up_to_date()
            return fresh

    def _bring_up_to_date(self) -> None:
        """Migrate the working copy if an older program made it, keeping it as it was beside it."""
        with explained(self.database):
            db = connect_working(self.database)
            try:
                version = version_of(db)
                if version > current_version():
                    raise UserError(
                        tr("This project was opened by a newer version of Annotator."),
                        file=self.target,
                        kept=tr("Nothing was changed."),
                        advice=tr("Install the newer version to open it."),
                    )
                if version < current_version():
                    backups = self.folder / "backups"
                    backups.mkdir(exist_ok=True)
                    backup = beside(backups / self.target.name, tr("format {version}", version=version))
                    self._copy_out(db, backup)
                    migrate(db)
                    self.notices.append(
                        tr(
                            "The project was brought to the present format. It is kept as it was in “{path}”.",
                            path=backup,
                        )
                    )
            finally:
                db.close()

    def _missing(self, unpublished: bool) -> None:
        kept = ""
        if unpublished and self.target.parent.is_dir():
            kept = self._save_beside(
                tr("The file is gone, but changes that were not in it are kept in “{name}”.")
            )
        raise UserError(
            tr("There is no such project."),
            file=self.target,
            kept=kept,
            advice=tr("Check the name and the folder."),
        )

    def _save_beside(self, text: str) -> str:
        """Keep the working copy beside the shared file, or in our folder where that is closed; `text` with its name."""
        near = os.access(self.target.parent, os.W_OK)
        folder = self.target.parent if near else self.folder / "backups"
        folder.mkdir(exist_ok=True)
        path = beside(folder / self.target.name, tr("unpublished changes"))
        with explained(self.database):
            db = connect_working(self.database)
        try:
            self._copy_out(db, path)
        finally:
            db.close()
        return tr(text, name=path.name if near else path)

    def _take(self, verify: Verify, *, save_first: bool) -> None:
        incoming = self.folder / f"incoming-{os.getpid()}.sqlite"
        try:
            there = self._copy_in(incoming)
            self.notices.extend(verify(incoming, self.target))
            if save_first:
                self.notices.append(
                    self._save_beside(
                        tr(
                            "The project was changed elsewhere. Your own unpublished changes are kept in “{name}”."
                        )
                    )
                )
            elif lost := self._acts_missing_in(incoming):
                self.notices.append(
                    self._save_beside(
                        trn(
                            "The project file was replaced by a version without {n} act done here. The project as it was"
                            " here is kept in “{{name}}”.",
                            "The project file was replaced by a version without {n} acts done here. The project as it was"
                            " here is kept in “{{name}}”.",
                            lost,
                        )
                    )
                )
            self.adopt(incoming)
            self._remember(State(seen=there, published=self._local_clock() or 0))
        finally:
            self._discard(incoming)

    def _acts_missing_in(self, incoming: Path) -> int:
        """How many acts of the working copy the database `incoming` does not hold; 0 where there is no working copy."""
        if self._local_clock() is None:
            return 0
        with explained(self.database):
            own = connect_working(self.database)
            try:
                own.execute("ATTACH ? AS incoming", (str(incoming),))
                count: int = own.execute(
                    "SELECT count(*) FROM act WHERE kind != 'start' AND id NOT IN (SELECT id FROM incoming.act)"
                ).fetchone()[0]
            finally:
                own.close()
        return count

    def _copy_in(self, incoming: Path) -> Fingerprint:
        """Copy the shared file, with a journal a crashed program left beside it, to where we may recover it."""
        try:
            for _ in range(5):
                before = fingerprint(self.target)
                for ending in ("", "-journal", "-wal"):
                    copy_if_there(f"{self.target}{ending}", f"{incoming}{ending}")
                if before is not None and before == fingerprint(self.target):
                    return before
        except OSError as error:
            raise refused(error, self.target) from error
        raise UserError(
            tr("The project is being written by another program."),
            file=self.target,
            advice=tr("Wait until it has finished (a sync client may be at work) and try again."),
        )

    def adopt(self, incoming: Path) -> None:
        """Put the contents of the database `incoming` into the working copy, for other open windows too."""
        if self._local_clock() is None and self.database.exists():
            kept = beside(self.database, tr("damaged"))  # somebody else can perhaps read it
            self.database.replace(kept)
            self._discard(self.database)
            self.notices.append(tr("The working copy could not be read. It is kept in “{path}”.", path=kept))
        with explained(self.database):
            source, own = connect(incoming), connect_working(self.database)
            try:
                source.backup(own)
            finally:
                source.close()
                own.close()

    @staticmethod
    def _discard(path: Path) -> None:
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{path}{ending}").unlink(missing_ok=True)

    def begin(self, incoming: Path) -> None:
        """Start anew with `incoming` where the shared file does not exist yet; what an older file of the same name
        left unpublished is kept beside it."""
        with self.alone():
            local, state = self._local_clock(), self.state()
            if local is not None and local > state.published:
                self.notices.append(
                    self._save_beside(tr("Changes to an earlier project are kept in “{name}”."))
                )
            self.adopt(incoming)
            self._remember(State())

    def forget(self) -> None:
        """Leave nothing of a project whose file could not be made."""
        with self.alone():
            self._discard(self.database)
            self._remember(State())

    def unpublished(self, db: sqlite3.Connection) -> bool:
        """Whether the working copy holds acts that the shared file does not."""
        return last_clock(db) > self.state().published

    def publish(self, db: sqlite3.Connection) -> None:
        """Put the working copy's content in the place of the shared file, atomically.

        Raises UserError where the folder or disk refuses; the working copy keeps everything.
        """
        with self.alone():
            state, there = self.state(), self._there()
            if there is not None and there not in (state.seen, state.pending):
                self._keep_foreign()
            name = shortened(self.target.name, _LONGEST_STEM)
            temporary = self.target.with_name(f".~{name}.{os.getpid()}.tmp")
            for stale in self.target.parent.glob(f".~{_escaped(name)}.*.tmp*"):
                stale.unlink(missing_ok=True)
            state.pending_clock = self._copy_out(db, temporary)
            try:
                if there is not None:
                    shutil.copymode(self.target, temporary)
                state.pending = fingerprint(temporary)
                self._remember(state)
                replace(temporary, self.target)
            except OSError as error:
                raise refused(error, self.target, self._kept()) from error
            finally:
                temporary.unlink(missing_ok=True)
            self._remember(State(seen=state.pending, published=state.pending_clock))

    def _keep_foreign(self) -> None:
        path = beside(self.target, tr("changed elsewhere"))
        try:
            shutil.copyfile(self.target, path)
            flush_file(path)
        except OSError as error:
            raise refused(error, path, self._kept()) from error
        self.notices.append(
            tr(
                "The project was changed elsewhere meanwhile. That version is kept in “{name}”.",
                name=path.name,
            )
        )

    def _copy_out(self, db: sqlite3.Connection, path: Path) -> int:
        """Write a flushed copy of the open working copy; give the clock of its newest act."""
        try:
            with explained(self.target, self._kept()):
                copy = sqlite3.connect(path, isolation_level=None)
                try:
                    copy.execute("PRAGMA synchronous = OFF")
                    db.backup(copy)
                    clock = last_clock(copy)
                finally:
                    copy.close()
            flush_file(path)
        except (OSError, UserError) as error:
            with contextlib.suppress(OSError):  # a read-only disk says no even where there is nothing
                path.unlink(missing_ok=True)
            if isinstance(error, UserError):
                raise
            raise refused(error, self.target, self._kept()) from error
        return clock

    def _kept(self) -> str:
        return tr(
            "All your changes are safe in the working copy and will be written when it is possible again."
        )


def _escaped(name: str) -> str:
    """`name` taken literally in a glob pattern."""
    return "".join(f"[{c}]" if c in "*?[" else c for c in name)
