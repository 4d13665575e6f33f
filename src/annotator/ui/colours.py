"""What the five colours mean in this project: a small form."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QFormLayout, QLineEdit, QVBoxLayout, QWidget

from annotator.domain.annotation import Colour
from annotator.domain.i18n import tr
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Label, Swatch
from annotator.ui.widgets.basics import colour_name

if TYPE_CHECKING:
    from annotator.domain.changes import Changes
    from annotator.store.project import Project

SETTING = "colour_meanings"


class ColourMeanings(QDialog):
    """One line for each colour; saved as one act."""

    def __init__(self, session: Session, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self.setWindowTitle(tr("Meaning of the colours"))
        box = QVBoxLayout(self)
        box.setSpacing(12)
        box.addWidget(Label(tr("Say in a word what each colour stands for in this project."), "muted"))
        form = QFormLayout()
        self.fields: dict[str, QLineEdit] = {}
        for colour in Colour:
            name = colour_name(colour.value)
            dot = Swatch(colour.value, name, themes)
            dot.setEnabled(True)
            field = QLineEdit()
            field.setPlaceholderText(name)
            field.setAccessibleName(tr("Meaning of {colour}", colour=name.lower()))
            field.setMaxLength(60)
            dot.clicked.connect(field.setFocus)
            dot.setCheckable(False)
            self.fields[colour.value] = field
            form.addRow(dot, field)
        box.addLayout(form)
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        box.addWidget(buttons)
        self._session.read(self._read, self._show)

    @staticmethod
    def _read(project: Project) -> dict[str, str]:
        value = project.settings(SETTING)
        return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}

    def _show(self, meanings: dict[str, str]) -> None:
        for colour, field in self.fields.items():
            field.setText(meanings.get(colour, ""))

    def accept(self) -> None:
        """Save and close."""
        meanings = {colour: field.text() for colour, field in self.fields.items()}
        self._session.act(lambda project: _set(project, meanings))
        super().accept()


def _set(project: Project, meanings: dict[str, str]) -> Changes:
    from annotator.operations import colours

    return colours.set_colour_meanings(project, meanings)
