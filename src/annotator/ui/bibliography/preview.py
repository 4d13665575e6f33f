"""The bibliography as it will look on paper: pages on a desk, text that can be selected, quotations that open."""

from __future__ import annotations

from collections.abc import Sequence
from math import ceil
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QMarginsF, QPoint, QRectF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from annotator.domain.i18n import tr
from annotator.ui.bibliography.paper import PAGE, PaperSetter, SealedDocument
from annotator.ui.theme import Theme, ThemeBook

if TYPE_CHECKING:
    from annotator.citation.outline import Paragraph

# Between two sheets, taken from the margins above and below.
GAP = 18.0


class PaperBrowser(QTextBrowser):
    """Shows a bibliography on pages. Links `annotation:<id>` are told, no link is ever followed."""

    passage_clicked = Signal(str)  # annotation id
    ready = Signal()

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        document = SealedDocument(self)
        self.setDocument(document)
        # Otherwise QTextEdit would lay all out anew at each change of the window's width.
        self.setLineWrapMode(QTextBrowser.LineWrapMode.FixedPixelWidth)
        self.setLineWrapColumnOrWidth(int(PAGE.width()))
        self._place = 0
        self._setter = PaperSetter(document, themes, self._set)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setFrameShape(QTextBrowser.Shape.NoFrame)
        self.setAccessibleName(tr("Preview of the bibliography"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextBrowserInteraction | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAsNeeded)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOn)
        self.anchorClicked.connect(self._clicked)
        themes.changed.connect(self._restyle)
        self._restyle()

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray:
        """Nothing is loaded, see `SealedDocument`."""
        return QByteArray(b"")

    def set_paragraphs(
        self,
        paragraphs: Sequence[Paragraph],
        base: Sequence[Paragraph] = (),
        same_head: int = 0,
        same_tail: int = 0,
    ) -> None:
        """Show another text, at the height reached in the one before; `ready` when all of it stands there.

        Where `base` is what stands there, only what differs is set anew (see `composer.Preview`); else the old pages
        stay on the screen until all is done.
        """
        if self._setter.can_change(base, paragraphs, same_head, same_tail):
            self._setter.change(paragraphs, same_head, same_tail)
            return
        if self.viewport().updatesEnabled():
            self._place = self.verticalScrollBar().value()
            self.viewport().setUpdatesEnabled(False)
        self._setter.set(paragraphs)

    def paragraph_at(self, point: QPoint) -> Paragraph | None:
        """What stands at a point of the viewport; None beside the text."""
        cursor = self.cursorForPosition(point)
        box = self.document().documentLayout().blockBoundingRect(cursor.block())
        inside = box.translated(0, -self.verticalScrollBar().value()).contains(
            point.x() + self.horizontalScrollBar().value(), point.y()
        )
        return self._setter.paragraph(cursor.blockNumber()) if inside else None

    @property
    def current_paragraph(self) -> Paragraph | None:
        """What the cursor stands in."""
        return self._setter.paragraph(self.textCursor().blockNumber())

    def stop(self) -> None:
        """Leave the text unfinished."""
        self._setter.stop()

    def _centre(self) -> None:
        """Where the window is narrower than the paper, show the middle: the margins are white."""
        bar = self.horizontalScrollBar()
        bar.setValue(bar.maximum() // 2)

    def _set(self) -> None:
        if not self.viewport().updatesEnabled():
            self._centre()
            self.verticalScrollBar().setValue(min(self._place, self.verticalScrollBar().maximum()))
            self.viewport().setUpdatesEnabled(True)
        self.viewport().update()
        self.ready.emit()

    def _restyle(self) -> None:
        theme = self._themes.theme
        # The frame and padding of an input field do not belong around a desk.
        self.setStyleSheet(
            f"QTextBrowser {{ background: {theme.canvas}; border: none; border-radius: 0; padding: 0; }}"
        )
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme.colour("ink"))
        self.setPalette(palette)
        self.viewport().setAutoFillBackground(False)
        self.viewport().update()

    def _clicked(self, url: QUrl) -> None:
        if url.scheme() == "annotation":
            self.passage_clicked.emit(url.path())

    # Pages

    @property
    def pages(self) -> int:
        """How many pages the text takes, as far as it is laid out (counting them would lay out the rest)."""
        bar = self.verticalScrollBar()
        return max(ceil((bar.maximum() + bar.pageStep() - 2) / PAGE.height()), 1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        spare = max(
            self.contentsRect().width() - self.verticalScrollBar().sizeHint().width() - int(PAGE.width()), 0
        )
        margins = self.viewportMargins()
        if margins.left() != spare // 2:
            self.setViewportMargins(spare // 2, 0, spare - spare // 2, 0)
        super().resizeEvent(event)
        self._centre()

    def wheelEvent(self, event: QWheelEvent) -> None:
        # Ctrl+wheel would change the font and with it the pages, which must stay those of the export.
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()
            return
        super().wheelEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        painter = QPainter(self.viewport())
        self._paint_sheets(painter, QRectF(event.rect()), self._themes.theme)
        painter.end()
        super().paintEvent(event)

    def _paint_sheets(self, painter: QPainter, clip: QRectF, theme: Theme) -> None:
        painter.fillRect(clip, theme.colour("canvas"))
        x = -float(self.horizontalScrollBar().value())
        top = -float(self.verticalScrollBar().value())
        painter.setPen(QPen(theme.colour("line"), 1))
        painter.setBrush(theme.colour("paper"))
        for page in range(self.pages):
            # The gap between two sheets lies in the bottom margin of one and the top margin of the next.
            sheet = QRectF(x, top + page * PAGE.height(), PAGE.width(), PAGE.height())
            sheet = sheet.marginsRemoved(QMarginsF(0.5, GAP / 2, 1.5, GAP / 2))
            if sheet.intersects(clip):
                painter.drawRect(sheet)
