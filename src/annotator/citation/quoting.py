"""Quotations: checked against the stored text, cleaned and shortened for printing.

- A quotation is verbatim if the highlight's words equal the stored text at its place, code point by code
  point. One that is not is printed with a mark and reported; it is never left out and never mended.
- What is printed is the clean form of these words (domain.quotes); one that would not come out of the stored
  words is not verbatim either.
- Words that somebody edited for print are verbatim where every edit shows itself ([…], [words]); a translation
  stands beside the words, never instead of them.
- A passage that a newer version of its source does not hold as it was is printed with a mark and reported.
- Control characters, which no document format can hold, become U+FFFD and are reported.
"""

from __future__ import annotations

from annotator.citation import locators
from annotator.citation.document import ClaimRef, ProblemKind, ProvisionRef, Quote
from annotator.citation.engine import Engine
from annotator.citation.findings import Findings
from annotator.citation.inputs import InputQuote
from annotator.citation.options import Options
from annotator.citation.text import clean, shown
from annotator.domain import quotes
from annotator.domain.i18n import tr


def printed(given: InputQuote) -> str:
    """The words of a quotation as they are printed, whole."""
    exact = given.annotation.selectors.exact
    if given.clean and given.stored == exact:
        return clean(given.clean)
    parts = [exact, *(part.exact for part in given.annotation.parts)]
    return clean(f" {quotes.ELLIPSIS} ".join(words for part in parts if (words := quotes.clean(part))))


def quote(
    given: InputQuote, source_id: str, source_name: str, engine: Engine, options: Options, findings: Findings
) -> Quote:
    """One quotation, with what is to be looked at in `findings`. Made once, then kept while nothing of it changes."""
    key = ("quote", given.annotation.id)
    about = (source_id, source_name, options.shorten, options.notes)
    kept = engine.kept.get(key)
    if kept is None or kept[0] != about or kept[1] != given:
        own = Findings()
        made = _made(given, source_id, source_name, engine, options, own)
        kept = engine.kept[key] = (about, given, made, tuple(own.problems))
    for problem in kept[3]:
        findings.problems[problem] = None
    found: Quote = kept[2]
    return found


def _made(
    given: InputQuote, source_id: str, source_name: str, engine: Engine, options: Options, findings: Findings
) -> Quote:
    annotation = given.annotation
    selectors = annotation.selectors
    verbatim = given.stored is not None and selectors.exact == given.stored and bool(selectors.exact)
    whole = printed(given)
    display = clean(annotation.display).strip()
    edited = bool(display) and display != whole
    hides = edited and not quotes.edited_from(display, whole)
    start = whole if len(whole) <= 60 else whole[:59] + "…"
    where = {"quote": start, "source": source_name}
    if not verbatim:
        message = tr("“{quote}” does not stand so in the stored text of “{source}”.", **where)
        findings.note(ProblemKind.NOT_VERBATIM, message, source_id, annotation.id)
    elif hides:
        message = tr("“{quote}” from “{source}” is printed in words that do not stand there.", **where)
        findings.note(ProblemKind.NOT_VERBATIM, message, source_id, annotation.id)
    elif not annotation.verified:
        message = tr("“{quote}” is not verified in the current version of “{source}”.", **where)
        findings.note(ProblemKind.NOT_VERIFIED, message, source_id, annotation.id)
    if clean(selectors.exact) != selectors.exact:
        message = tr("“{quote}” in “{source}” has control characters, printed as �.", **where)
        findings.note(ProblemKind.UNPRINTABLE, message, source_id, annotation.id)
    locator = locators.of(selectors)
    if not locator:
        message = tr("“{quote}” in “{source}” has no page or paragraph number.", **where)
        findings.note(ProblemKind.NO_LOCATOR, message, source_id, annotation.id)
    wanted = display if edited else whole
    words = quotes.shortened(wanted, options.shorten)
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
        note=clean(annotation.note).strip() if options.notes else "",
        verbatim=verbatim and not hides,
        colour=annotation.colour,
        shortened=words != wanted,
        edited=edited,
        verified=annotation.verified,
        translation=clean(annotation.translation).strip(),
    )
