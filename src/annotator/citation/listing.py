"""What is no list of entries: notes in the order of claims or provisions, the evidence table, the indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence

from annotator.citation import grouping, locators
from annotator.citation.document import Cite, EvidenceRow, Group, Index
from annotator.citation.engine import Engine
from annotator.citation.entries import cites, parsed, short_name, status
from annotator.citation.grouping import About, Pairs
from annotator.citation.inputs import InputQuote, InputSource
from annotator.citation.options import Grouping, Options
from annotator.citation.richtext import Run, Runs, plain
from annotator.citation.text import clean, shown
from annotator.domain.claim import Stance
from annotator.domain.i18n import tr

Rows = Mapping[str, InputSource]


def notes(
    rows: Rows,
    order: Sequence[str],
    quotes: Pairs,
    engine: Engine,
    options: Options,
    entries: Mapping[str, Runs],
) -> list[Group]:
    """Groups of notes: under each claim or provision the passages that speak of it, source by source.

    Grouped otherwise, one list of all passages. A work is cited in full first, then as the style does again.
    """
    headings: list[tuple[str, About, str]]
    if options.grouping is Grouping.CLAIM:
        headings = [
            (grouping.claim_heading(c), grouping.about_claim(c.id), c.id)
            for c in grouping.claims_of(order, quotes)
        ]
    elif options.grouping is Grouping.PROVISION:
        headings = [
            (grouping.provision_heading(p), grouping.about_provision(p.id), "")
            for p in grouping.provisions_of(order, quotes)
        ]
    else:
        headings = [(tr("Citations"), lambda _: True, "")]
    planned = [
        (heading, [(one, raw, _stance(raw, claim)) for one in order for raw, _ in quotes[one] if about(raw)])
        for heading, about, claim in headings
    ]
    clusters = [
        [locators.csl_cite(one, locators.of(raw.annotation.selectors), engine)]
        for _, found in planned
        for one, raw, _ in found
    ]
    made = iter(engine.notes(clusters))
    groups = []
    number = 0
    told: set[str] = set()
    before = ("", locators.Locator())
    for heading, found in planned:
        found_cites: list[Cite] = []
        for one, raw, stance in found:
            number += 1
            runs = parsed(next(made))
            runs = runs if cites(runs) else entries[one]
            place = (one, locators.of(raw.annotation.selectors))
            # "Ibid." alone says that the place is the same again.
            missing = "" if place == before else locators.left_out(place[1], plain(runs), engine)
            if missing:
                runs = (*runs, Run(f" [{missing}]"))
            before = place
            if one not in told:
                runs = (*runs, *status(rows[one]))
                told.add(one)
            found_cites.append(Cite(number, runs, one, raw.annotation.id, stance))
        groups.append(Group(heading, (), cites=tuple(found_cites)))
    return groups


def _stance(raw: InputQuote, claim: str) -> Stance | None:
    return next((c.stance for c in raw.claims if claim and c.id == claim), None)


def evidence(
    order: Sequence[str], quotes: Pairs, engine: Engine, options: Options, entries: Mapping[str, Runs]
) -> tuple[EvidenceRow, ...]:
    """One row for each claim and passage, claims by key, sources in the order of the style.

    With chosen stances, only rows of these. The citation is the style's own first note or text citation.
    """
    citations: dict[str, str] = {}
    rows = []
    for claim in grouping.claims_of(order, quotes):
        for one in order:
            for raw, quote in quotes[one]:
                for link in raw.claims:
                    if link.id != claim.id or (options.stances and link.stance not in options.stances):
                        continue
                    if one not in citations:
                        runs = parsed(engine.citation([{"id": one}]))
                        citations[one] = plain(runs if cites(runs) else entries[one])
                    rows.append(
                        EvidenceRow(
                            clean(link.key),
                            shown(link.text),
                            link.stance,
                            link.voice,
                            clean(link.attributed_to),
                            quote,
                            citations[one],
                            one,
                        )
                    )
    return tuple(rows)


def indexes(rows: Rows, order: Sequence[str], quotes: Pairs, options: Options) -> tuple[Index, ...]:
    """The lists at the end that were asked for: provisions with the passages about them, persons with their works."""
    made = []
    if options.provision_index:
        made.append(_provisions(rows, order, quotes))
    if options.person_index:
        made.append(_persons(rows, order, quotes))
    return tuple(index for index in made if index.lines)


def _provisions(rows: Rows, order: Sequence[str], quotes: Pairs) -> Index:
    lines = []
    for provision in grouping.provisions_of(order, quotes):
        about = grouping.about_provision(provision.id)
        lines.append((grouping.provision_heading(provision), _places(rows, order, quotes, about)))
    return Index(tr("Table of provisions"), tuple(lines))


def _places(
    rows: Rows, order: Iterable[str], quotes: Pairs, about: Callable[[InputQuote], bool]
) -> tuple[str, ...]:
    """ "Hayes 2025, ¶ 4; ¶ 20": each source once, with the places of its passages."""
    places = []
    for one in order:
        found = [quote for raw, quote in quotes[one] if about(raw)]
        if found:
            where = "; ".join(dict.fromkeys(quote.locator for quote in found if quote.locator))
            places.append(", ".join(part for part in (short_name(rows[one]), where) if part))
    return tuple(places)


def _persons(rows: Rows, order: Sequence[str], quotes: Pairs) -> Index:
    """Authors, editors and other people of the sources, and those to whom quoted statements are attributed."""
    found: dict[str, dict[str, None]] = {}
    for one in order:
        for contributor in rows[one].source.contributors:
            agent = contributor.agent
            written = agent.literal or ", ".join(part for part in (agent.family, agent.given) if part)
            if written:
                found.setdefault(clean(written), {})[short_name(rows[one])] = None
        for _, quote in quotes[one]:
            for claim in quote.claims:
                if claim.attributed_to:
                    place = ", ".join(part for part in (short_name(rows[one]), quote.locator) if part)
                    found.setdefault(claim.attributed_to, {})[tr("quoted in {place}", place=place)] = None
    lines = tuple((name, tuple(found[name])) for name in sorted(found, key=lambda n: (n.casefold(), n)))
    return Index(tr("Index of persons"), lines)
