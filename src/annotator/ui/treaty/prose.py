"""Words set to be read: serif, wide leading, selectable, as high as they need to be."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QFont,
    QPalette,
    QResizeEvent,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextOption,
)
from PySide6.QtWidgets import QFrame, QSizePolicy, QTextEdit, QWidget

from annotator.domain.i18n import tr
from annotator.ui.theme import ThemeBook
from annotator.ui.treaty.reading import Paragraph

INDENT = 22
LEADING = 140.0


class Prose(QTextEdit):
    """Shows paragraphs. They are inserted as characters, never as markup, so nothing in them can act."""

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._themes = themes
        self._paragraphs: tuple[Paragraph, ...] = ()
        self.setReadOnly(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "prose")
        self.setAccessibleName(tr("Text of the provision"))
        self.setTextInteractionFlags(
            Qt.TextInteractionFlag.TextSelectableByMouse | Qt.TextInteractionFlag.TextSelectableByKeyboard
        )
        self.setTabChangesFocus(True)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setWordWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Fixed)
        self.document().setDocumentMargin(0)
        # The frame and padding of an input field do not belong around words on paper.
        self.setStyleSheet(
            "QTextEdit { border: none; padding: 0; background: transparent; border-radius: 0; }"
        )
        themes.changed.connect(self._set)

    def set_paragraphs(self, paragraphs: Sequence[Paragraph]) -> None:
        """Show a provision and what stands below it."""
        if tuple(paragraphs) != self._paragraphs:
            self._paragraphs = tuple(paragraphs)
            self._set()

    def _set(self) -> None:
        theme = self._themes.theme
        size = self.fontInfo().pointSizeF() * 1.22
        plain, bold, number = QTextCharFormat(), QTextCharFormat(), QTextCharFormat()
        for form, token in ((plain, "ink"), (bold, "ink"), (number, "muted")):
            form.setFont(self._themes.serif(size))
            form.setForeground(theme.colour(token))
        bold.setFontWeight(QFont.Weight.Bold)
        self.clear()
        cursor = QTextCursor(self.document())
        for place, paragraph in enumerate(self._paragraphs):
            block = QTextBlockFormat()
            block.setLineHeight(LEADING, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
            block.setLeftMargin(INDENT * paragraph.depth)
            block.setTopMargin(8 if place else 0)
            if place:
                cursor.insertBlock(block)
            else:
                cursor.setBlockFormat(block)
            if paragraph.depth:
                cursor.insertText(f"{paragraph.label}   ", number)
            if paragraph.depth and paragraph.heading:
                cursor.insertText(f"{paragraph.heading}   ", bold)
            cursor.insertText(paragraph.text, plain)
        palette = self.palette()
        palette.setColor(QPalette.ColorRole.Text, theme.colour("ink"))
        self.setPalette(palette)
        self._fit()

    def _fit(self) -> None:
        self.document().setTextWidth(self.viewport().width())
        height = int(self.document().size().height()) + 4
        if height != self.height():
            self.setFixedHeight(height)

    def sizeHint(self) -> QSize:
        return QSize(300, max(self.height(), 20))

    def resizeEvent(self, event: QResizeEvent) -> None:
        super().resizeEvent(event)
        self._fit()

    def changeEvent(self, event: QEvent) -> None:
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange and self._paragraphs:
            self._set()
