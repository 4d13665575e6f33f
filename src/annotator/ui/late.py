"""Calls into `operations` that import it when first made: the window is painted before the rest is loaded."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from annotator.documents.client import Worker
    from annotator.domain.changes import Changes
    from annotator.domain.document import Capture
    from annotator.store.project import Project


def open_project(path: Path) -> Project:
    """Open a project file; see `operations.projects.open_project`."""
    from annotator.operations.projects import open_project as opener

    return opener(path)


def add_source(project: Project, capture: Capture) -> Any:
    """Add a captured file as a source; see `operations.sources.add`."""
    from annotator.operations import sources

    return sources.add(project, capture)


def worker() -> Worker:
    """A new document worker process."""
    from annotator.documents.client import Worker

    return Worker()


def step(project: Project, which: str) -> Changes | None:
    """Undo or redo one act."""
    from annotator.operations import history

    return history.undo(project) if which == "undo" else history.redo(project)


def labels(project: Project) -> tuple[str, str]:
    """What Undo and Redo would do, in words; empty for nothing."""
    from annotator.operations import history

    return history.can_undo(project) or "", history.can_redo(project) or ""
