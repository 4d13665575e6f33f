"""A date as EDTF with its reading in words below it, or what is wrong with it."""

from __future__ import annotations

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.domain.wording import readable_date
from annotator.ui.widgets import Label
from annotator.ui.widgets.basics import set_kind


class DateField(QWidget):
    """`2025-09-19`, `2025-09`, `1991~`: read aloud while one types. An empty field is a valid one."""

    changed = Signal()

    def __init__(self, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(2)
        self.field = QLineEdit()
        self.field.setAccessibleName(name)
        self.field.setPlaceholderText(tr("2025-09-19, 2025-09, 2025, 1991~ …"))
        self.reading = Label("", "small")
        box.addWidget(self.field)
        box.addWidget(self.reading)
        self.setFocusProxy(self.field)
        self.field.textChanged.connect(self._read)
        self._read("")

    def text(self) -> str:
        """The date as it is stored."""
        return self.field.text().strip()

    def set_text(self, edtf: str) -> None:
        """Show a date."""
        self.field.setText(edtf)

    @property
    def valid(self) -> bool:
        """Whether what stands there is a date, or nothing."""
        try:
            readable_date(self.text())
        except ValueError:
            return False
        return True

    def _read(self, _: str) -> None:
        if self.valid:
            self.reading.setText(readable_date(self.text()))
            set_kind(self.reading, "small")
        else:
            self.reading.setText(tr("Not a date yet: write 2025-09-19, 2025-09 or 2025."))
            set_kind(self.reading, "danger")
        self.reading.setVisible(bool(self.reading.text()))
        self.field.setAccessibleDescription(self.reading.text())
        self.changed.emit()
