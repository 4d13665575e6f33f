"""Tabs nobody has come back to: their documents are let go of, and open again where they were."""

from __future__ import annotations

from collections.abc import Callable

from annotator.ui.reader.resting import KEPT
from documents.makers import pdf
from ui.reader.helpers import Desk

Make = Callable[..., Desk]


def files(count: int) -> dict[str, bytes]:
    body = "\n\n".join(f"Paragraph {n} of words that stand below each other." for n in range(120))
    return {f"{number}.txt": f"Text {number}.\n\n{body}".encode() for number in range(count)}


def test_a_tab_comes_back_where_it_was(desk: Make) -> None:
    reader = desk(files(KEPT + 2))
    reader.canvas.zoom.set(1.5)
    reader.canvas.verticalScrollBar().setValue(900)
    reader.settle()
    seen, scale = reader.canvas.travel.seen_first(), reader.canvas.frame.scale
    assert seen[0] > 0
    for number in range(1, KEPT + 2):
        reader.open(number)
    half = reader.area.half
    assert reader.documents[0] not in half._panes
    assert len(half._panes) == KEPT
    assert half.open_documents() == reader.documents
    reader.open(0)
    assert reader.canvas.frame.scale == scale
    assert reader.canvas.travel.seen_first()[0] == seen[0]
    assert abs(reader.canvas.travel.seen_first()[1] - seen[1]) < 2
    # The one that waited longest by now went instead.
    assert reader.documents[1] not in half._panes


def test_pictures_and_layout_go_with_the_document(desk: Make) -> None:
    reader = desk(files(KEPT + 1))
    for number in range(1, KEPT + 1):
        reader.open(number)
    pictures = reader.area._shared.pictures
    assert {key.document for key in pictures._kept} == set(reader.documents[1:])
    reader.qtbot.waitUntil(lambda: reader.documents[0] not in reader.session.viewer._views)


def test_a_place_opened_in_a_resting_tab_is_gone_to(desk: Make) -> None:
    reader = desk(files(KEPT + 1))
    for number in range(1, KEPT + 1):
        reader.open(number)
    from annotator.ui.records import Place

    at = reader.text.index("Paragraph 90")
    reader.area.open_document(reader.documents[0], Place(reader.documents[0], at, at + 12))
    reader.settle()
    assert not reader.canvas.range_rect(at, at + 12).isEmpty()


def test_a_tab_closed_while_it_rests_leaves_nothing(desk: Make) -> None:
    reader = desk(files(KEPT + 1))
    for number in range(1, KEPT + 1):
        reader.open(number)
    reader.area.close_document(reader.documents[0])
    assert reader.documents[0] not in reader.area.half._resting
    assert reader.documents[0] not in reader.area.open_documents()


def test_an_unlocked_document_stays_so_that_nobody_is_asked_again(desk: Make) -> None:
    reader = desk({"0.pdf": pdf(["One page"]), **files(KEPT + 1)})
    reader.pane.unlocked = True
    for number in range(1, KEPT + 1):
        reader.open(number)
    assert reader.documents[0] in reader.area.half._panes
