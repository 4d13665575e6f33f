"""Undo and redo of any act, one by one or many, after a restart too."""

from __future__ import annotations

import shutil
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.claim import Claim, Evidence, Relation, Stance, Voice
from annotator.domain.ids import new_id
from annotator.domain.treaty import Fidelity, Mention
from annotator.store import annotations, claims, evidence, history, notes, sources, tags, trash, treaties
from annotator.store.foreign import foreign_edits
from annotator.store.groups import GROUPS
from annotator.store.project import Project
from store.making import TEXT, add_annotation, add_treaty, opened


def visible(project: Project) -> dict[str, set[tuple[object, ...]]]:
    """Every live row of every table, without the derived times."""
    state = {}
    for table in GROUPS:
        columns = [
            row[1] for row in project.db.execute(f"PRAGMA table_info({table})") if row[1] != "modified"
        ]
        where = "WHERE NOT trashed" if "trashed" in columns else ""
        listed = ", ".join(f'"{c}"' for c in columns)
        state[table] = set(project.db.execute(f"SELECT {listed} FROM {table} {where}"))
    return state


def test_undo_puts_a_new_row_in_the_trash_and_redo_takes_it_out(project: Project) -> None:
    with project.act("Highlight"):
        row = add_annotation(project, "referendum")
    assert history.can_undo(project) == "Highlight"
    changes = history.undo(project)
    assert changes is not None
    assert changes.ids("annotation") == {row}
    assert annotations.of_document(project, "d-s1") == []
    assert history.can_redo(project) == "Highlight"
    history.redo(project)
    assert [a.id for a in annotations.of_document(project, "d-s1")] == [row]
    assert history.can_redo(project) is None


def test_undo_gives_back_the_earlier_value(project: Project) -> None:
    with project.act("Edit"):
        sources.update(project, "s1", title="New", guessed=frozenset())
    history.undo(project)
    source = sources.get(project, "s1")
    assert (source.title, source.guessed) == ("Title s1", frozenset({"title"}))


def test_undo_and_redo_of_nothing_are_nothing(project: Project) -> None:
    assert history.redo(project) is None
    history.undo(project, 5)
    assert history.undo(project) is None
    assert history.can_undo(project) is None


def test_a_new_act_drops_what_could_be_redone(project: Project) -> None:
    for colour in ("red", "green"):
        with project.act(colour):
            add_annotation(project, "referendum", colour=colour)
    history.undo(project, 2)
    with project.act("new"):
        add_annotation(project, "2026")
    assert history.can_redo(project) is None
    history.undo(project)
    assert history.can_redo(project) == "new"
    assert history.can_undo(project) == "Add source"


def test_undo_works_after_a_restart(project: Project, path: Path) -> None:
    with project.act("Highlight"):
        add_annotation(project, "referendum")
    project.close()
    with Project.open(path) as again:
        assert history.can_undo(again) == "Highlight"
        history.undo(again)
    with Project.open(path) as again:
        assert history.can_redo(again) == "Highlight"
        history.redo(again)
        assert len(annotations.of_document(again, "d-s1")) == 1


def test_linking_again_takes_the_link_out_of_the_trash_and_undo_puts_it_back(project: Project) -> None:
    with project.act("Make"):
        row = add_annotation(project, "referendum")
        claims.add(project, Claim("c1", "C01", "It will be held."))
        link = evidence.link_claim(project, Evidence("", row, "c1", Stance.SUPPORTS))
    with project.act("Unlink"):
        evidence.unlink(project, "evidence", link)
    with project.act("Link again"):
        assert evidence.link_claim(project, Evidence("", row, "c1", Stance.CONTRADICTS)) == link
    assert [p.stance for p in evidence.of_claim(project, "c1")] == [Stance.CONTRADICTS]
    history.undo(project)
    assert evidence.of_claim(project, "c1") == []
    history.undo(project)
    assert [p.stance for p in evidence.of_claim(project, "c1")] == [Stance.SUPPORTS]


def test_undo_leaves_a_newer_value_alone(project: Project) -> None:
    with project.act("Edit"):
        sources.update(project, "s1", title="Mine", url="https://example.org")
    with project.act("Merge"):
        sources.update(project, "s1", title="Newer")
    project.db.execute("UPDATE act SET kind = 'start' WHERE label = 'Merge'")
    history.undo(project)
    source = sources.get(project, "s1")
    assert (source.title, source.url) == ("Newer", "")


def test_the_history_lists_the_newest_act_first(project: Project) -> None:
    with project.act("Highlight"):
        add_annotation(project, "referendum")
    history.undo(project)
    listed = history.acts(project, 2)
    assert [(a.label, a.kind, a.undone, a.who) for a in listed] == [
        ("Highlight", "undo", False, "Tester"),
        ("Highlight", "edit", True, "Tester"),
    ]


Step = Callable[[Project, list[str]], None]


def _highlight(project: Project, made: list[str]) -> None:
    made.append(add_annotation(project, ["referendum", "forbids", "said so"][len(made) % 3]))


def _recolour(project: Project, made: list[str]) -> None:
    if made:
        annotations.update(
            project, made[-1], colour=["red", "green", "blue"][len(made) % 3], note=f"n{len(made)}"
        )


def _throw_away(project: Project, made: list[str]) -> None:
    if made:
        trash.trash(project, "annotation", made[0])


def _take_back(project: Project, made: list[str]) -> None:
    if made:
        trash.restore(project, "annotation", made[0])


def _claim(project: Project, made: list[str]) -> None:
    row = new_id()
    claims.add(project, Claim(row, f"C{len(made)}", "words"))
    claims.relate(project, row, Relation.CONTRADICTS, "c0")
    if made:
        evidence.link_claim(project, Evidence("", made[-1], "c0", Stance.SUPPORTS, Voice.REPORTED, "X"))


def _link(project: Project, made: list[str]) -> None:
    if made:
        provision = treaties.provision_id("i1", "art_12")
        fidelity = [Fidelity.GLOSS, Fidelity.MATCHES][len(made) % 2]
        evidence.link_provision(project, Mention("", made[-1], provision, fidelity=fidelity))


def _unlink(project: Project, made: list[str]) -> None:
    for (row,) in project.db.execute("SELECT id FROM mention WHERE NOT trashed").fetchall():
        evidence.unlink(project, "mention", row)


def _source(project: Project, made: list[str]) -> None:
    sources.update(project, "s1", title=f"T{len(made)}", csl={"genre": str(len(made))})
    sources.set_contributors(project, "s1", ())


def _words(project: Project, made: list[str]) -> None:
    tags.tag(project, "source", "s1", f"tag{len(made)}")
    notes.add(project, "source", "s1", "a note")
    project.set_setting("k", len(made))
    project.set_title(f"P{len(made)}")


STEPS: list[Step] = [
    _highlight, _recolour, _throw_away, _take_back, _claim, _link, _unlink, _source, _words,
]  # fmt: skip


@pytest.fixture(scope="module")
def template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project to begin with, copied for each example."""
    path = tmp_path_factory.mktemp("undo") / "template.annotator"
    with opened(path, path.parent / "data") as project, project.act("Make"):
        add_treaty(project)
        claims.add(project, Claim("c0", "C00", "first"))
    return path


@settings(max_examples=25, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.lists(st.lists(st.sampled_from(STEPS), min_size=1, max_size=3), min_size=1, max_size=7), st.data())
def test_undoing_all_gives_the_beginning_and_redoing_all_the_end(
    template: Path, plan: list[list[Step]], data: st.DataObject
) -> None:
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "p.annotator"
        shutil.copyfile(template, path)
        with Project.open(path, work_dir=Path(folder) / "data") as project:
            project.db.execute("UPDATE act SET kind = 'start'")
            states, made = [visible(project)], []
            for steps in plan:
                count = len(history.acts(project, 1000))
                with project.act("Act"):
                    for step in steps:
                        step(project, made)
                if len(history.acts(project, 1000)) > count:
                    states.append(visible(project))
            for _ in range(data.draw(st.integers(0, 4))):
                at = data.draw(st.integers(0, len(states) - 1))
                here = _position(project, len(states) - 1)
                if at < here:
                    history.undo(project, here - at)
                else:
                    history.redo(project, at - here)
                assert visible(project) == states[at]
            history.undo(project, 100)
            assert visible(project) == states[0]
            history.redo(project, 100)
            assert visible(project) == states[-1]
            assert history.can_redo(project) is None
            assert foreign_edits(project.db) == []


def _position(project: Project, last: int) -> int:
    undone = project.db.execute(
        "SELECT count(*) FROM act WHERE kind = 'edit' AND state = 'undone'"
    ).fetchone()[0]
    return last - int(undone)


def test_text_is_never_touched(project: Project) -> None:
    assert project.db.execute("SELECT text FROM document").fetchone() == (TEXT,)
