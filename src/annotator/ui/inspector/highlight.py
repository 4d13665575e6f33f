"""The inspector's page for one highlight: quotation, provisions, claims, note, tags."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QStringListModel, Qt, QTimer, Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import (
    QCheckBox,
    QCompleter,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim import Stance
from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.cutouts import Cutouts
from annotator.ui.inspector.cards import ClaimLinkCard, ProvisionLinkCard, QuoteCard
from annotator.ui.inspector.reading import HighlightCard
from annotator.ui.reader.linkfield import LinkField
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Chip, FlowLayout, Heading, Label

# A pause this long is one act of writing: shorter would fill the history, longer could lose words.
NOTE_AFTER_MS = 1200


class NoteEdit(QPlainTextEdit):
    """A note. `written(text)` after a pause or on leaving, once for each text; an empty one deletes nothing."""

    written = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._saved = ""
        self.setAccessibleName(tr("Note"))
        self.setPlaceholderText(tr("Write a note…"))
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(NOTE_AFTER_MS)
        self._timer.timeout.connect(self.save)
        self.textChanged.connect(self._edited)

    def show_note(self, text: str) -> None:
        """Show what is stored; what is being written just now is not overwritten."""
        if self.hasFocus() and self.toPlainText() != self._saved:
            return
        self._saved = text
        if self.toPlainText() != text:
            self.setPlainText(text)
        self._timer.stop()
        self._fit()

    def save(self) -> None:
        """Say what was written, if anything was."""
        self._timer.stop()
        text = self.toPlainText()
        if text != self._saved:
            self._saved = text
            self.written.emit(text)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leaving saves."""
        super().focusOutEvent(event)
        self.save()

    def _edited(self) -> None:
        self._timer.start()
        self._fit()

    def _fit(self) -> None:
        lines = min(max(self.document().size().height(), 2), 14)
        self.setFixedHeight(round(lines * self.fontMetrics().lineSpacing()) + 22)


class HighlightView(QWidget):
    """Built anew for each highlight; the note and the tag field keep what is being typed."""

    provision_requested = Signal(str)
    claim_requested = Signal(str)

    def __init__(
        self,
        session: Session,
        themes: ThemeBook,
        parent: QWidget | None = None,
        *,
        cutouts: Cutouts | None = None,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._id = ""
        self._cutouts = cutouts or Cutouts(session, self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        self._quote = _holder(box)
        self.pinned = QCheckBox(tr("Pinned for bibliographies"))
        self.pinned.setToolTip(tr("A recipe can take only pinned quotations."))
        self.pinned.clicked.connect(lambda: self._act(late.toggle_pin, [self._id]))
        self.words = QPushButton(tr("Words as printed…"))
        self.words.setProperty("kind", "flat")
        self.words.clicked.connect(self._edit_words)
        # One below the other where the inspector is narrow.
        choices = QWidget()
        flow = FlowLayout(choices)
        flow.addWidget(self.pinned)
        flow.addWidget(self.words)
        box.addWidget(choices)
        self.printed = Label("", "muted", selectable=True)
        self.printed.hide()
        box.addWidget(self.printed)
        box.addWidget(_head(tr("Provisions")))
        self._provisions = _holder(box)
        box.addWidget(_head(tr("Claims")))
        self._claims = _holder(box)
        self.link_field = self._make_link_field()
        box.addWidget(self.link_field)
        box.addWidget(_head(tr("Note")))
        self.note = NoteEdit()
        self.note.written.connect(self._write_note)
        box.addWidget(self.note)
        box.addWidget(_head(tr("Tags")))
        tags = QWidget()
        self._tags = FlowLayout(tags)
        box.addWidget(tags)
        self.tag = QLineEdit()
        self.tag.setPlaceholderText(tr("Add a tag"))
        self.tag.setAccessibleName(tr("Add a tag"))
        self._completion = QStringListModel(self)
        completer = QCompleter(self._completion, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.tag.setCompleter(completer)
        self.tag.returnPressed.connect(self._add_tag)
        box.addWidget(self.tag)
        box.addStretch(1)

    def _make_link_field(self) -> LinkField:
        field = LinkField(self._session, self._themes)
        field.chosen.connect(self._link)
        field.create_claim.connect(self._new_claim)
        return field

    @property
    def annotation(self) -> str:
        """The id of the highlight shown."""
        return self._id

    def leave(self) -> None:
        """Write what is being typed before another thing is shown."""
        self.note.save()

    def show_card(self, card: HighlightCard) -> None:
        """Show one highlight."""
        annotation = card.row.annotation
        if annotation.id != self._id:
            self.leave()
            self.note.clearFocus()
            self.tag.clear()
            self.link_field.set_context(annotation.id, annotation.selectors.exact)
        self._id = annotation.id
        user = self._session.info.user if self._session.info is not None else ""
        _refill(self._quote, [QuoteCard(annotation, card.words, user, self._themes, self._cutouts)])
        provisions: list[QWidget] = []
        for provision in card.provisions:
            made = ProvisionLinkCard(provision)
            made.judged.connect(self._judge)
            made.removed.connect(lambda link: self._unlink("provision", link))
            made.opened.connect(self.provision_requested)
            provisions.append(made)
        _refill(self._provisions, provisions or [Label(tr("Linked to no provision yet."), "muted")])
        claims: list[QWidget] = []
        for claim in card.claims:
            shown = ClaimLinkCard(claim)
            shown.stance_chosen.connect(self._set_stance)
            shown.voice_chosen.connect(self._set_voice)
            shown.removed.connect(lambda link: self._unlink("claim", link))
            shown.opened.connect(self.claim_requested)
            claims.append(shown)
        _refill(self._claims, claims or [Label(tr("Bears on no claim yet."), "muted")])
        self.pinned.setChecked(annotation.pinned)
        edited = tr("Printed: “{words}”", words=annotation.display) if annotation.display else ""
        words = tr("Translation: “{words}”", words=annotation.translation) if annotation.translation else ""
        self.printed.setText("\n".join(line for line in (edited, words) if line))
        self.printed.setVisible(bool(edited or words))
        self.note.show_note(annotation.note)
        self._show_tags(card.row.tags)
        self._completion.setStringList(list(card.known_tags))

    def _show_tags(self, tags: tuple[str, ...]) -> None:
        while (item := self._tags.takeAt(0)) is not None:
            widget = item.widget()
            if widget is not None:
                widget.deleteLater()
        for name in tags:
            chip = Chip(f"{name}  ×", clickable=True)
            chip.setAccessibleName(tr("Remove the tag {name}", name=name))
            chip.setToolTip(tr("Remove the tag {name}", name=name))
            chip.clicked.connect(
                lambda _checked=False, n=name: self._act(late.untag, "annotation", self._id, n)
            )
            self._tags.addWidget(chip)

    # ---------------------------------------------------------------- acts

    def _act(self, operation: Callable[..., object], *args: object) -> None:
        self._session.act(lambda project: operation(project, *args))

    def _link(self, target: object, stance: Stance) -> None:
        self._act(late.link, self._id, target, stance)

    def _new_claim(self, text: str, stance: Stance) -> None:
        self._act(late.new_claim_and_link, self._id, text, stance)

    def _judge(self, mention: str, fidelity: str) -> None:
        self._act(late.set_fidelity, mention, fidelity)

    def _set_stance(self, evidence: str, stance: str) -> None:
        self._act(late.set_stance, evidence, stance)

    def _set_voice(self, evidence: str, voice: str, attributed_to: str) -> None:
        self._act(late.set_voice, evidence, voice, attributed_to)

    def _unlink(self, kind: str, link: str) -> None:
        self._act(late.unlink, kind, link)

    def _edit_words(self) -> None:
        from annotator.ui.dialogs.quotation_editor import QuotationEditor

        QuotationEditor(self._session, self._id, self).open()

    def _write_note(self, text: str) -> None:
        self._act(late.set_note, self._id, text)

    def _add_tag(self) -> None:
        name = " ".join(self.tag.text().split())
        if name:
            self._act(late.tag, "annotation", self._id, name)
        self.tag.clear()


def _head(text: str) -> Heading:
    heading = Heading(text)
    heading.setContentsMargins(2, 12, 0, 2)
    return heading


def _holder(box: QVBoxLayout) -> QVBoxLayout:
    holder = QVBoxLayout()
    holder.setSpacing(6)
    box.addLayout(holder)
    return holder


def _refill(holder: QVBoxLayout, widgets: list[QWidget]) -> None:
    while (item := holder.takeAt(0)) is not None:
        widget = item.widget()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
    for widget in widgets:
        holder.addWidget(widget)
