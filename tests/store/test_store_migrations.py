"""Files of earlier versions are brought to the present one, or stay as they are."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.store import migrations
from annotator.store.project import Project
from store.making import opened


def title_in(path: Path) -> str:
    db = sqlite3.connect(path)
    try:
        title: str = db.execute("SELECT title FROM project").fetchone()[0]
        return title
    finally:
        db.close()


def rename(project: Project, title: str) -> None:
    with project.act("Rename"):
        project.set_title(title)


def test_an_older_file_is_migrated_and_kept_as_it_was(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path):
        pass

    def add_column(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE extra (id TEXT NOT NULL PRIMARY KEY) STRICT")

    monkeypatch.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, add_column))
    with Project.open(path) as project:
        assert migrations.version_of(project.db) == 2
        assert project.title == "Test"
        backups = list((project.copy.folder / "backups").iterdir())
        assert [title_in(one) for one in backups] == ["Test"]
        assert str(backups[0]) in project.notices[0]
        rename(project, "New")
    db = sqlite3.connect(path)
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
    db.close()
    old = sqlite3.connect(backups[0])
    assert old.execute("PRAGMA user_version").fetchone() == (1,)
    old.close()


def test_a_migration_that_fails_changes_nothing(path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    with opened(path):
        pass

    def fail(db: sqlite3.Connection) -> None:
        db.execute("CREATE TABLE extra (id TEXT) STRICT")
        raise RuntimeError("half way")

    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", (*migrations.MIGRATIONS, fail))
        with pytest.raises(RuntimeError, match="half way"):
            Project.open(path)
    with Project.open(path) as project:
        assert migrations.version_of(project.db) == 1
        assert project.title == "Test"
