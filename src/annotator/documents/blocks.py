"""Any HTML as one flat row of blocks: paragraphs, headings, list items, quotations, table cells. Worker only.

A block holds inline markup only, so the text layer and the set article follow from the same row.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from .article import CONTAINERS, clean, compact
from .crossrefs import MOST_PLACES, Where, mark
from .sanitise import INLINE

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
_ALONE = Where()


class Flattener:
    """Collects blocks. Each is an element p, h1–h6, li, blockquote (one p), pre or table.

    Places that links may lead to become empty `a` elements before the words that follow them (`crossrefs.tie`).
    """

    def __init__(self, where: Where) -> None:
        self._where = where
        # A link to a chapter's file leads to its beginning.
        self._places = [f"{where.path}#"] if where.path else []
        self._room = MOST_PLACES
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
        if tag not in INLINE:
            self._finish()
        self._place(child)
        if tag == "br":
            self._break()
        elif tag == "table" and _is_data(child):
            self.blocks.append(self._table(child))
        elif tag == "pre":
            for inner in child.iterdescendants(etree.Element):
                self._place(inner)
            block = etree.Element("pre")
            self._mark(block)
            _append(block, clean("".join(child.itertext())).strip("\n"))
            self.blocks.append(block)
        elif tag in INLINE:
            if any(inner.tag not in INLINE for inner in child.iterdescendants(etree.Element)):
                self._finish()
                self.feed(child)
                self._finish()
            else:
                self._inline(child)
        else:
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
        target = self._where.target(child.get("href")) if name == "a" else None
        keep = name in _KEPT_INLINE and (name != "a" or target is not None)
        if keep:
            self._ensure()
            if target is not None and any(map(str.strip, child.itertext())):
                self._mark(self._path[-1])
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
        if text.strip():
            self._mark(self._path[-1])
        _append(self._path[-1], clean(text))

    def _place(self, element: Any) -> None:
        """Remember the names of an element for the words that follow."""
        for name in (element.get("id"), element.get("name") if element.tag == "a" else None):
            place = self._where.place(name)
            if place is not None and self._room > 0:
                self._room -= 1
                self._places.append(place)

    def _mark(self, holder: Any) -> None:
        mark(holder, self._places)
        self._places.clear()

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
        self._mark(block)
        if self._quoted and block.tag == "p":
            quotation = etree.Element("blockquote")
            quotation.append(block)
            block = quotation
        self.blocks.append(block)

    def _table(self, table: Any) -> Any:
        """A table of the cells' words; of what is in a cell only links stay."""
        made = etree.Element("table")
        for outer in table.iterdescendants("thead", "tbody", "tfoot", "caption"):
            self._place(outer)
        caption = " ".join(clean("".join(map(str, table.xpath("string(caption)")))).split())
        if caption:
            cell = etree.SubElement(etree.SubElement(made, "tr"), "th")
            self._mark(cell)
            _append(cell, caption)
        for row in table.iter("tr"):
            self._place(row)
            line = etree.SubElement(made, "tr")
            for cell in row:
                if cell.tag in ("td", "th"):
                    self._cell(cell, etree.SubElement(line, cell.tag))
        return made

    def _cell(self, cell: Any, target: Any) -> None:
        for element in cell.iter(etree.Element):
            self._place(element)
        words = list(self._words(cell, None))
        if words:
            self._mark(target)
        for count, (text, href) in enumerate(words):
            _append(target, " " if count else "")
            if href is None:
                _append(target, text)
            else:
                link = etree.SubElement(target, "a")
                link.set("href", href)
                link.text = text

    def _words(self, element: Any, href: str | None) -> Iterator[tuple[str, str | None]]:
        """The pieces of a cell's text, blanks cleaned away, with where each leads."""
        if element.tag == "a":
            href = self._where.target(element.get("href")) or href
        if text := " ".join(clean(element.text or "").split()):
            yield text, href
        for child in element:
            if isinstance(child.tag, str):
                yield from self._words(child, href)
            if text := " ".join(clean(child.tail or "").split()):
                yield text, href


def _is_data(table: Any) -> bool:
    """Whether a table holds data, not the layout of a page."""
    rows = table.findall(".//tr")
    if len(rows) < 2 or table.find(".//table") is not None:
        return False
    cells = [len(row.findall("td")) + len(row.findall("th")) for row in rows]
    return min(cells) >= 1 and max(cells) >= 2


def _append(holder: Any, text: str) -> None:
    """Put text at the end of what `holder` holds."""
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text


def flatten(element: Any, where: Where = _ALONE) -> list[Any]:
    """The blocks below `element`, in order; `where` says how the file that it stands in names itself."""
    collector = Flattener(where)
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
