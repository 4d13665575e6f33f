"""What was found about a file, gathered with the flag that it is a guess; and names of people taken apart."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from datetime import date

from annotator.domain.document import Found

from .dates import read_date

Person = tuple[str, str, str]

_HONORIFICS = re.compile(
    r"(?:(?:dr|prof|professor|mr|mrs|ms|mx|sir|dame|lord|lady|hon|rev|amb|ambassador|gen|col|lt|capt|herr|frau|mme|m|"
    r"doç|phd|ph\.d|ing|dipl|mag|assoc|asst|associate|assistant)\.?\s+)+",
    re.I,
)
_DEGREES = re.compile(r",?\s+(?:ph\.?\s?d|m\.?\s?a|m\.?\s?d|j\.?\s?d|ll\.?\s?[mbd]|esq|jr|sr)\.?$", re.I)
# Belong to the family name (CSL would part them; the bibliography sorts by what the author uses).
_PARTICLES = frozenset(
    [
        "von",
        "van",
        "de",
        "der",
        "den",
        "del",
        "della",
        "di",
        "da",
        "dos",
        "das",
        "du",
        "la",
        "le",
        "el",
        "al",
        "ter",
        "ten",
        "zu",
        "bin",
        "ibn",
        "ben",
    ]
)
_INSTITUTIONS = frozenset(
    [
        "agency",
        "association",
        "bureau",
        "center",
        "centre",
        "college",
        "commission",
        "committee",
        "company",
        "council",
        "department",
        "desk",
        "editor",
        "editorial",
        "editors",
        "embassy",
        "foundation",
        "government",
        "group",
        "institute",
        "journal",
        "magazine",
        "ministry",
        "network",
        "news",
        "newsroom",
        "office",
        "organisation",
        "organization",
        "policy",
        "post",
        "press",
        "project",
        "report",
        "reporter",
        "reporters",
        "secretariat",
        "service",
        "society",
        "staff",
        "team",
        "times",
        "union",
        "university",
        "writer",
        "writers",
    ]
)


@dataclass(slots=True)
class Findings:
    """CSL fields and authors; the first statement of a field stands, a guess gives way to a statement."""

    fields: dict[str, Found] = field(default_factory=dict)
    authors: tuple[Person, ...] = ()
    authors_guessed: bool = False

    def state(self, name: str, value: str | None, *, guessed: bool = False, reason: str = "") -> None:
        """Note a value unless a better one is known or it is empty."""
        value = " ".join((value or "").split())
        old = self.fields.get(name)
        if value and (old is None or (old.guessed and not guessed)):
            self.fields[name] = Found(value, guessed, reason)

    def dated(self, name: str, value: str, today: date | None = None) -> None:
        """Note a date as the file states it; one that could be two days only as the year, and as a guess."""
        edtf, reason = read_date(value, today)
        self.state(name, edtf, guessed=bool(reason), reason=reason)

    def value(self, name: str) -> str:
        """A field's value, or nothing."""
        found = self.fields.get(name)
        return found.value if found else ""

    def people(self, authors: list[Person], *, guessed: bool = False) -> None:
        """Note the authors unless better ones are known."""
        if authors and (not self.authors or (self.authors_guessed and not guessed)):
            self.authors = tuple(dict.fromkeys(authors))
            self.authors_guessed = guessed


def is_institution(name: str) -> bool:
    """Whether a name has a word that people's names do not have."""
    return any(word.strip(".,").casefold() in _INSTITUTIONS for word in name.split())


def person(name: str) -> Person | None:
    """A name as (family, given, literal). None where it is none (an address, a number, a sentence)."""
    name = " ".join(name.split()).strip(" ,;*†‡")
    name = _DEGREES.sub("", _HONORIFICS.sub("", name, count=1) if _HONORIFICS.match(name) else name)
    if not name or len(name) > 80 or "@" in name or "://" in name or any(c.isdigit() for c in name):
        return None
    if is_institution(name) or " " not in name:
        return "", "", name
    if "," in name:
        family, _, given = name.partition(",")
        return (family.strip(), given.strip(), "") if given.strip() else ("", "", family.strip())
    words = name.split()
    if len(words) > 6:
        return "", "", name
    first = len(words) - 1
    while first > 1 and words[first - 1].casefold() in _PARTICLES:
        first -= 1
    family, given = " ".join(words[first:]), " ".join(words[:first])
    if name.isupper():
        return family.title(), given.title(), ""
    return _cased(family), given, ""


def _cased(name: str) -> str:
    """A family name set in capitals, as some papers do, as it is written otherwise."""
    return name.title() if name.isupper() and len(name) > 3 and "." not in name else name


def people(names: str) -> list[Person]:
    """The people of a byline: "A B and C D", "A B, C D & E F", "A B - C D"."""
    # "Institute of Law and Peace" is one; "Institute of Law and Ministry of Peace" two.
    both = re.fullmatch(r"([^,;&|/•·]+?) (?:of|for|on) [^,;&|/•·]+? and ([^,;&|/•·]+)", names.strip())
    if both and is_institution(both[1]) and not is_institution(both[2]):
        return [("", "", " ".join(names.split()))]
    parts = re.split(
        r"\s*(?:[;&|/•·]|\s[-–—]\s|,\s+(?:and|und|et|y|и)\s|\s(?:and|und|et|y|и|ve|və|with)\s)\s*", names
    )
    found: list[Person] = []
    for part in parts:
        pieces = part.split(",")
        # "Doe, Jane" is one person; "Jane Doe, John Roe" two.
        several = len(pieces) > 1 and all(" " in piece.strip() for piece in pieces)
        for piece in pieces if several else [part]:
            made = person(piece)
            if made:
                found.append(made)
    return found
