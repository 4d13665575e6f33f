"""The page canvas: one long column of pages or one continuous article, drawn from pictures, with words under it.

Virtual: only what is seen is asked for and drawn, and geometry is logarithmic in the number of pages.
"""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRect, QRectF, Qt, QTimer, Signal
from PySide6.QtGui import (
    QHideEvent,
    QPainter,
    QPaintEvent,
    QResizeEvent,
    QShowEvent,
)
from PySide6.QtWidgets import QFrame, QWidget

from annotator.domain.annotation import Style
from annotator.ui.reader import painting
from annotator.ui.reader.areatool import AreaTool
from annotator.ui.reader.canvasevents import EventArea
from annotator.ui.reader.chips import Chip
from annotator.ui.reader.column import Column
from annotator.ui.reader.fetch import Fetcher
from annotator.ui.reader.flash import Flash
from annotator.ui.reader.found import Found
from annotator.ui.reader.frame import GAP, Frame
from annotator.ui.reader.gestures import Gestures
from annotator.ui.reader.grips import word_grips
from annotator.ui.reader.hitbar import HitBar
from annotator.ui.reader.keys import Keys
from annotator.ui.reader.margin import Margin
from annotator.ui.reader.marks import Marks, char_at
from annotator.ui.reader.measures import DESK, chip_room
from annotator.ui.reader.pictures import Key, Pictures
from annotator.ui.reader.repaint import Repaint
from annotator.ui.reader.selection import Selection, Spot
from annotator.ui.reader.settling import Settling
from annotator.ui.reader.style import ReadingStyle, inks
from annotator.ui.reader.travel import Travel
from annotator.ui.reader.view import DocumentView
from annotator.ui.reader.zoom import Zoom
from annotator.ui.theme import ThemeBook

# A window being resized is not set anew at every step.
LAYOUT_MS = 120


class Canvas(EventArea):
    """Shows one `DocumentView`. Offsets in its signals are code points of the text layer."""

    selection_made = Signal()  # a gesture ended with words selected
    selection_changed = Signal()  # it grew, shrank or went
    annotation_clicked = Signal(str)
    chip_clicked = Signal(object)  # Chip
    resized = Signal(str, int, int)  # a highlight's end was dragged: id, start, end
    join_wanted = Signal(str, int, int)  # words to be added to a highlight: id, start, end
    area_made = Signal(int, object)  # page, Rect
    area_reshaped = Signal(str, object)  # id, Rect
    tool_changed = Signal(bool)  # the area tool is in hand
    mark_hovered = Signal(str)  # the highlight under the pointer (here or in its list), "" for none
    link_hovered = Signal(object)  # Link or None
    link_followed = Signal(object)  # Link
    rest_shown = Signal()  # what was set apart is shown too, for a place in it was gone to
    moved = Signal()  # scrolled, or the caret moved
    zoom_changed = Signal(float)  # 1.0 is 100 %
    settled = Signal()  # everything visible is sharp
    escaped = Signal()  # Esc with nothing of the canvas's own to take away

    def __init__(
        self,
        view: DocumentView,
        pictures: Pictures,
        themes: ThemeBook,
        style: ReadingStyle,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.view = view
        self.pictures = pictures
        self.themes = themes
        self.reading = style
        self.frame = Frame()
        self.marks = Marks(view)
        self.inks = inks(themes.theme, style, continuous=True)
        self.selection = Selection(0, 0)
        self.caret: int | None = None
        self.caret_shown = False
        self.selected = ""
        self.hovered = ""
        self.hot_chip: Chip | None = None
        # What the area tool draws just now, in the viewport.
        self.rubber = QRectF()
        self.repaint_ = Repaint(self)
        self.margin = Margin(self)
        self.flash = Flash(self.viewport(), self.repaint_.range)
        self.show_rest = False
        self.spread = "single"
        self.claim_key = lambda event: False
        self.hit_bar = HitBar(themes)
        self.setVerticalScrollBar(self.hit_bar)
        self.hits = Found(self)
        self._fetcher = Fetcher(self)
        self._layout_timer = QTimer(self)
        self._layout_timer.setSingleShot(True)
        self._layout_timer.setInterval(LAYOUT_MS)
        self._layout_timer.timeout.connect(self.lay_out)
        self.zoom = Zoom(self)
        self.travel = Travel(self)
        self.area_tool = AreaTool(self)
        self.gestures = Gestures(self)
        self.keys_pressed = Keys(self)
        self._settling = Settling(self)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.viewport().setMouseTracking(True)
        self.viewport().grabGesture(Qt.GestureType.PinchGesture)
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self.setObjectName("canvas")
        view.loaded.connect(self.lay_out)
        view.laid_out.connect(self._laid_out)
        view.mapped.connect(self._mapped)
        view.rows_changed.connect(self._rows_changed)
        pictures.arrived.connect(self._picture_arrived)
        themes.changed.connect(self._recolour)

    # ---------------------------------------------------------------- layout

    def lay_out(self) -> None:
        """Set an article to the room there is; the reader's place is kept."""
        frame = self.frame
        if len(frame.column) and not frame.continuous:
            return
        if self.travel.needs_rest:
            self.show_rest = True
            self.rest_shown.emit()
        frame.width = float(self.viewport().width())
        margins = 2 * frame.side + (2 * DESK + chip_room(frame.width)) / frame.scale
        room = frame.width / frame.scale - margins
        spec = self.reading.spec(room, show_rest=self.show_rest)
        if spec != self.view.spec:
            self.travel.hold()
            self.view.set_layout(spec)

    def set_style(self, style: ReadingStyle) -> None:
        """Type, width and paper of articles."""
        self.reading = style
        self._recolour()
        self.lay_out()

    def set_spread(self, spread: str) -> None:
        """One page under the other, or two beside each other (`column.SPREADS`); an article has no pages."""
        if spread != self.spread:
            place = self.travel.place()
            self.spread = spread
            if self.view.info is not None and not self.view.continuous:
                self._make_column()
                self._ranges()
                self.zoom.refit()
                self.travel.restore(place)
                self.refresh()

    def set_show_rest(self, shown: bool) -> None:
        """Whether what was set apart as a web page's furniture is shown too."""
        self.show_rest = shown
        self.lay_out()

    def _recolour(self) -> None:
        self.inks = inks(self.themes.theme, self.reading, continuous=self.view.continuous)
        self.margin.forget()
        self.refresh()

    def _laid_out(self) -> None:
        info = self.view.info
        assert info is not None
        first = not len(self.frame.column)
        self.frame.continuous = info.continuous
        self._make_column()
        self.marks.clear()
        self.inks = inks(self.themes.theme, self.reading, continuous=info.continuous)
        if first:
            self.zoom.start()
        self._ranges()
        self.travel.arrive()
        self.lay_out()
        self.refresh()

    def remeasure(self) -> None:
        """Heights of pages became true: what is seen stays where it is, only the scroll bar knows better."""
        place = self.travel.place()
        self._make_column()
        self._ranges()
        self.travel.restore(place)
        self.hits.place()
        self.travel.arrive()
        self.refresh()

    def _make_column(self) -> None:
        info, scale = self.view.info, self.frame.scale
        assert info is not None
        if info.continuous:
            self.frame.column = Column(info.pages, scale)
        else:
            self.frame.column = Column(info.pages, scale, gap=GAP, spread=self.spread)
        self.frame.set_scale(scale)

    def _ranges(self) -> None:
        frame = self.frame
        view = self.viewport().size()
        frame.width, frame.height = float(view.width()), float(view.height())
        frame.ratio = self.viewport().devicePixelRatioF()
        down, across = self.verticalScrollBar(), self.horizontalScrollBar()
        with self.travel.quietly():
            down.setPageStep(view.height())
            down.setSingleStep(48)
            down.setRange(0, max(round(frame.column.height) - view.height(), 0))
            across.setPageStep(view.width())
            across.setSingleStep(48)
            across.setRange(0, max(round(frame.content_width) - view.width(), 0))
            self._read_bars()

    def _read_bars(self) -> None:
        self.frame.x = float(self.horizontalScrollBar().value())
        self.frame.y = float(self.verticalScrollBar().value())

    def set_scale(self, scale: float) -> None:
        """Zoom to `scale` pixels a point; the caller keeps the place."""
        self.frame.set_scale(scale)
        self._ranges()
        if self.frame.continuous:
            self._layout_timer.start()
        self.refresh()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the reader's place; fit again where the zoom says so."""
        super().resizeEvent(event)
        place = self.travel.place()
        self._ranges()
        self.zoom.refit()
        self.travel.restore(place)
        if self.view.continuous:
            self._layout_timer.start()
        self.refresh()

    def scrollContentsBy(self, dx: int, dy: int) -> None:
        """Called by the scroll bars."""
        self._read_bars()
        self.travel.scrolled()
        self.repaint_.scrolled(dx, dy)
        self._fetcher.look(moved=True)
        self.moved.emit()

    # ---------------------------------------------------------------- pictures

    def keys(self, page: int) -> list[Key]:
        """The pictures that show what is visible of a page sharply."""
        return self._fetcher.keys(page, self.frame.shown(page))

    def refresh(self) -> None:
        """Something visible changed: repaint, and fetch what is missing."""
        self.viewport().update()
        self._fetcher.look(moved=True)

    @property
    def is_settled(self) -> bool:
        """Whether all that is visible is sharp and its words are known."""
        return self._fetcher.settled and not self.view.laying_out and not self._layout_timer.isActive()

    def _picture_arrived(self, document: str, page: int) -> None:
        if document == self.view.key:
            self.repaint_.page(page)
            self._fetcher.look(moved=False)

    def _mapped(self, page: int) -> None:
        self.travel.arrive()
        if page in self.frame.visible():
            self.viewport().update()
        self._fetcher.look(moved=False)

    def _rows_changed(self, changed: frozenset[str] | None) -> None:
        if self.selected and self.view.spans.get(self.selected) is None:
            self.selected = ""
        if changed is None:
            self.marks.clear()
            self.viewport().update()
            return
        self.repaint_.boxes(self.marks.change(changed))
        rows = [row for id in changed if (row := self.view.spans.get(id)) is not None]
        # Only a linked highlight has chips; laying them out anew would cost as much as all else here.
        if self.margin.chips or any(row.provisions or row.claims for row in rows):
            self.viewport().update(self.margin.strip())

    # ---------------------------------------------------------------- drawing

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw what is visible."""
        painter = QPainter(self.viewport())
        if event.rect().intersects(self.margin.strip()):
            self.margin.place()
        painting.paint(self, painter, QRectF(event.rect()))
        painter.end()

    def grips(self, page: int) -> list[QPointF]:
        """Where the selected highlight's ends can be taken, in points of the page."""
        for mark in self.marks.on(page):
            if mark.id == self.selected and mark.style == Style.AREA:
                x0, y0, x1, y1 = mark.rects[0]
                return [QPointF(x0, y0), QPointF(x1, y0), QPointF(x1, y1), QPointF(x0, y1)]
        return [grip.at for grip in word_grips(self, page)]

    # ---------------------------------------------------------------- selection

    def spot(self, at: QPointF) -> Spot | None:
        """What lies under a viewport point; None while that page's words are not known yet."""
        page, x, y = self.frame.locate(at)
        words = self.view.map(page)
        if words is None:
            return None
        caret = words.offset_at(x, y)
        return Spot(words.start) if caret is None else Spot(caret, char_at(words, x, y))

    def select(self, selection: Selection) -> None:
        """Select words; an empty selection clears."""
        if selection != self.selection:
            before = self.selection
            if self.caret_shown and self.caret is not None:
                self.repaint_.range(self.caret, self.caret + 1)
            self.selection = selection
            self.caret = selection.head
            self.repaint_.selection(before, selection)
            self.selection_changed.emit()
            self.moved.emit()

    def set_selected(self, id: str) -> None:
        """Outline a highlight; "" for none."""
        if id != self.selected:
            before, self.selected = self.selected, id
            self.repaint_.marks(before, id)
            self.moved.emit()

    def set_hovered(self, id: str, chip: Chip | None = None) -> None:
        """Light up a highlight (the pointer is on it, or on its line in the list); "" for none."""
        if (id, chip) != (self.hovered, self.hot_chip):
            before, self.hovered, self.hot_chip = self.hovered, id, chip
            self.repaint_.marks(before, id)
            self.mark_hovered.emit(id)

    def selection_rect(self) -> QRect:
        """The visible part of the selection's lines in the viewport, for placing a popup; null where none is seen."""
        return self.range_rect(self.selection.start, self.selection.end)

    def range_rect(self, start: int, end: int) -> QRect:
        """The visible lines of a range in the viewport; null where none is seen."""
        found = QRectF()
        for page in self.frame.visible():
            words = self.view.map(page)
            if words is not None and start < words.end and end > words.start:
                for rect in words.rects(max(start, words.start), min(end, words.end)):
                    found = found.united(self.frame.rect(page, rect))
        return found.intersected(QRectF(self.viewport().rect())).toAlignedRect()

    def mark_rect(self, id: str) -> QRect:
        """Where a mark is seen in the viewport; null where it is not."""
        found = QRectF()
        for page in self.frame.visible():
            for mark in self.marks.on(page):
                if mark.id == id:
                    for rect in mark.rects:
                        found = found.united(self.frame.rect(page, rect))
        return found.intersected(QRectF(self.viewport().rect())).toAlignedRect()

    def frame_middle(self) -> QPointF:
        """The point of the viewport that says which page the reader is on."""
        return QPointF(self.frame.width / 2, self.frame.height / 3)

    # ---------------------------------------------------------------- coming and going

    def hideEvent(self, event: QHideEvent) -> None:
        """Another tab is in front: keep only what is needed to be drawn at once when this one comes back."""
        super().hideEvent(event)
        self.marks.clear()
        self.view.forget_maps(self.frame.visible())

    def showEvent(self, event: QShowEvent) -> None:
        """A tab came to the front."""
        super().showEvent(event)
        self.refresh()
