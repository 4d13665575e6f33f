"""Hostile texts and what their editors made of them, with passages of which it is known where they went."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from anchoring.editors import DIVISION, NEW, Editor, Sign
from anchoring.writers import SCRIPTS
from annotator.anchoring import describe
from annotator.anchoring.resolve import Resolution
from annotator.domain.annotation import AnchorState, Selectors
from annotator.domain.text import normalise

SILENT = (AnchorState.EXACT, AnchorState.MOVED)


@dataclass(frozen=True)
class Passage:
    """A passage of the old text, and where it truly went: from its first to its last character that is left, None where
    none is. `whole`: its words stand together as they were (white space does not count). `kept`: the share of its
    characters that is left.
    """

    selectors: Selectors
    truth: tuple[int, int] | None
    whole: bool
    kept: float


@dataclass(frozen=True)
class Edit:
    """Two versions, passages of the first, and where each character of the second comes from (NEW: from nowhere)."""

    kind: str
    script: str
    old: str
    new: str
    origins: Sequence[int]
    passages: Sequence[Passage]

    def silently_wrong(self, passage: Passage, found: Resolution) -> bool:
        """Taken over without asking, though the words are others, or those of another passage: less than half of them
        its own. Which of several copies in a row is the first, is nobody's question.
        """
        at = passage.selectors
        if found.state not in SILENT:
            return False
        if _words(self.new[found.start : found.end]) != _words(at.exact):
            return True
        there = self.origins[found.start : found.end]
        # Where the passage was torn apart, a whole copy of it is as good.
        own = sum(
            at.start <= (origin if passage.whole or origin >= NEW else -2 - origin) < at.end
            for origin in there
        )
        return own * 2 < found.end - found.start and not self._copies_in_a_row(passage, found)

    def _copies_in_a_row(self, passage: Passage, found: Resolution) -> bool:
        at = passage.selectors
        if passage.truth is None:
            return False
        if not passage.whole:
            # Torn apart, while the very same stands there, with 100 characters on each side.
            here = self.old[max(0, at.start - 100) : at.end + 100]
            return passage.kept == 1.0 and here == self.new[max(0, found.start - 100) : found.end + 100]
        low, high = min(found.start, passage.truth[0]), max(found.end, passage.truth[1])
        shift = abs(found.start - passage.truth[0])
        return self.new[low : high - shift] == self.new[low + shift : high]

    def offered(self, passage: Passage, found: Resolution) -> bool:
        """Found or proposed where it is: most of what is meant and most of what is shown are the same."""
        if passage.truth is None or found.state is AnchorState.ORPHAN:
            return False
        if passage.whole and self._copies_in_a_row(passage, found):
            return True
        low, high = max(found.start, passage.truth[0]), min(found.end, passage.truth[1])
        return (high - low) * 2 > max(found.end, passage.truth[1]) - min(found.start, passage.truth[0])


def _words(text: str) -> list[str]:
    return re.sub(DIVISION[0] + r"\s*", "", text).split()


class Hostile(Editor):
    """Edits from one random source."""

    def _ranges(self, text: str, count: int) -> Iterator[tuple[int, int]]:
        edges = [n for n, sign in enumerate(text) if not sign.isspace() and (n == 0 or text[n - 1].isspace())]
        blank = SCRIPTS[self.script][1]
        for _ in range(count):
            if not blank:
                start = self.random.randrange(len(text))
                end = min(len(text), start + self.random.choice((1, 2, 3, 6, 12, 40)))
            else:
                first = self.random.randrange(len(edges))
                last = min(len(edges) - 1, first + self.random.choice((0, 0, 1, 2, 3, 8, 12, 30)))
                start, end = edges[first], edges[last]
                while end < len(text) and not text[end].isspace():
                    end += 1
            while end > start and text[end - 1].isspace():
                end -= 1
            while start < end and text[start].isspace():
                start += 1
            if start < end:
                yield start, end

    def edit(self, kind: str = "", script: str = "", passages: int = 12) -> Edit:
        """One text, edited in one way, with some of its passages."""
        kind = kind or self.random.choice(list(self.kinds))
        self.script = script or self.random.choice([*SCRIPTS, "latin", "latin", "latin"])
        paragraphs = [normalise(one) for one in self.document()]
        old = "\n\n".join(paragraphs)
        blocks: list[list[Sign]] = []
        at = 0
        for one in paragraphs:
            blocks.append([(sign, at + n) for n, sign in enumerate(one)])
            at += len(one) + 2
        self._texts = frozenset(paragraphs)
        blocks = self.kinds[kind](blocks)
        signs: list[Sign] = []
        for block in blocks:
            if signs:
                signs += [("\n", NEW), ("\n", NEW)]
            signs += block
        new = "".join(sign for sign, _ in signs)
        places = {origin: n for n, (_, origin) in enumerate(signs) if origin >= 0}
        found = [self._passage(old, new, places, start, end) for start, end in self._ranges(old, passages)]
        return Edit(kind, self.script, old, new, [origin for _, origin in signs], found)

    def _passage(self, old: str, new: str, places: dict[int, int], start: int, end: int) -> Passage:
        selectors = describe(old, start, end)
        own = [n for n in range(start, end) if not old[n].isspace()]
        kept = [places[n] for n in own if n in places]
        if not kept:
            return Passage(selectors, None, False, 0.0)
        low, high = min(kept), max(kept) + 1
        whole = _words(old[start:end]) == _words(new[low:high]) and len(kept) == len(own)
        return Passage(selectors, (low, high), whole, len(kept) / len(own))
