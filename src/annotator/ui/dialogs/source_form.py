"""The fields of a source as a form: the usual ones of its type first, all others on demand."""

from __future__ import annotations

import itertools
from collections.abc import Iterable, Mapping
from dataclasses import replace
from typing import Any

from PySide6.QtCore import QSignalBlocker, Qt, Signal
from PySide6.QtWidgets import (
    QComboBox,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr
from annotator.domain.source import Source
from annotator.ui.dialogs.date_field import DateField
from annotator.ui.dialogs.people import People
from annotator.ui.dialogs.source_fields import CSL, Field, fields, types, usual
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Chip, Label


class SourceForm(QWidget):
    """`edited(name)` as one types, `confirmed(name)` when a guess is said to be right."""

    edited = Signal(str)
    confirmed = Signal(str)

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._fields = {field.name: field for field in fields()}
        self._order = {name: n for n, name in enumerate(self._fields)}
        self._source: Source | None = None
        self._all = False
        self.widgets: dict[str, QWidget] = {}
        self.chips: dict[str, Chip] = {}
        self._reasons: dict[str, Label] = {}
        box = QVBoxLayout(self)
        box.setContentsMargins(18, 14, 18, 14)
        self._form = QFormLayout()
        self._form.setVerticalSpacing(8)
        self._form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        self._form.setLabelAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        box.addLayout(self._form)
        self.more = QPushButton(tr("More fields…"))
        self.more.setProperty("kind", "flat")
        self.more.setAutoDefault(False)
        self.more.hide()
        self.more.clicked.connect(self._show_all)
        box.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        box.addStretch(1)

    # Rows

    def show_source(self, source: Source) -> None:
        """Fill the form; nothing is "edited" meanwhile."""
        self._source = source
        with QSignalBlocker(self):
            for name in self.widgets:
                self._fill(name)
            self._shape(source.type)
        for name in self.chips:
            self._show_guess(name)

    def _shape(self, kind: str) -> None:
        """Show what is usual for a type, what is filled in, and all where that was asked for."""
        wanted = usual(kind)
        for name in self._fields:
            shown = self._all or name in wanted or bool(self._stored(name)) or self._holds(name)
            if shown and name not in self.widgets:
                self._add(name)
            if name in self.widgets:
                self._form.setRowVisible(self._row(name), shown)
        left = sum(name not in self.widgets or not self._visible(name) for name in self._fields)
        self.more.setVisible(left > 0)
        self.more.setText(tr("More fields… ({n})", n=left))

    def _visible(self, name: str) -> bool:
        return self._form.isRowVisible(self._row(name))

    def _holds(self, name: str) -> bool:
        return name in self.widgets and bool(self.value(name))

    def _row(self, name: str) -> int:
        return sum(self._order[other] < self._order[name] for other in self.widgets)

    def _show_all(self) -> None:
        self._all = True
        first = next(
            (name for name in self._fields if name not in self.widgets or not self._visible(name)), ""
        )
        with QSignalBlocker(self):
            self._shape(str(self.value("type")))
        if first:
            self.widgets[first].setFocus(Qt.FocusReason.OtherFocusReason)

    def _add(self, name: str) -> None:
        field = self._fields[name]
        place = self._row(name)
        widget = self._widget(field)
        self.widgets[name] = widget
        label = QLabel(field.label)
        label.setBuddy(widget)
        self._form.insertRow(place, label, self._with_chip(field, widget))
        self._fill(name)
        self._tab_order()

    def _tab_order(self) -> None:
        """Rows that came later are reached where they stand."""
        names = sorted(self.widgets, key=lambda name: self._order[name])
        for one, other in itertools.pairwise(names):
            if not isinstance(self.widgets[one], People):
                QWidget.setTabOrder(self.widgets[one], self.widgets[other])

    def _widget(self, field: Field) -> QWidget:
        name = field.label.replace("&", "")
        told = lambda: self.edited.emit(field.name)  # noqa: E731 - one line for five connections
        widget: QWidget
        if field.kind == "people":
            widget = People(self._themes)
            widget.changed.connect(told)
        elif field.kind == "date":
            widget = DateField(name)
            widget.changed.connect(told)
        elif field.kind == "type":
            widget = QComboBox()
            for value, words in types():
                widget.addItem(words, value)
            widget.currentIndexChanged.connect(self._retyped)
        elif field.kind == "text":
            widget = QPlainTextEdit()
            widget.setTabChangesFocus(True)
            widget.setPlaceholderText(field.hint)
            widget.setMinimumHeight(self.fontMetrics().lineSpacing() * 6)
            widget.textChanged.connect(told)
        else:
            widget = QLineEdit()
            widget.setPlaceholderText(field.hint)
            widget.textChanged.connect(told)
        widget.setAccessibleName(name)
        return widget

    def _retyped(self) -> None:
        if not self.signalsBlocked():
            self._shape(str(self.value("type")))
        self.edited.emit("type")

    def _with_chip(self, field: Field, widget: QWidget) -> QWidget:
        if field.name.startswith(CSL):
            return widget
        chip = Chip(tr("guess – please check"), "warning", clickable=True)
        name = field.label.replace("&", "")
        chip.setAccessibleName(tr("{field}: guessed. Press to confirm", field=name))
        why = Label("", "small")
        self._reasons[field.name] = why
        chip.setAutoDefault(False)
        chip.clicked.connect(lambda: self.confirmed.emit(field.name))
        self.chips[field.name] = chip
        holder = QWidget()
        box = QVBoxLayout(holder)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        row = QHBoxLayout()
        row.setSpacing(8)
        row.addWidget(widget, 1)
        row.addWidget(chip, 0, Qt.AlignmentFlag.AlignTop)
        box.addLayout(row)
        box.addWidget(why)
        self._show_guess(field.name)
        return holder

    def _show_guess(self, name: str) -> None:
        """The mark of a guess, and why it was read so where that is known."""
        source = self._source
        guessed = source is not None and name in source.guessed
        reason = source.reasons.get(name, "") if guessed and source is not None else ""
        self.chips[name].setVisible(guessed)
        found = tr("Found in the file, but not stated there. Click if it is right.")
        self.chips[name].setToolTip(f"{reason}\n{found}" if reason else found)
        self.chips[name].setAccessibleDescription(reason or found)
        self._reasons[name].setText(reason)
        self._reasons[name].setVisible(bool(reason))

    def confirm(self, name: str) -> None:
        """Take the mark of a guess away."""
        self.chips[name].hide()
        self._reasons[name].hide()

    # Values

    def _stored(self, name: str) -> Any:
        return self._held(self._source, name)

    @staticmethod
    def _held(source: Source | None, name: str) -> Any:
        """What a source holds, in the form in which the widget shows it."""
        if source is None:
            return ""
        if name == "authors":
            return source.contributors
        if not name.startswith(CSL):
            return str(getattr(source, name))
        value = source.csl.get(name.removeprefix(CSL), "")
        if isinstance(value, Mapping):
            from annotator.citation import edtf

            return edtf.from_csl(value)
        return str(value) if isinstance(value, (str, int, float)) else ""

    def current(self) -> Source | None:
        """The source as the form says it now, saved or not."""
        return replace(self._source, **self.changes(frozenset())) if self._source is not None else None

    def has(self, name: str) -> bool:
        """Whether there is a row for a field, given as `operations.duplicates.values` names it."""
        return self._named(name) in self._fields

    def _named(self, name: str) -> str:
        name = "authors" if name == "contributors" else name
        return name if name in self._fields else CSL + name

    def take(self, found: Source, names: Iterable[str]) -> None:
        """Write what another source holds into the rows of these fields (names as in `has`), as if it were typed."""
        for name in map(self._named, names):
            if name not in self.widgets:
                self._add(name)
            self._fill(name, self._held(found, name))
            self.edited.emit(name)
        self._shape(str(self.value("type")))

    def _fill(self, name: str, value: Any = None) -> None:
        widget = self.widgets[name]
        value = self._stored(name) if value is None else value
        if isinstance(widget, People):
            widget.set_contributors(value or ())
        elif isinstance(widget, DateField):
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

    def value(self, name: str) -> Any:
        """What stands in a field now."""
        widget = self.widgets[name]
        if isinstance(widget, People):
            return widget.contributors()
        if isinstance(widget, DateField):
            return widget.text()
        if isinstance(widget, QPlainTextEdit):
            return widget.toPlainText().strip()
        if isinstance(widget, QComboBox):
            return str(widget.currentData())
        assert isinstance(widget, QLineEdit)
        return " ".join(widget.text().split())

    @property
    def valid(self) -> bool:
        """Whether every date is one."""
        return all(widget.valid for widget in self.widgets.values() if isinstance(widget, DateField))

    def changes(self, confirmed: frozenset[str]) -> dict[str, Any]:
        """The arguments for `operations.sources.edit`: what was changed, and what was confirmed as it is."""
        source = self._source
        if source is None:
            return {}
        changed: dict[str, Any] = {}
        csl = dict(source.csl)
        for name in self.widgets:
            value, before = self.value(name), self._stored(name)
            if name.startswith(CSL):
                if value != before:
                    self._put(csl, name.removeprefix(CSL), self._fields[name].kind, value)
            elif name == "authors":
                if value != before or name in confirmed:
                    changed["contributors"] = value
            elif value != before or name in confirmed:
                changed[name] = value
        if csl != source.csl:
            changed["csl"] = csl
        return changed

    @staticmethod
    def _put(csl: dict[str, Any], variable: str, kind: str, value: str) -> None:
        if not value:
            csl.pop(variable, None)
        elif kind == "date":
            from annotator.citation import edtf

            csl[variable] = edtf.to_csl(value)
        else:
            csl[variable] = value
