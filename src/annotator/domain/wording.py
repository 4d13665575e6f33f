"""How people, dates and a treaty's record are put into words, the same in the window and on the command line."""

from __future__ import annotations

import re
from collections.abc import Sequence

from .i18n import tr
from .source import Agent
from .treaty import EVENT_ORDER, Instrument, InstrumentEvent

_DATE = re.compile(r"(-?\d{4}|\d{3}X|\d{2}XX)(?:-(\d{2}))?(?:-(\d{2}))?([~?%]?)")
# CSL 1.0.2, "Rich text markup within fields".
_MARKUP = re.compile(r"</?(?:i|b|sup|sub|sc)>|<span(?: [^<>]*)?>|</span>")
# EDTF level 1: the months 21 to 24 are the seasons (ISO 8601-2, 4.8).
_SEASONS = {21: "spring", 22: "summer", 23: "autumn", 24: "winter"}
_MONTHS = [
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
]
_DAYS_IN = (31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31)
# What has not happened yet is worth saying only of instruments that are meant to enter into force.
_NOT_TREATIES = ("declaration", "statement", "communiqué", "appeal")


def plain_title(title: str) -> str:
    """A title for lists: without the markup that CSL knows ("On <i>pacta</i>"), which only citations print."""
    return _MARKUP.sub("", title) if "<" in title else title


def byline(agents: Sequence[Agent]) -> str:
    """Family names as in running text: "Hayes", "Valiyev & Hasanova", "Valiyev et al."; empty for nobody."""
    names = [agent.literal or agent.surname or agent.given for agent in agents]
    if len(names) > 2:
        return tr("{first} et al.", first=names[0])
    return " & ".join(names)


def readable_date(edtf: str) -> str:
    """An EDTF date in words: "19 September 2025", "about 1991", "June 2020 – July 2021". Empty for an empty one.

    Understands level 0 and the parts of level 1 that occur in references: seasons, uncertain and approximate
    dates, decades and centuries, open intervals. Raises ValueError for anything else (Library of Congress, EDTF).
    """
    if not edtf:
        return ""
    ends = edtf.split("/")
    if len(ends) == 1:
        return _one_date(edtf, long=True)
    if len(ends) != 2 or not any(end not in ("", "..") for end in ends):
        raise ValueError(edtf)
    first, last = ("…" if end in ("", "..") else _one_date(end, long=True) for end in ends)
    return f"{first} – {last}"


def short_date(edtf: str) -> str:
    """Month and year of an EDTF date, "Sep 2025"; the year alone where no month is known; as it stands if odd."""
    first = edtf.split("/")[0] or edtf
    try:
        return _one_date(first, long=False) if first else ""
    except ValueError:
        return edtf


def _one_date(edtf: str, *, long: bool) -> str:
    match = _DATE.fullmatch(edtf)
    if match is None:
        raise ValueError(edtf)
    year, month, day, mark = (
        match.group(1),
        int(match.group(2) or 0),
        int(match.group(3) or 0),
        match.group(4),
    )
    if match.group(2) and not (1 <= month <= 12 or month in _SEASONS):
        raise ValueError(edtf)
    if match.group(3) and not (month <= 12 and 1 <= day <= _DAYS_IN[month - 1]):
        raise ValueError(edtf)
    if month == 2 and day == 29 and not _leap(year):
        raise ValueError(edtf)
    words = year.replace("X", "0") + "s" if "X" in year else year
    if month in _SEASONS:
        words = f"{tr(_SEASONS[month])} {words}"
    elif month:
        name = tr(_MONTHS[month - 1])
        words = f"{name if long else name[:3]} {words}"
    if day and long:
        words = f"{day} {words}"
    if mark in ("~", "%"):
        words = tr("about {date}", date=words)
    return f"{words}?" if mark in ("?", "%") else words


def _leap(year: str) -> bool:
    if "X" in year:
        return True
    number = int(year)
    return number % 4 == 0 and (number % 100 != 0 or number % 400 == 0)


def event_words(event: InstrumentEvent) -> str:
    """One event as the record prints it: "initialled 2025-08-08", "waived 2025 (Armenia)"."""
    words = " ".join(part for part in (tr(event.kind), event.date) if part)
    return f"{words} ({event.actor})" if event.actor else words


def record_line(instrument: Instrument) -> str:
    """What happened to an instrument and what has not: "initialled 2025-08-08 · not signed · not in force".

    Nothing is denied of an instrument whose events nobody has noted, and a declaration or statement is not
    said to be "not in force".
    """
    events = sorted(instrument.events, key=_event_order)
    parts = [event_words(event) for event in events]
    kinds = {event.kind.casefold() for event in events}
    reached = max((EVENT_ORDER.index(kind) for kind in kinds if kind in EVENT_ORDER), default=-1)
    words = f"{instrument.kind} {instrument.title}".casefold()
    treaty = not any(word in words for word in _NOT_TREATIES)
    # A declaration that a conference adopted waits for no signature.
    if kinds and reached < EVENT_ORDER.index("signed") and (treaty or "adopted" not in kinds):
        parts.append(tr("not signed"))
    if kinds and treaty and reached < EVENT_ORDER.index("entered into force"):
        parts.append(tr("not in force"))
    return " · ".join(parts)


def _event_order(event: InstrumentEvent) -> tuple[int, str]:
    kind = event.kind.casefold()
    return (EVENT_ORDER.index(kind) if kind in EVENT_ORDER else -1, event.date)
