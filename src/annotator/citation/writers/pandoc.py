"""Pandoc as a subprocess: our document as its JSON AST in, a file's bytes out. No shell, no network, limits."""

from __future__ import annotations

import json
import shutil
import subprocess
from collections.abc import Iterable, Sequence
from functools import lru_cache
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from annotator.citation.richtext import Run
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

# The types of pandoc-types 1.23, which every pandoc from 3.0 on reads.
_API = [1, 23, 1]
# 5,000 entries of five quotations take about 15 s and 1 GB; beyond ten times that something is wrong.
_SECONDS = 180
_HEAP = "-M3g"

Node = dict[str, Any]


@lru_cache(maxsize=1)
def executable() -> str:
    """The pandoc to call: the one in pypandoc_binary's wheel, else the system's. Raises UserError."""
    spec = find_spec("pypandoc")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        for name in ("pandoc", "pandoc.exe"):
            if (path := Path(folder) / "files" / name).is_file():
                return str(path)
    found = shutil.which("pandoc")
    if found is None:
        raise UserError(
            tr("Pandoc, which writes documents, is not installed."),
            kept=tr("Nothing was written."),
            advice=tr("Install the package pypandoc_binary."),
        )
    return found


def convert(document: Node, to: str, options: Sequence[str] = ()) -> bytes:
    """`document` (pandoc's JSON AST) in the format `to`. Raises UserError where pandoc refuses or takes too long."""
    command = [
        executable(),
        "+RTS",
        _HEAP,
        "-RTS",
        "--sandbox",
        "--from=json",
        f"--to={to}",
        *options,
        "--output=-",
    ]
    try:
        done = subprocess.run(
            command, input=json.dumps(document).encode(), capture_output=True, timeout=_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise _failed("timeout") from error
    if done.returncode:
        raise _failed(done.stderr.decode("utf-8", "replace"))
    return done.stdout


def _failed(details: str) -> UserError:
    return UserError(
        tr("The document could not be made."),
        kept=tr("Nothing was written."),
        advice=tr("Try another format, for example HTML."),
        details=details,
    )


def document(blocks: Iterable[Node], *, title: str, lang: str) -> Node:
    """A whole document of `blocks`."""
    meta = {
        name: {"t": "MetaInlines", "c": [text(value)]} for name, value in (("title", title), ("lang", lang))
    }
    return {"pandoc-api-version": _API, "meta": meta, "blocks": list(blocks)}


def text(words: str) -> Node:
    """Words as one string; pandoc keeps its blanks."""
    return {"t": "Str", "c": words}


def words(content: str) -> list[Node]:
    """Words with the first set apart, as pandoc's own readers do: only there can Markdown mistake them for a
    list or a heading. The rest in one string is three times as fast as word by word."""
    first, blank, rest = content.partition(" ")
    return [
        *([text(first)] if first else []),
        *([{"t": "Space"}] if blank else []),
        *([text(rest)] if rest else []),
    ]


def dressed(run: Run, inlines: list[Node]) -> list[Node]:
    """`inlines` in the dress of `run`."""
    for on, kind in (
        (run.italic, "Emph"),
        (run.bold, "Strong"),
        (run.underline, "Underline"),
        (run.small_caps, "SmallCaps"),
        (run.superscript, "Superscript"),
        (run.subscript, "Subscript"),
    ):
        if on:
            inlines = [{"t": kind, "c": inlines}]
    if run.link:
        inlines = [{"t": "Link", "c": [attributes(), inlines, [run.link, ""]]}]
    return inlines


def attributes(**pairs: str) -> list[Any]:
    """A pandoc attribute; underscores in names are hyphens."""
    return ["", [], [[name.replace("_", "-"), value] for name, value in pairs.items() if value]]


def span(inlines: list[Node], **pairs: str) -> Node:
    """Inlines with attributes."""
    return {"t": "Span", "c": [attributes(**pairs), inlines]}


def div(blocks: list[Node], **pairs: str) -> Node:
    """Blocks with attributes."""
    return {"t": "Div", "c": [attributes(**pairs), blocks]}


def para(inlines: list[Node]) -> Node:
    """A paragraph."""
    return {"t": "Para", "c": inlines}


def header(level: int, inlines: list[Node]) -> Node:
    """A heading."""
    return {"t": "Header", "c": [level, attributes(), inlines]}


def table(header: list[Node], rows: list[list[Node]], widths: Sequence[float]) -> Node:
    """A table of cells with one block each; `widths` are parts of the page's."""

    def row(cells: list[Node]) -> list[Any]:
        return [attributes(), [[attributes(), {"t": "AlignDefault"}, 1, 1, [cell]] for cell in cells]]

    columns = [[{"t": "AlignDefault"}, {"t": "ColWidth", "c": width}] for width in widths]
    body = [attributes(), 0, [], [row(cells) for cells in rows]]
    head = [attributes(), [row(header)]]
    return {"t": "Table", "c": [attributes(), [None, []], columns, head, [body], [attributes(), []]]}
