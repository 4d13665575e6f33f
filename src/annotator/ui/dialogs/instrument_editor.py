"""The dialog with the record of a treaty: names, parties, series, events, and how it will stand in a bibliography."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, QTimer
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.treaty import Instrument
from annotator.ui.citing import Manner
from annotator.ui.dialogs.event_rows import EventRows
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Card, Heading, Label

if TYPE_CHECKING:
    from annotator.operations.citing import Cited
    from annotator.store.project import Project

# After this pause in typing the entry is set anew.
PREVIEW_MS = 200
KINDS = (
    "treaty",
    "agreement",
    "protocol",
    "convention",
    "memorandum",
    "joint declaration",
    "joint statement",
)
# The usual series of treaties, as their volumes call themselves.
SERIES = ("UNTS", "LNTS", "ILM", "TIAS", "UST", "ETS", "CETS", "OJ", "CTS")
# CSL variable of each field that is not a name (CSL 1.0.2, Appendix IV).
VARIABLES = {
    "series": "container-title",
    "volume": "volume",
    "page": "page",
    "number": "number",
    "url": "URL",
}


class InstrumentEditor(QDialog):
    """Reads the treaty by itself; Save writes what was changed, as one act."""

    def __init__(
        self, session: Session, themes: ThemeBook, instrument: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._id = instrument
        self._before: Instrument | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Details of the treaty"))
        self.resize(680, 700)
        body = QWidget()
        inner = QVBoxLayout(body)
        inner.setContentsMargins(18, 14, 18, 14)
        inner.addLayout(self._form())
        inner.addWidget(Heading(tr("What happened")))
        self.events = EventRows(themes)
        inner.addWidget(self.events)
        inner.addSpacing(8)
        inner.addWidget(Heading(tr("As an entry in the bibliography")))
        self.entry = Label("", "quote", selectable=True)
        self.entry.setAccessibleName(tr("Entry in the bibliography"))
        card = Card()
        card.box.addWidget(self.entry)
        inner.addWidget(card)
        inner.addStretch(1)
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(body)
        self.problem = Label("", "danger")
        self.problem.setContentsMargins(18, 0, 18, 0)
        self.problem.hide()
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
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        box.addWidget(area, 1)
        box.addWidget(self.problem)
        box.addWidget(self.buttons)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(PREVIEW_MS)
        self._timer.timeout.connect(self._preview)
        self.events.changed.connect(self._edited)
        session.failed.connect(self._failed)
        self.ok.setEnabled(False)
        session.read(self._read, self._show)

    def _form(self) -> QFormLayout:
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setVerticalSpacing(8)
        self.fields: dict[str, QLineEdit | QComboBox] = {}
        for name, label, hint, choices in (
            ("title", tr("&Title"), "", ()),
            ("short", tr("&Short name"), tr("as it stands in margins and lists"), ()),
            ("kind", tr("&Kind"), "", KINDS),
            (
                "aliases",
                tr("&Other names"),
                tr("between semicolons: the Washington text; the TRIPP deal"),
                (),
            ),
            ("parties", tr("&Parties"), tr("between semicolons: Armenia; Azerbaijan"), ()),
            ("series", tr("S&eries"), tr("UNTS, ILM, TIAS …"), SERIES),
            ("volume", tr("&Volume"), "", ()),
            ("page", tr("P&age"), "", ()),
            ("number", tr("&Number"), tr("registration or document number"), ()),
            ("url", tr("&Web address"), "", ()),
        ):
            field = self._field(hint, choices)
            field.setAccessibleName(label.replace("&", ""))
            shown = QLabel(label)
            shown.setBuddy(field)
            form.addRow(shown, field)
            self.fields[name] = field
        return form

    def _field(self, hint: str, choices: tuple[str, ...]) -> QLineEdit | QComboBox:
        if not choices:
            line = QLineEdit()
            line.setPlaceholderText(hint)
            line.textChanged.connect(self._edited)
            return line
        combo = QComboBox()
        combo.setEditable(True)
        combo.addItem("")
        combo.addItems([tr(choice) for choice in choices])
        if (edit := combo.lineEdit()) is not None:
            edit.setPlaceholderText(hint)
        combo.editTextChanged.connect(self._edited)
        return combo

    def text(self, name: str) -> str:
        """What stands in a field."""
        field = self.fields[name]
        text = field.currentText() if isinstance(field, QComboBox) else field.text()
        return " ".join(text.split())

    def set_text(self, name: str, text: str) -> None:
        """Fill a field."""
        field = self.fields[name]
        if isinstance(field, QComboBox):
            field.setEditText(text)
        else:
            field.setText(text)
            field.setCursorPosition(0)

    # Reading

    def _read(self, project: Project) -> Instrument:
        from annotator.store import treaties

        return treaties.instrument(project, self._id)

    def _show(self, record: Instrument) -> None:
        for name, text in (
            ("title", record.title),
            ("short", record.short),
            ("kind", record.kind),
            ("aliases", "; ".join(record.aliases)),
            ("parties", "; ".join(_parties(record))),
        ):
            self.set_text(name, text)
        for name, variable in VARIABLES.items():
            self.set_text(name, str(record.csl.get(variable, "")))
        self.events.set_events(record.events)
        self._before = record
        self.setWindowTitle(tr("Details of “{title}”", title=record.short or record.title))
        self._edited()
        self._preview()

    # What is written

    def record(self) -> Instrument:
        """The treaty as it stands in the dialog."""
        before = self._before
        csl: dict[str, Any] = dict(before.csl) if before is not None else {}
        for name, variable in VARIABLES.items():
            _put(csl, variable, self.text(name))
        parties = _split(self.text("parties"))
        if before is None or parties != _parties(before):
            _put(csl, "author", [{"literal": party} for party in parties])
        return Instrument(
            self._id,
            self.text("title"),
            self.text("short"),
            self.text("kind"),
            tuple(_split(self.text("aliases"))),
            self.events.events(),
            csl=csl,
        )

    def _edited(self) -> None:
        if self._before is None:
            return
        self.ok.setEnabled(bool(self.text("title")) and self.events.valid)
        self._timer.start()

    def _preview(self) -> None:
        if not self.events.valid:
            return
        from annotator.operations import citing

        given = citing.of_instrument(self.record())
        self._session.citer.set(given, Manner("bibliography", quote=False), self._set)

    def _set(self, cited: Cited) -> None:
        self.entry.setText(cited.plain)

    def _save(self) -> None:
        before, now = self._before, self.record()
        if before is None:
            return
        from annotator.operations import treaties

        changed = {
            name: getattr(now, name)
            for name in ("title", "short", "kind", "aliases", "events", "csl")
            if getattr(now, name) != getattr(before, name)
        }
        if not changed:
            self.accept()
            return
        instrument = self._id
        self.problem.hide()
        self._session.act(lambda project: treaties.edit(project, instrument, **changed), self._saved)

    def _saved(self, _: object) -> None:
        self.accept()

    def _failed(self, error: UserError) -> None:
        self.problem.setText(str(error))
        self.problem.show()


def _parties(record: Instrument) -> list[str]:
    names = record.csl.get("author")
    found = []
    for name in names if isinstance(names, list) else []:
        if isinstance(name, dict):
            parts = (name.get("literal"), name.get("given"), name.get("family"))
            found.append(" ".join(str(part) for part in parts if part))
    return found


def _split(text: str) -> list[str]:
    return [part for one in text.split(";") if (part := one.strip())]


def _put(csl: dict[str, Any], variable: str, value: object) -> None:
    if value:
        csl[variable] = value
    else:
        csl.pop(variable, None)
