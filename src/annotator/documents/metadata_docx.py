"""What a Word document says about itself (ECMA-376, part 2: core properties)."""

from __future__ import annotations

import re

from .found import Findings, person
from .package import Package
from .xml import parse_xml

_DC = "{http://purl.org/dc/elements/1.1/}"
_TERMS = "{http://purl.org/dc/terms/}"
# What a title field holds when nobody wrote one.
JUNK_TITLE = re.compile(
    r"(microsoft (word|powerpoint)\b.*|untitled.*|document\d*|unbenannt.*|sans titre.*|без имени.*|"
    r".*\.(docx?|pdf|indd|qxd|tex|dvi|rtf|odt|p65|html?|pages)|[\W\d_]*)",
    re.I,
)


def describe(package: Package) -> Findings:
    """Title stated; author and date guesses: they name whoever first saved the file, and when."""
    found = Findings()
    if not package.has("docProps/core.xml"):
        return found
    core = parse_xml(package.read("docProps/core.xml"))
    title = core.findtext(f"{_DC}title")
    if title and not JUNK_TITLE.fullmatch(title.strip()):
        found.state("title", title)
    creator = " ".join((core.findtext(f"{_DC}creator") or "").split())
    names = [person(name) for name in re.split(r"\s*[;&]\s*|\s+and\s+", creator) if " " in name.strip()]
    found.people([name for name in names if name], guessed=True)
    found.state("language", core.findtext(f"{_DC}language"))
    return found
