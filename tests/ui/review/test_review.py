"""A new capture in the window: taking it in, what it changed, the highlights worked through with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QFileDialog, QMenu, QMessageBox
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.documents.client import Worker
from annotator.domain.claim import Stance
from annotator.operations import annotations, claims, links, projects, sources
from annotator.store import annotations as rows
from annotator.store import claims as claim_rows
from annotator.store import documents, evidence
from annotator.store.project import Project
from annotator.store.rows import Passage
from annotator.ui.claims.evidence import EvidenceColumn
from annotator.ui.claims.matrix import Matrix
from annotator.ui.claims.model import CELL_ROLE, ClaimMatrixModel
from annotator.ui.claims.reading import matrix
from annotator.ui.reader.chips import labels
from annotator.ui.records import Place
from annotator.ui.review.difference import Words
from annotator.ui.review.panel import ReviewPanel
from annotator.ui.review.result import UpdateResult
from annotator.ui.review.sentences import SentencesDialog
from annotator.ui.review.versions import versions_menu
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.window import MainWindow

OLD = (
    "The deal\n\nThe ministers initialled the text on Friday. Nobody signed it.\n\n"
    "The border stays <b>closed</b>, the ministry said. It did not say for how long.\n\nTrade would follow in spring.\n"
)
NEW = (
    "The deal\n\nCorrected on Monday.\n\nThe ministers initialled the text on Friday. Nobody signed it.\n\n"
    "The border remains <b>closed</b>, the ministry said. It did not say for how long.\n"
)
QUOTES = ("Nobody signed it", "The border stays <b>closed</b>", "Trade would follow in spring.")


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A project with one source and three highlights. Not to be opened: copy it."""
    folder = tmp_path_factory.mktemp("review")
    with pytest.MonkeyPatch.context() as patch, Worker() as worker:
        patch.setenv("ANNOTATOR_DATA", str(folder / "data"))
        with projects.create(folder / "p.annotator", "Deal") as project:
            capture = worker.capture(None, data=OLD.encode(), name="deal.txt")
            added = sources.add(project, capture)
            sources.edit(project, added.source, title="The deal & more")
            claim = claims.add(project, "It is closed.", "C01").claim.id
            for quote in QUOTES:
                start = OLD.index(quote)
                one = annotations.highlight(project, added.document, start, start + len(quote))
                links.link_claim(project, one.annotation.id, claim, "supports")
    return folder / "p.annotator"


@pytest.fixture
def path(made: Path, tmp_path: Path) -> Path:
    copy = tmp_path / "p.annotator"
    copy.write_bytes(made.read_bytes())
    (tmp_path / "new.txt").write_text(NEW, encoding="utf-8")
    return copy


@pytest.fixture
def window(open_window: Callable[[Path], MainWindow], path: Path, qtbot: QtBot) -> MainWindow:
    window = open_window(path)
    qtbot.waitUntil(lambda: window.library.sources.rowCount() == 1, timeout=10_000)
    qtbot.waitUntil(lambda: window.reader.current_document() is not None, timeout=10_000)
    return window


def state(window: MainWindow, qtbot: QtBot) -> dict[str, tuple[str, str]]:
    """Words → state and document."""
    found: list[dict[str, tuple[str, str]]] = []

    def read(project: Project) -> dict[str, tuple[str, str]]:
        return {
            row.annotation.selectors.exact: (row.annotation.state.value, row.annotation.document)
            for row in rows.listing(project)
        }

    window.session.read(read, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    return found[0]


def update(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> UpdateResult:
    """Take the new capture in through the menu; the dialog that says what it changed."""
    window.library.source_list.setCurrentIndex(window.library.sources.index(0))
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(QFileDialog, "getOpenFileName", lambda *_: (str(tmp_path / "new.txt"), ""))
        window.actions_["source.update"].trigger()
    qtbot.waitUntil(lambda: window.findChild(UpdateResult) is not None, timeout=20_000)
    dialog = window.findChild(UpdateResult)
    assert dialog is not None
    return dialog


def reviewing(window: MainWindow, qtbot: QtBot, count: int) -> ReviewPanel:
    panel = window.library.review
    assert panel is not None
    qtbot.waitUntil(lambda: panel.model.rowCount() == count, timeout=10_000)
    return panel


def test_a_new_capture_tells_what_it_changed_and_is_worked_through(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = update(window, qtbot, tmp_path)
    shown = dialog.sentences.words()
    assert "+ ¶ 2  Corrected on Monday." in shown
    assert "− ¶ 4  Trade would follow in spring." in shown
    dialog.copy.click()
    assert QGuiApplication.clipboard().text() == shown
    dialog.review.click()
    panel = reviewing(window, qtbot, 2)
    newest = window.reader.current_document()
    # The changed passage first: old and new words, the difference marked by shape.
    assert panel.old.toPlainText() == "The border stays <b>closed</b>"
    assert panel.new.toPlainText() == "The border remains <b>closed</b>"
    assert struck(panel.old) == "stays"
    assert underlined(panel.new) == "remains"
    assert "C01" in panel.about.text()
    qtbot.keyClick(panel.view, Qt.Key.Key_J)
    assert panel.view.currentIndex().row() == 1
    assert not panel.accept.isEnabled()
    qtbot.waitUntil(lambda: window.reader.current_document() != newest, timeout=10_000)
    qtbot.keyClick(panel.view, Qt.Key.Key_K)
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    reviewing(window, qtbot, 1)
    assert state(window, qtbot)["The border remains <b>closed</b>"][0] == "moved"
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    reviewing(window, qtbot, 0)
    assert state(window, qtbot)[QUOTES[2]][0] == "orphan"
    assert panel.empty.isVisible()
    window.session.undo()
    reviewing(window, qtbot, 1)
    qtbot.keyClick(panel.view, Qt.Key.Key_Escape)
    assert not panel.isVisible()


def struck(words: Words) -> str:
    return marked(words, lambda form: form.fontStrikeOut())


def underlined(words: Words) -> str:
    return marked(words, lambda form: form.fontUnderline())


def marked(words: Words, fits: Callable[..., bool]) -> str:
    cursor = words.textCursor()
    found = ""
    for at in range(len(words.toPlainText())):
        cursor.setPosition(at)
        cursor.movePosition(cursor.MoveOperation.Right, cursor.MoveMode.KeepAnchor)
        if fits(cursor.charFormat()):
            found += cursor.selectedText()
    return found


def test_a_lost_highlight_is_set_on_selected_words(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = update(window, qtbot, tmp_path)
    dialog.review.click()
    panel = reviewing(window, qtbot, 2)
    qtbot.keyClick(panel.view, Qt.Key.Key_J)
    noted: list[str] = []
    window.session.noted.connect(noted.append)
    qtbot.keyClick(panel.view, Qt.Key.Key_R)
    document = panel.current.newest if panel.current else ""
    qtbot.waitUntil(lambda: window.reader.current_document() == document, timeout=10_000)
    panel.attach()
    assert noted, "without a selection it says what to do"
    start = NEW.index("Corrected")
    window.library.selected_words = lambda: Place(document, start, start + 9)
    pane = window.reader.pane()
    assert pane is not None
    window.activateWindow()
    pane.canvas.setFocus()
    qtbot.waitUntil(pane.canvas.hasFocus, timeout=5_000)
    qtbot.keyClick(pane.canvas, Qt.Key.Key_Return)
    reviewing(window, qtbot, 1)
    assert state(window, qtbot)["Corrected"] == ("exact", document)


def test_the_same_file_says_so(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    (tmp_path / "new.txt").write_text(OLD, encoding="utf-8")
    before = state(window, qtbot)
    source = window.library.sources.line(window.library.sources.index(0))
    assert source is not None
    window.commands.capturing.take(source.id, tmp_path / "new.txt")
    qtbot.waitUntil(lambda: window.banner.isVisible(), timeout=20_000)
    assert state(window, qtbot) == before


def test_a_file_dropped_on_a_source_is_asked_about(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    view = window.library.source_list
    centre = view.visualRect(window.library.sources.index(0)).center()
    source = window.library.source_under(view.viewport().mapToGlobal(centre))
    assert source
    assert window.library.source_under(QPoint(-5000, -5000)) == ""
    window.commands.capturing.dropped(source, tmp_path / "new.txt")
    box = window.findChild(QMessageBox)
    assert box is not None
    assert "new.txt" in box.text()
    next(button for button in box.buttons() if box.buttonRole(button) == box.ButtonRole.AcceptRole).click()
    qtbot.waitUntil(lambda: window.findChild(UpdateResult) is not None, timeout=20_000)
    assert window.library.sources.rowCount() == 1


def test_older_versions_are_opened_from_a_menu(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    old = window.reader.current_document()
    update(window, qtbot, tmp_path).reject()
    line = window.library.sources.line(window.library.sources.index(0))
    assert line is not None
    menu = QMenu(window)
    inside = versions_menu(window.session, line.id, menu)
    qtbot.waitUntil(lambda: len(inside.actions()) == 4, timeout=10_000)
    assert "current" in inside.actions()[0].text()
    qtbot.waitUntil(lambda: window.reader.current_document() != old, timeout=10_000)
    inside.actions()[1].trigger()
    qtbot.waitUntil(lambda: window.reader.current_document() == old, timeout=10_000)


def test_sentences_lead_to_their_passages_in_the_version_that_has_them(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, qtmodeltester: ModelTester
) -> None:
    old = window.reader.current_document()
    dialog = update(window, qtbot, tmp_path)
    qtmodeltester.check(dialog.sentences.rows)
    places: list[Place] = []
    dialog.place_chosen.connect(places.append)
    dialog.sentences.setFocus()
    for words in ("The border stays", "Corrected"):
        [item] = dialog.sentences.rows.findItems(words, Qt.MatchFlag.MatchContains)
        dialog.sentences.setCurrentIndex(item.index())
        qtbot.keyClick(dialog.sentences, Qt.Key.Key_Return)
        qtbot.waitUntil(lambda: window.reader.current_document() == places[-1].document, timeout=10_000)
    removed, added = places
    assert (removed.document, OLD[removed.start : removed.end]) == (
        old,
        "The border stays <b>closed</b>, the ministry said.",
    )
    assert added.document != old
    assert NEW[added.start : added.end] == "Corrected on Monday."
    assert dialog.isVisible()
    qtbot.keyClick(dialog, Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: window.findChild(UpdateResult) is None, timeout=10_000)


def test_what_changed_is_told_again_from_the_versions(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    update(window, qtbot, tmp_path).reject()
    line = window.library.sources.line(window.library.sources.index(0))
    assert line is not None
    inside = versions_menu(window.session, line.id, QMenu(window))
    qtbot.waitUntil(lambda: len(inside.actions()) == 4, timeout=10_000)
    inside.actions()[3].trigger()
    qtbot.waitUntil(lambda: window.findChild(SentencesDialog) is not None, timeout=10_000)
    dialog = window.findChild(SentencesDialog)
    assert dialog is not None
    assert "Corrected on Monday." in dialog.sentences.words()
    dialog.reject()


def test_evidence_of_a_changed_passage_is_marked(
    window: MainWindow, qtbot: QtBot, tmp_path: Path, themes: ThemeBook
) -> None:
    update(window, qtbot, tmp_path).reject()

    def printed(project: Project) -> list[Passage]:
        claim = claim_rows.listing(project)[0].claim.id
        return evidence.printed(project, evidence.of_claim(project, claim))

    found: list[list[Passage]] = []
    window.session.read(printed, found.append)
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    column = EvidenceColumn(Stance.SUPPORTS, themes)
    qtbot.addWidget(column)
    column.set_passages(found[0])
    assert {card.quote for card, _ in column.cards if "not verified" in card.byline} == {*QUOTES[1:]}


def test_the_matrix_and_the_margin_doubt_what_nobody_looked_at(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    dialog = update(window, qtbot, tmp_path)

    def spoken() -> str:
        found: list[Matrix] = []
        window.session.read(matrix, found.append)
        qtbot.waitUntil(lambda: bool(found), timeout=10_000)
        model = ClaimMatrixModel()
        model.set_matrix(found[0])
        cell = model.index(0, 2)
        assert cell.data(CELL_ROLE) == ((Stance.SUPPORTS, 3),)
        assert model.row_at(cell) is not None
        told: str = cell.data(Qt.ItemDataRole.AccessibleTextRole)
        return told

    assert "3 supports – 2 not verified in the current version" in spoken()
    dialog.review.click()
    panel = reviewing(window, qtbot, 2)
    assert panel.current is not None
    [chip] = labels(panel.current.row, window.themes.theme)
    assert chip.text == "C01 ✓?"
    assert "not verified" in chip.tip
    qtbot.keyClick(panel.view, Qt.Key.Key_Return)
    reviewing(window, qtbot, 1)
    assert "3 supports – 1 not verified in the current version" in spoken()
    window.session.undo()
    reviewing(window, qtbot, 2)
    assert "3 supports – 2 not verified" in spoken()


def test_re_attaching_begins_where_the_passage_would_stand(
    window: MainWindow, qtbot: QtBot, tmp_path: Path
) -> None:
    update(window, qtbot, tmp_path).review.click()
    panel = reviewing(window, qtbot, 2)
    places: list[Place] = []
    window.session.open_requested.connect(places.append)
    qtbot.keyClick(panel.view, Qt.Key.Key_R)
    assert panel.current is not None
    assert places[-1] == Place(panel.current.newest, *[NEW.index("The border remains")] * 2)
    qtbot.keyClick(panel.view, Qt.Key.Key_J)
    qtbot.keyClick(panel.view, Qt.Key.Key_R)
    # Nothing is proposed: as far down as in the old version.
    assert 0.6 * len(NEW) < places[-1].start <= len(NEW)


def test_the_panel_alone_has_an_empty_state(
    open_session: Callable[[Path], Session], path: Path, themes: ThemeBook, qtbot: QtBot
) -> None:
    panel = ReviewPanel(open_session(path), themes)
    qtbot.addWidget(panel)
    panel.show()
    panel.open()
    assert panel.empty.isVisible()
    assert panel.attach() is None
    with qtbot.waitSignal(panel.left):
        qtbot.keyClick(panel, Qt.Key.Key_Escape)


def test_texts_of_versions_stay_as_they_were(window: MainWindow, qtbot: QtBot, tmp_path: Path) -> None:
    update(window, qtbot, tmp_path).reject()
    found: list[list[str]] = []
    window.session.read(
        lambda project: [
            documents.text(project, one.id)
            for one in documents.of_source(project, rows.listing(project)[0].annotation.source or "")
        ],
        found.append,
    )
    qtbot.waitUntil(lambda: bool(found), timeout=10_000)
    assert found[0] == [NEW, OLD]


def test_a_real_article_edited_by_its_paper(
    open_window: Callable[[Path], MainWindow], qtbot: QtBot, tmp_path: Path, shared: Path
) -> None:
    old = sorted((shared / "seeds").glob("*.txt"))[1].read_text("utf-8")
    paragraphs = old.split("\n\n")
    long = [n for n, words in enumerate(paragraphs) if len(words) > 150 and old.count(words[:100]) == 1][:6]
    with Worker() as worker, projects.create(tmp_path / "real.annotator", "Real") as project:
        added = sources.add(project, worker.capture(None, data=old.encode(), name="article.txt"))
        for n in long:
            start = old.index(paragraphs[n][:100])
            annotations.highlight(project, added.document, start, start + 100)
    changed = list(paragraphs)
    changed[long[1]] = "Withdrawn."
    changed[long[3]] = "It is now said that " + changed[long[3]][:40] + "rather" + changed[long[3]][40:]
    (tmp_path / "new.txt").write_text("\n\n".join(["Updated.", *changed]), encoding="utf-8")
    window = open_window(tmp_path / "real.annotator")
    qtbot.waitUntil(lambda: window.library.sources.rowCount() == 1, timeout=10_000)
    dialog = update(window, qtbot, tmp_path)
    assert "Withdrawn." in dialog.sentences.words()
    dialog.review.click()
    panel = reviewing(window, qtbot, 2)
    states = sorted(state for state, _ in state_list(window, qtbot))
    assert states == ["fuzzy", "moved", "moved", "moved", "moved", "orphan"]
    first = panel.current
    assert first is not None
    qtbot.keyClick(panel.view, Qt.Key.Key_Delete)
    reviewing(window, qtbot, 1)


def state_list(window: MainWindow, qtbot: QtBot) -> list[tuple[str, str]]:
    return list(state(window, qtbot).values())
