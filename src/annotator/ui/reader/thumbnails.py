"""Pages in small: a list that is as long as the document and holds what is seen; marks show where highlights are."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import (
    QAbstractListModel,
    QModelIndex,
    QPersistentModelIndex,
    QRect,
    QRectF,
    QSize,
    Qt,
    QTimer,
)
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from annotator.documents.views import RenderSpec
from annotator.domain.i18n import tr, trn
from annotator.ui.reader.pictures import Key, Pictures
from annotator.ui.reader.view import DocumentView
from annotator.ui.theme import ThemeBook, qcolor

if TYPE_CHECKING:
    from annotator.ui.reader.canvas import Canvas

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
WIDTH = 108
LABEL = 20
SPACE = 10
# Pictures in small are small: many pages fit.
BUDGET = 12 * 1024 * 1024
LOOK_MS = 60


class PageModel(QAbstractListModel):
    """One row a page: its printed label."""

    def __init__(self) -> None:
        super().__init__()
        self._view: DocumentView | None = None
        self._count = 0

    def replace(self, view: DocumentView | None) -> None:
        """Show another document's pages."""
        self.beginResetModel()
        self._view = view
        info = view.info if view is not None else None
        self._count = len(info.pages) if info is not None and not info.continuous else 0
        self.endResetModel()

    def relabel(self) -> None:
        """The labels changed."""
        if self._count:
            self.dataChanged.emit(self.index(0), self.index(self._count - 1))

    def label(self, page: int) -> str:
        """A page's printed label, its number where it has none."""
        document = self._view.document if self._view is not None else None
        if document is None or page >= len(document.pages):
            return str(page + 1)
        return document.pages[page].label or str(page + 1)

    def rowCount(self, parent: Index = _NONE) -> int:
        """One a page."""
        return 0 if parent.isValid() else self._count

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """Label; for screen readers also which page it is, and how many highlights it has."""
        if not index.isValid() or self._view is None:
            return None
        page = index.row()
        if role == Qt.ItemDataRole.DisplayRole:
            return self.label(page)
        if role in (Qt.ItemDataRole.AccessibleTextRole, Qt.ItemDataRole.ToolTipRole):
            said = tr(
                "Page {label} (#{number} of {total})",
                label=self.label(page),
                number=page + 1,
                total=self._count,
            )
            marks = len(self.colours(page))
            return f"{said}, {trn('{n} highlight', '{n} highlights', marks)}" if marks else said
        return None

    def colours(self, page: int) -> list[tuple[float, str]]:
        """The highlights of a page: how far down it they begin (0 to 1, by the text), and their colour."""
        view = self._view
        document = view.document if view is not None else None
        if view is None or document is None or page >= len(document.pages):
            return []
        start, end = document.pages[page].start, document.pages[page].end
        length = max(end - start, 1)
        found = [
            (min(max((row.annotation.selectors.start - start) / length, 0.0), 1.0), row.annotation.colour)
            for row in view.spans.overlapping(start, max(end, start + 1))
        ]
        for id in view.spans.placed.get(page, ()):
            row = view.spans.get(id)
            if row is not None:
                found.append((0.0, row.annotation.colour))
        return found


class Thumbnails(QListView):
    """Click or Enter goes to the page (`activated` of Qt)."""

    def __init__(self, themes: ThemeBook, viewer: Any, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.themes = themes
        self.pages = PageModel()
        self.pictures = Pictures(viewer, self, budget=BUDGET)
        self.current = -1
        self._canvas: Canvas | None = None
        self.setModel(self.pages)
        self.setItemDelegate(_Delegate(self))
        self.setAccessibleName(tr("Pages"))
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(LOOK_MS)
        self._timer.timeout.connect(self._fetch)
        self.pictures.arrived.connect(lambda _key, page: self.update(self.pages.index(page)))
        themes.changed.connect(self.viewport().update)

    def show_canvas(self, canvas: Canvas | None) -> None:
        """Show another document's pages."""
        if self._canvas is not None:
            self.pictures.forget(self._canvas.view.key)
        self._canvas = canvas
        self.current = -1
        self.pages.replace(canvas.view if canvas is not None else None)
        self.follow()

    def follow(self) -> None:
        """The reader went to another page: outline it, and keep it in sight unless the list has the keyboard."""
        canvas = self._canvas
        if canvas is None or canvas.view.info is None or canvas.frame.continuous:
            return
        page = canvas.travel.page()
        if page != self.current:
            before, self.current = self.current, page
            for one in (before, page):
                self.update(self.pages.index(one))
            if not self.hasFocus():
                self.scrollTo(self.pages.index(page))

    def marks_changed(self) -> None:
        """Highlights changed."""
        self.viewport().update()

    def key(self, page: int) -> Key | None:
        """The small picture of a page."""
        canvas = self._canvas
        info = canvas.view.info if canvas is not None else None
        if canvas is None or info is None or page >= len(info.pages):
            return None
        size = info.pages[page]
        scale = self.sheet(page).width() * self.devicePixelRatioF() / max(size.width, 1.0)
        ink, ground = canvas.inks.tint or (None, None)
        spec = RenderSpec(
            round(scale, 4), None, ink, ground, keep_pictures=ink is not None, markups=canvas.view.markups
        )
        return Key(canvas.view.key, info.layout_version, page, spec)

    def paper(self) -> tuple[QColor, int]:
        """The colour of the sheets, and how much they are dimmed: as the large pages are."""
        inks = self._canvas.inks if self._canvas is not None else None
        return (inks.paper, inks.dim) if inks is not None else (QColor("#ffffff"), 0)

    def sheet(self, page: int) -> QRectF:
        """Where a page's picture goes in its item."""
        info = self._canvas.view.info if self._canvas is not None else None
        width, height = info.pages[page] if info is not None and page < len(info.pages) else (3.0, 4.0)
        tall = WIDTH * 1.414
        factor = min(WIDTH / max(width, 1.0), tall / max(height, 1.0))
        return QRectF(
            (WIDTH - width * factor) / 2, (tall - height * factor) / 2, width * factor, height * factor
        )

    def item_height(self) -> int:
        """The same for all pages, whatever their shape: 5,000 pages need no measuring."""
        return int(WIDTH * 1.414) + LABEL + SPACE

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw, then see what is missing."""
        super().paintEvent(event)
        if not self._timer.isActive():
            self._timer.start()

    def _fetch(self) -> None:
        canvas = self._canvas
        if canvas is None or not self.isVisible() or not self.pages.rowCount():
            return
        if not canvas.is_settled:
            self._timer.start()  # the large pages first
            return
        height = self.item_height() + self.spacing()
        first = max(self.verticalScrollBar().value() // height - 1, 0)
        last = min(first + self.viewport().height() // height + 3, self.pages.rowCount())
        keys = [key for page in range(first, last) if (key := self.key(page)) is not None]
        self.pictures.want(canvas.view.key, keys)


class _Delegate(QStyledItemDelegate):
    """A sheet, its label, bars of highlights at its right edge."""

    def __init__(self, owner: Thumbnails) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """All alike."""
        return QSize(WIDTH + 2 * SPACE, self._owner.item_height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw one page."""
        owner, page = self._owner, index.row()
        theme = owner.themes.theme
        item: QRect = option.rect
        left = item.x() + max((item.width() - WIDTH) // 2, SPACE)
        sheet = owner.sheet(page).translated(left, item.y() + SPACE / 2)
        painter.save()
        paper, dim = owner.paper()
        painter.fillRect(sheet, paper)
        key = owner.key(page)
        image = owner.pictures.get(key) if key is not None else None
        if image is not None:
            painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
            painter.drawImage(sheet, image)
        if dim:
            painter.fillRect(sheet, QColor(0, 0, 0, dim))
        for part, colour in owner.pages.colours(page)[:40]:
            bar = QRectF(sheet.right() + 2, sheet.top() + part * (sheet.height() - 4), 5, 4)
            painter.fillRect(bar, qcolor(theme.highlights.get(colour, theme.accent)))
        current = page == owner.current
        focused = bool(option.state & QStyle.StateFlag.State_HasFocus)
        painter.setPen(
            QPen(qcolor(theme.accent if current or focused else theme.line_strong), 2.4 if current else 1.0)
        )
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(sheet.adjusted(-1, -1, 1, 1) if current else sheet)
        painter.setPen(qcolor(theme.ink if current else theme.muted))
        below = QRectF(left, item.y() + SPACE / 2 + WIDTH * 1.414, WIDTH, LABEL)
        painter.drawText(below, Qt.AlignmentFlag.AlignCenter, owner.pages.label(page))
        painter.restore()
