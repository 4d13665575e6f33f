"""The card beside the words: it fits where there is little room, and there is one of it."""

from __future__ import annotations

from collections.abc import Callable
from itertools import pairwise

import pytest
from PySide6.QtWidgets import QApplication

from annotator.ui.reader.card import KeyButton
from ui.reader.helpers import Desk

Make = Callable[..., Desk]
TEXT = b"One two three four five six seven eight nine ten eleven twelve.\n\n" * 6


@pytest.mark.parametrize("width", [900, 460, 400, 340, 280])
def test_no_button_of_the_card_is_cut_or_covers_another(desk: Make, width: int) -> None:
    reader = desk({"a.txt": TEXT}, size=(width, 600))
    reader.drag_over("four five six")
    assert reader.popup.isVisible()
    assert reader.popup.geometry().right() <= reader.canvas.width()
    buttons = sorted(
        (one for one in reader.popup.findChildren(KeyButton) if one.isVisible()), key=lambda one: one.x()
    )
    assert all(one.width() >= one.sizeHint().width() for one in buttons)
    assert all(one.geometry().right() < other.x() for one, other in pairwise(buttons))
    assert buttons[-1].geometry().right() <= reader.popup.width()
    assert all(one.accessibleName() and one.toolTip() for one in buttons)


def test_the_words_come_back_with_the_room(desk: Make) -> None:
    reader = desk({"a.txt": TEXT}, size=(340, 600))
    reader.drag_over("four five six")
    narrow = reader.popup.copy_button.width()
    reader.popup.dismiss()
    reader.area.resize(900, 600)
    reader.settle()
    reader.drag_over("four five six")
    assert reader.popup.copy_button.width() > 3 * narrow
    assert reader.popup.underline_button.isVisible()


def test_the_card_of_one_half_closes_as_the_other_is_used(desk: Make) -> None:
    reader = desk({"a.txt": TEXT}, size=(1100, 600))
    reader.drag_over("four five six")
    first = reader.popup
    assert first.isVisible()
    reader.area.split()
    second = reader.area.halves[1]
    reader.qtbot.waitUntil(lambda: second.pane() is not None and second.pane().canvas.is_settled)
    # Without a window manager no window is active, and so none has the keyboard.
    QApplication.instance().focusChanged.emit(reader.canvas, second.pane().canvas)
    reader.qtbot.waitUntil(lambda: reader.area.half is second)
    assert not first.isVisible()
