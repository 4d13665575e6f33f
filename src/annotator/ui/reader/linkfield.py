"""One field for both kinds of target: `XII` or `12(2)` finds a provision, words find a claim.

Used in the popup beside a selection and in the inspector.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QButtonGroup,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QListView,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim import Stance
from annotator.domain.i18n import tr
from annotator.ui.reader.chips import SIGNS, stance_name
from annotator.ui.reader.linkmodel import Offer, OfferDelegate, OfferModel
from annotator.ui.theme import ThemeBook

if TYPE_CHECKING:
    from annotator.operations.links import Target
    from annotator.store.project import Project
    from annotator.ui.session import Session

STANCE_KEYS = {"+": Stance.SUPPORTS, "-": Stance.CONTRADICTS, "~": Stance.QUALIFIES, "=": Stance.MENTIONS}
SHOWN = 6


class LinkField(QWidget):
    """Type, choose with the arrows, Enter. Ctrl+Enter makes a new claim. `+ - ~ =` first sets the stance.

    Signals: `chosen(Target, Stance)`, `create_claim(text, Stance)`, `dismissed()` on Esc in an empty field,
    `resized()` when the list grew or shrank. `key` is the letter shown beside the field that leads to it.
    """

    chosen = Signal(object, object)
    create_claim = Signal(str, object)
    dismissed = Signal()
    resized = Signal()

    def __init__(
        self, session: Session, themes: ThemeBook, parent: QWidget | None = None, *, key: str = ""
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._annotation: str | None = None
        self._quote = ""
        self._stance = Stance.SUPPORTS
        self._pending: str | None = None  # text whose suggestions Enter waits for
        self._answered = ""
        self.model = OfferModel()
        self.edit = QLineEdit()
        self.edit.setObjectName("linkField")
        self.edit.setPlaceholderText(tr("Link to… “XII” or words of a claim"))
        self.edit.setAccessibleName(tr("Link to a provision or claim"))
        self.edit.setAccessibleDescription(
            tr(
                "Enter takes the chosen suggestion, Ctrl+Enter makes a new claim; + - ~ = first set the stance"
            )
        )
        self.edit.setMaxLength(2000)
        self.list = QListView()
        self.list.setObjectName("linkOffers")
        self.list.setModel(self.model)
        self.list.setItemDelegate(OfferDelegate(self.list))
        self.list.setUniformItemSizes(True)
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.list.setAccessibleName(tr("Suggestions"))
        self.list.clicked.connect(lambda index: self._take(index.row()))
        self._what = QLabel()
        self._what.setObjectName("linkWhat")
        self._what.setTextFormat(Qt.TextFormat.PlainText)
        self._stances = self._stance_row()
        self._box = layout = QVBoxLayout(self)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(6)
        field = QHBoxLayout()
        field.setSpacing(7)
        field.addWidget(self.edit, 1)
        if key:
            cap = QLabel(key)
            cap.setObjectName("keyCap")
            field.addWidget(cap)
        layout.addLayout(field)
        layout.addWidget(self._stances)
        layout.addWidget(self.list)
        layout.addWidget(self._what)
        self.edit.textEdited.connect(self._edited)
        self.edit.installEventFilter(self)
        self._show_offers([])

    def _stance_row(self) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        layout.setSpacing(4)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        for key, stance in STANCE_KEYS.items():
            button = QPushButton(f"{SIGNS[stance]} {stance_name(stance)}")
            button.setProperty("kind", "chip")
            button.setProperty("stance", stance.value)
            button.setCheckable(True)
            button.setChecked(stance is self._stance)
            button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            button.setToolTip(
                tr("The passage {stance} the claim ({key})", stance=stance_name(stance), key=key)
            )
            button.setAccessibleName(tr("Stance: {stance}", stance=stance_name(stance)))
            button.clicked.connect(lambda _=False, s=stance: self.set_stance(s))
            self._group.addButton(button)
            layout.addWidget(button)
        layout.addStretch()
        return row

    # ---------------------------------------------------------------- what it is about

    def set_context(self, annotation: str | None, quote: str) -> None:
        """What is being linked: an existing highlight, or words not highlighted yet. Empties the field."""
        self._annotation, self._quote = annotation, quote
        self.clear()

    def set_annotation(self, annotation: str) -> None:
        """The words being linked have become this highlight; what is typed stays."""
        self._annotation = annotation

    def clear(self) -> None:
        """Empty the field; the stance stays."""
        self.edit.clear()
        self._pending = None
        self._answered = ""
        self._show_offers([])

    @property
    def stance(self) -> Stance:
        """The stance a link to a claim will have."""
        return self._stance

    def set_stance(self, stance: Stance) -> None:
        """Choose the stance."""
        self._stance = stance
        for button in self._group.buttons():
            button.setChecked(button.property("stance") == stance.value)
        self._explain()

    def focus(self) -> None:
        """Put the cursor into the field."""
        self.edit.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.edit.selectAll()

    # ---------------------------------------------------------------- typing

    def _edited(self, text: str) -> None:
        if text[:1] in STANCE_KEYS:
            self.set_stance(STANCE_KEYS[text[0]])
            text = text[1:].lstrip()
            self.edit.setText(text)
        self._pending = None
        words = text.strip()
        if not words:
            self._answered = ""
            self._session.read(lambda _: [], self._nothing, key=self._key)
            self._show_offers([])
            return
        annotation = self._annotation

        def read(project: Project) -> tuple[str, list[Target]]:
            from annotator.operations import links

            return words, links.suggest(project, words, annotation=annotation, limit=SHOWN)

        self._session.read(read, self._suggested, key=self._key)

    @property
    def _key(self) -> str:
        return f"linkfield.{id(self)}"

    def _nothing(self, _: object) -> None:
        """An empty field has nothing to wait for."""

    def _suggested(self, answer: tuple[str, list[Target]]) -> None:
        words, targets = answer
        if words != self.edit.text().strip():
            return
        self._answered = words
        offers = [Offer(target) for target in targets]
        if not any(target.kind == "provision" and target.exact_match for target in targets):
            offers.append(Offer(None, words))
        self._show_offers(offers)
        if self._pending == words:
            self._pending = None
            self._take(0)

    def _show_offers(self, offers: list[Offer]) -> None:
        self.model.replace(offers)
        self.list.setVisible(bool(offers))
        height = self.list.sizeHintForRow(0) if offers else 0
        self.list.setFixedHeight(height * len(offers) + 4 if offers else 0)
        if offers:
            self.list.setCurrentIndex(self.model.index(0))
        self._explain()
        self.updateGeometry()
        self.resized.emit()

    def _explain(self) -> None:
        offer = self.model.offer(self.list.currentIndex().row())
        typing = bool(self.edit.text().strip())
        claim = offer is not None and (offer.target is None or offer.target.kind == "claim")
        self._stances.setVisible(typing and (claim or offer is None))
        stance = stance_name(self._stance)
        if offer is None:
            text = ""
        elif offer.target is None:
            text = tr("Makes a new claim that this passage {stance}", stance=stance)
        elif offer.target.kind == "claim":
            text = tr("This passage {stance} {claim}", stance=stance, claim=offer.target.label)
        else:
            text = tr("Links the passage to {provision}", provision=offer.target.label)
        self._what.setText(text)
        self._what.setVisible(bool(text))

    # ---------------------------------------------------------------- choosing

    def _take(self, row: int) -> None:
        offer = self.model.offer(row)
        if offer is None:
            return
        stance = self._stance
        self.clear()
        if offer.target is None:
            self.create_claim.emit(offer.text, stance)
        else:
            self.chosen.emit(offer.target, stance)

    def _enter(self, *, new: bool) -> None:
        words = self.edit.text().strip()
        if not words:
            return
        if new:
            stance = self._stance
            self.clear()
            self.create_claim.emit(words, stance)
        elif self._answered == words:
            self._take(max(self.list.currentIndex().row(), 0))
        else:
            # Enter came before the suggestions: take the first when they are here.
            self._pending = words

    def _step(self, by: int) -> None:
        count = self.model.rowCount()
        if count:
            row = (self.list.currentIndex().row() + by) % count
            self.list.setCurrentIndex(self.model.index(row))
            self._explain()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Esc of the field."""
        if watched is not self.edit or event.type() != QEvent.Type.KeyPress:
            return super().eventFilter(watched, event)
        assert isinstance(event, QKeyEvent)
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._enter(new=bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier))
        elif key == Qt.Key.Key_Down:
            self._step(1)
        elif key == Qt.Key.Key_Up:
            self._step(-1)
        elif key == Qt.Key.Key_Escape:
            if self.edit.text():
                self.clear()
            else:
                self.dismissed.emit()
        else:
            return super().eventFilter(watched, event)
        return True

    def sizeHint(self) -> QSize:
        """As wide as a line of a claim."""
        return QSize(320, self._box.sizeHint().height())
