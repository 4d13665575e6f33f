"""Thirty tricky entries out and in again. What a format loses is written down here, entry by entry, and in docs/references.md."""

from __future__ import annotations

from typing import Any

import pytest

from annotator.citation import csl
from annotator.domain.source import Source
from annotator.exchange import formats
from exchange.tricky import ENTRIES

BY_KEY = {entry["id"]: entry for entry in ENTRIES}
KEYS = list(BY_KEY)

# Entry → what comes back otherwise (None: it is gone). Everything else comes back as it went out.
LOST_IN_RIS: dict[str, dict[str, Any]] = {
    "markup": {"title": "On pacta sunt servanda and H2O in the UNTS"},
}
LOST_IN_BIBLATEX: dict[str, dict[str, Any]] = {
    # Braces in a title protect capitals and say nothing else.
    "markup": {"title": "On <i>pacta sunt servanda</i> and H<sub>2</sub>O in the UNTS"},
}
# BibTeX's styles know no more than these types of entries; ours is told by `entrysubtype`, which they ignore.
LOST_IN_BIBTEX = LOST_IN_BIBLATEX


def sources() -> list[Source]:
    return [csl.from_csl(entry) for entry in ENTRIES]


def back(key: str) -> dict[str, dict[str, Any]]:
    found = formats.read(formats.write(sources(), key))
    assert found.bad == ()
    return {str(item["id"]): item for item in map(csl.to_csl, found.sources)}


def expected(key: str, losses: dict[str, dict[str, Any]]) -> dict[str, Any]:
    whole = {**BY_KEY[key], **losses.get(key, {})}
    return {name: value for name, value in whole.items() if value is not None}


def bare(item: dict[str, Any]) -> dict[str, Any]:
    """Without what only other programs' fields are kept in."""
    return {name: value for name, value in item.items() if name != "custom"}


def test_there_are_thirty_entries() -> None:
    assert len(KEYS) == len(ENTRIES) == 30


def test_csl_json_loses_nothing() -> None:
    assert back("csl-json") == BY_KEY


@pytest.mark.parametrize("key", KEYS)
def test_ris_brings_back_what_it_can(key: str) -> None:
    assert bare(back("ris")[key]) == expected(key, LOST_IN_RIS)


@pytest.mark.parametrize("key", KEYS)
def test_biblatex_brings_back_what_it_can(key: str) -> None:
    assert bare(back("biblatex")[key]) == expected(key, LOST_IN_BIBLATEX)


@pytest.mark.parametrize("key", KEYS)
def test_bibtex_brings_back_what_it_can(key: str) -> None:
    assert bare(back("bibtex")[key]) == expected(key, LOST_IN_BIBTEX)


@pytest.mark.parametrize("key", KEYS)
def test_every_variable_reaches_the_citation_engine(key: str) -> None:
    item = csl.formatted(csl.from_csl(BY_KEY[key]))
    want = {name: value for name, value in BY_KEY[key].items() if name not in ("id", "citation-key")}
    if translated := want.pop("translated-title", ""):  # in the title, which is all that styles print
        assert f"[{translated}]" in item["title"] and item["title"].startswith(want.pop("title"))
        if want.get("original-title") == BY_KEY[key]["title"]:
            del want["original-title"]
    assert {name: item.get(name) for name in want} == want


def written(key: str, format: str) -> list[str]:
    text = formats.write([csl.from_csl(BY_KEY[key])], format).decode()
    return text.splitlines()


def test_a_chapter_in_ris_as_other_programs_read_it() -> None:
    assert written("chapter2012", "ris") == [
        "TY  - CHAP",
        "ID  - chapter2012",
        "AU  - Oud, Bea",
        "A2  - Tell, W.",
        "A2  - Roth, G.",
        "TI  - On Transit",
        "T2  - Handbook of Roads",
        "T3  - Studies",
        "ET  - 2",
        "PB  - Example Press",
        "CY  - Leiden",
        "SN  - 978-90-0000-000-2",
        "SP  - 101",
        "EP  - 119",
        "PY  - 2012",
        "DA  - 2012///",
        "ER  - ",
        "",
    ]


def test_a_treaty_in_ris_keeps_what_ris_has_no_tag_for_in_the_fields_of_the_user() -> None:
    lines = written("treaty2025", "ris")
    assert lines[:2] == ["TY  - GEN", "U1  - type: treaty"]
    assert "AU  - Republic of A" in lines
    assert "DA  - 2025/08/08/" in lines
    assert "U2  - event-date: 2026-01-01" in lines


def test_names_and_dates_in_ris() -> None:
    assert "AU  - van der Berg, Jan" in written("berg2020", "ris")
    assert "AU  - King, Martin, Jr." in written("king1964", "ris")
    assert "AU  - Ministry of Transport,, Roads and Rail" in written("ministry2021", "ris")
    assert "DA  - 2021///2021-21" in written("spring2021", "ris")
    assert "DA  - 1650///1650~" in written("circa1650", "ris")


def test_special_signs_and_markup_in_biblatex() -> None:
    lines = written("specials", "biblatex")
    assert lines[0] == "@article{specials,"
    assert (
        r"  title = {R\&D: 50\% of \$5 \#1 a\_b \{x\} \textasciitilde{} \textasciicircum{} \textbackslash{} end},"
        in lines
    )
    assert "  doi = {10.1000/a_b(c)<d>;e}," in lines
    assert r"  title = {On \emph{pacta sunt servanda} and H\textsubscript{2}O in the {UNTS}}," in written(
        "markup", "biblatex"
    )


def test_names_and_dates_in_biblatex() -> None:
    assert "  author = {van der Berg, Jan}," in written("berg2020", "biblatex")
    assert "  options = {useprefix=true}," in written("berg2020", "biblatex")
    assert "  options = {useprefix=false}," in written("humboldt1845", "biblatex")
    assert "  author = {King, Jr., Martin}," in written("king1964", "biblatex")
    assert "  author = {{Institute of Law and Peace}}," in written("law2018", "biblatex")
    assert "  date = {1650~}," in written("circa1650", "biblatex")
    assert "  date = {1990/1999}," in written("years1990", "biblatex")
    assert written("treaty2025", "biblatex")[0] == "@legal{treaty2025,"


def test_bibtex_has_the_old_names_of_fields() -> None:
    lines = written("thesis2011", "bibtex")
    assert lines[0] == "@phdthesis{thesis2011,"
    assert "  school = {University of Example}," in lines
    assert "  address = {Ghent}," in lines
    assert "  year = {2011}," in lines
    assert "  journal = {Вестник права}," in written("shcherbakov2017", "bibtex")
    assert written("web2024", "bibtex")[0] == "@misc{web2024,"
