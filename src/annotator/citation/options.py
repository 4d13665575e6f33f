"""The choices of one document: what it is, how it is ordered, which quotations stand in it, what stands with them."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from annotator.citation.document import DocumentKind
from annotator.citation.inputs import InputQuote
from annotator.domain.annotation import Style
from annotator.domain.claim import Stance


class Grouping(StrEnum):
    """What a bibliography is ordered by."""

    SOURCE = "source"
    PROVISION = "provision"
    CLAIM = "claim"
    TAG = "tag"
    AUTHOR = "author"
    DATE = "date"


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of one export.

    colours, tags, stances  only quotations so marked (a tag counts on the source too); empty for all
    only_linked             only quotations with a provision or a claim
    only_pinned             only quotations that somebody pinned
    shorten                 length of a quotation in characters from which on words are left out, 0 for whole ones
    annote, source_notes    what stands below an entry: its annotation, the notes on the source
    notes, links            what stands below a quotation: its note, its provisions and claims
    provision_index, person_index  the lists at the end
    """

    grouping: Grouping = Grouping.SOURCE
    colours: frozenset[str] = frozenset()
    title: str = ""
    kind: DocumentKind = DocumentKind.ANNOTATED
    tags: frozenset[str] = frozenset()
    stances: frozenset[Stance] = frozenset()
    only_linked: bool = False
    shorten: int = 0
    annote: bool = True
    notes: bool = True
    source_notes: bool = False
    links: bool = True
    provision_index: bool = False
    person_index: bool = False
    only_pinned: bool = False

    def chosen(self, quotes: Iterable[InputQuote], source_tags: Iterable[str] = ()) -> list[InputQuote]:
        """The wanted ones of a source's quotations, in the order of its text."""
        tagged = not self.tags or not self.tags.isdisjoint(source_tags)
        found = [
            q
            for q in quotes
            # An area of a page, a bookmark or a note on a place holds no words to quote.
            if (q.annotation.selectors.exact or q.annotation.style in (Style.HIGHLIGHT, Style.UNDERLINE))
            and (not self.colours or q.annotation.colour in self.colours)
            and (tagged or not self.tags.isdisjoint(q.tags))
            and (not self.stances or any(c.stance in self.stances for c in q.claims))
            and (not self.only_pinned or q.annotation.pinned)
            and (not self.only_linked or q.provisions or q.claims)
        ]
        return sorted(found, key=lambda q: (q.annotation.selectors.start, q.annotation.selectors.end))
