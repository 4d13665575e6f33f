"""Carrying highlights from one version of a text to the next.

The versions are laid against each other; most passages then lie inside a stretch that both have. What does not is looked
for near where its neighbours went, then among the words that the new version has and the old had not.
A passage is taken over silently only where its words are the same, its surroundings say that it is the one, and no twin
could be meant instead. White space is no word: where lines end is no matter.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from annotator.anchoring.added import Added
from annotator.anchoring.alignment import Alignment, Block, lay, plain
from annotator.anchoring.describe import CONTEXT
from annotator.anchoring.fuzzy import (
    best,
    candidates,
    cuts_words,
    limit,
    loose_context,
    occurrences,
    remains,
    score,
    similarity,
)
from annotator.anchoring.lines import LEAST, NEAR, SIDE, TELLING, LinePairs, Lines, core, sole
from annotator.anchoring.ranges import trim
from annotator.anchoring.resolve import ALIKE, ORPHAN, Resolution, in_whole_words, resolve
from annotator.anchoring.words import same_words
from annotator.domain.annotation import AnchorState, Selectors

# So long must words and context be together, the same and alone, where a passage was moved or edited around.
_ALONE = 48
# Where edited context counts, both sides must be so much alike.
_ALIKE_BOTH = 0.6
# Away from them, one side must be alike, and the other not unlike: unrelated stretches are alike to about 0.25.
_OTHER_SIDE = 0.45
# Between a passage's own neighbours less is enough: the one side, and the other.
_NEIGHBOURS = 0.35, 0.5
# The least score of what is found by something else than its neighbours.
_UNSURE = 0.5


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
        self._before, self._after = Lines(old), Lines(new)
        self._pairs = LinePairs(self._before, self._after)
        # From here on white space is one sign; offsets are the same.
        self._old, self._new = plain(old), plain(new)
        self.alignment: Alignment = lay(self._old, self._new, self._before, self._after)
        self._found_added: Added | None = None
        self._sliding: list[tuple[int, int]] | None = None

    def one(self, selectors: Selectors) -> Resolution:
        """Where one passage stands in the new version."""
        start, quote = selectors.start, selectors.exact
        end = start + len(quote)
        if start < 0 or self.old[start:end] != quote:
            # It did not stand there in the old version either; only its words can be looked for, and nothing is certain.
            loose = resolve(self.new, selectors)
            if loose.state is AnchorState.EXACT:
                return Resolution(loose.start, loose.end, AnchorState.FUZZY, 1.0)
            return loose
        if not quote:
            return self.place(start)
        block = self.alignment.holding(start, end)
        if block is not None:
            at = block.new + start - block.old
            if self._pairs.settled(start, end, block) or self._certain(start, end, at, block):
                return self._settled(start, end, at, 1.0)
            if self._slides(start, end):
                return self._line_elsewhere(start, end) or ORPHAN
            found = self._line_elsewhere(start, end) or self._elsewhere(start, end)
            found = found or self._here(start, end, at)
        else:
            found = self._line_elsewhere(start, end) or self._edited(start, end)
            found = found or self._elsewhere(start, end)
        found = found or self._once(start, end) or self._alike(start, end) or ORPHAN
        return in_whole_words(found, self.new, self.old, start, end)

    def place(self, offset: int) -> Resolution:
        """Where a place between two characters lies; certain in a stretch of both versions that is no chance."""
        block = self.alignment.holding(max(0, offset - 1), min(len(self.old), offset + 1))
        if block is not None:
            at = block.new + offset - block.old
            if not (block.sure or block.length >= min(TELLING, len(self.old))):
                return Resolution(at, at, AnchorState.FUZZY, _UNSURE)
            return self._settled(offset, offset, at, 1.0)
        if not self.old and not self.new:
            return Resolution(0, 0, AnchorState.EXACT, 1.0)
        low, high = self.alignment.image(offset)
        return Resolution(low, low, AnchorState.FUZZY, _UNSURE) if low <= high or high < 0 else ORPHAN

    def _settled(self, start: int, end: int, at: int, value: float) -> Resolution:
        there = at + end - start
        same = at == start and self.old[start:end] == self.new[at:there]
        return Resolution(at, there, AnchorState.EXACT if same else AnchorState.MOVED, value)

    # ------------------------------------------------------------- same words

    def _certain(self, start: int, end: int, at: int, block: Block) -> bool:
        """Whether the same words in a stretch that both versions have are the passage itself."""
        left, right = start - block.old, block.old + block.length - end
        if not (left and right) and not self._whole_words(start, end, at):
            return False
        lines = self._pairs.of(start, end, at, at + end - start)
        changed = [pair for pair in lines if not self._pairs.intact(*pair, block.new - block.old)]
        if all(
            self._pairs.set_anew(*pair) if pair in changed else self._pairs.itself(*pair, block)
            for pair in lines
        ):
            return True
        numbers = any(self._pairs.mere_number(line, self._old, start, end) for line, _ in changed)
        if numbers or self._slides(start, end) or any(self._pairs.another(*pair) for pair in changed):
            return False
        if not changed:
            return block.sure and self._repeated(lines, block)
        low, high = start - min(left, CONTEXT), end + min(right, CONTEXT)
        if not self._each_alone(start, end, low, high, at - start, lines[0][0], lines[-1][0]):
            return False
        if all(self._pairs.sides(start, end, block)):
            return True
        if high - low >= _ALONE or (block.sure and high - low >= end - start + SIDE):
            return True
        return high - low >= TELLING and min(self._context(start, end, at)) >= _ALIKE_BOTH

    def _repeated(self, lines: list[tuple[int, int]], block: Block) -> bool:
        """Whether lines that come again are the very ones: what stands on each side of them tells them from the others, or
        one side does while as many stand before and after them as in the old version."""
        low, high = self._before.starts[lines[0][0]], self._before.starts[lines[-1][0] + 1]
        sides = self._pairs.sides(low, high, block)
        if not all(sides):
            return any(sides) and all(self._pairs.same_number(*pair) for pair in lines)
        shift = block.new - block.old
        begin, end = max(block.old, low - NEAR), min(block.old + block.length, high + NEAR)
        return (
            all(self._pairs.as_often(*pair) for pair in lines)
            and ((block.old, block.new) == (0, 0) or self._alone(begin, high, begin + shift))
            and (end == len(self.old) or self._alone(low, end, low + shift))
        )

    def _each_alone(
        self, start: int, end: int, low: int, high: int, shift: int, first: int, last: int
    ) -> bool:
        """Whether no other place near has the same words as `[low, high)`, a passage with what stands around it in its own
        lines; if it has several, neither those of the first nor those of the last: else it may be pieced together of its
        own end and the beginning of a twin."""
        # Numbers of lists tell nothing apart: they change.
        low, high = max(low, self._before.words_from(first)), min(high, self._before.starts[last + 1])
        pieces = [(low, high)]
        if first != last:
            stop, go = self._before.starts[first + 1], self._before.words_from(last)
            pieces += [(low, stop)] if (stop - start) * 5 > (end - start) * 2 else []
            pieces += [(go, high)] if (end - go) * 5 > (end - start) * 2 else []
        return all(self._alone(one, other, one + shift) for one, other in pieces if one < other)

    def _whole_words(self, start: int, end: int, at: int) -> bool:
        """Whether the place does not begin or end inside a word where the passage did not: such words are others."""
        there = at + end - start
        return (cuts_words(self.new, at) or not cuts_words(self.old, start)) and (
            cuts_words(self.new, there) or not cuts_words(self.old, end)
        )

    def _slides(self, start: int, end: int) -> bool:
        """Whether the passage is one of several copies in a row, of which the new version has fewer."""
        if self._sliding is None:
            self._sliding = list(self.alignment.sliding(self._old))
        return any(low <= start and end <= high for low, high in self._sliding)

    def _alone(self, start: int, end: int, at: int) -> bool:
        """Whether no other place near has the same words, in either version."""
        return sole(self._old, start, end) and sole(self._new, at, at + end - start)

    def _context(self, start: int, end: int, at: int) -> tuple[float, float]:
        return loose_context(self._new, at, at + end - start, *self._around(start, end))

    def _around(self, start: int, end: int) -> tuple[str, str]:
        return self._old[max(0, start - CONTEXT) : start], self._old[end : end + CONTEXT]

    # ------------------------------------------------------------------ moved

    def _elsewhere(self, start: int, end: int) -> Resolution | None:
        """The same words among what is new, in their context: a passage that was moved."""
        quote = self._old[start:end]
        found = [
            (sum(self._verbatim(start, end, at)), at)
            for at in self._added.places(quote)
            if not self._claimed(start, end, at, at + len(quote)) and self._whole_words(start, end, at)
        ]
        found.sort(reverse=True)
        if not found or (len(found) > 1 and found[0][0] == found[1][0]):
            return None
        value, at = found[0][0] / (2 * CONTEXT), found[0][1]
        lines = self._pairs.of(start, end, at, at + len(quote))
        changed = [(a, b) for a, b in lines if self._before.texts[a] != self._after.texts[b]]
        if any(self._pairs.another(*pair) for pair in changed):
            return None
        before, after = self._verbatim(start, end, at)
        # What stands in other lines may be a twin's neighbour too.
        low, high = self._before.starts[lines[0][0]], self._before.starts[lines[-1][0] + 1]
        words = self._old[max(start - before, low) : min(end + after, high)].strip()
        if (
            len(words) < min(_ALONE, len(self._old))
            or self._again(words)
            or (max(before, after) < SIDE and self._again(quote))
        ):
            return None
        if (
            changed
            or not all(self._pairs.unique(*pair) for pair in lines)
            or self.alignment.kept(start, end) * 2 > end - start
        ):
            # Perhaps a twin was put there, or only a part went there, or it seems to stand still where it stood.
            return Resolution(at, at + len(quote), AnchorState.FUZZY, value)
        return self._settled(start, end, at, value)

    def _once(self, start: int, end: int) -> Resolution | None:
        """Words that stand once in each version, alone or with what is around them: nothing else says they are the same."""
        for around in (0,) if self._slides(start, end) else (0, SIDE):
            words = self._old[max(start - around, 0) : end + around]
            there = occurrences(self._new, words, 2) if len(words) >= TELLING else []
            if len(there) == 1 == len(occurrences(self._old, words, 2)):
                at = there[0] + min(start, around)
                return self._proposed(start, end, at, self._context(start, end, at))
        return None

    def _line_elsewhere(self, start: int, end: int) -> Resolution | None:
        """The passage in its line, which stands once in each version: a paragraph that was moved."""
        number = self._before.at(start)
        line = self._before.texts[number]
        low, high = self._before.starts[number : number + 2]
        there = self._after.once.get(line, -1)
        if there < 0 or self._before.once[line] < 0 or len(line) < LEAST or high < end or self._again(line):
            return None
        at = self._after.starts[there] + start - low
        value = sum(self._verbatim(start, end, at)) / (2 * CONTEXT)
        if self.alignment.kept(low, high, but=at - start) * 2 > high - low:
            # Where it stood, it seems to stand still.
            return Resolution(at, at + end - start, AnchorState.FUZZY, max(value, _UNSURE))
        return self._settled(start, end, at, max(value, _UNSURE))

    def _again(self, words: str) -> bool:
        """Whether some words stand more than once, with whatever number and in whatever lines."""
        letters = core(words)
        return self._before.anywhere(letters) > 1 or self._after.anywhere(letters) > 1

    def _claimed(self, start: int, end: int, low: int, high: int) -> bool:
        """Whether a place of the new version is, for the greater part, other text of the old one."""
        return self.alignment.claimed(low, high, (start, end)) * 2 >= high - low

    def _verbatim(self, start: int, end: int, at: int) -> tuple[int, int]:
        """How many of 32 characters on each side are the same, counted outwards."""
        old, new, there = self._old, self._new, at + end - start
        before = after = 0
        most = min(CONTEXT, start, at)
        while before < most and old[start - before - 1] == new[at - before - 1]:
            before += 1
        most = min(CONTEXT, len(old) - end, len(new) - there)
        while after < most and old[end + after] == new[there + after]:
            after += 1
        return before, after

    @property
    def _added(self) -> Added:
        if self._found_added is None:
            self._found_added = Added(self._new, self.alignment.blocks)
        return self._found_added

    # ----------------------------------------------------------- others words

    def _here(self, start: int, end: int, at: int) -> Resolution | None:
        """The same words where the passage seems to have stayed, though it is not certain that they are."""
        context = self._context(start, end, at)
        if max(context) < ALIKE or self._better_twin(start, end, at, at + end - start, 1.0):
            return None
        return self._proposed(start, end, at, context)

    def _proposed(self, start: int, end: int, at: int, context: tuple[float, float]) -> Resolution:
        return Resolution(at, at + end - start, AnchorState.FUZZY, score(1.0, context, 0, 1))

    def _alike(self, start: int, end: int) -> Resolution | None:
        """Something like the passage: where its neighbours are, or among what is new."""
        quote = self._old[start:end]
        if not limit(len(quote)):
            return None
        place = self._between(start, end)
        return (
            self._weighed(start, end, self._as_it_lies(quote, place), exactly=True)
            or self._weighed(start, end, best(self._new, quote, [place] if place else ()), exactly=False)
            or self._weighed(start, end, best(self._new, quote, self._added.rough(quote)), exactly=False)
        )

    def _edited(self, start: int, end: int) -> Resolution | None:
        """What stands right between both its neighbours: the common case, and certain as a place."""
        low, high = trim(self._new, *(self._between(start, end) or (0, 0)))
        if not (low < high and cuts_words(self._new, low) and cuts_words(self._new, high)):
            return None
        context = loose_context(self._new, low, high, *self._around(start, end))
        if (
            min(context) < _NEIGHBOURS[0]
            or max(context) < _NEIGHBOURS[1]
            or self._claimed(start, end, low, high)
        ):
            return None
        quote, words = self._old[start:end], self._new[low:high]
        if quote != words and words.count(quote) == 1:
            return self._proposed(start, end, low + words.index(quote), context)
        if self._only_reset(start, end, low, high, context):
            return Resolution(low, high, AnchorState.MOVED, score(1.0, context, 0, 1))
        if not remains(quote, words):
            return None
        return Resolution(low, high, AnchorState.FUZZY, score(similarity(quote, words), context, 0, 1))

    def _only_reset(self, start: int, end: int, low: int, high: int, context: tuple[float, float]) -> bool:
        """Whether the words between both neighbours are the passage's own, and only their lines are others."""
        return (
            min(context) >= _ALIKE_BOTH
            and same_words(self.old[start:end], self.new[low:high])
            and sole(self._old, start, end)
            and sole(self._new, low, high)
            and not self._slides(start, end)
            and not any(self._pairs.another(*pair) for pair in self._pairs.of(start, end, low, high))
        )

    def _as_it_lies(self, quote: str, place: tuple[int, int] | None) -> list[tuple[int, int, int]]:
        """The stretch between the neighbours, where it begins and ends with words and is like the quote as a whole."""
        from rapidfuzz.distance import Levenshtein

        if place is None:
            return []
        low, high = trim(self._new, *place)
        if not (low < high and cuts_words(self._new, low) and cuts_words(self._new, high)):
            return []
        most = limit(len(quote))
        distance = Levenshtein.distance(quote, self._new[low:high], score_cutoff=most)
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
        self, start: int, end: int, places: Sequence[tuple[int, int, int]], *, exactly: bool
    ) -> Resolution | None:
        """The best of some places; `exactly`: they lie right between the passage's own neighbours."""
        quote = self._old[start:end]
        found: list[Resolution] = []
        for low, high, _ in places:
            if self._claimed(start, end, low, high):
                continue
            context = loose_context(self._new, low, high, *self._around(start, end))
            if not exactly and (max(context) < ALIKE or min(context) < _OTHER_SIDE):
                continue
            alike = similarity(quote, self._new[low:high])
            # Where both neighbours are there, no twin can be meant.
            settled = exactly and min(context) >= _ALIKE_BOTH
            if not settled and self._better_twin(start, end, low, high, alike):
                continue
            value = score(alike, context, 0 if exactly else abs(low - start), len(self.new))
            found.append(Resolution(low, high, AnchorState.FUZZY, value))
        return max(found, key=lambda one: one.score, default=None)

    def _better_twin(self, start: int, end: int, low: int, high: int, alike: float) -> bool:
        """Whether the old version holds another passage that the new place is at least as much like, context included."""
        words = self._new[low:high]
        first, last = max(0, start - NEAR), min(len(self.old), end + NEAR)
        mine = alike + sum(loose_context(self._new, low, high, *self._around(start, end)))
        for a, b, _ in best(self._old, words, candidates(self._old, words, first, last)):
            if a < end and start < b:
                continue
            theirs = similarity(self._old[a:b], words) + sum(
                loose_context(self._new, low, high, *self._around(a, b))
            )
            if theirs >= mine:
                return True
        return False
