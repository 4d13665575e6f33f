"""A source as a CSL-JSON item and back (CSL-JSON schema 1.0.2), and as the engine wants to be given it.

`to_csl` and `from_csl` are each other's inverse but for keys of the store (id, dates of making). What CSL
cannot say goes into its own `custom` object under "annotator": dates whose EDTF says more than date parts
do, and the names of guessed fields.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping
from typing import Any

from annotator.citation import edtf
from annotator.domain.i18n import tr
from annotator.domain.ids import new_id
from annotator.domain.source import NAME_PARTS, Agent, Contributor, Source

Item = dict[str, Any]

# Field of Source → CSL variable.
FIELDS = {
    "title": "title",
    "title_short": "title-short",
    "container_title": "container-title",
    "publisher": "publisher",
    "publisher_place": "publisher-place",
    "url": "URL",
    "doi": "DOI",
    "isbn": "ISBN",
    "volume": "volume",
    "issue": "issue",
    "page": "page",
    "language": "language",
    "citekey": "citation-key",
    "annote": "annote",
}
DATES = {"issued": "issued", "accessed": "accessed"}

# CSL 1.0.2, Appendix III.
_TYPES_LISTED = """
    article article-journal article-magazine article-newspaper bill book broadcast chapter classic
    collection dataset document entry entry-dictionary entry-encyclopedia event figure graphic hearing
    interview legal_case legislation manuscript map motion_picture musical_score pamphlet paper-conference
    patent performance periodical personal_communication post post-weblog regulation report review
    review-book software song speech standard thesis treaty webpage
"""
TYPES = frozenset(_TYPES_LISTED.split())
# CSL 1.0.2, Appendix IV, name variables.
_ROLES_LISTED = """
    author chair collection-editor compiler composer container-author contributor curator director editor
    editorial-director editor-translator executive-producer guest host illustrator interviewer narrator
    organizer original-author performer producer recipient reviewed-author script-writer series-creator
    translator
"""
ROLES = frozenset(_ROLES_LISTED.split())
_CUSTOM = "annotator"
_DOI = re.compile(r"(?:https?://)?(?:(?:dx\.|www\.)?doi\.org/|doi:?\s*)(?=10\.)", re.IGNORECASE)


def to_csl(source: Source) -> Item:
    """The whole source as a CSL-JSON item, `annote` included; its id is the citekey, else the source's id."""
    item: Item = {key: value for key, value in source.csl.items() if key not in ROLES and key != "custom"}
    item["id"] = source.csl.get("id") or source.citekey or source.id
    item["type"] = source.type
    for field, variable in FIELDS.items():
        if value := getattr(source, field):
            item[variable] = value
    exact_dates = {}
    for field, variable in DATES.items():
        if not (value := getattr(source, field)):
            continue
        kept = source.csl.get(variable)
        if isinstance(kept, Mapping) and edtf.from_csl(kept) == value:
            continue  # as it was imported, nobody has edited it since
        date = edtf.to_csl(value)
        item[variable] = date
        if date is not None and edtf.from_csl(date) != value:
            exact_dates[variable] = value
    item.update(_names(source))
    custom = _custom(source.csl.get("custom"))
    own: Item = {}
    if exact_dates:
        own["edtf"] = exact_dates
    if source.guessed:
        own["guessed"] = sorted(source.guessed)
    if own:
        custom[_CUSTOM] = own
    if custom:
        item["custom"] = custom
    return item


def from_csl(item: Mapping[str, Any], *, source_id: str = "") -> Source:
    """The source of a CSL-JSON item. Variables without a field of their own stay in `csl`, untouched.

    Raises ValueError where `item` is no CSL item at all (the message says why, for a person).
    """
    if not isinstance(item, Mapping):
        raise ValueError(tr("it is not an object with fields"))
    kind = item.get("type", "document")
    if not isinstance(kind, str):
        raise ValueError(tr("its type is not a word"))
    custom = _custom(item.get("custom"))
    own = custom.pop(_CUSTOM, None)
    own = own if isinstance(own, Mapping) else {}
    rest: Item = {}
    values: dict[str, str] = {}
    variables = {variable: field for field, variable in FIELDS.items()}
    for key, value in item.items():
        if key in ("id", "type", "custom") or key in ROLES or key in DATES:
            continue
        if key in variables and isinstance(value, (str, int, float)) and not isinstance(value, bool):
            values[variables[key]] = str(value)
        else:
            rest[key] = value
    if custom:
        rest["custom"] = custom
    kept_dates = own.get("edtf")
    kept_dates = kept_dates if isinstance(kept_dates, Mapping) else {}
    for field, variable in DATES.items():
        value = item.get(variable)
        if isinstance(value, str):
            values[field] = value.strip()
        elif isinstance(value, Mapping):
            values[field] = str(kept_dates.get(variable) or edtf.from_csl(value))
            if variable not in kept_dates and edtf.to_csl(values[field]) != value:
                rest[variable] = dict(value)
    contributors = _contributors(item, rest)
    guessed = own.get("guessed")
    identifier = item.get("id")
    if isinstance(identifier, (str, int)) and str(identifier) != values.setdefault(
        "citekey", str(identifier)
    ):
        rest["id"] = identifier
    return Source(
        id=source_id or new_id(),
        type=kind,
        csl=rest,
        contributors=contributors,
        guessed=frozenset(str(name) for name in guessed) if isinstance(guessed, list) else frozenset(),
        **values,  # type: ignore[arg-type]  # all of these fields are strings
    )


def formatted(source: Source, file_name: str = "") -> Item:
    """The item as the engine is to print it: under the source's own id, and never empty.

    - `annote` is left out (we print it below the entry ourselves), and it never becomes CSL's `note`.
    - An unknown type is printed as a document.
    - A language is always set where the title is not in Latin letters, or a style would title-case it.
    - A title in another script is printed with its transliteration before and its translation after it, which no style
      asks for by itself: "Sahmanner Սահմաններ [Borders]" (Chicago 17 §11.9, §14.99; APA 7 §9.38).
    - A source without a title is described in brackets, the usual sign of a supplied title (Chicago 17
      §14.79, APA 7 §9.22), with its file's name, which is the only thing that tells two such sources apart.
    """
    item = printable(to_csl(source))
    for variable in ("annote", "custom", "citation-key"):
        item.pop(variable, None)
    item["id"] = source.id
    if source.type not in TYPES:
        item["type"] = "document"
    if not source.title.strip():
        item["title"] = untitled(file_name)
    if not source.language and not _is_latin(source.title):
        item["language"] = "und"
    return _with_scripts(item)


def _with_scripts(item: Item) -> Item:
    """`item` with all scripts of its title in the title; its short title is then, where it has none, the first of them."""
    said = {name: str(item.pop(name, "")).strip() for name in ("transliterated-title", "translated-title")}
    title, original = str(item["title"]), str(item.get("original-title", "")).strip()
    latin, translated = said["transliterated-title"], said["translated-title"]
    if original == title:
        del item["original-title"]  # or styles print that it was "originally published as" itself
    first, others = title, []
    if latin:
        # Whichever field holds it, the other one is in the work's own script.
        own = next((one for one in (title, original) if one and not _is_latin(one)), "")
        first, others = latin, [own] if own else []
        if own and own == original:
            item.pop("original-title", None)
        item.setdefault("language", "und")
    if translated and translated not in (first, *others):
        others.append(f"[{translated}]")
    if others:
        item.setdefault("title-short", first)
        # Neither in italics: what is added is not the title that the work bears.
        item["title"] = f'{first} <span class="nodecor">{" ".join(others)}</span>'
    return item


def _is_latin(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return sum("LATIN" in unicodedata.name(c, "") for c in letters) * 2 >= len(letters)


def printable(item: Item) -> Item:
    """`item` without values of a shape that CSL does not know: one bad import must not stop a bibliography.

    A DOI is given without the address before it, which the styles print themselves.
    """
    shapes: Item = {}
    for key, value in item.items():
        if key in ROLES:
            names = _printable_names(value)
            if names:
                shapes[key] = names
        elif isinstance(value, Mapping):
            date = edtf.to_csl(edtf.from_csl(value))
            if date is not None:
                shapes[key] = edtf.printable(date)
        elif key == "DOI" and isinstance(value, str):
            shapes[key] = bare_doi(value)
        elif isinstance(value, (str, int, float)) and not isinstance(value, bool):
            shapes[key] = value
    return shapes


def bare_doi(text: str) -> str:
    """A DOI without the address before it."""
    return _DOI.sub("", text.strip())


def _printable_names(value: object) -> list[Item]:
    names: list[Item] = []
    for name in [value] if isinstance(value, str) else value if isinstance(value, list) else []:
        if isinstance(name, str):
            names.append({"literal": name})
        elif isinstance(name, Mapping):
            kept = {str(key): part for key, part in name.items() if isinstance(part, (str, bool))}
            if any(kept.get(key) for key in ("family", "given", "literal")):
                names.append(kept)
    return names


def untitled(file_name: str) -> str:
    """The words that stand for a missing title, in CSL's rich text; the file's name keeps its case."""
    if not file_name:
        return "[" + tr("Untitled document") + "]"
    return "[" + tr("Untitled document") + f' <span class="nocase">{_no_markup(file_name)}</span>]'


def _no_markup(text: str) -> str:
    return text.replace("<", "‹").replace(">", "›")


def _names(source: Source) -> Item:
    """Role → CSL names. What more an import knew of them holds while nobody has edited them."""
    by_role: dict[str, list[Agent]] = {}
    for contributor in source.contributors:
        by_role.setdefault(contributor.role, []).append(contributor.agent)
    # What an import gave that is no name at all is given back as it came.
    names: Item = {
        role: source.csl[role] for role in ROLES & set(source.csl) if not _projected(source.csl[role])
    }
    for role, agents in by_role.items():
        original = source.csl.get(role)
        unedited = _projected(original) == [agent.parts for agent in agents]
        names[role] = original if unedited else [_name(agent) for agent in agents]
    return names


def _name(agent: Agent) -> Item:
    if agent.literal:
        return {"literal": agent.literal}
    name = {
        part.replace("_", "-"): value
        for part, value in zip(NAME_PARTS, agent.parts, strict=True)
        if value and part != "literal"
    }
    return name or {"literal": ""}


def _contributors(item: Mapping[str, Any], rest: Item) -> tuple[Contributor, ...]:
    found: list[Contributor] = []
    for role in item:
        if role not in ROLES:
            continue
        projected = _projected(item[role])
        agents = [Agent.of(*parts) for parts in projected]
        if [_name(agent) for agent in agents] != item[role]:
            rest[role] = item[role]
        found += [Contributor(agent, role) for agent in agents]
    return tuple(found)


def _projected(names: object) -> list[tuple[str, ...]]:
    """The parts of each CSL name, in the order of `NAME_PARTS`. An institution's name is whole."""
    projected: list[tuple[str, ...]] = []
    for name in [names] if isinstance(names, str) else names if isinstance(names, list) else []:
        if isinstance(name, str):
            projected.append(("", "", name, "", "", ""))
            continue
        if not isinstance(name, Mapping):
            continue
        part = {key: str(value) for key, value in name.items() if isinstance(value, (str, int, float))}
        parts = tuple(part.get(key.replace("_", "-"), "") for key in NAME_PARTS)
        if part.get("literal"):
            projected.append(("", "", part["literal"], "", "", ""))
        elif any(parts):
            projected.append(parts)
    return projected


def _custom(value: object) -> Item:
    return dict(value) if isinstance(value, Mapping) else {}
