"""The command line in this process."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from annotator.cli.root import root


class Cli:
    """Runs commands on one project file and checks their status."""

    def __init__(self, project: Path) -> None:
        self.project = project

    def run(self, *args: object) -> Result:
        """Any command, any status."""
        result = CliRunner().invoke(root, [str(arg) for arg in args])
        if result.exception is not None and not isinstance(result.exception, SystemExit):
            raise result.exception
        return result

    def ok(self, *args: object) -> str:
        """A command that must succeed; what it prints."""
        result = self.run(*args)
        assert result.exit_code == 0, result.stderr
        return result.stdout

    def json(self, *args: object) -> Any:
        """As `ok`, with `--json`."""
        return json.loads(self.ok(*args, "--json"))

    def refused(self, *args: object) -> str:
        """A command that must be refused with status 1 and leave no trace; its message."""
        before = self.json("history", self.project) if self.project.exists() else None
        result = self.run(*args)
        assert (result.exit_code, result.stdout) == (1, "")
        assert "Traceback" not in result.stderr
        if before is not None:
            assert self.json("history", self.project) == before
        return result.stderr

    def wrong(self, *args: object) -> str:
        """A command that must be called wrong usage."""
        result = self.run(*args)
        assert result.exit_code == 2
        return result.stderr


@pytest.fixture
def cli(tmp_path: Path) -> Cli:
    """A new, empty project."""
    one = Cli(tmp_path / "p.annotator")
    one.ok("new", one.project, "--title", "Test")
    return one


TREATY = (
    "AGREEMENT\n\nARTICLE I\n\nPeace.\n\nARTICLE II\n\n1. Borders.\n\n2. Trade:\n(a) roads;\n(b) rails.\n"
)
STATEMENT = "STATEMENT\n\n1. Cease-fire.\n\n2. Corridor.\n"
ARTICLE = (
    "A border, twice drawn\n\nThe border is open. Article II of the Agreement says so 😀 at last.\n\n"
    "Հայաստան և Ադրբեջան. The border is closed. The minister said that trade would follow.\n"
)


@pytest.fixture
def filled(cli: Cli, tmp_path: Path) -> Cli:
    """A project with one article, an agreement and a statement."""
    for name, text in (("agreement.txt", TREATY), ("statement.txt", STATEMENT), ("article.txt", ARTICLE)):
        (tmp_path / name).write_text(text, encoding="utf-8")
    cli.ok("add", cli.project, tmp_path / "article.txt")
    cli.ok(
        "treaty",
        "add",
        cli.project,
        tmp_path / "agreement.txt",
        "--title",
        "Agreement on Peace",
        "--short",
        "Agreement",
    )
    cli.ok(
        "treaty",
        "add",
        cli.project,
        tmp_path / "statement.txt",
        "--title",
        "Joint Statement",
        "--short",
        "Statement",
    )
    return cli
