"""The "Aa" menu: paper, type, width and line height of articles."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QHBoxLayout, QMenu, QWidget, QWidgetAction

from annotator.domain.i18n import tr
from annotator.ui.reader.style import FAMILIES, MEASURES, PAPERS, ReadingStyle
from annotator.ui.widgets import Label, Segmented, Tool


class TypeMenu(QMenu):
    """`changed(ReadingStyle)` at each choice; the menu stays open."""

    changed = Signal(object)

    def __init__(self, style: ReadingStyle, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._style = style
        self._made = False
        self.aboutToShow.connect(self._make)

    def _make(self) -> None:
        """The rows, when they are first to be seen."""
        if self._made:
            return
        self._made = True
        names = {
            "auto": tr("As the window"),
            "light": tr("White"),
            "sepia": tr("Sepia"),
            "dark": tr("Dark"),
            "serif": tr("Serif"),
            "sans": tr("Sans serif"),
            "narrow": tr("Narrow"),
            "normal": tr("Normal"),
            "wide": tr("Wide"),
        }
        self.paper = Segmented([(key, names[key], "") for key in PAPERS], tr("Paper"))
        self.family = Segmented([(key, names[key], "") for key in FAMILIES], tr("Type"))
        self.measure = Segmented([(key, names[key], "") for key in MEASURES], tr("Column"))
        self._size = Label("", "body")
        self._lines = Label("", "body")
        box = QFrame()
        grid = QGridLayout(box)
        grid.setContentsMargins(14, 12, 14, 12)
        grid.setVerticalSpacing(10)
        rows: list[tuple[str, QWidget]] = [
            (tr("Paper"), self.paper),
            (tr("Type"), self.family),
            (tr("Size"), self._stepper(self._size, self._resize, tr("Smaller type"), tr("Larger type"))),
            (tr("Column"), self.measure),
            (tr("Lines"), self._stepper(self._lines, self._respace, tr("Closer lines"), tr("Wider lines"))),
        ]
        for number, (name, widget) in enumerate(rows):
            grid.addWidget(Label(name, "muted"), number, 0)
            grid.addWidget(widget, number, 1, Qt.AlignmentFlag.AlignLeft)
        action = QWidgetAction(self)
        action.setDefaultWidget(box)
        self.addAction(action)
        self.paper.chosen.connect(lambda key: self._set(replace(self._style, paper=key)))
        self.family.chosen.connect(lambda key: self._set(replace(self._style, family=key)))
        self.measure.chosen.connect(lambda key: self._set(replace(self._style, measure=key)))
        self.show_style(self._style)

    def _stepper(self, value: Label, step: Callable[[int], None], less: str, more: str) -> QWidget:
        row = QWidget()
        layout = QHBoxLayout(row)
        layout.setContentsMargins(0, 0, 0, 0)
        down, up = Tool("−", less), Tool("+", more)
        for button in (down, up):
            button.setProperty("kind", "boxed")
        down.clicked.connect(lambda: step(-1))
        up.clicked.connect(lambda: step(1))
        value.setMinimumWidth(52)
        value.setWordWrap(False)
        value.setAlignment(Qt.AlignmentFlag.AlignCenter)
        layout.addWidget(down)
        layout.addWidget(value)
        layout.addWidget(up)
        return row

    def _resize(self, step: int) -> None:
        self._set(self._style.larger(float(step)))

    def _respace(self, step: int) -> None:
        self._set(self._style.airier(step * 0.1))

    def show_style(self, style: ReadingStyle) -> None:
        """Show what is in use."""
        self._style = style
        if not self._made:
            return
        self.paper.set_value(style.paper)
        self.family.set_value(style.family)
        self.measure.set_value(style.measure)
        self._size.setText(tr("{points} pt", points=f"{style.font_pt:g}"))
        self._lines.setText(f"{style.line_height:.2f}")

    def _set(self, style: ReadingStyle) -> None:
        if style != self._style:
            self.show_style(style)
            self.changed.emit(style)
