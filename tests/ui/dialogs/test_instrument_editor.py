"""The record of a treaty: names, parties, series, events, one act; and its entry as it will be printed."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.domain.treaty import Instrument
from annotator.store import treaties
from annotator.ui.dialogs.instrument_editor import InstrumentEditor
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook

SLOW = 20_000  # ms; the engine starts V8 and reads a style


@pytest.fixture
def session(open_session: Callable[[Path], Session], sample: Path) -> Session:
    Settings().set_text("bibliography/style", "oscola")
    return open_session(sample)


def ask(qtbot: QtBot, session: Session, fn: Callable) -> object:
    answers: list[object] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


@pytest.fixture
def editor(qtbot: QtBot, themes: ThemeBook, session: Session) -> InstrumentEditor:
    first = ask(qtbot, session, treaties.instruments)[0]
    made = InstrumentEditor(session, themes, first.id)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made._before is not None)
    return made


def saved(qtbot: QtBot, editor: InstrumentEditor) -> Instrument:
    with qtbot.waitSignal(editor.accepted):
        qtbot.mouseClick(editor.ok, Qt.MouseButton.LeftButton)
    return ask(qtbot, editor._session, lambda project: treaties.instrument(project, editor._id))


def test_the_dialog_holds_what_is_known(editor: InstrumentEditor) -> None:
    before = editor._before
    assert editor.text("title") == before.title
    assert editor.record().events == before.events
    assert editor.record().aliases == before.aliases


def test_series_and_parties_are_kept_for_citing_and_shown_in_the_entry(
    qtbot: QtBot, editor: InstrumentEditor
) -> None:
    for name, text in (
        ("series", "UNTS"),
        ("volume", "1155"),
        ("page", "331"),
        ("parties", "Armenia; Azerbaijan"),
    ):
        editor.set_text(name, text)
    qtbot.waitUntil(lambda: "1155" in editor.entry.text(), timeout=SLOW)
    stored = saved(qtbot, editor)
    assert stored.csl["container-title"] == "UNTS"
    assert stored.csl["author"] == [{"literal": "Armenia"}, {"literal": "Azerbaijan"}]
    with qtbot.waitSignal(editor._session.changed):
        editor._session.undo()
    back = ask(qtbot, editor._session, lambda project: treaties.instrument(project, editor._id))
    assert back == editor._before


def test_names_and_events_are_one_act(qtbot: QtBot, editor: InstrumentEditor) -> None:
    before = editor._before
    editor.set_text("short", "The Accord")
    editor.set_text("aliases", "One name; Another name")
    qtbot.mouseClick(editor.events.add, Qt.MouseButton.LeftButton)
    row = editor.events.rows[-1]
    row.kind.setEditText("registered")
    row.date.set_text("2026-01")
    qtbot.mouseClick(editor.events.rows[0].remove, Qt.MouseButton.LeftButton)
    stored = saved(qtbot, editor)
    assert stored.short == "The Accord"
    assert set(stored.aliases) == {"One name", "Another name"}
    kinds = [event.kind for event in stored.events]
    assert kinds == [*(event.kind for event in before.events[1:]), "registered"]


def test_a_corrected_date_replaces_the_old_one(qtbot: QtBot, editor: InstrumentEditor) -> None:
    count = len(editor._before.events)
    editor.events.rows[0].date.set_text("2024-01-02")
    stored = saved(qtbot, editor)
    assert len(stored.events) == count
    assert "2024-01-02" in {event.date for event in stored.events}


def test_without_a_title_or_with_a_wrong_date_nothing_can_be_saved(editor: InstrumentEditor) -> None:
    editor.events.rows[0].date.set_text("soon")
    assert not editor.ok.isEnabled()
    editor.events.rows[0].date.set_text("2025")
    assert editor.ok.isEnabled()
    editor.set_text("title", "")
    assert not editor.ok.isEnabled()


def test_nothing_changed_writes_nothing(qtbot: QtBot, editor: InstrumentEditor) -> None:
    with qtbot.assertNotEmitted(editor._session.changed), qtbot.waitSignal(editor.accepted):
        qtbot.mouseClick(editor.ok, Qt.MouseButton.LeftButton)
