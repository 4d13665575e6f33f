"""Looking at a project file from somebody else before trusting it, and saying in words what is wrong with it.

Everything is looked at on a private copy, in this order: the bytes of the header, whose file it is, its schema, SQLite's own
checks, then the contents. What would be dangerous or senseless to open is fatal; the rest is reported.
"""

from __future__ import annotations

import shutil
import sqlite3
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from annotator.domain.errors import UserError
from annotator.domain.files import check_regular
from annotator.domain.i18n import tr, trn
from annotator.store.connection import connect
from annotator.store.contents import Finding, examine
from annotator.store.files import copy_if_there, refused
from annotator.store.migrations import MIGRATIONS, current_version, migrate, version_of
from annotator.store.schema import APPLICATION_ID

_MAGIC = b"SQLite format 3\x00"
_HEADER = 100


@dataclass(frozen=True, slots=True)
class Report:
    """What `check` found. `lines` says what the file holds, `problems` what is wrong with it, each in words."""

    ok: bool
    lines: tuple[str, ...]
    problems: tuple[str, ...]


class RefusedError(UserError):
    """The file is not to be opened as it is."""


def check(path: str | Path) -> Report:
    """Check the project file at `path` without changing anything. Raises UserError if it cannot be read at all."""
    path = Path(path)
    if path.is_dir():
        raise UserError(tr("This is a folder, not a project."), file=path)
    check_regular(path)
    with tempfile.TemporaryDirectory() as folder:
        copy = Path(folder) / "copy.sqlite"
        try:
            shutil.copyfile(path, copy)
            for ending in ("-journal", "-wal"):
                copy_if_there(f"{path}{ending}", f"{copy}{ending}")
        except OSError as error:
            raise refused(error, path) from error
        try:
            findings = list(_findings(copy, path, foreign=True))
        except RefusedError as error:
            return Report(False, (), (" ".join(part for part in (error.what, error.advice) if part),))
    problems = tuple(f.text for f in findings if f.level != "info")
    return Report(not problems, tuple(f.text for f in findings if f.level == "info"), problems)


def verify(copy: Path, target: Path) -> list[str]:
    """Raise UserError unless the database `copy` (of the shared file `target`) is a sound project of ours.

    Gives the problems that do not stand against opening it, in words.
    """
    findings = list(_findings(copy, target, foreign=False))
    fatal = [f.text for f in findings if f.level == "fatal"]
    if fatal:
        raise _damaged(target, fatal)
    return [f.text for f in findings if f.level == "problem"]


def _damaged(target: Path, problems: list[str]) -> RefusedError:
    return RefusedError(
        tr("The project file is damaged: {problems}", problems=" ".join(problems[:5])),
        file=target,
        kept=tr("It was not changed."),
        advice=tr("Go back to a copy of it, or rescue what can be read into a new file."),
        details="\n".join(problems),
    )


def _findings(copy: Path, target: Path, *, foreign: bool) -> Iterator[Finding]:
    _look_at_header(copy, target)
    try:
        db = connect(copy, hostile=True)
    except sqlite3.DatabaseError as error:
        raise _no_project(target, str(error)) from error
    try:
        _look_at_version(db, target)
        _look_at_schema(db, target)
        problems = [row[0] for row in db.execute("PRAGMA quick_check(20)") if row[0] != "ok"]
        if problems:
            raise _damaged(
                target,
                [trn("SQLite reports {n} error.", "SQLite reports {n} errors.", len(problems)), *problems],
            )
        if foreign:
            migrate(db)  # What other programs changed is told by the present columns; this is our own copy.
        yield from examine(db, foreign=foreign)
    except (sqlite3.DatabaseError, UnicodeDecodeError) as error:
        # The second where SQLite's own message quotes bytes of the file.
        raise _damaged(target, [tr("Part of it cannot be read."), str(error)]) from error
    finally:
        db.close()


def _no_project(target: Path, details: str = "") -> RefusedError:
    return RefusedError(
        tr("This is not a project of Annotator."),
        file=target,
        kept=tr("It was not changed."),
        advice=tr("Choose a file whose name ends in .annotator; add articles with “Add source”."),
        details=details,
    )


def _look_at_header(copy: Path, target: Path) -> None:
    size = copy.stat().st_size
    with copy.open("rb") as handle:
        head = handle.read(_HEADER)
    if size == 0:
        raise RefusedError(
            tr("The file is empty."),
            file=target,
            kept=tr("It was not changed."),
            advice=tr("Make a new project, or go back to a copy of this one."),
        )
    if not head.startswith(_MAGIC) or len(head) < _HEADER:
        raise _no_project(target)
    page = int.from_bytes(head[16:18], "big")
    page = 65536 if page == 1 else page
    pages = int.from_bytes(head[28:32], "big")
    # The page count is only valid where these two counters agree (SQLite file format, 1.3.7).
    if head[24:28] == head[92:96] and pages * page > size:
        raise _damaged(
            target,
            [tr("It is incomplete: {size} of {whole} bytes are there.", size=size, whole=pages * page)],
        )


def _look_at_version(db: sqlite3.Connection, target: Path) -> None:
    application, version = db.execute("PRAGMA application_id").fetchone()[0], version_of(db)
    if application != APPLICATION_ID or version < 1:
        raise _no_project(target)
    if version > current_version():
        raise RefusedError(
            tr(
                "This project was made by a newer version of Annotator (format {theirs}, this one knows {ours}).",
                theirs=version,
                ours=current_version(),
            ),
            file=target,
            kept=tr("It was not changed."),
            advice=tr("Install the newer version to open it."),
        )


def known_schema(version: int) -> dict[tuple[str, str], str]:
    """(type, name) → SQL of all that a file of this version holds, and nothing more."""
    db = sqlite3.connect(":memory:", isolation_level=None)
    try:
        for step in MIGRATIONS[:version]:
            step(db)
        return schema_of(db)
    finally:
        db.close()


def schema_of(db: sqlite3.Connection) -> dict[tuple[str, str], str]:
    """(type, name) → SQL of what stands in the file; SQLite's own indexes of primary keys left out."""
    return {
        (kind, name): sql or ""
        for kind, name, sql in db.execute("SELECT type, name, sql FROM sqlite_schema")
        if not name.startswith("sqlite_autoindex_")
    }


def _look_at_schema(db: sqlite3.Connection, target: Path) -> None:
    # Statistics that another tool's ANALYZE left in the file are harmless once gone; this is our own copy.
    for name in ("sqlite_stat1", "sqlite_stat4"):
        db.execute(f"DROP TABLE IF EXISTS {name}")
    there, known = schema_of(db), known_schema(version_of(db))
    if there == known:
        return
    names = sorted(
        {
            f"{kind} {name}"[:80]
            for kind, name in {k for k in there if there[k] != known.get(k)} | (known.keys() - there)
        }
    )
    raise RefusedError(
        tr("The project file is not built as Annotator builds it: {names}", names=", ".join(names[:8])),
        file=target,
        kept=tr("It was not changed."),
        advice=tr("Another program changed its structure. Its rows can be rescued into a new file."),
        details="\n".join(names),
    )
