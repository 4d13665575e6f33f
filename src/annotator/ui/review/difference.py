"""Old words and new words, with what was removed struck out and what was added underlined."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QTextEdit, QWidget

from annotator.domain.i18n import tr
from annotator.ui.theme import ThemeBook

Steps = Sequence[tuple[str, str]]


class Words(QTextEdit):
    """One side of a difference: read-only, copyable; the words come in as plain text, never as markup.

    side: "removed" shows the old words, "added" the new ones.
    """

    def __init__(self, side: str, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._side = side
        self._themes = themes
        self._steps: Steps = ()
        self.setReadOnly(True)
        self.setAcceptRichText(False)
        self.setTabChangesFocus(True)
        self.setAccessibleName(tr("Old words") if side == "removed" else tr("New words"))
        themes.changed.connect(self._show)

    def set_steps(self, steps: Steps) -> None:
        """Show the steps of `operations.review.difference` that belong to this side."""
        self._steps = steps
        self._show()

    def _show(self) -> None:
        theme = self._themes.theme
        self.clear()
        cursor = QTextCursor(self.document())
        plain = QTextCharFormat()
        plain.setForeground(theme.colour("ink"))
        marked = QTextCharFormat(plain)
        ground = theme.colour("danger" if self._side == "removed" else "success")
        ground.setAlphaF(0.22)
        marked.setBackground(ground)
        # By shape as well as by colour: not everybody tells red from green.
        if self._side == "removed":
            marked.setFontStrikeOut(True)
        else:
            marked.setFontUnderline(True)
        for kind, text in self._steps:
            if kind in ("same", self._side):
                cursor.insertText(text, plain if kind == "same" else marked)
        self.moveCursor(QTextCursor.MoveOperation.Start)
        changed = " … ".join(
            text.strip() for kind, text in self._steps if kind == self._side and text.strip()
        )
        said = (
            tr("removed: {words}", words=changed)
            if self._side == "removed"
            else tr("added: {words}", words=changed)
        )
        self.setAccessibleDescription(said if changed else "")
