"""Sources and treaties: adding and editing."""

from __future__ import annotations

from dataclasses import replace

import pytest

from annotator.documents.client import Worker
from annotator.domain.document import Found
from annotator.domain.errors import UserError
from annotator.domain.source import Source
from annotator.operations import duplicates, history, sources, trash, treaties
from annotator.store import documents
from annotator.store import sources as rows
from annotator.store import treaties as treaty_rows
from annotator.store.project import Project
from operations.conftest import ARTICLE, TREATY, Filled, captured


def test_what_was_guessed_is_marked_until_somebody_edits_it(project: Project, worker: Worker) -> None:
    capture = replace(
        captured(worker, ARTICLE, "a.txt"),
        fields={"title": Found("Guess", True), "language": Found("en", False)},
        authors=(("Valiyev", "Orkhan", ""),),
        authors_guessed=True,
    )
    key = sources.add(project, capture).source
    found = rows.get(project, key)
    assert (found.title, found.language, found.guessed) == ("Guess", "en", {"title", "authors"})
    sources.edit(project, key, title="Known")
    assert rows.get(project, key).guessed == {"authors"}
    sources.edit(project, key, authors="Hasanova, Rahimakhanim; Ani de Melik\n{The Institute}")
    found = rows.get(project, key)
    assert [(a.family, a.given, a.literal) for a in found.authors] == [
        ("Hasanova", "Rahimakhanim", ""),
        ("Melik", "Ani de", ""),
        ("", "", "The Institute"),
    ]
    assert found.guessed == frozenset()
    history.undo(project, 2)
    assert rows.get(project, key).guessed == {"title", "authors"}


def test_why_a_guess_was_made_is_kept_with_the_source(project: Project, worker: Worker) -> None:
    page = (
        '<html><head><meta name="citation_title" content="On borders">'
        '<meta name="citation_date" content="08/07/2025"></head><body><article><p>The border is open, and stays '
        "so for as long as anybody can remember it.</p></article></body></html>"
    )
    found = rows.get(project, sources.add(project, captured(worker, page, "a.html")).source)
    assert found.issued == "2025"
    assert "issued" in found.guessed
    assert "2025-07-08" in found.reasons["issued"]
    assert "2025-08-07" in found.reasons["issued"]


def test_a_merge_takes_the_reason_with_the_field(project: Project) -> None:
    rows_of = {"a": {}, "b": {"issued": "2025"}}
    with project.act("Add"):
        for key, fields in rows_of.items():
            guessed = frozenset(fields)
            why = {"issued": f"because of {key}"}
            rows.add(project, Source(key, title="T", **fields, guessed=guessed, reasons=why))
    duplicates.merge_sources(project, "a", "b")
    found = rows.get(project, "a")
    assert (found.issued, found.guessed, found.reasons) == ("2025", {"issued"}, {"issued": "because of b"})


def test_a_citekey_comes_from_author_and_year_once(project: Project, worker: Worker) -> None:
    keys = []
    for text in ("One.", "Two.", "Three."):
        capture = replace(
            captured(worker, text, "a.txt"),
            fields={"issued": Found("2025-09", False)} if text != "Three." else {},
            authors=(("Ağayev", "A.", ""),),
        )
        keys.append(rows.get(project, sources.add(project, capture).source).citekey)
    assert keys == ["agayev2025", "agayev2025b", ""]


def test_the_same_bytes_are_the_same_source_out_of_the_trash(filled: Filled, worker: Worker) -> None:
    trash.trash(filled.project, "source", filled.source)
    assert rows.listing(filled.project) == []
    again = sources.add(filled.project, captured(worker, ARTICLE, "other-name.txt"))
    assert (again.source, again.existing) == (filled.source, True)
    assert [row.source.id for row in rows.listing(filled.project)] == [filled.source]
    undone = history.undo(filled.project)
    assert undone is not None
    assert rows.listing(filled.project) == []


def test_an_undone_source_comes_back_when_it_is_added_again(project: Project, worker: Worker) -> None:
    capture = captured(worker, ARTICLE, "a.txt")
    key = sources.add(project, capture).source
    history.undo(project)
    assert sources.add(project, capture).source == key
    [row] = rows.listing(project)
    assert row.document is not None
    assert documents.text(project, row.document) == ARTICLE


def test_a_text_can_be_a_treaty_and_a_source(filled: Filled, worker: Worker) -> None:
    added = sources.add(filled.project, captured(worker, TREATY, "agreement.txt"))
    assert not added.existing
    assert added.document != treaty_rows.version_document(filled.project, filled.agreement)


@pytest.mark.parametrize(
    ("fields", "said"),
    [
        ({"issued": "last summer"}, "no date"),
        ({"colour": "blue"}, "no field"),
        ({"citekey": "taken"}, "another"),
    ],
)
def test_edits_that_make_no_sense_are_refused(filled: Filled, fields: dict[str, str], said: str) -> None:
    with filled.project.act("Other"):
        rows.add(filled.project, Source("other", citekey="taken"))
    before = rows.get(filled.project, filled.source)
    with pytest.raises(UserError, match=said):
        sources.edit(filled.project, filled.source, **fields)
    assert rows.get(filled.project, filled.source) == before


def test_several_files_are_one_act(project: Project, worker: Worker) -> None:
    added = sources.add_all(
        project, [captured(worker, text, f"{text}.txt") for text in ("One", "Two", "One")]
    )
    assert [one.existing for one in added] == [False, False, True]
    assert added[0].source == added[2].source
    history.undo(project)
    assert rows.listing(project) == []


def test_a_treaty_is_one_act_and_its_events_give_its_status(filled: Filled) -> None:
    treaties.event(filled.project, filled.agreement, "initialed", "2025-08-08", "ministers")
    treaties.event(filled.project, filled.agreement, "Published by both", "2025-08-11")
    found = treaty_rows.instrument(filled.project, filled.agreement)
    assert [(e.kind, e.date) for e in found.events] == [
        ("initialled", "2025-08-08"),
        ("Published by both", "2025-08-11"),
    ]
    treaties.edit(filled.project, filled.agreement, short="Agr", aliases=["the accord"])
    found = treaty_rows.instrument(filled.project, filled.agreement)
    assert (found.short, found.title, found.aliases) == ("Agr", "Agreement on Peace", ("the accord",))
    history.undo(filled.project, 5)
    assert [i.short for i in treaty_rows.instruments(filled.project)] == []
    with pytest.raises(UserError):
        treaties.event(filled.project, filled.statement, "  ")
    with pytest.raises(UserError):
        treaties.edit(filled.project, filled.statement, title=" ")


def test_provisions_hold_their_words(filled: Filled) -> None:
    key = treaty_rows.provision_id(filled.agreement, "art_2__para_2")
    assert treaty_rows.provision_text(filled.project, key) == "2. Trade:\n(a) roads;\n(b) rails."
    assert treaty_rows.own_words(filled.project, filled.agreement)[key] == "Trade:"
