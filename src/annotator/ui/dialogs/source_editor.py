"""The dialog with all that is known of a source; what was guessed is marked and confirmed with one click."""

from __future__ import annotations

from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt
from PySide6.QtWidgets import (
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.ui.dialogs.authors import Authors
from annotator.ui.dialogs.date_field import DateField
from annotator.ui.dialogs.source_fields import Field, fields, types
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Chip, Label


class SourceEditor(QDialog):
    """Reads the source by itself; OK writes what was changed or confirmed, as one act, and closes."""

    def __init__(
        self, session: Session, themes: ThemeBook, source_id: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._id = source_id
        self._source: Source | None = None
        self._confirmed: set[str] = set()
        self._widgets: dict[str, QWidget] = {}
        self._chips: dict[str, Chip] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Details of the source"))
        self.resize(660, 720)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 12)
        self._guesses = Label("", "warning")
        self._guesses.setContentsMargins(18, 12, 18, 0)
        self._guesses.hide()
        box.addWidget(self._guesses)
        box.addWidget(self._form(), 1)
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
        box.addWidget(self.buttons)
        session.failed.connect(self._failed)
        self._check()
        session.read(self._read, self._show)

    # Parts

    def _form(self) -> QWidget:
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        form = QFormLayout(body)
        form.setContentsMargins(18, 14, 18, 14)
        form.setVerticalSpacing(8)
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        for field in fields():
            widget = self._widget(field)
            self._widgets[field.name] = widget
            label = QLabel(field.label)
            label.setBuddy(widget)
            form.addRow(label, self._with_chip(field, widget))
        area.setWidget(body)
        return area

    def _widget(self, field: Field) -> QWidget:
        name = field.label.replace("&", "")
        widget: QWidget
        if field.kind == "authors":
            widget = Authors(self._themes)
            widget.changed.connect(lambda: self._edited(field.name))
        elif field.kind == "date":
            widget = DateField(name)
            widget.changed.connect(lambda: self._edited(field.name))
        elif field.kind == "type":
            widget = QComboBox()
            for value, words in types():
                widget.addItem(words, value)
            widget.currentIndexChanged.connect(lambda: self._edited(field.name))
        elif field.kind == "text":
            widget = QPlainTextEdit()
            widget.setTabChangesFocus(True)
            widget.setPlaceholderText(field.hint)
            widget.setMinimumHeight(self.fontMetrics().lineSpacing() * 6)
            widget.textChanged.connect(lambda: self._edited(field.name))
        else:
            widget = QLineEdit()
            widget.setPlaceholderText(field.hint)
            widget.textChanged.connect(lambda: self._edited(field.name))
        widget.setAccessibleName(name)
        return widget

    def _with_chip(self, field: Field, widget: QWidget) -> QWidget:
        chip = Chip(tr("guess – please check"), "warning", clickable=True)
        name = field.label.replace("&", "")
        chip.setAccessibleName(tr("{field}: guessed. Press to confirm", field=name))
        chip.setToolTip(tr("Found in the file, but not stated there. Click if it is right."))
        chip.clicked.connect(lambda: self._confirm(field.name))
        chip.hide()
        self._chips[field.name] = chip
        holder = QWidget()
        row = QHBoxLayout(holder)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(8)
        row.addWidget(widget, 1)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        return holder

    # Reading

    def _read(self, project: Any) -> Source:
        from annotator.store import sources

        return sources.get(project, self._id)

    def _show(self, source: Source) -> None:
        self._source = None  # nothing is "edited" while the fields are filled
        for name, widget in self._widgets.items():
            self._fill(name, widget, source)
        self._source = source
        self.setWindowTitle(
            tr("Details of “{title}”", title=source.title) if source.title else tr("Details of the source")
        )
        for name, chip in self._chips.items():
            chip.setVisible(name in source.guessed)
        self._count_guesses()
        self._check()
        self._widgets["title"].setFocus(Qt.FocusReason.OtherFocusReason)

    def _fill(self, name: str, widget: QWidget, source: Source) -> None:
        if isinstance(widget, Authors):
            widget.set_agents(source.authors)
            return
        value = str(getattr(source, name))
        if isinstance(widget, DateField):
            widget.set_text(value)
        elif isinstance(widget, QPlainTextEdit):
            widget.setPlainText(value)
        elif isinstance(widget, QLineEdit):
            widget.setText(value)
            widget.setCursorPosition(0)
        elif isinstance(widget, QComboBox):
            with QSignalBlocker(widget):
                if widget.findData(value) < 0:
                    widget.addItem(value, value)
                widget.setCurrentIndex(widget.findData(value))

    # What is written

    def _value(self, name: str) -> Any:
        widget = self._widgets[name]
        if isinstance(widget, Authors):
            return widget.names()
        if isinstance(widget, DateField):
            return widget.text()
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText().strip()
        if isinstance(widget, QComboBox):
            return str(widget.currentData())
        assert isinstance(widget, QLineEdit)
        return " ".join(widget.text().split())

    def _before(self, source: Source, name: str) -> Any:
        if name == "authors":
            return [(agent.family, agent.given, agent.literal) for agent in source.authors]
        return getattr(source, name)

    def changes(self) -> dict[str, Any]:
        """The fields that were changed, and those confirmed as they are."""
        source = self._source
        if source is None:
            return {}
        values = {name: self._value(name) for name in self._widgets}
        return {
            name: value
            for name, value in values.items()
            if name in self._confirmed or value != self._before(source, name)
        }

    def _edited(self, name: str) -> None:
        if self._source is not None:
            self._confirm(name)
            self._check()

    def _confirm(self, name: str) -> None:
        """What somebody looked at is no guess any more."""
        if self._source is not None and name in self._source.guessed:
            self._confirmed.add(name)
            self._chips[name].hide()
            self._count_guesses()

    def _count_guesses(self) -> None:
        source = self._source
        left = [n for n in self._chips if source and n in source.guessed and n not in self._confirmed]
        self._guesses.setText(
            tr("What is marked was guessed from the file. Correct it, or click the mark if it is right.")
        )
        self._guesses.setVisible(bool(left))

    def _check(self) -> None:
        dates = [widget for widget in self._widgets.values() if isinstance(widget, DateField)]
        self.ok.setEnabled(self._source is not None and all(date.valid for date in dates))

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
