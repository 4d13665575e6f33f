"""All that the annotated bibliography needs, in one joined read."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

from dataclasses import replace

from annotator.domain.document import Page
from annotator.domain.quotes import clean_ranges
from annotator.store import documents, sources
from annotator.store.annotations import COLUMNS, LIVE, WIDTH, from_row, links
from annotator.store.project import Project
from annotator.store.rows import BibliographyQuote, BibliographySource


def rows(project: Project) -> list[BibliographySource]:
    """Every live source, with its live annotations in the order of the text and what stands in the text there."""
    quotes: dict[str, list[BibliographyQuote]] = {}
    for owner, quote in _quotes(project, "d.source IS NOT NULL", "d.source"):
        quotes.setdefault(owner, []).append(quote)
    tags = _of_sources(project, "SELECT g.target, t.name FROM tagging g JOIN tag t ON t.id = g.tag AND NOT t.trashed"
        " WHERE g.target_kind = 'source' AND NOT g.trashed ORDER BY t.name")  # fmt: skip
    notes = _of_sources(project, "SELECT target, body FROM note"
        " WHERE target_kind = 'source' AND NOT trashed ORDER BY created, rowid")  # fmt: skip
    return [
        BibliographySource(source, tuple(quotes.get(key, ())), tags.get(key, ()), notes.get(key, ()))
        for key, source in sources.many(project, trashed=False).items()
    ]


def treaty_quotes(project: Project) -> dict[str, list[BibliographyQuote]]:
    """The same of highlights in the texts of treaties, by instrument."""
    found: dict[str, list[BibliographyQuote]] = {}
    owner = (
        "(SELECT v.instrument FROM instrument_version v WHERE v.document = d.id AND NOT v.trashed LIMIT 1)"
    )
    for instrument, quote in _quotes(project, "d.source IS NULL", owner):
        if instrument is not None:
            found.setdefault(instrument, []).append(quote)
    return found


def _quotes(project: Project, where: str, owner: str) -> list[tuple[str, BibliographyQuote]]:
    provisions, claims, tags = links(project, f"{where} AND :value IS NULL", None)
    texts = _Texts(project)
    found = []
    for row in project.db.execute(
        f"SELECT {COLUMNS}, {owner} FROM annotation a JOIN document d ON d.id = a.document WHERE {where} AND {LIVE}"
        ' ORDER BY d.captured DESC, d.rowid DESC, a.start, a."end", a.rowid'
    ):
        annotation = from_row(row[:WIDTH])
        quote = BibliographyQuote(
            annotation,
            tuple(provisions.get(row[0], ())),
            tuple(claims.get(row[0], ())),
            annotation.selectors.exact,
            True,
            tuple(tags.get(row[0], ())),
        )
        found.append((row[-1], texts.compared(quote)))
    return found


def _of_sources(project: Project, query: str) -> dict[str, tuple[str, ...]]:
    found: dict[str, tuple[str, ...]] = {}
    for target, text in project.db.execute(query):
        found[target] = (*found.get(target, ()), text)
    return found


class _Texts:
    """Compares quotes with the texts, holding one text at a time (quotes come document by document)."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._document = ""
        self._text = ""
        self._pages: tuple[Page, ...] = ()

    def compared(self, quote: BibliographyQuote) -> BibliographyQuote:
        annotation = quote.annotation
        if annotation.document != self._document:
            self._document = annotation.document
            (self._text,) = self._project.db.execute(
                "SELECT text FROM document WHERE id = ?", (annotation.document,)
            ).fetchone()
            self._pages = documents.get(self._project, annotation.document).pages
        start, end = annotation.selectors.start, annotation.selectors.end
        there = self._text[start:end]
        parts = annotation.parts
        return replace(
            quote,
            text_at_range=there,
            verbatim=there == annotation.selectors.exact
            and all(self._text[part.start : part.end] == part.exact for part in parts),
            clean=clean_ranges(
                self._text, [(start, end), *((part.start, part.end) for part in parts)], self._pages
            ),
        )
