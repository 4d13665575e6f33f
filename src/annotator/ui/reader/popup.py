"""The card beside a selection or a highlight: colours, note, copy, link. Letters act while it is open."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QHBoxLayout,
    QMenu,
    QPlainTextEdit,
    QPushButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.annotation import Colour, Style
from annotator.domain.claim import Stance
from annotator.domain.i18n import tr
from annotator.ui.icons import icon
from annotator.ui.reader.card import Dot, KeyButton, style_sheet
from annotator.ui.reader.linkfield import LinkField
from annotator.ui.reader.shadow import Shadow
from annotator.ui.theme import ThemeBook

if TYPE_CHECKING:
    from annotator.operations.links import Target
    from annotator.ui.session import Session

WIDTH = 348
GAP = 10
_STYLES = {Qt.Key.Key_U: Style.UNDERLINE.value, Qt.Key.Key_M: Style.NOTE.value}


def colour_name(colour: str) -> str:
    """A highlight colour as a reader says it."""
    return {
        "yellow": tr("yellow"),
        "red": tr("red"),
        "green": tr("green"),
        "blue": tr("blue"),
        "purple": tr("purple"),
    }[colour]


class Popup(QFrame):
    """Shown over the canvas for a selection (`annotation` "") or an existing highlight.

    Signals say what the user wants; the maker does it. `closed` when it went away, however.
    """

    colour_chosen = Signal(str)
    note_changed = Signal(str)
    style_chosen = Signal(str)  # a kind of mark
    join_wanted = Signal()
    split_wanted = Signal()
    copy_wanted = Signal()
    pin_wanted = Signal()
    delete_wanted = Signal()
    closed = Signal()

    def __init__(self, session: Session, themes: ThemeBook, parent: QWidget) -> None:
        super().__init__(parent)
        self._owner = parent
        self.setObjectName("popup")
        self.setAccessibleName(tr("Highlight and link"))
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self._themes = themes
        self._target: QRect = QRect()
        self._room: QRect = QRect()
        self._suggestion: Target | None = None
        self._note_before = ""
        self.annotation = ""
        self.dots = {colour.value: Dot(colour.value, themes) for colour in Colour}
        self.note_button = KeyButton(tr("Note"), "N", themes)
        self.note_button.setToolTip(tr("Note (N)"))
        self.copy_button = KeyButton(tr("Copy with citation"), "C", themes)
        self.copy_button.setToolTip(tr("Copy with citation (C)"))
        self.pin_button = KeyButton("", "P", themes)
        self.pin_button.setCheckable(True)
        self.underline_button = KeyButton("", "U", themes)
        self.underline_button.setAccessibleName(tr("Underline"))
        self.underline_button.setToolTip(tr("Underline (U)"))
        self.more_button = KeyButton("", "", themes)
        self.more_button.setAccessibleName(tr("More"))
        self.more_button.setToolTip(tr("More: kinds of marks, join, merge, split"))
        self.more = QMenu(self)
        self.delete_button = KeyButton("", "", themes)
        self.delete_button.setAccessibleName(tr("Move highlight to the trash"))
        self.delete_button.setToolTip(tr("Move highlight to the trash (Delete)"))
        self.link = LinkField(session, themes, key="L")
        self.suggested = QPushButton()
        self.suggested.setObjectName("suggested")
        self.note = QPlainTextEdit()
        self.note.setPlaceholderText(tr("Note… (Ctrl+Enter or Esc closes)"))
        self.note.setAccessibleName(tr("Note"))
        self.note.setTabChangesFocus(True)
        self.note.setFixedHeight(72)
        self.note.installEventFilter(self)
        self._build()
        self.set_meanings({})
        self._restyle()
        themes.changed.connect(self._restyle)
        self.hide()

    def _build(self) -> None:
        self._row = row = QHBoxLayout()
        row.setSpacing(3)
        for dot in self.dots.values():
            dot.clicked.connect(lambda _=False, c=dot.colour: self._colour(c))
            row.addWidget(dot)
        row.addSpacing(4)
        row.addWidget(self.underline_button)
        row.addWidget(self.note_button)
        row.addWidget(self.copy_button)
        row.addWidget(self.pin_button)
        row.addStretch()
        row.addWidget(self.more_button)
        row.addWidget(self.delete_button)
        self.underline_button.clicked.connect(lambda: self.style_chosen.emit(Style.UNDERLINE.value))
        self.more_button.clicked.connect(self._show_more)
        self.note_button.clicked.connect(self.edit_note)
        self.copy_button.clicked.connect(self.copy_wanted)
        self.pin_button.clicked.connect(self._pin)
        self.delete_button.clicked.connect(self.delete_wanted)
        self.suggested.clicked.connect(self._take_suggestion)
        self.link.dismissed.connect(self.leave_field)
        self.link.resized.connect(self._fit)
        below = QHBoxLayout()
        below.addWidget(self.suggested)
        below.addStretch()
        self._box = layout = QVBoxLayout(self)
        layout.setContentsMargins(10, 8, 10, 10)
        layout.setSpacing(7)
        layout.addLayout(row)
        layout.addWidget(self.note)
        layout.addWidget(self.link)
        layout.addLayout(below)
        Shadow(self)
        self.note.hide()
        self.suggested.hide()

    def _restyle(self) -> None:
        theme = self._themes.theme
        self.setStyleSheet(style_sheet(theme))
        self.delete_button.setIcon(icon("delete", theme, token="popup_muted"))
        self.show_pinned(self.pin_button.isChecked())
        self.underline_button.setIcon(icon("underline", theme, token="popup_ink"))
        self.more_button.setIcon(icon("menu", theme, token="popup_muted"))
        self.note_button.picture = icon("note", theme, token="popup_ink")
        self.copy_button.picture = icon("copy", theme, token="popup_ink")

    def set_meanings(self, meanings: dict[str, str]) -> None:
        """What the project means by each colour, for tool tips and screen readers."""
        for number, (colour, dot) in enumerate(self.dots.items(), 1):
            name = colour_name(colour)
            meaning = meanings.get(colour, "")
            said = f"{name}: {meaning}" if meaning and meaning != colour else name
            dot.setToolTip(f"{said} ({number})")
            dot.setAccessibleName(tr("Highlight in {colour}", colour=said))

    def show_pinned(self, pinned: bool) -> None:
        """Whether the highlight is chosen for bibliographies."""
        self.pin_button.setChecked(pinned)
        token = "popup_ink" if pinned else "popup_muted"
        self.pin_button.setIcon(icon("pin", self._themes.theme, token=token))
        words = tr("Pinned for bibliographies (P)") if pinned else tr("Pin for bibliographies (P)")
        self.pin_button.setToolTip(words)
        self.pin_button.setAccessibleName(words)

    # ---------------------------------------------------------------- opening, closing

    def open_for(
        self, annotation: str, quote: str, colour: str, note: str, target: QRect, room: QRect
    ) -> None:
        """Show beside `target` inside `room` (both in the parent's pixels), for a highlight or (`""`) for new words."""
        self._save_note()
        self.annotation = annotation
        self._note_before = note
        self.note.setPlainText(note)
        self.note.hide()
        self._suggestion = None
        self.suggested.hide()
        self.delete_button.setVisible(bool(annotation))
        for name, dot in self.dots.items():
            dot.setChecked(bool(annotation) and name == colour)
        self.link.set_context(annotation or None, quote)
        self._target, self._room = target, room
        self.show()
        self.raise_()
        self._fit()

    def follow(self, target: QRect, room: QRect) -> None:
        """The words moved: stay beside them."""
        self._target, self._room = target, room
        self._fit()

    def show_suggestion(self, target: Target | None) -> None:
        """Offer a provision that the passage names; Enter takes it while no field has the cursor."""
        self._suggestion = target
        if target is not None:
            text = ", ".join(part for part in (target.label, target.detail) if part)
            shown = tr("Suggested: {target}", target=text)
            fitting = self.suggested.fontMetrics().elidedText(shown, Qt.TextElideMode.ElideRight, WIDTH - 70)
            self.suggested.setText(f"{fitting}  ↵")
            self.suggested.setToolTip(shown)
            self.suggested.setAccessibleName(shown)
        self.suggested.setVisible(target is not None)
        self._fit()

    def dismiss(self) -> None:
        """Go away, keeping what was written."""
        if self.isVisible():
            self._save_note()
            focus = QApplication.focusWidget()
            focused = focus is not None and self.isAncestorOf(focus)
            self.hide()
            if focused:
                self._owner.setFocus(Qt.FocusReason.OtherFocusReason)
            self.closed.emit()

    def leave_field(self) -> None:
        """Out of the note or the link field, back to the words; the card stays."""
        self._save_note()
        self.note.hide()
        self._owner.setFocus(Qt.FocusReason.OtherFocusReason)
        self._fit()

    def _fit(self) -> None:
        if not self.isVisible():
            return
        layout = self._box
        most = max(self._room.width() - 12, 160)
        self._shorten(most - 20)
        layout.activate()
        wished = max(WIDTH, layout.totalSizeHint().width())
        width = min(wished, most)
        height = (
            layout.totalHeightForWidth(width)
            if layout.hasHeightForWidth()
            else layout.totalSizeHint().height()
        )
        self.resize(width, height)
        target, room = self._target, self._room
        x = min(max(target.center().x() - width // 2, room.left() + 6), room.right() - width - 6)
        y = target.bottom() + GAP
        if y + height > room.bottom() - 4:
            above = target.top() - GAP - height
            y = above if above >= room.top() + 4 else max(room.bottom() - height - 6, room.top() + 4)
        self.move(QPoint(x, y))

    def _shorten(self, room: int) -> None:
        """As many words on the buttons as there is room for; what has a key and a menu of its own goes last."""
        spare = (self.underline_button, self.pin_button)
        buttons = (*spare, self.note_button, self.copy_button, self.more_button, self.delete_button)
        for level in range(4):
            for button in buttons:
                button.set_brevity(level)
            for button in spare:
                button.setVisible(level < 3)
            self._row.invalidate()
            if self._row.sizeHint().width() <= room:
                break

    # ---------------------------------------------------------------- acting

    def _colour(self, colour: str) -> None:
        for name, dot in self.dots.items():
            dot.setChecked(name == colour)
        self.colour_chosen.emit(colour)

    def _show_more(self) -> None:
        self.more.popup(self.more_button.mapToGlobal(QPoint(0, self.more_button.height())))

    def _pin(self, on: bool) -> None:
        # The button shows what is so, not that it was pressed.
        self.show_pinned(not on)
        self.pin_wanted.emit()

    def _take_suggestion(self) -> None:
        if self._suggestion is not None:
            self.link.chosen.emit(self._suggestion, Stance.SUPPORTS)
            self.show_suggestion(None)

    def edit_note(self) -> None:
        """Open the note and put the cursor into it."""
        self.note.show()
        self.note.setFocus(Qt.FocusReason.ShortcutFocusReason)
        cursor = self.note.textCursor()
        cursor.movePosition(cursor.MoveOperation.End)
        self.note.setTextCursor(cursor)
        self._fit()

    def _save_note(self) -> None:
        text = self.note.toPlainText().strip()
        if text != self._note_before:
            self._note_before = text
            self.note_changed.emit(text)

    def handle_key(self, event: QKeyEvent) -> bool:
        """A key the canvas or a button got while the card is open. Whether it was for the card."""
        modifiers = event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        key = event.key()
        if key == Qt.Key.Key_Escape:
            self.dismiss()
            return True
        if modifiers:
            return False
        if Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self._colour(list(self.dots)[key - Qt.Key.Key_1])
        elif key == Qt.Key.Key_N:
            self.edit_note()
        elif key == Qt.Key.Key_C:
            self.copy_wanted.emit()
        elif key == Qt.Key.Key_P:
            self.pin_wanted.emit()
        elif key == Qt.Key.Key_L:
            self.link.focus()
        elif key in _STYLES:
            self.style_chosen.emit(_STYLES[Qt.Key(key)])
        elif key == Qt.Key.Key_J:
            self.join_wanted.emit()
        elif key == Qt.Key.Key_S and self.annotation:
            self.split_wanted.emit()
        elif key == Qt.Key.Key_Delete and self.annotation:
            self.delete_wanted.emit()
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self._suggestion is not None:
            self._take_suggestion()
        else:
            return False
        return True

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that a button of the card did not want."""
        if not self.handle_key(event):
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Esc and Ctrl+Enter leave the note; what was written is kept."""
        if watched is self.note and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            if event.key() == Qt.Key.Key_Escape or (
                enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier
            ):
                self.leave_field()
                return True
        return super().eventFilter(watched, event)
