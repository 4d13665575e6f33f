"""All passages about a provision, by source, each with its fidelity to judge beside the provision's own words."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.domain.treaty import Fidelity
from annotator.ui.passages import SIGNS, where
from annotator.ui.theme import ThemeBook
from annotator.ui.treaty.reading import PassageCard, ProvisionView, SourceGroup
from annotator.ui.widgets import Card, Chip, FlowLayout, Heading, Label, Segmented
from annotator.ui.widgets.quote import QuoteButton

# A card with its buttons takes some milliseconds to make: so many at a time stay within a frame.
BATCH = 1
# More than so many nobody reads at once; a button shows the rest.
FIRST = 30
JUDGEMENTS = (
    (Fidelity.MATCHES, "success"),
    (Fidelity.GLOSS, "warning"),
    (Fidelity.MISPINNED, "warning"),
    (Fidelity.CONTRADICTED, "danger"),
)


class PassageBox(Card):
    """One passage: quotation, where it stands, fidelity, and the claims it bears on."""

    opened = Signal(object)  # Passage
    judged = Signal(str, str)  # mention id, fidelity
    claim_clicked = Signal(str)

    def __init__(self, card: PassageCard, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._card = card
        passage = card.passage
        self.quote = QuoteButton(passage.words, where(passage.annotation), themes, framed=False, parent=self)
        self.quote.set_colour(passage.annotation.colour)
        self.quote.clicked.connect(lambda: self.opened.emit(self._card.passage))
        self.box.addWidget(self.quote)
        self._chips = QWidget()
        self._flow = FlowLayout(self._chips)
        self.box.addWidget(self._chips)
        self.fidelity = Segmented(
            [(value.value, tr(value.value), tone) for value, tone in JUDGEMENTS],
            tr("How faithfully the passage renders the provision"),
        )
        self.fidelity.chosen.connect(lambda value: self.judged.emit(self._card.passage.link, value))
        self.box.addWidget(self.fidelity, 0, Qt.AlignmentFlag.AlignLeft)
        self._shown: PassageCard | None = None
        self.set_card(card)

    @property
    def card(self) -> PassageCard:
        """What it shows."""
        return self._card

    def set_card(self, card: PassageCard) -> None:
        """Show the same passage with new links or a new judgement."""
        if card == self._shown:
            return
        self._card = self._shown = card
        fidelity = card.passage.fidelity or Fidelity.UNCHECKED
        self.fidelity.set_value(fidelity.value)
        while item := self._flow.takeAt(0):
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()
        if card.label:
            self._flow.addWidget(Chip(card.label, "link"))
        for link in card.claims:
            chip = Chip(f"{link.key} {SIGNS[link.stance]}", link.stance.value, clickable=True)
            chip.setAccessibleName(f"{link.key}: {tr(link.stance.value)}")
            chip.setToolTip(tr("Show the claim"))
            chip.clicked.connect(lambda _checked=False, id=link.claim_id: self.claim_clicked.emit(id))
            self._flow.addWidget(chip)
        if fidelity is Fidelity.UNCHECKED:
            self._flow.addWidget(Chip(tr("not checked"), "warning"))
        self._chips.setVisible(self._flow.count() > 0)


class PassageList(QScrollArea):
    """Groups by source; updates in place where the passages are the same, so that the focus stays."""

    opened = Signal(object)
    judged = Signal(str, str)
    claim_clicked = Signal(str)
    made = Signal(object)  # a PassageBox

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._made: list[tuple[str, str, str]] = []
        self.boxes: list[PassageBox] = []
        self._waiting: list[Callable[[], None]] = []
        self.setProperty("kind", "panel")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Passages about the provision"))
        body = QWidget()
        body.setProperty("kind", "panel")
        self._box = QVBoxLayout(body)
        self._box.setContentsMargins(14, 14, 14, 16)
        self._box.setSpacing(8)
        self._heading = Heading(tr("Passages"))
        self._nothing = Label("", "muted")
        self._box.addWidget(self._heading)
        self._box.addWidget(self._nothing)
        self._allowed = FIRST
        self._rest = QPushButton(tr("Show the rest"))
        self._rest.setProperty("kind", "flat")
        self._rest.clicked.connect(self._show_rest)
        self._rest.hide()
        self._box.addWidget(self._rest)
        self._box.addStretch(1)
        self.setWidget(body)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._more)

    def set_view(self, view: ProvisionView) -> None:
        """Show all that is said about a provision."""
        self._heading.setText(tr("All passages about {label} · {n}", label=view.label, n=view.passages))
        self._nothing.setVisible(not view.passages)
        self._nothing.setText(
            tr("Nobody speaks of {label} yet. Link a highlight to it while reading (L).", label=view.label)
        )
        keys = [
            (view.provision, group.name + group.title, card.passage.link)
            for group in view.groups
            for card in group.cards
        ]
        makers: list[Callable[[], None]] = []
        for group in view.groups:
            makers.append(lambda g=group: self._add_heading(g))  # type: ignore[misc]
            makers.extend(lambda c=card: self._add_box(c) for card in group.cards)  # type: ignore[misc]
        if keys == self._made and self.boxes:
            cards = [card for group in view.groups for card in group.cards]
            for box, card in zip(self.boxes, cards, strict=False):
                box.set_card(card)
            self._waiting = makers[len(makers) - len(self._waiting) :]
            return
        self._made = keys
        self._clear()
        self._waiting = makers
        self._allowed = FIRST
        self.verticalScrollBar().setValue(0)
        self._more()

    def _clear(self) -> None:
        self._waiting.clear()
        self.boxes = []
        while self._box.count() > 4:
            item = self._box.takeAt(2)
            if item and (widget := item.widget()):
                widget.hide()
                widget.deleteLater()

    def _more(self) -> None:
        now, self._waiting = self._waiting[:BATCH], self._waiting[BATCH:]
        for make in now:
            make()
        waits = bool(self._waiting) and len(self.boxes) >= self._allowed
        self._rest.setVisible(waits)
        if self._waiting and not waits:
            self._timer.start()

    def _show_rest(self) -> None:
        self._allowed = len(self._made)
        self._more()

    def _insert(self, widget: QWidget) -> None:
        self._box.insertWidget(self._box.count() - 2, widget)

    def _add_heading(self, group: SourceGroup) -> None:
        head = QWidget()
        box = QVBoxLayout(head)
        box.setContentsMargins(0, 8, 0, 0)
        box.setSpacing(0)
        box.addWidget(Label(" · ".join(part for part in (group.name, group.date) if part), "strong"))
        if group.title and group.title != group.name:
            box.addWidget(Label(group.title, "small"))
        self._insert(head)

    def _add_box(self, card: PassageCard) -> None:
        box = PassageBox(card, self._themes)
        box.opened.connect(self.opened)
        box.judged.connect(self.judged)
        box.claim_clicked.connect(self.claim_clicked)
        self._insert(box)
        self.boxes.append(box)
        self.made.emit(box)
