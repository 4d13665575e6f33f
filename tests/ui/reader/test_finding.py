"""Find in an open document: it never holds the window up, and never takes the reader away from where they went."""

from __future__ import annotations

from collections.abc import Callable
from threading import Event

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from annotator.ui.reader.finding import Finder, pattern
from annotator.ui.reader.searching import MOST, Search
from annotator.ui.records import Place
from ui.reader.helpers import Desk
from ui.reader.pdfs import pdf


@pytest.fixture
def reader(desk: Callable[..., Desk]) -> Desk:
    return desk({"one.pdf": pdf(40), "two.pdf": pdf(40, "writes of Article")})


@pytest.fixture
def search(qtbot: QtBot):
    made: list[Search] = []

    def make(text: str) -> Search:
        made.append(Search(text))
        return made[-1]

    yield make
    for one in made:
        one.close()


def test_an_expression_without_end_does_not_hold_the_window_up(qtbot: QtBot, search) -> None:
    one = search("a" * 60 + "! " + "word " * 1000)
    one.start("(a|aa)+$", 0, expression=True)
    assert not one.complete
    assert one.trouble == ""
    qtbot.waitUntil(lambda: one.complete, timeout=20_000)
    assert one.trouble == "This expression takes too long."
    one.start("wo.d", 0, expression=True)
    qtbot.waitUntil(lambda: one.complete, timeout=20_000)
    assert (one.trouble, len(one.hits), one.current) == ("", 1000, 0)


def test_only_the_last_expression_typed_is_answered(qtbot: QtBot, search) -> None:
    one = search("peace and war\n\n" * 40_000)
    told: list[int] = []
    one.start("p.*e", 0, expression=True)
    one.start("w.r x", 0, expression=True)
    one.changed.connect(lambda: told.append(len(one.hits)))
    qtbot.waitUntil(lambda: one.complete, timeout=20_000)
    assert set(told) <= {0}


def test_a_letter_that_stands_everywhere_is_found_in_portions(qtbot: QtBot, search) -> None:
    one = search("eeee eeee\n" * 10_000)
    one.start("e", 0)
    qtbot.waitUntil(lambda: one.complete, timeout=20_000)
    assert one.capped
    assert len(one.hits) > MOST
    assert one.hits == sorted(set(one.hits))
    one.start("e", 0, expression=True)
    qtbot.waitUntil(lambda: one.complete, timeout=20_000)
    assert one.capped


def test_repetitions_without_measure_are_refused_before_they_are_read() -> None:
    with pytest.raises(ValueError, match="too many repetitions"):
        pattern("(?:(?:a{1000}){1000}){1000}", expression=True)
    assert pattern(r"\d{4}-\d{2}.{0,300}x{0}", expression=True) is not None


def test_a_passage_opened_while_find_is_open_is_what_is_shown(reader: Desk) -> None:
    reader.area.find()
    reader.area.find_bar.edit.setText("Page 1 line")
    reader.qtbot.waitUntil(lambda: reader.pane.search.complete)
    there = reader.text.index("Page 30 line 5")
    reader.area.open_place(Place(reader.documents[0], there, there + 14))
    reader.settle()
    assert not reader.canvas.range_rect(there, there + 14).isEmpty()
    QTest.keyClick(reader.area.find_bar.edit, Qt.Key.Key_Return)
    reader.settle()
    hit = reader.pane.search.hits[reader.pane.search.current]
    assert not reader.canvas.range_rect(*hit).isEmpty()


def test_another_document_is_searched_without_leaving_the_place_gone_to(reader: Desk) -> None:
    reader.open(1)
    reader.open(0)
    reader.area.find()
    reader.area.find_bar.edit.setText("Page 2 line")
    reader.qtbot.waitUntil(lambda: reader.pane.search.complete)
    there = reader.pane.view.document.pages[30].start
    reader.area.open_place(Place(reader.documents[1], there, there + 4))
    reader.settle()
    reader.qtbot.waitUntil(lambda: reader.pane.search.complete)
    assert reader.pane.canvas.travel.page() in (29, 30)
    assert len(reader.pane.search.hits) == 10


def test_who_scrolls_on_while_hits_still_come_is_left_alone(reader: Desk) -> None:
    reader.area.find()
    reader.area.find_bar.edit.setText("Page 1 line 3")
    reader.qtbot.waitUntil(lambda: reader.pane.search.complete)
    bar = reader.canvas.verticalScrollBar()
    bar.setValue(bar.maximum())
    reader.pane.search.changed.emit()
    assert bar.value() == bar.maximum()


@pytest.mark.parametrize("how", ["tab", "window"])
def test_what_is_closed_does_not_wait_for_an_expression(
    reader: Desk, how: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    begun, allowed, done = Event(), Event(), Event()

    def slow(*_: object) -> list[tuple[int, int]]:
        begun.set()
        allowed.wait(20)
        done.set()
        return [(0, 1)]

    monkeypatch.setattr(Finder, "in_block", slow)
    one = reader.pane.search
    one.start("w.r", 0, expression=True)
    assert begun.wait(20)
    if how == "tab":
        reader.area.close_tab()
    else:
        reader.area.shutdown()
    assert not done.is_set()
    assert one.complete
    allowed.set()
    reader.qtbot.waitUntil(done.is_set, timeout=20_000)
    assert one.hits == []


def test_words_taken_over_from_the_page_are_searched_once(
    reader: Desk, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[str] = []
    start = Search.start
    monkeypatch.setattr(
        Search,
        "start",
        lambda self, query, *args, **options: (asked.append(query), start(self, query, *args, **options)),
    )
    reader.area.find_bar.open("line 5")
    assert asked == ["line 5"]
    reader.area.find_bar.open("line 5")
    assert asked == ["line 5", "line 5"]
