"""What stands under a name that is no ordinary file, and names that an output must not take."""

from __future__ import annotations

import os
import sys
from pathlib import Path

import pytest

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
