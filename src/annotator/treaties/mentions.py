"""Provisions that a passage names in its own words: `Article XII of the Agreement`, `Articles I-II`, `the ninth article of …`."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.text import fold
from annotator.treaties import numerals, words
from annotator.treaties.references import Match, Part, Reference, Tree, resolve

_KINDS = "|".join(words.HEADINGS[kind] for kind in ("article", "point"))
_INNER = r"(?:\s?\(\s?\w{1,5}\s?\))*"
_ONE = rf"{numerals.NUMBER}{_INNER}"
_LIST = rf"(?P<list>{_ONE}(?:\s*(?:,|;|and|or|to|et|und|y|и|և|[-–—&])\s*{_ONE})*)"
# The singular with a plural's letter, as in `Articles`; `art.` and `arts.`.
_FORWARD = re.compile(rf"(?<!\w)(?P<kind>articles|arts?\.|points|{_KINDS})(?!\w)\s*{_LIST}", re.IGNORECASE)
_ORDINAL = re.compile(
    rf"(?<!\w)(?P<num>{'|'.join(numerals.ORDINALS)})\s+(?P<kind>article|point|paragraph)(?!\w)", re.IGNORECASE
)
_PREAMBLE = re.compile(rf"(?<!\w)(?:{words.PREAMBLE.pattern})(?!\w)", re.IGNORECASE)
_NUMBER = re.compile(rf"(?P<num>{numerals.NUMBER})(?P<inner>{_INNER})", re.IGNORECASE)
_RANGE = re.compile(r"^\s*(?:[-–—]|to)\s*$", re.IGNORECASE)
# The name of the instrument follows within a few words: `of the November cease-fire agreement`.
_OF = re.compile(
    r"^\s*(?:of|de|der|des|du|del|к|из)?\s+(?:the|this|that|l'|la|le|el)?\s*(?P<name>(?:[\w.’'-]+[ \u00a0]){0,5}[\w’'-]+)",
    re.IGNORECASE,
)
_LONGEST_RANGE = 60


@dataclass(frozen=True, slots=True)
class Named:
    """A place in a passage that names provisions: its range (code points in the passage), one reference for each
    provision, and the words behind it that may name the instrument."""

    start: int
    end: int
    references: tuple[Reference, ...]
    tail: str


def find(passage: str, following: str = "") -> list[Named]:
    """All places in `passage` that name provisions, in order. `following` is the text after the passage, which may
    hold the instrument's name."""
    text = passage + following
    found: list[Named] = []
    for match in _FORWARD.finditer(passage):
        kind = "article" if words.kind_of(fold(match["kind"])) != "point" else "point"
        references = _listed(kind, match["list"])
        if references:
            found.append(Named(match.start(), match.end(), references, _tail(text, match.end())))
    for match in _ORDINAL.finditer(passage):
        reference = Reference((Part(match["kind"].casefold(), match["num"]),))
        found.append(Named(match.start(), match.end(), (reference,), _tail(text, match.end())))
    for match in _PREAMBLE.finditer(passage):
        found.append(
            Named(match.start(), match.end(), (Reference((Part("preamble", ""),)),), _tail(text, match.end()))
        )
    return sorted(found, key=lambda named: named.start)


def likeliest(named: Named, trees: Sequence[Tree]) -> list[Match]:
    """The provisions that `named` most likely means, in one instrument; empty where it cannot be told.

    The instrument is the one whose name the following words share most with; where that is no one alone, the only one that has
    all these provisions under the very kind that is named.
    """
    scored = [(_shared(named.tail, tree), _all_in(named, tree), tree) for tree in trees]
    complete = [(score, matches) for score, matches, _ in scored if matches]
    if not complete:
        return []
    best = max(score for score, _ in complete)
    chosen = [matches for score, matches in complete if score == best]
    if len(chosen) > 1:
        chosen = [matches for matches in chosen if all(m.rank == 0 for m in matches)]
    return chosen[0] if len(chosen) == 1 else []


def _all_in(named: Named, tree: Tree) -> list[Match]:
    matches: list[Match] = []
    for reference in named.references:
        found = [m for m in resolve(reference, [tree]) if not m.missing]
        if len(found) != 1:
            return []
        matches.append(found[0])
    return matches


def _shared(tail: str, tree: Tree) -> int:
    """How many words of the tail stand in the instrument's names."""
    instrument = tree.instrument
    names = set(
        re.findall(
            r"\w{4,}",
            fold(" ".join([instrument.title, instrument.short, instrument.kind, *instrument.aliases])),
        )
    )
    return len(names & set(re.findall(r"\w{4,}", fold(tail))))


def _tail(text: str, end: int) -> str:
    match = _OF.match(text[end : end + 160])
    return match["name"] if match else ""


def _listed(kind: str, text: str) -> tuple[Reference, ...]:
    found: list[Reference] = []
    last: re.Match[str] | None = None
    for match in _NUMBER.finditer(text):
        between = text[last.end() : match.start()] if last else ""
        low = numerals.value(last["num"]) if last else None
        high = numerals.value(match["num"])
        if low and high and _RANGE.match(between) and low < high <= low + _LONGEST_RANGE:
            found.extend(Reference((Part(kind, str(number)),)) for number in range(low + 1, high))
        inner = [Part(None, part) for part in re.findall(r"\w+", match["inner"])]
        found.append(Reference((Part(kind, match["num"]), *inner)))
        last = match
    return tuple(found)
