"""Search over everything the project holds."""

from __future__ import annotations

from collections.abc import Collection

from annotator.store import search as index
from annotator.store.project import Project
from annotator.store.rows import Hit

KINDS = ("paragraph", "annotation", "note", "claim", "provision")


def search(project: Project, query: str, kinds: Collection[str] | None = None, limit: int = 50) -> list[Hit]:
    """Hits for `query` (words, "a phrase", prefix*, AND OR NOT, NEAR), best first; `kinds` of `KINDS`, None for all."""
    return index.search(project, query, kinds=kinds, limit=limit)
