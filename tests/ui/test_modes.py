"""What the window's checkable commands say is what the reader shows."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.window import MainWindow

OpenWindow = Callable[[Path], MainWindow]


def test_the_keys_of_caret_and_furniture_need_one_press_whatever_else_changed_them(
    qtbot: QtBot, sample: Path, open_window: OpenWindow
) -> None:
    window = open_window(sample)
    reader = window.reader
    qtbot.waitUntil(lambda: reader.pane() is not None and reader.pane().canvas.is_settled, timeout=20_000)
    canvas = reader.pane().canvas
    caret = window.actions_["view.caret"]
    caret.trigger()
    assert canvas.caret_shown
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert not canvas.caret_shown
    qtbot.waitUntil(lambda: not caret.isChecked())
    caret.trigger()
    assert canvas.caret_shown
    everything = window.actions_["view.everything"]
    reader.set_show_everything(True)
    qtbot.waitUntil(everything.isChecked)
    everything.trigger()
    assert not canvas.show_rest
