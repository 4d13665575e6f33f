"""Widgets of ours that screen readers read as documents: one interface for all, each with a text of its own."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from PySide6.QtCore import QObject
from PySide6.QtGui import (
    QAccessible,
    QAccessibleInterface,
    QAccessibleTextCursorEvent,
    QAccessibleTextInterface,
    QAccessibleTextSelectionEvent,
)
from PySide6.QtWidgets import QAccessibleWidget, QWidget


class _Document(QAccessibleWidget):
    """A widget as a read-only document."""

    def __init__(self, widget: QWidget, words: QAccessibleTextInterface) -> None:
        super().__init__(widget, QAccessible.Role.Document, widget.accessibleName())
        self.words: Any = words  # PySide's stubs know no `selection`

    def interface_cast(self, kind: QAccessible.InterfaceType) -> Any:
        """The text interface beside those every widget has."""
        return self.words if kind == QAccessible.InterfaceType.TextInterface else super().interface_cast(kind)

    def state(self) -> QAccessible.State:
        """Read only, several lines, selectable."""
        state = super().state()
        state.readOnly = True
        state.multiLine = True
        state.selectableText = True
        return state


# What makes the text of a widget, by the widget's class.
_texts: dict[type, Callable[[Any], QAccessibleTextInterface]] = {}
# Qt keeps an interface as long as its widget, Python needs telling. By id: an interface holds on to its widget.
_documents: dict[int, _Document] = {}


def speaks(kind: type[QWidget], text: Callable[[Any], QAccessibleTextInterface]) -> None:
    """Have widgets of a class read as documents with the text that `text` makes for each. Asked for by a screen reader."""
    if not _texts:
        QAccessible.installFactory(_make)
    _texts[kind] = text


def _make(_: str, made_for: QObject | None) -> QAccessibleInterface | None:
    text = next((_texts[kind] for kind in type(made_for).__mro__ if kind in _texts), None)
    if text is None or not isinstance(made_for, QWidget):
        return None
    key = id(made_for)
    if key not in _documents:
        _documents[key] = _Document(made_for, text(made_for))
        made_for.destroyed.connect(lambda *_: _documents.pop(key, None))
    return _documents[key]


def tell(widget: QWidget) -> None:
    """Tell screen readers where the cursor or the selection of a widget is now."""
    found = _documents.get(id(widget)) if QAccessible.isActive() else None
    if found is None:
        return
    if found.words.selectionCount():
        start, end = found.words.selection(0)
        QAccessible.updateAccessibility(QAccessibleTextSelectionEvent(widget, start, end))
    else:
        QAccessible.updateAccessibility(QAccessibleTextCursorEvent(widget, found.words.cursorPosition()))
