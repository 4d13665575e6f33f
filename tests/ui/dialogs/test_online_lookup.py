"""Looking a source up by its number: nothing is sent unasked, nothing is overwritten unseen. No test goes online."""

from __future__ import annotations

import json
import threading
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from annotator.domain.errors import UserError
from annotator.operations import lookup
from annotator.store import sources
from annotator.ui.dialogs.online_lookup import OnlineLookup
from annotator.ui.dialogs.source_editor import SourceEditor
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook

Opener = Callable[[Path], Session]
DOI = "10.1000/abc"
ANSWER = {
    "message": {
        "type": "journal-article",
        "title": ["On transit & trade"],
        "container-title": ["Journal of Roads"],
        "author": [{"given": "Bea", "family": "Oud"}],
        "published": {"date-parts": [[2020, 3]]},
        "volume": "4",
        "DOI": DOI,
    }
}


class Network:
    """What stands where the network would: remembers what was asked, answers when it is let."""

    def __init__(self) -> None:
        self.asked: list[str] = []
        self.answer: Any = ANSWER
        self.let = threading.Event()
        self.let.set()
        self.left = threading.Event()

    def __call__(self, address: str) -> bytes:
        self.asked.append(address)
        self.let.wait(10)
        try:
            if isinstance(self.answer, UserError):
                raise self.answer
            return json.dumps(self.answer).encode()
        finally:
            self.left.set()


@pytest.fixture
def network(monkeypatch: pytest.MonkeyPatch) -> Network:
    made = Network()
    monkeypatch.setattr(lookup, "_fetch", made)
    return made


@pytest.fixture
def session(open_session: Opener, sample: Path) -> Session:
    return open_session(sample)


def ask(qtbot: QtBot, session: Session, fn: Callable) -> Any:
    answers: list[Any] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


@pytest.fixture
def editor(qtbot: QtBot, themes: ThemeBook, session: Session) -> SourceEditor:
    """The details of a source whose title is only a guess and which has no volume."""
    source = ask(qtbot, session, sources.listing)[0].source

    def prepare(project: Any) -> object:
        with project.act("prepare") as act:
            sources.update(
                project, source.id, doi=DOI, title="A guess", volume="", guessed=frozenset({"title"})
            )
        return act.changes

    with qtbot.waitSignal(session.changed):
        session.act(prepare)
    dialog = SourceEditor(session, themes, source.id)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.waitUntil(lambda: dialog._source is not None)
    return dialog


def opened(qtbot: QtBot, editor: SourceEditor) -> OnlineLookup:
    qtbot.mouseClick(editor.online, Qt.MouseButton.LeftButton)
    dialog = editor.findChild(OnlineLookup)
    assert dialog is not None
    # It deletes itself when closed, as in the window; here with its parent.
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    return dialog


def press(qtbot: QtBot, button: Any) -> None:
    qtbot.mouseClick(button, Qt.MouseButton.LeftButton)


def found(qtbot: QtBot, dialog: OnlineLookup) -> None:
    press(qtbot, dialog.ask)
    press(qtbot, dialog.once)
    qtbot.waitUntil(lambda: bool(dialog.fields.sides))


def test_nothing_is_sent_before_somebody_allows_it(
    qtbot: QtBot, editor: SourceEditor, network: Network
) -> None:
    dialog = opened(qtbot, editor)
    assert dialog.number.text() == DOI
    assert not dialog.allowed.isChecked()
    press(qtbot, dialog.ask)
    assert dialog.permission.isVisible()
    press(qtbot, dialog.never)
    assert not dialog.permission.isVisible()
    assert network.asked == []
    assert "Nothing was sent" in dialog.said.text()


def test_what_is_allowed_once_is_asked_again(qtbot: QtBot, editor: SourceEditor, network: Network) -> None:
    found(qtbot, opened(qtbot, editor))
    assert network.asked == ["https://api.crossref.org/works/10.1000%2Fabc"]
    assert not ask(qtbot, editor._session, lookup.enabled)


def test_what_is_allowed_for_the_project_is_not_asked_again_until_it_is_taken_back(
    qtbot: QtBot, editor: SourceEditor, network: Network
) -> None:
    dialog = opened(qtbot, editor)
    press(qtbot, dialog.ask)
    press(qtbot, dialog.always)
    qtbot.waitUntil(lambda: bool(dialog.fields.sides))
    assert ask(qtbot, editor._session, lookup.enabled)
    press(qtbot, dialog.ask)
    qtbot.waitUntil(lambda: len(network.asked) == 2)
    qtbot.waitUntil(lambda: dialog.ask.text() == "Look up")
    assert not dialog.permission.isVisible()
    dialog.allowed.click()
    assert not ask(qtbot, editor._session, lookup.enabled)


def test_empty_and_guessed_fields_are_taken_others_stay_unless_chosen(
    qtbot: QtBot, editor: SourceEditor, network: Network
) -> None:
    before = editor._source
    dialog = opened(qtbot, editor)
    found(qtbot, dialog)
    choices = dialog.fields.choices()
    assert (choices["title"], choices["volume"]) == ("drop", "drop")
    assert (choices["contributors"], choices["issued"]) == ("keep", "keep")
    assert "doi" not in choices
    dialog.fields.sides["issued"][1].setChecked(True)
    press(qtbot, dialog.ok)
    title = editor.form.widgets["title"]
    assert isinstance(title, QLineEdit)
    assert title.text() == "On transit & trade"
    assert editor.form.widgets["volume"].isVisibleTo(editor)
    assert not editor.form.chips["title"].isVisibleTo(editor)
    # Nothing is written before the dialog is saved.
    assert ask(qtbot, editor._session, lambda project: sources.get(project, editor._id)) == before
    with qtbot.waitSignal(editor.accepted):
        press(qtbot, editor.ok)
    stored = ask(qtbot, editor._session, lambda project: sources.get(project, editor._id))
    assert (stored.title, stored.volume, stored.issued) == ("On transit & trade", "4", "2020-03")
    assert stored.contributors == before.contributors
    assert "title" not in stored.guessed


def test_a_refusal_is_said_and_one_can_try_again(
    qtbot: QtBot, editor: SourceEditor, network: Network
) -> None:
    network.answer = UserError("The server could not be reached.", advice="Check the connection.")
    dialog = opened(qtbot, editor)
    press(qtbot, dialog.ask)
    press(qtbot, dialog.once)
    qtbot.waitUntil(lambda: "could not be reached" in dialog.said.text())
    assert "Check the connection" in dialog.said.text()
    assert not dialog.ok.isEnabled()
    network.answer = ANSWER
    found(qtbot, dialog)
    assert dialog.ok.isEnabled()


@pytest.mark.parametrize("number", ["abc", "10", "http://evil.example/9780306406157"])
def test_what_is_no_number_is_said_and_never_sent(
    qtbot: QtBot, editor: SourceEditor, network: Network, number: str
) -> None:
    dialog = opened(qtbot, editor)
    dialog.number.setText(number)
    press(qtbot, dialog.ask)
    assert "no DOI and no ISBN" in dialog.said.text()
    assert not dialog.permission.isVisible()
    assert network.asked == []


def test_the_window_stays_free_and_an_answer_that_comes_too_late_is_dropped(
    qtbot: QtBot, editor: SourceEditor, network: Network
) -> None:
    network.let.clear()
    dialog = opened(qtbot, editor)
    press(qtbot, dialog.ask)
    press(qtbot, dialog.once)
    assert dialog.ask.text() == "Stop"
    qtbot.waitUntil(lambda: bool(network.asked))
    press(qtbot, dialog.ask)
    assert dialog.said.text() == "Stopped."
    network.let.set()
    assert network.left.wait(10)
    QApplication.processEvents()
    assert dialog.fields.sides == {}
    assert not dialog.ok.isEnabled()
