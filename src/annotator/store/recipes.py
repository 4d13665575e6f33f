"""Saved choices for bibliographies. What the JSON in `body` means is `operations.bibliography`'s."""

from __future__ import annotations

from annotator.domain.i18n import tr
from annotator.domain.ids import new_id
from annotator.domain.text import fold
from annotator.store.project import Project
from annotator.store.rows import RecipeRow
from annotator.store.writing import insert
from annotator.store.writing import update as update_row


def add(project: Project, name: str, body: str) -> str:
    """Keep a recipe; gives its id."""
    row = new_id()
    insert(project, "recipe", {"id": row, "name": name, "body": body})
    return row


def update(project: Project, recipe: str, **fields: str) -> None:
    """Change `name` or `body`. Raises UserError if there is none."""
    update_row(project, "recipe", recipe, fields, tr("recipe"))


def listing(project: Project) -> list[RecipeRow]:
    """The live recipes by name."""
    rows = project.db.execute("SELECT id, name, body FROM recipe WHERE NOT trashed ORDER BY name, rowid")
    return sorted((RecipeRow(*row) for row in rows), key=lambda row: (fold(row.name), row.name))
