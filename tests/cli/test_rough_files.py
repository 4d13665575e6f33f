"""What stands under a name that is no ordinary file, and names that an output must not take."""

from __future__ import annotations

import errno
import json
import os
import sys
from pathlib import Path

import pytest

from annotator.store import files, workingcopy
from cli.conftest import Cli

pytestmark = pytest.mark.skipif(
    sys.platform == "win32", reason="no pipes and devices with names of their own"
)


@pytest.mark.parametrize("device", [False, True])
def test_pipes_and_devices_are_refused_at_once_and_never_waited_for(
    cli: Cli, tmp_path: Path, device: bool
) -> None:
    odd = tmp_path / "odd.json"
    if device:
        odd.symlink_to("/dev/zero")
    else:
        os.mkfifo(odd)
    for command in (
        ("add", cli.project, odd),
        ("treaty", "add", cli.project, odd, "--title", "T"),
        ("import", cli.project, odd),
        ("reference", "import", cli.project, odd),
        ("sources", odd),
        ("check", odd),
    ):
        assert "not a file" in cli.refused(*command)


@pytest.mark.parametrize("kind", ["html", "docx", "json", "md"])
def test_an_export_never_takes_the_place_of_a_project(cli: Cli, kind: str) -> None:
    before = cli.project.read_bytes()
    assert "Choose another name" in cli.refused("export", cli.project, cli.project, "--format", kind)
    assert cli.project.read_bytes() == before


def test_an_export_never_takes_the_place_of_a_pipe(cli: Cli, tmp_path: Path) -> None:
    pipe = tmp_path / "out.html"
    os.mkfifo(pipe)
    assert "not a file" in cli.refused("export", cli.project, pipe)
    assert pipe.is_fifo()


@pytest.mark.parametrize("name", ["", ".", "..", "/"])
def test_a_project_needs_a_name(cli: Cli, name: str) -> None:
    assert "Give the project a name" in cli.refused("new", name)


@pytest.fixture
def full_disk(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Nothing more can be put beside a project."""

    def full(temporary: Path, target: Path) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(workingcopy, "replace", full)
    return monkeypatch


def test_a_command_that_cannot_be_published_changes_nothing(
    filled: Cli, full_disk: pytest.MonkeyPatch
) -> None:
    before = filled.project.read_bytes()
    for command in (
        ("highlight", filled.project, "article.txt", "--quote", "border is open"),
        ("claim", "add", filled.project, "It is open."),
        ("undo", filled.project, "--steps", 2),
    ):
        said = filled.run(*command)
        assert (said.exit_code, said.stdout) == (1, "")
        assert "The disk is full." in said.stderr
        assert "Nothing was changed." in said.stderr
    read = filled.run("annotations", filled.project, "--json")
    assert (read.exit_code, json.loads(read.stdout)) == (0, [])
    assert "The disk is full." in read.stderr
    assert filled.project.read_bytes() == before
    full_disk.setattr(workingcopy, "replace", files.replace)
    assert filled.json("annotations", filled.project) == []
    assert filled.json("claims", filled.project) == []
    assert len(filled.json("sources", filled.project)) == 1


def test_a_project_that_could_not_be_made_leaves_nothing_behind(
    cli: Cli, tmp_path: Path, full_disk: pytest.MonkeyPatch
) -> None:
    folder = tmp_path / "place"
    folder.mkdir()
    assert "The disk is full." in cli.run("new", folder / "one.annotator").stderr
    assert list(folder.iterdir()) == []
    full_disk.setattr(workingcopy, "replace", files.replace)
    cli.ok("new", folder / "one.annotator")
    assert [found.name for found in folder.iterdir()] == ["one.annotator"]


@pytest.mark.skipif(sys.platform == "darwin", reason="names are always UTF-8 there")
def test_bytes_that_are_no_text_are_refused_but_files_of_such_names_taken(cli: Cli, tmp_path: Path) -> None:
    odd = os.fsdecode(b"caf\xe9")
    for command in (
        ("claim", "add", cli.project, odd),
        ("search", cli.project, odd),
        ("new", tmp_path / odd),
        ("add", cli.project, tmp_path / f"{odd}.txt"),
    ):
        assert "no text in UTF-8" in cli.refused(*command)
    (tmp_path / f"{odd}.txt").write_text("Coffee.\n")
    assert [row["file"] for row in cli.json("add", cli.project, tmp_path / f"{odd}.txt")] == ["caf?.txt"]
