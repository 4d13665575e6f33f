"""One claim beside the matrix: its evidence side by side, the treaty record, its status and relations."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.claims.evidence import EvidenceView
from annotator.ui.claims.judgement import RelationsCard, StatusCard
from annotator.ui.claims.reading import ClaimView, RecordLine
from annotator.ui.icons import icon
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Card, Chip, Heading, Label, Tool

# Narrower than this it is never; where it and the matrix have less than the other, they take turns.
LEAST, ROOMY = 360, 860


class RecordCard(Card):
    """What the treaty record says: the status of each instrument the claim or its evidence speaks of."""

    opened = Signal(str)  # instrument id

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._shown: tuple[RecordLine, ...] | None = None

    def set_lines(self, lines: tuple[RecordLine, ...]) -> None:
        """Show these instruments."""
        if lines == self._shown:
            return
        self._shown = lines
        while item := self.box.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        if not lines:
            self.box.addWidget(Label(tr("No passage of this claim is linked to a treaty."), "muted"))
        for line in lines:
            self.box.addWidget(self._row(line))

    def _row(self, line: RecordLine) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        chip = Chip(line.name, "link", clickable=True)
        chip.setToolTip(tr("Show the treaty"))
        chip.clicked.connect(lambda: self.opened.emit(line.instrument))
        words = Label(line.status or tr("no events noted yet"), "body" if line.status else "muted")
        box.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        box.addWidget(words, 1)
        return row


class ClaimPanel(QScrollArea):
    """Scrolls; every part updates by itself so that news from elsewhere never takes the focus away."""

    passage_clicked = Signal(object)  # Passage
    edit_asked = Signal()
    trash_asked = Signal()

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setProperty("kind", "panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("The chosen claim"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setProperty("kind", "panel")
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(14, 12, 14, 16)
        self._box.setSpacing(8)
        self._head()
        self.evidence = EvidenceView(themes)
        self.evidence.clicked.connect(self.passage_clicked)
        self._box.addWidget(self.evidence)
        self.record = RecordCard()
        self._section(tr("What the treaty record says"), self.record)
        self.status = StatusCard()
        self._section(tr("Status"), self.status)
        self.relations = RelationsCard(themes)
        self._section(tr("Relations"), self.relations)
        self._box.addStretch(1)
        self.setWidget(body)
        themes.changed.connect(self._icons)
        self._icons()

    def _head(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(2)
        self._heading = Heading("")
        self.edit = Tool("", tr("Edit the claim (F2)"))
        self.edit.clicked.connect(self.edit_asked)
        self.trash = Tool("", tr("Move the claim to the trash (Delete)"))
        self.trash.clicked.connect(self.trash_asked)
        row.addWidget(self._heading, 1)
        row.addWidget(self.edit)
        row.addWidget(self.trash)
        self._box.addLayout(row)
        self._text = Label("", "body", selectable=True)
        self._topic = Label("", "small")
        self._box.addWidget(self._text)
        self._box.addWidget(self._topic)
        self._box.addSpacing(4)

    def _section(self, title: str, widget: QWidget) -> None:
        self._box.addSpacing(10)
        self._box.addWidget(Heading(title))
        self._box.addWidget(widget)

    def _icons(self) -> None:
        self.edit.setIcon(icon("edit", self._themes.theme, token="muted"))
        self.trash.setIcon(icon("delete", self._themes.theme, token="muted"))

    def show_claim(self, view: ClaimView, user: str) -> None:
        """Show what was read of a claim."""
        self._heading.setText(tr("{key} · evidence, side by side", key=view.claim.key))
        self._text.setText(view.claim.text)
        self._topic.setText(view.claim.topic)
        self._topic.setVisible(bool(view.claim.topic))
        self.evidence.set_passages(view.passages)
        self.record.set_lines(view.record)
        self.status.set_claim(view.claim, user)
        self.relations.set_relations(view.relations, view.others)
