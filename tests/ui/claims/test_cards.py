"""Judging on the card itself: another stance, or no link any more, each one act that can be taken back."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from annotator.domain.claim import Stance
from annotator.store import evidence
from annotator.store.rows import Passage
from annotator.ui.claims.workspace import ClaimsWorkspace
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets.quote import QuoteButton


@pytest.fixture
def workspace(
    qtbot: QtBot, themes: ThemeBook, open_session: Callable[[Path], Session], sample: Path
) -> ClaimsWorkspace:
    made = ClaimsWorkspace(open_session(sample), themes)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    qtbot.waitUntil(lambda: made._view is not None and bool(made._view.passages))
    return made


def card_of(workspace: ClaimsWorkspace, stance: Stance) -> tuple[QuoteButton, Passage]:
    return workspace.panel.evidence.columns[stance].cards[0]


def stances(qtbot: QtBot, workspace: ClaimsWorkspace) -> dict[str, Stance]:
    claim = workspace._view.claim.id
    answers: list[list[Passage]] = []
    workspace._session.read(lambda project: evidence.of_claim(project, claim), answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return {passage.link: passage.stance for passage in answers[0]}


def first_stance(workspace: ClaimsWorkspace) -> Stance:
    return next(stance for stance, column in workspace.panel.evidence.columns.items() if column.cards)


@pytest.mark.parametrize(("key", "stance"), [("~", Stance.QUALIFIES), ("=", Stance.MENTIONS)])
def test_a_key_changes_the_stance_and_the_card_keeps_the_keyboard(
    qtbot: QtBot, workspace: ClaimsWorkspace, key: str, stance: Stance
) -> None:
    card, passage = card_of(workspace, first_stance(workspace))
    workspace.activateWindow()
    card.setFocus()
    with qtbot.waitSignal(workspace._session.changed):
        qtbot.keyClicks(card, key)
    assert stances(qtbot, workspace)[passage.link] == stance
    qtbot.waitUntil(
        lambda: any(
            c.hasFocus() and p.link == passage.link for c, p in workspace.panel.evidence.columns[stance].cards
        )
    )
    with qtbot.waitSignal(workspace._session.changed):
        workspace._session.undo()
    assert stances(qtbot, workspace)[passage.link] == passage.stance


def test_the_stance_it_has_already_is_no_act(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    stance = first_stance(workspace)
    card, _ = card_of(workspace, stance)
    sign = {Stance.SUPPORTS: "+", Stance.CONTRADICTS: "-", Stance.QUALIFIES: "~", Stance.MENTIONS: "="}[
        stance
    ]
    with qtbot.assertNotEmitted(workspace._session.changed, wait=200):
        qtbot.keyClicks(card, sign)


def test_delete_takes_the_link_away_and_undo_is_offered(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    card, passage = card_of(workspace, first_stance(workspace))
    with qtbot.waitSignal(workspace._session.changed):
        qtbot.keyClick(card, Qt.Key.Key_Delete)
    assert passage.link not in stances(qtbot, workspace)
    qtbot.waitUntil(workspace.banner.isVisible)
    with qtbot.waitSignal(workspace._session.changed):
        qtbot.mouseClick(workspace.banner.undo, Qt.MouseButton.LeftButton)
    assert passage.link in stances(qtbot, workspace)


def test_the_menu_of_a_card_has_the_stances_and_the_removal(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    card, passage = card_of(workspace, first_stance(workspace))
    menu = workspace.cards.drag.menu_of(card)
    assert isinstance(menu, QMenu)
    checked = [action.text() for action in menu.actions() if action.isChecked()]
    assert len(checked) == 1
    assert passage.stance.value in checked[0]
    other = next(action for action in menu.actions() if "mentions" in action.text())
    with qtbot.waitSignal(workspace._session.changed):
        other.trigger()
    assert stances(qtbot, workspace)[passage.link] == Stance.MENTIONS
