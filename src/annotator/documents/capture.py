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

if TYPE_CHECKING:
    from .pdf import PdfCapture

_EXTENSIONS = {
    ".txt": "text", ".text": "text", ".md": "markdown", ".markdown": "markdown", ".html": "html", ".htm": "html",
    ".xhtml": "html", ".xht": "html", ".pdf": "pdf", ".epub": "epub", ".docx": "docx",
}  # fmt: skip
_MEDIA = {
    "text": "text/plain",
    "markdown": "text/markdown",
    "html": "text/html",
    "pdf": "application/pdf",
    "epub": "application/epub+zip",
    "docx": "application/vnd.openxmlformats-officedocument.wordprocessingml.document",
}
# Beginnings of common files that are none of ours, with what to call them.
_FOREIGN = (
    (b"\x89PNG\r\n", "PNG"), (b"\xff\xd8\xff", "JPEG"), (b"GIF8", "GIF"), (b"RIFF", "RIFF"), (b"II*\x00", "TIFF"),
    (b"MM\x00*", "TIFF"), (b"\x1f\x8b", "gzip"), (b"7z\xbc\xaf\x27\x1c", "7z"), (b"Rar!", "RAR"), (b"\x7fELF", "ELF"),
    (b"SQLite format 3\x00", "SQLite"), (b"{\\rtf", "RTF"), (b"\xd0\xcf\x11\xe0", "Word 97"), (b"MZ\x90", "EXE"),
    (b"%!PS", "PostScript"), (b"AT&TFORM", "DjVu"),
)  # fmt: skip


def kind_of(data: bytes, name: str) -> str:
    """text, markdown, html, pdf, epub or docx. Raises UserError for anything else, naming it where it can."""
    extension = PurePath(name).suffix.lower()
    stated = _EXTENSIONS.get(extension, "")
    if not data.strip():
        raise UserError(tr("The file is empty."), kept=tr("Nothing was changed."))
    if b"%PDF-" in data[:1024]:
        return "pdf"
    if data.startswith(b"PK\x03\x04"):
        return _zip_kind(data)
    for signature, what in _FOREIGN:
        if data.startswith(signature):
            raise _foreign(what, extension)
    if stated in ("pdf", "epub", "docx"):
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
    raise _foreign("ZIP", "")


def _foreign(what: str, extension: str) -> UserError:
    return UserError(
        tr("This is a {what} file; it has no text that could be read.", what=what)
        if not extension
        else tr(
            "This is a {what} file, whatever its ending {extension} says.", what=what, extension=extension
        ),
        kept=tr("Nothing was changed."),
        advice=tr("Text, Markdown, HTML, PDF, EPUB and DOCX files can be added."),
    )


def capture(data: bytes, name: str, password: str | None) -> Capture | PdfCapture:
    """Read `data`, the file called `name`. A PDF answers with what reads it page by page."""
    kind = kind_of(data, name)
    if kind == "pdf":
        from .pdf import PdfCapture, open_pdf

        return PdfCapture(open_pdf(data, password), name)
    if kind == "html":
        from .html import read_html

        return read_html(data, name)
    if kind == "docx":
        from .docx import read_docx

        return read_docx(data, name)
    if kind == "epub":
        from .epub import read_epub

        return read_epub(data, name)
    return _text(data, name, markdown=kind == "markdown")


def _text(data: bytes, name: str, *, markdown: bool) -> Capture:
    from .metadata_text import describe
    from .plain import article

    decoded = decode(data, markup=False)
    text = layer(decoded.text)
    if not text.strip():
        raise UserError(tr("The file is empty."), kept=tr("Nothing was changed."))
    found, titles, bylines = describe(text, markdown=markdown)
    made, outline = article(text, markdown=markdown, titles=titles, bylines=bylines)
    warnings: tuple[str, ...] = ()
    if decoded.guessed:
        warnings = (
            tr("The file does not say its encoding; it was read as {encoding}.", encoding=decoded.encoding),
        )  # fmt: skip
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
        warnings=warnings,
    )
