"""What a PDF says about itself: its information dictionary and XMP packet. Worker only."""

from __future__ import annotations

import re
from typing import Any

from annotator.domain.errors import UserError

from .dates import iso_date
from .found import Findings, Person, people, person
from .language import language_of
from .metadata_docx import JUNK_TITLE
from .xml import parse_xml

_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DOI = re.compile(r"\bdoi(?:\.org/|:\s*)(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)])", re.I)


def describe(document: Any, texts: list[str]) -> Findings:
    """Title and authors as stated, unless they are what software fills in; the rest only where a standard field has it."""
    found = Findings()
    _xmp(document, found)
    info = document.metadata or {}
    title = " ".join((info.get("title") or "").split())
    if _is_title(title):
        found.state("title", title)
    author = " ".join((info.get("author") or "").split())
    # One small word is an account's name ("admin", "jdoe"), not a writer's.
    found.people([one for one in _names(author) if one[0]])
    first = "\n".join(texts[:2])[:20_000]
    found.state("title", _largest(document), guessed=True)
    numbers = {match[1] for match in _DOI.finditer(first)}
    if len(numbers) == 1:
        found.state("doi", numbers.pop(), guessed=True)
    found.state("language", language_of("\n".join(texts[:20])), guessed=True)
    return found


def _is_title(title: str) -> bool:
    return len(title) > 3 and not JUNK_TITLE.fullmatch(title) and not re.fullmatch(r"\S*[_\d]\S*", title)


def _names(author: str) -> list[Person]:
    if ";" in author:
        return [one for one in map(person, author.split(";")) if one]
    return people(author)


def _xmp(document: Any, found: Findings) -> None:
    packet = document.get_xml_metadata() or ""
    start, end = packet.find("<rdf:RDF"), packet.rfind("</rdf:RDF>")
    if start < 0 or end < start:
        return
    try:
        root = parse_xml(packet[start : end + len("</rdf:RDF>")].encode())
    except UserError:
        return
    title = " ".join("".join(root.find(f".//{_DC}title").itertext()).split()) if root.find(f".//{_DC}title") is not None else ""
    if _is_title(title):
        found.state("title", title)
    names = [item.text or "" for item in root.iterfind(f".//{_DC}creator//{_RDF}li")]
    found.people([one for one in map(person, names) if one and one[0]])
    # The publishing industry's fields (PRISM), under any version of its namespace, as element or attribute.
    for name, field in (
        ("publicationName", "container_title"), ("doi", "doi"), ("volume", "volume"), ("number", "issue"), ("isbn", "isbn"),
    ):  # fmt: skip
        found.state(field, _prism(root, name))
    found.state("issued", iso_date(_prism(root, "publicationDate") or _prism(root, "coverDate")))


def _prism(root: Any, name: str) -> str:
    for element in root.iter():
        if isinstance(element.tag, str) and "prism" in element.tag and element.tag.endswith("}" + name):
            return (element.text or "").strip()
        for key, value in element.attrib.items():
            if "prism" in key and key.endswith("}" + name):
                return str(value).strip()
    return ""


def _largest(document: Any) -> str:
    """The lines in the largest type in the upper half of the first page: nearly always the title."""
    try:
        page = document.load_page(0)
        spans = [
            (round(span["size"], 1), span["text"].strip())
            for block in page.get_text("dict")["blocks"]
            for line in block.get("lines", ())
            for span in line["spans"]
            if span["text"].strip() and span["bbox"][1] < page.rect.height * 0.6
        ]
    except (RuntimeError, ValueError):
        return ""
    sizes = sorted({size for size, _ in spans}, reverse=True)
    if len(sizes) < 2 or (sizes[0] < 1.15 * sizes[1] and len(sizes) < 3):
        return ""
    words = " ".join(text for size, text in spans if size == sizes[0]).split()
    return " ".join(words) if 3 <= len(words) <= 40 else ""
