"""The dialog with all that is known of a source; what was guessed is marked and confirmed with one click."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from PySide6.QtCore import Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.ui.dialogs.source_form import SourceForm
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Label


class SourceEditor(QDialog):
    """Reads the source by itself; OK writes what was changed or confirmed, as one act, and closes."""

    def __init__(
        self,
        session: Session,
        themes: ThemeBook,
        source_id: str,
        parent: QWidget | None = None,
        *,
        look_up: bool = False,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._id = source_id
        self._source: Source | None = None
        self._confirmed: set[str] = set()
        self._look_up_first = look_up
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Details of the source"))
        self.resize(720, 740)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        self._guesses = Label("", "warning")
        self._guesses.setContentsMargins(18, 12, 18, 0)
        self._guesses.hide()
        box.addWidget(self._guesses)
        self.form = SourceForm(themes)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.form)
        box.addWidget(area, 1)
        self.problem = Label("", "danger")
        self.problem.setContentsMargins(18, 0, 18, 0)
        self.problem.hide()
        box.addWidget(self.problem)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.buttons.setContentsMargins(18, 0, 18, 0)
        self.ok: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.ok.setText(tr("Save"))
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        # While the dialog waits for its contents the focus is here: Enter in a field must not come to mean Cancel.
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        self.online = self.buttons.addButton(
            tr("&Look up by DOI or ISBN…"), QDialogButtonBox.ButtonRole.ActionRole
        )
        self.online.setAutoDefault(False)
        self.online.clicked.connect(self.look_up)
        box.addWidget(self.buttons)
        self.form.edited.connect(self._edited)
        self.form.confirmed.connect(self._confirm)
        session.failed.connect(self._failed)
        self._check()
        session.read(self._read, self._show)

    # Reading

    def _read(self, project: Any) -> Source:
        from annotator.store import sources

        return sources.get(project, self._id)

    def _show(self, source: Source) -> None:
        self.form.show_source(source)
        self._source = source
        self.setWindowTitle(
            tr("Details of “{title}”", title=source.title) if source.title else tr("Details of the source")
        )
        self._count_guesses()
        self._check()
        self.form.widgets["title"].setFocus(Qt.FocusReason.OtherFocusReason)
        if self._look_up_first:
            self.look_up()

    # From the network

    def look_up(self) -> None:
        """Ask Crossref or Open Library, where that is allowed; what is chosen there comes into the form."""
        here = self.form.current()
        if here is None:
            return
        from annotator.ui.dialogs.online_lookup import OnlineLookup

        guessed = here.guessed - self._confirmed
        dialog = OnlineLookup(self._session, replace(here, guessed=guessed), self.form.has, self)
        dialog.taken.connect(self.form.take)
        dialog.open()

    # What is written

    def changes(self) -> dict[str, Any]:
        """The fields that were changed, and those confirmed as they are."""
        return self.form.changes(frozenset(self._confirmed))

    def _edited(self, name: str) -> None:
        if self._source is not None:
            self._confirm(name)
            self._check()

    def _confirm(self, name: str) -> None:
        """What somebody looked at is no guess any more."""
        if self._source is not None and name in self._source.guessed:
            self._confirmed.add(name)
            self.form.confirm(name)
            self._count_guesses()

    def _count_guesses(self) -> None:
        source = self._source
        left = [n for n in self.form.chips if source and n in source.guessed and n not in self._confirmed]
        self._guesses.setText(
            tr("What is marked was guessed from the file. Correct it, or click the mark if it is right.")
        )
        self._guesses.setVisible(bool(left))

    def _check(self) -> None:
        self.ok.setEnabled(self._source is not None and self.form.valid)
        self.online.setEnabled(self._source is not None)

    def _save(self) -> None:
        values = self.changes()
        if not values:
            self.accept()
            return
        from annotator.operations import sources

        self.problem.hide()
        source = self._id
        self._session.act(lambda project: sources.edit(project, source, **values), self._saved)

    def _saved(self, _: object) -> None:
        self.accept()

    def _failed(self, error: UserError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
