"""What a PDF says about itself: its information dictionary and XMP packet. Worker only."""

from __future__ import annotations

import re
from typing import Any

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr

from .engine import DAMAGE
from .found import Findings, Person, people, person
from .language import language_of
from .metadata_docx import JUNK_TITLE
from .reading import FLAGS
from .xml import parse_xml

_DC = "{http://purl.org/dc/elements/1.1/}"
_RDF = "{http://www.w3.org/1999/02/22-rdf-syntax-ns#}"
_DOI = re.compile(r"\bdoi(?:\.org/|:\s*)(10\.\d{4,9}/[^\s\"<>]+[^\s\"<>.,;)])", re.I)
_VOLUME = re.compile(
    r"\bVol(?:ume|\.)?\s*(?P<volume>\d+)\s*[,;:·|]?\s*(?:No|Nr|Issue|Iss)\.?\s*(?P<issue>\d+)", re.I
)
_PAGES = re.compile(r"\bpp?\.?\s*(\d+)\s*[–—-]\s*(\d+)")
_ISSN = re.compile(r"\bISSN:?\s*(?:\([^)]*\)\s*)?(\d{4}-\d{3}[\dX])\b", re.I)


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
    title, below = _headline(document)
    found.state("title", title, guessed=True, reason=tr("the largest type on the first page"))
    found.people(_writers(below), guessed=True)
    _imprint(first, found)
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
    try:
        packet = document.get_xml_metadata() or ""
    except DAMAGE:
        # What a file says about itself is no reason to refuse the file.
        return
    start, end = packet.find("<rdf:RDF"), packet.rfind("</rdf:RDF>")
    if start < 0 or end < start:
        return
    try:
        root = parse_xml(packet[start : end + len("</rdf:RDF>")].encode())
    except UserError:
        return
    title = (
        " ".join("".join(root.find(f".//{_DC}title").itertext()).split())
        if root.find(f".//{_DC}title") is not None
        else ""
    )
    if _is_title(title):
        found.state("title", title)
    names = [item.text or "" for item in root.iterfind(f".//{_DC}creator//{_RDF}li")]
    found.people([one for one in map(person, names) if one and one[0]])
    # The publishing industry's fields (PRISM), under any version of its namespace, as element or attribute.
    for name, field in (
        ("publicationName", "container_title"), ("doi", "doi"), ("volume", "volume"), ("number", "issue"), ("isbn", "isbn"), ("issn", "ISSN"),
    ):  # fmt: skip
        found.state(field, _prism(root, name))
    found.dated("issued", _prism(root, "publicationDate") or _prism(root, "coverDate"))


def _prism(root: Any, name: str) -> str:
    for element in root.iter():
        if isinstance(element.tag, str) and "prism" in element.tag and element.tag.endswith("}" + name):
            return (element.text or "").strip()
        for key, value in element.attrib.items():
            if "prism" in key and key.endswith("}" + name):
                return str(value).strip()
    return ""


def _headline(document: Any) -> tuple[str, list[str]]:
    """The lines in the largest type in the upper half of the first page, nearly always the title; and the next lines."""
    try:
        page = document.load_page(0)
        lines = [
            (
                max(round(span["size"], 1) for span in line["spans"]),
                "".join(span["text"] for span in line["spans"]).strip(),
            )
            for block in page.get_text("dict", flags=FLAGS)["blocks"]
            for line in block.get("lines", ())
            if line["spans"] and line["bbox"][1] < page.rect.height * 0.6
        ]
    except DAMAGE:
        return "", []
    lines = [(size, text) for size, text in lines if text]
    sizes = sorted({size for size, _ in lines}, reverse=True)
    if len(sizes) < 2 or (sizes[0] < 1.15 * sizes[1] and len(sizes) < 3):
        return "", []
    words = " ".join(text for size, text in lines if size == sizes[0]).split()
    last = max(n for n, (size, _) in enumerate(lines) if size == sizes[0])
    return (
        (" ".join(words), [text for _, text in lines[last + 1 : last + 4]])
        if 3 <= len(words) <= 40
        else ("", [])
    )


def _writers(lines: list[str]) -> list[Person]:
    """The first line below a title, if it is nothing but names."""
    for line in lines:
        bare = re.sub(r"^by\s+", "", re.sub(r"[\d*†‡§¹²³⁴⁵]+", " ", line), flags=re.I)
        made = people(bare)
        if made and all(_like_name(one) for one in made):
            return made
    return []


def _like_name(one: Person) -> bool:
    words = f"{one[1]} {one[0]}".split()
    return (
        bool(one[0] and one[1])
        and 2 <= len(words) <= 4
        and all(
            word[0].isupper()
            and word.strip(".-’'")
            .replace("-", "")
            .replace(".", "")
            .replace("’", "")
            .replace("'", "")
            .isalpha()
            for word in (words[0], words[-1])
        )
    )


def _imprint(first: str, found: Findings) -> None:
    """Volume, issue and pages where the first page has them in one line, as journals print them."""
    for line in first.split("\n"):
        match = _VOLUME.search(line)
        if match:
            for name in ("volume", "issue"):
                found.state(name, match[name], guessed=True)
            pages = _PAGES.search(line)
            if pages:
                found.state("page", f"{pages[1]}–{pages[2]}", guessed=True)
            break
    numbers = {match[1].upper() for match in _ISSN.finditer(first)}
    if len(numbers) == 1:
        found.state("ISSN", numbers.pop(), guessed=True)
