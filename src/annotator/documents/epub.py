"""EPUB books: the spine's chapters as one article. Worker only."""

from __future__ import annotations

import posixpath
from importlib.metadata import version
from typing import Any
from urllib.parse import unquote

from annotator.domain.document import Capture, OutlineEntry
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

from .article import compact
from .blocks import flatten
from .crossrefs import Where
from .encoding import decode
from .html import compose, tree_of
from .metadata_epub import describe
from .package import Package
from .sanitise import bounded
from .xml import parse_xml

_CONTAINER = "{urn:oasis:names:tc:opendocument:xmlns:container}"
_OPF = "{http://www.idpf.org/2007/opf}"
_NCX = "{http://www.daisy.org/z3986/2005/ncx/}"
_XHTML = "{http://www.w3.org/1999/xhtml}"
_OPS = "{http://www.idpf.org/2007/ops}"
_PAGES = ("application/xhtml+xml", "text/html", "application/xml")
_MOST_CHAPTERS = 5_000
_DEEPEST = 12


def read_epub(data: bytes, name: str) -> Capture:
    """Read a book. Raises UserError where it is damaged, locked by DRM or holds no text."""
    with Package(data) as package:
        if package.has("META-INF/rights.xml") or _locked(package):
            raise UserError(
                tr("The book is locked by its shop and cannot be read."), kept=tr("Nothing was changed.")
            )
        opf_path, opf = _opf(package)
        items = _manifest(opf, opf_path)
        chapters = _spine(opf, items, package)
        blocks: list[Any] = []
        firsts: dict[str, int] = {}
        for path in chapters:
            firsts[path] = len(blocks)
            page = tree_of(bounded(decode(package.read(path), markup=True).text))
            blocks += flatten(page, Where(path))
        entries = _contents(package, opf, items)
        found = describe(opf)
    if not blocks:
        raise UserError(tr("The book holds no text."), kept=tr("Nothing was changed."))
    language = found.fields.get("language")
    article, text, main_end, headings = compose(blocks, [], language.value if language else "")
    return Capture(
        file_name=name,
        media_type="application/epub+zip",
        original=b"",
        sha256="",
        text=text,
        article=article,
        extractor="annotator-epub",
        extractor_version=version("annotator"),
        main_end=main_end,
        outline=_outline(entries, firsts, blocks, text) or headings,
        fields=found.fields,
        authors=found.authors,
        authors_guessed=found.authors_guessed,
    )


def _locked(package: Package) -> bool:
    """Whether chapters are encrypted; fonts may be (that is only obfuscation)."""
    if not package.has("META-INF/encryption.xml"):
        return False
    root = parse_xml(package.read("META-INF/encryption.xml"))
    targets = [
        element.get("URI", "") for element in root.iter() if str(element.tag).endswith("CipherReference")
    ]
    return any(target.lower().endswith((".xhtml", ".html", ".htm", ".xml")) for target in targets)


def _opf(package: Package) -> tuple[str, Any]:
    container = parse_xml(package.read("META-INF/container.xml"), doctype=True)
    for root in container.iter(f"{_CONTAINER}rootfile"):
        path = root.get("full-path", "")
        if package.has(path):
            return path, parse_xml(package.read(path), doctype=True)
    raise UserError(tr("The book has no table of its parts: it is damaged."), kept=tr("Nothing was changed."))


def _manifest(opf: Any, opf_path: str) -> dict[str, tuple[str, str, str]]:
    """Item id → path in the package, media type, properties."""
    return {
        item.get("id", ""): (
            _join(opf_path, item.get("href", "")),
            item.get("media-type", ""),
            item.get("properties", ""),
        )
        for item in opf.iter(f"{_OPF}item")
    }


def _join(base: str, href: str) -> str:
    return posixpath.normpath(posixpath.join(posixpath.dirname(base), unquote(href.split("#", 1)[0])))


def _spine(opf: Any, items: dict[str, tuple[str, str, str]], package: Package) -> list[str]:
    paths: dict[str, None] = {}
    for reference in opf.iter(f"{_OPF}itemref"):
        path, media, properties = items.get(reference.get("idref", ""), ("", "", ""))
        # The printed table of contents is no text of the book.
        if media in _PAGES and package.has(path) and "nav" not in properties.split():
            paths[path] = None
        if len(paths) >= _MOST_CHAPTERS:
            break
    return list(paths)


def _contents(
    package: Package, opf: Any, items: dict[str, tuple[str, str, str]]
) -> list[tuple[int, str, str]]:
    """(level, title, path) of each entry of the navigation: EPUB 3's, else EPUB 2's."""
    for path, _, properties in items.values():
        if "nav" in properties.split() and package.has(path):
            root = parse_xml(package.read(path), doctype=True)
            for nav in root.iter(f"{_XHTML}nav"):
                if "toc" in (nav.get(f"{_OPS}type") or "toc").split():
                    return [entry for top in nav.findall(f"{_XHTML}ol") for entry in _nav(top, path, 1)]
    for path, media, _ in items.values():
        if media == "application/x-dtbncx+xml" and package.has(path):
            root = parse_xml(package.read(path), doctype=True)
            return [entry for top in root.iter(f"{_NCX}navMap") for entry in _ncx(top, path, 1)]
    return []


def _nav(listing: Any, base: str, level: int) -> list[tuple[int, str, str]]:
    entries: list[tuple[int, str, str]] = []
    for item in listing.findall(f"{_XHTML}li"):
        link = item.find(f"{_XHTML}a")
        if link is not None:
            title = " ".join("".join(link.itertext()).split())
            entries.append((level, title, _join(base, link.get("href", ""))))
        if level < _DEEPEST:
            for inner in item.findall(f"{_XHTML}ol"):
                entries += _nav(inner, base, level + 1)
    return entries


def _ncx(parent: Any, base: str, level: int) -> list[tuple[int, str, str]]:
    entries: list[tuple[int, str, str]] = []
    for point in parent.findall(f"{_NCX}navPoint"):
        title = " ".join((point.findtext(f"{_NCX}navLabel/{_NCX}text") or "").split())
        content = point.find(f"{_NCX}content")
        if content is not None:
            entries.append((level, title, _join(base, content.get("src", ""))))
        if level < _DEEPEST:
            entries += _ncx(point, base, level + 1)
    return entries


def _outline(
    entries: list[tuple[int, str, str]], firsts: dict[str, int], blocks: list[Any], text: str
) -> tuple[OutlineEntry, ...]:
    """Navigation entries with offsets: at the words of the title in its chapter, else where the chapter begins."""
    from .align import advance

    counts = [len(compact("".join(block.itertext()))) for block in blocks]
    starts: dict[str, int] = {}
    position = at = 0
    for path, first in firsts.items():
        position = advance(text, position, sum(counts[at:first]))
        at = first
        while position < len(text) and text[position].isspace():
            position += 1
        starts[path] = position
    made: list[OutlineEntry] = []
    for level, title, path in entries:
        if not title or path not in starts:
            continue
        begin = max(starts[path], made[-1].start if made and made[-1].start >= starts[path] else 0)
        found = text.find(title, begin, begin + 200_000)
        following = min((start for start in starts.values() if start > starts[path]), default=len(text))
        made.append(OutlineEntry(level, title, found if 0 <= found < following else starts[path]))
    return tuple(made)
