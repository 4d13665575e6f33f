"""The table of claims: keys of its own, two heights of rows, widths that are remembered."""

from __future__ import annotations

import json

from PySide6.QtCore import QEvent, QModelIndex, Qt, QTimer, Signal
from PySide6.QtGui import QFontMetrics, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QAbstractItemView, QHeaderView, QTableView, QWidget

from annotator.domain.claim import ClaimStatus
from annotator.domain.i18n import tr
from annotator.ui.claims.delegate import PAD_X, PAD_Y, MatrixDelegate
from annotator.ui.claims.matrix import CLAIM, FIRST_SOURCE, STATUS
from annotator.ui.claims.model import ClaimMatrixModel
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets.quote import LEADING

LEAST_CLAIM = 240
_KEY = "claims/widths"


class ClaimTable(QTableView):
    """Rows are claims; the current cell says which source is meant."""

    opened = Signal(QModelIndex)  # double click or Enter
    edit_asked = Signal()
    trash_asked = Signal()
    filter_asked = Signal()

    def __init__(
        self, model: ClaimMatrixModel, themes: ThemeBook, settings: Settings, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._model = model
        self._settings = settings
        self._advances: dict[str, int] = {}
        self._widths: dict[str, int] = self._remembered()
        self.setModel(model)
        self.setItemDelegate(MatrixDelegate(themes, self))
        self.setAccessibleName(tr("Claims and who says what to them"))
        self.setShowGrid(False)
        self.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setTabKeyNavigation(False)
        self.setWordWrap(False)
        self.setCornerButtonEnabled(False)
        self.verticalHeader().hide()
        self.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(True)
        header.setMinimumSectionSize(48)
        header.setSortIndicator(CLAIM, Qt.SortOrder.AscendingOrder)
        self.setSortingEnabled(True)
        # Widths change many times while a header is dragged; rows are measured once it rests.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(30)
        self._rest.timeout.connect(self._fit_rows)
        header.sectionResized.connect(self._resized)
        model.modelReset.connect(self.fit)
        model.layoutChanged.connect(self._fit_rows)
        model.dataChanged.connect(self._rest.start)
        self._themes = themes
        themes.changed.connect(self._dress)
        self._dress()
        self.doubleClicked.connect(self.opened)

    def _dress(self) -> None:
        # The matrix lies on white like a page; its header is part of it.
        ground = self._themes.theme.raised
        self.horizontalHeader().setStyleSheet(
            f"QHeaderView, QHeaderView::section {{ background: {ground}; }}"
        )
        self.viewport().update()

    # Widths

    def _remembered(self) -> dict[str, int]:
        try:
            stored = json.loads(self._settings.text(_KEY, "{}"))
        except json.JSONDecodeError:
            return {}
        if not isinstance(stored, dict):
            return {}
        return {str(k): v for k, v in stored.items() if isinstance(v, int) and 48 <= v <= 2000}

    def _name(self, section: int) -> str:
        if section < FIRST_SOURCE:
            return ("claim", "status")[section]
        return self._model.matrix.columns[section - FIRST_SOURCE].source

    def _resized(self, section: int, old: int, new: int) -> None:
        if new > 0 and section < self._model.columnCount():
            self._widths[self._name(section)] = new
            self._settings.set_text(_KEY, json.dumps(self._widths))
        self._rest.start()

    def fit(self) -> None:
        """Give each column its remembered width, and the claims what is left over."""
        if not self._model.columnCount():
            return
        # Told of each section by itself, the view would lay itself out a thousand times.
        header = self.horizontalHeader()
        header.blockSignals(True)
        others = 0
        for section in range(STATUS, self._model.columnCount()):
            width = self._widths.get(self._name(section)) or self._natural(section)
            self.setColumnWidth(section, width)
            others += width
        spare = max(self.viewport().width() - others, LEAST_CLAIM)
        self.setColumnWidth(CLAIM, self._widths.get("claim", spare))
        header.blockSignals(False)
        header.viewport().update()
        self._fit_rows()

    def _natural(self, section: int) -> int:
        """As wide as the header's longest line and the pills below it."""
        metrics = self.horizontalHeader().fontMetrics()
        words = str(self._model.headerData(section, Qt.Orientation.Horizontal)).split("\n")
        # The header is set in bold.
        widest = max(metrics.horizontalAdvance(word) for word in words) * 1.1
        if section == STATUS:
            pills = (
                max(metrics.horizontalAdvance(tr(status.value)) for status in ClaimStatus) + metrics.height()
            )
        else:
            pills = self._model.matrix.columns[section - FIRST_SOURCE].most * metrics.height() * 2
        return int(max(widest, pills) + 3 * PAD_X)

    def _fit_rows(self) -> None:
        """One line or two, by the measured width of the words: cheap enough for thousands of claims."""
        self._rest.stop()
        line = round(self.fontMetrics().lineSpacing() * LEADING)
        font = self.font()
        font.setBold(True)
        bold = QFontMetrics(font)
        one, two = line + 2 * PAD_Y, 2 * line + 2 * PAD_Y
        room = self.columnWidth(CLAIM) - 2 * PAD_X
        rows = self.verticalHeader()
        rows.blockSignals(True)
        if rows.defaultSectionSize() != one:
            rows.setDefaultSectionSize(one)
        for row in range(self._model.rowCount()):
            claim = self._model.claim_at(row)
            words = f"{claim.key} {claim.text}"
            if words not in self._advances:
                rest = self.fontMetrics().horizontalAdvance(f" {claim.text}")
                self._advances[words] = bold.horizontalAdvance(claim.key) + rest + 2
            height = two if self._advances[words] > room else one
            if rows.sectionSize(row) != height:
                rows.resizeSection(row, height)
        rows.blockSignals(False)
        self.updateGeometries()
        self.viewport().update()

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self.fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._advances.clear()
            self._rest.start()

    # Keys

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter opens, F2 edits, Delete trashes, / filters; all else moves about."""
        plain = event.modifiers() in (Qt.KeyboardModifier.NoModifier, Qt.KeyboardModifier.KeypadModifier)
        key = event.key()
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.currentIndex().isValid():
            self.opened.emit(self.currentIndex())
        elif plain and key == Qt.Key.Key_F2:
            self.edit_asked.emit()
        elif plain and key == Qt.Key.Key_Delete:
            self.trash_asked.emit()
        elif plain and key == Qt.Key.Key_Slash:
            self.filter_asked.emit()
        elif plain and key == Qt.Key.Key_N:
            # The workspace's own key; a table would search the first column for the letter.
            event.ignore()
        else:
            super().keyPressEvent(event)
