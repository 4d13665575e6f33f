"""Edits that another program made in a project file: found by the digests of the cells, taken in as one act."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import sqlite3
from typing import TYPE_CHECKING

from annotator.domain.i18n import tr, trn
from annotator.store.digests import digest
from annotator.store.groups import GROUPS, MADE, quoted, value_sql
from annotator.store.tracking import Edit, default_values

if TYPE_CHECKING:
    from annotator.store.project import Project


def foreign_edits(db: sqlite3.Connection) -> list[Edit]:
    """What stands in the file otherwise than its own history says; `before` is what the history says last.

    A row that is gone has an edit of its making with `after` None.
    """
    defaults = default_values(db)
    edits: list[Edit] = []
    for table, groups in GROUPS.items():
        cells: dict[tuple[str, str], set[str]] = {}
        known: set[str] = set()
        for row, group, value in db.execute(
            "SELECT row_id, field_group, digest FROM cell WHERE in_table = ?", (table,)
        ):
            cells.setdefault((row, group), set()).add(value)
            known.add(row)
        values = ", ".join(value_sql(columns) for columns in groups.values())
        for row, *found in db.execute(f"SELECT id, {values} FROM {quoted(table)}"):
            new = row not in known
            known.discard(row)
            for group, value in zip(groups, found, strict=True):
                standing = cells.get((row, group))
                if (
                    standing is None
                    and (group != MADE or not new)
                    and value == defaults[table].get(group, value)
                ):
                    continue
                if standing is None or digest(value) not in standing:
                    before = None if new else _last(db, table, row, group) or defaults[table].get(group)
                    edits.append(Edit(table, row, group, before, value))
        edits.extend(Edit(table, row, MADE, _last(db, table, row, MADE), None) for row in sorted(known))
    return edits


def _last(db: sqlite3.Connection, table: str, row: str, group: str) -> str | None:
    found = db.execute(
        "SELECT after FROM history WHERE row_id = ? AND in_table = ? AND field_group = ? ORDER BY id DESC LIMIT 1",
        (row, table, group),
    ).fetchone()
    return found[0] if found else None


def take_in(project: Project) -> None:
    """Note the edits of another program as one act of its own, which can be undone like any other."""
    edits = foreign_edits(project.db)
    if not edits:
        return
    project.db.execute("BEGIN IMMEDIATE")
    try:
        project.db.executemany(
            "DELETE FROM cell WHERE in_table = ? AND row_id = ?",
            [(edit.table, edit.row) for edit in edits if edit.after is None],
        )
        project.tracker.flush(tr("Changes by another program"), tr("another program"), edits=edits)
        project.db.execute("COMMIT")
    finally:
        if project.db.in_transaction:
            project.db.execute("ROLLBACK")
    project.tracker.committed()
    project.notices.append(
        trn(
            "{n} value was changed by another program. It was taken in and can be undone.",
            "{n} values were changed by another program. They were taken in and can be undone.",
            len(edits),
        )
    )
