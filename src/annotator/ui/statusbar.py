"""The line at the foot: saved or not, which project, where in the text, and work under way with its cancel."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLabel, QProgressBar, QPushButton, QStatusBar, QWidget

from annotator.domain.i18n import tr
from annotator.ui.session import Saved
from annotator.ui.widgets.basics import set_kind

_SIGNS = {"saved": "✓", "waiting": "✓", "saving": "…", "failed": "!", "read only": "⊘"}


class StatusBar(QStatusBar):
    """Labels that stay, and a progress bar that comes for work over 0.3 s."""

    cancelled = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setSizeGripEnabled(False)
        self.setAccessibleName(tr("Status"))
        self.saved = QLabel()
        self.project = QLabel()
        self.position = QLabel()
        self.anchors = QLabel()
        self.style_name = QLabel()
        self.work = QLabel()
        self.progress = QProgressBar()
        self.progress.setTextVisible(False)
        self.progress.setMaximumWidth(140)
        self.progress.setAccessibleName(tr("Progress"))
        self.cancel = QPushButton(tr("Cancel"))
        self.cancel.setProperty("kind", "chip")
        self.cancel.setAccessibleName(tr("Cancel what is going on"))
        self.cancel.clicked.connect(self.cancelled)
        for label in (self.project, self.position, self.anchors, self.work, self.style_name):
            # Cut off on a narrow window rather than making it wider.
            label.setMinimumWidth(1)
        for label in (self.saved, self.project, self.position, self.anchors):
            self.addWidget(label)
        for widget in (self.work, self.progress, self.cancel, self.style_name):
            self.addPermanentWidget(widget)
        self.show_busy("", 0.0)

    def show_saved(self, saved: Saved) -> None:
        """'All changes saved' and its like."""
        self.saved.setText(f"{_SIGNS.get(saved.state, '')} {saved.text}")
        self.saved.setToolTip(saved.details)
        self.saved.setAccessibleName(saved.text)
        set_kind(self.saved, "danger" if saved.state == "failed" else "muted")

    def show_busy(self, text: str, fraction: float) -> None:
        """What is being done, "" for nothing; `fraction` 0..1, or -1 where unknown."""
        for widget in (self.work, self.progress, self.cancel):
            widget.setVisible(bool(text))
        self.work.setText(text)
        if fraction < 0:
            self.progress.setRange(0, 0)
        else:
            self.progress.setRange(0, 1000)
            self.progress.setValue(round(fraction * 1000))
