"""The entries of a BibTeX file apart from each other, each with its line: a broken one does not take the rest along."""

from __future__ import annotations

import logging
import re
from collections.abc import Iterator
from dataclasses import dataclass, field

from annotator.domain.i18n import tr

# What it would print about broken blocks is in our own report.
logging.getLogger("bibtexparser").addHandler(logging.NullHandler())
logging.getLogger("bibtexparser").propagate = False
# Entries begin where a line begins with one; files are parsed a piece at a time.
_START = re.compile(r"^[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(]", re.MULTILINE)
_FIELD = re.compile(r"\s*([A-Za-z][\w-]*)\s*=\s*(?=\S)")
_BRACE = re.compile(r"\\.|[{}]", re.DOTALL)
_PIECE = 1 << 16
# One entry of this size is no entry; the parser would take seconds on it.
_LARGEST = 2 << 20


@dataclass(frozen=True, slots=True)
class Block:
    """An entry with its fields (names in small letters, values as written), or the reason why it is none."""

    line: int
    type: str = ""
    key: str = ""
    fields: dict[str, str] = field(default_factory=dict)
    reason: str = ""
    done: float = 1.0


def looks_like(text: str) -> bool:
    """Whether a text is BibTeX: an entry with a key or a definition."""
    return re.search(r"(?:^|\n|\r)[ \t]*@[ \t]*[A-Za-z]+[ \t]*[{(][^@=\n\r]*[,=\n\r]", text) is not None


def count(text: str) -> int:
    """About how many entries there are."""
    found = re.findall(r"(?:^|[\n\r])[ \t]*@[ \t]*([A-Za-z]+)[ \t]*[{(]", text)
    return sum(name.casefold() not in ("comment", "string", "preamble") for name in found)


def blocks(text: str) -> Iterator[Block]:
    """The entries of a file. Strings (`@string`) are resolved."""
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    strings: dict[str, str] = {}
    line = 1
    for start, end in _pieces(text):
        done = end / max(1, len(text))
        yield from _parsed(text[start:end], line, strings, done)
        line += text.count("\n", start, end)


def _pieces(text: str) -> Iterator[tuple[int, int]]:
    start = 0
    for match in _START.finditer(text):
        if match.start() - start >= _PIECE:
            yield start, match.start()
            start = match.start()
    if start < len(text):
        yield start, len(text)


def _parsed(piece: str, line: int, strings: dict[str, str], done: float) -> Iterator[Block]:
    from bibtexparser import model
    from bibtexparser.entrypoint import parse_string

    if len(piece) > _LARGEST:
        yield Block(line, reason=tr("it is too large, or the one before it has no end"), done=done)
        return
    for found in parse_string(piece, parse_stack=[]).blocks:
        at = line + (found.start_line or 0)
        block: model.Block | None = found
        if isinstance(block, (model.DuplicateBlockKeyBlock, model.DuplicateFieldKeyBlock)):
            block = block.ignore_error_block
        if isinstance(block, model.String):
            strings[block.key.casefold()] = resolved(block.value, strings)
        elif isinstance(block, model.Entry):
            fields: dict[str, str] = {}
            for one in block.fields:
                for name, value in _apart(one.key, str(one.value)):
                    fields.setdefault(name.casefold().strip(), resolved(value, strings))
            yield Block(at, block.entry_type.casefold(), block.key.strip(), fields, done=done)
        elif isinstance(block, model.ParsingFailedBlock):
            yield Block(at, reason=tr("its braces or quotation marks do not match"), done=done)


def _apart(name: str, value: str) -> Iterator[tuple[str, str]]:
    """A field, and those after it where the comma between them is missing: `title={A} year={2001}`."""
    value = value.strip()
    start = 0
    while True:
        end = _end_of_group(value, start) if value.startswith("{", start) else len(value)
        following = _FIELD.match(value, end) if end < len(value) else None
        if following is None:
            yield name, value[start:]
            return
        yield name, value[start:end]
        name, start = following[1], following.end()


def _end_of_group(value: str, start: int) -> int:
    """Where the group ends that begins at `start`; the value's length where it does not."""
    depth = 0
    for found in _BRACE.finditer(value, start):
        depth += {"{": 1, "}": -1}.get(found[0], 0)
        if depth == 0 and found[0] == "}":
            return found.end()
    return len(value)


def resolved(value: str, strings: dict[str, str]) -> str:
    """The value as LaTeX: without the braces or quotation marks around it, `#` joined, names of strings replaced."""
    parts = []
    for part in _joined(value):
        part = part.strip()
        if len(part) > 1 and ((part[0] == "{" and part[-1] == "}") or (part[0] == part[-1] == '"')):
            parts.append(part[1:-1])
        else:
            parts.append(strings.get(part.casefold(), part))
    return "".join(parts)


def _joined(value: str) -> Iterator[str]:
    """What stands between the `#` outside braces and quotation marks."""
    if "#" not in value:
        yield value
        return
    depth, quoted, start = 0, False, 0
    for place, sign in enumerate(value):
        if sign == "\\":
            continue
        if sign in "{}" and value[place - 1 : place] != "\\":
            depth += 1 if sign == "{" else -1
        elif sign == '"' and depth == 0:
            quoted = not quoted
        elif sign == "#" and depth == 0 and not quoted:
            yield value[start:place]
            start = place + 1
    yield value[start:]
