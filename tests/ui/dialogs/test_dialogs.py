"""Claim editor, adding a treaty, shortcuts, about."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QGuiApplication
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Claim
from annotator.store import treaties
from annotator.ui.dialogs.about import About
from annotator.ui.dialogs.add_treaty import AddTreaty
from annotator.ui.dialogs.claim_editor import ClaimEditor
from annotator.ui.dialogs.event_editor import EventEditor
from annotator.ui.dialogs.shortcuts import ShortcutModel, Shortcuts
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook

Opener = Callable[[Path], Session]

TREATY = """TREATY OF FRIENDSHIP

The Parties, wishing well to each other, have agreed as follows:

Article 1

1. The border is open.

2. It stays open.

Article 2

Disputes are settled by talks.
"""


def ask(qtbot: QtBot, session: Session, fn: Callable) -> object:
    answers: list[object] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


@pytest.fixture
def add_treaty(qtbot: QtBot, themes: ThemeBook, open_session: Opener, empty_project: Path) -> AddTreaty:
    dialog = AddTreaty(open_session(empty_project), themes)
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    return dialog


def test_a_treaty_is_shown_before_it_is_added(qtbot: QtBot, add_treaty: AddTreaty, tmp_path: Path) -> None:
    path = tmp_path / "treaty.txt"
    path.write_text(TREATY)
    assert not add_treaty.ok.isEnabled()
    add_treaty.read(path)
    qtbot.waitUntil(lambda: not add_treaty.model.empty, timeout=20_000)
    titles = [str(add_treaty.model.index(n, 0).data()) for n in range(add_treaty.model.rowCount())]
    assert [title.split(" ", 2)[:2] for title in titles[-2:]] == [["Art.", "1"], ["Art.", "2"]]
    assert ask(qtbot, add_treaty._session, treaties.instruments) == []
    add_treaty.title.setText("Treaty of Friendship")
    add_treaty.short.setText("Friendship (2026)")
    with qtbot.waitSignal(add_treaty.added) as added:
        qtbot.mouseClick(add_treaty.ok, Qt.MouseButton.LeftButton)
    (instrument,) = ask(qtbot, add_treaty._session, treaties.instruments)
    assert added.args == [instrument.id]
    assert (instrument.title, instrument.short) == ("Treaty of Friendship", "Friendship (2026)")


def test_a_file_without_articles_is_said_to_have_none(
    qtbot: QtBot, add_treaty: AddTreaty, tmp_path: Path
) -> None:
    path = tmp_path / "note.txt"
    path.write_text("Only a few words.\n")
    add_treaty.read(path)
    qtbot.waitUntil(lambda: "No articles" in add_treaty.found.text(), timeout=20_000)


def test_a_file_that_cannot_be_read_is_named_and_nothing_is_added(
    qtbot: QtBot, add_treaty: AddTreaty, tmp_path: Path
) -> None:
    path = tmp_path / "empty.txt"
    path.write_bytes(b"")
    add_treaty.read(path)
    qtbot.waitUntil(lambda: add_treaty.problem.isVisible(), timeout=20_000)
    assert not add_treaty.ok.isEnabled()
    assert ask(qtbot, add_treaty._session, treaties.instruments) == []


def test_a_new_claim_gets_the_next_free_key(qtbot: QtBot) -> None:
    dialog = ClaimEditor(taken=["C01", "C02"], topics=["borders"])
    qtbot.addWidget(dialog)
    assert dialog.key.text() == "C03"
    assert not dialog.ok.isEnabled()
    qtbot.keyClicks(dialog.text, "The  border is open.")
    assert dialog.ok.isEnabled()
    assert dialog.draft().text == "The border is open."


def test_a_key_that_is_taken_is_refused_at_once(qtbot: QtBot) -> None:
    dialog = ClaimEditor(Claim("1", "C01", "Words"), taken=["C01", "C02"])
    qtbot.addWidget(dialog)
    assert dialog.ok.isEnabled()
    dialog.key.setText("c02")
    assert not dialog.ok.isEnabled()
    dialog.key.setText("")
    assert not dialog.ok.isEnabled()


def test_enter_in_the_claim_does_not_break_the_line(qtbot: QtBot) -> None:
    dialog = ClaimEditor()
    qtbot.addWidget(dialog)
    qtbot.keyClicks(dialog.text, "One")
    qtbot.keyClick(dialog.text, Qt.Key.Key_Return)
    assert dialog.text.toPlainText() == "One"


def test_an_event_needs_a_date_that_is_one_or_none(qtbot: QtBot) -> None:
    dialog = EventEditor("Agreement")
    qtbot.addWidget(dialog)
    assert dialog.ok.isEnabled()
    dialog.date.set_text("soon")
    assert not dialog.ok.isEnabled()
    dialog.date.set_text("2026-03")
    assert dialog.ok.isEnabled()
    assert dialog.draft().date == "2026-03"


def test_the_shortcut_model_is_sound(qtmodeltester: ModelTester) -> None:
    model = ShortcutModel([("Undo", "Ctrl+Z"), ("Find", "Ctrl+F")])
    qtmodeltester.check(model)
    model.sort(0)
    assert model.index(0, 0).data() == "Find"
    model.set_filter("ctrl+z")
    assert model.rowCount() == 1


def test_shortcuts_are_filtered_by_typing(qtbot: QtBot) -> None:
    dialog = Shortcuts([("Undo", "Ctrl+Z"), ("Find in document", "Ctrl+F")])
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.keyClicks(dialog.filter, "undo")
    assert dialog.model.index(0, 1).data() == "Ctrl+Z"
    assert dialog.model.rowCount() == 1


def test_about_names_the_licence_and_copies_the_versions(qtbot: QtBot) -> None:
    dialog = About()
    dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(dialog)
    dialog.show()
    qtbot.mouseClick(dialog.copy, Qt.MouseButton.LeftButton)
    assert QGuiApplication.clipboard().text().startswith("Annotator ")
