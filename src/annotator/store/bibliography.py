"""All that the annotated bibliography needs, in one joined read."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

from annotator.store import sources
from annotator.store.annotations import COLUMNS, LIVE, WIDTH, from_row, links
from annotator.store.project import Project
from annotator.store.rows import BibliographyQuote, BibliographySource


def rows(project: Project) -> list[BibliographySource]:
    """Every live source, with its live annotations in the order of the text and what stands in the text there."""
    everything = ":value IS NULL"
    provisions, claims, _ = links(project, everything, None)
    quotes: dict[str, list[BibliographyQuote]] = {}
    for row in project.db.execute(
        f"SELECT {COLUMNS} FROM annotation a JOIN document d ON d.id = a.document"
        f" WHERE d.source IS NOT NULL AND {LIVE}"
        ' ORDER BY d.captured DESC, d.rowid DESC, a.start, a."end", a.rowid'
    ):
        annotation = from_row(row[:WIDTH])
        quotes.setdefault(annotation.source or "", []).append(
            BibliographyQuote(
                annotation,
                tuple(provisions.get(row[0], ())),
                tuple(claims.get(row[0], ())),
                annotation.selectors.exact,
                True,
            )
        )
    texts = _Texts(project)
    return [
        BibliographySource(source, tuple(texts.compared(quote) for quote in quotes.get(source.id, ())))
        for source in sources.many(project, trashed=False).values()
    ]


class _Texts:
    """Compares quotes with the texts, holding one text at a time (quotes come document by document)."""

    def __init__(self, project: Project) -> None:
        self._project = project
        self._document = ""
        self._text = ""

    def compared(self, quote: BibliographyQuote) -> BibliographyQuote:
        annotation = quote.annotation
        if annotation.document != self._document:
            self._document = annotation.document
            (self._text,) = self._project.db.execute(
                "SELECT text FROM document WHERE id = ?", (annotation.document,)
            ).fetchone()
        there = self._text[annotation.selectors.start : annotation.selectors.end]
        return BibliographyQuote(
            annotation, quote.provisions, quote.claims, there, there == annotation.selectors.exact
        )
