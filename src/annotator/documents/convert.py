"""OpenDocument and rich text, by way of pandoc's HTML. Worker only."""

from __future__ import annotations

import re
import shutil
import subprocess
import sys
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from annotator.domain.document import Capture
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

from .blocks import flatten
from .found import Findings, person
from .html import compose, tree_of
from .metadata_docx import JUNK_TITLE
from .package import Package
from .sanitise import bounded
from .xml import parse_xml

_DC = "{http://purl.org/dc/elements/1.1/}"
_META = "{urn:oasis:names:tc:opendocument:xmlns:meta:1.0}"
# Below the worker's own limit, so that pandoc never outlives the request.
_SECONDS = 8
_TITLE_BLOCK = re.compile(r'<header id="title-block-header">.*?</header>', re.S)
_HEAP = "-M768m"
_MEDIA = {"odt": "application/vnd.oasis.opendocument.text", "rtf": "application/rtf"}


def read_by_pandoc(data: bytes, name: str, kind: str) -> Capture:
    """Read an ODT or RTF file. Raises UserError where it is damaged, takes too long or holds no text."""
    found = Findings()
    if kind == "odt":
        with Package(data) as package:
            _opendocument(package, found)
    # Writer calls footnotes what a reader that does not know them may leave out, and pandoc does.
    markup = _html(data.replace(rb"{\*\footnote", rb"{\footnote") if kind == "rtf" else data, kind)
    if kind == "rtf":
        _head(markup, found)
        # Pandoc sets the title it read above the text, where the file does not have it.
        markup = _TITLE_BLOCK.sub("", markup, count=1)
    blocks = flatten(tree_of(bounded(markup)))
    if not blocks:
        raise UserError(tr("The document holds no text."), kept=tr("Nothing was changed."))
    language = found.value("language")
    article, text, main_end, outline = compose(blocks, [], language)
    return Capture(
        file_name=name,
        media_type=_MEDIA[kind],
        original=b"",
        sha256="",
        text=text,
        article=article,
        extractor="annotator-pandoc",
        extractor_version=version("annotator"),
        main_end=main_end,
        outline=outline,
        fields=found.fields,
        authors=found.authors,
        authors_guessed=found.authors_guessed,
    )


def _program() -> str:
    spec = find_spec("pypandoc")
    for folder in (spec.submodule_search_locations if spec else None) or ():
        for name in ("pandoc", "pandoc.exe"):
            path = Path(folder) / "files" / name
            if path.is_file():
                return str(path)
    found = shutil.which("pandoc")
    if found is None:
        raise UserError(
            tr("Pandoc, which reads such documents, is not installed."),
            kept=tr("Nothing was changed."),
            advice=tr("Install the package pypandoc_binary, or save the document as DOCX."),
        )
    return found


def _html(data: bytes, kind: str) -> str:
    """Pandoc's HTML, sandboxed: it can neither read files nor the network."""
    command = [
        _program(),
        "+RTS",
        _HEAP,
        "-RTS",
        "--sandbox",
        f"--from={kind}",
        "--to=html5",
        "--standalone",
        "--wrap=none",
    ]
    try:
        done = subprocess.run(
            command, input=data, capture_output=True, timeout=_SECONDS, check=False, preexec_fn=_bounds()
        )
    except subprocess.TimeoutExpired as error:
        raise UserError(
            tr("The file took longer than {seconds} seconds to work on and was given up.", seconds=_SECONDS),
            kept=tr("Nothing was changed."),
            advice=tr("Save it as DOCX and try that."),
        ) from error
    if done.returncode != 0:
        raise UserError(
            tr("The file is damaged or incomplete."),
            kept=tr("Nothing was changed."),
            advice=tr("Open it in the program it was made with and save it again, best as DOCX."),
            details=done.stderr.decode(errors="replace")[-2000:],
        )
    return done.stdout.decode("utf-8", "replace")


def _bounds() -> Any:
    """Where the system knows such limits: pandoc ends by itself even where this process is killed meanwhile."""
    if sys.platform == "win32":
        return None
    import resource

    return lambda: resource.setrlimit(resource.RLIMIT_CPU, (_SECONDS, _SECONDS))


def _opendocument(package: Package, found: Findings) -> None:
    """What an OpenDocument file says about itself (part 3, 4.3): the author and dates are those of its first saving."""
    if not package.has("meta.xml"):
        return
    meta = parse_xml(package.read("meta.xml"))
    title = " ".join((meta.findtext(f".//{_DC}title") or "").split())
    if title and not JUNK_TITLE.fullmatch(title):
        found.state("title", title)
    creator = meta.findtext(f".//{_META}initial-creator") or meta.findtext(f".//{_DC}creator") or ""
    made = person(creator) if " " in creator.strip() else None
    found.people([made] if made else [], guessed=True)
    found.state("language", meta.findtext(f".//{_DC}language"))


def _head(markup: str, found: Findings) -> None:
    """The title and author that pandoc read from the file's own head."""
    head = markup[: markup.find("</head>")]
    title = re.search(r"<title>([^<]*)</title>", head)
    if title and len(title[1].strip()) > 1 and not JUNK_TITLE.fullmatch(title[1].strip()):
        from html import unescape

        found.state("title", unescape(title[1]))
    author = re.search(r'<meta name="author" content="([^"]*)"', head)
    made = person(author[1]) if author and " " in author[1].strip() else None
    found.people([made] if made else [], guessed=True)
