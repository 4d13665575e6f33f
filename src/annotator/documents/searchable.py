"""A PDF of scanned pages made searchable: invisible recognised text laid over its pictures. Worker only."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

from .engine import DAMAGE, pymupdf
from .pdf import damaged
from .reading import page_text
from .scans import is_scan

# What Tesseract is trained on; and the most pixels of a page (a large map is recognised at fewer dots).
_DOTS = 300
_MOST_PIXELS = 30_000_000


@dataclass(slots=True)
class Searchable:
    """A PDF on its way to being searchable."""

    document: Any

    def look(self, first: int, after: int) -> tuple[int, ...]:
        """Which of the pages `first` to `after` are scans."""
        found: list[int] = []
        for number in range(first, after):
            try:
                page = self.document.load_page(number)
                if is_scan(page, page_text(page)):
                    found.append(number)
            except DAMAGE:
                # A page that cannot be read is no scan that could be recognised.
                continue
        return tuple(found)

    def picture(self, number: int) -> tuple[bytes, int]:
        """A page as displayed, as a grey picture (PGM) and its dots per inch."""
        page = self.document.load_page(number)
        width, height = page.rect.width / 72, page.rect.height / 72
        dots = int(min(_DOTS, (_MOST_PIXELS / max(width * height, 0.01)) ** 0.5))
        if dots < 20:
            raise UserError(tr("Page {page} is too large to be recognised.", page=number + 1))
        try:
            drawn = page.get_pixmap(dpi=dots, colorspace=pymupdf.csGRAY, alpha=False)
        except DAMAGE as error:
            raise damaged(error) from error
        return drawn.tobytes("pgm"), dots

    def add(self, number: int, recognised: bytes) -> None:
        """Lay the recognised text over a page."""
        page = self.document.load_page(number)
        with pymupdf.open(stream=recognised, filetype="pdf") as layer:
            if layer.page_count:
                turned = page.rotation
                page.set_rotation(0)
                page.show_pdf_page(page.rect, layer, 0, rotate=turned, keep_proportion=False)
                page.set_rotation(turned)

    def finish(self) -> bytes:
        """The whole file, everything else in it as it was."""
        try:
            data: bytes = self.document.tobytes(garbage=1, deflate=True, encryption=pymupdf.PDF_ENCRYPT_KEEP)
        except DAMAGE as error:
            raise damaged(error) from error
        return data
