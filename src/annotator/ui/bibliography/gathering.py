"""Reading what a document is made from: all of it, or, after an edit of some sources, only these."""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from annotator.domain.changes import Changes

if TYPE_CHECKING:
    from annotator.citation.inputs import BibliographyInput
    from annotator.operations.bibliography import Recipe
    from annotator.store.project import Project

# What an edit of a source's own fields and people touches.
_OWN = frozenset({"source", "source_agent", "agent"})


@dataclass(frozen=True, slots=True)
class Gathered:
    """What one document is made from, and what the project offers to filter by."""

    given: BibliographyInput
    meanings: dict[str, str]
    tags: tuple[str, ...]


def edited(changes: Changes) -> frozenset[str] | None:
    """The sources whose own fields were edited, where nothing else was; None where anything else was."""
    touched = {table for table, ids in changes.rows.items() if ids}
    ids = changes.ids("source")
    return ids if ids and touched <= _OWN and "*" not in ids else None


def rows_of(recipe: Recipe) -> Recipe:
    """A recipe without what says only how the rows that are read are set."""
    return replace(
        recipe, style="", locale=None, group="", kind="", shorten=0, annote=True, notes=True, source_notes=False,
        links=True, provision_index=False, person_index=False, reference_docx="",
    )  # fmt: skip


def gather(project: Project, recipe: Recipe) -> Gathered:
    """All of it, on the store's thread."""
    from annotator.operations import colours
    from annotator.operations.bibliography import gather as read
    from annotator.store import tags

    known = tuple(tag.name for tag, _count in tags.tags(project))
    return Gathered(read(project, recipe), colours.meanings(project), known)


def again(project: Project, before: Gathered, recipe: Recipe, sources: frozenset[str]) -> Gathered:
    """`before` with these sources read anew; all of it where one of them came or went."""
    from annotator.store import sources as store

    found = store.many(project, sources, trashed=False)
    there = {row.source.id for row in before.given.sources}
    if len(found) != len(sources) or not sources <= there:
        return gather(project, recipe)
    rows = tuple(
        replace(row, source=found[row.source.id]) if row.source.id in found else row
        for row in before.given.sources
    )
    return replace(before, given=replace(before.given, sources=rows))
