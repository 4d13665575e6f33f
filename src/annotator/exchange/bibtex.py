"""BibLaTeX and BibTeX in: entries to CSL items.

By a mapping of our own and not by pandoc: that one writes titles in small letters, drops fields it does not know, and
would be a process for each broken entry.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from functools import lru_cache

from annotator.citation import edtf
from annotator.domain.i18n import tr
from annotator.exchange import bib_fields as known
from annotator.exchange import dates, latex, names
from annotator.exchange.bib_blocks import Block, blocks, count, looks_like
from annotator.exchange.found import Entries, Item, Raw

__all__ = ["count", "looks_like", "read"]

_PARENT = re.compile(r"\b(?:crossref|xdata)\s*=\s*[{\"]?\s*([^\s,{}\"]+)", re.IGNORECASE)
# A part takes these from its whole under another name (biblatex manual, appendix B).
_INHERITED = {"title": "booktitle", "subtitle": "booksubtitle", "author": "bookauthor"}
_NOT_INHERITED = frozenset(
    ["crossref", "xref", "xdata", "shorttitle", "pages", "doi", "url", "note", "abstract", "options"]
)
# A name told part by part (biblatex manual, section 3.4, "extended name format").
_EXTENDED = re.compile(r"\"?(?:family|given|prefix|suffix)(?:-i)?\s*=", re.IGNORECASE)
_INSIDE = frozenset(["inbook", "incollection", "inproceedings", "inreference", "conference", "bookinbook"])


def read(text: str) -> Entries:
    """The entries, in order; what stands only for others (`@xdata`) is none."""
    # Plain searches first: a regular expression over a large file would keep a cancel waiting.
    lower = text.lower()
    asks = "crossref" in lower or "xdata" in lower
    del lower
    wanted = {key.casefold() for key in _PARENT.findall(text)} if asks else set()
    parents = {b.key.casefold(): b for b in blocks(text) if b.key.casefold() in wanted} if wanted else {}
    for block in blocks(text):
        if block.reason:
            yield Raw(None, block.line, block.reason, block.done)
        elif block.type not in ("xdata", "set", "preamble", "comment"):
            yield _raw(block, parents)


def _raw(block: Block, parents: Mapping[str, Block]) -> Raw:
    try:
        item = _item(block.type, _complete(block, parents))
    except ValueError:
        return Raw(None, block.line, tr("a field of it is nested too deep"), block.done)
    if set(item) <= {"type"}:
        return Raw(None, block.line, tr("it has no fields"), block.done)
    if block.key:
        item["id"] = block.key
    return Raw(item, block.line, done=block.done)


def _complete(block: Block, parents: Mapping[str, Block]) -> dict[str, str]:
    """The entry's fields with those it takes from the whole it belongs to."""
    fields = dict(block.fields)
    for name in ("xdata", "crossref"):
        for key in fields.get(name, "").split(","):
            parent = parents.get(key.strip().casefold())
            if parent is None:
                continue
            for field, value in parent.fields.items():
                if name == "crossref" and block.type in _INSIDE:
                    field = _INHERITED.get(field, field)
                if name == "xdata" or field not in _NOT_INHERITED:
                    fields.setdefault(field, value)
            if name == "xdata":
                fields.pop(name, None)
    return fields


def _item(kind: str, fields: dict[str, str]) -> Item:
    fields = {name: value for name, value in fields.items() if value.strip()}
    for name in list(fields):
        other = known.ALIASES.get(name)
        if other and other not in fields:
            fields[other] = fields.pop(name)
    subtype = fields.pop("entrysubtype", "")
    item: Item = {"type": _type(kind, subtype)}
    if subtype and item["type"] != subtype:
        fields["entrysubtype"] = subtype
    options = fields.get("options", "")
    if "useprefix" in options:
        rest = re.sub(r"\s*,?\s*useprefix\s*=\s*(true|false)\s*,?\s*", "", options)
        fields["options"] = rest
        if not rest:
            del fields["options"]
    for name, role in known.ROLES.items():
        if name in fields:
            item[role] = people(fields.pop(name), dropping="useprefix=false" in options.replace(" ", ""))
    _dates(item, fields)
    _own(item, fields, dropping="useprefix=false" in options.replace(" ", ""))
    _wholes(item, fields)
    for name, variable in known.VERBATIM.items():
        if name in fields:
            item[variable] = re.sub(r"\\([_%&#~{}])", r"\1", fields.pop(name)).strip()
    for name, variable in known.TEXTS.items():
        if name in fields:
            item[variable] = latex.to_text(fields.pop(name))
    _adjust(item, fields)
    if kind in known.GENRES:
        item.setdefault("genre", known.GENRES[kind])
    language = fields.pop("langid", "")
    if language:
        item["language"] = language
    if (
        known.WRITTEN.get(str(item["type"]), "misc") != kind
        and kind not in known.CLASSIC.values()
        and not (
            kind == "misc" and subtype == item["type"]  # as BibTeX's styles need it, not as it is
        )
    ):
        fields["entrytype"] = kind
    if fields:
        item["custom"] = {"biblatex": fields}
    return item


def _type(kind: str, subtype: str) -> str:
    from annotator.citation.csl import TYPES

    if subtype in TYPES:
        return subtype
    if kind == "article" and subtype in ("newspaper", "magazine"):
        return f"article-{subtype}"
    return known.TYPES.get(kind, "document")


def people(text: str, *, dropping: bool = False) -> list[Item]:
    """Names between `and`; `dropping` says that particles drop (biblatex's `useprefix=false`)."""
    from bibtexparser.middlewares.names import split_multiple_persons_names

    # The library takes the backslash of an accent for one that protects a brace.
    split = split_multiple_persons_names(latex.letters(text))
    found = [dict(_person(written.strip(), dropping)) for written in split]
    return [name for name in found if any(name.values())]


# The same people write again and again.
@lru_cache(maxsize=4096)
def _person(whole: str, dropping: bool) -> tuple[tuple[str, str], ...]:
    from bibtexparser.middlewares.names import InvalidNameError, parse_single_name_into_parts

    if _EXTENDED.match(whole) and (told := _extended(whole, dropping)):
        return tuple(told.items())
    if re.fullmatch(r"\{[^{}]*\}", whole) or (whole[:1] == "{" and whole[-1:] == "}" and "," not in whole):
        return (("literal", latex.to_text(whole)),)
    try:
        parts = parse_single_name_into_parts(whole, strict=False)
    except InvalidNameError:
        return (("literal", latex.to_text(whole)),)
    particle = "dropping-particle" if dropping else "non-dropping-particle"
    given, suffix = " ".join(parts.first), " ".join(parts.jr)
    if suffix and names.is_suffix(given) and not names.is_suffix(suffix):
        given, suffix = suffix, given  # `King, Martin Luther, Jr.`: not BibTeX's order, but what is meant
    name = {"family": " ".join(parts.last), "given": given, particle: " ".join(parts.von), "suffix": suffix}
    read = {key: latex.to_text(value) for key, value in name.items() if value}
    # One word alone is more often an institution's short name than a person's.
    if set(read) == {"family"} and "," not in whole:
        read = {"literal": read["family"]}
    return tuple(read.items())


def _extended(whole: str, dropping: bool) -> Item:
    """Biber's `family=Fontaine, given=Jean, prefix=de la, useprefix=true`, which Better BibTeX writes too.

    What holds a comma is in braces, in quotation marks, or in both: `"family={Robert and Sons, Inc.}"`.
    """
    parts = {
        one[1].casefold(): latex.to_text(one[2].strip().strip('"'))
        for part in _between_commas(whole)
        if (one := re.match(r"(\w[\w-]*)\s*=\s*(.+)", part.strip().strip('"'), re.DOTALL))
    }
    dropping = parts.get("useprefix", "false" if dropping else "true") == "false"
    name = {
        "family": parts.get("family", ""),
        "given": parts.get("given", ""),
        "dropping-particle" if dropping else "non-dropping-particle": parts.get("prefix", ""),
        "suffix": parts.get("suffix", ""),
    }
    found = {key: value for key, value in name.items() if value}
    return {"literal": found["family"]} if set(found) == {"family"} else found


def _between_commas(whole: str) -> Iterator[str]:
    depth, quoted, start = 0, False, 0
    for at, char in enumerate(whole):
        if char in "{}":
            depth += 1 if char == "{" else -1
        elif char == '"' and not depth:
            quoted = not quoted
        elif char == "," and not depth and not quoted:
            yield whole[start:at]
            start = at + 1
    yield whole[start:]


def _dates(item: Item, fields: dict[str, str]) -> None:
    year = fields.pop("year", "")
    month, day = fields.pop("month", ""), fields.pop("day", "")
    if "date" not in fields and (year or month):
        item["issued"] = dates.assembled(latex.to_text(year), latex.to_text(month), day)
    for name, variable in known.DATES.items():
        if name not in fields:
            continue
        written = latex.to_text(fields.pop(name).replace("~", r"\textasciitilde{}"))
        date = written if dates.is_edtf(written) else dates.loose(written)
        item[variable] = date if variable in ("issued", "accessed") else _parts(date)


def _parts(date: str) -> Item:
    return dict(edtf.to_csl(date) or {"literal": date})


def _own(item: Item, fields: dict[str, str], *, dropping: bool) -> None:
    """What another Annotator wrote in fields of its own."""
    from annotator.citation.csl import ROLES

    for name in [name for name in fields if name.startswith(known.OWN)]:
        variable, value = name.removeprefix(known.OWN), fields.pop(name)
        variable = {"doi": "DOI", "isbn": "ISBN", "issn": "ISSN", "pmid": "PMID", "pmcid": "PMCID"}.get(
            variable, variable
        )
        if variable in ROLES:
            item[variable] = people(value, dropping=dropping)
        elif variable in known.DATE_VARIABLES:
            item[variable] = _parts(latex.to_text(value.replace("~", r"\textasciitilde{}")))
        else:
            item[variable] = latex.to_text(value)


def _wholes(item: Item, fields: dict[str, str]) -> None:
    """Titles with their subtitles, and the whole in which the item stands."""
    for title, below in (
        ("title", "subtitle"),
        ("journaltitle", "journalsubtitle"),
        ("booktitle", "booksubtitle"),
        ("maintitle", "mainsubtitle"),
    ):
        if title in fields and below in fields:
            fields[title] = f"{fields[title]}: {fields.pop(below)}"
    if "maintitle" in fields and "booktitle" in fields:
        item["volume-title"] = latex.to_text(fields.pop("booktitle"))
        item["container-title"] = latex.to_text(fields.pop("maintitle"))
    for name in ("journaltitle", "booktitle"):
        if name in fields and "container-title" not in item:
            item["container-title"] = latex.to_text(fields.pop(name))
    if "number" in fields:
        kind = str(item["type"])
        variable = (
            "issue" if kind in known.ISSUES else "number" if kind in known.NUMBERED else "collection-number"
        )
        item[variable] = latex.to_text(fields.pop("number"))
    if "issue" in fields and "issue" not in item:
        item["issue"] = latex.to_text(fields.pop("issue"))


def _adjust(item: Item, fields: dict[str, str]) -> None:
    medium = str(item.get("medium", ""))
    if re.match(r"https?://\S+$", medium):
        del item["medium"]
        item.setdefault("URL", medium)
    if "page" in item:
        item["page"] = re.sub(r"(?<=\w)\s*-+\s*(?=\w)", "–", str(item["page"]))
    if "eprint" in fields and fields.get("eprinttype", "").casefold() == "arxiv":
        item.setdefault("URL", f"https://arxiv.org/abs/{fields['eprint']}")
