"""A row of joined buttons of which one is chosen: stance, fidelity, status."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QPushButton, QSizePolicy, QWidget


class Segmented(QWidget):
    """Choices as (value, text, tone); `chosen(value)` only when the user picks another one.

    Arrow keys move the choice, as with radio buttons; the group has one name for screen readers.
    """

    chosen = Signal(str)

    def __init__(
        self, choices: Sequence[tuple[str, str, str]], name: str, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setAccessibleName(name)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        self._group = QButtonGroup(self)
        self._group.setExclusive(True)
        self._buttons: dict[str, QPushButton] = {}
        self._value = ""
        for index, (value, text, tone) in enumerate(choices):
            button = QPushButton(text, self)
            button.setCheckable(True)
            button.setProperty("kind", "segment")
            button.setProperty("tone", tone)
            place = (
                "only"
                if len(choices) == 1
                else "first"
                if index == 0
                else "last"
                if index + 1 == len(choices)
                else ""
            )
            button.setProperty("place", place)
            button.setAccessibleName(f"{name}: {text}")
            button.clicked.connect(lambda _checked=False, v=value: self._pick(v))
            self._group.addButton(button)
            self._buttons[value] = button
            row.addWidget(button)

    def value(self) -> str:
        """The chosen value, "" for none."""
        return self._value

    def set_value(self, value: str) -> None:
        """Show `value` as chosen, without the signal; an unknown value shows none."""
        self._value = value if value in self._buttons else ""
        self._group.setExclusive(False)
        for key, button in self._buttons.items():
            button.setChecked(key == value)
        self._group.setExclusive(True)

    def button(self, value: str) -> QPushButton:
        """The button of one choice."""
        return self._buttons[value]

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Left and right move the choice."""
        step = {Qt.Key.Key_Left: -1, Qt.Key.Key_Right: 1}.get(Qt.Key(event.key()), 0)
        if not step:
            super().keyPressEvent(event)
            return
        values = list(self._buttons)
        at = values.index(self._value) if self._value else (-1 if step > 0 else len(values))
        if 0 <= at + step < len(values):
            self._buttons[values[at + step]].setFocus()
            self._pick(values[at + step])

    def _pick(self, value: str) -> None:
        if value != self._value:
            self.set_value(value)
            self.chosen.emit(value)
