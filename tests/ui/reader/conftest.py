"""A real project, a real worker and a real reader, offscreen."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from annotator.documents.client import Worker
from annotator.operations import projects, sources
from annotator.ui.reader.area import ReaderArea
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from ui.reader.helpers import Desk


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """The offscreen platform says for each shown window that it has no window manager to tell sizes to."""
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.qt_log_ignore("propagateSizeHints"))


class KeptWorker(Worker):
    """Outlives the sessions that use it: starting a process for each test would cost half a second."""

    def close(self) -> None:
        """Nothing; see `end`."""

    def end(self) -> None:
        """Really close."""
        super().close()


@pytest.fixture(scope="session")
def worker() -> Iterator[KeptWorker]:
    kept = KeptWorker()
    kept.start()
    yield kept
    kept.end()


@pytest.fixture
def desk(qtbot: QtBot, tmp_path: Path, worker: KeptWorker) -> Iterator[Callable[..., Desk]]:
    """Makes a reader on a project with the given files (name → bytes), the first one open and sharp."""
    made: list[Desk] = []

    def make(files: dict[str, bytes], *, prepare=None, open_first: bool = True, size=(820, 700)) -> Desk:
        path = tmp_path / "p.annotator"
        project = projects.create(path, title="Test")
        documents = []
        for name, data in files.items():
            documents.append(sources.add(project, worker.capture(None, data=data, name=name)).document)
        if prepare is not None:
            prepare(project, documents)
        project.close()
        session = Session(path, viewer=worker)
        themes = ThemeBook("light")
        area = ReaderArea(session, themes)
        session.open_requested.connect(area.open_place)
        qtbot.addWidget(area)
        area.resize(*size)
        area.show()
        result = Desk(qtbot, session, themes, area, documents)
        made.append(result)
        if open_first:
            result.open(0)
        return result

    yield make
    for one in made:
        one.area.shutdown()
        one.session.close()
