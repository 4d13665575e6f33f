"""The Treaty workspace on the sample project: tree, text, passages, fidelity, events."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog
from pytestqt.qtbot import QtBot

from annotator.domain.treaty import Fidelity
from annotator.store import evidence, treaties
from annotator.ui.dialogs.event_editor import EventEditor
from annotator.ui.records import Place
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.treaty.tree import Node
from annotator.ui.treaty.workspace import TreatyWorkspace

Opener = Callable[[Path], Session]


@pytest.fixture
def workspace(qtbot: QtBot, themes: ThemeBook, open_session: Opener, sample: Path) -> TreatyWorkspace:
    made = TreatyWorkspace(open_session(sample), themes)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    qtbot.waitUntil(lambda: not made.model.empty)
    return made


def ask(qtbot: QtBot, session: Session, fn: Callable) -> object:
    answers: list[object] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def most_spoken_of(workspace: TreatyWorkspace) -> Node:
    return max(workspace.model._by_id.values(), key=lambda node: node.total)


def choose(qtbot: QtBot, workspace: TreatyWorkspace, node: Node) -> None:
    workspace.tree.setCurrentIndex(workspace.model.index_of(node.provision.id))
    qtbot.waitUntil(lambda: len(workspace.passages.boxes) == node.total)


def test_an_empty_project_says_what_to_do_first(
    qtbot: QtBot, themes: ThemeBook, open_session: Opener, empty_project: Path
) -> None:
    made = TreatyWorkspace(open_session(empty_project), themes)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: made.empty.isVisible())


def test_all_treaties_can_be_chosen(qtbot: QtBot, workspace: TreatyWorkspace) -> None:
    known = ask(qtbot, workspace._session, treaties.instruments)
    assert workspace.chooser.count() == len(known) == 3
    for place in range(workspace.chooser.count()):
        workspace.chooser.setCurrentIndex(place)
        workspace.chooser.activated.emit(place)
        wanted = workspace.chooser.itemData(place)
        qtbot.waitUntil(
            lambda wanted=wanted: any(
                n.provision.instrument == wanted for n in workspace.model._by_id.values()
            )
        )


def test_counts_are_those_of_the_store(qtbot: QtBot, workspace: TreatyWorkspace) -> None:
    instrument = workspace._instrument
    counts = ask(qtbot, workspace._session, lambda project: treaties.counts(project, instrument))
    shown = {node.provision.id: node.total for node in workspace.model._by_id.values() if node.total}
    assert shown == counts
    assert shown


def test_a_provision_shows_its_words_and_all_its_passages_by_source(
    qtbot: QtBot, workspace: TreatyWorkspace
) -> None:
    node = most_spoken_of(workspace)
    choose(qtbot, workspace, node)
    words = ask(qtbot, workspace._session, lambda p: treaties.own_words(p, workspace._instrument))
    assert " ".join(words[node.provision.id].split()) in workspace.sheet._words.toPlainText()
    expected = ask(qtbot, workspace._session, lambda p: treaties.passages(p, node.provision.id))
    shown = [box._card.passage.link for box in workspace.passages.boxes]
    assert sorted(shown) == sorted(passage.link for passage in expected)
    sources = [box._card.passage.annotation.source for box in workspace.passages.boxes]
    assert sources == [
        s for n, s in enumerate(sources) if s not in sources[:n] for _ in range(sources.count(s))
    ]


def test_a_click_on_a_passage_opens_it(qtbot: QtBot, workspace: TreatyWorkspace) -> None:
    choose(qtbot, workspace, most_spoken_of(workspace))
    box = workspace.passages.boxes[0]
    annotation = box._card.passage.annotation
    with qtbot.waitSignal(workspace._session.open_requested) as opened:
        qtbot.mouseClick(box.quote, Qt.MouseButton.LeftButton)
    assert opened.args == [Place(annotation.document, annotation.selectors.start, annotation.selectors.end)]


def test_judging_fidelity_is_written_and_keeps_the_focus(qtbot: QtBot, workspace: TreatyWorkspace) -> None:
    choose(qtbot, workspace, most_spoken_of(workspace))
    box = workspace.passages.boxes[0]
    wanted = Fidelity.MISPINNED if box._card.passage.fidelity is not Fidelity.MISPINNED else Fidelity.GLOSS
    button = box.fidelity.button(wanted.value)
    with qtbot.waitSignal(workspace._session.changed):
        qtbot.mouseClick(button, Qt.MouseButton.LeftButton)
    link = box._card.passage.link
    stored = ask(qtbot, workspace._session, lambda project: evidence.get_mention(project, link))
    assert stored.fidelity is wanted
    qtbot.waitUntil(lambda: box._card.passage.fidelity is wanted)
    assert workspace.passages.boxes[0] is box


def test_undo_takes_the_judgement_back(qtbot: QtBot, workspace: TreatyWorkspace) -> None:
    choose(qtbot, workspace, most_spoken_of(workspace))
    box = workspace.passages.boxes[0]
    before = box.fidelity.value()
    wanted = "contradicted" if before != "contradicted" else "gloss"
    with qtbot.waitSignal(workspace._session.changed):
        qtbot.mouseClick(box.fidelity.button(wanted), Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: box._card.passage.fidelity == wanted)
    workspace._session.undo()
    qtbot.waitUntil(lambda: box.fidelity.value() == before)


def test_an_event_changes_the_record(
    qtbot: QtBot, workspace: TreatyWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fill(dialog: EventEditor) -> int:
        dialog.kind.setCurrentIndex(dialog.kind.findData("ratified"))
        dialog.date.set_text("2026-03-01")
        return QDialog.DialogCode.Accepted

    monkeypatch.setattr(EventEditor, "exec", fill)
    qtbot.mouseClick(workspace.sheet.add_event, Qt.MouseButton.LeftButton)
    qtbot.waitUntil(lambda: "ratified 2026-03-01" in workspace.sheet._record.text())


def test_the_filter_finds_a_provision_by_its_words(qtbot: QtBot, workspace: TreatyWorkspace) -> None:
    node = most_spoken_of(workspace)
    qtbot.keyClicks(workspace.filter, node.label)
    assert workspace.model.index_of(node.provision.id).isValid()
    qtbot.keyClicks(workspace.filter, " zzzz")
    assert workspace.model.rowCount() == 0
    qtbot.keyClick(workspace.filter, Qt.Key.Key_Escape)
    assert workspace.model.rowCount() > 1


def test_selecting_a_provision_of_another_treaty_goes_there(qtbot: QtBot, workspace: TreatyWorkspace) -> None:
    other = next(
        workspace.chooser.itemData(n)
        for n in range(workspace.chooser.count())
        if workspace.chooser.itemData(n) != workspace._instrument
    )
    wanted = ask(qtbot, workspace._session, lambda project: treaties.provisions(project, other))[-1]
    workspace._session.select("provision", wanted.id)
    qtbot.waitUntil(lambda: workspace.model.index_of(wanted.id).isValid())
    qtbot.waitUntil(lambda: workspace.model.node(workspace.tree.currentIndex()).provision.id == wanted.id)
    assert workspace.chooser.currentData() == other
