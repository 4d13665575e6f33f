"""The window's first sight: a sketch over its parts until the first page stands there by itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent

    from annotator.ui.sketch import Sketch
    from annotator.ui.window import MainWindow

# A page that takes longer is waited for in sight of the window's parts.
COVERED_MS = 1500


class FirstSight:
    """Covers a window with a sketch."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self._sketch: Sketch | None = None

    @property
    def covers(self) -> bool:
        """Whether the sketch is over the window."""
        return self._sketch is not None

    def cover(self, sketch: Sketch) -> None:
        """Lay `sketch` over the window."""
        self._sketch = sketch
        sketch.setParent(self._window)
        sketch.setFocus()
        self.fit()

    def fit(self) -> None:
        """Over all of the window, above all parts."""
        if self._sketch is not None:
            self._sketch.setGeometry(self._window.rect())
            self._sketch.raise_()

    def uncover(self, *_: object) -> None:
        """Take the sketch away."""
        sketch, self._sketch = self._sketch, None
        if sketch is not None:
            sketch.hide()
            if self._window.is_whole:
                for event in sketch.keys:
                    _act_on(self._window, event)
            sketch.deleteLater()

    def forget(self) -> None:
        """The window is closing: the sketch goes with it."""
        self._sketch = None

    def uncover_when_settled(self) -> None:
        """Take it away once the reader shows the same page, or tells why it cannot."""
        pane = self._window.reader.pane()
        if self._sketch is None or pane is None or pane.canvas.is_settled:
            self.uncover()
            return
        from PySide6.QtCore import QTimer

        pane.canvas.settled.connect(self.uncover)
        pane.view.failed.connect(self.uncover)
        pane.view.password_needed.connect(self.uncover)
        QTimer.singleShot(COVERED_MS, self.uncover)


def _act_on(window: MainWindow, event: QEvent) -> None:
    """Do what a key that was pressed early asks for: a command's shortcut, else a key for who has the keyboard."""
    from PySide6.QtGui import QKeyEvent, QKeySequence
    from PySide6.QtWidgets import QApplication

    if isinstance(event, QKeyEvent):
        keys = QKeySequence(event.keyCombination())
        for action in window.actions_.values():
            if keys in action.shortcuts() and action.isEnabled():
                action.trigger()
                return
        QApplication.sendEvent(window.focusWidget() or window, event)


def remember(window: MainWindow) -> None:
    """Keep how the window looks now, for the sketch of the next start."""
    from annotator.opening import Record

    pane = window.reader.pane()
    if pane is None or window.workspaces.current != "read":
        return
    port, theme = pane.canvas.viewport(), window.themes.theme
    corner = port.mapTo(window, port.rect().topLeft())
    Record(
        (window.width(), window.height()),
        (corner.x(), corner.y(), port.width(), port.height()),
        window.devicePixelRatioF(),
        (theme.window, theme.surface, theme.canvas),
        str(window.session.path.absolute()),
        window.reader.current_document() or "",
    ).write()
