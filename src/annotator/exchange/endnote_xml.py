"""EndNote's XML in: `<records><record>…`, texts wrapped in `<style>` elements."""

from __future__ import annotations

import re
from typing import Any

from annotator.domain.i18n import tr
from annotator.exchange import dates, names
from annotator.exchange.found import Entries, Item, Raw
from annotator.exchange.xml_records import Records, attribute, child, children, local, words

# EndNote's reference types by number (EndNote's own table of types).
_TYPES = {
    0: "article-journal", 1: "graphic", 2: "motion_picture", 3: "bill", 4: "legal_case", 5: "chapter", 6: "book",
    7: "legal_case", 8: "software", 9: "software", 10: "paper-conference", 12: "webpage", 13: "document",
    14: "hearing", 16: "webpage", 17: "article-journal", 18: "legal_case", 19: "article-magazine", 20: "map",
    21: "motion_picture", 23: "article-newspaper", 25: "patent", 26: "personal_communication", 27: "report",
    28: "book", 31: "legislation", 32: "thesis", 34: "manuscript", 36: "manuscript", 37: "figure", 43: "webpage",
    44: "book", 45: "webpage", 46: "report", 47: "paper-conference", 48: "motion_picture", 50: "regulation",
    52: "entry-encyclopedia", 53: "entry-encyclopedia", 54: "webpage", 55: "entry-dictionary", 56: "post-weblog",
    57: "periodical", 58: "standard", 59: "dataset", 60: "chapter", 61: "pamphlet",
}  # fmt: skip
_TITLES = {
    "title": "title",
    "short-title": "title-short",
    "tertiary-title": "collection-title",
    "translated-title": "translated-title",
}
_TEXTS = {
    "volume": "volume", "edition": "edition", "publisher": "publisher", "pub-location": "publisher-place",
    "language": "language", "abstract": "abstract", "electronic-resource-num": "DOI", "call-num": "call-number",
    "section": "section", "num-vols": "number-of-volumes", "work-type": "genre", "notes": "note",
    "remote-database-name": "archive", "orig-pub": "original-title",
}  # fmt: skip
_ROLES = {
    "authors": "author", "secondary-authors": "editor", "tertiary-authors": "collection-editor",
    "subsidiary-authors": "translator", "translated-authors": "translator",
}  # fmt: skip
_SERIES = frozenset(["book", "report", "thesis", "map", "standard"])
_TAGS = {"italic": "i", "bold": "b", "superscript": "sup", "subscript": "sub"}


def read(text: str) -> Entries:
    """The records, in order."""
    records = Records(text, "record")
    for element, line, done in records:
        item = _item(element)
        reason = "" if set(item) - {"type", "id"} else tr("it has no fields")
        yield Raw(None if reason else item, line, reason, done)
    if records.problem:
        yield Raw(
            None, records.problem[0], tr("the file is broken from here on: {why}", why=records.problem[1])
        )


def _item(record: Any) -> Item:
    number = words(child(record, "ref-type"))
    kind = _TYPES.get(int(number), "document") if number.isdigit() and number.isascii() else "document"
    item: Item = {"type": kind}
    if key := words(child(record, "label")):
        item["id"] = key
    for group in children(record, "contributors"):
        for people in children(group):
            role = _ROLES.get(local(people))
            found = [names.from_inverted(words(one)) for one in children(people) if words(one)]
            if role and found:
                item.setdefault(role, []).extend(found)
    for one in children(record, "titles"):
        _titles(item, one)
    if "container-title" not in item and (whole := words(child(record, "periodical", "full-title"))):
        item["container-title"] = whole
    for name, variable in _TEXTS.items():
        if value := words(child(record, name)):
            item[variable] = value
    if kind == "thesis" and "publisher" not in item and (school := words(child(record, "auth-address"))):
        item["publisher"] = school
    _numbers(item, record)
    keywords = [words(one) for group in children(record, "keywords") for one in children(group)]
    if keywords:
        item["keyword"] = ", ".join(filter(None, keywords))
    for kind_of_urls in ("web-urls", "related-urls"):
        if "URL" not in item and (address := words(child(record, "urls", kind_of_urls, "url"))):
            item["URL"] = address
    return item


def _titles(item: Item, titles: Any) -> None:
    for one in children(titles):
        name, value = local(one), _rich(one)
        if not value:
            continue
        if name in _TITLES:
            item.setdefault(_TITLES[name], value)
        elif name == "secondary-title":
            item["collection-title" if item["type"] in _SERIES else "container-title"] = value
        elif name == "alt-title":
            item.setdefault("container-title-short", value)


def _rich(element: Any) -> str:
    """The text with CSL's tags for EndNote's faces."""
    styles = children(element, "style")
    if not styles:
        return words(element)
    parts = []
    for one in styles:
        text = "".join(one.itertext())
        for face in attribute(one, "face").split():
            if face in _TAGS and text.strip():
                text = f"<{_TAGS[face]}>{text}</{_TAGS[face]}>"
        parts.append(text)
    return " ".join("".join(parts).split())


def _numbers(item: Item, record: Any) -> None:
    numbered = item["type"] in ("report", "standard", "patent", "bill", "legislation")
    if number := words(child(record, "number")):
        item["number" if numbered else "issue"] = number
    if pages := words(child(record, "pages")):
        item["page"] = re.sub(r"--|(?<=\d)-(?=\d)", "–", pages)  # A-4 is one page
    if serial := words(child(record, "isbn")):
        digits = sum(c.isdigit() or c in "xX" for c in serial)
        item["ISBN" if digits in (10, 13) or item["type"] in ("book", "chapter") else "ISSN"] = serial
    year = words(child(record, "dates", "year"))
    exact = words(child(record, "dates", "pub-dates", "date"))
    if year or exact:
        whole = dates.loose(exact) if exact else ""
        item["issued"] = whole if whole[:4] == year[:4] and dates.is_edtf(whole) else _day(year, exact)
    if accessed := words(child(record, "access-date")):
        item["accessed"] = dates.loose(accessed)


def _day(year: str, words_of_day: str) -> str:
    """`2020` and `March 5`, as EndNote keeps them apart."""
    if not year:
        return dates.loose(words_of_day)
    joined = dates.loose(f"{words_of_day} {year}".strip())
    return joined if dates.is_edtf(joined) else dates.loose(year)
