"""The annotated bibliography: the store's rows, set by a CSL style, written as DOCX, HTML or Markdown."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.citation import styles as citation_styles
from annotator.citation.inputs import (
    BibliographyInput,
    InputClaim,
    InputInstrument,
    InputProvision,
    InputQuote,
    InputSource,
)
from annotator.domain.annotation import AnchorState
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.wording import record_line
from annotator.store import bibliography, sources, treaties
from annotator.store.project import Project
from annotator.store.rows import BibliographyQuote, BibliographySource

if TYPE_CHECKING:
    from annotator.citation.document import Bibliography, Problem
    from annotator.citation.engine import Engines


@dataclass(frozen=True, slots=True)
class Recipe:
    """The choices of one bibliography.

    style             a CSL style id (`apa`, `oscola`, `chicago-notes-bibliography-17th-edition` …)
    locale            as in CSL (`en-GB`); None for the style's own
    group             source, provision or claim
    colours           only quotations in these highlight colours; empty for all
    include_unquoted  entries also for sources without a quotation
    """

    style: str = citation_styles.DEFAULT_STYLE
    locale: str | None = None
    group: str = "source"
    colours: frozenset[str] = frozenset()
    include_unquoted: bool = True
    title: str = ""


@dataclass(frozen=True, slots=True)
class ExportReport:
    """What was written: the file, how many entries and quotations, and what a person should look at."""

    path: Path
    entries: int
    quotes: int
    problems: tuple[Problem, ...]


def gather(project: Project, recipe: Recipe) -> BibliographyInput:
    """All that the bibliography is made from, in one read. On the project's thread."""
    files = {row.source.id: row.file_name for row in sources.listing(project)}
    rows = bibliography.rows(project)
    if not recipe.include_unquoted:
        rows = [row for row in rows if _quoted(row, recipe.colours)]
    instruments = tuple(
        InputInstrument(one.id, one.title, one.short, record_line(one))
        for one in treaties.instruments(project)
    )
    return BibliographyInput(
        tuple(InputSource(r.source, files.get(r.source.id, ""), tuple(map(_quote, r.quotes))) for r in rows),
        instruments,
        recipe.title or project.title,
    )


def _quoted(row: BibliographySource, colours: frozenset[str]) -> bool:
    return any(not colours or quote.annotation.colour in colours for quote in row.quotes)


def _quote(row: BibliographyQuote) -> InputQuote:
    orphan = row.annotation.state is AnchorState.ORPHAN
    return InputQuote(
        row.annotation,
        None if orphan else row.text_at_range,
        tuple(
            InputProvision(p.provision_id, p.label, p.wid, p.instrument_id, p.instrument_short, p.fidelity)
            for p in row.provisions
            if p.accepted is not False
        ),
        tuple(InputClaim(c.claim_id, c.key, c.text, c.stance, c.voice, c.attributed_to) for c in row.claims),
    )


def compose(given: BibliographyInput, recipe: Recipe, engines: Engines | None = None) -> Bibliography:
    """Set what was gathered in the recipe's style. Takes seconds for hundreds of sources; touches no project, so any
    thread will do. `engines` keeps styles live between calls. Raises UserError for an unknown style or grouping."""
    from annotator.citation.build import Grouping, Options
    from annotator.citation.build import build as set_in_style
    from annotator.citation.engine import Engine

    try:
        grouping = Grouping(recipe.group.strip().casefold())
    except ValueError:
        raise UserError(
            tr("A bibliography cannot be grouped by “{group}”.", group=recipe.group),
            advice=tr("It can by: {names}.", names=", ".join(Grouping)),
        ) from None
    options = Options(grouping, recipe.colours, given.title)
    if engines is not None:
        return set_in_style(given, engines.get(recipe.style, recipe.locale), options)
    with Engine(recipe.style, recipe.locale) as engine:
        return set_in_style(given, engine, options)


def build(project: Project, recipe: Recipe, engines: Engines | None = None) -> Bibliography:
    """`gather` and `compose` at once."""
    return compose(gather(project, recipe), recipe, engines)


def export(
    project: Project, path: Path, recipe: Recipe, *, format: str | None = None, engines: Engines | None = None
) -> ExportReport:
    """Write the bibliography to `path`; the format follows from its ending unless given.

    Every quotation is compared with the stored text; those that do not stand there verbatim are among the problems.
    Raises UserError for an unknown format or style, or where the file cannot be written (an old one is kept then).
    """
    from annotator.citation import writers

    writers.format_of(path, format or "")
    return write_to(build(project, recipe, engines), path, format or "")


def write_to(made: Bibliography, path: Path, format: str = "") -> ExportReport:
    """Write a composed bibliography. Raises UserError as `export`."""
    from annotator.citation import writers

    writers.write(made, path, format)
    return ExportReport(path, made.source_count, made.quote_count, made.problems)
