"""The body of a Word document in WordprocessingML (ECMA-376, part 1, chapter 17), from the outline that all formats share.

Text is put together as strings: ten thousand quotations take a second, most of it for the outline.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from urllib.parse import quote

from annotator.citation import outline, tables
from annotator.citation.document import Bibliography, DocumentKind
from annotator.citation.outline import Paragraph, Piece, Role
from annotator.citation.richtext import Run
from annotator.citation.text import is_right_to_left

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
R = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"

# Kind of style (paragraph, character, table) and its name in Word → its id in the document.
StyleId = Callable[[str, str], str]

_ESCAPES = {ord("&"): "&amp;", ord("<"): "&lt;", ord(">"): "&gt;", ord("\r"): None}
_BREAKS = {"\n": "<w:br/>", "\t": "<w:tab/>"}
_SPLIT = re.compile("([\n\t])")
_HEBREW = re.compile("[\u0590-\u05ff\ufb1d-\ufb4f]")
# Claim, stance, passage, citation, provisions: parts of the page.
_WIDTHS = (0.17, 0.16, 0.32, 0.22, 0.13)


class Body:
    """Makes the blocks; `links` holds every address met and the id of its relation, from `first_link` on.

    width   of the text on a page, in twentieths of a point
    """

    def __init__(self, style: StyleId, *, width: int, first_link: int) -> None:
        self.links: dict[str, str] = {}
        self._style = style
        self._width = width
        self._first_link = first_link
        self._heads: dict[tuple[Role, bool], str] = {}
        self._dress: dict[tuple[object, ...], str] = {}

    def blocks(self, bibliography: Bibliography) -> str:
        """All that stands in the body but the section's own properties."""
        made = [self._paragraph(one) for one in outline.front(bibliography)]
        if bibliography.kind is DocumentKind.EVIDENCE:
            made.append(self._table(tables.on_paper(bibliography)))
        made += [self._paragraph(one) for one in outline.back(bibliography)]
        if made[-1].endswith("</w:tbl>"):
            made.append("<w:p/>")  # Word wants a paragraph behind a table
        return "".join(made)

    def _paragraph(self, paragraph: Paragraph) -> str:
        role, right_to_left = paragraph.role, paragraph.right_to_left
        head = self._heads.get((role, right_to_left))
        if head is None:
            head = self._heads[role, right_to_left] = self._head(str(role), right_to_left)
        return f"{head}{self._runs(paragraph.pieces, right_to_left)}</w:p>"

    def _head(self, style: str, right_to_left: bool) -> str:
        direction = "<w:bidi/>" if right_to_left else ""
        name = self._style("paragraph", style)
        return f'<w:p><w:pPr><w:pStyle w:val="{name}"/>{direction}</w:pPr>'

    def _runs(self, pieces: Sequence[Piece], right_to_left: bool) -> str:
        """The pieces as runs; neighbours in one dress are one."""
        made: list[tuple[str, str, str]] = []
        for piece in pieces:
            run = piece.run
            hebrew = right_to_left and _HEBREW.search(run.text) is not None
            key = (
                piece.kind, right_to_left, hebrew, run.italic, run.bold, run.small_caps, run.underline,
                run.superscript, run.subscript, bool(run.link),
            )  # fmt: skip
            dress = self._dress.get(key)
            if dress is None:
                dress = self._dress[key] = self._dressed(piece, right_to_left, hebrew)
            if made and made[-1][0] == dress and not run.link:
                made[-1] = dress, "", made[-1][2] + run.text
            else:
                made.append((dress, run.link, run.text))
        return "".join([self._run(*one) for one in made])

    def _run(self, dress: str, link: str, words: str) -> str:
        made = f"<w:r>{dress}{_text(words)}</w:r>"
        return f'<w:hyperlink r:id="{self._relation(link)}">{made}</w:hyperlink>' if link else made

    def _dressed(self, piece: Piece, right_to_left: bool, hebrew: bool) -> str:
        """The properties of a run, in the order that the schema wants."""
        run = piece.run
        style = "Hyperlink" if run.link else str(piece.kind)
        name = self._style("character", style) if style else ""
        made = "".join(
            xml
            for on, xml in (
                (style, f'<w:rStyle w:val="{name}"/>'),
                (run.bold, "<w:b/><w:bCs/>"),
                (run.italic, "<w:i/><w:iCs/>"),
                (run.small_caps, "<w:smallCaps/>"),
                (run.underline, '<w:u w:val="single"/>'),
                (run.superscript, '<w:vertAlign w:val="superscript"/>'),
                (run.subscript and not run.superscript, '<w:vertAlign w:val="subscript"/>'),
                (right_to_left, "<w:rtl/>"),
                # The document's own language for such words is Arabic.
                (hebrew, '<w:lang w:bidi="he-IL"/>'),
            )
            if on
        )
        return f"<w:rPr>{made}</w:rPr>" if made else ""

    def _relation(self, address: str) -> str:
        if address not in self.links:
            self.links[address] = f"rId{self._first_link + len(self.links)}"
        return self.links[address]

    def _table(self, table: tables.Table) -> str:
        widths = [round(self._width * part) for part in _WIDTHS]
        grid = "".join(f'<w:gridCol w:w="{width}"/>' for width in widths)
        style = self._style("table", "Table")
        return (
            f'<w:tbl><w:tblPr><w:tblStyle w:val="{style}"/><w:tblW w:w="{sum(widths)}" w:type="dxa"/>'
            '<w:tblLayout w:type="fixed"/><w:tblLook w:val="0020" w:firstRow="1" w:lastRow="0" w:firstColumn="0"'
            f' w:lastColumn="0" w:noHBand="1" w:noVBand="1"/></w:tblPr><w:tblGrid>{grid}</w:tblGrid>'
            + self._row(table.header, widths, head=True)
            + "".join([self._row(row, widths) for row in table.rows])
            + "</w:tbl>"
        )

    def _row(self, cells: Iterable[str], widths: Iterable[int], *, head: bool = False) -> str:
        properties = f"<w:trPr><w:cantSplit/>{'<w:tblHeader/>' if head else ''}</w:trPr>"
        made = [
            f'<w:tc><w:tcPr><w:tcW w:w="{width}" w:type="dxa"/></w:tcPr>{self._cell(text, head)}</w:tc>'
            for text, width in zip(cells, widths, strict=True)
        ]
        return f"<w:tr>{properties}{''.join(made)}</w:tr>"

    def _cell(self, text: str, head: bool) -> str:
        right_to_left = is_right_to_left(text)
        inside = self._runs([Piece(Run(text, bold=head))], right_to_left) if text else ""
        return f"{self._head('Table Cell', right_to_left)}{inside}</w:p>"


def _text(words: str) -> str:
    words = words.translate(_ESCAPES)
    if "\n" not in words and "\t" not in words:
        return f'<w:t xml:space="preserve">{words}</w:t>'
    return "".join(
        _BREAKS.get(part) or f'<w:t xml:space="preserve">{part}</w:t>' for part in _SPLIT.split(words) if part
    )


def target(address: str) -> str:
    """An address as Word can read it; it calls the whole file damaged for one that is no URI (RFC 3986)."""
    return quote(re.sub(r"%(?![0-9A-Fa-f]{2})", "%25", address), safe="%:/?#@!$&'()*+,;=-._~")
