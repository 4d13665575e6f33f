"""Citekeys: the project's pattern, a key for each new source, and all of them anew when somebody asks."""

from __future__ import annotations

from collections.abc import Collection, Sequence

from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.exchange import citekeys as rule
from annotator.store import sources
from annotator.store.project import Project

_SETTING = "citekey_pattern"


def pattern(project: Project) -> str:
    """The project's pattern, `{auth}{year}{letter}` where none was chosen."""
    found = project.settings(_SETTING)
    return found if isinstance(found, str) and found and not rule.unknown_parts(found) else rule.DEFAULT


def set_pattern(project: Project, text: str) -> Changes:
    """Choose the pattern for keys given from now on; those given stay. Raises UserError for one that makes no keys."""
    check(text)
    with project.act(tr("Set citekey pattern")) as act:
        project.set_setting(_SETTING, text.strip())
    return act.changes


def check(text: str) -> None:
    """Raises UserError where a pattern holds what no citekey can."""
    unknown = rule.unknown_parts(text.strip())
    if unknown or not any(f"{{{part}}}" in text for part in rule.PARTS[:-1]):
        raise UserError(
            tr("“{pattern}” makes no citekeys.", pattern=text),
            kept=tr("Nothing was changed."),
            advice=tr("Write it like {example}; it may hold {parts}.", example=rule.DEFAULT, parts=_listed()),
            details=", ".join(unknown),
        )


def _listed() -> str:
    return ", ".join(f"{{{part}}}" for part in rule.PARTS)


def preview(text: str, source: Source) -> str:
    """The key that a pattern would give a source, were no other there. Raises UserError as `set_pattern`."""
    check(text)
    return rule.made(text.strip(), source)


def planned(text: str, given: Sequence[Source]) -> list[str]:
    """The keys that `regenerate` would give these sources with another pattern, were they all. Raises UserError."""
    check(text)
    taken: set[str] = set()
    tried: dict[str, int] = {}
    keys = []
    for source in given:
        keys.append(rule.made(text.strip(), source, taken, tried))
        taken.add(keys[-1].casefold())
    return keys


def choose(project: Project, text: str, *, anew: bool) -> Changes:
    """Choose the pattern, and (`anew`) give all sources keys by it, as one act. Raises UserError as `set_pattern`."""
    with project.act(tr("Citation keys")) as act:
        set_pattern(project, text)
        if anew:
            regenerate(project)
    return act.changes


def given(project: Project, source: Source, taken: Collection[str] | None = None) -> str:
    """A key for a source that has none, so that none of `taken` (in small letters; the project's) is used twice."""
    return rule.made(pattern(project), source, in_use(project) if taken is None else taken)


def in_use(project: Project) -> set[str]:
    """All citekeys of sources that are not in the trash, in small letters."""
    return {key.casefold() for key in sources.citekeys(project) if key}


def regenerate(project: Project, only: Sequence[str] | None = None) -> Changes:
    """Give all sources (or `only` these) a key by the pattern, in the order they were added, as one act."""
    live = sources.many(project, trashed=False)
    chosen = [live[key] for key in only if key in live] if only is not None else list(live.values())
    ids = {source.id for source in chosen}
    taken = {source.citekey.casefold() for source in live.values() if source.id not in ids}
    wanted, tried = pattern(project), dict[str, int]()
    with project.act(tr("Regenerate citekeys")) as act:
        for source in chosen:
            key = rule.made(wanted, source, taken, tried)
            taken.add(key.casefold())
            if key != source.citekey:
                sources.update(project, source.id, citekey=key)
    return act.changes
