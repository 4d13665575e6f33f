"""Scanned pages read with Tesseract from the command line."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from annotator.documents import ocr
from annotator.domain.fragments import fragment
from annotator.domain.geometry import Rect
from annotator.operations import places, projects
from annotator.store import annotations, documents
from cli.conftest import Cli
from documents.makers import pdf
from documents.test_ocr import WORDS, needs_tesseract, scan


@pytest.fixture
def scanned(cli: Cli, tmp_path: Path) -> Cli:
    """A project with a scan of two pages and a third with words."""
    (tmp_path / "scan.pdf").write_bytes(scan(pages=2, with_text_page=True))
    cli.ok("add", cli.project, tmp_path / "scan.pdf")
    return cli


@needs_tesseract
def test_a_scan_becomes_a_version_with_words_and_keeps_its_highlights_and_areas(scanned: Cli) -> None:
    words = scanned.json("highlight", scanned.project, "scan.pdf", "--quote", "real words")
    before = scanned.json("sources", scanned.project)[0]["document"]
    project = projects.open_project(scanned.project)
    box = Rect(72, 80, 300, 200)
    area = places.area(project, before, 1, box).annotation.id
    project.close()
    done = scanned.json("ocr", scanned.project, "scan.pdf", "--language", "eng")
    assert (done["previous"], done["exact"] + done["moved"], done["fuzzy"], done["orphan"]) == (
        before,
        2,
        [],
        [],
    )
    assert "refrain from the use of force" in " ".join(
        scanned.ok("text", scanned.project, "scan.pdf").split()
    )
    rows = {row["id"]: row for row in scanned.json("annotations", scanned.project)}
    assert {row["document"] for row in rows.values()} == {done["document"]}
    assert rows[words["id"]]["exact"] == "real words"
    project = projects.open_project(scanned.project)

    assert annotations.get(project, area).selectors.fragment == fragment(1, box)
    assert documents.get(project, done["document"]).extractor == "tesseract"
    project.close()
    scanned.ok("undo", scanned.project)
    assert scanned.json("sources", scanned.project)[0]["document"] == before
    assert WORDS not in scanned.ok("text", scanned.project, "scan.pdf")


def test_without_tesseract_nothing_is_changed_and_it_is_said_what_to_install(
    scanned: Cli, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ocr, "find", lambda: None)
    assert "tesseract-ocr" in scanned.refused("ocr", scanned.project, "scan.pdf")


@pytest.mark.skipif(sys.platform == "win32", reason="the stand-in is a shell script")
def test_a_language_that_is_not_installed_is_refused_by_name(
    scanned: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        "#!/bin/sh\ncase $1 in --version) echo tesseract 9.9;; *) echo List; echo eng;; esac\n"
    )
    program.chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path))
    said = scanned.refused("ocr", scanned.project, "scan.pdf", "--language", "eng+hye", "--language", "deu")
    assert "hye, deu" in said
    assert "eng" in said


@needs_tesseract
def test_what_has_no_scanned_page_is_refused(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("Words.\n")
    cli.ok("add", cli.project, tmp_path / "a.txt")
    assert "no PDF" in cli.refused("ocr", cli.project, "a.txt")
    (tmp_path / "b.pdf").write_bytes(pdf(["Words of a page that needs no recognising."]))
    cli.ok("add", cli.project, tmp_path / "b.pdf")
    assert "No page" in cli.refused("ocr", cli.project, "b.pdf")
