"""Sources that are one work twice: found, compared side by side, merged into one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.exchange.matching import Index
from annotator.store import documents, notes, sources, tags, trash
from annotator.store.project import Project

_APART = "kept_apart"


@dataclass(frozen=True, slots=True)
class DuplicateGroup:
    """Sources that seem to be one work, in the order they were added; `reason` is doi, isbn, url or title."""

    sources: tuple[str, ...]
    reason: str
    detail: str
    score: float


@dataclass(frozen=True, slots=True)
class FieldPair:
    """A field of two sources side by side, as text. `field` is what `merge_sources` takes as a choice's name."""

    field: str
    kept: str
    dropped: str

    @property
    def same(self) -> bool:
        """Whether there is nothing to choose."""
        return self.kept == self.dropped


@dataclass(frozen=True, slots=True)
class Merged:
    """The source that stayed."""

    source: str
    changes: Changes


def duplicates(project: Project) -> list[DuplicateGroup]:
    """Groups of sources that seem to be the same work, the surest first; pairs that were kept apart are left out."""
    live = sources.many(project, trashed=False)
    apart = _apart(project)
    index = Index()
    group_of: dict[str, str] = {}
    members: dict[str, list[str]] = {}
    why: dict[str, tuple[str, str, float]] = {}
    for source in live.values():
        for match in index.matches(source):
            if frozenset((source.id, match.source)) in apart:
                continue
            first = group_of.setdefault(match.source, match.source)
            mine = group_of.setdefault(source.id, first)
            members.setdefault(first, [first])
            if mine != first:  # what joins two groups makes them one
                members[first] += members.pop(mine, [mine])
                group_of.update(dict.fromkeys(members[first], first))
                why.pop(mine, None)
            elif source.id not in members[first]:
                members[first].append(source.id)
            if match.score < why.get(first, ("", "", 101.0))[2]:
                why[first] = match.reason, match.detail, match.score
        index.add(source)
    order = list(live)
    found = [
        DuplicateGroup(tuple(sorted(set(ids), key=order.index)), *why.get(first, ("title", "", 0.0)))
        for first, ids in members.items()
    ]
    return sorted(found, key=lambda group: (-group.score, order.index(group.sources[0])))


def keep_apart(project: Project, ids: Sequence[str]) -> Changes:
    """Remember that these are different works: they are not offered as duplicates of each other again."""
    pairs = {tuple(sorted((one, two))) for one in ids for two in ids if one != two}
    pairs |= {tuple(sorted(pair)) for pair in _apart(project)}
    with project.act(tr("Keep sources apart")) as act:
        project.set_setting(_APART, sorted(map(list, pairs)))
    return act.changes


def _apart(project: Project) -> set[frozenset[str]]:
    found = project.settings(_APART)
    return {frozenset(map(str, pair)) for pair in found} if isinstance(found, list) else set()


def compare(project: Project, keep: str, drop: str) -> list[FieldPair]:
    """Every field that one of two sources has, as text, in the order of a reference."""
    kept, dropped = sources.get(project, keep), sources.get(project, drop)
    mine, theirs = values(kept), values(dropped)
    return [FieldPair(name, mine.get(name, ""), theirs.get(name, "")) for name in {**mine, **theirs}]


def values(source: Source) -> dict[str, str]:
    """The fields of a source that are not empty, as text; people by role; CSL's other variables under their names."""
    found = {"type": source.type, "contributors": _people(source)}
    found.update((name, str(getattr(source, name))) for name in sources.FIELDS if name != "type")
    for name, value in source.csl.items():
        if name not in ("id", "custom"):
            found[name] = value if isinstance(value, str) else _shown(value)
    return {name: value for name, value in found.items() if value}


def _shown(value: object) -> str:
    from annotator.citation import edtf

    return (edtf.from_csl(value) if isinstance(value, Mapping) else "") or str(value)


def _people(source: Source) -> str:
    return "; ".join(
        c.agent.inverted if c.role == "author" else f"{c.agent.inverted} ({c.role})"
        for c in source.contributors
    )


def merge_sources(project: Project, keep: str, drop: str, choices: Mapping[str, str] | None = None) -> Merged:
    """Make two sources one, as one act: `drop` goes to the trash, its files, highlights, tags and notes to `keep`.

    `choices` says per field (names as in `compare`) whose value stays, "keep" or "drop"; without a choice it is the
    kept one's, or the other's where that is empty. Raises UserError for one source given twice.
    """
    if keep == drop:
        raise UserError(tr("A source cannot be merged with itself."), kept=tr("Nothing was changed."))
    kept, dropped = sources.get(project, keep), sources.get(project, drop)
    chosen = dict(choices or {})
    wrong = [name for name, side in chosen.items() if side not in ("keep", "drop")]
    if wrong:
        raise UserError(
            tr("A choice is “keep” or “drop”."), kept=tr("Nothing was changed."), details=", ".join(wrong)
        )
    with project.act(tr("Merge sources")) as act:
        fill(project, kept, dropped, chosen)
        for document in documents.of_source(project, drop):
            documents.set_source(project, document.id, keep)
        for name in tags.of(project, "source", drop):
            tags.tag(project, "source", keep, name)
        own = {note.body for note in notes.of(project, "source", keep)}
        for note in notes.of(project, "source", drop):
            if note.body not in own:
                notes.add(project, "source", keep, note.body)
        trash.trash(project, "source", drop)
    return Merged(keep, act.changes)


def fill(project: Project, kept: Source, other: Source, chosen: Mapping[str, str]) -> bool:
    """Take over from `other` what was chosen or what `kept` lacks; whether anything was. Inside an act."""
    changed: dict[str, object] = {}
    guessed = set(kept.guessed)

    def takes(name: str, mine: object, theirs: object) -> bool:
        side = chosen.get(name, "keep" if mine else "drop")
        return side == "drop" and mine != theirs and (bool(theirs) or name in chosen)

    for name in sources.FIELDS:
        mine, theirs = getattr(kept, name), getattr(other, name)
        if name == "type" and mine == "document" and name not in chosen:
            mine = ""  # nothing is said by it
        if takes(name, mine, theirs) and not (name == "citekey" and name not in chosen and kept.citekey):
            changed[name] = theirs
            guessed = (guessed - {name}) | (other.guessed & {name})
    csl = dict(kept.csl)
    for name in {**kept.csl, **other.csl}:
        if takes(name, kept.csl.get(name), other.csl.get(name)) and name != "id":
            if name in other.csl:
                csl[name] = other.csl[name]
            else:
                csl.pop(name, None)
    people = takes("contributors", kept.contributors, other.contributors)
    if people:
        guessed = (guessed - {"authors"}) | (other.guessed & {"authors"})
        sources.set_contributors(project, kept.id, other.contributors)
    if csl != dict(kept.csl):
        changed["csl"] = csl
    if changed or people:
        changed["guessed"] = frozenset(guessed)
        reasons = {
            name: words
            for name in {*kept.reasons, *other.reasons}
            if (words := (other if name in changed else kept).reasons.get(name))
        }
        if reasons != dict(kept.reasons):
            changed["reasons"] = reasons
        sources.update(project, kept.id, **changed)
    return bool(changed or people)
