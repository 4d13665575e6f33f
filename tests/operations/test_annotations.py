"""Highlights."""

from __future__ import annotations

import pytest

from annotator.domain.annotation import AnchorState
from annotator.domain.errors import UserError
from annotator.operations import annotations as operations
from annotator.operations import history
from annotator.store import annotations as rows
from operations.conftest import ARTICLE, Filled


def test_a_highlight_holds_the_words_and_their_context(filled: Filled) -> None:
    start = ARTICLE.index("closed")
    made = operations.highlight(filled.project, filled.document, start, start + 6, "green", "Note.")
    found = made.annotation
    assert (found.selectors.exact, found.selectors.prefix) == ("closed", ARTICLE[start - 32 : start])
    assert (found.colour, found.note, found.state) == ("green", "Note.", AnchorState.EXACT)
    assert (found.source, found.selectors.paragraph, found.author) == (filled.source, 3, "Tester")
    assert made.changes.label == "Highlight"
    assert made.changes.ids("annotation") == {found.id}


def test_one_act_each_and_all_of_them_undone(filled: Filled) -> None:
    project = filled.project
    one = operations.highlight(project, filled.document, 0, 8).annotation.id
    operations.recolour(project, [one], "red")
    operations.set_note(project, one, "N")
    operations.resize(project, one, 2, 8)
    operations.trash(project, [one])
    assert rows.of_document(project, filled.document) == []
    labels = [act.label for act in history.acts(project, 5)]
    assert labels == ["Delete highlight", "Resize highlight", "Edit note", "Change colour", "Highlight"]
    history.undo(project, 2)
    back = rows.get(project, one)
    assert (back.selectors.start, back.selectors.exact, back.note, back.colour) == (0, "A border", "N", "red")
    history.undo(project, 3)
    assert rows.of_document(project, filled.document) == []
    history.redo(project, 4)
    assert rows.get(project, one).selectors.exact == "border"


def test_the_same_range_again_makes_no_twin_and_an_undone_one_no_ghost(filled: Filled) -> None:
    first = operations.highlight(filled.project, filled.document, 0, 8)
    again = operations.highlight(filled.project, filled.document, 0, 8)
    assert (again.annotation.id, dict(again.changes.rows)) == (first.annotation.id, {})
    operations.trash(filled.project, [first.annotation.id])
    anew = operations.highlight(filled.project, filled.document, 0, 8)
    assert anew.annotation.id != first.annotation.id
    assert [a.id for a in rows.of_document(filled.project, filled.document)] == [anew.annotation.id]


def test_a_resized_highlight_leaves_its_old_place_free(filled: Filled) -> None:
    first = operations.highlight(filled.project, filled.document, 0, 8, "red").annotation.id
    operations.resize(filled.project, first, 2, 8)
    second = operations.highlight(filled.project, filled.document, 0, 8).annotation.id
    assert second != first
    assert len(rows.of_document(filled.project, filled.document)) == 2


@pytest.mark.parametrize(("start", "end"), [(3, 3), (5, 2), (-1, 4), (0, 10_000), (21, 23)])
def test_ranges_without_words_are_refused(filled: Filled, start: int, end: int) -> None:
    with pytest.raises(UserError):
        operations.highlight(filled.project, filled.document, start, end)
    assert rows.of_document(filled.project, filled.document) == []


def test_a_colour_that_is_none_names_the_five(filled: Filled) -> None:
    with pytest.raises(UserError, match="pink") as refusal:
        operations.highlight(filled.project, filled.document, 0, 8, "pink")
    assert "purple" in refusal.value.advice
