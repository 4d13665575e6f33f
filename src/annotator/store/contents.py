"""What stands in a project file: counted, and checked against what it says of itself."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import hashlib
import json
import sqlite3
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from annotator.domain.fragments import parse
from annotator.domain.i18n import tr, trn
from annotator.store.anchors import fits_parts, fits_proposal, parts_of
from annotator.store.digests import content_digest
from annotator.store.foreign import foreign_edits
from annotator.store.groups import GROUPS, quoted
from annotator.store.migrations import version_of

_MOST = 20
# Far beyond any honest clock (year 4199 in ms << 16); a later one would leave no room above it.
_LAST_CLOCK = 1 << 62

_COUNTED = (
    "source",
    "document",
    "annotation",
    "instrument",
    "provision",
    "claim",
    "evidence",
    "mention",
    "act",
)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing to say about a file."""

    level: Literal["info", "problem", "fatal"]
    text: str


def examine(db: sqlite3.Connection, *, foreign: bool) -> Iterator[Finding]:
    """Look at all contents of a database of the known schema; with `foreign` count what other programs changed.

    Raises sqlite3.DatabaseError if it cannot be read.
    """
    _read_all(db)
    yield from _counts(db)
    yield from _keys(db)
    yield from _json(db)
    yield from _dots(db)
    yield from _documents(db)
    yield from _annotations(db)
    edits = foreign_edits(db) if foreign else []
    if edits:
        yield Finding(
            "info",
            trn(
                "{n} value was changed by another program; it is taken in when the project is opened.",
                "{n} values were changed by another program; they are taken in when the project is opened.",
                len(edits),
            ),
        )


def _read_all(db: sqlite3.Connection) -> None:
    """Read every value but the originals: text that is no UTF-8 is nothing SQLite's own checks look for."""
    for (table,) in db.execute("SELECT name FROM sqlite_schema WHERE type = 'table'").fetchall():
        columns = [row[1] for row in db.execute(f"PRAGMA table_info({table})") if row[1] != "original"]
        for _ in db.execute(f"SELECT {', '.join(quoted(name) for name in columns)} FROM {quoted(table)}"):
            pass


def _counts(db: sqlite3.Connection) -> Iterator[Finding]:
    titles = [row[0] for row in db.execute("SELECT title FROM project LIMIT 2")]
    if len(titles) != 1:
        yield Finding("fatal", tr("It does not hold exactly one project."))
        return
    yield Finding("info", tr("Project “{title}”", title=titles[0]))
    numbers = {t: db.execute(f"SELECT count(*) FROM {t}").fetchone()[0] for t in _COUNTED}
    yield Finding("info", ", ".join(f"{table} {number}" for table, number in numbers.items()))


def _keys(db: sqlite3.Connection) -> Iterator[Finding]:
    broken = db.execute("PRAGMA foreign_key_check").fetchmany(_MOST)
    for table in sorted({row[0] for row in broken}):
        yield Finding("fatal", tr("A row of “{table}” refers to something that is not there.", table=table))


def _json(db: sqlite3.Connection) -> Iterator[Finding]:
    reasons: tuple[tuple[str, str, Callable[[object], bool]], ...] = ()
    if version_of(db) >= 2:
        reasons = (("source", "SELECT id, reasons FROM source WHERE reasons <> '{}'", _told),)
    for table, query, fits in (
        ("source", "SELECT id, csl FROM source", lambda value: isinstance(value, dict)),
        ("source", "SELECT id, guessed FROM source", _words),
        *reasons,
        ("setting", "SELECT id, value FROM setting", lambda value: True),
        (
            "instrument",
            "SELECT id, csl FROM instrument WHERE csl <> '{}'",
            lambda value: isinstance(value, dict),
        ),
        ("recipe", "SELECT id, body FROM recipe", lambda value: isinstance(value, dict)),
        ("annotation", "SELECT id, parts FROM annotation WHERE parts <> '[]'", fits_parts),
        ("annotation", "SELECT id, proposal FROM annotation WHERE proposal <> 'null'", fits_proposal),
    ):
        for row, text in db.execute(query):
            if not _holds(text, fits):
                yield Finding(
                    "fatal", tr("A value of “{table}” {row} is not what it should be.", table=table, row=row)
                )
                break
    yield from _history(db)
    for row, length, labels, pages, outline in db.execute(
        "SELECT id, length, page_labels, pages, outline FROM document"
    ):
        if not _fits_pages(length, labels, pages, outline):
            yield Finding(
                "fatal", tr("The pages or outline of document {row} are not what they should be.", row=row)
            )


def _holds(text: str, fits: Callable[[object], bool]) -> bool:
    try:
        return fits(json.loads(text))
    except (ValueError, RecursionError):
        return False


def _words(value: object) -> bool:
    return isinstance(value, list) and all(isinstance(word, str) for word in value)


def _told(value: object) -> bool:
    return isinstance(value, dict) and all(isinstance(words, str) for words in value.values())


def keys_of(side: str) -> str:
    """SQL: the names of the columns in a history value, "?" for whatever is no plain value."""
    return (
        f"CASE WHEN {side} IS NULL THEN NULL WHEN NOT json_valid({side}) THEN '?' ELSE coalesce((SELECT"
        " group_concat(CASE WHEN j.type IN ('array', 'object') THEN '?' ELSE coalesce(j.key, '?') END)"
        f" FROM json_each({side}) j), '') END"
    )


def unfit_history(db: sqlite3.Connection) -> Iterator[tuple[str, str, str, str]]:
    """(side, table, group, keys) of history values that are not an object of exactly their group's columns."""
    for side in ("before", "after"):
        for table, group, keys in db.execute(
            f"SELECT DISTINCT in_table, field_group, {keys_of(side)} FROM history WHERE {side} IS NOT NULL"
        ).fetchall():
            columns = GROUPS.get(table, {}).get(group)
            if columns is None or sorted(columns) != sorted(keys.split(",") if keys else []):
                yield side, table, group, keys


def _history(db: sqlite3.Connection) -> Iterator[Finding]:
    for _, table, _, _ in unfit_history(db):
        yield Finding(
            "fatal", tr("Its history holds something that no edit of “{table}” is.", table=table[:80])
        )


def _fits_pages(length: int, labels: str, pages: str, outline: str) -> bool:
    try:
        own, ranges, entries = json.loads(labels), json.loads(pages), json.loads(outline)
        return (
            isinstance(own, dict)
            and all(isinstance(label, str) for label in own.values())
            and isinstance(ranges, list)
            and all(
                _int(s)
                and _int(e)
                and 0 <= s <= e <= length
                and isinstance(label, str)
                and _within(s, e, *more)
                for s, e, label, *more in ranges
            )
            and isinstance(entries, list)
            and all(
                _int(n) and isinstance(title, str) and _int(at) and 0 <= at <= length
                for n, title, at in entries
            )
        )
    except (ValueError, TypeError, RecursionError):
        return False


def _within(start: int, end: int, furniture: list[list[int]] | None = None) -> bool:
    """Whether a page's furniture lies on it, each piece behind the one before."""
    edges = [edge for low, high in furniture or () for edge in (low, high)]
    return all(map(_int, edges)) and edges == sorted(edges) and all(start <= edge <= end for edge in edges)


def _int(value: object) -> bool:
    return isinstance(value, int) and not isinstance(value, bool)


def _dots(db: sqlite3.Connection) -> Iterator[Finding]:
    for table in ("history", "cell"):
        beyond = db.execute(
            f"SELECT count(*) FROM {table} x LEFT JOIN vector v ON v.session = x.session"
            " WHERE v.seq IS NULL OR x.seq > v.seq"
        ).fetchone()[0]
        if beyond:
            yield Finding(
                "fatal", tr("Its list of edits and its count of them do not agree ({table}).", table=table)
            )
    doubled = db.execute("SELECT 1 FROM history GROUP BY session, seq HAVING count(*) > 1 LIMIT 1").fetchone()
    if doubled:
        yield Finding("fatal", tr("One edit stands twice in its history."))
    late = db.execute(
        "SELECT 1 FROM act WHERE clock NOT BETWEEN 0 AND ?1 UNION ALL"
        " SELECT 1 FROM history WHERE clock NOT BETWEEN 0 AND ?1 LIMIT 1",
        (_LAST_CLOCK,),
    ).fetchone()
    if late:
        yield Finding("fatal", tr("An edit claims an impossible time."))


def _documents(db: sqlite3.Connection) -> Iterator[Finding]:
    ids = [row[0] for row in db.execute("SELECT id FROM document")]
    for document in ids:
        row = db.execute(
            "SELECT file_name, sha256, size, length, content_sha256, pages, outline, text, article, original"
            " FROM document WHERE id = ?",
            (document,),
        ).fetchone()
        name, sha256, size, length, content, pages, outline, text, article, original = row
        if len(original) != size or hashlib.sha256(original).hexdigest() != sha256:
            yield Finding(
                "problem", tr("The original of “{name}” is not the file that was added.", name=name)
            )
        if len(text) != length or content_digest(text, article, pages, outline) != content:
            yield Finding("problem", tr("The text of “{name}” is not the one that was captured.", name=name))


def _area(fragment: str) -> bool:
    found = parse(fragment)
    return found is not None and found[1] is not None


def _annotations(db: sqlite3.Connection) -> Iterator[Finding]:
    text, at = "", None
    found = 0
    for row, document, start, end, exact, parts, style, fragment in db.execute(
        'SELECT id, document, start, "end", exact, parts, style, fragment FROM annotation'
        " WHERE state IN ('exact', 'moved') ORDER BY document"
    ):
        if document != at:
            at = document
            held = db.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
            text = held[0] if held else ""
        if style == "area" and not _area(fragment):
            yield Finding("problem", tr("The area of highlight {row} lies nowhere.", row=row))
        # An area or bookmark holds no words: its range is empty, and so is its quote.
        further = parts_of(parts) if _holds(parts, fits_parts) else ()
        ranges = [(start, end, exact), *((p.start, p.end, p.exact) for p in further)]
        if any(text[start:end] != words for start, end, words in ranges):
            found += 1
            if found <= _MOST:
                yield Finding(
                    "problem", tr("The words of highlight {row} do not stand where it says.", row=row)
                )
    if found > _MOST:
        yield Finding("problem", trn("So it is with {n} more.", "So it is with {n} more.", found - _MOST))
