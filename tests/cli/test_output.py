"""export and cite: every kind and format from the command line, recipes, refusals."""

from __future__ import annotations

import csv
import io
from pathlib import Path

import pytest

from annotator.operations import projects, recipes
from annotator.operations.bibliography import Recipe
from cli.conftest import Cli


@pytest.fixture
def linked(filled: Cli) -> Cli:
    """A highlight that supports a claim and speaks of an article."""
    made = filled.json(
        "highlight", filled.project, "article", "--quote", "The border is open.", "--colour", "red"
    )
    filled.ok("claim", "add", filled.project, "The border is open to all.", "--key", "K1")
    filled.ok("link", filled.project, made["id"], "--claim", "K1", "--stance", "supports")
    filled.ok("link", filled.project, made["id"], "--provision", "II", "--instrument", "Agreement")
    return filled


@pytest.mark.parametrize("ending", ["docx", "odt", "pdf", "html", "md", "tex", "rtf", "csv", "xlsx", "json"])
def test_every_format_is_written_by_its_ending_or_by_name(linked: Cli, tmp_path: Path, ending: str):
    linked.ok("export", linked.project, tmp_path / f"out.{ending}")
    linked.ok("export", linked.project, tmp_path / "out", "--format", ending)
    assert (tmp_path / f"out.{ending}").stat().st_size == (tmp_path / "out").stat().st_size > 100


@pytest.mark.parametrize("group", ["source", "provision", "claim", "tag", "author", "date"])
@pytest.mark.parametrize("kind", ["annotated", "plain"])
def test_every_group_holds_every_source(linked: Cli, tmp_path: Path, kind: str, group: str):
    made = linked.json("export", linked.project, tmp_path / "out.md", "--group", group, "--kind", kind)
    assert made["entries"] == len(linked.json("sources", linked.project))


def test_evidence_is_a_table_and_citations_are_notes(linked: Cli, tmp_path: Path):
    linked.ok("export", linked.project, tmp_path / "e.csv", "--kind", "evidence", "--style", "oscola")
    header, row = csv.reader(io.StringIO((tmp_path / "e.csv").read_text("utf-8-sig")))
    cells = dict(zip(header, row, strict=True))
    assert (cells["Claim key"], cells["Stance"], cells["Passage"]) == (
        "K1",
        "supports",
        "The border is open.",
    )
    assert "Art. II" in cells["Provisions"]
    linked.ok("export", linked.project, tmp_path / "c.md", "--kind", "citations", "--group", "claim")
    assert "1\\. " in (tmp_path / "c.md").read_text("utf-8")


def test_choices_leave_quotations_out(linked: Cli, tmp_path: Path):
    def quotes(*options: str) -> int:
        return int(linked.json("export", linked.project, tmp_path / "out.md", *options)["quotes"])

    everything = quotes()
    assert everything >= 1
    assert quotes("--colour", "red") == quotes("--stance", "supports") == quotes("--linked-only") == 1
    assert quotes("--stance", "contradicts") == quotes("--tag", "none") == quotes("--colour", "purple") == 0


def test_what_stands_with_the_quotations_is_chosen(linked: Cli, tmp_path: Path):
    linked.ok(
        "export",
        linked.project,
        tmp_path / "out.md",
        "--no-links",
        "--no-notes",
        "--shorten",
        "12",
        "--title",
        "Mine",
    )
    text = (tmp_path / "out.md").read_text("utf-8")
    assert text.startswith("# Mine")
    assert "K1" not in text
    assert "…" in text
    linked.ok(
        "export",
        linked.project,
        tmp_path / "out.md",
        "--index",
        "provisions",
        "--index",
        "persons",
        "--source-notes",
    )
    assert "Table of provisions" in (tmp_path / "out.md").read_text("utf-8")


def test_a_saved_recipe_is_used_and_changed_for_once(linked: Cli, tmp_path: Path):
    with projects.open_project(linked.project) as project:
        recipes.save(project, "Journal", Recipe("apa", kind="plain", title="From the recipe"))
    linked.ok("export", linked.project, tmp_path / "out.md", "--recipe", "journal")
    text = (tmp_path / "out.md").read_text("utf-8")
    assert text.startswith("# From the recipe")
    assert "K1" not in text
    linked.ok("export", linked.project, tmp_path / "out.md", "--recipe", "journal", "--kind", "annotated")
    assert "K1" in (tmp_path / "out.md").read_text("utf-8")
    assert "Journal" in linked.refused("export", linked.project, tmp_path / "x.md", "--recipe", "other")


def test_a_reference_document_that_is_none_is_refused(linked: Cli, tmp_path: Path):
    (tmp_path / "mine.docx").write_text("no")
    message = linked.refused(
        "export", linked.project, tmp_path / "x.docx", "--reference-docx", tmp_path / "mine.docx"
    )
    assert "mine.docx" in message
    assert not (tmp_path / "x.docx").exists()


def test_a_highlight_a_source_and_a_treaty_are_cited(linked: Cli):
    (highlight,) = [row for row in linked.json("annotations", linked.project) if row["claims"]]
    made = linked.json("cite", linked.project, highlight["id"], "--quote")
    assert made["plain"].startswith("“The border is open.” ")
    assert "para. 2" in made["plain"]
    plain = linked.ok("cite", linked.project, highlight["id"][:8], "--form", "pandoc").strip()
    assert plain.endswith(", para. 2]")
    assert "<" in linked.ok("cite", linked.project, "Agreement", "--style", "oscola", "--html")
    assert linked.ok("cite", linked.project, "article", "--style", "apa", "--form", "bibliography").strip()
    assert "art " in linked.ok("cite", linked.project, "II agr", "--style", "oscola")
    assert "provision" not in linked.refused("cite", linked.project, "no-such-thing")
    assert "no provision" in linked.refused("cite", linked.project, "XCIX agr")
    linked.refused("cite", linked.project, "article", "--style", "no-such-style")
    linked.wrong("cite", linked.project, "article", "--form", "limerick")
