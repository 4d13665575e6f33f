"""The mouse on the canvas: words, paragraphs, highlights, their ends, chips."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QPointF, Qt, QTimer
from PySide6.QtGui import QHelpEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QToolTip

from annotator.documents.views import Link
from annotator.domain.annotation import Style
from annotator.ui.reader.chips import Chip
from annotator.ui.reader.grips import word_grips
from annotator.ui.reader.selection import Selection, Spot, Unit, between
from annotator.ui.reader.spans import ranges

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

GRIP_PX = 8.0
SCROLL_EVERY_MS = 25


@dataclass(slots=True)
class _Drag:
    anchor: Spot
    unit: Unit
    origin: QPointF
    moved: bool = False
    extending: bool = False
    resizing: str = ""  # the highlight whose end is dragged
    joining: str = ""  # the highlight that the words are added to
    layout: int = 0  # in which it began: in another one the pointer is over other words


class Gestures:
    """What presses, moves and releases mean. One drag at a time."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self._drag: _Drag | None = None
        self._cancelled = False
        self._last = QPointF()
        self._link: Link | None = None  # under the pointer
        self._cycle: tuple[int, str] = (-1, "")
        self._double_at = QPointF()
        self._double_timer = QTimer(canvas)
        self._double_timer.setSingleShot(True)
        self._scroll_timer = QTimer(canvas)
        self._scroll_timer.setInterval(SCROLL_EVERY_MS)
        self._scroll_timer.timeout.connect(self._auto_scroll)

    @property
    def dragging(self) -> bool:
        """Whether a drag is under way."""
        return self._drag is not None and self._drag.moved

    def press(self, event: QMouseEvent) -> None:
        """Begin a drag, extend with Shift, or take a paragraph with the third click."""
        canvas = self._canvas
        if event.button() != Qt.MouseButton.LeftButton:
            return
        at = event.position()
        self._cancelled = False
        if canvas.view.laying_out or self.chip(at) is not None or canvas.area_tool.press(at):
            return
        layout = canvas.view.layout
        if (grip := self._grip(at)) is not None:
            id, anchor = grip
            self._drag = _Drag(Spot(anchor), Unit.WORD, at, resizing=id, layout=layout)
            return
        spot = canvas.spot(at)
        if spot is None:
            return
        if self._double_timer.isActive() and (at - self._double_at).manhattanLength() < 12:
            self._double_timer.stop()
            self._take(spot, Unit.PARAGRAPH, at)
            return
        shift = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        if shift and canvas.selected and not canvas.selection:
            self._drag = _Drag(spot, Unit.WORD, at, joining=canvas.selected, layout=layout)
            return
        if shift and canvas.caret is not None:
            anchor = canvas.selection.anchor if canvas.selection else canvas.caret
            self._drag = _Drag(Spot(anchor), Unit.WORD, at, moved=True, extending=True, layout=layout)
            self._extend(at)
            return
        unit = Unit.CHARACTER if event.modifiers() & Qt.KeyboardModifier.AltModifier else Unit.WORD
        self._drag = _Drag(spot, unit, at, layout=layout)

    def double(self, event: QMouseEvent) -> None:
        """A double click takes the word; a third press soon after takes the paragraph."""
        if event.button() != Qt.MouseButton.LeftButton or self.chip(event.position()) is not None:
            return
        if self._canvas.view.laying_out:
            return
        spot = self._canvas.spot(event.position())
        if spot is not None:
            self._double_at = event.position()
            self._double_timer.start(QApplication.doubleClickInterval())
            self._take(spot, Unit.WORD, event.position())

    def _take(self, spot: Spot, unit: Unit, at: QPointF) -> None:
        self._drag = _Drag(spot, unit, at, moved=True, layout=self._canvas.view.layout)
        self._extend(at)

    def move(self, event: QMouseEvent) -> None:
        """Extend a drag, or light up what is under the pointer."""
        at = event.position()
        if self._canvas.area_tool.move(at):
            return
        drag = self._drag
        if drag is None or not event.buttons() & Qt.MouseButton.LeftButton:
            self._hover(at)
            return
        if not drag.moved and (at - drag.origin).manhattanLength() < QApplication.startDragDistance() // 2:
            return
        drag.moved = True
        self._extend(at)
        frame = self._canvas.frame
        outside = at.y() < 0 or at.y() > frame.height or at.x() < 0 or at.x() > frame.width
        if outside and not self._scroll_timer.isActive():
            self._scroll_timer.start()
        elif not outside:
            self._scroll_timer.stop()

    def _extend(self, at: QPointF) -> None:
        self._last = at
        canvas, drag = self._canvas, self._drag
        inside = QPointF(at.x(), min(max(at.y(), 0.0), canvas.frame.height))
        spot = canvas.spot(inside)
        if spot is None or drag is None or not self._same_words(drag):
            return
        made = between(canvas.view.text, canvas.view.paragraphs, drag.anchor, spot, drag.unit)
        if drag.extending or drag.resizing:
            # The fixed end is exact: only the moving one reaches for whole words.
            fixed = drag.anchor.caret
            made = Selection(fixed, made.start if spot.caret < fixed else made.end)
        canvas.select(made)

    def _same_words(self, drag: _Drag) -> bool:
        """Whether the pointer is over the words that it is seen over: not while they are set anew, nor after that."""
        view = self._canvas.view
        return drag.layout == view.layout and not view.laying_out

    def _auto_scroll(self) -> None:
        canvas = self._canvas
        if self._drag is None or not self.dragging or not self._same_words(self._drag):
            self._scroll_timer.stop()
            return
        frame = canvas.frame
        down = min(self._last.y(), 0.0) + max(self._last.y() - frame.height, 0.0)
        across = min(self._last.x(), 0.0) + max(self._last.x() - frame.width, 0.0)
        for bar, far in ((canvas.verticalScrollBar(), down), (canvas.horizontalScrollBar(), across)):
            if far:
                bar.setValue(bar.value() + round(max(min(far * 0.5, 60.0), -60.0)))
        self._extend(self._last)

    def release(self, event: QMouseEvent) -> None:
        """End a drag, or take the click for what lies under it."""
        if event.button() != Qt.MouseButton.LeftButton:
            return
        self._scroll_timer.stop()
        canvas, drag = self._canvas, self._drag
        self._drag = None
        if self._cancelled or canvas.area_tool.release():
            return
        if drag is None:
            if (chip := self.chip(event.position())) is not None:
                canvas.set_selected(chip.annotation)
                canvas.chip_clicked.emit(chip)
            return
        if drag.resizing:
            chosen = canvas.selection
            canvas.select(Selection(drag.anchor.caret, drag.anchor.caret))
            if chosen and drag.moved:
                canvas.resized.emit(drag.resizing, chosen.start, chosen.end)
        elif drag.joining and drag.moved:
            if canvas.selection:
                canvas.join_wanted.emit(drag.joining, canvas.selection.start, canvas.selection.end)
        elif drag.moved:
            if canvas.selection:
                canvas.set_selected("")
                canvas.selection_made.emit()
        elif self._same_words(drag):
            self._click(drag.anchor, event)

    def cancel(self) -> None:
        """What was begun was meant otherwise: nothing is selected by it."""
        drag, self._drag = self._drag, None
        self._scroll_timer.stop()
        if drag is not None and drag.moved:
            self._canvas.select(Selection(drag.anchor.caret, drag.anchor.caret))
        self._cancelled = drag is not None or self._cancelled

    def _under(self, spot: Spot, at: QPointF) -> list[str]:
        """The marks under a viewport point: markers and words before areas, the shortest first."""
        canvas = self._canvas
        placed = list(canvas.marks.at(*canvas.frame.locate(at)))
        words = canvas.view.spans.at(spot.char) if spot.char is not None else []
        pins = [
            id for id in placed if (row := canvas.view.spans.get(id)) and row.annotation.style != Style.AREA
        ]
        return list(dict.fromkeys([*pins, *(row.annotation.id for row in words), *placed]))

    def _click(self, spot: Spot, event: QMouseEvent) -> None:
        canvas = self._canvas
        canvas.select(Selection(spot.caret, spot.caret))
        canvas.caret = spot.caret
        ids = self._under(spot, event.position())
        links, where = canvas.view.links, canvas.frame.locate(event.position())
        link = links.at(*where)
        if link is not None and (not ids or event.modifiers() & Qt.KeyboardModifier.ControlModifier):
            canvas.link_followed.emit(link)
            return
        if not ids:

            def known() -> None:
                late = links.at(*where)
                if late is not None and canvas.selection == Selection(spot.caret, spot.caret):
                    canvas.link_followed.emit(late)

            # A finger touches without having pointed first: the page's links may not be here yet.
            links.ask(where[0], known)
            self._cycle = (-1, "")
            canvas.set_selected("")
            canvas.annotation_clicked.emit("")
            return
        before = self._cycle[1]
        # A further click on the same character goes on to the next of those that overlap there.
        again = spot.char == self._cycle[0] and before in ids
        id = ids[(ids.index(before) + 1) % len(ids)] if again else ids[0]
        self._cycle = (spot.char if spot.char is not None else -1, id)
        canvas.set_selected(id)
        canvas.annotation_clicked.emit(id)

    # ---------------------------------------------------------------- what is under the pointer

    def chip(self, at: QPointF) -> Chip | None:
        """The chip at a viewport point."""
        return self._canvas.margin.at(at)

    def _grip(self, at: QPointF) -> tuple[str, int] | None:
        """The selected highlight and its other, fixed end, where the pointer is on one of its ends."""
        canvas = self._canvas
        row = canvas.view.spans.get(canvas.selected) if canvas.selected else None
        if row is None or not ranges(row.annotation):
            return None
        for page in canvas.frame.visible():
            where, scale = canvas.frame.page(page), canvas.frame.scale
            for grip in word_grips(canvas, page):
                if (where.topLeft() + grip.at * scale - at).manhattanLength() <= GRIP_PX:
                    pieces = sorted(ranges(row.annotation))
                    return row.annotation.id, pieces[0][1] if grip.begins else pieces[-1][0]
        return None

    def _hover(self, at: QPointF) -> None:
        canvas = self._canvas
        chip = self.chip(at)
        hovered, over_text = "", False
        link = None
        if chip is not None:
            hovered = chip.annotation
        elif (spot := canvas.spot(at)) is not None:
            over_text = spot.char is not None
            hovered = next(iter(self._under(spot, at)), "")
            link = canvas.view.links.at(*canvas.frame.locate(at))
        if canvas.area_tool.active or canvas.area_tool.corner(at) is not None:
            shape = Qt.CursorShape.CrossCursor
        elif self._grip(at) is not None:
            shape = Qt.CursorShape.SizeHorCursor
        elif hovered or link is not None:
            shape = Qt.CursorShape.PointingHandCursor
        else:
            shape = Qt.CursorShape.IBeamCursor if over_text else Qt.CursorShape.ArrowCursor
        canvas.viewport().setCursor(shape)
        canvas.set_hovered(hovered, chip)
        if link != self._link:
            self._link = link
            canvas.link_hovered.emit(link)

    def leave(self) -> None:
        """The pointer left the canvas."""
        self._canvas.set_hovered("")
        if self._link is not None:
            self._link = None
            self._canvas.link_hovered.emit(None)

    def tool_tip(self, event: QEvent) -> bool:
        """What a chip stands for, or a highlight's note."""
        assert isinstance(event, QHelpEvent)
        at = QPointF(event.pos())
        chip = self.chip(at)
        text = chip.label.tip if chip is not None else ""
        if not text and self._canvas.hovered:
            row = self._canvas.view.spans.get(self._canvas.hovered)
            text = row.annotation.note if row is not None else ""
        # Plain text: a note or a claim may hold what looks like markup.
        QToolTip.showText(event.globalPos(), _plain(text), self._canvas.viewport())
        return True


def _plain(text: str) -> str:
    import html

    return f"<p style='white-space:pre-wrap'>{html.escape(text[:600])}</p>" if text else ""
