"""Sources and the people behind them."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from pathlib import PurePath
from typing import Any

from annotator.domain.i18n import tr
from annotator.domain.ids import derived_id
from annotator.domain.source import NAME_PARTS, Agent, Contributor, Source
from annotator.store.lookup import by_id, missing, one
from annotator.store.project import Project
from annotator.store.rows import SourceRow
from annotator.store.tracking import now_iso
from annotator.store.writing import insert, upsert
from annotator.store.writing import update as update_row

FIELDS = (
    "type", "title", "title_short", "container_title", "publisher", "publisher_place", "issued", "accessed", "url",
    "doi", "isbn", "volume", "issue", "page", "language", "citekey", "annote",
)  # fmt: skip
_COLUMNS = ", ".join(
    f"s.{name}" for name in ("id", *FIELDS, "csl", "guessed", "trashed", "created", "modified", "reasons")
)


def add(project: Project, source: Source, known: set[Agent] | None = None) -> None:
    """Insert a source with its contributors. `known`: agents that were written in this act already; it grows."""
    values: dict[str, object] = {"id": source.id}
    values.update((name, getattr(source, name)) for name in FIELDS)
    values.update(
        csl=_json(dict(source.csl)),
        guessed=_json(sorted(source.guessed)),
        reasons=_json(dict(source.reasons)),
        created=source.created or now_iso(),
    )
    insert(project, "source", values)
    _link_people(project, source.id, source.contributors, set() if known is None else known)


def update(project: Project, source: str, **fields: Any) -> None:
    """Change fields of `Source` (not id, contributors, trashed or the times). Raises UserError if there is none."""
    values = dict(fields)
    if "csl" in values:
        values["csl"] = _json(dict(values["csl"]))
    if "reasons" in values:
        values["reasons"] = _json(dict(values["reasons"]))
    if "guessed" in values:
        values["guessed"] = _json(sorted(values["guessed"]))
    update_row(project, "source", source, values, tr("source"))


def set_contributors(project: Project, source: str, contributors: Sequence[Contributor]) -> None:
    """Make `contributors` the people of a source, in this order. Agents are added or renamed by their id."""
    kept = _link_people(project, source, contributors, set())
    rows = project.db.execute("SELECT id FROM source_agent WHERE source = ? AND NOT trashed", (source,))
    gone = [(row,) for (row,) in rows if row not in kept]
    if gone:
        project.db.executemany("UPDATE main.source_agent SET trashed = 1 WHERE id = ?", gone)


def _link_people(
    project: Project, source: str, contributors: Sequence[Contributor], known: set[Agent]
) -> set[str]:
    """The links' ids."""
    kept: set[str] = set()
    for position, contributor in enumerate(contributors):
        agent = contributor.agent
        if agent not in known:
            known.add(agent)
            upsert(
                project,
                "agent",
                {"id": agent.id, "orcid": agent.orcid, **dict(zip(NAME_PARTS, agent.parts, strict=True))},
                (*NAME_PARTS, "orcid"),
            )
        link = derived_id("source_agent", source, contributor.role, agent.id)
        if link in kept:
            continue
        kept.add(link)
        upsert(
            project,
            "source_agent",
            {"id": link, "source": source, "agent": agent.id, "role": contributor.role, "position": position},
            ("position",),
        )
    return kept


def get(project: Project, source: str) -> Source:
    """One source, in the trash or not. Raises UserError if there is none."""
    found = many(project, [source])
    if not found:
        raise missing(tr("source"), source)
    return found[source]


def many(
    project: Project, ids: Iterable[str] | None = None, *, trashed: bool | None = None
) -> dict[str, Source]:
    """Sources by id: those asked for, or all (in or out of the trash), in the order they were added."""
    wanted = None if ids is None else _json(list(ids))
    people: dict[str, list[Contributor]] = {}
    for source, role, *agent in project.db.execute(
        "SELECT sa.source, sa.role, ag.id, ag.family, ag.given, ag.literal, ag.orcid,"
        " ag.non_dropping_particle, ag.dropping_particle, ag.suffix"
        " FROM source_agent sa JOIN agent ag ON ag.id = sa.agent"
        " WHERE NOT sa.trashed AND (:wanted IS NULL OR sa.source IN (SELECT value FROM json_each(:wanted)))"
        " ORDER BY sa.source, sa.position, sa.id",
        {"wanted": wanted},
    ):
        people.setdefault(source, []).append(Contributor(Agent(*agent), role))
    rows = project.db.execute(
        f"SELECT {_COLUMNS} FROM source s"
        " WHERE (:wanted IS NULL OR s.id IN (SELECT value FROM json_each(:wanted)))"
        " AND (:trashed IS NULL OR s.trashed = :trashed) ORDER BY s.created, s.rowid",
        {"wanted": wanted, "trashed": None if trashed is None else int(trashed)},
    )
    return {row[0]: _source(row, tuple(people.get(row[0], ()))) for row in rows}


def citekeys(project: Project) -> list[str]:
    """The citekeys of all sources that are not in the trash."""
    return [key for (key,) in project.db.execute("SELECT citekey FROM source WHERE NOT trashed")]


def _source(row: Sequence[Any], people: tuple[Contributor, ...]) -> Source:
    names = ("id", *FIELDS)
    plain: dict[str, Any] = dict(zip(names, row, strict=False))
    csl, guessed, trashed, created, modified, reasons = row[len(names) :]
    return Source(
        **plain,
        csl=json.loads(csl),
        guessed=frozenset(json.loads(guessed)),
        contributors=people,
        trashed=bool(trashed),
        created=created,
        modified=modified,
        reasons=json.loads(reasons),
    )


def listing(project: Project, trashed: bool = False) -> list[SourceRow]:
    """The library: every source with its newest document and number of live annotations, in the order added."""
    documents: dict[str, tuple[str, str]] = {}
    for source, document, name in project.db.execute(
        "SELECT source, id, file_name FROM document WHERE source IS NOT NULL AND NOT trashed ORDER BY captured, rowid"
    ):
        documents[source] = document, name
    counts = dict(
        project.db.execute(
            "SELECT d.source, count(*) FROM annotation a JOIN document d ON d.id = a.document"
            " WHERE NOT a.trashed AND NOT d.trashed AND d.source IS NOT NULL GROUP BY d.source"
        )
    )
    result = []
    for source in many(project, trashed=trashed).values():
        document, name = documents.get(source.id, (None, ""))
        result.append(SourceRow(source, document, name, counts.get(source.id, 0), source.created))
    return result


def find(project: Project, ref: str) -> str:
    """The id of the live source that `ref` means: an id, a unique beginning of one, a citekey, a title, a file name,
    its stem or a unique beginning of it. Raises UserError naming the candidates."""
    rows = project.db.execute(
        "SELECT s.id, s.citekey, s.title, coalesce(d.file_name, '') FROM source s"
        " LEFT JOIN document d ON d.source = s.id AND NOT d.trashed WHERE NOT s.trashed"
    ).fetchall()
    wanted = ref.strip().casefold()
    names = {row[0]: row[3] or row[2] or row[0] for row in rows}

    def picked(column: int, stem: bool = False) -> list[str]:
        return [
            r[0]
            for r in rows
            if (PurePath(r[column]).stem if stem else r[column]).casefold() == wanted and r[column]
        ]

    ids = [r[0] for r in rows]
    found = [id for id in ids if id == wanted]
    for more in (picked(1), picked(3), picked(3, stem=True), picked(2), by_id(wanted, ids)):
        found = found or more
    if not found and wanted:
        found = by_id(wanted, ids, 1) + [r[0] for r in rows if r[3].casefold().startswith(wanted)]
    shown = [names[i] for i in dict.fromkeys(found)]
    if len(set(shown)) < len(shown):
        shown = [f"{names[i]} ({i[:8]})" for i in dict.fromkeys(found)]
    return one(ref, found, shown or list(names.values()), tr("source"))


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, sort_keys=isinstance(value, dict))
