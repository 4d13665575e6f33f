"""The trash: what it hides, and that everything comes back."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.domain.treaty import InstrumentEvent
from annotator.store import (
    annotations,
    bibliography,
    claims,
    evidence,
    notes,
    recipes,
    search,
    trash,
    treaties,
)
from annotator.store.groups import TRASHABLE
from annotator.store.project import Project
from store.making import ids

Hidden = Callable[[Project], int]
SHOWN: dict[str, Hidden] = {
    "highlights": lambda p: len(annotations.listing(p)),
    "of the document": lambda p: len(annotations.of_document(p, "d-s1")),
    "evidence": lambda p: len(evidence.of_claim(p, "c1")),
    "counted evidence": lambda p: claims.listing(p)[0].total,
    "passages": lambda p: len(treaties.passages(p, treaties.provision_id("i1", "art_12"))),
    "counts": lambda p: len(treaties.counts(p, "i1")),
    "search": lambda p: len(search.search(p, '"referendum"', ["annotation", "paragraph"])),
    "quotes": lambda p: sum(len(s.quotes) for s in bibliography.rows(p)),
}


@pytest.mark.parametrize("table", ["source", "document", "annotation"])
def test_what_hangs_on_a_trashed_row_is_hidden_until_it_is_restored(full: Project, table: str) -> None:
    row = {"source": "s1", "document": "d-s1", "annotation": ids(full)[0]}[table]
    before = {name: count(full) for name, count in SHOWN.items()}
    with full.act("Trash"):
        trash.trash(full, table, row)
    hidden = {name: count(full) for name, count in SHOWN.items()}
    assert hidden["passages"] == hidden["counts"] == hidden["of the document"] == 0
    assert all(hidden[name] < before[name] for name in before)
    assert [(entry.table, entry.id) for entry in trash.listing(full)] == [(table, row)]
    with full.act("Restore"):
        trash.restore(full, table, row)
    assert {name: count(full) for name, count in SHOWN.items()} == before
    assert trash.listing(full) == []


def test_every_table_goes_to_the_trash_and_comes_back(full: Project) -> None:
    with full.act("Note"):
        notes.add(full, "source", "s1", "A note.")
        claims.set_provisions(full, "c1", [treaties.provision_id("i1", "art_12")])
        treaties.add_event(full, "i1", InstrumentEvent("", "signed"))
        recipes.add(full, "Short", "{}")
    for table in sorted(TRASHABLE):
        (row,) = full.db.execute(f"SELECT id FROM {table} LIMIT 1").fetchone()
        with full.act("Trash") as act:
            trash.trash(full, table, row)
        assert act.changes.ids(table) == {row}
        listed = trash.listing(full)
        assert all(entry.label and entry.at for entry in listed)
        with full.act("Restore"):
            trash.restore(full, table, row)
        assert trash.listing(full) == []
