"""The highlight list and the link field's offers."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from pytestqt.modeltest import ModelTester

from annotator.domain.claim import Stance
from annotator.operations import annotations, claims, links
from annotator.ui.reader.highlightlist import LINKS, PLACE, WORDS, HighlightList
from annotator.ui.reader.linkfield import LinkField
from annotator.ui.reader.linkmodel import Offer, OfferModel
from ui.reader.helpers import Desk

Make = Callable[..., Desk]
TEXT = b"First words stand here.\n\nThen come other words.\n\nAnd a third block ends it."


def prepare(project: Any, documents: list[str]) -> None:
    first = annotations.highlight(project, documents[0], 0, 11, "yellow").annotation.id
    annotations.highlight(project, documents[0], 30, 46, "red", "a note on courts")
    claim = claims.add(project, "Words are few.").claim.id
    links.link_claim(project, first, claim, "supports")


@pytest.fixture
def reader(desk: Make) -> Desk:
    return desk({"a.txt": TEXT}, prepare=prepare)


@pytest.fixture
def listed(reader: Desk) -> HighlightList:
    panel = HighlightList(reader.session, reader.themes)
    reader.qtbot.addWidget(panel)
    panel.resize(400, 300)
    panel.show()
    panel.set_document(reader.documents[0])
    reader.qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    return panel


def words(panel: HighlightList) -> list[str]:
    return [panel.model.index(row, WORDS).data() for row in range(panel.model.rowCount())]


def test_the_list_shows_words_place_and_links_in_the_order_of_the_text(listed: HighlightList) -> None:
    assert words(listed) == ["First words", "come other words"]
    assert listed.model.index(0, LINKS).data() == "C01 ✓"
    assert listed.model.index(1, PLACE).data() == "¶ 2"


def test_the_words_have_the_room_of_links_while_there_are_none(reader: Desk, listed: HighlightList) -> None:
    with_links = listed.table.columnWidth(WORDS)
    assert listed.table.columnWidth(LINKS) > 100
    linked = listed.model.line(0)
    assert linked is not None
    reader.session.act(lambda project: annotations.trash(project, [linked.id]))
    reader.qtbot.waitUntil(lambda: listed.model.rowCount() == 1)
    assert listed.table.columnWidth(WORDS) > with_links + 30
    reader.session.undo()
    reader.qtbot.waitUntil(lambda: listed.table.columnWidth(WORDS) == with_links)


def test_the_list_filters_by_words_and_notes_and_sorts_by_its_headers(listed: HighlightList) -> None:
    QTest.keyClicks(listed.filter, "COURTS")
    assert words(listed) == ["come other words"]
    listed.filter.clear()
    listed.table.sortByColumn(WORDS, Qt.SortOrder.AscendingOrder)
    assert words(listed) == ["come other words", "First words"]


def test_a_click_in_the_list_opens_the_passage_and_selects_it_everywhere(
    reader: Desk, listed: HighlightList
) -> None:
    index = listed.model.index(1, WORDS)
    with reader.qtbot.waitSignal(reader.session.open_requested):
        QTest.mouseClick(
            listed.table.viewport(), Qt.MouseButton.LeftButton, pos=listed.table.visualRect(index).center()
        )
    line = listed.model.line(1)
    assert line is not None
    assert reader.session.selection == ("annotation", line.id)
    assert reader.canvas.selected == line.id


def test_a_new_highlight_appears_in_the_list(reader: Desk, listed: HighlightList) -> None:
    reader.drag_over("third block")
    reader.key(Qt.Key.Key_4)
    reader.qtbot.waitUntil(lambda: words(listed) == ["First words", "come other words", "third block"])


def test_the_models_keep_qts_rules(reader: Desk, listed: HighlightList, qtmodeltester: ModelTester) -> None:
    qtmodeltester.check(listed.model)
    offers = OfferModel()
    offers.replace([Offer(None, "a claim"), Offer(links.Target("claim", "x", "C01", "Words.", True))])
    qtmodeltester.check(offers)


def test_the_field_offers_claims_by_their_words_and_enter_takes_the_first(reader: Desk) -> None:
    field = LinkField(reader.session, reader.themes)
    reader.qtbot.addWidget(field)
    field.show()
    field.set_context(None, "")
    QTest.keyClicks(field.edit, "~few")
    assert field.stance is Stance.QUALIFIES
    assert field.edit.text() == "few"
    with reader.qtbot.waitSignal(field.chosen) as caught:
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    target, stance = caught.args
    assert (target.kind, target.label, stance) == ("claim", "C01", Stance.QUALIFIES)
    assert field.edit.text() == ""


def test_the_arrows_choose_and_words_that_fit_nothing_make_a_claim(reader: Desk) -> None:
    field = LinkField(reader.session, reader.themes)
    reader.qtbot.addWidget(field)
    field.show()
    QTest.keyClicks(field.edit, "few")
    reader.qtbot.waitUntil(lambda: field.model.rowCount() == 2)
    QTest.keyClick(field.edit, Qt.Key.Key_Down)
    with reader.qtbot.waitSignal(field.create_claim) as caught:
        QTest.keyClick(field.edit, Qt.Key.Key_Return)
    assert caught.args == ["few", Stance.SUPPORTS]
