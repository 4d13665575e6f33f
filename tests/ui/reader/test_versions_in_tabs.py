"""Two versions of one source open beside each other: which tab is which."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from annotator.operations import update
from annotator.ui.reader.loading import version_name
from annotator.ui.reader.tabs import TITLE_OF_VERSION, DocumentTabs
from annotator.ui.theme import ThemeBook
from ui.reader.helpers import Desk


def test_the_older_version_is_named_as_soon_as_there_is_a_newer_one(desk: Callable[..., Desk]) -> None:
    reader = desk({"a.txt": b"Some words of peace.\n"})
    tabs, old = reader.area.tabs, reader.documents[0]
    source = reader.pane.view.document.source
    plain = tabs.tabToolTip(0)
    newer = reader.session.viewer.capture(None, data=b"Some words of peace and war.\n", name="a.txt")
    made: list[str] = []
    reader.session.act(
        lambda project: update.update(project, source, newer), lambda done: made.append(done.document)
    )
    reader.qtbot.waitUntil(lambda: "(version of " in tabs.tabToolTip(0))
    reader.area.open_document(made[0])
    reader.settle()
    titles = {document: tabs.tabToolTip(tabs.index_of(document)) for document in tabs.documents()}
    assert titles[made[0]] == plain
    assert titles[old].startswith(f"{plain} (version of ")
    assert len({tabs.tabText(index) for index in range(2)}) == 2


def test_a_long_title_is_cut_but_not_what_tells_versions_apart(qtbot) -> None:
    tabs = DocumentTabs(ThemeBook("light"))
    qtbot.addWidget(tabs)
    tabs.add("d", "x")
    tabs.set_title("d", "A border & its history, twice drawn", "version of 3 May 2026")
    assert tabs.tabText(0) == "A border && its hist… (version of 3 May 2026)"
    assert tabs.tabToolTip(0) == "A border & its history, twice drawn (version of 3 May 2026)"
    assert len("A border & its hist…") <= TITLE_OF_VERSION


@pytest.mark.parametrize(
    ("captured", "others", "name"),
    [
        ("2026-05-03T14:05:33Z", ["2026-05-04T14:05:33Z"], "version of 3 May 2026"),
        ("2026-05-03T14:05:33Z", ["2026-05-03T15:05:33Z"], "version of 3 May 2026, 14:05"),
        ("2026-05-03T14:05:33Z", ["2026-05-03T14:05:40Z"], "version of 3 May 2026, 14:05:33"),
        ("some day", [], "version of some day"),
    ],
)
def test_as_much_is_said_of_the_time_as_tells_versions_apart(
    captured: str, others: list[str], name: str
) -> None:
    assert version_name(captured, [captured, *others]) == name
