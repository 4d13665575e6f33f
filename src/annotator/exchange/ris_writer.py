"""RIS out. What RIS has no tag for goes into its user fields, where an Annotator finds it again."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.citation import csl, edtf
from annotator.domain.source import Source
from annotator.exchange import names
from annotator.exchange import ris_tags as tags
from annotator.exchange.richtext import clean

_ORDER = (
    "title", "title-short", "original-title", "translated-title", "container-title-short", "volume", "edition",
    "number-of-volumes", "publisher", "publisher-place", "section", "genre", "language", "DOI", "URL", "archive",
    "archive_location", "call-number", "source", "abstract", "note",
)  # fmt: skip
_LEFT = frozenset(["type", "id", "custom", "citation-key"])


def write(sources: Iterable[Source]) -> str:
    """The sources as RIS, lines ending as the specification wants them (CR LF)."""
    return "".join("\r\n".join(entry(csl.to_csl(source))) + "\r\n\r\n" for source in sources)


def entry(item: Mapping[str, Any]) -> list[str]:
    """The lines of one CSL item."""
    kind = str(item.get("type", "document"))
    kept = _kept(item.get("custom"))
    ris_type = (kept.pop("TY", None) or [tags.WRITTEN.get(kind, "GEN")])[0]
    lines = [("TY", ris_type)]
    if tags.TYPES.get(ris_type, "document") != kind:
        lines.append((tags.OWN_TYPE, f"type: {kind}"))
    if item.get("id"):
        lines.append(("ID", str(item["id"])))
    used = set(_LEFT)
    for tag, role in (("AU", "author"), ("A2", "editor"), ("A3", "collection-editor"), ("A4", "translator")):
        if isinstance(item.get(role), list):
            lines += [(tag, names.inverted(name)) for name in item[role]]
            used.add(role)
    lines += _variables(item, kind, used)
    lines += _dates(item, used)
    lines += [("KW", word) for word in str(item.get("keyword", "")).split(", ") if word]
    used.add("keyword")
    lines += _rest(item, used)
    lines += [(tag, str(value)) for tag, values in kept.items() for value in values]
    return [*(f"{tag}  - {_line(value)}" for tag, value in lines), "ER  - "]


def _kept(custom: object) -> dict[str, list[str]]:
    """The tags that an import kept with an item; CSL-JSON may hold anything there."""
    found = custom.get("ris") if isinstance(custom, Mapping) else None
    return {
        tag: [str(value) for value in values]
        for tag, values in (found.items() if isinstance(found, Mapping) else ())
        if isinstance(tag, str) and re.fullmatch(r"[A-Z][A-Z0-9]", tag) and tag != "ER"
        and isinstance(values, list) and values
    }  # fmt: skip


def _variables(item: Mapping[str, Any], kind: str, used: set[str]) -> list[tuple[str, str]]:
    lines = []
    by_variable: dict[str, str] = {}
    for tag, variable in tags.TEXTS.items():
        by_variable.setdefault(variable, tag)
    series = kind in tags.SERIES
    for variable in _ORDER:
        used.add(variable)
        if item.get(variable) not in (None, ""):
            value = csl.bare_doi(str(item[variable])) if variable == "DOI" else str(item[variable])
            values = value.splitlines() if variable == "note" else [value]
            lines += [(by_variable[variable], value) for value in values]
        if variable == "translated-title":
            for name, tag in (("container-title", "T2"), ("collection-title", "T2" if series else "T3")):
                if item.get(name) and not (series and name == "container-title"):
                    lines.append((tag, str(item[name])))
                    used.add(name)
    numbered = "number" if kind in tags.NUMBERED else "issue"
    other = "issue" if numbered == "number" else "number"
    pairs = [(numbered, "IS"), ("ISBN", "SN")]
    if other == "number":
        pairs.append((other, "M1"))
    if not item.get("ISBN"):
        pairs.append(("ISSN", "SN"))
    for name, tag in pairs:
        if item.get(name):
            lines.append((tag, str(item[name])))
            used.add(name)
    if page := str(item.get("page", "")):
        used.add("page")
        ends = re.fullmatch(r"([^\s,–—-]+)\s*[–—-]+\s*([^\s,–—-]+)", page)
        if ends:
            lines += [("SP", ends[1]), ("EP", ends[2])]
        elif kind in tags.WHOLES:
            lines.append((tags.OWN, f"page: {page}"))
        else:
            lines.append(("SP", page))
    elif kind in tags.WHOLES and item.get("number-of-pages"):
        lines.append(("SP", str(item["number-of-pages"])))
        used.add("number-of-pages")
    return lines


def _dates(item: Mapping[str, Any], used: set[str]) -> list[tuple[str, str]]:
    lines = []
    used |= {"issued", "accessed"}
    issued, accessed = date_of(item, "issued"), date_of(item, "accessed")
    if issued:
        year = re.match(r"-?\d{4}", issued)
        if year:
            lines.append(("PY", year[0]))
        lines.append(("DA", _slashed(issued)))
    if accessed:
        lines.append(("Y2", _slashed(accessed)))
    return lines


def date_of(item: Mapping[str, Any], variable: str) -> str:
    """The EDTF of a CSL item's date, also where CSL cannot say it in parts."""
    custom = item.get("custom")
    own = custom.get("annotator") if isinstance(custom, Mapping) else None
    kept = own.get("edtf") if isinstance(own, Mapping) else None
    if isinstance(kept, Mapping) and kept.get(variable):
        return str(kept[variable])
    value = item.get(variable)
    return edtf.from_csl(value) if isinstance(value, Mapping) else str(value or "")


def _slashed(date: str) -> str:
    """`2020/03/05/`; what that cannot say (a range, circa, a season) as EDTF in the part for other words."""
    match = re.fullmatch(r"(\d{4})(?:-(\d{2}))?(?:-(\d{2}))?", date)
    if match and int(match[2] or 0) <= 12:
        return "/".join((match[1], match[2] or "", match[3] or "", ""))
    year = re.match(r"\d{4}", date)
    return f"{year[0] if year else ''}///{date}"


def _rest(item: Mapping[str, Any], used: set[str]) -> list[tuple[str, str]]:
    lines = []
    for key in sorted(set(item) - used):
        value = item[key]
        if key == "annote" and isinstance(value, str):
            lines += [(tags.OWN, f"annote: {one}") for one in re.split(r"\s*\n\s*", value) if one.strip()]
        elif key in csl.ROLES and isinstance(value, list):
            lines += [(tags.OWN, f"{key}-name: {names.inverted(name)}") for name in value]
        elif isinstance(value, Mapping):
            lines.append((tags.OWN, f"{key}: {edtf.from_csl(value)}"))
        elif isinstance(value, (str, int, float)) and str(value):
            lines.append((tags.OWN, f"{key}: {value}"))
    return lines


def _line(value: str) -> str:
    """A value on one line, without the markup that only CSL knows."""
    # No-break spaces stay: str.split would take them for blanks.
    return re.sub(r"[ \t\r\n\v\f\x85\u2028\u2029]+", " ", clean(value, rich=False, entities=False)).strip(" ")
