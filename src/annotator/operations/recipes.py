"""Recipes: the choices of a bibliography, kept in the project under a name."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.text import fold
from annotator.operations.bibliography import Recipe
from annotator.store import recipes
from annotator.store import trash as bin_
from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class SavedRecipe:
    """A recipe with its name."""

    id: str
    name: str
    recipe: Recipe


@dataclass(frozen=True, slots=True)
class Saved:
    """A recipe that was saved: its id, and what changed."""

    id: str
    changes: Changes


def listing(project: Project) -> list[SavedRecipe]:
    """All saved recipes by name. A value that this version does not know counts as not chosen."""
    return [SavedRecipe(row.id, row.name, Recipe.from_json(row.body)) for row in recipes.listing(project)]


def find(project: Project, name: str) -> SavedRecipe:
    """The recipe of this name (case aside) or id. Raises UserError that names those there are."""
    found = listing(project)
    wanted = fold(" ".join(name.split()))
    for one in found:
        if one.id == name or fold(one.name) == wanted:
            return one
    names = ", ".join(f"“{one.name}”" for one in found)
    raise UserError(
        tr("There is no recipe “{name}”.", name=name),
        advice=tr("There are: {names}.", names=names) if names else tr("No recipe has been saved yet."),
    )


def save(project: Project, name: str, recipe: Recipe) -> Saved:
    """Keep a recipe under `name`; one of the same name (case aside) is replaced. Raises UserError for no name."""
    name = _named(name)
    same = [one for one in recipes.listing(project) if fold(one.name) == fold(name)]
    with project.act(tr("Save recipe “{name}”", name=name)) as act:
        if same:
            recipes.update(project, same[0].id, name=name, body=recipe.to_json())
        key = same[0].id if same else recipes.add(project, name, recipe.to_json())
    return Saved(key, act.changes)


def rename(project: Project, recipe: str, name: str) -> Changes:
    """Give a recipe another name. Raises UserError where another has it, or there is no such recipe."""
    name = _named(name)
    if any(fold(one.name) == fold(name) and one.id != recipe for one in recipes.listing(project)):
        raise UserError(
            tr("There is a recipe “{name}” already.", name=name), advice=tr("Choose another name.")
        )
    with project.act(tr("Rename recipe")) as act:
        recipes.update(project, recipe, name=name)
    return act.changes


def trash(project: Project, recipe: str) -> Changes:
    """Put a recipe in the trash. Raises UserError if there is none."""
    with project.act(tr("Delete recipe")) as act:
        bin_.trash(project, "recipe", recipe)
    return act.changes


def _named(name: str) -> str:
    name = " ".join(name.split())
    if not name:
        raise UserError(tr("The recipe has no name."), advice=tr("Give it one."))
    return name
