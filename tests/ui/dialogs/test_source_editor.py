"""The dialog of a source: guesses are marked, dates are read aloud, one act writes it all."""

from __future__ import annotations

import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFormLayout, QLabel, QLineEdit, QPlainTextEdit
from pytestqt.qtbot import QtBot

from annotator.citation.csl import DATES, FIELDS, ROLES, TYPES
from annotator.domain.source import Source
from annotator.store import sources
from annotator.ui.dialogs.date_field import DateField
from annotator.ui.dialogs.people import People
from annotator.ui.dialogs.source_editor import SourceEditor
from annotator.ui.dialogs.source_fields import USUAL, fields, roles, types, usual
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
    widget = editor.form.widgets[name]
    assert isinstance(widget, QLineEdit)
    return widget


def saved(qtbot: QtBot, editor: SourceEditor) -> Source:
    with qtbot.waitSignal(editor.accepted):
        qtbot.mouseClick(editor.ok, Qt.MouseButton.LeftButton)
    return ask(qtbot, editor._session, lambda project: sources.get(project, editor._id))


def test_the_fields_hold_what_is_known(editor: SourceEditor) -> None:
    source = editor._source
    assert field(editor, "title").text() == source.title
    authors = editor.form.widgets["authors"]
    assert isinstance(authors, People)
    assert authors.names() == [(a.family, a.given, a.literal) for a in source.authors]
    kind = editor.form.widgets["type"]
    assert isinstance(kind, QComboBox)
    assert kind.currentData() == source.type
    assert editor.changes() == {}


def test_guessed_fields_are_marked_until_somebody_confirms_them(qtbot: QtBot, editor: SourceEditor) -> None:
    assert {name for name, chip in editor.form.chips.items() if chip.isVisibleTo(editor)} == {
        "title",
        "issued",
        "authors",
    }
    title = editor._source.title
    qtbot.mouseClick(editor.form.chips["title"], Qt.MouseButton.LeftButton)
    assert not editor.form.chips["title"].isVisibleTo(editor)
    stored = saved(qtbot, editor)
    assert stored.guessed == {"issued", "authors"}
    assert stored.title == title


def test_a_guess_says_why_it_was_made(qtbot: QtBot, themes: ThemeBook, session: Session) -> None:
    source = first_source(qtbot, session)
    why = "09-08-2025 may be 2025-08-09 or 2025-09-08"

    def guess(project: object) -> object:
        with project.act("guess") as act:
            sources.update(
                project, source.id, guessed=frozenset({"issued"}), reasons={"issued": why, "title": "said"}
            )
        return act.changes

    with qtbot.waitSignal(session.changed):
        session.act(guess)
    dialog = SourceEditor(session, themes, source.id)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._source is not None)
    shown = [label for label in dialog.findChildren(QLabel) if label.text() == why]
    assert [label.isVisibleTo(dialog) for label in shown] == [True]
    assert why in dialog.form.chips["issued"].toolTip()
    assert dialog.form.chips["issued"].accessibleDescription() == why
    # What nobody guessed is not explained.
    assert not any(label.text() == "said" for label in dialog.findChildren(QLabel))
    qtbot.mouseClick(dialog.form.chips["issued"], Qt.MouseButton.LeftButton)
    assert not shown[0].isVisibleTo(dialog)
    assert saved(qtbot, dialog).guessed == frozenset()


def test_editing_a_guess_confirms_it(qtbot: QtBot, editor: SourceEditor) -> None:
    field(editor, "title").clear()
    qtbot.keyClicks(field(editor, "title"), "A better title")
    assert not editor.form.chips["title"].isVisibleTo(editor)
    stored = saved(qtbot, editor)
    assert stored.title == "A better title"
    assert "title" not in stored.guessed


def test_a_date_is_read_aloud_and_a_wrong_one_cannot_be_saved(qtbot: QtBot, editor: SourceEditor) -> None:
    date = editor.form.widgets["issued"]
    assert isinstance(date, DateField)
    date.set_text("2025-09-19")
    assert date.reading.text() == "19 September 2025"
    assert editor.ok.isEnabled()
    date.set_text("19 Sept")
    assert "Not a date" in date.reading.text()
    assert not editor.ok.isEnabled()


def test_authors_can_be_added_reordered_and_removed(qtbot: QtBot, editor: SourceEditor) -> None:
    authors = editor.form.widgets["authors"]
    assert isinstance(authors, People)
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
    note = editor.form.widgets["annote"]
    assert isinstance(note, QPlainTextEdit)
    note.setPlainText("Read with care.")
    field(editor, "container_title").setText("A House")
    stored = saved(qtbot, editor)
    assert (stored.annote, stored.container_title) == ("Read with care.", "A House")
    with qtbot.waitSignal(session.changed):
        session.undo()
    back = ask(qtbot, session, lambda project: sources.get(project, old.id))
    assert (back.annote, back.container_title) == (old.annote, old.container_title)


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


# All types, all fields


def shown(editor: SourceEditor) -> set[str]:
    return {name for name, widget in editor.form.widgets.items() if widget.isVisibleTo(editor)}


def choose_type(editor: SourceEditor, kind: str) -> None:
    box = editor.form.widgets["type"]
    assert isinstance(box, QComboBox)
    box.setCurrentIndex(box.findData(kind))


def test_every_csl_type_field_and_role_can_be_chosen() -> None:
    assert {kind for kind, _ in types()} == TYPES
    assert {role for role, _ in roles()} == ROLES
    own = set(FIELDS) | set(DATES) | {"authors", "type"}
    asked = {field.name for field in fields()}
    assert own <= asked
    assert set(USUAL) <= TYPES
    for kind in TYPES:
        assert usual(kind) <= asked, kind


def test_the_type_decides_which_fields_are_asked_first(editor: SourceEditor) -> None:
    choose_type(editor, "manuscript")
    assert "csl:archive" in shown(editor)
    assert "csl:edition" not in shown(editor)
    choose_type(editor, "book")
    assert {"csl:edition", "isbn", "publisher"} <= shown(editor)


def test_more_fields_shows_them_all(qtbot: QtBot, editor: SourceEditor) -> None:
    choose_type(editor, "webpage")
    qtbot.mouseClick(editor.form.more, Qt.MouseButton.LeftButton)
    assert shown(editor) == {field.name for field in fields()}
    assert not editor.form.more.isVisibleTo(editor)
    labels = [
        editor.form._form.itemAt(n, QFormLayout.ItemRole.LabelRole).widget().text()
        for n in range(editor.form._form.rowCount())
    ]
    assert labels == [field.label for field in fields()]


def test_a_field_that_holds_something_stays_with_any_type(editor: SourceEditor) -> None:
    choose_type(editor, "book")
    field(editor, "csl:edition").setText("2nd")
    choose_type(editor, "webpage")
    assert "csl:edition" in shown(editor)


def test_archive_titles_and_dates_are_kept_as_csl(qtbot: QtBot, editor: SourceEditor) -> None:
    qtbot.mouseClick(editor.form.more, Qt.MouseButton.LeftButton)
    field(editor, "csl:archive").setText("National Archives")
    field(editor, "csl:translated-title").setText("The Treaty")
    date = editor.form.widgets["csl:original-date"]
    assert isinstance(date, DateField)
    date.set_text("1991~")
    assert date.reading.text() == "about 1991"
    stored = saved(qtbot, editor)
    assert stored.csl["archive"] == "National Archives"
    assert stored.csl["translated-title"] == "The Treaty"
    assert stored.csl["original-date"] == {"date-parts": [[1991]], "circa": True}


@pytest.mark.parametrize(
    ("edtf", "words"),
    [
        ("2020/2022", "2020 – 2022"),
        ("2025-21", "spring 2025"),
        ("199X", "1990s"),
        ("2025-08?", "August 2025?"),
    ],
)
def test_ranges_seasons_and_doubts_are_read_in_words(editor: SourceEditor, edtf: str, words: str) -> None:
    date = editor.form.widgets["issued"]
    assert isinstance(date, DateField)
    date.set_text(edtf)
    assert date.reading.text() == words
    assert editor.ok.isEnabled()


def test_roles_particles_and_suffix_are_kept(qtbot: QtBot, editor: SourceEditor) -> None:
    people = editor.form.widgets["authors"]
    assert isinstance(people, People)
    qtbot.mouseClick(people.add, Qt.MouseButton.LeftButton)
    row = people.rows[-1]
    row.role.setCurrentIndex(row.role.findData("translator"))
    row.family.setText("Berg")
    row.given.setText("Jan")
    qtbot.mouseClick(row.more, Qt.MouseButton.LeftButton)
    row.particle.setText("van der")
    row.suffix.setText("Jr.")
    stored = saved(qtbot, editor)
    last = stored.contributors[-1]
    assert last.role == "translator"
    assert last.agent.name == "Jan van der Berg, Jr."
    assert stored.authors == editor_authors(editor)


def editor_authors(editor: SourceEditor) -> tuple:
    return editor._source.authors


def test_enter_saves_also_where_the_dialog_had_to_wait_for_its_contents(
    qtbot: QtBot, themes: ThemeBook, session: Session
) -> None:
    source = first_source(qtbot, session)
    busy = threading.Event()
    session.read(lambda _: busy.wait(10), lambda _: None)
    dialog = SourceEditor(session, themes, source.id)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    with qtbot.waitExposed(dialog):
        dialog.show()
    dialog.activateWindow()
    qtbot.waitUntil(dialog.isActiveWindow)
    busy.set()
    qtbot.waitUntil(lambda: dialog._source is not None)
    title = dialog.form.widgets["title"]
    assert isinstance(title, QLineEdit)
    title.setText("Another title")
    with qtbot.waitSignal(dialog.accepted):
        qtbot.keyClick(title, Qt.Key.Key_Return)
