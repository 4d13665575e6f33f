"""The sample project's content: complete, exact, and in nobody's words but ours."""

from __future__ import annotations

import html
import json
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from annotator.domain.claim import ClaimStatus, Relation, Stance, Voice
from annotator.domain.resources import resource
from annotator.domain.treaty import Fidelity, Form

FOLDER = resource("sample")
# Shared runs of this many words are somebody's sentence; shorter ones are the language's.
LONGEST_COMMON_RUN = 8
# Names of things cannot be put into other words.
PROPER_NAMES = (
    "Agreement on Establishment of Peace and Inter-State Relations between the Republic of Azerbaijan and the Republic of Armenia",
    "Agreement on Establishment of Peace and Inter-State Relations",
    "Joint Declaration by the President of Azerbaijan and the Prime Minister of Armenia on the outcomes of their meeting in Washington D.C.",
    "Statement by the President of Azerbaijan, the Prime Minister of Armenia and the President of Russia",
)


@pytest.fixture(scope="module")
def sample() -> dict[str, Any]:
    return json.loads((FOLDER / "sample.json").read_text("utf-8"))


def plain(path: Path) -> str:
    """A file's words with its markup taken off and white space made one, for comparing only."""
    raw = path.read_text("utf-8")
    if path.suffix == ".html":
        raw = html.unescape(re.sub(r"<[^>]+>", "", raw))
    return " ".join(raw.split())


def words(text: str) -> list[str]:
    return re.findall(r"\w+", text.casefold())


def runs(text: str) -> Iterator[tuple[str, ...]]:
    """Every run of LONGEST_COMMON_RUN words that has no proper name in it."""
    for name in PROPER_NAMES:
        text = re.sub(re.escape(name), " \n ", text, flags=re.IGNORECASE)
    for piece in text.split("\n"):
        found = words(piece)
        for start in range(len(found) - LONGEST_COMMON_RUN + 1):
            yield tuple(found[start : start + LONGEST_COMMON_RUN])


def one_line_per_paragraph(text: str) -> str:
    """Wrapped lines joined, so that a run across a line end is seen too."""
    return "\n".join(" ".join(block.split()) for block in re.split(r"\n\s*\n", text))


def test_sample_is_as_rich_as_a_tutorial_needs(sample: dict[str, Any]) -> None:
    assert len(sample["sources"]) >= 4
    assert len(sample["instruments"]) == 3
    assert len(sample["annotations"]) >= 20
    assert len(sample["claims"]) >= 8
    assert {a["colour"] for a in sample["annotations"]} == {"yellow", "red", "green", "blue", "purple"}
    assert any(a.get("note") for a in sample["annotations"])
    assert any(a.get("tags") for a in sample["annotations"])
    assert all(source["annote"] and source["tags"] for source in sample["sources"])


def test_sample_shows_every_judgement_there_is(sample: dict[str, Any]) -> None:
    claims = [link for a in sample["annotations"] for link in a.get("claims", ())]
    provisions = [link for a in sample["annotations"] for link in a.get("provisions", ())]
    assert {link["stance"] for link in claims} == set(Stance)
    assert {link.get("voice", "author") for link in claims} == set(Voice)
    assert {link["fidelity"] for link in provisions} == set(Fidelity)
    assert {link["form"] for link in provisions} == set(Form)
    assert {claim["status"] for claim in sample["claims"]} == set(ClaimStatus)
    relations = {r["relation"] for claim in sample["claims"] for r in claim.get("relations", ())}
    assert relations <= set(Relation)
    assert relations >= {Relation.CONTRADICTS, Relation.REFINES}


def test_at_least_eight_claims_have_evidence_on_both_sides(sample: dict[str, Any]) -> None:
    sides: dict[str, set[str]] = {}
    for annotation in sample["annotations"]:
        for link in annotation.get("claims", ()):
            sides.setdefault(link["key"], set()).add(link["stance"])
    both = [key for key, stances in sides.items() if {"supports", "contradicts"} <= stances]
    assert len(both) >= 8
    assert set(sides) == {claim["key"] for claim in sample["claims"]}, "a claim without any evidence"


def test_one_source_is_at_odds_with_itself(sample: dict[str, Any]) -> None:
    stances: dict[tuple[str, str], set[str]] = {}
    for annotation in sample["annotations"]:
        for link in annotation.get("claims", ()):
            stances.setdefault((annotation.get("source", ""), link["key"]), set()).add(link["stance"])
    assert any({"supports", "contradicts"} <= found for found in stances.values())


def test_every_quote_stands_once_in_its_file(sample: dict[str, Any]) -> None:
    files = {entry["key"]: FOLDER / entry["file"] for entry in (*sample["sources"], *sample["instruments"])}
    texts = {key: plain(path) for key, path in files.items()}
    counts = Counter(
        (a["quote"], texts[a.get("source") or a["instrument"]].count(a["quote"]))
        for a in sample["annotations"]
    )
    assert [quote for quote, found in counts if found != 1] == []


def test_somebody_else_who_speaks_is_named(sample: dict[str, Any]) -> None:
    for annotation in sample["annotations"]:
        for link in annotation.get("claims", ()):
            assert bool(link.get("attributed_to")) == (link.get("voice", "author") != "author"), annotation[
                "quote"
            ]


def test_what_is_referred_to_exists(sample: dict[str, Any]) -> None:
    sources = {source["key"] for source in sample["sources"]}
    instruments = {instrument["key"] for instrument in sample["instruments"]}
    keys = {claim["key"] for claim in sample["claims"]}
    assert {a["source"] for a in sample["annotations"] if "source" in a} == sources, (
        "a source without highlights"
    )
    for annotation in sample["annotations"]:
        assert {p["instrument"] for p in annotation.get("provisions", ())} <= instruments
        assert {c["key"] for c in annotation.get("claims", ())} <= keys
    for claim in sample["claims"]:
        assert {r["key"] for r in claim.get("relations", ())} <= keys - {claim["key"]}
        assert {p["instrument"] for p in claim.get("provisions", ())} <= instruments


@pytest.mark.parametrize(
    ("file", "pattern", "count"),
    [
        ("agreement.txt", r"^ARTICLE [IVX]+$", 17),
        ("declaration.txt", r"^\d\. ", 7),
        ("statement-2020.txt", r"^\d\. ", 9),
    ],
)
def test_instruments_have_all_their_provisions(file: str, pattern: str, count: int) -> None:
    text = (FOLDER / "treaties" / file).read_text("utf-8")
    assert len(re.findall(pattern, text, re.MULTILINE)) == count
    assert text.startswith("# An outline in the sample project's own words"), (
        "it must say that it is not the official text"
    )


def test_nothing_is_taken_from_other_publications(shared: Path) -> None:
    theirs = {
        run: path.name
        for path in (*(shared / "seeds").glob("*.txt"), *(shared / "gold" / "treaties").glob("*"))
        for run in runs(one_line_per_paragraph(path.read_text("utf-8")))
    }
    assert len(theirs) > 5_000
    ours = [path for path in FOLDER.rglob("*") if path.is_file()]
    assert len(ours) >= 9
    for path in ours:
        text = path.read_text("utf-8")
        if path.suffix == ".html":
            text = html.unescape(re.sub(r"<[^>]+>", " ", text))
        taken = {" ".join(run): theirs[run] for run in runs(one_line_per_paragraph(text)) if run in theirs}
        assert not taken, f"{path.name} shares words with others"
