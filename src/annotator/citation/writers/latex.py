"""LaTeX: a whole document for LuaLaTeX or XeLaTeX with one command for each kind of paragraph, to be restyled there."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import cache
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
    Role.CITE: "annindex",
    Role.INDEX: "annindex",
}
_KINDS = {Kind.LOCATOR: "annlocator", Kind.WARNING: "annwarning", Kind.STANCE: "annstance"}


def write(bibliography: Bibliography, path: Path | None = None) -> bytes:
    """The document as LaTeX (UTF-8); written to `path` atomically if given. Raises UserError."""
    preamble = resource("bibliography", "preamble.tex").read_text("utf-8")
    body = "\n\n".join(_body(bibliography))
    title = _plain(bibliography.title)
    page = f"{preamble}\\hypersetup{{pdftitle={{{title}}}}}\n\\begin{{document}}\n\n{body}\n\n\\end{{document}}\n"
    data = page.encode()
    if path is not None:
        write_atomically(path, data)
    return data


def escaped(text: str) -> str:
    """`text` so that LaTeX prints it letter by letter: two hyphens, too, are two hyphens and no dash.

    Letters that the font of the document may lack are given to `\\annletters`, which looks for one that has them.
    """
    return "".join(_letters(run, script) if other else _plain(run) for other, script, run in _runs(text))


def _letters(run: str, script: str) -> str:
    made = rf"\annletters{{{script}}}{{{ord(run[0])}}}{{{_plain(run)}}}"
    return rf"\annright{{{made}}}" if script in _TO_THE_LEFT else made


def _plain(text: str) -> str:
    # An italic correction and not "{}", which leaves nothing between two letters that LuaTeX could see.
    return re.sub("-(?=-)", r"-\\/", "".join(_SIGNS.get(char, char) for char in text))


# What every font for Latin letters has: Latin with its accents, dashes, quotation marks.
_COMMON = re.compile("[\x00-\u017f\u2010-\u2027\u202f-\u203a\u20ac]")
_RIGHT_TO_LEFT = "\u0590-\u08ff\ufb1d-\ufdff\ufe70-\ufeff"
# From the first letter or digit of another script to the last before the next that runs to the left.
_TO_THE_RIGHT = re.compile(
    f"((?:(?![{_RIGHT_TO_LEFT}])\\w)(?:[^{_RIGHT_TO_LEFT}]*(?:(?![{_RIGHT_TO_LEFT}])\\w))?)"
)
_LONG = 24
# Scripts whose letters change with their neighbours: the font must be told (fontspec's names).
_TO_THE_LEFT = ("Arabic", "Hebrew", "Syriac")
_SHAPED = (*_TO_THE_LEFT, "Devanagari", "Bengali", "Tamil", "Thai", "Khmer")


def _runs(text: str) -> Iterator[tuple[bool, str, str]]:
    """Stretches of one script: whether its letters are uncommon, the script's name where it must be told, the words.

    Blanks between words of one shaped script belong to them: such words may run from right to left.
    """
    run, last = "", ""
    for word in re.findall(r"\s+|\S", text):
        name = last if unicodedata.category(word[0]).startswith("M") else _script(word[0])
        if word.isspace():
            name = last if last in _SHAPED else ""
        if name != last and run:
            yield from _run(run, last)
            run = ""
        run, last = run + word, name
    yield from _run(run, last)


def _run(run: str, name: str) -> Iterator[tuple[bool, str, str]]:
    words = run.rstrip() if name in _SHAPED else run
    if words:
        yield bool(name), name if name in _SHAPED else "", words
    if run != words:
        yield False, "", run[len(words) :]


@cache
def _script(char: str) -> str:
    """ "" for what every font has, else the first word of the character's name: "Arabic", "Armenian", "Check" …"""
    return (
        ""
        if _COMMON.match(char)
        else unicodedata.name(char, "Other").split(" ")[0].split("-")[0].capitalize()
    )


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
    if is_right_to_left(text):
        return rf"\annrtl{{{_leftward(text)}}}"
    return _breakable(text)


def _breakable(text: str) -> str:
    """Words that are too long for a line, addresses most of all, may be broken behind their signs."""
    return " ".join(
        re.sub(r"(?<=[/.?=-])(?=\w)", r"\\allowbreak{}", escaped(word))
        if len(word) > _LONG
        else escaped(word)
        for word in text.split(" ")
    )


def _paragraph(paragraph: Paragraph) -> str:
    inner = "".join(_piece(piece, paragraph.right_to_left) for piece in paragraph.pieces)
    if paragraph.right_to_left:
        inner = rf"\annrtl{{{inner}}}"
    return rf"\{_COMMANDS[paragraph.role]}{{{inner}}}"


def _leftward(text: str) -> str:
    """Words for a paragraph from right to left: TeX must be told where they run the other way."""
    parts = [text] if not re.search(f"[{_RIGHT_TO_LEFT}]", text) else _TO_THE_RIGHT.split(text)
    made = []
    for part in parts:
        words = part.strip()
        if not words or re.search(f"[{_RIGHT_TO_LEFT}]", words) or not any(map(str.isalnum, words)):
            made.append(escaped(part))
        else:
            before, after = part[: part.index(words)], part[part.index(words) + len(words) :]
            made.append(rf"{before}\annleft{{{escaped(words)}}}{after}")
    return "".join(made)


def _piece(piece: Piece, to_the_left: bool = False) -> str:
    run = piece.run
    text = _leftward(run.text) if to_the_left else _breakable(run.text)
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
