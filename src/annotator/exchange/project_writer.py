"""A project's rows as the JSON that `project_json` reads (form: docs/project-json.md)."""

from __future__ import annotations

import base64
from collections.abc import Sequence
from typing import Any

from annotator.domain.claim import ClaimStatus, Relation
from annotator.domain.document import Document
from annotator.domain.source import NAME_PARTS, Source
from annotator.domain.treaty import Instrument, Provision
from annotator.exchange.anchor_json import write_anchor
from annotator.exchange.project_json import FORMAT, SOURCE_FIELDS, VERSION
from annotator.store import annotations as highlights
from annotator.store import claims, documents, evidence, notes, sources, tags, treaties
from annotator.store.project import Project
from annotator.store.rows import AnnotationRow, ProvisionLink

_SETTINGS = ("colour_meanings",)


def as_json(project: Project) -> dict[str, Any]:
    """Everything that is not in the trash, files included, as a JSON value."""
    versions = {treaties.version_document(project, one.id): one.id for one in treaties.instruments(project)}
    return {
        "format": FORMAT,
        "version": VERSION,
        "title": project.title,
        "settings": {name: value for name in _SETTINGS if (value := project.settings(name)) is not None},
        "instruments": [_instrument(project, one) for one in treaties.instruments(project)],
        "sources": [_source(project, row.source) for row in sources.listing(project)],
        "claims": _claims(project),
        "annotations": [_annotation(project, row, versions) for row in highlights.listing(project)],
    }


def _without_empty(values: dict[str, Any]) -> dict[str, Any]:
    return {name: value for name, value in values.items() if value not in ("", None, [], {})}


def _content(project: Project, document: Document) -> dict[str, str]:
    original = documents.original(project, document.id)
    try:
        return {"file_name": document.file_name, "text": original.decode()}
    except UnicodeDecodeError:
        return {"file_name": document.file_name, "data": base64.b64encode(original).decode("ascii")}


def _source(project: Project, source: Source) -> dict[str, Any]:
    found: dict[str, Any] = {"key": source.id, "id": source.id}
    captured = documents.of_source(project, source.id)
    if captured:
        found.update(_content(project, captured[0]))
    if captured[1:]:
        found["versions"] = [_content(project, older) for older in reversed(captured[1:])]
    # Empty fields too: what the user emptied must not be found in the file again.
    found.update((name, getattr(source, name)) for name in SOURCE_FIELDS)
    found["contributors"] = [
        {
            "role": c.role,
            **_without_empty(dict(zip(NAME_PARTS, c.agent.parts, strict=True))),
        }
        for c in source.contributors
    ]
    found["guessed"] = sorted(source.guessed)
    return found | _without_empty(
        {
            "reasons": dict(source.reasons),
            "csl": dict(source.csl),
            "tags": tags.of(project, "source", source.id),
            "note": _note(project, "source", source.id),
        }
    )


def _note(project: Project, kind: str, key: str) -> str:
    return "\n\n".join(note.body for note in notes.of(project, kind, key))


def _instrument(project: Project, instrument: Instrument) -> dict[str, Any]:
    found: dict[str, Any] = {"key": instrument.id, "id": instrument.id, "title": instrument.title}
    found |= _without_empty(
        {
            "short": instrument.short,
            "kind": instrument.kind,
            "aliases": list(instrument.aliases),
            "csl": dict(instrument.csl),
        }
    )
    document = treaties.version_document(project, instrument.id)
    if document is not None:
        found.update(_content(project, documents.get(project, document)))
    else:
        found["provisions"] = _tree(treaties.provisions(project, instrument.id), None)
    found["events"] = [
        _without_empty({"id": e.id, "kind": e.kind, "date": e.date, "actor": e.actor, "note": e.note})
        for e in instrument.events
    ]
    return found


def _tree(provisions: Sequence[Provision], parent: str | None) -> list[dict[str, Any]]:
    return [
        _without_empty(
            {
                "wid": p.wid,
                "kind": p.kind,
                "num": p.num,
                "heading": p.heading,
                "children": _tree(provisions, p.id),
            }
        )
        for p in provisions
        if p.parent == parent
    ]


def _claims(project: Project) -> list[dict[str, Any]]:
    rows = [row.claim for row in claims.listing(project)]
    keys = {claim.id: claim.key for claim in rows}
    related: dict[str, list[dict[str, str]]] = {}
    for relation in claims.all_relations(project):
        related.setdefault(relation.subject, []).append(
            {"relation": Relation(relation.relation).value, "key": keys[relation.object]}
        )
    found = []
    for claim in rows:
        entry: dict[str, Any] = {"id": claim.id, "key": claim.key, "text": claim.text, "topic": claim.topic}
        if claim.status is not ClaimStatus.OPEN or claim.status_reason:
            entry.update(
                status=claim.status.value, reason=claim.status_reason, by=claim.status_by, at=claim.status_at
            )
        entry["provisions"] = [
            {"instrument": provision.instrument, "wid": provision.wid}
            for provision in (treaties.provision(project, p) for p in claims.provisions(project, claim.id))
        ]
        entry["relations"] = related.get(claim.id, [])
        entry["tags"] = tags.of(project, "claim", claim.id)
        entry["note"] = _note(project, "claim", claim.id)
        found.append(_without_empty(entry))
    return found


def _annotation(project: Project, row: AnnotationRow, versions: dict[str | None, str]) -> dict[str, Any]:
    annotation = row.annotation
    target: dict[str, Any] = {"instrument": versions.get(annotation.document, "")}
    captured = [annotation.document]
    if annotation.source:
        target = {"source": annotation.source}
        captured = [document.id for document in reversed(documents.of_source(project, annotation.source))]
    return {
        "id": annotation.id,
        **target,
        "quote": annotation.selectors.exact,
        "start": annotation.selectors.start,
        "end": annotation.selectors.end,
        "colour": str(annotation.colour),
        **write_anchor(annotation, captured),
        **_without_empty(
            {
                "note": annotation.note,
                "author": annotation.author,
                "created": annotation.created,
                "provisions": [_link(project, link) for link in row.provisions],
                "claims": [
                    _without_empty(
                        {
                            "key": link.key,
                            "stance": link.stance.value,
                            "voice": link.voice.value,
                            "attributed_to": link.attributed_to,
                        }
                    )
                    for link in row.claims
                ],
                "tags": list(row.tags),
            }
        ),
    }


def _link(project: Project, link: ProvisionLink) -> dict[str, Any]:
    entry: dict[str, Any] = {
        "instrument": link.instrument_id,
        "wid": link.wid,
        "fidelity": link.fidelity.value,
        "form": evidence.get_mention(project, link.mention).form.value,
    }
    if link.accepted is not True:
        entry["accepted"] = link.accepted
    return entry
