"""The private working copy and the shared file: publishing, two processes, changes elsewhere, full disks."""

from __future__ import annotations

import errno
import json
import os
import shutil
import sqlite3
import subprocess
import sys
from pathlib import Path

import pytest

from annotator.domain.errors import UserError
from annotator.store import annotations, files, sources, workingcopy
from annotator.store.check import check
from annotator.store.project import Project
from store.making import add_annotation


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


def test_an_act_is_in_the_shared_file_only_once_published(project: Project, path: Path) -> None:
    project.publish()
    rename(project, "New")
    assert project.unpublished
    assert title_in(path) == "Test"
    project.publish()
    assert not project.unpublished
    assert title_in(path) == "New"


def test_closing_publishes_and_leaves_only_the_project(project: Project, path: Path) -> None:
    rename(project, "New")
    project.close()
    project.close()
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    assert title_in(path) == "New"


def test_unpublished_acts_of_a_crashed_session_are_there_again(project: Project, path: Path) -> None:
    rename(project, "New")
    project.close(publish=False)
    assert title_in(path) == "Test"
    with Project.open(path) as again:
        assert again.title == "New"
        assert again.unpublished
    assert title_in(path) == "New"


def test_a_newer_shared_file_replaces_a_working_copy_without_own_changes(
    project: Project, path: Path, tmp_path: Path
) -> None:
    project.close()
    with Project.open(path, work_dir=tmp_path / "another user") as other:
        rename(other, "Theirs")
    with Project.open(path) as again:
        assert again.title == "Theirs"
        assert again.notices == []


def test_where_both_changed_ours_is_kept_beside(project: Project, path: Path, tmp_path: Path) -> None:
    rename(project, "Ours")
    project.close(publish=False)
    with Project.open(path, work_dir=tmp_path / "another user") as other:
        rename(other, "Theirs")
    with Project.open(path) as again:
        assert again.title == "Theirs"
        kept = list(path.parent.glob("project (unpublished changes *).annotator"))
        assert [title_in(one) for one in kept] == ["Ours"]
        assert kept[0].name in again.notices[0]
        assert check(kept[0]).ok


def test_a_change_under_an_open_project_is_kept_beside_at_publishing(
    project: Project, path: Path, tmp_path: Path
) -> None:
    project.publish()
    with Project.open(path, work_dir=tmp_path / "another user") as other:
        rename(other, "Theirs")
    rename(project, "Ours")
    project.publish()
    assert title_in(path) == "Ours"
    kept = list(path.parent.glob("project (changed elsewhere *).annotator"))
    assert [title_in(one) for one in kept] == ["Theirs"]
    assert kept[0].name in project.notices[0]


def test_a_foreign_file_of_the_same_name_does_not_swallow_unpublished_changes(
    project: Project, path: Path, tmp_path: Path
) -> None:
    rename(project, "Ours")
    project.close(publish=False)
    path.unlink()
    with pytest.raises(UserError) as caught:
        Project.open(path)
    kept = list(path.parent.glob("*.annotator"))
    assert [title_in(one) for one in kept] == ["Ours"]
    assert kept[0].name in caught.value.kept


def test_creating_over_a_vanished_project_keeps_its_unpublished_changes(project: Project, path: Path) -> None:
    rename(project, "Ours")
    project.close(publish=False)
    path.unlink()
    with Project.create(path, "Fresh") as fresh:
        assert fresh.title == "Fresh"
        assert len(fresh.notices) == 1
    titles = {title_in(one) for one in path.parent.glob("*.annotator")}
    assert titles == {"Ours", "Fresh"}


def test_creating_over_an_existing_file_is_refused(project: Project, path: Path) -> None:
    with pytest.raises(UserError, match="already"):
        Project.create(path)


def test_two_openings_of_one_project_see_each_other(project: Project, path: Path) -> None:
    with Project.open(path) as other:
        assert not project.changed_elsewhere()
        with other.act("Highlight"):
            row = add_annotation(other, "referendum")
        assert project.changed_elsewhere()
        assert not project.changed_elsewhere()
        assert annotations.get(project, row).id == row
        rename(project, "Both")
        assert other.title == "Both"
        other.publish()
        assert not project.unpublished


def test_another_process_adds_while_the_window_is_open(project: Project, path: Path) -> None:
    project.publish()
    code = (
        "from annotator.store.project import Project\n"
        f"with Project.open({str(path)!r}) as p, p.act('cli'):\n    p.set_title('From the command line')\n"
    )
    subprocess.run([sys.executable, "-c", code], check=True)
    assert project.changed_elsewhere()
    assert project.title == "From the command line"
    rename(project, "And the window")
    project.publish()
    assert title_in(path) == "And the window"
    assert list(path.parent.glob("*changed elsewhere*")) == []


def test_a_shared_file_taken_under_an_open_window_never_issues_a_dot_twice(
    project: Project, path: Path, tmp_path: Path
) -> None:
    project.publish()
    old = tmp_path / "backup.annotator"
    shutil.copyfile(path, old)
    rename(project, "Later")
    session = project.tracker.session
    project.publish()
    shutil.copyfile(old, path)
    with Project.open(path) as other:
        assert other.title == "Test"
    assert project.title == "Test"
    rename(project, "After the restore")
    assert project.tracker.session != session


def test_a_busy_working_copy_is_a_user_error(project: Project, path: Path) -> None:
    with Project.open(path) as other:
        other.db.execute("PRAGMA busy_timeout = 20")
        with project.act("Long"):
            project.set_title("x")
            with pytest.raises(UserError, match="Another program"):
                rename(other, "y")


def test_the_lock_file_only_informs(project: Project, path: Path) -> None:
    lock = path.with_name("~project.annotator.lock")
    assert json.loads(lock.read_text("utf-8"))["who"] == "Tester"
    project.close()
    assert not lock.exists()
    lock.write_text(json.dumps({"who": "Ada", "host": "elsewhere", "pid": 1, "since": "2025-08-08"}), "utf-8")
    with Project.open(path) as again:
        assert again.in_use_by == "Ada on elsewhere, since 2025-08-08"
        rename(again, "Still works")
    assert lock.exists()
    lock.write_text("nonsense", "utf-8")
    with Project.open(path) as again:
        assert again.in_use_by is None


@pytest.mark.parametrize(
    ("code", "words"),
    [(errno.ENOSPC, "disk is full"), (errno.EACCES, "cannot be written"), (errno.EIO, "read or written")],
)
def test_a_refused_publication_loses_nothing(
    project: Project, path: Path, monkeypatch: pytest.MonkeyPatch, code: int, words: str
) -> None:
    project.publish()
    rename(project, "New")

    def refuse(temporary: Path, target: Path) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patched, pytest.raises(UserError, match=words) as caught:
        patched.setattr(workingcopy, "replace", refuse)
        project.publish()
    assert "safe" in caught.value.kept
    assert title_in(path) == "Test"
    assert not list(path.parent.glob(".~*"))
    assert project.title == "New"
    project.publish()
    assert title_in(path) == "New"


def test_a_disk_that_fills_while_publishing_is_a_user_error(project: Project, path: Path) -> None:
    project.close()
    code = (
        "import resource, signal, sys\nfrom annotator.domain.errors import UserError\n"
        "from annotator.store.project import Project\n"
        f"p = Project.open({str(path)!r})\n"
        "with p.act('x'):\n    p.set_title('New')\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "hard = resource.getrlimit(resource.RLIMIT_FSIZE)[1]\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (8192, hard))\n"
        "try:\n    p.publish()\nexcept UserError as e:\n    print(e)\n"
        "p.close(publish=False)\n"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert "safe in the working copy" in done.stdout
    assert title_in(path) == "Test"
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]
    with Project.open(path) as again:
        assert again.title == "New"


def test_a_full_disk_takes_an_act_back_and_says_so(project: Project) -> None:
    pages = project.db.execute("PRAGMA page_count").fetchone()[0]
    project.db.execute(f"PRAGMA max_page_count = {pages + 2}")
    with pytest.raises(UserError, match="disk is full") as caught, project.act("Much"):
        sources.update(project, "s1", annote="long " * 20_000)
    assert "Nothing was changed" in caught.value.kept
    assert sources.get(project, "s1").annote == ""
    project.db.execute("PRAGMA max_page_count = 100000")
    rename(project, "Works again")


def test_in_a_folder_that_cannot_be_written_the_project_is_read_only(
    project: Project, path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()
    real = os.access
    monkeypatch.setattr(os, "access", lambda p, mode: False if Path(p) == path.parent else real(p, mode))
    with Project.open(path) as again:
        assert again.read_only
        assert again.title == "Test"
        with pytest.raises(UserError, match="reading only"):
            rename(again, "x")
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_creating_where_there_is_no_folder_is_a_user_error(tmp_path: Path) -> None:
    with pytest.raises(UserError, match="folder"):
        Project.create(tmp_path / "nowhere" / "p.annotator")


def test_publishing_keeps_the_permissions_of_the_file(project: Project, path: Path) -> None:
    project.publish()
    path.chmod(0o640)
    rename(project, "New")
    project.close()
    assert path.stat().st_mode & 0o777 == 0o640


def test_a_link_to_a_project_is_followed(project: Project, path: Path, tmp_path: Path) -> None:
    project.close()
    link = tmp_path / "link.annotator"
    link.symlink_to(path)
    with Project.open(link) as again:
        rename(again, "New")
    assert link.is_symlink()
    assert title_in(path) == "New"


def test_a_damaged_working_copy_gives_way_to_the_shared_file(project: Project, path: Path) -> None:
    working = project.copy.database
    project.close()
    working.write_bytes(b"no database at all" * 100)
    with Project.open(path) as again:
        assert again.title == "Test"
        (kept,) = working.parent.glob("project (damaged *).sqlite")
        assert kept.read_bytes().startswith(b"no database")
        assert kept.name in again.notices[0]


def test_a_file_that_keeps_changing_while_it_is_read_is_a_user_error(
    project: Project, path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    project.close()
    numbers = iter(range(1000))
    monkeypatch.setattr(workingcopy, "fingerprint", lambda p: files.Fingerprint(0, 0, next(numbers), 0))
    with pytest.raises(UserError, match="being written"):
        Project.open(path, work_dir=tmp_path / "another user")


@pytest.mark.parametrize("replaced", [False, True])
def test_a_crash_around_the_replacing_is_understood_at_the_next_opening(
    project: Project, path: Path, monkeypatch: pytest.MonkeyPatch, replaced: bool
) -> None:
    project.publish()
    rename(project, "New")

    def crash(temporary: Path, target: Path) -> None:
        if replaced:
            temporary.replace(target)
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(workingcopy, "replace", crash)
        project.publish()
    project.close(publish=False)
    with Project.open(path) as again:
        assert again.title == "New"
        assert again.notices == []
        assert again.unpublished is not replaced
    assert [entry.name for entry in path.parent.iterdir()] == [path.name]


def test_a_folder_in_the_place_of_the_file_is_a_user_error(project: Project, path: Path) -> None:
    rename(project, "New")
    path.unlink()
    path.mkdir()
    with pytest.raises(UserError, match="A folder stands"):
        project.publish()
    project.close(publish=False)


def test_published_acts_that_the_file_lost_are_kept_beside(
    project: Project, path: Path, tmp_path: Path
) -> None:
    project.publish()
    with Project.open(path, work_dir=tmp_path / "another user") as other:
        rename(other, "Theirs")
    theirs = path.read_bytes()
    rename(project, "Ours")
    project.close()
    path.write_bytes(theirs)  # as a sync client does, or a person who copies the file back
    with Project.open(path) as again:
        assert again.title == "Theirs"
        kept = list(path.parent.glob("project (unpublished changes *).annotator"))
        assert [title_in(one) for one in kept] == ["Ours"]
        assert kept[0].name in again.notices[0]
    with Project.open(path) as later:
        assert later.notices == []


def test_long_names_work_to_the_systems_limit_and_are_refused_beyond(path: Path, tmp_path: Path) -> None:
    longest = path.with_name("é" * 122 + ".annotator")
    with Project.create(longest, "Long") as one:
        rename(one, "Ours")
        one.publish()
        with Project.open(longest, work_dir=tmp_path / "another user") as other:
            rename(other, "Theirs")
        rename(one, "Ours again")
    assert {title_in(found) for found in path.parent.glob("*.annotator")} == {"Theirs", "Ours again"}
    with pytest.raises(UserError, match="too long"):
        Project.create(path.with_name("é" * 123 + ".annotator"))
