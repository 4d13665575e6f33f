"""Rows as the JSON of the command line; these names stay."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annotator.cli.common import harmless
from annotator.domain.annotation import Part, Proposal
from annotator.domain.claim import Claim
from annotator.domain.i18n import tr
from annotator.domain.source import NAME_PARTS, Agent, Source
from annotator.domain.treaty import Instrument, Provision, status
from annotator.domain.wording import plain_title
from annotator.operations.references import name as name_of
from annotator.store import annotations as highlights
from annotator.store import claims, evidence, sources, treaties
from annotator.store.project import Project
from annotator.store.rows import ActRow, AnnotationRow, ClaimRow, Hit, SourceRow
from annotator.treaties import ancestors_of

# Characters of a title that a list for people shows.
_LISTED = 200


def source(row: SourceRow) -> dict[str, Any]:
    """A source with its newest document."""
    one = row.source
    return {
        "id": one.id,
        "title": one.title,
        "authors": [_person(a) for a in one.authors],
        "issued": one.issued,
        "container_title": one.container_title,
        "type": one.type,
        "language": one.language,
        "citekey": one.citekey,
        "url": one.url,
        "annote": one.annote,
        "file": row.file_name,
        "document": row.document,
        "annotations": row.annotations,
        "guessed": sorted(one.guessed),
        "reasons": {name: words for name, words in one.reasons.items() if name in one.guessed},
    }


def _person(agent: Agent) -> dict[str, str]:
    """The three parts that every name may have, and the rarer ones where it has them."""
    parts = dict(zip(NAME_PARTS, agent.parts, strict=True))
    return {part: value for part, value in parts.items() if value or part in NAME_PARTS[:3]}


def source_of(project: Project, source_id: str) -> dict[str, Any]:
    """One source by its id."""
    return sources_of(project, [source_id])[0]


def sources_of(project: Project, ids: Sequence[str]) -> list[dict[str, Any]]:
    """Several sources by their ids, in this order."""
    rows = {row.source.id: row for row in sources.listing(project)}
    return [source(rows[key]) for key in ids]


def annotation(row: AnnotationRow) -> dict[str, Any]:
    """A highlight with its links."""
    one, at = row.annotation, row.annotation.selectors
    return {
        "id": one.id,
        "source": one.source,
        "document": one.document,
        "start": at.start,
        "end": at.end,
        "exact": at.exact,
        "prefix": at.prefix,
        "suffix": at.suffix,
        "paragraph": at.paragraph,
        "page_label": at.page_label,
        "locator": {"label": at.locator_label, "value": at.locator_value},
        "colour": str(one.colour),
        "note": one.note,
        "pinned": one.pinned,
        "display": one.display,
        "translation": one.translation,
        "style": str(one.style),
        "fragment": at.fragment,
        "parts": [part(one) for one in one.parts],
        "state": str(one.state),
        "verified": one.verified,
        "score": one.score,
        "proposal": proposal(one.proposal),
        "author": one.author,
        "created": one.created,
        "provisions": [
            {
                "instrument": p.instrument_id,
                "short": p.instrument_short,
                "wid": p.wid,
                "label": p.label,
                "fidelity": p.fidelity.value,
                "accepted": p.accepted,
                "id": p.mention,
            }
            for p in row.provisions
        ],
        "claims": [
            {
                "key": c.key,
                "stance": c.stance.value,
                "voice": c.voice.value,
                "attributed_to": c.attributed_to,
                "id": c.evidence,
            }
            for c in row.claims
        ],
        "tags": list(row.tags),
    }


def part(one: Part) -> dict[str, Any]:
    """A further range of a highlight."""
    return {
        "start": one.start,
        "end": one.end,
        "exact": one.exact,
        "prefix": one.prefix,
        "suffix": one.suffix,
    }


def proposal(one: Proposal | None) -> dict[str, Any] | None:
    """What a newer version offers for a passage that is not verified there."""
    if one is None:
        return None
    return {
        "document": one.document,
        "start": one.start,
        "end": one.end,
        "exact": one.exact,
        "score": one.score,
        "state": one.state.value,
        "parts": [part(piece) for piece in one.parts],
    }


def annotation_of(project: Project, annotation_id: str) -> dict[str, Any]:
    """One highlight by its id."""
    return annotation(highlights.row(project, annotation_id))


def claim(project: Project, row: ClaimRow | Claim) -> dict[str, Any]:
    """A claim with its evidence and relations. A relation that another claim holds to this one is not listed,
    but `contradicts` is listed on both."""
    one = row.claim if isinstance(row, ClaimRow) else row
    return {
        "id": one.id,
        "key": one.key,
        "text": one.text,
        "topic": one.topic,
        "status": one.status.value,
        "reason": one.status_reason,
        "evidence": [
            {
                "annotation": p.annotation.id,
                "source": p.annotation.source,
                "stance": p.stance.value if p.stance else None,
                "voice": p.voice.value if p.voice else None,
                "attributed_to": p.attributed_to,
                "exact": p.annotation.selectors.exact,
                "verified": p.verified,
            }
            for p in evidence.of_claim(project, one.id)
        ],
        "relations": [
            {"relation": r.relation.value, "key": r.key}
            for r in claims.relations(project, one.id)
            if r.outgoing
        ],
        "provisions": [
            {"instrument": p.instrument, "wid": p.wid}
            for p in (treaties.provision(project, key) for key in claims.provisions(project, one.id))
        ],
    }


def instrument(project: Project, one: Instrument) -> dict[str, Any]:
    """A treaty with its tree. `text` is a provision's own words, without its number, heading and children."""
    rows = treaties.provisions(project, one.id)
    words = treaties.own_words(project, one.id)
    return {
        "id": one.id,
        "title": one.title,
        "short": one.short,
        "kind": one.kind,
        "aliases": list(one.aliases),
        "status": status(one),
        "document": treaties.version_document(project, one.id),
        "events": [
            {"id": e.id, "kind": e.kind, "date": e.date, "actor": e.actor, "note": e.note} for e in one.events
        ],
        "provisions": _tree(rows, None, words, {p.id: p for p in rows}),
    }


def _tree(
    rows: Sequence[Provision], parent: str | None, words: dict[str, str], by_id: dict[str, Provision]
) -> list[dict[str, Any]]:
    return [
        {
            "wid": p.wid,
            "eid": p.eid,
            "kind": p.kind,
            "num": p.num,
            "label": name_of(p, ancestors_of(p, by_id)),
            "heading": p.heading,
            "text": words.get(p.id, ""),
            "start": p.start,
            "end": p.end,
            "children": _tree(rows, p.id, words, by_id),
        }
        for p in rows
        if p.parent == parent
    ]


def hit(one: Hit) -> dict[str, Any]:
    """A search hit; `id` is the row's."""
    return {
        "kind": one.kind,
        "source": one.source,
        "file": one.file,
        "paragraph": one.paragraph,
        "id": one.id,
        "document": one.document,
        "start": one.start,
        "end": one.end,
        "title": one.title,
        "snippet": one.snippet.replace("\x02", "").replace("\x03", ""),
    }


def act(one: ActRow) -> dict[str, Any]:
    """An act of the history."""
    return {
        "id": one.id,
        "label": one.label,
        "who": one.who,
        "at": one.at,
        "kind": one.kind,
        "undone": one.undone,
        "edits": one.edits,
    }


def name(one: Source) -> str:
    """A source's title in a list for people."""
    return listed(one.title)


def listed(title: str) -> str:
    """A title on one line of a list, however long it is and whatever it holds."""
    words = harmless(" ".join(plain_title(title).split()))
    return (words if len(words) <= _LISTED else f"{words[: _LISTED - 1]}…") or tr("(untitled)")
