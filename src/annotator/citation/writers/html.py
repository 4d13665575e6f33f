"""HTML: one file that needs nothing else, runs nothing, and prints well."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path

from annotator.citation import outline, richtext, tables
from annotator.citation.document import Bibliography, DocumentKind
from annotator.citation.outline import Kind, Paragraph, Role
from annotator.citation.text import is_right_to_left
from annotator.citation.writers.atomic import write_atomically
from annotator.domain.addresses import Address, spelt
from annotator.domain.resources import resource

_TAGS = {Role.TITLE: "h1", Role.HEADING: "h2", Role.QUOTE: "blockquote"}


def write(bibliography: Bibliography, path: Path | None = None, *, project: str = "") -> bytes:
    """The document as one HTML file (UTF-8); written to `path` atomically if given. Raises UserError.

    With a project's id each quotation is a link that reopens its passage in Annotator, where that is installed.
    """
    css = resource("bibliography", "bibliography.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    parts = [_block(paragraph, project) for paragraph in outline.front(bibliography)]
    if bibliography.kind is DocumentKind.EVIDENCE:
        parts.append(_table(bibliography, project))
    parts += [_block(paragraph, project) for paragraph in outline.back(bibliography)]
    body = "\n".join(parts)
    page = (
        f'<!DOCTYPE html>\n<html lang="{escape(bibliography.locale)}">\n<head>\n<meta charset="utf-8">\n'
        f'<meta http-equiv="Content-Security-Policy" content="{policy}">\n'
        '<meta name="viewport" content="width=device-width, initial-scale=1">\n'
        '<meta name="generator" content="Annotator">\n'
        f"<title>{escape(bibliography.title)}</title>\n<style>{css}</style>\n</head>\n"
        f"<body>\n<main>\n{body}\n</main>\n</body>\n</html>\n"
    )
    data = page.encode()
    if path is not None:
        write_atomically(path, data)
    return data


def _table(bibliography: Bibliography, project: str) -> str:
    table = tables.on_paper(bibliography)
    head = "".join(f'<th scope="col">{escape(cell, quote=False)}</th>' for cell in table.header)
    rows = []
    for row, given in zip(table.rows, bibliography.evidence, strict=True):
        cells = []
        for number, cell in enumerate(row):
            made = escape(cell, quote=False)
            if project and number == 2:
                made = f'<a href="{escape(spelt(Address(project, given.quote.annotation_id)))}">{made}</a>'
            direction = ' dir="rtl"' if is_right_to_left(cell) else ""
            cells.append(f"<td{direction}>{made}</td>")
        rows.append(f"<tr>{''.join(cells)}</tr>")
    return (
        f'<table class="evidence">\n<thead><tr>{head}</tr></thead>\n<tbody>\n'
        + "\n".join(rows)
        + "\n</tbody>\n</table>"
    )


def _block(paragraph: Paragraph, project: str) -> str:
    tag = _TAGS.get(paragraph.role, "p")
    name = str(paragraph.role).lower().replace(" ", "-")
    anchor = f' id="annotation-{escape(paragraph.annotation_id)}"' if paragraph.role is Role.QUOTE else ""
    direction = ' dir="rtl"' if paragraph.right_to_left else ""
    parts = []
    for piece in paragraph.pieces:
        made = richtext.to_html((piece.run,))
        if piece.kind is Kind.QUOTED:
            made = f"<q>{made}</q>"
            if project and paragraph.annotation_id:
                made = f'<a href="{escape(spelt(Address(project, paragraph.annotation_id)))}">{made}</a>'
        elif piece.kind:
            made = f'<span class="{str(piece.kind).lower().replace(" ", "-")}">{made}</span>'
        parts.append(made)
    return f'<{tag} class="{name}"{anchor}{direction}>{"".join(parts)}</{tag}>'
