"""Notes on sources, claims and provisions (an annotation's own note is a field of it)."""

from __future__ import annotations

from annotator.domain.i18n import tr
from annotator.domain.ids import new_id
from annotator.store.project import Project
from annotator.store.rows import Note
from annotator.store.tracking import now_iso
from annotator.store.writing import insert
from annotator.store.writing import update as update_row


def add(project: Project, kind: str, target: str, body: str) -> str:
    """Write a note on a row of table `kind`; gives its id."""
    row = new_id()
    insert(
        project,
        "note",
        {
            "id": row,
            "target_kind": kind,
            "target": target,
            "body": body,
            "author": project.user,
            "created": now_iso(),
        },
    )
    return row


def update(project: Project, note: str, body: str) -> None:
    """Change a note's words. Raises UserError if there is none."""
    update_row(project, "note", note, {"body": body}, tr("note"))


def of(project: Project, kind: str, target: str) -> list[Note]:
    """The live notes on one row, oldest first."""
    return [
        Note(*row)
        for row in project.db.execute(
            "SELECT id, target_kind, target, body, author, created, modified FROM note"
            " WHERE target = ? AND target_kind = ? AND NOT trashed ORDER BY created, rowid",
            (target, kind),
        )
    ]
