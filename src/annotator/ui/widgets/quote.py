"""A quotation as a button: the words in serif, who says so below, and a click or Enter opens the passage."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import (
    QEnterEvent,
    QFontMetricsF,
    QKeyEvent,
    QPainter,
    QPaintEvent,
    QPen,
    QTextLayout,
    QTextOption,
)
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.domain.i18n import tr
from annotator.ui.theme import ThemeBook, qcolor

PAD_X, PAD_Y, BAR = 12, 10, 3
# Enough to recognise a passage; the tool tip and the reader hold the rest.
MAX_LINES = 7
# Fonts set their lines for interfaces; words that are read want more air.
LEADING = 1.18


class QuoteButton(QAbstractButton):
    """Paints itself, for a claim may have hundreds: a label and a layout each would take milliseconds.

    quote   the passage's words, without quotation marks; painted as plain text
    byline  who says so and where, "Hayes ¶ 4 · author’s voice"
    framed  whether it is a card of its own or lies in one
    """

    def __init__(
        self,
        quote: str,
        byline: str,
        themes: ThemeBook,
        *,
        framed: bool = True,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._themes = themes
        self._quote = " ".join(quote.split())
        self._byline = byline
        self._framed = framed
        self._colour = ""
        self._emphasis = False
        self._cached: tuple[int, str] | None = None
        self._lines: list[tuple[QTextLayout, float]] = []
        self._height = 0.0
        self._heights: dict[tuple[int, str, str], int] = {}
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Preferred)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAttribute(Qt.WidgetAttribute.WA_Hover)
        self.setAccessibleName(f"{quoted(self._quote)} {byline}" if self._quote else byline)
        self.setAccessibleDescription(tr("Opens the passage in its source"))
        themes.changed.connect(self.update)

    @property
    def quote(self) -> str:
        """The passage's words, white space runs as one."""
        return self._quote

    @property
    def byline(self) -> str:
        """Who says so and where."""
        return self._byline

    def set_colour(self, highlight: str) -> None:
        """The highlight's colour as a bar on the left."""
        self._colour = highlight
        self._cached = None
        self.updateGeometry()
        self.update()

    def set_emphasis(self, on: bool) -> None:
        """Frame in the accent colour: this is one of those that were asked for."""
        if on != self._emphasis:
            self._emphasis = on
            self.update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter clicks, as Space does by itself."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)

    def hasHeightForWidth(self) -> bool:
        """Higher where narrower."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of the broken lines at `width`. Layouts ask often, and for several widths in turn."""
        key = (width, self.font().key(), self._colour)
        if key not in self._heights:
            self._lay_out(width)
            self._heights[key] = int(self._height + 0.999)
        return self._heights[key]

    def sizeHint(self) -> QSize:
        """As a column of text: some 34 letters wide."""
        width = self.fontMetrics().averageCharWidth() * 34
        return QSize(width, self.heightForWidth(width))

    def minimumSizeHint(self) -> QSize:
        """At least some words to a line; the height follows from the width."""
        return QSize(self.fontMetrics().averageCharWidth() * 14, self.fontMetrics().height() + 2 * PAD_Y)

    def _insets(self) -> tuple[float, float, float]:
        """Left, right and vertical room around the words."""
        bar = (BAR + 9) if self._colour else 0
        return (PAD_X + bar, PAD_X, PAD_Y) if self._framed else (bar, 0, 2)

    def _lay_out(self, width: int) -> None:
        key = (width, self.font().key())
        if key == self._cached:
            return
        self._cached = key
        left, right, top = self._insets()
        inner = max(width - left - right, 40.0)
        points = self.font().pointSizeF()
        serif = self._themes.serif(points * 1.05 if points > 0 else None)
        self._lines = []
        y = top
        for text, font, limit in (
            (quoted(self._quote) if self._quote else "", serif, MAX_LINES),
            (self._byline, self.font(), 3),
        ):
            if not text:
                continue
            layout = QTextLayout(text, font)
            height = break_lines(layout, inner, limit)
            self._lines.append((layout, y))
            y += height + 3
        self._height = y - 3 + top

    def enterEvent(self, event: QEnterEvent) -> None:
        """The whole passage as a tool tip, made only when asked for."""
        if not self.toolTip() and len(self._quote) > 200:
            from html import escape

            self.setToolTip(f"<p>{escape(self._quote)}</p>")
        super().enterEvent(event)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Ground, bar, words."""
        theme = self._themes.theme
        self._lay_out(self.width())
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        box = QRectF(self.rect()).adjusted(0.75, 0.75, -0.75, -0.75)
        if self._framed:
            hot = self.underMouse() or self._emphasis
            painter.setPen(
                QPen(theme.colour("accent" if self._emphasis else "line_strong" if hot else "line"), 1)
            )
            painter.setBrush(theme.colour("raised"))
            painter.drawRoundedRect(box, 7, 7)
        elif self.underMouse():
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(theme.colour("hover"))
            painter.drawRoundedRect(box, 4, 4)
        if self._colour:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(theme.highlights.get(self._colour, theme.accent)))
            left = PAD_X if self._framed else 0
            painter.drawRoundedRect(
                QRectF(left, self._insets()[2], BAR, self.height() - 2 * self._insets()[2]), 1.5, 1.5
            )
        for (layout, y), token in zip(self._lines, ("ink", "muted")[not self._quote :], strict=False):
            painter.setPen(theme.colour(token))
            layout.draw(painter, QPointF(self._insets()[0], y))
        if self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(theme.colour("focus"), 1.5))
            painter.drawRoundedRect(box, 7, 7)


def quoted(words: str) -> str:
    """In quotation marks, unless the passage brings its own."""
    return words if words[:1] in tuple("\"“„«‘'") else tr("“{quote}”", quote=words)


def break_lines(layout: QTextLayout, width: float, limit: int) -> float:
    """Break a text into at most `limit` lines of `width`, the last with an ellipsis; returns their height."""
    option = QTextOption()
    option.setWrapMode(QTextOption.WrapMode.WrapAtWordBoundaryOrAnywhere)
    layout.setTextOption(option)
    height, whole = _break(layout, width, limit)
    if not whole:
        units = layout.text().encode("utf-16-le")
        start = layout.lineAt(limit - 1).textStart() * 2
        shown, rest = units[:start].decode("utf-16-le"), units[start:].decode("utf-16-le")
        metrics = QFontMetricsF(layout.font())
        # A line that breaks at a word may be wider once elided by letters; a little less keeps it one line.
        layout.setText(shown + metrics.elidedText(rest, Qt.TextElideMode.ElideRight, width - 4))
        height, _ = _break(layout, width, limit)
    return height


def _break(layout: QTextLayout, width: float, limit: int) -> tuple[float, bool]:
    layout.beginLayout()
    y = 0.0
    whole = False
    for _ in range(limit):
        line = layout.createLine()
        if not line.isValid():
            whole = True
            break
        line.setLineWidth(width)
        line.setPosition(QPointF(0, y))
        y += line.height() * LEADING
    else:
        whole = not layout.createLine().isValid()
    layout.endLayout()
    return y, whole
