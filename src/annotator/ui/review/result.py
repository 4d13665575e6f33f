"""What a new capture changed: highlights taken along, sentences added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QPlainTextEdit, QVBoxLayout, QWidget

from annotator.domain.i18n import tr, trn
from annotator.ui.widgets import Label

if TYPE_CHECKING:
    from annotator.operations.update import Updated


class UpdateResult(QDialog):
    """Closes by Escape or Close; `review_requested` where highlights wait for a decision."""

    review_requested = Signal()

    def __init__(self, updated: Updated, title: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("New capture"))
        self.resize(620, 460)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        if title:
            box.addWidget(Label(title, "strong"))
        for line in summary(updated):
            box.addWidget(Label(line))
        self.sentences = QPlainTextEdit(changed_sentences(updated))
        self.sentences.setReadOnly(True)
        self.sentences.setTabChangesFocus(True)
        self.sentences.setAccessibleName(tr("Sentences added and removed"))
        box.addWidget(self.sentences, 1)
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        self.copy = self.buttons.addButton(tr("Copy the sentences"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.sentences.toPlainText()))
        self.copy.setEnabled(bool(updated.added or updated.removed))
        self.review = self.buttons.addButton(
            tr("Decide about highlights"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.review.clicked.connect(self._review)
        self.review.setVisible(bool(updated.fuzzy or updated.orphan))
        box.addWidget(self.buttons)
        (self.review if updated.fuzzy or updated.orphan else self.buttons).setFocus()

    def _review(self) -> None:
        self.accept()
        self.review_requested.emit()


def summary(updated: Updated) -> list[str]:
    """What became of the highlights, in sentences."""
    taken = updated.exact + updated.moved
    lines = [trn("{n} highlight was taken along.", "{n} highlights were taken along.", taken)]
    if updated.fuzzy:
        lines.append(
            trn(
                "{n} stands on words that changed: it stays on the old version until you decide.",
                "{n} stand on words that changed: they stay on the old version until you decide.",
                len(updated.fuzzy),
            )
        )
    if updated.orphan:
        lines.append(
            trn(
                "{n} was not found: it stays on the old version.",
                "{n} were not found: they stay on the old version.",
                len(updated.orphan),
            )
        )
    lines.extend(updated.warnings)
    return lines


def changed_sentences(updated: Updated) -> str:
    """The sentences that only one version has, each with its paragraph."""
    parts = []
    for heading, changes in (
        (tr("Removed"), updated.removed),
        (tr("Added"), updated.added),
    ):
        if changes:
            parts.append(f"{heading} · {len(changes)}")
            parts += [f"¶ {change.paragraph}  {change.text}" for change in changes]
            parts.append("")
    return "\n".join(parts).rstrip() or tr("No sentence was added or removed.")
