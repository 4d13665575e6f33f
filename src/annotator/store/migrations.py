"""The project file's versions: an append-only list of steps, the first of which is the schema itself."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Sequence

from annotator.store.schema import ADDED_V2, APPLICATION_ID, TABLES_V1

Step = Callable[[sqlite3.Connection], None]


def _version_1(db: sqlite3.Connection) -> None:
    for statement in TABLES_V1.split(";\n"):
        if statement.strip():
            db.execute(statement)


def _version_2(db: sqlite3.Connection) -> None:
    for statement in ADDED_V2:
        db.execute(statement)


# Never change or remove an entry: files of every earlier version exist.
MIGRATIONS: Sequence[Step] = (_version_1, _version_2)


def current_version() -> int:
    """The version this program writes."""
    return len(MIGRATIONS)


def version_of(db: sqlite3.Connection) -> int:
    """The file's `user_version`."""
    version: int = db.execute("PRAGMA user_version").fetchone()[0]
    return version


def migrate(db: sqlite3.Connection, steps: Sequence[Step] | None = None) -> None:
    """Bring an open database to the current version: all steps in one transaction, or none of them."""
    steps = MIGRATIONS if steps is None else steps
    db.execute("PRAGMA foreign_keys = OFF")
    db.execute("BEGIN IMMEDIATE")
    try:
        for step in steps[version_of(db) :]:
            step(db)
        db.execute(f"PRAGMA application_id = {APPLICATION_ID}")
        db.execute(f"PRAGMA user_version = {len(steps)}")
        db.execute("COMMIT")
    finally:
        if db.in_transaction:
            db.execute("ROLLBACK")
        db.execute("PRAGMA foreign_keys = ON")
