"""The formats a document is written in. Each writer returns bytes; a file is written whole or not at all."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from annotator.citation.document import Bibliography, Problem
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

FORMATS = {
    "docx": (".docx",),
    "odt": (".odt",),
    "pdf": (".pdf",),
    "html": (".html", ".htm"),
    "markdown": (".md", ".markdown"),
    "latex": (".tex", ".latex"),
    "rtf": (".rtf",),
    "csv": (".csv",),
    "xlsx": (".xlsx",),
}


@dataclass(frozen=True, slots=True)
class Choices:
    """What concerns a format only.

    project         id of the project; with it the quotations in HTML link back to their passages
    reference_docx  a Word file whose styles, page and footer are used instead of ours
    """

    project: str = ""
    reference_docx: Path | None = None


@dataclass(frozen=True, slots=True)
class Written:
    """A rendered document, and what a person should look at in it (letters that no font here has)."""

    data: bytes
    problems: tuple[Problem, ...] = ()


def format_of(path: Path, wanted: str = "") -> str:
    """The format to write `path` in: `wanted` (a name or ending of FORMATS), else by its ending. Raises UserError."""
    asked = wanted.lower().lstrip(".") or path.suffix.lower().lstrip(".")
    for name, endings in FORMATS.items():
        if asked == name or f".{asked}" in endings:
            return name
    raise UserError(
        tr("A bibliography cannot be written as “{format}”.", format=asked or path.name),
        file=path,
        kept=tr("Nothing was written."),
        advice=tr("Use a name that ends in {endings}.", endings=", ".join(e[0] for e in FORMATS.values())),
    )


def write(
    bibliography: Bibliography, path: Path | None = None, wanted: str = "", choices: Choices | None = None
) -> Written:
    """Render in `wanted` or by the ending of `path`; write `path` atomically if given. Raises UserError."""
    from annotator.citation.writers.atomic import write_atomically

    made = _render(bibliography, format_of(path or Path(), wanted), choices or Choices())
    if path is not None:
        write_atomically(path, made.data)
    return made


def _render(bibliography: Bibliography, name: str, choices: Choices) -> Written:
    # Imported one by one: each brings what the others do not need.
    match name:
        case "docx":
            from annotator.citation.writers import docx

            return Written(docx.write(bibliography, reference=choices.reference_docx))
        case "odt":
            from annotator.citation.writers import odt

            return Written(odt.write(bibliography))
        case "pdf":
            from annotator.citation.writers import pdf

            return pdf.write(bibliography)
        case "html":
            from annotator.citation.writers import html

            return Written(html.write(bibliography, project=choices.project))
        case "markdown":
            from annotator.citation.writers import markdown

            return Written(markdown.write(bibliography))
        case "latex":
            from annotator.citation.writers import latex

            return Written(latex.write(bibliography))
        case "rtf":
            from annotator.citation.writers import rtf

            return Written(rtf.write(bibliography))
        case "csv":
            from annotator.citation.writers import spreadsheet

            return Written(spreadsheet.csv_bytes(bibliography))
        case _:
            from annotator.citation.writers import spreadsheet

            return Written(spreadsheet.xlsx_bytes(bibliography))
