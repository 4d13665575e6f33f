"""The short names of all provisions, from one query."""

from __future__ import annotations

from annotator.domain.provisions import counted, label
from annotator.store.project import Project

_DEEPEST = 20


def of_provisions(project: Project, instrument: str | None = None) -> dict[str, str]:
    """Provision id → "Art. XII(2)", of one instrument or of all."""
    rows = {
        row[0]: (row[1], counted(row[1], row[2], row[4]), row[3])
        for row in project.db.execute(
            "SELECT id, kind, num, parent, wid FROM provision WHERE ?1 IS NULL OR instrument = ?1",
            (instrument,),
        )
    }
    result = {}
    for provision, (kind, num, parent) in rows.items():
        above: list[tuple[str, str]] = []
        # A damaged tree may hold a cycle; no treaty is this deep.
        while parent in rows and len(above) < _DEEPEST:
            parent_kind, parent_num, parent = rows[parent]
            above.append((parent_kind, parent_num))
        result[provision] = label(kind, num, above[::-1])
    return result
