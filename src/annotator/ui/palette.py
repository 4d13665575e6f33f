"""Ctrl+K: one field that searches everything in the project, and every command by its name."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import (
    QAbstractListModel,
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPointF,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QAction, QFocusEvent, QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import (
    QFrame,
    QGraphicsDropShadowEffect,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr
from annotator.domain.text import fold
from annotator.ui.palettehits import EACH, END, START, Entry, find, kind_name, mark, plain
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook, qcolor
from annotator.ui.widgets import Label

if TYPE_CHECKING:
    from annotator.ui.citing import Target

# The keystroke is answered within 50 ms; this much is left for joining fast typing.
AFTER_MS = 25
RECORD = Qt.ItemDataRole.UserRole
Index = QModelIndex | QPersistentModelIndex


class PaletteModel(QAbstractListModel):
    """The answers, grouped under headings that cannot be chosen."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._entries: list[Entry] = []

    def set_entries(self, entries: list[Entry]) -> None:
        """Show `entries`, a heading before each kind."""
        rows: list[Entry] = []
        for entry in entries:
            if not rows or rows[-1].kind != entry.kind:
                rows.append(Entry("", entry.kind, kind_name(entry.kind)))
            rows.append(entry)
        self.beginResetModel()
        self._entries = rows
        self.endResetModel()

    def entry(self, index: Index) -> Entry | None:
        """The record of a row."""
        return self._entries[index.row()] if index.isValid() and index.row() < len(self._entries) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's signature
        """Headings and answers."""
        return 0 if parent.isValid() else len(self._entries)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be chosen."""
        entry = self.entry(index)
        return super().flags(index) if entry is not None and entry.kind else Qt.ItemFlag.NoItemFlags

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The text without marks, and the record."""
        entry = self.entry(index)
        if entry is None:
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return plain(entry.snippet)
        if role == RECORD:
            return entry
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return ", ".join(p for p in (kind_name(entry.kind), plain(entry.snippet), entry.detail) if p)
        return None


class PaletteDelegate(QStyledItemDelegate):
    """A heading in small capitals; an answer with its matched words bold and its place at the right."""

    def __init__(self, themes: ThemeBook, view: QListView) -> None:
        super().__init__(view)
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        """One line."""
        return QSize(200, QFontMetrics(option.font).height() + 12)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """One row; plain text drawn word group by word group, no markup is ever interpreted."""
        entry = index.data(RECORD)
        assert isinstance(entry, Entry)
        theme = self._themes.theme
        painter.save()
        area = option.rect.adjusted(16, 0, -16, 0)
        font = QFont(option.font)
        if not entry.kind:
            font.setPointSizeF(font.pointSizeF() * 0.82)
            font.setBold(True)
            painter.setFont(font)
            painter.setPen(qcolor(theme.muted))
            painter.drawText(
                area, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom, entry.snippet.upper()
            )
            painter.restore()
            return
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(option.rect, qcolor(theme.accent_soft))
            painter.fillRect(
                QRect(option.rect.left(), option.rect.top(), 3, option.rect.height()), qcolor(theme.accent)
            )
        small = QFont(font)
        small.setPointSizeF(font.pointSizeF() * 0.88)
        metrics = QFontMetrics(small)
        detail = metrics.elidedText(entry.detail, Qt.TextElideMode.ElideMiddle, area.width() // 3)
        width = metrics.horizontalAdvance(detail)
        painter.setFont(small)
        painter.setPen(qcolor(theme.muted))
        painter.drawText(area, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignVCenter, detail)
        self._snippet(painter, area.adjusted(0, 0, -width - 16, 0), font, entry.snippet)
        painter.restore()

    def _snippet(self, painter: QPainter, area: QRect, font: QFont, snippet: str) -> None:
        bold = QFont(font)
        bold.setBold(True)
        painter.setPen(QPen(qcolor(self._themes.theme.ink)))
        x = float(area.left())
        baseline = area.center().y() + QFontMetrics(font).ascent() / 2 - 1
        for part in snippet.split(START):
            hot, found, cold = part.partition(END)
            for text, face in ((hot, bold), (cold, font)) if found else ((part, font),):
                room = int(area.right() - x)
                if not text or room <= 4:
                    continue
                metrics = QFontMetrics(face)
                shown = metrics.elidedText(text, Qt.TextElideMode.ElideRight, room)
                painter.setFont(face)
                painter.drawText(QPointF(x, baseline), shown)
                x += metrics.horizontalAdvance(shown)
                if shown != text:
                    return


class Palette(QFrame):
    """Lies over the window; Escape or a click elsewhere closes it. Only the keyboard is needed."""

    chosen = Signal(object)  # Entry

    def __init__(
        self, session: Session, themes: ThemeBook, actions: dict[str, QAction], window: QWidget
    ) -> None:
        super().__init__(window)
        self._session = session
        self._actions = actions
        self.setProperty("kind", "palette")
        self.setAccessibleName(tr("Search everything"))
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(40)
        shadow.setOffset(0, 8)
        shadow.setColor(themes.colour("shadow"))
        self.setGraphicsEffect(shadow)
        box = QVBoxLayout(self)
        box.setContentsMargins(1, 1, 1, 1)
        box.setSpacing(0)
        self.field = QLineEdit()
        self.field.setProperty("kind", "palette")
        self.field.setPlaceholderText(tr("Search sources, texts, highlights, claims, provisions, commands"))
        self.field.setAccessibleName(tr("Search everything"))
        self.field.installEventFilter(self)
        self.field.textChanged.connect(self._typed)
        box.addWidget(self.field)
        self.model = PaletteModel(self)
        self.view = QListView()
        self.view.setAccessibleName(tr("Found"))
        self.view.setModel(self.model)
        self.view.setItemDelegate(PaletteDelegate(themes, self.view))
        self.view.setUniformItemSizes(True)
        self.view.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.view.clicked.connect(self._choose)
        box.addWidget(self.view, 1)
        self.hint = Label("", "small")
        self.hint.setContentsMargins(16, 8, 16, 10)
        box.addWidget(self.hint)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(AFTER_MS)
        self._timer.timeout.connect(self._ask)
        self.hide()

    def open(self, text: str = "") -> None:
        """Show the field, empty or with `text`."""
        self.place()
        self.show()
        self.raise_()
        self.field.setText(text)
        self.field.setFocus()
        self._typed(text)

    def place(self) -> None:
        """In the middle, under the tool bar."""
        window = self.parentWidget()
        assert window is not None
        width = min(720, window.width() - 40)
        height = min(520, window.height() - 120)
        self.setGeometry((window.width() - width) // 2, 76, width, height)

    def leave(self) -> None:
        """Close, and give the keyboard back."""
        self.hide()
        window = self.parentWidget()
        if window is not None:
            window.setFocus()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows, Enter and Escape act on the list while the field has the keyboard."""
        if watched is self.field and event.type() == QEvent.Type.KeyPress:
            assert isinstance(event, QKeyEvent)
            steps = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1, Qt.Key.Key_PageDown: 8, Qt.Key.Key_PageUp: -8}
            key = Qt.Key(event.key())
            if key in steps:
                self._move(steps[key])
                return True
            if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._choose(self.view.currentIndex())
                return True
            if key == Qt.Key.Key_Escape:
                self.leave()
                return True
        if watched is self.field and event.type() == QEvent.Type.FocusOut and self.isVisible():
            assert isinstance(event, QFocusEvent)
            # A document that opens meanwhile asks for the keyboard too; only the user takes it from the field.
            taken = event.reason() == Qt.FocusReason.OtherFocusReason
            QTimer.singleShot(0, self._keep_focus if taken else self._closed_by_focus)
        return super().eventFilter(watched, event)

    def target(self) -> Target | None:
        """The hit under the bar, as something to cite."""
        from annotator.ui.citing import Target

        entry = self.model.entry(self.view.currentIndex())
        if entry is None:
            return None
        if entry.kind in ("annotation", "source", "provision"):
            return Target(entry.kind, entry.id)
        if entry.kind == "paragraph" and entry.place is not None and entry.place.start < entry.place.end:
            return Target("selection", entry.place.document, entry.place.start, entry.place.end)
        return None

    def _closed_by_focus(self) -> None:
        window = self.window()
        if self.isVisible() and window.isActiveWindow() and not self.field.hasFocus():
            self.hide()

    def _keep_focus(self) -> None:
        if self.isVisible() and self.window().isActiveWindow():
            self.field.setFocus()

    def _typed(self, text: str) -> None:
        if text.strip():
            self._timer.start()
        else:
            self._timer.stop()
            self._show(text, [])

    def _ask(self) -> None:
        text = self.field.text()
        self._session.read(
            lambda project: find(project, text), lambda found: self._show(text, found), key="palette"
        )

    def _show(self, text: str, found: list[Entry]) -> None:
        if not self.isVisible() or text != self.field.text():
            return
        words = fold(text).split()
        commands = [
            Entry("action", id, mark(name, words), action.shortcut().toString())
            for id, action in self._actions.items()
            if action.isEnabled()
            and (name := action.text().split("\t")[0].replace("&", ""))
            and all(word in fold(name) for word in words)
        ]
        self.model.set_entries(found + commands[: EACH if words else 40])
        self._move(1)
        if self.model.rowCount():
            self.hint.setText(tr("↑ ↓ choose · Enter open · Ctrl+Shift+C copy the citation · Esc close"))
        else:
            self.hint.setText(
                tr("Nothing found. Words must all occur; try fewer, or the beginning of a word with *.")
            )

    def _move(self, step: int) -> None:
        row = self.view.currentIndex().row()
        direction = 1 if step > 0 else -1
        target = max(0, min(row + step, self.model.rowCount() - 1))
        while 0 <= target < self.model.rowCount():
            index = self.model.index(target)
            if self.model.flags(index) & Qt.ItemFlag.ItemIsEnabled:
                self.view.setCurrentIndex(index)
                # The heading above the first answer stays in view.
                self.view.scrollTo(self.model.index(max(target - 1, 0)))
                self.view.scrollTo(index)
                return
            target += direction

    def _choose(self, index: Index) -> None:
        entry = self.model.entry(index)
        if entry is not None and entry.kind:
            self.leave()
            self.chosen.emit(entry)
