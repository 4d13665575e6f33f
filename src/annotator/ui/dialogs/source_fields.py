"""What can be said of a source, in the order in which the dialog asks: CSL's names, our words.

A field of `domain.source.Source` has its name; a CSL variable without a field of its own is `csl:<variable>` and is
kept in `Source.csl` (CSL 1.0.2, Appendix IV; `translated-title` and `transliterated-title` as Zotero and MODS have them).
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from annotator.domain.i18n import tr

CSL = "csl:"


@dataclass(frozen=True, slots=True)
class Field:
    """One field. kind: line, date, type, people, text."""

    name: str
    label: str
    kind: str = "line"
    hint: str = ""


def fields() -> tuple[Field, ...]:
    """All fields of the dialog, in the user's language."""
    return (
        Field("title", tr("&Title")),
        Field("csl:original-title", tr("Original title"), hint=tr("in its own script")),
        Field("csl:transliterated-title", tr("Transliterated title"), hint=tr("in Latin letters")),
        Field("csl:translated-title", tr("Translated title")),
        Field("title_short", tr("Short title")),
        Field("authors", tr("People"), "people"),
        Field("type", tr("T&ype"), "type"),
        Field("container_title", tr("&Published in"), hint=tr("newspaper, journal, book or website")),
        Field("csl:container-title-short", tr("Its short title")),
        Field("csl:collection-title", tr("Series")),
        Field("csl:collection-number", tr("Number in the series")),
        Field("issued", tr("&Date"), "date"),
        Field("csl:original-date", tr("Date of the original"), "date"),
        Field("csl:available-date", tr("First available"), "date"),
        Field("csl:submitted", tr("Submitted"), "date"),
        Field("publisher", tr("Pu&blisher")),
        Field("publisher_place", tr("Place")),
        Field("csl:original-publisher", tr("Publisher of the original")),
        Field("csl:original-publisher-place", tr("Place of the original")),
        Field("csl:authority", tr("Authority"), hint=tr("court, ministry, organisation")),
        Field("csl:jurisdiction", tr("Jurisdiction")),
        Field("csl:number", tr("Number"), hint=tr("of a report, a law, a treaty series (I-54321)")),
        Field("volume", tr("&Volume")),
        Field("csl:volume-title", tr("Title of the volume")),
        Field("csl:number-of-volumes", tr("Number of volumes")),
        Field("issue", tr("&Issue")),
        Field("csl:edition", tr("Edition")),
        Field("csl:printing-number", tr("Printing")),
        Field("csl:supplement-number", tr("Supplement")),
        Field("csl:chapter-number", tr("Chapter number")),
        Field("csl:part-number", tr("Part")),
        Field("csl:part-title", tr("Title of the part")),
        Field("csl:section", tr("Section")),
        Field("page", tr("Pa&ges")),
        Field("csl:page-first", tr("First page")),
        Field("csl:number-of-pages", tr("Number of pages")),
        Field("csl:genre", tr("Genre"), hint=tr("joint statement, press release, doctoral thesis")),
        Field("csl:medium", tr("Medium")),
        Field("csl:status", tr("Status"), hint=tr("forthcoming, in force")),
        Field("csl:version", tr("Version")),
        Field("csl:event-title", tr("Event")),
        Field("csl:event-place", tr("Place of the event")),
        Field("csl:event-date", tr("Date of the event"), "date"),
        Field("csl:division", tr("Division")),
        Field("csl:references", tr("Related works")),
        Field("csl:reviewed-title", tr("Reviewed title")),
        Field("csl:reviewed-genre", tr("Reviewed genre")),
        Field("csl:scale", tr("Scale")),
        Field("csl:dimensions", tr("Dimensions, length")),
        Field("csl:archive", tr("Archive")),
        Field("csl:archive_collection", tr("Fonds, collection")),
        Field("csl:archive_location", tr("Shelf mark, box, folder")),
        Field("csl:archive-place", tr("Place of the archive")),
        Field("csl:source", tr("Found in"), hint=tr("database or library")),
        Field("csl:call-number", tr("Call number")),
        Field("url", tr("&Web address")),
        Field("accessed", tr("Acce&ssed"), "date"),
        Field("doi", tr("D&OI")),
        Field("isbn", tr("ISBN")),
        Field("csl:ISSN", tr("ISSN")),
        Field("csl:PMID", tr("PubMed")),
        Field("csl:PMCID", tr("PubMed Central")),
        Field("language", tr("&Language"), hint=tr("as in en, hy, az, ru")),
        Field("csl:abstract", tr("Abstract"), "text"),
        Field("csl:keyword", tr("Keywords")),
        Field("csl:note", tr("Note"), hint=tr("some styles print it")),
        Field("citekey", tr("Cite&key"), hint=tr("short name for the command line and other programs")),
        Field("annote", tr("A&nnotation"), "text", tr("printed under the entry in the bibliography")),
    )


# What is asked of every type, then what is usual for one.
ALWAYS = ("title", "authors", "type", "issued", "url", "accessed", "language", "citekey", "annote")
_PRESS = ("container_title", "publisher_place", "page")
_BOOK = ("publisher", "publisher_place", "csl:edition", "volume", "csl:collection-title", "isbn")
_PART = ("container_title", "publisher", "publisher_place", "csl:edition", "volume", "page", "isbn")
_LAW = ("container_title", "csl:number", "volume", "page", "csl:section", "csl:authority", "csl:jurisdiction")
_ARCHIVE = ("csl:genre", "csl:archive", "csl:archive_collection", "csl:archive_location", "csl:archive-place")
_EVENT = ("csl:event-title", "csl:event-place", "csl:event-date")
_MEDIA = ("container_title", "publisher", "csl:medium", "csl:dimensions")
_WORK = ("publisher", "publisher_place", "csl:version", "csl:medium", "doi")
USUAL: Mapping[str, tuple[str, ...]] = {
    "article": (*_PRESS, "volume", "issue", "doi"),
    "article-journal": ("container_title", "volume", "issue", "page", "doi"),
    "article-magazine": ("container_title", "volume", "issue", "page"),
    "article-newspaper": (*_PRESS, "csl:edition", "csl:section"),
    "bill": (*_LAW, "csl:chapter-number"),
    "book": _BOOK,
    "broadcast": _MEDIA,
    "chapter": _PART,
    "classic": _BOOK,
    "collection": _ARCHIVE,
    "dataset": _WORK,
    "document": ("publisher", "publisher_place", "csl:genre", "csl:number"),
    "entry": _PART,
    "entry-dictionary": _PART,
    "entry-encyclopedia": _PART,
    "event": _EVENT,
    "hearing": ("publisher", "csl:authority", "csl:number", *_EVENT),
    "interview": (*_MEDIA, "csl:genre"),
    "legal_case": _LAW,
    "legislation": _LAW,
    "manuscript": ("publisher_place", *_ARCHIVE),
    "map": (*_WORK, "csl:scale"),
    "motion_picture": _MEDIA,
    "pamphlet": _BOOK,
    "paper-conference": ("container_title", "publisher", "page", "doi", *_EVENT),
    "patent": ("csl:number", "csl:authority", "csl:jurisdiction"),
    "performance": _EVENT,
    "personal_communication": ("csl:genre", *_ARCHIVE),
    "post": ("container_title", "csl:genre"),
    "post-weblog": ("container_title", "csl:genre"),
    "regulation": _LAW,
    "report": ("publisher", "publisher_place", "csl:number", "csl:genre", "csl:collection-title"),
    "review": ("container_title", "volume", "issue", "page", "csl:reviewed-title"),
    "review-book": ("container_title", "volume", "issue", "page", "csl:reviewed-title"),
    "software": _WORK,
    "speech": (*_EVENT, "csl:genre"),
    "standard": ("publisher", "csl:number", "csl:authority"),
    "thesis": ("publisher", "publisher_place", "csl:genre"),
    "treaty": ("container_title", "volume", "page", "csl:number", "csl:authority", "csl:status"),
    "webpage": ("container_title", "publisher"),
}
OTHERWISE = ("container_title", "publisher", "publisher_place", "volume", "page")


def usual(kind: str) -> frozenset[str]:
    """The fields that are asked of a type at once; the rest stand behind "More fields"."""
    return frozenset((*ALWAYS, *USUAL.get(kind, OTHERWISE)))


def types() -> tuple[tuple[str, str], ...]:
    """CSL's item types with their names: those that researchers of treaties meet first (CSL 1.0.2, appendix III)."""
    return (
        ("article-newspaper", tr("Newspaper article")),
        ("article-journal", tr("Journal article")),
        ("article-magazine", tr("Magazine article")),
        ("webpage", tr("Web page")),
        ("post-weblog", tr("Blog post")),
        ("report", tr("Report")),
        ("book", tr("Book")),
        ("chapter", tr("Chapter of a book")),
        ("paper-conference", tr("Conference paper")),
        ("thesis", tr("Thesis")),
        ("speech", tr("Speech")),
        ("interview", tr("Interview")),
        ("broadcast", tr("Broadcast")),
        ("treaty", tr("Treaty")),
        ("legislation", tr("Legislation")),
        ("legal_case", tr("Case")),
        ("bill", tr("Bill")),
        ("regulation", tr("Regulation")),
        ("hearing", tr("Hearing")),
        ("manuscript", tr("Manuscript")),
        ("personal_communication", tr("Letter or message")),
        ("document", tr("Document")),
        ("article", tr("Article, preprint")),
        ("classic", tr("Classic")),
        ("collection", tr("Archival collection")),
        ("dataset", tr("Data set")),
        ("entry", tr("Entry")),
        ("entry-dictionary", tr("Dictionary entry")),
        ("entry-encyclopedia", tr("Encyclopaedia entry")),
        ("event", tr("Event")),
        ("figure", tr("Figure")),
        ("graphic", tr("Graphic")),
        ("map", tr("Map")),
        ("motion_picture", tr("Film or video")),
        ("musical_score", tr("Score")),
        ("pamphlet", tr("Pamphlet")),
        ("patent", tr("Patent")),
        ("performance", tr("Performance")),
        ("periodical", tr("Periodical")),
        ("post", tr("Post")),
        ("review", tr("Review")),
        ("review-book", tr("Book review")),
        ("software", tr("Software")),
        ("song", tr("Song or sound recording")),
        ("standard", tr("Standard")),
    )


def roles() -> tuple[tuple[str, str], ...]:
    """CSL's name variables with their names, the usual ones first (CSL 1.0.2, Appendix IV)."""
    return (
        ("author", tr("Author")),
        ("editor", tr("Editor")),
        ("translator", tr("Translator")),
        ("contributor", tr("Contributor")),
        ("interviewer", tr("Interviewer")),
        ("recipient", tr("Recipient")),
        ("container-author", tr("Author of the book")),
        ("collection-editor", tr("Editor of the series")),
        ("original-author", tr("Author of the original")),
        ("reviewed-author", tr("Author of what is reviewed")),
        ("editor-translator", tr("Editor and translator")),
        ("editorial-director", tr("Editorial director")),
        ("compiler", tr("Compiler")),
        ("chair", tr("Chair")),
        ("organizer", tr("Organiser")),
        ("host", tr("Host")),
        ("guest", tr("Guest")),
        ("narrator", tr("Narrator")),
        ("director", tr("Director")),
        ("producer", tr("Producer")),
        ("executive-producer", tr("Executive producer")),
        ("script-writer", tr("Script writer")),
        ("series-creator", tr("Creator of the series")),
        ("performer", tr("Performer")),
        ("composer", tr("Composer")),
        ("curator", tr("Curator")),
        ("illustrator", tr("Illustrator")),
    )
