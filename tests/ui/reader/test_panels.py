"""Side panel, page labels, two pages, split view, links, notices, pinch."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from PySide6.QtCore import QPointF
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QAbstractItemModelTester
from PySide6.QtWidgets import QLineEdit

from annotator.documents.views import Link
from annotator.domain.document import OutlineEntry
from annotator.domain.geometry import PageSize, Rect
from annotator.operations import annotations as operations
from annotator.operations.pages import Run, labels
from annotator.ui.reader.column import Column
from annotator.ui.reader.linkdialog import LinkDialog
from annotator.ui.reader.outline import OutlineModel
from annotator.ui.reader.pagelabels import PageLabels, runs_of
from annotator.ui.records import Place
from ui.reader.helpers import Desk
from ui.reader.pdfs import pdf

Make = Callable[..., Desk]
CHAPTERS = (
    b"# One\n\n" + b"Words of one.\n\n" * 40 + b"## Inner\n\nMore.\n\n# Two\n\n" + b"Words of two.\n\n" * 40
)


def test_the_outline_is_a_tree_and_knows_the_section_of_a_place(qtbot) -> None:
    model = OutlineModel()
    QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    model.replace(
        [
            OutlineEntry(1, "A", 0),
            OutlineEntry(3, "A deep", 10),
            OutlineEntry(2, "A b", 20),
            OutlineEntry(1, "B", 30),
        ]
    )
    assert model.rowCount() == 2
    first = model.index(0, 0)
    assert [model.index(row, 0, first).data() for row in range(model.rowCount(first))] == ["A deep", "A b"]
    assert model.at(25).data() == "A b"
    assert model.at(99).data() == "B"
    assert model.at(25).parent().data() == "A"
    model.replace([])
    assert model.rowCount() == 0


def test_the_outline_follows_the_reader_and_leads_to_its_sections(desk: Make) -> None:
    reader = desk({"a.md": CHAPTERS}, size=(900, 500))
    reader.area.toggle_side_panel()
    panel = reader.area.half.side_panel
    assert panel.outline.rowCount() == 2
    two = panel.outline.index(1, 0)
    panel.tree.clicked.emit(two)
    reader.settle()
    reader.qtbot.waitUntil(lambda: reader.canvas.frame.y > 100)
    reader.area.go_back()
    reader.qtbot.waitUntil(lambda: reader.canvas.frame.y < 100)
    reader.canvas.travel.go(reader.text.index("Words of two"), flash=False)
    reader.settle()
    reader.qtbot.waitUntil(lambda: panel.tree.currentIndex().data() == "Two")


def test_thumbnails_come_for_what_is_seen_and_outline_the_page(desk: Make) -> None:
    def prepare(project, documents) -> None:
        operations.highlight(project, documents[0], 0, 6, "green")

    reader = desk({"many.pdf": pdf(300)}, prepare=prepare, size=(900, 600))
    reader.area.toggle_side_panel()
    panel = reader.area.half.side_panel
    small = panel.thumbnails
    QAbstractItemModelTester(small.pages, QAbstractItemModelTester.FailureReportingMode.Fatal)
    assert panel.stack.currentWidget() is small
    assert small.pages.rowCount() == 300
    assert [colour for _, colour in small.pages.colours(0)] == ["green"]
    reader.qtbot.waitUntil(lambda: small.pictures.get(small.key(0)) is not None, timeout=10_000)  # type: ignore[arg-type]
    assert small.pictures.get(small.key(200)) is None  # type: ignore[arg-type]
    small.clicked.emit(small.pages.index(250))
    reader.settle()
    reader.qtbot.waitUntil(lambda: small.current == 250)


def test_labels_come_first_and_a_number_sign_means_the_number(desk: Make) -> None:
    from annotator.operations import pages

    def prepare(project, documents) -> None:
        pages.set_page_labels(project, documents[0], dict(enumerate(labels([Run(0, "roman"), Run(4)], 9))))

    reader = desk({"nine.pdf": pdf(9)}, prepare=prepare)
    document = reader.documents[0]
    for wanted, page in (("iv", 3), ("1", 4), ("#1", 0), ("#9", 8), ("9", 8)):
        assert reader.area.goto(wanted)
        shown = reader.canvas.frame.locate(QPointF(400, 20))[0]
        assert shown == page, wanted
    assert not reader.area.goto("xx")
    wanted = {0: "A"}
    reader.session.act(lambda project: pages.set_page_labels(project, document, wanted))
    reader.qtbot.waitUntil(lambda: reader.pane.view.document.pages[0].label == "A")  # type: ignore[union-attr]
    assert reader.area.goto("A")


def test_the_dialog_of_labels_reads_the_runs_there_are(qtbot) -> None:
    present = ["i", "ii", "iii", "1", "2", "[6]", "[7]", "5"]
    dialog = PageLabels(present)
    qtbot.addWidget(dialog)
    assert list(dialog.labels().values()) == present
    assert [run.page for run in runs_of(present)] == [0, 3, 5, 7]
    assert len(runs_of([str(n) for n in range(1, 5001)])) == 1


@pytest.mark.parametrize(
    ("present", "runs"),
    [
        ([f"A-{n}" for n in range(1, 101)] + list("abcd"), 2),
        (["a", "b", "c", "d"], 1),
        (["c", "ci", "cii"], 1),
        (["A-i", "A-ii", "Plate 7", "Plate 8", "C", "CI"], 3),
        (["Cover", "1r", "1v", "007", "008"], 5),
        (["", "2"], 2),
    ],
)
def test_labels_of_any_make_are_read_as_few_runs(present: list[str], runs: int) -> None:
    found = runs_of(present)
    assert len(found) == runs
    assert labels(found, len(present)) == [one or "[1]" for one in present]


def test_labels_that_no_runs_can_say_stay_unless_they_are_changed(qtbot) -> None:
    present = [f"{n}{'rv'[n % 2]} of a very long quire of the codex" for n in range(100)]
    dialog = PageLabels(present)
    qtbot.addWidget(dialog)
    assert list(dialog.labels().values()) == present
    first = dialog.table.cellWidget(0, 3)
    assert isinstance(first, QLineEdit)
    first.setText("Cover")
    assert list(dialog.labels().values()) == ["Cover", *present[1:]]


def test_the_page_gone_to_is_the_page_that_is_read_though_others_are_seen(desk: Make) -> None:
    reader = desk({"nine.pdf": pdf(9)})
    reader.canvas.zoom.set(0.2)
    reader.settle()
    for wanted in ("3", "9"):
        assert reader.area.goto(wanted)
        reader.settle()
        assert reader.pane.position() == f"p. {wanted} of 9"
    reader.area.bookmark()
    reader.qtbot.waitUntil(lambda: len(reader.pane.view.rows) == 1)
    assert reader.rows()[0].annotation.selectors.fragment == "page=9"
    reader.canvas.verticalScrollBar().setValue(0)
    assert reader.pane.position() != "p. 9 of 9"


@pytest.mark.parametrize(
    ("spread", "rows"), [("facing", [(0, 1), (2, 3), (4,)]), ("cover", [(0,), (1, 2), (3, 4)])]
)
def test_pages_beside_each_other_meet_in_the_middle(spread: str, rows: list) -> None:
    column = Column([PageSize(100, 200)] * 5, 1.0, gap=10, spread=spread)
    for row in rows:
        assert len({column.top(page) for page in row}) == 1
        assert tuple(column.beside(row[0])) == row
    assert column.width == 210
    assert {column.left(page) for page in range(5)} == {0, 110}
    assert column.height == 620
    assert list(column.between(205, 215)) == list(rows[1])


def test_two_pages_are_found_under_the_pointer(desk: Make) -> None:
    reader = desk({"six.pdf": pdf(6)}, size=(1100, 700))
    reader.area.set_spread("facing")
    reader.settle()
    frame = reader.canvas.frame
    assert frame.page(0).top() == frame.page(1).top()
    for page in (0, 1):
        assert frame.locate(frame.page(page).center())[0] == page
    assert frame.content_width <= frame.width + 1


def test_a_split_shows_two_places_of_one_document_each_its_own(desk: Make) -> None:
    reader = desk({"a.md": CHAPTERS, "nine.pdf": pdf(9)}, size=(1200, 600))
    reader.area.split()
    first, second = reader.area.halves
    reader.qtbot.waitUntil(
        lambda: second.pane() is not None and second.pane().canvas.is_settled, timeout=15_000
    )  # type: ignore[union-attr]
    assert second.pane().view.key != first.pane().view.key  # type: ignore[union-attr]
    second.pane().canvas.travel.go(reader.text.index("Words of two"), flash=False)  # type: ignore[union-attr]
    reader.qtbot.waitUntil(lambda: second.pane().canvas.frame.y > 50)  # type: ignore[union-attr]
    assert first.pane().canvas.frame.y == 0  # type: ignore[union-attr]
    reader.area.split(reader.documents[1])
    reader.qtbot.waitUntil(lambda: second.current_document() == reader.documents[1])
    reader.area.unsplit()
    assert not reader.area.is_split
    assert reader.area.current_document() == reader.documents[0]


def test_an_inner_link_is_followed_and_back_leads_back(desk: Make) -> None:
    reader = desk({"nine.pdf": pdf(9)})
    there = reader.text.index("Page 7 line 0")
    reader.canvas.link_followed.emit(Link(Rect(0, 0, 1, 1), "", 6, 0.0, there))
    reader.qtbot.waitUntil(lambda: 6 in reader.canvas.frame.visible())
    reader.settle()
    reader.area.go_back()
    reader.qtbot.waitUntil(lambda: 0 in reader.canvas.frame.visible())


def test_an_address_is_shown_as_it_is_and_only_copied_or_opened_on_a_click(qtbot) -> None:
    dialog = LinkDialog("https://example.org/<b>x</b>")
    qtbot.addWidget(dialog)
    assert dialog.shown.toPlainText() == "https://example.org/<b>x</b>"
    assert dialog.open_button.isEnabled()
    dialog.copy_button.click()
    assert QGuiApplication.clipboard().text() == "https://example.org/<b>x</b>"
    for address in ("file:///etc/passwd", "javascript:alert(1)", "smb://x/y"):
        other = LinkDialog(address)
        qtbot.addWidget(other)
        assert not other.open_button.isEnabled()


def test_where_a_link_leads_is_said_while_the_pointer_is_on_it(desk: Make) -> None:
    reader = desk({"one.pdf": pdf(1)})
    with reader.qtbot.waitSignal(reader.area.hint_changed) as said:
        reader.canvas.link_hovered.emit(Link(Rect(0, 0, 1, 1), "https://example.org/a"))
    assert said.args == ["https://example.org/a"]


def test_a_scan_says_that_it_has_no_text(desk: Make) -> None:
    reader = desk({"scan.pdf": pdf(3, words="").replace(b" Tj T*", b" pop T*")}, open_first=False)
    reader.area.open_document(reader.documents[0])
    bar = reader.area.half.notices
    reader.qtbot.waitUntil(bar.isVisible)
    assert "without text" in bar.words.text()
    bar.close_button.click()
    assert not bar.isVisible()


def test_two_fingers_zoom_around_themselves_within_bounds(desk: Make) -> None:
    reader = desk({"nine.pdf": pdf(9)})
    zoom = reader.canvas.zoom
    before = zoom.factor
    zoom.pinch(1.25, QPointF(300, 300))
    assert zoom.factor == pytest.approx(before * 1.25)
    for _ in range(30):
        zoom.pinch(1.5, QPointF(300, 300))
    assert zoom.factor == 8.0
    zoom.pinch(-1.0, QPointF(300, 300))
    assert zoom.factor == 8.0


def test_dark_pages_turn_the_pages_of_a_pdf(desk: Make) -> None:
    reader = desk({"one.pdf": pdf(1)})
    reader.area.set_dark_pages(True)
    reader.settle()
    image = reader.canvas.viewport().grab().toImage()
    page = reader.canvas.frame.page(0)
    assert image.pixelColor(int(page.left()) + 20, int(page.top()) + 300).lightness() < 90
    assert reader.area.reading_style().from_json(reader.area.reading_style().to_json()).dark_pages
    reader.area.toggle_side_panel()
    small = reader.area.half.side_panel.thumbnails

    def sheet() -> int:
        corner = small.visualRect(small.pages.index(0)).center()
        return small.viewport().grab().toImage().pixelColor(corner).lightness()

    reader.qtbot.waitUntil(lambda: small.pictures.get(small.key(0)) is not None, timeout=10_000)  # type: ignore[arg-type]
    assert sheet() < 90
    reader.area.set_dark_pages(False)
    reader.qtbot.waitUntil(lambda: small.pictures.get(small.key(0)) is not None, timeout=10_000)  # type: ignore[arg-type]
    assert sheet() > 200


def test_an_older_capture_says_so_and_leads_to_the_current_one(desk: Make, worker) -> None:
    from annotator.operations import update
    from annotator.store import documents

    made: list[str] = []

    def prepare(project, ids) -> None:
        source = documents.get(project, ids[0]).source
        newer = worker.capture(None, data=b"One two three.\n\nA new paragraph.", name="a.txt")
        made.append(update.update(project, source, newer).document)

    reader = desk({"a.txt": b"One two three."}, prepare=prepare)
    bar = reader.area.half.notices
    reader.qtbot.waitUntil(bar.isVisible)
    assert "older" in bar.words.text()
    bar.button.click()
    reader.qtbot.waitUntil(lambda: reader.area.current_document() == made[0])
    reader.settle()
    assert not bar.isVisible()
    reader.area.open_place(Place(reader.documents[0]))
    reader.qtbot.waitUntil(bar.isVisible)
