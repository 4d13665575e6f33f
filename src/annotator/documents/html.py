"""Web pages: the main article first, then everything else of the page. Worker only."""

from __future__ import annotations

from importlib.metadata import version
from typing import Any

from lxml import etree
from lxml import html as lxml_html

from annotator.domain.document import Capture, OutlineEntry
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

from .article import BLOCKS, compact, document, holds, runs_leftwards, text_of
from .blocks import flatten, grouped
from .crossrefs import Where, tie
from .encoding import decode
from .found import Findings
from .sanitise import bounded, sanitise
from .savedpage import Origin, noted, without_data

_LARGEST = 32 << 20
# Of a long article only its beginning and end can say who wrote it and when.
_HEAD = 20_000


def tree_of(markup: str) -> Any:
    """A body element of sanitised markup. Elements nested without end are cut down to their text."""
    parser = lxml_html.HTMLParser(no_network=True, remove_comments=True, remove_pis=True, huge_tree=False)
    safe = sanitise(markup)
    for attempt in (safe, _shallow(safe)):
        try:
            root: Any = lxml_html.document_fromstring(f"<html><body>{attempt}</body></html>", parser=parser)
        except (etree.ParserError, etree.XMLSyntaxError, ValueError):
            continue
        body = root.find("body")
        if body is not None and len(compact(body.text_content())) >= 0.98 * len(_text(safe)):
            return body
    body = etree.Element("body")
    for line in _text(safe, blanks=True).split("\n"):
        etree.SubElement(body, "p").text = line
    return body


def _shallow(markup: str) -> str:
    """Only what parts paragraphs."""
    import nh3

    return nh3.clean(markup, tags={"p", "h1", "h2", "h3", "br", "li"}, attributes={}, link_rel=None)


def _text(markup: str, *, blanks: bool = False) -> str:
    from html import unescape

    import nh3

    text = unescape(nh3.clean(markup, tags=set(), attributes={}, link_rel=None))
    return text if blanks else compact(text)


def compose(
    main: list[Any], rest: list[Any], language: str = ""
) -> tuple[str, str, int, tuple[OutlineEntry, ...]]:
    """Article, text layer, where the main part of it ends, and the headings."""
    tie([*main, *rest])
    for block in (*main, *rest):
        direct(block)
    body = etree.Element("body")
    for block in grouped(main):
        body.append(block)
    head = text_of(body)
    if rest:
        section = etree.SubElement(body, "section")
        section.set("class", "rest")
        for block in grouped(rest):
            section.append(block)
        text = "\n\n".join(filter(None, (head, text_of(section))))
    else:
        text = head
    inner = "".join(etree.tostring(child, encoding="unicode") for child in body)
    article = document(inner, language)
    if not holds(article, text):
        raise ValueError("article and text layer differ")
    return article, text, len(head), outline(main, text)


def direct(block: Any) -> None:
    """Set the direction of a block's lines where the file does not say it: that of its first letter."""
    for one in block.iter(*BLOCKS):
        if one.get("dir") is None and runs_leftwards("".join(map(str, one.itertext()))):
            one.set("dir", "rtl")


def outline(blocks: list[Any], text: str) -> tuple[OutlineEntry, ...]:
    """The headings among `blocks`, which `text` begins with."""
    entries: list[OutlineEntry] = []
    position = 0
    for block in blocks:
        title = " ".join("".join(block.itertext()).split())
        if len(block.tag) == 2 and block.tag[0] == "h" and block.tag[1].isdigit():
            at = text.find(title.split(" ")[0], position)
            if at >= 0:
                entries.append(OutlineEntry(int(block.tag[1]), title, at))
                position = at
    return tuple(entries)


def read_html(
    data: bytes, name: str, *, encoding: str = "", origin: Origin | None = None, media_type: str = "text/html"
) -> Capture:
    """Read a web page. Raises UserError where it is too large or holds no text.

    encoding, origin, media_type  what the container says, for a page out of a web archive
    """
    from .metadata_html import describe, suggest
    from .pageparts import main_blocks

    data = without_data(data)
    if len(data) > _LARGEST:
        raise UserError(tr("The page is larger than 32 MB."), kept=tr("Nothing was changed."))
    decoded = decode(data, markup=True, stated=encoding)
    page = bounded(decoded.text)
    origin = origin or noted(page)
    blocks = flatten(tree_of(page), Where(address=origin.url.partition("#")[0]))
    if not blocks:
        raise UserError(tr("The page holds no text."), kept=tr("Nothing was changed."))
    found: Findings = describe(page, origin=origin)
    title = found.fields.get("title")
    families = frozenset(family for family, _, _ in found.authors if family)
    flags = main_blocks(page, blocks, title.value if title else "", families)
    main = [block for block, flag in zip(blocks, flags, strict=True) if flag]
    rest = [block for block, flag in zip(blocks, flags, strict=True) if not flag]
    article, text, main_end, headings = compose(main, rest)
    suggest(found, text[: min(main_end, _HEAD)] + text[max(main_end - _HEAD, _HEAD) : main_end])
    return Capture(
        file_name=name,
        media_type=media_type,
        original=b"",
        sha256="",
        text=text,
        article=article,
        extractor="annotator-html",
        extractor_version=version("annotator"),
        main_end=main_end,
        outline=headings,
        fields=found.fields,
        authors=found.authors,
        authors_guessed=found.authors_guessed,
        warnings=decoded.warnings,
    )
