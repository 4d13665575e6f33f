"""Highlighted passages, alone and with all that hangs on them."""

# ruff: noqa: S608 - only names of our own are put together; values are always bound

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

from annotator.domain.annotation import AnchorState, Annotation, Selectors
from annotator.domain.claim import Stance, Voice
from annotator.domain.i18n import tr
from annotator.domain.treaty import Fidelity
from annotator.store import labels
from annotator.store.anchors import parts_json, parts_of, proposal_json, proposal_of
from annotator.store.lookup import by_id, missing, one
from annotator.store.project import Project
from annotator.store.rows import AnnotationRow, ClaimLink, ProvisionLink
from annotator.store.tracking import now_iso
from annotator.store.writing import insert
from annotator.store.writing import update as update_row

_SELECTORS = (
    "start", "end", "exact", "prefix", "suffix", "fragment", "paragraph", "page_label", "locator_label", "locator_value",
)  # fmt: skip
# For every query that gives annotations: `a` is the annotation, `d` its document.
COLUMNS = (
    "a.id, a.document, d.source, "
    + ", ".join(f'a."{name}"' for name in _SELECTORS)
    + ", a.motivation, a.colour, a.note, a.state, a.score, a.author, a.created, a.modified, a.trashed"
    ", a.parts, a.style, a.proposal, a.pinned, a.display, a.translation"
)
WIDTH = 28
# Looking a member up by its value in the class costs four times as much, and there are thousands.
_STATES = {state.value: state for state in AnchorState}
_VERIFIED = frozenset({AnchorState.EXACT.value, AnchorState.MOVED.value})
_FIDELITIES = {fidelity.value: fidelity for fidelity in Fidelity}
_STANCES = {stance.value: stance for stance in Stance}
_VOICES = {voice.value: voice for voice in Voice}
# What is shown: the annotation and everything above it is out of the trash.
LIVE = (
    "NOT a.trashed AND NOT d.trashed"
    " AND NOT EXISTS (SELECT 1 FROM source hidden WHERE hidden.id = d.source AND hidden.trashed)"
)


def from_row(row: Sequence[Any]) -> Annotation:
    """The annotation of a row that begins with COLUMNS."""
    motivation, colour, note, state, score, author, created, modified, trashed, *more = row[13:WIDTH]
    parts, style, proposal, pinned, display, translation = more
    return Annotation(
        row[0],
        row[1],
        row[2],
        Selectors(*row[3:13]),
        motivation,
        colour,
        note,
        _STATES[state],
        score,
        author,
        created,
        modified,
        bool(trashed),
        parts_of(parts),
        style,
        proposal_of(proposal),
        bool(pinned),
        display,
        translation,
    )


def add(project: Project, annotation: Annotation) -> None:
    """Insert an annotation. An empty author is the project's user, an empty time is now."""
    created = annotation.created or now_iso()
    values: dict[str, object] = {
        "id": annotation.id,
        "document": annotation.document,
        "motivation": annotation.motivation,
        **_anchor(annotation.selectors),
        "parts": parts_json(annotation.parts),
        "state": str(annotation.state),
        "score": _score(annotation.score),
        "proposal": proposal_json(annotation.proposal),
        "style": str(annotation.style),
        "colour": str(annotation.colour),
        "note": annotation.note,
        "author": annotation.author or project.user,
        "created": created,
        "pinned": int(annotation.pinned),
        "display": annotation.display,
        "translation": annotation.translation,
    }
    insert(project, "annotation", values)


def _anchor(selectors: Selectors) -> dict[str, object]:
    return {name: getattr(selectors, name) for name in _SELECTORS}


def _score(score: float | None) -> float | None:
    # Few digits, so that every SQLite spells the number alike and its digest stays.
    return None if score is None else round(float(score), 4)


def update(project: Project, annotation: str, **fields: Any) -> None:
    """Change `document`, `selectors`, `parts`, `state`, `score`, `proposal`, `style`, `colour`, `note`, `pinned`, `display` or
    `translation`.

    The document is another version of the same source. Raises UserError if there is no such annotation.
    """
    values: dict[str, object] = {}
    for name, value in fields.items():
        if name == "selectors":
            values.update(_anchor(value))
        elif name == "score":
            values[name] = _score(value)
        elif name == "parts":
            values[name] = parts_json(value)
        elif name == "proposal":
            values[name] = proposal_json(value)
        elif name == "pinned":
            values[name] = int(value)
        else:
            values[name] = str(value)
    update_row(project, "annotation", annotation, values, tr("highlight"))


def get(project: Project, annotation: str) -> Annotation:
    """One annotation, in the trash or not. Raises UserError if there is none."""
    row = project.db.execute(
        f"SELECT {COLUMNS} FROM annotation a JOIN document d ON d.id = a.document WHERE a.id = ?",
        (annotation,),
    ).fetchone()
    if row is None:
        raise missing(tr("highlight"), annotation)
    return from_row(row)


def of_document(project: Project, document: str) -> list[Annotation]:
    """The live annotations of a document in the order of its text."""
    return [from_row(row) for row in _live(project, "a.document = :value", document)]


def find(project: Project, ref: str) -> str:
    """The id of the live annotation that `ref` means: an id or a unique beginning of one."""
    start = ref.strip().casefold()
    ids = [
        row[0]
        for row in project.db.execute(
            f"SELECT a.id FROM annotation a JOIN document d ON d.id = a.document WHERE {LIVE}"
            " AND substr(a.id, 1, length(?1)) = ?1 LIMIT 50",
            (start,),
        )
    ]
    found = by_id(start, ids, 1) if start else []
    return one(ref, found, found, tr("highlight"))


def listing(project: Project, source: str | None = None) -> list[AnnotationRow]:
    """All live annotations of a source, or of the project, with their links and tags, in the order of the texts."""
    where = "d.source = :value" if source is not None else ":value IS NULL"
    return _rows(project, where, source)


def doubtful(project: Project) -> list[AnnotationRow]:
    """The live annotations that do not stand where they were made, or in its next version, word for word."""
    return _rows(project, "a.state IN (:value, 'orphan')", AnchorState.FUZZY.value)


def rows_of_document(project: Project, document: str) -> list[AnnotationRow]:
    """The live annotations of a document with their links and tags."""
    return _rows(project, "a.document = :value", document)


def row(project: Project, annotation: str) -> AnnotationRow:
    """One live annotation with its links and tags. Raises UserError if there is none."""
    found = _rows(project, "a.id = :value", annotation)
    if not found:
        raise missing(tr("highlight"), annotation)
    return found[0]


def _live(project: Project, where: str, value: str | None) -> list[Sequence[Any]]:
    return project.db.execute(
        f"SELECT {COLUMNS} FROM annotation a JOIN document d ON d.id = a.document WHERE {where} AND {LIVE}"
        ' ORDER BY d.captured, d.rowid, a.start, a."end", a.rowid',
        {"value": value},
    ).fetchall()


def _rows(project: Project, where: str, value: str | None) -> list[AnnotationRow]:
    provisions, claims, tags = links(project, where, value)
    return [
        AnnotationRow(
            from_row(row),
            tuple(provisions.get(row[0], ())),
            tuple(claims.get(row[0], ())),
            tuple(tags.get(row[0], ())),
        )
        for row in _live(project, where, value)
    ]


def links(
    project: Project, where: str, value: str | None
) -> tuple[dict[str, list[ProvisionLink]], dict[str, list[ClaimLink]], dict[str, list[str]]]:
    """Live links and tags by annotation id, three queries for any number of annotations.

    `where` is one of our own conditions over `a` and `d` with the parameter `:value`.
    """
    base = f"JOIN document d ON d.id = a.document WHERE {where} AND NOT a.trashed"
    names: dict[str, str] | None = None
    provisions: dict[str, list[ProvisionLink]] = {}
    for annotation, mention, provision, instrument, short, wid, fidelity, accepted in project.db.execute(
        "SELECT m.annotation, m.id, p.id, i.id, coalesce(nullif(i.short, ''), i.title), p.wid, m.fidelity, m.accepted"
        " FROM annotation a JOIN mention m ON m.annotation = a.id AND NOT m.trashed"
        " JOIN provision p ON p.id = m.provision AND NOT p.trashed"
        f" JOIN instrument i ON i.id = p.instrument AND NOT i.trashed {base}"
        " ORDER BY m.created, m.rowid",
        {"value": value},
    ):
        if names is None:
            # Of all provisions: most highlights have no link yet.
            names = labels.of_provisions(project)
        provisions.setdefault(annotation, []).append(
            ProvisionLink(
                mention,
                provision,
                instrument,
                short,
                wid,
                names.get(provision, wid),
                _FIDELITIES[fidelity],
                None if accepted is None else bool(accepted),
            )
        )
    claims: dict[str, list[ClaimLink]] = {}
    for annotation, evidence, claim, key, text, stance, voice, attributed_to, state in project.db.execute(
        "SELECT e.annotation, e.id, c.id, c.key, c.text, e.stance, e.voice, e.attributed_to, a.state"
        " FROM annotation a JOIN evidence e ON e.annotation = a.id AND NOT e.trashed"
        f" JOIN claim c ON c.id = e.claim AND NOT c.trashed {base} ORDER BY e.created, e.rowid",
        {"value": value},
    ):
        claims.setdefault(annotation, []).append(
            ClaimLink(
                evidence,
                claim,
                key,
                text,
                _STANCES[stance],
                _VOICES[voice],
                attributed_to,
                state in _VERIFIED,
            )
        )
    tags: dict[str, list[str]] = {}
    for annotation, name in project.db.execute(
        "SELECT a.id, t.name FROM annotation a"
        " JOIN tagging g ON g.target = a.id AND g.target_kind = 'annotation' AND NOT g.trashed"
        f" JOIN tag t ON t.id = g.tag AND NOT t.trashed {base} ORDER BY t.name",
        {"value": value},
    ):
        tags.setdefault(annotation, []).append(name)
    return provisions, claims, tags
