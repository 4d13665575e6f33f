"""The keyboard on the paper: the cursor, selecting, going from quotation to quotation."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence, QTextLayout

from annotator.ui.bibliography.paper import x_of
from annotator.ui.bibliography.paperselection import Point
from annotator.ui.units import Units

if TYPE_CHECKING:
    from annotator.ui.bibliography.preview import PaperBrowser


class PaperKeys:
    """Serves one paper. `moved`: whether the cursor was moved by keys, so that it is painted."""

    def __init__(self, paper: PaperBrowser) -> None:
        self._paper = paper
        self.moved = False

    def pressed(self, event: QKeyEvent) -> bool:
        """Do what a key says; False for one that says nothing here."""
        paper = self._paper
        if not paper.paragraphs:
            return False
        if event.matches(QKeySequence.StandardKey.Copy):
            paper.copy()
        elif event.matches(QKeySequence.StandardKey.SelectAll):
            paper.selectAll()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            return self._open()
        else:
            caret = self._target(event)
            if caret is None:
                return False
            self.moved = True
            extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
            paper.select(paper.selected.anchor if extends else caret, caret)
            paper.reveal(*caret)
        return True

    def _open(self) -> bool:
        paragraph = self._paper.current_paragraph
        if paragraph is None or not paragraph.annotation_id:
            return False
        self._paper.passage_clicked.emit(paragraph.annotation_id)
        return True

    def _target(self, event: QKeyEvent) -> Point | None:
        """Where a key takes the cursor."""
        key, caret = event.key(), self._paper.selected.caret
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        last = len(self._paper.paragraphs) - 1
        match key:
            case Qt.Key.Key_Left | Qt.Key.Key_Right:
                return self._across(caret, forwards=key == Qt.Key.Key_Right, word=control)
            case Qt.Key.Key_Up | Qt.Key.Key_Down:
                return self._line(caret, 1 if key == Qt.Key.Key_Down else -1)
            case Qt.Key.Key_PageUp | Qt.Key.Key_PageDown:
                return self._page(1 if key == Qt.Key.Key_PageDown else -1)
            case Qt.Key.Key_Home:
                return Point() if control else Point(caret.number, self._edge(caret, end=False))
            case Qt.Key.Key_End:
                if control:
                    return Point(last, self._length(last))
                return Point(caret.number, self._edge(caret, end=True))
        return None

    def _length(self, number: int) -> int:
        return self._paper.selected.length(self._paper.paragraphs[number].text)

    def _edge(self, caret: Point, *, end: bool) -> int:
        line = self._paper.block(caret.number).layout.lineForTextPosition(caret.offset)
        if not line.isValid():
            return caret.offset
        whole = line.textStart() + line.textLength()
        return (whole if whole == self._length(caret.number) else whole - 1) if end else line.textStart()

    def _across(self, caret: Point, *, forwards: bool, word: bool) -> Point:
        layout = self._paper.block(caret.number).layout
        mode = QTextLayout.CursorMode.SkipWords if word else QTextLayout.CursorMode.SkipCharacters
        if forwards:
            to = layout.nextCursorPosition(caret.offset, mode)
            if to == caret.offset and caret.number + 1 < len(self._paper.paragraphs):
                return Point(caret.number + 1, 0)
        else:
            to = layout.previousCursorPosition(caret.offset, mode)
            if to == caret.offset and caret.number:
                return Point(caret.number - 1, self._length(caret.number - 1))
        return Point(caret.number, to)

    def _line(self, caret: Point, way: int) -> Point:
        """The same place a line higher or lower."""
        layout = self._paper.block(caret.number).layout
        line = layout.lineForTextPosition(caret.offset)
        x = x_of(line, caret.offset) if line.isValid() else 0.0
        at = line.lineNumber() + way if line.isValid() else way
        if 0 <= at < layout.lineCount():
            return Point(caret.number, int(layout.lineAt(at).xToCursor(x)))
        number = caret.number + way
        if not 0 <= number < len(self._paper.paragraphs):
            return caret
        other = self._paper.block(number).layout
        if not other.lineCount():
            return Point(number, 0)
        return Point(number, int(other.lineAt(0 if way > 0 else other.lineCount() - 1).xToCursor(x)))

    def _page(self, way: int) -> Point:
        """A window further, the cursor with it."""
        bar = self._paper.verticalScrollBar()
        box = self._paper.cursorRect()
        bar.setValue(bar.value() + way * (bar.pageStep() - 40))
        inside = min(max(box.center().y(), 20), self._paper.viewport().height() - 20)
        return self._paper.spot(QPointF(box.center().x(), inside)) or self._paper.selected.caret

    def word(self, point: Point) -> tuple[Point, Point]:
        """The word at a place."""
        layout = self._paper.block(point.number).layout
        mode = QTextLayout.CursorMode.SkipWords
        end = layout.nextCursorPosition(point.offset, mode)
        start = layout.previousCursorPosition(end, mode)
        text = self._paper.block(point.number).text
        units = Units(text)
        while end > start and text[units.to_code_points(end) - 1].isspace():
            end -= 1
        return Point(point.number, start), Point(point.number, end)

    def to_quotation(self, way: int) -> bool:
        """Select the next quotation, or the one before; False where there is none."""
        paper = self._paper
        number = paper.selected.caret.number
        if not (self.moved or paper.has_selection):
            number = next((one.number for one in paper.seen()), 0) - (1 if way > 0 else 0)
        number += way
        while 0 <= number < len(paper.paragraphs):
            if paper.paragraphs[number].annotation_id and paper.block(number).quoted:
                start, end = paper.block(number).quoted[0]
                self.moved = True
                paper.select(Point(number, start), Point(number, end))
                paper.reveal(number, start)
                return True
            number += way
        return False
