"""A bibliographic item and the people behind it, under CSL's names."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Agent:
    """A person (family, given) or an institution (literal)."""

    id: str
    family: str = ""
    given: str = ""
    literal: str = ""
    orcid: str = ""

    @property
    def name(self) -> str:
        """Given and family name, or the literal."""
        return self.literal or " ".join(part for part in (self.given, self.family) if part)


@dataclass(frozen=True, slots=True)
class Contributor:
    """An agent in a CSL role (author, editor, translator …) of one source, in order."""

    agent: Agent
    role: str = "author"


@dataclass(frozen=True, slots=True)
class Source:
    """One bibliographic item. Dates are EDTF; `guessed` names the fields that nobody has confirmed.

    `csl` holds the CSL variables that have no field of their own here. `annote` is the annotation printed
    under the entry. An empty string means "not known".
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

    @property
    def authors(self) -> tuple[Agent, ...]:
        """The agents in the role of author, in order."""
        return tuple(c.agent for c in self.contributors if c.role == "author")
