"""What a person should look at before handing the bibliography in, as a list that leads there."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtWidgets import QListView, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.widgets import Heading

if TYPE_CHECKING:
    from annotator.citation.document import Problem

PROBLEM_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
# Lines seen at once; more are scrolled.
SHOWN = 5


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


class ProblemPanel(QWidget):
    """The list below the pages; hidden where there is nothing to check. `chosen(Problem)` on a click or Enter."""

    chosen = Signal(object)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self)
        box.setContentsMargins(14, 10, 8, 8)
        box.setSpacing(4)
        self._head = Heading("")
        self.model = ProblemModel(self)
        self.list = QListView()
        self.list.setProperty("kind", "panel")
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setAccessibleName(tr("To check before handing in"))
        self.list.setStyleSheet("QListView::item { padding: 3px 2px; }")
        self.list.activated.connect(self._choose)
        self.list.clicked.connect(self._choose)
        box.addWidget(self._head)
        box.addWidget(self.list)
        self.hide()

    def set_problems(self, problems: Sequence[Problem]) -> None:
        """Show these."""
        self.model.set_problems(problems)
        self._head.setText(tr("To check · {n}", n=len(problems)))
        self.setVisible(bool(problems))
        row = max(self.list.sizeHintForRow(0), self.fontMetrics().height() + 6)
        self.list.setFixedHeight(row * min(len(problems), SHOWN) + 4)

    def _choose(self, index: QModelIndex) -> None:
        problem = self.model.problem_at(index)
        if problem is not None:
            self.chosen.emit(problem)
