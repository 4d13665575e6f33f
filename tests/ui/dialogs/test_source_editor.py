"""The dialog of a source: guesses are marked, dates are read aloud, one act writes it all."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.domain.source import Source
from annotator.store import sources
from annotator.ui.dialogs.authors import Authors
from annotator.ui.dialogs.date_field import DateField
from annotator.ui.dialogs.source_editor import SourceEditor
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook

Opener = Callable[[Path], Session]


@pytest.fixture
def session(open_session: Opener, sample: Path) -> Session:
    return open_session(sample)


def ask(qtbot: QtBot, session: Session, fn: Callable) -> object:
    answers: list[object] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def first_source(qtbot: QtBot, session: Session) -> Source:
    return ask(qtbot, session, sources.listing)[0].source


@pytest.fixture
def editor(qtbot: QtBot, themes: ThemeBook, session: Session) -> SourceEditor:
    source = first_source(qtbot, session)

    def guess(project: object) -> object:
        with project.act("guess") as act:
            sources.update(project, source.id, guessed=frozenset({"title", "issued", "authors"}))
        return act.changes

    with qtbot.waitSignal(session.changed):
        session.act(guess)
    dialog = SourceEditor(session, themes, source.id)
    # It deletes itself when closed, as in the window; here the bot does.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._source is not None)
    return dialog


def field(editor: SourceEditor, name: str) -> QLineEdit:
    widget = editor._widgets[name]
    assert isinstance(widget, QLineEdit)
    return widget


def saved(qtbot: QtBot, editor: SourceEditor) -> Source:
    with qtbot.waitSignal(editor.accepted):
        qtbot.mouseClick(editor.ok, Qt.MouseButton.LeftButton)
    return ask(qtbot, editor._session, lambda project: sources.get(project, editor._id))


def test_the_fields_hold_what_is_known(editor: SourceEditor) -> None:
    source = editor._source
    assert field(editor, "title").text() == source.title
    authors = editor._widgets["authors"]
    assert isinstance(authors, Authors)
    assert authors.names() == [(a.family, a.given, a.literal) for a in source.authors]
    kind = editor._widgets["type"]
    assert isinstance(kind, QComboBox)
    assert kind.currentData() == source.type
    assert editor.changes() == {}


def test_guessed_fields_are_marked_until_somebody_confirms_them(qtbot: QtBot, editor: SourceEditor) -> None:
    assert {name for name, chip in editor._chips.items() if chip.isVisibleTo(editor)} == {
        "title",
        "issued",
        "authors",
    }
    title = editor._source.title
    qtbot.mouseClick(editor._chips["title"], Qt.MouseButton.LeftButton)
    assert not editor._chips["title"].isVisibleTo(editor)
    stored = saved(qtbot, editor)
    assert stored.guessed == {"issued", "authors"}
    assert stored.title == title


def test_editing_a_guess_confirms_it(qtbot: QtBot, editor: SourceEditor) -> None:
    field(editor, "title").clear()
    qtbot.keyClicks(field(editor, "title"), "A better title")
    assert not editor._chips["title"].isVisibleTo(editor)
    stored = saved(qtbot, editor)
    assert stored.title == "A better title"
    assert "title" not in stored.guessed


def test_a_date_is_read_aloud_and_a_wrong_one_cannot_be_saved(qtbot: QtBot, editor: SourceEditor) -> None:
    date = editor._widgets["issued"]
    assert isinstance(date, DateField)
    date.set_text("2025-09-19")
    assert date.reading.text() == "19 September 2025"
    assert editor.ok.isEnabled()
    date.set_text("19 Sept")
    assert "Not a date" in date.reading.text()
    assert not editor.ok.isEnabled()


def test_authors_can_be_added_reordered_and_removed(qtbot: QtBot, editor: SourceEditor) -> None:
    authors = editor._widgets["authors"]
    assert isinstance(authors, Authors)
    before = authors.names()
    qtbot.mouseClick(authors.add, Qt.MouseButton.LeftButton)
    row = authors.rows[-1]
    row.kind.setCurrentIndex(1)
    row.literal.setText("Caspian Institute")
    qtbot.mouseClick(row.up, Qt.MouseButton.LeftButton)
    assert authors.names() == [*before[:-1], ("", "", "Caspian Institute"), *before[-1:]]
    qtbot.mouseClick(authors.rows[-1].remove, Qt.MouseButton.LeftButton)
    stored = saved(qtbot, editor)
    assert [agent.name for agent in stored.authors][-1] == "Caspian Institute"
    assert len(stored.authors) == len(before)


def test_the_annotation_is_one_act_that_undo_takes_back(qtbot: QtBot, editor: SourceEditor) -> None:
    session, old = editor._session, editor._source
    note = editor._widgets["annote"]
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("Read with care.")
    field(editor, "publisher").setText("A House")
    stored = saved(qtbot, editor)
    assert (stored.annote, stored.publisher) == ("Read with care.", "A House")
    with qtbot.waitSignal(session.changed):
        session.undo()
    back = ask(qtbot, session, lambda project: sources.get(project, old.id))
    assert (back.annote, back.publisher) == (old.annote, old.publisher)


def test_what_the_project_refuses_is_said_in_the_dialog(qtbot: QtBot, editor: SourceEditor) -> None:
    taken = ask(qtbot, editor._session, sources.listing)[1].source.citekey
    field(editor, "citekey").setText(taken)
    with qtbot.waitSignal(editor._session.failed):
        qtbot.mouseClick(editor.ok, Qt.MouseButton.LeftButton)
    assert editor.isVisible()
    assert taken in editor.problem.text()


def test_nothing_changed_writes_nothing(qtbot: QtBot, editor: SourceEditor) -> None:
    with qtbot.assertNotEmitted(editor._session.changed), qtbot.waitSignal(editor.accepted):
        qtbot.mouseClick(editor.ok, Qt.MouseButton.LeftButton)
