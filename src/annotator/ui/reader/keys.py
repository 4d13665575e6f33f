"""The keyboard on the canvas: scrolling, the caret, extending a selection. Nothing needs the mouse."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QKeySequence
from PySide6.QtWidgets import QAbstractSlider

from annotator.citation.text import is_right_to_left
from annotator.documents.pagemap import PageMap
from annotator.documents.views import Link
from annotator.domain.geometry import Rect
from annotator.ui.reader.grips import end_of
from annotator.ui.reader.selection import Selection, copied
from annotator.ui.reader.words import next_grapheme, next_word, previous_grapheme, previous_word

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

_ARROWS = {
    Qt.Key.Key_Left: "left",
    Qt.Key.Key_Right: "right",
    Qt.Key.Key_Up: "up",
    Qt.Key.Key_Down: "down",
    Qt.Key.Key_Home: "home",
    Qt.Key.Key_End: "end",
}
_OTHER = {"left": "right", "right": "left"}
# So much of a paragraph is looked at for its direction.
HEAD = 200
_ENTER = (Qt.Key.Key_Return, Qt.Key.Key_Enter)


class Keys:
    """Caret browsing (F7) moves a caret by characters, words and lines; Shift extends, with or without F7."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._x: float | None = None  # the column that up and down keep to, in points

    def toggle_caret(self) -> None:
        """F7."""
        canvas = self._canvas
        canvas.caret_shown = not canvas.caret_shown
        if canvas.caret_shown:
            canvas.caret = self._start()
        canvas.viewport().update()
        canvas.moved.emit()

    def tool(self, event: QKeyEvent) -> bool:
        """Whether the key was the area tool's, which comes before all else while it is in hand."""
        modifiers = event.modifiers()
        return self._canvas.area_tool.key(
            Qt.Key(event.key()),
            shift=bool(modifiers & Qt.KeyboardModifier.ShiftModifier),
            fine=bool(modifiers & Qt.KeyboardModifier.ControlModifier),
        )

    def press(self, event: QKeyEvent) -> bool:
        """Whether the key was ours."""
        canvas = self._canvas
        key = Qt.Key(event.key())
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        shift = bool(modifiers & Qt.KeyboardModifier.ShiftModifier)
        control = bool(modifiers & Qt.KeyboardModifier.ControlModifier)
        if event.matches(QKeySequence.StandardKey.Copy):
            return self.copy()
        if event.matches(QKeySequence.StandardKey.SelectAll):
            document = canvas.view.document
            hidden = document is not None and canvas.view.continuous and not canvas.show_rest
            end = document.main_end if document is not None and hidden else len(canvas.view.text)
            canvas.select(Selection(0, end))
            return True
        if key == Qt.Key.Key_F7:
            self.toggle_caret()
            return True
        if key == Qt.Key.Key_Escape:
            return self._escape()
        if key in _ENTER and canvas.selection:
            canvas.selection_made.emit()
            return True
        if key in _ENTER and canvas.caret_shown and canvas.caret is not None and not modifiers:
            self._follow()
            return True
        if (
            key in _ARROWS
            and not modifiers & Qt.KeyboardModifier.AltModifier
            and (shift or canvas.caret_shown)
        ):
            self._move(_ARROWS[key], by_word=control, extend=shift)
            return True
        if not control and key == Qt.Key.Key_Space:
            return self._scroll(Qt.Key.Key_PageUp if shift else Qt.Key.Key_PageDown)
        ends = control and key in (Qt.Key.Key_Home, Qt.Key.Key_End)
        return (ends or not modifiers) and self._scroll(key)

    def copy(self) -> bool:
        """Ctrl+C: the words as the reader sees them; signs that a Markdown file hides stay behind."""
        canvas = self._canvas
        if not canvas.selection:
            return False
        words = canvas.view.seen(canvas.selection.start, canvas.selection.end)
        QGuiApplication.clipboard().setText(copied(words, 0, len(words)))
        return True

    def _follow(self) -> None:
        """Enter where the caret stands on a link."""
        canvas = self._canvas
        caret = canvas.caret
        page = canvas.view.page_of(caret or 0)

        def known() -> None:
            link = self.link()
            if link is not None and canvas.caret == caret:
                canvas.link_followed.emit(link)

        canvas.view.links.ask(page, known)

    def link(self) -> Link | None:
        """The link that the caret stands on, as far as it is known."""
        canvas = self._canvas
        if canvas.caret is None:
            return None
        page = canvas.view.page_of(canvas.caret)
        words = canvas.view.map(page)
        box = words.caret(canvas.caret) if words is not None else None
        return canvas.view.links.at(page, box.x0 + 0.5, (box.y0 + box.y1) / 2) if box is not None else None

    def _escape(self) -> bool:
        """One layer at a time: selection, selected highlight, caret; then it is somebody else's."""
        canvas = self._canvas
        if canvas.selection:
            canvas.select(Selection(canvas.selection.head, canvas.selection.head))
        elif canvas.selected:
            canvas.set_selected("")
            canvas.annotation_clicked.emit("")
        elif canvas.caret_shown:
            canvas.caret_shown = False
            canvas.viewport().update()
            canvas.moved.emit()
        else:
            canvas.escaped.emit()
        return True

    def _scroll(self, key: Qt.Key) -> bool:
        bar = self._canvas.verticalScrollBar()
        across = self._canvas.horizontalScrollBar()
        page = max(bar.pageStep() - 60, 40)
        if key == Qt.Key.Key_PageDown:
            bar.setValue(bar.value() + page)
        elif key == Qt.Key.Key_PageUp:
            bar.setValue(bar.value() - page)
        elif key == Qt.Key.Key_Home:
            bar.triggerAction(QAbstractSlider.SliderAction.SliderToMinimum)
        elif key == Qt.Key.Key_End:
            bar.triggerAction(QAbstractSlider.SliderAction.SliderToMaximum)
        elif key == Qt.Key.Key_Down:
            bar.setValue(bar.value() + bar.singleStep())
        elif key == Qt.Key.Key_Up:
            bar.setValue(bar.value() - bar.singleStep())
        elif key == Qt.Key.Key_Left:
            across.setValue(across.value() - across.singleStep())
        elif key == Qt.Key.Key_Right:
            across.setValue(across.value() + across.singleStep())
        else:
            return False
        return True

    # ---------------------------------------------------------------- the caret

    def _move(self, where: str, *, by_word: bool, extend: bool) -> None:
        canvas = self._canvas
        if canvas.view.info is None:
            return
        caret = canvas.caret = self._start()
        moved = self._target(where, caret, by_word)
        if moved is None:
            return
        if where not in ("up", "down"):
            self._x = None
        anchor = canvas.selection.anchor if canvas.selection else caret
        canvas.select(Selection(anchor, moved) if extend else Selection(moved, moved))
        canvas.caret = moved
        if canvas.caret_shown:
            canvas.link_hovered.emit(self.link())
        canvas.travel.reveal(moved)
        canvas.viewport().update()
        canvas.moved.emit()

    def _start(self) -> int:
        """Where the caret stands; at the top of what is seen where nothing is selected and one has gone away from it."""
        canvas = self._canvas
        caret = canvas.caret
        if caret is None or not (canvas.selection or canvas.travel.seen(caret)):
            return canvas.travel.top_offset()
        return caret

    def _target(self, where: str, caret: int, by_word: bool) -> int | None:
        text, paragraphs = self._canvas.view.text, self._canvas.view.paragraphs
        if where in _OTHER and len(paragraphs):
            start, end = paragraphs.span(paragraphs.at(caret))
            where = _OTHER[where] if is_right_to_left(text[start : min(end, start + HEAD)]) else where
        if where == "left":
            return previous_word(text, caret) if by_word else previous_grapheme(text, caret)
        if where == "right":
            return next_word(text, caret) if by_word else next_grapheme(text, caret)
        if where in ("up", "down"):
            return self._paragraph(where, caret) if by_word else self._line(where, caret)
        if by_word:
            return 0 if where == "home" else len(text)
        words = self._canvas.view.map(self._canvas.view.page_of(caret))
        line = words.line_of(caret) if words is not None else None
        if words is None or line is None:
            return None
        return words.line(line).start if where == "home" else words.line(line).end

    def _paragraph(self, where: str, caret: int) -> int:
        view = self._canvas.view
        if not len(view.paragraphs):
            return caret
        here = view.paragraphs.at(caret)
        if where == "down":
            last = here >= len(view.paragraphs)
            return len(view.text) if last else view.paragraphs.span(here + 1)[0]
        start = view.paragraphs.span(here)[0]
        return start if start < caret or here == 1 else view.paragraphs.span(here - 1)[0]

    def _line(self, where: str, caret: int) -> int | None:
        view = self._canvas.view
        page = view.page_of(caret)
        words = view.map(page)
        line = words.line_of(caret) if words is not None else None
        if words is None or line is None:
            return None
        box = words.caret(caret)
        if self._x is None:
            self._x = _along(box) if box is not None else 0.0
        line += 1 if where == "down" else -1
        if not 0 <= line < words.line_count:
            page += 1 if where == "down" else -1
            info = view.info
            if info is None or not 0 <= page < len(info.pages):
                return None
            following = view.map(page)
            if following is None or not following.line_count:
                return None
            words, line = following, 0 if where == "down" else following.line_count - 1
        return _nearest_on(words, line, self._x)


def _along(caret: Rect) -> float:
    """How far along its line a caret stands: down it where the line runs down the page."""
    return caret.y0 if caret.y0 == caret.y1 else caret.x0


def _nearest_on(words: PageMap, line: int, along: float) -> int:
    """The place on a line, and on no other, that is nearest to `along`."""
    span = words.line(line)
    places = [(offset, words.caret(offset)) for offset in range(span.start, span.end)]
    # Behind the last character the caret may be that of the next line.
    places.append((span.end, end_of(words, span.end)))
    return min((abs(_along(caret) - along), offset) for offset, caret in places if caret is not None)[1]
