"""The real window, opened and closed as a user does."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.window import MainWindow


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt's offscreen platform, used only by tests, has no window manager to tell of size limits, and says so."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("does not support propagateSizeHints"))


@pytest.fixture
def open_window(qtbot: QtBot, tmp_path: Path) -> Iterator[Callable[[Path], MainWindow]]:
    """Opens the window on a project; what is still open at the end is closed."""
    made: list[MainWindow] = []

    def opened(path: Path) -> MainWindow:
        window = MainWindow(Session(path), ThemeBook("light"), Settings(tmp_path / "settings"))
        made.append(window)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: window.session.info is not None, timeout=10_000)
        return window

    yield opened
    for window in made:
        window.close()
