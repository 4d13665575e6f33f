"""A bibliographic item and the people behind it, under CSL's names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import lru_cache

from annotator.domain.ids import derived_id

NAME_PARTS = ("family", "given", "literal", "non_dropping_particle", "dropping_particle", "suffix")


@dataclass(frozen=True, slots=True)
class Agent:
    """A person (family, given) or an institution (literal).

    Particles and suffix as in CSL: `van der` in "van der Berg" does not drop when the family name stands alone, `von` in
    "Ludwig von Beethoven" does; `Jr.` is a suffix.
    """

    id: str
    family: str = ""
    given: str = ""
    literal: str = ""
    orcid: str = ""
    non_dropping_particle: str = ""
    dropping_particle: str = ""
    suffix: str = ""

    @classmethod
    def of(cls, *parts: str) -> Agent:
        """The agent of a name, its parts in the order of `NAME_PARTS`: the same name is the same agent everywhere."""
        return _agent((*parts, *[""] * len(NAME_PARTS))[: len(NAME_PARTS)])

    @property
    def parts(self) -> tuple[str, ...]:
        """The name's parts in the order of `NAME_PARTS`."""
        return (
            self.family,
            self.given,
            self.literal,
            self.non_dropping_particle,
            self.dropping_particle,
            self.suffix,
        )

    @property
    def surname(self) -> str:
        """The family name with the particle that belongs to it: "van der Berg", "d’Alembert"."""
        return _joined(self.non_dropping_particle, self.family)

    @property
    def name(self) -> str:
        """As in running text, "Jan van der Berg, Jr.", or the literal."""
        if self.literal:
            return self.literal
        last = _joined(self.dropping_particle, self.surname)
        whole = " ".join(part for part in (self.given, last) if part)
        return ", ".join(part for part in (whole, self.suffix) if part)

    @property
    def inverted(self) -> str:
        """As in a list of persons, "van der Berg, Jan, Jr.", or the literal."""
        given = " ".join(part for part in (self.given, self.dropping_particle) if part)
        return self.literal or ", ".join(part for part in (self.surname, given, self.suffix) if part)


@lru_cache(maxsize=4096)
def _agent(whole: tuple[str, ...]) -> Agent:
    # The three parts alone where there are no more, as keys have always been made.
    used = whole if any(whole[3:]) else whole[:3]
    return Agent(derived_id("agent", *used), **dict(zip(NAME_PARTS, whole, strict=True)))


def _joined(particle: str, family: str) -> str:
    if not particle or not family:
        return particle or family
    return particle + family if particle.endswith(("’", "'", "-")) else f"{particle} {family}"


@dataclass(frozen=True, slots=True)
class Contributor:
    """An agent in a CSL role (author, editor, translator …) of one source, in order."""

    agent: Agent
    role: str = "author"


@dataclass(frozen=True, slots=True)
class Source:
    """One bibliographic item. Dates are EDTF; `guessed` names the fields that nobody has confirmed.

    `csl` holds the CSL variables that have no field of their own here. `annote` is the annotation printed
    under the entry. `reasons` says of fields why they were read so from the file, in words. An empty string means
    "not known".
    """

    id: str
    type: str = "document"
    title: str = ""
    title_short: str = ""
    container_title: str = ""
    publisher: str = ""
    publisher_place: str = ""
    issued: str = ""
    accessed: str = ""
    url: str = ""
    doi: str = ""
    isbn: str = ""
    volume: str = ""
    issue: str = ""
    page: str = ""
    language: str = ""
    citekey: str = ""
    annote: str = ""
    csl: Mapping[str, object] = field(default_factory=dict)
    guessed: frozenset[str] = frozenset()
    contributors: tuple[Contributor, ...] = ()
    trashed: bool = False
    created: str = ""
    modified: str = ""
    reasons: Mapping[str, str] = field(default_factory=dict)

    @property
    def authors(self) -> tuple[Agent, ...]:
        """The agents in the role of author, in order."""
        return tuple(c.agent for c in self.contributors if c.role == "author")
