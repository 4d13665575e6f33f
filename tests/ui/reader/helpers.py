"""The reader as a test's hand and eye: where a character is, dragging over a phrase, what is stored."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.reader.area import ReaderArea
from annotator.ui.reader.canvas import Canvas
from annotator.ui.reader.pane import DocumentPane
from annotator.ui.reader.popup import Popup
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook


@dataclass
class Desk:
    """A reader on a project."""

    qtbot: QtBot
    session: Session
    themes: ThemeBook
    area: ReaderArea
    documents: list[str]

    @property
    def pane(self) -> DocumentPane:
        pane = self.area.pane()
        assert pane is not None
        return pane

    @property
    def canvas(self) -> Canvas:
        return self.pane.canvas

    @property
    def popup(self) -> Popup:
        return self.pane.annotating.popup

    @property
    def text(self) -> str:
        return self.pane.view.text

    @property
    def selected(self) -> str:
        chosen = self.canvas.selection
        return self.text[chosen.start : chosen.end]

    def open(self, number: int) -> None:
        self.area.open_document(self.documents[number])
        self.settle()

    def settle(self) -> None:
        self.qtbot.waitUntil(lambda: self.canvas.is_settled, timeout=15_000)

    def point(self, offset: int) -> QPoint:
        """The middle of a character in the viewport; it is scrolled to where it is not seen."""
        canvas = self.canvas
        box = canvas.range_rect(offset, offset + 1)
        if box.isEmpty() or box.top() < 4 or box.bottom() > canvas.viewport().height() - 4:
            canvas.travel.go(offset, flash=False)
            self.settle()
            box = canvas.range_rect(offset, offset + 1)
        assert not box.isEmpty(), f"character {offset} is not shown"
        return box.center()

    def drag(
        self, start: int, end: int, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
    ) -> None:
        """From the middle of the first character to the middle of the last."""
        view = self.canvas.viewport()
        first, last = self.point(start), self.point(end - 1)
        first = self.point(start)
        left = Qt.MouseButton.LeftButton
        QTest.mousePress(view, left, modifier, first)
        for part in (1, 2, 3):
            QTest.mouseMove(view, first + (last - first) * part / 4)
        QTest.mouseMove(view, last)
        QTest.mouseRelease(view, left, modifier, last)

    def drag_over(self, phrase: str) -> tuple[int, int]:
        start = self.text.index(phrase)
        self.drag(start, start + len(phrase))
        return start, start + len(phrase)

    def key(self, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier) -> None:
        QTest.keyClick(self.canvas, key, modifier)

    def stored(self, read: Any) -> Any:
        """The answer of `read(project)`."""
        answers: list[Any] = []
        self.session.read(read, answers.append)
        self.qtbot.waitUntil(lambda: bool(answers), timeout=10_000)
        return answers[0]

    def rows(self) -> list[Any]:
        from annotator.store import annotations

        document = self.pane.view.id
        return self.stored(lambda project: annotations.rows_of_document(project, document))
