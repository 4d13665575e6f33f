"""The bibliography by provision and by claim: the same entries, each under what its quotations speak of.

A source without a quotation there stands in a last group, so that each source has its entry somewhere.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping, Sequence

from annotator.citation.document import BibEntry, Group, Quote
from annotator.citation.inputs import BibliographyInput, InputClaim, InputProvision, InputQuote
from annotator.citation.text import clean, shown
from annotator.domain.i18n import tr

Pairs = Mapping[str, Sequence[tuple[InputQuote, Quote]]]
MakeEntry = Callable[[str, Callable[[InputQuote], bool]], BibEntry]

_NUMBER = re.compile(r"(\d+)")


def by_provision(
    given: BibliographyInput, order: Sequence[str], quotes: Pairs, entry: MakeEntry
) -> list[Group]:
    """One group for each provision that is quoted about, instruments by name, provisions in the treaty's order."""
    provisions: dict[str, InputProvision] = {}
    for source_id in order:
        for raw, _ in quotes[source_id]:
            provisions.update({p.id: p for p in raw.provisions})
    status = {instrument.id: instrument.status for instrument in given.instruments}
    groups = []
    for found in sorted(provisions.values(), key=_provision_key):

        def about(raw: InputQuote, wanted: str = found.id) -> bool:
            return any(p.id == wanted for p in raw.provisions)

        heading = ", ".join(part for part in (found.instrument, found.label) if part)
        entries = _with_quotes(order, quotes, entry, about)
        groups.append(Group(clean(heading), entries, clean(status.get(found.instrument_id, ""))))
    rest = _rest(order, quotes, entry, lambda raw: not raw.provisions)
    return [*groups, Group(tr("Not linked to a provision"), rest)]


def by_claim(given: BibliographyInput, order: Sequence[str], quotes: Pairs, entry: MakeEntry) -> list[Group]:
    """One group for each claim that has evidence, by its key."""
    claims: dict[str, InputClaim] = {}
    for source_id in order:
        for raw, _ in quotes[source_id]:
            claims.update({c.id: c for c in raw.claims})
    groups = []
    for found in sorted(claims.values(), key=lambda c: (_natural(c.key), c.id)):

        def about(raw: InputQuote, wanted: str = found.id) -> bool:
            return any(c.id == wanted for c in raw.claims)

        heading = f"{found.key} {shown(found.text)}".strip()
        groups.append(Group(clean(heading), _with_quotes(order, quotes, entry, about)))
    rest = _rest(order, quotes, entry, lambda raw: not raw.claims)
    return [*groups, Group(tr("Not linked to a claim"), rest)]


def _with_quotes(
    order: Sequence[str], quotes: Pairs, entry: MakeEntry, about: Callable[[InputQuote], bool]
) -> tuple[BibEntry, ...]:
    return tuple(entry(one, about) for one in order if any(about(raw) for raw, _ in quotes[one]))


def _rest(
    order: Sequence[str], quotes: Pairs, entry: MakeEntry, about: Callable[[InputQuote], bool]
) -> tuple[BibEntry, ...]:
    """Sources that have unlinked quotations, and those that have no quotation at all."""
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
        _natural(provision.wid),
        provision.id,
    )


def _natural(text: str) -> list[tuple[int, str]]:
    """`text` in pieces that sort C2 before C10."""
    return [(int(piece), "") if piece.isdigit() else (0, piece.casefold()) for piece in _NUMBER.split(text)]
