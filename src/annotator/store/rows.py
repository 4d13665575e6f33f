"""What the repositories give back: joined rows as plain, frozen values without any presentation."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from annotator.domain.annotation import Annotation
from annotator.domain.claim import Claim, Relation, Stance, Voice
from annotator.domain.source import Source
from annotator.domain.treaty import Fidelity


@dataclass(frozen=True, slots=True)
class SourceRow:
    """A source in the library. `document` is its newest capture, `added` an ISO time."""

    source: Source
    document: str | None
    file_name: str
    annotations: int
    added: str


@dataclass(frozen=True, slots=True)
class ProvisionLink:
    """A passage's link to a provision; `mention` is the link's id, `accepted` None until somebody looked at it."""

    mention: str
    provision_id: str
    instrument_id: str
    instrument_short: str
    wid: str
    label: str
    fidelity: Fidelity
    accepted: bool | None


@dataclass(frozen=True, slots=True)
class ClaimLink:
    """A passage's link to a claim; `evidence` is the link's id.

    `verified`: the passage is known to stand in the present version of its source.
    """

    evidence: str
    claim_id: str
    key: str
    text: str
    stance: Stance
    voice: Voice
    attributed_to: str
    verified: bool = True


@dataclass(frozen=True, slots=True)
class AnnotationRow:
    """An annotation with all that hangs on it."""

    annotation: Annotation
    provisions: tuple[ProvisionLink, ...] = ()
    claims: tuple[ClaimLink, ...] = ()
    tags: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Passage:
    """A passage as evidence: for a claim (stance, voice) or about a provision (fidelity, accepted).

    `link` is the id of the evidence or mention; `provision` that of the provision, where there is one. `words`: the
    quotation as it is printed, once asked for (`evidence.printed`). `verified`: the passage is known to stand in the
    present version of its source.
    """

    annotation: Annotation
    source: Source | None
    link: str
    stance: Stance | None = None
    voice: Voice | None = None
    attributed_to: str = ""
    fidelity: Fidelity | None = None
    accepted: bool | None = None
    provision: str = ""
    words: str = ""

    @property
    def verified(self) -> bool:
        return self.annotation.verified


@dataclass(frozen=True, slots=True)
class ClaimRow:
    """A claim with its evidence counted: source id ("" for treaty texts) → stance → number of passages.

    `doubtful` counts likewise those that are not verified in the present version of their source.
    """

    claim: Claim
    stances: Mapping[str, Mapping[Stance, int]]
    total: int
    doubtful: Mapping[str, Mapping[Stance, int]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class RelationRow:
    """A relation seen from one claim. `outgoing`: that claim is the subject (always true for `contradicts`)."""

    id: str
    relation: Relation
    other: str
    key: str
    text: str
    outgoing: bool


@dataclass(frozen=True, slots=True)
class Tag:
    """A free word; `parent` is the id of the wider one."""

    id: str
    name: str
    parent: str | None = None


@dataclass(frozen=True, slots=True)
class Note:
    """A note on a source, claim, provision or other row."""

    id: str
    kind: str
    target: str
    body: str
    author: str
    created: str
    modified: str


@dataclass(frozen=True, slots=True)
class TrashRow:
    """Something in the trash: its table, id, what it was in a few words, when it was put there."""

    table: str
    id: str
    label: str
    at: str


@dataclass(frozen=True, slots=True)
class ActRow:
    """One act of the history, newest first. `kind` is edit, undo or redo; `edits` the number of groups it changed."""

    id: str
    label: str
    who: str
    at: str
    undone: bool
    edits: int
    kind: str = "edit"


@dataclass(frozen=True, slots=True)
class Hit:
    """A search hit. `kind` is paragraph, annotation, note, claim or provision; `id` the row's (a document's for a
    paragraph). `start`/`end` are code points in the document. In `snippet`, matches stand between \\x02 and \\x03."""

    kind: str
    id: str
    source: str | None
    document: str | None
    file: str
    paragraph: int
    start: int
    end: int
    snippet: str
    title: str


@dataclass(frozen=True, slots=True)
class BibliographyQuote:
    """A quotation for the bibliography. `text_at_range` is what the document holds there; `verbatim`: it is the quote.

    `clean` is that text as it is printed (domain.quotes.clean, with the whole document at hand).
    """

    annotation: Annotation
    provisions: tuple[ProvisionLink, ...]
    claims: tuple[ClaimLink, ...]
    text_at_range: str
    verbatim: bool
    tags: tuple[str, ...] = ()
    clean: str = ""

    @property
    def verified(self) -> bool:
        """Whether the passage is known to stand in the present version of its source."""
        return self.annotation.verified


@dataclass(frozen=True, slots=True)
class BibliographySource:
    """A source with all its live quotations in the order of the text, its tags and the notes on it."""

    source: Source
    quotes: tuple[BibliographyQuote, ...]
    tags: tuple[str, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class RecipeRow:
    """A saved set of choices for a bibliography; `body` is JSON."""

    id: str
    name: str
    body: str
