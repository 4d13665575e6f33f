"""The lines of a text: which of them stand once; and how those of two versions compare."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate
from typing import TYPE_CHECKING

from annotator.anchoring.describe import CONTEXT
from annotator.anchoring.words import bare

if TYPE_CHECKING:
    from annotator.anchoring.alignment import Block

_BLANK = re.compile(r"\n\s*\n")
# What counts a line of a list or names a heading: it is another as soon as an entry before it comes or goes.
_COUNT = re.compile(
    r"\s*(?:[-–—•*·▪◦]\s*)?(?:\(?(?:\d{1,4}(?:\.\d{1,4})*|[^\W\d_]|[ivxlc]{2,3})[.)\]]\s*|\d{1,3}(?:\s+|(?=[\u2e80-\ud7ff])))?",
    re.IGNORECASE,
)
_LABEL = re.compile(r"\s*(?:\w+\s+)?(?:\d+|[ivxlc]+)[.:]?\s*", re.IGNORECASE)
# Stretches that two unrelated sentences do not share by chance.
TELLING = 12
# Lines at least so long are known by their words.
LEAST = 24
# How far around a passage a twin could be mistaken for it.
NEAR = 4000
# So much on each side of a passage must be the same where nothing else says that it is the one.
SIDE = CONTEXT // 2
_ROW = 200


def core(line: str) -> str:
    """The letters of a line alone: without its number, however it is set; empty for a mere number or "Article 5"."""
    return "" if _LABEL.fullmatch(line) else bare(line[_COUNT.match(line).end() :])  # type: ignore[union-attr]


def sole(text: str, start: int, end: int) -> bool:
    """Whether no other place near `[start, end)` has the same words, divided at line ends or not. The text's white space is
    plain."""
    near, words = text[max(0, start - NEAR) : end + NEAR], text[start:end]
    if near.count(words) > 1:
        return False
    return not ("- " in near or "\u00ad" in near) or bare(near).count(bare(words)) <= 1


class Lines:
    """Lines are cut at LF alone, as the text layer has it; each ends with one, the last too.

    `starts` has one entry more, the length of the text. `once` says of every line which it is, -1 where it stands more than once (blank ones always count as that).
    """

    __slots__ = ("_bare", "_paragraphs", "_twins", "once", "starts", "texts")

    def __init__(self, text: str) -> None:
        self.texts = [line + "\n" for line in text.split("\n")]
        self.starts = list(accumulate(map(len, self.texts), initial=0))
        self.starts[-1] = len(text)
        self.once: dict[str, int] = {"\n": -1}
        self._paragraphs: Counter[str] | None = None
        self._twins: dict[int, tuple[int, int]] = {}
        self._bare = ""
        once = self.once
        for number, line in enumerate(self.texts):
            once[line] = -1 if line in once or line.isspace() else number

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, offset: int) -> int:
        """The number of the line that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def counted(self, number: int) -> bool:
        """Whether a line bears a number or the dot of a list."""
        line = self.texts[number]
        if len(line) < LEAST and _LABEL.fullmatch(line):
            return True
        # Nearly all lines begin with a word: that is told fast.
        if line[0].isalpha() and line[1:2].isalpha() and line[2:3] not in ".)]" and line[3:4] not in ".)]":
            return False
        return _COUNT.match(line).end() > 0  # type: ignore[union-attr]

    def words_from(self, number: int) -> int:
        """Where the words of a line begin, behind its number."""
        return self.starts[number] + _COUNT.match(self.texts[number]).end()  # type: ignore[union-attr]

    def core(self, number: int) -> str:
        """See `core`."""
        return core(self.texts[number])

    def near(self, number: int) -> tuple[str, str]:
        """The letters of the lines near before a line, and after it."""
        low = max(0, bisect_right(self.starts, self.starts[number] - NEAR) - 1)
        high = bisect_right(self.starts, self.starts[number + 1] + NEAR)
        return bare("".join(self.texts[low:number])), bare("".join(self.texts[number + 1 : high]))

    def twins(self, number: int) -> tuple[int, int]:
        """How often the words of a line come again near before and after it, with whatever number and in whatever lines."""
        found = self._twins.get(number)
        if found is None:
            core = self.core(number)
            before, after = self.near(number)
            found = self._twins[number] = (before.count(core), after.count(core))
        return found

    def anywhere(self, words: str) -> int:
        """How often some letters stand in the whole text."""
        if not self._bare:
            self._bare = bare("".join(self.texts))
        return self._bare.count(words)

    def row(self, number: int) -> tuple[int, int]:
        """How many lines like this one stand right before it and right after it, blank ones aside; at most 200 each."""
        return self._same(number, -1), self._same(number, 1)

    def paragraph(self, number: int) -> str:
        """The letters of the lines around this one up to blank ones, without a number and however they are set."""
        first = last = number
        while first and not self.texts[first - 1].isspace():
            first -= 1
        while last + 1 < len(self.texts) and not self.texts[last + 1].isspace():
            last += 1
        return core("".join(self.texts[first : last + 1]))

    def set_in_lines(self, number: int) -> bool:
        """Whether the paragraph of this line has others, or a division of its own: it may be set anew."""
        texts = self.texts
        around = texts[number - 1 : number] + texts[number + 1 : number + 2]
        return any(not line.isspace() for line in around) or "\u00ad" in texts[number]

    def paragraphs(self) -> Counter[str]:
        """How often each paragraph stands there, as `paragraph` gives it."""
        if self._paragraphs is None:
            blocks = _BLANK.split("".join(self.texts))
            self._paragraphs = Counter(core(block) for block in blocks)
        return self._paragraphs

    def _same(self, number: int, step: int) -> int:
        line, count, at = self.texts[number].strip(), 0, number + step
        while 0 <= at < len(self.texts) and count < _ROW:
            if self.texts[at].strip() == line:
                count += 1
            elif not self.texts[at].isspace():
                break
            at += step
        return count

    def ends(self, numbers: Iterable[int], size: int) -> dict[str, int]:
        """Beginnings and ends, `size` characters long, of some lines → where they stand, -1 where more than once.
        Beginnings and ends are not confused."""
        found: dict[str, int] = {}
        for number in numbers:
            line = self.texts[number]
            if len(line) <= size:
                continue
            start = self.starts[number]
            head, tail = "^" + line[:size], line[-size - 1 : -1]
            found[head] = -1 if head in found else start
            found[tail] = -1 if tail in found else start + len(line) - size - 1
        return found


class LinePairs:
    """Lines of two versions that hold the two ends of a passage, by their numbers; and what they say of each other."""

    def __init__(self, before: Lines, after: Lines) -> None:
        self._before, self._after = before, after

    def of(self, start: int, end: int, low: int, high: int) -> list[tuple[int, int]]:
        """The first and the last line of the passage `[start, end)`, each with that of its place `[low, high)`; one pair
        where they are the same."""
        before, after = self._before, self._after
        first, there = before.at(start), after.at(low)
        if before.starts[first + 1] >= end and after.starts[there + 1] >= high:
            return [(first, there)]
        return [(first, there), (before.at(end - 1), after.at(high - 1))]

    def settled(self, start: int, end: int, block: Block) -> bool:
        """Whether the passage is in a line that is itself and stands in `block`: most are."""
        before, after = self._before, self._after
        number = before.at(start)
        if before.starts[number + 1] < end:
            return False
        there = after.once.get(before.texts[number], -1)
        return (
            there >= 0
            and after.starts[there] - before.starts[number] == block.new - block.old
            and self.itself(number, there, block)
        )

    def sides(self, start: int, end: int, block: Block) -> tuple[bool, bool]:
        """Whether what stands before and after some text is the same in both versions, as `block` says."""
        low, high = block.old, block.old + block.length
        first = (low, block.new) == (0, 0)
        last = (high, block.new + block.length) == (self._before.starts[-1], self._after.starts[-1])
        return first or start - low >= SIDE, last or high - end >= SIDE

    def itself(self, line: int, there: int, block: Block) -> bool:
        """Whether a line of both versions, which stands once in each, can be no other: between the same neighbours, or
        alone with its words."""
        if not (self.unique(line, there) and self._counted_alike(line, there)):
            return False
        low, high = self._before.starts[line : line + 2]
        sides = self.sides(low, high, block)
        if sides == (True, True):
            return True
        core = self._before.core(line)
        return (len(core) >= TELLING or (core != "" and any(sides))) and (
            self._before.twins(line) == self._after.twins(there) == (0, 0)
        )

    def mere_number(self, line: int, text: str, start: int, end: int) -> bool:
        """Whether of an entry of a list nothing but its number is in the passage."""
        low, high = self._before.starts[line : line + 2]
        return self._before.counted(line) and not core(text[max(start, low) : min(end, high)])

    def intact(self, line: int, there: int, shift: int) -> bool:
        """Whether a line is the same, `shift` characters further down."""
        before, after = self._before, self._after
        return before.starts[line] + shift == after.starts[there] and before.texts[line] == after.texts[there]

    def unique(self, line: int, there: int) -> bool:
        """Whether each stands once in its version."""
        return (
            self._before.once[self._before.texts[line]] >= 0
            and self._after.once[self._after.texts[there]] >= 0
        )

    def set_anew(self, line: int, there: int) -> bool:
        """Whether the paragraphs that hold a line are the same but for their lines, and each stands once."""
        if not (self._before.set_in_lines(line) or self._after.set_in_lines(there)):
            return False
        words = self._before.paragraph(line)
        return (
            words == self._after.paragraph(there) != ""
            and self._before.paragraphs()[words] == self._after.paragraphs()[words] == 1
        )

    def another(self, line: int, there: int) -> bool:
        """Whether an edited line or paragraph is one that the old version has elsewhere, or stands unedited elsewhere in the
        new."""
        one, other = self._before.texts[line], self._after.texts[there]
        if self._before.set_in_lines(line) or self._after.set_in_lines(there):
            words, found = self._before.paragraph(line), self._after.paragraph(there)
            if words != found and (
                (len(found) >= LEAST and found in self._before.paragraphs())
                or (len(words) >= LEAST and words in self._after.paragraphs())
            ):
                return True
        if (len(other) >= LEAST and other in self._before.once) or (
            len(one) >= LEAST and one in self._after.once
        ):
            return True
        return self._counted_otherwise(line, there)

    def _counted_otherwise(self, line: int, there: int) -> bool:
        """As `another`, of lines of a list, whose numbers change."""
        if not (self._before.counted(line) or self._after.counted(there)):
            return False
        own, found = self._before.core(line), self._after.core(there)
        old, new = self._before.near(line), self._after.near(there)
        gone = sum(text.count(found) for text in old) > sum(text.count(found) for text in new)
        come = sum(text.count(own) for text in new) > sum(text.count(own) for text in old)
        if own == found:
            return self._before.twins(line) != self._after.twins(there)
        return (len(found) >= TELLING and gone) or (len(own) >= TELLING and come)

    def as_often(self, line: int, there: int) -> bool:
        """Whether a line that is one of several in a row, or not, is one of as many in the new version."""
        return self._before.row(line) == self._after.row(there) and self._counted_alike(line, there)

    def _counted_alike(self, line: int, there: int) -> bool:
        """Whether a line of a list has as many twins with other numbers as in the other version."""
        return (
            not self._before.counted(line)
            or not self._before.core(line)
            or self._before.twins(line) == self._after.twins(there)
        )

    def same_number(self, line: int, there: int) -> bool:
        """Whether a line that has words enough has as many twins before and after it as in the other version."""
        return len(self._before.core(line)) >= LEAST and self._before.twins(line) == self._after.twins(there)
