"""What can be said of a source, in the order in which the dialog asks: CSL's names, our words."""

from __future__ import annotations

from dataclasses import dataclass

from annotator.domain.i18n import tr


@dataclass(frozen=True, slots=True)
class Field:
    """A field of `domain.source.Source`. kind: line, date, type, authors, text."""

    name: str
    label: str
    kind: str = "line"
    hint: str = ""


def fields() -> tuple[Field, ...]:
    """All fields of the dialog, in the user's language."""
    return (
        Field("title", tr("&Title")),
        Field("authors", tr("Authors"), "authors"),
        Field("type", tr("T&ype"), "type"),
        Field("container_title", tr("&Published in"), hint=tr("newspaper, journal, book or website")),
        Field("issued", tr("&Date"), "date"),
        Field("publisher", tr("Pu&blisher")),
        Field("volume", tr("&Volume")),
        Field("issue", tr("&Issue")),
        Field("page", tr("Pa&ges")),
        Field("url", tr("&Web address")),
        Field("doi", tr("D&OI")),
        Field("language", tr("&Language"), hint=tr("as in en, hy, az, ru")),
        Field("accessed", tr("Acce&ssed"), "date"),
        Field("citekey", tr("Cite&key"), hint=tr("short name for the command line and other programs")),
        Field("annote", tr("A&nnotation"), "text", tr("printed under the entry in the bibliography")),
    )


def types() -> tuple[tuple[str, str], ...]:
    """CSL's item types that researchers of treaties meet, with their names (CSL 1.0.2, appendix III)."""
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
        ("hearing", tr("Hearing")),
        ("manuscript", tr("Manuscript")),
        ("personal_communication", tr("Letter or message")),
        ("document", tr("Document")),
    )
