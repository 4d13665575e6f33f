"""From the first sight to the whole window: small steps, keys that wait, a window that may be closed at any of them."""

from __future__ import annotations

import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, Qt
from PySide6.QtGui import QAction
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from annotator.opening import Ahead
from annotator.ui import assembly
from annotator.ui.assembly import Assembly
from annotator.ui.desktop import Desktop
from annotator.ui.sketch import Sketch
from annotator.ui.window import MainWindow

# No part of the window is made of more widgets, or the window of more commands, than one step may make.
MOST_WIDGETS = 40
MOST_COMMANDS = 16


@pytest.fixture
def covered(qtbot: QtBot, sample: Path) -> MainWindow:
    """A window as it is shown first: empty, under its sketch."""
    window = MainWindow()
    qtbot.addWidget(window)
    window.first_sight.cover(Sketch(Ahead(None), lambda: None))
    window.show()
    return window


def press(
    window: MainWindow, key: Qt.Key, modifier: Qt.KeyboardModifier = Qt.KeyboardModifier.NoModifier
) -> None:
    focus = window.focusWidget()
    assert isinstance(focus, Sketch)
    QTest.keyClick(focus, key, modifier)


def test_no_step_makes_much_or_imports_anything(
    qtbot: QtBot, qapp: QApplication, sample: Path, covered: MainWindow
) -> None:
    assembly.load()
    desktop = Desktop(qapp, theme="light")
    known = set(sys.modules)
    widgets, commands, count = set(covered.findChildren(QWidget)), set(covered.findChildren(QAction)), 0
    for _ in desktop.opening(sample, covered):
        now, then = set(covered.findChildren(QWidget)), set(covered.findChildren(QAction))
        assert len(now - widgets) <= MOST_WIDGETS
        assert len(then - commands) <= MOST_COMMANDS
        widgets, commands, count = now, then, count + 1
        qapp.processEvents()
    assert covered.is_whole
    assert count > 20
    assert {name for name in set(sys.modules) - known if name.startswith("annotator")} == set()
    qtbot.waitUntil(lambda: covered.session.info is not None)
    desktop.shut()


def test_a_key_pressed_early_acts_when_the_window_is_whole(
    qtbot: QtBot, qapp: QApplication, sample: Path, covered: MainWindow
) -> None:
    desktop = Desktop(qapp, theme="light")
    steps = desktop.opening(sample, covered)
    for number, _ in enumerate(steps):
        qapp.processEvents()
        if number == 12:
            press(covered, Qt.Key.Key_K, Qt.KeyboardModifier.ControlModifier)
            assert not covered.searching
    qtbot.waitUntil(lambda: covered.searching)
    assert not covered.first_sight.covers
    desktop.shut()


@pytest.mark.parametrize("after", [0, 1, 2, 5, 12, 20, 24, 26])
def test_the_window_may_be_closed_at_any_step(
    qtbot: QtBot, qapp: QApplication, sample: Path, covered: MainWindow, after: int
) -> None:
    desktop = Desktop(qapp, theme="light")
    steps = desktop.opening(sample, covered)
    for _ in range(after):
        next(steps)
        qapp.processEvents()
    covered.closed.connect(steps.close)
    covered.close()
    qapp.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    assert not covered.is_whole
    assert list(steps) == []
    desktop.shut()
    # The store's thread ends, and with it the project is let go.
    assert not [
        thread for thread in threading.enumerate() if "annotator-store" in thread.name and thread.is_alive()
    ]


def assembled(steps: Callable[[], assembly.Steps]) -> tuple[Assembly, threading.Event]:
    go_on = threading.Event()
    return Assembly(go_on.wait, steps), go_on


def test_steps_begin_when_all_is_loaded_and_end_when_stopped(qtbot: QtBot) -> None:
    done: list[int] = []
    ended: list[bool] = []

    def steps() -> assembly.Steps:
        try:
            for number in range(1000):
                done.append(number)
                if number == 3:
                    one.stop()
                yield
        finally:
            ended.append(True)

    one, go_on = assembled(steps)
    qtbot.wait(1)
    assert not done
    go_on.set()
    qtbot.waitUntil(lambda: bool(ended))
    assert done == [0, 1, 2, 3]
    one.wait()


def test_what_cannot_be_loaded_is_told_of_by_the_steps(qtbot: QtBot, monkeypatch: pytest.MonkeyPatch) -> None:
    told: list[object] = []
    monkeypatch.setattr(threading, "excepthook", told.append)
    begun: list[bool] = []

    def steps() -> assembly.Steps:
        begun.append(True)
        yield

    def broken() -> None:
        raise ImportError("no such part")

    one = Assembly(broken, steps)
    with qtbot.waitSignal(one.finished):
        pass
    assert begun
    # The steps may be over before the thread has told of its error.
    one.wait()
    assert told
