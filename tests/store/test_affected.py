"""Which highlights an act concerns: by their own change, by a link, by a tag."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from annotator.documents.client import Worker
from annotator.domain.changes import Changes
from annotator.operations import annotations, claims, links, projects
from annotator.store import affected, tags
from annotator.store import annotations as store
from annotator.store.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Iterator[Project]:
    with Worker() as worker:
        made = projects.make_sample(tmp_path / "sample.annotator", worker)
    yield made
    made.close(publish=False)


def test_a_changed_linked_or_tagged_highlight_is_read_anew(project: Project) -> None:
    id = store.listing(project)[0].annotation.id
    found = affected.highlights(project, annotations.set_note(project, id, "a note"))
    assert found is not None
    assert found[id] is not None
    assert found[id].annotation.note == "a note"
    claim = claims.add(project, "A claim of one's own.").claim.id
    linked = links.link_claim(project, id, claim, "supports")
    found = affected.highlights(project, linked.changes)
    assert found is not None
    assert found[id] == store.row(project, id)
    assert claim in {one.claim_id for one in found[id].claims}
    with project.act("tag") as act:
        tags.tag(project, "annotation", id, "peace")
    told = affected.highlights(project, Changes(rows={"tagging": act.changes.ids("tagging")}))
    assert told is not None
    assert "peace" in told[id].tags


def test_one_in_the_trash_is_told_to_be_gone(project: Project) -> None:
    id = store.listing(project)[0].annotation.id
    assert affected.highlights(project, annotations.trash(project, [id])) == {id: None}


def test_of_many_or_unknown_ones_all_are_to_be_read(project: Project) -> None:
    ids = [row.annotation.id for row in store.listing(project)]
    many = Changes(rows={"annotation": frozenset([*ids, *(f"x{n}" for n in range(affected.FEW))])})
    assert affected.highlights(project, many) is None
    assert affected.highlights(project, Changes(rows={"annotation": frozenset("*")})) is None
    assert affected.highlights(project, Changes()) == {}
    assert affected.highlights(project, None) == {}
