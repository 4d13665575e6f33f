"""The Claims workspace on the sample project: reading, choosing, judging, with mouse and keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.domain.claim import ClaimStatus, Stance
from annotator.store import claims, evidence
from annotator.ui.claims.workspace import ClaimsWorkspace
from annotator.ui.dialogs.claim_editor import ClaimEditor
from annotator.ui.records import Place
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook

Opener = Callable[[Path], Session]


@pytest.fixture
def workspace(qtbot: QtBot, themes: ThemeBook, open_session: Opener, sample: Path) -> ClaimsWorkspace:
    made = ClaimsWorkspace(open_session(sample), themes)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() > 0)
    qtbot.waitUntil(lambda: made._view is not None)
    return made


def ask(qtbot: QtBot, session: Session, fn: Callable) -> object:
    answers: list[object] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def row_with_both_sides(workspace: ClaimsWorkspace) -> int:
    for n in range(workspace.model.rowCount()):
        row = workspace.model.row_at(workspace.model.index(n, 0))
        if row is not None and row.both_sides:
            return n
    raise AssertionError("the sample has claims with evidence on both sides")


def choose(qtbot: QtBot, workspace: ClaimsWorkspace, row: int, column: int = 0) -> str:
    claim = workspace.model.row_at(workspace.model.index(row, 0)).claim
    workspace.table.setCurrentIndex(workspace.model.index(row, column))
    qtbot.waitUntil(lambda: workspace._view is not None and workspace._view.claim.id == claim.id)
    return claim.id


def test_an_empty_project_says_what_to_do_first(
    qtbot: QtBot, themes: ThemeBook, open_session: Opener, empty_project: Path
) -> None:
    made = ClaimsWorkspace(open_session(empty_project), themes)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.empty.isVisible())
    assert not made.filter.isEnabled()


def test_evidence_stands_in_the_column_of_its_stance(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    claim = choose(qtbot, workspace, row_with_both_sides(workspace))
    passages = ask(qtbot, workspace._session, lambda project: evidence.of_claim(project, claim))
    for stance in Stance:
        shown = {passage.link for _, passage in workspace.panel.evidence.columns[stance].cards}
        assert shown == {passage.link for passage in passages if passage.stance is stance}


def test_a_click_on_a_card_opens_its_passage(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    choose(qtbot, workspace, row_with_both_sides(workspace))
    card, passage = workspace.panel.evidence.columns[Stance.SUPPORTS].cards[0]
    with qtbot.waitSignal(workspace._session.open_requested) as opened:
        qtbot.mouseClick(card, Qt.MouseButton.LeftButton)
    selectors = passage.annotation.selectors
    assert opened.args == [Place(passage.annotation.document, selectors.start, selectors.end)]
    assert workspace._session.selection == ("annotation", passage.annotation.id)


def test_enter_on_a_card_opens_it_as_well(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    choose(qtbot, workspace, row_with_both_sides(workspace))
    card, _ = workspace.panel.evidence.columns[Stance.CONTRADICTS].cards[0]
    with qtbot.waitSignal(workspace._session.open_requested):
        qtbot.keyClick(card, Qt.Key.Key_Return)


def test_a_cell_frames_the_cards_of_its_source_and_enter_goes_there(
    qtbot: QtBot, workspace: ClaimsWorkspace
) -> None:
    row = row_with_both_sides(workspace)
    data = workspace.model.row_at(workspace.model.index(row, 0))
    place, source = next(
        (n, column.source)
        for n, column in enumerate(workspace.model.matrix.columns)
        if column.source in data.counts
    )
    choose(qtbot, workspace, row, place + 2)
    framed = [
        passage.source.id
        for column in workspace.panel.evidence.columns.values()
        for card, passage in column.cards
        if card._emphasis
    ]
    assert framed
    assert set(framed) == {source}
    if len(framed) == 1:
        with qtbot.waitSignal(workspace._session.open_requested):
            qtbot.keyClick(workspace.table, Qt.Key.Key_Return)
    else:
        qtbot.keyClick(workspace.table, Qt.Key.Key_Return)
        assert workspace.panel.evidence.first_of(source).hasFocus()


def test_typing_in_the_filter_leaves_the_matching_claims(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    everything = workspace.model.rowCount()
    word = workspace.model.row_at(workspace.model.index(0, 0)).claim.text.split()[-1].strip(".")
    qtbot.keyClicks(workspace.filter, word)
    assert 0 < workspace.model.rowCount() <= everything
    qtbot.keyClicks(workspace.filter, "zzzz")
    assert workspace.nothing.isVisible()
    qtbot.keyClick(workspace.filter, Qt.Key.Key_Escape)
    assert workspace.model.rowCount() == everything


def test_only_disputed_is_a_toggle(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    expected = sum(row.disputed for row in workspace.model.matrix.rows)
    qtbot.mouseClick(workspace.disputed, Qt.MouseButton.LeftButton)
    assert workspace.model.rowCount() == expected
    assert 0 < expected < len(workspace.model.matrix.rows)


def test_judging_writes_status_reason_and_who(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    claim = choose(qtbot, workspace, 0)
    before = workspace._view.claim.status
    wanted = next(status for status in ClaimStatus if status is not before)
    with qtbot.waitSignal(workspace._session.changed):
        qtbot.mouseClick(workspace.panel.status.status.button(wanted.value), Qt.MouseButton.LeftButton)
    qtbot.keyClicks(workspace.panel.status.reason, "Because it says so.")
    with qtbot.waitSignal(workspace._session.changed):
        qtbot.keyClick(workspace.panel.status.reason, Qt.Key.Key_Return)
    stored = ask(qtbot, workspace._session, lambda project: claims.get(project, claim))
    assert (stored.status, stored.status_reason, stored.status_by) == (
        wanted,
        "Because it says so.",
        "Tester",
    )
    qtbot.waitUntil(lambda: "Because it says so." in workspace.panel.status._said.text())


def test_a_claim_goes_to_the_trash_and_comes_back(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    claim = choose(qtbot, workspace, 0)
    count = workspace.model.rowCount()
    qtbot.keyClick(workspace.table, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: workspace.model.rowCount() == count - 1)
    qtbot.waitUntil(lambda: workspace.banner.isVisible())
    qtbot.mouseClick(workspace.banner.undo, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: workspace.model.rowCount() == count)
    assert workspace.model.row_of(claim) >= 0
    assert not workspace.banner.isVisible()


def test_a_new_claim_is_added_and_chosen(
    qtbot: QtBot, workspace: ClaimsWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def write(dialog: ClaimEditor) -> int:
        qtbot.keyClicks(dialog.text, "The corridor is open.")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(ClaimEditor, "exec", write)
    count = workspace.model.rowCount()
    qtbot.keyClick(workspace.table, Qt.Key.Key_N)
    qtbot.waitUntil(lambda: workspace.model.rowCount() == count + 1)
    qtbot.waitUntil(
        lambda: workspace._view is not None and workspace._view.claim.text == "The corridor is open."
    )
    assert workspace.model.row_at(workspace.table.currentIndex()).claim.text == "The corridor is open."


def test_relations_are_added_and_taken_away(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    claim = choose(qtbot, workspace, workspace.model.rowCount() - 1)
    card = workspace.panel.relations
    other_id, other_words = next(
        (id, words)
        for id, words in workspace._view.others
        if id not in {line.claim for line in workspace._view.relations}
    )
    known = len(workspace._view.relations)
    qtbot.mouseClick(card.add, Qt.MouseButton.LeftButton)
    # Typing would open the completer's list, which the offscreen platform cannot raise.
    card.field.setText(other_words.split()[0])
    qtbot.keyClick(card.field, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: workspace._view is not None and len(workspace._view.relations) == known + 1)
    made = next(line for line in workspace._view.relations if line.claim == other_id)
    assert made.words == "contradicts"
    card.removed.emit(made.id)
    qtbot.waitUntil(lambda: len(workspace._view.relations) == known)
    assert ask(qtbot, workspace._session, lambda project: len(claims.relations(project, claim))) == known


def test_selecting_a_claim_elsewhere_selects_it_here(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    last = workspace.model.row_at(workspace.model.index(workspace.model.rowCount() - 1, 0)).claim
    workspace.filter.setText(workspace.model.row_at(workspace.model.index(0, 0)).claim.text)
    workspace._session.select("claim", last.id)
    qtbot.waitUntil(lambda: workspace._view is not None and workspace._view.claim.id == last.id)
    assert workspace.model.row_at(workspace.table.currentIndex()).claim.id == last.id


def test_a_hidden_workspace_reads_when_it_is_shown_again(qtbot: QtBot, workspace: ClaimsWorkspace) -> None:
    workspace.hide()
    count = workspace.model.rowCount()
    claim = workspace._claim

    def trash(project: object) -> object:
        from annotator.operations import trash as bin_

        return bin_.trash(project, "claim", claim)

    with qtbot.waitSignal(workspace._session.changed):
        workspace._session.act(trash)
    assert workspace.model.rowCount() == count
    workspace.show()
    qtbot.waitUntil(lambda: workspace.model.rowCount() == count - 1)


def test_column_widths_are_remembered(qtbot: QtBot, workspace: ClaimsWorkspace, themes: ThemeBook) -> None:
    workspace.table.setColumnWidth(0, 333)
    other = ClaimsWorkspace(workspace._session, themes)
    qtbot.addWidget(other)
    other.resize(1400, 800)
    other.show()
    qtbot.waitUntil(lambda: other.model.rowCount() > 0)
    assert other.table.columnWidth(0) == 333
