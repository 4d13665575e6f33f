"""What a person types to name a provision (`12(2)`, `art 5 decl`, `9 state`, `preamble`), and what it can mean."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from annotator.domain.text import fold
from annotator.domain.treaty import Instrument, Provision
from annotator.treaties import numerals, words

_TOKEN = re.compile(
    r"\(\s*(?P<inner>[^()\s]{1,12})\s*\)?|(?P<num>\d{1,4}(?:bis|ter|quater|[A-Za-z](?!\w))?)|(?P<word>[^\W\d]+\.?|§)|(?P<sign>[./])"
)
_CONTAINERS = frozenset({"part", "chapter", "section"})
_TOP = frozenset({"article", "point"})
_ALONE = frozenset({"preamble"})


@dataclass(frozen=True, slots=True)
class Part:
    """One step of a reference from the outside in: `kind` where it was named, and the number as typed."""

    kind: str | None
    num: str


@dataclass(frozen=True, slots=True)
class Reference:
    """`parts` from the outermost inwards; `words` (folded) are letters of the instrument's name."""

    parts: tuple[Part, ...]
    words: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tree:
    """An instrument with its provisions in tree order."""

    instrument: Instrument
    provisions: Sequence[Provision]


@dataclass(frozen=True, slots=True)
class Match:
    """A provision that a reference can mean. `missing` holds the inner numbers that the text does not have
    (`12(2)` where article 12 has no paragraph 2): then `provision` is the nearest that exists, and must be shown as such.

    `rank` orders matches, smaller first: 0 the kind that was named, 1 another of the same standing, 2 more inside an
    annex, 4 more where the letters typed begin no leading word of the instrument's names.
    """

    instrument: Instrument
    provision: Provision
    ancestors: tuple[Provision, ...]
    missing: tuple[Part, ...]
    rank: int


def parse_reference(text: str) -> Reference | None:
    """Read `text`; None where it names no provision (no number, no preamble)."""
    tokens = list(_tokens(text))
    figures = sum(1 for token in tokens if token[0] == "num")
    parts: list[Part] = []
    names: list[str] = []
    kind: str | None = None
    adjacent = False
    for sort, value in tokens:
        if sort == "inner":
            if parts:
                parts.append(Part(kind, value))
            else:
                names.append(fold(value))
            kind, adjacent = None, True
        elif sort == "num":
            number = int(re.match(r"\d+", value)[0])  # type: ignore[index]  # the pattern begins with a digit
            if number > 400 or (parts and kind is None and not adjacent):
                names.append(value)  # a year, or a number of the instrument's name
            else:
                parts.append(Part(kind, value))
                kind, adjacent = None, True
        elif sort == "sign":
            adjacent = bool(parts)
        else:
            named = words.kind_of(fold(value))
            bare = value.rstrip(".")
            if named in _ALONE:
                parts.append(Part(named, ""))
                kind = None
            elif named:
                kind = named
            elif _is_number(bare, kind, figures, parts):
                parts.append(Part(kind, bare))
                kind = None
            elif fold(bare) not in _FILLERS:
                names.append(fold(bare))
            adjacent = False
    parts = _outermost_first(parts)
    return Reference(tuple(parts), tuple(names)) if parts else None


# Words between the number and the name.
_FILLERS = frozenset(
    [
        "of",
        "the",
        "a",
        "an",
        "de",
        "la",
        "le",
        "du",
        "des",
        "der",
        "die",
        "das",
        "of",
        "von",
        "del",
        "della",
        "do",
        "da",
        "to",
        "in",
        "and",
        "no",
        "nr",
    ]
)


def _tokens(text: str) -> list[tuple[str, str]]:
    found = []
    for match in _TOKEN.finditer(text):
        sort = match.lastgroup or ""
        found.append((sort, match[sort]))
    return found


def _is_number(word: str, kind: str | None, figures: int, parts: list[Part]) -> bool:
    """Whether a bare word is meant as a number: after `art` almost anything is; else a Roman numeral or `ninth`, once,
    and only where no figure is typed (`5 d` is point 5 of the D…, not 500)."""
    if kind is not None:
        return numerals.value(word) is not None or len(word) == 1
    if parts or figures:
        return False
    return numerals.value(word) is not None


def _outermost_first(parts: list[Part]) -> list[Part]:
    """`paragraph 2 of Article 12` is written from the inside out."""
    order = {
        "annex": 0,
        "part": 1,
        "chapter": 2,
        "section": 3,
        "preamble": 4,
        "article": 4,
        "recital": 5,
        "paragraph": 5,
    }
    named = [order[p.kind] for p in parts if p.kind in order]
    if len(parts) > 1 and len(named) == len(parts) and named != sorted(named):
        return sorted(parts, key=lambda part: order[part.kind or ""])
    return parts


def _named(instrument: Instrument, names: Sequence[str]) -> int | None:
    """How well `names` (folded) fit the instrument: None where one of them begins no word of its title, short name,
    aliases or kind (a year may stand in the dates of its events); 0 where all begin a leading word or one of the short
    name, so that `state` is the Statement before the Agreement on Inter-State Relations; else 4."""
    titles = [re.findall(r"\w+", fold(name)) for name in (instrument.title, *instrument.aliases)]
    leading = [*re.findall(r"\w+", fold(instrument.short)), *(title[0] for title in titles if title)]
    known = [
        *leading,
        *(word for title in titles for word in title),
        *re.findall(r"\w+", fold(instrument.kind)),
    ]
    known += [event.date[:4] for event in instrument.events]
    if not all(any(word.startswith(name) for word in known) for name in names):
        return None
    return 0 if all(any(word.startswith(name) for word in leading) for name in names) else 4


def resolve(reference: Reference, trees: Sequence[Tree]) -> list[Match]:
    """All provisions that `reference` can mean, the likeliest first.

    Of one instrument at most those of the best rank are given; complete matches come before incomplete ones.
    """
    found: list[Match] = []
    for tree in trees:
        naming = _named(tree.instrument, reference.words)
        if naming is None:
            continue
        matches = [replace(match, rank=match.rank + naming) for match in _in_tree(reference, tree)]
        if matches:
            best = min((len(m.missing), m.rank) for m in matches)
            found.extend(m for m in matches if (len(m.missing), m.rank) == best)
    return sorted(found, key=lambda m: (len(m.missing), m.rank))


def _in_tree(reference: Reference, tree: Tree) -> list[Match]:
    by_id = {p.id: p for p in tree.provisions}
    children: dict[str | None, list[Provision]] = {}
    for provision in tree.provisions:
        children.setdefault(provision.parent, []).append(provision)
    first, *inner = reference.parts
    found: list[Match] = []
    for provision in tree.provisions:
        decimal = bool(inner) and "." in provision.num
        outer = Part(first.kind, f"{first.num}.{inner[0].num}") if decimal else first
        rank = _outer_rank(outer, provision, by_id)
        if rank is None:
            continue
        at, rest = provision, list(inner[1:] if decimal else inner)
        while rest:
            below = _child(at, rest[0], children)
            if below is None:
                break
            at = below
            rest.pop(0)
        found.append(Match(tree.instrument, at, ancestors_of(at, by_id), tuple(rest), rank))
    return found


def _outer_rank(part: Part, provision: Provision, by_id: dict[str, Provision]) -> int | None:
    """How well `provision` fits the outermost part; None where it does not."""
    if part.kind in _ALONE:
        return 0 if provision.kind == part.kind else None
    if part.kind == "annex" and provision.kind == "annex" and not provision.num:
        return 0 if numerals.value(part.num) == 1 else None
    if not provision.num and provision.kind != "recital":
        return None
    if not numerals.same(part.num, provision.num or provision.wid.rsplit("_", 1)[-1]):
        return None
    outer = ancestors_of(provision, by_id)
    standing = all(p.kind in _CONTAINERS for p in outer)
    annexed = bool(outer) and outer[0].kind == "annex"
    if part.kind is None or part.kind in _TOP or part.kind == "paragraph":
        if provision.kind not in _TOP or not (standing or annexed):
            return None
        return (0 if part.kind in {None, provision.kind} else 1) + (2 if annexed else 0)
    return 0 if provision.kind == part.kind else None


def _child(provision: Provision, part: Part, children: dict[str | None, list[Provision]]) -> Provision | None:
    """The child that `part` names. An unnumbered step is skipped where there is only one (`12(a)` for `12(1)(a)`)."""
    below = children.get(provision.id, [])
    for child in below:
        if numerals.same(part.num, child.num or child.wid.rsplit("_", 1)[-1]) and part.kind in {
            None,
            child.kind,
            "paragraph",
            "point",
        }:
            return child
    if len(below) == 1 and not part.num.isdecimal():
        return _child(below[0], part, children)
    return None


def ancestors_of(provision: Provision, by_id: dict[str, Provision]) -> tuple[Provision, ...]:
    """The provisions that hold `provision`, outermost first."""
    chain: list[Provision] = []
    parent = provision.parent
    while parent is not None and parent in by_id and len(chain) < 32:
        chain.append(by_id[parent])
        parent = by_id[parent].parent
    return tuple(reversed(chain))
