"""Selectors back to a range: position if the quote stands there, else the quote in its context, else something like it
in its context, else nothing.

The cascade is Hypothesis's; unlike theirs it never takes a twin for the passage without saying so. Without the older text
nobody can tell a passage that was moved from a twin that stayed when the passage was deleted, so that only what stands at
its place with all its context is certain (`carry` knows both texts, and more).
"""

from __future__ import annotations

from dataclasses import dataclass

from annotator.anchoring.fuzzy import (
    best,
    candidates,
    cuts_words,
    limit,
    loose_context,
    occurrences,
    score,
    similarity,
    verbatim_context,
    word_edge,
)
from annotator.domain.annotation import AnchorState, Selectors

# At least half of the remembered context must stand around a quote that moved, and some of it on each side: a twin
# often has the same sentence after it.
_TRUSTED = 0.5
_EACH_SIDE = 0.2
# One side of the context must be at least so much alike where the words are not the same: unrelated stretches of a text
# are alike to about 0.25.
ALIKE = 0.55
# Two places whose scores are nearer than this cannot be told apart.
_APART = 0.02
_WINDOW = 8000


@dataclass(frozen=True, slots=True)
class Resolution:
    """Where a passage stands now. `score` is 0 to 1; an orphan has no range (`start == end == -1`)."""

    start: int
    end: int
    state: AnchorState
    score: float


ORPHAN = Resolution(-1, -1, AnchorState.ORPHAN, 0.0)


def resolve(text: str, selectors: Selectors) -> Resolution:
    """Find the passage in `text`.

    exact   the quote and all its context stand at the remembered position
    fuzzy   the quote stands elsewhere with at least half of its context, and nowhere else with as much; or something like
            it in something like its context: to be confirmed
    orphan  anything else: gone, or several places that cannot be told apart
    """
    exact = selectors.exact
    if not exact:
        return _place(text, selectors)
    at, around = selectors.start, (selectors.prefix, selectors.suffix)
    if (
        at >= 0
        and text.startswith(exact, at)
        and verbatim_context(text, at, at + len(exact), *around) == (1.0, 1.0)
    ):
        return Resolution(at, at + len(exact), AnchorState.EXACT, 1.0)
    found = _verbatim(text, selectors)
    if found is not None:
        return found
    return _fuzzy(text, selectors)


def in_whole_words(found: Resolution, new: str, old: str, start: int, end: int) -> Resolution:
    """What is only proposed for `old[start:end]`, with all of the words it begins and ends in: "signed" out of "unsigned"
    would be offered as if nothing had changed."""
    if found.state is not AnchorState.FUZZY:
        return found
    low = word_edge(new, found.start, -1) if cuts_words(old, start) else found.start
    high = word_edge(new, found.end, 1) if cuts_words(old, end) else found.end
    if (low, high) == (found.start, found.end):
        return found
    return Resolution(low, high, found.state, min(found.score, similarity(old[start:end], new[low:high])))


def _verbatim(text: str, selectors: Selectors) -> Resolution | None:
    """The quote as it is, in its context."""
    quote, around = selectors.exact, (selectors.prefix, selectors.suffix)
    ranked: list[tuple[float, int]] = []
    for start in occurrences(text, quote, len(text)):
        sides = verbatim_context(text, start, start + len(quote), *around)
        ranked.append((sum(sides) / 2 if min(sides) >= _EACH_SIDE else 0.0, start))
    ranked.sort(reverse=True)
    if not ranked or ranked[0][0] < _TRUSTED:
        return None
    value, at = ranked[0]
    if len(ranked) > 1 and ranked[1][0] == value:
        return ORPHAN
    return Resolution(at, at + len(quote), AnchorState.FUZZY, value)


def _fuzzy(text: str, selectors: Selectors) -> Resolution:
    quote = selectors.exact
    if not limit(len(quote)):
        return ORPHAN
    hint = max(0, min(selectors.start, len(text)))
    low, high = max(0, hint - _WINDOW), min(len(text), hint + len(quote) + _WINDOW)
    windows = [(low, high)] if (low, high) == (0, len(text)) else [(low, high), (0, len(text))]
    for window in windows:
        places = candidates(text, quote, *window)
        ranked = sorted(
            (_weigh(text, selectors, one) for one in best(text, quote, places)), key=lambda r: -r.score
        )
        fits = [one for one in ranked if one.score]
        if fits and (len(fits) == 1 or fits[0].score - fits[1].score > _APART or _overlap(fits[0], fits[1])):
            return fits[0]
        if fits:
            return ORPHAN
    return ORPHAN


def _weigh(text: str, selectors: Selectors, place: tuple[int, int, int]) -> Resolution:
    """The place with its score; 0 where its context is another."""
    start, end, _ = place
    context = loose_context(text, start, end, selectors.prefix, selectors.suffix)
    if max(context) < ALIKE:
        return Resolution(start, end, AnchorState.FUZZY, 0.0)
    alike = similarity(selectors.exact, text[start:end])
    value = score(alike, context, abs(start - selectors.start), len(text))
    return Resolution(start, end, AnchorState.FUZZY, value)


def _overlap(one: Resolution, other: Resolution) -> bool:
    return one.start < other.end and other.start < one.end


def _place(text: str, selectors: Selectors) -> Resolution:
    """A place between two characters: where its context stands, once."""
    around = selectors.prefix + selectors.suffix
    at = selectors.start
    if not around:
        return Resolution(0, 0, AnchorState.EXACT, 1.0) if not text and at == 0 else ORPHAN
    if verbatim_context(text, at, at, selectors.prefix, selectors.suffix) == (1.0, 1.0):
        return Resolution(at, at, AnchorState.EXACT, 1.0)
    found = text.find(around)
    if found < 0 or text.find(around, found + 1) >= 0:
        return ORPHAN
    found += len(selectors.prefix)
    return Resolution(found, found, AnchorState.FUZZY, 1.0)
