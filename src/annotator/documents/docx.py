"""Word documents: paragraphs, headings, lists, tables, notes, with tracked changes accepted. Worker only.

Read straight from the package's XML (ECMA-376, part 1, chapter 17); no converter needs starting.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from importlib.metadata import version
from typing import Any

from lxml import etree

from annotator.domain.document import Capture
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

from .article import clean, compact
from .crossrefs import MOST_PLACES, Where, mark
from .docx_fields import Fields, bookmark
from .html import compose
from .metadata_docx import describe
from .package import Package
from .xml import parse_xml

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_STRICT = "{http://purl.oclc.org/ooxml/wordprocessingml/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_HEADING = re.compile(r"heading\s*([1-9])$", re.I)
# What was deleted or moved away, what another element repeats, and what is no text of the document.
_SKIPPED = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "instrText", "delText", "pPr", "rPr", "fldChar", "tblPr", "trPr", "tcPr")
) | {"{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"}


def read_docx(data: bytes, name: str) -> Capture:
    """Read a Word document. Raises UserError where it is damaged or holds no text."""
    with Package(data) as package:
        reader = _Reader(package)
        blocks = reader.blocks()
        found = describe(package)
    if not blocks:
        raise UserError(tr("The document holds no text."), kept=tr("Nothing was changed."))
    article, text, main_end, outline = compose(blocks, [])
    return Capture(
        file_name=name,
        media_type="application/vnd.openxmlformats-officedocument.wordprocessingml.document",
        original=b"",
        sha256="",
        text=text,
        article=article,
        extractor="annotator-docx",
        extractor_version=version("annotator"),
        main_end=main_end,
        outline=outline,
        fields=found.fields,
        authors=found.authors,
        authors_guessed=found.authors_guessed,
    )


def _part(package: Package, name: str) -> Any:
    data = package.read(name)
    # "Strict" files differ from the others in the name of the namespace only.
    return parse_xml(data.replace(_STRICT[1:-1].encode(), _W[1:-1].encode()))


class _Reader:
    def __init__(self, package: Package) -> None:
        self._body = _part(package, "word/document.xml").find(f"{_W}body")
        self._levels = (
            _heading_levels(_part(package, "word/styles.xml")) if package.has("word/styles.xml") else {}
        )
        self._links = _links(package)
        self._notes: dict[tuple[str, str], Any] = {}
        for kind in ("footnote", "endnote"):
            part = f"word/{kind}s.xml"
            if package.has(part):
                for note in _part(package, part).iter(f"{_W}{kind}"):
                    self._notes[kind, note.get(f"{_W}id", "")] = note
        self._numbered: list[tuple[int, Any]] = []
        self._where = Where()
        self._fields = Fields(_W)
        self._bookmarks: list[str] = []
        self._room = MOST_PLACES

    def blocks(self) -> list[Any]:
        """The document's blocks, notes at the end under their numbers."""
        made = [] if self._body is None else list(self._blocks(self._body))
        # A note may refer to a note: the list grows while it is read.
        for number, note in self._numbered:
            for position, block in enumerate(self._blocks(note)):
                block.set("class", "note")
                if position == 0:
                    back = etree.Element("a", href=f"#back {number}")
                    etree.SubElement(back, "sup").text = str(number)
                    back.tail = " " + (block.text or "").lstrip()
                    block.text = None
                    block.insert(0, back)
                    block.insert(0, etree.Element("a", id=f"note {number}"))
                made.append(block)
        return made

    def _blocks(self, container: Any) -> Iterator[Any]:
        for child in container:
            if child.tag == f"{_W}p":
                yield from self._paragraph(child)
            elif child.tag == f"{_W}tbl":
                table = self._table(child)
                if compact("".join(map(str, table.itertext()))):
                    yield table
            elif child.tag == f"{_W}bookmarkStart":
                self._bookmark(child)
            elif child.tag not in _SKIPPED:
                yield from self._blocks(child)

    def _paragraph(self, paragraph: Any) -> Iterator[Any]:
        block = etree.Element(self._kind(paragraph))
        boxes: list[Any] = []
        self._runs(paragraph, block, boxes)
        if compact("".join(map(str, block.itertext()))):
            yield block
        for box in boxes:
            yield from self._blocks(box)

    def _kind(self, paragraph: Any) -> str:
        properties = paragraph.find(f"{_W}pPr")
        if properties is None:
            return "p"
        named = properties.find(f"{_W}pStyle")
        level = self._levels.get(named.get(f"{_W}val", "")) if named is not None else None
        own = properties.find(f"{_W}outlineLvl")
        if own is not None and own.get(f"{_W}val", "9") in "012345":
            level = int(own.get(f"{_W}val")) + 1
        if level:
            return f"h{min(level, 6)}"
        listed = properties.find(f"{_W}numPr/{_W}numId")
        return "li" if listed is not None and listed.get(f"{_W}val") != "0" else "p"

    def _runs(self, parent: Any, target: Any, boxes: list[Any]) -> None:
        for child in parent:
            tag = child.tag
            if tag in _SKIPPED:
                continue
            if tag == f"{_W}txbxContent":
                boxes.append(child)
            elif tag == f"{_W}r":
                self._run(child, target, boxes)
            elif tag == f"{_W}hyperlink":
                where = self._links.get(child.get(f"{_R}id", "")) or f"#{child.get(f'{_W}anchor', '')}"
                self._runs(child, self._link(where, target), boxes)
            elif tag == f"{_W}fldSimple":
                self._runs(child, self._leading(bookmark(child.get(f"{_W}instr", "")), target), boxes)
            elif tag == f"{_W}bookmarkStart":
                self._bookmark(child)
            else:
                self._runs(child, target, boxes)

    def _run(self, run: Any, target: Any, boxes: list[Any]) -> None:
        properties = run.find(f"{_W}rPr")
        if properties is not None and _on(properties, "vanish"):
            for child in run.iter(f"{_W}fldChar", f"{_W}instrText"):
                self._fields.take(child)
            return
        holder = self._leading(self._fields.bookmark, target)
        for name in ("b", "i"):
            if properties is not None and _on(properties, name):
                holder = etree.SubElement(holder, name)
        for child in run:
            tag = child.tag.removeprefix(_W) if isinstance(child.tag, str) else ""
            if tag == "t":
                if (child.text or "").strip():
                    mark(holder, self._taken())
                _append(holder, child.text or "")
            elif tag in ("fldChar", "instrText"):
                self._fields.take(child)
                holder = self._leading(self._fields.bookmark, target)
            elif tag in ("tab", "ptab"):
                _append(holder, "\t")
            elif tag in ("br", "cr"):
                etree.SubElement(holder, "br")
            elif tag == "noBreakHyphen":
                _append(holder, "\u2011")
            elif tag in ("footnoteReference", "endnoteReference"):
                self._note(tag.removesuffix("Reference"), child.get(f"{_W}id", ""), holder)
            elif child.tag not in _SKIPPED:
                self._runs(child, holder, boxes)

    def _note(self, kind: str, key: str, holder: Any) -> None:
        note = self._notes.pop((kind, key), None)
        if note is None:
            return
        number = len(self._numbered) + 1
        self._numbered.append((number, note))
        # Names of the file's own begin with "#".
        mark(holder, [*self._taken(), f"back {number}"])
        link = etree.SubElement(holder, "a", href=f"#note {number}")
        etree.SubElement(link, "sup").text = str(number)

    def _link(self, href: str, target: Any) -> Any:
        """A link at the end of `target`; that itself where `href` leads nowhere."""
        leads = self._where.target(href)
        if leads is None:
            return target
        mark(target, self._taken())
        return etree.SubElement(target, "a", href=leads)

    def _leading(self, name: str, target: Any) -> Any:
        return self._link(f"#{name}", target) if name and target.tag != "a" else target

    def _bookmark(self, element: Any) -> None:
        place = self._where.place(element.get(f"{_W}name"))
        if place is not None and self._room > 0:
            self._room -= 1
            self._bookmarks.append(place)

    def _taken(self) -> list[str]:
        """The bookmarks met since the last words."""
        taken, self._bookmarks = self._bookmarks, []
        return taken

    def _table(self, table: Any) -> Any:
        made = etree.Element("table")
        for row in table.iter(f"{_W}tr"):
            if row.find(f"{_W}trPr/{_W}del") is not None:
                continue
            line = etree.SubElement(made, "tr")
            for cell in row.iter(f"{_W}tc"):
                target = etree.SubElement(line, "td")
                for paragraph in cell.iter(f"{_W}p"):
                    if len(target) or target.text:
                        etree.SubElement(target, "br")
                    self._runs(paragraph, target, [])
        return made


def _on(properties: Any, name: str) -> bool:
    """Whether a toggle property is set (17.3.2: present means on unless it says otherwise)."""
    found = properties.find(f"{_W}{name}")
    return found is not None and found.get(f"{_W}val", "1") not in ("0", "false", "off", "none")


def _append(holder: Any, text: str) -> None:
    text = clean(text)
    if len(holder):
        holder[-1].tail = (holder[-1].tail or "") + text
    else:
        holder.text = (holder.text or "") + text


def _heading_levels(styles: Any) -> dict[str, int]:
    """Style id → heading level, from the style's name or outline level, inherited from what it is based on."""
    own: dict[str, int] = {}
    based: dict[str, str] = {}
    for style in styles.iter(f"{_W}style"):
        key = style.get(f"{_W}styleId", "")
        name = style.find(f"{_W}name")
        title = name.get(f"{_W}val", "") if name is not None else ""
        outline = style.find(f"{_W}pPr/{_W}outlineLvl")
        heading = _HEADING.match(title)
        if title.casefold() == "title":
            own[key] = 1
        elif heading:
            own[key] = int(heading[1])
        elif outline is not None and outline.get(f"{_W}val", "") in tuple("012345678"):
            own[key] = int(outline.get(f"{_W}val")) + 1
        parent = style.find(f"{_W}basedOn")
        if parent is not None:
            based[key] = parent.get(f"{_W}val", "")
    for key in based:
        seen = {key}
        at = key
        while at not in own and at in based and based[at] not in seen:
            at = based[at]
            seen.add(at)
        if at in own:
            own[key] = own[at]
    return own


def _links(package: Package) -> dict[str, str]:
    part = "word/_rels/document.xml.rels"
    if not package.has(part):
        return {}
    return {
        entry.get("Id", ""): entry.get("Target", "")
        for entry in parse_xml(package.read(part))
        if entry.get("TargetMode") == "External"
    }
