"""Markup in titles: what CSL knows stays (citeproc-js, "HTML-like formatting tags"), everything else becomes text."""

from __future__ import annotations

import html
import re
from collections.abc import Mapping
from html.parser import HTMLParser
from typing import Any

from annotator.exchange.found import Item

# Variables that a style prints with their markup.
TITLES = frozenset(
    [
        "title",
        "title-short",
        "container-title",
        "container-title-short",
        "collection-title",
        "original-title",
        "translated-title",
        "reviewed-title",
        "volume-title",
        "part-title",
        "event-title",
    ]
)
_SAME = {"em": "i", "strong": "b", "i": "i", "b": "b", "sup": "sup", "sub": "sub", "sc": "sc"}
_NOCASE = '<span class="nocase">'
_SMALL = '<span style="font-variant:small-caps;">'
# Only names of HTML are markup: "a <y> b" and "x < 3" are words.
_KNOWN = re.compile(
    r"</?(?:a|abbr|article|b|big|blockquote|body|br|center|cite|code|div|em|font|h[1-6]|head|hr|html|i|iframe|img"
    r"|inf|input|jats:\w+|li|math|mml:\w+|meta|object|ol|p|pre|q|s|sc|scp|script|section|small|span|strike|strong"
    r"|style|sub|sup|svg|table|td|th|title|tr|tt|u|ul|video)\b[^<>]*/?>|<!--",
    re.IGNORECASE,
)
_SPACE_AROUND = frozenset({"br", "p", "div", "li", "td", "tr", "hr", "h1", "h2", "h3"})


class _Reader(HTMLParser):
    def __init__(self, rich: bool) -> None:
        super().__init__(convert_charrefs=False)
        self.rich = rich
        self.parts: list[str] = []
        self.open: list[tuple[str, str]] = []
        self.hidden = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in ("script", "style"):
            self.hidden += 1
        elif tag in _SPACE_AROUND:
            self.parts.append(" ")
        start = _kept(tag, dict(attrs)) if self.rich else ""
        name = re.match(r"<(\w+)", start)
        self.open.append((tag, f"</{name[1]}>" if name else ""))
        self.parts.append(start)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        if tag in _SPACE_AROUND:
            self.parts.append(" ")

    def handle_endtag(self, tag: str) -> None:
        if tag not in [name for name, _ in self.open]:
            return
        if tag in ("script", "style"):
            self.hidden = max(0, self.hidden - 1)
        while self.open:
            name, end = self.open.pop()
            self.parts.append(end)
            if name == tag:
                break
        if tag in _SPACE_AROUND:
            self.parts.append(" ")

    def handle_data(self, data: str) -> None:
        if not self.hidden:
            self.parts.append(data)

    def handle_entityref(self, name: str) -> None:
        self.handle_data(f"&{name};")

    def handle_charref(self, name: str) -> None:
        self.handle_data(f"&#{name};")

    def text(self) -> str:
        self.close()
        while self.open:
            self.parts.append(self.open.pop()[1])
        return "".join(self.parts)


def _kept(tag: str, attrs: Mapping[str, str | None]) -> str:
    """The start tag as CSL writes it; "" for one that it does not know."""
    if tag in _SAME:
        return f"<{_SAME[tag]}>"
    if tag == "scp":
        return _SMALL
    if tag == "span":
        if attrs.get("class") == "nocase":
            return _NOCASE
        if "small-caps" in (attrs.get("style") or ""):
            return _SMALL
    return ""


def _shown(text: str) -> str:
    """`text` without tags that would hide all that follows because nothing closes them: "How a <script> works"."""
    for tag in ("script", "style"):
        last = text.casefold().rfind(f"</{tag}") if f"<{tag}" in text.casefold() else -1
        start = max(last, 0)
        text = text[:start] + re.sub(rf"<{tag}\b[^<>]*>", "", text[start:], flags=re.IGNORECASE)
    return text


def clean(text: str, *, rich: bool = True, entities: bool = True) -> str:
    """`text` with CSL's markup alone (none, unless `rich`); HTML's entities are read where the format has them."""
    if "<" in text and _KNOWN.search(text):
        reader = _Reader(rich)
        text = _shown(text)
        # What is no HTML stays as it is written.
        reader.feed(re.sub(r"<(?!/?[A-Za-z]|!--)", "&lt;", text) if entities else text)
        text = reader.text()
        if rich:
            text = " ".join(text.split())
        else:  # a note may have paragraphs
            lines = [" ".join(line.split()) for line in text.splitlines()]
            text = re.sub(r"\n{3,}", "\n\n", "\n".join(lines)).strip()
    if entities and "&" in text:
        found = html.unescape(text)
        # An escaped tag was meant to be seen or was escaped twice: never markup by surprise.
        text = clean(found, rich=rich, entities=False) if "<" in found and found != text else found
    return text


def clean_item(item: Mapping[str, Any], *, entities: bool = True) -> Item:
    """A CSL item whose titles hold CSL's markup alone, and whose other texts hold none."""
    cleaned: Item = {}
    for key, value in item.items():
        if (
            isinstance(value, str)
            and key not in ("id", "URL", "DOI", "type")
            and ("<" in value or "&" in value)
        ):
            value = clean(value, rich=key in TITLES, entities=entities)
        cleaned[key] = value
    return cleaned
