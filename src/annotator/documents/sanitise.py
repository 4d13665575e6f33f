"""The allow-list for markup from outside."""

from __future__ import annotations

import re

# Kept as they are inside a block.
INLINE = frozenset(
    [
        "b",
        "strong",
        "i",
        "em",
        "u",
        "s",
        "del",
        "ins",
        "sub",
        "sup",
        "small",
        "cite",
        "q",
        "a",
        "code",
        "mark",
        "span",
        "abbr",
        "time",
        "br",
    ]
)
# Tell where a block begins and ends; most go once that is known.
STRUCTURE = frozenset(
    [
        "p",
        "h1",
        "h2",
        "h3",
        "h4",
        "h5",
        "h6",
        "ul",
        "ol",
        "li",
        "dl",
        "dt",
        "dd",
        "blockquote",
        "pre",
        "hr",
        "table",
        "thead",
        "tbody",
        "tfoot",
        "tr",
        "td",
        "th",
        "caption",
        "figure",
        "figcaption",
        "section",
        "div",
        "article",
        "main",
        "aside",
        "header",
        "footer",
        "nav",
        "address",
        "center",
        "details",
        "summary",
        "label",
        "fieldset",
        "legend",
    ]
)
# Dropped with all they hold: what is no text of the page at all.
DROPPED = frozenset(
    [
        "script",
        "style",
        "noscript",
        "template",
        "iframe",
        "object",
        "embed",
        "svg",
        "math",
        "canvas",
        "video",
        "audio",
        "picture",
        "select",
        "button",
        "textarea",
        "head",
        "title",
    ]
)
_ADDRESS = re.compile(r"https?://[^\s<>\"]*", re.I)


# No page of a person's nests deeper; parsers take a time that grows with the square of it.
_DEEPEST = 200
_TAG = re.compile(r"<(/?)([a-zA-Z][a-zA-Z0-9-]*)(?:[^>\"']|\"[^\"]*\"|'[^']*')*>")
# Elements that never have a content, or that the next of their kind closes.
_UNNESTED = frozenset(
    [
        "area",
        "base",
        "br",
        "col",
        "embed",
        "hr",
        "img",
        "input",
        "link",
        "meta",
        "source",
        "track",
        "wbr",
        "p",
        "li",
        "td",
        "th",
        "tr",
        "dt",
        "dd",
        "option",
        "html",
        "head",
        "body",
    ]
)
_SUBSET = re.compile(r"<!DOCTYPE[^\[>]*\[.*?\]\s*>", re.I | re.S)


def bounded(markup: str) -> str:
    """Markup without a document type's inner declarations, and without elements nested deeper than any page needs."""
    markup = _SUBSET.sub("", markup)
    depth = deepest = 0
    for tag in _TAG.finditer(markup):
        if tag[2].lower() not in _UNNESTED:
            depth = max(depth + (-1 if tag[1] else 1), 0)
            deepest = max(deepest, depth)
    return _shallower(markup) if deepest > _DEEPEST else markup


def _shallower(markup: str) -> str:
    """The same with the tags beyond the depth turned into blanks."""
    markup = re.sub(r"<script\b.*?</script\s*>", " ", markup, flags=re.I | re.S)
    depth = dropped = at = 0
    out: list[str] = []
    for tag in _TAG.finditer(markup):
        out.append(markup[at : tag.start()])
        at = tag.end()
        if tag[2].lower() in _UNNESTED:
            out.append(tag[0])
        elif tag[1]:
            kept = not dropped
            depth, dropped = (max(depth - 1, 0), 0) if kept else (depth, dropped - 1)
            out.append(tag[0] if kept else " ")
        elif depth < _DEEPEST:
            depth += 1
            out.append(tag[0])
        else:
            dropped += 1
            out.append(" ")
    out.append(markup[at:])
    return "".join(out)


def sanitise(markup: str) -> str:
    """Markup with nothing in it but text and the allowed tags; of all attributes only addresses, names and direction."""
    import nh3

    return nh3.clean(
        markup,
        tags=set(INLINE | STRUCTURE),
        clean_content_tags=set(DROPPED),
        attributes={"a": {"href", "name"}, "*": {"dir", "id"}},
        url_schemes={"http", "https"},
        link_rel=None,
        strip_comments=True,
    )


def address(value: str | None) -> str | None:
    """A link's target where it leads to the web."""
    return value if value and _ADDRESS.fullmatch(value) else None
