"""One row of choices above the list of highlights: colour, kind, tag, author, linked or not."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QComboBox, QWidget

from annotator.domain.annotation import Colour, Style
from annotator.domain.i18n import tr
from annotator.ui.reader.highlightmodel import HighlightModel, style_name
from annotator.ui.reader.popup import colour_name
from annotator.ui.widgets import FlowLayout

FIELDS = ("colour", "style", "tag", "author", "linked")


class FilterRow(QWidget):
    """`changed` when the choice did; the model shows it by then."""

    changed = Signal()

    def __init__(self, model: HighlightModel, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._model = model
        self._meanings: dict[str, str] = {}
        self.boxes: dict[str, QComboBox] = {}
        row = FlowLayout(self)
        for name, said in zip(
            FIELDS, (tr("Colour"), tr("Kind"), tr("Tag"), tr("Author"), tr("Links, pins")), strict=True
        ):
            box = QComboBox()
            box.setAccessibleName(said)
            box.setToolTip(said)
            box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToContents)
            box.addItem(said, "")
            box.activated.connect(self._choose)
            self.boxes[name] = box
            row.addWidget(box)
        self._fill("style", [(style.value, style_name(style)) for style in Style])
        self._fill(
            "linked", [("yes", tr("with links")), ("no", tr("without links")), ("pinned", tr("pinned"))]
        )
        self.refresh()

    def set_meanings(self, meanings: dict[str, str]) -> None:
        """What the project means by each colour."""
        self._meanings = meanings
        self.refresh()

    def refresh(self) -> None:
        """The highlights are others now: what can be chosen follows."""
        named = [
            (colour.value, self._meanings.get(colour.value) or colour_name(colour.value)) for colour in Colour
        ]
        self._fill("colour", named)
        # All have an author: one alone is no choice. Not all have a tag.
        for name, least in (("tag", 1), ("author", 2)):
            box = self.boxes[name]
            self._fill(name, [(one, one) for one in self._model.named(name)])
            box.setVisible(box.count() > least or bool(box.currentData()))

    def clear(self) -> None:
        """Choose nothing."""
        for box in self.boxes.values():
            box.setCurrentIndex(0)
        self._choose()

    def _fill(self, name: str, choices: Sequence[tuple[str, str]]) -> None:
        box = self.boxes[name]
        kept = box.currentData()
        while box.count() > 1:
            box.removeItem(1)
        for value, text in choices:
            box.addItem(text, value)
        box.setCurrentIndex(max(box.findData(kept), 0))

    def _choose(self) -> None:
        colour, style, tag, author, linked = (str(self.boxes[name].currentData() or "") for name in FIELDS)
        self._model.ask(
            replace(self._model.wish, colour=colour, style=style, tag=tag, author=author, linked=linked)
        )
        self.changed.emit()
