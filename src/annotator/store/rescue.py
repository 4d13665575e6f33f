"""Saving what can be read of a damaged or altered project: its plain rows, copied into a fresh file."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import contextlib
import shutil
import sqlite3
import tempfile
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.domain.ids import new_id
from annotator.store.connection import connect, explained
from annotator.store.contents import keys_of, unfit_history
from annotator.store.files import flush_file, refused, replace
from annotator.store.groups import quoted
from annotator.store.migrations import migrate


def rescue(path: str | Path, target: str | Path) -> list[str]:
    """Copy every readable row of the project file at `path` into a new project file at `target`.

    Nothing but rows is taken: no trigger, view or further table. Gives sentences that say what is missing. Raises
    UserError if `target` exists, or if nothing can be read.
    """
    path, target = Path(path), Path(target)
    if target.exists():
        raise UserError(
            tr("There is a file of this name already."), file=target, advice=tr("Choose another name.")
        )
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "damaged.sqlite"
        temporary = target.with_name(f".~{target.name}.rescue.tmp")
        try:
            shutil.copyfile(path, copy)
            for ending in ("-journal", "-wal"):
                with contextlib.suppress(FileNotFoundError):
                    shutil.copyfile(f"{path}{ending}", f"{copy}{ending}")
            temporary.unlink(missing_ok=True)
            with explained(target):
                report = _copy_rows(copy, temporary, path)
            flush_file(temporary)
            replace(temporary, target)
        except OSError as error:
            raise refused(error, target) from error
        finally:
            temporary.unlink(missing_ok=True)
    return report


def _copy_rows(copy: Path, temporary: Path, path: Path) -> list[str]:
    try:
        damaged = connect(copy, hostile=True)
        names = {
            row[0]
            for row in damaged.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' AND rootpage > 0 AND sql LIKE 'CREATE TABLE%'"
            )
        }
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        raise UserError(
            tr("Nothing can be read of this file."),
            file=path,
            kept=tr("It was not changed."),
            details=str(error),
        ) from error
    fresh = connect(temporary)
    try:
        migrate(fresh)
        fresh.execute("PRAGMA foreign_keys = OFF")
        tables = [
            row[0]
            for row in fresh.execute(
                "SELECT name FROM sqlite_schema WHERE type = 'table' ORDER BY rowid"
            ).fetchall()
        ]
        fresh.execute("BEGIN")
        report = [line for table in tables for line in _copy_table(damaged, fresh, table, table in names)]
        report.extend(_make_whole(fresh, path.stem))
        fresh.execute("COMMIT")
    finally:
        fresh.close()
        damaged.close()
    return report


def _copy_table(
    damaged: sqlite3.Connection, fresh: sqlite3.Connection, table: str, there: bool
) -> Iterator[str]:
    if not there:
        yield tr("“{table}”: the whole table is missing.", table=table)
        return
    columns = [row[1] for row in fresh.execute(f"PRAGMA table_info({table})")]
    try:
        held = {row[1] for row in damaged.execute(f"PRAGMA table_info({table})")}
    except (sqlite3.DatabaseError, UnicodeDecodeError):
        held = set()
    shared = [name for name in columns if name in held]
    if not shared:
        yield tr("“{table}”: nothing in it can be read.", table=table)
        return
    listed = ", ".join(quoted(name) for name in shared)
    marks = ", ".join("?" * len(shared))
    refused_rows = 0
    reading = _Reading(damaged, table, listed)
    for row in reading:
        try:
            fresh.execute(f"INSERT INTO {quoted(table)} ({listed}) VALUES ({marks})", row)
        except sqlite3.IntegrityError:
            refused_rows += 1
    if reading.broken:
        yield tr("“{table}”: part of it cannot be read.", table=table)
    if refused_rows:
        yield trn(
            "“{table}”: {n} row was not taken, its values are not allowed.",
            "“{table}”: {n} rows were not taken, their values are not allowed.",
            refused_rows,
            table=table,
        )


class _Reading:
    """All rows that can be read: from the front to the first damage, then from the back to the last."""

    def __init__(self, db: sqlite3.Connection, table: str, listed: str) -> None:
        self._db, self._table, self._listed = db, table, listed
        self.broken = False

    def __iter__(self) -> Iterator[Sequence[Any]]:
        if self._table in {"cell", "purged"}:  # They have no row numbers.
            yield from self._walk(f"SELECT {self._listed} FROM {self._table}")
            return
        read: set[int] = set()
        for order in ("", " DESC"):
            for row in self._walk(
                f"SELECT rowid, {self._listed} FROM {quoted(self._table)} ORDER BY rowid{order}"
            ):
                if row[0] in read:
                    break
                read.add(row[0])
                yield row[1:]
            if not self.broken:
                return

    def _walk(self, query: str) -> Iterator[Sequence[Any]]:
        try:
            yield from self._db.execute(query)
        except (sqlite3.DatabaseError, UnicodeDecodeError):
            self.broken = True


def _make_whole(fresh: sqlite3.Connection, title: str) -> Iterator[str]:
    """Leave no reference into nothing, exactly one project, and a count of edits that fits their list."""
    lost = 0
    while broken := fresh.execute("PRAGMA foreign_key_check").fetchall():
        rows = {(row[0], row[1]) for row in broken}
        for table, row in rows:
            fresh.execute(f"DELETE FROM {quoted(table)} WHERE rowid = ?", (row,))
        lost += len(rows)
    if lost:
        yield trn(
            "{n} row was not taken because what it belongs to is missing.",
            "{n} rows were not taken because what they belong to is missing.",
            lost,
        )
    if fresh.execute("SELECT count(*) FROM project").fetchone()[0] != 1:
        fresh.execute("DELETE FROM project")
        fresh.execute("INSERT INTO project (id, title) VALUES (?, ?)", (new_id(), title))
    for side, table, group, keys in unfit_history(fresh):
        fresh.execute(
            f"DELETE FROM history WHERE in_table = ? AND field_group = ? AND {keys_of(side)} = ?",
            (table, group, keys),
        )
    fresh.execute(
        "DELETE FROM history WHERE id NOT IN (SELECT min(id) FROM history WHERE seq > 0 GROUP BY session, seq)"
    )
    fresh.execute(
        "INSERT INTO vector (session, seq) SELECT session, max(seq) FROM"
        " (SELECT session, seq FROM history UNION ALL SELECT session, seq FROM cell WHERE seq > 0) GROUP BY session"
        " ON CONFLICT (session) DO UPDATE SET seq = max(seq, excluded.seq)"
    )
