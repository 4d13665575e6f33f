"""The trash: nothing is ever deleted, and everything comes back."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

from annotator.domain.i18n import tr
from annotator.store.groups import TRASHABLE, quoted
from annotator.store.project import Project
from annotator.store.rows import TrashRow
from annotator.store.writing import update

# What a trashed row was, in a few words.
_LABELS = {
    "source": "SELECT coalesce(nullif(title, ''), (SELECT file_name FROM document d WHERE d.source = t.id), '') FROM source t",
    "document": "SELECT file_name FROM document t",
    "annotation": "SELECT substr(exact, 1, 120) FROM annotation t",
    "instrument": "SELECT coalesce(nullif(short, ''), title) FROM instrument t",
    "instrument_event": "SELECT trim(kind || ' ' || date) FROM instrument_event t",
    "mention": "SELECT substr(a.exact, 1, 80) || ' → ' || p.wid FROM mention t"
    " JOIN annotation a ON a.id = t.annotation JOIN provision p ON p.id = t.provision",
    "claim": "SELECT trim(key || ' ' || text) FROM claim t",
    "claim_relation": "SELECT s.key || ' ' || t.relation || ' ' || o.key FROM claim_relation t"
    " JOIN claim s ON s.id = t.subject JOIN claim o ON o.id = t.object",
    "evidence": "SELECT substr(a.exact, 1, 80) || ' → ' || trim(c.key || ' ' || c.text) FROM evidence t"
    " JOIN annotation a ON a.id = t.annotation JOIN claim c ON c.id = t.claim",
    "tag": "SELECT name FROM tag t",
    "note": "SELECT substr(body, 1, 120) FROM note t",
    "recipe": "SELECT name FROM recipe t",
}


def trash(project: Project, table: str, row: str) -> None:
    """Put a row in the trash. Raises UserError if there is none."""
    _set(project, table, row, 1)


def restore(project: Project, table: str, row: str) -> None:
    """Take a row out of the trash. Raises UserError if there is none."""
    _set(project, table, row, 0)


def _set(project: Project, table: str, row: str, trashed: int) -> None:
    if table not in TRASHABLE:
        raise ValueError(table)
    update(project, table, row, {"trashed": trashed}, tr("entry"))


def listing(project: Project) -> list[TrashRow]:
    """What is in the trash, newest first; rows that only belong to others (a text of a provision …) left out."""
    when = (
        "(SELECT act.at FROM history h JOIN act ON act.id = h.act WHERE h.row_id = t.id AND h.in_table = '{}'"
        " AND h.field_group IN ('trash', 'made') ORDER BY h.id DESC LIMIT 1)"
    )
    result = []
    for table, query in _LABELS.items():
        head, _, tail = query.partition(f" FROM {table} t")
        label = head.removeprefix("SELECT ")
        for row, text, at in project.db.execute(
            f"SELECT t.id, {label}, {when.format(table)} FROM {quoted(table)} t{tail} WHERE t.trashed"
        ):
            result.append(TrashRow(table, row, text, at or ""))
    return sorted(result, key=lambda found: found.at, reverse=True)
