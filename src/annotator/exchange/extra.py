"""Zotero's field Extra: `Type: treaty`, `Volume: 1155`, one a line, are CSL variables that Zotero has no field for.

citeproc-js would take such lines of a note for variables when it prints. Taken out when they are read, they are
seen and edited as what they are.
"""

from __future__ import annotations

import re

from annotator.citation import edtf
from annotator.citation.csl import ROLES, TYPES
from annotator.exchange import dates
from annotator.exchange.found import Item

# CSL 1.0.2, Appendix IV: what a person may write there. `note`, `abstract` and the like are no labels but prose.
_LISTED = """
    archive archive_collection archive_location archive-place authority call-number chapter-number collection-number
    collection-title container-title container-title-short dimensions division DOI edition event-place event-title genre
    ISBN ISSN issue jurisdiction language medium number number-of-pages number-of-volumes original-publisher
    original-publisher-place original-title page part-number part-title PMCID PMID publisher publisher-place
    reviewed-title scale section status supplement-number title-short translated-title transliterated-title
    version volume volume-title
"""
_VARIABLES = frozenset(_LISTED.split())
_DATES = frozenset(["issued", "original-date", "event-date", "available-date", "submitted"])
_NAMES = {name.casefold(): name for name in (*_VARIABLES, *_DATES, *ROLES, "type", "citation-key")}
_LINE = re.compile(r"([A-Za-z][A-Za-z _-]{2,30}):\s*(\S.*)")


def taken_apart(item: Item) -> Item:
    """`item` with the variables that its note names; what it has already stays, and so does every other line."""
    note = item.get("note")
    if not isinstance(note, str) or ":" not in note:
        return item
    found: Item = {}
    rest = [line for line in note.splitlines() if not _understood(line.strip(), item, found)]
    if not found:
        return item
    kept = "\n".join(rest).strip()
    return {
        **{key: value for key, value in item.items() if key != "note"},
        **found,
        **({"note": kept} if kept else {}),
    }


def _understood(line: str, item: Item, found: Item) -> bool:
    match = _LINE.fullmatch(line)
    if match is None:
        return False
    label, value = match[1].strip().casefold(), match[2].strip()
    name = _NAMES.get(label.replace(" ", "-")) or _NAMES.get(label.replace(" ", "_"))
    if name is None:
        return False
    if name == "type":
        # Zotero's own type is that of the form it was typed into.
        kind = value.casefold()
        if kind not in TYPES:
            return False
        found["type"] = kind
        return True
    if name == "citation-key":
        found.setdefault("citation-key", value)
        found.setdefault("id", value)
        return True
    if name in ROLES:
        family, _, given = (part.strip() for part in value.partition("||"))
        person = {"family": family, "given": given} if given else {"literal": family}
        if name in item:
            return False
        found.setdefault(name, []).append(person)
        return True
    if name in found or (item.get(name) and name not in _DATES):
        return False
    if name in _DATES:
        date = edtf.to_csl(dates.loose(value))
        if date is None or "date-parts" not in date:
            return False
        found[name] = date
        return True
    found[name] = value
    return True
