"""The project as JSON."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest

from annotator.documents.client import Worker
from annotator.domain.errors import UserError
from annotator.operations import history, interchange, projects
from annotator.operations.bibliography import Recipe, build
from annotator.store import annotations as rows
from annotator.store import claims, sources, treaties
from annotator.store.project import Project

EXAMPLE: dict[str, Any] = {
    "title": "A title",
    "settings": {"colour_meanings": {"yellow": "fact"}},
    "instruments": [
        {"key": "agr", "title": "Agreement", "file_name": "a.txt", "text": "ARTICLE I\n\nPeace.\n\nARTICLE II\n\nTrade.\n", "csl": {"volume": "7"}},
        {"key": "con", "title": "Constitution", "provisions": [{"wid": "preamble", "kind": "preamble"}]},
    ],
    "sources": [
        {"key": "one", "file": "one.txt", "title": "One", "authors": [{"family": "F", "given": "G", "non_dropping_particle": "van", "suffix": "Jr."}], "issued": "2025", "tags": ["x"]},
        {"key": "book", "title": "A book without a file", "type": "book", "note": "Read it."},
    ],
    "claims": [
        {"key": "C01", "text": "Open.", "status": "disputed", "reason": "Why not.", "relations": [{"relation": "contradicts", "key": "C02"}]},
        {"key": "C02", "text": "Closed.", "provisions": [{"instrument": "agr", "ref": "II"}]},
    ],
    "annotations": [
        {"source": "one", "quote": "border is", "occurrence": 2, "colour": "red",
         "provisions": [{"instrument": "agr", "ref": "I", "fidelity": "gloss"}, {"instrument": "con", "wid": "preamble"}],
         "claims": [{"key": "C02", "stance": "supports", "attributed_to": "him"}], "tags": ["t"]},
        {"instrument": "agr", "start": 11, "end": 16, "quote": "Peace"},
    ],
}  # fmt: skip


def write(folder: Path, value: Any) -> Path:
    (folder / "one.txt").write_text("The border is open.\n\nThe border is closed.\n", encoding="utf-8")
    file = folder / "in.json"
    file.write_text(value if isinstance(value, str) else json.dumps(value), encoding="utf-8")
    return file


def test_everything_comes_in_as_one_act(project: Project, worker: Worker, tmp_path: Path) -> None:
    report = interchange.import_json(project, write(tmp_path, EXAMPLE), worker)
    assert (report.sources, report.instruments, report.claims, report.annotations) == (2, 2, 2, 2)
    assert treaties.instrument(project, treaties.find_instrument(project, "Agreement")).csl == {"volume": "7"}
    assert sources.listing(project)[0].source.authors[0].name == "G van F, Jr."
    found = {row.annotation.selectors.exact: row for row in rows.listing(project)}
    row = found["border is"]
    assert (row.annotation.selectors.paragraph, row.annotation.colour, row.tags) == (2, "red", ("t",))
    assert [(p.wid, p.fidelity.value) for p in row.provisions] == [
        ("art_1", "gloss"),
        ("preamble", "unchecked"),
    ]
    assert [(c.key, c.voice.value, c.attributed_to) for c in row.claims] == [("C02", "reported", "him")]
    assert found["Peace"].annotation.source is None
    assert [r.claim.status.value for r in claims.listing(project)] == ["disputed", "open"]
    assert project.settings("colour_meanings") == {"yellow": "fact"}
    assert [row.source.title for row in sources.listing(project)] == ["One", "A book without a file"]
    history.undo(project)
    assert rows.listing(project) == []
    assert treaties.instruments(project) == []


def test_twice_is_once(project: Project, worker: Worker, tmp_path: Path) -> None:
    value = {**EXAMPLE, "sources": EXAMPLE["sources"][:1]}
    file = write(tmp_path, value)
    interchange.import_json(project, file, worker)
    interchange.export_json(project, tmp_path / "first.json")
    interchange.import_json(project, file, worker)
    interchange.export_json(project, tmp_path / "second.json")
    one, two = (json.loads((tmp_path / f"{n}.json").read_text(encoding="utf-8")) for n in ("first", "second"))
    for claim in (*one["claims"], *two["claims"]):
        claim.pop("at", None)
    assert one == two


def change(path: str, value: Any) -> dict[str, Any]:
    """The example with one value set or added at a JSON pointer."""
    copy: Any = json.loads(json.dumps(EXAMPLE))
    *parents, last = path.strip("/").split("/")
    at = copy
    for step in parents:
        at = at[int(step)] if isinstance(at, list) else at[step]
    at[last] = value
    return dict(copy)


@pytest.mark.parametrize(
    ("pointer", "value"),
    [
        ("/annotations/0/quote", "no such words"),
        ("/annotations/0/quote", "border"),
        ("/annotations/0/source", "two"),
        ("/annotations/0/colour", "pink"),
        ("/annotations/0/provisions/0/ref", "XX"),
        ("/annotations/0/provisions/1/wid", "art_9"),
        ("/annotations/0/provisions/0/instrument", "charter"),
        ("/annotations/0/claims/0/stance", "likes"),
        ("/annotations/0/claims/0/key", "C09"),
        ("/annotations/0/colur", "red"),
        ("/annotations/1/quote", "Trade"),
        ("/claims/0/relations/0/key", "C09"),
        ("/claims/1/text", " "),
        ("/claims/1/status", 7),
        ("/sources/0/file", "../outside.txt"),
        ("/sources/0/file", "/etc/hostname"),
        ("/sources/0/file", "missing.txt"),
        ("/sources/0/text", "both"),
        ("/sources/0/id", "not an id"),
        ("/sources/0/title", "half \ud800 a character"),
        ("/instruments/0/title", None),
        ("/version", 2),
        ("/format", "other"),
        ("/surprise", 1),
    ],
)
def test_any_error_changes_nothing_and_says_where(
    project: Project, worker: Worker, tmp_path: Path, pointer: str, value: Any
) -> None:
    wrong = change(pointer, value)
    if pointer == "/annotations/0/quote" and value == "border":
        del wrong["annotations"][0]["occurrence"]
    before = history.acts(project)
    with pytest.raises(UserError) as refusal:
        interchange.import_json(project, write(tmp_path, wrong), worker)
    assert pointer in refusal.value.what
    assert refusal.value.file == str(tmp_path / "in.json")
    assert history.acts(project) == before
    assert sources.listing(project) == []
    assert treaties.instruments(project) == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{",
        '{"title": 1}',
        '{"title": "a", "title": "b"}',
        "nonsense",
        '{"version": NaN}',
        "[" * 5000,
    ],
)
def test_what_is_no_project_is_refused(project: Project, worker: Worker, tmp_path: Path, text: str) -> None:
    with pytest.raises(UserError):
        interchange.import_json(project, write(tmp_path, text), worker)
    assert len(history.acts(project)) <= 1


def test_a_claim_of_other_words_under_the_same_key_is_refused(
    project: Project, worker: Worker, tmp_path: Path
) -> None:
    interchange.import_json(project, write(tmp_path, {"claims": [{"key": "C01", "text": "Mine."}]}), worker)
    with pytest.raises(UserError, match="/claims/0"):
        interchange.import_json(
            project, write(tmp_path, {"claims": [{"key": "C01", "text": "Other."}]}), worker
        )


def test_the_sample_goes_out_and_comes_in_the_same(tmp_path: Path, worker: Worker) -> None:
    with projects.make_sample(tmp_path / "s.annotator", worker) as sample:
        interchange.export_json(sample, tmp_path / "one.json")
        rows_there = rows.listing(sample)
        assert len(rows_there) >= 20
        assert all(row.annotation.state == "exact" for row in rows_there)
        assert len(claims.listing(sample)) >= 8
        assert len(treaties.instruments(sample)) == 3
    with projects.create(tmp_path / "t.annotator") as other:
        interchange.import_json(other, tmp_path / "one.json", worker)
        interchange.export_json(other, tmp_path / "two.json")
        assert (tmp_path / "one.json").read_bytes() == (tmp_path / "two.json").read_bytes()
        made = build(other, Recipe(style="apa"))
        assert made.source_count == len(sources.listing(other))
        assert not [problem for problem in made.problems if problem.kind.value == "not verbatim"]
        few = build(other, Recipe(style="apa", colours=frozenset({"red"}), include_unquoted=False))
        assert 0 < few.quote_count < made.quote_count


def test_a_sample_that_cannot_be_made_leaves_nothing(
    tmp_path: Path, worker: Worker, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("annotator.operations.projects.resource", lambda *parts: tmp_path / "none.json")
    with pytest.raises(UserError):
        projects.make_sample(tmp_path / "s.annotator", worker)
    assert not (tmp_path / "s.annotator").exists()
    monkeypatch.undo()
    monkeypatch.setenv("ANNOTATOR_DATA", str(tmp_path / "user-data"))
    with projects.make_sample(tmp_path / "s.annotator", worker) as sample:
        assert sources.listing(sample)
