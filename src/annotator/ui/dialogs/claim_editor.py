"""The dialog in which a claim is written: its words, its key, its topic."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QCompleter,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.claim import Claim, next_key
from annotator.domain.i18n import tr
from annotator.ui.widgets import Label


@dataclass(frozen=True, slots=True)
class ClaimDraft:
    """What the user wrote."""

    key: str
    text: str
    topic: str


class ClaimEditor(QDialog):
    """Asks for a new claim, or edits one. `draft()` is what was written once it was accepted.

    taken   keys of the other claims
    topics  those already in use, offered while typing
    """

    def __init__(
        self,
        claim: Claim | None = None,
        *,
        taken: Sequence[str] = (),
        topics: Sequence[str] = (),
        text: str = "",
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._taken = {key.casefold() for key in taken if claim is None or key != claim.key}
        self.setWindowTitle(tr("Edit claim {key}", key=claim.key) if claim else tr("New claim"))
        self.setMinimumWidth(520)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        hint = tr("One proposition in your own words, so that a passage can support or contradict it.")
        box.addWidget(Label(hint, "muted"))
        self.text = _Words()
        self.text.setPlainText(claim.text if claim else text)
        self.text.setTabChangesFocus(True)
        self.text.setAccessibleName(tr("The claim"))
        self.text.setPlaceholderText(tr("The referendum on the constitution will be held in 2026."))
        self.text.setFixedHeight(self.fontMetrics().lineSpacing() * 4 + 20)
        self.key = QLineEdit(claim.key if claim else next_key(set(taken)))
        self.key.setAccessibleName(tr("Key"))
        self.key.setMaxLength(40)
        self.topic = QLineEdit(claim.topic if claim else "")
        self.topic.setAccessibleName(tr("Topic"))
        self.topic.setPlaceholderText(tr("optional, e.g. “borders”"))
        completer = QCompleter(sorted(set(topics)), self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        self.topic.setCompleter(completer)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("&Claim"), self.text)
        form.addRow(tr("&Key"), self.key)
        form.addRow(tr("&Topic"), self.topic)
        box.addLayout(form)
        self._problem = Label("", "danger")
        box.addWidget(self._problem)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(tr("Save") if claim else tr("Add claim"))
        self.buttons.accepted.connect(self.accept)
        self.buttons.rejected.connect(self.reject)
        box.addWidget(self.buttons)
        self.text.textChanged.connect(self._check)
        self.key.textChanged.connect(self._check)
        self._check()
        self.text.setFocus()
        self.text.selectAll()

    def draft(self) -> ClaimDraft:
        """What is written now, white space runs as one."""
        words = " ".join(self.text.toPlainText().split())
        return ClaimDraft(self.key.text().strip(), words, self.topic.text().strip())

    def _check(self) -> None:
        draft = self.draft()
        problem = ""
        if not draft.key:
            problem = tr("A claim needs a key, such as C01.")
        elif draft.key.casefold() in self._taken:
            problem = tr("Another claim has the key {key}.", key=draft.key)
        self._problem.setText(problem)
        self._problem.setVisible(bool(problem))
        self.ok.setEnabled(bool(draft.text) and not problem)


class _Words(QPlainTextEdit):
    """A claim is one sentence: Enter ends it."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            event.ignore()
            return
        super().keyPressEvent(event)
