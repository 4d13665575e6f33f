"""A look at which PDF a project shows first, ahead of opening it.

Only for a working copy of our own that the shared file still matches: then opening would use it as it is. Anything
else, a foreign file above all, is left to `Project.open` and its checks. Writes nothing, waits for nobody.
"""

from __future__ import annotations

import contextlib
import json
import sqlite3
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


def first_pdf(path: Path, wanted: str = "", *, root: Path | None = None) -> Peeked | None:
    """The PDF that a project opens with: document `wanted`, or that of the source added last. None where in doubt."""
    target = path.absolute()
    with contextlib.suppress(OSError):
        target = target.resolve()
    folder = working_folder(target, data_folder(root))
    try:
        state = json.loads((folder / "state.json").read_text("utf-8"))
        there = fingerprint(target)
        if there is None or list(there) != state["seen"]:
            return None
        db = sqlite3.connect(f"{(folder / 'project.sqlite').as_uri()}?mode=ro", uri=True, timeout=0)
        try:
            db.execute("PRAGMA trusted_schema = OFF")
            row = db.execute(_NAMED, (wanted,)).fetchone() if wanted else db.execute(_NEWEST).fetchone()
        finally:
            db.close()
    except (OSError, ValueError, KeyError, TypeError, UserError, sqlite3.Error):
        return None
    return Peeked(*row) if row is not None else None
