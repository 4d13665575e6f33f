"""What a new capture changed: highlights taken along, sentences added and removed."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QDialogButtonBox, QWidget

from annotator.domain.i18n import tr, trn
from annotator.ui.review.sentences import SentencesDialog

if TYPE_CHECKING:
    from annotator.operations.update import Updated


class UpdateResult(SentencesDialog):
    """`review_requested` where highlights wait for a decision."""

    review_requested = Signal()

    def __init__(self, updated: Updated, title: str, parent: QWidget | None = None) -> None:
        from annotator.anchoring import TextChanges

        told = TextChanges(updated.added, updated.removed)
        super().__init__(title, summary(updated), told, (updated.previous, updated.document), parent)
        self.setWindowTitle(tr("New capture"))
        self.review = self.buttons.addButton(
            tr("Decide about highlights"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.review.setAutoDefault(False)
        self.review.clicked.connect(self._review)
        self.review.setVisible(bool(updated.fuzzy or updated.orphan))
        if updated.fuzzy or updated.orphan:
            self.review.setFocus()

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
