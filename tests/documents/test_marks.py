"""What other programs left in a PDF: annotations with the words they cover, links; and the page in dark colours."""

from __future__ import annotations

import time
from collections.abc import Iterator

import pymupdf
import pytest

from annotator.documents.client import Worker
from annotator.documents.marks import iso, nearest
from annotator.documents.viewer import Viewer
from annotator.documents.views import RGB, PdfAnnotation, RenderSpec
from annotator.domain.document import Capture, OutlineEntry, chapter_of
from documents import makers
from documents.test_reading import opened


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as made:
        yield made


def annotated(rotation: int = 0) -> bytes:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((72, 100), "Hello words here and there", fontsize=14)
    sheet.insert_text((72, 130), "Second line of words", fontsize=14)
    mark = sheet.add_highlight_annot(sheet.search_for("here and there") + sheet.search_for("Second line"))
    mark.set_colors(stroke=(0.4, 1, 0.4))
    mark.set_info(title="Ann Lee", content="My\r\ncomment", modDate="D:20250801120000+02'00'")
    mark.update()
    sheet.add_underline_annot(sheet.search_for("words")[0])
    sheet.add_strikeout_annot(sheet.search_for("of")[0])
    note = sheet.add_text_annot((300, 300), "A note")
    note.set_info(title="Bo")
    note.update()
    area = sheet.add_rect_annot((100, 300, 200, 400))
    area.set_colors(stroke=(0, 0, 1))
    area.update()
    sheet.set_rotation(rotation)
    return document.tobytes()


def marks(worker: Worker, data: bytes) -> tuple[Capture, tuple[PdfAnnotation, ...]]:
    made = worker.capture(None, data=data, name="a.pdf")
    worker.open_view(
        "k", media_type=made.media_type, original=data, article=None, text=made.text, pages=made.pages
    )
    return made, worker.pdf_annotations("k")


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_a_page_is_drawn_with_or_without_the_highlights_in_it(rotation: int) -> None:
    def field(sheet: pymupdf.Page) -> None:
        widget = pymupdf.Widget()
        widget.field_name, widget.field_type = "f", pymupdf.PDF_WIDGET_TYPE_TEXT
        widget.rect, widget.field_value, widget.fill_color = (
            pymupdf.Rect(300, 500, 400, 520),
            "typed",
            (1, 0, 0),
        )
        sheet.add_widget(widget)

    def pictured(data: bytes, markups: bool) -> bytes:
        viewer = Viewer()
        arguments = {
            "media_type": "", "original": data, "article": None, "text": "", "pages": (), "password": None,
        }  # fmt: skip
        viewer.open("k", arguments, None)
        return bytes(viewer.render("k", 0, RenderSpec(1.0, markups=markups)).samples)

    with pymupdf.open(stream=annotated(rotation)) as document:
        field(document[0])
        whole = document.tobytes()
        page = document[0]
        for annot in list(page.annots()):
            if annot.type[1] in ("Highlight", "Underline", "Text"):
                page.delete_annot(annot)
        without = document.tobytes()

    def apart(one: bytes, other: bytes) -> int:
        return max(abs(a - b) for a, b in zip(one, other, strict=True))

    assert apart(pictured(whole, markups=True), pictured(without, markups=True)) > 80
    # The stroke, the frame and the form's field stay, where they are; blending may round.
    assert apart(pictured(whole, markups=False), pictured(without, markups=True)) <= 2


@pytest.mark.parametrize("rotation", [0, 90, 270])
def test_annotations_come_with_their_words(worker: Worker, rotation: int) -> None:
    made, found = marks(worker, annotated(rotation))
    words = {one.kind: made.text[one.start : one.end] for one in found}
    assert words == {
        "highlight": "here and there\n\nSecond line",
        "underline": "words",
        "strikeout": "of",
        "note": "",
        "area": "",
    }
    highlight = next(one for one in found if one.kind == "highlight")
    assert (highlight.comment, highlight.author, highlight.created) == (
        "My\ncomment",
        "Ann Lee",
        "2025-08-01T12:00:00+02:00",
    )
    assert highlight.colour == "green"
    assert next(one for one in found if one.kind == "area").colour == "blue"
    page = worker.page_map("k", 0)
    (first, _) = highlight.rects
    (box,) = page.rects(made.text.index("here"), made.text.index("there") + 5)
    assert box.x0 == pytest.approx(first.x0, abs=1.5)
    assert box.y0 == pytest.approx(first.y0, abs=1.5)


def test_words_that_do_not_stand_together_are_parts(worker: Worker) -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((72, 100), "one two three four five")
    sheet.add_highlight_annot(sheet.search_for("two") + sheet.search_for("four"))
    made, (found,) = marks(worker, document.tobytes())
    assert made.text[found.start : found.end] == "two"
    assert [made.text[low:high] for low, high in found.parts] == ["four"]


def test_an_article_has_none(worker: Worker) -> None:
    made = worker.capture(None, data=b"Words", name="a.txt")
    worker.open_view("t", media_type=made.media_type, original=None, article=made.article, text=made.text)
    assert worker.pdf_annotations("t") == ()
    assert worker.scanned("t") == ()


def test_a_thousand_annotations_are_read_fast(worker: Worker) -> None:
    document = pymupdf.open()
    for _ in range(50):
        sheet = document.new_page()
        for line in range(20):
            sheet.insert_text((72, 60 + 30 * line), f"Line {line} with some words to mark")
            sheet.add_highlight_annot((72, 48 + 30 * line, 150, 64 + 30 * line))
    began = time.process_time()
    _, found = marks(worker, document.tobytes())
    assert len(found) == 1000
    assert all(one.end > one.start for one in found)
    assert time.process_time() - began < 4


@pytest.mark.parametrize(
    ("written", "meant"),
    [("D:20250801120000+02'00'", "2025-08-01T12:00:00+02:00"), ("D:20250801120000Z", "2025-08-01T12:00:00+00:00"), ("D:20250801", "2025-08-01"),
     ("D:2025", "2025-01-01"), ("D:20251399", ""), ("yesterday", ""), ("", "")],
)  # fmt: skip
def test_pdf_dates(written: str, meant: str) -> None:
    assert iso(written) == meant


@pytest.mark.parametrize(
    ("colour", "name"),
    [((1, 1, 0), "yellow"), ((1, 0.8, 0), "yellow"), ((1, 0, 0), "red"), ((0, 1, 0), "green"), ((0.5, 0.8, 1), "blue"), ((0.8, 0.5, 1), "purple"),
     ((1, 0.5, 0.6), "red"), ((0.5,), "yellow"), ((), "yellow"), ((1, 0, 0, 0), "blue"), ((0, 0, 0), "yellow")],
)  # fmt: skip
def test_the_nearest_colour(colour: tuple[float, ...], name: str) -> None:
    assert nearest(colour) == name


def test_links_lead_within_and_outside(worker: Worker) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 100), "Contents")
    sheet = document.new_page()
    sheet.insert_text((72, 100), "Head")
    sheet.insert_text((72, 400), "Target words")
    for where, link in enumerate((
        {"kind": pymupdf.LINK_GOTO, "page": 1, "to": pymupdf.Point(72, 390)},
        {"kind": pymupdf.LINK_URI, "uri": "https://example.org/x"},
        {"kind": pymupdf.LINK_URI, "uri": "file:///etc/passwd"},
        {"kind": pymupdf.LINK_LAUNCH, "file": "evil.exe"},
    )):  # fmt: skip
        document[0].insert_link({**link, "from": pymupdf.Rect(70, 90 + 40 * where, 100, 110 + 40 * where)})
    data = document.tobytes()
    made = worker.capture(None, data=data, name="a.pdf")
    worker.open_view(
        "k", media_type=made.media_type, original=data, article=None, text=made.text, pages=made.pages
    )
    found = worker.links("k", 0)
    assert [(link.uri, link.page, link.offset) for link in found] == [
        ("", 1, made.text.index("Target")),
        ("https://example.org/x", -1, -1),
    ]
    assert found[0].y == pytest.approx(390)
    assert found[0].rect == pytest.approx((70, 90, 100, 110))
    assert worker.links("k", 1) == ()


def test_links_of_an_article_lead_to_the_web(worker: Worker) -> None:
    made = worker.capture(None, data=b"See [the text](https://example.org/t) of it.", name="a.md")
    worker.open_view("t", media_type=made.media_type, original=None, article=made.article, text=made.text)
    (link,) = worker.links("t", 0)
    assert link.uri == "https://example.org/t"
    start = made.text.index("the text")
    (box,) = worker.page_map("t", 0).rects(start, start + 8)
    assert box.x0 == pytest.approx(link.rect.x0, abs=1)


def dark(viewer: Viewer, spec: RenderSpec) -> tuple[pymupdf.Pixmap, object]:
    pixmap = viewer.render("k", 0, spec)

    def at(x: float, y: float) -> tuple[int, int, int]:
        place = (int(y * spec.scale) * pixmap.width + int(x * spec.scale)) * 4
        blue, green, red = pixmap.samples_mv[place : place + 3]
        return red, green, blue

    return pixmap, at


def test_a_dark_page_keeps_its_pictures() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    picture = pymupdf.Pixmap(pymupdf.csRGB, (0, 0, 60, 60), False)
    picture.clear_with(0)
    picture.set_rect(picture.irect, (200, 100, 50))
    sheet.insert_image((100, 100, 200, 200), pixmap=picture)
    sheet.draw_rect((300, 100, 400, 200), color=None, fill=(0.8, 0, 0))
    sheet.draw_rect((300, 300, 400, 400), color=None, fill=(0, 0, 0))
    _, viewer, _ = opened(document)
    ink, paper = RGB(230, 230, 230), RGB(20, 22, 24)
    for scale in (1.0, 1.7):
        _, at = dark(viewer, RenderSpec(scale, None, ink, paper, keep_pictures=True))
        assert at(50, 50) == pytest.approx(paper, abs=1)
        assert at(350, 350) == pytest.approx(ink, abs=2)
        assert at(150, 150) == (200, 100, 50)
        red, green, blue = at(350, 150)
        assert red > green + 40
        assert red > blue + 40
    _, at = dark(viewer, RenderSpec(1.0, None, ink, paper))
    assert at(150, 150) != (200, 100, 50)


def test_a_scanned_page_is_dark_as_a_whole() -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    white = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 100, 140), False)
    white.clear_with(255)
    sheet.insert_image(sheet.rect, pixmap=white)
    _, viewer, _ = opened(document)
    _, at = dark(viewer, RenderSpec(1.0, None, RGB(230, 230, 230), RGB(20, 22, 24), keep_pictures=True))
    assert at(300, 400) == pytest.approx((20, 22, 24), abs=1)


def test_chapters_of_a_book(worker: Worker) -> None:
    made = worker.capture(
        None,
        data=makers.epub(
            [
                "<h1>One</h1><p>First chapter.</p><h2>Part</h2><p>More.</p>",
                "<h1>Two</h1><p>Second chapter.</p>",
            ],
            nav='<li><a href="text/c0.xhtml">One</a><ol><li><a href="text/c0.xhtml#p">Part</a></li></ol></li><li><a href="text/c1.xhtml">Two</a></li>',
        ),
        name="a.epub",
    )
    assert chapter_of(made.outline, made.text.index("More")) == "One"
    assert chapter_of(made.outline, made.text.index("Second")) == "Two"
    assert chapter_of((OutlineEntry(1, "Later", 10),), 3) == ""
    assert chapter_of((), 3) == ""
