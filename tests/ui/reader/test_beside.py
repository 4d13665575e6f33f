"""What can be put beside the document in use."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.store import treaties
from annotator.ui.reader.beside import BesideMenu
from ui.reader.helpers import Desk


@pytest.mark.qt_log_ignore("does not support")
def test_the_menu_offers_another_place_treaty_texts_and_open_documents(
    desk: Callable[..., Desk], monkeypatch
) -> None:
    reader = desk({"a.txt": b"Some words.", "b.txt": b"Other words.", "t.txt": b"Article 1. Peace."})
    reader.open(1)
    reader.open(0)
    text = reader.documents[2]

    class Treaty:
        id, short, title = "i", "The & Treaty", "A treaty"

    monkeypatch.setattr(treaties, "instruments", lambda _: [Treaty])
    monkeypatch.setattr(treaties, "version_document", lambda _project, _id: text)
    changes: list[bool] = []
    reader.area.split_changed.connect(changes.append)
    reader.area.choose_beside()
    reader.qtbot.waitUntil(lambda: any(menu.isVisible() for menu in reader.area.findChildren(BesideMenu)))
    menu = next(menu for menu in reader.area.findChildren(BesideMenu) if menu.isVisible())
    offered = {action.text(): action for action in menu.actions() if not action.isSeparator()}
    titles = list(offered)
    assert titles[0] == "Another place of this document"
    assert titles[1] == "The && Treaty"
    assert len(titles) == 3
    offered["The && Treaty"].trigger()
    menu.close()
    assert changes == [True]
    assert reader.area.halves[1].current_document() == text
    assert reader.area.halves[0].current_document() == reader.documents[0]
