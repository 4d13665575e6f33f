"""The paper: nothing is loaded, links are told, quotations and entries stand as the document says."""

from __future__ import annotations

from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QTextCursor, QTextDocument
from pytestqt.qtbot import QtBot

from annotator.citation.outline import Kind, Paragraph, Piece, Role
from annotator.citation.richtext import Run
from annotator.ui.bibliography.paper import PAGE
from annotator.ui.bibliography.preview import PaperBrowser
from annotator.ui.theme import ThemeBook

QUOTE = Paragraph(
    Role.QUOTE,
    (
        Piece(Run("“<img src='file:///etc/passwd'> &amp; words”"), Kind.QUOTED),
        Piece(Run(" (para. 20)"), Kind.LOCATOR),
    ),
    annotation_id="a1",
)
ENTRY = Paragraph(Role.ENTRY, (Piece(Run("Hayes, Ann. ")), Piece(Run("A Book", italic=True))), source_id="s1")


def set_paper(qtbot: QtBot, themes: ThemeBook, paragraphs: list[Paragraph]) -> PaperBrowser:
    browser = PaperBrowser(themes)
    qtbot.addWidget(browser)
    browser.resize(1000, 800)
    with qtbot.waitSignal(browser.ready):
        browser.set_paragraphs(paragraphs)
    return browser


def test_words_are_set_as_they_stand_never_as_markup(qtbot: QtBot, themes: ThemeBook) -> None:
    browser = set_paper(qtbot, themes, [ENTRY, QUOTE])
    assert (
        browser.toPlainText() == "Hayes, Ann. A Book\n“<img src='file:///etc/passwd'> &amp; words” (para. 20)"
    )


def test_italics_and_links_stand_where_they_belong(qtbot: QtBot, themes: ThemeBook) -> None:
    browser = set_paper(qtbot, themes, [ENTRY, QUOTE])
    cursor = QTextCursor(browser.document())
    cursor.setPosition(len("Hayes, Ann. A"))
    assert cursor.charFormat().fontItalic()
    cursor.movePosition(QTextCursor.MoveOperation.NextBlock)
    cursor.movePosition(QTextCursor.MoveOperation.NextCharacter)
    assert cursor.charFormat().anchorHref() == "annotation:a1"


def test_a_click_on_a_quotation_is_told_and_goes_nowhere(qtbot: QtBot, themes: ThemeBook) -> None:
    browser = set_paper(qtbot, themes, [QUOTE])
    with qtbot.waitSignal(browser.passage_clicked) as told:
        browser.anchorClicked.emit(QUrl("annotation:a1"))
    assert told.args == ["a1"]
    with qtbot.assertNotEmitted(browser.passage_clicked):
        browser.anchorClicked.emit(QUrl("https://example.org"))
    assert not browser.openLinks()


@pytest.mark.parametrize(
    "kind", [QTextDocument.ResourceType.ImageResource, QTextDocument.ResourceType.StyleSheetResource]
)
def test_no_file_is_ever_read(
    qtbot: QtBot, themes: ThemeBook, tmp_path: Path, kind: QTextDocument.ResourceType
) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("secret")
    browser = set_paper(qtbot, themes, [QUOTE])
    for address in (QUrl.fromLocalFile(str(secret)), QUrl(str(secret)), QUrl("data:text/plain,secret")):
        assert bytes(browser.document().resource(kind.value, address)) == b""
        assert bytes(browser.loadResource(kind.value, address)) == b""


def test_a_long_text_is_broken_into_pages(qtbot: QtBot, themes: ThemeBook) -> None:
    browser = set_paper(qtbot, themes, [ENTRY, QUOTE] * 60)
    assert browser.pages > 2
    assert browser.document().pageSize() == PAGE
    browser.resize(1400, 600)
    assert browser.document().pageSize() == PAGE


def test_a_new_text_makes_an_unfinished_one_void(qtbot: QtBot, themes: ThemeBook) -> None:
    browser = PaperBrowser(themes)
    qtbot.addWidget(browser)
    told: list[bool] = []
    browser.ready.connect(lambda: told.append(True))
    browser.set_paragraphs([ENTRY, QUOTE] * 500)
    browser.set_paragraphs([ENTRY])
    qtbot.waitUntil(lambda: bool(told))
    assert browser.toPlainText() == "Hayes, Ann. A Book"
    assert told == [True]
