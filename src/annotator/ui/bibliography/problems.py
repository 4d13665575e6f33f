"""What a person should look at before handing the bibliography in, as a list that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.i18n import tr

if TYPE_CHECKING:
    from annotator.citation.document import Problem

PROBLEM_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


class ProblemModel(QAbstractListModel):
    """One line for each problem, in the order they were met."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._problems: tuple[Problem, ...] = ()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show these."""
        if tuple(problems) == self._problems:
            return
        self.beginResetModel()
        self._problems = tuple(problems)
        self.endResetModel()

    def problem_at(self, index: Index) -> Problem | None:
        """The problem of an index."""
        return self._problems[index.row()] if index.isValid() and index.row() < len(self._problems) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._problems)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        problem = self.problem_at(index)
        if problem is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return problem.message
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return tr("To check: {message}", message=problem.message)
        if role == PROBLEM_ROLE:
            return problem
        return None
