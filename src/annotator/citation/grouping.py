"""The same entries under other headings: provisions, claims, tags, authors, years.

A source that fits under no heading stands in a last group, so that each source has its entry somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from annotator.citation.document import BibEntry, Group, Quote
from annotator.citation.inputs import BibliographyInput, InputClaim, InputProvision, InputQuote, InputSource
from annotator.citation.options import Grouping
from annotator.citation.text import clean, shown
from annotator.domain.i18n import tr
from annotator.domain.text import fold

Pairs = Mapping[str, Sequence[tuple[InputQuote, Quote]]]
About = Callable[[InputQuote], bool]
MakeEntry = Callable[[str, About], BibEntry]

_NUMBER = re.compile(r"(\d+)")
_INSTEAD = frozenset(["editor", "editor-translator", "compiler", "director"])
_YEAR = re.compile(r"-?\d{4,}")


def grouped(
    grouping: Grouping, given: BibliographyInput, order: Sequence[str], quotes: Pairs, entry: MakeEntry
) -> list[Group]:
    """The groups in their order, empty ones among them. `order`: source ids in the order of the style."""
    sources = {s.source.id: s for s in given.sources}
    match grouping:
        case Grouping.SOURCE:
            return [Group(tr("Sources"), tuple(entry(one, _any) for one in order))]
        case Grouping.PROVISION:
            return _by_provision(given, order, quotes, entry)
        case Grouping.CLAIM:
            return _by_claim(order, quotes, entry)
        case Grouping.TAG:
            return _by_tag(sources, order, quotes, entry)
        case Grouping.AUTHOR:
            return _by_author(sources, order, entry)
        case Grouping.DATE:
            return _by_year(sources, order, entry)


def provisions_of(order: Sequence[str], quotes: Pairs) -> list[InputProvision]:
    """The provisions that are quoted about, instruments by name, provisions in the treaty's order."""
    found: dict[str, InputProvision] = {}
    for source_id in order:
        for raw, _ in quotes[source_id]:
            found.update({p.id: p for p in raw.provisions})
    return sorted(found.values(), key=_provision_key)


def claims_of(order: Sequence[str], quotes: Pairs) -> list[InputClaim]:
    """The claims that have evidence, by their keys."""
    found: dict[str, InputClaim] = {}
    for source_id in order:
        for raw, _ in quotes[source_id]:
            found.update({c.id: c for c in raw.claims})
    return sorted(found.values(), key=lambda c: (natural(c.key), c.id))


def provision_heading(provision: InputProvision) -> str:
    """Instrument and provision: "Agreement, Art. XII"."""
    return clean(", ".join(part for part in (provision.instrument, provision.label) if part))


def claim_heading(claim: InputClaim) -> str:
    """Key and words of a claim."""
    return clean(f"{claim.key} {shown(claim.text)}".strip())


def about_provision(provision: str) -> About:
    """Whether a quotation is linked to this provision."""
    return lambda raw: any(p.id == provision for p in raw.provisions)


def about_claim(claim: str) -> About:
    """Whether a quotation bears on this claim."""
    return lambda raw: any(c.id == claim for c in raw.claims)


def _any(_: InputQuote) -> bool:
    return True


def _by_provision(
    given: BibliographyInput, order: Sequence[str], quotes: Pairs, entry: MakeEntry
) -> list[Group]:
    status = {instrument.id: instrument.status for instrument in given.instruments}
    groups = [
        Group(
            provision_heading(found),
            _with_quotes(order, quotes, entry, about_provision(found.id)),
            clean(status.get(found.instrument_id, "")),
        )
        for found in provisions_of(order, quotes)
    ]
    rest = _rest(order, quotes, entry, lambda raw: not raw.provisions)
    return [*groups, Group(tr("Not linked to a provision"), rest)]


def _by_claim(order: Sequence[str], quotes: Pairs, entry: MakeEntry) -> list[Group]:
    groups = [
        Group(claim_heading(found), _with_quotes(order, quotes, entry, about_claim(found.id)))
        for found in claims_of(order, quotes)
    ]
    rest = _rest(order, quotes, entry, lambda raw: not raw.claims)
    return [*groups, Group(tr("Not linked to a claim"), rest)]


def _by_tag(
    sources: Mapping[str, InputSource], order: Sequence[str], quotes: Pairs, entry: MakeEntry
) -> list[Group]:
    """A tagged source stands under its tag with all its quotations, another with those that are tagged."""
    names = {tag for one in order for tag in sources[one].tags}
    names |= {tag for one in order for raw, _ in quotes[one] for tag in raw.tags}
    groups = []
    for name in sorted(names, key=natural):

        def tagged(raw: InputQuote, wanted: str = name) -> bool:
            return wanted in raw.tags

        entries = tuple(
            entry(one, _any if name in sources[one].tags else tagged)
            for one in order
            if name in sources[one].tags or any(tagged(raw) for raw, _ in quotes[one])
        )
        groups.append(Group(clean(name), entries))
    untagged = [one for one in order if not sources[one].tags]
    return [*groups, Group(tr("Without a tag"), _rest(untagged, quotes, entry, lambda raw: not raw.tags))]


def _by_author(sources: Mapping[str, InputSource], order: Sequence[str], entry: MakeEntry) -> list[Group]:
    """A work of several authors stands under each; one without, under those whom styles name in their place."""
    names: dict[str, list[str]] = {}
    for one in order:
        source = sources[one].source
        instead = tuple(c.agent for c in source.contributors if c.role in _INSTEAD)
        for agent in source.authors or instead:
            written = agent.inverted
            if written and one not in names.setdefault(written, []):
                names[written].append(one)
    groups = [
        Group(clean(name), tuple(entry(one, _any) for one in names[name]))
        for name in sorted(names, key=lambda name: (fold(name), name))
    ]
    rest = [one for one in order if not any(one in found for found in names.values())]
    return [*groups, Group(tr("Without an author"), tuple(entry(one, _any) for one in rest))]


def _by_year(sources: Mapping[str, InputSource], order: Sequence[str], entry: MakeEntry) -> list[Group]:
    """By the year of publication, by the day within it; works without a date last."""
    years: dict[int, list[str]] = {}
    rest = []
    for one in order:
        match = _YEAR.match(sources[one].source.issued)
        if match:
            years.setdefault(int(match.group()), []).append(one)
        else:
            rest.append(one)
    groups = [
        Group(
            str(year) if year > 0 else tr("{year} BCE", year=1 - year),
            tuple(entry(one, _any) for one in sorted(years[year], key=lambda s: sources[s].source.issued)),
        )
        for year in sorted(years)
    ]
    return [*groups, Group(tr("Without a date"), tuple(entry(one, _any) for one in rest))]


def _with_quotes(order: Sequence[str], quotes: Pairs, entry: MakeEntry, about: About) -> tuple[BibEntry, ...]:
    return tuple(entry(one, about) for one in order if any(about(raw) for raw, _ in quotes[one]))


def _rest(order: Sequence[str], quotes: Pairs, entry: MakeEntry, about: About) -> tuple[BibEntry, ...]:
    """Sources that have quotations elsewhere in no group, and those that have no quotation at all."""
    return tuple(
        entry(one, about) for one in order if not quotes[one] or any(about(raw) for raw, _ in quotes[one])
    )


def _provision_key(provision: InputProvision) -> tuple[str, str, int, list[tuple[int, str]], str]:
    # A preamble precedes the articles, an annex follows them, whatever the alphabet says.
    rank = {"preamble": 0, "recital": 1, "annex": 3}.get(provision.wid.split("_", 1)[0], 2)
    return (
        provision.instrument.casefold(),
        provision.instrument_id,
        rank,
        natural(provision.wid),
        provision.id,
    )


def natural(text: str) -> list[tuple[int, str]]:
    """`text` in pieces that sort C2 before C10."""
    return [(int(piece), "") if piece.isdigit() else (0, piece.casefold()) for piece in _NUMBER.split(text)]
