"""Carrying highlights from one version of a text to the next.

The versions are laid against each other; most passages then lie inside a stretch that both have. What does not is looked
for near where its neighbours went, then among the words that the new version has and the old had not.
A passage is taken over silently only where its words are the same, its surroundings say that it is the one, and no twin
could be meant instead.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Sequence

from annotator.anchoring.alignment import Alignment, Block, align
from annotator.anchoring.describe import CONTEXT
from annotator.anchoring.fuzzy import (
    best,
    candidates,
    common,
    cuts_words,
    limit,
    loose_context,
    score,
    similarity,
)
from annotator.anchoring.ranges import trim
from annotator.anchoring.resolve import ALIKE, ORPHAN, TRUSTED, Resolution, resolve
from annotator.domain.annotation import AnchorState, Selectors

# How far around a passage a twin could be mistaken for it.
_NEAR = 4000
# Stretches that two unrelated sentences do not share by chance.
_TELLING = 12
# Where edited context counts, both sides must be so much alike, and the words be some.
_ALIKE_BOTH = 0.6
_SOME_WORDS = 12
_OCCURRENCES = 200


def carry(old: str, new: str, passages: Iterable[Selectors]) -> list[Resolution]:
    """Where each passage of `old` stands in `new`, in the order given.

    exact   the same words, at the same position
    moved   the same words; position or surroundings changed
    fuzzy   something like it stands there, or the same words where it is not certain that they are the passage
    orphan  gone, or not to be told from a twin
    """
    carrier = Carrier(old, new)
    return [carrier.one(selectors) for selectors in passages]


class Carrier:
    """Two versions laid against each other once, for any number of passages."""

    def __init__(self, old: str, new: str) -> None:
        self.old, self.new = old, new
        self.alignment: Alignment = align(old, new)
        self._loose: _Loose | None = None

    def one(self, selectors: Selectors) -> Resolution:
        """Where one passage stands in the new version."""
        start, quote = selectors.start, selectors.exact
        end = start + len(quote)
        if start < 0 or self.old[start:end] != quote:
            # It did not stand there in the old version either; only its words can be looked for.
            found = resolve(self.new, selectors)
            return (
                found
                if found.state is not AnchorState.EXACT
                else Resolution(found.start, found.end, AnchorState.MOVED, 1.0)
            )
        if not quote:
            return self.place(start)
        block = self.alignment.holding(start, end)
        if block is not None:
            at = block.new + start - block.old
            if self._trusted(start, end, at, block):
                return self._settled(start, end, at)
        elif (edited := self._edited(start, end)) is not None:
            return edited
        return self._elsewhere(start, end) or self._alike(start, end, block) or ORPHAN

    def place(self, offset: int) -> Resolution:
        """Where a place between two characters lies; certain where both its neighbours are the same."""
        block = self.alignment.holding(max(0, offset - 1), min(len(self.old), offset + 1))
        if block is not None:
            at = block.new + offset - block.old
            state = AnchorState.EXACT if at == offset else AnchorState.MOVED
            return Resolution(at, at, state, 1.0)
        if not self.old and not self.new:
            return Resolution(0, 0, AnchorState.EXACT, 1.0)
        low, high = self.alignment.image(offset)
        if high < 0:
            high = len(self.new)
        return Resolution(low, low, AnchorState.FUZZY, TRUSTED) if low <= high else ORPHAN

    def _settled(self, start: int, end: int, at: int) -> Resolution:
        state = AnchorState.EXACT if at == start else AnchorState.MOVED
        return Resolution(at, at + end - start, state, 1.0)

    def _trusted(self, start: int, end: int, at: int, block: Block) -> bool:
        """Whether the same words in a stretch that both versions have are the passage itself."""
        if not self._whole_words(start, end, at):
            return False
        left, right = start - block.old, block.old + block.length - end
        whole_left = left >= CONTEXT or (block.old == 0 and block.new == 0)
        whole_right = right >= CONTEXT or (
            block.old + block.length == len(self.old) and block.new + block.length == len(self.new)
        )
        ours = 1.0 if whole_left else left / CONTEXT, 1.0 if whole_right else right / CONTEXT
        if min(ours) >= TRUSTED:
            side = CONTEXT // 2
            return block.sure or self._alone(max(0, start - side), min(len(self.old), end + side), at - side)
        if sum(ours) / 2 < TRUSTED:
            if block.sure and left + right >= CONTEXT // 2:
                return self._alone(start, end, at)
            if end - start < _SOME_WORDS:
                return False
            if min(loose_context(self.new, at, at + end - start, *self._around(start, end))) < _ALIKE_BOTH:
                return False
            return self._alone(start, end, at)
        return self._alone(start, end, at) or self._same_number(start, end, at)

    def _whole_words(self, start: int, end: int, at: int) -> bool:
        """Whether the place does not begin or end inside a word where the passage did not: such words are others."""
        there = at + end - start
        return (cuts_words(self.new, at) or not cuts_words(self.old, start)) and (
            cuts_words(self.new, there) or not cuts_words(self.old, end)
        )

    def _alone(self, start: int, end: int, at: int) -> bool:
        """Whether no other place near has the same words, in either version."""
        quote = self.old[start:end]
        length = end - start
        return (
            self.old.count(quote, max(0, start - _NEAR), end + _NEAR) == 1
            and self.new.count(quote, max(0, at - _NEAR), at + length + _NEAR) == 1
        )

    def _same_number(self, start: int, end: int, at: int) -> bool:
        """Whether both versions have the words equally often, and this place is as far down the list in each."""
        quote = self.old[start:end]
        before = _occurrences(self.old, quote)
        after = _occurrences(self.new, quote)
        if not len(before) == len(after) < _OCCURRENCES:
            return False
        return before.index(start) == after.index(at) if start in before and at in after else False

    def _around(self, start: int, end: int) -> tuple[str, str]:
        return self.old[max(0, start - CONTEXT) : start], self.old[end : end + CONTEXT]

    def _elsewhere(self, start: int, end: int) -> Resolution | None:
        """The same words among what is new, in their context: a passage that was moved."""
        quote = self.old[start:end]
        high = second = 0.0
        found = -1
        for at in self._added.places(quote):
            if self._claimed(start, end, at, at + len(quote)) or not self._whole_words(start, end, at):
                continue
            value = self._context(start, end, at)
            if value > high:
                high, second, found = value, high, at
            elif value > second:
                second = value
        if high < TRUSTED or high == second:
            return None
        if self._of_a_twin(start, quote, found, high):
            return None
        return Resolution(found, found + len(quote), AnchorState.MOVED, high)

    def _claimed(self, start: int, end: int, low: int, high: int) -> bool:
        """Whether a place of the new version is, for the greater part, other text of the old one."""
        return self.alignment.claimed(low, high, (start, end), _TELLING) * 2 >= high - low

    def _context(self, start: int, end: int, at: int) -> float:
        """How much of 32 characters on each side is the same, counted outwards."""
        new, there = self.new, at + end - start
        left, right = self._around(start, end)
        before = new[max(0, at - CONTEXT) : at]
        one = common(left[::-1], before[::-1]) / len(left) if left else float(at == 0)
        other = (
            common(right, new[there : there + CONTEXT]) / len(right) if right else float(there == len(new))
        )
        return (one + other) / 2

    def _of_a_twin(self, start: int, quote: str, at: int, value: float) -> bool:
        """Whether another place of the old version with the same words fits the new place as well."""
        others = _occurrences(self.old, quote)
        return len(others) == _OCCURRENCES or any(
            other != start and self._context(other, other + len(quote), at) >= value for other in others
        )

    @property
    def _added(self) -> _Loose:
        if self._loose is None:
            self._loose = _Loose(self.new, self.alignment.blocks)
        return self._loose

    def _alike(self, start: int, end: int, block: Block | None) -> Resolution | None:
        """Something like the passage: where its neighbours are, or among what is new."""
        quote = self.old[start:end]
        if block is not None:
            at = block.new + start - block.old
            context = loose_context(self.new, at, at + len(quote), *self._around(start, end))
            if max(context) >= ALIKE and not self._better_twin(start, end, at, at + len(quote), 1.0):
                return Resolution(at, at + len(quote), AnchorState.FUZZY, score(1.0, context, 0, 1))
        if not limit(len(quote)):
            return None
        place = self._between(start, end)
        here = self._weighed(start, end, self._as_it_lies(quote, place), here=True)
        here = here or self._weighed(start, end, best(self.new, quote, [place] if place else []), here=True)
        if here is not None:
            return here
        rough = self._added.rough(quote)
        return self._weighed(start, end, best(self.new, quote, rough), here=False)

    def _edited(self, start: int, end: int) -> Resolution | None:
        """Something like the passage right between both its neighbours: the common case, and certain as such."""
        quote = self.old[start:end]
        for low, high, _ in self._as_it_lies(quote, self._between(start, end)) if limit(len(quote)) else ():
            context = loose_context(self.new, low, high, *self._around(start, end))
            if min(context) >= _ALIKE_BOTH and not self._claimed(start, end, low, high):
                value = score(similarity(quote, self.new[low:high]), context, 0, 1)
                return Resolution(low, high, AnchorState.FUZZY, value)
        return None

    def _as_it_lies(self, quote: str, place: tuple[int, int] | None) -> list[tuple[int, int, int]]:
        """The stretch between the neighbours, where it begins and ends with words and is like the quote as a whole."""
        from rapidfuzz.distance import Levenshtein

        if place is None:
            return []
        low, high = trim(self.new, *place)
        if not (low < high and cuts_words(self.new, low) and cuts_words(self.new, high)):
            return []
        most = limit(len(quote))
        distance = Levenshtein.distance(quote, self.new[low:high], score_cutoff=most)
        return [(low, high, distance)] if distance <= most else []

    def _between(self, start: int, end: int) -> tuple[int, int] | None:
        """The stretch of the new version that stands where the passage stood."""
        low = self.alignment.before(start) or 0
        if self.alignment.holding(start, start + 1) is not None:
            low = self.alignment.after(start) or 0
        high = self.alignment.after(end)
        if self.alignment.holding(end - 1, end) is not None:
            high = self.alignment.before(end)
        if high is None:
            high = len(self.new)
        return (low, high) if low < high <= low + 3 * (end - start) + CONTEXT else None

    def _weighed(
        self, start: int, end: int, places: Sequence[tuple[int, int, int]], *, here: bool
    ) -> Resolution | None:
        quote = self.old[start:end]
        found: list[Resolution] = []
        for low, high, _ in places:
            if self._claimed(start, end, low, high):
                continue
            context = loose_context(self.new, low, high, *self._around(start, end))
            if not here and max(context) < ALIKE:
                continue
            alike = similarity(quote, self.new[low:high])
            # Where both neighbours are there, no twin can be meant.
            settled = here and min(context) >= _ALIKE_BOTH
            if not settled and self._better_twin(start, end, low, high, alike):
                continue
            value = score(alike, context, 0 if here else abs(low - start), len(self.new))
            found.append(Resolution(low, high, AnchorState.FUZZY, value))
        return max(found, key=lambda one: one.score, default=None)

    def _better_twin(self, start: int, end: int, low: int, high: int, alike: float) -> bool:
        """Whether the old version holds another passage that the new place is at least as much like, context included."""
        words = self.new[low:high]
        first, last = max(0, start - _NEAR), min(len(self.old), end + _NEAR)
        mine = alike + sum(loose_context(self.new, low, high, *self._around(start, end)))
        for a, b, _ in best(self.old, words, candidates(self.old, words, first, last)):
            if a < end and start < b:
                continue
            theirs = similarity(self.old[a:b], words) + sum(
                loose_context(self.new, low, high, *self._around(a, b))
            )
            if theirs >= mine:
                return True
        return False


def _occurrences(text: str, quote: str) -> list[int]:
    """Where the quote stands, in order; not all where there are very many."""
    found: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(found) < _OCCURRENCES:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


class _Loose:
    """The stretches of the new version that no longer stretch of the old one explains, as one text to search."""

    def __init__(self, new: str, blocks: Sequence[Block]) -> None:
        self._new = new
        pieces: list[tuple[int, int]] = []
        at = 0
        for block in (*blocks, Block(0, len(new), 0, False)):
            if block.length and block.length < 2 * CONTEXT:
                continue
            # A little of what stands around, so that a passage at the border is seen whole.
            low, high = max(0, at - CONTEXT), min(len(new), block.new + CONTEXT)
            if block.new > at:
                pieces.append((low, high))
            at = block.new + block.length
        self._starts = [low for low, _ in pieces]
        self._offsets = []
        total = 0
        for low, high in pieces:
            self._offsets.append(total)
            total += high - low + 1
        self._text = "\x00".join(new[low:high] for low, high in pieces)

    def _place(self, offset: int) -> int:
        index = bisect_right(self._offsets, offset) - 1
        return self._starts[index] + offset - self._offsets[index]

    def places(self, quote: str) -> Iterable[int]:
        """Where the quote stands as it is."""
        return dict.fromkeys(self._place(at) for at in _occurrences(self._text, quote))

    def rough(self, quote: str) -> list[tuple[int, int]]:
        """Where something like the quote may stand."""
        places = [self._place(low) for low, _ in candidates(self._text, quote)]
        return [(at, at + len(quote)) for at in places]
