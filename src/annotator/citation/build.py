"""From rows to an annotated bibliography: entries by the engine, quotations checked against the stored text.

Rules
- Every source has an entry in every style. Where a style has no bibliography its full citation is used;
  where it leaves an item out, its citation or plainly author, title, container and date. Both are reported.
- A quotation is verbatim if the highlight's words equal the stored text at its place, code point by code
  point. One that is not is printed with a mark and reported; it is never left out and never mended.
- For display each run of blanks and line breaks becomes one space and both ends are trimmed; a no-break
  space stays. Control characters, which no document format can hold, become U+FFFD and are reported.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from enum import StrEnum

from annotator.citation import csl, locators, richtext
from annotator.citation.document import (
    BibEntry,
    Bibliography,
    ClaimRef,
    Group,
    InstrumentRef,
    Problem,
    ProblemKind,
    ProvisionRef,
    Quote,
)
from annotator.citation.engine import Engine
from annotator.citation.grouping import by_claim, by_provision
from annotator.citation.inputs import BibliographyInput, InputQuote, InputSource
from annotator.citation.richtext import Run
from annotator.citation.text import clean, shown
from annotator.domain.i18n import tr


class Grouping(StrEnum):
    """What the bibliography is ordered by."""

    SOURCE = "source"
    PROVISION = "provision"
    CLAIM = "claim"


@dataclass(frozen=True, slots=True)
class Options:
    """Choices of one export. `colours` limits the quotations to highlights in them; empty means all."""

    grouping: Grouping = Grouping.SOURCE
    colours: frozenset[str] = frozenset()
    title: str = ""


@dataclass(slots=True)
class _Findings:
    """Problems as they are met, each once although a passage may be quoted in several groups."""

    problems: dict[Problem, None] = field(default_factory=dict)

    def note(self, kind: ProblemKind, message: str, source: str = "", annotation: str = "") -> None:
        self.problems[Problem(kind, message, source, annotation)] = None


def build(given: BibliographyInput, engine: Engine, options: Options | None = None) -> Bibliography:
    """The document for `given` in the engine's style. Takes seconds for hundreds of sources: not on a GUI thread.

    Raises UserError where the style fails.
    """
    with engine.session:
        return _build(given, engine, options or Options())


def _build(given: BibliographyInput, engine: Engine, options: Options) -> Bibliography:
    findings = _Findings()
    sources = _named(given)
    entries = _entries(sources, engine, findings, alone=options.grouping is not Grouping.SOURCE)
    quotes = {
        s.source.id: [(q, _quote(q, s, engine, findings)) for q in _chosen(s.quotes, options)]
        for s in sources
    }
    by_id = {s.source.id: s for s in sources}

    def entry(source_id: str, keep: Callable[[InputQuote], bool]) -> BibEntry:
        kept = tuple(quote for raw, quote in quotes[source_id] if keep(raw))
        return BibEntry(source_id, entries[source_id], clean(by_id[source_id].source.annote).strip(), kept)

    groups: Sequence[Group]
    match options.grouping:
        case Grouping.SOURCE:
            groups = [Group(tr("Sources"), tuple(entry(one, lambda _: True) for one in entries))]
        case Grouping.PROVISION:
            groups = by_provision(given, list(entries), quotes, entry)
        case Grouping.CLAIM:
            groups = by_claim(given, list(entries), quotes, entry)
    cited = {p.instrument_id for pairs in quotes.values() for raw, _ in pairs for p in raw.provisions}
    return Bibliography(
        title=clean(options.title or given.title) or tr("Annotated bibliography"),
        style=engine.style,
        style_title=engine.title,
        locale=engine.locale,
        groups=_annotated_once(group for group in groups if group.entries),
        instruments=tuple(
            InstrumentRef(clean(i.title), clean(i.short), clean(i.status))
            for i in given.instruments
            if i.id in cited
        ),
        problems=tuple(findings.problems),
        open_quote=engine.term("open-quote", form="long") or "“",
        close_quote=engine.term("close-quote", form="long") or "”",
    )


def _annotated_once(groups: Iterable[Group]) -> tuple[Group, ...]:
    """A source that stands in several groups has its annotation in the first only."""
    seen: set[str] = set()
    made = []
    for group in groups:
        entries = tuple(replace(e, annotation="") if e.source_id in seen else e for e in group.entries)
        seen |= {e.source_id for e in entries}
        made.append(replace(group, entries=entries))
    return tuple(made)


def _named(given: BibliographyInput) -> list[InputSource]:
    """The sources to print; a provision of an instrument without a short name bears its title."""
    titles = {i.id: i.short or i.title for i in given.instruments}

    def named(quote: InputQuote) -> InputQuote:
        provisions = tuple(
            p if p.instrument else replace(p, instrument=titles.get(p.instrument_id, ""))
            for p in quote.provisions
        )
        return replace(quote, provisions=provisions)

    return [replace(s, quotes=tuple(map(named, s.quotes))) for s in given.sources if not s.source.trashed]


def _chosen(quotes: Iterable[InputQuote], options: Options) -> list[InputQuote]:
    chosen = [q for q in quotes if not options.colours or q.annotation.colour in options.colours]
    return sorted(chosen, key=lambda q: (q.annotation.selectors.start, q.annotation.selectors.end))


def _entries(
    sources: Sequence[InputSource], engine: Engine, findings: _Findings, *, alone: bool
) -> dict[str, tuple[Run, ...]]:
    """Source id → its entry, in the style's order. `alone`: an author is never replaced by a dash."""
    engine.set_items([csl.formatted(s.source, s.file_name) for s in sources])
    by_id = {s.source.id: s for s in sources}
    found: dict[str, tuple[Run, ...]] = {}
    for made in engine.bibliography():
        single = engine.entry(made.id) if alone else None
        found[made.id] = clean_runs(richtext.parse((single or made).html))
    if sources and not found:
        findings.note(
            ProblemKind.NO_BIBLIOGRAPHY,
            tr("The style “{style}” has no bibliography; its full citations are used.", style=engine.title),
        )
    for source_id, row in by_id.items():
        if not _says_something(found.get(source_id, ())):
            found[source_id] = _second_best(row, engine)
            if engine.has_bibliography:
                message = tr(
                    "The bibliography of this style leaves out “{source}”; it was put in.", source=_name(row)
                )
                findings.note(ProblemKind.NO_ENTRY, message, source_id)
        if not row.source.title.strip():
            message = tr("“{source}” has no title; its file's name stands for it.", source=_name(row))
            findings.note(ProblemKind.NO_TITLE, message, source_id)
    if not engine.has_bibliography:
        found = dict(sorted(found.items(), key=lambda pair: _sort_key(by_id[pair[0]])))
    return found


def clean_runs(runs: Iterable[Run]) -> tuple[Run, ...]:
    """`runs` without the characters that no document can hold."""
    return tuple(
        run if (text := clean(run.text)) == run.text else Run(text, run.italic, run.bold) for run in runs
    )


def _says_something(runs: tuple[Run, ...]) -> bool:
    text = richtext.plain(runs)
    return "[CSL STYLE ERROR" not in text and re.search(r"[^\W\d_]", text) is not None


def _second_best(row: InputSource, engine: Engine) -> tuple[Run, ...]:
    """The style's full citation, where its bibliography has nothing; set by hand where that is empty too."""
    runs = clean_runs(richtext.parse(engine.citation([{"id": row.source.id}])))
    return runs if engine.is_note_style and _says_something(runs) else _by_hand(row)


def _by_hand(row: InputSource) -> tuple[Run, ...]:
    source = row.source
    people = ", ".join(agent.name for agent in source.authors)
    title = source.title.strip() or richtext.plain(richtext.parse(csl.untitled(row.file_name)))
    rest = ", ".join(part for part in (source.container_title, source.issued) if part)
    runs = [Run(f"{people}. ")] if people else []
    runs.append(Run(title, italic=True))
    runs.append(Run(f". {rest}." if rest else "."))
    return clean_runs(runs)


def _sort_key(row: InputSource) -> tuple[str, str, str]:
    people = " ".join(agent.family or agent.literal for agent in row.source.authors)
    return ((people or row.source.title).casefold(), row.source.title.casefold(), row.source.id)


def _name(row: InputSource) -> str:
    return clean(row.source.title.strip() or row.file_name or tr("Untitled document"))


def _quote(given: InputQuote, row: InputSource, engine: Engine, findings: _Findings) -> Quote:
    annotation = given.annotation
    selectors = annotation.selectors
    verbatim = given.stored is not None and selectors.exact == given.stored and bool(selectors.exact)
    words = shown(selectors.exact)
    start = words if len(words) <= 60 else words[:59] + "…"
    where = {"quote": start, "source": _name(row)}
    if not verbatim:
        message = tr("“{quote}” does not stand so in the stored text of “{source}”.", **where)
        findings.note(ProblemKind.NOT_VERBATIM, message, row.source.id, annotation.id)
    if clean(selectors.exact) != selectors.exact:
        message = tr("“{quote}” in “{source}” has control characters, printed as �.", **where)
        findings.note(ProblemKind.UNPRINTABLE, message, row.source.id, annotation.id)
    locator = locators.of(selectors)
    if not locator:
        message = tr("“{quote}” in “{source}” has no page or paragraph number.", **where)
        findings.note(ProblemKind.NO_LOCATOR, message, row.source.id, annotation.id)
    return Quote(
        annotation_id=annotation.id,
        text=words,
        locator=clean(locators.display(locator, engine)),
        provisions=tuple(
            ProvisionRef(clean(p.label), clean(p.instrument), p.fidelity) for p in given.provisions
        ),
        claims=tuple(
            ClaimRef(clean(c.key), shown(c.text), c.stance, c.voice, clean(c.attributed_to))
            for c in given.claims
        ),
        note=clean(annotation.note).strip(),
        verbatim=verbatim,
        colour=annotation.colour,
    )
