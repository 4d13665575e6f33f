"""LaTeX: a whole document for LuaLaTeX or XeLaTeX with one command for each kind of paragraph, to be restyled there."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

from annotator.citation import outline, tables
from annotator.citation.document import Bibliography, DocumentKind
from annotator.citation.outline import Kind, Paragraph, Piece, Role
from annotator.citation.text import is_right_to_left
from annotator.citation.writers.atomic import write_atomically
from annotator.domain.resources import resource

_SIGNS = {
    "\\": r"\textbackslash{}",
    "{": r"\{",
    "}": r"\}",
    "$": r"\$",
    "&": r"\&",
    "#": r"\#",
    "_": r"\_",
    "%": r"\%",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
    "\u00a0": "~",
    "`": r"\textasciigrave{}",
    "'": r"\textquotesingle{}",
    "<": r"\textless{}",
    ">": r"\textgreater{}",
    '"': r"\textquotedbl{}",
}
_COMMANDS = {
    Role.TITLE: "anntitle",
    Role.SUBTITLE: "annsubtitle",
    Role.HEADING: "section*",
    Role.DETAIL: "annstatus",
    Role.ENTRY: "annentry",
    Role.ANNOTATION: "annannotation",
    Role.QUOTE: "annquote",
    Role.PROVISION: "annlink",
    Role.CLAIM: "annlink",
    Role.NOTE: "annnote",
    Role.INSTRUMENT: "annentry",
    Role.CITE: "annentry",
    Role.INDEX: "annentry",
}
_KINDS = {Kind.LOCATOR: "annlocator", Kind.WARNING: "annwarning", Kind.STANCE: "annstance"}


def write(bibliography: Bibliography, path: Path | None = None) -> bytes:
    """The document as LaTeX (UTF-8); written to `path` atomically if given. Raises UserError."""
    preamble = resource("bibliography", "preamble.tex").read_text("utf-8")
    body = "\n\n".join(_body(bibliography))
    title = escaped(bibliography.title)
    page = f"{preamble}\\hypersetup{{pdftitle={{{title}}}}}\n\\begin{{document}}\n\n{body}\n\n\\end{{document}}\n"
    data = page.encode()
    if path is not None:
        write_atomically(path, data)
    return data


def escaped(text: str) -> str:
    """`text` so that LaTeX prints it letter by letter: two hyphens, too, are two hyphens and no dash."""
    return re.sub("-(?=-)", "-{}", "".join(_SIGNS.get(char, char) for char in text))


def _body(bibliography: Bibliography) -> Iterator[str]:
    yield from map(_paragraph, outline.front(bibliography))
    if bibliography.kind is DocumentKind.EVIDENCE:
        table = tables.on_paper(bibliography)
        rows = [" & ".join(rf"\textbf{{{escaped(cell)}}}" for cell in table.header)]
        rows += [" & ".join(map(_cell, row)) for row in table.rows]
        head, *rest = (f"{row} \\\\ \\hline" for row in rows)
        yield "\n".join((r"\begin{annevidence}", r"\hline", head, r"\endhead", *rest, r"\end{annevidence}"))
    yield from map(_paragraph, outline.back(bibliography))


def _cell(text: str) -> str:
    return rf"\annrtl{{{escaped(text)}}}" if is_right_to_left(text) else escaped(text)


def _paragraph(paragraph: Paragraph) -> str:
    inner = "".join(_piece(piece) for piece in paragraph.pieces)
    if paragraph.right_to_left:
        inner = rf"\annrtl{{{inner}}}"
    return rf"\{_COMMANDS[paragraph.role]}{{{inner}}}"


def _piece(piece: Piece) -> str:
    run = piece.run
    text = escaped(run.text)
    for on, command in (
        (run.italic, "emph"),
        (run.bold, "textbf"),
        (run.small_caps, "textsc"),
        (run.underline, "underline"),
        (run.superscript, "textsuperscript"),
        (run.subscript, "textsubscript"),
    ):
        if on:
            text = rf"\{command}{{{text}}}"
    if run.link:
        text = rf"\href{{{_address(run.link)}}}{{{text}}}"
    return rf"\{_KINDS[piece.kind]}{{{text}}}" if piece.kind in _KINDS else text


def _address(link: str) -> str:
    # What an address may not hold is percent-encoded; what LaTeX would read in it is escaped for hyperref.
    safe = re.sub(r"[\\{}^`\"<>~\s]", lambda match: f"%{ord(match.group()):02X}", link)
    return re.sub(r"([%#&_$])", r"\\\1", safe)
