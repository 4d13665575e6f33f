"""Finding words in everything a project holds."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import json
import sqlite3
from collections.abc import Iterable

from annotator.store.index import KINDS, Index
from annotator.store.project import Project
from annotator.store.query import harmless, prepared, uncut
from annotator.store.rows import Hit

MARK_START, MARK_END = "\x02", "\x03"
_SNIPPET_WORDS = 24
_RANKED, _NEWEST, _LAST = 2000, 500, (1 << 63) - 1


def search(project: Project, query: str, kinds: Iterable[str] | None = None, limit: int = 50) -> list[Hit]:
    """The best hits first. `query` is what a person typed; no input makes an error.

    kinds  any of paragraph, annotation, note, claim, provision; all where None
    """
    wanted = list(KINDS if kinds is None else kinds)
    index = _index(project)
    if not project.writing_now:
        index.catch_up()
    try:
        rows = _matching(index.db, query, wanted, limit)
    except sqlite3.DatabaseError as error:
        if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
            sqlite3.SQLITE_CORRUPT,
            sqlite3.SQLITE_NOTADB,
        ):
            raise
        index.start_again()
        rows = _matching(index.db, query, wanted, limit)
    return _hits(project, rows)


def _index(project: Project) -> Index:
    index = project.companion
    if not isinstance(index, Index):
        index = Index(project, project.copy.index)
        project.companion = index
    return index


_Row = tuple[str, str, str | None, int, int, int, str, str]


def _matching(db: sqlite3.Connection, query: str, kinds: list[str], limit: int) -> list[_Row]:
    for text in (prepared(query), harmless(query)):
        if not any(c.isalnum() for c in text):
            continue
        try:
            return _run(db, text, kinds, limit)
        except sqlite3.OperationalError as error:
            # Not FTS5's language: once more with every sign taken as plain text.
            if getattr(error, "sqlite_errorcode", 0) & 0xFF != sqlite3.SQLITE_ERROR:
                raise
    return []


def _run(db: sqlite3.Connection, text: str, kinds: list[str], limit: int) -> list[_Row]:
    source = "FROM words WHERE words MATCH ?"
    given: tuple[str, ...] = (text,)
    if set(kinds) != set(KINDS):
        source = (
            "FROM words JOIN entry ON entry.id = words.rowid"
            " AND entry.kind IN (SELECT value FROM json_each(?)) WHERE words MATCH ?"
        )
        given = (json.dumps(kinds), text)
    ranked: list[tuple[float, int]] = []
    for low, high in _ranges(db, source, given, max(_RANKED, limit)):
        ranked.extend(
            db.execute(
                f"SELECT bm25(words), words.rowid {source} AND words.rowid BETWEEN ? AND ?",
                (*given, low, high),
            )
        )
    order = {row: n for n, (_, row) in enumerate(sorted(ranked)[:limit])}
    # Snippets are dear: only for what is given back.
    found = db.execute(
        'SELECT words.rowid, e.kind, e.row_id, e.document, e.paragraph, e.start, e."end", e.extra,'
        f" snippet(words, 0, ?1, ?2, '…', {_SNIPPET_WORDS})"
        " FROM words JOIN entry e ON e.id = words.rowid"
        " WHERE words MATCH ?3 AND words.rowid IN (SELECT value FROM json_each(?4))",
        (MARK_START, MARK_END, text, json.dumps(list(order))),
    ).fetchall()
    return [row[1:] for row in sorted(found, key=lambda row: order[row[0]])]


def _ranges(db: sqlite3.Connection, source: str, given: tuple[str, ...], most: int) -> list[tuple[int, int]]:
    """Between which row ids to rank: all, or for a word that stands nearly everywhere the first and the newest rows.

    Ranking costs microseconds a row, and says next to nothing about such a word.
    """
    first = db.execute(
        f"SELECT words.rowid {source} ORDER BY words.rowid LIMIT ?", (*given, most + 1)
    ).fetchall()
    if len(first) <= most:
        return [(0, _LAST)]
    newest = db.execute(
        f"SELECT words.rowid {source} ORDER BY words.rowid DESC LIMIT ?", (*given, _NEWEST)
    ).fetchall()
    return [(0, first[-1][0]), (max(newest[-1][0], first[-1][0] + 1), _LAST)]


def _hits(project: Project, rows: list[_Row]) -> list[Hit]:
    documents = {
        row[0]: row[1:]
        for row in project.db.execute(
            "SELECT d.id, d.source, d.file_name, coalesce(s.title, '') FROM document d"
            " LEFT JOIN source s ON s.id = d.source WHERE d.id IN (SELECT value FROM json_each(?))",
            (json.dumps(sorted({row[2] for row in rows if row[2] is not None})),),
        )
    }
    hits = []
    for kind, row_id, document, paragraph, start, end, extra, snippet in rows:
        source, file, title = documents.get(document, (None, "", ""))
        hits.append(
            Hit(
                kind,
                row_id,
                source,
                document,
                file,
                paragraph,
                start,
                end,
                _clean(snippet),
                extra or title or file,
            )
        )
    return hits


def _clean(snippet: str) -> str:
    """Without the cuts of unspaced scripts, marks of neighbouring characters joined."""
    return uncut(snippet).replace(MARK_END + MARK_START, "") if snippet else ""
