"""Working copies that nobody needs any more, and reads that are kept waiting."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from annotator.domain.errors import UserError
from annotator.store import annotations
from annotator.store.project import Project

OLD = 1_000_000_000  # 2001: long before any test run


def age(folder: Path) -> None:
    for file in folder.iterdir():
        os.utime(file, (OLD, OLD))


@pytest.fixture
def other(tmp_path: Path) -> Path:
    """The folder of the working copy of another project, closed and aged; its file is gone."""
    path = tmp_path / "other.annotator"
    with Project.create(path) as made:
        folder = made.copy.folder
    path.unlink()
    age(folder)
    return folder


def open_again(path: Path) -> None:
    Project.open(path).close()


def test_a_forgotten_working_copy_is_removed_at_open(other: Path, project: Project, path: Path) -> None:
    project.close()
    open_again(path)
    assert not other.exists()


def test_a_recent_working_copy_stays(other: Path, project: Project, path: Path) -> None:
    project.close()
    os.utime(other / "project.sqlite")
    open_again(path)
    assert other.exists()


def test_a_working_copy_whose_project_is_there_stays(
    other: Path, project: Project, path: Path, tmp_path: Path
) -> None:
    project.close()
    (tmp_path / "other.annotator").write_bytes(b"back again")
    open_again(path)
    assert other.exists()


def test_unpublished_changes_stay(project: Project, path: Path, tmp_path: Path) -> None:
    project.close()
    gone = tmp_path / "gone.annotator"
    made = Project.create(gone)
    with made.act("Rename"):
        made.set_title("Never published")
    made.close(publish=False)
    gone.unlink()
    age(made.copy.folder)
    open_again(path)
    assert made.copy.folder.exists()


def test_a_backup_stays(other: Path, project: Project, path: Path) -> None:
    project.close()
    (other / "backups").mkdir()
    age(other)
    open_again(path)
    assert other.exists()


def test_a_read_kept_waiting_is_a_user_error(project: Project, path: Path) -> None:
    with Project.open(path) as other:
        other.db.execute("PRAGMA busy_timeout = 20")
        project.db.execute("BEGIN EXCLUSIVE")
        try:
            with pytest.raises(UserError, match="writing to this project") as raised:
                annotations.listing(other)
        finally:
            project.db.execute("ROLLBACK")
        assert raised.value.file == str(path)
        assert annotations.listing(other) == []
