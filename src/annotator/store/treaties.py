"""Instruments, their events and versions, and the tree of their provisions."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

import json
from collections.abc import Sequence
from typing import Any

from annotator.domain.i18n import tr
from annotator.domain.ids import derived_id, new_id
from annotator.domain.text import fold
from annotator.domain.treaty import Instrument, InstrumentEvent, Provision, ProvisionNode
from annotator.store import evidence, labels
from annotator.store.annotations import LIVE
from annotator.store.lookup import by_id, missing, one
from annotator.store.project import Project
from annotator.store.rows import Passage
from annotator.store.tracking import now_iso
from annotator.store.writing import insert, update, upsert


def add_instrument(project: Project, instrument: Instrument) -> None:
    """Insert an instrument with its aliases and events."""
    insert(
        project,
        "instrument",
        {
            "id": instrument.id,
            "title": instrument.title,
            "short": instrument.short,
            "kind": instrument.kind,
            "csl": json.dumps(dict(instrument.csl), ensure_ascii=False, sort_keys=True),
            "created": now_iso(),
        },
    )
    set_aliases(project, instrument.id, instrument.aliases)
    for event in instrument.events:
        add_event(project, instrument.id, event)


def update_instrument(project: Project, instrument: str, **fields: Any) -> None:
    """Change `title`, `short`, `kind` or `csl`. Raises UserError if there is none."""
    if "csl" in fields:
        fields["csl"] = json.dumps(dict(fields["csl"]), ensure_ascii=False, sort_keys=True)
    update(project, "instrument", instrument, fields, tr("treaty"))


def set_aliases(project: Project, instrument: str, names: Sequence[str]) -> None:
    """Make these the other names of an instrument."""
    wanted = {derived_id("instrument_alias", instrument, name): name for name in names}
    for row, name in wanted.items():
        upsert(project, "instrument_alias", {"id": row, "instrument": instrument, "name": name}, ())
    for (row,) in project.db.execute(
        "SELECT id FROM instrument_alias WHERE instrument = ? AND NOT trashed", (instrument,)
    ).fetchall():
        if row not in wanted:
            update(project, "instrument_alias", row, {"trashed": 1}, tr("name"))


def add_event(project: Project, instrument: str, event: InstrumentEvent) -> str:
    """Record what happened to an instrument; gives the event's id (a new one if it has none)."""
    row = event.id or new_id()
    insert(
        project,
        "instrument_event",
        {
            "id": row,
            "instrument": instrument,
            "kind": event.kind,
            "date": event.date,
            "actor": event.actor,
            "note": event.note,
        },
    )
    return row


def add_version(
    project: Project, instrument: str, document: str, label: str, nodes: Sequence[ProvisionNode]
) -> str:
    """Record a version: its document and where each provision stands in it. Provisions are made, or kept, by `wid`.

    Gives the version's id, which follows from instrument and document.
    """
    version = derived_id("instrument_version", instrument, document)
    upsert(
        project,
        "instrument_version",
        {"id": version, "instrument": instrument, "document": document, "label": label, "created": now_iso()},
        ("label",),
    )
    _add_nodes(project, instrument, version, nodes, None)
    return version


def add_provisions(project: Project, instrument: str, nodes: Sequence[ProvisionNode]) -> None:
    """Make the provisions that are known of an instrument whose text is not loaded."""
    _add_nodes(project, instrument, None, nodes, None)


def _add_nodes(
    project: Project, instrument: str, version: str | None, nodes: Sequence[ProvisionNode], parent: str | None
) -> None:
    for position, node in enumerate(nodes):
        provision = provision_id(instrument, node.wid)
        upsert(
            project,
            "provision",
            {
                "id": provision,
                "instrument": instrument,
                "wid": node.wid,
                "kind": node.kind,
                "num": node.num,
                "parent": parent,
                "position": position,
            },
            ("num", "parent", "position"),
        )
        if version is not None:
            _add_text(project, version, provision, node)
        _add_nodes(project, instrument, version, node.children, provision)


def _add_text(project: Project, version: str, provision: str, node: ProvisionNode) -> None:
    upsert(
        project,
        "provision_text",
        {
            "id": derived_id("provision_text", version, provision),
            "version": version,
            "provision": provision,
            "eid": node.eid,
            "heading": node.heading,
            "start": node.start,
            "end": node.end,
            "text": node.text,
        },
        ("eid", "heading", "start", "end", "text"),
    )


def provision_id(instrument: str, wid: str) -> str:
    """The id of a provision, which exists before any text is loaded."""
    return derived_id("provision", instrument, wid)


def instruments(project: Project) -> list[Instrument]:
    """The live instruments with their aliases and events, in the order added."""
    return _instruments(project, "NOT trashed AND ?1 IS NOT NULL", "")


def instrument(project: Project, instrument_id: str) -> Instrument:
    """One instrument, in the trash or not. Raises UserError if there is none."""
    found = _instruments(project, "id = ?1", instrument_id)
    if not found:
        raise missing(tr("treaty"), instrument_id)
    return found[0]


def _instruments(project: Project, where: str, value: str) -> list[Instrument]:
    aliases: dict[str, list[str]] = {}
    for row, name in project.db.execute(
        "SELECT instrument, name FROM instrument_alias WHERE NOT trashed ORDER BY rowid"
    ):
        aliases.setdefault(row, []).append(name)
    events: dict[str, list[InstrumentEvent]] = {}
    for row, *event in project.db.execute(
        "SELECT instrument, id, kind, date, actor, note FROM instrument_event WHERE NOT trashed ORDER BY date, rowid"
    ):
        events.setdefault(row, []).append(InstrumentEvent(*event))
    return [
        Instrument(
            i,
            title,
            short,
            kind,
            tuple(aliases.get(i, ())),
            tuple(events.get(i, ())),
            bool(trashed),
            json.loads(csl),
        )
        for i, title, short, kind, trashed, csl in project.db.execute(
            f"SELECT id, title, short, kind, trashed, csl FROM instrument WHERE {where} ORDER BY created, rowid",
            (value,),
        )
    ]


# The newest live version of each instrument is the current one.
_CURRENT = (
    "(SELECT v.id FROM instrument_version v WHERE v.instrument = {} AND NOT v.trashed"
    " ORDER BY v.created DESC, v.rowid DESC LIMIT 1)"
)
_PROVISIONS = (
    "SELECT p.id, p.instrument, p.wid, p.kind, p.num, p.parent, p.position, coalesce(t.eid, ''),"
    " coalesce(t.heading, ''), t.start, t.\"end\" FROM provision p"
    f" LEFT JOIN provision_text t ON t.provision = p.id AND NOT t.trashed AND t.version = {_CURRENT.format('p.instrument')}"
)


def provisions(project: Project, instrument_id: str) -> list[Provision]:
    """The live provisions in the order of the tree, parents before children."""
    rows = [
        Provision(*row)
        for row in project.db.execute(
            f"{_PROVISIONS} WHERE p.instrument = ? AND NOT p.trashed ORDER BY p.position, p.rowid",
            (instrument_id,),
        )
    ]
    children: dict[str | None, list[Provision]] = {}
    ids = {row.id for row in rows}
    for row in rows:
        children.setdefault(row.parent if row.parent in ids else None, []).append(row)
    result: list[Provision] = []
    stack = children.pop(None, [])[::-1]
    while stack:
        row = stack.pop()
        result.append(row)
        stack.extend(children.pop(row.id, [])[::-1])
    return result


def provision(project: Project, provision_id: str) -> Provision:
    """One provision. Raises UserError if there is none."""
    row = project.db.execute(f"{_PROVISIONS} WHERE p.id = ?", (provision_id,)).fetchone()
    if row is None:
        raise missing(tr("provision"), provision_id)
    return Provision(*row)


def provision_text(project: Project, provision_id: str) -> str:
    """The words of a provision in the current version, its paragraphs included; empty where no text is loaded."""
    row = project.db.execute(
        'SELECT substr(d.text, t.start + 1, t."end" - t.start) FROM provision p'
        f" JOIN instrument_version v ON v.id = {_CURRENT.format('p.instrument')}"
        " JOIN provision_text t ON t.version = v.id AND t.provision = p.id AND NOT t.trashed"
        " JOIN document d ON d.id = v.document WHERE p.id = ?",
        (provision_id,),
    ).fetchone()
    return row[0] if row else ""


def own_words(project: Project, instrument_id: str) -> dict[str, str]:
    """Provision id → its own words in the current version, without its number, heading and children."""
    return dict(
        project.db.execute(
            "SELECT provision, text FROM provision_text WHERE NOT trashed"
            f" AND version = {_CURRENT.format('?1')}",
            (instrument_id,),
        )
    )


def version_document(project: Project, instrument_id: str) -> str | None:
    """The id of the current version's document."""
    row = project.db.execute(
        f"SELECT document FROM instrument_version WHERE id = {_CURRENT.format('?1')}",
        (instrument_id,),
    ).fetchone()
    return row[0] if row else None


def provision_labels(project: Project, instrument_id: str | None = None) -> dict[str, str]:
    """Provision id → its short name ("Art. XII(2)"), of one instrument or of all."""
    return labels.of_provisions(project, instrument_id)


def counts(project: Project, instrument_id: str) -> dict[str, int]:
    """Provision id → number of live passages linked to it or to anything below it (0 left out)."""
    own: dict[str, set[str]] = {}
    for row, annotation in project.db.execute(
        "SELECT m.provision, m.annotation FROM mention m JOIN provision p ON p.id = m.provision"
        " JOIN annotation a ON a.id = m.annotation JOIN document d ON d.id = a.document"
        f" WHERE p.instrument = ? AND NOT p.trashed AND NOT m.trashed AND m.accepted IS NOT 0 AND {LIVE}",
        (instrument_id,),
    ):
        own.setdefault(row, set()).add(annotation)
    # Children come after their parents, so one walk backwards carries everything up.
    for node in reversed(provisions(project, instrument_id)):
        if node.parent is not None and node.id in own:
            own.setdefault(node.parent, set()).update(own[node.id])
    return {row: len(passages) for row, passages in own.items()}


def passages(project: Project, provision_id: str, *, below: bool = True) -> list[Passage]:
    """The live passages about a provision, and with `below` about anything in it. Dismissed ones are left out."""
    wanted = [provision_id]
    if below:
        wanted = [
            row[0]
            for row in project.db.execute(
                "WITH RECURSIVE tree (id) AS (SELECT ?1 UNION"
                " SELECT p.id FROM provision p JOIN tree ON p.parent = tree.id WHERE NOT p.trashed)"
                " SELECT id FROM tree",
                (provision_id,),
            )
        ]
    return [p for p in evidence.of_provisions(project, wanted) if p.accepted is not False]


def find_instrument(project: Project, ref: str) -> str:
    """The id of the instrument that an id, short title, title, alias, or a unique part of one means."""
    known = instruments(project)
    wanted = fold(ref.strip())
    found = by_id(ref.strip(), [i.id for i in known]) if wanted else []
    names = {i.id: [fold(n) for n in (i.short, i.title, *i.aliases) if n] for i in known}
    for fits in (
        lambda name: name == wanted,
        lambda name: name.startswith(wanted),
        lambda name: any(word.startswith(wanted) for word in name.split()),
        lambda name: wanted in name,
    ):
        if found or not wanted:
            break
        found = [i for i, spellings in names.items() if any(fits(name) for name in spellings)]
    readable = [i.short or i.title for i in known if not found or i.id in found]
    return one(ref, found, readable, tr("treaty"))
