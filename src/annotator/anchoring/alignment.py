"""Two versions of a text laid against each other: which stretch of the new one is which stretch of the old one.

First lines that stand once in each version are matched in order (patience), then what lies between them character by
character; where that would be too much, stretches of words that stand once in each are matched first.
"""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field

# Lengths of the stretches that tie large gaps together, in characters; the shorter where the longer find nothing.
_GRAMS = (24, 12)
# Cells of the character comparison: rapidfuzz handles 64 at a time and keeps two bits of each.
_SMALL, _LARGE = 4_000_000, 400_000_000
# Shorter equal stretches between different ones mean nothing: any two sentences share letters.
_SHORTEST = 3


@dataclass(frozen=True, slots=True)
class Block:
    """`length` characters that are the same from `old` and from `new` on. `sure`: something in it stands once in each
    version, so that it cannot be another stretch with the same words."""

    old: int
    new: int
    length: int
    sure: bool


@dataclass(slots=True)
class Alignment:
    """Blocks in the order of both texts, none overlapping."""

    blocks: Sequence[Block]
    _olds: list[int] = field(init=False)
    _news: list[int] = field(init=False)

    def __post_init__(self) -> None:
        self._olds = [block.old for block in self.blocks]
        self._news = [block.new for block in self.blocks]

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

    def claimed(self, start: int, end: int, own: tuple[int, int], least: int) -> int:
        """How many characters of `[start, end)` of the new text are old text from outside the range `own`.

        Only blocks of at least `least` characters count: shorter ones may be chance.
        """
        total = 0
        index = max(0, bisect_right(self._news, start) - 1)
        while index < len(self.blocks) and self.blocks[index].new < end:
            block = self.blocks[index]
            index += 1
            if block.length < least:
                continue
            low, high = max(start, block.new), min(end, block.new + block.length)
            if low >= high:
                continue
            shift = block.old - block.new
            inside = max(0, min(high + shift, own[1]) - max(low + shift, own[0]))
            total += high - low - inside
        return total


def align(old: str, new: str) -> Alignment:
    """Lay `new` against `old`."""
    if old == new:
        return Alignment([Block(0, 0, len(old), True)] if old else [])
    found = _lines(old, new)
    return Alignment(_joined(block for block in found if block.length >= _SHORTEST or block.sure))


def _joined(blocks: Iterator[Block]) -> list[Block]:
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


def _lines(old: str, new: str) -> Iterator[Block]:
    a, b = old.splitlines(keepends=True), new.splitlines(keepends=True)
    starts_a, starts_b = _starts(a), _starts(b)
    at_a = at_b = 0
    for i, j, count in [*_patience(a, b), (len(a), len(b), 0)]:
        yield from _gap(old, new, starts_a[at_a], starts_a[i], starts_b[at_b], starts_b[j])
        if count:
            yield Block(starts_a[i], starts_b[j], starts_a[i + count] - starts_a[i], True)
        at_a, at_b = i + count, j + count


def _starts(lines: Sequence[str]) -> list[int]:
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line))
    return starts


def _patience(a: Sequence[str], b: Sequence[str]) -> list[tuple[int, int, int]]:
    """Runs (in a, in b, count) of equal lines, each with one line that stands once in both, in order."""
    in_a, in_b = _once(a), _once(b)
    pairs = sorted((i, in_b[line]) for line, i in in_a.items() if line in in_b and line.strip())
    runs: list[tuple[int, int, int]] = []
    done_a = done_b = 0
    chain = _increasing(pairs)
    for n, (i, j) in enumerate(chain):
        if i < done_a or j < done_b:
            continue
        next_a, next_b = chain[n + 1] if n + 1 < len(chain) else (len(a), len(b))
        low = 0
        while i - low > done_a and j - low > done_b and a[i - low - 1] == b[j - low - 1]:
            low += 1
        high = 1
        while i + high < len(a) and j + high < len(b) and a[i + high] == b[j + high]:
            if (i + high >= next_a) != (j + high >= next_b):
                break
            high += 1
        runs.append((i - low, j - low, low + high))
        done_a, done_b = i + high, j + high
    return runs


def _once(lines: Sequence[str]) -> dict[str, int]:
    """Line → its number, of those that stand once."""
    seen: dict[str, int] = {}
    for number, line in enumerate(lines):
        seen[line] = -1 if line in seen else number
    return {line: number for line, number in seen.items() if number >= 0}


def _increasing(pairs: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """The longest chain of pairs (sorted by the first) that rises in the second too."""
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


def _gap(old: str, new: str, a: int, b: int, c: int, d: int, level: int = 0) -> Iterator[Block]:
    """Blocks of `old[a:b]` against `new[c:d]`."""
    from rapidfuzz.distance import Levenshtein

    cells = (b - a) * (d - c)
    if not cells:
        return
    if cells <= _SMALL or (level == len(_GRAMS) and cells <= _LARGE):
        for op in Levenshtein.opcodes(old[a:b], new[c:d]):
            if op.tag == "equal":
                yield Block(a + op.src_start, c + op.dest_start, op.src_end - op.src_start, False)
        return
    if level == len(_GRAMS):
        return
    for low, high, here, there, block in _chained(old, new, a, b, c, d, _GRAMS[level]):
        yield from _gap(old, new, low, high, here, there, level + 1)
        if block is not None:
            yield block


def _chained(
    old: str, new: str, a: int, b: int, c: int, d: int, size: int
) -> Iterator[tuple[int, int, int, int, Block | None]]:
    """Gap and block in turn: blocks grown from stretches of `size` characters that stand once in each."""
    sign = _sign(old[a:b])
    in_old, in_new = _grams(old, a, b, size, sign), _grams(new, c, d, size, sign)
    pairs = sorted((at, in_new[gram]) for gram, at in in_old.items() if at >= 0 and in_new.get(gram, -1) >= 0)
    done_a, done_c = a, c
    for i, j in _increasing(pairs):
        if i < done_a or j < done_c:
            continue
        back = _common_before(old, new, i, j, min(i - done_a, j - done_c))
        ahead = _common_after(old, new, i, j, min(b - i, d - j))
        yield done_a, i - back, done_c, j - back, Block(i - back, j - back, back + ahead, True)
        done_a, done_c = i + ahead, j + ahead
    yield done_a, b, done_c, d, None


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
    blanks = text.count(" ") + text.count("\n")
    return re.compile(f"\\b[{some}]" if blanks * 25 > len(text) else f"[{some}]")


def _common_after(old: str, new: str, i: int, j: int, most: int) -> int:
    """How far both go on alike, found by doubling and halving so that long stretches are compared as a whole."""
    length, step = 0, 64
    while length < most:
        step = min(step, most - length)
        if old[i + length : i + length + step] == new[j + length : j + length + step]:
            length += step
            step *= 2
        elif step == 1:
            break
        else:
            step = max(1, step // 4)
    return length


def _common_before(old: str, new: str, i: int, j: int, most: int) -> int:
    length, step = 0, 64
    while length < most:
        step = min(step, most - length)
        if old[i - length - step : i - length] == new[j - length - step : j - length]:
            length += step
            step *= 2
        elif step == 1:
            break
        else:
            step = max(1, step // 4)
    return length
