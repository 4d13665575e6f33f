"""Metadata by DOI or ISBN from the network: off until somebody allows it, for the project or for once."""

from __future__ import annotations

from collections.abc import Iterable

from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.exchange.matching import doi as bare_doi
from annotator.exchange.matching import isbn as bare_isbn
from annotator.exchange.online import Fetch, Fetcher, by_doi, by_isbn
from annotator.operations import duplicates
from annotator.store import sources
from annotator.store.project import Project

_SETTING = "online_lookup"
_fetch = Fetcher()


def enabled(project: Project) -> bool:
    """Whether this project may go online; not until somebody says so."""
    return project.settings(_SETTING) is True


def enable(project: Project, allowed: bool) -> Changes:
    """Allow or forbid going online for this project."""
    with project.act(tr("Allow online lookup") if allowed else tr("Forbid online lookup")) as act:
        project.set_setting(_SETTING, allowed)
    return act.changes


def require(project: Project) -> None:
    """Raises UserError where the project may not go online."""
    if not enabled(project):
        raise UserError(
            tr("Looking things up online is off in this project."),
            kept=tr("Nothing was sent or changed."),
            advice=tr("Allow it once with --online, or for the project with --allow."),
        )


def number(text: str) -> dict[str, str]:
    """What was typed or pasted as the argument of `look_up`: a DOI, with its resolver or without, or an ISBN.

    Raises UserError for neither; nothing is sent then.
    """
    if bare_doi(text).startswith("10."):
        return {"doi": text.strip()}
    if bare_isbn(text) and "/" not in text:
        return {"isbn": text.strip()}
    raise UserError(
        tr("“{number}” is no DOI and no ISBN.", number=text.strip()),
        kept=tr("Nothing was sent."),
        advice=tr("A DOI looks like 10.1000/182; an ISBN has 10 or 13 digits."),
    )


def look_up(*, doi: str = "", isbn: str = "", fetch: Fetch | None = None) -> Source:
    """What Crossref knows of a DOI, or Open Library of an ISBN; a source of no project.

    Takes up to ten seconds: not on the thread of the window or of the store. The caller has asked whether it may.
    Raises UserError.
    """
    if doi:
        return by_doi(doi, fetch or _fetch)
    if isbn:
        return by_isbn(isbn, fetch or _fetch)
    raise UserError(tr("There is no DOI or ISBN to look up."), advice=tr("Give the source one first."))


def fill(project: Project, source: str, found: Source, fields: Iterable[str] | None = None) -> Changes:
    """Take over what the source lacks or only guessed, or exactly `fields` (names as in `duplicates.compare`)."""
    here = sources.get(project, source)
    if fields is None:
        wanted = {"contributors" if name == "authors" else name for name in here.guessed}
        there = duplicates.values(found)
        choices = {name: "drop" for name in wanted if there.get(name)}
    else:
        chosen = set(fields)
        choices = {
            name: "drop" if name in chosen else "keep"
            for name in {*duplicates.values(here), *duplicates.values(found), *chosen}
        }
    with project.act(tr("Fill in from online")) as act:
        duplicates.fill(project, here, found, choices)
    return act.changes
