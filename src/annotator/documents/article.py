"""Articles: XHTML strings, the text layer that follows from them, and the invariant that ties both.

The article's character data without blanks is exactly the text layer without blanks. Blank is what `str.isspace` says.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from html import escape
from typing import TYPE_CHECKING

from annotator.domain.text import normalise

if TYPE_CHECKING:
    from lxml.etree import _Element

# What XML 1.0 cannot hold. Blank ones (form feed, separators) become spaces, the others U+FFFD, so lengths stay.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")

# Elements that begin a block of their own in the text layer.
BLOCKS = frozenset(
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "li", "dt", "dd", "pre", "td", "th", "caption", "figcaption", "summary", "address"]
)  # fmt: skip
CONTAINERS = frozenset(
    [
        "html",
        "body",
        "section",
        "article",
        "div",
        "ul",
        "ol",
        "dl",
        "blockquote",
        "figure",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "details",
        "hr",
        "main",
        "aside",
        "header",
        "footer",
        "nav",
        "form",
        "fieldset",
    ]
)


def clean(text: str) -> str:
    """`text` with the characters that XML cannot hold replaced one by one, blank by blank, others by U+FFFD."""
    return _NOT_XML.sub(lambda found: " " if found[0].isspace() else "\ufffd", text)


def layer(raw: str) -> str:
    """The one normalisation of a text layer, with every character such that an article can hold it too.

    Blanks that XML lacks (form feeds) stay, for they count for nothing in the match.
    """
    return _NOT_XML.sub(lambda found: found[0] if found[0].isspace() else "\ufffd", normalise(raw))


def quoted(text: str) -> str:
    """`text` as XHTML character data."""
    return escape(clean(text), quote=False)


def compact(text: str) -> str:
    """`text` without blanks."""
    return "".join(text.split())


def runs_leftwards(text: str) -> bool:
    """Whether the first letter with a direction is of a right-to-left script: what HTML calls `dir="auto"`."""
    if text.isascii():
        return False
    strong = (unicodedata.bidirectional(c) for c in text)
    return next((kind for kind in strong if kind in ("L", "R", "AL")), "L") != "L"


def document(body: str, language: str = "") -> str:
    """A whole XHTML document around `body`."""
    lang = f' lang="{escape(language)}"' if language else ""
    return f'<html xmlns="http://www.w3.org/1999/xhtml"{lang}><head><title></title></head><body>{body}</body></html>'


def parse(article: str) -> _Element:
    """The body of a stored article, namespace removed. No entities, no network, no limits but lxml's own depth."""
    from lxml import etree

    parser = etree.XMLParser(resolve_entities=False, no_network=True, huge_tree=True, remove_comments=True)
    root = etree.fromstring(article.replace(' xmlns="http://www.w3.org/1999/xhtml"', "", 1).encode(), parser)
    body = root.find("body")
    if body is None:
        raise ValueError("an article without a body")
    return body


def characters(article: str) -> str:
    """The character data of an article."""
    return "".join(str(piece) for piece in parse(article).itertext())


def holds(article: str, text: str) -> bool:
    """Whether the invariant is kept."""
    return compact(characters(article)) == compact(text)


def text_of(body: _Element) -> str:
    """The text layer of a body: blocks parted by a blank line, `br` as line end, blanks within a line as one space.

    Alters `body` where a block is not in normal form C across its inline elements: its markup goes then, but for the
    places that links lead to.
    """
    blocks: list[str] = []
    for element, text in _blocks(body):
        lines = (" ".join(line.split()) for line in text.split("\n"))
        joined = "\n".join(line for line in lines if line)
        if not joined:
            continue
        normal = normalise(joined)
        if normal != joined and element is not None:
            places = [place for place in element.iter("a") if place.get("id") and not len(place)]
            for child in list(element):
                element.remove(child)
            element.text = None if places else normal
            for place in places:
                place.text, place.tail = None, normal if place is places[-1] else None
                element.append(place)
        blocks.append(normal)
    return "\n\n".join(blocks)


def _blocks(body: _Element) -> Iterator[tuple[_Element | None, str]]:
    """Each block's element and its text, with `br` as LF and other blanks as spaces."""
    for element in body.iter():
        if element.tag in BLOCKS:
            yield element, "".join(_inline(element))


def _inline(element: _Element) -> Iterator[str]:
    preserve = element.tag == "pre"
    yield _spaces(element.text, preserve)
    for child in element:
        if child.tag == "br":
            yield "\n"
        elif isinstance(child.tag, str):
            yield from _inline(child)
        yield _spaces(child.tail, preserve)


def _spaces(text: str | None, preserve: bool) -> str:
    if not text:
        return ""
    return text if preserve else re.sub(r"\s", " ", text)
