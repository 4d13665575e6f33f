"""Treaties, statements and declarations as items of CSL, so that a style cites them like any other work.

CSL 1.0.2 has the type `treaty` and, for its dates, `issued` (when it was made) and `event-date` (when it took
effect). What no style can say, that an instrument is initialled and not in force, is added by us as a status line.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from annotator.citation import csl, edtf
from annotator.citation.richtext import Runs
from annotator.domain.treaty import Instrument

Item = dict[str, Any]

# An instrument is dated by the first of these that is known (OSCOLA 4 §4.1.1: opened for signature, signed, adopted).
_MADE = ("signed", "initialled", "adopted", "proposed")
_IN_FORCE = "entered into force"
# Where runs meet, in italics and not, there is a NUL.
_TWICE = re.compile(r" \((\d{4})\)(?=\0?,?\0? \(?\0?\1\b)")
# Instruments that are no treaties are published statements (CSL's `report`), which every style prints.
_STATEMENTS = ("declaration", "statement", "communiqué", "appeal")


def item(instrument: Instrument, style: str = "") -> Item:
    """The CSL item of an instrument, as `style` is to print it, or whole where none is named; its id is the instrument's own.

    Its series (`container-title` "UNTS", `volume`, `page`), parties (`author`) and all other variables come from
    `instrument.csl`; these win over what is worked out here. The actors of events are free words, not parties.
    """
    made: Item = {
        "id": instrument.id,
        "type": "report" if is_statement(instrument) else "treaty",
        "title": instrument.title,
    }
    if instrument.short and instrument.short != instrument.title:
        made["title-short"] = instrument.short
    if issued := _date(instrument, _MADE):
        made["issued"] = issued
    if made["type"] == "treaty" and (entered := _date(instrument, (_IN_FORCE,))):
        made["event-date"] = entered
    given: Mapping[str, object] = instrument.csl
    made.update({key: value for key, value in given.items() if key not in ("id", "custom")})
    if style.startswith("oscola") and made.get("container-title"):
        # The OSCOLA style prints of a treaty's series only what stands in `genre`: "1155 UNTS", then the page.
        keys = ("volume", "container-title") if made.get("page") else ("volume", "container-title", "number")
        series = " ".join(str(made[key]) for key in keys if made.get(key))
        made.setdefault("genre", series)
    return csl.printable(made) if style else made


def unsaid(instrument: Instrument, printed: str) -> str:
    """The series of an instrument ("1155 UNTS 331", "TIAS 12345") where the style printed it in part or not at all."""
    series = str(instrument.csl.get("container-title") or "")
    volume, page, number = (str(instrument.csl.get(name) or "") for name in ("volume", "page", "number"))
    place = page or number
    if not series or (series in printed and place in printed):
        return ""
    return " ".join(part for part in (volume, series, place) if part)


def year_once(runs: Runs) -> Runs:
    """`runs` without the year of a short name ("Agreement (2025)") where the style prints the year after it."""
    texts = _TWICE.sub("", "\0".join(run.text for run in runs)).split("\0")
    return tuple(replace(run, text=text) for run, text in zip(runs, texts, strict=False))


def is_statement(instrument: Instrument) -> bool:
    """Whether it is a declaration or statement rather than a treaty, by its kind or title."""
    words = f"{instrument.kind} {instrument.title}".casefold()
    return any(word in words for word in _STATEMENTS)


def _date(instrument: Instrument, kinds: tuple[str, ...]) -> object:
    for kind in kinds:
        for event in instrument.events:
            if event.kind.casefold() == kind and event.date and (date := edtf.to_csl(event.date)):
                return date
    return None
