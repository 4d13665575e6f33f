"""EDTF dates (ISO 8601-2, levels 0 and 1, and what people type) to CSL date variables and back.

CSL knows `date-parts` (one date or a range), `season`, `circa`, `literal` and `raw` (CSL-JSON schema 1.0.2).
What cannot be told in parts is kept as `literal`, so that it is printed as it was written.
"""

from __future__ import annotations

import calendar
import re
from collections.abc import Mapping

_DATE = re.compile(
    r"(?P<year>[+-]?\d{1,4}|Y-?\d{5,9})(?:-(?P<month>\d{2}))?(?:-(?P<day>\d{2}))?(?:T\S*)?(?P<mark>[~?%]?)"
)
_DECADE = re.compile(r"(?P<head>\d{2,3})(?P<tail>[Xxu]{1,2})(?P<mark>[~?%]?)")
# ISO 8601-2 seasons without hemisphere; CSL numbers them 1–4.
_SEASONS = {21: 1, 22: 2, 23: 3, 24: 4}

CslDate = dict[str, object]


def to_csl(edtf: str) -> CslDate | None:
    """The CSL date of an EDTF string, None for an empty one.

    `2025`, `2025-08`, `2025-08-08`, `2025-08~` (circa), `2025?` (uncertain: CSL has no other word than
    circa), `2024/2025-03` (range), `2025-21` (spring), `199X` (a range of years); a `..` or empty end is an
    open range. Everything else comes back as `literal`.
    """
    text = edtf.strip()
    if not text:
        return None
    ends = text.split("/")
    if len(ends) > 2:
        return {"literal": text}
    if len(ends) == 2 and ends[0] in ("", ".."):
        return {"literal": text}  # CSL cannot say "until"
    if re.match(r"\d{1,2}(?!\d|[Xxu])", ends[-1]) and len(ends) == 2:
        return {"literal": text}  # `1939/45`: people mean 1945, EDTF the year 45
    read = [_one(end) for end in ends if end not in ("", "..")]
    if any(part is None for part in read):
        return {"literal": text}
    parts: list[list[int]] = []
    circa = season = 0
    for part in read:
        assert part is not None
        found, is_circa, of_season = part
        parts += found
        circa |= is_circa
        season = season or of_season
    if len(parts) > 2 or (season and len(read) > 1):
        return {"literal": text}
    if len(ends) == 2 and len(read) == 1:
        parts.append([0, 0, 0])  # citeproc-js: an end of zeros is an open range
    date: CslDate = {"date-parts": parts}
    if season:
        date["season"] = season
    if circa:
        date["circa"] = True
    return date


def printable(date: Mapping[str, object]) -> CslDate:
    """A CSL date as citeproc-js takes it: both ends of a range to the same part, or it prints nothing at all.

    `2024/2025-03` is printed as 2024–2025; a range whose ends are then the same, as one date.
    """
    parts = date.get("date-parts")
    if not isinstance(parts, list) or len(parts) != 2:
        return dict(date)
    first, last = parts
    if not any(last):
        return {**date, "date-parts": [first, [0] * len(first)]}
    shared = min(len(first), len(last))
    first, last = first[:shared], last[:shared]
    return {**date, "date-parts": [first] if first == last else [first, last]}


def _one(text: str) -> tuple[list[list[int]], bool, int] | None:
    """Date parts, whether circa, and the season of one date; None where it cannot be read."""
    decade = _DECADE.fullmatch(text)
    if decade and len(decade["head"] + decade["tail"]) == 4:
        low = int(decade["head"].ljust(4, "0"))
        return [[low], [low + 10 ** len(decade["tail"]) - 1]], bool(decade["mark"]), 0
    match = _DATE.fullmatch(text)
    if match is None:
        return None
    year = int(match["year"].lstrip("Y"))
    month, day = int(match["month"] or 0), int(match["day"] or 0)
    if (match["month"] and not month) or (match["day"] and not day):
        return None
    if year <= 0:
        year -= 1  # ISO 8601 has a year zero, 1 BCE; CSL and calendars have none
    circa = bool(match["mark"])
    if month in _SEASONS and not day:
        return [[year]], circa, _SEASONS[month]
    if month > 12 or (day and day > _days(year, month)):
        return None
    return [[part for part in (year, month, day) if part]], circa, 0


def _days(year: int, month: int) -> int:
    return calendar.monthrange(year if 1 <= year <= 9999 else 2000, month)[1]


def from_csl(date: Mapping[str, object]) -> str:
    """The EDTF string of a CSL date; its words where it has no parts. "" for nothing readable."""
    parts = date.get("date-parts")
    if isinstance(parts, list) and parts:
        ends = [_written(part) for part in parts[:2]]
        if ends[0]:
            season = _number(date.get("season"))
            if season and len(ends) == 1 and "-" not in ends[0].lstrip("-"):
                number = next((n for n, s in _SEASONS.items() if s == season), 0)
                ends[0] += f"-{number}" if number else ""
            mark = "~" if date.get("circa") not in (None, False, 0, "", "0", "false") else ""
            return "/".join(f"{end}{mark}" if end else ".." for end in ends)
    for name in ("edtf", "raw", "literal"):
        value = date.get(name)
        if isinstance(value, str) and value.strip():
            return value.strip()
    return ""


def _written(part: object) -> str:
    numbers = [_number(value) for value in part] if isinstance(part, list) else []
    if not numbers or not numbers[0]:
        return ""
    year = numbers[0] + (numbers[0] < 0)
    text = f"-{-year:04d}" if year < 0 else f"{year:04d}"
    for value in numbers[1:3]:
        if not 1 <= value <= 31:
            break
        text += f"-{value:02d}"
    return text


def _number(value: object) -> int:
    try:
        return int(value) if isinstance(value, (int, float, str)) else 0
    except (ValueError, OverflowError):
        return 0
