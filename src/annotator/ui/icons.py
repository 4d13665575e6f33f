"""Icons by what they mean, from the Phosphor font that qtawesome keeps, in the colours of the theme.

Only qtawesome's font and its table of names are used: importing the package itself reads eleven fonts and
costs more than the whole window (330 ms measured), its icons look the same.
"""

from __future__ import annotations

import json
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from PySide6.QtCore import QPoint, QRect, QSize, Qt
from PySide6.QtGui import QFont, QFontDatabase, QIcon, QIconEngine, QPainter, QPixmap

from annotator.ui.theme import Theme, qcolor

# Meaning → glyph of the Phosphor set.
GLYPHS = {
    "add": "plus",
    "back": "arrow-left",
    "area": "selection",
    "bibliography": "books",
    "bookmark": "bookmark-simple",
    "cancel": "x",
    "check": "check",
    "claim": "scales",
    "close": "x",
    "copy": "copy",
    "delete": "trash",
    "down": "caret-down",
    "edit": "pencil-simple",
    "export": "export",
    "filter": "funnel",
    "find": "magnifying-glass",
    "forward": "arrow-right",
    "highlight": "highlighter-circle",
    "import": "download-simple",
    "info": "info",
    "library": "columns",
    "link": "link",
    "menu": "dots-three",
    "note": "note-pencil",
    "outline": "list-bullets",
    "open": "folder-open",
    "pages": "squares-four",
    "pin": "push-pin",
    "project": "file-text",
    "provision": "article",
    "quote": "quotes",
    "redo": "arrow-u-up-right",
    "sample": "book-open",
    "settings": "gear",
    "sort": "sort-ascending",
    "source": "file-text",
    "tag": "tag",
    "text": "text-aa",
    "treaty": "bank",
    "underline": "text-underline",
    "undo": "arrow-u-up-left",
    "up": "caret-up",
    "warning": "warning",
    "zoom_in": "plus",
    "zoom_out": "minus",
}


class _Glyph(QIconEngine):
    """One glyph of the font, drawn sharp at whatever size and scale it is asked for."""

    def __init__(self, glyph: str, colours: dict[QIcon.Mode, str]) -> None:
        super().__init__()
        self._glyph = glyph
        self._colours = colours

    def paint(self, painter: QPainter, rect: QRect, mode: QIcon.Mode, state: QIcon.State) -> None:
        """Centred in `rect`."""
        font = QFont(_family())
        # Phosphor's glyphs fill their em square; a little air keeps them from the edge.
        font.setPixelSize(max(round(rect.height() * 0.92), 1))
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.TextAntialiasing)
        painter.setFont(font)
        painter.setPen(qcolor(self._colours.get(mode, self._colours[QIcon.Mode.Normal])))
        painter.drawText(rect, Qt.AlignmentFlag.AlignCenter, self._glyph)
        painter.restore()

    def pixmap(self, size: QSize, mode: QIcon.Mode, state: QIcon.State) -> QPixmap:
        """The same on a transparent ground."""
        pixmap = QPixmap(size)
        pixmap.fill(Qt.GlobalColor.transparent)
        painter = QPainter(pixmap)
        self.paint(painter, QRect(QPoint(0, 0), size), mode, state)
        painter.end()
        return pixmap

    def clone(self) -> QIconEngine:
        """Qt copies icons."""
        return _Glyph(self._glyph, self._colours)


@cache
def _fonts() -> Path:
    """The folder of qtawesome's fonts, found without running its code."""
    spec = find_spec("qtawesome")
    assert spec is not None and spec.origin is not None
    return Path(spec.origin).parent / "fonts"


@cache
def _family() -> str:
    number = QFontDatabase.addApplicationFont(str(min(_fonts().glob("phosphor-[0-9]*.ttf"))))
    return QFontDatabase.applicationFontFamilies(number)[0]


@cache
def _glyphs() -> dict[str, str]:
    table = min(_fonts().glob("phosphor-charmap-*.json"))
    codes: dict[str, str] = json.loads(table.read_text(encoding="utf-8"))
    return {name: chr(int(codes[glyph], 16)) for name, glyph in GLYPHS.items()}


def icon(key: str, theme: Theme, *, token: str = "ink") -> QIcon:
    """The icon for `key` in the colour of `token`. Make it anew when the theme changes."""
    colours = {
        QIcon.Mode.Normal: getattr(theme, token),
        QIcon.Mode.Disabled: theme.line_strong,
        QIcon.Mode.Selected: theme.accent_ink,
    }
    return QIcon(_Glyph(_glyphs()[key], colours))
