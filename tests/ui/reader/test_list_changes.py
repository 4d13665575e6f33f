"""The list of highlights takes single changes as it would take all highlights read again."""

from __future__ import annotations

from dataclasses import replace

from hypothesis import given, settings
from hypothesis import strategies as st
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester

from annotator.ui.reader.highlightmodel import COLOUR, LINKS, PLACE, WORDS, HighlightModel, Line, Wish

lines = st.builds(
    lambda id, start, colour, words, links, tags, author: Line(
        id, "d", start, start + 5, colour, words, "", links, words, "highlight", author, tuple(tags)
    ),
    st.sampled_from("abcdefgh"),
    st.integers(0, 5),
    st.sampled_from(["yellow", "red"]),
    st.sampled_from(["alma", "Berta", "cold"]),
    st.sampled_from(["", "Art. I"]),
    st.lists(st.sampled_from(["one", "two"]), unique=True),
    st.sampled_from(["", "Ann", "Bo"]),
)


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.tuples(lines, st.booleans()), max_size=25),
    st.sampled_from([COLOUR, WORDS, PLACE, LINKS]),
    st.sampled_from(list(Qt.SortOrder)),
    st.sampled_from(["", "red"]),
)
def test_changes_give_the_same_as_all_read_again(
    changes: list[tuple[Line, bool]], column: int, order: Qt.SortOrder, colour: str
) -> None:
    changed, again = HighlightModel(), HighlightModel()
    for model in (changed, again):
        model.sort(column, order)
        model.ask(replace(Wish(), colour=colour))
    held: dict[str, Line] = {}
    for line, kept in changes:
        held.pop(line.id, None)
        if kept:
            held[line.id] = line
        changed.change({line.id: line if kept else None})
        again.replace(list(held.values()))
        key = again._key()
        assert [key(one) for one in changed._shown] == [key(one) for one in again._shown]
        assert {one.id for one in changed._shown} == {one.id for one in again._shown}
        assert changed.total == again.total
        assert [changed.named(what) for what in ("tag", "author")] == [
            again.named(what) for what in ("tag", "author")
        ]


def test_the_model_is_sound_while_lines_come_and_go(qtmodeltester: ModelTester) -> None:
    model = HighlightModel()
    qtmodeltester.check(model)
    for number in (3, 1, 2):
        model.change({str(number): Line(str(number), "d", number, 9, "red", "words", "", "", "words")})
    model.change({"2": None, "3": Line("3", "d", 0, 9, "red", "words", "", "", "words")})
    assert [model.line(row).id for row in range(model.rowCount())] == ["3", "1"]  # type: ignore[union-attr]
