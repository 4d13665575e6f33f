"""What was done, by whom, and undoing it: any act, after a restart too.

Undo writes the inverse as a new act, so the history only ever grows. A row that an act made is not removed but put in the
trash. Where something else has changed a value since, that newer value stays.
"""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import json

from annotator.domain.changes import Changes
from annotator.store.groups import GROUPS, MADE, TRASH, TRASHABLE, quoted, value_sql
from annotator.store.project import Project
from annotator.store.rows import ActRow
from annotator.store.tracking import Edit

_LAST_DONE = "SELECT id, label FROM act WHERE kind = 'edit' AND state = 'done' ORDER BY clock DESC LIMIT 1"
_FIRST_UNDONE = "SELECT id, label FROM act WHERE kind = 'edit' AND state = 'undone' ORDER BY clock LIMIT 1"


def can_undo(project: Project) -> str | None:
    """The label of the act that undo would take back; None if there is none."""
    row = project.db.execute(_LAST_DONE).fetchone()
    return row[1] if row else None


def can_redo(project: Project) -> str | None:
    """The label of the act that redo would do again; None if there is none."""
    row = project.db.execute(_FIRST_UNDONE).fetchone()
    return row[1] if row else None


def undo(project: Project, steps: int = 1) -> Changes | None:
    """Take back the last `steps` acts; None if there was nothing to take back."""
    return _walk(project, steps, _LAST_DONE, "undo", "undone")


def redo(project: Project, steps: int = 1) -> Changes | None:
    """Do `steps` undone acts again; None if there was none."""
    return _walk(project, steps, _FIRST_UNDONE, "redo", "done")


def _walk(project: Project, steps: int, query: str, kind: str, state: str) -> Changes | None:
    if project.writing_now:
        raise RuntimeError("undo and redo are acts of their own")
    rows: dict[str, set[str]] = {}
    last: Changes | None = None
    for _ in range(steps):
        found = project.db.execute(query).fetchone()
        if found is None:
            break
        with project.writing(found[1], kind=kind, of_act=found[0]) as act:
            # Looked up again inside the transaction: another window may have been faster.
            found = project.db.execute(query).fetchone()
            if found is not None:
                _apply(project, _edits(project, found[0]), backwards=kind == "undo")
                project.db.execute("UPDATE act SET state = ? WHERE id = ?", (state, found[0]))
        last = act.changes
        for table, ids in last.rows.items():
            rows.setdefault(table, set()).update(ids)
    if last is None:
        return None
    return Changes(last.act, last.label, {table: frozenset(ids) for table, ids in rows.items()})


def _edits(project: Project, act: str) -> list[Edit]:
    return [
        Edit(*row)
        for row in project.db.execute(
            "SELECT in_table, row_id, field_group, before, after FROM history WHERE act = ? ORDER BY id",
            (act,),
        )
        if row[0] in GROUPS and row[2] in GROUPS[row[0]]
    ]


def _apply(project: Project, edits: list[Edit], *, backwards: bool) -> None:
    made = {(e.table, e.row) for e in edits if e.group == MADE and e.before is None}
    trashed_by_act = {
        (e.table, e.row): json.loads(e.after)["trashed"]
        for e in edits
        if e.group == TRASH and e.after is not None
    }
    for edit in reversed(edits) if backwards else edits:
        if (edit.table, edit.row) in made:
            if edit.group == MADE and edit.table in TRASHABLE:
                trashed = 1 if backwards else trashed_by_act.get((edit.table, edit.row), 0)
                project.db.execute(
                    f"UPDATE main.{quoted(edit.table)} SET trashed = ? WHERE id = ?",
                    (trashed, edit.row),
                )
            continue
        old, new = (edit.after, edit.before) if backwards else (edit.before, edit.after)
        if old is not None and new is not None:
            _set(project, edit, old, new)


def _set(project: Project, edit: Edit, old: str, new: str) -> None:
    columns = GROUPS[edit.table][edit.group]
    values = json.loads(new)
    pairs = ", ".join(f"{quoted(c)} = ?" for c in columns)
    project.db.execute(
        f"UPDATE main.{quoted(edit.table)} SET {pairs} WHERE id = ? AND {value_sql(columns)} = ?",
        (*(values[c] for c in columns), edit.row, old),
    )


def acts(project: Project, limit: int = 200) -> list[ActRow]:
    """The newest acts first."""
    return [
        ActRow(act, label, who, at, state != "done", edits, kind)
        for act, label, who, at, state, edits, kind in project.db.execute(
            "SELECT id, label, who, at, state, edits, kind FROM act ORDER BY clock DESC LIMIT ?", (limit,)
        )
    ]
