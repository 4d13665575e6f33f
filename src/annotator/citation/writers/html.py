"""HTML: one file that needs nothing else, runs nothing, and prints well."""

from __future__ import annotations

import base64
import hashlib
from html import escape
from pathlib import Path

from annotator.citation import richtext
from annotator.citation.document import Bibliography
from annotator.citation.outline import Kind, Paragraph, Role, paragraphs
from annotator.citation.writers.atomic import write_atomically
from annotator.domain.resources import resource

_TAGS = {Role.TITLE: "h1", Role.HEADING: "h2", Role.QUOTE: "blockquote"}


def write(bibliography: Bibliography, path: Path | None = None) -> bytes:
    """The bibliography as one HTML file (UTF-8); written to `path` atomically if given. Raises UserError."""
    css = resource("bibliography", "bibliography.css").read_text("utf-8")
    digest = base64.b64encode(hashlib.sha256(css.encode()).digest()).decode()
    policy = f"default-src 'none'; style-src 'sha256-{digest}'; base-uri 'none'; form-action 'none'"
    body = "\n".join(_block(paragraph) for paragraph in paragraphs(bibliography))
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


def _block(paragraph: Paragraph) -> str:
    tag = _TAGS.get(paragraph.role, "p")
    name = str(paragraph.role).lower().replace(" ", "-")
    anchor = f' id="annotation-{escape(paragraph.annotation_id)}"' if paragraph.role is Role.QUOTE else ""
    direction = ' dir="rtl"' if paragraph.right_to_left else ""
    parts = []
    for piece in paragraph.pieces:
        made = richtext.to_html((piece.run,))
        if piece.kind is Kind.QUOTED:
            made = f"<q>{made}</q>"
        elif piece.kind:
            made = f'<span class="{str(piece.kind).lower().replace(" ", "-")}">{made}</span>'
        parts.append(made)
    return f'<{tag} class="{name}"{anchor}{direction}>{"".join(parts)}</{tag}>'
