"""Looking at a project file from somebody else before trusting it."""

from __future__ import annotations

import sqlite3
from pathlib import Path

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.store.connection import connect
from annotator.store.migrations import current_version, version_of
from annotator.store.schema import APPLICATION_ID


def verify(copy: Path, target: Path) -> None:
    """Raise UserError unless the database `copy` (of the shared file `target`) is a sound project of ours."""
    try:
        db = connect(copy, hostile=True)
        try:
            application = db.execute("PRAGMA application_id").fetchone()[0]
            version = version_of(db)
            state = db.execute("PRAGMA quick_check(1)").fetchone()[0]
        finally:
            db.close()
    except sqlite3.DatabaseError as error:
        raise UserError(
            tr("This is not a project of Annotator."), file=target, kept=tr("Nothing was changed."), details=str(error)
        ) from error
    if application != APPLICATION_ID:
        raise UserError(tr("This is not a project of Annotator."), file=target, kept=tr("Nothing was changed."))
    if version > current_version():
        raise UserError(
            tr("This project was made by a newer version of Annotator."),
            file=target,
            kept=tr("Nothing was changed."),
            advice=tr("Install the newer version to open it."),
        )
    if state != "ok":
        raise UserError(tr("The project file is damaged."), file=target, details=str(state))
