"""The provision's own words, set like a page of the treaty."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.i18n import tr, trn
from annotator.domain.treaty import Instrument
from annotator.domain.wording import event_words, record_line
from annotator.ui.theme import ThemeBook
from annotator.ui.treaty.prose import Prose
from annotator.ui.treaty.reading import ProvisionView
from annotator.ui.widgets import Label

# Some 70 letters to a line, the measure books are set in.
MEASURE = 70
# A sheet narrower than this has narrow margins.
ROOMY = 480


class ProvisionSheet(QScrollArea):
    """A sheet of paper: the instrument and its record above, the chosen provision's words on it."""

    event_asked = Signal()

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._provision = ""
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Text of the provision"))
        desk = QWidget()
        desk.setObjectName("desk")
        self._outer = outer = QVBoxLayout(desk)
        self._paper = QFrame()
        self._paper.setObjectName("sheet")
        centred = QHBoxLayout()
        centred.addStretch(1)
        centred.addWidget(self._paper, 100)
        centred.addStretch(1)
        outer.addLayout(centred, 1)
        self._box = QVBoxLayout(self._paper)
        self._box.setSpacing(6)
        self._head()
        self._words = Prose(themes)
        self._nothing = Label(tr("No text of this provision is loaded."), "muted")
        self._box.addWidget(self._words)
        self._box.addWidget(self._nothing)
        self._box.addStretch(1)
        self.setWidget(desk)
        themes.changed.connect(self._dress)
        self._dress()
        self._margins()

    def _head(self) -> None:
        self._title = Label("", "strong")
        self._record = Label("", "muted")
        self.add_event = QPushButton(tr("Add event…"))
        self.add_event.setProperty("kind", "flat")
        self.add_event.setToolTip(tr("Initialled, signed, ratified …: what happened to the treaty, and when"))
        self.add_event.clicked.connect(self.event_asked)
        self.add_event.setStyleSheet("padding-left: 2px;")
        rule = QFrame()
        rule.setObjectName("rule")
        rule.setFixedHeight(1)
        self._label = Label("")
        self._label.setObjectName("name")
        self._said = Label("", "muted")
        self._box.addWidget(self._title)
        self._box.addWidget(self._record)
        self.edit = QPushButton(tr("Edit details…"))
        self.edit.setProperty("kind", "flat")
        self.edit.setToolTip(tr("Names, parties, series and events of the treaty"))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.add_event)
        row.addWidget(self.edit)
        row.addStretch(1)
        self._box.addLayout(row)
        self._box.addSpacing(2)
        self._box.addWidget(rule)
        self._box.addSpacing(14)
        self._box.addWidget(self._label)
        self._box.addWidget(self._said)
        self._box.addSpacing(8)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow sheet keeps its room for the words."""
        super().resizeEvent(event)
        self._margins()

    def _margins(self) -> None:
        wide = self.width() >= ROOMY
        self._outer.setContentsMargins(*((28, 22, 28, 28) if wide else (12, 12, 12, 12)))
        self._box.setContentsMargins(*((44, 36, 44, 44) if wide else (20, 16, 20, 20)))

    def _dress(self) -> None:
        theme = self._themes.theme
        serif = self._themes.serif(self.fontInfo().pointSizeF() * 1.5)
        self._paper.setMaximumWidth(self.fontMetrics().averageCharWidth() * MEASURE + 88 + 80)
        self.setStyleSheet(
            f"#desk {{ background: {theme.canvas}; }}"
            f"#sheet {{ background: {theme.paper}; border: 1px solid {theme.line}; }}"
            f"#name {{ font-family: '{serif.family()}'; font-size: {serif.pointSizeF():.1f}pt; font-weight: 600; }}"
            f"#rule {{ background: {theme.line}; border: none; }}"
        )

    def set_instrument(self, instrument: Instrument) -> None:
        """Show which treaty this is and what its record says."""
        self._title.setText(instrument.title)
        self._record.setText(record_line(instrument) or tr("No events noted yet"))
        self._record.setToolTip("")
        words = "; ".join(event_words(event) for event in instrument.events)
        self._record.setAccessibleName(
            tr("Record of the treaty: {events}", events=words or tr("nothing noted"))
        )

    def set_view(self, view: ProvisionView) -> None:
        """Show a provision's words with all that stands below it."""
        self._label.setText(f"{view.label}  {view.heading}".strip() if view.heading else view.label)
        said = trn("{n} passage speaks of it", "{n} passages speak of it", view.passages)
        self._said.setText(said if view.passages else tr("No passage speaks of it yet"))
        self._words.set_paragraphs(view.paragraphs)
        some = any(paragraph.text for paragraph in view.paragraphs)
        self._words.setVisible(some)
        self._nothing.setVisible(not some)
        if view.provision != self._provision:
            self._provision = view.provision
            self.verticalScrollBar().setValue(0)
