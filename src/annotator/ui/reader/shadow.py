"""The shadow under the popup: a widget of its own below it, painted once for each size.

Qt's shadow effect would paint the popup and blur it anew at each change of anything in it.
"""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QRectF, Qt
from PySide6.QtGui import QColor, QPainter, QPaintEvent, QPixmap
from PySide6.QtWidgets import QWidget

REACH, DROP, RADIUS = 16, 5, 9.0
STEPS = 8
# The popup has few sizes.
KEPT = 4
# Of the darkest part.
STRENGTH = 60


class Shadow(QWidget):
    """Follows `above`, its sibling, wherever that goes."""

    def __init__(self, above: QWidget) -> None:
        super().__init__(above.parentWidget())
        self._above = above
        self._pictures: dict[tuple[int, int, float], QPixmap] = {}
        self.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.hide()
        above.installEventFilter(self)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """What is above moved, grew, came or went."""
        kind = event.type()
        if kind in (QEvent.Type.Move, QEvent.Type.Resize, QEvent.Type.Show, QEvent.Type.ZOrderChange):
            self._follow()
        elif kind == QEvent.Type.Hide:
            self.hide()
        return False

    def _follow(self) -> None:
        above = self._above
        self.setGeometry(above.geometry().adjusted(-REACH, DROP - REACH, REACH, DROP + REACH))
        if above.isVisible() and self.isHidden():
            self.show()
        self.stackUnder(above)

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture, made where there is none of this size."""
        ratio = self.devicePixelRatioF()
        key = self.width(), self.height(), ratio
        if key not in self._pictures:
            if len(self._pictures) >= KEPT:
                self._pictures.clear()
            self._pictures[key] = self._made(ratio)
        painter = QPainter(self)
        painter.drawPixmap(0, 0, self._pictures[key])
        painter.end()

    def _made(self, ratio: float) -> QPixmap:
        picture = QPixmap(self.size() * ratio)
        picture.setDevicePixelRatio(ratio)
        picture.fill(Qt.GlobalColor.transparent)
        painter = QPainter(picture)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(QColor(0, 0, 0, STRENGTH // STEPS))
        for step in range(STEPS):
            inset = REACH * step / STEPS
            box = QRectF(self.rect()).adjusted(inset, inset, -inset, -inset)
            painter.drawRoundedRect(box, RADIUS + REACH - inset, RADIUS + REACH - inset)
        painter.end()
        return picture
