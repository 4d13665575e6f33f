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
_ADDRESS = re.compile(r"(?:https?://|#)[^\s<>\"]*", re.I)


def sanitise(markup: str) -> str:
    """Markup with nothing in it but text and the allowed tags; of all attributes only addresses and direction."""
    import nh3

    return nh3.clean(
        markup,
        tags=set(INLINE | STRUCTURE),
        clean_content_tags=set(DROPPED),
        attributes={"a": {"href"}, "*": {"dir"}},
        url_schemes={"http", "https"},
        link_rel=None,
        strip_comments=True,
    )


def address(value: str | None) -> str | None:
    """A link's target where it leads to the web or into the document itself."""
    return value if value and _ADDRESS.fullmatch(value) else None
