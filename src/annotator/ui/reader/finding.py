"""Finding words in a text as one types, with case and diacritics folded, and the exact places given back.

Folding changes lengths ("ß" becomes "ss", "ﬁ" becomes "fi", a soft hyphen nothing, "re-⏎form" "reform"), so every
block of folded text keeps where its lengths differ and maps a hit back by a binary search. The text is folded block
by block, on demand: the first hit near the reader's place needs one block, not the whole book.
"""

from __future__ import annotations

import math
import re
import unicodedata
from array import array
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

from annotator.domain.i18n import tr
from annotator.domain.quotes import UNSPACED_LINE_END
from annotator.domain.text import fold

BLOCK = 1 << 16
# Plain ASCII folds at the speed of memory: larger blocks cost less each, as long as the processor's cache holds them.
ASCII_BLOCK = 1 << 17
# A regular expression that takes longer in one block is given up.
SECONDS = 0.3
# One that says “so many times” more often than this, all its counts multiplied, takes long even to read.
COUNTED = 20_000
_ALIKE = str.maketrans(
    {"‘": "'", "’": "'", "ʼ": "'", "“": '"', "”": '"', "„": '"', "«": '"', "»": '"', "\u00ad": ""}
    | dict.fromkeys("‐‑‒–—−", "-")
)
# A word divided at a line's end; its two signs become these while it is folded.
_DIVIDED = re.compile("(?<=[^\\W\\d_])[-\u2010]\n(?=[^\\W\\d_])")
_HYPHEN, _LINE_END = "\ue000", "\ue001"


class TooSlow(Exception):  # noqa: N818 - said to the user, not a fault
    """A regular expression took too long."""


@lru_cache(maxsize=4096)
def _folded(char: str) -> str:
    return " " if char.isspace() else fold(char.translate(_ALIKE))


class _Block:
    """Folded text of `text[start:end]`; `at`/`shift` say from which folded index on the shift is what.

    `hyphens`: a divided word keeps its hyphen ("inter-⏎state" is "inter-state"), else it is joined.
    """

    __slots__ = ("at", "folded", "shift", "start")

    def __init__(self, text: str, start: int, end: int, *, hyphens: bool = False) -> None:
        part = text[start:end]
        self.start = start
        # folded index → original index + shift; steps at `at`, sorted.
        self.at = array("q")
        self.shift = array("q")
        # Looking for one sign first is many times as fast as for two.
        divided = ("-" in part and "-\n" in part) or ("\u2010" in part and "\u2010\n" in part)
        if part.isascii() and not divided:
            self.folded = part.lower()
            return
        if divided:
            part = _DIVIDED.sub(_HYPHEN + _LINE_END, part)
        unspaced = not part.isascii() and UNSPACED_LINE_END.search(part) is not None
        if unspaced:
            part = UNSPACED_LINE_END.sub(_LINE_END, part)
        table = {char: _folded(char) for char in set(part)}
        if divided or unspaced:
            table |= {_HYPHEN: "-" if hyphens else "", _LINE_END: ""}
        self.folded = part.translate({ord(char): folded for char, folded in table.items()})
        uneven = [char for char, folded in table.items() if len(folded) != 1]
        if not uneven:
            return
        shift = 0
        for match in re.finditer("[" + re.escape("".join(uneven)) + "]", part):
            length = len(table[match.group()])
            position = match.start() + shift
            # Every folded character of an expansion belongs to the one original character.
            for extra in range(1, length):
                shift += 1
                self.at.append(position + extra)
                self.shift.append(shift)
            if length == 0:
                shift -= 1
                self.at.append(position)
                self.shift.append(shift)

    def original(self, index: int) -> int:
        """The offset in the text of the character that folded to `index`."""
        step = bisect_right(self.at, index) - 1
        return self.start + index - (self.shift[step] if step >= 0 else 0)


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to look for in folded text: a literal where it can be one, else a pattern."""

    pattern: Any  # of `re`, or, of the user's own making, of `regex`, which can be told when to give up
    literal: str = ""
    hyphens: bool = False
    risky: bool = False

    def spans(self, folded: str) -> Iterator[tuple[int, int]]:
        """Where it stands in folded text. Raises TooSlow."""
        if self.literal:
            at = folded.find(self.literal)
            while at >= 0:
                yield at, at + len(self.literal)
                at = folded.find(self.literal, at + len(self.literal))
            return
        options = {"timeout": SECONDS} if self.risky else {}
        try:
            for match in self.pattern.finditer(folded, **options):
                if match.end() > match.start():
                    yield match.span()
        except TimeoutError:
            raise TooSlow from None


def pattern(query: str, *, expression: bool = False, whole: bool = False) -> Wanted | None:
    """What to look for; None for a query of nothing but blanks.

    `expression` takes it as a regular expression (of the library `regex`; case and diacritics are folded there too),
    `whole` finds whole words only. Raises ValueError, in words, where the expression is none.
    """
    if not query.strip():
        return None
    if expression:
        plain = "".join(c for c in unicodedata.normalize("NFKD", query) if not unicodedata.combining(c))
        source = rf"(?<!\w)(?:{plain})(?!\w)" if whole else plain
        import regex

        counts = (int(count) for count in re.findall(r"\{(\d{1,9})", source))
        if math.prod(count for count in counts if count) > COUNTED:
            raise ValueError(tr("too many repetitions"))
        try:
            made: Any = regex.compile(  # type: ignore[no-untyped-call]
                source, regex.IGNORECASE | regex.MULTILINE
            )
        except regex.error as error:
            raise ValueError(str(error)) from None
        return Wanted(made, risky=True)
    words = "".join(_folded(char) for char in query).split()
    if not words:
        return None
    source = r"\s+".join(re.escape(word) for word in words)
    if whole:
        before = r"(?<!\w)" if words[0][0].isalnum() else ""
        after = r"(?!\w)" if words[-1][-1].isalnum() else ""
        source = before + source + after
    literal = words[0] if len(words) == 1 and not whole else ""
    return Wanted(re.compile(source), literal, any("-" in word for word in words))


class Finder:
    """Folded blocks of one text, made as they are asked for."""

    def __init__(self, text: str) -> None:
        self._text = text
        self._starts = [0]
        size = ASCII_BLOCK if text.isascii() else BLOCK
        while len(text) - self._starts[-1] > size:
            # Blocks end at a paragraph's end where one is near: a hit never spans two blocks then.
            low = self._starts[-1] + size
            cut = text.find("\n\n", low, low + BLOCK)
            self._starts.append(cut + 2 if cut >= 0 else low)
        self._blocks: dict[tuple[int, bool], _Block] = {}

    def __len__(self) -> int:
        """How many blocks there are."""
        return len(self._starts)

    def block_at(self, offset: int) -> int:
        """The block that holds `offset`."""
        return bisect_right(self._starts, offset) - 1

    def block(self, number: int, *, hyphens: bool = False) -> _Block:
        """A folded block; kept from then on."""
        found = self._blocks.get((number, hyphens))
        if found is None:
            end = self._starts[number + 1] if number + 1 < len(self._starts) else len(self._text)
            found = _Block(self._text, self._starts[number], end, hyphens=hyphens)
            self._blocks[number, hyphens] = found
        return found

    def in_block(self, number: int, wanted: Wanted) -> Iterator[tuple[int, int]]:
        """The hits of one block, in order, as ranges of the original text. Raises TooSlow."""
        block = self.block(number, hyphens=wanted.hyphens)
        for first, after in wanted.spans(block.folded):
            end = block.original(after - 1) + 1
            while end < len(self._text) and _folded(self._text[end]) == "" and self._text[end] != "\u00ad":
                end += 1
            yield block.original(first), end

    def all(self, query: str, *, expression: bool = False, whole: bool = False) -> list[tuple[int, int]]:
        """Every hit of `query`, in order."""
        wanted = pattern(query, expression=expression, whole=whole)
        if wanted is None:
            return []
        return [hit for number in range(len(self)) for hit in self.in_block(number, wanted)]
