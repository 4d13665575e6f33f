"""From rows to a document: entries by the engine, quotations checked against the stored text, put in order.

Rules
- Every source has an entry in every style (entries.py).
- A quotation is the stored words or is marked as not so (quoting.py).
- Instruments that are cited have an entry of their own, as the style formats treaties, with their status.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace

from annotator.citation import csl, entries, grouping, listing, quoting, richtext, treaties
from annotator.citation.document import (
    BibEntry,
    Bibliography,
    DocumentKind,
    EvidenceRow,
    Group,
    InstrumentRef,
    ProblemKind,
    Quote,
)
from annotator.citation.engine import Engine
from annotator.citation.findings import Findings
from annotator.citation.inputs import BibliographyInput, InputInstrument, InputQuote, InputSource
from annotator.citation.options import Grouping, Options
from annotator.citation.richtext import Runs
from annotator.citation.text import clean
from annotator.domain.i18n import tr

__all__ = ["Grouping", "Options", "build"]


def build(
    given: BibliographyInput, engine: Engine, options: Options | None = None, *, first: int = 0
) -> Bibliography:
    """The document for `given` in the engine's style. Takes seconds for hundreds of sources: not on a GUI thread.

    `first`: where the engine is new, only a first page of that many sources, in the usual order, with `complete`
    False; call again without it. An engine that has the items already gives the whole at once.

    Raises UserError where the style fails.
    """
    options = options or Options()
    with engine.session:
        if 0 < first < len(given.sources) and engine.count * 2 < len(given.sources):
            return replace(_build(_first_page(given, options, first), engine, options), complete=False)
        return _build(given, engine, options)


def _first_page(given: BibliographyInput, options: Options, first: int) -> BibliographyInput:
    """The sources that will most likely be seen first: by group, then by author and title."""

    def place(row: InputSource) -> tuple[object, ...]:
        quotes = options.chosen(row.quotes, row.tags)
        pairs = {row.source.id: [(q, Quote(q.annotation.id, "")) for q in quotes]}
        match options.grouping:
            case Grouping.CLAIM:
                head = [grouping.natural(c.key) for c in grouping.claims_of([row.source.id], pairs)]
            case Grouping.PROVISION:
                head = [
                    grouping.natural(grouping.provision_heading(p))
                    for p in grouping.provisions_of([row.source.id], pairs)
                ]
            case Grouping.TAG:
                head = sorted(map(grouping.natural, {*row.tags, *(t for q in quotes for t in q.tags)}))
            case Grouping.DATE:
                head = [grouping.natural(row.source.issued)] if row.source.issued else []
            case _:
                return (False, [], entries.sort_key(row))
        return (not head, head[:1], entries.sort_key(row))

    live = [row for row in given.sources if not row.source.trashed]
    return replace(given, sources=tuple(sorted(live, key=place)[:first]))


def _build(given: BibliographyInput, engine: Engine, options: Options) -> Bibliography:
    findings = Findings()
    given = _named(given, engine.style, options)
    rows = {s.source.id: s for s in given.sources}
    # A plain bibliography may be ordered by what its quotations speak of, but shows none.
    about_quotes = Findings() if options.kind is DocumentKind.PLAIN else findings
    quotes = {key: _quotes(row, engine, options, about_quotes) for key, row in rows.items()}
    cited = {p.instrument_id for pairs in quotes.values() for raw, _ in pairs for p in raw.provisions}
    instruments = [one for one in given.instruments if one.id in cited]
    items = [
        treaties.item(one.record, engine.style)
        for one in instruments
        if one.record is not None and one.id not in rows
    ]
    alone = options.grouping is not Grouping.SOURCE
    made = entries.formatted(given.sources, engine, findings, items, alone=alone)
    for key, row in rows.items():
        made[key] = (*made[key], *entries.status(row))
    refs = _instruments(instruments, engine, findings)
    groups: Sequence[Group] = ()
    evidence: tuple[EvidenceRow, ...] = ()
    order = list(made)
    match options.kind:
        case DocumentKind.ANNOTATED | DocumentKind.PLAIN:
            entry = _maker(rows, made, quotes, options)
            groups = _annotated_once(grouping.grouped(options.grouping, given, order, quotes, entry))
        case DocumentKind.CITATIONS:
            groups = listing.notes(rows, order, quotes, engine, options, made)
        case DocumentKind.EVIDENCE:
            evidence = listing.evidence(order, quotes, engine, options, made)
    return Bibliography(
        title=clean(options.title or given.title) or _title(options.kind),
        style=engine.style,
        style_title=engine.title,
        locale=engine.locale,
        groups=tuple(group for group in groups if group.entries or group.cites),
        instruments=refs,
        problems=tuple(findings.problems),
        open_quote=engine.term("open-quote", form="long") or "“",
        close_quote=engine.term("close-quote", form="long") or "”",
        kind=options.kind,
        evidence=evidence,
        indexes=listing.indexes(rows, order, quotes, options),
        links=options.links,
    )


def _quotes(
    row: InputSource, engine: Engine, options: Options, findings: Findings
) -> list[tuple[InputQuote, Quote]]:
    """The wanted quotations of a source, raw and as they are printed; made anew only where the source changed."""
    key = ("row", row.source.id)
    kept = engine.kept.get(key)
    if kept is None or kept[0] is not row or kept[1] != options:
        name, own = entries.name(row), Findings()
        pairs = [
            (raw, quoting.quote(raw, row.source.id, name, engine, options, own))
            for raw in options.chosen(row.quotes, row.tags)
        ]
        kept = engine.kept[key] = (row, options, pairs, own.problems)
    findings.problems.update(kept[3])
    found: list[tuple[InputQuote, Quote]] = kept[2]
    return found


def _title(kind: DocumentKind) -> str:
    return {
        DocumentKind.ANNOTATED: tr("Annotated bibliography"),
        DocumentKind.PLAIN: tr("Bibliography"),
        DocumentKind.CITATIONS: tr("Citations"),
        DocumentKind.EVIDENCE: tr("Evidence"),
    }[kind]


def _maker(
    rows: dict[str, InputSource],
    made: dict[str, Runs],
    quotes: dict[str, list[tuple[InputQuote, Quote]]],
    options: Options,
) -> Callable[[str, Callable[[InputQuote], bool]], BibEntry]:
    """What makes an entry with those of its quotations that a group wants."""
    texts = {key: _annotation(row, options) for key, row in rows.items()}

    def entry(source_id: str, keep: Callable[[InputQuote], bool]) -> BibEntry:
        shown = options.kind is not DocumentKind.PLAIN
        kept = tuple(quote for raw, quote in quotes[source_id] if keep(raw)) if shown else ()
        return BibEntry(source_id, made[source_id], texts[source_id], kept)

    return entry


def _annotation(row: InputSource, options: Options) -> str:
    """What stands below an entry: its annotation, the notes on the source, as paragraphs."""
    if options.kind is DocumentKind.PLAIN:
        return ""
    parts = [row.source.annote] if options.annote else []
    if options.source_notes:
        parts += row.notes
    return "\n\n".join(text for part in parts if (text := clean(part).strip()))


def _annotated_once(groups: Iterable[Group]) -> tuple[Group, ...]:
    """A source that stands in several groups has its annotation in the first only."""
    seen: set[str] = set()
    made = []
    for group in groups:
        kept = tuple(replace(e, annotation="") if e.source_id in seen else e for e in group.entries)
        seen |= {e.source_id for e in kept}
        made.append(replace(group, entries=kept))
    return tuple(made)


def _named(given: BibliographyInput, style: str, options: Options) -> BibliographyInput:
    """The sources to print; a provision of an instrument without a short name bears its title.

    Where it is about claims, an instrument whose own text is evidence is a source like the others.
    """
    titles = {i.id: i.short or i.title for i in given.instruments}

    def named(quote: InputQuote) -> InputQuote:
        if all(p.instrument for p in quote.provisions):
            return quote
        provisions = tuple(
            p if p.instrument else replace(p, instrument=titles.get(p.instrument_id, ""))
            for p in quote.provisions
        )
        return replace(quote, provisions=provisions)

    def all_named(row: InputSource) -> InputSource:
        if all(p.instrument for quote in row.quotes for p in quote.provisions):
            return row
        return replace(row, quotes=tuple(map(named, row.quotes)))

    rows = list(given.sources)
    if options.grouping is Grouping.CLAIM or options.kind is DocumentKind.EVIDENCE:
        rows += [
            _as_source(one, style) for one in given.instruments if any(quote.claims for quote in one.quotes)
        ]
    return replace(given, sources=tuple(all_named(row) for row in rows if not row.source.trashed))


def _as_source(given: InputInstrument, style: str) -> InputSource:
    item = (
        treaties.item(given.record, style)
        if given.record is not None
        else {"title": given.title, "type": "treaty"}
    )
    source = replace(csl.from_csl(item, source_id=given.id), citekey="")
    return InputSource(source, quotes=tuple(q for q in given.quotes if q.claims), status=given.status)


def _instruments(
    given: Sequence[InputInstrument], engine: Engine, findings: Findings
) -> tuple[InstrumentRef, ...]:
    """The instruments cited, as the style has them; plainly by title where it has nothing for them."""
    ids = [one.id for one in given if one.record is not None]
    made = (
        {entry.id: entries.parsed(entry.html) for entry in engine.bibliography(ids, alone=True)}
        if ids
        else {}
    )
    if ids and not engine.has_bibliography and engine.is_note_style:
        made = {one: entries.parsed(engine.citation([{"id": one}])) for one in ids}
    refs = []
    for one in given:
        runs = made.get(one.id, ())
        if not entries.says_something(runs):
            runs = ()
            if one.record is not None:
                message = tr(
                    "The style has no form for “{title}”; its title stands for it.", title=clean(one.title)
                )
                findings.note(ProblemKind.NO_ENTRY, message)
        series = treaties.unsaid(one.record, richtext.plain(runs)) if runs and one.record is not None else ""
        status = " · ".join(part for part in (series, one.status) if part)
        refs.append(InstrumentRef(clean(one.title), clean(one.short), clean(status), one.id, runs))
    return tuple(refs)
