"""What happened to a treaty as rows: what, when, who."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QLineEdit, QPushButton, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.domain.treaty import EVENT_ORDER, InstrumentEvent
from annotator.ui.dialogs.date_field import DateField
from annotator.ui.icons import icon
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Tool


class EventRow(QWidget):
    """One event; a word of one's own may be written for what happened."""

    changed = Signal()
    removed = Signal()

    def __init__(self, event: InstrumentEvent, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._event = event
        self.kind = QComboBox()
        self.kind.setEditable(True)
        self.kind.setAccessibleName(tr("What happened"))
        for kind in EVENT_ORDER:
            self.kind.addItem(tr(kind), kind)
        at = self.kind.findData(event.kind)
        if at >= 0:
            self.kind.setCurrentIndex(at)
        else:
            self.kind.setEditText(event.kind)
        self.date = DateField(tr("Date of the event"))
        self.date.set_text(event.date)
        self.actor = QLineEdit(event.actor)
        self.actor.setCursorPosition(0)
        self.actor.setAccessibleName(tr("Who"))
        self.actor.setPlaceholderText(tr("who, optional"))
        self.remove = Tool("", tr("Remove this event"))
        self.remove.setIcon(icon("close", themes.theme, token="muted"))
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        for widget, stretch in ((self.kind, 3), (self.date, 3), (self.actor, 3), (self.remove, 0)):
            row.addWidget(widget, stretch, Qt.AlignmentFlag.AlignTop)
        self.kind.editTextChanged.connect(self.changed)
        self.date.changed.connect(self.changed)
        self.actor.textChanged.connect(self.changed)
        self.remove.clicked.connect(self.removed)

    def event_(self) -> InstrumentEvent:
        """What is written."""
        text = " ".join(self.kind.currentText().split())
        at = self.kind.findText(text)
        kind = str(self.kind.itemData(at)) if at >= 0 else text
        return InstrumentEvent(
            self._event.id, kind, self.date.text(), " ".join(self.actor.text().split()), self._event.note
        )


class EventRows(QWidget):
    """The rows, and a button that adds one."""

    changed = Signal()

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.rows: list[EventRow] = []
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(4)
        self.add = QPushButton(tr("+ Add an event"))
        self.add.setProperty("kind", "flat")
        self.add.setAutoDefault(False)
        self.add.clicked.connect(self._append_new)
        self._box.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)

    def set_events(self, events: Sequence[InstrumentEvent]) -> None:
        """Show these."""
        for event in events:
            self._append(event)

    def events(self) -> tuple[InstrumentEvent, ...]:
        """Those that say what happened."""
        made = [row.event_() for row in self.rows]
        return tuple(event for event in made if event.kind)

    @property
    def valid(self) -> bool:
        """Whether every date is one."""
        return all(row.date.valid for row in self.rows)

    def _append_new(self) -> None:
        self._append(InstrumentEvent("", "signed")).kind.setFocus(Qt.FocusReason.OtherFocusReason)
        self.changed.emit()

    def _append(self, event: InstrumentEvent) -> EventRow:
        row = EventRow(event, self._themes, self)
        row.changed.connect(self.changed)
        row.removed.connect(lambda: self._remove(row))
        self._box.insertWidget(len(self.rows), row)
        self.rows.append(row)
        return row

    def _remove(self, row: EventRow) -> None:
        self.rows.remove(row)
        self._box.removeWidget(row)
        row.hide()
        row.deleteLater()
        self.changed.emit()
