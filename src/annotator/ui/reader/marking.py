"""What else is done with marks: other kinds, pieces joined and cut, areas, bookmarks, ends moved by the keyboard."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QMenu

from annotator.domain.annotation import Style
from annotator.domain.geometry import Rect
from annotator.domain.i18n import tr
from annotator.ui.reader.selection import Selection
from annotator.ui.reader.spans import ranges, region
from annotator.ui.reader.words import next_word, previous_word, trimmed

if TYPE_CHECKING:
    from annotator.domain.annotation import Annotation
    from annotator.operations.results import Highlighted
    from annotator.ui.reader.annotating import Annotating

# How far (points) a key moves a side of an area.
SIDE_PT = 6.0


class Marking(QObject):
    """Works on the selected words or the selected highlight of one canvas, with the colour `Annotating` has."""

    def __init__(self, annotating: Annotating) -> None:
        super().__init__(annotating)
        self._annotating = annotating
        self._canvas = annotating.canvas
        self._view = annotating.canvas.view
        self._session = annotating.session
        canvas = self._canvas
        canvas.join_wanted.connect(self.join)
        canvas.area_made.connect(self.area)
        canvas.area_reshaped.connect(self.reshape)

    # ---------------------------------------------------------------- kinds

    def mark(self, style: str) -> None:
        """Mark the selected words so, or make the selected highlight one of this kind."""
        id, start, end = self._annotating.context()
        document, colour = self._view.id, self._annotating.colour
        if id:
            from annotator.operations import annotations

            self._session.act(lambda project: annotations.restyle(project, [id], style))
        elif start < end:
            from annotator.operations import annotations

            self._session.act(
                lambda project: annotations.highlight(project, document, start, end, colour, style=style),
                self._annotating.made,
            )

    def area(self, page: int, rect: Rect) -> None:
        """Mark a region of a page."""
        from annotator.operations import places

        canvas = self._canvas
        words = self._view.map(page)
        offset = words.offset_at(rect.x0, rect.y0) if words is not None else None
        document, colour = self._view.id, self._annotating.colour
        canvas.area_tool.set_active(False)
        self._session.act(
            lambda project: places.area(project, document, page, rect, colour, offset=offset), self._placed
        )

    def reshape(self, id: str, rect: Rect) -> None:
        """Give an area other sides."""
        from annotator.operations import places

        self._session.act(lambda project: places.reshape(project, id, rect))

    def _placed(self, made: Highlighted) -> None:
        self._canvas.set_selected(made.annotation.id)
        self._annotating.activated.emit(made.annotation.id)

    def bookmark(self) -> None:
        """Set a bookmark where the reader is; one that stands there already goes to the trash."""
        from annotator.operations import annotations, places

        canvas, view, document = self._canvas, self._view, self._view.id
        caret = canvas.caret
        seen = caret is not None and not canvas.range_rect(caret, caret + 1).isEmpty()
        offset = caret if seen and caret is not None else canvas.travel.top_offset()
        paged = bool(view.document and view.document.pages)
        page = canvas.travel.page() if paged else None
        if page is not None:
            standing = [
                id
                for id in view.spans.placed.get(page, ())
                if (row := view.spans.get(id)) and row.annotation.style == Style.BOOKMARK
            ]
        else:
            offset = view.paragraphs.span(view.paragraphs.at(offset))[0] if len(view.paragraphs) else 0
            standing = [id for at, id in view.spans.points if at == offset]
        if standing:
            self._session.act(lambda project: annotations.trash(project, standing))
        else:
            start = offset
            if page is not None and view.document is not None:
                start = view.document.pages[page].start
            self._session.act(lambda project: places.bookmark(project, document, start, page))

    # ---------------------------------------------------------------- pieces

    def join(self, id: str = "", start: int = 0, end: int = 0) -> None:
        """Add words to a highlight: those given, else the selected ones to the one made or selected last."""
        if not id:
            id = self._canvas.selected or self._annotating.last
            chosen = self._canvas.selection
            start, end = trimmed(self._view.text, chosen.start, chosen.end)
        row = self._view.spans.get(id)
        if row is None or start >= end or not ranges(row.annotation):
            return
        from annotator.operations import joining

        self._annotating.dismiss()
        self._session.act(lambda project: joining.join(project, id, start, end), self._joined)

    def _joined(self, result: Highlighted) -> None:
        canvas = self._canvas
        canvas.select(Selection(canvas.selection.head, canvas.selection.head))
        canvas.set_selected(result.annotation.id)
        self._annotating.activated.emit(result.annotation.id)

    def split(self) -> None:
        """Cut the highlight that holds the caret in two there; of several the selected one."""
        caret = self._canvas.caret
        if caret is None:
            return
        holding = [row.annotation.id for row in self._view.spans.at(caret)]
        id = self._canvas.selected if self._canvas.selected in holding else next(iter(holding), "")
        if id:
            from annotator.operations import joining

            self._annotating.dismiss()
            self._session.act(lambda project: joining.split(project, id, caret))

    def merge(self) -> None:
        """Merge the selected highlight with the one behind it in the text."""
        row = self._view.spans.get(self._canvas.selected)
        if row is None:
            return
        following = self._view.spans.after(row.annotation.selectors.start, 1)
        while following is not None and not ranges(following.annotation):
            following = self._view.spans.after(following.annotation.selectors.start, 1)
        if following is not None:
            from annotator.operations import joining

            ids = [row.annotation.id, following.annotation.id]
            self._annotating.dismiss()
            self._session.act(lambda project: joining.merge(project, ids), self._joined)

    # ---------------------------------------------------------------- by keyboard

    def move_end(self, by: int, *, first: bool) -> bool:
        """Move the selected highlight's last end (or `first`) by a word forth (1) or back (-1). Whether one is selected."""
        row = self._view.spans.get(self._canvas.selected)
        if row is not None and row.annotation.style == Style.AREA:
            return self._move_side(row.annotation, by, lower=first)
        if row is None or not ranges(row.annotation):
            return False
        text = self._view.text
        pieces = sorted(ranges(row.annotation))
        piece = pieces[0] if first else pieces[-1]
        start, end = piece
        if first:
            start = next_word(text, start) if by > 0 else previous_word(text, start)
        else:
            end = next_word(text, end) if by > 0 else previous_word(text, end)
        start, end = trimmed(text, start, end)
        if start < end and (start, end) != piece:
            self._canvas.resized.emit(row.annotation.id, start, end)
        return True

    def _move_side(self, area: Annotation, by: int, *, lower: bool) -> bool:
        """Move an area's right side, or its `lower` one, by a few points."""
        place = region(area)
        if place is None or place[1] is None or self._view.info is None:
            return False
        x0, y0, x1, y1 = place[1]
        size = self._view.info.pages[place[0]]
        if lower:
            # The arrow points to where the side goes.
            y1 = min(max(y1 + by * SIDE_PT, y0 + SIDE_PT), size.height)
        else:
            x1 = min(max(x1 + by * SIDE_PT, x0 + SIDE_PT), size.width)
        self.reshape(area.id, Rect(x0, y0, x1, y1))
        return True

    def step(self, by: int) -> None:
        """Select the next (1) or previous (-1) mark in the text and show it."""
        canvas, spans = self._canvas, self._view.spans
        row = spans.get(canvas.selected)
        here = row.annotation.selectors.start if row is not None else canvas.travel.top_offset()
        if row is not None:
            same = [one.annotation.id for one in spans.everything if one.annotation.selectors.start == here]
            place = same.index(row.annotation.id) + by
            found = spans.get(same[place]) if 0 <= place < len(same) else spans.after(here, by)
        else:
            found = spans.after(here - 1 if by > 0 else here, by)
        if found is None:
            return
        id, at = found.annotation.id, found.annotation.selectors
        canvas.set_selected(id)
        self.show_mark(id)
        canvas.caret = at.start
        self._annotating.activated.emit(id)

    def show_mark(self, id: str) -> None:
        """Scroll to a mark: to its words, or to its place on its page."""
        row = self._view.spans.get(id)
        if row is None:
            return
        where = region(row.annotation)
        at = row.annotation.selectors
        if where is not None and where[1] is not None:
            self._canvas.travel.go_page(where[0], where[1].y0)
        elif where is not None:
            self._canvas.travel.go_page(where[0])
        elif self._canvas.range_rect(at.start, at.start + 1).isEmpty():
            self._canvas.travel.go(at.start, flash=False)

    # ---------------------------------------------------------------- the card's further menu

    def fill(self, menu: QMenu) -> None:
        """What the card offers beside colours, note, copy and link."""
        menu.clear()
        id, _, _ = self._annotating.context()
        for style, name in (
            (Style.HIGHLIGHT, tr("Highlight")),
            (Style.UNDERLINE, tr("Underline") + "\tU"),
            (Style.NOTE, tr("Note sign") + "\tM"),
        ):
            menu.addAction(name).triggered.connect(lambda _=False, s=style: self.mark(s))
        menu.addSeparator()
        last = self._annotating.last
        join = menu.addAction(tr("Add to the last highlight\tJ"))
        join.triggered.connect(lambda: self.join())
        join.setEnabled(bool(self._canvas.selection) and self._view.spans.get(last) is not None)
        merge = menu.addAction(tr("Merge with the next highlight"))
        merge.triggered.connect(self.merge)
        merge.setEnabled(bool(id))
        split = menu.addAction(tr("Split at the caret\tS"))
        split.triggered.connect(self.split)
        split.setEnabled(bool(id) and self._canvas.caret is not None)
