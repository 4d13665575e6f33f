"""The main job on the real articles, by the command line alone."""

from __future__ import annotations

import json
import zipfile
from pathlib import Path
from typing import Any

import pytest

from cli.conftest import SEED_TREATIES, Cli


@pytest.fixture
def gold(shared: Path) -> Any:
    return json.loads((shared / "gold" / "gold.json").read_text(encoding="utf-8"))


def test_the_stored_text_is_the_file_exactly(seeded: Cli, shared: Path) -> None:
    for file in sorted((shared / "seeds").glob("*.txt")):
        assert seeded.ok("text", seeded.project, file.name).encode() == file.read_bytes()


def test_adding_again_says_so_and_changes_nothing(seeded: Cli, shared: Path) -> None:
    before = seeded.json("history", seeded.project)
    [file] = (shared / "seeds").glob("000*.txt")
    first = seeded.json("sources", seeded.project)
    assert "already" in seeded.ok("add", seeded.project, file)
    assert seeded.json("add", seeded.project, file)[0]["id"] == first[0]["id"]
    assert seeded.json("sources", seeded.project) == first
    assert seeded.json("history", seeded.project) == before


def test_every_passage_of_the_gold_annotation_can_be_highlighted_and_linked(seeded: Cli, gold: Any) -> None:
    passages: dict[tuple[str, int, int], str] = {}
    for claim in gold["claims"]:
        seeded.ok(
            "claim", "add", seeded.project, claim["text"], "--key", claim["id"], "--topic", claim["topic"]
        )
        for span in claim["evidence"]:
            one = seeded.json(
                "highlight", seeded.project, span["file"], "--start", span["start"], "--end", span["end"]
            )
            assert (one["exact"], one["prefix"], one["suffix"]) == (
                span["exact"],
                span["prefix"],
                span["suffix"],
            )
            assert (one["locator"]["label"], one["locator"]["value"]) == (
                "paragraph",
                str(span["locator"]["value"]),
            )
            assert (one["paragraph"], one["state"]) == (span["locator"]["value"], "exact")
            passages[span["file"], span["start"], span["end"]] = one["id"]
            seeded.ok(
                "link", seeded.project, one["id"], "--claim", claim["id"], "--stance", span["stance"],
                *(("--voice", span["voice"]) if span.get("voice") else ()),
            )  # fmt: skip
    found = {claim["key"]: claim for claim in seeded.json("claims", seeded.project)}
    for claim in gold["claims"]:
        expected = sorted((passages[s["file"], s["start"], s["end"]], s["stance"]) for s in claim["evidence"])
        assert sorted((e["annotation"], e["stance"]) for e in found[claim["id"]]["evidence"]) == expected
    assert len(seeded.json("annotations", seeded.project)) == len(passages)


def test_passages_are_linked_to_the_provisions_they_name(seeded: Cli, gold: Any) -> None:
    shorts = {name: short for name, (_, short) in SEED_TREATIES.items()}
    for mention in gold["provision_mentions"]:
        if mention["instrument"] not in shorts:
            continue
        span = mention["span"]
        one = seeded.json(
            "highlight", seeded.project, span["file"], "--start", span["start"], "--end", span["end"]
        )
        for number in mention["provisions"]:
            linked = seeded.json(
                "link",
                seeded.project,
                one["id"],
                "--provision",
                number,
                "--instrument",
                shorts[mention["instrument"]],
            )
        wids = {p["wid"].removeprefix("art_").removeprefix("point_") for p in linked["provisions"]}
        assert wids == set(mention["provisions"])


def test_the_searches_find_exactly_their_paragraphs(seeded: Cli, gold: Any) -> None:
    for query in gold["search_queries"]:
        hits = seeded.json("search", seeded.project, query["query"], "--kind", "paragraph")
        found = sorted((hit["file"], hit["paragraph"]) for hit in hits if hit["source"])
        assert found == sorted((e["file"], e["paragraph"]) for e in query["expected"]), query["id"]


def test_from_highlight_to_word_file_and_back(seeded: Cli, tmp_path: Path) -> None:
    file = "000_c7c67e868a80dd51.txt"
    one = seeded.json(
        "highlight", seeded.project, file, "--quote", "Article XII of the Agreement", "--note", "Key."
    )
    seeded.ok("claim", "add", seeded.project, "The agreement outranks constitutions.")
    seeded.ok("link", seeded.project, one["id"][:8], "--provision", "XII", "--fidelity", "gloss")
    linked = seeded.json("link", seeded.project, one["id"], "--claim", "C01", "--stance", "supports")
    assert [(p["wid"], p["fidelity"]) for p in linked["provisions"]] == [("art_12", "gloss")]
    assert linked["claims"][0] | {"id": ""} == {
        "key": "C01", "stance": "supports", "voice": "author", "attributed_to": "", "id": "",
    }  # fmt: skip

    assert "Link to C01" in seeded.ok("undo", seeded.project)
    assert seeded.json("annotations", seeded.project)[0]["claims"] == []
    seeded.ok("redo", seeded.project)
    assert seeded.json("annotations", seeded.project) == [linked]
    seeded.ok("undo", seeded.project, "--steps", 4)
    assert seeded.json("annotations", seeded.project) == []
    assert seeded.json("claims", seeded.project) == []
    seeded.ok("redo", seeded.project, "--steps", 4)
    assert seeded.json("annotations", seeded.project) == [linked]

    assert "1 quotation, all verbatim" in seeded.ok(
        "export", seeded.project, tmp_path / "b.docx", "--style", "apa"
    )
    with zipfile.ZipFile(tmp_path / "b.docx") as word:
        document = word.read("word/document.xml").decode()
    assert "Article XII of the Agreement" in document
    assert "Art. XII" in document
    assert str(one["paragraph"]) in document
    for name, options in (("b.html", ("--group", "provision")), ("b.md", ("--group", "claim"))):
        seeded.ok("export", seeded.project, tmp_path / name, *options)
        text = (tmp_path / name).read_text(encoding="utf-8")
        assert "Article XII of the Agreement" in " ".join(text.split())
        assert "Washington Declaration" in text
    report = seeded.json("export", seeded.project, tmp_path / "o.html", "--style", "oscola")
    assert (report["entries"], report["quotes"]) == (5, 1)
    assert seeded.json("check", seeded.project)["ok"] is True


def test_the_treaties_have_their_trees(seeded: Cli) -> None:
    agreement = seeded.json("treaty", "show", seeded.project, "agreement")
    assert [p["wid"] for p in agreement["provisions"]] == ["preamble", *(f"art_{n}" for n in range(1, 18))]
    assert agreement["provisions"][12]["label"] == "Art. XII"
    assert agreement["provisions"][4]["text"] == "Non-intervention in internal affairs."
    found = seeded.json(
        "treaty",
        "event",
        seeded.project,
        "agreement",
        "initialled",
        "--date",
        "2025-08-08",
        "--actor",
        "ministers",
    )
    assert found["status"] == "initialled 2025-08-08"
    assert found["events"][0]["actor"] == "ministers"
    statement = seeded.json("treaty", "show", seeded.project, "statement")
    assert [p["wid"] for p in statement["provisions"]] == [f"point_{n}" for n in range(1, 10)]


def test_the_project_as_json_makes_the_same_rows_again(seeded: Cli, tmp_path: Path) -> None:
    one = seeded.json("highlight", seeded.project, "001", "--start", 390, "--end", 558, "--colour", "red")
    seeded.ok("claim", "add", seeded.project, "It was signed.")
    seeded.ok(
        "link", seeded.project, one["id"], "--claim", "C01", "--stance", "contradicts", "--attributed-to", "X"
    )
    seeded.ok("link", seeded.project, one["id"], "--provision", "9 state")
    seeded.ok("export", seeded.project, tmp_path / "out.json")
    other = Cli(tmp_path / "other.annotator")
    other.ok("new", other.project)
    other.ok("import", other.project, tmp_path / "out.json")
    for command in ("sources", "annotations", "claims"):
        assert other.json(command, other.project) == seeded.json(command, seeded.project), command
    assert len(other.json("history", other.project)) == 2
    other.ok("undo", other.project)
    assert other.json("sources", other.project) == []
