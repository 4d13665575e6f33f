"""The events of a canvas: mouse, keys, wheel, pinch, tool tips; each handed to what understands it."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import (
    QFocusEvent,
    QKeyEvent,
    QMouseEvent,
    QNativeGestureEvent,
    QWheelEvent,
)
from PySide6.QtWidgets import QAbstractScrollArea, QGestureEvent, QPinchGesture

if TYPE_CHECKING:
    from annotator.ui.reader.gestures import Gestures
    from annotator.ui.reader.keys import Keys
    from annotator.ui.reader.zoom import Zoom


class EventArea(QAbstractScrollArea):
    """What `Canvas` inherits; the parts are made there."""

    pressed = Signal()  # the mouse went down: popups close

    gestures: Gestures
    keys_pressed: Keys
    zoom: Zoom
    # Who hears keys before the canvas: the open popup.
    claim_key: Callable[[QKeyEvent], bool]

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """See `Gestures`."""
        self.pressed.emit()
        self.gestures.press(event)

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """See `Gestures`."""
        self.gestures.move(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """See `Gestures`."""
        self.gestures.release(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """See `Gestures`."""
        self.gestures.double(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """The area tool's keys first, then the popup's, then `Keys`."""
        keys = self.keys_pressed
        if not (keys.tool(event) or self.claim_key(event) or keys.press(event)):
            event.ignore()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Ctrl+wheel zooms around the pointer."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom.wheel(event.angleDelta().y(), event.position())
            event.accept()
        else:
            super().wheelEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The caret is drawn while the canvas has the keyboard."""
        super().focusInEvent(event)
        self.viewport().update()

    def viewportEvent(self, event: QEvent) -> bool:
        """Tool tips of chips; nothing stays hot when the pointer has gone."""
        if event.type() == QEvent.Type.ToolTip:
            return self.gestures.tool_tip(event)
        if event.type() == QEvent.Type.Leave:
            self.gestures.leave()
        if isinstance(event, QNativeGestureEvent) and self._native(event):
            return True
        if isinstance(event, QGestureEvent) and self._gesture(event):
            return True
        return super().viewportEvent(event)

    def _native(self, event: QNativeGestureEvent) -> bool:
        """Two fingers on a touch pad: pinched, or tapped twice."""
        # The event's own position is the window's: Qt does not map it when it looks for the widget.
        at = self.viewport().mapFromGlobal(event.globalPosition())
        kind = event.gestureType()
        if kind == Qt.NativeGestureType.ZoomNativeGesture:
            self.zoom.pinch(1.0 + event.value(), at)
        elif kind == Qt.NativeGestureType.SmartZoomNativeGesture:
            self.zoom.smart(at)
        elif kind == Qt.NativeGestureType.EndNativeGesture:
            self.zoom.pinched()
        else:
            return False
        event.accept()
        return True

    def _gesture(self, event: QGestureEvent) -> bool:
        """Two fingers on a touch screen."""
        pinch = event.gesture(Qt.GestureType.PinchGesture)
        if not isinstance(pinch, QPinchGesture):
            return False
        # The first finger came as a mouse that selects.
        self.gestures.cancel()
        self.zoom.pinch(pinch.scaleFactor(), self.viewport().mapFromGlobal(pinch.centerPoint()))
        if pinch.state() in (Qt.GestureState.GestureFinished, Qt.GestureState.GestureCanceled):
            self.zoom.pinched()
        event.accept(pinch)
        return True
