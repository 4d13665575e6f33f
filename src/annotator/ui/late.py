"""Calls into `operations` that import it when first made: the window is painted before the rest is loaded."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from annotator.domain.i18n import tr
from annotator.ui.records import ProjectInfo

if TYPE_CHECKING:
    from collections.abc import Mapping

    from annotator.documents.client import Worker
    from annotator.domain.changes import Changes
    from annotator.domain.document import Capture
    from annotator.store.project import Project
    from annotator.store.rows import AnnotationRow
    from annotator.ui.citing import Citer
    from annotator.ui.session import Session

# Highlights by id, None for one in the trash; None altogether where all are to be read again.
Fresh: TypeAlias = "Mapping[str, AnnotationRow | None] | None"
Told: TypeAlias = "tuple[str, str, Fresh]"


def open_project(path: Path) -> Project:
    """Open a project file; see `operations.projects.open_project`."""
    from annotator.operations.projects import open_project as opener

    return opener(path)


def create(path: Path) -> Path:
    """Make an empty project; gives its path, with the ending it lacked."""
    from annotator.operations import projects

    path = projects.with_ending(path)
    projects.create(path).close()
    return path


def sample(worker: Worker, progress: Callable[[float, str], None]) -> Path:
    """The sample project's path; made now where it is not there yet."""
    from annotator.operations import projects

    path = projects.sample_path()
    if not path.exists():
        path.parent.mkdir(parents=True, exist_ok=True)
        projects.make_sample(path, worker, progress).close()
    return path


def openable(project: Project, wanted: list[str]) -> list[str]:
    """Those of the `wanted` documents that are still there; where none is, that of the source added last."""
    from annotator.store import sources

    rows = [row for row in sources.listing(project) if row.document]
    there = {row.document for row in rows}
    kept = [document for document in wanted if document in there]
    return kept or [str(row.document) for row in sorted(rows, key=lambda row: row.added)[-1:]]


def style_title(style: str) -> str:
    """The citation style's name; that of the default where `style` is "" or gone."""
    from annotator.citation import styles
    from annotator.domain.errors import UserError

    try:
        return styles.title(style or styles.DEFAULT_STYLE)
    except UserError:
        return styles.title(styles.DEFAULT_STYLE)


def info(project: Project) -> ProjectInfo:
    """What the window shows of the project itself."""
    notices = list(project.notices)
    if project.in_use_by:
        notices.append(tr("{who} seems to have this project open too.", who=project.in_use_by))
    return ProjectInfo(
        project.id, Path(project.path), project.title, project.read_only, project.user, tuple(notices)
    )


def add_source(project: Project, capture: Capture) -> Any:
    """Add a captured file as a source; see `operations.sources.add`."""
    from annotator.operations import sources

    return sources.add(project, capture)


def worker() -> Worker:
    """A new document worker process."""
    from annotator.documents.client import Worker

    return Worker()


def citer(session: Session) -> Citer:
    """What makes citations for the clipboard."""
    from annotator.ui.citing import Citer

    return Citer(session)


def step(project: Project, which: str) -> Changes | None:
    """Undo or redo one act."""
    from annotator.operations import history

    return history.undo(project) if which == "undo" else history.redo(project)


def labels(project: Project) -> tuple[str, str]:
    """What Undo and Redo would do, in words; empty for nothing."""
    from annotator.operations import history

    return history.can_undo(project) or "", history.can_redo(project) or ""


def told(project: Project, changes: Changes | None) -> Told:
    """What everybody wants to know after an act, read with it: nobody has to ask for it anew."""
    from annotator.store import affected

    return (*labels(project), affected.highlights(project, changes))


def trash(project: Project, table: str, id: str) -> Changes:
    """Put a row in the trash as one act."""
    from annotator.operations import trash as operation

    return operation.trash(project, table, id)


def link(project: Project, annotation: str, target: Any, stance: str) -> Any:
    """Link a passage to what the link field found: a provision, or a claim with a stance."""
    from annotator.operations import links

    if target.kind == "provision":
        return links.link_provision(project, annotation, target.id)
    return links.link_claim(project, annotation, target.id, stance)


def new_claim_and_link(project: Project, annotation: str, text: str, stance: str) -> Any:
    """Make a claim of one's own words and link the passage to it, as one act."""
    from annotator.operations import links

    return links.new_claim_and_link(project, annotation, text, stance)


def set_fidelity(project: Project, mention: str, fidelity: str) -> Any:
    """Judge how a passage renders the provision."""
    from annotator.operations import links

    return links.set_fidelity(project, mention, fidelity)


def set_stance(project: Project, evidence: str, stance: str) -> Any:
    """Change what a passage does to a claim."""
    from annotator.operations import links

    return links.set_stance(project, evidence, stance)


def set_voice(project: Project, evidence: str, voice: str, attributed_to: str) -> Any:
    """Say who speaks in a passage."""
    from annotator.operations import links

    return links.set_voice(project, evidence, voice, attributed_to)


def unlink(project: Project, kind: Literal["provision", "claim"], id: str) -> Any:
    """Take a link away; `kind` is provision or claim."""
    from annotator.operations import links

    return links.unlink(project, kind, id)


def set_note(project: Project, annotation: str, text: str) -> Changes:
    """Write a highlight's note."""
    from annotator.operations import annotations

    return annotations.set_note(project, annotation, text)


def toggle_pin(project: Project, ids: Sequence[str]) -> Changes:
    """Pin highlights for bibliographies, or unpin them where all are."""
    from annotator.operations import annotations

    return annotations.toggle_pin(project, ids)


def trash_highlight(project: Project, annotation: str) -> Changes:
    """Put a highlight in the trash."""
    from annotator.operations import annotations

    return annotations.trash(project, [annotation])


def tag(project: Project, kind: str, id: str, name: str) -> Changes:
    """Give something a tag."""
    from annotator.store import tags

    with project.act(tr("Add tag")) as act:
        tags.tag(project, kind, id, name)
    return act.changes


def untag(project: Project, kind: str, id: str, name: str) -> Changes:
    """Take a tag away."""
    from annotator.store import tags

    with project.act(tr("Remove tag")) as act:
        tags.untag(project, kind, id, name)
    return act.changes


def confirm(project: Project, source: str) -> Any:
    """Say that what was guessed of a source is right: nothing of it is marked as a guess any more."""
    from annotator.store import sources

    with project.act(tr("Confirm details")) as act:
        sources.update(project, source, guessed=frozenset())
    return act.changes


def set_setting(project: Project, key: str, value: object) -> Changes:
    """Change one of the project's own settings."""
    with project.act(tr("Change settings")) as act:
        project.set_setting(key, value)
    return act.changes
