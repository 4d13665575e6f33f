"""Any HTML as one flat row of blocks: paragraphs, headings, list items, quotations, table cells. Worker only.

A block holds inline markup only, so the text layer and the set article follow from the same row.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from .article import CONTAINERS, clean, compact
from .sanitise import INLINE, address

_RENAMED = {"strong": "b", "em": "i", "del": "s", "ins": "u", "q": "i", "cite": "i", "mark": "b"}
_KEPT_INLINE = frozenset({"b", "i", "u", "s", "sub", "sup", "small", "a", "code"})
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})
_PLAIN = {
    "dt": "p",
    "dd": "p",
    "figcaption": "p",
    "caption": "p",
    "summary": "p",
    "legend": "p",
    "address": "p",
}


class Flattener:
    """Collects blocks. Each is an element p, h1–h6, li, blockquote (one p), pre or table."""

    def __init__(self) -> None:
        self.blocks: list[Any] = []
        self._open: Any = None
        self._path: list[Any] = []
        self._quoted = 0

    def feed(self, element: Any) -> None:
        """Take in everything below `element`."""
        self._text(element.text)
        for child in element:
            if isinstance(child.tag, str):
                self._element(child)
            self._text(child.tail)

    def close(self) -> list[Any]:
        """The blocks."""
        self._finish()
        return self.blocks

    def _element(self, child: Any) -> None:
        tag = child.tag
        if tag == "br":
            self._break()
        elif tag == "table" and _is_data(child):
            self._finish()
            self.blocks.append(_table(child))
        elif tag == "pre":
            self._finish()
            block = etree.Element("pre")
            block.text = clean("".join(child.itertext())).strip("\n")
            self.blocks.append(block)
        elif tag in INLINE:
            if any(inner.tag not in INLINE for inner in child.iterdescendants(etree.Element)):
                self._finish()
                self.feed(child)
                self._finish()
            else:
                self._inline(child)
        else:
            self._finish()
            if tag == "blockquote":
                self._quoted += 1
            self._begin(tag, child)
            self.feed(child)
            self._finish()
            if tag == "blockquote":
                self._quoted -= 1

    def _begin(self, tag: str, child: Any) -> None:
        name = _PLAIN.get(tag, tag)
        if name in CONTAINERS or name not in (*_HEADINGS, "li", "p"):
            return
        self._open = etree.Element(name)
        if child.get("dir") in ("rtl", "ltr"):
            self._open.set("dir", child.get("dir"))
        self._path = [self._open]

    def _inline(self, child: Any) -> None:
        name = _RENAMED.get(child.tag, child.tag)
        target = address(child.get("href")) if name == "a" else None
        keep = name in _KEPT_INLINE and (name != "a" or target is not None)
        if keep:
            self._ensure()
            made = etree.SubElement(self._path[-1], name)
            if target is not None:
                made.set("href", target)
            self._path.append(made)
            self.feed(child)
            # A break inside may have ended the paragraph and with it this element.
            if self._path and self._path[-1] is made:
                self._path.pop()
        else:
            self.feed(child)

    def _ensure(self) -> None:
        if self._open is None:
            self._open = etree.Element("p")
            self._path = [self._open]

    def _text(self, text: str | None) -> None:
        if not text or (self._open is None and not text.strip()):
            return
        self._ensure()
        holder = self._path[-1]
        text = clean(text)
        if len(holder):
            last = holder[-1]
            last.tail = (last.tail or "") + text
        else:
            holder.text = (holder.text or "") + text

    def _break(self) -> None:
        """A line break; two in a row are how old pages part paragraphs."""
        if self._open is None:
            return
        holder = self._path[-1]
        if len(holder) and holder[-1].tag == "br" and not (holder[-1].tail or "").strip():
            holder.remove(holder[-1])
            tag = self._open.tag
            self._finish()
            if tag in _HEADINGS:
                self._open = etree.Element(tag)
                self._path = [self._open]
            return
        etree.SubElement(holder, "br")

    def _finish(self) -> None:
        block, self._open, self._path = self._open, None, []
        if block is None or not compact("".join(block.itertext())):
            return
        if len(block) and block[-1].tag == "br" and not (block[-1].tail or "").strip():
            block.remove(block[-1])
        if self._quoted and block.tag == "p":
            quotation = etree.Element("blockquote")
            quotation.append(block)
            block = quotation
        self.blocks.append(block)


def _is_data(table: Any) -> bool:
    """Whether a table holds data, not the layout of a page."""
    rows = table.findall(".//tr")
    if len(rows) < 2 or table.find(".//table") is not None:
        return False
    cells = [len(row.findall("td")) + len(row.findall("th")) for row in rows]
    return min(cells) >= 1 and max(cells) >= 2


def _table(table: Any) -> Any:
    made = etree.Element("table")
    caption = table.find("caption")
    for row in table.iter("tr"):
        line = etree.SubElement(made, "tr")
        for cell in row:
            if cell.tag not in ("td", "th"):
                continue
            target = etree.SubElement(line, cell.tag)
            target.text = " ".join(clean(" ".join(cell.itertext())).split())
    if caption is not None and compact("".join(caption.itertext())):
        holder = etree.Element("tr")
        etree.SubElement(holder, "th").text = " ".join(clean("".join(caption.itertext())).split())
        made.insert(0, holder)
    return made


def flatten(element: Any) -> list[Any]:
    """The blocks below `element`, in order."""
    collector = Flattener()
    collector.feed(element)
    return collector.close()


def grouped(blocks: list[Any]) -> list[Any]:
    """The blocks with runs of list items put into a list each."""
    out: list[Any] = []
    for block in blocks:
        if block.tag == "li":
            if not out or out[-1].tag != "ul":
                out.append(etree.Element("ul"))
            out[-1].append(block)
        else:
            out.append(block)
    return out
