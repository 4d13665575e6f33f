"""The row under the menus: workspaces, colours, zoom, and the way into the search for everything."""

from __future__ import annotations

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QAction, QResizeEvent
from PySide6.QtWidgets import QButtonGroup, QHBoxLayout, QLabel, QPushButton, QSizePolicy, QWidget

from annotator.domain.annotation import Colour
from annotator.domain.i18n import tr
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Swatch, Tool
from annotator.ui.widgets.basics import colour_name

WORKSPACES = ("read", "claims", "treaty", "bibliography")


class ToolBar(QWidget):
    """Buttons stand for actions; the reader's part is shown in the Read workspace only."""

    colour_chosen = Signal(str)

    def __init__(self, actions: dict[str, QAction], themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "bar")
        self.setAccessibleName(tr("Tools"))
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._in_read = True
        self._row = row = QHBoxLayout(self)
        row.setContentsMargins(12, 8, 12, 8)
        row.setSpacing(8)
        self._group = QButtonGroup(self)
        self.workspaces: dict[str, QPushButton] = {}
        for name in WORKSPACES:
            button = _button(actions[f"workspace.{name}"])
            self._group.addButton(button)
            self.workspaces[name] = button
            row.addWidget(button)
        row.addSpacing(18)
        self._reader = QWidget()
        tools = QHBoxLayout(self._reader)
        tools.setContentsMargins(0, 0, 0, 0)
        tools.setSpacing(4)
        self.swatches: dict[str, Swatch] = {}
        for colour in Colour:
            swatch = Swatch(
                colour.value, tr("Highlight in {colour}", colour=colour_name(colour.value).lower()), themes
            )
            swatch.setCheckable(False)
            swatch.clicked.connect(lambda _checked=False, c=colour.value: self.colour_chosen.emit(c))
            self.swatches[colour.value] = swatch
            tools.addWidget(swatch)
        tools.addSpacing(14)
        self.zoom = QLabel("100 %")
        self.zoom.setProperty("kind", "muted")
        self.zoom.setMinimumWidth(self.zoom.fontMetrics().horizontalAdvance("0000 %"))
        self.zoom.setAlignment(Qt.AlignmentFlag.AlignCenter)
        tools.addWidget(_tool("−", actions["view.zoom_out"]))
        tools.addWidget(self.zoom)
        tools.addWidget(_tool("+", actions["view.zoom_in"]))
        row.addWidget(self._reader)
        row.addStretch(1)
        self.search = QPushButton(tr("Search sources, highlights, claims, provisions…   Ctrl+K"))
        self.search.setProperty("kind", "search")
        self.search.setAccessibleName(tr("Search everything"))
        self.search.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.search.setMinimumWidth(120)
        self.search.clicked.connect(actions["edit.palette"].trigger)
        row.addWidget(self.search)

    def show_workspace(self, name: str) -> None:
        """Mark the workspace in view."""
        self.workspaces[name].setChecked(True)
        self._in_read = name == "read"
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """A narrow window has no room for the reader's part; the menus and keys have all of it."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        tools = self._reader.sizeHint().width() + self._row.spacing()
        rest = self._row.minimumSize().width() - (0 if self._reader.isHidden() else tools)
        self.setMinimumWidth(rest)
        self._reader.setVisible(self._in_read and self.width() >= rest + tools)

    def show_zoom(self, factor: float) -> None:
        """1.0 is 100 %."""
        self.zoom.setText(f"{round(factor * 100)} %")
        self.zoom.setAccessibleName(tr("Zoom: {percent} %", percent=round(factor * 100)))

    def set_reading(self, reading: bool) -> None:
        """Whether a document is open."""
        for swatch in self.swatches.values():
            swatch.setEnabled(reading)
        self.zoom.setEnabled(reading)

    def name_colours(self, meanings: dict[str, str]) -> None:
        """The project's own names of the colours, as tool tips and for screen readers."""
        for colour, swatch in self.swatches.items():
            own = meanings.get(colour, "")
            name = tr("Highlight in {colour}", colour=colour_name(colour).lower())
            text = f"{name} ({own})" if own else name
            swatch.setToolTip(text)
            swatch.setAccessibleName(text)


def _button(action: QAction) -> QPushButton:
    button = QPushButton(action.text())
    button.setProperty("kind", "workspace")
    button.setCheckable(True)
    keys = action.shortcut().toString()
    button.setAccessibleName(action.text())
    button.setToolTip(f"{action.text()} ({keys})")
    button.clicked.connect(action.trigger)
    return button


def _tool(sign: str, action: QAction) -> Tool:
    tool = Tool(sign, action.text())
    tool.setProperty("kind", "boxed")
    tool.setToolTip(f"{action.text()} ({action.shortcut().toString()})")
    tool.clicked.connect(action.trigger)
    return tool
