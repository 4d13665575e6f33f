"""A document's paragraphs and table as pandoc's blocks with styles of our own, for LibreOffice."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from annotator.citation import outline, tables
from annotator.citation.document import Bibliography, DocumentKind
from annotator.citation.outline import Paragraph, Role
from annotator.citation.text import is_right_to_left
from annotator.citation.writers import pandoc

# Role or kind, and whether it is written from right to left → the style's name in the format.
StyleName = Callable[[str, bool], str]


def styled(bibliography: Bibliography, name: StyleName) -> Iterator[pandoc.Node]:
    """All blocks but the title, which is the document's own."""
    for paragraph in outline.front(bibliography):
        if paragraph.role is not Role.TITLE:
            yield block(paragraph, name)
    if bibliography.kind is DocumentKind.EVIDENCE:
        table = tables.on_paper(bibliography)
        yield pandoc.table(
            [_cell(text, name, head=True) for text in table.header],
            [[_cell(text, name) for text in row] for row in table.rows],
            _WIDTHS,
        )
    for paragraph in outline.back(bibliography):
        yield block(paragraph, name)


# Claim, stance, passage, citation, provisions: parts of the page.
_WIDTHS = (0.17, 0.16, 0.32, 0.22, 0.13)


def block(paragraph: Paragraph, name: StyleName) -> pandoc.Node:
    """One paragraph in its style."""
    inlines: list[pandoc.Node] = []
    direction = "rtl" if paragraph.right_to_left else ""
    for piece in paragraph.pieces:
        made = pandoc.dressed(piece.run, [pandoc.text(piece.run.text)])
        if piece.kind or direction:
            kind = name(str(piece.kind), False) if piece.kind else ""
            made = [pandoc.span(made, custom_style=kind, dir=direction)]
        inlines += made
    if paragraph.role is Role.HEADING:
        return pandoc.header(1, inlines)
    # Div and Para with a style of our own: a BlockQuote would bring pandoc's style instead.
    style = name(str(paragraph.role), paragraph.right_to_left)
    return pandoc.div([pandoc.para(inlines)], custom_style=style, dir=direction)


def _cell(text: str, name: StyleName, *, head: bool = False) -> pandoc.Node:
    rtl = is_right_to_left(text)
    inlines: list[pandoc.Node] = [pandoc.text(text)] if text else []
    if head:
        inlines = [{"t": "Strong", "c": inlines}]
    elif rtl:
        inlines = [pandoc.span(inlines, dir="rtl")]
    return pandoc.div([pandoc.para(inlines)], custom_style=name("Table Cell", rtl), dir="rtl" if rtl else "")
