"""The formats an annotated bibliography is written in. Each returns bytes; a file is written whole or not at all."""

from __future__ import annotations

from pathlib import Path

from annotator.citation.document import Bibliography
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

FORMATS = {"docx": (".docx",), "html": (".html", ".htm"), "markdown": (".md", ".markdown")}


def format_of(path: Path, wanted: str = "") -> str:
    """The format to write `path` in: `wanted` (docx, html, markdown, md), else by its ending. Raises UserError."""
    asked = wanted.lower().lstrip(".") or path.suffix.lower().lstrip(".")
    for name, endings in FORMATS.items():
        if asked == name or f".{asked}" in endings:
            return name
    raise UserError(
        tr("A bibliography cannot be written as “{format}”.", format=asked or path.name),
        file=path,
        kept=tr("Nothing was written."),
        advice=tr("Use a name that ends in .docx, .html or .md."),
    )


def write(bibliography: Bibliography, path: Path | None = None, wanted: str = "") -> bytes:
    """Render in `wanted` or by the ending of `path`; write `path` atomically if given. Raises UserError."""
    name = format_of(path or Path(), wanted)
    if name == "docx":
        from annotator.citation.writers import docx

        return docx.write(bibliography, path)
    if name == "html":
        from annotator.citation.writers import html

        return html.write(bibliography, path)
    from annotator.citation.writers import markdown

    return markdown.write(bibliography, path)
