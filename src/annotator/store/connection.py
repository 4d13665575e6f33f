"""Opening SQLite with the settings we rely on, and turning the world's refusals into words."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

BUSY_MS = 10_000


class Connection(sqlite3.Connection):
    """A connection whose plain reads say it in words when another process keeps the database locked for too long."""

    # What the user knows the database as.
    shown_as: Path | None = None

    def execute(self, sql: str, parameters: Any = (), /) -> sqlite3.Cursor:
        """As sqlite3's. Raises UserError where a read outside a transaction is kept waiting beyond BUSY_MS."""
        try:
            return super().execute(sql, parameters)
        except sqlite3.OperationalError as error:
            busy = error.sqlite_errorcode & 0xFF in (sqlite3.SQLITE_BUSY, sqlite3.SQLITE_LOCKED)
            if not busy or self.in_transaction or not sql.lstrip().startswith("SELECT"):
                raise
            what, advice = _busy()
            raise UserError(what, file=self.shown_as, advice=advice, details=str(error)) from error


def connect(path: Path, *, read_only: bool = False, hostile: bool = False) -> Connection:
    """Open the database at `path` in autocommit mode with foreign keys enforced.

    `hostile` adds the settings for a file from somebody else. Raises sqlite3.Error.
    """
    uri = f"{path.resolve().as_uri()}?mode={'ro' if read_only else 'rwc'}"
    db = sqlite3.connect(
        uri,
        uri=True,
        isolation_level=None,
        cached_statements=512,
        timeout=BUSY_MS / 1000,
        factory=Connection,
    )
    db.shown_as = path
    try:
        db.execute("PRAGMA trusted_schema = OFF")
        db.execute("PRAGMA mmap_size = 0")
        if hostile:
            db.execute("PRAGMA cell_size_check = ON")
            # From Python 3.12 on; SQLITE_DBCONFIG_DEFENSIVE is 1010.
            configure = getattr(db, "setconfig", None)
            if configure is not None:
                configure(1010, True)
        db.execute("PRAGMA foreign_keys = ON")
    except sqlite3.Error:
        db.close()
        raise
    return db


def connect_working(path: Path) -> Connection:
    """Open a private working copy for reading and writing: every acknowledged commit is on the disk."""
    db = connect(path)
    try:
        db.execute("PRAGMA journal_mode = TRUNCATE")
        db.execute("PRAGMA synchronous = EXTRA")
        db.execute("PRAGMA temp_store = MEMORY")
        db.execute("PRAGMA cache_size = -16000")
    except sqlite3.Error:
        db.close()
        raise
    return db


@contextmanager
def explained(path: Path, kept: str = "") -> Iterator[None]:
    """Raise UserError for what the disk or another process refuses; our own mistakes pass through."""
    try:
        yield
    except sqlite3.DatabaseError as error:
        code = getattr(error, "sqlite_errorcode", 0) & 0xFF
        problem = _REFUSALS.get(code)
        if problem is None:
            raise
        what, advice = problem()
        raise UserError(what, file=path, kept=kept, advice=advice, details=str(error)) from error


def _full() -> tuple[str, str]:
    return tr("The disk is full."), tr("Free some space and try again.")


def _busy() -> tuple[str, str]:
    return (
        tr("Another program is writing to this project at the moment."),
        tr("Wait until it has finished and try again."),
    )


def _unwritable() -> tuple[str, str]:
    return tr("The project cannot be written."), tr("Check the permissions of the folder.")


def _io() -> tuple[str, str]:
    return tr("The disk reported an error."), tr("Check the disk and its free space, then try again.")


def _damaged() -> tuple[str, str]:
    return (
        tr("The project file is damaged."),
        tr("Run “annotator check” on it, or go back to a copy of it."),
    )


def _no_file() -> tuple[str, str]:
    return tr("The file cannot be opened."), tr("Check that it exists and that you may read it.")


_REFUSALS = {
    sqlite3.SQLITE_FULL: _full,
    sqlite3.SQLITE_BUSY: _busy,
    sqlite3.SQLITE_LOCKED: _busy,
    sqlite3.SQLITE_READONLY: _unwritable,
    sqlite3.SQLITE_PERM: _unwritable,
    sqlite3.SQLITE_IOERR: _io,
    sqlite3.SQLITE_CORRUPT: _damaged,
    sqlite3.SQLITE_NOTADB: _damaged,
    sqlite3.SQLITE_CANTOPEN: _no_file,
}
