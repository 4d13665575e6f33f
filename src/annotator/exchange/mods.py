"""MODS in (Library of Congress, version 3): `<mods>` elements of a collection or alone."""

from __future__ import annotations

from typing import Any

from annotator.domain.i18n import tr
from annotator.exchange import dates
from annotator.exchange.found import Entries, Item, Raw
from annotator.exchange.names import particles
from annotator.exchange.xml_records import Records, attribute, child, children, words

_GENRES = {
    "article": "article-journal", "journal article": "article-journal", "academic journal": "article-journal",
    "journalarticle": "article-journal", "magazinearticle": "article-magazine", "newspaperarticle": "article-newspaper",
    "newspaper": "article-newspaper", "book": "book", "booksection": "chapter", "book chapter": "chapter",
    "conference publication": "paper-conference", "conferencepaper": "paper-conference", "thesis": "thesis",
    "ph.d. thesis": "thesis", "theses": "thesis", "report": "report", "technical report": "report", "webpage": "webpage",
    "web site": "webpage", "treaty": "treaty", "legal case and case notes": "legal_case", "case": "legal_case",
    "statute": "legislation", "legislation": "legislation", "manuscript": "manuscript", "letter": "personal_communication",
    "interview": "interview", "map": "map", "film": "motion_picture", "dataset": "dataset", "patent": "patent",
    "hearing": "hearing", "encyclopediaarticle": "entry-encyclopedia", "dictionaryentry": "entry-dictionary",
    "presentation": "speech", "document": "document", "blogpost": "post-weblog",
}  # fmt: skip
_ROLES = {
    "aut": "author", "author": "author", "creator": "author", "cre": "author", "edt": "editor", "editor": "editor", "trl": "translator",
    "translator": "translator", "ctb": "contributor", "contributor": "contributor", "drt": "director",
    "director": "director", "ill": "illustrator", "com": "compiler", "compiler": "compiler", "rcp": "recipient",
    "recipient": "recipient", "ivr": "interviewer", "interviewer": "interviewer", "pbd": "collection-editor",
    "series editor": "collection-editor",
}  # fmt: skip
_TEXTS = {"publisher": "publisher", "edition": "edition"}


def read(text: str) -> Entries:
    """The records, in order."""
    records = Records(text, "mods")
    for element, line, done in records:
        item = _item(element)
        reason = "" if set(item) - {"type", "id"} else tr("it has no fields")
        yield Raw(None if reason else item, line, reason, done)
    if records.problem:
        yield Raw(
            None, records.problem[0], tr("the file is broken from here on: {why}", why=records.problem[1])
        )


def _item(record: Any) -> Item:
    hosts = [one for one in children(record, "relatedItem") if attribute(one, "type") == "host"]
    series = [one for one in children(record, "relatedItem") if attribute(one, "type") == "series"]
    item: Item = {"type": _type(record, bool(hosts))}
    if key := attribute(record, "ID") or words(_identifier(record, "citekey")):
        item["id"] = key
    for one in children(record, "titleInfo"):
        kind = attribute(one, "type")
        variable = {
            "": "title",
            "abbreviated": "title-short",
            "translated": "translated-title",
            "alternative": "original-title",
        }.get(kind)
        if variable:
            item.setdefault(variable, _title(one))
    _names(item, record)
    for host in hosts[:1]:
        if title := _title(child(host, "titleInfo")):
            item["container-title"] = title
        _names(item, host, within=True)
        _imprint(item, host)
        _part(item, host)
        _identifiers(item, host)
    for one in series[:1]:
        if title := _title(child(one, "titleInfo")):
            item["collection-title"] = title
        if number := words(child(one, "titleInfo", "partNumber")):
            item["collection-number"] = number
    _imprint(item, record)
    _part(item, record)
    _identifiers(item, record)
    _rest(item, record)
    return item


def _type(record: Any, hosted: bool) -> str:
    genres = [
        words(one).casefold()
        for one in record.iter()
        if str(one.tag).endswith("}genre") or one.tag == "genre"
    ]
    for one in children(record, "genre"):
        if found := _GENRES.get(words(one).casefold()):
            return found
    if hosted:
        return next(
            (
                kind
                for genre in genres
                if (
                    kind := {
                        "newspaper": "article-newspaper",
                        "periodical": "article-journal",
                        "magazine": "article-magazine",
                    }.get(genre)
                )
            ),
            "article-journal"
            if any("issn" in attribute(one, "type") for one in record.iter() if isinstance(one.tag, str))
            else "chapter",
        )
    return next(
        (found for genre in genres if (found := _GENRES.get(genre))),
        "book" if child(record, "originInfo", "publisher") is not None else "document",
    )


def _title(info: Any | None) -> str:
    if info is None:
        return ""
    title = f"{words(child(info, 'nonSort'))} {words(child(info, 'title'))}".strip()
    below = words(child(info, "subTitle"))
    return f"{title}: {below}" if below and title else title or below


def _names(item: Item, record: Any, *, within: bool = False) -> None:
    for one in children(record, "name"):
        terms = [
            words(term).casefold() for role in children(one, "role") for term in children(role, "roleTerm")
        ]
        role = next((_ROLES[term] for term in terms if term in _ROLES), "author")
        if within and role == "author":
            role = "container-author"
        parts: dict[str, list[str]] = {}
        for part in children(one, "namePart"):
            parts.setdefault(attribute(part, "type"), []).append(words(part))
        if attribute(one, "type") == "corporate" or not ("family" in parts or "given" in parts):
            whole = " ".join(parts.get("", [])) or " ".join(parts.get("family", []))
            if attribute(one, "type") == "personal" and "," in whole:
                family, given = whole.split(",", 1)
                name = particles(family.strip(), given.strip(" ,"))
            else:
                name = {"literal": whole}
        else:
            name = particles(" ".join(parts.get("family", [])), " ".join(parts.get("given", [])))
            if "termsOfAddress" in parts:
                name["suffix"] = " ".join(parts["termsOfAddress"])
        if any(name.values()):
            item.setdefault(role, []).append(name)


def _imprint(item: Item, record: Any) -> None:
    for origin in children(record, "originInfo"):
        for name, variable in _TEXTS.items():
            if value := words(child(origin, name)):
                item.setdefault(variable, value)
        for place in children(origin, "place"):
            texts = [
                words(term) for term in children(place, "placeTerm") if attribute(term, "type") != "code"
            ]
            if texts and texts[0]:
                item.setdefault("publisher-place", texts[0])
        for name in ("dateIssued", "copyrightDate", "dateCreated"):
            found = [
                (one.get("point"), dates.loose(words(one))) for one in children(origin, name) if words(one)
            ]
            ends = {point: date for point, date in found if point}
            if "start" in ends and "end" in ends:
                item.setdefault("issued", f"{ends['start']}/{ends['end']}")
            elif found:
                item.setdefault("issued", found[0][1])
        if captured := words(child(origin, "dateCaptured")):
            item.setdefault("accessed", dates.loose(captured))


def _part(item: Item, record: Any) -> None:
    for part in children(record, "part"):
        for detail in children(part, "detail"):
            variable = {
                "volume": "volume",
                "issue": "issue",
                "number": "issue",
                "chapter": "chapter-number",
            }.get(attribute(detail, "type"))
            if variable and (value := words(child(detail, "number"))):
                item.setdefault(variable, value)
        for extent in children(part, "extent"):
            first, last = words(child(extent, "start")), words(child(extent, "end"))
            listed = words(child(extent, "list"))
            if first or listed:
                item.setdefault(
                    "page", f"{first}–{last}" if first and last and first != last else first or listed
                )
        if date := words(child(part, "date")):
            item.setdefault("issued", dates.loose(date))


def _identifier(record: Any, kind: str) -> Any | None:
    return next((one for one in children(record, "identifier") if attribute(one, "type") == kind), None)


def _identifiers(item: Item, record: Any) -> None:
    for kind, variable in (("doi", "DOI"), ("isbn", "ISBN"), ("issn", "ISSN"), ("uri", "URL")):
        if value := words(_identifier(record, kind)):
            item.setdefault(variable, value)
    for location in children(record, "location"):
        for url in children(location, "url"):
            if words(url):
                item.setdefault("URL", words(url))
                if accessed := attribute(url, "dateLastAccessed"):
                    item.setdefault("accessed", dates.loose(accessed))
        if shelf := words(child(location, "shelfLocator")):
            item.setdefault("call-number", shelf)
        if archive := words(child(location, "physicalLocation")):
            item.setdefault("archive", archive)


def _rest(item: Item, record: Any) -> None:
    for one in children(record, "language"):
        terms = children(one, "languageTerm")
        if terms and words(terms[0]):
            item.setdefault("language", words(terms[0]))
    if abstract := words(child(record, "abstract")):
        item["abstract"] = abstract
    notes = [words(one) for one in children(record, "note") if words(one)]
    if notes:
        item["note"] = "\n".join(notes)
    topics = [words(topic) for one in children(record, "subject") for topic in children(one, "topic")]
    if topics:
        item["keyword"] = ", ".join(filter(None, topics))
