"""Citing a passage, a source or a treaty: what "Copy citation" copies, and `annotator cite` prints."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from annotator.anchoring import describe
from annotator.citation import csl
from annotator.citation.inputs import InputQuote, InputSource
from annotator.citation.locators import Locator
from annotator.citation.single import Cited, Form, Wanted
from annotator.citation.single import cite as set_in_style
from annotator.citation.styles import DEFAULT_STYLE
from annotator.citation.treaties import item
from annotator.domain.annotation import Annotation
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.domain.provisions import pinpoint
from annotator.domain.source import Source
from annotator.domain.treaty import Instrument
from annotator.domain.wording import record_line
from annotator.exchange import citekeys
from annotator.operations.pinpoints import Pinpoints, is_own
from annotator.store import annotations as highlights
from annotator.store import documents, sources, treaties
from annotator.store.project import Project

if TYPE_CHECKING:
    from annotator.citation.engine import Engines

Citable = Wanted
__all__ = [
    "Citable",
    "Cited",
    "Form",
    "citation",
    "cite",
    "gather",
    "gather_selection",
    "of_instrument",
    "quote_with_citation",
]


def gather(
    project: Project, *, annotation: str = "", source: str = "", instrument: str = "", provision: str = ""
) -> Citable:
    """All that citing one thing needs, in one read on the project's thread. Raises UserError if there is none."""
    if annotation:
        return _passage(project, highlights.get(project, annotation))
    if provision:
        return _provision(project, provision)
    if instrument:
        return _treaty(project, instrument, None)
    return _source(project, source)


def gather_selection(project: Project, document: str, start: int, end: int) -> Citable:
    """As `gather`, of words that are no highlight: `[start, end)` (code points) of a document. Writes nothing.

    Raises UserError where there is no such document.
    """
    there = documents.get(project, document)
    text = documents.text(project, document)
    selectors = describe(
        text, start, end, paragraphs=documents.paragraphs(project, document), pages=there.pages
    )
    return _passage(project, Annotation("", document, there.source, selectors))


def of_instrument(record: Instrument) -> Citable:
    """As `gather`, of a treaty as it stands in memory: one that is being edited, say."""
    key = citekeys.of_treaty(record)
    source: Source = replace(csl.from_csl(item(record), source_id=record.id), citekey=key)
    return Citable(InputSource(source), None, record, status=record_line(record))


def _passage(project: Project, found: Annotation) -> Citable:
    quote = _quote(project, found)
    if found.source is None:
        return _treaty(project, _instrument_of(project, found), quote)
    return replace(_source(project, found.source), quote=quote)


def cite(
    given: Citable,
    style: str = DEFAULT_STYLE,
    form: str = Form.NOTE,
    engines: Engines | None = None,
    *,
    locale: str | None = None,
    quote: bool = False,
) -> Cited:
    """Set what was gathered in a style. Touches no project: any thread will do; a new engine takes up to a second.

    form   note, in-text, bibliography or pandoc
    quote  the quotation before it
    Raises UserError for an unknown style or form.
    """
    from annotator.citation.engine import Engine

    try:
        wanted = Form(form.strip().casefold())
    except ValueError:
        raise UserError(
            tr("There is no form of citation “{name}”.", name=form),
            advice=tr("There are: {names}.", names=", ".join(Form)),
        ) from None
    if engines is not None:
        return set_in_style(given, engines.get(style, locale, citing=True), wanted, with_quote=quote)
    with Engine(style, locale) as engine:
        return set_in_style(given, engine, wanted, with_quote=quote)


def citation(
    project: Project,
    *,
    annotation: str = "",
    source: str = "",
    instrument: str = "",
    style: str = DEFAULT_STYLE,
    form: str = Form.NOTE,
    locale: str | None = None,
    engines: Engines | None = None,
) -> Cited:
    """`gather` and `cite` at once."""
    given = gather(project, annotation=annotation, source=source, instrument=instrument)
    return cite(given, style, form, engines, locale=locale)


def quote_with_citation(
    project: Project,
    annotation: str,
    style: str = DEFAULT_STYLE,
    form: str = Form.NOTE,
    *,
    locale: str | None = None,
    engines: Engines | None = None,
) -> Cited:
    """A passage's words in the style's quotation marks, then their citation with the locator."""
    return cite(gather(project, annotation=annotation), style, form, engines, locale=locale, quote=True)


def _source(project: Project, source: str) -> Citable:
    row = sources.get(project, source)
    listed = sources.listing(project)
    others = tuple(InputSource(one.source, one.file_name) for one in listed)
    files = {one.source.id: one.file_name for one in listed}
    return Citable(InputSource(row, files.get(source, "")), others=others)


def _treaty(project: Project, instrument: str, quote: InputQuote | None) -> Citable:
    given = replace(of_instrument(treaties.instrument(project, instrument)), quote=quote)
    if quote is None or is_own(quote.annotation.selectors):
        return given
    label, value = Pinpoints(project).of(instrument, quote.annotation)
    if label:
        return replace(given, locator=Locator(label, value))
    return replace(given, suffix=value) if value else given


def _provision(project: Project, provision: str) -> Citable:
    """A treaty, cited by one of its provisions."""
    instrument = treaties.provision(project, provision).instrument
    given = of_instrument(treaties.instrument(project, instrument))
    name = treaties.provision_labels(project, instrument).get(provision, "")
    label, value = pinpoint(name) if name else ("", "")
    return replace(given, locator=Locator(label, value)) if label else replace(given, suffix=value)


def _instrument_of(project: Project, annotation: Annotation) -> str:
    for instrument in treaties.instruments(project):
        if treaties.version_document(project, instrument.id) == annotation.document:
            return instrument.id
    raise UserError(tr("This passage belongs to no source and no treaty."))


def _quote(project: Project, found: Annotation) -> InputQuote:
    text = documents.text(project, found.document)
    start, end = found.selectors.start, found.selectors.end
    whole = all(text[part.start : part.end] == part.exact for part in found.parts)
    stored = text[start:end] if whole else None
    return InputQuote(found, stored, clean=documents.words(project, found))
