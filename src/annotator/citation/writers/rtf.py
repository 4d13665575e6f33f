"""RTF 1.9, written by hand: named styles, hanging indents, every letter as a Unicode escape where it is not ASCII."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from annotator.citation import outline, tables
from annotator.citation.document import Bibliography, DocumentKind
from annotator.citation.outline import Kind, Paragraph, Piece, Role
from annotator.citation.text import is_right_to_left
from annotator.citation.writers.atomic import write_atomically

# Twips (1/1440 inch) and half points. A4 with margins of 2.5 cm leaves 9,070 twips.
_WIDTH = 9070
_BODY = r"\fs23"
_STYLES = {
    Role.TITLE: r"\s1\sb0\sa60\keepn\b\fs36",
    Role.SUBTITLE: r"\s2\sb0\sa360\cf2\fs21",
    Role.HEADING: r"\s3\sb360\sa160\keepn\outlinelevel0\b\fs27",
    Role.DETAIL: r"\s4\sb0\sa160\keepn\i\cf2" + _BODY,
    Role.ENTRY: r"\s5\sb240\sa100\keep\li720\fi-720" + _BODY,
    Role.ANNOTATION: r"\s6\sb0\sa120\li720" + _BODY,
    Role.QUOTE: r"\s7\sb100\sa40\keep\li1080\ri567\fs22",
    Role.PROVISION: r"\s8\sb0\sa20\li1364\ri567\fi-284\cf2\fs20",
    Role.CLAIM: r"\s9\sb0\sa20\li1364\ri567\fi-284\cf2\fs20",
    Role.NOTE: r"\s10\sb20\sa40\li1080\ri567\i\cf2\fs20",
    Role.INSTRUMENT: r"\s11\sb0\sa120\li720\fi-720" + _BODY,
    Role.CITE: r"\s12\sb0\sa80\li720\fi-720" + _BODY,
    Role.INDEX: r"\s13\sb0\sa60\li720\fi-720" + _BODY,
}
_KINDS = {Kind.LOCATOR: r"\cf2 ", Kind.WARNING: r"\b\cf3 ", Kind.STANCE: r"\b\cf1 "}
_COLUMNS = (0.17, 0.33, 0.65, 0.87, 1.0)


def write(bibliography: Bibliography, path: Path | None = None) -> bytes:
    """The document as RTF; written to `path` atomically if given. Raises UserError."""
    styles = "".join(f"{{{controls} {role};}}" for role, controls in _STYLES.items())
    head = (
        r"{\rtf1\ansi\ansicpg1252\uc1\deff0{\fonttbl{\f0\froman Times New Roman;}}"
        r"{\colortbl;\red28\green27\blue26;\red90\green90\blue90;\red176\green0\blue32;"
        r"\red201\green195\blue182;}"
        rf"{{\stylesheet{{\s0\f0{_BODY} Normal;}}{styles}}}"
        rf"{{\info{{\title {escaped(bibliography.title)}}}}}"
        "\\paperw11906\\paperh16838\\margl1418\\margr1418\\margt1418\\margb1418\n"
        r"{\footer\pard\qc\f0\fs18{\field{\*\fldinst PAGE}{\fldrslt 1}}\par}"
    )
    data = "\n".join((head, *_body(bibliography), "}\n")).encode("ascii")
    if path is not None:
        write_atomically(path, data)
    return data


def escaped(text: str) -> str:
    """`text` in ASCII: RTF's own signs escaped, all else as UTF-16 units (`\\uN?`), as the standard asks."""
    parts = []
    for char in text:
        if char in "\\{}":
            parts.append(f"\\{char}")
        elif char in "\n\t":
            parts.append(" ")
        elif " " <= char <= "~":
            parts.append(char)
        else:
            units = char.encode("utf-16-le", "replace")
            for at in range(0, len(units), 2):
                parts.append(f"\\u{int.from_bytes(units[at : at + 2], 'little', signed=True)} ?")
    return "".join(parts)


def _body(bibliography: Bibliography) -> Iterator[str]:
    yield from map(_paragraph, outline.front(bibliography))
    if bibliography.kind is DocumentKind.EVIDENCE:
        table = tables.on_paper(bibliography)
        yield _row(table.header, r"\trhdr", r"\b ")
        for row in table.rows:
            yield _row(row, "", "")
    yield from map(_paragraph, outline.back(bibliography))


def _paragraph(paragraph: Paragraph) -> str:
    direction = r"\rtlpar\qr" if paragraph.right_to_left else r"\ltrpar"
    inner = "".join(_piece(piece) for piece in paragraph.pieces)
    return rf"\pard\plain\f0{_STYLES[paragraph.role]}{direction} {inner}\par"


def _piece(piece: Piece) -> str:
    run = piece.run
    controls = "".join(
        word
        for on, word in (
            (run.italic, r"\i "),
            (run.bold, r"\b "),
            (run.small_caps, r"\scaps "),
            (run.underline, r"\ul "),
            (run.superscript, r"\super "),
            (run.subscript, r"\sub "),
        )
        if on
    )
    controls += _KINDS.get(piece.kind, "")
    direction = r"\rtlch " if is_right_to_left(run.text) else ""
    text = f"{{{controls}{direction}{escaped(run.text)}}}"
    if run.link:
        target = run.link.replace("\\", "%5C").replace('"', "%22")
        return rf'{{\field{{\*\fldinst HYPERLINK "{escaped(target)}"}}{{\fldrslt {text}}}}}'
    return text


def _row(cells: tuple[str, ...], controls: str, dress: str) -> str:
    line = r"\brdrs\brdrw5\brdrcf4"
    edges = "".join(
        rf"\clbrdrt{line}\clbrdrl{line}\clbrdrb{line}\clbrdrr{line}"
        rf"\clpadt57\clpadft3\clpadb57\clpadfb3\cellx{round(_WIDTH * part)}"
        for part in _COLUMNS
    )
    inner = "".join(_cell(cell, dress) for cell in cells)
    return rf"\trowd{controls}\trkeep\trgaph80{edges}{inner}\row"


def _cell(cell: str, dress: str) -> str:
    direction = r"\rtlpar\qr" if is_right_to_left(cell) else ""
    return rf"\pard\plain\intbl\f0\fs18{direction} {{{dress}{escaped(cell)}}}\cell"
