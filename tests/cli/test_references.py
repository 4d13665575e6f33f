from __future__ import annotations

import json
from pathlib import Path

import pytest

from annotator.cli import shapes
from annotator.domain.source import Source
from annotator.operations import lookup
from cli.conftest import Cli

BIB = "@book{oud2012, title={On Transit}, author={van der Oud, Bea}, year={2012}, doi={10.1000/abc}}\n@book{broken, title={x\n\n@book{b, title={Two}}\n"


@pytest.fixture
def filled_list(cli: Cli, tmp_path: Path) -> Cli:
    (tmp_path / "list.bib").write_text(BIB)
    cli.ok("reference", "import", cli.project, tmp_path / "list.bib")
    return cli


def test_an_import_lists_what_came_in_and_reports_the_rest(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "list.txt").write_text(BIB)
    rows = cli.json("reference", "import", cli.project, tmp_path / "list.txt")
    assert [(row["citekey"], row["title"]) for row in rows] == [("oud2012", "On Transit"), ("b", "Two")]
    assert rows[0]["authors"] == [
        {"family": "Oud", "given": "Bea", "literal": "", "non_dropping_particle": "van der"}
    ]
    said = cli.ok("reference", "import", cli.project, tmp_path / "list.txt")
    assert "0 references added, 2 there already, 1 could not be read." in said


def test_an_export_is_named_by_its_ending(filled_list: Cli, tmp_path: Path) -> None:
    for name, beginning in (("a.ris", "TY  - BOOK"), ("a.bib", "@book{oud2012,"), ("a.json", "[")):
        done = filled_list.json("reference", "export", filled_list.project, tmp_path / name)
        assert done == {"path": str(tmp_path / name), "entries": 2, "losses": []}
        assert (tmp_path / name).read_text().startswith(beginning)
    filled_list.ok(
        "reference", "export", filled_list.project, tmp_path / "x", "--format", "ris", "--source", "b"
    )
    assert (tmp_path / "x").read_text().count("TY  -") == 1


def test_duplicates_are_listed_and_merged(filled_list: Cli, tmp_path: Path) -> None:
    (tmp_path / "more.ris").write_text(
        "TY  - BOOK\nID  - other\nTI  - On transit\nPB  - Press\nDO  - 10.1000/ABC\nER  - \n"
    )
    filled_list.ok("reference", "import", filled_list.project, tmp_path / "more.ris", "--duplicates", "add")
    (group,) = filled_list.json("reference", "duplicates", filled_list.project)
    assert (group["reason"], [row["citekey"] for row in group["sources"]]) == ("doi", ["oud2012", "other"])
    refused = filled_list.refused(
        "reference", "merge", filled_list.project, "oud2012", "other", "--take", "nothing"
    )
    assert "publisher" in refused
    row = filled_list.json("reference", "merge", filled_list.project, "oud2012", "other", "--take", "title")
    assert (row["title"], row["citekey"]) == ("On transit", "oud2012")
    assert filled_list.json("reference", "duplicates", filled_list.project) == []
    filled_list.ok("undo", filled_list.project)
    assert len(filled_list.json("sources", filled_list.project)) == 3


def test_citekeys_follow_a_pattern_when_asked(filled_list: Cli) -> None:
    found = filled_list.json(
        "reference", "citekeys", filled_list.project, "--pattern", "{Auth}_{year}", "--regenerate"
    )
    assert [one["citekey"] for one in found["citekeys"]] == ["Vanderoud_2012", "Two_nd"]


def test_nothing_goes_online_unless_it_is_allowed(filled_list: Cli, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[str] = []

    def look_up(*, doi: str = "", isbn: str = "") -> Source:
        asked.append(doi or isbn)
        return Source("x", title="Other", publisher="Press")

    monkeypatch.setattr(lookup, "look_up", look_up)
    command = ("reference", "lookup", filled_list.project, "oud2012")
    assert "--online" in filled_list.refused(*command)
    assert asked == []
    assert filled_list.json(*command, "--online")["title"] == "On Transit"
    filled_list.ok(*command, "--allow")
    filled_list.ok(*command, "--isbn", "9780306406157")
    assert asked == ["10.1000/abc", "10.1000/abc", "9780306406157"]


def test_an_interrupted_import_leaves_the_project_as_it_was(
    cli: Cli, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    path = tmp_path / "list.bib"
    path.write_text(BIB)
    before = cli.json("sources", cli.project)

    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    # The act is on the disk by then, and not yet published.
    monkeypatch.setattr(shapes, "sources_of", interrupted)
    result = cli.run("reference", "import", cli.project, path)
    assert result.exit_code == 1
    monkeypatch.undo()
    assert cli.json("sources", cli.project) == before


def test_a_title_neither_steers_the_terminal_nor_fills_it(cli: Cli, tmp_path: Path) -> None:
    title = "On <i>pacta</i>\n\x1b[2J\x9b5A" + "x" * 100_000
    (tmp_path / "list.json").write_text(json.dumps([{"id": "a", "type": "book", "title": title}]))
    said = cli.ok("reference", "import", cli.project, tmp_path / "list.json")
    said += cli.ok("reference", "import", cli.project, tmp_path / "list.json")
    said += cli.ok("reference", "citekeys", cli.project) + cli.ok("sources", cli.project)
    assert "\x1b" not in said and "\x9b" not in said and len(said) < 2000
    assert "On pacta \ufffd[2J" in said
    assert "\x1b[2J" in cli.json("sources", cli.project)[0]["title"]
