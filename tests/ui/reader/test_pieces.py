"""A highlight of several pieces is taken by its first and its last end."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from annotator.operations import annotations, joining
from annotator.ui.reader.spans import ranges
from ui.reader.helpers import Desk

TEXT = "One two three four.\n\nFive six seven eight.\n\nNine ten eleven twelve."


def test_the_ends_of_a_highlight_of_several_pieces_are_dragged(desk: Callable[..., Desk]) -> None:
    made: list[str] = []

    def prepare(project, documents) -> None:
        start = TEXT.index("two")
        made.append(annotations.highlight(project, documents[0], start, start + 9).annotation.id)
        start = TEXT.index("six")
        joining.join(project, made[0], start, start + 9)

    reader = desk({"a.txt": TEXT.encode()}, prepare=prepare)
    canvas = reader.canvas

    def pieces() -> list[str]:
        row = reader.pane.view.spans.get(made[0])
        assert row is not None
        return [reader.text[start:end] for start, end in ranges(row.annotation)]

    def pull(grip: int, word: str) -> None:
        canvas.set_selected(made[0])
        page = canvas.frame.visible().start
        where, scale = canvas.frame.page(page), canvas.frame.scale
        ends = canvas.grips(page)
        assert len(ends) == 2
        at = (where.topLeft() + ends[grip] * scale).toPoint()
        to = reader.point(reader.text.index(word) + len(word) // 2)
        view, left = canvas.viewport(), Qt.MouseButton.LeftButton
        QTest.mousePress(view, left, Qt.KeyboardModifier.NoModifier, at)
        QTest.mouseMove(view, (at + to) / 2)
        QTest.mouseMove(view, to)
        QTest.mouseRelease(view, left, Qt.KeyboardModifier.NoModifier, to)

    assert pieces() == ["two three", "six seven"]
    pull(1, "eight")
    reader.qtbot.waitUntil(lambda: pieces() == ["two three", "six seven eight"])
    reader.settle()
    pull(0, "One")
    reader.qtbot.waitUntil(lambda: pieces() == ["One two three", "six seven eight"])
    reader.settle()
    pull(1, "eleven")
    reader.qtbot.waitUntil(lambda: pieces()[0] == "One two three" and pieces()[1].endswith("Nine ten eleven"))


def test_a_piece_that_reaches_another_becomes_one_with_it(desk: Callable[..., Desk]) -> None:
    reader = desk({"a.txt": TEXT.encode()})
    document = reader.documents[0]

    def act(project):
        first = annotations.highlight(project, document, 0, 3).annotation.id
        joining.join(project, first, 8, 13)
        return joining.resize_piece(project, first, (8, 13), 2, 13)

    kept = reader.stored(act).annotation
    assert (kept.selectors.exact, kept.parts) == ("One two three", ())
