"""Scanned pages: known as such, recognised where Tesseract is installed, explained where it is not."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from pathlib import Path

import pymupdf
import pytest

from annotator.documents import ocr
from annotator.documents.client import Worker
from annotator.documents.scans import looks_scanned
from annotator.domain.errors import Cancelled, UserError

WORDS = "The parties shall refrain from the use of force against each other."
needs_tesseract = pytest.mark.skipif(
    "eng" not in ocr.languages(), reason="Tesseract with English is not installed"
)


def scan(*, rotation: int = 0, pages: int = 1, with_text_page: bool = False) -> bytes:
    """A PDF whose pages are pictures of a page of words."""
    written = pymupdf.open()
    written.new_page().insert_textbox((72, 72, 520, 400), WORDS, fontsize=16)
    picture = written[0].get_pixmap(dpi=150, colorspace=pymupdf.csGRAY)
    document = pymupdf.open()
    for _ in range(pages):
        sheet = document.new_page()
        sheet.insert_image(sheet.rect, pixmap=picture)
        sheet.set_rotation(rotation)
    if with_text_page:
        document.new_page().insert_text((72, 72), "This page has real words on it.")
    return document.tobytes(deflate=True)


@pytest.fixture(scope="module")
def worker() -> Iterator[Worker]:
    with Worker() as made:
        yield made


def test_a_scan_is_known_as_one(worker: Worker) -> None:
    data = scan(pages=2, with_text_page=True)
    made = worker.capture(None, data=data, name="a.pdf")
    assert any("2 pages are pictures" in warning for warning in made.warnings)
    assert looks_scanned(len(made.text), made.pages)
    worker.open_view(
        "k", media_type=made.media_type, original=data, article=None, text=made.text, pages=made.pages
    )
    assert worker.scanned("k") == (0, 1)


def test_a_page_with_words_or_with_a_small_picture_is_none(worker: Worker) -> None:
    document = pymupdf.open()
    sheet = document.new_page()
    sheet.insert_image((100, 100, 300, 300), pixmap=pymupdf.Pixmap(pymupdf.csGRAY, (0, 0, 50, 50), False))
    document.new_page().insert_text((72, 72), "Some ordinary words")
    data = document.tobytes()
    made = worker.capture(None, data=data, name="a.pdf")
    assert made.warnings == ()
    worker.open_view(
        "k", media_type=made.media_type, original=data, article=None, text=made.text, pages=made.pages
    )
    assert worker.scanned("k") == ()


@needs_tesseract
@pytest.mark.parametrize("rotation", [0, 90, 180])
def test_recognised_words_lie_over_their_pictures(worker: Worker, rotation: int) -> None:
    data = scan(rotation=rotation) if rotation == 0 else turned(rotation)
    seen: list[float] = []
    made = worker.recognise(
        None, data=data, name="a.pdf", languages=["eng"], progress=lambda part, text: seen.append(part)
    )
    assert " ".join(made.text.split()) == WORDS
    assert made.extractor == "tesseract"
    assert made.extractor_version.endswith(" eng")
    assert seen == sorted(seen)
    worker.open_view(
        "k",
        media_type=made.media_type,
        original=made.original,
        article=None,
        text=made.text,
        pages=made.pages,
    )
    page = worker.page_map("k", 0)
    start = made.text.index("force")
    (box,) = page.rects(start, start + 5)
    with pymupdf.open(stream=made.original) as opened:
        pixels = opened[0].get_pixmap(colorspace=pymupdf.csGRAY)
    dark = [
        (x, y) for x in range(int(box.x0), int(box.x1)) for y in range(int(box.y0), int(box.y1))
        if pixels.pixel(x, y)[0] < 128
    ]  # fmt: skip
    assert len(dark) > 30
    assert worker.scanned("k") == ()


def turned(rotation: int) -> bytes:
    """A scan lying on its side that /Rotate sets upright again."""
    written = pymupdf.open()
    written.new_page().insert_textbox((72, 72, 520, 400), WORDS, fontsize=16)
    picture = written[0].get_pixmap(
        matrix=pymupdf.Matrix(2, 2).prerotate(-rotation), colorspace=pymupdf.csGRAY
    )
    document = pymupdf.open()
    sheet = document.new_page(width=picture.width / 2, height=picture.height / 2)
    sheet.insert_image(sheet.rect, pixmap=picture)
    sheet.set_rotation(rotation)
    return document.tobytes(deflate=True)


@needs_tesseract
def test_a_sheet_that_lay_upside_down_or_on_its_side_is_read_too(worker: Worker) -> None:
    found = ocr.find()
    if found is None or not found.turns:
        pytest.skip("Tesseract's data for telling how a page is turned is not installed")
    document = pymupdf.open()
    for angle in (90, 180, 270):
        written = pymupdf.open()
        written.new_page().insert_textbox((72, 72, 520, 700), " ".join([WORDS] * 8), fontsize=14)
        picture = written[0].get_pixmap(
            matrix=pymupdf.Matrix(2, 2).prerotate(angle), colorspace=pymupdf.csGRAY
        )
        sheet = document.new_page(width=picture.width / 2, height=picture.height / 2)
        sheet.insert_image(sheet.rect, pixmap=picture)
    made = worker.recognise(None, data=document.tobytes(deflate=True), name="a.pdf", languages=["eng"])
    for page in made.pages:
        assert " ".join(made.text[page.start : page.end].split()).count(WORDS) >= 7


@needs_tesseract
def test_recognising_can_be_cancelled(worker: Worker) -> None:
    data = scan(pages=3)
    seen: list[str] = []
    with pytest.raises(Cancelled):
        worker.recognise(
            None,
            data=data,
            name="a.pdf",
            progress=lambda _, text: seen.append(text),
            cancelled=lambda: len(seen) > 2,
        )
    assert worker.capture(None, data=b"fine", name="a.txt").text == "fine"


@needs_tesseract
def test_a_missing_language_is_named(worker: Worker) -> None:
    with pytest.raises(UserError, match="xyz") as caught:
        worker.recognise(None, data=scan(), name="a.pdf", languages=["eng", "xyz"])
    assert "eng" in caught.value.advice


@needs_tesseract
def test_a_file_without_scans_is_left_alone(worker: Worker) -> None:
    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "Some ordinary words")
    with pytest.raises(UserError, match="No page"):
        worker.recognise(None, data=document.tobytes(), name="a.pdf")


def test_without_tesseract_it_is_said_what_to_install(
    worker: Worker, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PATH", str(tmp_path))
    monkeypatch.setattr(ocr, "_PLACES", ())
    assert ocr.languages() == ()
    with pytest.raises(UserError, match="not installed") as caught:
        worker.recognise(None, data=scan(), name="a.pdf")
    assert "tesseract-ocr" in caught.value.advice
    assert "Areas" in caught.value.advice


@pytest.mark.skipif(sys.platform == "win32", reason="a shell script stands in for the program")
@pytest.mark.parametrize(
    ("body", "message"),
    [("exit 3", "could not read"), ("exec sleep 60", "longer than"), ("echo no pdf", "could not read")],
)
def test_a_tesseract_that_fails_is_no_crash(tmp_path: Path, body: str, message: str) -> None:
    program = tmp_path / "tesseract"
    program.write_text(
        f"#!/bin/sh\ncase $1 in --version) echo tesseract 9.9;; --list-langs) echo List; echo eng;; *) {body};; esac\n"
    )
    program.chmod(0o755)
    fake = ocr.Tesseract(str(program), "9.9", ("eng",))
    with pytest.raises(UserError, match=message):
        ocr.recognise(fake, b"P5 1 1 255 x", ["eng"], 300, lambda: None, seconds=0.5)
