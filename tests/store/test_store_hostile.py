"""Project files from somebody else: nothing is opened that is not exactly ours, and each problem is named in words."""

from __future__ import annotations

import hashlib
import random
import shutil
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest

from annotator.domain.claim import Claim, Evidence, Stance
from annotator.domain.errors import UserError
from annotator.domain.treaty import Mention
from annotator.store import annotations, bibliography, claims, evidence, history, sources, treaties
from annotator.store.check import check
from annotator.store.project import Project
from annotator.store.rescue import rescue
from store.making import add_annotation, add_treaty, opened


@pytest.fixture
def file(path: Path) -> Path:
    """A published project with a bit of everything, and nobody's working copy."""
    with opened(path, path.parent.parent / "maker") as project, project.act("Fill"):
        add_treaty(project)
        row = add_annotation(project, "referendum")
        claims.add(project, Claim("c1", "C01", "It will be held."))
        evidence.link_claim(project, Evidence("", row, "c1", Stance.SUPPORTS))
        evidence.link_provision(project, Mention("", row, treaties.provision_id("i1", "art_12")))
    return path


def sql(path: Path, *statements: str) -> None:
    db = sqlite3.connect(path, isolation_level=None)
    for statement in statements:
        db.execute(statement)
    db.close()


def digest_of(folder: Path) -> dict[str, str]:
    return {
        str(p.relative_to(folder)): hashlib.sha256(p.read_bytes()).hexdigest()
        for p in folder.rglob("*")
        if p.is_file()
    }


def refused(path: Path, words: str) -> UserError:
    """Opening is refused with these words, checking names them, and the folder is as it was."""
    before = digest_of(path.parent)
    with pytest.raises(UserError, match=words) as caught:
        Project.open(path)
    report = check(path)
    assert not report.ok
    assert words.split("|")[0] in " ".join(report.problems)
    assert digest_of(path.parent) == before
    assert caught.value.file == str(path)
    return caught.value


def test_a_sound_file_has_no_problems_and_is_described(file: Path) -> None:
    report = check(file)
    assert report.ok
    assert report.problems == ()
    assert report.lines[0] == "Project “Test”"
    assert "annotation 1" in report.lines[1]


@pytest.mark.parametrize(
    "content", [b"PK\x03\x04 a zip", b"plain text, no database" * 50, b"SQLite format 3\x00"]
)
def test_what_is_no_database_is_refused(path: Path, content: bytes) -> None:
    path.write_bytes(content)
    refused(path, "not a project of Annotator")


def test_an_empty_file_is_refused(path: Path) -> None:
    path.write_bytes(b"")
    refused(path, "The file is empty")


def test_a_missing_file_is_a_user_error(path: Path) -> None:
    with pytest.raises(UserError, match="no such project"):
        Project.open(path)
    with pytest.raises(UserError, match="no such file"):
        check(path)


def test_a_folder_is_a_user_error(path: Path) -> None:
    with pytest.raises(UserError, match="folder"):
        Project.open(path.parent)
    with pytest.raises(UserError, match="folder"):
        check(path.parent)


def test_another_programs_database_is_refused(path: Path) -> None:
    sql(path, "CREATE TABLE notes (id)")
    refused(path, "not a project of Annotator")


def test_a_newer_version_is_refused(file: Path) -> None:
    sql(file, "PRAGMA user_version = 99")
    error = refused(file, "newer version")
    assert "Install" in error.advice


@pytest.mark.parametrize("part", [0.3, 0.6, 0.95])
def test_a_truncated_file_is_refused(file: Path, part: float) -> None:
    raw = file.read_bytes()
    file.write_bytes(raw[: int(len(raw) * part)])
    refused(file, "incomplete")


@pytest.mark.parametrize(
    "statement",
    [
        "CREATE TRIGGER evil AFTER UPDATE ON annotation BEGIN DELETE FROM note; END",
        "CREATE VIEW evil AS SELECT * FROM source",
        "CREATE TABLE evil (id TEXT)",
        "CREATE VIRTUAL TABLE evil USING fts5 (words)",
        "CREATE INDEX evil ON source (title)",
        "ALTER TABLE source ADD COLUMN evil TEXT",
        "DROP TABLE tagging",
    ],
)
def test_any_other_structure_is_refused_but_can_be_rescued(
    file: Path, statement: str, tmp_path: Path
) -> None:
    sql(file, statement)
    error = refused(file, "not built as Annotator builds it")
    assert "rescued" in error.advice
    rescue(file, tmp_path / "rescued.annotator")
    assert check(tmp_path / "rescued.annotator").ok
    with Project.open(tmp_path / "rescued.annotator") as project:
        assert len(annotations.listing(project)[0].claims) == 1
        assert "evil" not in " ".join(row[0] for row in project.db.execute("SELECT name FROM sqlite_schema"))


def test_a_view_that_poses_as_a_table_is_refused_and_not_read(file: Path, tmp_path: Path) -> None:
    endless = "WITH RECURSIVE n(id) AS (SELECT 1 UNION ALL SELECT id + 1 FROM n) SELECT id, id AS name FROM n"
    sql(file, "DROP TABLE tagging", "DROP TABLE tag", f"CREATE VIEW tag AS {endless}")
    refused(file, "not built as Annotator builds it")
    lines = rescue(file, tmp_path / "rescued.annotator")
    assert any("“tag”" in line and "missing" in line for line in lines)


def test_statistics_of_another_tool_are_no_reason_to_refuse(file: Path) -> None:
    sql(file, "ANALYZE")
    with Project.open(file) as project:
        assert project.title == "Test"


def test_a_file_in_wal_mode_opens(file: Path) -> None:
    sql(file, "PRAGMA journal_mode = WAL", "UPDATE project SET title = 'By another tool'")
    with Project.open(file) as project:
        assert project.title == "By another tool"
        with project.act("Rename"):
            project.set_title("Ours")
    assert sorted(entry.name for entry in file.parent.iterdir()) == [file.name]


LIES: list[tuple[str, str]] = [
    ("UPDATE vector SET seq = 1", "do not agree"),
    ("DELETE FROM vector", "do not agree"),
    ("UPDATE history SET seq = 1, session = 'x'", "do not agree"),
    ("UPDATE act SET clock = 9223372036854775807", "impossible time"),
    ("INSERT INTO project (id) VALUES ('second')", "exactly one project"),
    ("UPDATE annotation SET document = 'nowhere'", "refers to something that is not there"),
    ("UPDATE source SET csl = '[1'", "not what it should be"),
    ("UPDATE source SET guessed = '{\"a\": 1}'", "not what it should be"),
    ("UPDATE source SET guessed = '[[1]]'", "not what it should be"),
    ("UPDATE document SET pages = '[[0, 99999999, \"1\"]]'", "pages or outline"),
    ("UPDATE document SET outline = '[[1, 2]]'", "pages or outline"),
    ("UPDATE document SET page_labels = '[]'", "pages or outline"),
    ("UPDATE history SET after = '{\"x\": 1}'", "Its history holds"),
    ("UPDATE history SET after = '{\"title\": [1]}' WHERE field_group = 'title'", "Its history holds"),
    ("UPDATE history SET in_table = 'sqlite_schema'", "Its history holds"),
    ("UPDATE source SET csl = '" + "[" * 100_000 + "'", "not what it should be"),
]


@pytest.mark.parametrize(("statement", "words"), LIES, ids=[words for _, words in LIES])
def test_senseless_contents_are_refused(file: Path, statement: str, words: str) -> None:
    sql(file, "PRAGMA foreign_keys = OFF", statement)
    refused(file, words)


def test_text_that_is_no_utf_8_is_refused(file: Path) -> None:
    sql(file, "UPDATE tag SET name = 'x'", "INSERT INTO tag (id, name) VALUES ('t', CAST(x'41ff42' AS TEXT))")
    refused(file, "cannot be read")


def test_a_dot_that_stands_twice_is_refused(file: Path) -> None:
    columns = "who, session, seq, clock, act, in_table, row_id, field_group, before, after"
    sql(file, f"INSERT INTO history ({columns}) SELECT {columns} FROM history LIMIT 1")
    refused(file, "twice")


@pytest.mark.parametrize(
    ("table", "column", "value"),
    [("evidence", "stance", "'loves'"), ("document", "main_end", "-5"), ("claim", "status", "''")],
)
def test_values_that_the_schema_forbids_are_refused(file: Path, table: str, column: str, value: str) -> None:
    sql(file, "PRAGMA ignore_check_constraints = ON", f"UPDATE {table} SET {column} = {value}")
    refused(file, "SQLite reports")


def test_damaged_pages_are_refused_or_reported_never_a_crash(file: Path, tmp_path: Path) -> None:
    raw, chance = file.read_bytes(), random.Random(1)
    for page in range(len(raw) // 4096):
        broken = bytearray(raw)
        at = page * 4096 + (100 if page == 0 else 0)
        broken[at : at + 60] = chance.randbytes(60)
        copy = tmp_path / f"{page}.annotator"
        copy.write_bytes(broken)
        report = check(copy)
        assert not report.ok
        try:
            Project.open(copy).close()
        except UserError:
            continue


def test_what_is_left_of_a_damaged_file_is_rescued(file: Path, tmp_path: Path) -> None:
    db = sqlite3.connect(file)
    root = db.execute("SELECT rootpage FROM sqlite_schema WHERE name = 'claim'").fetchone()[0]
    db.close()
    raw = bytearray(file.read_bytes())
    raw[(root - 1) * 4096 : root * 4096] = b"\xff" * 4096
    file.write_bytes(raw)
    refused(file, "damaged")
    target = tmp_path / "rescued.annotator"
    lines = rescue(file, target)
    assert any("“claim”" in line for line in lines)
    assert any("belongs to is missing" in line for line in lines)
    assert check(target).ok
    with Project.open(target) as project:
        assert [len(row.provisions) for row in annotations.listing(project)] == [1]
        assert bibliography.rows(project)[0].quotes[0].verbatim
        with project.act("Goes on"):
            sources.update(project, "s1", title="New")


@pytest.mark.parametrize("statement", [lie for lie, words in LIES if "history" in lie])
def test_a_history_that_lies_is_left_behind_by_a_rescue(file: Path, tmp_path: Path, statement: str) -> None:
    sql(file, statement)
    rescue(file, tmp_path / "rescued.annotator")
    assert check(tmp_path / "rescued.annotator").ok


def test_rescue_never_overwrites_and_needs_something_to_read(file: Path, tmp_path: Path) -> None:
    with pytest.raises(UserError, match="already"):
        rescue(file, file)
    file.write_bytes(b"\x00" * 5000)
    with pytest.raises(UserError, match="Nothing can be read"):
        rescue(file, tmp_path / "rescued.annotator")
    assert not (tmp_path / "rescued.annotator").exists()


CONTENT: list[tuple[str, str]] = [
    ("UPDATE document SET original = x'00' WHERE id = 'd-s1'", "original of “s1.txt”"),
    ("UPDATE document SET text = replace(text, '2026', '2027') WHERE id = 'd-s1'", "text of “s1.txt”"),
    ('UPDATE annotation SET start = 0, "end" = 4', "words of highlight"),
    ('UPDATE annotation SET "end" = 9999999', "words of highlight"),
]


@pytest.mark.parametrize(("statement", "words"), CONTENT, ids=[words for _, words in CONTENT])
def test_contents_that_do_not_fit_are_reported_but_open(file: Path, statement: str, words: str) -> None:
    sql(file, statement)
    assert any(words in problem for problem in check(file).problems)
    with Project.open(file) as project:
        assert any(words in notice for notice in project.notices)


Edit = Callable[[Path], None]


def test_edits_by_another_program_are_taken_in_as_an_act(file: Path) -> None:
    sql(
        file,
        "UPDATE source SET title = 'By SQL'",
        "INSERT INTO claim (id, key, text) VALUES ('c9', 'C09', 'Added by SQL')",
        "DELETE FROM mention",
    )
    assert any("another program" in line for line in check(file).lines)
    with Project.open(file) as project:
        act = history.acts(project)[0]
        assert (act.label, act.who) == ("Changes by another program", "another program")
        assert any("another program" in notice for notice in project.notices)
        history.undo(project)
        assert sources.get(project, "s1").title == "Title s1"
        assert [row.claim.key for row in claims.listing(project)] == ["C01"]
        history.redo(project)
        assert sources.get(project, "s1").title == "By SQL"
        assert [row.claim.key for row in claims.listing(project)] == ["C01", "C09"]
        assert annotations.listing(project)[0].provisions == ()
    report = check(file)
    assert report.ok
    assert not any("another program" in line for line in report.lines)
    with Project.open(file) as project:
        assert project.notices == []


def test_a_copy_half_written_by_a_sync_client_is_refused_and_the_own_copy_stays(file: Path) -> None:
    with Project.open(file) as project, project.act("Rename"):
        project.set_title("Ours")
    whole = file.read_bytes()
    file.write_bytes(whole[: len(whole) // 2])
    refused(file, "incomplete")
    file.write_bytes(whole)
    with Project.open(file) as project:
        assert project.title == "Ours"


def test_a_journal_left_by_a_crashed_tool_is_recovered_on_our_copy_only(file: Path, tmp_path: Path) -> None:
    db = sqlite3.connect(file, isolation_level=None)
    db.execute("PRAGMA cache_spill = 1")
    db.execute("PRAGMA cache_size = 1")
    db.execute("BEGIN")
    db.execute("UPDATE document SET original = zeroblob(300000), text = 'lost'")
    for ending in ("", "-journal"):
        shutil.copyfile(f"{file}{ending}", tmp_path / f"crashed.annotator{ending}")
    db.close()
    crashed = tmp_path / "crashed.annotator"
    with Project.open(crashed) as project:
        assert bibliography.rows(project)[0].quotes[0].verbatim
        assert project.notices == []
