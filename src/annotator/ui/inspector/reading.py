"""What the inspector shows of the selected thing, read in one go on the store's thread."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache, partial
from typing import TYPE_CHECKING

from annotator.domain.source import Source

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.store.rows import AnnotationRow, SourceRow


@dataclass(frozen=True, slots=True)
class ProvisionCard:
    """A link to a provision with the provision's own words beside it, for judging fidelity."""

    mention: str
    provision: str
    label: str
    instrument: str
    text: str
    fidelity: str


@dataclass(frozen=True, slots=True)
class ClaimCard:
    """A link to a claim, and how the other passages stand to that claim."""

    evidence: str
    claim: str
    key: str
    text: str
    stance: str
    voice: str
    attributed_to: str
    sources: int
    contradicting: int


@dataclass(frozen=True, slots=True)
class HighlightCard:
    """All of one highlight. `known_tags` are the project's, for completion; `words` the quotation as it is printed."""

    row: AnnotationRow
    source: Source | None
    provisions: tuple[ProvisionCard, ...]
    claims: tuple[ClaimCard, ...]
    known_tags: tuple[str, ...]
    words: str


@dataclass(frozen=True, slots=True)
class SourceView:
    """A source as the inspector shows it."""

    row: SourceRow


def highlight(project: Project, id: str) -> HighlightCard | None:
    """One highlight; None where it is in the trash or gone."""
    from annotator.domain.errors import UserError
    from annotator.store import annotations, documents, evidence, sources, tags, treaties

    try:
        row = annotations.row(project, id)
    except UserError:
        return None
    if row.annotation.trashed:
        return None
    texts = cache(partial(treaties.own_words, project))
    provisions = tuple(
        ProvisionCard(
            link.mention,
            link.provision_id,
            link.label,
            link.instrument_short,
            # An article that consists of paragraphs has no words of its own.
            texts(link.instrument_id).get(link.provision_id)
            or treaties.provision_text(project, link.provision_id),
            str(link.fidelity),
        )
        for link in row.provisions
    )
    claims = []
    for link in row.claims:
        sources_speaking, contradicting = evidence.tally(project, link.claim_id)
        claims.append(
            ClaimCard(
                link.evidence,
                link.claim_id,
                link.key,
                link.text,
                str(link.stance),
                str(link.voice),
                link.attributed_to,
                sources_speaking,
                contradicting,
            )
        )
    source = sources.get(project, row.annotation.source) if row.annotation.source else None
    known = tuple(_name(tag) for tag, _count in tags.tags(project))
    return HighlightCard(
        row, source, provisions, tuple(claims), known, documents.words(project, row.annotation)
    )


def source(project: Project, id: str) -> SourceView | None:
    """One source with its file and counts; None where it is in the trash."""
    from annotator.store import sources

    return next((SourceView(row) for row in sources.listing(project) if row.source.id == id), None)


def _name(tag: object) -> str:
    return str(getattr(tag, "name", tag))
