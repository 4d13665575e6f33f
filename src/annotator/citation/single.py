"""One citation by itself: for the clipboard, for a footnote, for a text that is written in Markdown."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass
from enum import StrEnum

from annotator.citation import csl, locators, outline, quoting, richtext, treaties
from annotator.citation.document import Bibliography, Problem, ProblemKind
from annotator.citation.engine import Engine
from annotator.citation.entries import cites, name, parsed, says_something, second_best
from annotator.citation.findings import Findings
from annotator.citation.inputs import InputQuote, InputSource
from annotator.citation.locators import Locator
from annotator.citation.options import Options
from annotator.citation.richtext import Run, Runs
from annotator.domain.i18n import tr
from annotator.domain.treaty import Instrument

Item = dict[str, object]


_NOWHERE = Locator()


class Form(StrEnum):
    """How a work is cited: in a note, in the running text, as an entry, or as pandoc's Markdown."""

    NOTE = "note"
    IN_TEXT = "in-text"
    BIBLIOGRAPHY = "bibliography"
    PANDOC = "pandoc"


@dataclass(frozen=True, slots=True)
class Wanted:
    """What to cite. `others` are further sources, which a style may have to tell it from ("2025a").

    record   the instrument, where the work is one and no source
    quote    the passage, None for the work as a whole
    locator  where in the work; an empty one is taken from the passage
    suffix   a place that CSL has no label for ("point 9")
    status   what no style says of an instrument ("initialled 2025-08-08 · not in force")
    """

    row: InputSource
    quote: InputQuote | None = None
    record: Instrument | None = None
    others: tuple[InputSource, ...] = ()
    locator: Locator = _NOWHERE
    suffix: str = ""
    status: str = ""


@dataclass(frozen=True, slots=True)
class Cited:
    """A citation as rich text (an HTML fragment) and as plain text, and what is to be said about it."""

    html: str
    plain: str
    problems: tuple[Problem, ...] = ()


def cite(wanted: Wanted, engine: Engine, form: Form, *, with_quote: bool = False) -> Cited:
    """The citation, after the quotation where `with_quote`. Raises UserError where the style fails."""
    findings = Findings()
    locator = wanted.locator
    if not locator and not wanted.suffix and wanted.quote is not None:
        locator = locators.of(wanted.quote.annotation.selectors)
    with engine.session:
        if form is Form.PANDOC:
            runs: Runs = (Run(pandoc_cite(wanted, locator)),)
        else:
            runs = _styled(wanted, locator, engine, form, findings)
        if wanted.record is not None:
            runs = treaties.year_once(runs)
        if wanted.status and form is not Form.PANDOC:
            series = treaties.unsaid(wanted.record, richtext.plain(runs)) if wanted.record else ""
            runs = (*runs, Run(f" [{' · '.join(part for part in (series, wanted.status) if part)}]"))
        if with_quote and wanted.quote is not None:
            runs = (*_quotation(wanted, engine, findings), Run(" "), *runs)
        elif wanted.quote is not None and not (locator or wanted.suffix):
            message = tr(
                "This passage of “{source}” has no page or paragraph number.", source=name(wanted.row)
            )
            findings.note(ProblemKind.NO_LOCATOR, message, wanted.row.source.id, wanted.quote.annotation.id)
    return Cited(richtext.to_html(runs), richtext.plain(runs), tuple(findings.problems))


def pandoc_cite(wanted: Wanted, locator: Locator) -> str:
    """`[@key, art. 5]` (Pandoc User's Guide, "Citation syntax"). The key is the citekey, else the id."""
    key = wanted.row.source.citekey or wanted.row.source.id
    simple = re.fullmatch(r"\w(?:[\w]|[:.#$%&+?<>~/-](?=\w))*", key)
    at = f"@{key}" if simple else f"@{{{key}}}"
    place = wanted.suffix
    if locator:
        # Words that pandoc's own locale knows; any other place in braces is taken as it stands.
        word = _PANDOC.get(locator.label)
        if word is None:
            place = f"{{{locator.value}}}"
        else:
            place = f"{word[1] if locator.is_plural else word[0]} {locator.value}"
    return f"[{at}, {place}]" if place else f"[{at}]"


_PANDOC = {
    "page": ("p.", "pp."),
    "paragraph": ("para.", "paras."),
    "section": ("sec.", "secs."),
    "chapter": ("chap.", "chaps."),
    "article-locator": ("art.", "arts."),
    "line": ("l.", "ll."),
    "note": ("n.", "nn."),
    "part": ("pt.", "pts."),
    "verse": ("v.", "vv."),
    "volume": ("vol.", "vols."),
    "column": ("col.", "cols."),
    "figure": ("fig.", "figs."),
    "folio": ("fol.", "fols."),
}


def _styled(wanted: Wanted, locator: Locator, engine: Engine, form: Form, findings: Findings) -> Runs:
    source = wanted.row.source.id
    engine.set_items(_items(wanted, engine))
    if form is Form.BIBLIOGRAPHY or (form is Form.NOTE and not engine.is_note_style):
        made = engine.entry(source)
        runs = parsed(made.html) if made is not None else ()
        if not engine.has_bibliography:
            message = tr(
                "The style “{style}” has no bibliography; its full citations are used.", style=engine.title
            )
            findings.note(ProblemKind.NO_BIBLIOGRAPHY, message)
        if not says_something(runs):
            runs = second_best(wanted.row, engine)
        if form is Form.BIBLIOGRAPHY:
            return runs
        # A style for the text has no notes of its own: its entry, and the place after it.
        place = locators.display(locator, engine) or wanted.suffix
        return (*runs, Run(f" {place[:1].upper()}{place[1:]}.")) if place else runs
    if form is Form.IN_TEXT and engine.is_note_style:
        message = tr("The style “{style}” cites in notes; its note is used.", style=engine.title)
        findings.note(ProblemKind.NO_ENTRY, message)
    given = locators.csl_cite(source, locator, engine)
    if wanted.suffix and not locator:
        given["suffix"] = f", {wanted.suffix}"
    runs = parsed(engine.citation([given]))
    if not cites(runs):
        runs = second_best(wanted.row, engine)
    missing = locators.left_out(locator, richtext.plain(runs), engine)
    if locators.in_doubt(
        locator, richtext.plain(runs), richtext.plain(parsed(engine.citation([{"id": source}]))), engine
    ):
        probe = locators.probe(source, locator.label, engine)
        if locators.PROBE not in engine.citation([probe]):
            missing = locators.display(locator, engine)
    return (*runs, Run(f" [{missing}]")) if missing else runs


def _items(wanted: Wanted, engine: Engine) -> Sequence[Item]:
    """The work, with those that a style may have to tell it from: all where works are numbered, else those of people
    of the same name (first names, "2025a", a title in a short note)."""
    own = csl.formatted(wanted.row.source, wanted.row.file_name)
    if wanted.record is not None:
        own = treaties.item(wanted.record, engine.style)
    key, names = wanted.row.source.id, _names(wanted.row)
    rows = [
        row
        for row in wanted.others
        if row.source.id == key or engine.is_numeric or not names.isdisjoint(_names(row))
    ]
    made = [own if row.source.id == key else csl.formatted(row.source, row.file_name) for row in rows]
    return made if any(row.source.id == key for row in rows) else [own, *made]


def _names(row: InputSource) -> set[str]:
    """What a citation may begin with: family names, or the title of a work without authors."""
    found = {(c.agent.family or c.agent.literal).casefold() for c in row.source.contributors}
    return found or {row.source.title.casefold()}


def _quotation(wanted: Wanted, engine: Engine, findings: Findings) -> Runs:
    assert wanted.quote is not None
    quote = quoting.quote(wanted.quote, wanted.row.source.id, name(wanted.row), engine, Options(), findings)
    marks = Bibliography(
        "", engine.style, engine.title, engine.locale, (),
        open_quote=engine.term("open-quote", form="long") or "“",
        close_quote=engine.term("close-quote", form="long") or "”",
    )  # fmt: skip
    kept = [piece.run for piece in outline.quoted(quote, marks) if piece.kind is not outline.Kind.LOCATOR]
    return tuple(kept)
