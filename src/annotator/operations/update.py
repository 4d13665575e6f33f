"""A new capture of a source: it becomes the current version, and the highlights are taken along (docs/anchors.md)."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.anchoring import Carrier, Change, TextChanges, changes
from annotator.domain.annotation import AnchorState, Annotation
from annotator.domain.changes import Changes
from annotator.domain.document import Capture, Document
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.operations.carrying import carried, settle
from annotator.operations.sources import add_version, read_alike
from annotator.store import annotations as highlights
from annotator.store import documents, sources
from annotator.store.project import Project

_LEFT_BEHIND = (AnchorState.FUZZY, AnchorState.ORPHAN)


@dataclass(frozen=True, slots=True)
class Updated:
    """What a new capture brought. With `unchanged` it is the current version already, and nothing was done.

    exact, moved    how many highlights were taken along
    fuzzy, orphan   ids of those that stay on their old version until somebody looks at them
    added, removed  sentences that only one of the two versions has
    """

    document: str
    previous: str
    changes: Changes
    unchanged: bool = False
    exact: int = 0
    moved: int = 0
    fuzzy: tuple[str, ...] = ()
    orphan: tuple[str, ...] = ()
    added: tuple[Change, ...] = ()
    removed: tuple[Change, ...] = ()
    warnings: tuple[str, ...] = field(default=())


def update(project: Project, source: str, capture: Capture, *, scan: str = "") -> Updated:
    """Make `capture` the current version of a source and take its highlights along, as one act.

    Those whose words stand there, beyond doubt, move to the new version. The others stay on the old one, with a proposal
    where something like them was found; their evidence is not verified until somebody accepts it (`operations.review`).
    `scan` is the document whose scanned pages were recognised for this capture: what stands on its pages stays there.
    Raises UserError where there is no such source, or where the file belongs to another one.
    """
    name = sources.get(project, source).title or capture.file_name
    versions = documents.of_source(project, source)
    _check(project, source, capture)
    if versions and read_alike(project, versions[0], capture):
        return Updated(versions[0].id, versions[0].id, Changes(), unchanged=True)
    with project.act(tr("New capture of “{name}”", name=name)) as act:
        document = add_version(project, source, capture, anew=True)
        captured = documents.get(project, document)
        states: dict[AnchorState, list[str]] = {state: [] for state in AnchorState}
        for number, version in enumerate(versions):
            passages = highlights.of_document(project, version.id)
            if number:
                passages = [one for one in passages if one.state in _LEFT_BEHIND]
            for key, state in _take_along(project, version, captured, passages, scan):
                states[state].append(key)
    told = _told(project, versions[0], captured) if versions else TextChanges((), ())
    return Updated(
        document,
        versions[0].id if versions else "",
        act.changes,
        exact=len(states[AnchorState.EXACT]),
        moved=len(states[AnchorState.MOVED]),
        fuzzy=tuple(states[AnchorState.FUZZY]),
        orphan=tuple(states[AnchorState.ORPHAN]),
        added=told.added,
        removed=told.removed,
        warnings=capture.warnings,
    )


def _check(project: Project, source: str, capture: Capture) -> None:
    known = documents.by_sha(project, capture.sha256)
    if known is None or known.source == source or known.trashed:
        return
    title = sources.get(project, known.source).title if known.source else tr("the text of a treaty")
    raise UserError(
        tr("This file is in the project already, as another source: {title}", title=title or known.file_name),
        file=capture.file_name,
        kept=tr("Nothing was changed."),
        advice=tr("Choose the new capture of this source, or delete the other source first."),
    )


def _take_along(
    project: Project, version: Document, captured: Document, passages: list[Annotation], scan: str
) -> list[tuple[str, AnchorState]]:
    if not passages:
        return []
    carrier = Carrier(documents.text(project, version.id), documents.text(project, captured.id))
    read_anew = version.sha256 == captured.sha256 or version.id == scan
    same_pages = read_anew and len(version.pages) == len(captured.pages)
    found = [carried(carrier, one, captured, same_pages=same_pages) for one in passages]
    for one in found:
        settle(project, one, captured)
    return [(one.annotation.id, one.state) for one in found]


def _told(project: Project, old: Document, new: Document) -> TextChanges:
    """What changed in the articles themselves; the furniture of a saved page changes every day."""
    return changes(
        documents.text(project, old.id)[: old.main_end], documents.text(project, new.id)[: new.main_end]
    )


def compare(project: Project, older: str, newer: str) -> TextChanges:
    """The sentences that only one of two versions has, by their documents' ids."""
    return _told(project, documents.get(project, older), documents.get(project, newer))
