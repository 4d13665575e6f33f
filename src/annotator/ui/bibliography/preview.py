"""The bibliography as it will look on paper: pages on a desk, text that can be selected, quotations that open.

Only what is seen is set at once; the rest follows in slices of a few milliseconds while nothing else is to do.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QTimer, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QGuiApplication,
    QKeyEvent,
    QMouseEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    Qt,
)
from PySide6.QtWidgets import QAbstractScrollArea, QFrame, QWidget

from annotator.domain.i18n import tr
from annotator.ui.bibliography.pages import Pages, Shape
from annotator.ui.bibliography.paper import (
    MARGIN,
    PAGE,
    STAYS_WITH_NEXT,
    Block,
    Typesetter,
    margins,
    paint_sheets,
)
from annotator.ui.bibliography.paperkeys import PaperKeys
from annotator.ui.bibliography.paperselection import Point, Selected
from annotator.ui.theme import ThemeBook

if TYPE_CHECKING:
    from annotator.citation.outline import Paragraph

# Seconds of setting before the window's other work gets its turn; a frame has 16 ms.
SLICE = 0.004
FRONT = 2  # the title and the line below it, whose counts change with almost every edit


@dataclass(frozen=True, slots=True)
class Seen:
    """A paragraph on the screen: its number, its type with the lines where they stand on the pages, where it ends."""

    number: int
    block: Block
    start: float
    after: float


class PaperBrowser(QAbstractScrollArea):
    """Shows a bibliography on pages. Quoted words lead to their passages; nothing else is a link, nothing is loaded."""

    passage_clicked = Signal(str)  # annotation id
    ready = Signal()  # what was given is on the screen, or all of it has its place now
    cursorPositionChanged = Signal()  # noqa: N815 - as Qt's text widgets call it

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._type = Typesetter(themes)
        self._all: tuple[Paragraph, ...] = ()
        self._heights: list[tuple[float, ...] | None] = []
        self._pages = Pages(PAGE.height(), MARGIN, self._height_of)
        self.selected = Selected()
        self._pressed: QPoint | None = None
        self._settler = QTimer(self)
        self._settler.setInterval(0)
        self._settler.timeout.connect(self._settle)
        self._keys = PaperKeys(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(tr("Preview of the bibliography"))
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.viewport().setMouseTracking(True)
        self.verticalScrollBar().setSingleStep(20)
        themes.changed.connect(self._restyle)
        self._restyle()

    # The text

    def set_paragraphs(
        self,
        paragraphs: Sequence[Paragraph],
        base: Sequence[Paragraph] = (),
        same_head: int = 0,
        same_tail: int = 0,
    ) -> None:
        """Show another text; `ready` when it stands there. What one looks at stays where it is.

        Where `base` is what stands there, only what differs is set anew (see `composer.Preview`).
        """
        now = tuple(paragraphs)
        if base is not self._all or min(len(base), len(now)) <= FRONT:
            head = tail = 0
        else:
            head, tail = FRONT + same_head, same_tail
        looked_at = self._looked_at()
        before = self._all
        self._all = now
        new = now[head : len(now) - tail]
        self._heights[head : len(before) - tail] = [None] * len(new)
        self._pages.change(head, tail, [_shape(one) for one in new])
        if head >= FRONT:
            for number in range(FRONT):
                if before[number] != now[number]:
                    self._heights[number] = None
                    self._pages.change(number, len(now) - number - 1, [_shape(now[number])])
        if head or tail:
            self.selected.shifted(head, len(before) - tail, len(now) - len(before))
        else:
            self.selected.set(Point(), Point())
        self._range()
        if looked_at is not None:
            self._look_at(self._found_again(before, looked_at[0], head, tail), looked_at[1])
        self.viewport().update()
        self._settler.start()
        self.ready.emit()

    def _found_again(self, before: tuple[Paragraph, ...], number: int, head: int, tail: int) -> int:
        """Where a paragraph of the text before stands now; in another text the source that it belongs to."""
        if number < head:
            return number
        if number >= len(before) - tail:
            return number + len(self._all) - len(before)
        wanted, same = before[number], min(number, len(self._all) - 1)
        if not wanted.source_id:
            return same
        alike = [n for n, one in enumerate(self._all) if one.source_id == wanted.source_id]
        exact = (n for n in alike if self._all[n].annotation_id == wanted.annotation_id)
        return next(exact, alike[0] if alike else same)

    def _height_of(self, number: int) -> tuple[float, ...]:
        found = self._heights[number]
        if found is None:
            found = self._heights[number] = self._type.pitches(self._all[number])
        return found

    def toPlainText(self) -> str:
        """All of the text, a paragraph a line."""
        return "\n".join(one.text for one in self._all)

    def stop(self) -> None:
        """Leave the rest unset."""
        self._settler.stop()

    def _settle(self) -> None:
        looked_at = self._looked_at()
        self._pages.settle(SLICE)
        self._range()
        if looked_at is not None:
            self._look_at(*looked_at)
        if self._pages.settled:
            self._settler.stop()
            self.viewport().update()
            self.ready.emit()

    # Where one looks

    def _looked_at(self) -> tuple[int, float] | None:
        """The paragraph at the top of the window and how far above its top the window begins."""
        if not self._all or not self.verticalScrollBar().value():
            return None
        place = float(self.verticalScrollBar().value())
        number = self._pages.at(place)
        return number, place - self._pages.start(number)

    def _look_at(self, number: int, lower: float) -> None:
        self.verticalScrollBar().setValue(round(self._pages.start(min(number, len(self._all) - 1)) + lower))

    def _range(self) -> None:
        bar = self.verticalScrollBar()
        bar.setRange(0, max(round(self._pages.height - self._view), 0))
        bar.setPageStep(round(self._view))

    @property
    def _scale(self) -> float:
        """The sheet fits into a window that is narrower than it; lengths here are the sheet's, the scroll bar's too."""
        return min(1.0, max(self.viewport().width(), 200) / PAGE.width())

    @property
    def _view(self) -> float:
        """How much of the sheets' height the window shows."""
        return self.viewport().height() / self._scale

    def _onto_sheet(self, point: QPointF | QPoint) -> QPointF:
        """A point of the viewport, from the left edge of the sheet and the top of the first."""
        return QPointF(point) / self._scale + QPointF(-self._left, self.verticalScrollBar().value())

    def seen(self) -> Iterator[Seen]:
        """The paragraphs on the screen from above, their lines put where they stand."""
        if not self._all:
            return
        top = float(self.verticalScrollBar().value())
        number = self._pages.at(top)
        start = self._pages.start(number)
        while number < len(self._all) and start < top + self._view:
            placed = self._pages.placed(number, start)
            block = self._type.block(self._all[number])
            block.put(placed.tops)
            yield Seen(number, block, start, placed.after)
            number, start = number + 1, placed.after

    @property
    def pages(self) -> int:
        """How many pages the text takes, as far as is known."""
        return max(round(self._pages.height / PAGE.height()), 1)

    @property
    def settled(self) -> bool:
        """Whether all of the text has its final place."""
        return self._pages.settled

    def reveal(self, number: int, offset: int = 0) -> None:
        """Scroll so that a place in a paragraph is seen."""
        start = self._pages.start(number)
        block = self._type.block(self._all[number])
        block.put(self._pages.placed(number, start).tops)
        box = block.caret(offset)
        bar = self.verticalScrollBar()
        if box.top() < bar.value() + 20 or box.bottom() > bar.value() + self._view - 20:
            bar.setValue(round(box.top() - self._view / 3))

    # Places

    @property
    def _left(self) -> float:
        """The room at the left of the sheet."""
        return max(self.viewport().width() / self._scale - PAGE.width(), 0) / 2

    def spot(self, point: QPointF) -> Point | None:
        """The place in the text nearest to a point of the viewport."""
        at = self._onto_sheet(point)
        found = None
        for one in self.seen():
            found = one
            if at.y() < one.after:
                break
        return None if found is None else Point(found.number, found.block.offset_at(at.x(), at.y()))

    def _at(self, at: QPointF) -> Seen | None:
        inside = MARGIN <= at.x() <= PAGE.width() - MARGIN
        return next((one for one in self.seen() if one.start <= at.y() < one.after), None) if inside else None

    def paragraph_at(self, point: QPoint) -> Paragraph | None:
        """What stands at a point of the viewport; None beside the text."""
        found = self._at(self._onto_sheet(point))
        return self._all[found.number] if found is not None else None

    def anchorAt(self, point: QPoint) -> str:
        """The passage that a click would open; "" for none."""
        at = self._onto_sheet(point)
        found = self._at(at)
        quoted = found is not None and found.block.is_quoted(at.x(), at.y())
        return self._all[found.number].annotation_id if found is not None and quoted else ""

    @property
    def paragraphs(self) -> tuple[Paragraph, ...]:
        """The text."""
        return self._all

    def block(self, number: int) -> Block:
        """A paragraph, set."""
        return self._type.block(self._all[number])

    @property
    def current_paragraph(self) -> Paragraph | None:
        """What the cursor stands in."""
        number = self.selected.caret.number
        return self._all[number] if number < len(self._all) else None

    def cursorRect(self) -> QRect:
        """The cursor's place in the viewport; the top of the text where it is not seen."""
        found = self.caret_rect(self.selected.caret)
        return found if not found.isNull() else QRect(round((self._left + MARGIN) * self._scale), 0, 1, 16)

    def caret_rect(self, place: Point) -> QRect:
        """A place of the text in the viewport; null where it is not seen."""
        box = next((one.block.caret(place.offset) for one in self.seen() if one.number == place.number), None)
        if box is None:
            return QRect()
        to, scale = box.translated(self._left, -self.verticalScrollBar().value()), self._scale
        return QRectF(to.x() * scale, to.y() * scale, 1, to.height() * scale).toRect()

    # Selecting

    @property
    def has_selection(self) -> bool:
        """Whether words are selected."""
        return self.selected.is_range

    def select(self, anchor: Point, caret: Point) -> None:
        """Select from one place to another."""
        self.selected.set(anchor, caret)
        self.viewport().update()
        self.cursorPositionChanged.emit()

    def selectAll(self) -> None:
        """Select all of the text."""
        if self._all:
            last = len(self._all) - 1
            self.select(Point(0, 0), Point(last, self.selected.length(self._all[last].text)))

    def selected_text(self) -> str:
        """The selected words, a paragraph a line."""
        return self.selected.text(
            [one.text for one in self._all[self.selected.first : self.selected.last + 1]]
        )

    def copy(self) -> None:
        """Put the selected words on the clipboard."""
        if self.has_selection:
            QGuiApplication.clipboard().setText(self.selected_text())

    # Qt's events

    def _restyle(self) -> None:
        self._type.forget()
        self.viewport().update()

    def scrollContentsBy(self, _dx: int, _dy: int) -> None:
        self.viewport().update()

    def resizeEvent(self, _event: QResizeEvent) -> None:
        self._range()

    def focusInEvent(self, event: QFocusEvent) -> None:
        super().focusInEvent(event)
        self.viewport().update()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        super().focusOutEvent(event)
        self.viewport().update()

    def focusNextPrevChild(self, next_: bool) -> bool:
        return self._keys.to_quotation(1 if next_ else -1) or super().focusNextPrevChild(next_)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        if not self._keys.pressed(event):
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        point = self.spot(event.position())
        if event.button() != Qt.MouseButton.LeftButton or point is None:
            return
        self._pressed = event.position().toPoint()
        extends = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self.select(self.selected.anchor if extends else point, point)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        at = event.position().toPoint()
        shape = Qt.CursorShape.PointingHandCursor if self.anchorAt(at) else Qt.CursorShape.IBeamCursor
        beside = self._at(self._onto_sheet(at)) is None
        self.viewport().setCursor(Qt.CursorShape.ArrowCursor if beside else shape)
        if self._pressed is None:
            return
        if at.y() < 0 or at.y() > self.viewport().height():
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (at.y() if at.y() < 0 else at.y() - self.viewport().height()))
        if (point := self.spot(event.position())) is not None:
            self.select(self.selected.anchor, point)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        at, pressed, self._pressed = event.position().toPoint(), self._pressed, None
        if event.button() != Qt.MouseButton.LeftButton or pressed is None or self.has_selection:
            return
        if (passage := self.anchorAt(at)) and passage == self.anchorAt(pressed):
            self.passage_clicked.emit(passage)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        if (point := self.spot(event.position())) is not None:
            self.select(*self._keys.word(point))

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        theme = self._themes.theme
        up = float(self.verticalScrollBar().value())
        painter.fillRect(event.rect(), theme.colour("canvas"))
        painter.save()
        painter.scale(self._scale, self._scale)
        paint_sheets(painter, theme, QRectF(-self._left, up, 0, self._view), self.pages)
        for one in self.seen():
            one.block.draw(painter, up, self._left, self.selected.within(one.number, one.block.text), theme)
        painter.restore()
        if self.hasFocus() and self._keys.moved and not self.has_selection:
            painter.fillRect(self.cursorRect(), theme.colour("ink"))
        painter.end()


def _shape(paragraph: Paragraph) -> Shape:
    above, below = margins(paragraph)
    return Shape(above, below, str(paragraph.role) in STAYS_WITH_NEXT)
