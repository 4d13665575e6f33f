"""The dialog that notes what happened to a treaty: initialled, signed, ratified, and when."""

from __future__ import annotations

from dataclasses import dataclass

from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr
from annotator.domain.treaty import EVENT_ORDER
from annotator.ui.dialogs.date_field import DateField
from annotator.ui.widgets import Label


@dataclass(frozen=True, slots=True)
class EventDraft:
    """What the user noted; `date` is EDTF and may be empty."""

    kind: str
    date: str
    actor: str


class EventEditor(QDialog):
    """`draft()` once accepted."""

    def __init__(self, treaty: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Add event"))
        self.setMinimumWidth(420)
        box = QVBoxLayout(self)
        box.addWidget(Label(treaty, "strong"))
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("What happened"))
        for kind in EVENT_ORDER:
            self.kind.addItem(tr(kind), kind)
        self.kind.setCurrentIndex(EVENT_ORDER.index("signed"))
        self.date = DateField(tr("Date"))
        self.actor = QLineEdit()
        self.actor.setAccessibleName(tr("Who"))
        self.actor.setPlaceholderText(tr("optional, e.g. “the foreign ministers”"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("&What happened"), self.kind)
        form.addRow(tr("&Date"), self.date)
        form.addRow(tr("&Who"), self.actor)
        box.addLayout(form)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(tr("Add event"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box.addWidget(self.buttons)
        self.date.changed.connect(lambda: self.ok.setEnabled(self.date.valid))

    def draft(self) -> EventDraft:
        """What is noted now."""
        return EventDraft(str(self.kind.currentData()), self.date.text(), self.actor.text().strip())
