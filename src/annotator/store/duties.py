"""How much is left to do: highlights counted in the database, for reading thousands at each edit would hold up the next."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import json
from collections.abc import Collection

from annotator.store.annotations import LIVE
from annotator.store.project import Project

# Those of sources; treaty texts have no duties.
_OF_SOURCES = (
    "SELECT count(*) FROM annotation a JOIN document d ON d.id = a.document"
    f" WHERE {LIVE} AND d.source IS NOT NULL AND a.id NOT IN (SELECT value FROM json_each(?))"
)
_UNLINKED = (
    " AND NOT EXISTS (SELECT 1 FROM mention m JOIN provision p ON p.id = m.provision AND NOT p.trashed"
    " JOIN instrument i ON i.id = p.instrument AND NOT i.trashed WHERE m.annotation = a.id AND NOT m.trashed)"
    " AND NOT EXISTS (SELECT 1 FROM evidence e JOIN claim c ON c.id = e.claim AND NOT c.trashed"
    " WHERE e.annotation = a.id AND NOT e.trashed)"
)


def unlinked(project: Project, without: Collection[str] = ()) -> int:
    """Highlights that are linked to nothing, but for those `without`."""
    return _count(project, _UNLINKED, without)


def unlocated(project: Project, without: Collection[str] = ()) -> int:
    """Highlights that no page or paragraph is known of."""
    return _count(project, " AND a.locator_value = ''", without)


def _count(project: Project, where: str, without: Collection[str]) -> int:
    count: int = project.db.execute(_OF_SOURCES + where, (json.dumps(list(without)),)).fetchone()[0]
    return count
