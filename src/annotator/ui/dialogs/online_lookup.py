"""What Crossref or Open Library knows of a number, beside what is known: off until allowed, taken field by field."""

from __future__ import annotations

import threading
from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.domain.source import Source
from annotator.ui.dialogs.side_by_side import SideBySide
from annotator.ui.session import Session
from annotator.ui.widgets import Label

if TYPE_CHECKING:
    from annotator.store.project import Project

# What no server says of a source: they are the researcher's own.
OWN = frozenset({"citekey", "annote", "accessed"})


class _Answer(QObject):
    """Carries what a thread found to the thread of the window."""

    arrived = Signal(int, object)


class OnlineLookup(QDialog):
    """`taken(found, fields)` when something is taken over; nothing is written here.

    `here` is the source as it stands in the form; `known(field)` whether the form has a row for a field.
    """

    taken = Signal(object, object)

    def __init__(
        self, session: Session, here: Source, known: Callable[[str], bool], parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._here = here
        self._known = known
        self._found: Source | None = None
        self._asked = 0  # the question that is waited for; 0 for none
        self._count = 0
        self._decided = False  # somebody allowed or forbade it here: what was read is older
        # No child of the dialog: a late answer must find it alive.
        self._answer = _Answer()
        self._answer.arrived.connect(self._arrived)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Look up by DOI or ISBN"))
        self.resize(680, 520)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        box.addLayout(self._question())
        box.addWidget(self._permission())
        self.said = Label("", "muted")
        box.addWidget(self.said)
        self.fields = SideBySide()
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.area.setWidget(self.fields)
        box.addWidget(self.area, 1)
        self.allowed = QCheckBox(tr("This project may look things up online without asking"))
        self.allowed.clicked.connect(self._set_allowed)
        box.addWidget(self.allowed)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(tr("Take over"))
        self.ok.setAutoDefault(False)
        self.ok.setEnabled(False)
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        box.addWidget(self.buttons)
        self._say(tr("Nothing is sent before you press “Look up”."))
        self.number.textChanged.connect(self._enable)
        self.number.setText(here.doi or here.isbn)
        self._enable()
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)
        session.read(self._read, self._show_allowed)

    def _question(self) -> QHBoxLayout:
        row = QHBoxLayout()
        label = Label(tr("DOI or ISBN"))
        label.setWordWrap(False)
        self.number = QLineEdit()
        self.number.setAccessibleName(tr("DOI or ISBN"))
        self.number.setPlaceholderText(tr("10.1000/182 or 978-0-306-40615-7"))
        self.number.setMaxLength(300)
        self.ask = QPushButton(tr("Look up"))
        self.ask.setDefault(True)
        self.ask.clicked.connect(self._ask)
        row.addWidget(label)
        row.addWidget(self.number, 1)
        row.addWidget(self.ask)
        return row

    def _permission(self) -> QWidget:
        self.permission = QFrame()
        self.permission.setProperty("kind", "card")
        box = QVBoxLayout(self.permission)
        box.addWidget(Label(tr("May Annotator go online for this?"), "strong"))
        box.addWidget(
            Label(
                tr(
                    "A DOI is sent to Crossref (api.crossref.org), an ISBN to Open Library (openlibrary.org): the number and the"
                    " program’s name, nothing of your project. As with every visit, they see the address of your"
                    " connection."
                )
            )
        )
        row = QHBoxLayout()
        self.always = QPushButton(tr("Allow for this project"))
        self.once = QPushButton(tr("Only this once"))
        self.never = QPushButton(tr("No"))
        for button, slot in (
            (self.always, self._always),
            (self.once, self._fetch),
            (self.never, self._refused),
        ):
            button.setAutoDefault(False)
            button.clicked.connect(slot)
            row.addWidget(button)
        row.addStretch(1)
        box.addLayout(row)
        self.permission.hide()
        return self.permission

    # Permission

    @staticmethod
    def _read(project: Project) -> bool:
        from annotator.operations import lookup

        return lookup.enabled(project)

    def _show_allowed(self, allowed: bool) -> None:
        if not self._decided:
            self.allowed.setChecked(allowed)

    def _set_allowed(self, allowed: bool) -> None:
        from annotator.operations import lookup

        self._decided = True
        self._session.act(lambda project: lookup.enable(project, allowed))

    def _always(self) -> None:
        self.allowed.setChecked(True)
        self._set_allowed(True)
        self._fetch()

    def _refused(self) -> None:
        self.permission.hide()
        self._say(tr("Nothing was sent."))
        self.number.setFocus(Qt.FocusReason.OtherFocusReason)

    # Asking

    def _enable(self) -> None:
        self.ask.setEnabled(bool(self.number.text().strip()))

    def _ask(self) -> None:
        if self._asked:
            self._asked = 0
            self._say(tr("Stopped."))
            self._shape()
            return
        from annotator.operations import lookup

        try:
            lookup.number(self.number.text())
        except UserError as error:
            self._say(str(error))
            return
        if self.allowed.isChecked():
            self._fetch()
        else:
            self._say("")
            self.permission.show()
            self.once.setFocus(Qt.FocusReason.OtherFocusReason)

    def _fetch(self) -> None:
        """Ask on a thread of its own, which nobody waits for: a server may take its ten seconds."""
        from annotator.operations import lookup

        self.permission.hide()
        try:
            number = lookup.number(self.number.text())
        except UserError as error:
            self._say(str(error))
            return
        self._count += 1
        asked = self._asked = self._count
        server = tr("Crossref") if "doi" in number else tr("Open Library")
        self._say(tr("Asking {server}…", server=server))
        self._shape()
        answer = self._answer

        def work() -> None:
            outcome: object
            try:
                outcome = lookup.look_up(doi=number.get("doi", ""), isbn=number.get("isbn", ""))
            except UserError as error:
                outcome = error
            answer.arrived.emit(asked, outcome)

        threading.Thread(target=work, name="annotator-online", daemon=True).start()

    def _shape(self) -> None:
        self.ask.setText(tr("Stop") if self._asked else tr("Look up"))
        self.number.setReadOnly(bool(self._asked))

    def _arrived(self, asked: int, outcome: object) -> None:
        if asked != self._asked:
            return
        self._asked = 0
        self._shape()
        if isinstance(outcome, Source):
            self._show(outcome)
        else:
            self._found = None
            self.area.hide()
            self.ok.setEnabled(False)
            self._say(str(outcome))

    def _show(self, found: Source) -> None:
        from annotator.operations.duplicates import FieldPair, values

        here, there = values(self._here), values(found)
        if found.type == "document":
            there.pop("type", None)  # nothing is said by it
        pairs = [
            FieldPair(name, here.get(name, ""), value)
            for name, value in there.items()
            if name not in OWN and self._known(name)
        ]
        doubted = {"contributors" if name == "authors" else name for name in self._here.guessed}
        self._found = found
        self.area.show()
        self.fields.show_pair(pairs, (tr("Here"), tr("Found")), doubted)
        other = sum(not pair.same for pair in pairs)
        self.ok.setEnabled(other > 0)
        if other:
            self.ok.setDefault(True)
            self._say(
                trn(
                    "{n} field differs. What is marked on the right is taken over; you can still change it before saving.",
                    "{n} fields differ. What is marked on the right is taken over; you can still change it before saving.",
                    other,
                )
            )
        else:
            self._say(tr("All that was found stands there already."))

    def _say(self, words: str) -> None:
        self.said.setText(words)
        self.said.setAccessibleName(words)

    def _take(self) -> None:
        if self._found is not None:
            chosen = [name for name, side in self.fields.choices().items() if side == "drop"]
            if chosen:
                self.taken.emit(self._found, chosen)
        self.accept()
