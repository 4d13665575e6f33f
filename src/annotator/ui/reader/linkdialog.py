"""A link that leads out of the document: the address as it is, and what to do with it. Nothing is opened by itself."""

from __future__ import annotations

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.widgets import Label

# What a browser or a mail program opens; a file or a script is only ever copied.
OPENED = ("http", "https", "mailto")


class LinkDialog(QDialog):
    """Copy the address, open it in the browser, or leave it."""

    def __init__(self, address: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.address = address
        self.setWindowTitle(tr("Link out of the document"))
        self.setMinimumWidth(460)
        self.shown = QPlainTextEdit(address)
        self.shown.setReadOnly(True)
        self.shown.setAccessibleName(tr("Address"))
        self.shown.setTabChangesFocus(True)
        self.shown.setFixedHeight(74)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.copy_button = buttons.addButton(tr("Copy address"), QDialogButtonBox.ButtonRole.ActionRole)
        self.open_button = buttons.addButton(tr("Open in browser"), QDialogButtonBox.ButtonRole.ActionRole)
        self.open_button.setEnabled(QUrl(address).scheme().lower() in OPENED)
        self.copy_button.clicked.connect(self._copy)
        self.open_button.clicked.connect(self._open)
        self.copy_button.setDefault(True)
        buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        box.addWidget(Label(tr("This link leads out of the document, to:"), "strong"))
        box.addWidget(self.shown)
        if not self.open_button.isEnabled():
            box.addWidget(Label(tr("It is no web or mail address, so it can only be copied."), "muted"))
        box.addWidget(buttons)

    def _copy(self) -> None:
        QGuiApplication.clipboard().setText(self.address)
        self.accept()

    def _open(self) -> None:
        QDesktopServices.openUrl(QUrl(self.address))
        self.accept()
