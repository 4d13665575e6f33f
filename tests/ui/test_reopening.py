"""Links of exported pages: they reopen their passage, in the window that has the project open where there is one."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
import threading
from collections.abc import Iterator
from html import unescape
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.cli import root
from annotator.domain.addresses import Address, read, spelt
from annotator.domain.errors import UserError
from annotator.operations import annotations, projects
from annotator.operations.bibliography import Recipe, export
from annotator.store import annotations as rows
from annotator.store import sources
from annotator.store.places import data_folder
from annotator.store.project import Project
from annotator.ui.calls import call
from annotator.ui.desktop import Desktop
from annotator.ui.window import MainWindow


@pytest.fixture
def desktop(qtbot: QtBot, qapp: QApplication) -> Iterator[Desktop]:
    one = Desktop(qapp, theme="light")
    yield one
    one.shut()


def links(project: Path, page: Path) -> list[Address]:
    """Where the quotations of an exported bibliography lead."""
    with projects.open_project(project) as opened:
        export(opened, page, Recipe())
    found = re.findall(r'href="(annotator:[^"]+)"', page.read_text("utf-8"))
    return [read(unescape(one)) for one in found]


def document_of(project: Project) -> str:
    """The newest capture of the first source."""
    return str(sources.listing(project)[0].document)


def stands_at(window: MainWindow, annotation: str) -> bool:
    """Whether the window shows a highlight and has it selected."""
    pane = window.reader.pane()
    return (
        window.session.selection == ("annotation", annotation)
        and pane is not None
        and pane.view.spans.get(annotation) is not None
        and pane.canvas.selected == annotation
    )


def test_a_link_of_an_exported_page_opens_its_passage(
    desktop: Desktop, qtbot: QtBot, sample: Path, tmp_path: Path
) -> None:
    wanted = links(sample, tmp_path / "out.html")
    assert len(wanted) > 20
    path = projects.file_of(wanted[7])
    assert path == sample
    window = desktop.open_project(path, wanted[7].annotation)
    qtbot.waitUntil(lambda: stands_at(window, wanted[7].annotation), timeout=20_000)


def test_the_window_that_is_open_goes_there(
    desktop: Desktop, qtbot: QtBot, sample: Path, tmp_path: Path
) -> None:
    wanted = links(sample, tmp_path / "out.html")[12]
    window = desktop.open_project(sample)
    qtbot.waitUntil(lambda: window.session.info is not None, timeout=20_000)
    window.showMinimized()
    with subprocess.Popen(
        [sys.executable, "-m", "annotator", spelt(wanted)], stdout=subprocess.DEVNULL, stderr=subprocess.PIPE
    ) as other:
        try:
            qtbot.waitUntil(lambda: other.poll() is not None, timeout=60_000)
        finally:
            other.kill()
        assert other.returncode == 0, other.stderr.read() if other.stderr else ""
    qtbot.waitUntil(lambda: stands_at(window, wanted.annotation), timeout=20_000)
    assert not window.isMinimized()


def test_a_highlight_that_is_gone_is_told_of(
    desktop: Desktop, qtbot: QtBot, sample: Path, tmp_path: Path
) -> None:
    wanted = links(sample, tmp_path / "out.html")[0]
    with projects.open_project(sample) as project:
        annotations.trash(project, [wanted.annotation])
    window = desktop.open_project(sample, wanted.annotation)
    qtbot.waitUntil(lambda: window.is_whole and window.banner.isVisible(), timeout=20_000)
    assert "in the trash" in window.banner.what.text()
    assert window.session.selection != ("annotation", wanted.annotation)


def test_without_a_window_nobody_is_waited_for(sample: Path, desktop: Desktop, qtbot: QtBot) -> None:
    assert not call(sample, "a1", patience=3600)
    window = desktop.open_project(sample)
    qtbot.waitUntil(lambda: window.session.info is not None, timeout=20_000)
    window.close()
    assert not call(sample, "a1", patience=3600)


def test_a_window_that_does_not_answer_is_not_left_a_request(
    sample: Path, desktop: Desktop, qtbot: QtBot
) -> None:
    window = desktop.open_project(sample)
    qtbot.waitUntil(lambda: window.session.info is not None, timeout=20_000)
    # Nothing is heard while this thread waits for the answer itself.
    assert not call(sample, "a1", patience=0.05)
    [folder] = data_folder().rglob("calls")
    assert [one.name for one in folder.iterdir()] == ["window.lock"]


def test_a_second_window_leaves_the_first_to_hear(sample: Path, desktop: Desktop, qtbot: QtBot) -> None:
    window = desktop.open_project(sample)
    qtbot.waitUntil(lambda: window.session.info is not None, timeout=20_000)
    with projects.open_project(sample) as project:
        wanted = rows.of_document(project, document_of(project))[0].id
    second = Desktop(QApplication.instance(), theme="light")  # type: ignore[arg-type]
    other = second.open_project(sample)
    qtbot.waitUntil(lambda: other.session.info is not None, timeout=20_000)
    answers: list[bool] = []
    thread = threading.Thread(target=lambda: answers.append(call(sample, wanted, patience=60)))
    thread.start()
    qtbot.waitUntil(lambda: bool(answers), timeout=90_000)
    thread.join()
    assert answers == [True]
    qtbot.waitUntil(lambda: stands_at(window, wanted), timeout=20_000)
    assert other.session.selection != ("annotation", wanted)
    second.shut()


def test_of_copies_of_a_project_the_one_that_has_the_highlight_is_meant(sample: Path, tmp_path: Path) -> None:
    copy = tmp_path / "from a colleague.annotator"
    shutil.copyfile(sample, copy)
    with projects.open_project(sample) as project:
        document = document_of(project)
        made = annotations.highlight(project, document, 0, 9).annotation.id
        old = rows.of_document(project, document)[-1].id
        id = project.id
    with projects.open_project(copy):
        pass
    assert projects.file_of(Address(id, made)) == sample
    assert projects.file_of(Address(id, old)) in (sample, copy)
    sample.unlink()
    assert projects.file_of(Address(id, made)) == copy
    with pytest.raises(UserError, match="not been opened on this computer"):
        projects.file_of(Address("another", made))


@pytest.mark.parametrize("address", ["annotator:open?project=none&annotation=a1", "annotator:nonsense"])
def test_an_address_that_leads_nowhere_is_a_calm_message(
    address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    assert root.run([address]) == 1
    said = capsys.readouterr().err
    assert "address" in said
    assert "Nothing was changed." in said


def test_a_file_handed_over_as_an_address_is_that_file(
    sample: Path, monkeypatch: pytest.MonkeyPatch, tmp_path: Path
) -> None:
    opened: list[Path | None] = []
    monkeypatch.setattr(root, "open_window", lambda path, **_: opened.append(path) or 0)
    path = tmp_path / "peace & “war” 100%.annotator"
    sample.rename(path)
    assert root.run([path.as_uri()]) == 0
    assert opened == [path]


def test_the_package_registers_what_it_opens() -> None:
    entry = (Path(__file__).parents[2] / "packaging" / "linux" / "annotator.desktop").read_text("utf-8")
    types = re.search(r"^MimeType=(.*)$", entry, re.MULTILINE)
    assert types is not None
    assert {"x-scheme-handler/annotator", "application/vnd.annotator.project+sqlite3"} <= set(
        types[1].split(";")
    )
    assert re.search(r"^Exec=annotator %u$", entry, re.MULTILINE)
