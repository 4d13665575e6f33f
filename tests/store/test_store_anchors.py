"""Parts, styles and proposals of highlights: kept, undone, checked."""

from __future__ import annotations

from pathlib import Path

import pytest

from annotator.domain.annotation import AnchorState, Annotation, Part, Proposal, ProposalState, Selectors
from annotator.domain.errors import UserError
from annotator.store import annotations, bibliography, documents, evidence, history
from annotator.store.check import check
from annotator.store.project import Project
from store.making import TEXT, add_annotation, add_document, ids, selectors

WHERE = selectors(TEXT, "Article XII")
AT = TEXT.index("referendum")
PARTS = (Part(AT, AT + 10, "referendum", "The ", " is"),)
PROPOSAL = Proposal("d-new", 3, 9, "a «😀» b", 0.8765, ProposalState.FUZZY, PARTS)


def put(project: Project, **fields: object) -> str:
    given: dict[str, object] = {"selectors": WHERE, **fields}
    with project.act("Highlight"):
        annotations.add(project, Annotation("a1", "d-s1", None, **given))  # type: ignore[arg-type]
    return "a1"


def test_all_of_a_highlight_comes_back(project: Project) -> None:
    put(project, parts=PARTS, style="underline", proposal=PROPOSAL)
    found = annotations.get(project, "a1")
    assert (found.parts, found.style, found.proposal) == (PARTS, "underline", PROPOSAL)


def test_moving_to_a_new_version_is_one_step_back(project: Project) -> None:
    key = put(project, parts=PARTS)
    with project.act("Update"):
        add_document(project, "d-new", "s1", "Now: " + TEXT, "new.txt")
        moved = Selectors(WHERE.start + 5, WHERE.end + 5, WHERE.exact, WHERE.prefix, WHERE.suffix)
        annotations.update(
            project, key, document="d-new", selectors=moved, parts=(), state=AnchorState.MOVED, score=0.5
        )
        annotations.update(project, key, proposal=PROPOSAL)
    assert [a.id for a in annotations.of_document(project, "d-new")] == [key]
    history.undo(project)
    back = annotations.get(project, key)
    assert (back.document, back.selectors, back.parts, back.proposal) == ("d-s1", WHERE, PARTS, None)
    history.redo(project)
    again = annotations.get(project, key)
    assert (again.document, again.selectors, again.parts, again.proposal) == ("d-new", moved, (), PROPOSAL)


def test_evidence_of_a_lost_passage_is_unverified(full: Project) -> None:
    first, second = ids(full)
    with full.act("Update"):
        annotations.update(full, first, state=AnchorState.FUZZY)
        annotations.update(full, second, state=AnchorState.MOVED)
    assert [p.verified for p in evidence.of_claim(full, "c1")] == [False, True]
    assert {row.annotation.id: row.claims[0].verified for row in annotations.listing(full)} == {
        first: False,
        second: True,
    }
    quotes = [quote for source in bibliography.rows(full) for quote in source.quotes]
    assert {quote.annotation.id: quote.verified for quote in quotes} == {first: False, second: True}


def problems(project: Project, path: Path) -> tuple[str, ...]:
    project.publish()
    return check(path).problems


def test_check_accepts_an_area_and_sound_parts(project: Project, path: Path) -> None:
    area = Selectors(4, 4, "", "", "", "page=2&xywh=10,20.5,30,40")
    put(project, selectors=area, style="area")
    with project.act("Highlight"):
        annotations.add(project, Annotation("a2", "d-s1", None, WHERE, parts=PARTS))
    assert problems(project, path) == ()


@pytest.mark.parametrize("fragment", ["", "page=2", "page=0&xywh=1,2,3,4", "page=1&xywh=1,2,3"])
def test_check_names_an_area_that_lies_nowhere(project: Project, path: Path, fragment: str) -> None:
    put(project, selectors=Selectors(4, 4, "", "", "", fragment), style="area")
    assert any("a1" in problem for problem in problems(project, path))


def test_check_names_words_of_a_part_that_do_not_stand_there(project: Project, path: Path) -> None:
    put(project, parts=(Part(AT, AT + 10, "plebiscite"),))
    assert any("a1" in problem for problem in problems(project, path))


@pytest.mark.parametrize(
    ("column", "value"),
    [
        ("parts", "{}"),
        ("parts", '[{"start": 4, "end": 4, "exact": "", "prefix": "", "suffix": ""}]'),
        ("parts", '[{"start": true, "end": 4, "exact": "", "prefix": "", "suffix": ""}]'),
        ("parts", "not JSON"),
        ("proposal", "[]"),
        ("proposal", '{"document": "d"}'),
        (
            "proposal",
            '{"document":"d","start":0,"end":1,"exact":"","score":2,"state":"fuzzy","parts":[]}',
        ),
    ],
)
def test_a_file_with_values_of_another_shape_is_refused(
    project: Project, path: Path, column: str, value: str
) -> None:
    put(project)
    project.db.execute(f"UPDATE annotation SET {column} = ?", (value,))
    project.db.execute("DELETE FROM temp.noted")
    project.publish()
    project.close()
    assert check(path).problems
    for file in project.copy.folder.iterdir():
        file.unlink()
    with pytest.raises(UserError, match="damaged"):
        Project.open(path)


def test_a_document_keeps_its_versions_newest_first(project: Project) -> None:
    with project.act("Update"):
        add_document(project, "d-new", "s1", "New " + TEXT, "new.txt")
    assert [d.id for d in documents.of_source(project, "s1")] == ["d-new", "d-s1"]
    key = add_in_act(project)
    assert annotations.get(project, key).verified


def add_in_act(project: Project) -> str:
    with project.act("Highlight"):
        return add_annotation(project, "referendum")
