"""What the library shows, read on the store's thread: sources, treaties, to-do queues, tags."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from annotator.domain.changes import Changes
from annotator.domain.i18n import tr, trn
from annotator.domain.source import Source
from annotator.domain.wording import byline, plain_title
from annotator.ui.records import Place

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.store.rows import AnnotationRow

# Names of the project's settings that hold what was dismissed from a queue.
DISMISSED = "dismissed"


class Queue(StrEnum):
    """The to-do queues of this library."""

    UNLINKED = "unlinked"
    NO_LOCATOR = "no locator"
    MOVED = "moved"
    UNCITED = "uncited"


@dataclass(frozen=True, slots=True)
class SourceLine:
    """One source in the list. `guessed` holds for title, authors or date."""

    id: str
    title: str
    authors: str
    issued: str
    file_name: str
    document: str
    highlights: int
    added: str
    guessed: frozenset[str]
    tags: frozenset[str] = frozenset()

    @property
    def shown(self) -> str:
        """Its title; without one its file, so that two untitled sources can be told apart."""
        return self.title or self.file_name or tr("(untitled)")

    @property
    def byline(self) -> str:
        """'Valiyev & Hasanova · 2025-09-19'."""
        return " · ".join(part for part in (self.authors or tr("no author"), self.issued) if part)


@dataclass(frozen=True, slots=True)
class Line:
    """One row of the smaller lists: a treaty, a queue, a passage to work on.

    `tone` colours the count; `place` is where a passage stands.
    """

    id: str
    title: str
    detail: str = ""
    count: str = ""
    tone: str = "muted"
    place: Place | None = None
    kind: str = ""


@dataclass(frozen=True, slots=True)
class Duties:
    """How many items each queue has, the items of those that were asked for, and the tags with their counts."""

    queues: dict[Queue, tuple[Line, ...]]
    tags: tuple[tuple[str, int], ...]
    counts: dict[Queue, int]


def queue_name(queue: Queue) -> str:
    """What the library calls it."""
    return {
        Queue.UNLINKED: tr("Highlights without a link"),
        Queue.NO_LOCATOR: tr("Quotes without a locator"),
        Queue.MOVED: tr("Highlights that moved"),
        Queue.UNCITED: tr("Provisions nobody cites"),
    }[queue]


def sources(project: Project) -> list[SourceLine]:
    """All sources that are not in the trash."""
    from annotator.store import sources as store

    return [
        SourceLine(
            id=row.source.id,
            title=plain_title(row.source.title),
            authors=byline(row.source.authors),
            issued=row.source.issued,
            file_name=row.file_name,
            document=row.document or "",
            highlights=row.annotations,
            added=row.added,
            guessed=row.source.guessed & frozenset({"title", "authors", "author", "issued"}),
        )
        for row in store.listing(project)
    ]


def treaties(project: Project) -> list[Line]:
    """The instruments with the number of their articles or points."""
    from annotator.store import treaties as store

    lines = []
    for instrument in store.instruments(project):
        kinds = [provision.kind for provision in store.provisions(project, instrument.id)]
        articles, points = kinds.count("article"), kinds.count("point")
        count = trn("{n} art.", "{n} art.", articles) if articles else trn("{n} pt", "{n} pts", points)
        lines.append(Line(instrument.id, instrument.short or instrument.title, instrument.title, count))
    return lines


def duties(project: Project, wanted: Collection[Queue] = tuple(Queue)) -> Duties:
    """What is to be done, with the items of the `wanted` queues: a highlight more costs the others a count."""
    from annotator.store import duties as counting
    from annotator.store import tags as tag_store

    dismissed = {queue: frozenset(_dismissed(project).get(queue.value, ())) for queue in Queue}
    # The short ones are read whole in any case.
    short = {Queue.MOVED: _moved(project), Queue.UNCITED: _uncited(project)}
    lines = {**short, **_highlights(project, [queue for queue in wanted if queue not in short])}
    queues = {
        queue: tuple(line for line in found if line.id not in dismissed[queue])
        for queue, found in lines.items()
    }
    counts = {
        Queue.UNLINKED: counting.unlinked(project, dismissed[Queue.UNLINKED]),
        Queue.NO_LOCATOR: counting.unlocated(project, dismissed[Queue.NO_LOCATOR]),
        **{queue: len(queues[queue]) for queue in short},
    }
    tags = tuple((tag.name, count) for tag, count in tag_store.tags(project) if count)
    return Duties({queue: queues[queue] for queue in Queue if queue in queues}, tags, counts)


def _moved(project: Project) -> list[Line]:
    from annotator.operations.standing import waiting
    from annotator.store import annotations as store

    rows = [row for row in store.doubtful(project) if waiting(row.annotation)]
    return _passages(project, rows)


def _highlights(project: Project, wanted: Collection[Queue]) -> dict[Queue, list[Line]]:
    if not wanted:
        return {}
    from annotator.store import annotations as store

    rows = store.listing(project)
    found = {
        Queue.UNLINKED: [row for row in rows if not row.provisions and not row.claims],
        Queue.NO_LOCATOR: [row for row in rows if not row.annotation.selectors.locator_value],
    }
    return {queue: _passages(project, found[queue]) for queue in wanted}


def _passages(project: Project, rows: Sequence[AnnotationRow]) -> list[Line]:
    if not rows:
        return []
    from annotator.store import sources as store

    names = {row.source.id: _short(row.source) for row in store.listing(project)}
    return [_passage(row, names) for row in rows if row.annotation.source is not None]


def dismiss(project: Project, queue: str, id: str) -> Changes:
    """Take one item out of a queue; an act like any other, so it can be undone. Gives the Changes."""
    dismissed = {key: list(ids) for key, ids in _dismissed(project).items()}
    dismissed.setdefault(queue, []).append(id)
    with project.act(tr("Dismiss from the queue")) as act:
        project.set_setting(DISMISSED, dismissed)
    return act.changes


def _dismissed(project: Project) -> dict[str, list[str]]:
    value = project.settings(DISMISSED)
    if not isinstance(value, dict):
        return {}
    return {str(key): [str(id) for id in ids] for key, ids in value.items() if isinstance(ids, list)}


def _short(source: Source) -> str:
    return byline(source.authors) or source.title or tr("(untitled)")


def _passage(row: AnnotationRow, names: dict[str, str]) -> Line:
    annotation = row.annotation
    selectors = annotation.selectors
    where = f"¶ {selectors.paragraph}" if selectors.paragraph else selectors.page_label
    name = names.get(annotation.source or "", "")
    return Line(
        annotation.id,
        " ".join(selectors.exact.split()),
        " · ".join(part for part in (name, where) if part),
        tone=str(annotation.colour),
        place=Place(annotation.document, selectors.start, selectors.end),
        kind="annotation",
    )


def _uncited(project: Project) -> list[Line]:
    from annotator.store import treaties as store

    lines = []
    names = store.provision_labels(project)
    for instrument in store.instruments(project):
        provisions = store.provisions(project, instrument.id)
        words = store.own_words(project, instrument.id)
        parents = {provision.id: provision.parent for provision in provisions}
        cited = {id for id, count in store.counts(project, instrument.id).items() if count}
        for id in tuple(cited):
            # A paragraph that is cited makes its article cited.
            above = parents.get(id)
            while above is not None and above not in cited:
                cited.add(above)
                above = parents.get(above)
        lines += [
            Line(
                provision.id,
                " · ".join(
                    p for p in (names[provision.id], provision.heading or words.get(provision.id, "")) if p
                ),
                instrument.short or instrument.title,
                kind="provision",
            )
            for provision in provisions
            if provision.kind in ("article", "point") and provision.id not in cited
        ]
    return lines
