"""Markdown (CommonMark): readable as it is, without raw HTML."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annotator.citation import outline, tables
from annotator.citation.document import Bibliography, DocumentKind
from annotator.citation.outline import Kind, Paragraph, Role
from annotator.citation.writers import pandoc
from annotator.citation.writers.atomic import write_atomically

# CommonMark with no extension that would print HTML or attributes; smart quotes stay the characters they are.
_TARGET = "commonmark-raw_html-smart+pipe_tables"

_FORGOTTEN = re.compile(r"(&(?=#?\w+;)|^~(?=~~))")


def write(bibliography: Bibliography, path: Path | None = None) -> bytes:
    """The bibliography as Markdown; written to `path` atomically if given. Raises UserError."""
    tree = pandoc.document(_blocks(bibliography), title=bibliography.title, lang=bibliography.locale)
    data = pandoc.convert(tree, _TARGET, ["--wrap=none"])
    if path is not None:
        write_atomically(path, data)
    return data


def _blocks(bibliography: Bibliography) -> Iterator[pandoc.Node]:
    yield from _paragraphs(outline.front(bibliography))
    if bibliography.kind is DocumentKind.EVIDENCE:
        table = tables.on_paper(bibliography)
        yield pandoc.table(
            [_cell(cell) for cell in table.header],
            [[_cell(cell) for cell in row] for row in table.rows],
            [0.2] * len(table.header),
        )
    yield from _paragraphs(outline.back(bibliography))


def _cell(text: str) -> pandoc.Node:
    return {"t": "Plain", "c": _escaped(pandoc.words(text))}


def _paragraphs(paragraphs: Iterator[Paragraph]) -> Iterator[pandoc.Node]:
    """Quotations and what belongs to them become one block quote each."""
    quoted: list[pandoc.Node] = []
    for paragraph in paragraphs:
        if quoted and (paragraph.role in (Role.QUOTE, Role.CITE) or not paragraph.annotation_id):
            yield {"t": "BlockQuote", "c": quoted}
            quoted = []
        inlines = _inlines(paragraph)
        if paragraph.annotation_id and paragraph.role is not Role.CITE:
            quoted.append(pandoc.para(inlines))
        elif paragraph.role is Role.TITLE:
            yield pandoc.header(1, inlines)
        elif paragraph.role is Role.HEADING:
            yield pandoc.header(2, inlines)
        elif paragraph.role in (Role.SUBTITLE, Role.DETAIL):
            yield pandoc.para([{"t": "Emph", "c": inlines}])
        else:
            yield pandoc.para(inlines)
    if quoted:
        yield {"t": "BlockQuote", "c": quoted}


def _inlines(paragraph: Paragraph) -> list[pandoc.Node]:
    inlines: list[pandoc.Node] = []
    for piece in paragraph.pieces:
        made = pandoc.dressed(piece.run, _escaped(pandoc.words(piece.run.text)))
        inlines += [{"t": "Strong", "c": made}] if piece.kind in (Kind.STANCE, Kind.WARNING) else made
    return inlines


def _escaped(nodes: list[pandoc.Node]) -> list[pandoc.Node]:
    """`nodes` with a backslash where pandoc's CommonMark writer forgets it: before what reads as an entity (`&amp;`)
    and before a word of tildes, which would open a code block."""
    escaped: list[pandoc.Node] = []
    for node in nodes:
        if node["t"] != "Str":
            escaped.append(node)
            continue
        for number, part in enumerate(_FORGOTTEN.split(node["c"])):
            if number % 2:
                escaped.append({"t": "RawInline", "c": ["commonmark", f"\\{part}"]})
            elif part:
                escaped.append(pandoc.text(part))
    return escaped
