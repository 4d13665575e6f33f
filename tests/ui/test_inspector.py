"""The inspector: what is selected, and judging it."""

from __future__ import annotations

from collections.abc import Callable
from datetime import datetime
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from annotator.store import annotations, sources
from annotator.store.project import Project
from annotator.ui.inspector.cards import ClaimLinkCard, ProvisionLinkCard, shortened
from annotator.ui.inspector.highlight import HighlightView, NoteEdit
from annotator.ui.inspector.panel import Inspector
from annotator.ui.inspector.wording import moment
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook

Open = Callable[[Path], Session]


class Desk:
    """An inspector on the sample, with what is stored."""

    def __init__(self, qtbot: QtBot, session: Session, themes: ThemeBook) -> None:
        self.qtbot = qtbot
        self.session = session
        self.inspector = Inspector(session, themes)
        qtbot.addWidget(self.inspector)
        self.inspector.resize(340, 800)
        self.inspector.show()

    def stored(self, fn: Callable[[Project], Any]) -> Any:
        found: list[Any] = []
        self.session.read(fn, found.append)
        self.qtbot.waitUntil(lambda: bool(found), timeout=10_000)
        return found[0]

    def row(self, id: str) -> Any:
        return self.stored(lambda project: annotations.row(project, id))

    def select(self, id: str) -> HighlightView:
        self.session.select("annotation", id)
        self.qtbot.waitUntil(lambda: self.inspector.showing == ("annotation", id), timeout=10_000)
        assert self.inspector.highlight is not None
        return self.inspector.highlight


@pytest.fixture
def desk(qtbot: QtBot, sample: Path, open_session: Open, themes: ThemeBook) -> Desk:
    return Desk(qtbot, open_session(sample), themes)


@pytest.fixture
def linked(desk: Desk) -> Any:
    """A highlight with a provision and a claim."""
    rows = desk.stored(annotations.listing)
    return next(row for row in rows if row.provisions and row.claims and row.annotation.source)


def test_nothing_selected_says_what_to_do(desk: Desk) -> None:
    assert desk.inspector.empty.isVisible()


def test_a_highlight_shows_its_links_and_its_note(desk: Desk, linked: Any) -> None:
    view = desk.select(linked.annotation.id)
    assert len(view.findChildren(ProvisionLinkCard)) == len(linked.provisions)
    assert len(view.findChildren(ClaimLinkCard)) == len(linked.claims)
    assert view.note.toPlainText() == linked.annotation.note


def test_fidelity_is_judged_with_one_click(desk: Desk, linked: Any) -> None:
    view = desk.select(linked.annotation.id)
    card = view.findChildren(ProvisionLinkCard)[0]
    wanted = "mispinned" if card.fidelity.value() != "mispinned" else "matches"
    with desk.qtbot.waitSignal(desk.session.changed):
        desk.qtbot.mouseClick(card.fidelity.button(wanted), Qt.MouseButton.LeftButton)
    assert str(desk.row(linked.annotation.id).provisions[0].fidelity) == wanted


def test_stance_and_voice_are_chosen(desk: Desk, linked: Any) -> None:
    view = desk.select(linked.annotation.id)
    card = view.findChildren(ClaimLinkCard)[0]
    wanted = "qualifies" if card.stance.value() != "qualifies" else "supports"
    with desk.qtbot.waitSignal(desk.session.changed):
        card.stance.button(wanted).click()
    card.speaker.setText("The minister")
    card.voice.setCurrentIndex(card.voice.findData("reported"))
    with desk.qtbot.waitSignal(desk.session.changed):
        card.voice.activated.emit(card.voice.currentIndex())
    link = desk.row(linked.annotation.id).claims[0]
    assert (str(link.stance), str(link.voice), link.attributed_to) == (wanted, "reported", "The minister")


def test_a_link_is_taken_away_and_undo_brings_it_back(desk: Desk, linked: Any) -> None:
    view = desk.select(linked.annotation.id)
    card = view.findChildren(ProvisionLinkCard)[0]
    with desk.qtbot.waitSignal(desk.session.changed):
        card.removed.emit(linked.provisions[0].mention)
    assert len(desk.row(linked.annotation.id).provisions) == len(linked.provisions) - 1
    with desk.qtbot.waitSignal(desk.session.changed):
        desk.session.undo()
    assert desk.row(linked.annotation.id).provisions == linked.provisions


def test_a_note_is_one_act_and_an_empty_one_deletes_nothing(desk: Desk, linked: Any) -> None:
    view = desk.select(linked.annotation.id)
    view.note.setPlainText("A note of mine")
    with desk.qtbot.waitSignal(desk.session.changed):
        view.note.save()
    assert desk.row(linked.annotation.id).annotation.note == "A note of mine"
    view.note.clear()
    desk.qtbot.keyClick(view.note, Qt.Key.Key_Backspace)
    with desk.qtbot.waitSignal(desk.session.changed):
        view.note.save()
    row = desk.row(linked.annotation.id)
    assert row.annotation.note == ""
    assert not row.annotation.trashed
    assert len(row.claims) == len(linked.claims)


def test_selecting_another_highlight_first_writes_the_note(desk: Desk, linked: Any) -> None:
    other = next(row for row in desk.stored(annotations.listing) if row.annotation.id != linked.annotation.id)
    view = desk.select(linked.annotation.id)
    view.note.setPlainText("Half a sent")
    desk.select(other.annotation.id)
    assert desk.row(linked.annotation.id).annotation.note == "Half a sent"
    assert view.note.toPlainText() == other.annotation.note


def test_what_is_being_typed_is_not_overwritten(qtbot: QtBot) -> None:
    note = NoteEdit()
    qtbot.addWidget(note)
    note.show()
    note.activateWindow()
    note.setFocus()
    qtbot.waitUntil(note.hasFocus)
    note.show_note("old")
    qtbot.keyClicks(note, "new ")
    note.show_note("from elsewhere")
    assert note.toPlainText() == "new old"


def test_tags_come_and_go(desk: Desk, linked: Any) -> None:
    view = desk.select(linked.annotation.id)
    desk.qtbot.keyClicks(view.tag, "under  scrutiny")
    with desk.qtbot.waitSignal(desk.session.changed):
        desk.qtbot.keyClick(view.tag, Qt.Key.Key_Return)
    assert "under scrutiny" in desk.row(linked.annotation.id).tags
    assert view.tag.text() == ""


def test_a_trashed_highlight_is_no_longer_shown(desk: Desk, linked: Any) -> None:
    from annotator.operations import annotations as operations

    desk.select(linked.annotation.id)
    desk.session.act(lambda project: operations.trash(project, [linked.annotation.id]))
    desk.qtbot.waitUntil(desk.inspector.empty.isVisible, timeout=10_000)


def test_guesses_are_marked_and_confirmed(desk: Desk) -> None:
    def guess(project: Project) -> str:
        id = sources.listing(project)[0].source.id
        with project.act("Guess"):
            sources.update(project, id, guessed=frozenset({"title"}))
        return id

    id = desk.stored(guess)
    desk.session.select("source", id)
    desk.qtbot.waitUntil(lambda: desk.inspector.showing == ("source", id), timeout=10_000)
    buttons = {button.accessibleName(): button for button in desk.inspector.findChildren(QPushButton)}
    with desk.qtbot.waitSignal(desk.session.changed):
        buttons["Confirm what was guessed"].click()
    assert desk.stored(lambda project: sources.get(project, id).guessed) == frozenset()


def test_long_quotations_are_cut_at_a_word() -> None:
    text = "word " * 200
    cut = shortened(text)
    assert cut.endswith("word …")
    assert len(cut) < 430
    assert shortened("short") == "short"


@pytest.mark.parametrize(
    ("iso", "shown"),
    [
        ("2025-08-08T10:42:00", "today 10:42"),
        ("2025-08-07T09:05:00", "yesterday 9:05"),
        ("2025-07-01T09:05:00", "1 July 2025"),
        ("", ""),
        ("never", ""),
    ],
)
def test_times_are_said_as_people_do(iso: str, shown: str) -> None:
    assert moment(iso, datetime(2025, 8, 8, 12, 0)) == shown
