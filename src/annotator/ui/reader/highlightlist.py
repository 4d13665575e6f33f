"""All highlights of a document as a list: colour, words, place, links; filtered as one types, sorted by headers."""

from __future__ import annotations

from itertools import groupby
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QItemSelection, QItemSelectionModel, QObject, QPoint, QRectF, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QShortcut
from PySide6.QtWidgets import (
    QAbstractItemView,
    QHeaderView,
    QMenu,
    QStackedLayout,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.changes import Changes
from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.carddrag import ANNOTATION, Dragged, ListDrag
from annotator.ui.cutouts import Cutouts
from annotator.ui.icons import icon
from annotator.ui.reader.arealines import AreaLines
from annotator.ui.reader.highlightfilter import FilterRow
from annotator.ui.reader.highlightmenu import fill
from annotator.ui.reader.highlightmodel import COLOUR, LINKS, PLACE, WORDS, HighlightModel, Index, Line
from annotator.ui.records import Place
from annotator.ui.theme import ThemeBook, qcolor
from annotator.ui.widgets import EmptyState, FilterField

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.ui.session import Session

LINKS_WIDTH = 110


class _ColourDelegate(QStyledItemDelegate):
    """A bar of the highlight's colour."""

    def __init__(self, themes: ThemeBook, parent: QWidget) -> None:
        super().__init__(parent)
        self._themes = themes

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Draw the bar."""
        theme = self._themes.theme
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, qcolor(theme.accent_soft))
        elif index.data(int(Qt.ItemDataRole.BackgroundRole)) is not None:
            painter.fillRect(option.rect, qcolor(theme.hover))
        colour = theme.highlights.get(str(index.data(int(Qt.ItemDataRole.UserRole))), theme.accent)
        painter.fillRect(QRectF(option.rect).adjusted(8, 5, 12 - option.rect.width(), -5), qcolor(colour))


class HighlightList(QWidget):
    """A panel. Click or Enter opens the passage; `count_changed(shown, total)` for a heading."""

    count_changed = Signal(int, int)
    hovered = Signal(str)  # annotation id under the pointer, "" for none

    def __init__(
        self,
        session: Session,
        themes: ThemeBook,
        parent: QWidget | None = None,
        *,
        cutouts: Cutouts | None = None,
    ) -> None:
        super().__init__(parent)
        cutouts = cutouts or Cutouts(session, self)
        self._session = session
        self._document: str | None = None
        self._kept: list[str] = []
        self._linked = True
        self.model = HighlightModel()
        self.filter = FilterField(tr("Filter highlights"))
        self.narrow = FilterRow(self.model)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Highlights of this document"))
        self.table.setItemDelegateForColumn(COLOUR, _ColourDelegate(themes, self.table))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.ExtendedSelection)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.setTabKeyNavigation(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.table.horizontalHeader()
        header.setMinimumSectionSize(24)
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(WORDS, QHeaderView.ResizeMode.Stretch)
        for column, width in ((COLOUR, 28), (PLACE, 64), (LINKS, LINKS_WIDTH)):
            header.resizeSection(column, width)
        self.table.setSortingEnabled(True)
        self.table.sortByColumn(PLACE, Qt.SortOrder.AscendingOrder)
        self.empty = EmptyState(
            tr("No highlights yet"), tr("Drag over words in the document, then choose a colour.")
        )
        self.nothing = EmptyState(
            tr("No highlight fits"), tr("Type other words, or choose less above."), tr("Show all")
        )
        body = QWidget()
        self._stack = QStackedLayout(body)
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.table)
        self._stack.addWidget(self.nothing)
        box = QVBoxLayout(self)
        box.setContentsMargins(8, 8, 8, 8)
        box.setSpacing(6)
        box.addWidget(self.filter)
        box.addWidget(self.narrow)
        box.addWidget(body, 1)
        self.filter.textChanged.connect(self._filter)
        self.filter.left.connect(self._to_list)
        self.narrow.changed.connect(self._counted)
        self.nothing.button.clicked.connect(self._show_all)
        self.table.setContextMenuPolicy(Qt.ContextMenuPolicy.CustomContextMenu)
        self.table.customContextMenuRequested.connect(self._menu)
        self.table.setMouseTracking(True)
        self.table.entered.connect(lambda index: self._hover(index.row()))
        self.table.viewport().installEventFilter(self)
        self._drag = ListDrag(session, self.table, self._dragged)
        pin = QShortcut(QKeySequence(Qt.Key.Key_P), self.table)
        pin.setContext(Qt.ShortcutContext.WidgetShortcut)
        pin.activated.connect(self._pin)
        self.table.selectionModel().selectionChanged.connect(self._cite_chosen)
        self.model.modelAboutToBeReset.connect(self._keep)
        self.model.modelReset.connect(self._choose_kept)
        self.areas = AreaLines(self.table, self.model, cutouts, themes)
        self.table.clicked.connect(lambda index: self._open(index.row()) if len(self.chosen()) < 2 else None)
        self.table.activated.connect(lambda index: self._open(index.row()))
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        self._themes = themes
        themes.changed.connect(self._recolour)
        self._recolour()

    def _recolour(self) -> None:
        self.model.pin_icon = icon("pin", self._themes.theme, token="muted")
        self.model.light_colour = qcolor(self._themes.theme.hover)
        self.table.viewport().update()

    def light(self, id: str) -> None:
        """Light up the line of the highlight that the pointer is on; "" for none."""
        self.model.light(id)

    def set_document(self, document: str | None) -> None:
        """Show a document's highlights; None shows the empty state."""
        self._document = document or None
        if self._document is None:
            self._show([])
        else:
            self._read()

    def _read(self) -> None:
        document = self._document
        if document is None:
            return

        def read(project: Project) -> tuple[list[Line], dict[str, str]]:
            from annotator.operations import colours
            from annotator.store import annotations

            rows = annotations.rows_of_document(project, document)
            return [Line.of(row) for row in rows], colours.meanings(project)

        self._session.read(read, self._got, key=f"highlightlist.{id(self)}")

    def _got(self, answer: tuple[list[Line], dict[str, str]]) -> None:
        self.narrow.set_meanings(answer[1])
        self._show(answer[0])

    def _show(self, lines: list[Line]) -> None:
        self.model.replace(lines)
        self._shown()

    def _keep(self) -> None:
        self._kept = self.chosen()

    def _choose_kept(self) -> None:
        """Lines come anew after each act and each sorting: those that were chosen stay so, for the next act."""
        kept, self._kept = self._kept, []
        chosen = QItemSelection()
        # In runs of lines: thousands of single ones would take a second.
        for _, run in groupby(enumerate(self.model.rows_of(kept)), lambda place: place[1] - place[0]):
            rows = [row for _, row in run]
            chosen.select(self.model.index(rows[0], 0), self.model.index(rows[-1], LINKS))
        if chosen.size():
            self.table.selectionModel().select(chosen, QItemSelectionModel.SelectionFlag.Select)

    def _give_room(self) -> None:
        """The words have the room of the links while there are none."""
        linked = self.model.linked
        if linked != self._linked:
            self._linked = linked
            header = self.table.horizontalHeader()
            header.resizeSection(LINKS, LINKS_WIDTH if linked else header.sectionSizeHint(LINKS))

    def _show_all(self) -> None:
        self.filter.clear()
        self.narrow.clear()

    def _shown(self) -> None:
        self.filter.setEnabled(bool(self.model.total))
        self.narrow.refresh()
        self._give_room()
        if len(self.chosen()) < 2:
            self._selected(*self._session.selection)
        self._counted()

    def _changed(self, changes: Changes) -> None:
        fresh = self._session.fresh
        if changes.touches("claim", "provision", "tag", "setting") or fresh is None:
            if changes.touches(
                "annotation", "mention", "evidence", "claim", "provision", "tag", "tagging", "setting"
            ):
                self._read()
            return
        mine = {
            id: Line.of(row) if row is not None and row.annotation.document == self._document else None
            for id, row in fresh.items()
        }
        if any(line is not None or self.model.has(id) for id, line in mine.items()):
            self._keep()
            self.model.change(mine)
            self._choose_kept()
            self._shown()

    def chosen(self) -> list[str]:
        """The ids of the selected lines."""
        chosen = self.table.selectionModel().selection()
        runs = [chosen.at(number) for number in range(chosen.size())]
        rows = sorted({row for run in runs for row in range(run.top(), run.bottom() + 1)})
        return [line.id for row in rows if (line := self.model.line(row)) is not None]

    def _dragged(self, index: Index) -> Dragged | None:
        line = self.model.line(index.row())
        return Dragged("annotation", line.id, line.words, line.place) if line is not None else None

    def _all_pinned(self) -> bool:
        lines = [self.model.line(self.model.row_of(id)) for id in self.chosen()]
        return all(line is not None and line.pinned for line in lines)

    def _pin(self) -> None:
        chosen = self.chosen()
        if chosen:
            self._session.act(lambda project: late.toggle_pin(project, chosen))

    def _cite_chosen(self) -> None:
        """Ctrl+Shift+C copies the line that is chosen, not what is selected elsewhere."""
        chosen = self.chosen()
        self.table.setProperty(ANNOTATION, chosen[0] if len(chosen) == 1 else "")

    def _menu(self, at: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        fill(menu, self._session, self.chosen(), self, pinned=self._all_pinned())
        menu.popup(self.table.viewport().mapToGlobal(at))

    def _hover(self, row: int) -> None:
        line = self.model.line(row)
        self.hovered.emit(line.id if line is not None else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The pointer leaves the lines: none of them is pointed at on the page any more."""
        if watched is self.table.viewport() and event.type() == QEvent.Type.Leave:
            self.hovered.emit("")
        return super().eventFilter(watched, event)

    def _counted(self) -> None:
        full = self.table if self.model.rowCount() else self.nothing
        self._stack.setCurrentWidget(full if self.model.total else self.empty)
        self.count_changed.emit(self.model.rowCount(), self.model.total)

    def _filter(self, text: str) -> None:
        self.model.filter(text)
        self._counted()

    def _to_list(self) -> None:
        if self.model.rowCount():
            self.table.setFocus()
            self.table.selectRow(max(self.table.currentIndex().row(), 0))

    def _open(self, row: int) -> None:
        line = self.model.line(row)
        if line is not None:
            self._session.open_place(Place(line.document, line.start, line.end))
            self._session.select("annotation", line.id)

    def _selected(self, kind: str, id: str) -> None:
        row = self.model.row_of(id) if kind == "annotation" else -1
        if row >= 0 and id in self.chosen():
            return
        if row >= 0:
            flags = QItemSelectionModel.SelectionFlag.ClearAndSelect | QItemSelectionModel.SelectionFlag.Rows
            self.table.selectionModel().setCurrentIndex(self.model.index(row, 0), flags)
        else:
            self.table.clearSelection()
