"""Handing in: in which format and where, and what is said when the file is written."""

from __future__ import annotations

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QUrl
from PySide6.QtGui import QDesktopServices
from PySide6.QtWidgets import QFileDialog, QFrame, QHBoxLayout, QPushButton, QWidget

from annotator.domain.i18n import tr
from annotator.ui.settings import Settings
from annotator.ui.widgets import Label, Tool

FOLDER, FORMAT = "bibliography/folder", "bibliography/format"


def format_name(name: str) -> str:
    """A format of `citation.writers.FORMATS` as a person calls it."""
    return {
        "docx": tr("Word document"),
        "odt": tr("OpenDocument text"),
        "pdf": tr("PDF"),
        "html": tr("Web page"),
        "markdown": tr("Markdown"),
        "latex": tr("LaTeX"),
        "rtf": tr("Rich text"),
        "csv": tr("Table, comma separated"),
        "xlsx": tr("Excel table"),
    }.get(name, name.upper())


def filters() -> list[tuple[str, str, tuple[str, ...]]]:
    """(name of the format, line of a file dialog, endings) of every format."""
    from annotator.citation.writers import FORMATS

    return [
        (name, f"{format_name(name)} ({' '.join(f'*{ending}' for ending in endings)})", endings)
        for name, endings in FORMATS.items()
    ]


def with_ending(path: Path, kind: str) -> Path:
    """`path` with the ending of the chosen line where it has none that is known."""
    known = filters()
    if any(path.suffix.casefold() in endings for _, _, endings in known):
        return path
    ending = next((endings[0] for _, line, endings in known if line == kind), known[0][2][0])
    return path.with_name(path.name + ending)


def ask_path(parent: QWidget, stem: str, settings: Settings) -> Path | None:
    """Ask for a file in any of the formats, the last one used offered first; None where the user gives up."""
    known = filters()
    last = next((one for one in known if one[0] == settings.text(FORMAT)), known[0])
    folder = settings.text(FOLDER) or str(Path.home())
    start = str(Path(folder) / f"{stem}{last[2][0]}")
    lines: Sequence[str] = [line for _, line, _ in known]
    name, kind = QFileDialog.getSaveFileName(
        parent, tr("Export bibliography"), start, ";;".join(lines), last[1]
    )
    if not name:
        return None
    path = with_ending(Path(name), kind)
    settings.set_text(FOLDER, str(path.parent))
    settings.set_text(FORMAT, next(n for n, _, endings in known if path.suffix.casefold() in endings))
    return path


class DoneLine(QFrame):
    """What was just done, with buttons that open the file or its folder."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._path: Path | None = None
        self.setProperty("kind", "banner")
        row = QHBoxLayout(self)
        row.setContentsMargins(14, 6, 8, 6)
        self.words = Label("", "body")
        self.open_file = QPushButton(tr("Open"))
        self.open_folder = QPushButton(tr("Open folder"))
        close = Tool("×", tr("Close this message"))
        close.clicked.connect(self.hide)
        row.addWidget(self.words, 1)
        for button in (self.open_file, self.open_folder, close):
            row.addWidget(button)
        self.open_file.clicked.connect(lambda: self._open(self._path))
        self.open_folder.clicked.connect(lambda: self._open(self._path.parent if self._path else None))
        self.hide()

    def say(self, words: str, path: Path | None = None) -> None:
        """Show a sentence, and the file it is about."""
        self._path = path
        self.words.setText(words)
        self.setAccessibleName(words)
        self.open_file.setVisible(path is not None)
        self.open_folder.setVisible(path is not None)
        self.show()

    @staticmethod
    def _open(path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))
