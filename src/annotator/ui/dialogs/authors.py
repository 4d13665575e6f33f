"""The authors of a source as rows: a person's family and given name, or an institution's name."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.domain.source import Agent
from annotator.ui.icons import icon
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Tool

Name = tuple[str, str, str]  # family, given, literal


class AuthorRow(QWidget):
    """One author."""

    changed = Signal()
    removed = Signal()
    raised = Signal()

    def __init__(self, name: Name, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        family, given, literal = name
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Person or institution"))
        self.kind.addItem(tr("Person"), "person")
        self.kind.addItem(tr("Institution"), "institution")
        self.family = QLineEdit(family)
        self.family.setPlaceholderText(tr("family name"))
        self.family.setAccessibleName(tr("Family name"))
        self.given = QLineEdit(given)
        self.given.setPlaceholderText(tr("given name"))
        self.given.setAccessibleName(tr("Given name"))
        self.literal = QLineEdit(literal)
        self.literal.setPlaceholderText(tr("name of the institution"))
        self.literal.setAccessibleName(tr("Name of the institution"))
        self.up = Tool("", tr("Move up"))
        self.up.setIcon(icon("up", themes.theme, token="muted"))
        self.remove = Tool("", tr("Remove this author"))
        self.remove.setIcon(icon("close", themes.theme, token="muted"))
        for widget, stretch in (
            (self.kind, 0), (self.family, 3), (self.given, 3), (self.literal, 6), (self.up, 0), (self.remove, 0),
        ):  # fmt: skip
            row.addWidget(widget, stretch)
        self.kind.setCurrentIndex(1 if literal else 0)
        self._shape()
        self.kind.currentIndexChanged.connect(self._reshaped)
        for field in (self.family, self.given, self.literal):
            field.textChanged.connect(self.changed)
        self.up.clicked.connect(self.raised)
        self.remove.clicked.connect(self.removed)

    def name(self) -> Name:
        """What is written; only what is seen counts."""
        if self.kind.currentData() == "institution":
            return ("", "", self.literal.text().strip())
        return (self.family.text().strip(), self.given.text().strip(), "")

    def _reshaped(self) -> None:
        # Nothing typed is lost by choosing the other kind.
        if self.kind.currentData() == "institution" and not self.literal.text():
            self.literal.setText(" ".join(f.text() for f in (self.given, self.family) if f.text()))
        self._shape()
        self.changed.emit()

    def _shape(self) -> None:
        institution = self.kind.currentData() == "institution"
        self.literal.setVisible(institution)
        self.family.setVisible(not institution)
        self.given.setVisible(not institution)


class Authors(QWidget):
    """The rows in order, and a button that adds one."""

    changed = Signal()

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.rows: list[AuthorRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self.add = QPushButton(tr("+ Add author"))
        self.add.setProperty("kind", "flat")
        self.add.clicked.connect(self._append_empty)
        self._box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def set_agents(self, agents: Sequence[Agent]) -> None:
        """Show these."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for agent in agents:
            self._append((agent.family, agent.given, agent.literal))

    def names(self) -> list[Name]:
        """The authors that have a name."""
        return [row.name() for row in self.rows if any(row.name())]

    def _append_empty(self) -> None:
        row = self._append(("", "", ""))
        row.family.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, name: Name) -> AuthorRow:
        row = AuthorRow(name, self._themes, self)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        row.raised.connect(lambda: self._raise(row))
        self._box.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _remove(self, row: AuthorRow) -> None:
        self.rows.remove(row)
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()

    def _raise(self, row: AuthorRow) -> None:
        at = self.rows.index(row)
        if at:
            self.rows.insert(at - 1, self.rows.pop(at))
            self._box.removeWidget(row)
            self._box.insertWidget(at - 1, row)
            self.changed.emit()
