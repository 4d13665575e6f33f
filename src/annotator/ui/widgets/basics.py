"""Labels, headings, chips, cards, colour dots. The application's style sheet paints them by property `kind`."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QColor, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QLabel,
    QLineEdit,
    QPushButton,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr
from annotator.ui.theme import ThemeBook, qcolor


def set_kind(widget: QWidget, kind: str) -> None:
    """Give `widget` the look the style sheet holds for `kind`."""
    widget.setProperty("kind", kind)
    style = widget.style()
    style.unpolish(widget)
    style.polish(widget)


class Label(QLabel):
    """Plain text, never markup (Qt loads files named in markup), wrapped, selectable where asked.

    kind: "body", "muted", "small", "title", "quote", "strong", "warning", "danger".
    """

    def __init__(
        self, text: str = "", kind: str = "body", *, selectable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setProperty("kind", kind)
        if selectable:
            self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.setText(text)


class OneLine(Label):
    """One line that gives way to its neighbours and then ends with an ellipsis; the pointer shows the whole."""

    def __init__(self, text: str = "", kind: str = "body", parent: QWidget | None = None) -> None:
        super().__init__(text, kind, parent=parent)
        self.setWordWrap(False)
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Preferred)

    def setText(self, text: str) -> None:
        """Say something else."""
        super().setText(text)
        self.setToolTip(text)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw as much as there is room for."""
        fitting = self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())
        self.style().drawItemText(
            QPainter(self),
            self.rect(),
            Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeading,
            self.palette(),
            self.isEnabled(),
            fitting,
            self.foregroundRole(),
        )


class Heading(Label):
    """The small capitals above a group: 'SOURCES · 5'."""

    def __init__(self, text: str = "", parent: QWidget | None = None) -> None:
        super().__init__("", "heading", parent=parent)
        self.setWordWrap(False)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Shown in capitals; read aloud as written."""
        super().setText(text.upper())
        self.setAccessibleName(text)


class Card(QFrame):
    """A raised, rounded box with a vertical layout: `card.box`."""

    def __init__(
        self, parent: QWidget | None = None, *, margins: tuple[int, int, int, int] = (12, 10, 12, 10)
    ) -> None:
        super().__init__(parent)
        self.setProperty("kind", "card")
        self.box = QVBoxLayout(self)
        self.box.setContentsMargins(*margins)
        self.box.setSpacing(6)


class Chip(QPushButton):
    """A small rounded label; a button where it leads somewhere.

    tone: "link" (provision), "plain", a stance ("supports" …), "warning", "success", "danger".
    """

    def __init__(
        self, text: str, tone: str = "plain", *, clickable: bool = False, parent: QWidget | None = None
    ) -> None:
        super().__init__(text, parent)
        self.setProperty("kind", "chip")
        self.setProperty("tone", tone)
        self.setAccessibleName(text)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        if clickable:
            self.setCursor(Qt.CursorShape.PointingHandCursor)
        else:
            self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
            self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)


class Tool(QToolButton):
    """A flat button with a name for screen readers and a tool tip."""

    def __init__(self, text: str, name: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setAutoRaise(True)


class FilterField(QLineEdit):
    """Filters a list as one types; Escape empties it, Down goes to the list."""

    left = Signal()  # Down or Enter: on to the list

    def __init__(self, placeholder: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setPlaceholderText(placeholder)
        self.setAccessibleName(placeholder)
        self.setClearButtonEnabled(True)
        self.setProperty("kind", "filter")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape and Down, else as usual."""
        if event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        elif event.key() in (Qt.Key.Key_Down, Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.left.emit()
        else:
            super().keyPressEvent(event)


class EmptyState(QWidget):
    """What a list shows while it is empty: what to do first, and a button that does it."""

    def __init__(self, title: str, hint: str = "", action: str = "", parent: QWidget | None = None) -> None:
        super().__init__(parent)
        box = QVBoxLayout(self)
        box.setContentsMargins(20, 24, 20, 24)
        box.setSpacing(8)
        box.addStretch(1)
        self.title = Label(title, "strong")
        self.hint = Label(hint, "muted")
        self.button = QPushButton(action)
        if not action:
            # Never setVisible(True) here: without a parent yet, it would flash as a window of its own.
            self.button.hide()
        for label in (self.title, self.hint):
            label.setAlignment(Qt.AlignmentFlag.AlignCenter)
            box.addWidget(label)
        box.addWidget(self.button, 0, Qt.AlignmentFlag.AlignCenter)
        box.addStretch(2)


class Swatch(QAbstractButton):
    """One highlight colour as a dot; checked draws a ring."""

    def __init__(self, colour: str, name: str, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self._themes = themes
        self.setCheckable(True)
        self.setAccessibleName(name)
        self.setToolTip(name)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        themes.changed.connect(self.update)

    def sizeHint(self) -> QSize:
        """A dot as high as a line of text, with room for the ring."""
        side = self.fontMetrics().height() + 6
        return QSize(side, side)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The dot, and a ring where checked or focused."""
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        centre = QPointF(self.rect().center()) + QPointF(0.5, 0.5)
        radius = min(self.width(), self.height()) / 2 - 3
        fill = QColor(theme.highlights.get(self.colour, theme.accent))
        painter.setPen(QPen(fill.darker(115), 1))
        painter.setBrush(fill if self.isEnabled() else qcolor(theme.line))
        painter.drawEllipse(centre, radius, radius)
        if self.isChecked() or self.hasFocus():
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(qcolor(theme.focus), 2 if self.hasFocus() else 1.5))
            painter.drawEllipse(QRectF(self.rect()).adjusted(1, 1, -1, -1))


def colour_name(colour: str) -> str:
    """The colour's own name in the reader's language; a project may call it otherwise."""
    names = {
        "yellow": tr("Yellow"),
        "red": tr("Red"),
        "green": tr("Green"),
        "blue": tr("Blue"),
        "purple": tr("Purple"),
    }
    return names.get(colour, colour)
