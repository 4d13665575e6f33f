"""BibLaTeX and BibTeX out, by our own mapping; what neither has a field for goes into `x-` fields, which LaTeX ignores."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from typing import Any

from annotator.citation import csl, edtf
from annotator.domain.source import Source
from annotator.exchange import bib_fields as known
from annotator.exchange import dates, latex
from annotator.exchange.ris_writer import date_of

_CLASSIC_NAMES = {"journaltitle": "journal", "location": "address"}
_FIELDS = {variable: field for field, variable in known.TEXTS.items()}
_BREAK = re.compile(r"[ \t]*[\r\n\v\f\x85\u2028\u2029]+[ \t]*")
_NAME = re.compile(r"[A-Za-z][\w.:+-]*")
_LEFT = frozenset(["type", "id", "custom", "citation-key", "language"])


def write(sources: Iterable[Source], *, classic: bool = False) -> str:
    """The sources as BibLaTeX, or with `classic` as what BibTeX's own styles understand. Keys are unique."""
    taken: set[str] = set()
    texts = []
    for source in sources:
        item = csl.to_csl(source)
        texts.append(entry(item, _unique(str(item["id"]), taken), classic=classic))
    return "\n".join(texts)


def _unique(key: str, taken: set[str]) -> str:
    key = re.sub(r"[\s{}(),=\\#%~\"']+", "", key) or "entry"
    found, number = key, 1
    while found.casefold() in taken:
        number += 1
        found = f"{key}-{number}"
    taken.add(found.casefold())
    return found


def entry(item: Mapping[str, Any], key: str, *, classic: bool = False) -> str:
    """One CSL item as an entry."""
    kept = _kept(item.get("custom"))
    kind = str(item.get("type", "document"))
    written = str(kept.pop("entrytype", "") or known.WRITTEN.get(kind, "misc"))
    if classic:
        written = known.CLASSIC.get(written, "misc")
    fields: dict[str, str] = {}
    if known.TYPES.get(written, "document") != kind:
        fields["entrysubtype"] = kind
    used = set(_LEFT)
    _people(item, fields, used)
    _titles(item, kind, written, fields, used)
    for variable, field in _FIELDS.items():
        if item.get(variable) not in (None, "") and variable not in used:
            value = str(item[variable])
            fields[field] = latex.from_text(value)
            used.add(variable)
    for field, variable in known.VERBATIM.items():
        if item.get(variable):
            value = str(item[variable])
            fields[field] = _verbatim(csl.bare_doi(value) if variable == "DOI" else value)
            used.add(variable)
    _dates(item, classic, fields, used)
    if item.get("language"):
        fields["langid"] = latex.from_text(str(item["language"]))
    _rest(item, fields, used)
    if classic:
        fields = _classic(written, fields)
    for field, value in kept.items():
        fields.setdefault(field, str(value))
    # On one line each: a line of its own that begins like an entry, or like a tag of RIS, is none.
    lines = [f"  {field} = {{{_BREAK.sub(' ', value).strip()}}}," for field, value in fields.items()]
    return "\n".join([f"@{written}{{{key},", *lines, "}", ""])


def _kept(custom: object) -> dict[str, str]:
    """The fields that an import kept with an item. CSL-JSON may hold anything there: what would break a file is left out."""
    found = custom.get("biblatex") if isinstance(custom, Mapping) else None
    return {
        name: value
        for name, value in (found.items() if isinstance(found, Mapping) else ())
        if isinstance(name, str) and _NAME.fullmatch(name)
        and isinstance(value, str) and latex.balanced(value)
        and (name not in ("entrytype", "entrysubtype") or _NAME.fullmatch(value))
    }  # fmt: skip


def _people(item: Mapping[str, Any], fields: dict[str, str], used: set[str]) -> None:
    roles = {role: field for field, role in known.ROLES.items()}
    names = []
    for role in csl.ROLES:
        if isinstance(item.get(role), list):
            fields[roles.get(role, known.OWN + role)] = " and ".join(_name(name) for name in item[role])
            names += item[role]
            used.add(role)
    if any(name.get("non-dropping-particle") for name in names):
        fields["options"] = "useprefix=true"
    elif any(name.get("dropping-particle") for name in names):
        fields["options"] = "useprefix=false"


def _name(name: Mapping[str, Any]) -> str:
    if literal := str(name.get("literal", "")):
        return "others" if literal == "others" else "{" + latex.from_text(literal) + "}"
    both = (name.get("dropping-particle"), name.get("non-dropping-particle"))
    particle = " ".join(str(part) for part in both if part)
    family, given, suffix = (_part(str(name.get(key, ""))) for key in ("family", "given", "suffix"))
    if name.get("family") and re.match(r"[a-z]|.*\s[a-z]", str(name["family"])):
        family = "{" + family + "}"
    whole = f"{latex.from_text(particle)} {family}".strip()
    return ", ".join(
        [whole, suffix, given] if suffix else [whole, given] if given else [whole + ","]
    ).rstrip()


def _part(text: str) -> str:
    written = latex.from_text(text)
    return "{" + written + "}" if "," in text or re.search(r"\band\b", text) else written


def _titles(item: Mapping[str, Any], kind: str, written: str, fields: dict[str, str], used: set[str]) -> None:
    whole = item.get("container-title")
    if whole:
        name = (
            "journaltitle"
            if written in ("article", "periodical", "suppperiodical", "review")
            else "booktitle"
        )
        if item.get("volume-title") and name == "booktitle":
            fields["maintitle"], fields["booktitle"] = (
                latex.from_text(str(whole)),
                latex.from_text(str(item["volume-title"])),
            )
            used.add("volume-title")
        else:
            fields[name] = latex.from_text(str(whole))
        used.add("container-title")
    number = "issue" if kind in known.ISSUES else "number" if kind in known.NUMBERED else "collection-number"
    if item.get(number):
        fields["number"] = latex.from_text(str(item[number]))
        used.add(number)


def _dates(item: Mapping[str, Any], classic: bool, fields: dict[str, str], used: set[str]) -> None:
    for field, variable in known.DATES.items():
        used.add(variable)
        date = date_of(item, variable)
        if not date:
            continue
        if dates.is_edtf(date):
            fields[field] = date
        elif field == "date":
            fields["year"] = latex.from_text(date)
        else:
            fields[field] = latex.from_text(date)
    if classic and (match := re.match(r"(\d{4})(?:-(\d{2}))?(?!\d*/)", fields.get("date", ""))):
        fields.setdefault("year", match[1])
        if match[2] and int(match[2]) <= 12:
            fields.setdefault("month", match[2].lstrip("0"))


def _rest(item: Mapping[str, Any], fields: dict[str, str], used: set[str]) -> None:
    for key in sorted(set(item) - used):
        value = item[key]
        if isinstance(value, Mapping):
            value = edtf.from_csl(value)
        if isinstance(value, (str, int, float)) and str(value) and _NAME.fullmatch(key):
            fields[known.OWN + key.casefold()] = latex.from_text(str(value))


def _classic(written: str, fields: dict[str, str]) -> dict[str, str]:
    names = dict(_CLASSIC_NAMES)
    if written in ("techreport", "phdthesis"):
        names["publisher"] = "institution" if written == "techreport" else "school"
    return {names.get(field, field): value for field, value in fields.items()}


def _verbatim(text: str) -> str:
    """An address as it is; braces in it would end the field."""
    return text.replace("{", "%7B").replace("}", "%7D")
