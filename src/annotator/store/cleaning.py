"""Throwing away working copies of projects that are gone, so that the user's data folder does not fill up for ever."""

from __future__ import annotations

import contextlib
import json
import shutil
import sqlite3
import time
from pathlib import Path

_AGE = 90 * 24 * 3600
# What a working copy consists of. Where more lies beside it (backups, damaged copies), somebody may still want that.
_OWN = ("project.sqlite", "search.sqlite", "state.json", "mutex.sqlite")
_ENDINGS = ("", "-journal", "-wal", "-shm")


def clean(work: Path, *, keep: Path) -> None:
    """Remove the working copies in `work` whose project file is gone, that were last used more than 90 days ago and
    hold nothing that was not published. `keep` is the folder of the open project."""
    try:
        folders = [folder for folder in work.iterdir() if folder != keep and folder.is_dir()]
    except OSError:
        return
    for folder in folders:
        # What cannot be looked at or removed is left for another time.
        with contextlib.suppress(OSError, ValueError, KeyError, TypeError, sqlite3.DatabaseError):
            if _forgotten(folder):
                shutil.rmtree(folder)


def _forgotten(folder: Path) -> bool:
    files = list(folder.iterdir())
    own = {name + ending for name in _OWN for ending in _ENDINGS}
    names = {file.name for file in files}
    if "project.sqlite" not in names or not names <= own:
        return False
    if max(file.stat().st_mtime for file in files) > time.time() - _AGE:
        return False
    state = json.loads((folder / "state.json").read_text("utf-8"))
    if Path(state["target"]).exists():
        return False
    db = sqlite3.connect(folder / "project.sqlite", isolation_level=None, timeout=0)
    try:
        db.execute("BEGIN EXCLUSIVE")  # Nobody is at work in it.
        last: int | None = db.execute("SELECT max(clock) FROM act").fetchone()[0]
    finally:
        db.close()
    return (last or 0) <= int(state["published"])
