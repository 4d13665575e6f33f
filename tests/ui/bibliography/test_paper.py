"""The paper: words as they stand, quotations that open, pages, the keyboard, edits that leave the rest alone."""

from __future__ import annotations

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.citation.outline import Kind, Paragraph, Piece, Role
from annotator.citation.richtext import Run
from annotator.ui.bibliography.paper import MARGIN, PAGE
from annotator.ui.bibliography.paperselection import Point
from annotator.ui.bibliography.paperspoken import SpokenText
from annotator.ui.bibliography.preview import PaperBrowser
from annotator.ui.theme import ThemeBook

TITLE = Paragraph(Role.TITLE, (Piece(Run("A title")),))
LINE = Paragraph(Role.SUBTITLE, (Piece(Run("Style · 1 source")),))
QUOTE = Paragraph(
    Role.QUOTE,
    (
        Piece(Run("“<img src='file:///etc/passwd'> &amp; words”"), Kind.QUOTED),
        Piece(Run(" (para. 20)"), Kind.LOCATOR),
    ),
    annotation_id="a1",
)
ENTRY = Paragraph(Role.ENTRY, (Piece(Run("Hayes, Ann. ")), Piece(Run("A Book", italic=True))), source_id="s1")
ARABIC = Paragraph(Role.QUOTE, (Piece(Run("المرور حر للجميع"), Kind.QUOTED),), "s1", "a2", True)


def entry(number: int, words: int = 12) -> Paragraph:
    text = f"Source {number}. " + "word " * words
    return Paragraph(Role.ENTRY, (Piece(Run(text.strip())),), source_id=f"s{number}")


def text_of(count: int) -> tuple[Paragraph, ...]:
    return (TITLE, LINE, *(entry(n, 5 + n % 30) for n in range(count)))


@pytest.fixture
def paper(qtbot: QtBot, themes: ThemeBook) -> PaperBrowser:
    made = PaperBrowser(themes)
    qtbot.addWidget(made)
    made.resize(1000, 800)
    made.show()
    return made


def show(qtbot: QtBot, paper: PaperBrowser, *paragraphs: Paragraph) -> None:
    paper.set_paragraphs(paragraphs)
    qtbot.waitUntil(lambda: paper.settled)


def tops(paper: PaperBrowser) -> list[float]:
    """Where each paragraph begins, once all is settled."""
    return [paper._pages.start(n) for n in range(len(paper.paragraphs))]


def middle_of(paper: PaperBrowser, number: int) -> QPoint:
    paper.reveal(number)
    block = paper.block(number)
    next(one for one in paper.seen() if one.number == number)
    box = block.caret(3)
    return QPoint(round(paper._left + box.x()), round(box.center().y() - paper.verticalScrollBar().value()))


def test_words_are_set_as_they_stand_never_as_markup(qtbot: QtBot, paper: PaperBrowser) -> None:
    show(qtbot, paper, ENTRY, QUOTE)
    words = "“<img src='file:///etc/passwd'> &amp; words” (para. 20)"
    assert paper.toPlainText() == f"Hayes, Ann. A Book\n{words}"
    assert paper.block(1).text == words


def test_italics_stand_where_they_belong(qtbot: QtBot, paper: PaperBrowser) -> None:
    show(qtbot, paper, ENTRY)
    ranges = [(r.start, r.length) for r in paper.block(0).layout.formats() if r.format.fontItalic()]
    assert ranges == [(len("Hayes, Ann. "), len("A Book"))]


def test_a_line_break_inside_a_paragraph_stays_inside(qtbot: QtBot, paper: PaperBrowser) -> None:
    show(qtbot, paper, Paragraph(Role.ANNOTATION, (Piece(Run("one\ntwo 🚢\nthree")),)), ENTRY)
    assert len(paper.block(0).pitches) == 3
    assert tops(paper)[1] > tops(paper)[0] + 2 * paper.block(0).pitches[0]


def test_only_a_click_on_quoted_words_opens_their_passage(qtbot: QtBot, paper: PaperBrowser) -> None:
    show(qtbot, paper, ENTRY, QUOTE)
    at = middle_of(paper, 1)
    assert paper.anchorAt(at) == "a1"
    with qtbot.waitSignal(paper.passage_clicked) as told:
        QTest.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert told.args == ["a1"]
    beside = middle_of(paper, 0)
    assert paper.anchorAt(beside) == ""
    with qtbot.assertNotEmitted(paper.passage_clicked):
        QTest.mouseClick(paper.viewport(), Qt.MouseButton.LeftButton, pos=beside)
    assert paper.paragraph_at(beside) is ENTRY
    assert paper.paragraph_at(QPoint(2, beside.y())) is None


def test_no_line_stands_in_a_pages_margins_and_none_lies_on_another(
    qtbot: QtBot, paper: PaperBrowser
) -> None:
    show(qtbot, paper, *text_of(120))
    assert paper.pages > 2
    lowest = 0.0
    for number in range(len(paper.paragraphs)):
        for top, pitch in zip(
            paper._pages.placed(number, paper._pages.start(number)).tops,
            paper.block(number).pitches,
            strict=True,
        ):
            assert top >= lowest - 0.01
            lowest = top + pitch
            assert top % PAGE.height() >= MARGIN - 0.01
            assert top % PAGE.height() + pitch <= PAGE.height() - MARGIN + 0.01


def test_a_heading_does_not_stay_alone_at_the_foot_of_a_page(qtbot: QtBot, paper: PaperBrowser) -> None:
    heading = Paragraph(Role.HEADING, (Piece(Run("A heading")),))
    for before in range(20, 40):
        show(qtbot, paper, TITLE, LINE, *(entry(n, 3) for n in range(before)), heading, entry(99, 3))
        own, below = (paper._pages.placed(n, paper._pages.start(n)).tops[0] for n in (before + 2, before + 3))
        assert int(own // PAGE.height()) == int(below // PAGE.height())


def test_what_was_changed_in_the_middle_stands_as_if_all_were_set_anew(
    qtbot: QtBot, paper: PaperBrowser, themes: ThemeBook
) -> None:
    before = text_of(200)
    show(qtbot, paper, *before)
    other = PaperBrowser(themes)
    qtbot.addWidget(other)
    for now, head, tail in (
        ((*before[:90], entry(88, 200), *before[91:]), 88, len(before) - 91),
        ((*before[:90], *before[95:]), 88, len(before) - 95),
        ((*before[:150], *(entry(n, 40) for n in range(300, 310)), *before[150:]), 148, len(before) - 150),
        ((TITLE, entry(1, 60), *before[2:]), len(before) - 2, 0),
    ):
        paper.set_paragraphs(before)
        qtbot.waitUntil(lambda: paper.settled)
        paper.set_paragraphs(now, paper.paragraphs, head, tail)
        assert paper.toPlainText() == "\n".join(one.text for one in now)
        qtbot.waitUntil(lambda: paper.settled)
        other.set_paragraphs(now)
        qtbot.waitUntil(lambda: other.settled)
        assert tops(paper) == pytest.approx(tops(other))


def test_what_one_looks_at_stays_where_it_is_when_something_above_is_edited(
    qtbot: QtBot, paper: PaperBrowser
) -> None:
    before = text_of(200)
    show(qtbot, paper, *before)
    paper.verticalScrollBar().setValue(2500)
    first = next(iter(paper.seen()))
    screen = first.start - paper.verticalScrollBar().value()
    now = (*before[:20], entry(18, 300), *before[21:])
    paper.set_paragraphs(now, paper.paragraphs, 18, len(before) - 21)
    for _ in range(2):
        again = next(iter(paper.seen()))
        assert paper.paragraphs[again.number] is before[first.number]
        assert again.start - paper.verticalScrollBar().value() == pytest.approx(screen, abs=1)
        qtbot.waitUntil(lambda: paper.settled)


def test_another_text_is_shown_at_the_same_source(qtbot: QtBot, paper: PaperBrowser) -> None:
    before = text_of(300)
    show(qtbot, paper, *before)
    paper.reveal(150)
    number = next(iter(paper.seen())).number
    show(qtbot, paper, TITLE, LINE, *(entry(n, 50) for n in range(300)))
    assert next(iter(paper.seen())).number == number


def test_a_long_text_is_seen_at_once_wherever_one_goes(qtbot: QtBot, paper: PaperBrowser) -> None:
    paper.set_paragraphs(text_of(3000))
    assert not paper.settled
    bar = paper.verticalScrollBar()
    bar.setValue(bar.maximum())
    assert list(paper.seen())
    qtbot.waitUntil(lambda: paper.settled)
    bar.setValue(bar.maximum())
    assert list(paper.seen())[-1].number == 3001


def test_a_new_text_makes_an_unfinished_one_void(qtbot: QtBot, paper: PaperBrowser) -> None:
    paper.set_paragraphs(text_of(500))
    show(qtbot, paper, ENTRY)
    assert paper.toPlainText() == "Hayes, Ann. A Book"
    assert paper.pages == 1


def test_words_are_selected_with_the_mouse_and_copied(qtbot: QtBot, paper: PaperBrowser) -> None:
    show(qtbot, paper, ENTRY, QUOTE, ARABIC)
    start, end = middle_of(paper, 0), middle_of(paper, 2)
    port = paper.viewport()
    QTest.mousePress(port, Qt.MouseButton.LeftButton, pos=start)
    QTest.mouseMove(port, end)
    with qtbot.assertNotEmitted(paper.passage_clicked):
        QTest.mouseRelease(port, Qt.MouseButton.LeftButton, pos=end)
    QTest.keyClick(paper, Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    copied = QGuiApplication.clipboard().text()
    assert copied == f"es, Ann. A Book\n{QUOTE.text}\n{ARABIC.text[:3]}"
    QTest.keyClick(paper, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    assert paper.selected_text() == paper.toPlainText()


def test_the_keyboard_moves_the_cursor_selects_and_opens(qtbot: QtBot, paper: PaperBrowser) -> None:
    show(qtbot, paper, *text_of(60), QUOTE, ARABIC)
    for _ in range(2):
        QTest.keyClick(paper, Qt.Key.Key_Down)
    assert paper.current_paragraph is paper.paragraphs[2]
    QTest.keyClick(paper, Qt.Key.Key_Home)
    QTest.keyClick(
        paper, Qt.Key.Key_Right, Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.ShiftModifier
    )
    assert paper.selected_text() == "Source "
    QTest.keyClick(paper, Qt.Key.Key_End, Qt.KeyboardModifier.ControlModifier)
    assert paper.current_paragraph is ARABIC
    assert paper.verticalScrollBar().value() > 1000
    QTest.keyClick(paper, Qt.Key.Key_Home, Qt.KeyboardModifier.ControlModifier)
    assert paper.verticalScrollBar().value() == 0
    QTest.keyClick(paper, Qt.Key.Key_PageDown)
    assert paper.verticalScrollBar().value() > 300


def test_tab_goes_from_quotation_to_quotation_and_enter_opens_it(qtbot: QtBot, paper: PaperBrowser) -> None:
    show(qtbot, paper, *text_of(60), QUOTE, ENTRY, ARABIC)
    paper.setFocus()
    QTest.keyClick(paper, Qt.Key.Key_Tab)
    assert paper.current_paragraph is QUOTE
    assert paper.selected_text() == QUOTE.pieces[0].run.text
    assert any(one.number == 62 for one in paper.seen())
    with qtbot.waitSignal(paper.passage_clicked) as told:
        QTest.keyClick(paper, Qt.Key.Key_Return)
    assert told.args == ["a1"]
    QTest.keyClick(paper, Qt.Key.Key_Tab)
    assert paper.current_paragraph is ARABIC
    QTest.keyClick(paper, Qt.Key.Key_Backtab)
    assert paper.current_paragraph is QUOTE


def test_a_selection_stays_on_its_words_through_an_edit_elsewhere(qtbot: QtBot, paper: PaperBrowser) -> None:
    before = text_of(50)
    show(qtbot, paper, *before)
    paper.select(Point(40, 0), Point(40, 6))
    paper.set_paragraphs((*before[:20], entry(1, 9), entry(2, 9), *before[21:]), paper.paragraphs, 18, 31)
    assert paper.selected_text() == "Source"
    assert paper.selected.first == 41
    now = paper.paragraphs
    paper.set_paragraphs((*now[:41], entry(7, 7), *now[42:]), now, 39, len(now) - 42)
    assert not paper.has_selection


def test_a_narrow_window_shows_the_whole_width_of_the_sheet(qtbot: QtBot, paper: PaperBrowser) -> None:
    show(qtbot, paper, *text_of(80), QUOTE)
    before = tops(paper)
    paper.resize(500, 400)
    qtbot.waitUntil(lambda: paper.viewport().width() < 500)
    assert paper.horizontalScrollBar().maximum() == 0
    assert tops(paper) == before
    paper.reveal(82)
    at = next(
        QPoint(x, y)
        for y in range(0, 400, 4)
        for x in range(0, 480, 4)
        if paper.anchorAt(QPoint(x, y)) == "a1"
    )
    assert paper.paragraph_at(at) is QUOTE
    QTest.mousePress(paper.viewport(), Qt.MouseButton.LeftButton, pos=at)
    assert paper.cursorRect().adjusted(-6, -2, 6, 2).contains(at)


def test_words_from_right_to_left_are_set_from_the_right(qtbot: QtBot, paper: PaperBrowser) -> None:
    show(qtbot, paper, ARABIC, ENTRY)
    list(paper.seen())
    line = paper.block(0).layout.lineAt(0)
    assert line.naturalTextRect().right() == pytest.approx(line.width(), abs=1)
    assert paper.block(1).layout.lineAt(0).naturalTextRect().left() == pytest.approx(
        paper.block(1).starts[0], abs=1
    )


def test_a_screen_reader_reads_all_of_it_and_moves_the_cursor(qtbot: QtBot, paper: PaperBrowser) -> None:
    ship = Paragraph(Role.ANNOTATION, (Piece(Run("🚢 ship")),))
    show(qtbot, paper, ENTRY, ship, QUOTE)
    words = SpokenText(paper)
    assert words.text(0, -1) == paper.toPlainText()
    assert words.characterCount() == len(paper.toPlainText()) + 1
    at = len(ENTRY.text) + 1
    assert words.text(at, at + 2) == "🚢"
    words.setCursorPosition(at + 8)
    assert paper.current_paragraph is QUOTE
    assert words.cursorPosition() == at + 8
    words.setSelection(0, at + 3, at + 7)
    assert paper.selected_text() == "ship"
    assert words.selection(0) == (at + 3, at + 7)
    assert not words.characterRect(at + 3).isNull()
