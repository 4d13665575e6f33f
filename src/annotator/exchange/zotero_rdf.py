"""Zotero's RDF in: items with their people, and the journals and series they point to."""

from __future__ import annotations

import re
from typing import Any

from annotator.domain.i18n import tr
from annotator.exchange import dates
from annotator.exchange.extra import taken_apart
from annotator.exchange.found import Entries, Item, Raw
from annotator.exchange.names import particles
from annotator.exchange.xml_records import Records, attribute, child, children, local, words

# Zotero's item types in CSL (Zotero's own type mappings).
_TYPES = {
    "artwork": "graphic", "audioRecording": "song", "bill": "bill", "blogPost": "post-weblog", "book": "book",
    "bookSection": "chapter", "case": "legal_case", "computerProgram": "software", "conferencePaper": "paper-conference",
    "dataset": "dataset", "dictionaryEntry": "entry-dictionary", "document": "document", "email": "personal_communication",
    "encyclopediaArticle": "entry-encyclopedia", "film": "motion_picture", "forumPost": "post", "hearing": "hearing",
    "instantMessage": "personal_communication", "interview": "interview", "journalArticle": "article-journal",
    "letter": "personal_communication", "magazineArticle": "article-magazine", "manuscript": "manuscript", "map": "map",
    "newspaperArticle": "article-newspaper", "patent": "patent", "podcast": "song", "preprint": "article",
    "presentation": "speech", "radioBroadcast": "broadcast", "report": "report", "standard": "standard",
    "statute": "legislation", "thesis": "thesis", "tvBroadcast": "broadcast", "videoRecording": "motion_picture",
    "webpage": "webpage",
}  # fmt: skip
_CLASSES = {
    "Article": "article-journal", "Book": "book", "BookSection": "chapter", "Thesis": "thesis", "Report": "report",
    "Letter": "personal_communication", "Manuscript": "manuscript", "Patent": "patent", "Legislation": "legislation",
    "Document": "document", "Image": "graphic", "MotionPicture": "motion_picture", "Recording": "song",
    "Interview": "interview", "Map": "map", "Data": "software",
}  # fmt: skip
# What is no item: what others point to, and what hangs on them.
_NO_ITEMS = frozenset(
    ["Journal", "Series", "Periodical", "Newspaper", "Magazine", "Proceedings", "CourtReporter", "CodeOfLaw", "Memo",
     "Attachment", "Collection", "Website", "Forum", "Blog"]
)  # fmt: skip
_ROLES = {
    "authors": "author", "editors": "editor", "translators": "translator", "contributors": "contributor",
    "seriesEditors": "collection-editor", "bookAuthors": "container-author", "directors": "director",
    "interviewers": "interviewer", "interviewees": "author", "recipients": "recipient", "composers": "composer",
    "reviewedAuthors": "reviewed-author", "presenters": "author", "artists": "author", "programmers": "author",
    "inventors": "author", "podcasters": "author", "performers": "performer", "castMembers": "contributor",
}  # fmt: skip
_TEXTS = {
    "title": "title", "shortTitle": "title-short", "volume": "volume", "edition": "edition", "pages": "page",
    "language": "language", "abstract": "abstract", "archive": "archive", "coverage": "archive_location",
    "type": "genre", "numberOfVolumes": "number-of-volumes", "numPages": "number-of-pages", "medium": "medium",
    "court": "authority", "meetingName": "event-title", "libraryCatalog": "source", "callNumber": "call-number",
    "websiteTitle": "container-title", "reportNumber": "number",
}  # fmt: skip
_SERIAL = re.compile(r"(DOI|ISBN|ISSN)\s+(.+)", re.IGNORECASE)


def read(text: str) -> Entries:
    """The items, in order."""
    wholes = {
        attribute(one, "about"): _whole(one)
        for one, _, _ in Records(text)
        if local(one) in _NO_ITEMS and attribute(one, "about")
    }
    records = Records(text)
    for element, line, done in records:
        kind = words(child(element, "itemType"))
        if local(element) in _NO_ITEMS or kind in ("attachment", "note", "annotation"):
            continue
        item = _item(element, kind, wholes)
        reason = "" if set(item) - {"type", "id"} else tr("it has no fields")
        yield Raw(None if reason else item, line, reason, done)
    if records.problem:
        yield Raw(
            None, records.problem[0], tr("the file is broken from here on: {why}", why=records.problem[1])
        )


def _item(element: Any, kind: str, wholes: dict[str, Item]) -> Item:
    item: Item = {"type": _TYPES.get(kind) or _CLASSES.get(local(element), "document")}
    for name, variable in _TEXTS.items():
        one = child(element, name)
        if one is not None and not children(one) and words(one):
            item.setdefault(variable, words(one))
    if (extra := child(element, "description")) is not None and words(extra):
        item["note"] = "\n".join(
            " ".join(line.split()) for line in "".join(extra.itertext()).strip().splitlines()
        )
    if number := words(child(element, "number")):
        item["issue" if str(item["type"]).startswith("article-") else "number"] = number
    for name, role in _ROLES.items():
        for one in children(element, name):
            found = [
                _person(person)
                for person in one.iter()
                if isinstance(person.tag, str) and local(person) in ("Person", "Organization")
            ]
            item.setdefault(role, []).extend(name for name in found if name)
            if not item[role]:
                del item[role]
    for name, variable in (("date", "issued"), ("dateSubmitted", "accessed")):
        if value := words(child(element, name)):
            item[variable] = dates.loose(value.split(" ")[0] if variable == "accessed" else value)
    _publisher(item, element)
    _serials(item, element)
    subjects = [words(one) for one in children(element, "subject") if words(one)]
    if subjects:
        item["keyword"] = ", ".join(subjects)
    for part in children(element, "isPartOf"):
        inner = children(part)
        whole = wholes.get(attribute(part, "resource"), {}) if not inner else _whole(inner[0])
        for variable, value in whole.items():
            item.setdefault(variable, value)
    if "page" in item:
        item["page"] = re.sub(r"(?<=\d)-(?=\d)", "–", str(item["page"]))  # A-4 is one page
    return taken_apart(item)


def _person(element: Any) -> Item:
    family, given = (
        words(child(element, "surname")),
        words(child(element, "givenName")) or words(child(element, "givenname")),
    )
    if given:
        return particles(family, given)
    whole = family or words(child(element, "name"))
    return {"literal": whole} if whole else {}


def _publisher(item: Item, element: Any) -> None:
    for one in children(element, "publisher"):
        name = words(child(one, "Organization", "name")) or ("" if children(one) else words(one))
        if name:
            item.setdefault("publisher", name)
        place = words(child(one, "Organization", "adr", "Address", "locality"))
        if place:
            item.setdefault("publisher-place", place)


def _serials(item: Item, element: Any) -> None:
    for one in children(element, "identifier"):
        address = words(child(one, "URI", "value"))
        if address:
            item.setdefault("URL", address)
        elif match := _SERIAL.fullmatch(words(one)):
            item.setdefault(match[1].upper(), match[2].strip())


def _whole(element: Any) -> Item:
    """The title and numbers that an item takes from its journal, book or series."""
    found: Item = {}
    title = words(child(element, "title"))
    if title:
        found["collection-title" if local(element) == "Series" else "container-title"] = title
    for name, variable in (
        ("volume", "volume"),
        ("number", "issue"),
        ("alternative", "container-title-short"),
    ):
        if value := words(child(element, name)):
            found[variable] = value
    _serials(found, element)
    for part in children(element, "isPartOf"):
        for inner in children(part):
            for variable, value in _whole(inner).items():
                found.setdefault(variable, value)
    return found
