"""Noting edits: TEMP triggers of our own connection collect them, the end of an act writes them as dots.

The triggers live in the connection, never in the file. They note which group of which row was touched and what it held
before; `Tracker.flush` compares with what it holds now, so that an act that changes nothing leaves no trace and several
edits of one group in one act are one dot.
"""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import secrets
import sqlite3
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TypeVar

from annotator.domain.ids import new_id
from annotator.store.digests import digest
from annotator.store.groups import GROUPS, MADE, WITH_MODIFIED, quoted, value_sql

# Told how far a long act is (0..1); it may raise to have all of it taken back.
Step = Callable[[float], None]
_ROWS_A_STEP = 1000
T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Edit:
    """One group of one row before and after; JSON objects, `before` None where the row was made."""

    table: str
    row: str
    group: str
    before: str | None
    after: str | None


def now_iso() -> str:
    """This moment, UTC, to the second, in ISO 8601."""
    return time.strftime("%Y-%m-%dT%H:%M:%SZ", time.gmtime())


@cache
def row_sql(table: str, groups: tuple[str, ...] = ()) -> str:
    """A query for group values of one row by its id: of those named, else of all in the order of GROUPS."""
    values = ", ".join(value_sql(GROUPS[table][group]) for group in groups or GROUPS[table])
    return f"SELECT {values} FROM main.{quoted(table)} WHERE id = ?"


def default_values(db: sqlite3.Connection) -> dict[str, dict[str, str]]:
    """Table → group → the JSON a row has there when nobody chose anything (made groups apart)."""
    result: dict[str, dict[str, str]] = {}
    for table, groups in GROUPS.items():
        defaults = {
            name: default for _, name, _, _, default, _ in db.execute(f"PRAGMA main.table_info({table})")
        }
        result[table] = {}
        for group, columns in groups.items():
            if group == MADE:
                continue
            pairs = ", ".join(f"'{c}', {defaults[c] if defaults[c] is not None else 'NULL'}" for c in columns)
            result[table][group] = db.execute(f"SELECT json_object({pairs})").fetchone()[0]
    return result


class Tracker:
    """The edits of one connection. `session` is random and made at the first write (never stored as "this machine")."""

    def __init__(self, db: sqlite3.Connection) -> None:
        self.db = db
        self.session = ""
        self._seq = 0
        self._written = 0
        self._defaults: dict[str, dict[str, str]] = {}

    def install(self) -> None:
        """Make the TEMP table and triggers."""
        self._defaults = default_values(self.db)
        script = [
            "CREATE TEMP TABLE noted (number INTEGER PRIMARY KEY, in_table TEXT, row_id TEXT, field_group TEXT,"
            " before TEXT)"
        ]
        for table, groups in GROUPS.items():
            name = f"main.{quoted(table)}"
            script.append(
                f"CREATE TEMP TRIGGER note_{table}_insert AFTER INSERT ON {name} BEGIN"
                f" INSERT INTO noted (in_table, row_id) VALUES ('{table}', NEW.id); END"
            )
            script.append(
                f"CREATE TEMP TRIGGER note_{table}_delete BEFORE DELETE ON {name} BEGIN"
                " SELECT RAISE(ABORT, 'rows are put in the trash, never deleted'); END"
            )
            for group, columns in groups.items():
                if not columns:
                    continue
                listed = ", ".join(quoted(c) for c in columns)
                differs = " OR ".join(f"NEW.{quoted(c)} IS NOT OLD.{quoted(c)}" for c in columns)
                script.append(
                    f"CREATE TEMP TRIGGER note_{table}_{group} AFTER UPDATE OF {listed} ON {name} WHEN {differs} BEGIN"
                    f" INSERT INTO noted (in_table, row_id, field_group, before)"
                    f" VALUES ('{table}', NEW.id, '{group}', {value_sql(columns, 'OLD.')}); END"
                )
        self.db.executescript(";\n".join(script) + ";")

    def so_far(self) -> int:
        """The number of the last thing noted in the open act."""
        number: int = self.db.execute("SELECT coalesce(max(number), 0) FROM temp.noted").fetchone()[0]
        return number

    def touched(self, since: int = 0) -> dict[str, frozenset[str]]:
        """Table → ids noted in the open act after `since`."""
        rows: dict[str, set[str]] = {}
        query = "SELECT DISTINCT in_table, row_id FROM temp.noted WHERE number > ?"
        for table, row in self.db.execute(query, (since,)):
            rows.setdefault(table, set()).add(row)
        return {table: frozenset(ids) for table, ids in rows.items()}

    def edits(self, step: Step | None = None) -> list[Edit]:
        """What the open act has changed, coalesced; edits that cancel each other out are left out."""
        made: dict[tuple[str, str], None] = {}
        before: dict[tuple[str, str], dict[str, str]] = {}
        for table, row, group, old in self.db.execute(
            "SELECT in_table, row_id, field_group, before FROM temp.noted ORDER BY number"
        ):
            if group is None:
                made[table, row] = None
            elif (table, row) not in made:
                before.setdefault((table, row), {}).setdefault(group, old)
        result: list[Edit] = []
        for table, row in stepped(list(made), step):
            for group, value in self._values(table, row).items():
                if group == MADE or value != self._defaults[table][group]:
                    result.append(Edit(table, row, group, None, value))
        for (table, row), olds in before.items():
            values = self._values(table, row, tuple(olds))
            result.extend(
                Edit(table, row, group, old, values[group])
                for group, old in olds.items()
                if values[group] != old
            )
        return result

    def _values(self, table: str, row: str, groups: tuple[str, ...] = ()) -> Mapping[str, str]:
        """What the groups of a row hold now; of all where none are named."""
        found = self.db.execute(row_sql(table, groups), (row,)).fetchone()
        return dict(zip(groups or GROUPS[table], found, strict=True))

    def forget(self) -> None:
        """Clear what was noted."""
        self.db.execute("DELETE FROM temp.noted")

    def committed(self) -> None:
        """The act that was flushed last is on the disk."""
        self._seq = self._written

    def _next_seq(self) -> int:
        """The highest sequence number used in our session. A session that the file knows otherwise than we do (it was
        replaced by an older copy under us) is never continued: the same dot must not be issued twice."""
        row = self.db.execute("SELECT seq FROM vector WHERE session = ?", (self.session,)).fetchone()
        if not self.session or (row[0] if row else 0) != self._seq:
            self.session, self._seq = secrets.token_hex(8), 0
        return self._seq

    def flush(
        self,
        label: str,
        who: str,
        *,
        kind: str = "edit",
        of_act: str | None = None,
        edits: list[Edit] | None = None,
        step: Step | None = None,
    ) -> tuple[str, list[Edit]]:
        """Write the open act's edits as history, cells and vector; give the act's id ("" if there was none) and them.

        Runs inside the act's transaction. `edits` replaces what the triggers noted (edits found afterwards).
        """
        edits = self.edits(part_of(step, 0.0, 0.3)) if edits is None else edits
        self.forget()
        if not edits:
            return "", edits
        db = self.db
        seq = self._next_seq()
        last = db.execute("SELECT max(clock) FROM act").fetchone()[0] or 0
        clock = max((time.time_ns() // 1_000_000) << 16, last + 1)
        act, at = new_id(), now_iso()
        db.execute(
            "INSERT INTO act (id, label, kind, of_act, who, at, clock, edits) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
            (act, label, kind, of_act, who, at, clock + len(edits) - 1, len(edits)),
        )
        if kind == "edit":
            db.execute("UPDATE act SET state = 'dropped' WHERE kind = 'edit' AND state = 'undone'")
        db.executemany(
            "INSERT INTO history (who, session, seq, clock, act, in_table, row_id, field_group, before, after)"
            " VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
            (
                (who, self.session, seq + n, clock + n - 1, act, e.table, e.row, e.group, e.before, e.after)
                for n, e in enumerate(stepped(edits, part_of(step, 0.3, 0.7)), 1)
            ),
        )
        db.executemany(
            "DELETE FROM cell WHERE in_table = ? AND row_id = ? AND field_group = ?",
            ((e.table, e.row, e.group) for e in edits),
        )
        db.executemany(
            "INSERT INTO cell (in_table, row_id, field_group, session, seq, digest) VALUES (?, ?, ?, ?, ?, ?)",
            (
                (e.table, e.row, e.group, self.session, seq + n, digest(e.after))
                for n, e in enumerate(stepped(edits, part_of(step, 0.7, 1.0)), 1)
                if e.after is not None
            ),
        )
        db.execute(
            "INSERT INTO vector (session, seq) VALUES (?, ?) ON CONFLICT (session) DO UPDATE SET seq = excluded.seq",
            (self.session, seq + len(edits)),
        )
        self._written = seq + len(edits)
        for table in WITH_MODIFIED:
            rows = {(at, e.row) for e in edits if e.table == table}
            if rows:
                db.executemany(f"UPDATE main.{table} SET modified = ? WHERE id = ?", sorted(rows))
        return act, edits


def part_of(step: Step | None, start: float, end: float) -> Step | None:
    """What tells `step` of one part of the whole."""
    return None if step is None else lambda done: step(start + (end - start) * done)


def stepped(rows: Sequence[T], step: Step | None, every: int = _ROWS_A_STEP) -> Iterator[T]:
    """`rows`, with `step` told after `every` so many how far it is."""
    for number, row in enumerate(rows):
        if step is not None and number % every == 0:
            step(number / len(rows))
        yield row
