"""A look into working copies of our own ahead of opening a project: which PDF it shows first, which file a project is.

A foreign file is never looked into: it is left to `Project.open` and its checks. Writes nothing.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from annotator.domain.errors import UserError
from annotator.store.files import fingerprint
from annotator.store.places import data_folder, working_folder

# The newest capture of the source added last, as `ui.late.openable` chooses where nothing was open before.
_NEWEST = (
    "SELECT d.id, d.original FROM document d JOIN source s ON s.id = d.source"
    " WHERE NOT d.trashed AND NOT s.trashed AND d.article IS NULL"
    " ORDER BY s.created DESC, s.rowid DESC, d.captured DESC, d.rowid DESC LIMIT 1"
)
_NAMED = "SELECT id, original FROM document WHERE id = ? AND NOT trashed AND article IS NULL"


class Peeked(NamedTuple):
    """A document's id and the bytes of its PDF."""

    id: str
    original: bytes


@contextlib.contextmanager
def _looked_into(folder: Path, patience: float = 0.0) -> Iterator[sqlite3.Connection]:
    """The working copy in a folder, for reading; `patience` (seconds) with whoever writes to it."""
    db = sqlite3.connect(f"{(folder / 'project.sqlite').as_uri()}?mode=ro", uri=True, timeout=patience)
    try:
        db.execute("PRAGMA trusted_schema = OFF")
        yield db
    finally:
        db.close()


def first_pdf(path: Path, wanted: str = "", *, root: Path | None = None) -> Peeked | None:
    """The PDF that a project opens with: document `wanted`, or that of the source added last. None where in doubt.

    Only of a working copy that the shared file still matches: then opening would use it as it is. Waits for nobody.
    """
    target = path.absolute()
    with contextlib.suppress(OSError):
        target = target.resolve()
    folder = working_folder(target, data_folder(root))
    try:
        state = json.loads((folder / "state.json").read_text("utf-8"))
        there = fingerprint(target)
        if there is None or list(there) != state["seen"]:
            return None
        with _looked_into(folder) as db:
            row = db.execute(_NAMED, (wanted,)).fetchone() if wanted else db.execute(_NEWEST).fetchone()
    except (OSError, ValueError, KeyError, TypeError, UserError, sqlite3.Error):
        return None
    return Peeked(*row) if row is not None else None


def file_of(project: str, annotation: str, *, root: Path | None = None) -> Path | None:
    """The file of the project with this id, of those opened on this computer that are still there.

    Copies of one project have one id: one that holds the highlight goes before others, one used lately before older ones.
    """
    found: list[tuple[bool, float, Path]] = []
    for remembered in (data_folder(root) / "work").glob("*/state.json"):
        folder = remembered.parent
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, sqlite3.Error):
            target = Path(json.loads(remembered.read_text("utf-8"))["target"])
            with _looked_into(folder, patience=2.0) as db:
                mine = db.execute("SELECT 1 FROM project WHERE id = ?", (project,)).fetchone()
                has = db.execute(
                    "SELECT 1 FROM annotation WHERE id = ? AND NOT trashed", (annotation,)
                ).fetchone()
            if mine and target.is_file():
                found.append((bool(has), (folder / "project.sqlite").stat().st_mtime, target))
    return max(found)[2] if found else None
