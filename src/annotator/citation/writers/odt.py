"""OpenDocument: the same styles as in Word, under names without blanks, which is all that pandoc's writer finds."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from annotator.citation.document import Bibliography, DocumentKind
from annotator.citation.writers import pandoc, wordfile
from annotator.citation.writers.atomic import write_atomically
from annotator.citation.writers.blocks import styled
from annotator.citation.writers.docx import zipped
from annotator.domain.resources import resource


def write(bibliography: Bibliography, path: Path | None = None) -> bytes:
    """The document as ODT; written to `path` atomically if given. Raises UserError."""
    tree = pandoc.document(styled(bibliography, _name), title=bibliography.title, lang=bibliography.locale)
    with tempfile.TemporaryDirectory(prefix="annotator-odt-") as folder:
        file = Path(folder) / "reference.odt"
        file.write_bytes(reference_document())
        data = pandoc.convert(tree, "odt", [f"--reference-doc={file}"])
    if bibliography.kind is DocumentKind.EVIDENCE:
        data = _ruled(data)
    if path is not None:
        write_atomically(path, data)
    return data


def _ruled(data: bytes) -> bytes:
    """The file with lines around the cells of its table: pandoc's ODT has none, and no style of ours reaches them."""
    with zipfile.ZipFile(io.BytesIO(data)) as file:
        parts = {one.filename: file.read(one) for one in file.infolist()}
    lines = b'<style:table-cell-properties fo:border="0.5pt solid #c9c3b6" fo:padding="0.1cm" />'
    bare = b'<style:table-cell-properties fo:border="none" />'
    parts["content.xml"] = parts["content.xml"].replace(bare, lines)
    return wordfile.zipped(parts)


def reference_document() -> bytes:
    """Our reference ODT: page, footer and styles, without content. The same bytes every time."""
    return zipped(resource("bibliography", "reference-odt"), first="mimetype")


def _name(role: str, right_to_left: bool) -> str:
    # pandoc's ODT knows no direction; each style has a twin for words from right to left.
    return role.replace(" ", "") + ("RightToLeft" if right_to_left else "")
