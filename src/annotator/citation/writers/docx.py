"""Word: real styles for every paragraph, set in our own reference document, so that a user can restyle it all."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from annotator.citation.document import Bibliography
from annotator.citation.outline import Paragraph, Role, paragraphs
from annotator.citation.writers import pandoc
from annotator.citation.writers.atomic import write_atomically
from annotator.domain.resources import resource

# A DOCX is a zip of XML parts; ours lie as plain files in resources/bibliography/reference and are zipped here.
_FIXED_TIME = (2025, 1, 1, 0, 0, 0)


def write(bibliography: Bibliography, path: Path | None = None) -> bytes:
    """The bibliography as DOCX; written to `path` atomically if given. Raises UserError."""
    blocks = [_block(p) for p in paragraphs(bibliography) if p.role is not Role.TITLE]
    tree = pandoc.document(blocks, title=bibliography.title, lang=bibliography.locale)
    with tempfile.TemporaryDirectory(prefix="annotator-docx-") as folder:
        reference = Path(folder) / "reference.docx"
        reference.write_bytes(reference_document())
        data = pandoc.convert(tree, "docx", [f"--reference-doc={reference}"])
    if path is not None:
        write_atomically(path, data)
    return data


def reference_document() -> bytes:
    """Our reference DOCX: page, footer and styles, without content. The same bytes every time."""
    base = resource("bibliography", "reference")
    files = sorted((f for f in base.rglob("*") if f.is_file()), key=lambda f: _order(f.relative_to(base)))
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for file in files:
            info = zipfile.ZipInfo(file.relative_to(base).as_posix(), _FIXED_TIME)
            info.compress_type = zipfile.ZIP_DEFLATED
            archive.writestr(info, file.read_bytes())
    return buffer.getvalue()


def _order(part: Path) -> tuple[bool, str]:
    # Open Packaging wants the list of content types first.
    return (part.name != "[Content_Types].xml", part.as_posix())


def _block(paragraph: Paragraph) -> pandoc.Node:
    inlines: list[pandoc.Node] = []
    direction = "rtl" if paragraph.right_to_left else ""
    for piece in paragraph.pieces:
        made = pandoc.dressed(piece.run, [pandoc.text(piece.run.text)])
        if piece.kind or direction:
            made = [pandoc.span(made, custom_style=str(piece.kind), dir=direction)]
        inlines += made
    if paragraph.role is Role.HEADING:
        return pandoc.header(1, inlines)
    # Div and Para with a style of our own: a BlockQuote would bring pandoc's style instead.
    return pandoc.div([pandoc.para(inlines)], custom_style=str(paragraph.role), dir=direction)
