"""PDF: text layer in MuPDF's reading order, pages with their printed labels, outline. Worker only."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any

from annotator.domain.document import Capture, OutlineEntry, Page
from annotator.domain.errors import PasswordNeeded, UserError
from annotator.domain.i18n import tr, trn

from .article import layer
from .engine import DAMAGE, pymupdf
from .filed import Filed
from .furniture import Sheet
from .heads import Edges, edges, hidden
from .pagelabels import page_labels
from .reading import RULES, page_sheet, words_of
from .scans import is_scan

_MOST_PAGES = 100_000


def open_pdf(data: bytes | Filed, password: str | None) -> Any:
    """Open a PDF, unlocked. Raises PasswordNeeded or UserError."""
    try:
        document = data.open() if isinstance(data, Filed) else pymupdf.open(stream=data, filetype="pdf")
    except DAMAGE as error:
        raise damaged(error) from error
    if document.needs_pass and not document.authenticate(password or ""):
        raise PasswordNeeded(
            tr("The password is wrong.") if password else tr("The file is protected by a password."),
            kept=tr("Nothing was changed."),
            advice=tr("Enter the password to open it."),
        )
    if not document.is_pdf or not 0 < document.page_count <= _MOST_PAGES:
        raise damaged(None)
    return document


def damaged(error: Exception | None) -> UserError:
    """The file cannot be read as a PDF."""
    return UserError(
        tr("The file is damaged or incomplete: no page of it can be read."),
        kept=tr("Nothing was changed."),
        advice=tr("Get the file again from where it came, or repair it in a PDF program."),
        details=repr(error) if error else "",
    )


@dataclass(slots=True)
class PdfCapture:
    """A PDF being read, a few pages at a request."""

    document: Any
    name: str
    texts: list[str] = field(default_factory=list)
    edges: list[Edges] = field(default_factory=list)
    unfinished: float = 0.0
    unread: int = 0
    scans: int = 0

    def read(self, first: int, after: int) -> None:
        """Read the pages `first` to `after` (end exclusive)."""
        for number in range(first, after):
            try:
                page = self.document.load_page(number)
                sheet = page_sheet(page, self.unfinished)
                text = words_of(sheet)
                self.scans += is_scan(page, text)
            except DAMAGE:
                # One broken page of a hundred is no reason to lose the others.
                sheet, text = Sheet(0.0, ()), ""
                self.unread += 1
            self.unfinished = sheet.unfinished
            self.texts.append(text)
            self.edges.append(edges(sheet, len(text)))

    def finish(self) -> Capture:
        """The capture, without its original."""
        pages: list[Page] = []
        position = 0
        labels = self._labels()
        for text, label, furniture in zip(self.texts, labels, hidden(self.edges), strict=True):
            there = tuple((position + low, position + high) for low, high in furniture)
            pages.append(Page(position, position + len(text), label, there))
            position += len(text) + 2
        whole = "\n\n".join(self.texts)
        warnings = []
        if self.document.is_repaired:
            warnings.append(
                tr("The file was damaged and has been repaired for reading; parts of it may be missing.")
            )
        if self.unread:
            warnings.append(tr("{n} pages could not be read.", n=self.unread))
        if self.unread == len(self.texts):
            raise damaged(None)
        if self.scans:
            warnings.append(
                trn(
                    "{n} page is a picture without text: areas of it can be marked, words only after recognising them (OCR).",
                    "{n} pages are pictures without text: areas of them can be marked, words only after recognising them (OCR).",
                    self.scans,
                )
            )
        elif not whole.strip():
            warnings.append(tr("The file holds no text: nothing in it can be marked or searched."))
        from .metadata_pdf import describe

        found = describe(self.document, self.texts)
        return Capture(
            file_name=self.name,
            media_type="application/pdf",
            original=b"",
            sha256="",
            text=whole,
            article=None,
            extractor="pymupdf",
            extractor_version=f"{pymupdf.VersionBind} rules {RULES}",
            main_end=len(whole),
            pages=tuple(pages),
            outline=self._outline(pages),
            fields=found.fields,
            authors=found.authors,
            authors_guessed=found.authors_guessed,
            warnings=tuple(warnings),
        )

    def _labels(self) -> list[str]:
        count = len(self.texts)
        plain = [str(number + 1) for number in range(count)]
        try:
            labels = page_labels(self.document)
        except DAMAGE:
            return plain
        return [label or number for label, number in zip(labels, plain, strict=True)] if labels else plain

    def _outline(self, pages: list[Page]) -> tuple[OutlineEntry, ...]:
        try:
            entries = self.document.get_toc(simple=True)
        except DAMAGE:
            return ()
        return tuple(
            OutlineEntry(max(int(level), 1), " ".join(layer(title).split()), pages[page - 1].start)
            for level, title, page in entries
            if 1 <= page <= len(pages) and title.strip()
        )
