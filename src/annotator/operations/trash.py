"""The trash: everything a user deletes goes there and can come back."""

from __future__ import annotations

from annotator.domain.changes import Changes
from annotator.domain.i18n import tr
from annotator.store import trash as bin_
from annotator.store.project import Project
from annotator.store.rows import TrashRow


def trash(project: Project, table: str, row: str) -> Changes:
    """Put a row ("source", "annotation", "claim", "instrument" …) in the trash."""
    with project.act(tr("Move to trash")) as act:
        bin_.trash(project, table, row)
    return act.changes


def restore(project: Project, table: str, row: str) -> Changes:
    """Take a row out of the trash."""
    with project.act(tr("Restore from trash")) as act:
        bin_.restore(project, table, row)
    return act.changes


def listing(project: Project) -> list[TrashRow]:
    """What is in the trash, newest first."""
    return bin_.listing(project)
