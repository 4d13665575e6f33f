"""Copying citations: in every form, rich and plain, of whatever the keyboard is on; dragging cards out."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QEvent, QPointF, Qt
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QLabel, QMenu, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from annotator.store import annotations, sources, treaties
from annotator.ui.carddrag import CardDrag, copy_menu
from annotator.ui.citing import FORMS, Manner, Target
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets.quote import QuoteButton
from annotator.ui.window import MainWindow

SLOW = 20_000  # ms; the engine starts V8 and reads a style


@pytest.fixture
def session(open_session: Callable[[Path], Session], sample: Path) -> Session:
    Settings().set_text("bibliography/style", "oscola")
    return open_session(sample)


def ask(qtbot: QtBot, session: Session, fn: Callable) -> object:
    answers: list[object] = []
    session.read(fn, answers.append)
    qtbot.waitUntil(lambda: bool(answers))
    return answers[0]


def highlight_of(qtbot: QtBot, session: Session) -> object:
    rows = ask(qtbot, session, annotations.listing)
    return next(row.annotation for row in rows if row.annotation.source)


def copied(qtbot: QtBot, session: Session, target: Target, manner: Manner | None = None) -> tuple[str, str]:
    with qtbot.waitSignal(session.citer.copied, timeout=SLOW):
        session.citer.copy(target, manner)
    data = QGuiApplication.clipboard().mimeData()
    return data.text(), data.html()


def test_a_highlight_is_copied_with_its_words_and_its_place(qtbot: QtBot, session: Session) -> None:
    highlight = highlight_of(qtbot, session)
    plain, html = copied(qtbot, session, Target("annotation", highlight.id))
    assert " ".join(highlight.selectors.exact.split()) in plain
    assert highlight.selectors.locator_value in plain
    assert "<" in html
    source = ask(qtbot, session, lambda project: sources.get(project, highlight.source))
    assert source.authors[0].family in plain


@pytest.mark.parametrize("form", FORMS)
def test_a_source_is_copied_in_every_form(qtbot: QtBot, session: Session, form: str) -> None:
    source = ask(qtbot, session, sources.listing)[0].source
    plain, _ = copied(qtbot, session, Target("source", source.id), Manner(form))
    assert (source.citekey if form == "pandoc" else source.authors[0].family) in plain


def test_a_provision_is_cited_by_its_article(qtbot: QtBot, session: Session) -> None:
    agreement = ask(qtbot, session, treaties.instruments)[0].id
    found = ask(qtbot, session, lambda project: treaties.provisions(project, agreement))
    twelfth = next(one.id for one in found if one.num == "XII")
    plain, _ = copied(qtbot, session, Target("provision", twelfth), Manner("note"))
    assert " art XII" in plain and "[initialled 2025-08-08" in plain
    plain, _ = copied(qtbot, session, Target("provision", twelfth), Manner("pandoc"))
    assert plain == "[@agreement2025, art. XII]"


def test_what_a_closed_dialog_asked_for_is_told_to_nobody(qtbot: QtBot, session: Session) -> None:
    label = QLabel()

    class Asker(QWidget):
        def take(self, cited: object) -> None:
            label.setText("asked")

    asker = Asker()
    source = ask(qtbot, session, sources.listing)[0].source
    session.citer.cite(Target("source", source.id), Manner("note"), asker.take)
    delete(asker)
    copied(qtbot, session, Target("source", source.id))  # set after it by the same thread
    assert label.text() == ""


def test_without_the_quotation_there_is_the_citation_alone(qtbot: QtBot, session: Session) -> None:
    highlight = highlight_of(qtbot, session)
    plain, _ = copied(qtbot, session, Target("annotation", highlight.id), Manner("note", quote=False))
    assert " ".join(highlight.selectors.exact.split()) not in plain
    assert plain


def test_words_that_are_no_highlight_are_cited_with_their_paragraph(qtbot: QtBot, session: Session) -> None:
    highlight = highlight_of(qtbot, session)
    at = highlight.selectors
    before = len(ask(qtbot, session, annotations.listing))
    plain, _ = copied(qtbot, session, Target("selection", highlight.document, at.start, at.end))
    assert " ".join(at.exact.split()) in plain
    assert at.locator_value in plain
    assert len(ask(qtbot, session, annotations.listing)) == before


def test_the_status_line_says_what_was_copied(qtbot: QtBot, session: Session) -> None:
    source = ask(qtbot, session, sources.listing)[0].source
    with qtbot.waitSignal(session.noted, timeout=SLOW) as noted:
        session.citer.copy(Target("source", source.id))
    assert source.authors[0].family in noted.args[0]


def test_a_thing_that_is_gone_is_said_not_copied(qtbot: QtBot, session: Session) -> None:
    with qtbot.waitSignal(session.failed, timeout=SLOW):
        session.citer.copy(Target("annotation", "nothing"))


def test_the_menu_offers_every_form(qtbot: QtBot, session: Session) -> None:
    source = ask(qtbot, session, sources.listing)[0].source
    menu = QMenu()
    qtbot.addWidget(menu)
    copy_menu(session, Target("source", source.id), menu)
    inner = menu.actions()[-1].menu()
    assert len(inner.actions()) == len(FORMS)
    with qtbot.waitSignal(session.citer.copied, timeout=SLOW):
        inner.actions()[FORMS.index("pandoc")].trigger()
    assert QGuiApplication.clipboard().text().startswith("[@")


# Cards


def card_of(qtbot: QtBot, session: Session, themes: ThemeBook) -> tuple[QuoteButton, CardDrag, object]:
    highlight = highlight_of(qtbot, session)
    holder = QWidget()
    qtbot.addWidget(holder)
    card = QuoteButton(highlight.selectors.exact, "Hayes ¶ 4", themes, parent=holder)
    drag = CardDrag(session, holder)
    drag.add(card, highlight.id)
    holder.show()
    # Held by the card: it would go with this function otherwise.
    card.holder = holder
    return card, drag, highlight


def press(card: QuoteButton) -> None:
    event = QMouseEvent(
        QEvent.Type.MouseButtonPress,
        QPointF(5, 5),
        card.mapToGlobal(QPointF(5, 5)),
        Qt.MouseButton.LeftButton,
        Qt.MouseButton.LeftButton,
        Qt.KeyboardModifier.NoModifier,
    )
    QApplication.sendEvent(card, event)


def test_a_dragged_card_brings_its_citation_rich_and_plain(
    qtbot: QtBot, session: Session, themes: ThemeBook
) -> None:
    card, drag, highlight = card_of(qtbot, session, themes)
    early = drag.payload(card)
    assert early.hasText()
    assert "Hayes ¶ 4" in early.text()
    press(card)
    qtbot.waitUntil(lambda: "Hayes ¶ 4" not in drag.payload(card).text(), timeout=SLOW)
    data = drag.payload(card)
    assert data.hasHtml()
    assert data.hasText()
    assert " ".join(highlight.selectors.exact.split()) in data.text()


def test_the_menu_of_a_card_copies_its_citation(
    qtbot: QtBot, session: Session, themes: ThemeBook, monkeypatch: pytest.MonkeyPatch
) -> None:
    card, drag, _ = card_of(qtbot, session, themes)
    menu = drag.menu_of(card)
    texts = [action.text() for action in menu.actions() if action.text()]
    assert texts == [
        "Open in the source",
        "Copy with citation",
        "Copy citation as",
        "Pin for bibliographies\tP",
    ]
    menu.deleteLater()
    shown: list[QMenu] = []
    monkeypatch.setattr(QMenu, "popup", lambda self, _at: shown.append(self))
    event = QContextMenuEvent(
        QContextMenuEvent.Reason.Keyboard, card.rect().center(), card.mapToGlobal(card.rect().center())
    )
    QApplication.sendEvent(card, event)
    assert [action.text() for action in shown[0].actions() if action.text()] == texts


# The window


@pytest.fixture
def window(qtbot: QtBot, open_window: Callable[[Path], MainWindow], sample: Path) -> MainWindow:
    Settings().set_text("bibliography/style", "oscola")
    made = open_window(sample)
    qtbot.waitUntil(lambda: made.library.sources.rowCount() > 0, timeout=SLOW)
    return made


def test_the_shortcut_cites_what_is_selected(qtbot: QtBot, window: MainWindow) -> None:
    highlight = highlight_of(qtbot, window.session)
    window.session.select("annotation", highlight.id)
    window.commands.show_claims()
    assert window.commands.citing_target() == Target("annotation", highlight.id)
    assert window.actions_["edit.copy_citation"].shortcut().toString() == "Ctrl+Shift+C"
    with qtbot.waitSignal(window.session.citer.copied, timeout=SLOW):
        window.actions_["edit.copy_citation"].trigger()
    assert " ".join(highlight.selectors.exact.split()) in QGuiApplication.clipboard().text()
    assert "Copied" in window.status.currentMessage()


def test_the_form_chosen_last_is_what_the_shortcut_does_again(qtbot: QtBot, window: MainWindow) -> None:
    source = window.library.sources.line(window.library.sources.index(0)).id
    window.session.select("source", source)
    window.commands.show_treaty()
    with qtbot.waitSignal(window.session.citer.copied, timeout=SLOW):
        window.actions_["edit.cite_pandoc"].trigger()
    QGuiApplication.clipboard().clear()
    with qtbot.waitSignal(window.session.citer.copied, timeout=SLOW):
        window.actions_["edit.copy_citation"].trigger()
    assert QGuiApplication.clipboard().text().startswith("[@")


def test_a_hit_of_the_search_is_cited_without_opening_it(qtbot: QtBot, window: MainWindow) -> None:
    highlight = highlight_of(qtbot, window.session)
    words = highlight.selectors.exact.split()[:3]
    window.palette_.open(" ".join(words))

    def hit() -> bool:
        model = window.palette_.model
        rows = [model.index(n) for n in range(model.rowCount())]
        found = [index for index in rows if model.entry(index).id == highlight.id]
        if found:
            window.palette_.view.setCurrentIndex(found[0])
        return bool(found)

    qtbot.waitUntil(hit, timeout=SLOW)
    assert window.commands.citing_target() == Target("annotation", highlight.id)
    window.palette_.leave()


def test_nothing_to_cite_is_said(
    qtbot: QtBot, open_window: Callable[[Path], MainWindow], empty_project: Path
) -> None:
    window = open_window(empty_project)
    window.actions_["edit.copy_citation"].trigger()
    assert window.status.currentMessage()


def test_a_card_under_the_keyboard_is_meant_before_the_selection(qtbot: QtBot, window: MainWindow) -> None:
    highlight = highlight_of(qtbot, window.session)
    card = QuoteButton("words", "who", window.themes, parent=window)
    CardDrag(window.session, window).add(card, highlight.id)
    card.show()
    window.activateWindow()
    card.setFocus()
    qtbot.waitUntil(card.hasFocus)
    assert window.commands.citing_target() == Target("annotation", highlight.id)


def test_keys_of_a_card_go_to_its_own_hearer_first(qtbot: QtBot, session: Session, themes: ThemeBook) -> None:
    highlight = highlight_of(qtbot, session)
    holder = QWidget()
    qtbot.addWidget(holder)
    heard: list[tuple[str, object]] = []

    def hear(event: QKeyEvent, passage: object) -> bool:
        heard.append((event.text(), passage))
        return event.text() == "+"

    card = QuoteButton("words", "who", themes, parent=holder)
    CardDrag(session, holder, keys=hear).add(card, highlight.id, "passage")
    holder.show()
    opened: list[bool] = []
    card.clicked.connect(lambda: opened.append(True))
    qtbot.keyClicks(card, "+")
    qtbot.keyClick(card, Qt.Key.Key_Return)
    assert heard[0] == ("+", "passage")
    assert opened == [True]
