"""The window for citekeys: what a pattern gives is seen before it is chosen, and keys that are there stay."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from annotator.operations import citekeys
from annotator.store import sources
from annotator.ui.dialogs.citation_keys import CitationKeys
from annotator.ui.session import Session

Opener = Callable[[Path], Session]


@pytest.fixture
def session(open_session: Opener, sample: Path) -> Session:
    return open_session(sample)


@pytest.fixture
def dialog(qtbot: QtBot, session: Session) -> CitationKeys:
    made = CitationKeys(session)
    made.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
    qtbot.addWidget(made)
    made.show()
    qtbot.waitUntil(lambda: bool(made.model.rows))
    return made


def ask(qtbot: QtBot, session: Session, fn: Callable) -> Any:
    answers: list[Any] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def keys(project: Any) -> list[str]:
    return [source.citekey for source in sources.many(project, trashed=False).values()]


def type_pattern(qtbot: QtBot, dialog: CitationKeys, text: str) -> None:
    dialog.pattern.clear()
    qtbot.keyClicks(dialog.pattern, text)


def save(qtbot: QtBot, dialog: CitationKeys) -> None:
    with qtbot.waitSignal(dialog.accepted):
        qtbot.mouseClick(dialog.ok, Qt.MouseButton.LeftButton)


def test_the_preview_follows_each_letter_and_shows_real_sources(qtbot: QtBot, dialog: CitationKeys) -> None:
    QAbstractItemModelTester(dialog.model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert dialog.pattern.text() == "{auth}{year}{letter}"
    assert all(row.now == row.new for row in dialog.model.rows)
    assert not dialog.ok.isEnabled()
    type_pattern(qtbot, dialog, "{Auth}_{year}")
    assert "Oostveld_2025" in [row.new for row in dialog.model.rows]
    assert dialog.ok.isEnabled()
    assert not dialog.warning.isVisible()


def test_a_part_is_put_in_by_a_click(qtbot: QtBot, dialog: CitationKeys) -> None:
    dialog.pattern.clear()
    chip = next(chip for chip in dialog.findChildren(type(dialog.ok)) if chip.text() == "{Authors}")
    qtbot.mouseClick(chip, Qt.MouseButton.LeftButton)
    assert dialog.pattern.text() == "{Authors}"


@pytest.mark.parametrize("pattern", ["", "{nonsense}", "{year", "{auth} {year}", "{letter}"])
def test_what_makes_no_keys_is_said_and_cannot_be_saved(
    qtbot: QtBot, dialog: CitationKeys, pattern: str
) -> None:
    dialog.pattern.clear()
    dialog.pattern.insert(pattern)
    dialog._preview()
    assert "makes no citekeys" in dialog.said.text()
    assert not dialog.ok.isEnabled()


def test_a_new_pattern_leaves_the_keys_that_are_there(
    qtbot: QtBot, dialog: CitationKeys, session: Session
) -> None:
    before = ask(qtbot, session, keys)
    type_pattern(qtbot, dialog, "{Auth}{year}")
    save(qtbot, dialog)
    assert ask(qtbot, session, citekeys.pattern) == "{Auth}{year}"
    assert ask(qtbot, session, keys) == before


def test_all_anew_warns_and_is_one_act(qtbot: QtBot, dialog: CitationKeys, session: Session) -> None:
    before = ask(qtbot, session, keys)
    type_pattern(qtbot, dialog, "{Title}{year}")
    qtbot.mouseClick(dialog.anew, Qt.MouseButton.LeftButton)
    dialog.anew.setChecked(True)
    assert dialog.warning.isVisible()
    wanted = [row.new for row in dialog.model.rows]
    save(qtbot, dialog)
    assert ask(qtbot, session, keys) == wanted != before
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert ask(qtbot, session, keys) == before
    assert ask(qtbot, session, citekeys.pattern) == "{auth}{year}{letter}"
