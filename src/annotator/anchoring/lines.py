"""The lines of a text: which of them stand once; and how those of two versions compare."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections import Counter
from collections.abc import Iterable
from itertools import accumulate

from annotator.anchoring.words import unhyphenated

_BLANK = re.compile(r"\n\s*\n")
# Lines at least so long are known by their words.
LEAST = 24
_ROW = 200


class Lines:
    """Lines are cut at LF alone, as the text layer has it; each ends with one, the last too.

    `starts` has one entry more, the length of the text. `once` says of every line which it is, -1 where it stands more than once (blank ones always count as that).
    """

    __slots__ = ("_paragraphs", "_places", "once", "starts", "texts")

    def __init__(self, text: str) -> None:
        self.texts = [line + "\n" for line in text.split("\n")]
        self.starts = list(accumulate(map(len, self.texts), initial=0))
        self.starts[-1] = len(text)
        self.once: dict[str, int] = {"\n": -1}
        self._paragraphs: Counter[str] | None = None
        self._places: dict[str, list[int]] | None = None
        once = self.once
        for number, line in enumerate(self.texts):
            once[line] = -1 if line in once or line.isspace() else number

    def __len__(self) -> int:
        return len(self.texts)

    def at(self, offset: int) -> int:
        """The number of the line that holds the character at `offset`."""
        return bisect_right(self.starts, offset) - 1

    def row(self, number: int) -> tuple[int, int]:
        """How many lines like this one stand right before it and right after it, blank ones aside; at most 200 each."""
        return self._same(number, -1), self._same(number, 1)

    def number(self, number: int) -> tuple[int, int]:
        """Which of the lines like this one it is, and how many there are."""
        if self._places is None:
            self._places = {}
            for at, line in enumerate(self.texts):
                self._places.setdefault(line, []).append(at)
        places = self._places[self.texts[number]]
        return bisect_right(places, number), len(places)

    def paragraph(self, number: int) -> str:
        """The words of the lines around this one up to blank ones, with no regard to how they are set."""
        first = last = number
        while first and not self.texts[first - 1].isspace():
            first -= 1
        while last + 1 < len(self.texts) and not self.texts[last + 1].isspace():
            last += 1
        return unhyphenated("".join(self.texts[first : last + 1]))

    def set_in_lines(self, number: int) -> bool:
        """Whether the paragraph of this line has others, or a division of its own: it may be set anew."""
        texts = self.texts
        around = texts[number - 1 : number] + texts[number + 1 : number + 2]
        return any(not line.isspace() for line in around) or "\u00ad" in texts[number]

    def paragraphs(self) -> Counter[str]:
        """How often each paragraph stands there, as `paragraph` gives it."""
        if self._paragraphs is None:
            blocks = _BLANK.split("".join(self.texts))
            self._paragraphs = Counter(unhyphenated(block) for block in blocks)
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

    def settled(self, start: int, end: int, at: int) -> bool:
        """Whether the passage is in a line that stands once in each version, and `at` is its place in it: most are."""
        before, after = self._before, self._after
        number = before.at(start)
        if before.starts[number + 1] < end:
            return False
        line = before.texts[number]
        there = after.once.get(line, -1)
        return (
            there >= 0
            and before.once[line] >= 0
            and after.starts[there] - before.starts[number] == at - start
        )

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
            words == self._after.paragraph(there)
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
        return (len(other) >= LEAST and other in self._before.once) or (
            len(one) >= LEAST and one in self._after.once
        )

    def as_often(self, line: int, there: int) -> bool:
        """Whether a line that is one of several in a row, or not, is one of as many in the new version."""
        return self._before.row(line) == self._after.row(there)

    def same_number(self, line: int, there: int) -> bool:
        """Whether both versions have a line equally often, and these two are equally far down the list."""
        return self._before.number(line) == self._after.number(there)
