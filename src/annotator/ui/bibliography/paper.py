"""The bibliography's text as pages: paragraphs set into a rich text document piece by piece.

No markup is read on the way, and the document loads nothing. A whole bibliography takes up to a second to
set, so it is set in slices of a few milliseconds between the window's other work (rich text laid out in
another thread cannot be used here: its fonts belong to that thread and die with it).
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from time import perf_counter
from typing import TYPE_CHECKING

from PySide6.QtCore import QByteArray, QObject, QSizeF, Qt, QTimer, QUrl
from PySide6.QtGui import (
    QFont,
    QTextBlockFormat,
    QTextCharFormat,
    QTextCursor,
    QTextDocument,
    QTextFrameFormat,
)

from annotator.ui.theme import Theme, ThemeBook, qcolor

if TYPE_CHECKING:
    from annotator.citation.outline import Paragraph, Piece

# A4 at 96 dots per inch, the unit of Qt's rich text; margins of 2.5 cm.
PAGE = QSizeF(794, 1123)
MARGIN = 94.0
# Seconds of inserting; laying out what was inserted takes as long again, and a frame has 16 ms.
SLICE = 0.002
POINTS = 11.0
# The title and the line below it, whose counts change with almost every edit.
FRONT = 2
# More paragraphs than these are not changed in the middle of a text: each slice would lay out all that follows.
PATCH = 60


class SealedDocument(QTextDocument):
    """Rich text that reads nothing: neither files nor network, whatever its markup names.

    Returning "nothing found" would not do: Qt then reads local files by itself
    (QTextDocument::loadResource), so an empty answer is given for every address.
    """

    def loadResource(self, kind: int, name: QUrl | str) -> QByteArray:
        return QByteArray(b"")


# Role → margins in px (top, right, bottom, left) and the first line's indent.
_LAYOUT = {
    "Title": ((0, 0, 2, 0), 0),
    "Subtitle": ((0, 0, 18, 0), 0),
    "Heading 1": ((22, 0, 6, 0), 0),
    "Status": ((0, 0, 8, 0), 0),
    "Bibliography": ((18, 0, 4, 32), -32),
    "Annotation": ((2, 0, 6, 32), 0),
    "Quote": ((8, 24, 1, 48), 0),
    "Provision Link": ((0, 24, 1, 66), -18),
    "Claim Link": ((0, 24, 1, 66), -18),
    "Quote Note": ((2, 24, 4, 48), 0),
    "Instrument": ((0, 0, 6, 32), -32),
    "Citation": ((0, 0, 6, 32), -32),
    "Index Line": ((0, 0, 4, 32), -32),
}
_MUTED = ("Subtitle", "Status", "Provision Link", "Quote Note")
# Links below a quotation are set smaller: the quotation is what one reads.
_SMALL = {"Subtitle": 0.92, "Provision Link": 0.92, "Claim Link": 0.92, "Title": 1.7, "Heading 1": 1.25}


class PaperSetter(QObject):
    """Sets one bibliography at a time into `document`; a new one makes an unfinished one void.

    One paragraph is one block of the document. `done()` is called when all of it stands there.
    """

    def __init__(self, document: QTextDocument, themes: ThemeBook, done: Callable[[], None]) -> None:
        super().__init__(document)
        self._themes = themes
        self._done = done
        self._all: Sequence[Paragraph] = ()
        self._at = self._end = 0
        self._set = False  # whether all of `_all` stands there
        self._document = document
        self._cursor = QTextCursor(document)
        self._timer = QTimer(self)
        self._timer.setInterval(0)
        self._timer.timeout.connect(self._slice)

    def set(self, paragraphs: Sequence[Paragraph]) -> None:
        """Begin to set these, instead of what stands there."""
        self._all, self._at, self._end, self._set = paragraphs, 0, len(paragraphs), False
        self._document.clear()
        self._document.setUndoRedoEnabled(False)
        self._document.setDefaultFont(self._themes.serif(POINTS))
        # The root frame's margins are the margins of every page.
        form = QTextFrameFormat()
        form.setMargin(MARGIN)
        self._document.rootFrame().setFrameFormat(form)
        self._document.setPageSize(PAGE)
        self._cursor = QTextCursor(self._document)
        self._timer.start()

    def paragraph(self, number: int) -> Paragraph | None:
        """The paragraph of a block, where it is set already."""
        return self._all[number] if self._set and 0 <= number < len(self._all) else None

    def stop(self) -> None:
        """Leave the rest."""
        self._timer.stop()

    def can_change(self, base: Sequence[Paragraph], now: Sequence[Paragraph], head: int, tail: int) -> bool:
        """Whether `base` stands there and little enough of it differs; the first `FRONT` are not counted."""
        added = len(now) - FRONT - head - tail
        return (
            self._set
            and base is self._all
            and min(len(base), len(now)) > FRONT
            and ((tail == 0 and head > 0) or added <= PATCH)
        )

    def change(self, now: Sequence[Paragraph], head: int, tail: int) -> None:
        """Turn what stands there into `now`: only what differs behind `FRONT` + `head`, before the last `tail`."""
        before = self._all
        self._all, self._at, self._end, self._set = now, FRONT + head, len(now) - tail, False
        cursor = QTextCursor(self._document)
        cursor.beginEditBlock()
        gone = len(before) - tail - self._at
        if gone > 0:
            self._select(cursor, self._at - 1, self._at - 1 + gone)
            cursor.removeSelectedText()
        for n in range(FRONT):
            if before[n] != now[n]:
                block = self._document.findBlockByNumber(n)
                cursor.setPosition(block.position())
                cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock, QTextCursor.MoveMode.KeepAnchor)
                cursor.removeSelectedText()
                self._pieces(cursor, now[n])
        cursor.endEditBlock()
        self._cursor = QTextCursor(self._document.findBlockByNumber(self._at - 1))
        self._cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
        self._slice()
        if self._at < self._end:
            self._timer.start()

    def _select(self, cursor: QTextCursor, first: int, last: int) -> None:
        """From the end of one block to the end of another: the blocks between them and the second."""
        one, other = self._document.findBlockByNumber(first), self._document.findBlockByNumber(last)
        cursor.setPosition(one.position() + one.length() - 1)
        cursor.setPosition(other.position() + other.length() - 1, QTextCursor.MoveMode.KeepAnchor)

    def _slice(self) -> None:
        until = perf_counter() + SLICE
        self._cursor.beginEditBlock()
        while self._at < self._end and perf_counter() < until:
            self._paragraph(self._all[self._at], first=self._at == 0)
            self._at += 1
        self._cursor.endEditBlock()
        if self._end == len(self._all):
            # Lay out what was added now; all at once at the end would take long.
            self._document.documentLayout().blockBoundingRect(self._document.lastBlock())
        if self._at >= self._end:
            self._timer.stop()
            self._set = True
            self._done()

    def _paragraph(self, paragraph: Paragraph, *, first: bool) -> None:
        role = str(paragraph.role)
        (top, right, bottom, left), indent = _LAYOUT[role]
        block = QTextBlockFormat()
        block.setTopMargin(top)
        block.setBottomMargin(bottom)
        block.setTextIndent(indent)
        leading, trailing = (right, left) if paragraph.right_to_left else (left, right)
        block.setLeftMargin(leading)
        block.setRightMargin(trailing)
        block.setLineHeight(118, QTextBlockFormat.LineHeightTypes.ProportionalHeight.value)
        if paragraph.right_to_left:
            block.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        if role == "Heading 1":
            block.setHeadingLevel(2)
        if first:
            self._cursor.setBlockFormat(block)
        else:
            self._cursor.insertBlock(block)
        self._pieces(self._cursor, paragraph)

    def _pieces(self, cursor: QTextCursor, paragraph: Paragraph) -> None:
        for piece in paragraph.pieces:
            # A line break inside a paragraph stays inside: one paragraph is one block.
            words = piece.run.text.replace("\r\n", "\n").replace("\n", "\u2028").replace("\u2029", "\u2028")
            cursor.insertText(words, self._form(piece, paragraph))

    def _form(self, piece: Piece, paragraph: Paragraph) -> QTextCharFormat:
        theme, role, run, kind = self._themes.theme, str(paragraph.role), piece.run, str(piece.kind)
        form = QTextCharFormat()
        form.setFont(self._themes.serif(POINTS * _SMALL.get(role, 1.0)))
        form.setForeground(qcolor(theme.muted if role in _MUTED or kind == "Locator" else theme.ink))
        if role in ("Title", "Heading 1") or run.bold:
            form.setFontWeight(QFont.Weight.DemiBold)
        form.setFontItalic(run.italic != (role in ("Status", "Quote Note")))
        if run.small_caps:
            form.setFontCapitalization(QFont.Capitalization.SmallCaps)
        form.setFontUnderline(run.underline)
        if run.superscript or run.subscript:
            above = QTextCharFormat.VerticalAlignment.AlignSuperScript
            below = QTextCharFormat.VerticalAlignment.AlignSubScript
            form.setVerticalAlignment(above if run.superscript else below)
        if kind == "Quoted Words" and paragraph.annotation_id:
            form.setAnchor(True)
            form.setAnchorHref(f"annotation:{paragraph.annotation_id}")
        elif kind == "Not Verbatim":
            form.setForeground(qcolor(theme.danger))
            form.setFontWeight(QFont.Weight.DemiBold)
        elif kind == "Stance":
            form.setForeground(qcolor(stance_colour(theme, run.text)))
            form.setFontWeight(QFont.Weight.DemiBold)
        return form


def stance_colour(theme: Theme, words: str) -> str:
    """The ink of a stance that is written with its sign first."""
    stances = {"✓": "supports", "✗": "contradicts", "~": "qualifies"}
    stance = stances.get(words[:1])
    return theme.stances[stance].fg if stance else theme.muted
