"""What operations give back: the thing made, and the record of what changed that every view refreshes by."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.domain.annotation import Annotation
from annotator.domain.changes import Changes
from annotator.domain.claim import Claim


@dataclass(frozen=True, slots=True)
class Added:
    """A source (or, with `instrument`, a treaty) that came in. `existing`: the project had these very bytes already."""

    source: str
    document: str
    changes: Changes
    existing: bool = False
    instrument: str = ""
    warnings: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Highlighted:
    """A highlight that was made, or that stood there already (then `changes` may be empty)."""

    annotation: Annotation
    changes: Changes = field(default_factory=Changes)


@dataclass(frozen=True, slots=True)
class Linked:
    """A link between a passage and a provision or claim; `id` is the mention's or evidence's."""

    id: str
    changes: Changes
    claim: str = ""


@dataclass(frozen=True, slots=True)
class Claimed:
    """A claim that was made or changed."""

    claim: Claim
    changes: Changes
