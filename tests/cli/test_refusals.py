"""What users do wrong, and what they are told."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest

from annotator import __version__
from annotator.cli import root as cli_root
from annotator.cli.common import Progress
from annotator.domain.errors import UserError
from cli.conftest import ARTICLE, Cli


def annotator(*args: object, data: Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    return subprocess.run(
        [sys.executable, "-m", "annotator", *map(str, args)],
        capture_output=True,
        check=False,
        timeout=60,
        env={**os.environ, "ANNOTATOR_DATA": str(data), "PYTHONIOENCODING": "ascii", **environment},
    )


def test_the_text_comes_out_byte_for_byte_whatever_the_terminals_encoding(
    filled: Cli, private_data_folder: Path
) -> None:
    done = annotator("text", filled.project, "article", data=private_data_folder)
    assert (done.returncode, done.stdout) == (0, ARTICLE.encode())
    part = annotator("text", filled.project, "article.txt", "--paragraph", 3, data=private_data_folder)
    assert part.stdout == ARTICLE.split("\n\n")[2].rstrip("\n").encode()
    assert (
        "1 to 3"
        in annotator(
            "text", filled.project, "article", "--paragraph", 4, data=private_data_folder
        ).stderr.decode()
    )


def test_status_and_messages_of_the_real_program(tmp_path: Path) -> None:
    done = annotator("--version", data=tmp_path)
    assert (done.returncode, done.stdout.decode().strip()) == (0, f"annotator, version {__version__}")
    done = annotator("sources", tmp_path / "none.annotator", data=tmp_path)
    assert (done.returncode, done.stdout) == (1, b"")
    assert b"no such project" in done.stderr
    assert annotator("sources", data=tmp_path).returncode == 2
    assert annotator("frobnicate", data=tmp_path).returncode == 2


def test_without_a_screen_the_window_says_so(filled: Cli, private_data_folder: Path) -> None:
    bare = {"DISPLAY": "", "WAYLAND_DISPLAY": "", "QT_QPA_PLATFORM": ""}
    done = annotator(filled.project, data=private_data_folder, **bare)
    assert done.returncode == 1
    if sys.platform.startswith("linux"):
        assert b"no screen" in done.stderr


def test_a_crash_is_a_calm_message_and_a_log(
    filled: Cli,
    private_data_folder: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
) -> None:
    def broken(*_: object) -> None:
        raise ZeroDivisionError("our bug")

    monkeypatch.setattr("annotator.cli.shapes.source", broken)
    assert cli_root.run(["sources", str(filled.project), "--json"]) == 1
    said = capsys.readouterr()
    assert "Traceback" not in said.err
    assert "ZeroDivisionError" in said.err
    assert "our bug" in (private_data_folder / "crashes.log").read_text(encoding="utf-8")


def test_one_bad_file_among_several_adds_none(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "good.txt").write_text("Good words.", encoding="utf-8")
    (tmp_path / "empty.txt").write_bytes(b"")
    said = filled.refused(
        "add", filled.project, tmp_path / "good.txt", tmp_path / "empty.txt", tmp_path / "no.txt"
    )
    assert "empty.txt" in said
    assert "the other files neither" in said


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (["--quote", "The border"], "2 times"),
        (["--quote", "The frontier"], "do not stand"),
        (["--start", 5, "--end", 5], "no passage"),
        (["--start", 5, "--end", 99999], "no passage"),
        (["--start", 21, "--end", 23], "no words"),
    ],
)
def test_passages_that_are_none(filled: Cli, args: list[object], said: str) -> None:
    assert said in filled.refused("highlight", filled.project, "article", *args)


@pytest.mark.parametrize(
    "args",
    [
        [],
        ["--quote", "x", "--start", 1, "--end", 2],
        ["--start", 1],
        ["--start", 1, "--end", 2, "--occurrence", 1],
        ["--quote", "border", "--colour", "pink"],
        ["--quote", "border", "--start", "one"],
    ],
)
def test_wrong_usage_of_highlight(filled: Cli, args: list[object]) -> None:
    filled.wrong("highlight", filled.project, "article", *args)


def test_sources_that_are_not_there_are_named(filled: Cli) -> None:
    assert "article.txt" in filled.refused("highlight", filled.project, "nothing", "--quote", "x")
    assert "article.txt" in filled.refused("text", filled.project, "nothing")


def test_references_are_resolved_or_refused_with_what_there_is(filled: Cli) -> None:
    one = filled.json("highlight", filled.project, "article", "--quote", "Article II of the Agreement")["id"]

    def link(*args: object) -> list[str]:
        return [p["wid"] for p in filled.json("link", filled.project, one, *args)["provisions"]]

    assert link("--provision", "II(2)(b)") == ["art_2__para_2__point_b"]
    assert link("--provision", "2 state") == ["art_2__para_2__point_b", "point_2"]
    assert link("--provision", "1", "--instrument", "agree")[-1] == "art_1"
    said = filled.refused("link", filled.project, one, "--provision", "2")
    assert "Agreement: Art. II" in said
    assert "Statement: Point 2" in said
    assert "Art. II(1), Art. II(2)" in filled.refused("link", filled.project, one, "--provision", "II(3)")
    assert "no numbered parts" in filled.refused("link", filled.project, one, "--provision", "I(1)")
    assert "Art. I, Art. II" in filled.refused("link", filled.project, one, "--provision", "XII")
    assert "names no provision" in filled.refused("link", filled.project, one, "--provision", "border")
    assert "Statement" in filled.refused(
        "link", filled.project, one, "--provision", "1", "--instrument", "charter"
    )
    assert "no highlight" in filled.refused("link", filled.project, "feedbeef", "--provision", "1")


def test_claims_are_resolved_or_refused(filled: Cli) -> None:
    one = filled.json("highlight", filled.project, "article", "--quote", "trade would follow")["id"]
    filled.ok("claim", "add", filled.project, "Trade follows peace.", "--key", "T1")
    assert "T1" in filled.refused("link", filled.project, one, "--claim", "T2", "--stance", "supports")
    assert "taken" in filled.refused("claim", "add", filled.project, "Other words.", "--key", "t1")
    assert "no words" in filled.refused("claim", "add", filled.project, "  ")
    said = filled.refused(
        "link",
        filled.project,
        one,
        "--claim",
        "T1",
        "--stance",
        "supports",
        "--voice",
        "author",
        "--attributed-to",
        "X",
    )
    assert "reported" in said
    linked = filled.json(
        "link",
        filled.project,
        one,
        "--claim",
        "t1",
        "--stance",
        "mentions",
        "--attributed-to",
        "the minister",
    )
    assert (linked["claims"][0]["voice"], linked["claims"][0]["attributed_to"]) == (
        "reported",
        "the minister",
    )
    filled.wrong("link", filled.project, one, "--claim", "T1")
    filled.wrong("link", filled.project, one)
    filled.wrong("link", filled.project, one, "--claim", "T1", "--provision", "1", "--stance", "supports")
    filled.wrong("link", filled.project, one, "--provision", "1", "--stance", "supports")


def test_claims_are_judged_and_related(filled: Cli) -> None:
    filled.ok("claim", "add", filled.project, "It is open.")
    filled.ok("claim", "add", filled.project, "It is closed.")
    filled.ok("claim", "relate", filled.project, "C01", "contradicts", "C02")
    filled.ok("claim", "status", filled.project, "C01", "disputed", "--reason", "two sources")
    first, second = filled.json("claims", filled.project)
    assert (first["status"], first["reason"]) == ("disputed", "two sources")
    assert (first["relations"], second["relations"]) == (
        [{"relation": "contradicts", "key": "C02"}],
        [{"relation": "contradicts", "key": "C01"}],
    )
    assert "itself" in filled.refused("claim", "relate", filled.project, "C01", "refines", "C01")


def test_the_same_passage_again_is_the_same_highlight(filled: Cli) -> None:
    first = filled.json("highlight", filled.project, "article", "--quote", "The border is open")
    again = filled.json(
        "highlight",
        filled.project,
        "article",
        "--start",
        first["start"],
        "--end",
        first["end"],
        "--colour",
        "red",
    )
    assert again == first | {"colour": "red"}
    noted = filled.json(
        "highlight", filled.project, "article", "--quote", "The border is open", "--note", "A."
    )
    assert noted["id"] == first["id"]
    other = filled.json(
        "highlight", filled.project, "article", "--quote", "The border is open", "--note", "B."
    )
    assert other["id"] != first["id"]
    assert len(filled.json("annotations", filled.project, "--source", "article")) == 2


def test_an_emoji_and_armenian_words_before_a_passage_do_not_shift_it(filled: Cli) -> None:
    one = filled.json("highlight", filled.project, "article", "--quote", "closed")
    assert ARTICLE[one["start"] : one["end"]] == "closed"
    assert (one["paragraph"], one["locator"]) == (3, {"label": "paragraph", "value": "3"})


def test_a_treaty_again_is_the_same_and_another_of_its_title_is_refused(filled: Cli, tmp_path: Path) -> None:
    before = filled.json("treaty", "show", filled.project)
    again = filled.json("treaty", "add", filled.project, tmp_path / "agreement.txt", "--title", "Whatever")
    assert again["title"] == "Agreement on Peace"
    assert filled.json("treaty", "show", filled.project) == before
    (tmp_path / "other.txt").write_text("ARTICLE 1\n\nOther.\n", encoding="utf-8")
    assert "already" in filled.refused(
        "treaty", "add", filled.project, tmp_path / "other.txt", "--title", "Agreement on  peace"
    )
    assert "no date" in filled.refused(
        "treaty", "event", filled.project, "agr", "signed", "--date", "8 August"
    )
    filled.wrong("treaty", "add", filled.project, tmp_path / "other.txt")


def test_a_text_without_articles_is_taken_with_a_warning(filled: Cli, tmp_path: Path) -> None:
    (tmp_path / "plain.txt").write_text("Some words\n\nOf nobody in particular.\n", encoding="utf-8")
    result = filled.run("treaty", "add", filled.project, tmp_path / "plain.txt", "--title", "Plain")
    assert result.exit_code == 0
    assert "No articles or points" in result.stderr


def test_passages_of_a_treaty_text_can_be_highlighted(filled: Cli) -> None:
    one = filled.json("highlight", filled.project, "Agreement", "--quote", "Borders")
    assert one["source"] is None
    assert filled.ok("text", filled.project, "Agreement", "--paragraph", 5) == "1. Borders."


def test_nothing_to_undo_and_nothing_to_redo(cli: Cli) -> None:
    assert "nothing to undo" in cli.refused("undo", cli.project)
    assert "nothing to redo" in cli.refused("redo", cli.project)
    cli.wrong("undo", cli.project, "--steps", 0)


def test_projects_are_found_without_their_ending_and_never_overwritten(cli: Cli, tmp_path: Path) -> None:
    assert cli.json("new", tmp_path / "second")["path"].endswith("second.annotator")
    assert cli.json("sources", tmp_path / "second") == []
    assert "already" in cli.run("new", tmp_path / "second.annotator").stderr
    assert "second.annotator" in cli.run("new", tmp_path / "second.json").stderr


def test_a_file_that_is_no_project_is_refused_and_checked(cli: Cli, tmp_path: Path) -> None:
    other = tmp_path / "other.annotator"
    other.write_text("words", encoding="utf-8")
    assert cli.run("sources", other).exit_code == 1
    result = cli.run("check", other)
    assert result.exit_code == 1
    assert result.stderr
    assert cli.ok("check", cli.project)


def test_formats_that_cannot_be_written_are_named(filled: Cli, tmp_path: Path) -> None:
    assert ".docx" in filled.refused("export", filled.project, tmp_path / "b.xyz")
    assert ".docx" in filled.refused("export", filled.project, tmp_path / "b")
    assert "no-such" in filled.refused("export", filled.project, tmp_path / "b.md", "--style", "no-such")
    assert "BibLaTeX (.bib)" in filled.refused("reference", "export", filled.project, tmp_path / "b.xml")
    assert "no such file" in filled.refused("reference", "import", filled.project, tmp_path / "b.bib")
    assert not list(tmp_path.glob("b*"))


def test_references_go_out_and_come_in_once(filled: Cli, tmp_path: Path) -> None:
    filled.ok("reference", "export", filled.project, tmp_path / "refs.json")
    other = Cli(tmp_path / "other.annotator")
    other.ok("new", other.project)
    first = other.json("reference", "import", other.project, tmp_path / "refs.json")
    titles = [row["title"] for row in filled.json("sources", filled.project)]
    # Treaties are citable too: they come after the sources.
    assert [row["title"] for row in first][: len(titles)] == titles
    assert {row["type"] for row in first[len(titles) :]} <= {"treaty", "report"}
    assert other.json("reference", "import", other.project, tmp_path / "refs.json") == first
    assert "no document" in other.refused("text", other.project, first[0]["id"])


def test_progress_is_silent_where_there_is_no_terminal(capsys: pytest.CaptureFixture[str]) -> None:
    with Progress() as progress:
        progress(0.5, "Reading")
    assert capsys.readouterr().err == ""


def test_a_refusal_says_what_where_what_was_kept_and_what_to_do(capsys: pytest.CaptureFixture[str]) -> None:
    from annotator.cli.common import Refused

    Refused(UserError("It broke.", file="a.pdf", kept="Nothing was changed.", advice="Try b.pdf.")).show()
    assert capsys.readouterr().err.splitlines() == ["a.pdf: It broke.", "Nothing was changed.", "Try b.pdf."]


def test_any_unique_beginning_of_an_id_will_do_and_names_come_first(filled: Cli, tmp_path: Path) -> None:
    made = filled.json("highlight", filled.project, "article.txt", "--quote", "border is open")
    assert filled.json("link", filled.project, made["id"][0], "--provision", "II agr")["id"] == made["id"]
    source = filled.json("sources", filled.project)[0]["id"]
    assert filled.ok("text", filled.project, source[0] if source[0] != "a" else source[:2]) == ARTICLE
    named = tmp_path / f"{source[:4]}.txt"
    named.write_text("Named as the other's id begins.\n")
    filled.ok("add", filled.project, named)
    assert filled.ok("text", filled.project, source[:4]) == named.read_text()
    twin = tmp_path / "twin" / "article.txt"
    twin.parent.mkdir()
    twin.write_text("Another.\n")
    filled.ok("add", filled.project, twin)
    assert f"article.txt ({source[:8]})" in filled.refused("text", filled.project, "article.txt")


@pytest.mark.parametrize(
    "query", ["^border", "border: closed", "closed + border", "{border} closed", "border^"]
)
def test_punctuation_in_a_query_only_separates_words(filled: Cli, query: str) -> None:
    assert [hit["paragraph"] for hit in filled.json("search", filled.project, query, "--kind", "paragraph")]
