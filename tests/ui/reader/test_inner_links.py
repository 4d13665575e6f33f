"""Links within an article: followed with the mouse and the keyboard, Alt+← back, outside ones asked about."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest

from annotator.ui.reader.linkdialog import LinkDialog
from documents.makers import epub
from ui.reader.helpers import Desk

Make = Callable[..., Desk]

FILLER = "".join(
    f"<p>Paragraph {n} is about the peace that both sides signed, and about little else.</p>"
    for n in range(120)
)


def article(note: str = "") -> bytes:
    return (
        f'<html><body><p>The words<a id="r" href="#fn">[1]</a> of <a href="https://example.org/x">a page</a> that says at some length what it is about.</p>{FILLER}'
        f'<p id="fn">The footnote says so, and says it in as many words as it takes to be one. <a href="#r">back</a></p>{note}</body></html>'
    ).encode()


def shown(reader: Desk, words: str) -> Callable[[], bool]:
    at = reader.text.index(words)
    return lambda: not reader.canvas.range_rect(at, at + len(words)).isEmpty()


def click(reader: Desk, words: str) -> None:
    at = reader.point(reader.text.index(words))
    QTest.mouseMove(reader.canvas.viewport(), at)
    QTest.qWait(0)
    reader.qtbot.waitUntil(lambda: bool(reader.pane.view.links.on(0)))
    QTest.mouseClick(reader.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)


def test_a_footnote_is_gone_to_by_a_click_and_back_leads_back(desk: Make) -> None:
    reader = desk({"a.html": article()})
    assert not shown(reader, "The footnote")()
    with reader.qtbot.waitSignal(reader.area.hint_changed) as said:
        QTest.mouseMove(reader.canvas.viewport(), reader.point(reader.text.index("1]")))
        reader.qtbot.waitUntil(lambda: bool(reader.pane.view.links.on(0)))
        QTest.mouseMove(reader.canvas.viewport(), reader.point(reader.text.index("1]")) + QPoint(1, 0))
    assert "Alt" in said.args[0]
    click(reader, "1]")
    reader.qtbot.waitUntil(shown(reader, "The footnote"))
    reader.settle()
    reader.area.go_back()
    reader.qtbot.waitUntil(shown(reader, "The words"))


def test_a_finger_that_did_not_point_first_follows_a_link_too(desk: Make) -> None:
    reader = desk({"a.html": article()})
    at = reader.point(reader.text.index("1]"))
    QTest.mouseClick(reader.canvas.viewport(), Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier, at)
    reader.qtbot.waitUntil(shown(reader, "The footnote"))


def test_the_keyboard_follows_the_link_that_the_caret_stands_on(desk: Make) -> None:
    reader = desk({"a.html": article()})
    reader.key(Qt.Key.Key_F7)
    for _ in range(len("The words[")):
        reader.key(Qt.Key.Key_Right)
    assert reader.canvas.caret == reader.text.index("1]")
    reader.key(Qt.Key.Key_Return)
    reader.qtbot.waitUntil(shown(reader, "The footnote"))
    assert not reader.canvas.selection


def test_a_link_to_outside_is_asked_about_first(desk: Make) -> None:
    reader = desk({"a.html": article()})
    click(reader, "a page")
    dialogs = reader.area.findChildren(LinkDialog)
    assert [dialog.shown.toPlainText() for dialog in dialogs] == ["https://example.org/x"]
    dialogs[0].reject()


def test_a_chapter_of_a_book_leads_into_another(desk: Make) -> None:
    reader = desk(
        {
            "b.epub": epub(
                [f'<p>See <a href="c1.xhtml#n">the note</a>.</p>{FILLER}', '<p id="n">Noted in two.</p>']
            )
        }
    )
    click(reader, "the note")
    reader.qtbot.waitUntil(shown(reader, "Noted in two"))


def test_a_link_into_what_was_set_apart_shows_it(desk: Make) -> None:
    furniture = '<div class="footer"><ul><li><a href="/a">Home</a></li><li id="fn2">Imprint of the paper</li></ul></div>'
    page = article(furniture).replace(b'href="#fn"', b'href="#fn2"')
    reader = desk({"a.html": page})
    document = reader.pane.view.document
    assert document is not None
    assert document.main_end < reader.text.index("Imprint")
    assert not reader.canvas.show_rest
    click(reader, "1]")
    reader.qtbot.waitUntil(shown(reader, "Imprint"), timeout=10_000)
    assert reader.area.half.rest_button.isChecked()
    reader.settle()
    reader.area.half.rest_button.click()
    reader.qtbot.waitUntil(lambda: not reader.pane.view.laying_out)
    reader.settle()
    assert not reader.canvas.show_rest
