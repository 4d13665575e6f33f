"""The bibliography's paragraphs as set type: each by itself, its lines ready to be put on pages.

No markup is read on the way, and nothing is loaded. A paragraph costs about a tenth of a millisecond, so one sets those
that are seen, and the others while nothing else is to do.
"""

from __future__ import annotations

from collections import OrderedDict
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QMarginsF, QPointF, QRectF, QSizeF, Qt
from PySide6.QtGui import QFont, QPainter, QPen, QTextCharFormat, QTextLayout, QTextLine, QTextOption

from annotator.ui.theme import Theme, ThemeBook, qcolor

if TYPE_CHECKING:
    from annotator.citation.outline import Paragraph, Piece

# A4 at 96 dots per inch, the unit of Qt's rich text; margins of 2.5 cm.
PAGE = QSizeF(794, 1123)
MARGIN = 94.0
# Between two sheets, taken from the margins above and below.
GAP = 18.0
POINTS = 11.0
# Of a line's height: as in the export.
LEADING = 1.18
# Set paragraphs that are kept; a window shows fifty.
_KEPT = 600

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
# A heading does not stay alone at the foot of a page.
STAYS_WITH_NEXT = frozenset(["Heading 1", "Status"])


def margins(paragraph: Paragraph) -> tuple[float, float]:
    """The room above and below a paragraph."""
    (top, _right, bottom, _left), _indent = _LAYOUT[str(paragraph.role)]
    return top, bottom


@dataclass(slots=True)
class Block:
    """A paragraph as set type. Offsets are Qt's own (UTF-16 units) in its text."""

    layout: QTextLayout
    text: str
    pitches: tuple[float, ...]
    left: float  # from the edge of the sheet
    starts: tuple[float, ...]  # of each line, from `left`
    quoted: tuple[tuple[int, int], ...]  # the words that lead to the passage

    def put(self, tops: tuple[float, ...]) -> None:
        """Place the lines, each by its top."""
        for number, (top, pitch) in enumerate(zip(tops, self.pitches, strict=True)):
            line = self.layout.lineAt(number)
            # The room between two lines lies above each.
            line.setPosition(QPointF(self.starts[number], top + pitch - line.height()))

    def draw(
        self, painter: QPainter, up: float, across: float, selected: tuple[int, int], theme: Theme
    ) -> None:
        """Paint the lines where they were put, moved up and across; `selected` is a range of the text."""
        ranges = []
        start, end = selected
        if end > start:
            chosen = QTextLayout.FormatRange()
            chosen.start, chosen.length = start, end - start
            form = QTextCharFormat()
            form.setBackground(qcolor(theme.selection))
            chosen.format = form
            ranges.append(chosen)
        self.layout.draw(painter, QPointF(self.left + across, -up), ranges)

    def offset_at(self, x: float, y: float) -> int:
        """The offset nearest to a place (from the sheet's left edge, and as the lines were put)."""
        last = self.layout.lineCount() - 1
        for number in range(last + 1):
            line = self.layout.lineAt(number)
            if y < line.y() + line.height() or number == last:
                return int(line.xToCursor(x - self.left))
        return 0

    def is_quoted(self, x: float, y: float) -> bool:
        """Whether quoted words stand at a place."""
        for number in range(self.layout.lineCount()):
            line = self.layout.lineAt(number)
            if line.naturalTextRect().adjusted(0, -1, 0, 1).contains(x - self.left, y):
                offset = int(line.xToCursor(x - self.left))
                return any(start <= offset <= end for start, end in self.quoted)
        return False

    def caret(self, offset: int) -> QRectF:
        """The caret's place, as the lines were put."""
        line = self.layout.lineForTextPosition(min(offset, len16(self.text)))
        if not line.isValid():
            return QRectF()
        return QRectF(self.left + x_of(line, offset), line.y(), 1, line.height())


def x_of(line: QTextLine, offset: int) -> float:
    """Where an offset stands in its line."""
    found: Any = line.cursorToX(offset)
    return float(found[0] if isinstance(found, tuple) else found)


def len16(text: str) -> int:
    """The length in UTF-16 units."""
    return len(text) if text.isascii() else len(text.encode("utf-16-le")) // 2


class Typesetter:
    """Sets paragraphs in the window's face and colours, and keeps those set last."""

    def __init__(self, themes: ThemeBook) -> None:
        self._themes = themes
        self._blocks: OrderedDict[int, tuple[Paragraph, Block]] = OrderedDict()
        self._forms: dict[tuple[object, ...], QTextCharFormat] = {}
        self._pitches: dict[tuple[float, ...], tuple[float, ...]] = {}

    def forget(self) -> None:
        """The face or the colours are other ones now."""
        self._blocks.clear()
        self._forms.clear()

    def block(self, paragraph: Paragraph) -> Block:
        """A paragraph, set."""
        key = id(paragraph)
        kept = self._blocks.get(key)
        if kept is not None and kept[0] is paragraph:
            self._blocks.move_to_end(key)
            return kept[1]
        made = self._set(paragraph)
        self._blocks[key] = paragraph, made
        if len(self._blocks) > _KEPT:
            self._blocks.popitem(last=False)
        return made

    def pitches(self, paragraph: Paragraph) -> tuple[float, ...]:
        """The heights of a paragraph's lines; equal ones are one object."""
        found = self.block(paragraph).pitches
        return self._pitches.setdefault(found, found)

    def _set(self, paragraph: Paragraph) -> Block:
        (_top, right, _bottom, left), indent = _LAYOUT[str(paragraph.role)]
        if paragraph.right_to_left:
            left, right = right, left
        width = PAGE.width() - 2 * MARGIN - left - right
        parts, forms, quoted, at = [], [], [], 0
        for piece in paragraph.pieces:
            # A line break inside a paragraph stays inside.
            words = piece.run.text.replace("\r\n", "\n").replace("\n", "\u2028").replace("\u2029", "\u2028")
            length = len16(words)
            dress = QTextLayout.FormatRange()
            dress.start, dress.length, dress.format = at, length, self._form(piece, str(paragraph.role))
            forms.append(dress)
            if str(piece.kind) == "Quoted Words" and paragraph.annotation_id:
                quoted.append((at, at + length))
            parts.append(words)
            at += length
        text = "".join(parts)
        layout = QTextLayout(text, self._themes.serif(POINTS))
        option = QTextOption()
        if paragraph.right_to_left:
            option.setTextDirection(Qt.LayoutDirection.RightToLeft)
            option.setAlignment(Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignAbsolute)
        layout.setTextOption(option)
        layout.setCacheEnabled(True)
        layout.setFormats(forms)
        pitches: list[float] = []
        starts: list[float] = []
        layout.beginLayout()
        while (line := layout.createLine()).isValid():
            first = float(indent) if not starts else 0.0
            line.setLineWidth(width - first)
            starts.append(0.0 if paragraph.right_to_left else first)
            pitches.append(line.height() * LEADING)
        layout.endLayout()
        return Block(layout, text, tuple(pitches), MARGIN + left, tuple(starts), tuple(quoted))

    def _form(self, piece: Piece, role: str) -> QTextCharFormat:
        run, kind = piece.run, str(piece.kind)
        sign = run.text[:1] if kind == "Stance" else ""
        key = (
            role, kind, sign, run.italic, run.bold, run.small_caps, run.underline, run.superscript, run.subscript,
        )  # fmt: skip
        if key not in self._forms:
            self._forms[key] = self._dressed(piece, role)
        return self._forms[key]

    def _dressed(self, piece: Piece, role: str) -> QTextCharFormat:
        theme, run, kind = self._themes.theme, piece.run, str(piece.kind)
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
        if kind == "Not Verbatim":
            form.setForeground(qcolor(theme.danger))
            form.setFontWeight(QFont.Weight.DemiBold)
        elif kind == "Stance":
            form.setForeground(qcolor(stance_colour(theme, run.text)))
            form.setFontWeight(QFont.Weight.DemiBold)
        return form


def paint_sheets(painter: QPainter, theme: Theme, seen: QRectF, pages: int) -> None:
    """The empty sheets of which `seen` shows a part; its left edge is that of the window, from the sheets'."""
    painter.setPen(QPen(theme.colour("line"), 1))
    painter.setBrush(theme.colour("paper"))
    last = min(int(seen.bottom() // PAGE.height()) + 1, pages)
    for page in range(int(seen.top() // PAGE.height()), last):
        # The gap between two sheets lies in the bottom margin of one and the top margin of the next.
        sheet = QRectF(-seen.left(), page * PAGE.height() - seen.top(), PAGE.width(), PAGE.height())
        painter.drawRect(sheet.marginsRemoved(QMarginsF(0.5, GAP / 2, 1.5, GAP / 2)))


def stance_colour(theme: Theme, words: str) -> str:
    """The ink of a stance that is written with its sign first."""
    stances = {"✓": "supports", "✗": "contradicts", "~": "qualifies"}
    stance = stances.get(words[:1])
    return theme.stances[stance].fg if stance else theme.muted
