"""Dates as other programs write them, to EDTF and back."""

from __future__ import annotations

import re

from annotator.citation import edtf

_MONTHS = {
    name: number
    for number, names in enumerate(
        (
            "jan january", "feb february", "mar march", "apr april", "may", "jun june", "jul july", "aug august",
            "sep sept september", "oct october", "nov november", "dec december",
        ),
        start=1,
    )
    for name in names.split()
}  # fmt: skip
_SEASONS = {"spring": 21, "summer": 22, "autumn": 23, "fall": 23, "winter": 24}
SEASON_NAMES = {21: "Spring", 22: "Summer", 23: "Autumn", 24: "Winter"}
_CIRCA = re.compile(r"\b(?:circa|ca?\.|ca?(?=\s|$)|ca(?=\d)|about|approx\.?)\s*", re.IGNORECASE)


def is_edtf(text: str) -> bool:
    """Whether `text` is a date that CSL can say in parts."""
    found = edtf.to_csl(text)
    return found is not None and "date-parts" in found


def month(text: str) -> int:
    """The number of a month or season (21 to 24) from its English name, its beginning or its number; 0 if unknown."""
    word = text.strip().strip(".").casefold()
    if word.isdigit():
        number = int(word)
        return number if 1 <= number <= 12 or 21 <= number <= 24 else 0
    return _MONTHS.get(word) or _SEASONS.get(word, 0)


def assembled(year: str, month_text: str = "", day: str = "", other: str = "") -> str:
    """The EDTF date of parts as typed; `other` may hold a season, the word circa, or an EDTF date by itself."""
    other = other.strip()
    if other and is_edtf(other):
        return other
    if span := re.fullmatch(r"\s*(\d{4})\s*(?:[-–/]+)\s*(\d{4}|\d{2})\s*", year):
        last = span[1][: 4 - len(span[2])] + span[2]
        if span[1] < last:
            return f"{span[1]}/{last}"
    match = re.search(r"-?\d{3,4}", year)
    if match is None:
        return year.strip() or other
    if not day and (found := re.fullmatch(r"\D*?(\d{1,2})\D+|\D+?(\d{1,2})\D*", month_text)):
        # BibTeX's way: `month = "5 " # mar`
        day = found[1] or found[2]
        month_text = re.sub(r"[\W\d_]+", "", month_text)
    both = [month(word) for word in re.findall(r"[^\W\d_]+", month_text)]
    if len(both) == 2 and 0 < both[0] < both[1] <= 12:
        return f"{match[0]}-{both[0]:02d}/{match[0]}-{both[1]:02d}"  # `jan/feb`
    text = f"{int(match[0]):04d}"
    circa = bool(_CIRCA.search(year + " " + other)) or year.strip().endswith(("~", "?"))
    number = month(month_text) or _word_month(other)
    if number:
        text += f"-{number:02d}"
        if day.strip().isdigit() and number <= 12:
            text += f"-{int(day):02d}"
    return text + ("~" if circa else "")


def _word_month(text: str) -> int:
    return next((found for word in re.findall(r"[^\W\d_]+", text) if (found := month(word))), 0)


def _numbers(year: str, first: int, second: int, *, dotted: bool) -> str:
    """The date of `08/14/2025` or `14.8.2025`; the year alone where month and day cannot be told apart."""
    if dotted or first > 12:
        first, second = second, first  # day first
    elif second <= 12 and first != second:
        return year
    date = f"{year}-{first:02d}-{second:02d}"
    return date if is_edtf(date) else year


def loose(text: str) -> str:
    """EDTF from a date as people type it: `2020`, `2020-03-05`, `2020/03/05`, `March 5, 2020`, `5 March 2020`, `ca. 1998`."""
    text = " ".join(text.split())
    if not text or is_edtf(text):
        return text
    circa = "~" if _CIRCA.search(text) else ""
    plain = _CIRCA.sub("", text)
    if match := re.fullmatch(r"(\d{4})[-/.](\d{1,2})(?:[-/.](\d{1,2}))?(?:T.*)?", plain):
        return assembled(match[1], match[2], match[3] or "") + circa
    if (match := re.fullmatch(r"(\d{4})\s*[-–]+\s*(\d{4})", plain)) and match[1] < match[2]:
        return f"{match[1]}{circa}/{match[2]}{circa}"
    if match := re.fullmatch(r"[\[(]?(?:©|cop\.|[cp])?\s*(\d{4})[\])]?[.,]?", plain):
        return match[1] + circa  # `c1998`, `[1998]`: as catalogues have it, c is copyright
    if match := re.fullmatch(r"(\d{1,2})([/.-])(\d{1,2})\2(\d{4})", plain):
        return _numbers(match[4], int(match[1]), int(match[3]), dotted=match[2] == ".") + circa
    words = re.findall(r"[^\W\d_]+", plain)
    numbers = re.findall(r"\d+", plain)
    years = [number for number in numbers if len(number) == 4]
    if len(years) == 1 and not [word for word in words if not month(word)]:
        days = [number for number in numbers if len(number) < 3]
        return assembled(years[0], words[0] if words else "", days[0] if days and words else "") + circa
    if circa and is_edtf(plain):
        return plain + circa
    return text
