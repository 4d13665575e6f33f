"""Real layouts: a drag between two words, found where they are printed, gives exactly the quotation a person expects.

The places come from the PDF itself, not from the reader's own map of it. tests/golden/pages/make.py sets the pages.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pymupdf
import pytest
from PySide6.QtCore import QPoint, QPointF, Qt
from PySide6.QtGui import QGuiApplication
from PySide6.QtTest import QTest

from annotator.documents.client import Worker
from annotator.operations.citing import gather_selection
from ui.reader.helpers import Desk

Make = Callable[..., Desk]
PAGES = Path(__file__).parents[2] / "golden" / "pages"


def printed(data: bytes, word: str, page: int = 0, nth: int = 0) -> pymupdf.Rect:
    """Where a word is printed (points of the page as displayed). Right-to-left words are asked for as drawn."""
    with pymupdf.open(stream=data, filetype="pdf") as document:
        sheet = document[page]
        return sheet.search_for(word)[nth] * sheet.rotation_matrix


def viewport(reader: Desk, page: int, x: float, y: float) -> QPoint:
    where, scale = reader.canvas.frame.page(page), reader.canvas.frame.scale
    return QPointF(where.x() + x * scale, where.y() + y * scale).toPoint()


def drag(reader: Desk, data: bytes, first: tuple, last: tuple) -> str:
    """From the middle of the first word to that of the last; what would be printed as a quotation."""
    view = reader.canvas.viewport()
    ends = []
    for word, page, nth in (first, last):
        box = printed(data, word, page, nth)
        ends.append((page, (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2))
    left = Qt.MouseButton.LeftButton
    QTest.mousePress(view, left, pos=viewport(reader, *ends[0]))
    for part in (0.2, 0.5, 0.8, 1.0):
        start, end = viewport(reader, *ends[0]), viewport(reader, *ends[1])
        QTest.mouseMove(view, start + (end - start) * part)
    QTest.mouseRelease(view, left, pos=viewport(reader, *ends[1]))
    chosen = reader.canvas.selection
    made = reader.stored(
        lambda project: gather_selection(project, reader.pane.view.id, chosen.start, chosen.end)
    )
    return made.quote.clean


Word = tuple[str, int, int]  # as drawn, page, which of those found


@pytest.mark.parametrize(
    ("name", "first", "last", "quote"),
    [
        pytest.param(
            "columns", ("comes", 0, 0), ("boundary", 0, 0),
            "comes afterwards, and until then the efficient reader should affirm nothing beyond the initialling. The "
            "inter-State commission of the neighbouring administrations has acknowledged responsibility for the "
            "delimitation of the boundary",
            id="divided words are whole, a compound keeps its hyphen, a note's mark goes",
        ),
        pytest.param(
            "columns", ("careful", 0, 0), ("honest", 0, 0),
            "careful reader of agreements expects of an honest",
            id="from one column into the next, the footnote between them left out",
        ),
        pytest.param(
            "columns", ("footnote speaks", 0, 0), ("offices", 0, 0), "footnote speaks of the offices",
            id="a footnote itself",
        ),
        pytest.param(
            "columns", ("difficult", 0, 0), ("clause", 0, 0), "difficult final clause",
            id="a ready-made ligature is two letters",
        ),
        pytest.param(
            "table", ("Fixes", 0, 0), ("perform", 0, 0),
            "Fixes the words of the text and binds nobody to perform",
            id="a cell of a table",
        ),
        pytest.param(
            "turned", ("Entries", 0, 0), ("margin", 0, 0),
            "Entries of the register are printed upwards along the margin",
            id="words turned by a quarter",
        ),
        pytest.param(
            "right-to-left", ("הסכם", 0, 0), ("עדים", 0, 0),
            "הסכם השלום נחתם בעיר וושינגטון בשנת 2025 בנוכחות עדים",
            id="Hebrew with a number",
        ),
        pytest.param(
            "right-to-left", ("الوزيران", 0, 0), ("المدينة", 0, 0), "الوزيران على نص الاتفاق في المدينة",
            id="Arabic with a ligature of two letters",
        ),
        pytest.param(
            "right-to-left", ("treaty text", 0, 0), ("בלבד", 0, 1), "treaty text מופיע בסעיף 12 בלבד",
            id="two directions in one line",
        ),
        pytest.param(
            "running", ("settled", 0, 1), ("secretaries", 1, 0),
            "settled in one sitting by the two secretaries",
            id="over the end of a page: note, page number and running head left out",
        ),
    ],
)  # fmt: skip
def test_a_drag_gives_the_words_a_person_would_quote(
    desk: Make, name: str, first: Word, last: Word, quote: str
) -> None:
    data = (PAGES / f"{name}.pdf").read_bytes()
    reader = desk({f"{name}.pdf": data}, size=(1100, 1000))
    assert drag(reader, data, first, last) == quote


def test_the_highlight_of_such_a_passage_is_not_painted_over_the_note(desk: Make) -> None:
    data = (PAGES / "running.pdf").read_bytes()
    reader = desk({"running.pdf": data}, size=(1100, 1000))
    drag(reader, data, ("settled", 0, 1), ("secretaries", 1, 0))
    reader.key(Qt.Key.Key_1)
    reader.qtbot.waitUntil(lambda: bool(reader.canvas.marks.on(0)) and bool(reader.canvas.marks.on(1)))
    note, number = printed(data, "minutes"), printed(data, "117")
    head = printed(data, "Offices", 1)
    for page, box in ((0, note), (0, number), (1, head)):
        x, y = (box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2
        (mark,) = reader.canvas.marks.on(page)
        assert not any(r.x0 <= x <= r.x1 and r.y0 <= y <= r.y1 for r in mark.rects), page
    (row,) = reader.rows()
    # The raw range is what lies between, all of it.
    assert "117" in row.annotation.selectors.exact


def test_copied_words_leave_it_out_too(desk: Make) -> None:
    data = (PAGES / "columns.pdf").read_bytes()
    reader = desk({"columns.pdf": data}, size=(1100, 1000))
    drag(reader, data, ("careful", 0, 0), ("honest", 0, 0))
    reader.key(Qt.Key.Key_C, Qt.KeyboardModifier.ControlModifier)
    assert QGuiApplication.clipboard().text() == "careful reader of agreements expects of an honest"


@pytest.mark.skipif(shutil.which("tesseract") is None, reason="Tesseract is not installed")
def test_words_recognised_on_a_scan_are_dragged_over_as_printed(desk: Make, worker: Worker) -> None:
    with pymupdf.open(PAGES / "table.pdf") as source, pymupdf.open() as scan:
        box = source[0].rect
        picture = source[0].get_pixmap(dpi=200, colorspace=pymupdf.csGRAY).tobytes("png")
        scan.new_page(width=box.width, height=box.height).insert_image(box, stream=picture)
        data = scan.tobytes()
    found = worker.recognise(None, data=data, name="scan.pdf", languages=("eng",))
    reader = desk({"scan.pdf": found.original}, size=(1100, 1000))
    # Where the words are is asked of the page that was scanned.
    printed_page = (PAGES / "table.pdf").read_bytes()
    quote = drag(reader, printed_page, ("Fixes", 0, 0), ("perform", 0, 0))
    assert quote == "Fixes the words of the text and binds nobody to perform"
