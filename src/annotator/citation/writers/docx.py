"""Word: real styles for every paragraph, set in our own reference document, so that a user can restyle it all.

Written directly (docs/decisions/010-word-without-pandoc.md).
"""

from __future__ import annotations

from pathlib import Path

from annotator.citation.document import Bibliography
from annotator.citation.writers import wordfile
from annotator.citation.writers.atomic import write_atomically
from annotator.citation.writers.wordml import Body
from annotator.domain.errors import UserError
from annotator.domain.files import open_regular
from annotator.domain.i18n import tr
from annotator.domain.resources import resource

# A reference document of a user's: a letterhead with pictures is a few MB.
_MOST_BYTES = 64 << 20


def write(bibliography: Bibliography, path: Path | None = None, *, reference: Path | None = None) -> bytes:
    """The document as DOCX; written to `path` atomically if given. `reference`: a Word file to take the styles from.

    Styles of ours that it lacks are put in. Raises UserError where it is no Word file.
    """
    try:
        data = _made(bibliography, None if reference is None else _read(reference))
    except wordfile.NotWord as error:
        raise _no_reference(reference or Path(), str(error)) from error
    if path is not None:
        write_atomically(path, data)
    return data


def _made(bibliography: Bibliography, reference: bytes | None) -> bytes:
    """Raises NotWord where the reference is none."""
    lender = usual = wordfile.Lender(reference_document())
    if reference is not None:
        lender = wordfile.Lender(reference)
        lender.styles.completed_by(usual.styles)
    lender.styles.speak(bibliography.locale)
    body = Body(lender.styles.id, width=lender.text_width, first_link=lender.first_link)
    blocks = body.blocks(bibliography)
    return wordfile.assembled(lender, blocks, body.links, title=bibliography.title, lang=bibliography.locale)


def reference_document() -> bytes:
    """Our reference DOCX: page, footer and styles, without content. The same bytes every time."""
    return zipped(resource("bibliography", "reference"), first="[Content_Types].xml")


def zipped(base: Path, *, first: str) -> bytes:
    """The files below `base` as a zip with a fixed time, `first` at its head."""
    parts = dict(wordfile.below(base))
    return wordfile.zipped({first: parts.pop(first), **parts})


def _read(file: Path) -> bytes:
    try:
        with open_regular(file) as stream:
            data = stream.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _no_reference(file, str(error)) from error
    if len(data) > _MOST_BYTES:
        raise _no_reference(file, tr("It is larger than {n} MB.", n=_MOST_BYTES >> 20))
    return data


def _no_reference(file: Path, details: str) -> UserError:
    return UserError(
        tr("This is no Word document to take styles from."),
        file=file,
        kept=tr("Nothing was written."),
        advice=tr("Choose a DOCX file, for example an exported bibliography whose styles you changed."),
        details=details,
    )
