"""Names as other programs write them, to CSL and back."""

from __future__ import annotations

import re

from annotator.exchange.found import Item

_SUFFIX = re.compile(r"(?:jr|sr|junior|senior|[ivx]{1,5}|esq|2nd|3rd)\.?", re.IGNORECASE)


def from_inverted(text: str) -> Item:
    """A name of the form `van der Berg, Jan, Jr.`; without a comma an institution's, `Plato,` a person's only name.

    Words in small letters before the family name are its particle, after the given name a dropping particle. A
    doubled comma is a comma in an institution's name (EndNote's convention).
    """
    text = " ".join(text.split())
    if ",," in text:
        return {"literal": re.sub(r",,\s*", ", ", text)}
    parts = [part.strip() for part in text.split(",")]
    if len(parts) == 1:
        return {"literal": parts[0]}
    if not any(parts[1:]):
        return {"family" if " " not in parts[0] else "literal": parts[0]}
    family, given = parts[0], parts[1]
    suffix = ", ".join(part for part in parts[2:] if part)
    if not suffix and len(parts) == 2 and _SUFFIX.fullmatch(given) and "." in given and len(given) < 4:
        given, suffix = "", given
    name = particles(family, given)
    if suffix:
        name["suffix"] = suffix
    return name


def is_suffix(text: str) -> bool:
    """Whether a part of a name is one that follows it: `Jr.`, `III`."""
    return _SUFFIX.fullmatch(text) is not None


def particles(family: str, given: str) -> Item:
    """A CSL name whose particles are taken out of the family and given names by their small letters."""
    before, rest = _leading(family)
    kept, dropping = _trailing(given)
    found = {
        "family": rest,
        "given": kept,
        "non-dropping-particle": before,
        "dropping-particle": dropping,
    }
    return {key: value for key, value in found.items() if value}


def _leading(family: str) -> tuple[str, str]:
    words = family.split(" ")
    count = 0
    while count < len(words) - 1 and words[count][:1].islower():
        count += 1
    if count:
        return " ".join(words[:count]), " ".join(words[count:])
    # d’Alembert, al-Khwarizmi: a particle of one to three small letters joined by an apostrophe or a hyphen.
    joined = re.match(r"([a-z]{1,3}[’'\-])([^\W\d_].*)", family)
    return (joined[1], joined[2]) if joined and joined[2][0].isupper() else ("", family)


def _trailing(given: str) -> tuple[str, str]:
    words = given.split(" ")
    count = len(words)
    while count > 1 and words[count - 1][:1].islower():
        count -= 1
    return " ".join(words[:count]), " ".join(words[count:])


def inverted(name: Item) -> str:
    """A CSL name as `van der Berg, Jan, Jr.`; an institution's as it is, its commas doubled."""
    if literal := str(name.get("literal", "")):
        return literal.replace(", ", ",, ")
    particle, family = str(name.get("non-dropping-particle", "")), str(name.get("family", ""))
    joined = particle.endswith(("’", "'", "-"))
    family = particle + family if joined else f"{particle} {family}".strip()
    given = f"{name.get('given', '')} {name.get('dropping-particle', '')}".strip()
    suffix = str(name.get("suffix", ""))
    if suffix:
        return f"{family}, {given}, {suffix}"
    # A comma tells a person from an institution.
    return f"{family}, {given}" if given else f"{family},"
