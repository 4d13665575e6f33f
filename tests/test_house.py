"""The house's own rules, kept by a test where no other tool keeps them."""

from __future__ import annotations

import os
import subprocess
import sys
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

import house_rules as rules
from annotator.domain.resources import resource

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "annotator"


def python_files(*folders: Path) -> list[Path]:
    return sorted(path for folder in folders for path in folder.rglob("*.py"))


def in_store(path: Path) -> bool:
    return path.is_relative_to(SOURCE / "store")


def tracked_texts() -> Iterator[tuple[str, str]]:
    """Every file that git tracks, or would, and that is UTF-8 text."""
    done = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"],
        cwd=ROOT,
        capture_output=True,
        check=False,
    )
    if done.returncode:
        pytest.skip("not a git checkout")
    for name in done.stdout.decode().split("\0"):
        path = ROOT / name
        if name and path.is_file():
            data = path.read_bytes()
            if b"\0" not in data:
                yield name, data.decode("utf-8", errors="replace")


def report(files: list[Path], rule: Callable[[str], list[str]]) -> list[str]:
    return [f"{path.relative_to(ROOT)}:{fault}" for path in files for fault in rule(path.read_text("utf-8"))]


def test_no_file_is_longer_than_a_reader_can_hold() -> None:
    files = python_files(SOURCE, ROOT / "tests", ROOT / "packaging")
    assert len(files) > 20
    counts = {str(path.relative_to(ROOT)): len(path.read_text("utf-8").splitlines()) for path in files}
    assert {name: count for name, count in counts.items() if count > rules.LONGEST_FILE} == {}


def test_only_the_store_speaks_sql() -> None:
    assert report([path for path in python_files(SOURCE) if not in_store(path)], rules.sql) == []
    assert any(rules.sql(path.read_text("utf-8")) for path in python_files(SOURCE / "store")), (
        "the check sees no SQL"
    )


def test_every_text_a_person_reads_can_be_translated() -> None:
    assert report(python_files(SOURCE), rules.untranslated) == []


def test_only_the_lookup_by_doi_or_isbn_talks_to_the_network() -> None:
    online = SOURCE / "exchange" / "online.py"
    assert report([path for path in python_files(SOURCE) if path != online], rules.network_imports) == []


def test_nothing_is_left_unfinished() -> None:
    assert report(python_files(SOURCE), rules.unfinished) == []


def test_no_tracked_file_names_a_machine_or_a_registry() -> None:
    faults = [
        f"{name}: {fault}"
        for name, text in tracked_texts()
        if name != "LICENSE"
        for fault in (*rules.machine_paths(text), *rules.registry_hosts(text))
    ]
    assert faults == []


def test_every_resource_that_is_named_is_there() -> None:
    named = {
        parts for path in python_files(SOURCE) for parts in rules.resource_paths(path.read_text("utf-8"))
    }
    assert named, "no resource is named anywhere"
    assert [parts for parts in sorted(named) if not resource(*parts).exists()] == []


def test_imports_keep_to_their_layers() -> None:
    done = subprocess.run(
        [
            sys.executable,
            "-c",
            "import sys; from importlinter.cli import lint_imports; sys.exit(lint_imports(no_cache=True))",
        ],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stdout[-3000:] + done.stderr[-1000:]


def test_the_wheel_holds_every_module_and_resource(tmp_path: Path) -> None:
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(tmp_path)],
        cwd=ROOT,
        env={**os.environ, "PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    modules = {str(path.relative_to(ROOT / "src")) for path in python_files(SOURCE)}
    data = {
        f"annotator/_resources/{path.relative_to(ROOT / 'resources')}"
        for path in (ROOT / "resources").rglob("*")
        if path.is_file() and not path.name.startswith(".")
    }
    assert len(data) > 10
    assert sorted((modules | data) - names) == []
    assert any(name.endswith("licenses/LICENSE") for name in names)


def test_changelog_keeps_its_form() -> None:
    assert rules.changelog_faults((ROOT / "CHANGELOG.md").read_text("utf-8")) == []


def test_licence_is_whole() -> None:
    text = (ROOT / "LICENSE").read_text("utf-8")
    assert text.lstrip().startswith("GNU AFFERO GENERAL PUBLIC LICENSE")
    assert "END OF TERMS AND CONDITIONS" in text
    assert len(text.splitlines()) == 661


# Each rule is shown to see what it is for, and to let pass what is right.


@pytest.mark.parametrize(
    ("rule", "wrong", "right"),
    [
        (rules.untranslated, "label.setText('Highlights')", "label.setText(tr('Highlights'))"),
        (rules.untranslated, "QLabel(f'{n} highlights', self)", "QLabel(f'{n} %', self)"),
        (
            rules.untranslated,
            "b.setToolTip('Open' if x else 'Close')",
            "b.setToolTip(tr('Open') if x else tr('Close'))",
        ),
        (
            rules.untranslated,
            "menu.addAction('File: ' + name)",
            "menu.addAction(tr('File: {name}', name=name))",
        ),
        (
            rules.untranslated,
            "raise UserError('No.', advice=tr('Go'))",
            "raise UserError(tr('No.'), details='x')",
        ),
        (rules.untranslated, "raise UserError(tr('No.'), advice='Go')", "self.setObjectName('panel')"),
        (rules.untranslated, "box.addItem('A person', 'person')", "box.addItem(tr('A person'), 'person')"),
        (rules.network_imports, "import urllib.request", "import urllib.parse"),
        (rules.network_imports, "from PySide6 import QtNetwork", "from PySide6 import QtWidgets"),
        (rules.network_imports, "from urllib import request", "from urllib import parse"),
        (rules.sql, "db.execute(text)", "worker.submit(text)"),
        (rules.sql, "q = '''\n SELECT id FROM source'''", "q = 'Select a passage from the list'"),
        (rules.sql, "q = 'UPDATE source SET title = ?'", "q = 'UPDATE'"),
        (rules.machine_paths, "see " + "/ho" + "me/ann/notes", "see /usr/share/fonts/x"),
        (rules.machine_paths, "('" + "/wo" + "rk/main')", "../work/main"),
        (rules.registry_hosts, "https://files.python" + "hosted.org/x", "https://example.org/simple"),
        (rules.registry_hosts, "--index" + "-url https://x", "--no-emit-index" + "-url"),
        (rules.unfinished, "x = 1  # TO" + "DO later", "x = 'to do'"),
        (
            rules.changelog_faults,
            "# Changelog\n\n## 1.0\n",
            "# Changelog\n\n## [Unreleased]\n\n### Added\n\n- It.\n",
        ),
        (
            rules.changelog_faults,
            "# Changelog\n\n## [Unreleased]\n\n### News\n\n- It.\n",
            "# Changelog\n\n## [Unreleased]\n\n- It.\n\n## [0.1.0] - 2025-11-21\n",
        ),
    ],
)
def test_rule_sees_what_breaks_it(rule: Callable[[str], list[str]], wrong: str, right: str) -> None:
    assert rule(wrong)
    assert rule(right) == []


def test_resource_calls_are_found() -> None:
    assert rules.resource_paths("resource('themes', 'light.toml'); resource('x', name); f()") == [
        ("themes", "light.toml")
    ]
