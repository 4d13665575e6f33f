"""A small screen: the window fits 640 × 480."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from pytestqt.qtbot import QtBot

from annotator.ui.window import MainWindow


def test_reading_fits_640_by_480_and_tools_come_back_with_room(
    qtbot: QtBot, sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(sample)
    window.resize(1200, 800)
    swatch = next(iter(window.bar.swatches.values()))
    qtbot.waitUntil(swatch.isVisible)
    window.resize(640, 480)
    qtbot.waitUntil(lambda: window.width() == 640 and window.height() == 480)
    assert window.minimumSizeHint().width() <= 640
    assert not swatch.isVisible()
    assert window.bar.width() <= 640
    for name in ("claims", "read"):
        window.workspaces.show_workspace(name)
        assert not swatch.isVisible()
    window.resize(1200, 800)
    qtbot.waitUntil(swatch.isVisible)


def test_the_bibliography_fits_640_by_480_with_all_of_its_choices(
    qtbot: QtBot, sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(sample)
    window.workspaces.show_workspace("bibliography")
    workspace = window.workspaces.bibliography()
    qtbot.waitUntil(lambda: workspace.options.complete)
    window.resize(640, 480)
    qtbot.waitUntil(lambda: window.width() == 640)
    assert window.minimumSizeHint().width() <= 640
    options = workspace.options
    qtbot.waitUntil(lambda: options.widget().width() <= options.viewport().width())
