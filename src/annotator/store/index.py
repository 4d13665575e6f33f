"""The full-text index: a file of its own beside the working copy, made from it and caught up from its history.

It can be thrown away at any time. It is rebuilt where it is absent, damaged, of another version, or where the history it
was made from is not the project's (the working copy was replaced).
"""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import sqlite3
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from annotator.domain.text import paragraphs
from annotator.store import labels
from annotator.store.annotations import LIVE
from annotator.store.connection import BUSY_MS
from annotator.store.project import Project
from annotator.store.query import cut

_VERSION = 1
_SCHEMA = """
CREATE TABLE known (version INTEGER NOT NULL, project TEXT NOT NULL, last INTEGER NOT NULL, dot TEXT NOT NULL) STRICT;
CREATE TABLE entry (
    id INTEGER PRIMARY KEY, kind TEXT NOT NULL, row_id TEXT NOT NULL, document TEXT,
    paragraph INTEGER NOT NULL, start INTEGER NOT NULL, "end" INTEGER NOT NULL, extra TEXT NOT NULL
) STRICT;
CREATE INDEX entry_by_row ON entry (row_id, kind);
CREATE VIRTUAL TABLE words USING fts5(
    indexed_text_, tokenize = 'unicode61 remove_diacritics 2', prefix = '2 3'
);
"""
# kind, row, document, paragraph, start, end, extra (the hit's own title where it has one), words
Entry = tuple[str, str, str | None, int, int, int, str, str]

KINDS = ("paragraph", "annotation", "note", "claim", "provision")


class Index:
    """The open index of one project."""

    def __init__(self, project: Project, path: Path) -> None:
        self._project = project
        self._path = path
        self.db = self._open()

    def _open(self) -> sqlite3.Connection:
        # The file itself is first read when catching up, which can do without it.
        return sqlite3.connect(self._path, isolation_level=None, timeout=BUSY_MS / 1000)

    def close(self) -> None:
        """Let go of the file."""
        self.db.close()

    def catch_up(self) -> None:
        """Bring the index to the project's present state; from nothing if it must be."""
        try:
            self._catch_up()
        except sqlite3.DatabaseError as error:
            if getattr(error, "sqlite_errorcode", 0) & 0xFF not in (
                sqlite3.SQLITE_CORRUPT,
                sqlite3.SQLITE_NOTADB,
                sqlite3.SQLITE_ERROR,
            ):
                raise
            self.start_again()

    def start_again(self) -> None:
        """Throw the file away and build it anew."""
        self.db.close()
        for ending in ("", "-journal", "-wal", "-shm"):
            Path(f"{self._path}{ending}").unlink(missing_ok=True)
        self.db = self._open()
        self._catch_up()

    def _newest(self) -> tuple[int, str]:
        row = self._project.db.execute(
            "SELECT id, session, seq FROM history ORDER BY id DESC LIMIT 1"
        ).fetchone()
        return (row[0], f"{row[1]}:{row[2]}") if row else (0, "")

    def _known(self) -> tuple[int, str] | None:
        """How far the index goes: history id and its dot; None where it must be built anew."""
        if not self.db.execute("SELECT 1 FROM sqlite_schema WHERE name = 'known'").fetchone():
            return None
        row = self.db.execute("SELECT version, project, last, dot FROM known").fetchone()
        if row is None or row[0] != _VERSION or row[1] != self._project.id:
            return None
        if row[2]:
            there = self._project.db.execute(
                "SELECT session, seq FROM history WHERE id = ?", (row[2],)
            ).fetchone()
            if there is None or f"{there[0]}:{there[1]}" != row[3]:
                return None
        return row[2], row[3]

    def _catch_up(self) -> None:
        if self._known() == self._newest():
            return
        db = self.db
        # A lost index is rebuilt, so it need not wait for the disk.
        db.execute("PRAGMA journal_mode = TRUNCATE")
        db.execute("PRAGMA synchronous = OFF")
        db.execute("BEGIN IMMEDIATE")
        try:
            known, newest = self._known(), self._newest()
            if known is None:
                for name in ("words", "entry", "known"):
                    db.execute(f"DROP TABLE IF EXISTS {name}")
                for statement in _SCHEMA.split(";\n"):
                    if statement.strip():
                        db.execute(statement)
                db.execute("INSERT INTO known VALUES (?, ?, 0, '')", (_VERSION, self._project.id))
                self._add(_Reader(self._project).everything())
            elif known != newest:
                self._update(known[0])
            db.execute("UPDATE known SET last = ?, dot = ?", newest)
            db.execute("COMMIT")
        finally:
            if db.in_transaction:
                db.execute("ROLLBACK")

    def _update(self, last: int) -> None:
        reader = _Reader(self._project)
        wanted: dict[tuple[str, str], None] = {}
        for table, row, group in self._project.db.execute(
            "SELECT DISTINCT in_table, row_id, field_group FROM history WHERE id > ? ORDER BY id", (last,)
        ).fetchall():
            for target in reader.affected(table, row, group):
                wanted[target] = None
        for kind, row in wanted:
            ids = [
                (i,)
                for (i,) in self.db.execute("SELECT id FROM entry WHERE row_id = ? AND kind = ?", (row, kind))
            ]
            self.db.executemany("DELETE FROM words WHERE rowid = ?", ids)
            self.db.executemany("DELETE FROM entry WHERE id = ?", ids)
            self._add(reader.of(kind, row))

    def _add(self, entries: Iterable[Entry]) -> None:
        for *entry, words in entries:
            row = self.db.execute(
                'INSERT INTO entry (kind, row_id, document, paragraph, start, "end", extra) VALUES (?, ?, ?, ?, ?, ?, ?)',
                entry,
            ).lastrowid
            self.db.execute("INSERT INTO words (rowid, indexed_text_) VALUES (?, ?)", (row, cut(words)))


class _Reader:
    """Reads from the project what is to be indexed: live rows only."""

    def __init__(self, project: Project) -> None:
        self._db = project.db
        self._labels = labels.of_provisions(project)
        self._readers: dict[str, Callable[[str | None], Iterator[Entry]]] = {
            "paragraph": self._paragraphs,
            "annotation": self._annotations,
            "note": self._notes,
            "claim": self._claims,
            "provision": self._provisions,
        }

    def everything(self) -> Iterator[Entry]:
        for read in self._readers.values():
            yield from read(None)

    def of(self, kind: str, row: str) -> Iterator[Entry]:
        return self._readers[kind](row)

    def affected(self, table: str, row: str, group: str) -> Iterator[tuple[str, str]]:
        """The (kind, row) pairs whose entries an edit may have changed."""
        if table in ("annotation", "note", "claim", "provision"):
            if table != "note":
                yield table, row
            yield "note", row
        elif table == "document" and group in ("made", "trash"):
            yield "paragraph", row
            yield from self._below("SELECT id FROM annotation WHERE document = ?", row, "annotation", "note")
        elif table == "source" and group == "trash":
            yield from self._below("SELECT id FROM document WHERE source = ?", row, "paragraph")
            yield from self._below(
                "SELECT a.id FROM annotation a JOIN document d ON d.id = a.document WHERE d.source = ?",
                row, "annotation", "note",
            )  # fmt: skip
        elif table == "provision_text":
            yield from self._below("SELECT provision FROM provision_text WHERE id = ?", row, "provision")
        elif table == "instrument" and group == "trash":
            yield from self._below("SELECT id FROM provision WHERE instrument = ?", row, "provision")
        elif table == "instrument_version":
            yield from self._below(
                "SELECT p.id FROM provision p JOIN instrument_version v ON v.instrument = p.instrument WHERE v.id = ?",
                row, "provision",
            )  # fmt: skip

    def _below(self, query: str, row: str, *kinds: str) -> Iterator[tuple[str, str]]:
        for (below,) in self._db.execute(query, (row,)).fetchall():
            for kind in kinds:
                yield kind, below

    def _paragraphs(self, row: str | None) -> Iterator[Entry]:
        ids = self._db.execute(
            "SELECT d.id FROM document d JOIN source s ON s.id = d.source AND NOT s.trashed"
            " WHERE NOT d.trashed AND (?1 IS NULL OR d.id = ?1) ORDER BY d.captured, d.rowid",
            (row,),
        ).fetchall()
        for (document,) in ids:
            (text,) = self._db.execute("SELECT text FROM document WHERE id = ?", (document,)).fetchone()
            for number, (start, end) in enumerate(paragraphs(text), 1):
                yield "paragraph", document, document, number, start, end, "", text[start:end]

    def _annotations(self, row: str | None) -> Iterator[Entry]:
        for found in self._db.execute(
            'SELECT a.id, a.document, a.paragraph, a.start, a."end", a.exact FROM annotation a'
            f" JOIN document d ON d.id = a.document WHERE {LIVE} AND (?1 IS NULL OR a.id = ?1)",
            (row,),
        ):
            yield "annotation", found[0], found[1], found[2], found[3], found[4], "", found[5]

    def _notes(self, row: str | None) -> Iterator[Entry]:
        for found in self._db.execute(
            'SELECT a.id, a.document, a.paragraph, a.start, a."end", a.note FROM annotation a'
            f" JOIN document d ON d.id = a.document WHERE {LIVE} AND a.note <> '' AND (?1 IS NULL OR a.id = ?1)",
            (row,),
        ):
            yield "note", found[0], found[1], found[2], found[3], found[4], "", found[5]
        for found in self._db.execute(
            "SELECT id, body FROM note WHERE NOT trashed AND (?1 IS NULL OR id = ?1)", (row,)
        ):
            yield "note", found[0], None, 0, 0, 0, "", found[1]

    def _claims(self, row: str | None) -> Iterator[Entry]:
        for found in self._db.execute(
            "SELECT id, key, text, topic FROM claim WHERE NOT trashed AND (?1 IS NULL OR id = ?1)", (row,)
        ):
            words = "\n".join(part for part in (f"{found[1]} {found[2]}".strip(), found[3]) if part)
            yield "claim", found[0], None, 0, 0, 0, found[1], words

    def _provisions(self, row: str | None) -> Iterator[Entry]:
        for found in self._db.execute(
            "SELECT p.id, v.document, t.start, t.\"end\", i.short, i.title, coalesce(t.heading, ''),"
            " coalesce(t.text, '') FROM provision p JOIN instrument i ON i.id = p.instrument AND NOT i.trashed"
            " LEFT JOIN instrument_version v ON v.id = (SELECT w.id FROM instrument_version w"
            "  WHERE w.instrument = p.instrument AND NOT w.trashed ORDER BY w.created DESC, w.rowid DESC LIMIT 1)"
            " LEFT JOIN provision_text t ON t.provision = p.id AND t.version = v.id AND NOT t.trashed"
            " WHERE NOT p.trashed AND (?1 IS NULL OR p.id = ?1) ORDER BY p.instrument, p.position",
            (row,),
        ):
            provision, document, start, end, short, title, heading, text = found
            name = self._labels.get(provision, "")
            words = "\n".join(part for part in (name, heading, text) if part)
            extra = f"{name} · {short or title}"
            yield "provision", provision, document, 0, start or 0, end or 0, extra, words
