"""References through the window: dropped, pasted, written, and problems of a bibliography that lead to a source."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog
from pytestqt.qtbot import QtBot

from annotator.ui.dialogs.duplicates import Duplicates
from annotator.ui.dialogs.import_references import ImportReferences
from annotator.ui.dialogs.source_editor import SourceEditor
from annotator.ui.window import MainWindow

RIS = "TY  - BOOK\nTI  - A Dropped Book\nAU  - Berg, Jan\nPY  - 2020\nER  - \n"


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], empty_project: Path) -> MainWindow:
    return open_window(empty_project)


def importer(window: MainWindow) -> ImportReferences:
    (dialog,) = window.findChildren(ImportReferences)
    return dialog


def test_a_dropped_file_of_references_is_shown_first(
    qtbot: QtBot, window: MainWindow, tmp_path: Path
) -> None:
    path = tmp_path / "list.ris"
    path.write_text(RIS)
    window.take_files([path])
    qtbot.waitUntil(lambda: importer(window).model.rowCount() == 1)
    with qtbot.waitSignal(window.session.changed):
        importer(window).ok.click()
    qtbot.waitUntil(lambda: window.library.sources.rowCount() == 1)
    assert "1 reference added" in window.status.currentMessage()


def test_pasted_references_are_no_article(qtbot: QtBot, window: MainWindow) -> None:
    QGuiApplication.clipboard().setText(RIS)
    window.actions_["source.paste"].trigger()
    qtbot.waitUntil(lambda: importer(window).model.rowCount() == 1)
    importer(window).reject()


def test_references_are_written_with_what_is_lost(
    qtbot: QtBot,
    open_window: Callable[[Path], MainWindow],
    sample: Path,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    window = open_window(sample)
    path = tmp_path / "out"
    monkeypatch.setattr(QFileDialog, "getSaveFileName", lambda *_a, **_k: (str(path), "RIS (*.ris)"))
    window.actions_["references.export"].trigger()
    qtbot.waitUntil(lambda: (tmp_path / "out.ris").is_file(), timeout=10_000)
    assert "TY  - " in (tmp_path / "out.ris").read_text()


def test_duplicates_are_looked_for_from_the_menu(qtbot: QtBot, window: MainWindow) -> None:
    window.actions_["references.duplicates"].trigger()
    (dialog,) = window.findChildren(Duplicates)
    qtbot.waitUntil(dialog.empty.isVisible)
    dialog.reject()


def test_a_problem_about_a_source_leads_to_its_details(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    qtbot.waitUntil(lambda: window.library.sources.rowCount() > 0)
    source = window.library.sources.line(window.library.sources.index(0)).id
    window.workspaces.bibliography().source_requested.emit(source)
    (editor,) = window.findChildren(SourceEditor)
    qtbot.waitUntil(lambda: editor._source is not None)
    assert editor._source.id == source
    editor.reject()
