"""Files made to do harm, through the real worker: given up within its limits, and the next file is read."""

from __future__ import annotations

import gzip
import time
from collections.abc import Iterator

import pymupdf
import pytest

from annotator.documents.client import Worker
from annotator.domain.errors import UserError
from documents import makers
from documents.test_saved_pages import mhtml, odt, record


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as made:
        yield made


URL = "https://www.example.org/a"
FILES = {
    "data.html": lambda: b"<html><body><p>Words</p><img src='data:image/png;base64," + b"A" * (50 << 20) + b"'></body></html>",
    "nested.mhtml": lambda: mhtml(html=b"<p>" + b"<div>" * 300_000 + b"x", encoding="8bit"),
    "boundary.mhtml": lambda: b"MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=a\r\n\r\n" + b"--a" * 5_000_000,
    "lengths.warc": lambda: record(URL, b"x", length=10**30) * 100,
    "bomb.warc.gz": lambda: gzip.compress(record(URL, b"0" * (200 << 20)), 9),
    "many.warc": lambda: record(URL, b"x", kind="image/png") * 40_000,
    "bomb.odt": lambda: odt("<text:p>x</text:p>", **{"Pictures/a": "0" * (80 << 20)}),
    "deep.odt": lambda: odt("<text:p>" + "<text:span>" * 5_000 + "x" + "</text:span>" * 5_000 + "</text:p>"),
    "deep.rtf": lambda: b"{\\rtf1" + b"{\\b" * 300_000 + b" x" + b"}" * 300_001,
}  # fmt: skip


@pytest.mark.parametrize("name", FILES)
def test_it_is_read_or_refused_and_the_worker_goes_on(worker: Worker, name: str) -> None:
    try:
        made = worker.capture(None, data=FILES[name](), name=name)
        assert made.text.strip()
    except UserError as error:
        assert error.what
        assert error.kept
    assert worker.capture(None, data=b"fine", name="a.txt").text == "fine"


def huge_scan(side: int) -> bytes:
    """A small PDF with a picture of `side` × `side` pixels, all of one colour."""
    row = b"\xff" * (side * 50)
    import zlib

    packer = zlib.compressobj(1)
    packed = b"".join(packer.compress(row) for _ in range(side // 50)) + packer.flush()
    document = pymupdf.open()
    sheet = document.new_page()
    tiny = pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 2, 2), False)
    xref = sheet.insert_image(sheet.rect, pixmap=tiny)
    document.update_stream(xref, packed, compress=False)
    document.update_object(
        xref,
        f"<</Type/XObject/Subtype/Image/Width {side}/Height {side}/ColorSpace/DeviceGray/BitsPerComponent 8/Filter/FlateDecode/Length {len(packed)}>>",
    )
    return document.tobytes()


def test_a_scan_of_four_hundred_million_pixels_is_pictured_or_given_up(worker: Worker) -> None:
    from annotator.documents import ocr

    data = huge_scan(20_000)
    assert len(data) < 2 << 20
    made = worker.capture(None, data=data, name="huge.pdf")
    assert len(made.warnings) == 1
    if "eng" in ocr.languages():
        began = time.monotonic()
        try:
            worker.recognise(None, data=data, name="huge.pdf")
        except UserError as error:
            assert error.what
        assert time.monotonic() - began < 300
    assert worker.capture(None, data=b"fine", name="a.txt").text == "fine"


def test_links_in_heaps_are_told(worker: Worker) -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_text((72, 72), "Some words")
    for n in range(300):
        sheet.insert_link(
            {"kind": pymupdf.LINK_URI, "uri": f"https://e.org/{n}", "from": pymupdf.Rect(0, 0, 50, 50)}
        )
    data = document.tobytes()
    made = worker.capture(None, data=data, name="a.pdf")
    worker.open_view(
        "k", media_type=made.media_type, original=data, article=None, text=made.text, pages=made.pages
    )
    assert len(worker.links("k", 0)) == 300
    assert worker.pdf_annotations("k") == ()


def test_a_page_cut_off_while_saved(worker: Worker) -> None:
    whole = mhtml(html=makers.NEWS.encode())
    for share in (0.3, 0.6, 0.9):
        try:
            assert worker.capture(None, data=whole[: int(len(whole) * share)], name="a.mhtml").text
        except UserError as error:
            assert error.kept
