"""Areas are shown as pictures in the list of highlights and in the inspector, and nothing waits for them."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pymupdf
import pytest
from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QImage

from annotator.domain.geometry import Rect
from annotator.operations import annotations, places
from annotator.ui.cutouts import AreaPicture, Cutouts, fitting
from annotator.ui.inspector.panel import Inspector
from annotator.ui.reader.highlightlist import WORDS, HighlightList
from documents import makers
from ui.reader.helpers import Desk

Make = Callable[..., Desk]
RED, BOX = (200, 20, 20), Rect(100, 100, 300, 200)


def coloured(pages: int = 2) -> bytes:
    """Words on every page; on the last a red box."""
    document = pymupdf.open()
    for number in range(pages):
        document.new_page().insert_text((72, 72), f"Page {number + 1} has words.")
    document[-1].draw_rect(pymupdf.Rect(*BOX), color=None, fill=tuple(part / 255 for part in RED))
    return document.tobytes()


def with_area(project: Any, documents: list[str]) -> None:
    places.area(project, documents[0], 1, BOX)
    annotations.highlight(project, documents[0], 0, 6, "yellow")


def middle(image: QImage) -> tuple[int, int, int]:
    colour = image.pixelColor(image.width() // 2, image.height() // 2)
    return colour.red(), colour.green(), colour.blue()


def near(colour: tuple[int, int, int]) -> bool:
    return all(abs(one - other) < 12 for one, other in zip(colour, RED, strict=True))


def area_row(panel: HighlightList) -> int:
    return next(n for n in range(panel.model.rowCount()) if panel.model.line(n).region is not None)


def shown_list(reader: Desk) -> HighlightList:
    panel = HighlightList(reader.session, reader.themes)
    reader.qtbot.addWidget(panel)
    panel.resize(420, 300)
    panel.show()
    panel.set_document(reader.documents[0])
    reader.qtbot.waitUntil(lambda: panel.model.rowCount() == 2)
    return panel


def test_the_list_shows_the_picture_of_an_area_on_a_line_high_enough(desk: Make) -> None:
    reader = desk({"a.pdf": coloured()}, prepare=with_area)
    panel = shown_list(reader)
    row = area_row(panel)
    index = panel.model.index(row, WORDS)
    reader.qtbot.waitUntil(lambda: near(middle(index.data(Qt.ItemDataRole.DecorationRole).toImage())))
    assert panel.table.rowHeight(row) > panel.table.rowHeight(1 - row)
    assert index.data(
        Qt.ItemDataRole.DecorationRole
    ).deviceIndependentSize().height() <= panel.table.rowHeight(row)
    assert index.data(Qt.ItemDataRole.AccessibleTextRole) == index.data() == "Area"
    seen = panel.table.visualRect(index)
    grabbed = panel.table.viewport().grab(seen).toImage()
    assert any(
        near((c.red(), c.green(), c.blue()))
        for x in range(grabbed.width())
        if (c := grabbed.pixelColor(x, grabbed.height() // 2))
    )


def test_the_line_of_an_area_made_just_now_is_high_enough_too(desk: Make) -> None:
    reader = desk({"a.pdf": coloured()}, prepare=with_area)
    panel = shown_list(reader)
    document = reader.documents[0]
    reader.session.act(lambda project: places.area(project, document, 0, BOX))
    reader.qtbot.waitUntil(lambda: panel.model.rowCount() == 3)
    areas = [row for row in range(3) if panel.model.line(row).region is not None]  # type: ignore[union-attr]
    [words] = set(range(3)) - set(areas)
    assert all(panel.table.rowHeight(row) > panel.table.rowHeight(words) for row in areas)


def test_until_the_picture_is_there_an_empty_frame_of_its_size_is_shown(
    desk: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    reader = desk({"a.pdf": coloured()}, prepare=with_area)
    monkeypatch.setattr(Cutouts, "get", lambda *_: None)
    panel = shown_list(reader)
    made = panel.model.index(area_row(panel), WORDS).data(Qt.ItemDataRole.DecorationRole)
    assert made.deviceIndependentSize().toSize() == fitting(BOX, QSize(80, 52))
    assert not near(middle(made.toImage()))


def test_the_inspector_shows_the_area_where_a_highlight_shows_its_words(desk: Make) -> None:
    reader = desk({"a.pdf": coloured()}, prepare=with_area)
    panel = Inspector(reader.session, reader.themes)
    reader.qtbot.addWidget(panel)
    panel.resize(320, 600)
    panel.show()
    row = next(row for row in reader.pane.view.rows if row.annotation.style == "area")
    reader.session.select("annotation", row.annotation.id)
    reader.qtbot.waitUntil(
        lambda: panel.highlight is not None and bool(panel.highlight.findChildren(AreaPicture))
    )
    (picture,) = panel.highlight.findChildren(AreaPicture)
    assert picture.accessibleName() == "Area, p. 2"
    reader.qtbot.waitUntil(lambda: picture.picture is not None)
    assert near(middle(picture.grab().toImage()))
    other = next(row for row in reader.pane.view.rows if row.annotation.style != "area")
    reader.session.select("annotation", other.annotation.id)
    reader.qtbot.waitUntil(lambda: panel.showing == ("annotation", other.annotation.id))
    reader.qtbot.waitUntil(lambda: not panel.highlight.findChildren(AreaPicture))


def test_a_document_that_is_open_nowhere_is_opened_for_its_areas(desk: Make) -> None:
    reader = desk({"a.pdf": coloured(), "b.pdf": coloured(3)}, prepare=with_area, open_first=False)
    cutouts = Cutouts(reader.session)
    size = fitting(BOX, QSize(100, 100))
    for document, page in ((reader.documents[0], 1), (reader.documents[1], 2)):
        reader.qtbot.waitUntil(lambda d=document, p=page: cutouts.get(d, p, BOX, size, 1.0) is not None)
        assert near(middle(cutouts.get(document, page, BOX, size, 1.0).toImage()))
    assert reader.session.viewer.has_view(f"{reader.documents[1]}/areas")


def test_pictures_are_kept_by_bytes(desk: Make) -> None:
    reader = desk({"a.pdf": coloured()})
    cutouts = Cutouts(reader.session, budget=30_000)
    size = QSize(50, 50)
    rects = [Rect(0, y, 50, y + 50) for y in range(0, 300, 50)]
    for rect in rects:
        reader.qtbot.waitUntil(lambda r=rect: cutouts.get(reader.documents[0], 0, r, size, 1.0) is not None)
    assert cutouts._bytes <= 30_000
    assert cutouts.get(reader.documents[0], 0, rects[0], size, 1.0) is None


def test_what_cannot_be_pictured_stays_an_empty_frame(desk: Make) -> None:
    locked = makers.pdf(["Words of a locked page."], password="secret")
    reader = desk({"a.txt": b"Some words.", "b.pdf": coloured()})
    cutouts = Cutouts(reader.session)
    size = QSize(50, 50)
    for document, page in ((reader.documents[0], 0), (reader.documents[1], 99), ("no such document", 0)):
        assert cutouts.get(document, page, BOX, size, 1.0) is None
        reader.qtbot.waitUntil(lambda: cutouts._asked is None and not cutouts._waiting)
        assert cutouts.get(document, page, BOX, size, 1.0) is None
        assert cutouts._asked is None
    viewer = reader.session.viewer
    viewer.lend_view("locked/areas", media_type="application/pdf", original=lambda: locked, name="x.pdf")
    assert cutouts.get("locked", 0, BOX, size, 1.0) is None
    reader.qtbot.waitUntil(lambda: cutouts._asked is None)
    assert cutouts.get(reader.documents[1], 1, BOX, size, 1.0) is None
    reader.qtbot.waitUntil(lambda: cutouts.get(reader.documents[1], 1, BOX, size, 1.0) is not None)


def test_a_picture_asked_for_as_its_tab_closes_is_made_all_the_same(desk: Make) -> None:
    reader = desk({"a.pdf": coloured()})
    cutouts = Cutouts(reader.session)
    size = fitting(BOX, QSize(100, 100))
    for _ in range(3):
        cutouts.get(reader.documents[0], 1, BOX, size, 1.0)
        reader.area.close_document(reader.documents[0])
        reader.qtbot.waitUntil(lambda: cutouts.get(reader.documents[0], 1, BOX, size, 1.0) is not None)
        cutouts._kept.clear()
        reader.open(0)
