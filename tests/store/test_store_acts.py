"""Acts: one transaction, one undo step, and what they leave in history, cells and vector."""

from __future__ import annotations

import json
import sqlite3
import subprocess
import sys
from itertools import pairwise
from pathlib import Path

import pytest

from annotator.domain.errors import UserError
from annotator.store import annotations, history, search, sources
from annotator.store.groups import GROUPS
from annotator.store.project import Project
from annotator.store.schema import APPLICATION_ID
from annotator.store.tracking import digest
from store.making import add_annotation, add_source, add_treaty


def rows(project: Project, query: str, *values: object) -> list[tuple[object, ...]]:
    return project.db.execute(query, values).fetchall()


def test_every_column_is_in_one_group_or_guarded_by_a_digest(project: Project) -> None:
    outside = {
        "document": {"id", "pages", "outline", "text", "article", "original"},
        "source": {"id", "modified"},
        "annotation": {"id", "modified"},
        "note": {"id", "modified"},
    }
    for table, groups in GROUPS.items():
        columns = {row[1] for row in rows(project, f"PRAGMA table_info({table})")}
        grouped = [name for group in groups.values() for name in group]
        assert len(grouped) == len(set(grouped))
        assert columns - set(grouped) == outside.get(table, {"id"})


def test_an_act_says_what_it_changed(project: Project) -> None:
    with project.act("Highlight") as act:
        row = add_annotation(project, "referendum")
        assert act.changes.ids("annotation") == {row}
    assert act.changes.label == "Highlight"
    assert act.changes.ids("annotation") == {row}
    assert not act.changes.touches("source")
    assert history.acts(project)[0].id == act.changes.act


def test_an_empty_act_leaves_no_trace(project: Project) -> None:
    before = rows(project, "SELECT count(*) FROM act")
    with project.act("Nothing") as act:
        sources.update(project, "s1", title="Title s1")
    assert act.changes.rows == {}
    with project.act("There and back"):
        sources.update(project, "s1", title="other")
        sources.update(project, "s1", title="Title s1")
    assert rows(project, "SELECT count(*) FROM act") == before


def test_an_error_takes_the_whole_act_back(project: Project) -> None:
    before = list(project.db.iterdump())
    with pytest.raises(RuntimeError, match="no"), project.act("Fails"):
        add_annotation(project, "referendum")
        raise RuntimeError("no")
    assert list(project.db.iterdump()) == before
    with project.act("Works"):
        add_annotation(project, "referendum")


def test_an_inner_act_joins_the_outer_one_and_can_fail_alone(project: Project) -> None:
    with project.act("Outer") as outer:
        first = add_annotation(project, "referendum")
        with pytest.raises(UserError), project.act("Inner"):
            add_annotation(project, "forbids")
            raise UserError("refused")
        with project.act("Inner"):
            second = add_annotation(project, "2026")
    assert outer.changes.ids("annotation") == {first, second}
    assert [act.label for act in history.acts(project)][:2] == ["Outer", "Add source"]


def test_an_inner_act_tells_of_its_own_changes_only(project: Project) -> None:
    with project.act("Outer") as outer:
        first = add_annotation(project, "referendum")
        with project.act("Inner") as inner:
            second = add_annotation(project, "2026")
            assert inner.changes.ids("annotation") == {second}
        third = add_annotation(project, "forbids")
        assert inner.changes.ids("annotation") == {second}
        assert outer.changes.ids("annotation") == {first, second, third}
    assert outer.changes.ids("annotation") == {first, second, third}


def test_writing_outside_an_act_is_refused(project: Project) -> None:
    with pytest.raises(RuntimeError):
        sources.update(project, "s1", title="x")


def test_edits_are_dots_with_before_and_after(project: Project) -> None:
    with project.act("Highlight"):
        row = add_annotation(project, "referendum")
    with project.act("Recolour"):
        annotations.update(project, row, colour="red")
        annotations.update(project, row, colour="blue")
    found = rows(
        project, "SELECT field_group, before, after, who FROM history WHERE row_id = ? ORDER BY id", row
    )
    assert [entry[0] for entry in found] == ["made", "anchor", "colour"]
    assert [json.loads(str(value))["colour"] for value in found[2][1:3]] == ["yellow", "blue"]
    assert found[2][3] == "Tester"
    assert all("Hello" not in str(entry) for entry in found)


def test_a_value_that_nobody_chose_has_no_dot(project: Project) -> None:
    with project.act("Highlight"):
        row = add_annotation(project, "referendum")
    assert rows(project, "SELECT DISTINCT field_group FROM cell WHERE row_id = ?", row) == [
        ("anchor",),
        ("made",),
    ]


def test_a_local_edit_replaces_all_standing_dots_of_its_cell(project: Project) -> None:
    with project.act("Other session"):
        sources.update(project, "s1", title="one")
    project.db.execute(
        "INSERT INTO cell SELECT in_table, row_id, field_group, 'elsewhere', 1, digest FROM cell"
        " WHERE row_id = 's1' AND field_group = 'title'"
    )
    with project.act("Settle"):
        sources.update(project, "s1", title="two")
    found = rows(
        project, "SELECT session, seq, digest FROM cell WHERE row_id = 's1' AND field_group = 'title'"
    )
    assert len(found) == 1
    assert found[0][2] == digest('{"title":"two"}')
    assert (found[0][1],) == rows(project, "SELECT seq FROM vector WHERE session = ?", found[0][0])[0]


def test_dots_are_numbered_without_gaps_and_clocks_only_rise(project: Project) -> None:
    for colour in ("red", "blue"):
        with project.act("Highlight"):
            add_annotation(project, "referendum", colour=colour)
    with pytest.raises(ValueError, match="x"), project.act("Fails"):
        add_annotation(project, "forbids")
        raise ValueError("x")
    with project.act("Highlight"):
        add_annotation(project, "2026")
    for session, highest in rows(project, "SELECT session, seq FROM vector"):
        seqs = [
            row[0] for row in rows(project, "SELECT seq FROM history WHERE session = ? ORDER BY id", session)
        ]
        assert seqs == list(range(1, len(seqs) + 1))
        assert seqs[-1] == highest
    clocks = [row[0] for row in rows(project, "SELECT clock FROM history ORDER BY id")]
    assert all(a < b for a, b in pairwise(clocks))


def test_a_session_is_new_at_each_opening_and_made_at_the_first_write(project: Project, path: Path) -> None:
    before = len(rows(project, "SELECT * FROM vector"))
    project.close()
    with Project.open(path) as again:
        assert len(rows(again, "SELECT * FROM vector")) == before
        with again.act("Rename"):
            again.set_title("New")
        assert len(rows(again, "SELECT * FROM vector")) == before + 1


def test_rows_cannot_be_deleted(project: Project) -> None:
    with pytest.raises(sqlite3.IntegrityError, match="never deleted"), project.act("Delete"):
        project.db.execute("DELETE FROM main.source_agent")


def test_modified_follows_the_edits(project: Project) -> None:
    with project.act("Highlight"):
        row = add_annotation(project, "referendum")
    assert annotations.get(project, row).modified
    assert not rows(project, "SELECT * FROM history WHERE after LIKE '%modified%'")


def test_settings_are_tracked_json(project: Project, path: Path) -> None:
    assert project.settings("colour_meanings") is None
    with project.act("Meanings"):
        project.set_setting("colour_meanings", {"yellow": "fact"})
    with project.act("Meanings"):
        project.set_setting("colour_meanings", {"yellow": "view"})
    history.undo(project)
    assert project.settings("colour_meanings") == {"yellow": "fact"}
    history.undo(project)
    assert project.settings("colour_meanings") is None


def test_the_file_is_plain(project: Project, path: Path) -> None:
    with project.act("Fill"):
        add_treaty(project)
        add_annotation(project, "referendum")
    search.search(project, "referendum")
    project.close()
    db = sqlite3.connect(path)
    kinds = {row[0] for row in db.execute("SELECT DISTINCT type FROM sqlite_schema")}
    tables = db.execute("PRAGMA table_list").fetchall()
    assert kinds == {"table", "index"}
    assert all(
        kind == "table" and strict
        for schema, name, kind, _, _, strict in tables
        if not name.startswith("sqlite_")
    )
    assert db.execute("PRAGMA application_id").fetchone() == (APPLICATION_ID,)
    assert db.execute("PRAGMA user_version").fetchone() == (2,)
    assert db.execute("PRAGMA journal_mode").fetchone() == ("delete",)
    uniques = [
        (table[1], index[1])
        for table in tables
        for index in db.execute(f"PRAGMA index_list({table[1]})")
        if index[2] and index[3] != "pk"
    ]
    db.close()
    assert uniques == []


def test_sqlite_utils_reads_the_file(project: Project, path: Path) -> None:
    project.close()
    command = [sys.executable, "-m", "sqlite_utils"]
    listed = subprocess.run(
        [*command, "tables", str(path), "--counts"], capture_output=True, text=True, check=True
    )
    counts = {entry["table"]: entry["count"] for entry in json.loads(listed.stdout)}
    assert counts["source"] == counts["document"] == 1
    asked = subprocess.run(
        [*command, str(path), "select title from source"], capture_output=True, text=True, check=True
    )
    assert json.loads(asked.stdout) == [{"title": "Title s1"}]


def test_opening_and_writing_need_no_heavy_import(path: Path) -> None:
    code = (
        "import sys\nfrom annotator.store.project import Project\n"
        "from annotator.store import annotations, history, search, bibliography, claims, treaties\n"
        f"p = Project.create({str(path)!r})\n"
        "with p.act('x'):\n    p.set_title('y')\np.close()\n"
        "print([m for m in ('sqlite_utils', 'pymupdf', 'lxml', 'click', 'PySide6') if m in sys.modules])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "[]"


def test_a_second_source_needs_only_its_own_edits(project: Project) -> None:
    with project.act("Add source") as act:
        add_source(project, "s2", "Other text")
    assert act.changes.ids("source") == {"s2"}
    assert act.changes.ids("document") == {"d-s2"}
