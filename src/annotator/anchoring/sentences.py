"""Sentences, and which of them a new version of a text added or took away: silent edits of news are evidence."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from annotator.anchoring.quotes import typed
from annotator.anchoring.words import joined, same_words, unhyphenated
from annotator.domain.text import Paragraphs, paragraphs

# A stop, perhaps closing signs, then a blank and something that begins a sentence; or the stops of East Asian scripts.
_END = re.compile(r"[.!?…։؟۔।]+[\"'”’»)\]]*(?=\s+[^\s\d\W_]|\s+[\"'“‘«(\[\d])|[。！？]+[」』”’）]*")
_LAST_WORD = re.compile(r"[^\s(\[\"“‘«]+\Z")
# After these a stop ends no sentence.
_SHORT = frozenset(
    [
        "mr",
        "mrs",
        "ms",
        "dr",
        "prof",
        "hon",
        "st",
        "art",
        "arts",
        "no",
        "nos",
        "p",
        "pp",
        "vol",
        "vs",
        "cf",
        "e.g",
        "i.e",
        "eg",
        "ie",
        "etc",
        "al",
        "fig",
        "sec",
        "para",
        "paras",
        "ch",
        "ed",
        "eds",
        "trans",
        "rev",
        "gen",
        "col",
        "lt",
        "capt",
        "maj",
        "sen",
        "rep",
        "gov",
        "amb",
        "pres",
        "min",
        "jan",
        "feb",
        "mar",
        "apr",
        "jun",
        "jul",
        "aug",
        "sep",
        "sept",
        "oct",
        "nov",
        "dec",
        "u.s",
        "u.k",
        "u.n",
        "inc",
        "ltd",
        "co",
        "approx",
        "ca",
        "ibid",
        "op",
        "cit",
        "abs",
        "bzw",
        "bspw",
        "z.b",
        "d.h",
        "nr",
        "usw",
        "vgl",
        "mme",
        "mlle",
        "г",
        "ул",
        "им",
        "т.е",
        "т.д",
        "т.п",
        "см",
    ]
)
# Below this a line-by-line comparison is done at once; two bits a cell.
_CELLS = 400_000_000


def sentences(text: str) -> Iterator[tuple[int, int]]:
    """The ranges of the sentences, paragraph by paragraph; blanks at their ends left out."""
    for low, high in paragraphs(text):
        yield from _of_paragraph(text, low, high)


def _of_paragraph(text: str, low: int, high: int) -> Iterator[tuple[int, int]]:
    start = low
    for match in _END.finditer(text, low, high):
        if _shortened(text, start, match.start()):
            continue
        yield start, match.end()
        start = match.end()
        while start < high and text[start].isspace():
            start += 1
    if start < high and (last := text[start:high].rstrip()):
        yield start, start + len(last)


def _shortened(text: str, start: int, stop: int) -> bool:
    """Whether the stop at `stop` belongs to an abbreviation or an initial."""
    if text[stop] != ".":
        return False
    word = _LAST_WORD.search(text, max(start, stop - 20), stop)
    return word is not None and (
        word[0].casefold() in _SHORT or (word.end() - word.start() == 1 and word[0].isupper())
    )


@dataclass(frozen=True, slots=True)
class Change:
    """A sentence that only one version has: its words on one line, its paragraph and range there."""

    text: str
    paragraph: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class TextChanges:
    """What the new version added and what it took away, each in the order of its text."""

    added: tuple[Change, ...]
    removed: tuple[Change, ...]


def changes(old: str, new: str) -> TextChanges:
    """The sentences that only one of two versions has. White space, words divided at line ends and the form of quotation
    marks and dashes do not count; one that only moved is in neither."""
    one, other = paragraphs(old), paragraphs(new)
    # Most paragraphs are the same: no sentence of those need be looked at.
    lost, come = _unmatched([old[low:high] for low, high in one], [new[low:high] for low, high in other])
    before, after = list(_listed(old, one, lost)), list(_listed(new, other, come))
    was, now = [typed(c.text) for c in before], [typed(c.text) for c in after]
    gone, made = _unmatched(was, now)
    moved = Counter(was[i] for i in gone) & Counter(now[j] for j in made)
    added, removed = _without(after, made, moved), _without(before, gone, moved)
    divided = _divided_otherwise(old, removed, new, added)
    return TextChanges(
        tuple(one for one in added if unhyphenated(one.text) not in divided),
        tuple(one for one in removed if unhyphenated(one.text) not in divided),
    )


def _divided_otherwise(
    old: str, removed: Sequence[Change], new: str, added: Sequence[Change]
) -> frozenset[str]:
    """Sentences, without hyphens, of which only a hyphen at a line's end makes two."""
    if not any(hyphen in text for hyphen in ("-\n", "- \n", "\u2010\n") for text in (old, new)):
        return frozenset()
    gone = {unhyphenated(one.text): old[one.start : one.end] for one in removed}
    made = {unhyphenated(one.text): new[one.start : one.end] for one in added}
    return frozenset(words for words in gone.keys() & made.keys() if same_words(gone[words], made[words]))


def _listed(text: str, blocks: Paragraphs, numbers: Sequence[int]) -> Iterator[Change]:
    for number in numbers:
        for start, end in _of_paragraph(text, blocks.starts[number], blocks.ends[number]):
            yield Change(joined(text[start:end]), number + 1, start, end)


def _unmatched(a: Sequence[str], b: Sequence[str]) -> tuple[list[int], list[int]]:
    """Indices of the entries that are not part of the longest common run of entries."""
    from rapidfuzz.distance import LCSseq

    low = 0
    while low < min(len(a), len(b)) and a[low] == b[low]:
        low += 1
    high = 0
    while high < min(len(a), len(b)) - low and a[-1 - high] == b[-1 - high]:
        high += 1
    mid_a, mid_b = a[low : len(a) - high], b[low : len(b) - high]
    kept_a: set[int] = set()
    kept_b: set[int] = set()
    if len(mid_a) * len(mid_b) <= _CELLS:
        for op in LCSseq.opcodes(mid_a, mid_b):
            if op.tag == "equal":
                kept_a.update(range(op.src_start, op.src_end))
                kept_b.update(range(op.dest_start, op.dest_end))
    return (
        [low + n for n in range(len(mid_a)) if n not in kept_a],
        [low + n for n in range(len(mid_b)) if n not in kept_b],
    )


def _without(listed: Sequence[Change], indices: Sequence[int], moved: Counter[str]) -> tuple[Change, ...]:
    left = Counter(moved)
    found = []
    for index in indices:
        words = typed(listed[index].text)
        if left[words]:
            left[words] -= 1
        else:
            found.append(listed[index])
    return tuple(found)
