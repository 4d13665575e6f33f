"""The project as JSON: versions of a source, parts, styles, areas, proposals."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.documents.client import Worker
from annotator.domain.annotation import AnchorState, ProposalState, Style
from annotator.domain.errors import UserError
from annotator.operations import interchange, projects
from annotator.store import annotations as rows
from annotator.store import documents, sources
from annotator.store.check import check
from annotator.store.project import Project

OLD = "The border is open. Nobody passes.\n"
NEW = "The frontier is open. Somebody passes.\n"
ANNOTATION: dict[str, Any] = {
    "source": "s", "quote": "border is open", "start": 4, "end": 18, "version": 1, "style": "underline",
    "parts": [{"start": 20, "end": 26, "quote": "Nobody"}], "state": "fuzzy", "score": 0.7,
    "pinned": True, "display": "border is […] open", "translation": "sərhəd açıqdır",
    "proposal": {
        "version": 2, "start": 4, "end": 20, "quote": "frontier is open", "score": 0.7, "state": "fuzzy",
        "parts": [{"start": 22, "end": 30, "quote": "Somebody"}],
    },
}  # fmt: skip


def given(*annotations: dict[str, Any]) -> dict[str, Any]:
    source = {"key": "s", "title": "S", "text": NEW, "file_name": "n.txt", "versions": [{"text": OLD}]}
    source |= {"guessed": ["issued"], "reasons": {"issued": "08/07 may be two days"}}
    return {"sources": [source], "annotations": list(annotations)}


def take(project: Project, worker: Worker, tmp_path: Path, value: dict[str, Any]) -> None:
    file = tmp_path / "in.json"
    file.write_text(json.dumps(value), encoding="utf-8")
    interchange.import_json(project, file, worker)


def test_versions_and_all_of_an_anchor_come_in(project: Project, worker: Worker, tmp_path: Path) -> None:
    take(project, worker, tmp_path, given(ANNOTATION))
    [source] = sources.listing(project)
    newest, oldest = documents.of_source(project, source.source.id)
    assert [documents.text(project, d.id) for d in (oldest, newest)] == [OLD, NEW]
    assert newest.supersedes == oldest.id
    [found] = rows.of_document(project, oldest.id)
    assert (found.selectors.exact, found.style, found.state, found.score) == (
        "border is open",
        Style.UNDERLINE,
        AnchorState.FUZZY,
        0.7,
    )
    assert [part.exact for part in found.parts] == ["Nobody"]
    assert (found.pinned, found.display, found.translation) == (
        True,
        "border is […] open",
        "sərhəd açıqdır",
    )
    assert sources.get(project, source.source.id).reasons == {"issued": "08/07 may be two days"}
    assert found.proposal is not None
    assert (found.proposal.document, found.proposal.exact) == (newest.id, "frontier is open")
    assert found.proposal.state is ProposalState.FUZZY
    project.publish()
    assert check(project.path).ok


def test_an_export_comes_in_again_as_it_was(project: Project, worker: Worker, tmp_path: Path) -> None:
    bookmark = {"source": "s", "start": 4, "end": 4, "style": "bookmark"}
    take(project, worker, tmp_path, given(ANNOTATION, bookmark, {"source": "s", "quote": "open"}))
    first, second = tmp_path / "a.json", tmp_path / "b.json"
    interchange.export_json(project, first)
    with projects.create(tmp_path / "copy.annotator", project.title) as other:
        interchange.import_json(other, first, worker)
        interchange.export_json(other, second)
        interchange.import_json(other, first, worker)
        assert len(rows.listing(other)) == 3
    assert second.read_text("utf-8") == first.read_text("utf-8")


@pytest.mark.parametrize(
    ("wrong", "pointer"),
    [
        ({"version": 3}, "/annotations/0/version"),
        ({"parts": [{"start": 20, "end": 26, "quote": "Nobodi"}]}, "/annotations/0/parts/0/quote"),
        ({"parts": [{"start": 20, "end": 20, "quote": ""}]}, "/annotations/0/parts/0"),
        ({"pinned": "yes"}, "/annotations/0/pinned"),
        ({"score": 2}, "/annotations/0/score"),
        ({"score": "much"}, "/annotations/0/score"),
        ({"state": "sure"}, "/annotations/0/state"),
        ({"style": "blinking"}, "/annotations/0/style"),
        ({"start": 4, "end": 4, "style": "area", "area": "page=9&xywh=1,2,3,4"}, "/annotations/0/area"),
        ({"start": 4, "end": 4, "style": "highlight"}, "/annotations/0/end"),
        ({"proposal": {"version": 9, "state": "none"}}, "/annotations/0/proposal/version"),
        ({"proposal": {**ANNOTATION["proposal"], "quote": "x"}}, "/annotations/0/proposal"),
    ],
)
def test_what_cannot_stand_is_refused(
    project: Project, worker: Worker, tmp_path: Path, wrong: dict[str, Any], pointer: str
) -> None:
    with pytest.raises(UserError) as raised:
        take(project, worker, tmp_path, given({**ANNOTATION, **wrong}))
    assert raised.value.what.startswith(f"{pointer}:")
    assert sources.listing(project) == []
