"""Passages whose words changed: how alike two passages are, and where in a text something like a quote stands."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable

from annotator.anchoring.describe import CONTEXT

# Hypothesis's weights of quote, prefix, suffix and position.
_QUOTE, _PREFIX, _SUFFIX, _POSITION = 50, 20, 20, 2
# Where a cut may fall: at the ends of words and of runs of blanks.
_EDGE = re.compile(r"\b|(?<=\S)(?=\s)|(?<=\s)(?=\S)")
_EDGES = 24
_SEEDS = 12
_PLACES = 40
_BEST = 4
_OCCURRENCES = 200
_PIECE = 4
_LONGEST_WORD = 40
# Thai, Lao, Burmese, Khmer, Chinese and Japanese have no blanks between words.
_UNSPACED = re.compile(
    r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff\u2e80-\ua4cf\uf900-\ufaff\U00020000-\U0003ffff]"
)


def limit(length: int) -> int:
    """The edit distance up to which a passage of `length` characters may still be called the same."""
    return 0 if length < 4 else max(2, length * 2 // 5)


def remains(quote: str, words: str) -> bool:
    """Whether a third of the quote at least is left in `words`, in order and in pieces that mean something.

    Enough where the place is certain: even then a sentence in the place of an unlike one is another.
    """
    from rapidfuzz.distance import Levenshtein

    blocks = Levenshtein.editops(quote, words).as_matching_blocks()
    return 3 * sum(block.size for block in blocks if block.size >= min(_PIECE, len(quote))) >= len(quote)


def similarity(one: str, other: str) -> float:
    """1 for equal texts, 0 for such that share nothing (Levenshtein distance by the longer's length)."""
    from rapidfuzz.distance import Levenshtein

    return Levenshtein.normalized_similarity(one, other)


def verbatim_context(text: str, start: int, end: int, prefix: str, suffix: str) -> tuple[float, float]:
    """How much of the remembered context stands around `[start, end)`, counted outwards; 0 to 1 for each side.

    No context on a side means that the passage began or ended the text; it matches where that is so again.
    """
    room = text[max(0, start - len(prefix)) : start]
    left = common(prefix[::-1], room[::-1]) / len(prefix) if prefix else float(start == 0)
    right = common(suffix, text[end : end + len(suffix)]) / len(suffix) if suffix else float(end == len(text))
    return left, right


def loose_context(text: str, start: int, end: int, prefix: str, suffix: str) -> tuple[float, float]:
    """As `verbatim_context`, but edits inside the context count only for themselves."""
    left, right = verbatim_context(text, start, end, prefix, suffix)
    if prefix:
        left = max(left, similarity(prefix, text[max(0, start - len(prefix)) : start]))
    if suffix:
        right = max(right, similarity(suffix, text[end : end + len(suffix)]))
    return left, right


def occurrences(text: str, quote: str, most: int = _OCCURRENCES) -> list[int]:
    """Where the quote stands, in order, overlapping ones too; the first `most`."""
    found: list[int] = []
    at = text.find(quote)
    while at >= 0 and len(found) < most:
        found.append(at)
        at = text.find(quote, at + 1)
    return found


def common(one: str, other: str) -> int:
    """Length of the common beginning."""
    count = 0
    for a, b in zip(one, other, strict=False):
        if a != b:
            break
        count += 1
    return count


def score(alike: float, context: tuple[float, float], moved: int, length: int) -> float:
    """Quote, context and position weighed together; 0 to 1. `moved` is the distance from the expected place."""
    near = max(0.0, 1.0 - moved / max(1, length))
    total = _QUOTE * alike + _PREFIX * context[0] + _SUFFIX * context[1] + _POSITION * near
    return total / (_QUOTE + _PREFIX + _SUFFIX + _POSITION)


def fit(text: str, quote: str, start: int, end: int, slack: int) -> tuple[int, int]:
    """The range near `[start, end)` that is most like `quote`: each end at most `slack` away, at an edge of a word."""
    from rapidfuzz.distance import Levenshtein

    start, end = max(0, start), min(len(text), end)
    ends = _edges(text, end, slack)
    for _ in range(2):
        start = min(
            _edges(text, start, slack),
            key=lambda at: (
                Levenshtein.distance(quote, text[at:end]) if at < end else len(quote) * 2,
                abs(at - start),
            ),
        )
        end = min(
            ends,
            key=lambda at: (
                Levenshtein.distance(quote, text[start:at]) if at > start else len(quote) * 2,
                abs(at - end),
            ),
        )
    return start, end


def _edges(text: str, at: int, slack: int) -> list[int]:
    low, high = max(0, at - slack), min(len(text), at + slack)
    # A window's own bounds look like edges of words; one more character shows whether they are.
    first = max(0, low - 1)
    found = {first + match.start() for match in _EDGE.finditer(text[first : high + 1])}
    inside = sorted((place for place in found if low <= place <= high), key=lambda place: abs(place - at))
    return sorted({at, *(place for place in inside[:_EDGES] if _cuts(text, place))})


def cuts_words(text: str, at: int) -> bool:
    """Whether a cut there falls between words, and leaves every mark with its letter."""
    if at in (0, len(text)):
        return True
    return _cuts(text, at) and not (text[at - 1].isalnum() and text[at].isalnum())


def word_edge(text: str, at: int, step: int) -> int:
    """The next place in the direction `step` that cuts no word; `at` itself in writing that has no blanks between words."""
    edge = at
    for _ in range(_LONGEST_WORD):
        if cuts_words(text, edge):
            return edge
        if _UNSPACED.search(text, edge - 1, edge + 1):
            break
        edge += step
    return at


def _cuts(text: str, at: int) -> bool:
    """Whether a cut there leaves every mark with its letter."""
    return at >= len(text) or unicodedata.category(text[at])[0] != "M"


def candidates(text: str, quote: str, low: int = 0, high: int | None = None) -> list[tuple[int, int]]:
    """Rough ranges in `text[low:high]` where something like `quote` may stand, the likeliest first.

    Short stretches of the quote are looked up as they are: within the limit of edits at least one of them is whole,
    unless the edits are spread with malice.
    """
    high = len(text) if high is None else high
    votes: Counter[int] = Counter()
    size = max(3, min(12, len(quote) // 4))
    step = max(1, (len(quote) - size) // (_SEEDS - 1)) if len(quote) > size else 1
    band = max(8, len(quote) // 8)
    for at in range(0, max(1, len(quote) - size + 1), step):
        seed = quote[at : at + size]
        if not seed.strip():
            continue
        places = 0
        found = text.find(seed, low, high)
        while found >= 0 and places < _PLACES:
            # Two bands each, so that neighbours on either side of a border meet in one.
            votes[(found - at) // band] += 2
            votes[(found - at) // band + 1] += 1
            places += 1
            found = text.find(seed, found + 1, high)
    return [
        (max(low, place * band), min(high, place * band + len(quote)))
        for place, _ in votes.most_common(_BEST)
    ]


def best(text: str, quote: str, places: Iterable[tuple[int, int]]) -> list[tuple[int, int, int]]:
    """(start, end, edit distance) of the places made to fit, those within the limit, each once, the best first."""
    from rapidfuzz.distance import Levenshtein

    most = limit(len(quote))
    found = set()
    for start, end in places:
        low, high = fit(text, quote, start, end, max(CONTEXT // 2, most))
        distance = Levenshtein.distance(quote, text[low:high], score_cutoff=most)
        if low < high and distance <= most:
            found.add((low, high, distance))
    return sorted(found, key=lambda one: one[2])
