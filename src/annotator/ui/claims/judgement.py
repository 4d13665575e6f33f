"""Where a claim stands in the researcher's judgement: status with its reason, and relations to other claims."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QDateTime, Qt, Signal
from PySide6.QtWidgets import QComboBox, QCompleter, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.domain.claim import Claim, ClaimStatus, Relation
from annotator.domain.i18n import tr
from annotator.domain.wording import readable_date
from annotator.ui.claims.reading import RelationLine
from annotator.ui.icons import icon
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Card, Chip, Label, Segmented, Tool

# In a card a flat button's words stand in line with the text above them.
_FLUSH = "padding-left: 2px;"
TONES = {ClaimStatus.OPEN: "warning", ClaimStatus.DISPUTED: "danger", ClaimStatus.RESOLVED: "success"}


class StatusCard(Card):
    """open | disputed | resolved, and why; `judged(status, reason)` when the user decides."""

    judged = Signal(str, str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._claim: Claim | None = None
        self.status = Segmented(
            [(status.value, tr(status.value), TONES[status]) for status in ClaimStatus],
            tr("Status of the claim"),
        )
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(tr("Why? Enter keeps the reason"))
        self.reason.setAccessibleName(tr("Reason for the status"))
        self._said = Label("", "muted", selectable=True)
        self.change = QPushButton(tr("Give a reason…"))
        self.change.setProperty("kind", "flat")
        self.change.setStyleSheet(_FLUSH)
        self.box.addWidget(self.status)
        self.box.addWidget(self._said)
        self.box.addWidget(self.reason)
        self.box.addWidget(self.change, 0, Qt.AlignmentFlag.AlignLeft)
        self.status.chosen.connect(self._picked)
        self.change.clicked.connect(self._ask)
        self.reason.returnPressed.connect(self._reasoned)
        self.reason.hide()

    def set_claim(self, claim: Claim, user: str) -> None:
        """Show a claim's status; a reason being typed is not disturbed by news of the same claim."""
        same = self._claim is not None and self._claim.id == claim.id
        self._claim = claim
        self.status.set_value(claim.status.value)
        who = tr("you") if claim.status_by and claim.status_by == user else claim.status_by
        by = ", ".join(part for part in (who, when_words(claim.status_at)) if part)
        said = f"“{claim.status_reason}”" if claim.status_reason else ""
        words = " — ".join(part for part in (said, by) if part)
        self._said.setText(words)
        self._said.setVisible(bool(words))
        self.change.setText(tr("Change the reason…") if claim.status_reason else tr("Give a reason…"))
        if not same:
            self.reason.hide()
            self.change.show()

    def _picked(self, value: str) -> None:
        # A new verdict makes the old one's reason void; the field for the new reason opens at once.
        self.judged.emit(value, "")
        self.reason.clear()
        self._open_field()

    def _ask(self) -> None:
        self.reason.setText(self._claim.status_reason if self._claim else "")
        self._open_field()

    def _open_field(self) -> None:
        self.reason.show()
        self.change.hide()
        self.reason.setFocus(Qt.FocusReason.OtherFocusReason)
        self.reason.selectAll()

    def _reasoned(self) -> None:
        self.judged.emit(self.status.value(), self.reason.text().strip())
        self.reason.hide()
        self.change.show()
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)


class RelationsCard(Card):
    """ "contradicts C02 · refined by C03", each a way to that claim, and a line to add another."""

    opened = Signal(str)  # claim id
    removed = Signal(str)  # relation id
    related = Signal(str, str)  # relation, claim id

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._lines: tuple[RelationLine, ...] | None = None
        self._others: list[tuple[str, str]] = []
        self._rows = QVBoxLayout()
        self._rows.setSpacing(6)
        self.box.addLayout(self._rows)
        self.add = QPushButton(tr("+ Add relation…"))
        self.add.setProperty("kind", "flat")
        self.add.setStyleSheet(_FLUSH)
        self.add.clicked.connect(self._open_form)
        self.box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        self._form = self._make_form()
        self.box.addWidget(self._form)
        self._form.hide()

    def _make_form(self) -> QWidget:
        form = QWidget()
        row = QHBoxLayout(form)
        row.setContentsMargins(0, 0, 0, 0)
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Relation"))
        for relation in (Relation.CONTRADICTS, Relation.SUPPORTS, Relation.REFINES):
            self.kind.addItem(tr(relation.value), relation.value)
        self.other = QComboBox()
        self.field = QLineEdit()
        self.other.setLineEdit(self.field)
        self.other.setInsertPolicy(QComboBox.InsertPolicy.NoInsert)
        self.other.setAccessibleName(tr("The other claim, by key or words"))
        self.field.setAccessibleName(tr("The other claim, by key or words"))
        self.field.setPlaceholderText(tr("key or words of a claim"))
        self.other.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other.setMinimumContentsLength(14)
        completer = QCompleter(self.other.model(), self.other)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.other.setCompleter(completer)
        save = QPushButton(tr("Add"))
        save.clicked.connect(self._save)
        self.field.returnPressed.connect(self._save)
        row.addWidget(self.kind)
        row.addWidget(self.other, 1)
        row.addWidget(save)
        return form

    def set_relations(self, lines: Sequence[RelationLine], others: Sequence[tuple[str, str]]) -> None:
        """Show relations; `others` are (id, "C02 its words") of the claims to choose from."""
        self._others = list(others)
        self.add.setEnabled(bool(others))
        if tuple(lines) == self._lines:
            return
        self._lines = tuple(lines)
        while item := self._rows.takeAt(0):
            if widget := item.widget():
                widget.hide()
                widget.deleteLater()
        for line in lines:
            self._rows.addWidget(self._row(line))
        self._form.hide()
        self.add.show()

    def _row(self, line: RelationLine) -> QWidget:
        row = QWidget()
        box = QHBoxLayout(row)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        words = Chip(f"{line.words} {line.key}", line.tone, clickable=True)
        words.setAccessibleName(f"{line.words} {line.key}: {line.text}")
        words.clicked.connect(lambda: self.opened.emit(line.claim))
        text = Label(line.text, "muted")
        drop = Tool("", tr("Remove the relation to {key}", key=line.key))
        drop.setIcon(icon("close", self._themes.theme, token="muted"))
        drop.clicked.connect(lambda: self.removed.emit(line.id))
        for widget, stretch in ((words, 0), (text, 1), (drop, 0)):
            box.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        return row

    def _open_form(self) -> None:
        self.other.clear()
        for id, words in self._others:
            self.other.addItem(words, id)
        self.other.setCurrentIndex(-1)
        self._form.show()
        self.add.hide()
        self.other.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        typed = self.other.currentText().strip()
        at = self.other.findText(typed, Qt.MatchFlag.MatchFixedString)
        if at < 0 and typed:
            at = self.other.findText(typed, Qt.MatchFlag.MatchStartsWith)
        if at >= 0:
            self.related.emit(self.kind.currentData(), self.other.itemData(at))


def when_words(iso: str) -> str:
    """ "today", or the day in words."""
    moment = QDateTime.fromString(iso, Qt.DateFormat.ISODateWithMs)
    if not moment.isValid():
        return ""
    day = moment.toLocalTime().date()
    if day == QDateTime.currentDateTime().date():
        return tr("today")
    return readable_date(day.toString(Qt.DateFormat.ISODate))
