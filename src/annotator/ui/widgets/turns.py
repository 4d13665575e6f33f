"""Two neighbours in a splitter take turns where there is no room for both."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QSplitter, QWidget

from annotator.domain.i18n import tr
from annotator.ui.widgets.segmented import Segmented

FIRST, SECOND = "first", "second"


class Turns(Segmented):
    """Chooses which of the two is seen; hidden, and both seen, while the splitter has `room`."""

    narrowed = Signal(bool)

    def __init__(self, first: str, second: str, parent: QWidget | None = None) -> None:
        super().__init__([(FIRST, first, ""), (SECOND, second, "")], tr("What is shown"), parent)
        self._splitter: QSplitter | None = None
        self._parts: dict[str, QWidget] = {}
        self._room = 0
        self._wide: list[int] = []
        self._tight: list[int] = []
        self._narrow = False
        self._paired = True
        self.set_value(FIRST)
        self.hide()
        self.chosen.connect(lambda _: self._show())

    def share(
        self,
        splitter: QSplitter,
        parts: tuple[QWidget, QWidget],
        *,
        room: int,
        least: int,
        sizes: tuple[list[int], list[int]],
    ) -> None:
        """Let these two take turns whenever `splitter` is narrower than `room`; it goes down to `least`.

        sizes  of all of the splitter's parts: with room, and without
        """
        self._splitter, self._room = splitter, room
        self._wide, self._tight = sizes
        self._parts = dict(zip((FIRST, SECOND), parts, strict=True))
        splitter.setSizes(self._wide)
        # By itself it would insist on room for all that is shown now, and could never become narrow.
        splitter.setMinimumWidth(least)
        splitter.installEventFilter(self)

    def set_paired(self, paired: bool) -> None:
        """Whether there is anything to show in the second one; without, the first one has all the room."""
        self._paired = paired
        self._show()

    def reveal(self, value: str) -> None:
        """Let one be seen, which may be so already."""
        self.set_value(value)
        self._show()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Follow the splitter's width."""
        if watched is self._splitter and isinstance(event, QResizeEvent):
            narrow = event.size().width() < self._room
            if narrow != self._narrow:
                if event.oldSize().width() >= self._room:
                    self._wide = self._splitter.sizes()
                self._fit(narrow)
                self._splitter.setSizes(self._tight if narrow else self._wide)
        return super().eventFilter(watched, event)

    def _fit(self, narrow: bool) -> None:
        self._narrow = narrow
        focus = self.window().focusWidget()
        for value, part in self._parts.items():
            # Whoever holds the keyboard stays.
            if focus is not None and (part is focus or part.isAncestorOf(focus)):
                self.set_value(value)
        self._show()
        self.narrowed.emit(narrow)

    def _show(self) -> None:
        turns = self._narrow and self._paired
        seen = self.value() if turns else ""
        # Shown before the other is hidden: the keyboard then has somewhere to go.
        for value, part in sorted(self._parts.items(), key=lambda pair: pair[0] != seen):
            part.setVisible(value == seen if turns else value == FIRST or self._paired)
        self.setVisible(turns)
