"""A quotation as it is printed: the raw words above, the edited ones and a translation below, every edit checked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QHBoxLayout,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.quotes import ELLIPSIS, edited_from
from annotator.ui.passages import place_name
from annotator.ui.session import Session
from annotator.ui.widgets import Label
from annotator.ui.widgets.basics import set_kind

if TYPE_CHECKING:
    from annotator.domain.annotation import Annotation
    from annotator.domain.changes import Changes
    from annotator.store.project import Project


PLACES = (
    "page", "paragraph", "section", "chapter", "article", "timestamp", "line", "verse", "part", "volume", "column",
    "folio", "figure", "table", "note", "appendix",
)  # fmt: skip


class QuotationEditor(QDialog):
    """Saved as one act; the stored words never change."""

    def __init__(self, session: Session, annotation: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._id = annotation
        self._words = ""
        self._before = "", ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Words as printed"))
        self.resize(600, 480)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        self.raw = Label("", "quote", selectable=True)
        box.addWidget(self.raw)
        label = Label(tr("&Printed as"), "muted")
        self.display = self._field(tr("Printed as"))
        label.setBuddy(self.display)
        box.addWidget(label)
        box.addWidget(self.display, 2)
        box.addWidget(
            Label(
                tr("Mark what you leave out by […], and put words of your own into [square brackets]."),
                "small",
            )
        )
        self.said = Label("", "small")
        box.addWidget(self.said)
        label = Label(tr("&Translation, printed below it"), "muted")
        self.translation = self._field(tr("Translation"))
        label.setBuddy(self.translation)
        box.addWidget(label)
        box.addWidget(self.translation, 1)
        box.addLayout(self._place_row())
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.ok.setText(tr("Save"))
        self.ok.setDefault(True)
        self.ok.setEnabled(False)
        self.omit = self.buttons.addButton(tr("Leave out what is selected"), _ACTION)
        self.reset = self.buttons.addButton(tr("As in the source"), _ACTION)
        for button in (self.omit, self.reset):
            button.setAutoDefault(False)
        self.omit.clicked.connect(self._leave_out)
        self.reset.clicked.connect(lambda: self.display.setPlainText(self._words))
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        # While the dialog waits for its contents the focus is here: Enter in a field must not come to mean Cancel.
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        box.addWidget(self.buttons)
        self.display.textChanged.connect(self._check)
        self.display.selectionChanged.connect(self._check)
        session.failed.connect(self._failed)
        session.read(self._read, self._show)

    def _place_row(self) -> QHBoxLayout:
        label = Label(tr("P&lace"), "muted")
        label.setWordWrap(False)
        self.kind = QComboBox()
        self.kind.setAccessibleName(tr("Kind of place"))
        for value in PLACES:
            self.kind.addItem(place_name(value), value)
        self.place = QLineEdit()
        self.place.setAccessibleName(tr("Place in the source"))
        self.place.setPlaceholderText(tr("as counted"))
        self.place.setMaxLength(80)
        label.setBuddy(self.place)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.kind)
        row.addWidget(self.place, 1)
        return row

    def _field(self, name: str) -> QPlainTextEdit:
        field = QPlainTextEdit()
        field.setAccessibleName(name)
        field.setTabChangesFocus(True)
        return field

    def _read(self, project: Project) -> tuple[str, Annotation]:
        from annotator.operations import annotations
        from annotator.store import annotations as rows

        return annotations.printed(project, self._id), rows.get(project, self._id)

    def _show(self, answer: tuple[str, Annotation]) -> None:
        self._words, one = answer
        display, translation, at = one.display, one.translation, one.selectors
        label = at.locator_label.removesuffix("-locator") or "page"
        if self.kind.findData(label) < 0:
            self.kind.addItem(place_name(label), label)
        self.kind.setCurrentIndex(self.kind.findData(label))
        self.place.setText(at.locator_value)
        self._before = label, at.locator_value
        self.raw.setText(tr("“{quote}”", quote=self._words))
        self.display.setPlainText(display or self._words)
        self.translation.setPlainText(translation)
        self.ok.setEnabled(True)
        self._check()
        self.display.setFocus(Qt.FocusReason.OtherFocusReason)

    def _check(self) -> None:
        words = " ".join(self.display.toPlainText().split())
        self.omit.setEnabled(self.display.textCursor().hasSelection())
        if words in ("", self._words):
            kind, said = "small", tr("Printed as it stands in the source.")
        elif edited_from(words, self._words):
            kind, said = "success", tr("Every edit shows itself: all other words stand so in the source.")
        else:
            kind = "danger"
            said = tr(
                "Some of these words do not stand so in the source: the quotation would be marked as not verbatim."
            )
        set_kind(self.said, kind)
        self.said.setText(said)
        self.display.setAccessibleDescription(said)

    def _leave_out(self) -> None:
        cursor = self.display.textCursor()
        cursor.insertText(ELLIPSIS)
        self.display.setFocus(Qt.FocusReason.OtherFocusReason)

    def _save(self) -> None:
        from annotator.operations import annotations

        key, display, translation = self._id, self.display.toPlainText(), self.translation.toPlainText()
        kind, place = str(self.kind.currentData()), " ".join(self.place.text().split())
        moved = (kind, place) != self._before

        def save(project: Project) -> Changes:
            with project.act(tr("Edit quotation for print")) as act:
                annotations.set_printed(project, key, display, translation)
                if moved:
                    annotations.set_place(project, key, kind, place)
            return act.changes

        self._session.act(save, self._saved)

    def _saved(self, _: object) -> None:
        self.accept()

    def _failed(self, error: UserError) -> None:
        set_kind(self.said, "danger")
        self.said.setText(str(error))


_ACTION = QDialogButtonBox.ButtonRole.ActionRole
