"""What is no list of entries: notes in the order of claims or provisions, the evidence table, the indexes."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from annotator.citation import csl, grouping, locators
from annotator.citation.document import Cite, EvidenceRow, Group, Index
from annotator.citation.engine import Engine
from annotator.citation.entries import cites, parsed, short_name, status
from annotator.citation.grouping import About, Pairs
from annotator.citation.inputs import InputQuote, InputSource
from annotator.citation.locators import Locator
from annotator.citation.options import Grouping, Options
from annotator.citation.outline import on_one_line
from annotator.citation.richtext import Run, Runs, plain
from annotator.citation.text import clean, shown
from annotator.citation.treaties import year_once
from annotator.domain.claim import Stance
from annotator.domain.i18n import tr
from annotator.domain.text import fold

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
    places = [(one, locators.of(raw.annotation.selectors)) for _, found in planned for one, raw, _ in found]
    made = iter(_with_places(places, rows, engine, entries))
    groups = []
    number = 0
    told: set[str] = set()
    for heading, found in planned:
        found_cites: list[Cite] = []
        for one, raw, stance in found:
            number += 1
            runs = next(made)
            if rows[one].status:
                runs = year_once(runs)
            if one not in told:
                runs = (*runs, *status(rows[one]))
                told.add(one)
            found_cites.append(Cite(number, runs, one, raw.annotation.id, stance))
        groups.append(Group(heading, (), cites=tuple(found_cites)))
    return groups


def _with_places(
    places: Sequence[tuple[str, Locator]], rows: Rows, engine: Engine, entries: Mapping[str, Runs]
) -> Iterator[Runs]:
    """The notes to these places one after another; a place that the style leaves out is put in, in brackets."""
    made: list[tuple[Runs, tuple[str, str, bool] | None]] = []
    told: set[str] = set()
    notes = engine.notes([[locators.csl_cite(*place, engine)] for place in places])
    for (one, place), html in zip(places, notes, strict=True):
        runs = parsed(html)
        runs = runs if cites(runs) else entries[one]
        doubt = locators.in_doubt(place, plain(runs), plain(entries[one]), engine)
        made.append((runs, (one, place.label, one in told) if doubt else None))
        told.add(one)
    silent = _silent(dict.fromkeys(asked for _, asked in made if asked), rows, engine)
    before: tuple[str, Locator] = ("", Locator())
    for (one, place), (runs, doubted) in zip(places, made, strict=True):
        # "Ibid." alone says that the place is the same again.
        if (one, place) != before:
            missing = locators.left_out(place, plain(runs), engine)
            if doubted in silent:
                missing = locators.display(place, engine)
            if named := locators.after_ibid(place, plain(runs), engine):
                runs = tuple(replace(run, text=run.text.replace(place.value, named)) for run in runs)
            elif missing:
                runs = (*runs, Run(f" [{missing}]"))
        before = (one, place)
        yield runs


def _silent(asked: Iterable[tuple[str, str, bool]], rows: Rows, engine: Engine) -> set[tuple[str, str, bool]]:
    """Those works and kinds of place, in a first note or a later one, where the style prints no place at all.

    One work is asked for all of which the same things are known: a style goes by these.
    """
    alike: dict[tuple[object, ...], list[tuple[str, str, bool]]] = {}
    for one, label, later in asked:
        source = rows[one].source
        known = frozenset({*(name for name in csl.FIELDS if getattr(source, name)), *source.csl})
        alike.setdefault((source.type, known, label, later), []).append((one, label, later))
    wanted = [keys[0] for keys in alike.values()]
    # Each work in full first, then all again: what is asked of a later note stands after the first.
    order = list(dict.fromkeys((one, label, later) for later in (False, True) for one, label, _ in wanted))
    made = engine.notes([[locators.probe(one, label, engine)] for one, label, _ in order])
    quiet = {key for key, html in zip(order, made, strict=True) if locators.PROBE not in html}
    return {key for keys in alike.values() if keys[0] in quiet for key in keys}


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
            there = [on_one_line(quote.locator) for quote in found if quote.locator]
            where = "; ".join(dict.fromkeys(there))
            places.append(", ".join(part for part in (short_name(rows[one]), where) if part))
    return tuple(places)


def _persons(rows: Rows, order: Sequence[str], quotes: Pairs) -> Index:
    """Authors, editors and other people of the sources, and those to whom quoted statements are attributed."""
    found: dict[str, dict[str, None]] = {}
    for one in order:
        for contributor in rows[one].source.contributors:
            if written := contributor.agent.inverted:
                found.setdefault(clean(written), {})[short_name(rows[one])] = None
        for _, quote in quotes[one]:
            for claim in quote.claims:
                if claim.attributed_to:
                    where = on_one_line(quote.locator)
                    place = ", ".join(part for part in (short_name(rows[one]), where) if part)
                    found.setdefault(claim.attributed_to, {})[tr("quoted in {place}", place=place)] = None
    lines = tuple((name, tuple(found[name])) for name in sorted(found, key=lambda n: (fold(n), n)))
    return Index(tr("Index of persons"), lines)
