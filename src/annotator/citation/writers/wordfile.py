"""A Word file (ECMA-376, parts 1 and 2) whose styles, page, header and footer another one lends.

Of the lender only what these need is taken over: no text, comments, macros or names of people, and no link to a template elsewhere.
"""

from __future__ import annotations

import io
import posixpath
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any
from xml.sax.saxutils import quoteattr

from lxml import etree

from annotator.citation.writers.wordml import R, W, target

FIXED_TIME = (2025, 1, 1, 0, 0, 0)
_PACKAGE = "http://schemas.openxmlformats.org/package/2006"
_RELATIONS = f"{_PACKAGE}/relationships"
_TYPES = f"{_PACKAGE}/content-types"
_DECLARED = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n'
_MAIN = "word/document.xml"
_MAIN_TYPE = "application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml"
_CORE_TYPE = "application/vnd.openxmlformats-package.core-properties+xml"
# What a document may take from another, by the last word of the relation's type.
_LENT = frozenset(
    ["styles", "settings", "theme", "fontTable", "webSettings", "numbering", "footnotes", "endnotes"]
)
# A4 with margins of 2.5 cm, in twentieths of a point.
_PAGE = (11906, 1417, 1417)
# What a lender may unfold to; more is a zip made to do harm.
_MOST_BYTES = 256 << 20
_RIGHT_TO_LEFT = frozenset(["ar", "fa", "he", "ps", "sd", "ug", "ur", "yi"])
_EASTERN = frozenset(["ja", "ko", "zh"])


class NotWord(Exception):  # noqa: N818 - turned into a UserError by the one who knows the file's name
    """The lender is no Word document."""


class Lender:
    """A Word document that is open to take from. Raises NotWord where it is none."""

    def __init__(self, data: bytes) -> None:
        try:
            with zipfile.ZipFile(io.BytesIO(data)) as archive:
                if sum(info.file_size for info in archive.infolist()) > _MOST_BYTES:
                    raise NotWord(f"more than {_MOST_BYTES >> 20} MB unfolded")
                self.parts = {info.filename: archive.read(info) for info in archive.infolist()}
        except (
            zipfile.BadZipFile,
            zlib.error,
            OSError,
            EOFError,
            RuntimeError,
            NotImplementedError,
        ) as error:
            raise NotWord(str(error)) from error
        missing = {"[Content_Types].xml", _MAIN, "word/styles.xml"} - set(self.parts)
        if missing:
            raise NotWord(", ".join(sorted(missing)))
        self.styles = Styles(parsed(self.parts["word/styles.xml"]))
        document = parsed(self.parts[_MAIN])
        if document.tag != f"{{{W}}}document":
            raise NotWord(str(document.tag))
        found = document.findall(f"{{{W}}}body/{{{W}}}sectPr")
        self.section: Any = found[-1] if found else etree.Element(f"{{{W}}}sectPr")
        referred = {
            str(value) for one in self.section.iter() for name, value in one.items() if name == f"{{{R}}}id"
        }
        self.relations = [
            one
            for one in relations(self.parts, _MAIN)
            if one.get("TargetMode") != "External"
            and (one.get("Id") in referred or _kind(one) in _LENT)
            and resolved(_MAIN, one) in self.parts
        ]

    @property
    def text_width(self) -> int:
        """The width between the margins, in twentieths of a point."""
        size, margins = self.section.find(f"{{{W}}}pgSz"), self.section.find(f"{{{W}}}pgMar")
        wanted = ((size, "w"), (margins, "left"), (margins, "right"))
        page, left, right = (
            int(value) if (value := "" if one is None else one.get(f"{{{W}}}{name}", "")).isdigit() else usual
            for (one, name), usual in zip(wanted, _PAGE, strict=True)
        )
        return page - left - right if page - left - right > 1000 else _PAGE[0] - _PAGE[1] - _PAGE[2]

    @property
    def first_link(self) -> int:
        """The number of the first id `rId…` that no relation has yet."""
        taken = [str(one.get("Id"))[3:] for one in self.relations if str(one.get("Id")).startswith("rId")]
        return max((int(number) for number in taken if number.isdigit() and len(number) < 9), default=0) + 1

    def lent(self) -> dict[str, bytes]:
        """The parts that are taken over, with the parts these need; the styles as they are now."""
        found: dict[str, bytes] = {}
        waiting = [resolved(_MAIN, one) for one in self.relations]
        while waiting:
            name = waiting.pop()
            if name in found or name == _MAIN or name not in self.parts:
                continue
            found[name] = self._told_less(name)
            own = relations(self.parts, name)
            # Links of a footer that lead out stay; those of the settings would fetch a template.
            if own and not name.endswith("/settings.xml"):
                found[_beside(name)] = self.parts[_beside(name)]
                waiting += [resolved(name, one) for one in own if one.get("TargetMode") != "External"]
        found["word/styles.xml"] = self.styles.written()
        return found

    def _told_less(self, name: str) -> bytes:
        """A part without what belongs to the lender's own text."""
        data = self.parts[name]
        if name.endswith(("/footnotes.xml", "/endnotes.xml")):
            root = parsed(data)
            for note in list(root):
                if note.get(f"{{{W}}}type") is None:
                    root.remove(note)
            return written(root)
        if name.endswith("/settings.xml"):
            root = parsed(data)
            for one in list(root):
                if any(f"{{{R}}}id" in below.attrib for below in one.iter()):
                    root.remove(one)
            return written(root)
        return data


class Styles:
    """The styles of a document by the names that Word shows; `id` puts in one of `usual` where it lacks it."""

    def __init__(self, root: Any) -> None:
        self._root = root
        self._usual: Styles | None = None
        self._ids: dict[tuple[str, str], str] = {}
        self._taken: set[str] = set()
        for one in root.findall(f"{{{W}}}style"):
            name = one.find(f"{{{W}}}name")
            key, number = str(one.get(f"{{{W}}}type", "paragraph")), str(one.get(f"{{{W}}}styleId", ""))
            if name is not None and number:
                self._ids.setdefault((key, str(name.get(f"{{{W}}}val", "")).casefold()), number)
            self._taken.add(number)

    def completed_by(self, usual: Styles) -> None:
        """Take what is lacking from `usual`."""
        self._usual = usual

    def id(self, kind: str, name: str) -> str:
        """The id of a style by its kind (paragraph, character, table) and name; the name itself where nobody has it."""
        key = (kind, name.casefold())
        if key not in self._ids:
            self._add(kind, name)
        return self._ids[key]

    def _add(self, kind: str, name: str) -> None:
        given = self._usual.element(kind, name) if self._usual is not None else None
        if given is None or self._usual is None:
            self._ids[kind, name.casefold()] = name
            return
        own = deepcopy(given)
        number = wanted = str(own.get(f"{{{W}}}styleId"))
        more = 2
        while number in self._taken:
            number, more = f"{wanted}{more}", more + 1
        own.set(f"{{{W}}}styleId", number)
        own.attrib.pop(f"{{{W}}}default", None)
        self._taken.add(number)
        self._ids[kind, name.casefold()] = number
        for link in ("basedOn", "next", "link"):
            found = own.find(f"{{{W}}}{link}")
            if found is not None:
                to = self._usual.named(str(found.get(f"{{{W}}}val")))
                found.set(f"{{{W}}}val", self.id(*to))
        self._root.append(own)

    def element(self, kind: str, name: str) -> Any | None:
        """A style as it is written."""
        number = self._ids.get((kind, name.casefold()))
        return (
            next((one for one in self._root if one.get(f"{{{W}}}styleId") == number), None)
            if number
            else None
        )

    def named(self, number: str) -> tuple[str, str]:
        """Kind and name of a style by its id."""
        return next((key for key, own in self._ids.items() if own == number), ("paragraph", "normal"))

    def speak(self, lang: str) -> None:
        """Make `lang` (a BCP 47 tag) the language of all text without one of its own."""
        place = self._root
        for name in ("docDefaults", "rPrDefault", "rPr", "lang"):
            found = place.find(f"{{{W}}}{name}")
            if found is None:
                found = etree.SubElement(place, f"{{{W}}}{name}")
                if name == "docDefaults" or name == "rPrDefault":
                    place.insert(0, found)
            place = found
        short = lang.partition("-")[0].casefold()
        which = "bidi" if short in _RIGHT_TO_LEFT else "eastAsia" if short in _EASTERN else "val"
        place.set(f"{{{W}}}{which}", lang)

    def written(self) -> bytes:
        """The part."""
        return written(self._root)


def assembled(lender: Lender, blocks: str, links: Mapping[str, str], *, title: str, lang: str) -> bytes:
    """The file: `blocks` in the lender's page. `links`: address → id of its relation."""
    section = etree.tostring(lender.section, encoding="unicode", with_tail=False)
    parts = {
        _MAIN: f'{_DECLARED}<w:document xmlns:w="{W}" xmlns:r="{R}"><w:body>{blocks}{section}</w:body></w:document>'.encode(),
        **lender.lent(),
    }
    rows = [etree.tostring(one, encoding="unicode", with_tail=False) for one in lender.relations]
    rows += [
        f'<Relationship Id="{number}" Type="{R}/hyperlink" Target={quoteattr(target(address))} TargetMode="External"/>'
        for address, number in links.items()
    ]
    parts[_beside(_MAIN)] = _relations(rows)
    parts["docProps/core.xml"] = _core(title, lang)
    parts["_rels/.rels"] = _relations(
        [
            f'<Relationship Id="rId1" Type="{R}/officeDocument" Target="{_MAIN}"/>',
            f'<Relationship Id="rId2" Type="{_RELATIONS}/metadata/core-properties" Target="docProps/core.xml"/>',
        ]
    )
    types = parsed(lender.parts["[Content_Types].xml"])
    return zipped({"[Content_Types].xml": _content_types(types, parts), **dict(sorted(parts.items()))})


def _content_types(types: Any, parts: Mapping[str, bytes]) -> bytes:
    for one in list(types):
        name = str(one.get("PartName", "")).lstrip("/")
        if name and (name not in parts or name in (_MAIN, "docProps/core.xml")):
            types.remove(one)
    for name, kind in ((_MAIN, _MAIN_TYPE), ("docProps/core.xml", _CORE_TYPE)):
        etree.SubElement(types, f"{{{_TYPES}}}Override", PartName=f"/{name}", ContentType=kind)
    return written(types)


def _core(title: str, lang: str) -> bytes:
    dublin = "http://purl.org/dc/elements/1.1/"
    root = etree.Element(
        f"{{{_PACKAGE}/metadata/core-properties}}coreProperties",
        nsmap={"cp": f"{_PACKAGE}/metadata/core-properties", "dc": dublin},
    )
    for name, value in (("title", title), ("language", lang)):
        etree.SubElement(root, f"{{{dublin}}}{name}").text = value
    return written(root)


def _relations(rows: list[str]) -> bytes:
    return f'{_DECLARED}<Relationships xmlns="{_RELATIONS}">{"".join(rows)}</Relationships>'.encode()


def relations(parts: Mapping[str, bytes], name: str) -> list[Any]:
    """The relations of a part."""
    data = parts.get(_beside(name))
    return [] if data is None else [one for one in parsed(data) if one.get("Target")]


def _beside(name: str) -> str:
    folder, file = posixpath.split(name)
    return posixpath.join(folder, "_rels", f"{file}.rels")


def _kind(relation: Any) -> str:
    return str(relation.get("Type", "")).rpartition("/")[2]


def resolved(name: str, relation: Any) -> str:
    """The part that a relation of `name` leads to."""
    return posixpath.normpath(posixpath.join("/", posixpath.dirname(name), relation.get("Target"))).lstrip(
        "/"
    )


def parsed(data: bytes) -> Any:
    """The root of a part: no entities, no network, no document type. Raises NotWord."""
    parser = etree.XMLParser(resolve_entities=False, no_network=True, load_dtd=False)
    try:
        root: Any = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as error:
        raise NotWord(str(error)) from error
    if root is None or root.getroottree().docinfo.doctype:
        raise NotWord("a document type where none belongs")
    return root


def written(root: Any) -> bytes:
    """A part's bytes."""
    data: bytes = etree.tostring(root, xml_declaration=True, encoding="UTF-8", standalone=True)
    return data


def zipped(parts: Mapping[str, bytes]) -> bytes:
    """A zip with a fixed time, in this order."""
    buffer = io.BytesIO()
    with zipfile.ZipFile(buffer, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            info = zipfile.ZipInfo(name, FIXED_TIME)
            # OpenDocument's first part must be readable as it lies there.
            info.compress_type = zipfile.ZIP_STORED if name == "mimetype" else zipfile.ZIP_DEFLATED
            archive.writestr(info, data)
    return buffer.getvalue()


def below(folder: Any) -> Iterator[tuple[str, bytes]]:
    """The files of a folder by their places in it."""
    for file in sorted(folder.rglob("*")):
        if file.is_file():
            yield file.relative_to(folder).as_posix(), file.read_bytes()
