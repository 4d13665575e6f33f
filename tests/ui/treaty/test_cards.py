"""The cards of the Treaty workspace: links judged and removed where the passage is read."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from annotator.store import treaties
from annotator.ui.dialogs.instrument_editor import InstrumentEditor
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.treaty.workspace import TreatyWorkspace


def ask(qtbot: QtBot, session: Session, fn: Callable) -> object:
    answers: list[object] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


@pytest.fixture
def workspace(
    qtbot: QtBot, themes: ThemeBook, open_session: Callable[[Path], Session], sample: Path
) -> TreatyWorkspace:
    made = TreatyWorkspace(open_session(sample), themes)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    counts = ask(qtbot, made._session, lambda p: treaties.counts(p, treaties.instruments(p)[0].id))
    wanted = max(counts, key=lambda id: counts[id])
    made.show_provision(wanted)
    qtbot.waitUntil(lambda: bool(made.passages._made) and made.passages._made[0][0] == wanted)
    qtbot.waitUntil(lambda: any(box.card.claims for box in made.passages.boxes))
    return made


def links(qtbot: QtBot, workspace: TreatyWorkspace) -> set[str]:
    provision = workspace._provision
    found = ask(qtbot, workspace._session, lambda project: treaties.passages(project, provision))
    return {passage.link for passage in found}


def test_delete_takes_the_link_to_the_provision_away(qtbot: QtBot, workspace: TreatyWorkspace) -> None:
    box = workspace.passages.boxes[0]
    link = box.card.passage.link
    with qtbot.waitSignal(workspace._session.changed):
        qtbot.keyClick(box.quote, Qt.Key.Key_Delete)
    assert link not in links(qtbot, workspace)
    qtbot.waitUntil(workspace.banner.isVisible)
    with qtbot.waitSignal(workspace._session.changed):
        qtbot.mouseClick(workspace.banner.undo, Qt.MouseButton.LeftButton)
    assert link in links(qtbot, workspace)


def test_the_menu_judges_the_claims_that_a_passage_bears_on(qtbot: QtBot, workspace: TreatyWorkspace) -> None:
    box = next(box for box in workspace.passages.boxes if box.card.claims)
    claim = box.card.claims[0]
    menu = workspace.cards.drag.menu_of(box.quote)
    inner = next(action.menu() for action in menu.actions() if action.menu() and claim.key in action.text())
    other = next(action for action in inner.actions() if action.isCheckable() and not action.isChecked())
    with qtbot.waitSignal(workspace._session.changed):
        other.trigger()
    qtbot.waitUntil(
        lambda: any(
            link.evidence == claim.evidence and link.stance != claim.stance
            for one in workspace.passages.boxes
            for link in one.card.claims
        )
    )


def test_the_record_is_edited_from_the_sheet(qtbot: QtBot, workspace: TreatyWorkspace) -> None:
    qtbot.mouseClick(workspace.sheet.edit, Qt.MouseButton.LeftButton)
    (dialog,) = workspace.findChildren(InstrumentEditor)
    qtbot.waitUntil(lambda: dialog._before is not None)
    assert dialog._before.id == workspace._instrument
    dialog.reject()
