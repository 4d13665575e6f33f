"""Asks for the password of a locked file; it is kept in memory only."""

from __future__ import annotations

from PySide6.QtWidgets import QDialog, QDialogButtonBox, QLineEdit, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.widgets import Label


class PasswordDialog(QDialog):
    """One field; `wrong` where a password was tried and refused."""

    def __init__(self, name: str, *, wrong: bool, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setWindowTitle(tr("Password"))
        self.setModal(True)
        self.setMinimumWidth(360)
        self.edit = QLineEdit()
        self.edit.setEchoMode(QLineEdit.EchoMode.Password)
        self.edit.setAccessibleName(tr("Password"))
        buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Open | QDialogButtonBox.StandardButton.Cancel
        )
        self._open = buttons.button(QDialogButtonBox.StandardButton.Open)
        self._open.setEnabled(False)
        self.edit.textChanged.connect(lambda text: self._open.setEnabled(bool(text)))
        buttons.accepted.connect(self.accept)
        buttons.rejected.connect(self.reject)
        layout = QVBoxLayout(self)
        layout.setSpacing(10)
        layout.addWidget(Label(tr("“{name}” is locked.", name=name), "strong"))
        if wrong:
            layout.addWidget(Label(tr("That password does not open it."), "danger"))
        layout.addWidget(Label(tr("The password is used for this session only and never stored."), "muted"))
        layout.addWidget(self.edit)
        layout.addWidget(buttons)
