"""Captured files: their originals, text layers and articles, each read apart from the row."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from contextlib import closing
from dataclasses import replace
from typing import Any

from annotator.domain.annotation import Annotation
from annotator.domain.document import Document, OutlineEntry, Page
from annotator.domain.i18n import tr
from annotator.domain.quotes import clean_ranges
from annotator.domain.text import Paragraphs
from annotator.domain.text import paragraphs as find_paragraphs
from annotator.store.connection import connect, explained
from annotator.store.digests import content_digest
from annotator.store.lookup import missing
from annotator.store.project import Project
from annotator.store.tracking import now_iso
from annotator.store.writing import insert
from annotator.store.writing import update as update_row

# Texts longer than this (characters) are not read twice.
_LARGE = 500_000
_PLAIN = (
    "id", "source", "sha256", "media_type", "file_name", "size", "extractor", "extractor_version", "length", "main_end",
    "supersedes", "captured",
)  # fmt: skip
_COLUMNS = ", ".join((*_PLAIN, "trashed", "page_labels"))


def add(project: Project, document: Document, original: bytes, text: str, article: str | None) -> None:
    """Insert a capture. `text` is the immutable text layer, `article` sanitised XHTML or None."""
    pages = _json([[p.start, p.end, p.label, *filter(None, (p.furniture,))] for p in document.pages])
    outline = _json([[o.level, o.title, o.start] for o in document.outline])
    insert(
        project,
        "document",
        {
            "id": document.id,
            "source": document.source,
            "sha256": document.sha256,
            "media_type": document.media_type,
            "file_name": document.file_name,
            "size": document.size,
            "extractor": document.extractor,
            "extractor_version": document.extractor_version,
            "length": document.length,
            "main_end": document.main_end,
            "supersedes": document.supersedes,
            "captured": document.captured or now_iso(),
            "content_sha256": content_digest(text, article, pages, outline),
            "pages": pages,
            "outline": outline,
            "text": text,
            "article": article,
            "original": original,
        },
    )


def get(project: Project, document: str) -> Document:
    """One document, in the trash or not. Raises UserError if there is none."""
    found = _select(project, "id = ?", document)
    if not found:
        raise missing(tr("document"), document)
    return found[0]


def of_source(project: Project, source: str) -> list[Document]:
    """The live captures of a source, newest first."""
    return _select(project, "source = ? AND NOT trashed ORDER BY captured DESC, rowid DESC", source)


def current(project: Project, document: str) -> str:
    """The id of the newest live capture of a document's source; the document's own where it has none."""
    found = project.db.execute(
        "SELECT newest.id FROM document AS one JOIN document AS newest ON newest.source = one.source "
        "WHERE one.id = ? AND NOT newest.trashed ORDER BY newest.captured DESC, newest.rowid DESC LIMIT 1",
        (document,),
    ).fetchone()
    return str(found[0]) if found else document


def by_sha(project: Project, sha256: str) -> Document | None:
    """The document made from a file with these bytes (a live one if there is), or None."""
    found = _select(project, "sha256 = ? ORDER BY trashed, source IS NULL, captured, rowid", sha256)
    return found[0] if found else None


def set_page_labels(project: Project, document: str, labels: dict[int, str]) -> None:
    """Override the labels of pages (numbered from 0) by the user's own."""
    text = _json({str(number): label for number, label in sorted(labels.items())})
    update_row(project, "document", document, {"page_labels": text}, tr("document"))


def set_source(project: Project, document: str, source: str) -> None:
    """Make a capture one of another source, when the two turn out to be the same work."""
    update_row(project, "document", document, {"source": source}, tr("document"))


def text(project: Project, document: str) -> str:
    """The text layer. The last ones read are kept in memory: it never changes."""

    def read() -> str:
        found: str = _one(project, "SELECT text FROM document WHERE id = ?", document)
        if len(found) > _LARGE:
            # SQLite's own memory of the pages it stood on is of no more use.
            project.db.execute("PRAGMA shrink_memory")
        return found

    return project.cache.get("text", document, read)


def article(project: Project, document: str) -> str | None:
    """The sanitised XHTML; None for a document that shows its own pages."""
    found: str | None = _one(project, "SELECT article FROM document WHERE id = ?", document)
    return found


def original(project: Project, document: str) -> bytes:
    """The original file's bytes."""
    found: bytes = _one(project, "SELECT original FROM document WHERE id = ?", document)
    return found


def original_later(project: Project, document: str) -> Callable[[], bytes]:
    """A function that reads the original's bytes, on any thread, while the project is open. Raises UserError."""
    database, shown = project.copy.database, project.path

    def read() -> bytes:
        with explained(shown), closing(connect(database, read_only=True)) as db:
            row = db.execute("SELECT original FROM document WHERE id = ?", (document,)).fetchone()
        if row is None:
            raise missing(tr("document"), document)
        found: bytes = row[0]
        return found

    return read


def words(project: Project, annotation: Annotation) -> str:
    """The words of a passage as they are printed (domain.quotes); "" of a mark without words."""
    at = annotation.selectors
    if not at.exact:
        return ""
    ranges = [(at.start, at.end), *((part.start, part.end) for part in annotation.parts)]
    pages, _ = _layout(project, annotation.document)
    return clean_ranges(text(project, annotation.document), ranges, pages)


def paragraphs(project: Project, document: str) -> Paragraphs:
    """The paragraphs of the text layer; the last ones found are kept in memory."""
    return project.cache.get("paragraphs", document, lambda: find_paragraphs(text(project, document)))


def _one(project: Project, query: str, document: str) -> Any:
    row = project.db.execute(query, (document,)).fetchone()
    if row is None:
        raise missing(tr("document"), document)
    return row[0]


def _select(project: Project, where: str, value: str) -> list[Document]:
    rows = project.db.execute(f"SELECT {_COLUMNS} FROM document WHERE {where}", (value,)).fetchall()
    return [_document(project, *row) for row in rows]


def _document(project: Project, *row: Any) -> Document:
    plain: dict[str, Any] = dict(zip(_PLAIN, row, strict=False))
    trashed, labels = row[len(_PLAIN) :]
    pages, outline = _layout(project, row[0])
    if labels != "{}":
        own: dict[str, str] = json.loads(labels)
        pages = tuple(replace(page, label=own.get(str(n), page.label)) for n, page in enumerate(pages))
    return Document(**plain, pages=pages, outline=outline, trashed=bool(trashed))


def _layout(project: Project, document: str) -> tuple[tuple[Page, ...], tuple[OutlineEntry, ...]]:
    """Pages, with the labels of the file, and outline; the last ones read are kept in memory: they never change."""

    def read() -> tuple[tuple[Page, ...], tuple[OutlineEntry, ...]]:
        pages, outline = project.db.execute(
            "SELECT pages, outline FROM document WHERE id = ?", (document,)
        ).fetchone()
        return (
            tuple(
                Page(start, end, label, tuple((low, high) for ranges in more for low, high in ranges))
                for start, end, label, *more in json.loads(pages)
            ),
            tuple(OutlineEntry(*entry) for entry in json.loads(outline)),
        )

    return project.cache.get("pages", document, read)


def _json(value: Iterable[object]) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))
