"""The two statements every repository writes with. Column names are always ours, never a caller's."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

from collections.abc import Mapping
from functools import lru_cache

from annotator.store.groups import GROUPS, quoted
from annotator.store.lookup import missing
from annotator.store.project import Project

_COLUMNS = {
    table: frozenset(c for columns in groups.values() for c in columns) for table, groups in GROUPS.items()
}


def check_act(project: Project) -> None:
    """Writing outside an act would be noted by nobody: our bug."""
    if not project.writing_now:
        raise RuntimeError("writes must run inside project.act()")


def insert(project: Project, table: str, values: Mapping[str, object]) -> None:
    """Insert one row."""
    check_act(project)
    project.db.execute(_insert_sql(table, tuple(values)), tuple(values.values()))


@lru_cache(maxsize=200)
def _insert_sql(table: str, names: tuple[str, ...]) -> str:
    columns = ", ".join(quoted(name) for name in names)
    marks = ", ".join("?" * len(names))
    return f"INSERT INTO main.{quoted(table)} ({columns}) VALUES ({marks})"


def update(project: Project, table: str, row: str, values: Mapping[str, object], what: str) -> None:
    """Change columns of one row. Raises UserError if there is no such row (`what`: its kind, translated)."""
    check_act(project)
    unknown = set(values) - _COLUMNS[table]
    if unknown:
        raise ValueError(f"{table} has no {', '.join(sorted(unknown))}")
    if not values:
        return
    done = project.db.execute(_update_sql(table, tuple(values)), (*values.values(), row))
    if not done.rowcount:
        raise missing(what, row)


@lru_cache(maxsize=200)
def _update_sql(table: str, names: tuple[str, ...]) -> str:
    pairs = ", ".join(f"{quoted(name)} = ?" for name in names)
    return f"UPDATE main.{quoted(table)} SET {pairs} WHERE id = ?"


def upsert(project: Project, table: str, values: Mapping[str, object], changing: tuple[str, ...]) -> None:
    """Insert a row, or take it out of the trash and set its `changing` columns. The first value is the id."""
    check_act(project)
    project.db.execute(_upsert_sql(table, tuple(values), changing), tuple(values.values()))


@lru_cache(maxsize=200)
def _upsert_sql(table: str, names: tuple[str, ...], changing: tuple[str, ...]) -> str:
    pairs = ", ".join([*(f"{quoted(c)} = excluded.{quoted(c)}" for c in changing), "trashed = 0"])
    # A row that says the same already is left alone: writing it would be work for the log and nothing else.
    differs = " OR ".join(["trashed", *(f"{quoted(c)} IS NOT excluded.{quoted(c)}" for c in changing)])
    return f"{_insert_sql(table, names)} ON CONFLICT (id) DO UPDATE SET {pairs} WHERE {differs}"
