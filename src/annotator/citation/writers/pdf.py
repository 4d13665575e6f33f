"""PDF by Typst: tagged (PDF/UA-1), with bookmarks, in any script that a font on this machine has.

Every word reaches Typst as a string literal, so nothing in a source can act as markup. Nothing is fetched: the
document imports no package and reads no file.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

from annotator.citation import outline, tables
from annotator.citation.document import Bibliography, DocumentKind, Problem, ProblemKind
from annotator.citation.outline import Kind, Paragraph, Piece, Role
from annotator.citation.text import is_right_to_left
from annotator.citation.writers import Written
from annotator.citation.writers.atomic import write_atomically
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.resources import resource

_CONTROLS = re.compile("[\x00-\x1f\x7f-\x9f]")


def write(bibliography: Bibliography, path: Path | None = None) -> Written:
    """The document as PDF; written to `path` atomically if given. Raises UserError.

    Letters that no font has are reported; such a PDF cannot be PDF/UA, so it is then only a tagged one.
    """
    import typst

    preamble = resource("bibliography", "preamble.typ").read_text("utf-8")
    source = "\n".join((preamble, _head(bibliography), *_body(bibliography))).encode()
    problems: tuple[Problem, ...] = ()
    try:
        data = typst.compile(source, format="pdf", pdf_standards="ua-1", timestamp=0)
    except typst.TypstError as error:
        try:
            data = typst.compile(source, format="pdf", timestamp=0)
        except typst.TypstError as worse:
            raise UserError(
                tr("The document could not be made."),
                kept=tr("Nothing was written."),
                advice=tr("Try another format, for example HTML."),
                details=str(worse),
            ) from worse
        problems = (_said(str(error)),)
    if path is not None:
        write_atomically(path, data)
    return Written(data, problems)


def _said(error: str) -> Problem:
    if "display" in error or "glyph" in error:
        found = re.search(r"`(.+?)`", error)
        message = tr(
            "No font on this computer has the letters of “{words}”.", words=found.group(1) if found else "…"
        )
        return Problem(ProblemKind.UNPRINTABLE, message)
    return Problem(
        ProblemKind.UNPRINTABLE, tr("The PDF does not conform to PDF/UA: {why}", why=error.splitlines()[0])
    )


def literal(text: str) -> str:
    """`text` as a Typst string."""
    quoted = text.replace("\\", "\\\\").replace('"', '\\"')
    return '"' + _CONTROLS.sub(lambda match: f"\\u{{{ord(match.group()):x}}}", quoted) + '"'


def _head(bibliography: Bibliography) -> str:
    lang, _, region = bibliography.locale.partition("-")
    place = f", region: {literal(region.lower())}" if len(region) == 2 else ""
    return (
        f"#set document(title: {literal(bibliography.title)})\n"
        f"#set text(lang: {literal(lang.lower() if re.fullmatch('[A-Za-z]{2,3}', lang) else 'en')}{place})"
    )


def _body(bibliography: Bibliography) -> Iterator[str]:
    yield from map(_paragraph, outline.front(bibliography))
    if bibliography.kind is DocumentKind.EVIDENCE:
        table = tables.on_paper(bibliography)
        head = ", ".join(f"strong({literal(cell)})" for cell in table.header)
        rows = (f"  {', '.join(map(_cell, row))}," for row in table.rows)
        yield "\n".join((f"#evidence(({head},),", *rows, ")"))
    yield from map(_paragraph, outline.back(bibliography))


def _cell(text: str) -> str:
    return f"[{_RIGHT_TO_LEFT if is_right_to_left(text) else ''}#{literal(text)}]"


_RIGHT_TO_LEFT = "#set text(dir: rtl);"
_FUNCTIONS: Mapping[Role, str] = {
    Role.TITLE: "doctitle",
    Role.SUBTITLE: "subtitle",
    Role.HEADING: "heading1",
    Role.DETAIL: "status",
    Role.ENTRY: "entry",
    Role.ANNOTATION: "annotation",
    Role.QUOTE: "quotation",
    Role.PROVISION: "linked",
    Role.CLAIM: "linked",
    Role.NOTE: "remark",
    Role.INSTRUMENT: "entry",
    Role.CITE: "indexed",
    Role.INDEX: "indexed",
}
_KINDS = {Kind.LOCATOR: "muted", Kind.WARNING: "warned", Kind.STANCE: "strong"}


def _paragraph(paragraph: Paragraph) -> str:
    inner = "".join(_piece(piece) for piece in paragraph.pieces)
    made = f"#{_FUNCTIONS[paragraph.role]}[{inner}]"
    return f"#[{_RIGHT_TO_LEFT}{made}]" if paragraph.right_to_left else made


def _piece(piece: Piece) -> str:
    run = piece.run
    made = f"#{literal(run.text)}"
    for on, function in (
        (run.italic, "emph"),
        (run.bold, "strong"),
        (run.small_caps, "smallcaps"),
        (run.underline, "underline"),
        (run.superscript, "super"),
        (run.subscript, "sub"),
    ):
        if on:
            made = f"#{function}[{made}]"
    if run.link:
        made = f"#link({literal(run.link)})[{made}]"
    return f"#{_KINDS[piece.kind]}[{made}]" if piece.kind in _KINDS else made
