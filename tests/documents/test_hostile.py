"""Bad input gets a clear message and nothing else happens."""

from __future__ import annotations

import random
import zipfile

import pytest

from annotator.documents import package
from annotator.documents.capture import capture
from annotator.documents.pdf import PdfCapture
from annotator.domain.document import Capture
from annotator.domain.errors import UserError
from documents import makers


def refused(data: bytes, name: str) -> UserError:
    with pytest.raises(UserError) as caught:
        made = capture(data, name, None)
        if isinstance(made, PdfCapture):
            made.read(0, made.document.page_count)
            made.finish()
    assert caught.value.kept or caught.value.advice
    return caught.value


@pytest.mark.parametrize("data", [b"", b" \n\t", b"\xef\xbb\xbf", b"\xef\xbb\xbf\n\n"])
@pytest.mark.parametrize("name", ["a.txt", "a.pdf", "a.docx", "a.html"])
def test_an_empty_file(data: bytes, name: str) -> None:
    assert (
        "empty" in refused(data, name).what
        or "none" in refused(data, name).what
        or "no text" in refused(data, name).what
    )


def test_a_picture_named_pdf() -> None:
    assert "PNG" in refused(b"\x89PNG\r\n\x1a\n" + b"\x00" * 50, "a.pdf").what


@pytest.mark.parametrize("name", ["a.pdf", "a.docx", "a.epub"])
def test_words_named_otherwise(name: str) -> None:
    assert name[1:] in refused(b"Just some words.", name).what


def test_a_truncated_pdf_is_refused_or_read_with_a_warning() -> None:
    whole = makers.pdf([f"Page {n}" for n in range(30)])
    assert "damaged" in refused(whole[:120], "a.pdf").what
    made = capture(whole[: len(whole) * 3 // 4], "a.pdf", None)
    assert isinstance(made, PdfCapture)
    made.read(0, made.document.page_count)
    assert any("damaged" in warning for warning in made.finish().warnings)


def test_random_bytes_are_no_text() -> None:
    chance = random.Random(7)
    for size in (40, 400, 4000, 40000):
        assert "encoding" in refused(chance.randbytes(size), "a.txt").what


def test_a_zip_bomb_is_not_unpacked() -> None:
    bomb = makers.epub(["<p>x</p>"], extra={"OEBPS/text/big.xhtml": b"0" * (60 << 20)})
    assert len(bomb) < 200_000
    assert "unpacks" in refused(bomb, "a.epub").what


def test_a_zip_that_lies_about_its_sizes_is_not_believed(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "LARGEST_FILE", 1000)
    assert "too large" in refused(makers.docx(makers.p("word " * 1000)), "a.docx").what


def test_a_zip_of_countless_files(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(package, "MOST_FILES", 10)
    files: dict[str, str | bytes] = {f"f{n}": b"" for n in range(20)} | {"word/document.xml": b"<a/>"}
    assert "unpacks" in refused(makers.zipped(files), "a.docx").what


def test_a_damaged_zip() -> None:
    assert "damaged" in refused(makers.docx(makers.p("words"))[:200], "a.docx").what


def test_a_zip_of_something_else() -> None:
    assert "ZIP" in refused(makers.zipped({"photo.jpg": b"x"}), "a.zip").what


def test_an_entity_bomb_in_word() -> None:
    levels = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
    bomb = makers.docx(makers.p("&l9;"), doctype=f'<!DOCTYPE x [<!ENTITY l0 "lol">{levels}]>')
    assert "harm" in refused(bomb, "a.docx").what


def test_an_entity_that_reads_a_file_reads_nothing() -> None:
    chapter = '<?xml version="1.0"?><!DOCTYPE html [<!ENTITY x SYSTEM "file:///etc/hostname">]><html><body><p>Start &x; end.</p></body></html>'
    book = makers.epub(["<p>a</p>"], extra={"OEBPS/text/c0.xhtml": chapter})
    made = capture(book, "a.epub", None)
    assert isinstance(made, Capture)
    assert made.text == "Start &x; end."


def test_a_book_whose_parts_climb_out_of_it() -> None:
    book = makers.epub(
        ["<p>fine</p>"],
        extra={
            "META-INF/container.xml": '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="../../etc/passwd"/></rootfiles></container>'
        },
    )
    assert "damaged" in refused(book, "a.epub").what


def test_a_locked_book() -> None:
    locked = makers.epub(["<p>x</p>"], extra={"META-INF/rights.xml": "<rights/>"})
    assert "locked" in refused(locked, "a.epub").what


@pytest.mark.parametrize("tag", ["div", "b", "span", "blockquote", "ul", "table"])
def test_elements_nested_without_end(tag: str) -> None:
    page = f"<html><body><p>Before.</p>{f'<{tag}>' * 20_000}deep words{f'</{tag}>' * 20_000}<p>Behind.</p></body></html>"
    made = capture(page.encode(), "a.html", None)
    assert isinstance(made, Capture)
    assert made.text.split() == ["Before.", "deep", "words", "Behind."]


def test_a_huge_text_is_read() -> None:
    text = "A sentence of some words that goes on. " * 100_000
    made = capture(text.encode(), "a.txt", None)
    assert isinstance(made, Capture)
    assert made.text == text


def test_an_encrypted_part() -> None:
    data = bytearray(makers.docx(makers.p("words")))
    for signature, place in ((b"PK\x03\x04", 6), (b"PK\x01\x02", 8)):
        at = data.find(signature)
        while at >= 0:
            data[at + place] |= 1
            at = data.find(signature, at + 4)
    assert zipfile.is_zipfile(__import__("io").BytesIO(bytes(data)))
    assert "encrypted" in refused(bytes(data), "a.docx").what


def test_damaged_metadata_is_no_reason_to_refuse_a_pdf() -> None:
    import pymupdf

    document = pymupdf.open()
    document.new_page().insert_text((72, 72), "The parties agree.")
    broken = document.get_new_xref()
    document.update_object(broken, "<</Type/Metadata/Subtype/XML>>")
    document.xref_set_key(document.pdf_catalog(), "Metadata", f"{broken} 0 R")
    reader = capture(document.tobytes(), "a.pdf", None)
    assert isinstance(reader, PdfCapture)
    reader.read(0, 1)
    assert reader.finish().text == "The parties agree."
