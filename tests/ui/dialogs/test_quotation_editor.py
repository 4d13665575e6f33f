"""A quotation as it is printed: edits that show themselves, a translation, its place – and the raw words untouched."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCursor
from pytestqt.qtbot import QtBot

from annotator.domain.annotation import Annotation
from annotator.store import annotations
from annotator.ui.dialogs.quotation_editor import QuotationEditor
from annotator.ui.session import Session


@pytest.fixture
def session(open_session: Callable[[Path], Session], sample: Path) -> Session:
    return open_session(sample)


def ask(qtbot: QtBot, session: Session, fn: Callable) -> Any:
    answers: list[Any] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def some(qtbot: QtBot, session: Session) -> list[Annotation]:
    """The highlights of sources."""
    return [row.annotation for row in ask(qtbot, session, annotations.listing) if row.annotation.source]


def editor(qtbot: QtBot, session: Session, annotation: str) -> QuotationEditor:
    made = QuotationEditor(session, annotation)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(made.ok.isEnabled)
    return made


def test_an_edit_is_checked_as_it_is_written_and_the_raw_words_stay(qtbot: QtBot, session: Session) -> None:
    one = some(qtbot, session)[0]
    dialog = editor(qtbot, session, one.id)
    words = dialog.display.toPlainText()
    assert "as it stands" in dialog.said.text()
    first, second, rest = words.split(" ", 2)
    cursor = dialog.display.textCursor()
    cursor.setPosition(len(first) + 1)
    cursor.setPosition(len(first) + 1 + len(second), QTextCursor.MoveMode.KeepAnchor)
    dialog.display.setTextCursor(cursor)
    qtbot.mouseClick(dialog.omit, Qt.MouseButton.LeftButton)
    edited = f"{first} […] {rest}"
    assert dialog.display.toPlainText() == edited
    assert "Every edit shows itself" in dialog.said.text()
    dialog.translation.setPlainText("Auf Deutsch.")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    stored = ask(qtbot, session, lambda project: annotations.get(project, one.id))
    assert (stored.display, stored.translation) == (edited, "Auf Deutsch.")
    assert stored.selectors == one.selectors


def test_words_that_do_not_stand_there_are_said_at_once(qtbot: QtBot, session: Session) -> None:
    dialog = editor(qtbot, session, some(qtbot, session)[0].id)
    dialog.display.setPlainText("The minister never said so")
    assert "not verbatim" in dialog.said.text()
    qtbot.mouseClick(dialog.reset, Qt.MouseButton.LeftButton)
    assert "as it stands" in dialog.said.text()


def test_a_quotation_is_given_its_place_in_the_same_act(qtbot: QtBot, session: Session) -> None:
    one = some(qtbot, session)[0]
    dialog = editor(qtbot, session, one.id)
    assert (dialog.kind.currentData(), dialog.place.text()) == (
        one.selectors.locator_label,
        one.selectors.locator_value,
    )
    dialog.kind.setCurrentIndex(dialog.kind.findData("timestamp"))
    dialog.place.setText(" 1:02:03 ")
    dialog.translation.setPlainText("So.")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)
    stored = ask(qtbot, session, lambda project: annotations.get(project, one.id))
    assert (stored.selectors.locator_label, stored.selectors.locator_value) == ("timestamp", "1:02:03")
    with qtbot.waitSignal(session.changed):
        session.undo()
    back = ask(qtbot, session, lambda project: annotations.get(project, one.id))
    assert (back.selectors, back.translation) == (one.selectors, one.translation)
