"""The library: its models, the filter, the to-do queues worked through with the keyboard."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from pytestqt.modeltest import ModelTester
from pytestqt.qtbot import QtBot

from annotator.store.project import Project
from annotator.ui.library.models import LineModel, Order, SourceModel
from annotator.ui.library.panel import Library
from annotator.ui.library.reading import Duties, Line, Queue, SourceLine, dismiss, duties
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook

Open = Callable[[Path], Session]


def line(
    id: str, title: str, authors: str = "", issued: str = "", highlights: int = 0, added: str = ""
) -> SourceLine:
    return SourceLine(id, title, authors, issued, f"{id}.txt", f"doc-{id}", highlights, added, frozenset())


LINES = (
    line("a", "Łódź and peace", "Żak", "2025-01-02", 3, "2025-11-03"),
    line("b", "", "Adebayo", "2024-05-01", 9, "2025-11-02"),
    line("c", "A road", "Melik & Żak", "2025-08-09", 0, "2025-11-01"),
)


def titles(model: SourceModel) -> list[str]:
    return [str(model.index(row).data()) for row in range(model.rowCount())]


def ids(model: SourceModel) -> list[str]:
    return [
        found.id for row in range(model.rowCount()) if (found := model.line(model.index(row))) is not None
    ]


def test_the_source_model_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = SourceModel()
    qtmodeltester.check(model, force_py=True)
    model.set_lines(LINES)
    model.set_filter("zak")
    model.set_order(Order.TITLE)
    model.set_filter("")
    model.set_lines(LINES[:1])
    assert model.rowCount() == 1


def test_the_line_model_is_a_sound_model(qtmodeltester: ModelTester) -> None:
    model = LineModel()
    qtmodeltester.check(model, force_py=True)
    model.set_lines([Line("a", "one"), Line("b", "two")])
    model.set_lines([Line("b", "two again")])
    assert model.index(0).data() == "two again"


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("", {"a", "b", "c"}),
        ("zak", {"a", "c"}),
        ("ŻAK melik", {"c"}),
        ("2024", {"b"}),
        ("b.txt", {"b"}),
        ("qqq", set()),
    ],
)
def test_the_filter_folds_case_and_diacritics(text: str, found: set[str]) -> None:
    model = SourceModel()
    model.set_lines(LINES)
    model.set_filter(text)
    assert set(ids(model)) == found


@pytest.mark.parametrize(
    ("order", "expected"),
    [
        (Order.TITLE, "cab"),
        (Order.AUTHOR, "bca"),
        (Order.DATE, "cab"),
        (Order.ADDED, "abc"),
        (Order.HIGHLIGHTS, "bac"),
    ],
)
def test_sources_are_sorted_as_asked(order: Order, expected: str) -> None:
    model = SourceModel()
    model.set_lines(LINES)
    model.set_order(order)
    assert "".join(ids(model)) == expected


def test_a_source_without_a_title_is_called_by_its_file() -> None:
    model = SourceModel()
    model.set_lines([replace(LINES[1], title="", file_name="scan-0042.pdf")])
    assert titles(model) == ["scan-0042.pdf"]
    spoken = model.index(0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == "scan-0042.pdf, Adebayo · 2024-05-01, 9 highlights"


def test_a_reference_without_title_and_file_is_called_untitled() -> None:
    model = SourceModel()
    model.set_lines([replace(LINES[1], title="", file_name="")])
    assert titles(model) == ["(untitled)"]


def test_a_changed_count_keeps_the_rows_in_place(qtbot: QtBot) -> None:
    model = SourceModel()
    model.set_lines(LINES)
    with qtbot.assertNotEmitted(model.modelReset), qtbot.waitSignal(model.dataChanged):
        model.set_lines([*LINES[:2], line("c", "A road", "Melik & Żak", "2025-08-09", 1, "2025-11-01")])


@pytest.fixture
def library(qtbot: QtBot, sample: Path, open_session: Open, themes: ThemeBook) -> Library:
    """The library of the sample, read."""
    session = open_session(sample)
    made = Library(session, themes)
    qtbot.addWidget(made)
    made.resize(280, 800)
    made.show()
    made.reload()
    qtbot.waitUntil(lambda: made.complete and made.sources.rowCount() == 5, timeout=10_000)
    return made


def test_the_sample_shows_sources_treaties_queues_and_tags(library: Library) -> None:
    assert library.sources_heading.accessibleName() == "Sources · 5"
    assert library.treaties.rowCount() == 3
    assert library.queues.rowCount() == len(Queue)
    assert library.tag_area.isVisible()


def test_typing_filters_and_escape_brings_all_back(qtbot: QtBot, library: Library) -> None:
    qtbot.keyClicks(library.filter, "venn")
    assert library.sources.rowCount() == 1
    assert library.sources_heading.accessibleName() == "Sources · 1 / 5"
    qtbot.keyClicks(library.filter, "xyz")
    assert library.nothing.isVisible()
    qtbot.keyClick(library.filter, Qt.Key.Key_Escape)
    assert library.sources.rowCount() == 5


def test_down_and_enter_open_a_source_without_the_mouse(qtbot: QtBot, library: Library) -> None:
    qtbot.keyClick(library.filter, Qt.Key.Key_Down)
    with qtbot.waitSignal(library._session.open_requested):
        qtbot.keyClick(library.source_list, Qt.Key.Key_Return)
    assert library._session.selection == ("source", library.current_source())


def test_delete_puts_a_source_in_the_trash_and_undo_brings_it_back(qtbot: QtBot, library: Library) -> None:
    library.source_list.setCurrentIndex(library.sources.index(0))
    qtbot.keyClick(library.source_list, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: library.sources.rowCount() == 4, timeout=10_000)
    library._session.undo()
    qtbot.waitUntil(lambda: library.sources.rowCount() == 5, timeout=10_000)


def test_a_queue_is_worked_through_with_the_keyboard(qtbot: QtBot, library: Library) -> None:
    assert library._duties is not None
    before = library._duties.counts[Queue.UNCITED]
    library.open_queue(Queue.UNCITED)
    view = library.queue.view
    qtbot.waitUntil(lambda: library.queue.model.rowCount() == before)
    assert view.currentIndex().row() == 0
    qtbot.keyClick(view, Qt.Key.Key_J)
    assert view.currentIndex().row() == 1
    qtbot.keyClick(view, Qt.Key.Key_K)
    assert view.currentIndex().row() == 0
    with qtbot.waitSignal(library.treaty_requested):
        qtbot.keyClick(view, Qt.Key.Key_Return)
    qtbot.keyClick(view, Qt.Key.Key_Delete)
    qtbot.waitUntil(lambda: library.queue.model.rowCount() == before - 1, timeout=10_000)
    library._session.undo()
    qtbot.waitUntil(lambda: library.queue.model.rowCount() == before, timeout=10_000)
    qtbot.keyClick(library.queue, Qt.Key.Key_Escape)
    assert library.source_list.isVisible()


def test_a_highlight_without_a_link_is_a_duty_until_dismissed(sample: Path) -> None:
    from annotator.operations import annotations
    from annotator.store import sources

    project = Project.open(sample)
    try:
        document = sources.listing(project)[0].document
        assert document is not None
        made = annotations.highlight(project, document, 0, 5).annotation
        assert [item.id for item in duties(project).queues[Queue.UNLINKED]] == [made.id]
        assert duties(project, ()).counts[Queue.UNLINKED] == 1
        dismiss(project, Queue.UNLINKED, made.id)
        assert duties(project).queues[Queue.UNLINKED] == ()
        assert duties(project, ()).counts[Queue.UNLINKED] == 0
    finally:
        project.close(publish=False)


def test_a_queue_counts_what_it_holds(sample: Path) -> None:
    from annotator.operations import links
    from annotator.store import annotations, trash

    project = Project.open(sample)
    try:
        rows = annotations.listing(project)
        with project.act("links go, and a highlight"):
            for row in rows[:9]:
                for claim in row.claims:
                    links.unlink(project, "claim", claim.evidence)
                for provision in row.provisions[:1]:
                    links.unlink(project, "provision", provision.mention)
            trash.trash(project, "annotation", rows[0].annotation.id)
        whole, counted = duties(project), duties(project, ())
        assert whole.counts == {queue: len(lines) for queue, lines in whole.queues.items()}
        assert counted.counts == whole.counts
        assert whole.counts[Queue.UNLINKED] > 0
        assert Queue.UNLINKED not in counted.queues
    finally:
        project.close(publish=False)


def test_an_article_is_cited_where_its_paragraph_is(sample: Path) -> None:
    from annotator.store import treaties

    project = Project.open(sample)
    try:
        found: Duties = duties(project)
        uncited = {item.id for item in found.queues[Queue.UNCITED]}
        for instrument in treaties.instruments(project):
            cited = {id for id, count in treaties.counts(project, instrument.id).items() if count}
            assert not cited & uncited
    finally:
        project.close(publish=False)


def test_an_empty_project_says_what_to_do_first(
    qtbot: QtBot, empty_project: Path, open_session: Open, themes: ThemeBook
) -> None:
    made = Library(open_session(empty_project), themes)
    qtbot.addWidget(made)
    made.show()
    made.reload()
    qtbot.waitUntil(made.empty.isVisible, timeout=10_000)
    with qtbot.waitSignal(made.add_requested):
        made.empty.button.click()
