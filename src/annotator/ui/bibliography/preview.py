"""The bibliography as it will look on paper: pages on a desk, text that can be selected, quotations that open."""

from __future__ import annotations

from PySide6.QtCore import QByteArray, QMarginsF, QRectF, QSizeF, Qt, QUrl, Signal
from PySide6.QtGui import (
    QColor,
    QPainter,
    QPaintEvent,
    QPalette,
    QPen,
    QResizeEvent,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
    QWheelEvent,
)
from PySide6.QtWidgets import QTextBrowser, QWidget

from annotator.domain.i18n import tr
from annotator.ui.theme import SERIF, Theme, ThemeBook

# A4 at 96 dots per inch, the unit of Qt's rich text; margins of 2.5 cm.
PAGE = QSizeF(794, 1123)
MARGIN = 94.0
GAP = 18.0


class SealedDocument(QTextDocument):
    """Rich text that reads nothing: neither files nor network, whatever its markup names.

    Returning "nothing found" would not do: Qt then reads local files by itself
    (QTextDocument::loadResource), so an empty answer is given for every address.
    """

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray:
        return QByteArray(b"")


class PaperBrowser(QTextBrowser):
    """Shows a bibliography's HTML on pages. Links `annotation:<id>` are told, no link is ever followed."""

    passage_clicked = Signal(str)  # annotation id

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self.setDocument(SealedDocument(self))
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
        self._html = ""
        themes.changed.connect(self._restyle)
        self._restyle()

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray:
        """Nothing is loaded, see `SealedDocument`."""
        return QByteArray(b"")

    def show_html(self, html: str) -> None:
        """Show a new text and stay at the height reached in the old one."""
        if html == self._html:
            return
        self._html = html
        place = self.verticalScrollBar().value()
        self._fill()
        self.verticalScrollBar().setValue(min(place, self.verticalScrollBar().maximum()))

    def _fill(self) -> None:
        document = self.document()
        document.setDefaultStyleSheet(paper_css(self._themes.theme))
        document.setDefaultFont(self._themes.serif(11))
        self.setHtml(self._html)
        # The root frame's margins are the margins of every page.
        form = QTextFrameFormat()
        form.setMargin(MARGIN)
        document.rootFrame().setFrameFormat(form)
        self._paginate()
        self.moveCursor(QTextCursor.MoveOperation.Start)

    def _restyle(self) -> None:
        theme = self._themes.theme
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Base, QColor(Qt.GlobalColor.transparent))
        palette.setColor(QPalette.ColorRole.Window, theme.colour("canvas"))
        palette.setColor(QPalette.ColorRole.Text, theme.colour("ink"))
        self.setPalette(palette)
        self.setAutoFillBackground(True)
        self.viewport().setAutoFillBackground(False)
        if self._html:
            self._fill()
        self.viewport().update()

    def _clicked(self, url: QUrl) -> None:
        if url.scheme() == "annotation":
            self.passage_clicked.emit(url.path())

    # Pages

    @property
    def pages(self) -> int:
        """How many pages the text takes."""
        return max(self.document().pageCount(), 1)

    def _paginate(self) -> None:
        # QTextEdit makes one endless page as wide as the window on each resize; ours has the paper's size.
        if self.document().pageSize() != PAGE:
            self.document().setPageSize(PAGE)

    def resizeEvent(self, event: QResizeEvent) -> None:
        spare = max(
            self.contentsRect().width() - self.verticalScrollBar().sizeHint().width() - int(PAGE.width()), 0
        )
        margins = self.viewportMargins()
        if margins.left() != spare // 2:
            self.setViewportMargins(spare // 2, 0, spare - spare // 2, 0)
        super().resizeEvent(event)
        self._paginate()

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


def paper_css(theme: Theme) -> str:
    """What the preview's HTML looks like. Qt knows a part of CSS 2.1, no more."""
    return f"""
        body {{ font-family: '{SERIF[0]}'; color: {theme.ink}; }}
        a {{ color: {theme.ink}; text-decoration: none; }}
        h1 {{ font-size: 18pt; font-weight: 600; margin-bottom: 14px; }}
        h2 {{ font-size: 13pt; font-weight: 600; margin-top: 18px; margin-bottom: 6px; }}
    """
