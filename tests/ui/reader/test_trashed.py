"""A source in the trash is neither read nor marked; restored it is as before."""

from __future__ import annotations

from collections.abc import Callable

from annotator.operations import trash
from ui.reader.helpers import Desk


def _source(reader: Desk) -> str:
    document = reader.pane.view.document
    assert document is not None and document.source is not None
    return document.source


def test_a_source_in_the_trash_says_so_in_its_tab_and_takes_no_marks(desk: Callable[..., Desk]) -> None:
    reader = desk({"a.txt": b"Some words of peace and of war."})
    pane, source = reader.pane, _source(reader)
    reader.drag_over("words")
    assert reader.popup.isVisible()
    reader.session.act(lambda project: trash.trash(project, "source", source))
    reader.qtbot.waitUntil(lambda: pane.trouble.isVisible())
    assert not pane.canvas.isVisible()
    assert not reader.popup.isVisible()
    assert "in the trash" in pane.trouble.title.text()
    reader.area.set_colour("green")
    reader.area.mark("underline")
    reader.area.bookmark()
    assert reader.rows() == []
    pane.trouble.button.click()
    reader.qtbot.waitUntil(pane.canvas.isVisible)
    reader.settle()
    reader.drag_over("peace")
    reader.area.set_colour("green")
    reader.qtbot.waitUntil(lambda: [row.annotation.colour for row in reader.rows()] == ["green"])


def test_a_source_in_the_trash_is_opened_as_such(desk: Callable[..., Desk]) -> None:
    reader = desk({"a.txt": b"Some words.", "b.txt": b"Other words."})
    source = _source(reader)
    first = reader.documents[0]
    reader.session.act(lambda project: trash.trash(project, "source", source))
    reader.qtbot.waitUntil(lambda: reader.pane.view.trashed)
    reader.area.close_document(first)
    reader.area.open_document(first)
    reader.qtbot.waitUntil(lambda: reader.pane.trouble.isVisible() and reader.pane.view.info is not None)
    reader.session.act(lambda project: trash.restore(project, "source", source))
    reader.qtbot.waitUntil(reader.pane.canvas.isVisible)
