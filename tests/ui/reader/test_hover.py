"""What the pointer is on lights up in the list; areas are for pages."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QEvent, QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from annotator.domain.errors import UserError
from annotator.operations import annotations
from annotator.ui.reader.highlightlist import WORDS, HighlightList
from ui.reader.helpers import Desk
from ui.reader.pdfs import pdf

LIT = int(Qt.ItemDataRole.BackgroundRole)


def test_the_line_of_the_highlight_under_the_pointer_lights_up(desk: Callable[..., Desk]) -> None:
    def prepare(project, documents) -> None:
        annotations.highlight(project, documents[0], 0, 5)
        annotations.highlight(project, documents[0], 11, 16)

    reader = desk({"a.txt": b"First then other words."}, prepare=prepare)
    listed = HighlightList(reader.session, reader.themes)
    reader.qtbot.addWidget(listed)
    listed.set_document(reader.documents[0])
    reader.area.mark_hovered.connect(listed.light)
    reader.qtbot.waitUntil(lambda: listed.model.rowCount() == 2)

    def lit() -> list[str]:
        cells = [listed.model.index(row, WORDS) for row in range(2)]
        return [cell.data() for cell in cells if cell.data(LIT) is not None]

    assert lit() == []
    QTest.mouseMove(reader.canvas.viewport(), reader.point(13))
    assert lit() == ["other"]
    QTest.mouseMove(reader.canvas.viewport(), reader.point(2))
    assert lit() == ["First"]
    QTest.mouseMove(reader.canvas.viewport(), QPoint(3, reader.canvas.viewport().height() - 3))
    assert lit() == []


def test_a_highlight_is_dark_again_once_the_pointer_has_left_its_line(desk: Callable[..., Desk]) -> None:
    reader = desk(
        {"a.txt": b"First then."}, prepare=lambda project, ids: annotations.highlight(project, ids[0], 0, 5)
    )
    listed = HighlightList(reader.session, reader.themes)
    reader.qtbot.addWidget(listed)
    listed.set_document(reader.documents[0])
    listed.hovered.connect(reader.area.set_hovered)
    reader.qtbot.waitUntil(lambda: listed.model.rowCount() == 1)
    listed.table.entered.emit(listed.model.index(0, WORDS))
    assert reader.canvas.hovered
    QApplication.sendEvent(listed.table.viewport(), QEvent(QEvent.Type.Leave))
    assert not reader.canvas.hovered


def test_the_area_tool_says_why_it_is_not_for_articles(desk: Callable[..., Desk]) -> None:
    reader = desk({"a.txt": b"Some words.", "p.pdf": pdf(1)})
    said: list[UserError] = []
    reader.session.failed.connect(said.append)
    reader.area.area_tool()
    assert [error.what for error in said] == ["Areas can be marked on the pages of PDFs only."]
    reader.open(1)
    reader.area.area_tool()
    assert len(said) == 1
    assert reader.canvas.area_tool.active
