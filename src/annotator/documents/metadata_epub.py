"""What a book says about itself (EPUB's package document, Dublin Core)."""

from __future__ import annotations

from typing import Any

from .found import Findings, person

_DC = "{http://purl.org/dc/elements/1.1/}"
_OPF = "{http://www.idpf.org/2007/opf}"


def describe(opf: Any) -> Findings:
    """All of it is stated in the file."""
    found = Findings()
    found.state("type", "book")
    found.state("title", opf.findtext(f".//{_DC}title"))
    found.state("publisher", opf.findtext(f".//{_DC}publisher"))
    found.state("language", opf.findtext(f".//{_DC}language"))
    for date in opf.iter(f"{_DC}date"):
        # EPUB 2 marks when the file was made with the same element.
        if date.get(f"{_OPF}event") in (None, "publication", "original-publication"):
            found.dated("issued", date.text or "")
    for identifier in opf.iter(f"{_DC}identifier"):
        value = (identifier.text or "").lower().replace("urn:isbn:", "").replace("-", "").strip()
        if value.isdigit() and len(value) == 13 and value.startswith(("978", "979")):
            found.state("isbn", value)
    roles = {
        meta.get("refines", "").lstrip("#"): (meta.text or "").strip()
        for meta in opf.iter(f"{_OPF}meta")
        if meta.get("property") == "role"
    }
    authors = []
    for creator in opf.iter(f"{_DC}creator"):
        role = creator.get(f"{_OPF}role") or roles.get(creator.get("id", ""), "aut")
        if role == "aut":
            name = person(creator.text or "")
            if name:
                authors.append(name)
    found.people(authors)
    return found
