"""Word: real styles for every paragraph, set in our own reference document, so that a user can restyle it all."""

from __future__ import annotations

import io
import tempfile
import zipfile
from pathlib import Path

from annotator.citation.document import Bibliography
from annotator.citation.writers import pandoc
from annotator.citation.writers.atomic import write_atomically
from annotator.citation.writers.blocks import styled
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.resources import resource

# A DOCX is a zip of XML parts; ours lie as plain files in resources/bibliography/reference and are zipped here.
_FIXED_TIME = (2025, 1, 1, 0, 0, 0)
# A reference document of a user's: a letterhead with pictures is a few MB.
_MOST_BYTES = 64 << 20
_PARTS = {"[Content_Types].xml", "word/document.xml", "word/styles.xml"}


def write(bibliography: Bibliography, path: Path | None = None, *, reference: Path | None = None) -> bytes:
    """The document as DOCX; written to `path` atomically if given. `reference`: a Word file to take the styles from.

    Raises UserError where that is none.
    """
    tree = pandoc.document(
        styled(bibliography, lambda name, _: name), title=bibliography.title, lang=bibliography.locale
    )
    own = _checked(reference) if reference is not None else reference_document()
    with tempfile.TemporaryDirectory(prefix="annotator-docx-") as folder:
        file = Path(folder) / "reference.docx"
        file.write_bytes(own)
        data = pandoc.convert(tree, "docx", [f"--reference-doc={file}"])
    if path is not None:
        write_atomically(path, data)
    return data


def reference_document() -> bytes:
    """Our reference DOCX: page, footer and styles, without content. The same bytes every time."""
    return zipped(resource("bibliography", "reference"), first="[Content_Types].xml")


def zipped(base: Path, *, first: str) -> bytes:
    """The files below `base` as a zip with a fixed time, `first` at its head and, if it is no XML, uncompressed."""
    files = sorted(
        (f.relative_to(base).as_posix() != first, f.relative_to(base).as_posix(), f)
        for f in base.rglob("*")
        if f.is_file()
    )
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for _, name, file in files:
            info = zipfile.ZipInfo(name, _FIXED_TIME)
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, file.read_bytes())
    return buffer.getvalue()


def _checked(file: Path) -> bytes:
    """The bytes of a user's reference document, if it is one."""
    try:
        if file.stat().st_size > _MOST_BYTES:
            raise _no_reference(file, tr("It is larger than {n} MB.", n=_MOST_BYTES >> 20))
        data = file.read_bytes()
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            if missing := _PARTS - set(archive.namelist()):
                raise _no_reference(file, ", ".join(sorted(missing)))
    except (OSError, zipfile.BadZipFile) as error:
        raise _no_reference(file, str(error)) from error
    return data


def _no_reference(file: Path, details: str) -> UserError:
    return UserError(
        tr("This is no Word document to take styles from."),
        file=file,
        kept=tr("Nothing was written."),
        advice=tr("Choose a DOCX file, for example an exported bibliography whose styles you changed."),
        details=details,
    )
