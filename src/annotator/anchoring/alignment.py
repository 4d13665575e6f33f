"""Two versions of a text laid against each other: which stretch of the new one is which stretch of the old one.

First lines that stand once in each version are matched in order (patience), and such as begin or end alike; then what lies
between them character by character; where that would be too much, stretches of words that stand once in each
are matched first. White space is one sign: where lines end is no matter.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from annotator.anchoring.lines import TELLING, Lines

# Lengths of the stretches that tie large gaps together, in characters; the shorter where the longer find nothing.
_GRAMS = (24, 12)
# Shorter lines are page numbers and the like.
_LEAST = 12
# How much of a line's beginning or end tells it from others.
_END = 24
# Cells of the character comparison: rapidfuzz handles 64 at a time and keeps two bits of each.
_SMALL, _LARGE = 2_000_000, 400_000_000
# Shorter equal stretches between different ones mean nothing: any two sentences share letters.
_SHORTEST = 3
# Long stretches that are alike are compared in ever larger steps.
_STEP = 128
_SPACES = "\n\t\x0b\x0c\x85\u00a0\u2007\u2009\u202f\u2028\u2029\u3000"


class Block(NamedTuple):
    """`length` characters that are the same from `old` and from `new` on, but for the kind of white space. `sure`:
    something in it stands once in each version, so that it cannot be another stretch with the same words."""

    old: int
    new: int
    length: int
    sure: bool


class Alignment:
    """Blocks in the order of both texts, none overlapping."""

    def __init__(self, blocks: Sequence[Block]) -> None:
        self.blocks = blocks
        self._olds = [block.old for block in blocks]
        self._news = [block.new for block in blocks]

    def holding(self, start: int, end: int) -> Block | None:
        """The block that holds the whole of `[start, end)` of the old text."""
        index = bisect_right(self._olds, start) - 1
        if index < 0:
            return None
        block = self.blocks[index]
        return block if end <= block.old + block.length else None

    def image(self, offset: int) -> tuple[int, int]:
        """Where a place of the old text lies in the new one: the same place twice inside a block, else the bounds of the
        gap that it fell into."""
        index = bisect_right(self._olds, offset) - 1
        low = 0
        if index >= 0:
            block = self.blocks[index]
            if offset <= block.old + block.length:
                # At a block's end the place may lie anywhere up to the next block; the block's own end is the best.
                at = block.new + offset - block.old
                return at, at
            low = block.new + block.length
        high = self.blocks[index + 1].new if index + 1 < len(self.blocks) else -1
        return low, high

    def after(self, offset: int) -> int | None:
        """The new place of the first matched character at or after `offset` of the old text."""
        index = bisect_right(self._olds, offset) - 1
        if index >= 0 and offset < self.blocks[index].old + self.blocks[index].length:
            return self.blocks[index].new + offset - self.blocks[index].old
        return self.blocks[index + 1].new if index + 1 < len(self.blocks) else None

    def before(self, offset: int) -> int | None:
        """The new place just after the last matched character before `offset` of the old text."""
        index = bisect_left(self._olds, offset) - 1
        if index < 0:
            return None
        block = self.blocks[index]
        return block.new + min(offset - block.old, block.length)

    def claimed(self, start: int, end: int, own: tuple[int, int]) -> int:
        """How many characters of `[start, end)` of the new text are old text from outside the range `own`.

        Only telling blocks count: shorter ones may be chance.
        """
        total = 0
        index = max(0, bisect_right(self._news, start) - 1)
        while index < len(self.blocks) and self.blocks[index].new < end:
            block = self.blocks[index]
            index += 1
            if block.length < TELLING:
                continue
            low, high = max(start, block.new), min(end, block.new + block.length)
            if low >= high:
                continue
            shift = block.old - block.new
            inside = max(0, min(high + shift, own[1]) - max(low + shift, own[0]))
            total += high - low - inside
        return total

    def kept(self, start: int, end: int, but: int | None = None) -> int:
        """How many characters of `[start, end)` of the old text stand in telling blocks; those `but` so much further down do
        not count."""
        total = 0
        index = max(0, bisect_right(self._olds, start) - 1)
        while index < len(self.blocks) and self.blocks[index].old < end:
            block = self.blocks[index]
            index += 1
            if block.length >= TELLING and block.new - block.old != but:
                total += max(0, min(end, block.old + block.length) - max(start, block.old))
        return total

    def sliding(self, old: str) -> Iterator[tuple[int, int]]:
        """Stretches of the old text from which something was cut out that may as well have been cut out elsewhere in it:
        of copies in a row nobody can tell which is gone."""
        blocks = self.blocks
        for one, other in pairwise(blocks):
            low, high = one.old + one.length, other.old
            if one.new + one.length != other.new:
                continue
            back = common_before(old, old, low, high, one.length)
            ahead = common_after(old, old, low, high, other.length)
            if back or ahead:
                yield low - back, high + ahead


def align(old: str, new: str) -> Alignment:
    """Lay `new` against `old`."""
    return lay(plain(old), plain(new), Lines(old), Lines(new))


def lay(old: str, new: str, lines_old: Lines, lines_new: Lines) -> Alignment:
    """As `align`, of texts whose white space is `plain` already, and their lines as they were."""
    if lines_old.texts == lines_new.texts:
        return Alignment([Block(0, 0, len(old), True)] if old else [])
    found = _Gaps(old, new).tied(_anchors(lines_old, lines_new), (0, len(old), 0, len(new)), 0)
    return Alignment(_joined(block for block in found if block.length >= _SHORTEST or block.sure))


def plain(text: str) -> str:
    """The text with every sign of white space as a blank; as long as before."""
    for sign in _SPACES:
        text = text.replace(sign, " ")
    return text


def _joined(blocks: Iterable[Block]) -> list[Block]:
    """Neighbours that continue each other in both texts as one."""
    result: list[Block] = []
    for block in blocks:
        if result:
            last = result[-1]
            if last.old + last.length == block.old and last.new + last.length == block.new:
                result[-1] = Block(last.old, last.new, last.length + block.length, last.sure or block.sure)
                continue
        result.append(block)
    return result


def _anchors(a: Lines, b: Lines) -> list[tuple[int, int]]:
    """Places (in a, in b) of lines that stand once in both, and of ends that only one of the other lines has."""
    pairs: list[tuple[int, int]] = []
    there = dict(b.once)
    others: list[int] = []
    for line, i in a.once.items():
        j = there.pop(line, -1)
        if i < 0:
            continue
        if j >= 0 and len(line) >= _LEAST:
            pairs.append((a.starts[i], b.starts[j]))
        elif j < 0:
            others.append(i)
    ends = b.ends([j for j in there.values() if j >= 0], _END)
    tied = [(at, ends[end]) for end, at in a.ends(others, _END).items() if at >= 0 and ends.get(end, -1) >= 0]
    return sorted(pairs + tied) if tied else pairs


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs (sorted by the first) that rises in the second too."""
    seconds = [second for _, second in pairs]
    if seconds == sorted(seconds):
        return list(pairs)
    tails: list[int] = []
    ends: list[int] = []
    previous = [-1] * len(pairs)
    for index, (_, value) in enumerate(pairs):
        place = bisect_left(tails, value)
        previous[index] = ends[place - 1] if place else -1
        if place == len(tails):
            tails.append(value)
            ends.append(index)
        else:
            tails[place], ends[place] = value, index
    chain = []
    at = ends[-1] if ends else -1
    while at >= 0:
        chain.append(pairs[at])
        at = previous[at]
    return chain[::-1]


class _Gaps:
    """Blocks of stretches between two places of both texts."""

    def __init__(self, old: str, new: str) -> None:
        self._old, self._new = old, new

    def between(self, a: int, b: int, c: int, d: int, level: int = 0) -> Iterator[Block]:
        """Blocks of `old[a:b]` against `new[c:d]`."""
        from rapidfuzz.distance import Levenshtein

        cells = (b - a) * (d - c)
        if not cells:
            return
        if cells <= _SMALL or (level == len(_GRAMS) and cells <= _LARGE):
            for at, there, length in Levenshtein.editops(self._old[a:b], self._new[c:d]).as_matching_blocks():
                if length:
                    yield Block(a + at, c + there, length, False)
        elif level < len(_GRAMS):
            size = _GRAMS[level]
            sign = _sign(self._old[a:b])
            in_old, in_new = _grams(self._old, a, b, size, sign), _grams(self._new, c, d, size, sign)
            pairs = [
                (at, in_new[gram]) for gram, at in in_old.items() if at >= 0 and in_new.get(gram, -1) >= 0
            ]
            yield from self.tied(sorted(pairs), (a, b, c, d), level + 1)

    def tied(
        self, pairs: Sequence[tuple[int, int]], bounds: tuple[int, int, int, int], level: int
    ) -> Iterator[Block]:
        """Blocks grown from pairs of places, and what lies between them, taken `level` steps more finely."""
        old, new = self._old, self._new
        done_a, b, done_c, d = bounds
        for i, j in _increasing(pairs):
            if i < done_a or j < done_c:
                continue
            back = common_before(old, new, i, j, min(i - done_a, j - done_c))
            ahead = common_after(old, new, i, j, min(b - i, d - j))
            yield from self.between(done_a, i - back, done_c, j - back, level)
            yield Block(i - back, j - back, back + ahead, True)
            done_a, done_c = i + ahead, j + ahead
        yield from self.between(done_a, b, done_c, d, level)


def _grams(text: str, start: int, end: int, size: int, sign: re.Pattern[str]) -> dict[str, int]:
    """Stretch that begins with `sign` → its place, -1 where it stands more than once."""
    found: dict[str, int] = {}
    for at in [match.start() for match in sign.finditer(text, start, end - size + 1)]:
        gram = text[at : at + size]
        found[gram] = -1 if gram in found else at
    return found


def _sign(text: str) -> re.Pattern[str]:
    """Where stretches begin: at words that begin with one letter in three, or at such letters in scripts without blanks.

    The same in both texts, so that a stretch is seen at each of its places or at none.
    """
    letters = sorted(c for c in set(text) if c.isalnum())
    some = "".join(re.escape(c) for c in letters[::3])
    if not some:
        return re.compile(r"\S")
    return re.compile(f"\\b[{some}]" if text.count(" ") * 25 > len(text) else f"[{some}]")


def common_after(old: str, new: str, i: int, j: int, most: int) -> int:
    """How far `old` from `i` and `new` from `j` on go on alike, at most `most`."""
    from rapidfuzz.distance import Prefix

    length, step = 0, _STEP
    while length < most:
        step = min(2 * step, most - length)
        alike = Prefix.similarity(old[i + length : i + length + step], new[j + length : j + length + step])
        length += alike
        if alike < step:
            break
    return length


def common_before(old: str, new: str, i: int, j: int, most: int) -> int:
    """How far `old` before `i` and `new` before `j` are alike, counted backwards, at most `most`."""
    from rapidfuzz.distance import Postfix

    length, step = 0, _STEP
    while length < most:
        step = min(2 * step, most - length)
        alike = Postfix.similarity(old[i - length - step : i - length], new[j - length - step : j - length])
        length += alike
        if alike < step:
            break
    return length
