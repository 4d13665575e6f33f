"""The command line in this process."""

from __future__ import annotations

import json
import shutil
from collections.abc import Callable
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
SEED_TREATIES = {
    "agr-2025": ("Agreement on Establishment of Peace and Inter-State Relations", "Agreement (2025)"),
    "jd-2025": ("Joint Declaration on the meeting in Washington", "Joint Declaration (2025)"),
    "stmt-2020": ("Statement of the three leaders", "Statement (2020)"),
}


def _made_once(folder: Path, add: Callable[[Cli], None]) -> Path:
    """A project made by commands, to be copied: starting workers for each test would take most of the time."""
    with pytest.MonkeyPatch.context() as environment:
        environment.setenv("ANNOTATOR_DATA", str(folder / "data"))
        environment.setenv("ANNOTATOR_USER", "Tester")
        one = Cli(folder / "made.annotator")
        one.ok("new", one.project, "--title", "Test")
        add(one)
    return one.project


def _copy(made: Path, tmp_path: Path) -> Cli:
    return Cli(Path(shutil.copy(made, tmp_path / "p.annotator")))


@pytest.fixture(scope="session")
def small_project(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("small")

    def add(cli: Cli) -> None:
        for name, text in (("agreement.txt", TREATY), ("statement.txt", STATEMENT), ("article.txt", ARTICLE)):
            (folder / name).write_text(text, encoding="utf-8")
        cli.ok("add", cli.project, folder / "article.txt")
        for name, title in (("agreement", "Agreement on Peace"), ("statement", "Joint Statement")):
            file = folder / f"{name}.txt"
            cli.ok("treaty", "add", cli.project, file, "--title", title, "--short", name.capitalize())

    return _made_once(folder, add)


@pytest.fixture
def filled(small_project: Path, tmp_path: Path) -> Cli:
    """A project with one article, an agreement and a statement."""
    (tmp_path / "agreement.txt").write_text(TREATY, encoding="utf-8")
    return _copy(small_project, tmp_path)


@pytest.fixture(scope="session")
def seed_project(shared: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    def add(cli: Cli) -> None:
        cli.ok("add", cli.project, *sorted((shared / "seeds").glob("*.txt")))
        for name, (title, short) in SEED_TREATIES.items():
            file = shared / "gold" / "treaties" / f"{name}_paraphrase.txt"
            cli.ok("treaty", "add", cli.project, file, "--title", title, "--short", short)

    return _made_once(tmp_path_factory.mktemp("seeds"), add)


@pytest.fixture
def seeded(seed_project: Path, tmp_path: Path) -> Cli:
    """A project with the five real articles and the three instruments."""
    return _copy(seed_project, tmp_path)
