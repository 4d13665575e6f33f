"""Which highlights look otherwise after an act: those that were changed, linked or tagged, each read anew."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

from collections.abc import Mapping

from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.store.annotations import row as read_row
from annotator.store.project import Project
from annotator.store.rows import AnnotationRow

# More than this, and whoever shows them does better to read all again.
FEW = 50
# Tables whose rows hang on a highlight, and where the highlight's id stands in them.
_HANGING = {"mention": "annotation", "evidence": "annotation", "tagging": "target"}


def highlights(project: Project, changes: Changes | None) -> Mapping[str, AnnotationRow | None] | None:
    """The highlights that `changes` concern by id, None for one in the trash; None altogether where there are many, or
    where another program wrote and nobody knows what."""
    if changes is None:
        return {}
    ids = set(changes.ids("annotation"))
    if changes.touches("tag", "source", "document"):
        return None
    for table, column in _HANGING.items():
        hanging = changes.ids(table)
        if len(hanging) > FEW or "*" in hanging:
            return None
        marks = ", ".join("?" * len(hanging))
        ids |= {
            row[0]
            for row in project.db.execute(
                f"SELECT {column} FROM main.{table} WHERE id IN ({marks})", tuple(hanging)
            )
        }
    if len(ids) > FEW or "*" in ids:
        return None
    return {id: _row(project, id) for id in ids}


def _row(project: Project, id: str) -> AnnotationRow | None:
    try:
        return read_row(project, id)
    except UserError:
        return None
