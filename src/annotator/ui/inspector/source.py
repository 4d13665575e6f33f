"""The inspector's page for one source: what is known of it, what was guessed, and the way to its details."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFormLayout, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from annotator.domain.i18n import tr, trn
from annotator.domain.source import Source
from annotator.domain.wording import plain_title, readable_date
from annotator.ui import late
from annotator.ui.inspector.reading import SourceView
from annotator.ui.session import Session
from annotator.ui.widgets import Card, Label


class SourcePage(QWidget):
    """A summary; editing itself happens in the details dialog."""

    edit_requested = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(8)
        self._body: QWidget | None = None

    def show_source(self, view: SourceView) -> None:
        """Show one source."""
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        box = QVBoxLayout(self._body)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(8)
        box.addWidget(self._card(view))
        if view.row.source.guessed:
            box.addWidget(self._guesses(view.row.source))
        buttons = QHBoxLayout()
        edit = QPushButton(tr("Edit details…"))
        edit.clicked.connect(lambda: self.edit_requested.emit(view.row.source.id))
        buttons.addWidget(edit)
        buttons.addStretch(1)
        box.addLayout(buttons)
        if view.row.source.annote:
            box.addWidget(Label(view.row.source.annote, "body", selectable=True))
        box.addStretch(1)
        self._box.addWidget(self._body)

    def _card(self, view: SourceView) -> Card:
        source = view.row.source
        card = Card()
        title = Label(
            plain_title(source.title) or view.row.file_name or tr("(untitled)"), "title", selectable=True
        )
        card.box.addWidget(title)
        form = QFormLayout()
        form.setHorizontalSpacing(12)
        form.setVerticalSpacing(5)
        for name, field, value in _facts(view):
            shown = Label(value, "body", selectable=True)
            if field in source.guessed or (field == "authors" and "author" in source.guessed):
                shown.setText(f"{value} {tr('(guessed)')}")
                shown.setProperty("kind", "warning")
                shown.setToolTip(source.reasons.get(field, ""))
                shown.setAccessibleDescription(source.reasons.get(field, ""))
            form.addRow(Label(name, "muted"), shown)
        card.box.addLayout(form)
        return card

    def _guesses(self, source: Source) -> Card:
        card = Card()
        card.box.addWidget(
            Label(
                tr("What is marked was guessed from the file. Please look it through before you cite it."),
                "muted",
            )
        )
        confirm = QPushButton(tr("It is right"))
        confirm.setAccessibleName(tr("Confirm what was guessed"))
        confirm.clicked.connect(lambda: self._session.act(lambda project: late.confirm(project, source.id)))
        row = QHBoxLayout()
        row.addWidget(confirm)
        row.addStretch(1)
        card.box.addLayout(row)
        return card


def _facts(view: SourceView) -> list[tuple[str, str, str]]:
    source = view.row.source
    people = "; ".join(agent.name for agent in source.authors)
    facts = [
        (tr("By"), "authors", people),
        (tr("Date"), "issued", _date(source.issued)),
        (tr("In"), "container_title", source.container_title),
        (tr("Publisher"), "publisher", source.publisher),
        (tr("Language"), "language", source.language),
        (tr("Address"), "url", source.url),
        (tr("DOI"), "doi", source.doi),
        (tr("Key"), "citekey", source.citekey),
        (tr("File"), "", view.row.file_name),
        (tr("Highlights"), "", trn("{n} highlight", "{n} highlights", view.row.annotations)),
    ]
    return [fact for fact in facts if fact[2]]


def _date(edtf: str) -> str:
    try:
        return readable_date(edtf)
    except ValueError:
        return edtf
