"""Read a file of any format. What it is, its bytes decide first and its name second. Worker only."""

from __future__ import annotations

from importlib.metadata import version
from pathlib import PurePath
from typing import TYPE_CHECKING

from annotator.domain.document import Capture
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

from .article import layer
from .encoding import decode
from .savedpage import fragment, is_clipboard, is_mhtml, read_clipboard, read_mhtml
from .warc import is_warc

if TYPE_CHECKING:
    from .pdf import PdfCapture

_EXTENSIONS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".xht": "html", ".pdf": "pdf", ".epub": "epub", ".docx": "docx", ".mhtml": "mhtml", ".mht": "mhtml",
    ".warc": "warc", ".wacz": "wacz", ".odt": "odt", ".rtf": "rtf",
}  # fmt: skip
_MEDIA = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "mhtml": "multipart/related",
    "clipboard": "text/html",
    "warc": "application/warc",
    "wacz": "application/wacz",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Beginnings of common files that are none of ours, with what to call them.
_FOREIGN = (
    (b"\x89PNG\r\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"RIFF", "RIFF"), (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"), (b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!", "RAR"), (b"\x7fELF", "ELF"),
    (b"SQLite format 3\x00", "SQLite"), (b"\xd0\xcf\x11\xe0", "Word 97"), (b"MZ\x90", "EXE"),
    (b"%!PS", "PostScript"), (b"AT&TFORM", "DjVu"),
)  # fmt: skip


def kind_of(data: bytes, name: str) -> str:
    """text, markdown, html, mhtml, clipboard, warc, wacz, pdf, epub, docx, odt or rtf. Raises UserError for anything else, naming it where it can."""
    extension = PurePath(name).suffix.lower()
    stated = _EXTENSIONS.get(extension, "")
    if not data.strip():
        raise UserError(tr("The file is empty."), kept=tr("Nothing was changed."))
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    if data.startswith(b"{\\rtf"):
        return "rtf"
    if is_warc(data):
        return "warc"
    for signature, what in _FOREIGN:
        if data.startswith(signature):
            raise _foreign(what, extension)
    if is_clipboard(data):
        return "clipboard"
    if stated in ("mhtml", "html", "") and is_mhtml(data):
        return "mhtml"
    if stated in ("pdf", "epub", "docx", "odt", "rtf", "warc", "wacz", "mhtml"):
        raise UserError(
            tr("The file's name ends in {extension}, but it is none.", extension=extension),
            kept=tr("Nothing was changed."),
            advice=tr("Get the file again, or give it the ending that fits what it is."),
        )
    if stated:
        return stated
    head = data[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if head.startswith((b"<!doctype html", b"<html", b"<?xml")) and b"<html" in data[:4096].lower():
        return "html"
    return "text"


def _zip_kind(data: bytes) -> str:
    from .package import Package

    with Package(data) as package:
        if package.has("word/document.xml"):
            return "docx"
        if package.has("META-INF/container.xml"):
            return "epub"
        if package.has("content.xml") and package.has("meta.xml"):
            return "odt"
        if package.has("datapackage.json") and any(name.startswith("archive/") for name in package.names()):
            return "wacz"
    raise _foreign("ZIP", "")


def _foreign(what: str, extension: str) -> UserError:
    return UserError(
        tr("This is a {what} file; it has no text that could be read.", what=what)
        if not extension
        else tr(
            "This is a {what} file, whatever its ending {extension} says.", what=what, extension=extension
        ),
        kept=tr("Nothing was changed."),
        advice=tr(
            "Text, Markdown, web pages, web archives, PDF, EPUB, DOCX, ODT and RTF files can be added."
        ),
    )


def capture(data: bytes, name: str, password: str | None) -> Capture | PdfCapture:
    """Read `data`, the file called `name`. A PDF answers with what reads it page by page."""
    kind = kind_of(data, name)
    if kind == "pdf":
        from .pdf import PdfCapture, open_pdf

        return PdfCapture(open_pdf(data, password), name)
    if kind == "html":
        from .html import read_html

        return read_html(fragment(data), name)
    if kind in ("mhtml", "warc", "wacz", "clipboard"):
        return _archived(data, name, kind)
    if kind in ("odt", "rtf"):
        from .convert import read_by_pandoc

        return read_by_pandoc(data, name, kind)
    if kind == "docx":
        from .docx import read_docx

        return read_docx(data, name)
    if kind == "epub":
        from .epub import read_epub

        return read_epub(data, name)
    return _text(data, name, markdown=kind == "markdown")


def _archived(data: bytes, name: str, kind: str) -> Capture:
    """A page inside a file with other things."""
    from .html import read_html
    from .package import Package
    from .warc import read_wacz, read_warc

    if kind == "wacz":
        with Package(data) as package:
            page = read_wacz(package)
    else:
        page = {"mhtml": read_mhtml, "clipboard": read_clipboard, "warc": read_warc}[kind](data)
    return read_html(page.data, name, encoding=page.encoding, origin=page.origin, media_type=_MEDIA[kind])


def _text(data: bytes, name: str, *, markdown: bool) -> Capture:
    from .metadata_text import describe
    from .plain import article

    decoded = decode(data, markup=False)
    text = layer(decoded.text)
    if not text.strip():
        raise UserError(tr("The file is empty."), kept=tr("Nothing was changed."))
    found, titles, bylines = describe(text, markdown=markdown)
    made, outline = article(text, markdown=markdown, titles=titles, bylines=bylines)
    return Capture(
        file_name=name,
        media_type=_MEDIA["markdown" if markdown else "text"],
        original=b"",
        sha256="",
        text=text,
        article=made,
        extractor="annotator-text",
        extractor_version=version("annotator"),
        main_end=len(text),
        outline=outline,
        fields=found.fields,
        authors=found.authors,
        authors_guessed=found.authors_guessed,
        warnings=decoded.warnings,
    )
