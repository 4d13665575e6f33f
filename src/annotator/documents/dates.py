"""Dates as people write them, to EDTF; nothing where it cannot be told which day is meant."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from functools import cache

from annotator.domain.i18n import tr

# The languages of the field's sources; month names come from Unicode's locale data (Babel).
_LOCALES = ("en", "de", "fr", "es", "it", "pt", "nl", "pl", "ru", "uk", "tr", "az", "hy", "ka", "fa", "ar")
_EARLIEST = 1400
_YEAR_ENDING = r"(?:\s?թ(?:\.|վական(?:ի|ին)?)?|\s+წ(?:ლის|\.)|-c[iıuü]\s+il(?:in)?|\.|\s+m\.)?"


@dataclass(frozen=True, slots=True)
class Dated:
    """A date in a line: EDTF, where it stands there, and why it was read so where that is not plain.

    Where day and month could be the other way round, only what both readings share is given: the year.
    """

    edtf: str
    start: int
    end: int
    reason: str = ""


@cache
def _names(kind: str) -> dict[str, int]:
    """Month (1–12) or weekday (0–6, Monday first) by its name in lower case without a full stop."""
    from babel.dates import get_day_names, get_month_names

    names: dict[str, int] = {}
    for locale in _LOCALES:
        for width in ("wide", "abbreviated"):
            for context in ("format", "stand-alone"):
                found = (get_month_names if kind == "month" else get_day_names)(width, context, locale)
                for number, name in found.items():
                    key = str(name).casefold().rstrip(".").replace("\u0307", "")
                    # Two letters or a digit are too little to know a month by.
                    if len(key) >= 3 and not key.isdigit():
                        names.setdefault(key, int(number))
    if kind == "month":
        names["sept"] = 9
    return names


@cache
def _patterns() -> tuple[re.Pattern[str], ...]:
    months = "|".join(sorted(map(re.escape, _names("month")), key=len, reverse=True))
    month = rf"(?P<month>(?:{months}))\.?"
    year = r"(?P<year>\d{4})"
    day = r"(?P<day>\d{1,2})(?:st|nd|rd|th|er|º|\.)?"
    ahead, behind = r"(?<![\w./-])", r"(?![\w/-])"
    return tuple(
        re.compile(pattern, re.I)
        for pattern in (
            rf"{ahead}{year}(?P<sign>[-/.])(?P<number>\d{{1,2}})(?P=sign)(?P<day>\d{{1,2}})(?:T[\d:.+Z-]*)?{behind}",
            r"(?P<year>\d{4})年\s?(?P<number>\d{1,2})月\s?(?P<day>\d{1,2})日",
            rf"{ahead}{day}\s+(?:of\s+|de\s+)?{month},?\s+(?:de\s+)?{year}{behind}",
            rf"{ahead}{month}\s+{day},?\s+{year}{behind}",
            # Armenian, Georgian, Azerbaijani, Hungarian, Lithuanian: the year first, with its ending.
            rf"{ahead}{year}{_YEAR_ENDING},?\s+{month}\s+{day}(?:[-–][^\W\d]+)?{behind}",
            rf"{ahead}{year}{_YEAR_ENDING},?\s+{day}\s+{month}{behind}",
            rf"{ahead}(?P<first>\d{{1,2}})(?P<sign>[-/.])(?P<second>\d{{1,2}})(?P=sign){year}{behind}",
        )
    )


def find_dates(line: str, *, weekday: int | None = None, today: date | None = None) -> list[Dated]:
    """The dates in a line, as they stand. `weekday` (0 Monday) settles which of 08-07-2025 is the month."""
    named = weekday if weekday is not None else weekday_in(line)
    found: list[Dated] = []
    for pattern in _patterns():
        for match in pattern.finditer(line):
            if any(match.start() < other.end and other.start < match.end() for other in found):
                continue
            days, reason = _day(match.groupdict(), named)
            last = (today or date.today()) + timedelta(days=1)
            days = [day for day in days if day.year >= _EARLIEST and day <= last]
            if len(days) == 1:
                found.append(Dated(days[0].isoformat(), match.start(), match.end(), reason))
            elif days:
                first, second = (day.isoformat() for day in days)
                reason = tr(
                    "{written} may be {first} or {second}", written=match[0], first=first, second=second
                )
                found.append(Dated(f"{days[0].year:04d}", match.start(), match.end(), reason))
    return sorted(found, key=lambda dated: dated.start)


def _day(parts: dict[str, str | None], weekday: int | None) -> tuple[list[date], str]:
    """The days that can be meant, and the reason where it took one to choose."""
    year = int(parts["year"] or 0)
    if not parts.get("first"):
        month = parts.get("number")
        number = int(month) if month else _month(parts.get("month") or "")
        return [day for day in [_made(year, number, int(parts["day"] or 0))] if day], ""
    first, second = int(parts["first"] or 0), int(parts["second"] or 0)
    if parts.get("sign") == "." and (day := _made(year, second, first)):
        # With full stops the day comes first wherever dates are written so.
        return [day], ""
    readings = sorted({day for pair in ((second, first), (first, second)) if (day := _made(year, *pair))})
    if len(readings) == 1:
        return readings, "" if first == second else tr("{n} can only be the day", n=max(first, second))
    fitting = [day for day in readings if weekday is not None and day.weekday() == weekday]
    if len(fitting) == 1:
        return fitting, tr("the weekday tells day and month apart")
    return readings, ""


def _month(name: str) -> int:
    folded = name.casefold().replace("\u0307", "")
    return _names("month").get(folded, 0)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def weekday_in(line: str) -> int | None:
    """The weekday a line names, 0 for Monday."""
    names = _names("day")
    for word in re.findall(r"[^\W\d_]+", line.casefold().replace("\u0307", "")):
        # Short forms ("sun", "mar", "sat") are words of their own; only a line that is nothing else may use them.
        if word in names and (len(word) > 4 or word == line.strip().casefold()):
            return names[word]
    return None


def iso_date(value: str, today: date | None = None) -> str:
    """A machine-written date (2025-08-14T10:00Z, 2025/8/14, 2025-08, 2025) as EDTF; empty where it is none."""
    return read_date(value, today)[0]


def read_date(value: str, today: date | None = None) -> tuple[str, str]:
    """The same, with the reason where it took one."""
    value = value.strip()
    match = re.match(r"(\d{4})(?:[-/.](\d{1,2})(?:[-/.](\d{1,2}))?)?(?!\d)", value) or re.fullmatch(
        r"(\d{4})(\d{2})(\d{2})", value
    )
    if not match:
        dates = find_dates(value, today=today)
        return (dates[0].edtf, dates[0].reason) if len(dates) == 1 else ("", "")
    year, month, day = (int(part) if part else 0 for part in match.groups())
    known = _made(year, month or 1, day or 1)
    if known is None or year < _EARLIEST or known > (today or date.today()) + timedelta(days=1):
        return "", ""
    return "-".join([f"{year:04d}", *(f"{part:02d}" for part in (month, day) if part)]), ""
