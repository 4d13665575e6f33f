"""Files of earlier versions are brought to the present one, or stay as they are."""

from __future__ import annotations

import sqlite3
from pathlib import Path

import pytest

from annotator.domain.errors import UserError
from annotator.store import annotations, documents, history, migrations, sources
from annotator.store.check import check
from annotator.store.project import Project
from annotator.store.rescue import rescue
from store.making import opened

# A project of the first released program, dumped by sqlite3's `iterdump` with the two pragmas before it.
VERSION_1 = Path(__file__).parent / "version_1.sql"


@pytest.fixture
def old(path: Path) -> Path:
    """A project file of version 1."""
    db = sqlite3.connect(path, isolation_level=None)
    db.executescript(VERSION_1.read_text("utf-8"))
    db.close()
    return path


def version_in(path: Path) -> int:
    db = sqlite3.connect(path)
    try:
        return migrations.version_of(db)
    finally:
        db.close()


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
        assert migrations.version_of(project.db) == 3
        assert project.title == "Test"
        backups = list((project.copy.folder / "backups").iterdir())
        assert [title_in(one) for one in backups] == ["Test"]
        assert str(backups[0]) in project.notices[0]
        rename(project, "New")
    assert version_in(path) == 3
    assert version_in(backups[0]) == 2


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
        assert migrations.version_of(project.db) == 2
        assert project.title == "Test"


def test_a_file_of_version_1_opens_with_all_it_held(old: Path) -> None:
    with Project.open(old) as project:
        assert migrations.version_of(project.db) == 2
        rows = annotations.listing(project)
        assert [(row.annotation.selectors.exact, row.annotation.colour) for row in rows] == [
            ("referendum", "red"),
            ("may come later", "yellow"),
        ]
        first = rows[0]
        assert [link.wid for link in first.provisions] == ["art_12__para_2"]
        assert [link.key for link in first.claims] == ["C01"]
        assert first.tags == ("Constitution",)
        assert [row.source.title for row in sources.listing(project)] == ["Title s1", "Title s2"]
        assert documents.text(project, "d-s1").startswith("A title")
        # What nobody could know then.
        assert (first.annotation.pinned, first.annotation.display, first.annotation.translation) == (
            False,
            "",
            "",
        )
        assert sources.get(project, "s1").reasons == {}
        # Nothing of it counts as an edit: there is one notice, of the copy that was kept.
        assert len(project.notices) == 1
        assert [act.label for act in history.acts(project)] == [
            "Recolour",
            "Fill",
            "Add source",
            "New project",
        ]


def test_looking_into_an_old_file_does_not_rewrite_it(old: Path) -> None:
    before = old.read_bytes()
    with Project.open(old):
        pass
    assert old.read_bytes() == before
    # And the next time nothing is to be done.
    with Project.open(old) as project:
        assert project.notices == []


def test_the_first_change_publishes_the_present_version_and_keeps_the_old_file(old: Path) -> None:
    with Project.open(old) as project:
        annotation = annotations.listing(project)[0].annotation.id
        with project.act("Pin"):
            annotations.update(project, annotation, pinned=True)
        backups = list((project.copy.folder / "backups").iterdir())
    assert version_in(old) == 2
    assert [version_in(one) for one in backups] == [1]
    assert check(old).ok
    with Project.open(old) as project:
        assert annotations.get(project, annotation).pinned


def test_what_was_done_before_the_migration_can_be_undone_after_it(old: Path) -> None:
    with Project.open(old) as project:
        history.undo(project)
        assert annotations.listing(project)[0].annotation.colour == "yellow"
        history.redo(project)
        assert annotations.listing(project)[0].annotation.colour == "red"


def test_an_earlier_program_says_that_a_newer_one_is_needed(
    old: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    with Project.open(old) as project:
        rename(project, "New")
    held = old.read_bytes()
    with monkeypatch.context() as patched:
        patched.setattr(migrations, "MIGRATIONS", migrations.MIGRATIONS[:1])
        for work_dir in (None, tmp_path / "colleague"):
            with pytest.raises(UserError, match="newer version"):
                Project.open(old, work_dir=work_dir)
    assert old.read_bytes() == held


def test_a_file_of_version_1_can_be_checked_and_rescued(old: Path, tmp_path: Path) -> None:
    before = old.read_bytes()
    report = check(old)
    assert (report.ok, report.problems) == (True, ())
    assert not any("another program" in line for line in report.lines)
    assert rescue(old, tmp_path / "rescued.annotator") == []
    assert old.read_bytes() == before
    with Project.open(tmp_path / "rescued.annotator") as project:
        assert len(annotations.listing(project)) == 2


def test_an_edit_by_another_program_in_an_old_file_is_taken_in(old: Path) -> None:
    db = sqlite3.connect(old)
    db.execute("UPDATE source SET title = 'By hand' WHERE id = 's1'")
    db.commit()
    db.close()
    with Project.open(old) as project:
        assert sources.get(project, "s1").title == "By hand"
        assert any("another program" in notice for notice in project.notices)
        history.undo(project)
        assert sources.get(project, "s1").title == "Title s1"
