"""Ctrl+K: what it finds, how it marks it, and that the keyboard is enough."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.store.project import Project
from annotator.ui.palette import Palette, PaletteModel
from annotator.ui.palettehits import END, START, Entry, find, mark, plain
from annotator.ui.window import MainWindow


@pytest.mark.parametrize(
    ("text", "words", "marked"),
    [
        ("Peace in Łódź", ["peace"], f"{START}Peace{END} in Łódź"),
        ("a peaceful peace", ["peace"], f"a {START}peace{END}ful {START}peace{END}"),
        ("nothing here", ["peace"], "nothing here"),
        ("whole", ["whole"], f"{START}whole{END}"),
        ("straße", ["strasse"], "straße"),  # folding lengthens it: not marked rather than wrongly marked
        ("abc", [], "abc"),
    ],
)
def test_matched_words_are_marked(text: str, words: list[str], marked: str) -> None:
    assert mark(text, words) == marked
    assert plain(mark(text, words)) == text


def test_everything_is_found_by_kind(sample: Path) -> None:
    project = Project.open(sample)
    try:
        kinds = [entry.kind for entry in find(project, "treaty")]
    finally:
        project.close(publish=False)
    assert {"claim", "annotation", "paragraph"} <= set(kinds)
    assert kinds == sorted(kinds, key=kinds.index), "hits of one kind stand together"


@pytest.mark.parametrize("text", ['"', "((", "a AND", "*", "-", "NEAR(", "'; DROP"])
def test_punctuation_typed_by_a_person_makes_no_error(sample: Path, text: str) -> None:
    project = Project.open(sample)
    try:
        find(project, text)
    finally:
        project.close(publish=False)


def test_the_model_is_sound_and_headings_cannot_be_chosen(qtmodeltester: ModelTester) -> None:
    model = PaletteModel()
    qtmodeltester.check(model, force_py=True)
    model.set_entries([Entry("claim", "1", "one"), Entry("claim", "2", "two"), Entry("note", "3", "three")])
    assert [bool(model.flags(model.index(row))) for row in range(5)] == [False, True, True, False, True]
    model.set_entries([])
    assert model.rowCount() == 0


@pytest.fixture
def palette(qtbot: QtBot, sample: Path, open_window: Callable[[Path], MainWindow]) -> Palette:
    return open_window(sample).palette_


def ask(qtbot: QtBot, palette: Palette, text: str) -> None:
    palette.open()
    qtbot.keyClicks(palette.field, text)
    qtbot.waitUntil(lambda: bool(palette.hint.text()) and palette.model.rowCount() > 0, timeout=10_000)


def test_enter_opens_the_first_hit_at_its_passage(qtbot: QtBot, palette: Palette) -> None:
    ask(qtbot, palette, "monitors")
    qtbot.waitUntil(
        lambda: any(entry(palette, row).kind == "paragraph" for row in range(palette.model.rowCount())),
        timeout=10_000,
    )
    row = next(row for row in range(palette.model.rowCount()) if entry(palette, row).kind == "paragraph")
    while palette.view.currentIndex().row() < row:
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    wanted = entry(palette, row)
    with qtbot.waitSignal(palette._session.open_requested) as signal:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert signal.args[0] == wanted.place
    assert not palette.isVisible()


def test_commands_are_found_by_name(qtbot: QtBot, palette: Palette) -> None:
    ask(qtbot, palette, "dark pap")
    wanted = ["action", "view.paper_dark"]
    qtbot.waitUntil(lambda: [entry(palette, row).id for row in range(palette.model.rowCount())] == wanted)
    with qtbot.waitSignal(palette.chosen) as signal:
        qtbot.keyClick(palette.field, Qt.Key.Key_Return)
    assert signal.args[0].id == "view.paper_dark"


def test_a_document_that_opens_meanwhile_does_not_close_the_field(qtbot: QtBot, palette: Palette) -> None:
    palette.open("peace")
    window = palette.window()
    assert isinstance(window, MainWindow)
    window.reader.setFocus(Qt.FocusReason.OtherFocusReason)
    qtbot.waitUntil(palette.field.hasFocus)
    assert palette.isVisible()
    ask(qtbot, palette, "dark")


def test_escape_closes_and_the_arrows_stop_at_the_ends(qtbot: QtBot, palette: Palette) -> None:
    ask(qtbot, palette, "peace")
    for _ in range(80):
        qtbot.keyClick(palette.field, Qt.Key.Key_Down)
    assert palette.view.currentIndex().row() == palette.model.rowCount() - 1
    for _ in range(80):
        qtbot.keyClick(palette.field, Qt.Key.Key_Up)
    assert palette.view.currentIndex().row() == 1
    qtbot.keyClick(palette.field, Qt.Key.Key_Escape)
    assert not palette.isVisible()


def test_finding_nothing_says_what_to_try(qtbot: QtBot, palette: Palette) -> None:
    palette.open()
    qtbot.keyClicks(palette.field, "zzzqqq")
    qtbot.waitUntil(lambda: "Nothing found" in palette.hint.text(), timeout=10_000)


def entry(palette: Palette, row: int) -> Entry:
    found = palette.model.entry(palette.model.index(row))
    assert found is not None
    return found
