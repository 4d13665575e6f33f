"""Pinned quotations, and quotations copied and drawn out: in the popup, the list, a card, the preview, the library."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from annotator.domain.annotation import Annotation
from annotator.store import annotations
from annotator.ui import carddrag
from annotator.ui.bibliography.paperselection import Point
from annotator.ui.bibliography.workspace import BibliographyWorkspace
from annotator.ui.carddrag import CardDrag
from annotator.ui.dialogs.quotation_editor import QuotationEditor
from annotator.ui.inspector.highlight import HighlightView
from annotator.ui.inspector.reading import highlight as highlight_card
from annotator.ui.reader.highlightlist import HighlightList
from annotator.ui.reader.popup import Popup
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets.quote import QuoteButton
from annotator.ui.window import MainWindow

Opener = Callable[[Path], Session]
SLOW = 20_000  # ms; the engine starts V8 and reads a style


@pytest.fixture
def session(open_session: Opener, sample: Path) -> Session:
    Settings().set_text("bibliography/style", "oscola")
    return open_session(sample)


def ask(qtbot: QtBot, session: Session, fn: Callable) -> Any:
    answers: list[Any] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def some(qtbot: QtBot, session: Session) -> list[Annotation]:
    """The highlights of one source."""
    rows = [row.annotation for row in ask(qtbot, session, annotations.listing) if row.annotation.source]
    return [one for one in rows if one.document == rows[0].document]


def pinned(qtbot: QtBot, session: Session) -> set[str]:
    rows = ask(qtbot, session, annotations.listing)
    return {row.annotation.id for row in rows if row.annotation.pinned}


def names(menu: QMenu) -> list[str]:
    return [action.text() for action in menu.actions()]


def trigger(menu: QMenu, text: str) -> None:
    next(action for action in menu.actions() if action.text().split("\t")[0] == text).trigger()


def press_p(widget: Any) -> None:
    QApplication.sendEvent(
        widget, QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier, "p")
    )


def mouse(widget: Any, kind: QEvent.Type, at: QPoint) -> None:
    button = Qt.MouseButton.LeftButton
    event = QMouseEvent(
        kind, QPointF(at), widget.mapToGlobal(QPointF(at)), button, button, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)


# The list of highlights


@pytest.fixture
def listed(qtbot: QtBot, themes: ThemeBook, session: Session) -> HighlightList:
    made = HighlightList(session, themes)
    qtbot.addWidget(made)
    made.resize(600, 500)
    made.set_document(some(qtbot, session)[0].document)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() > 1)
    return made


def test_p_pins_the_chosen_lines_and_undo_takes_it_back(
    qtbot: QtBot, session: Session, listed: HighlightList
) -> None:
    listed.table.selectRow(0)
    chosen = set(listed.chosen())
    listed.table.setFocus()
    with qtbot.waitSignal(session.changed):
        qtbot.keyClick(listed.table, Qt.Key.Key_P)
    assert pinned(qtbot, session) == chosen
    qtbot.waitUntil(lambda: listed.model.line(0) is not None and listed.model.line(0).pinned)
    cell = listed.model.index(0, 1)
    assert not cell.data(Qt.ItemDataRole.DecorationRole).isNull()
    assert "pinned" in cell.data(Qt.ItemDataRole.AccessibleTextRole)
    # Only pinned ones are shown where that is asked.
    box = listed.narrow.boxes["linked"]
    box.setCurrentIndex(box.findData("pinned"))
    box.activated.emit(box.currentIndex())
    assert {listed.model.line(row).id for row in range(listed.model.rowCount())} == chosen
    with qtbot.waitSignal(session.changed):
        session.undo()
    assert pinned(qtbot, session) == set()


def test_the_menu_of_a_line_copies_it_in_every_form_and_pins_it(
    qtbot: QtBot, session: Session, listed: HighlightList
) -> None:
    from annotator.ui.reader.highlightmenu import fill

    one = listed.model.line(1)
    menu = QMenu()
    qtbot.addWidget(menu)
    fill(menu, session, [one.id], listed)
    assert names(menu)[0] == "Copy with citation"
    inner = menu.actions()[1].menu()
    assert len(inner.actions()) == 4
    with qtbot.waitSignal(session.citer.copied, timeout=SLOW):
        menu.actions()[0].trigger()
    assert one.words in QGuiApplication.clipboard().text()
    with qtbot.waitSignal(session.changed):
        trigger(menu, "Pin for bibliographies")
    assert pinned(qtbot, session) == {one.id}
    again = QMenu()
    qtbot.addWidget(again)
    fill(again, session, [one.id], listed, pinned=True)
    with qtbot.waitSignal(session.changed):
        trigger(again, "Unpin")
    assert pinned(qtbot, session) == set()


def test_a_line_is_drawn_out_with_its_citation(
    qtbot: QtBot, session: Session, listed: HighlightList, monkeypatch: pytest.MonkeyPatch
) -> None:
    dragged: list[str] = []
    drag = listed._drag
    monkeypatch.setattr(drag.citation, "start", lambda _widget, data: dragged.append(data.text()))
    port = listed.table.viewport()
    at = listed.table.visualRect(listed.model.index(1, 1)).center()
    words = listed.model.line(1).words
    monkeypatch.setattr(carddrag, "PATIENCE_MS", SLOW)
    mouse(port, QEvent.Type.MouseButtonPress, at)
    mouse(port, QEvent.Type.MouseMove, at + QPoint(0, 60))
    mouse(port, QEvent.Type.MouseButtonRelease, at + QPoint(0, 60))
    assert len(dragged) == 1
    assert words in dragged[0]
    assert len(dragged[0]) > len(words) + 10


def test_ctrl_shift_c_copies_the_line_that_the_keyboard_is_on(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], sample: Path
) -> None:
    window = open_window(sample)
    made = HighlightList(window.session, window.themes, window)
    made.set_document(some(qtbot, window.session)[0].document)
    made.resize(400, 300)
    made.show()
    qtbot.waitUntil(lambda: made.model.rowCount() > 2)
    made.table.selectRow(2)
    made.table.setFocus()
    target = window.commands.citing_target()
    assert target is not None
    assert (target.kind, target.id) == ("annotation", made.model.line(2).id)


# Popup, card, inspector


def test_p_in_the_popup_asks_for_a_pin_and_the_button_says_what_is_so(
    qtbot: QtBot, session: Session, themes: ThemeBook
) -> None:
    from PySide6.QtWidgets import QWidget

    owner = QWidget()
    qtbot.addWidget(owner)
    popup = Popup(session, themes, owner)
    popup.show_pinned(True)
    assert popup.pin_button.isChecked()
    assert "Pinned" in popup.pin_button.accessibleName()
    with qtbot.waitSignal(popup.pin_wanted):
        popup.pin_button.click()
    assert popup.pin_button.isChecked()
    with qtbot.waitSignal(popup.pin_wanted):
        popup.handle_key(QKeyEvent(QEvent.Type.KeyPress, Qt.Key.Key_P, Qt.KeyboardModifier.NoModifier, "p"))


def test_a_card_is_pinned_by_p_and_by_its_menu(qtbot: QtBot, session: Session, themes: ThemeBook) -> None:
    one = some(qtbot, session)[0]
    card = QuoteButton("words", "who", themes)
    qtbot.addWidget(card)
    cards = CardDrag(session, card)
    cards.add(card, one.id)
    with qtbot.waitSignal(session.changed):
        press_p(card)
    assert pinned(qtbot, session) == {one.id}
    cards.add(card, one.id, pinned=True)
    menu = cards.menu_of(card)
    with qtbot.waitSignal(session.changed):
        trigger(menu, "Unpin")
    assert pinned(qtbot, session) == set()


def test_the_inspector_pins_and_shows_the_printed_words(
    qtbot: QtBot, session: Session, themes: ThemeBook
) -> None:
    one = some(qtbot, session)[0]
    view = HighlightView(session, themes)
    qtbot.addWidget(view)
    view.show()
    view.show_card(ask(qtbot, session, lambda project: highlight_card(project, one.id)))
    assert not view.pinned.isChecked()
    assert not view.printed.isVisible()
    with qtbot.waitSignal(session.changed):
        view.pinned.click()
    assert pinned(qtbot, session) == {one.id}

    def edit(project: Any) -> object:
        from annotator.operations import annotations as marks

        return marks.set_printed(project, one.id, "[…] words", "Wörter")

    with qtbot.waitSignal(session.changed):
        session.act(edit)
    view.show_card(ask(qtbot, session, lambda project: highlight_card(project, one.id)))
    assert view.pinned.isChecked()
    assert "Printed: “[…] words”" in view.printed.text()
    assert "Translation: “Wörter”" in view.printed.text()


# The preview


@pytest.fixture
def workspace(qtbot: QtBot, themes: ThemeBook, session: Session) -> Iterator[BibliographyWorkspace]:
    made = BibliographyWorkspace(session, themes)
    qtbot.addWidget(made)
    made.resize(1400, 800)
    made.show()
    qtbot.waitUntil(lambda: made.save.isEnabled(), timeout=SLOW)
    yield made
    made.shutdown()


def put_cursor(workspace: BibliographyWorkspace, words: str) -> None:
    preview = workspace.preview
    number = next(n for n, one in enumerate(preview.paragraphs) if words[:40] in one.text)
    place = Point(number, preview.paragraphs[number].text.index(words[:40]) + 40)
    preview.select(place, place)
    preview.reveal(*place)


def test_a_quotation_of_the_preview_is_copied_pinned_and_edited(
    qtbot: QtBot, session: Session, workspace: BibliographyWorkspace
) -> None:
    one = some(qtbot, session)[0]
    put_cursor(workspace, one.selectors.exact)
    paragraph = workspace.preview.current_paragraph
    assert paragraph is not None
    assert paragraph.annotation_id == one.id
    assert workspace.preview.property("annotation") == one.id
    menu = workspace.quotes.menu_of(paragraph)
    assert {"Open in the source", "Copy with citation", "Copy citation as"} <= set(names(menu))
    with qtbot.waitSignal(session.changed):
        press_p(workspace.preview)
    assert pinned(qtbot, session) == {one.id}
    trigger(menu, "Words as printed…")
    assert workspace.preview.findChild(QuotationEditor) is not None


def test_an_entry_of_the_preview_is_copied_as_its_source(
    qtbot: QtBot, session: Session, workspace: BibliographyWorkspace
) -> None:
    entry = next(p for p in workspace._shown.paragraphs if p.source_id and not p.annotation_id)
    menu = workspace.quotes.menu_of(entry)
    assert "Copy citation" in names(menu)
    assert "Words as printed…" not in names(menu)
    assert "Copy citation" not in names(workspace.quotes.menu_of(None))


def test_a_quotation_is_drawn_out_of_the_preview(
    qtbot: QtBot, session: Session, workspace: BibliographyWorkspace, monkeypatch: pytest.MonkeyPatch
) -> None:
    one = some(qtbot, session)[0]
    put_cursor(workspace, one.selectors.exact)
    at = workspace.preview.cursorRect().center()
    dragged: list[str] = []
    citation = workspace.quotes.citation
    monkeypatch.setattr(citation, "start", lambda _widget, data: dragged.append(data.text()))
    port = workspace.preview.viewport()
    assert workspace.preview.anchorAt(at)
    mouse(port, QEvent.Type.MouseButtonPress, at)
    qtbot.waitUntil(lambda: citation._ready is not None, timeout=SLOW)
    with qtbot.assertNotEmitted(workspace.preview.passage_clicked):
        mouse(port, QEvent.Type.MouseMove, at + QPoint(80, 0))
        mouse(port, QEvent.Type.MouseButtonRelease, at + QPoint(20, 0))
    assert len(dragged) == 1
    assert " ".join(one.selectors.exact.split())[:30] in dragged[0]


def test_only_pinned_quotations_are_printed_where_that_is_chosen(
    qtbot: QtBot, session: Session, workspace: BibliographyWorkspace
) -> None:
    first, second = some(qtbot, session)[:2]

    def pin(project: Any) -> object:
        from annotator.operations import annotations as marks

        return marks.pin(project, [second.id])

    session.act(pin)
    assert not workspace.options.recipe().only_pinned
    workspace.options.quotes.pinned.click()
    assert workspace.options.recipe().only_pinned

    def quoted() -> set[str]:
        shown = workspace._shown
        return {p.annotation_id for p in shown.paragraphs if p.annotation_id} if shown else set()

    qtbot.waitUntil(lambda: quoted() == {second.id}, timeout=SLOW)
    assert first.id not in quoted()


def test_a_source_is_drawn_out_of_the_library_with_its_entry(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], sample: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    Settings().set_text("bibliography/style", "oscola")
    window = open_window(sample)
    view = window.library.source_list
    qtbot.waitUntil(lambda: window.library.sources.rowCount() > 2)
    (drag,) = view.findChildren(carddrag.ListDrag)
    dragged: list[str] = []
    monkeypatch.setattr(drag.citation, "start", lambda _widget, data: dragged.append(data.text()))
    monkeypatch.setattr(carddrag, "PATIENCE_MS", SLOW)
    at = view.visualRect(window.library.sources.index(1)).center()
    title = window.library.sources.line(window.library.sources.index(1)).title
    with qtbot.assertNotEmitted(view.chosen):
        mouse(view.viewport(), QEvent.Type.MouseButtonPress, at)
        mouse(view.viewport(), QEvent.Type.MouseMove, at + QPoint(60, 0))
    assert len(dragged) == 1
    assert title.split(" ")[1].casefold() in dragged[0].casefold()
    assert "(" in dragged[0]
