"""What this program is, which version, under which licence, and on whose work it stands."""

from __future__ import annotations

import platform
from importlib.metadata import PackageNotFoundError, version

from PySide6.QtCore import Qt, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPushButton, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.widgets import Card, Heading, Label

# What is shipped or run with the program, with its licence (docs/third-party.md has the whole list).
PARTS = (
    ("Qt, PySide6", "LGPL-3.0"),
    ("PyMuPDF, MuPDF", "AGPL-3.0"),
    ("citeproc-js", "AGPL-3.0"),
    ("Citation Style Language styles and locales", "CC BY-SA 3.0"),
    ("pandoc", "GPL-2.0+"),
    ("V8, mini-racer", "BSD-3-Clause, ISC"),
    ("sqlite-utils, trafilatura, charset-normalizer, click, lxml, nh3, rapidfuzz", "Apache-2.0, MIT, BSD"),
    ("Phosphor icons, QtAwesome", "MIT"),
)


def program_version() -> str:
    """The installed version."""
    try:
        return version("annotator")
    except PackageNotFoundError:
        return tr("from a checkout")


def details() -> str:
    """What a bug report should name."""
    lines = [f"Annotator {program_version()}", f"Python {platform.python_version()}", f"Qt {qVersion()}"]
    return "\n".join([*lines, platform.platform()])


class About(QDialog):
    """A card to read and a button that copies the versions."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("About Annotator"))
        self.setMinimumWidth(480)
        box = QVBoxLayout(self)
        box.setContentsMargins(22, 20, 22, 16)
        box.setSpacing(10)
        box.addWidget(Label(tr("Annotator"), "title"))
        box.addWidget(Label(tr("Version {version}", version=program_version()), "muted"))
        words = tr(
            "Who says what about which article of the treaty, in which words, where exactly, "
            "and who says the opposite."
        )
        box.addWidget(Label(words, "quote"))
        box.addSpacing(6)
        box.addWidget(Heading(tr("Licence")))
        licence = tr(
            "Free software under the GNU Affero General Public License, version 3 or later: you may use, study, "
            "share and change it. It comes without any warranty."
        )
        box.addWidget(Label(licence, selectable=True))
        box.addWidget(Heading(tr("Stands on")))
        card = Card()
        for name, terms in PARTS:
            card.box.addWidget(Label(f"{name} — {terms}", "small"))
        box.addWidget(card)
        buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        buttons.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        buttons.button(QDialogButtonBox.StandardButton.Close).setDefault(True)
        buttons.rejected.connect(self.reject)
        self.copy = QPushButton(tr("Copy versions"))
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(details()))
        buttons.addButton(self.copy, QDialogButtonBox.ButtonRole.ActionRole)
        box.addWidget(buttons, 0, Qt.AlignmentFlag.AlignBottom)
