"""update and review: a new capture of a source, and the highlights it does not hold as they were."""

from __future__ import annotations

from pathlib import Path

import pytest

from cli.conftest import Cli

OLD = (
    "The deal\n\nThe ministers initialled the text on Friday. Nobody signed it.\n\n"
    "The border stays closed, the ministry said. It did not say for how long.\n\nTrade would follow in spring.\n"
)
NEW = (
    "The deal\n\nCorrected on Monday.\n\nThe ministers initialled the text on Friday. Nobody signed it.\n\n"
    "The border remains closed, the ministry said. It did not say for how long.\n"
)
UNTOUCHED, EDITED, GONE = "Nobody signed it", "The border stays closed", "Trade would follow in spring."


@pytest.fixture
def marked(cli: Cli, tmp_path: Path) -> dict[str, str]:
    """Three highlights: one whose words stay, one whose words change, one whose words go; words → id."""
    (tmp_path / "deal.txt").write_text(OLD, encoding="utf-8")
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    cli.ok("add", cli.project, tmp_path / "deal.txt")
    cli.ok("claim", "add", cli.project, "It is closed.", "--key", "C01")
    found = {
        quote: cli.json("highlight", cli.project, "deal.txt", "--quote", quote)["id"]
        for quote in (UNTOUCHED, EDITED, GONE)
    }
    cli.ok("link", cli.project, found[EDITED], "--claim", "C01", "--stance", "supports")
    return found


def test_a_new_capture_takes_along_what_stands_there(
    cli: Cli, tmp_path: Path, marked: dict[str, str]
) -> None:
    before = cli.json("sources", cli.project)[0]["document"]
    done = cli.json("update", cli.project, "deal.txt", tmp_path / "new.txt")
    assert (done["exact"], done["moved"]) == (0, 1)
    assert (done["fuzzy"], done["orphan"]) == ([marked[EDITED]], [marked[GONE]])
    assert [c["text"] for c in done["added"]] == [
        "Corrected on Monday.",
        "The border remains closed, the ministry said.",
    ]
    assert [(c["paragraph"], c["text"]) for c in done["removed"]] == [
        (3, "The border stays closed, the ministry said."),
        (4, "Trade would follow in spring."),
    ]
    assert done["previous"] == before
    rows = {row["id"]: row for row in cli.json("annotations", cli.project, "--source", "new.txt")}
    assert {key: (row["state"], row["document"]) for key, row in rows.items()} == {
        marked[UNTOUCHED]: ("moved", done["document"]),
        marked[EDITED]: ("fuzzy", before),
        marked[GONE]: ("orphan", before),
    }
    moved = rows[marked[UNTOUCHED]]
    assert NEW[moved["start"] : moved["end"]] == UNTOUCHED == moved["exact"]
    assert rows[marked[EDITED]]["exact"] == EDITED
    assert rows[marked[EDITED]]["proposal"]["exact"] == "The border remains closed"
    [claim] = cli.json("claims", cli.project)
    assert claim["evidence"][0]["verified"] is False
    assert cli.ok("text", cli.project, "new.txt") == NEW
    cli.ok("check", cli.project)


def test_one_undo_takes_the_capture_back(cli: Cli, tmp_path: Path, marked: dict[str, str]) -> None:
    before = cli.json("annotations", cli.project)
    cli.ok("update", cli.project, "deal.txt", tmp_path / "new.txt")
    after = cli.json("annotations", cli.project)
    cli.ok("undo", cli.project)
    assert cli.json("annotations", cli.project) == before
    assert cli.ok("text", cli.project, "deal.txt") == OLD
    cli.ok("redo", cli.project)
    assert cli.json("annotations", cli.project) == after


def test_the_same_bytes_change_nothing(cli: Cli, tmp_path: Path, marked: dict[str, str]) -> None:
    history = cli.json("history", cli.project)
    done = cli.json("update", cli.project, "deal.txt", tmp_path / "deal.txt")
    assert done["unchanged"] is True
    assert cli.json("history", cli.project) == history
    assert "already" in cli.ok("update", cli.project, "deal.txt", tmp_path / "deal.txt")


def test_going_back_to_an_older_capture(cli: Cli, tmp_path: Path, marked: dict[str, str]) -> None:
    cli.ok("update", cli.project, "deal.txt", tmp_path / "new.txt")
    done = cli.json("update", cli.project, "new.txt", tmp_path / "deal.txt")
    # What had been lost is found again in the words that came back.
    assert (done["moved"] + done["exact"], done["fuzzy"], done["orphan"]) == (3, [], [])
    rows = cli.json("annotations", cli.project)
    assert {row["exact"] for row in rows} == {UNTOUCHED, EDITED, GONE}
    assert all(OLD[row["start"] : row["end"]] == row["exact"] for row in rows)
    assert {row["proposal"] for row in rows} == {None}


def test_accepting_and_keeping_empty_the_list(cli: Cli, tmp_path: Path, marked: dict[str, str]) -> None:
    document = cli.json("update", cli.project, "deal.txt", tmp_path / "new.txt")["document"]
    waiting = cli.json("review", cli.project)
    assert [(one["exact"], one["proposed"]) for one in waiting] == [
        (EDITED, "The border remains closed"),
        (GONE, ""),
    ]
    taken = cli.json("review", cli.project, "--accept", marked[EDITED])
    assert (taken["document"], taken["exact"]) == (document, "The border remains closed")
    assert taken["claims"][0]["key"] == "C01"
    [claim] = cli.json("claims", cli.project)
    assert claim["evidence"][0]["verified"] is True
    kept = cli.json("review", cli.project, "--keep", marked[GONE])
    assert (kept["state"], kept["exact"]) == ("orphan", GONE)
    assert cli.json("review", cli.project) == []
    cli.ok("undo", cli.project, "--steps", "2")
    assert [one["id"] for one in cli.json("review", cli.project)] == [marked[EDITED], marked[GONE]]


def test_an_orphan_is_set_on_words_of_the_current_version(
    cli: Cli, tmp_path: Path, marked: dict[str, str]
) -> None:
    document = cli.json("update", cli.project, "deal.txt", tmp_path / "new.txt")["document"]
    start = NEW.index("Corrected")
    done = cli.json(
        "review", cli.project, "--reattach", marked[GONE], "--start", start, "--end", start + len("Corrected")
    )
    assert (done["document"], done["exact"], done["state"]) == (document, "Corrected", "exact")


def test_lists_say_what_is_not_verified_in_the_current_version(
    cli: Cli, tmp_path: Path, marked: dict[str, str]
) -> None:
    doubt = "not verified in the current version"
    assert doubt not in cli.ok("annotations", cli.project) + cli.ok("claims", cli.project)
    cli.json("update", cli.project, "deal.txt", tmp_path / "new.txt")
    assert cli.ok("annotations", cli.project).count(doubt) == 2
    assert [line for line in cli.ok("claims", cli.project).splitlines() if doubt in line] == [
        f"    supports  “{EDITED}”  {doubt}"
    ]
    rows = {row["id"]: row["verified"] for row in cli.json("annotations", cli.project)}
    assert rows == {marked[UNTOUCHED]: True, marked[EDITED]: False, marked[GONE]: False}
    cli.ok("review", cli.project, "--accept", marked[EDITED])
    assert doubt not in cli.ok("claims", cli.project)


def test_refusals(cli: Cli, tmp_path: Path, marked: dict[str, str]) -> None:
    (tmp_path / "other.txt").write_text("Another source.\n", encoding="utf-8")
    cli.ok("add", cli.project, tmp_path / "other.txt")
    assert "another source" in cli.refused("update", cli.project, "deal.txt", tmp_path / "other.txt")
    assert "no source" in cli.refused("update", cli.project, "nothing.txt", tmp_path / "new.txt")
    cli.refused("update", cli.project, "deal.txt", tmp_path / "missing.txt")
    assert "proposed" in cli.refused("review", cli.project, "--accept", marked[UNTOUCHED])
    assert "stands" in cli.refused("review", cli.project, "--keep", marked[UNTOUCHED])
    assert "--start" in cli.wrong("review", cli.project, "--reattach", marked[GONE])
    assert "one of" in cli.wrong("review", cli.project, "--accept", marked[GONE], "--keep", marked[GONE])


def test_a_real_article_that_was_edited(cli: Cli, tmp_path: Path, shared: Path) -> None:
    seed = sorted((shared / "seeds").glob("*.txt"))[0]
    old = seed.read_text("utf-8")
    paragraphs = old.split("\n\n")
    long = [n for n, paragraph in enumerate(paragraphs) if len(paragraph) > 200]
    file = tmp_path / "article.txt"
    file.write_text(old, encoding="utf-8")
    cli.ok("add", cli.project, file)
    quotes = {n: paragraphs[n][20:120].strip() for n in long[:12] if old.count(paragraphs[n][20:120]) == 1}
    ids = {
        n: cli.json("highlight", cli.project, "article.txt", "--quote", quote)["id"]
        for n, quote in quotes.items()
    }
    numbers = list(quotes)
    gone, edited = numbers[3], numbers[5]
    changed = list(paragraphs)
    words = changed[edited].split(" ")
    words[8] = "altogether-otherwise"
    changed[edited] = " ".join(words)
    changed[gone] = "This paragraph was put in its place."
    changed.insert(2, "A correction was added here.")
    newer = tmp_path / "newer.txt"
    newer.write_text("\n\n".join(changed), encoding="utf-8")
    done = cli.json("update", cli.project, "article.txt", newer)
    assert done["orphan"] == [ids[gone]]
    assert done["fuzzy"] == [ids[edited]]
    text = cli.ok("text", cli.project, "newer.txt")
    rows = {row["id"]: row for row in cli.json("annotations", cli.project)}
    for n in numbers:
        if n not in (gone, edited):
            row = rows[ids[n]]
            assert row["state"] in ("exact", "moved")
            assert text[row["start"] : row["end"]] == quotes[n]
    assert any(c["text"] == "A correction was added here." for c in done["added"])
