"""The first window: the sample project, a new one, an existing one, the recent ones."""

from __future__ import annotations

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.dropped import PROJECT_SUFFIX, local_files
from annotator.ui.messages import Banner
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Card, Heading, Label

SHOWN = 6


class Welcome(QWidget):
    """Short: three ways in, and what one had open lately."""

    sample_requested = Signal()
    new_requested = Signal()
    open_requested = Signal()
    project_requested = Signal(object)  # Path

    def __init__(self, themes: ThemeBook, settings: Settings) -> None:
        super().__init__()
        self._themes = themes
        self._settings = settings
        self.setWindowTitle(tr("Annotator"))
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self.setAcceptDrops(True)
        self.resize(760, 560)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        self.banner = Banner()
        outer.addWidget(self.banner)
        outer.addStretch(1)
        row = QHBoxLayout()
        row.addStretch(1)
        row.addWidget(self._middle())
        row.addStretch(1)
        outer.addLayout(row)
        outer.addStretch(2)

    def _middle(self) -> QWidget:
        middle = QWidget()
        middle.setFixedWidth(460)
        box = QVBoxLayout(middle)
        box.setSpacing(10)
        title = Label(tr("Annotator"), "title")
        title.setFont(self._themes.serif(26))
        title.setProperty("kind", "")
        box.addWidget(title)
        box.addWidget(
            Label(
                tr(
                    "Who says what about which article of the treaty, in which words, where exactly, and who says the opposite."
                ),
                "muted",
            )
        )
        box.addSpacing(14)
        self.sample = self._way(
            box,
            tr("Open the sample project"),
            tr("Five short articles on a peace agreement, highlighted and linked"),
        )
        self.sample.setProperty("kind", "primary")
        self.sample.clicked.connect(self.sample_requested)
        self.new = self._way(box, tr("New project…"), tr("Begin with your own articles and treaties"))
        self.new.clicked.connect(self.new_requested)
        self.open = self._way(box, tr("Open project…"), tr("A file that ends in .annotator"))
        self.open.clicked.connect(self.open_requested)
        recent = self._settings.recent()[:SHOWN]
        if recent:
            box.addSpacing(14)
            box.addWidget(Heading(tr("Recent")))
            card = Card(margins=(6, 6, 6, 6))
            for path in recent:
                button = QPushButton(f"{path.stem}   ·   {_folder(path)}")
                button.setProperty("kind", "flat")
                button.setToolTip(str(path))
                button.setAccessibleName(tr("Open {name}", name=path.stem))
                button.clicked.connect(lambda _checked=False, p=path: self.project_requested.emit(p))
                card.box.addWidget(button)
            box.addWidget(card)
        return middle

    def _way(self, box: QVBoxLayout, text: str, hint: str) -> QPushButton:
        button = QPushButton(text)
        button.setMinimumHeight(button.fontMetrics().height() * 2 + 6)
        button.setToolTip(hint)
        button.setAccessibleName(text)
        button.setAccessibleDescription(hint)
        box.addWidget(button)
        box.addWidget(Label(hint, "small"))
        return button

    def set_working(self, text: str) -> None:
        """Say what is being made and wait; "" gives the buttons back."""
        for button in (self.sample, self.new, self.open):
            button.setEnabled(not text)
        self.sample.setText(text or tr("Open the sample project"))

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A project may be dropped here."""
        if any(path.suffix == PROJECT_SUFFIX for path in local_files(event.mimeData())):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Open it."""
        event.acceptProposedAction()
        for path in local_files(event.mimeData()):
            if path.suffix == PROJECT_SUFFIX:
                self.project_requested.emit(path)
                return


def _folder(path: Path) -> str:
    home = str(Path.home())
    folder = str(path.parent)
    return folder.replace(home, "~", 1) if folder.startswith(home) else folder
