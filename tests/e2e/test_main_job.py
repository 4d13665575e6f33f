"""The main job, from the mouse to the Word file: open, highlight, link, undo, close, reopen, export.

Once on the real articles where they lie beside the checkout, once on the sample project everywhere.
"""

from __future__ import annotations

import json
import subprocess
import sys
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.documents.client import Worker
from annotator.domain.text import paragraphs
from annotator.operations import projects, treaties
from annotator.store import annotations, claims, documents
from annotator.store.project import Project
from annotator.ui.window import MainWindow
from ui.reader.helpers import Desk

OpenWindow = Callable[[Path], MainWindow]
CLAIM = "The Agreement outranks constitutional objections."


@dataclass(frozen=True)
class Job:
    """Which file to read, what to drag over, and where it stands."""

    file: str
    phrase: str
    paragraph: int


class User:
    """Someone at the window: the mouse, the keyboard, and what is to be seen and stored."""

    def __init__(self, qtbot: QtBot, window: MainWindow) -> None:
        self.qtbot = qtbot
        self.window = window
        self.desk = Desk(qtbot, window.session, window.themes, window.reader, [])
        window.activateWindow()
        qtbot.waitUntil(window.isActiveWindow)

    def open(self, file: str) -> None:
        """Click a source in the library."""
        library = self.window.library
        self.qtbot.waitUntil(lambda: self._row(file) >= 0, timeout=20_000)
        index = library.sources.index(self._row(file))
        library.source_list.scrollTo(index)
        rect = library.source_list.visualRect(index)
        self.qtbot.mouseClick(
            library.source_list.viewport(), Qt.MouseButton.LeftButton, pos=rect.topLeft() + QPoint(24, 12)
        )
        line = library.sources.line(index)
        assert line is not None
        assert self.window.reader.current_document() == line.document
        self.desk.settle()

    def _row(self, file: str) -> int:
        model = self.window.library.sources
        lines = [model.line(model.index(row)) for row in range(model.rowCount())]
        return next(
            (row for row, line in enumerate(lines) if line is not None and line.file_name == file), -1
        )

    def highlight_and_link(self, phrase: str) -> None:
        """Drag, then type the article into the link field, then a new claim that is contradicted."""
        self.desk.drag_over(phrase)
        assert self.desk.selected == phrase
        popup = self.desk.popup
        self.qtbot.waitUntil(popup.isVisible)
        self.desk.key(Qt.Key.Key_L)
        self.qtbot.keyClicks(popup.link.edit, "XII")
        with self.qtbot.waitSignal(self.window.session.changed, timeout=10_000):
            self.qtbot.keyClick(popup.link.edit, Qt.Key.Key_Return)
        self.qtbot.waitUntil(lambda: any(row.provisions for row in self.rows()), timeout=10_000)
        self.qtbot.waitUntil(popup.isVisible)
        popup.link.focus()
        self.qtbot.keyClicks(popup.link.edit, "-" + CLAIM)
        with self.qtbot.waitSignal(self.window.session.changed, timeout=10_000):
            self.qtbot.keyClick(popup.link.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)

    def press(self, key: Qt.Key, modifier: Qt.KeyboardModifier) -> None:
        """A shortcut of the window that changes the project."""
        with self.qtbot.waitSignal(self.window.session.changed, timeout=10_000):
            QTest.keyClick(self.window, key, modifier)

    def rows(self) -> list[Any]:
        """The highlights that are stored."""
        return list(self.desk.stored(lambda project: annotations.listing(project)))

    def linked(self, phrase: str) -> list[Any]:
        """The stored highlights of these words."""
        return [row for row in self.rows() if row.annotation.selectors.exact == phrase]


def do_the_job(
    qtbot: QtBot, open_window: OpenWindow, project: Path, job: Job, files: list[str], output: Path
) -> None:
    """The whole job in the window."""
    user = User(qtbot, open_window(project))
    for file in files:
        user.open(file)
    user.open(job.file)
    before = len(user.rows())
    user.highlight_and_link(job.phrase)

    (row,) = user.linked(job.phrase)
    text = user.desk.text
    selectors = row.annotation.selectors
    assert text[selectors.start : selectors.end] == job.phrase
    assert selectors.paragraph == job.paragraph == paragraphs(text).at(text.index(job.phrase))
    assert [link.wid for link in row.provisions] == ["art_12"]
    assert [(link.text, str(link.stance)) for link in row.claims] == [(CLAIM, "contradicts")]

    control = Qt.KeyboardModifier.ControlModifier
    user.window.reader.setFocus()
    user.press(Qt.Key.Key_Z, control)
    assert not any(row.claims for row in user.linked(job.phrase))
    user.press(Qt.Key.Key_Z, control | Qt.KeyboardModifier.ShiftModifier)
    (row,) = user.linked(job.phrase)
    assert [link.text for link in row.claims] == [CLAIM]

    user.window.close()
    user = User(qtbot, open_window(project))
    qtbot.waitUntil(lambda: user.window.reader.current_document() is not None, timeout=20_000)
    user.desk.settle()
    assert len(user.rows()) == before + 1
    (again,) = user.linked(job.phrase)
    assert (again.provisions, again.claims) == (row.provisions, row.claims)

    QTest.keyClick(user.window, Qt.Key.Key_4, control)
    workspace = user.window.workspaces.bibliography()
    qtbot.waitUntil(workspace.save.isEnabled, timeout=60_000)
    workspace.export_to(output)
    qtbot.waitUntil(output.exists, timeout=60_000)
    user.window.close()
    words = word_text(output)
    at = words.index(job.phrase)
    assert words[at + len(job.phrase) :].startswith(f"” (para.\u00a0{job.paragraph})")


def word_text(path: Path) -> str:
    """The characters of a DOCX, in order."""
    from lxml import etree

    with zipfile.ZipFile(path) as archive:
        tree = etree.fromstring(archive.read("word/document.xml"))
    return "".join(tree.itertext())


def stored(project: Path) -> list[Any]:
    """What a project holds, without what differs from one making to the next (random ids, times)."""
    opened = Project.open(project)
    try:
        rows = [
            (
                documents.get(opened, row.annotation.document).sha256,
                row.annotation.selectors,
                row.annotation.colour,
                [(link.wid, link.instrument_short, link.fidelity) for link in row.provisions],
                [(link.key, link.text, link.stance, link.voice) for link in row.claims],
            )
            for row in annotations.listing(opened)
        ]
        claimed = [
            (row.claim.key, row.claim.text, row.claim.status, row.total) for row in claims.listing(opened)
        ]
    finally:
        opened.close(publish=False)
    return [rows, claimed]


def ask(*arguments: object) -> Any:
    """One command of the command line, its JSON."""
    command = [sys.executable, "-m", "annotator", *map(str, arguments), "--json"]
    result = subprocess.run(
        command, capture_output=True, text=True, encoding="utf-8", timeout=120, check=False
    )
    assert result.returncode == 0, result.stderr
    return json.loads(result.stdout)


@pytest.fixture
def project_of_seeds(shared: Path, tmp_path: Path) -> Path:
    """The agreement's outline, and nothing else yet."""
    path = tmp_path / "window.annotator"
    with Worker() as worker:
        project = projects.create(path, "Washington")
        treaty = worker.capture(shared / "gold" / "treaties" / "agr-2025_paraphrase.txt")
        treaties.add(project, treaty, "Agreement on Peace", "Agreement (2025)")
        project.close()
    return path


def test_the_main_job_on_the_real_articles(
    qtbot: QtBot, open_window: OpenWindow, project_of_seeds: Path, shared: Path, tmp_path: Path
) -> None:
    seeds = sorted((shared / "seeds").glob("*.txt"))
    job = Job("000_c7c67e868a80dd51.txt", "Article XII of the Agreement", 23)
    window = open_window(project_of_seeds)
    window.take_files(seeds)
    qtbot.waitUntil(lambda: window.library.sources.total == 5, timeout=60_000)
    window.close()

    do_the_job(qtbot, open_window, project_of_seeds, job, [p.name for p in seeds], tmp_path / "window.docx")

    second = tmp_path / "line.annotator"
    ask("new", second, "--title", "Washington")
    ask("treaty", "add", second, shared / "gold" / "treaties" / "agr-2025_paraphrase.txt",
        "--title", "Agreement on Peace", "--short", "Agreement (2025)")  # fmt: skip
    ask("add", second, *seeds)
    made = ask("highlight", second, job.file, "--quote", job.phrase)
    ask("link", second, made["id"], "--provision", "XII")
    claim = ask("claim", "add", second, CLAIM)
    ask("link", second, made["id"], "--claim", claim["key"], "--stance", "contradicts")
    ask("undo", second)
    ask("redo", second)
    ask("export", second, tmp_path / "line.docx")
    assert stored(second) == stored(project_of_seeds)
    assert word_text(tmp_path / "line.docx") == word_text(tmp_path / "window.docx")


def test_the_main_job_on_the_sample(qtbot: QtBot, open_window: OpenWindow, tmp_path: Path) -> None:
    path = tmp_path / "sample.annotator"
    with Worker() as worker:
        project = projects.make_sample(path, worker)
        job, files = unmarked_passage(project)
        project.close()
    do_the_job(qtbot, open_window, path, job, files, tmp_path / "sample.docx")


def unmarked_passage(project: Project) -> tuple[Job, list[str]]:
    """Some words of the first text that no highlight touches yet, and the names of all files."""
    from annotator.store import sources

    rows = sources.listing(project)
    for row in rows:
        assert row.document is not None
        text = documents.text(project, row.document)
        taken = [a.selectors for a in annotations.of_document(project, row.document)]
        for number, (start, end) in enumerate(paragraphs(text), 1):
            clear = all(s.end <= start or s.start >= end for s in taken)
            phrase = " ".join(text[start:end].split(" ")[1:4]).rstrip(",.;:")
            usable = (
                number > 3
                and "\n" not in phrase
                and text.count(phrase) == 1
                and phrase.replace(" ", "").isalpha()
            )
            if clear and usable and text[start:end].count(" ") > 12:
                return Job(row.file_name, phrase, number), [r.file_name for r in rows]
    raise AssertionError("every paragraph of the sample is highlighted")
