"""The passages for and against a claim, side by side."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QGridLayout, QPushButton, QVBoxLayout, QWidget

from annotator.domain.claim import Stance
from annotator.domain.i18n import tr, trn
from annotator.ui.passages import introduction
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Chip, Label
from annotator.ui.widgets.quote import QuoteButton

if TYPE_CHECKING:
    from annotator.store.rows import Passage

# More than so many nobody reads at once; they would only make the panel slow.
BATCH = 30


class EvidenceColumn(QWidget):
    """One stance: its pill with the number of passages, then their cards."""

    clicked = Signal(object)  # Passage
    made = Signal(object, object)  # a card, its Passage

    def __init__(self, stance: Stance, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.stance = stance
        self._themes = themes
        self._waiting: list[Passage] = []
        self.cards: list[tuple[QuoteButton, Passage]] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._pill = Chip("", stance.value)
        self._nothing = Label(tr("No passage yet"), "muted")
        self._box.addWidget(self._pill, 0, Qt.AlignmentFlag.AlignLeft)
        self._box.addWidget(self._nothing)
        self._rest = QPushButton()
        self._rest.setProperty("kind", "flat")
        self._rest.clicked.connect(self.show_all)
        self._box.addWidget(self._rest)
        self._rest.hide()
        self._box.addStretch(1)

    def set_passages(self, passages: Sequence[Passage]) -> None:
        """Show these; of many, the first ones and a button for the rest."""
        for card, _ in self.cards:
            card.hide()
            card.deleteLater()
        self.cards = []
        text = f"{tr(self.stance.value)} · {len(passages)}"
        self._pill.setText(text)
        self._pill.setAccessibleName(text)
        self._nothing.setVisible(not passages)
        self._waiting = list(passages)
        self._make(BATCH)

    def show_all(self) -> None:
        """Show those that were left out."""
        self._make(len(self._waiting))

    def holds_back(self, source: str) -> bool:
        """Whether passages of a source are among those left out."""
        return any(p.source is not None and p.source.id == source for p in self._waiting)

    def _make(self, count: int) -> None:
        now, self._waiting = self._waiting[:count], self._waiting[count:]
        for passage in now:
            words = introduction(passage.source, passage.annotation, passage.voice, passage.attributed_to)
            card = QuoteButton(passage.words, words, self._themes, parent=self)
            card.clicked.connect(lambda _checked=False, p=passage: self.clicked.emit(p))
            self._box.insertWidget(self._box.count() - 2, card)
            self.cards.append((card, passage))
            self.made.emit(card, passage)
        self._rest.setVisible(bool(self._waiting))
        self._rest.setText(trn("Show {n} more", "Show {n} more", len(self._waiting)))


class EvidenceView(QWidget):
    """Supports beside contradicts; below, where there are any, qualifies beside mentions."""

    clicked = Signal(object)  # Passage
    made = Signal(object, object)  # a card, its Passage

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        grid = QGridLayout(self)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(12)
        grid.setVerticalSpacing(14)
        grid.setColumnStretch(0, 1)
        grid.setColumnStretch(1, 1)
        self.columns: dict[Stance, EvidenceColumn] = {}
        for place, stance in enumerate(
            (Stance.SUPPORTS, Stance.CONTRADICTS, Stance.QUALIFIES, Stance.MENTIONS)
        ):
            column = EvidenceColumn(stance, themes, self)
            column.clicked.connect(self.clicked)
            column.made.connect(self.made)
            grid.addWidget(column, place // 2, place % 2)
            self.columns[stance] = column
        self._shown: tuple[Passage, ...] = ()
        self._source = ""

    def set_passages(self, passages: Sequence[Passage]) -> None:
        """Show a claim's evidence."""
        if tuple(passages) == self._shown:
            return
        self._shown = tuple(passages)
        held = self._focused()
        for stance, column in self.columns.items():
            mine = [passage for passage in passages if passage.stance == stance]
            column.set_passages(mine)
        lower = (self.columns[Stance.QUALIFIES], self.columns[Stance.MENTIONS])
        some = any(column.cards for column in lower)
        for column in lower:
            column.setVisible(some)
        self.emphasise(self._source)
        if held:
            self._focus(held)

    def _focused(self) -> str:
        """The link whose card has the keyboard."""
        for column in self.columns.values():
            for card, passage in column.cards:
                if card.hasFocus():
                    return passage.link
        return ""

    def _focus(self, link: str) -> None:
        """Give the keyboard back: the card stands in another column now, or its neighbour is the next to judge."""
        cards = [pair for column in self.columns.values() for pair in column.cards]
        found = next(
            (card for card, passage in cards if passage.link == link), cards[0][0] if cards else None
        )
        if found is not None:
            found.setFocus(Qt.FocusReason.OtherFocusReason)

    def emphasise(self, source: str) -> None:
        """Frame the cards of one source (a matrix cell was chosen); "" frames none."""
        self._source = source
        for column in self.columns.values():
            if source and column.holds_back(source):
                column.show_all()
            for card, passage in column.cards:
                card.set_emphasis(bool(source) and passage.source is not None and passage.source.id == source)

    def first_of(self, source: str) -> QuoteButton | None:
        """The first card of a source; "" is any."""
        for column in self.columns.values():
            for card, passage in column.cards:
                if not source or (passage.source is not None and passage.source.id == source):
                    return card
        return None
