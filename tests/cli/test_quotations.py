"""pin, print, export --pinned-only: which quotations are printed, and how."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from cli.conftest import Cli

OLD = "The border stays closed, the ministry said.\n\nTrade would follow in spring.\n"
NEW = "The frontier stays closed, a ministry said.\n\nTrade would follow in spring.\n"
FIRST, SECOND = "The border stays closed", "Trade would follow in spring."


@pytest.fixture
def marked(cli: Cli, tmp_path: Path) -> dict[str, str]:
    """Two highlights; words → id."""
    (tmp_path / "deal.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    cli.ok("add", cli.project, tmp_path / "deal.txt")
    return {
        quote: cli.json("highlight", cli.project, "deal.txt", "--quote", quote)["id"]
        for quote in (FIRST, SECOND)
    }


def exported(cli: Cli, tmp_path: Path, *options: str) -> str:
    cli.ok("export", cli.project, tmp_path / "out.md", "--style", "oscola", *options)
    return (tmp_path / "out.md").read_text("utf-8")


def test_only_pinned_quotations_are_exported_where_that_is_asked(
    cli: Cli, tmp_path: Path, marked: dict[str, str]
) -> None:
    found = cli.json("pin", cli.project, marked[SECOND][:10])
    assert [row["pinned"] for row in found] == [True]
    text = exported(cli, tmp_path, "--pinned-only")
    assert SECOND in text
    assert FIRST not in text
    assert FIRST in exported(cli, tmp_path)
    cli.ok("pin", cli.project, marked[SECOND], "--off")
    assert SECOND not in exported(cli, tmp_path, "--pinned-only")
    cli.ok("undo", cli.project)
    assert cli.ok("annotations", cli.project).count("pinned") == 1


def test_words_are_edited_for_print_and_the_stored_ones_stay(
    cli: Cli, tmp_path: Path, marked: dict[str, str]
) -> None:
    found = cli.json(
        "print", cli.project, marked[FIRST], "--display", "[The] border […] closed", "--translation", "Zu."
    )
    assert (found["exact"], found["display"], found["translation"]) == (
        FIRST,
        "[The] border […] closed",
        "Zu.",
    )
    text = exported(cli, tmp_path).replace("\\", "")
    assert "[The] border […] closed" in text
    assert "Translation: “Zu.”" in text
    report = json.loads(cli.ok("export", cli.project, tmp_path / "o.html", "--json"))
    assert [p for p in report["problems"] if "verbatim" in p["kind"]] == []
    # One is changed, the other stays.
    assert cli.json("print", cli.project, marked[FIRST], "--display", "")["translation"] == "Zu."


def test_words_that_do_not_stand_there_are_reported(cli: Cli, tmp_path: Path, marked: dict[str, str]) -> None:
    cli.ok("print", cli.project, marked[FIRST], "--display", "The border stays open")
    report = json.loads(cli.ok("export", cli.project, tmp_path / "o.html", "--json"))
    assert [p["annotation"] for p in report["problems"] if p["kind"] == "not verbatim"] == [marked[FIRST]]
    assert "not verbatim in the stored text" in (tmp_path / "o.html").read_text("utf-8")


def test_what_a_newer_capture_does_not_hold_is_marked_as_such(
    cli: Cli, tmp_path: Path, marked: dict[str, str]
) -> None:
    done = cli.json("update", cli.project, "deal.txt", tmp_path / "new.txt")
    assert marked[FIRST] in [*done["fuzzy"], *done["orphan"]]
    cli.ok("review", cli.project, "--keep", marked[FIRST])
    text = exported(cli, tmp_path).replace("\\", "")
    assert text.count("not verified in the current version") == 1
    assert "not verbatim" not in text
    cited = cli.ok("cite", cli.project, marked[FIRST], "--quote", "--style", "oscola")
    assert "not verified in the current version" in cited


def test_a_quotation_is_given_a_place_that_is_printed_and_kept(
    cli: Cli, tmp_path: Path, marked: dict[str, str]
) -> None:
    found = cli.json("print", cli.project, marked[SECOND], "--place", "timestamp 1:02:03")
    assert found["locator"] == {"label": "timestamp", "value": "1:02:03"}
    assert "1:02:03" in exported(cli, tmp_path)
    assert "1:02:03" in cli.ok("cite", cli.project, marked[SECOND], "--style", "oscola")
    # A new capture counts paragraphs anew; what somebody said stays.
    cli.ok("update", cli.project, "deal.txt", tmp_path / "new.txt")
    rows = {row["id"]: row for row in cli.json("annotations", cli.project)}
    assert rows[marked[SECOND]]["state"] in ("exact", "moved")
    assert rows[marked[SECOND]]["locator"]["value"] == "1:02:03"
    counted = cli.json("print", cli.project, marked[SECOND], "--place", "")
    assert counted["locator"] == {"label": "paragraph", "value": "2"}
    assert "hour" in cli.refused("print", cli.project, marked[FIRST], "--place", "hour 3")
