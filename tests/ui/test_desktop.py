"""Above the windows: the welcome, the sample at first use, projects that cannot be opened, our own mistakes."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QApplication, QPushButton
from pytestqt.qtbot import QtBot

from annotator.ui.desktop import Desktop
from annotator.ui.theme import ThemeBook
from annotator.ui.welcome import Welcome


def test_the_welcome_offers_what_was_open_lately(
    qtbot: QtBot, sample: Path, themes: ThemeBook, tmp_path: Path
) -> None:
    from annotator.ui.settings import Settings

    settings = Settings(tmp_path / "settings")
    settings.add_recent(sample)
    settings.add_recent(tmp_path / "gone.annotator")
    welcome = Welcome(themes, settings)
    qtbot.addWidget(welcome)
    names = [button.accessibleName() for button in welcome.findChildren(QPushButton)]
    assert any("sample" in name for name in names)
    assert not any("gone" in name for name in names)
    with qtbot.waitSignal(welcome.sample_requested):
        welcome.sample.click()


def test_a_broken_project_leads_back_to_the_welcome(qtbot: QtBot, qapp: QApplication, tmp_path: Path) -> None:
    path = tmp_path / "no.annotator"
    path.write_text("this is no database")
    desktop = Desktop(qapp, theme="light")
    desktop.open_project(path)
    qtbot.waitUntil(lambda: desktop._welcome is not None, timeout=10_000)
    assert desktop._welcome is not None
    assert desktop._welcome.banner.isVisible()
    assert "no.annotator" in desktop._welcome.banner.what.text()
    desktop._welcome.close()
    desktop.shut()


def test_the_sample_is_made_at_first_use_and_opened(qtbot: QtBot, qapp: QApplication) -> None:
    desktop = Desktop(qapp, theme="light")
    desktop.open_sample()
    qtbot.waitUntil(lambda: desktop.window is not None, timeout=30_000)
    window = desktop.window
    assert window is not None
    qtbot.waitUntil(lambda: window.library.sources.rowCount() == 5, timeout=10_000)
    desktop.shut()


def test_our_mistakes_are_told_without_a_traceback(
    qtbot: QtBot, qapp: QApplication, sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    desktop = Desktop(qapp, theme="light")
    window = desktop.open_project(sample)
    qtbot.waitUntil(lambda: window.session.info is not None, timeout=10_000)
    try:
        raise ZeroDivisionError("by accident")
    except ZeroDivisionError as error:
        desktop._unexpected(type(error), error, error.__traceback__)
    qtbot.waitUntil(window.banner.isVisible)
    shown = window.banner.what.text() + window.banner.more.text()
    assert "ZeroDivisionError" not in shown
    assert "Traceback" not in shown
    window.banner.copy.click()
    assert "ZeroDivisionError: by accident" in QGuiApplication.clipboard().text()
    desktop.shut()
