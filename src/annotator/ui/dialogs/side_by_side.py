"""Two sources side by side: for every field in which they differ, whose value stays."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QButtonGroup, QGridLayout, QHBoxLayout, QRadioButton, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.dialogs.source_fields import CSL, fields, types
from annotator.ui.widgets import Heading, Label

if TYPE_CHECKING:
    from annotator.operations.duplicates import FieldPair

# Longer values are cut: an annotation need not be read whole to be chosen.
SHOWN = 300


def field_name(name: str) -> str:
    """A field or CSL variable as the details dialog calls it."""
    known = {field.name: field.label.replace("&", "") for field in fields()}
    known["contributors"] = known["authors"]
    return known.get(name) or known.get(CSL + name) or name


class SideBySide(QWidget):
    """What stays by itself left, the other right; an empty field, a type that says nothing and what is `doubted` take the other's."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._outer = QVBoxLayout(self)
        self._outer.setContentsMargins(4, 4, 4, 4)
        self._outer.addStretch(1)
        self._body: QWidget | None = None
        self.sides: dict[str, tuple[QRadioButton, QRadioButton]] = {}

    def show_pair(
        self,
        pairs: Sequence[FieldPair],
        headings: tuple[str, str],
        doubted: Collection[str] = (),
    ) -> None:
        """Show the fields of two sources below their headings; `doubted` fields of the first are only guesses."""
        if self._body is not None:
            self._body.hide()
            self._body.deleteLater()
        self._body = QWidget()
        grid = QGridLayout(self._body)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(14)
        grid.setVerticalSpacing(8)
        grid.setColumnStretch(1, 1)
        grid.setColumnStretch(2, 1)
        for column, words in enumerate(headings, start=1):
            grid.addWidget(Heading(words), 0, column)
        self.sides = {}
        kinds = dict(types())
        # What differs comes first: that is what one has to decide.
        for row, pair in enumerate(sorted(pairs, key=lambda one: one.same), start=1):
            name = field_name(pair.field)
            grid.addWidget(Label(name, "muted"), row, 0, Qt.AlignmentFlag.AlignTop)
            shown = [kinds.get(v, v) if pair.field == "type" else v for v in (pair.kept, pair.dropped)]
            if pair.same:
                grid.addWidget(Label(shown[0][:SHOWN], "muted"), row, 1, 1, 2)
            else:
                self._choice(grid, row, pair, name, shown, pair.field in doubted)
        self._outer.insertWidget(0, self._body)

    def _choice(
        self, grid: QGridLayout, row: int, pair: FieldPair, name: str, shown: list[str], doubted: bool
    ) -> None:
        group = QButtonGroup(self._body)
        made = []
        for column, (side, value) in enumerate(zip(("keep", "drop"), shown, strict=True), start=1):
            button = QRadioButton()
            button.setAccessibleName(f"{name}: {value or tr('nothing')}")
            told = tr("{value} (a guess)", value=value[:SHOWN]) if doubted and column == 1 else value[:SHOWN]
            words = Label(told or tr("nothing"), "body" if value else "muted")
            words.setBuddy(button)
            holder = QWidget()
            line = QHBoxLayout(holder)
            line.setContentsMargins(0, 0, 0, 0)
            line.addWidget(button, 0, Qt.AlignmentFlag.AlignTop)
            line.addWidget(words, 1, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(holder, row, column)
            group.addButton(button)
            made.append(button)
            if side == ("drop" if doubted and pair.dropped else _usual(pair)):
                button.setChecked(True)
        self.sides[pair.field] = (made[0], made[1])

    def choices(self) -> dict[str, str]:
        """For each field that differs, whose value stays: "keep" or "drop"."""
        return {field: "keep" if keep.isChecked() else "drop" for field, (keep, _) in self.sides.items()}


def _usual(pair: FieldPair) -> str:
    if pair.field == "type" and pair.kept == "document":
        return "drop"  # nothing is said by it
    return "keep" if pair.kept else "drop"
