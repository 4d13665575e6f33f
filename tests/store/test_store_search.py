"""Full-text search: the gold queries, whatever a person types, every script, and catching up with every edit."""

from __future__ import annotations

import json
import sqlite3
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from annotator.domain.claim import Claim
from annotator.domain.text import paragraphs
from annotator.store import annotations, claims, history, notes, sources, trash
from annotator.store.project import Project
from annotator.store.query import cut, uncut
from annotator.store.search import MARK_END, MARK_START, search
from store.making import add_annotation, add_source, add_treaty


def kinds(project: Project, query: str) -> list[str]:
    return sorted(hit.kind for hit in search(project, query))


@pytest.fixture
def seeds(project: Project, shared: Path) -> Project:
    with project.act("Add"):
        trash.trash(project, "source", "s1")
        for path in sorted((shared / "seeds").glob("*.txt")):
            add_source(project, path.stem, path.read_text("utf-8"), path.name)
    return project


def test_the_gold_queries_give_exactly_their_paragraphs(seeds: Project, shared: Path) -> None:
    queries = json.loads((shared / "gold" / "gold.json").read_text("utf-8"))["search_queries"]
    assert len(queries) == 10
    for query in queries:
        hits = search(seeds, query["query"], ["paragraph"], limit=1000)
        found = sorted((hit.file, hit.paragraph) for hit in hits)
        assert found == sorted((e["file"], e["paragraph"]) for e in query["expected"]), query["id"]


def test_a_hit_says_where_it_stands(seeds: Project) -> None:
    hit = search(seeds, '"cease fire"', ["paragraph"])[0]
    text = seeds.db.execute("SELECT text FROM document WHERE id = ?", (hit.document,)).fetchone()[0]
    assert (hit.start, hit.end) == paragraphs(text).span(hit.paragraph)
    assert hit.source is not None
    assert hit.title == sources.get(seeds, hit.source).title
    marked = hit.snippet[hit.snippet.index(MARK_START) + 1 : hit.snippet.index(MARK_END)]
    assert marked.casefold().startswith("cease")


def test_the_better_hit_comes_first_and_the_limit_holds(project: Project) -> None:
    with project.act("Add"):
        add_source(project, "s2", "peace peace peace\n\n" + "peace among very many other words here " * 5)
    hits = search(project, "peace", limit=1)
    assert [hit.paragraph for hit in hits] == [1]


@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("art. 12(2)", 1),
        ("don't", 1),
        ('"unbalanced quote', 1),
        ("cease-fire", 1),
        ("“letter of intent”", 1),
        ("U.S.-brokered", 1),
        ("foo:bar", 0),
        ("peace AND", 1),
        ("NEAR(peace deal, 5)", 1),
        ("NEAR(", 0),
        ("pea* NOT war", 1),
        ("PEACE turkiye", 1),
        ("(", 0),
        ("-", 0),
        ("*", 0),
        ('""', 0),
        ("", 0),
        ("\x00", 0),
        ("' OR 1=1 --", 0),
        ("^ + { } : ,", 0),
    ],
)
def test_punctuation_is_never_an_error(project: Project, typed: str, found: int) -> None:
    with project.act("Add"):
        add_source(
            project,
            "s2",
            "The U.S.-brokered cease-fire and peace deal of Türkiye: a “letter of intent”, an unbalanced quote,"
            " don't forget art. 12(2).",
        )
    assert len(search(project, typed, ["paragraph"])) == found


@settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(st.text(alphabet=st.sampled_from(list("ab\"*()^:-+{}'., ANDORT")), max_size=16) | st.text(max_size=12))
def test_no_typed_text_is_an_error(project: Project, typed: str) -> None:
    search(project, typed)


@pytest.mark.parametrize(
    ("text", "typed"),
    [
        ("東京条約の第十二条は平和を定める。", "条約"),
        ("東京条約の第十二条は平和を定める。", "平"),
        ("สนธิสัญญาสันติภาพระหว่างอาร์เมเนีย", "สันติภาพ"),
        ("ខ្ញុំស្រលាញ់សន្តិភាព", "សន្តិភាព"),
        ("Հայաստանի խաղաղության պայմանագիրը", "խաղաղ*"),
        ("საქართველოს მშვიდობა", "მშვიდობა"),
        ("معاهدة السلام بين البلدين", "السلام"),
        ("Договор о мире", "ДОГОВОР"),
        ("Ağdam və Şuşa", "susa"),
    ],
)
def test_every_script_is_found(project: Project, text: str, typed: str) -> None:
    with project.act("Add"):
        add_source(project, "s2", f"First.\n\n{text}")
    (hit,) = search(project, typed, ["paragraph"])
    assert hit.paragraph == 2
    assert "\u200b" not in hit.snippet
    assert MARK_START in hit.snippet


def test_an_unspaced_word_that_is_not_there_is_not_found(project: Project) -> None:
    with project.act("Add"):
        add_source(project, "s2", "東京条約")
    assert search(project, "約条") == []
    (hit,) = search(project, "東京 条約")
    assert hit.snippet == f"{MARK_START}東京条約{MARK_END}"


@given(st.text(max_size=40).filter(lambda text: "\u200b" not in text))
def test_cutting_is_undone(text: str) -> None:
    assert uncut(cut(text)) == text


def test_everything_is_found_where_it_is(project: Project) -> None:
    with project.act("Fill"):
        add_treaty(project)
        row = add_annotation(project, "The referendum is in 2026.")
        annotations.update(project, row, note="zebra note")
        claims.add(project, Claim("c1", "C01", "A zebra claim.", topic="crossing"))
        notes.add(project, "source", "s1", "zebra again")
    assert kinds(project, "zebra") == ["claim", "note", "note"]
    assert kinds(project, "referendum") == ["annotation", "paragraph"]
    assert kinds(project, "crossing") == ["claim"]
    assert kinds(project, '"second rule"') == ["provision"] * 2
    provision = next(
        hit for hit in search(project, '"second rule"') if hit.paragraph == 0 and "(2)" in hit.title
    )
    assert provision.title == "Art. XII(2) · Agreement"
    assert provision.document == "d-i1"
    assert search(project, '"second rule"', ["claim"]) == []


Change = Callable[[Project], None]


@pytest.mark.parametrize(
    ("change", "query", "left"),
    [
        (lambda p: trash.trash(p, "source", "s1"), "referendum", []),
        (lambda p: trash.trash(p, "document", "d-s1"), "referendum", []),
        (lambda p: trash.trash(p, "instrument", "i1"), "rule", []),
        (lambda p: trash.trash(p, "claim", "c1"), "zebra", ["note"]),
        (lambda p: claims.update(p, "c1", text="Another animal"), "zebra", ["note"]),
    ],
)
def test_the_index_follows_each_edit_and_its_undoing(
    project: Project, change: Change, query: str, left: list[str]
) -> None:
    with project.act("Fill"):
        add_treaty(project)
        row = add_annotation(project, "The referendum is in 2026.")
        annotations.update(project, row, note="zebra note")
        claims.add(project, Claim("c1", "C01", "A zebra claim."))
    before = kinds(project, query)
    assert before
    with project.act("Change"):
        change(project)
    assert kinds(project, query) == left
    history.undo(project)
    assert kinds(project, query) == before


def test_inside_an_act_the_index_is_left_alone(project: Project) -> None:
    assert search(project, "zebra") == []
    with pytest.raises(RuntimeError, match="stop"), project.act("Fails"):
        claims.add(project, Claim("c1", "C01", "A zebra claim."))
        search(project, "zebra")
        raise RuntimeError("stop")
    assert search(project, "zebra") == []


@pytest.mark.parametrize(
    "damage", ["absent", "noise", "empty", "other version", "truncated", "other project"]
)
def test_the_index_is_rebuilt_where_it_is_no_good(project: Project, path: Path, damage: str) -> None:
    assert len(search(project, "referendum")) == 1
    index = project.copy.index
    project.close()
    if damage == "absent":
        index.unlink()
    elif damage == "noise":
        index.write_bytes(b"noise" * 5000)
    elif damage == "empty":
        index.write_bytes(b"")
    elif damage == "truncated":
        index.write_bytes(index.read_bytes()[:5000])
    else:
        db = sqlite3.connect(index)
        column = "version = 0" if damage == "other version" else "project = 'x'"
        db.execute(f"UPDATE known SET {column}")
        db.commit()
        db.close()
    with Project.open(path) as again:
        assert len(search(again, "referendum")) == 1


def test_a_replaced_project_gets_a_new_index(project: Project, path: Path, tmp_path: Path) -> None:
    assert len(search(project, "referendum")) == 1
    project.close()
    with Project.open(path, work_dir=tmp_path / "another user") as other, other.act("Trash"):
        trash.trash(other, "source", "s1")
    with Project.open(path) as again:
        assert search(again, "referendum") == []


def test_the_index_is_not_in_the_project_file(project: Project, path: Path) -> None:
    search(project, "referendum")
    project.close()
    db = sqlite3.connect(path)
    names = [row[0] for row in db.execute("SELECT name FROM sqlite_schema")]
    db.close()
    assert not [name for name in names if "words" in name or "entry" in name]


def test_of_a_word_that_stands_everywhere_the_first_and_the_newest_are_ranked(project: Project) -> None:
    with project.act("Add"):
        add_source(project, "s2", "\n\n".join(["treaty among other words"] * 5000))
        claims.add(project, Claim("c1", "", "Treaty"))
    hits = search(project, "treaty", limit=50)
    assert len(hits) == 50
    assert [hit.kind for hit in hits[:2]] == ["claim", "paragraph"]
    assert hits[1].paragraph == 1
    assert len(search(project, "treaty", ["paragraph"], limit=10_000)) == 5000
