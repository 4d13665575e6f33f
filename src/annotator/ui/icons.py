"""Icons by what they mean, drawn by qtawesome in the colours of the theme.

qtawesome loads several font files when first used, so it is imported then and not before.
"""

from __future__ import annotations

from PySide6.QtGui import QIcon

from annotator.ui.theme import Theme

# Meaning → glyph of the Phosphor set.
GLYPHS = {
    "add": "ph.plus",
    "back": "ph.arrow-left",
    "bibliography": "ph.books",
    "cancel": "ph.x",
    "check": "ph.check",
    "claim": "ph.scales",
    "close": "ph.x",
    "copy": "ph.copy",
    "delete": "ph.trash",
    "down": "ph.caret-down",
    "edit": "ph.pencil-simple",
    "export": "ph.export",
    "filter": "ph.funnel",
    "find": "ph.magnifying-glass",
    "forward": "ph.arrow-right",
    "highlight": "ph.highlighter-circle",
    "import": "ph.download-simple",
    "info": "ph.info",
    "library": "ph.columns",
    "link": "ph.link",
    "menu": "ph.dots-three",
    "note": "ph.note-pencil",
    "open": "ph.folder-open",
    "project": "ph.file-text",
    "provision": "ph.article",
    "quote": "ph.quotes",
    "redo": "ph.arrow-u-up-right",
    "sample": "ph.book-open",
    "settings": "ph.gear",
    "sort": "ph.sort-ascending",
    "source": "ph.file-text",
    "tag": "ph.tag",
    "text": "ph.text-aa",
    "treaty": "ph.bank",
    "undo": "ph.arrow-u-up-left",
    "up": "ph.caret-up",
    "warning": "ph.warning",
    "zoom_in": "ph.plus",
    "zoom_out": "ph.minus",
}


def icon(key: str, theme: Theme, *, token: str = "ink") -> QIcon:
    """The icon for `key` in the colour of `token`. Make it anew when the theme changes."""
    import qtawesome

    made = qtawesome.icon(  # type: ignore[no-untyped-call]
        GLYPHS[key],
        color=getattr(theme, token),
        color_disabled=theme.line_strong,
        color_selected=theme.accent_ink,
    )
    assert isinstance(made, QIcon)
    return made
