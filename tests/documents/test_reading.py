"""Golden pages of real layouts: what is dragged over is exactly the quote, in the order a person reads."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pymupdf
import pytest

from annotator.documents.capture import capture
from annotator.documents.pagemap import PageMap
from annotator.documents.pdf import PdfCapture
from annotator.documents.viewer import Viewer
from annotator.documents.views import LayoutSpec
from annotator.domain.document import Capture

LEFT = "The first column begins here and goes on with the border commission, which shall meet within one month of the entry into force of this agreement."
RIGHT = "The second column takes up the domestic law of the parties, which none of them may invoke as an excuse for a failure to perform the treaty."


def opened(document: Any) -> tuple[Capture, Viewer, list[PageMap]]:
    data = document.tobytes()
    reader = capture(data, "a.pdf", None)
    assert isinstance(reader, PdfCapture)
    reader.read(0, reader.document.page_count)
    made = reader.finish()
    viewer = Viewer()
    info = viewer.open(
        "k",
        {
            "media_type": made.media_type,
            "original": data,
            "article": None,
            "text": made.text,
            "pages": made.pages,
            "password": None,
        },
        LayoutSpec(),
    )
    return made, viewer, [viewer.page_map("k", page) for page in range(len(info.pages))]


def drag(made: Capture, page: PageMap, first: str, last: str) -> str:
    """The text between the press at the beginning of `first` and the release at the end of `last`."""
    start, end = made.text.index(first), made.text.index(last) + len(last)
    (press, *_), (*_, release) = page.rects(start, start + len(first)), page.rects(end - len(last), end)
    low, high = page.caret(start), page.caret(end)
    assert low is not None
    assert high is not None
    points = [((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) for box in (low, high)]
    assert press.x0 - 1 <= points[0][0] <= press.x1 + 1
    assert release.y0 - 1 <= points[1][1] <= release.y1 + 1
    offsets = [page.offset_at(x, y) for x, y in points]
    assert None not in offsets
    return made.text[offsets[0] : offsets[1]]


def lines_of(words: str, width: int) -> list[str]:
    out = [""]
    for word in words.split():
        if len(out[-1]) + len(word) >= width:
            out.append("")
        out[-1] = f"{out[-1]} {word}".strip()
    return out


def columns(order: Callable[[list[tuple[float, float, str]]], list[tuple[float, float, str]]]) -> Any:
    """A page with a heading across, two columns and a footnote across; its lines drawn in some order."""
    document = pymupdf.open()
    sheet = document.new_page()
    pieces = [(72.0, 170 + 14.0 * n, line) for n, line in enumerate(lines_of(LEFT, 34))]
    pieces += [(320.0, 170 + 14.0 * n, line) for n, line in enumerate(lines_of(RIGHT, 34))]
    sheet.insert_text((72, 120), "A heading that stands across both of the columns of this page", fontsize=15)
    for x, y, line in order(pieces):
        sheet.insert_text((x, y), line, fontsize=11)
    sheet.insert_text(
        (72, 700),
        "1 A footnote that runs across the whole of the page below both of its columns of text.",
        fontsize=8,
    )
    return document


ORDERS = {
    "column by column": lambda pieces: pieces,
    "line by line": lambda pieces: sorted(pieces, key=lambda piece: (piece[1], piece[0])),
    "right first": lambda pieces: sorted(pieces, key=lambda piece: (piece[1], -piece[0])),
    "from below": lambda pieces: sorted(pieces, key=lambda piece: (-piece[1], piece[0])),
}


@pytest.mark.parametrize("order", ORDERS.values(), ids=ORDERS)
def test_two_columns_are_read_one_after_the_other_however_they_are_drawn(order: Any) -> None:
    made, _, (page,) = opened(columns(order))
    words = " ".join(made.text.split())
    assert words == " ".join(
        ["A heading that stands across both of the columns of this page", LEFT, RIGHT,
         "1 A footnote that runs across the whole of the page below both of its columns of text."]
    )  # fmt: skip
    assert " ".join(drag(made, page, "border", "agreement.").split()) == LEFT[LEFT.index("border") :]
    across = drag(made, page, "entry", "domestic")
    assert (
        " ".join(across.split())
        == "entry into force of this agreement. The second column takes up the domestic"
    )


def test_lines_of_a_ragged_column_end_where_they_like() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    sides = [[f"{side} column line {n} speaks of peace." for n in range(12)] for side in ("Left", "Right")]
    for n, row in enumerate(zip(*sides, strict=True)):
        for x, line in zip((72, 320), row, strict=True):
            sheet.insert_text((x, 100 + 14 * n), line, fontsize=11)
    made, _, _ = opened(document)
    assert made.text.replace("\n\n", "\n").split("\n") == [*sides[0], *sides[1]]


def test_the_order_is_the_same_each_time() -> None:
    texts = {opened(columns(ORDERS["line by line"]))[0].text for _ in range(3)}
    assert len(texts) == 1


@pytest.mark.parametrize("drawn", [[0, 1, 2, 3, 4], [3, 0, 4, 2, 1]], ids=["in order", "out of order"])
def test_a_table_is_read_along_its_rows(drawn: list[int]) -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    rows = [("Article I", "Borders", "1991"), ("Article II", "Territory", "1992"), ("Article III", "Force", "1993"),
            ("Article IV", "Conduct", "1994"), ("Article V", "Relations", "1995")]  # fmt: skip
    for n in drawn:
        for x, cell in zip((72, 220, 380), rows[n], strict=True):
            sheet.insert_text((x, 100 + 16 * n), cell, fontsize=11)
    made, _, (page,) = opened(document)
    assert made.text.split() == " ".join(" ".join(row) for row in rows).split()
    assert drag(made, page, "Territory", "1992").split() == ["Territory", "1992"]
    (box,) = page.rects(made.text.index("Conduct"), made.text.index("Conduct") + 7)
    assert page.word_at((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == (
        made.text.index("Conduct"),
        made.text.index("Conduct") + 7,
    )


@pytest.mark.parametrize("rotation", [0, 90, 180, 270])
def test_a_turned_page_is_selected_where_it_is_displayed(rotation: int) -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_textbox(
        (72, 72, 500, 400),
        "Both parties shall refrain from the use of force against each other. " * 4,
        fontsize=12,
    )
    document[0].set_rotation(rotation)
    made, viewer, (page,) = opened(document)
    assert drag(made, page, "refrain", "against each").split() == [
        "refrain",
        "from",
        "the",
        "use",
        "of",
        "force",
        "against",
        "each",
    ]
    pixmap = viewer.render("k", 0, __import__("annotator.documents.views", fromlist=["x"]).RenderSpec(1.0))
    start = made.text.index("force")
    (box,) = page.rects(start, start + 5)
    dark = [
        (x, y)
        for x in range(int(box.x0), int(box.x1) + 1)
        for y in range(int(box.y0), int(box.y1) + 1)
        if pixmap.samples_mv[(y * pixmap.width + x) * 4] < 128
    ]
    assert len(dark) > 20
    assert page.word_at((box.x0 + box.x1) / 2, (box.y0 + box.y1) / 2) == (start, start + 5)


def test_upright_text_on_a_turned_page_keeps_its_lines_in_order() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.set_rotation(90)
    for n in range(6):
        sheet.insert_text(
            pymupdf.Point(100, 100 + 20 * n) * sheet.derotation_matrix,
            f"Line number {n} of the page",
            rotate=90,
        )
    made, _, (page,) = opened(document)
    assert [made.text[line.start : line.end] for line in page.lines] == [
        f"Line number {n} of the page" for n in range(6)
    ]
    assert page.lines[0].rect.y1 < page.lines[1].rect.y0 + 5
    assert drag(made, page, "number 2", "Line number 3").split() == [
        "number",
        "2",
        "of",
        "the",
        "page",
        "Line",
        "number",
        "3",
    ]


def test_right_to_left_text_is_in_logical_order() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_htmlbox(
        (60, 60, 500, 300),
        '<p dir="rtl">שלום עולם, 2025 שנה (טובה) לכולם.</p><p>The word שלום עולם means peace.</p>',
    )
    made, _, (page,) = opened(document)
    assert made.text == "שלום עולם, 2025 שנה (טובה) לכולם.\n\nThe word שלום עולם means peace."
    assert drag(made, page, "2025", "טובה") == "2025 שנה (טובה"
    first = page.line(0)
    start = made.text.index("עולם")
    (box,) = page.rects(start, start + 4)
    assert box.x0 > (first.rect.x0 + first.rect.x1) / 2
    assert page.line_count == 2


def test_ligatures_are_plain_letters_with_places_of_their_own() -> None:
    document = pymupdf.open()
    document.new_page().insert_htmlbox((60, 60, 500, 300), "<p>The office files an affair of fish.</p>")
    made, _, (page,) = opened(document)
    assert made.text == "The office files an affair of fish."
    start = made.text.index("ffi")
    widths = [page.rects(start + n, start + n + 1)[0] for n in range(3)]
    assert all(box.x1 - box.x0 > 1 for box in widths)
    assert drag(made, page, "fice", "fil") == "fice fil"


def test_letters_by_shape_are_the_letters_meant() -> None:
    from annotator.documents.reading import plain

    assert (
        plain("e\ufb03cient \ufefb\ufe8e\ufedf \ufb13 \ufe70")
        == "efficient \u0644\u0627\u0627\u0644 \u0574\u0576 \ufe70"
    )


def test_soft_hyphens_and_line_end_hyphens_stay_in_the_raw_text() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    for n, line in enumerate(["the necessary re-", "form of the Inter-", "State relations"]):
        sheet.insert_text((72, 100 + 14 * n), line)
    made, _, (page,) = opened(document)
    assert made.text == "the necessary re-\nform of the Inter-\nState relations"
    assert drag(made, page, "re-", "form") == "re-\nform"


def test_vertical_writing_can_be_selected() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((300, 500), "words that run upwards", rotate=90)
    sheet.insert_text((400, 100), "words that run downwards", rotate=270)
    made, _, (page,) = opened(document)
    assert drag(made, page, "that run up", "upwards") == "that run upwards"
    assert drag(made, page, "run down", "downwards") == "run downwards"


def test_a_large_initial_is_the_first_letter_of_its_word() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    rows = lines_of(
        "reaties are not read as novels are, and whoever reads them so will not be read as a lawyer.", 30
    )
    for n, line in enumerate(rows):
        sheet.insert_text((104 if n < 3 else 72, 100 + 14 * n), line, fontsize=11)
    # Drawn last, as word processors do.
    sheet.insert_text((72, 128), "T", fontsize=44)
    made, _, (page,) = opened(document)
    assert made.text == "T" + "\n".join(rows)
    assert drag(made, page, "Treaties", "read") == made.text[: made.text.index("read") + 4]
    assert page.word_at(80, 120) == (0, len("Treaties"))


def test_a_large_letter_that_begins_no_word_is_left_where_it_is() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    for n, line in enumerate(("Of the borders", "they say nothing.")):
        sheet.insert_text((104, 100 + 14 * n), line, fontsize=11)
    sheet.insert_text((72, 128), "A", fontsize=44)
    assert opened(document)[0].text.split() == ["Of", "the", "borders", "they", "say", "nothing.", "A"]


def test_a_heading_and_a_table_below_two_columns_are_read_after_both() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    left, right = lines_of(LEFT, 34), lines_of(RIGHT, 34)
    for x, rows in ((72, left), (320, right)):
        for n, line in enumerate(rows):
            sheet.insert_text((x, 100 + 14 * n), line, fontsize=11)
    sheet.insert_text((72, 200), "A heading of its own", fontsize=14)
    cells = [("Article I", "The borders of both", "initialled"), ("Article II", "Force", "open")]
    for n, row in enumerate(cells):
        for x, cell in zip((72, 220, 400), row, strict=True):
            sheet.insert_text((x, 222 + 20 * n), cell, fontsize=11)
    words = " ".join(opened(document)[0].text.split())
    assert words == " ".join((LEFT, RIGHT, "A heading of its own", *cells[0], *cells[1]))


def test_signs_of_another_font_stand_between_the_words_where_they_are_printed() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    # A word processor whose font lacks a script draws the signs that it has first, and the letters of another font after.
    font = pymupdf.Font("helv")
    words = ["The ministry says", ", that the treaty", "; and no more"]
    at = 72.0
    places = []
    for piece in words:
        places.append(at)
        at += font.text_length(piece, 11)
    marks = pymupdf.TextWriter(sheet.rect)
    for x, piece in zip(places, words, strict=True):
        if piece[0] in ",;":
            marks.append((x, 100), piece[0], font=font, fontsize=11)
    marks.write_text(sheet)
    for x, piece in zip(places, words, strict=True):
        rest = piece.lstrip(",;")
        sheet.insert_text(
            (x + font.text_length(piece, 11) - font.text_length(rest, 11), 100), rest, fontsize=11
        )
    made, _, (page,) = opened(document)
    assert made.text == "".join(words)
    assert drag(made, page, "says", "treaty") == "says, that the treaty"


def test_the_version_of_the_rules_is_stored_with_the_text() -> None:
    from annotator.documents.reading import RULES

    made, _, _ = opened(columns(ORDERS["line by line"]))
    assert made.extractor_version == f"{pymupdf.VersionBind} rules {RULES}"
