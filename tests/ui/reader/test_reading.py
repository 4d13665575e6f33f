"""Selecting, highlighting, linking with real mouse and keyboard events on real layouts."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QAccessible, QGuiApplication
from PySide6.QtTest import QTest

from annotator.ui.reader.accessible import Spoken
from ui.reader.helpers import Desk

Make = Callable[..., Desk]
ARTICLE = """Peace in few words 😀 and 𝔘nicode

Խաղաղության համաձայնագիր, որը ստորագրվեց 😀 օգոստոսին։

It follows that Article XII of the Agreement, which forbids excuses, is the “heart” of it (see below).
A second line of the same paragraph stands here.

Last words of the text end here.
""".encode()


@pytest.fixture
def reader(desk: Make) -> Desk:
    return desk({"article.txt": ARTICLE})


def test_a_drag_over_a_phrase_takes_exactly_that_phrase_after_emoji_and_armenian(reader: Desk) -> None:
    start, end = reader.drag_over("Article XII of the Agreement")
    assert reader.selected == "Article XII of the Agreement"
    assert (reader.canvas.selection.start, reader.canvas.selection.end) == (start, end)


def test_a_drag_backwards_takes_the_same_words(reader: Desk) -> None:
    start = reader.text.index("Article XII")
    view, left = reader.canvas.viewport(), Qt.MouseButton.LeftButton
    last, first = reader.point(start + len("Article XII of the Agreement") - 1), reader.point(start)
    QTest.mousePress(view, left, pos=last)
    QTest.mouseMove(view, (first + last) / 2)
    QTest.mouseMove(view, first)
    QTest.mouseRelease(view, left, pos=first)
    assert reader.selected == "Article XII of the Agreement"
    assert reader.canvas.selection.head == start


def test_armenian_words_are_selected_whole(reader: Desk) -> None:
    reader.drag_over("համաձայնագիր, որը ստորագրվեց")
    assert reader.selected == "համաձայնագիր, որը ստորագրվեց"


def test_alt_drag_takes_single_characters(reader: Desk) -> None:
    start = reader.text.index("forbids")
    reader.drag(start, start + 4, Qt.KeyboardModifier.AltModifier)
    assert len(reader.selected) < len("forbids")
    assert reader.selected in "forbids"


def test_a_double_click_takes_the_word_and_a_third_click_the_paragraph(reader: Desk) -> None:
    at = reader.point(reader.text.index("heart") + 2)
    view, left = reader.canvas.viewport(), Qt.MouseButton.LeftButton
    QTest.mouseClick(view, left, pos=at)
    QTest.mouseDClick(view, left, pos=at)
    assert reader.selected == "heart"
    QTest.mouseClick(view, left, pos=at)
    assert reader.selected.startswith("It follows")
    assert reader.selected.endswith("stands here.")


def test_shift_click_extends_from_where_one_clicked_before(reader: Desk) -> None:
    start, end = reader.text.index("follows"), reader.text.index("forbids")
    view, left = reader.canvas.viewport(), Qt.MouseButton.LeftButton
    reader.drag(start, start + 7)
    QTest.mouseClick(view, left, Qt.KeyboardModifier.ShiftModifier, reader.point(end + 2))
    assert reader.selected == reader.text[start : end + len("forbids")]


def test_releasing_a_selection_opens_the_card_inside_the_viewport(reader: Desk) -> None:
    reader.drag_over("Last words of the text")
    popup, view = reader.popup, reader.canvas.viewport()
    assert popup.isVisible()
    assert view.geometry().contains(popup.geometry())
    assert not popup.geometry().intersects(reader.canvas.selection_rect().translated(view.pos()))


def test_a_digit_highlights_at_once_and_one_undo_takes_it_back(reader: Desk) -> None:
    start, end = reader.drag_over("Article XII of the Agreement")
    with reader.qtbot.waitSignal(reader.session.changed):
        reader.key(Qt.Key.Key_3)
    row = reader.rows()[0]
    at = row.annotation.selectors
    assert (at.start, at.end, at.exact) == (start, end, "Article XII of the Agreement")
    assert row.annotation.colour == "green"
    assert at.paragraph == 3
    with reader.qtbot.waitSignal(reader.session.changed):
        reader.session.undo()
    assert reader.rows() == []
    reader.qtbot.waitUntil(lambda: not reader.pane.view.rows)


def test_letters_act_only_while_the_card_is_open(reader: Desk) -> None:
    reader.key(Qt.Key.Key_N)
    assert not reader.popup.note.isVisible()
    reader.drag_over("forbids excuses")
    reader.key(Qt.Key.Key_N)
    assert reader.popup.note.isVisible()


def test_a_note_written_in_the_card_makes_a_highlight_with_that_note(reader: Desk) -> None:
    reader.drag_over("forbids excuses")
    reader.key(Qt.Key.Key_N)
    QTest.keyClicks(reader.popup.note, "my note")
    with reader.qtbot.waitSignal(reader.session.changed):
        QTest.keyClick(reader.popup.note, Qt.Key.Key_Escape)
    assert [(r.annotation.note, r.annotation.selectors.exact) for r in reader.rows()] == [
        ("my note", "forbids excuses")
    ]


def test_escape_takes_away_one_layer_at_a_time(reader: Desk) -> None:
    reader.drag_over("forbids excuses")
    reader.key(Qt.Key.Key_L)
    QTest.keyClicks(reader.popup.link.edit, "x")
    QTest.keyClick(reader.popup.link.edit, Qt.Key.Key_Escape)
    assert reader.popup.link.edit.text() == ""
    QTest.keyClick(reader.popup.link.edit, Qt.Key.Key_Escape)
    assert reader.popup.isVisible()
    reader.key(Qt.Key.Key_Escape)
    assert not reader.popup.isVisible()
    assert reader.canvas.selection
    reader.key(Qt.Key.Key_Escape)
    assert not reader.canvas.selection


def test_a_click_on_a_highlight_opens_its_card_and_delete_moves_it_to_the_trash(reader: Desk) -> None:
    start, _ = reader.drag_over("forbids excuses")
    reader.key(Qt.Key.Key_1)
    reader.qtbot.waitUntil(lambda: len(reader.pane.view.spans) == 1)
    reader.key(Qt.Key.Key_Escape)
    QTest.mouseClick(reader.canvas.viewport(), Qt.MouseButton.LeftButton, pos=reader.point(start + 3))
    assert reader.popup.isVisible()
    assert reader.popup.annotation == reader.pane.view.rows[0].annotation.id
    assert reader.popup.dots["yellow"].isChecked()
    with reader.qtbot.waitSignal(reader.session.changed):
        reader.key(Qt.Key.Key_Delete)
    assert reader.rows() == []
    assert not reader.popup.isVisible()


def test_recolouring_a_clicked_highlight_keeps_it_one_highlight(reader: Desk) -> None:
    start, _ = reader.drag_over("forbids excuses")
    reader.key(Qt.Key.Key_1)
    reader.qtbot.waitUntil(lambda: len(reader.pane.view.spans) == 1)
    reader.key(Qt.Key.Key_Escape)
    QTest.mouseClick(reader.canvas.viewport(), Qt.MouseButton.LeftButton, pos=reader.point(start + 3))
    with reader.qtbot.waitSignal(reader.session.changed):
        QTest.mouseClick(reader.popup.dots["purple"], Qt.MouseButton.LeftButton)
    assert [row.annotation.colour for row in reader.rows()] == ["purple"]


def test_clicks_on_overlapping_highlights_go_through_them_shortest_first(reader: Desk) -> None:
    for phrase in ("Article XII of the Agreement", "the Agreement"):
        reader.drag_over(phrase)
        with reader.qtbot.waitSignal(reader.session.changed):
            reader.key(Qt.Key.Key_1)
        reader.key(Qt.Key.Key_Escape)
        reader.key(Qt.Key.Key_Escape)
    reader.qtbot.waitUntil(lambda: len(reader.pane.view.spans) == 2)
    words = {row.annotation.id: row.annotation.selectors.exact for row in reader.pane.view.rows}
    at = reader.point(reader.text.index("Agreement") + 4)
    seen = []
    for _ in range(3):
        QTest.mouseClick(reader.canvas.viewport(), Qt.MouseButton.LeftButton, pos=at)
        seen.append(words[reader.canvas.selected])
    assert seen == ["the Agreement", "Article XII of the Agreement", "the Agreement"]


def test_dragging_an_end_of_a_highlight_resizes_it(reader: Desk) -> None:
    start, end = reader.drag_over("XII of the Agreement")
    with reader.qtbot.waitSignal(reader.session.changed):
        reader.key(Qt.Key.Key_2)
    reader.qtbot.waitUntil(lambda: len(reader.pane.view.spans) == 1)
    reader.key(Qt.Key.Key_Escape)
    canvas, view = reader.canvas, reader.canvas.viewport()
    QTest.mouseClick(view, Qt.MouseButton.LeftButton, pos=reader.point(start + 1))
    reader.key(Qt.Key.Key_Escape)
    page = canvas.view.page_of(start)
    grip = (canvas.frame.page(page).topLeft() + canvas.grips(page)[0] * canvas.frame.scale).toPoint()
    target = reader.point(reader.text.index("Article") + 2)
    QTest.mousePress(view, Qt.MouseButton.LeftButton, pos=grip)
    QTest.mouseMove(view, (grip + target) / 2)
    QTest.mouseMove(view, target)
    with reader.qtbot.waitSignal(reader.session.changed):
        QTest.mouseRelease(view, Qt.MouseButton.LeftButton, pos=target)
    at = reader.rows()[0].annotation.selectors
    assert (at.exact, at.end) == ("Article XII of the Agreement", end)


def test_typing_words_and_ctrl_enter_makes_highlight_claim_and_link_in_one_act(reader: Desk) -> None:
    reader.drag_over("forbids excuses")
    reader.key(Qt.Key.Key_L)
    QTest.keyClicks(reader.popup.link.edit, "-No excuse is left")
    with reader.qtbot.waitSignal(reader.session.changed):
        QTest.keyClick(reader.popup.link.edit, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    row = reader.rows()[0]
    assert [(link.text, link.stance) for link in row.claims] == [("No excuse is left", "contradicts")]
    with reader.qtbot.waitSignal(reader.session.changed):
        reader.session.undo()
    assert reader.rows() == []


def test_ctrl_c_copies_the_words_and_c_copies_them_with_their_source(reader: Desk) -> None:
    reader.drag_over("Article XII of the Agreement")
    reader.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "Article XII of the Agreement"
    with reader.qtbot.waitSignal(reader.session.citer.copied, timeout=20_000):
        reader.key(Qt.Key.Key_C)
    said = QGuiApplication.clipboard().text()
    assert said.startswith("“Article XII of the Agreement”")
    assert "3" in said


def test_shift_arrows_extend_by_character_and_word_and_enter_opens_the_card(reader: Desk) -> None:
    start = reader.text.index("Article")
    QTest.mouseClick(reader.canvas.viewport(), Qt.MouseButton.LeftButton, pos=reader.point(start))
    reader.key(Qt.Key.Key_F7)
    reader.canvas.caret = start
    shift, control = Qt.KeyboardModifier.ShiftModifier, Qt.KeyboardModifier.ControlModifier
    reader.key(Qt.Key.Key_Right, shift)
    assert reader.selected == "A"
    reader.key(Qt.Key.Key_Right, shift | control)
    assert reader.selected == "Article"
    reader.key(Qt.Key.Key_Right, shift | control)
    assert reader.selected == "Article XII"
    reader.key(Qt.Key.Key_Left, shift)
    assert reader.selected == "Article XI"
    reader.key(Qt.Key.Key_Down, shift)
    assert len(reader.selected) > 20
    reader.key(Qt.Key.Key_Return)
    assert reader.popup.isVisible()


def test_ctrl_a_selects_everything(reader: Desk) -> None:
    reader.key(Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert reader.selected == reader.text


def test_a_selection_follows_the_reading_order_through_the_seed_article(desk: Make, shared: Path) -> None:
    seed = shared / "seeds" / "000_c7c67e868a80dd51.txt"
    reader = desk({seed.name: seed.read_bytes()})
    start, end = reader.drag_over("Article XII of the Agreement")
    assert reader.selected == "Article XII of the Agreement"
    with reader.qtbot.waitSignal(reader.session.changed):
        reader.key(Qt.Key.Key_1)
    at = reader.rows()[0].annotation.selectors
    assert (at.start, at.end, at.exact) == (start, end, reader.text[start:end])


def test_dragging_below_the_viewport_scrolls_and_goes_on_selecting(desk: Make) -> None:
    body = "\n\n".join(f"Paragraph number {n} says a few words more than that." for n in range(80))
    reader = desk({"long.txt": body.encode()})
    view, left = reader.canvas.viewport(), Qt.MouseButton.LeftButton
    first = reader.point(reader.text.index("number 1 "))
    before = reader.canvas.verticalScrollBar().value()
    QTest.mousePress(view, left, pos=first)
    QTest.mouseMove(view, first + (view.rect().center() - first) / 2)
    below = QPointF(view.width() / 2, view.height() + 60).toPoint()
    QTest.mouseMove(view, below)
    reader.qtbot.waitUntil(lambda: reader.canvas.verticalScrollBar().value() > before + 300)
    QTest.mouseRelease(view, left, pos=below)
    assert reader.selected.startswith("number 1 ")
    assert "number 9 " in reader.selected


def test_a_screen_reader_gets_the_text_the_caret_and_the_selection_in_qts_units(reader: Desk) -> None:
    phrase = "Article XII of the Agreement"
    spoken = QAccessible.queryAccessibleInterface(reader.canvas)
    assert spoken is not None
    assert spoken.role() == QAccessible.Role.Document
    assert spoken.state().readOnly
    text = spoken.textInterface()
    assert text is not None
    assert text.characterCount() == len(reader.text.encode("utf-16-le")) // 2
    assert text.text(0, -1) == reader.text
    start, _ = reader.drag_over(phrase)
    low, high = text.selection(0)
    assert text.text(low, high) == phrase
    assert low > start  # the emoji before it take two units each
    assert not text.characterRect(low).isNull()
    text.removeSelection(0)
    assert not reader.canvas.selection
    reader.pane.findChild(Spoken).speak()
    assert "Article XII" in reader.canvas.accessibleDescription()
