"""A sample project for every test of the window: made once, copied for each."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.documents.client import Worker
from annotator.operations import projects
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.window import MainWindow


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Qt's offscreen platform, used only by tests, has no window manager to tell of size limits or to raise a window,
    and says so."""
    here = Path(__file__).parent
    for item in items:
        if here in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore(r"does not support (propagateSizeHints|raise)\(\)"))


@pytest.fixture(scope="session")
def sample_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The sample project, made by the program itself. Not to be opened: copy it."""
    folder = tmp_path_factory.mktemp("sample")
    with pytest.MonkeyPatch.context() as patch, Worker() as worker:
        patch.setenv("ANNOTATOR_DATA", str(folder / "data"))
        patch.setenv("ANNOTATOR_USER", "Tester")
        projects.make_sample(folder / "sample.annotator", worker).close()
    return folder / "sample.annotator"


@pytest.fixture
def sample(sample_file: Path, tmp_path: Path) -> Path:
    """A copy of the sample project."""
    path = tmp_path / "sample.annotator"
    shutil.copyfile(sample_file, path)
    return path


@pytest.fixture
def empty_project(tmp_path: Path) -> Path:
    """A project with nothing in it."""
    path = tmp_path / "empty.annotator"
    projects.create(path).close()
    return path


@pytest.fixture
def themes(qtbot: QtBot) -> ThemeBook:
    return ThemeBook("light")


@pytest.fixture
def open_session(qtbot: QtBot) -> Iterator[Callable[[Path], Session]]:
    """Opens sessions and closes them at the end."""
    made: list[Session] = []

    def opened(path: Path) -> Session:
        session = Session(path)
        made.append(session)
        with qtbot.waitSignal(session.opened, timeout=10_000):
            pass
        return session

    yield opened
    for session in made:
        session.close()


@pytest.fixture
def open_window(qtbot: QtBot, themes: ThemeBook, tmp_path: Path) -> Iterator[Callable[[Path], MainWindow]]:
    """Opens windows and closes them at the end."""
    made: list[MainWindow] = []

    def opened(path: Path) -> MainWindow:
        window = MainWindow(Session(path), themes, Settings(tmp_path / "settings"))
        made.append(window)
        qtbot.addWidget(window)
        window.show()
        qtbot.waitUntil(lambda: window.session.info is not None, timeout=10_000)
        return window

    yield opened
    for window in made:
        window.close()
