"""Reading a document for the reader, on the store's thread."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.domain.document import Document
from annotator.domain.text import Paragraphs
from annotator.ui.reader.spans import Spans
from annotator.ui.reader.trashed import in_trash

if TYPE_CHECKING:
    from annotator.store.project import Project


@dataclass(frozen=True, slots=True)
class Loaded:
    """A document with all that its view needs. `original` reads a PDF's bytes when they are wanted."""

    document: Document
    trashed: bool
    title: str
    text: str
    paragraphs: Paragraphs
    article: str | None
    original: Callable[[], bytes] | None
    spans: Spans


def load(project: Project, id: str) -> Loaded:
    """Read a document."""
    from annotator.store import annotations, documents, sources, treaties

    document = documents.get(project, id)
    title = document.file_name
    if document.source is not None:
        title = sources.get(project, document.source).title or title
    else:
        for instrument in treaties.instruments(project):
            if treaties.version_document(project, instrument.id) == id:
                title = instrument.short or instrument.title
    text = documents.text(project, id)
    article = documents.article(project, id)
    return Loaded(
        document,
        in_trash(project, document),
        title,
        text,
        documents.paragraphs(project, id),
        article,
        documents.original_later(project, id) if article is None else None,
        Spans(annotations.rows_of_document(project, id)),
    )
