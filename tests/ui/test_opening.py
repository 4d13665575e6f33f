"""The first page ahead of everything else: what may be looked at early, what is remembered for the next start."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.documents.client import Worker
from annotator.opening import Ahead, Record
from annotator.operations import projects, sources
from annotator.store.peek import first_pdf
from annotator.store.places import data_folder
from documents.makers import pdf

SCRIPT = """
import sys
from pathlib import Path
from PySide6.QtCore import QTimer
from annotator.app import run
from annotator.ui import sketch
from annotator.ui.window import MainWindow

said = []
sketch._PATIENCE = 60
painted = sketch.Sketch.paintEvent

def paint(self, event):
    painted(self, event)
    if self._painted and not said:
        said.append([name for name in ("annotator.ui.library.panel", "annotator.store.project", "click") if name in sys.modules])

sketch.Sketch.paintEvent = paint
steps = MainWindow.steps

def watch(self, *arguments):
    yield from steps(self, *arguments)
    timer = QTimer(self)

    def look():
        pane = self.reader.pane()
        if pane is not None and pane.canvas.is_settled and not self.first_sight.covers:
            self.close()

    timer.timeout.connect(look)
    timer.start(20)

MainWindow.steps = watch
status = run(Path(sys.argv[1]))
print("painted before these were loaded:", said)
sys.exit(status)
"""


@pytest.fixture
def pdf_project(tmp_path: Path) -> Path:
    path = tmp_path / "one.annotator"
    with Worker() as worker, projects.create(path) as project:
        for name in ("first.pdf", "second.pdf"):
            sources.add(project, worker.capture(None, data=pdf([f"Page of {name}", "Another"]), name=name))
    return path


def test_the_pdf_of_the_source_added_last_is_looked_at(pdf_project: Path) -> None:
    found = first_pdf(pdf_project)
    assert found is not None
    assert found.original.startswith(b"%PDF")
    named = first_pdf(pdf_project, found.id)
    assert named == found
    assert first_pdf(pdf_project, "no such document") is None


def test_a_file_written_by_somebody_else_is_left_to_the_checks(pdf_project: Path) -> None:
    with pdf_project.open("ab") as file:
        file.write(b"x")
    assert first_pdf(pdf_project) is None


def test_a_foreign_or_missing_project_is_left_to_the_checks(sample: Path, tmp_path: Path) -> None:
    assert first_pdf(sample) is None
    assert first_pdf(tmp_path / "none.annotator") is None


def test_the_worker_that_looked_ahead_serves_on(pdf_project: Path) -> None:
    ahead = Ahead(pdf_project)
    worker = ahead.worker()
    try:
        assert ahead.page is not None
        assert len(ahead.page.pixels) == ahead.page.width * ahead.page.height * 4
        found = first_pdf(pdf_project)
        assert found is not None
        info = worker.open_view(
            found.id, media_type="application/pdf", original=lambda: found.original, article=None, text=""
        )
        assert len(info.pages) == 2
    finally:
        worker.close()


def test_without_a_pdf_there_is_no_page_and_the_worker_serves(sample: Path) -> None:
    ahead = Ahead(sample)
    worker = ahead.worker()
    assert ahead.page is None
    worker.close()


@pytest.mark.parametrize(
    "text", ["", "{", "[]", '{"window": [1, "x"]}', json.dumps({**Record()._asdict(), "viewport": [1, 2]})]
)
def test_a_record_that_cannot_be_read_counts_as_none(text: str) -> None:
    data_folder().mkdir(parents=True, exist_ok=True)
    (data_folder() / "opening.json").write_text(text)
    assert Record.read() == Record()


def test_the_page_is_painted_before_the_rest_is_loaded_and_the_sight_is_remembered(pdf_project: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-c", SCRIPT, str(pdf_project)],
        capture_output=True,
        text=True,
        timeout=90,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "painted before these were loaded: [[]]" in done.stdout, done.stdout + done.stderr
    record = Record.read()
    assert record.project == str(pdf_project)
    assert record.document
    assert record.viewport[2] > 300
