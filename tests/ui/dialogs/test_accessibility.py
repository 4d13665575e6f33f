"""Every control of the workspaces and dialogs has a name for screen readers and can be reached by keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QAbstractItemView, QComboBox, QLineEdit, QTextEdit, QWidget
from pytestqt.qtbot import QtBot

from annotator.store import claims, sources, treaties
from annotator.ui.bibliography.workspace import BibliographyWorkspace
from annotator.ui.claims.workspace import ClaimsWorkspace
from annotator.ui.dialogs.about import About
from annotator.ui.dialogs.add_treaty import AddTreaty
from annotator.ui.dialogs.claim_editor import ClaimEditor
from annotator.ui.dialogs.event_editor import EventEditor
from annotator.ui.dialogs.shortcuts import Shortcuts
from annotator.ui.dialogs.source_editor import SourceEditor
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.treaty.workspace import TreatyWorkspace

Opener = Callable[[Path], Session]
CONTROLS = (QAbstractButton, QLineEdit, QComboBox, QAbstractItemView, QTextEdit)


def nameless(widget: QWidget) -> list[str]:
    """The controls that a screen reader could only call by their kind."""
    found = []
    for child in widget.findChildren(QWidget):
        if not isinstance(child, CONTROLS) or child.focusPolicy() == Qt.FocusPolicy.NoFocus:
            continue
        # A combo box speaks for its own list; a hidden button without words is none.
        if child.isHidden() or child.window().windowType() == Qt.WindowType.Popup:
            continue
        interface = QAccessible.queryAccessibleInterface(child)
        if not interface.text(QAccessible.Text.Name).strip():
            found.append(f"{type(child).__name__} in {type(child.parent()).__name__}")
    return found


def ask(qtbot: QtBot, session: Session, fn: Callable) -> object:
    answers: list[object] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


@pytest.mark.parametrize("kind", [ClaimsWorkspace, TreatyWorkspace, BibliographyWorkspace])
def test_every_control_of_a_workspace_has_a_name(
    qtbot: QtBot, themes: ThemeBook, open_session: Opener, sample: Path, kind: type[QWidget]
) -> None:
    session = open_session(sample)
    workspace = kind(session, themes)
    qtbot.addWidget(workspace)
    workspace.show()
    if isinstance(workspace, ClaimsWorkspace):
        claim = ask(qtbot, session, claims.listing)[0].claim
        workspace.show_claim(claim.id)
        qtbot.waitUntil(lambda: workspace._view is not None)
    elif isinstance(workspace, TreatyWorkspace):
        spoken = ask(qtbot, session, lambda p: treaties.counts(p, treaties.instruments(p)[0].id))
        workspace.show_provision(max(spoken, key=lambda id: spoken[id]))
        qtbot.waitUntil(lambda: bool(workspace.passages.boxes))
    assert nameless(workspace) == []
    if isinstance(workspace, BibliographyWorkspace):
        workspace.shutdown()


def test_every_control_of_a_dialog_has_a_name(
    qtbot: QtBot, themes: ThemeBook, open_session: Opener, sample: Path
) -> None:
    session = open_session(sample)
    source = ask(qtbot, session, sources.listing)[0].source.id
    editor = SourceEditor(session, themes, source)
    dialogs = [
        editor,
        AddTreaty(session, themes),
        ClaimEditor(),
        EventEditor("x"),
        Shortcuts([("a", "b")]),
        About(),
    ]
    for dialog in dialogs:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose, False)
        qtbot.addWidget(dialog)
        dialog.show()
    qtbot.waitUntil(lambda: editor._source is not None)
    assert {type(dialog).__name__: nameless(dialog) for dialog in dialogs if nameless(dialog)} == {}


def test_quotations_are_buttons_that_say_what_they_quote(
    qtbot: QtBot, themes: ThemeBook, open_session: Opener, sample: Path
) -> None:
    session = open_session(sample)
    workspace = ClaimsWorkspace(session, themes)
    qtbot.addWidget(workspace)
    workspace.show()
    qtbot.waitUntil(lambda: workspace._view is not None)
    card = next(card for column in workspace.panel.evidence.columns.values() for card, _ in column.cards)
    interface = QAccessible.queryAccessibleInterface(card)
    assert interface.role() == QAccessible.Role.Button
    assert card.quote in interface.text(QAccessible.Text.Name)
    assert card.focusPolicy() == Qt.FocusPolicy.StrongFocus
