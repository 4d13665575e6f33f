"""Small self-drawn controls of the popup card: colour dots, buttons that show their key, its style sheet."""

from __future__ import annotations

from PySide6.QtCore import QRectF, QSize, Qt
from PySide6.QtGui import QColor, QIcon, QKeyEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractButton, QSizePolicy, QWidget

from annotator.ui.theme import Theme, ThemeBook, qcolor


def style_sheet(theme: Theme) -> str:
    """The dark card, in both themes."""
    return f"""
    #popup {{ background: {theme.popup_bg}; border: 1px solid {theme.popup_field}; border-radius: 9px; }}
    #popup QLabel {{ color: {theme.popup_muted}; background: transparent; }}
    #popup QLineEdit, #popup QPlainTextEdit {{
        background: {theme.popup_field}; color: {theme.popup_ink}; border: 1px solid {theme.popup_field};
        border-radius: 5px; padding: 5px 8px; selection-background-color: {theme.accent};
    }}
    #popup QLineEdit:focus, #popup QPlainTextEdit:focus {{ border: 1px solid {theme.popup_muted}; }}
    #popup QListView {{ background: transparent; border: none; outline: none; color: {theme.popup_ink}; }}
    #popup QPushButton {{
        background: {theme.popup_field}; color: {theme.popup_ink}; border: 1px solid transparent;
        border-radius: 9px; padding: 2px 8px; min-height: 0; min-width: 0;
    }}
    #popup QPushButton:checked {{ background: {theme.popup_ink}; color: {theme.popup_bg}; }}
    #popup QPushButton:focus, #popup QPushButton:hover {{ border: 1px solid {theme.popup_muted}; }}
    #popup QPushButton#suggested {{ background: {theme.link_bg}; color: {theme.link_fg}; }}
    #popup QLabel#keyCap {{
        background: {theme.popup_field}; color: {theme.popup_muted}; border-radius: 4px; padding: 1px 5px;
    }}
    #popup QWidget#row {{ background: transparent; }}
    """


class Dot(QAbstractButton):
    """A colour to choose; ringed when it is the highlight's own."""

    def __init__(self, colour: str, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.colour = colour
        self._themes = themes
        self.setCheckable(True)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def sizeHint(self) -> QSize:
        """A circle with room for its ring."""
        return QSize(24, 24)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw the circle, and the ring of the chosen or focused one."""
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        middle = QRectF(self.rect()).center()
        swatch = qcolor(theme.highlights[self.colour])
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(swatch.lighter(115) if self.underMouse() else swatch)
        painter.drawEllipse(middle, 8.0, 8.0)
        if self.isChecked() or self.hasFocus():
            ring = qcolor(theme.popup_ink if self.isChecked() else theme.popup_muted)
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.setPen(QPen(ring, 1.6))
            painter.drawEllipse(middle, 10.5, 10.5)
        painter.end()


class KeyButton(QAbstractButton):
    """A flat button that shows the letter which does the same; in a narrow card its words only, or a picture for them."""

    def __init__(self, text: str, key: str, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setText(text)
        self.setAccessibleName(text)
        self.setAccessibleDescription(key)
        self._key = key
        self._themes = themes
        self._brevity = 0
        self.picture = QIcon()  # stands for the words where there is no room for them
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)

    def set_brevity(self, level: int) -> None:
        """0: words and letter; 1: words; 2: the picture where there is one."""
        if level != self._brevity:
            self._brevity = level
            self.updateGeometry()
            self.update()

    def _shown(self) -> tuple[str, QIcon]:
        """The words and the icon that are drawn."""
        if self._brevity >= 2 and not self.picture.isNull():
            return "", self.picture
        return self.text(), self.icon()

    def _cap_width(self) -> int:
        if not self._key or self._brevity:
            return 0
        return self.fontMetrics().horizontalAdvance(self._key) + 10

    def sizeHint(self) -> QSize:
        """Text, space, key cap."""
        text, shown = self._shown()
        width = self.fontMetrics().horizontalAdvance(text)
        cap = self._cap_width()
        icon = 18 if not shown.isNull() else 0
        if icon and not text:
            return QSize(icon + (cap + 2 if cap else 0) + 8, self.fontMetrics().height() + 8)
        return QSize(width + icon + (cap + 6 if cap else 0) + 10, self.fontMetrics().height() + 8)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Draw text and key cap."""
        theme = self._themes.theme
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        if self.underMouse() or self.hasFocus() or self.isChecked():
            painter.setPen(qcolor(theme.popup_muted) if self.hasFocus() else Qt.PenStyle.NoPen)
            painter.setBrush(qcolor(theme.popup_field))
            painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 5, 5)
        inner = self.rect().adjusted(5, 0, -5, 0)
        middle = Qt.AlignmentFlag.AlignVCenter
        text, shown = self._shown()
        if not shown.isNull():
            shown.paint(painter, inner.adjusted(0, 0, 16 - inner.width(), 0))
            inner.setLeft(inner.left() + 18)
        painter.setPen(qcolor(theme.popup_ink))
        painter.drawText(inner, middle, text)
        if self._cap_width():
            cap = QRectF(
                inner.right() - self._cap_width() + 1, 0, self._cap_width(), self.fontMetrics().height() + 1
            )
            cap.moveTop((self.height() - cap.height()) / 2)
            key_ground = QColor(qcolor(theme.popup_muted))
            key_ground.setAlpha(60)
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(key_ground)
            painter.drawRoundedRect(cap, 3.5, 3.5)
            painter.setPen(qcolor(theme.popup_muted))
            painter.drawText(cap, Qt.AlignmentFlag.AlignCenter, self._key)
        painter.end()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter presses too, as on every button of ours."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        else:
            super().keyPressEvent(event)
