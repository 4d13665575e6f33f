"""The people behind a source as rows: role, a person's names with particles and suffix, or an institution's name."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.domain.source import Agent, Contributor
from annotator.ui.dialogs.source_fields import roles
from annotator.ui.icons import icon
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Tool

Name = tuple[str, str, str]  # family, given, literal


def _line(text: str, hint: str, name: str) -> QLineEdit:
    field = QLineEdit(text)
    field.setPlaceholderText(hint)
    field.setAccessibleName(name)
    field.setCursorPosition(0)
    return field


class PersonRow(QWidget):
    """One contributor."""

    changed = Signal()
    removed = Signal()
    raised = Signal()

    def __init__(self, one: Contributor, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._agent = one.agent
        agent = one.agent
        self.role = QComboBox()
        self.role.setAccessibleName(tr("Role"))
        for value, words in roles():
            self.role.addItem(words, value)
        if self.role.findData(one.role) < 0:
            self.role.addItem(one.role, one.role)
        self.role.setCurrentIndex(self.role.findData(one.role))
        self.role.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.role.setMinimumContentsLength(8)
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Person or institution"))
        self.kind.addItem(tr("Person"), "person")
        self.kind.addItem(tr("Institution"), "institution")
        self.family = _line(agent.family, tr("family name"), tr("Family name"))
        self.given = _line(agent.given, tr("given name"), tr("Given name"))
        self.literal = _line(agent.literal, tr("name of the institution"), tr("Name of the institution"))
        self.more = Tool("⋯", tr("Particles and suffix"))
        self.more.setCheckable(True)
        self.up = Tool("", tr("Move up"))
        self.up.setIcon(icon("up", themes.theme, token="muted"))
        self.remove = Tool("", tr("Remove this name"))
        self.remove.setIcon(icon("close", themes.theme, token="muted"))
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(3)
        row = QHBoxLayout()
        row.setSpacing(5)
        for widget, stretch in (
            (self.role, 0), (self.kind, 0), (self.family, 3), (self.given, 3), (self.literal, 6),
            (self.more, 0), (self.up, 0), (self.remove, 0),
        ):  # fmt: skip
            row.addWidget(widget, stretch)
        box.addLayout(row)
        box.addWidget(self._rest(agent))
        self.kind.setCurrentIndex(1 if agent.literal else 0)
        self.more.setChecked(any((agent.non_dropping_particle, agent.dropping_particle, agent.suffix)))
        self._shape()
        self.role.currentIndexChanged.connect(self.changed)
        self.kind.currentIndexChanged.connect(self._reshaped)
        for field in (self.family, self.given, self.literal, self.particle, self.dropping, self.suffix):
            field.textChanged.connect(self.changed)
        self.more.toggled.connect(self._shape)
        self.up.clicked.connect(self.raised)
        self.remove.clicked.connect(self.removed)

    def _rest(self, agent: Agent) -> QWidget:
        self.particle = _line(
            agent.non_dropping_particle, tr("van der"), tr("Particle that stays with the name")
        )
        self.particle.setToolTip(tr("Belongs to the family name: van der Berg, de Gaulle"))
        self.dropping = _line(agent.dropping_particle, tr("von"), tr("Particle that is dropped"))
        self.dropping.setToolTip(tr("Left out where the family name stands alone: (Ludwig van) Beethoven"))
        self.suffix = _line(agent.suffix, tr("Jr., III"), tr("Suffix"))
        self._more_row = QWidget()
        row = QHBoxLayout(self._more_row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(5)
        for widget in (self.particle, self.dropping, self.suffix):
            row.addWidget(widget)
        return self._more_row

    def contributor(self) -> Contributor:
        """What is written; only what is seen counts. The same name stays the same agent."""

        def words(field: QLineEdit) -> str:
            return " ".join(field.text().split())

        if self.kind.currentData() == "institution":
            parts: tuple[str, ...] = ("", "", words(self.literal))
        else:
            rest = (self.particle, self.dropping, self.suffix) if self.more.isChecked() else ()
            parts = (words(self.family), words(self.given), "", *(words(field) for field in rest))
        agent = Agent.of(*parts)
        if agent.parts == self._agent.parts:
            agent = self._agent
        elif self._agent.orcid:
            agent = replace(agent, orcid=self._agent.orcid)
        return Contributor(agent, str(self.role.currentData()))

    def _reshaped(self) -> None:
        # Nothing typed is lost by choosing the other kind.
        if self.kind.currentData() == "institution" and not self.literal.text():
            self.literal.setText(" ".join(f.text() for f in (self.given, self.family) if f.text()))
        self._shape()
        self.changed.emit()

    def _shape(self, _: object = None) -> None:
        institution = self.kind.currentData() == "institution"
        self.literal.setVisible(institution)
        for widget in (self.family, self.given, self.more):
            widget.setVisible(not institution)
        self._more_row.setVisible(not institution and self.more.isChecked())


class People(QWidget):
    """The rows in order, and a button that adds one."""

    changed = Signal()

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.rows: list[PersonRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self.add = QPushButton(tr("+ Add a name"))
        self.add.setProperty("kind", "flat")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._append_empty)
        self._box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def set_contributors(self, people: Sequence[Contributor]) -> None:
        """Show these."""
        for row in self.rows:
            row.hide()
            row.deleteLater()
        self.rows = []
        for one in people:
            self._append(one)

    def contributors(self) -> tuple[Contributor, ...]:
        """Those that have a name."""
        made = [row.contributor() for row in self.rows]
        return tuple(one for one in made if any(one.agent.parts))

    def names(self) -> list[Name]:
        """Their names: family, given, literal."""
        return [(one.agent.family, one.agent.given, one.agent.literal) for one in self.contributors()]

    def _append_empty(self) -> None:
        role = self.rows[-1].contributor().role if self.rows else "author"
        row = self._append(Contributor(Agent.of(""), role))
        row.family.setFocus(Qt.FocusReason.OtherFocusReason)

    def _append(self, one: Contributor) -> PersonRow:
        row = PersonRow(one, self._themes, self)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        row.raised.connect(lambda: self._raise(row))
        self._box.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _remove(self, row: PersonRow) -> None:
        self.rows.remove(row)
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()

    def _raise(self, row: PersonRow) -> None:
        at = self.rows.index(row)
        if at:
            self.rows.insert(at - 1, self.rows.pop(at))
            self._box.removeWidget(row)
            self._box.insertWidget(at - 1, row)
            self.changed.emit()
