"""A small screen: the window fits 640 × 480."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from annotator.ui.treaty.workspace import TreatyWorkspace
from annotator.ui.widgets import FIRST, SECOND
from annotator.ui.window import MainWindow


def wide_treaty(qtbot: QtBot, window: MainWindow) -> TreatyWorkspace:
    """The Treaty workspace with room for all of its parts, its passages there."""
    window.resize(1200, 800)
    window.workspaces.show_workspace("treaty")
    treaty = window.workspaces.treaty()
    qtbot.waitUntil(lambda: any(box.quote.isVisible() for box in treaty.passages.boxes[:1]), timeout=10_000)
    return treaty


def test_reading_fits_640_by_480_and_tools_come_back_with_room(
    qtbot: QtBot, sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(sample)
    window.resize(1200, 800)
    swatch = next(iter(window.bar.swatches.values()))
    qtbot.waitUntil(swatch.isVisible)
    window.resize(640, 480)
    qtbot.waitUntil(lambda: window.width() == 640 and window.height() == 480)
    assert window.minimumSizeHint().width() <= 640
    assert not swatch.isVisible()
    assert window.bar.width() <= 640
    for name in ("claims", "read"):
        window.workspaces.show_workspace(name)
        assert not swatch.isVisible()
    window.resize(1200, 800)
    qtbot.waitUntil(swatch.isVisible)


def test_the_bibliography_fits_640_by_480_with_all_of_its_choices(
    qtbot: QtBot, sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(sample)
    window.workspaces.show_workspace("bibliography")
    workspace = window.workspaces.bibliography()
    qtbot.waitUntil(lambda: workspace.options.complete)
    window.resize(640, 480)
    qtbot.waitUntil(lambda: window.width() == 640)
    assert window.minimumSizeHint().width() <= 640
    options = workspace.options
    qtbot.waitUntil(lambda: options.widget().width() <= options.viewport().width())


def test_the_window_stays_640_by_480_through_every_workspace(
    qtbot: QtBot, sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(sample)
    qtbot.waitUntil(lambda: not window.library.tags_heading.isHidden(), timeout=10_000)
    window.resize(640, 480)
    for name in ("treaty", "claims", "bibliography", "read", "treaty"):
        window.workspaces.show_workspace(name)
        if name == "treaty":
            qtbot.waitUntil(lambda: bool(window.workspaces.treaty().passages.boxes), timeout=10_000)
        if name == "claims":
            qtbot.waitUntil(lambda: bool(window.workspaces.claims().panel.evidence.first_of("")))
        QApplication.processEvents()
        assert (window.width(), window.height()) == (640, 480), name


def test_the_words_of_a_provision_and_its_passages_take_turns_where_it_is_narrow(
    qtbot: QtBot, sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(sample)
    treaty = wide_treaty(qtbot, window)
    wide = treaty.splitter.sizes()
    assert not treaty.turns.isVisible()
    window.resize(640, 480)
    qtbot.waitUntil(treaty.turns.isVisible)
    assert treaty.tree.isVisible() and treaty.sheet.isVisible() and not treaty.passages.isVisible()
    assert treaty.sheet.widget().width() <= treaty.sheet.viewport().width()
    # By the keyboard: to the passages, and back.
    treaty.tree.setFocus()
    qtbot.keyClick(treaty.tree, Qt.Key.Key_Return)
    card = treaty.passages.boxes[0].quote
    assert card.isVisible() and card.hasFocus() and not treaty.sheet.isVisible()
    qtbot.waitUntil(lambda: treaty.passages.widget().width() <= treaty.passages.viewport().width())
    qtbot.keyClick(card, Qt.Key.Key_Escape)
    assert treaty.sheet.isVisible() and treaty.tree.hasFocus()
    # By the pointer.
    qtbot.mouseClick(treaty.turns.button(SECOND), Qt.MouseButton.LeftButton)
    assert treaty.passages.isVisible() and not treaty.sheet.isVisible()
    window.resize(1200, 800)
    qtbot.waitUntil(treaty.sheet.isVisible)
    assert treaty.passages.isVisible() and not treaty.turns.isVisible()
    qtbot.waitUntil(lambda: treaty.splitter.sizes() == wide)


def test_the_claims_and_their_evidence_take_turns_where_it_is_narrow(
    qtbot: QtBot, sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(sample)
    window.resize(1200, 800)
    window.workspaces.show_workspace("claims")
    claims = window.workspaces.claims()
    qtbot.waitUntil(lambda: claims.panel.evidence.first_of("") is not None, timeout=10_000)
    assert claims.table.isVisible() and claims.panel.isVisible() and not claims.turns.isVisible()
    window.resize(640, 480)
    qtbot.waitUntil(claims.turns.isVisible)
    assert claims.table.isVisible() and not claims.panel.isVisible()
    claims.table.setFocus()
    claims.table.setCurrentIndex(claims.model.index(0, 0))
    qtbot.keyClick(claims.table, Qt.Key.Key_Return)
    card = claims.panel.evidence.first_of("")
    assert card is not None and card.isVisible() and card.hasFocus() and not claims.table.isVisible()
    qtbot.waitUntil(lambda: claims.panel.widget().width() <= claims.panel.viewport().width())
    # A filter is of the table, which comes forward while one types.
    claims.filter.setFocus()
    qtbot.keyClicks(claims.filter, "constitution")
    assert claims.table.isVisible() and claims.turns.value() == FIRST
    claims.turns.button(SECOND).click()
    assert claims.panel.isVisible()
    claims.filter.setText("nothing at all")
    assert claims.nothing.isVisible()


def test_who_holds_the_keyboard_stays_in_view_when_the_window_gets_narrow(
    qtbot: QtBot, sample: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(sample)
    treaty = wide_treaty(qtbot, window)
    card = treaty.passages.boxes[0].quote
    card.setFocus()
    window.resize(640, 480)
    qtbot.waitUntil(treaty.turns.isVisible)
    assert card.isVisible() and card.hasFocus()


def test_a_narrow_window_offers_no_evidence_where_there_is_no_claim(
    qtbot: QtBot, empty_project: Path, open_window: Callable[[Path], MainWindow]
) -> None:
    window = open_window(empty_project)
    window.resize(640, 480)
    window.workspaces.show_workspace("claims")
    claims = window.workspaces.claims()
    qtbot.waitUntil(claims.empty.button.isVisible)
    assert not claims.turns.isVisible() and not claims.panel.isVisible()
    window.workspaces.show_workspace("treaty")
    qtbot.waitUntil(window.workspaces.treaty().empty.button.isVisible)
    assert window.width() == 640
