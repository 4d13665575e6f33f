"""Reading a document for the reader, on the store's thread."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.document import Document
from annotator.domain.i18n import tr
from annotator.domain.text import Paragraphs
from annotator.domain.wording import readable_date
from annotator.ui.reader.spans import Spans
from annotator.ui.reader.trashed import in_trash

if TYPE_CHECKING:
    from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document with all that its view needs. `original` reads a PDF's bytes when they are wanted.

    version  what tells it from the current version of its source; "" for that one
    """

    document: Document
    trashed: bool
    title: str
    version: str
    text: str
    paragraphs: Paragraphs
    article: str | None
    original: Callable[[], bytes] | None
    spans: Spans


def load(project: Project, id: str) -> Loaded:
    """Read a document."""
    from annotator.store import annotations, documents

    document = documents.get(project, id)
    title, version = naming(project, document)
    text = documents.text(project, id)
    article = documents.article(project, id)
    return Loaded(
        document,
        in_trash(project, document),
        title,
        version,
        text,
        documents.paragraphs(project, id),
        article,
        documents.original_later(project, id) if article is None else None,
        Spans(annotations.rows_of_document(project, id)),
    )


def naming(project: Project, document: Document) -> tuple[str, str]:
    """The title of a document's source or treaty, and what tells it from the current version of that."""
    from annotator.store import documents, sources, treaties

    if document.source is None:
        for instrument in treaties.instruments(project):
            if treaties.version_document(project, instrument.id) == document.id:
                return instrument.short or instrument.title, ""
        return document.file_name, ""
    versions = documents.of_source(project, document.source)
    older = len(versions) > 1 and versions[0].id != document.id
    when = version_name(document.captured, [one.captured for one in versions]) if older else ""
    return sources.get(project, document.source).title or document.file_name, when


def version_name(captured: str, all_captured: Sequence[str]) -> str:
    """“version of 3 May 2026”, with the time of day (UTC) where several were taken in on that day."""
    day, _, time = captured.removesuffix("Z").partition("T")
    try:
        name = tr("version of {date}", date=readable_date(day))
    except ValueError:
        return tr("version of {date}", date=captured)
    same = [one for one in all_captured if one.startswith(day)]
    if len(same) < 2:
        return name
    minute = time[:5]
    alone = sum(one.partition("T")[2].startswith(minute) for one in same) < 2
    return f"{name}, {minute if alone else time.partition('.')[0]}"
