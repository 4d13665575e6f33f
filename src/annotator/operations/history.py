"""Undo, redo, and what was done."""

from __future__ import annotations

from annotator.domain.changes import Changes
from annotator.store import history
from annotator.store.project import Project
from annotator.store.rows import ActRow


def undo(project: Project, steps: int = 1) -> Changes | None:
    """Take back the last acts; None where there is nothing to take back."""
    return history.undo(project, steps)


def redo(project: Project, steps: int = 1) -> Changes | None:
    """Do again what was taken back; None where there is nothing."""
    return history.redo(project, steps)


def can_undo(project: Project) -> str | None:
    """The label of the act that undo would take back."""
    return history.can_undo(project)


def can_redo(project: Project) -> str | None:
    """The label of the act that redo would do again."""
    return history.can_redo(project)


def acts(project: Project, limit: int = 100) -> list[ActRow]:
    """The last acts, newest first."""
    return history.acts(project, limit)
