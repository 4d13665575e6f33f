"""The bibliography and its kin: the store's rows, set by a CSL style, written in any of the formats."""

from __future__ import annotations

import json
from collections.abc import Mapping
from dataclasses import dataclass, fields, replace
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.citation.inputs import (
    BibliographyInput,
    InputClaim,
    InputInstrument,
    InputProvision,
    InputQuote,
    InputSource,
)
from annotator.citation.locators import IN_WORDS
from annotator.citation.styles import DEFAULT_STYLE
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.wording import record_line
from annotator.operations.pinpoints import Pinpoints, is_own
from annotator.store import bibliography, sources, treaties
from annotator.store.project import Project
from annotator.store.rows import BibliographyQuote

if TYPE_CHECKING:
    from annotator.citation.document import Bibliography, Problem
    from annotator.citation.engine import Engine, Engines
    from annotator.citation.options import Options

_MOST_BYTES = 1 << 16


@dataclass(frozen=True, slots=True)
class Recipe:
    """The choices of one document.

    style             a CSL style id (`apa`, `oscola`, `chicago-notes-bibliography-17th-edition` …)
    locale            as in CSL (`en-GB`); None for the style's own
    group             source, provision, claim, tag, author or date
    colours, tags, stances  only quotations so marked; empty for all
    include_unquoted  entries also for sources without a quotation
    title             the project's where empty
    kind              annotated, plain, citations (as footnotes) or evidence (a table)
    only_linked       only quotations with a provision or a claim
    only_pinned       only quotations that somebody pinned
    shorten           characters from which on a quotation is shortened by "[…]"; 0 for never
    annote, source_notes  what stands below an entry: its annotation, the notes on the source
    notes, links      what stands below a quotation: its note, its provisions and claims
    provision_index, person_index  the lists at the end
    reference_docx    path of a Word file whose styles are used instead of ours; empty for ours
    """

    style: str = DEFAULT_STYLE
    locale: str | None = None
    group: str = "source"
    colours: frozenset[str] = frozenset()
    include_unquoted: bool = True
    title: str = ""
    kind: str = "annotated"
    tags: frozenset[str] = frozenset()
    stances: frozenset[str] = frozenset()
    only_linked: bool = False
    shorten: int = 0
    annote: bool = True
    notes: bool = True
    source_notes: bool = False
    links: bool = True
    provision_index: bool = False
    person_index: bool = False
    reference_docx: str = ""
    only_pinned: bool = False

    def to_json(self) -> str:
        """As one JSON object; `from_json` reads it."""
        values = {one.name: getattr(self, one.name) for one in fields(self)}
        plain = {
            key: sorted(value) if isinstance(value, frozenset) else value for key, value in values.items()
        }
        return json.dumps(plain, ensure_ascii=False, sort_keys=True)

    @classmethod
    def from_json(cls, text: str) -> Recipe:
        """The recipe that `to_json` wrote, here or in another version: what is unknown or misshapen is left out."""
        try:
            given = json.loads(text) if len(text) <= _MOST_BYTES else {}
        except (ValueError, RecursionError):
            given = {}
        if not isinstance(given, Mapping):
            return cls()
        usual = cls()
        kept: dict[str, object] = {}
        for one in fields(cls):
            value, normal = given.get(one.name), getattr(usual, one.name)
            if isinstance(normal, frozenset) and isinstance(value, list):
                kept[one.name] = frozenset(word for word in value if isinstance(word, str))
            elif type(value) in ((str, type(None)) if one.name == "locale" else (type(normal),)):
                kept[one.name] = value
        return cls(**kept)  # type: ignore[arg-type]  # each value has the type of its field's default


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written: the file, how many entries and quotations, and what a person should look at."""

    path: Path
    entries: int
    quotes: int
    problems: tuple[Problem, ...]


def gather(project: Project, recipe: Recipe) -> BibliographyInput:
    """All that the document is made from, in one read. On the project's thread. Raises UserError as `compose`."""
    files = {row.source.id: row.file_name for row in sources.listing(project)}
    rows = tuple(
        InputSource(
            row.source, files.get(row.source.id, ""), tuple(map(_quote, row.quotes)), row.tags, row.notes
        )
        for row in bibliography.rows(project)
    )
    if not recipe.include_unquoted:
        chosen = options(recipe).chosen
        rows = tuple(row for row in rows if chosen(row.quotes, row.tags))
    own = bibliography.treaty_quotes(project)
    pinpoints = Pinpoints(project)
    instruments = tuple(
        InputInstrument(
            one.id,
            one.title,
            one.short,
            record_line(one),
            one,
            tuple(_pinpointed(_quote(row), one.id, pinpoints) for row in own.get(one.id, ())),
        )
        for one in treaties.instruments(project)
    )
    return BibliographyInput(rows, instruments, recipe.title or project.title)


def _quote(row: BibliographyQuote) -> InputQuote:
    # A further range of the passage that is not as it was makes all of it unverified.
    changed = not row.verbatim and row.text_at_range == row.annotation.selectors.exact
    return InputQuote(
        row.annotation,
        None if changed else row.text_at_range,
        tuple(
            InputProvision(p.provision_id, p.label, p.wid, p.instrument_id, p.instrument_short, p.fidelity)
            for p in row.provisions
            if p.accepted is not False
        ),
        tuple(InputClaim(c.claim_id, c.key, c.text, c.stance, c.voice, c.attributed_to) for c in row.claims),
        row.tags,
        row.clean,
    )


def _pinpointed(quote: InputQuote, instrument: str, pinpoints: Pinpoints) -> InputQuote:
    """A passage of a treaty's own text, cited by its article unless somebody gave it another locator."""
    selectors = quote.annotation.selectors
    label, value = pinpoints.of(instrument, quote.annotation)
    if not value or is_own(selectors):
        return quote
    selectors = replace(selectors, locator_label=label or IN_WORDS, locator_value=value)
    return replace(quote, annotation=replace(quote.annotation, selectors=selectors))


def options(recipe: Recipe, title: str = "") -> Options:
    """A recipe in the words of `citation`. Raises UserError for a kind, grouping or stance that there is not."""
    from annotator.citation.document import DocumentKind
    from annotator.citation.options import Grouping, Options
    from annotator.domain.claim import Stance

    group, kind = recipe.group.strip().casefold(), recipe.kind.strip().casefold()
    if group not in tuple(Grouping):
        raise _no_such(
            tr("A bibliography cannot be grouped by “{name}”.", name=recipe.group), tuple(Grouping)
        )
    if kind not in tuple(DocumentKind):
        raise _no_such(
            tr("There is no document of the kind “{name}”.", name=recipe.kind), tuple(DocumentKind)
        )
    for stance in recipe.stances:
        if stance not in tuple(Stance):
            raise _no_such(tr("There is no stance “{name}”.", name=stance), tuple(Stance))
    return Options(
        grouping=Grouping(group),
        colours=recipe.colours,
        title=recipe.title or title,
        kind=DocumentKind(kind),
        tags=recipe.tags,
        stances=frozenset(Stance(stance) for stance in recipe.stances),
        only_linked=recipe.only_linked,
        shorten=max(recipe.shorten, 0),
        annote=recipe.annote,
        notes=recipe.notes,
        source_notes=recipe.source_notes,
        links=recipe.links,
        provision_index=recipe.provision_index,
        person_index=recipe.person_index,
        only_pinned=recipe.only_pinned,
    )


def _no_such(what: str, names: tuple[str, ...]) -> UserError:
    return UserError(what, advice=tr("There are: {names}.", names=", ".join(names)))


def compose(
    given: BibliographyInput, recipe: Recipe, engines: Engines | None = None, *, first: int = 0
) -> Bibliography:
    """Set what was gathered in the recipe's style. Takes seconds for hundreds of sources; touches no project, so any
    thread will do. `engines` keeps styles live between calls. `first`: see `citation.build.build`.

    Raises UserError for an unknown style, kind or grouping."""
    from annotator.citation.build import build as set_in_style
    from annotator.citation.engine import Engine

    chosen = options(recipe, given.title)
    if engines is not None:
        return set_in_style(given, engine_of(recipe, engines), chosen, first=first)
    with Engine(recipe.style, recipe.locale, citing=_cites(recipe)) as engine:
        return set_in_style(given, engine, chosen)


def engine_of(recipe: Recipe, engines: Engines) -> Engine:
    """The live engine that a recipe is set by. Raises UserError for an unknown style."""
    return engines.get(recipe.style, recipe.locale, citing=_cites(recipe))


def _cites(recipe: Recipe) -> bool:
    return recipe.kind.strip().casefold() in ("citations", "evidence")


def build(project: Project, recipe: Recipe, engines: Engines | None = None) -> Bibliography:
    """`gather` and `compose` at once."""
    return compose(gather(project, recipe), recipe, engines)


def export(
    project: Project, path: Path, recipe: Recipe, *, format: str | None = None, engines: Engines | None = None
) -> ExportReport:
    """Write the document to `path`; the format follows from its ending unless given.

    Every quotation is compared with the stored text; those that do not stand there verbatim are among the problems.
    Raises UserError for an unknown format or style, or where the file cannot be written (an old one is kept then).
    """
    from annotator.citation import writers

    writers.format_of(path, format or "")
    made = build(project, recipe, engines)
    return write_to(made, path, format or "", project=project.id, reference=recipe.reference_docx)


def write_to(
    made: Bibliography, path: Path, format: str = "", *, project: str = "", reference: str = ""
) -> ExportReport:
    """Write a composed document. `project`: its id, for links in HTML that reopen a passage. Raises UserError as `export`."""
    from annotator.citation import writers

    choices = writers.Choices(project=project, reference_docx=Path(reference) if reference else None)
    problems = writers.write(made, path, format, choices).problems
    return ExportReport(path, made.source_count, made.quote_count, (*made.problems, *problems))
