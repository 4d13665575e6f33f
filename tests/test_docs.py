"""The documentation says what the program can do: every command and option, every table, every link."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

import click
import pytest

from annotator.cli.root import root

ROOT = Path(__file__).resolve().parents[1]
DOCS = ROOT / "docs"


def commands(command: click.Command, path: str) -> Iterator[tuple[str, click.Command]]:
    """Every command that can be called, with the words that call it."""
    if isinstance(command, click.Group):
        for name, child in command.commands.items():
            yield from commands(child, f"{path} {name}")
    else:
        yield path, command


UNTYPED = {"annotator window", "annotator reopen"}


def all_commands() -> list[tuple[str, click.Command]]:
    # The window is opened by a path or an address alone; these commands have no names that people type.
    return [(path, command) for path, command in commands(root, "annotator") if path not in UNTYPED]


def test_every_command_and_option_is_documented() -> None:
    text = (DOCS / "cli.md").read_text("utf-8")
    found = all_commands()
    assert len(found) > 15
    missing = [path for path, _ in found if not re.search(rf"`{re.escape(path)} ", text)]
    assert missing == []
    everywhere = {"--help", "--json", "--version"}
    for path, command in found:
        lines = "\n".join(line for line in text.splitlines() if f"`{path} " in line)
        options = {
            name
            for option in command.params
            if isinstance(option, click.Option)
            for name in option.opts
            if name.startswith("--")
        }
        assert sorted(options - everywhere - set(re.findall(r"--[\w-]+", lines))) == [], path


def test_no_command_is_documented_that_is_not_there() -> None:
    text = (DOCS / "cli.md").read_text("utf-8")
    known = {path for path, _ in all_commands()}
    named = {
        match.rstrip() for match in re.findall(r"^\| `(annotator (?:[a-z]+ )+)[A-Z]", text, re.MULTILINE)
    }
    assert len(named) > 15
    assert sorted(named - known) == []


def test_every_table_of_the_project_file_is_documented() -> None:
    from annotator.store.schema import TABLES_V1

    text = (DOCS / "project-file.md").read_text("utf-8")
    tables = re.findall(r"CREATE TABLE (\w+)", TABLES_V1)
    assert len(tables) > 20
    assert [table for table in tables if f"`{table}`" not in text] == []


@pytest.mark.parametrize(
    "page", [ROOT / "README.md", ROOT / "packaging" / "README.md", *sorted(DOCS.rglob("*.md"))], ids=str
)
def test_every_link_leads_somewhere(page: Path) -> None:
    for target in re.findall(r"\]\(([^)#\s]+)[^)]*\)", page.read_text("utf-8")):
        if "://" not in target:
            assert (page.parent / target).exists(), target


def test_readme_begins_with_what_it_is_a_picture_and_two_commands() -> None:
    first_screen = (ROOT / "README.md").read_text("utf-8").splitlines()[:14]
    assert first_screen[0] == "# Annotator"
    assert sum(line.startswith("![") for line in first_screen) == 1
    assert any(line.startswith("make run") for line in first_screen)
    assert any(line.startswith("make test") for line in first_screen)


def test_the_desktop_knows_the_file_type() -> None:
    from annotator.store.schema import APPLICATION_ID

    mime = (ROOT / "packaging" / "linux" / "annotator-mime.xml").read_text("utf-8")
    entry = (ROOT / "packaging" / "linux" / "annotator.desktop").read_text("utf-8")
    kind = "application/vnd.annotator.project+sqlite3"
    assert f'type="{kind}"' in mime
    assert f'value="{APPLICATION_ID:#x}"' in mime
    assert f"MimeType={kind};" in entry


def test_every_shortcut_is_documented() -> None:
    from annotator.ui.actions import table

    text = (DOCS / "keyboard.md").read_text("utf-8")
    shortcuts = [spec.shortcut for spec in table() if spec.shortcut]
    assert len(shortcuts) > 20
    assert [shortcut for shortcut in shortcuts if f"`{shortcut}`" not in text] == []
