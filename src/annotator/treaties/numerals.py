"""Numbers as treaties print them: Arabic digits of any script, Roman, words, Chinese, letters."""

from __future__ import annotations

import re
import unicodedata

_ROMAN = re.compile(r"M{0,3}(CM|CD|D?C{0,3})(XC|XL|L?X{0,3})(IX|IV|V?I{0,3})", re.IGNORECASE)
_VALUES = (
    (1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"),
    (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I"),
)  # fmt: skip
_CHINESE = {c: n for n, c in enumerate("〇一二三四五六七八九")} | {"零": 0, "两": 2, "兩": 2}
_CHINESE_UNITS = {"十": 10, "百": 100, "千": 1000}

ORDINALS = [
    "first",
    "second",
    "third",
    "fourth",
    "fifth",
    "sixth",
    "seventh",
    "eighth",
    "ninth",
    "tenth",
    "eleventh",
    "twelfth",
    "thirteenth",
    "fourteenth",
    "fifteenth",
    "sixteenth",
    "seventeenth",
    "eighteenth",
    "nineteenth",
    "twentieth",
]
# First articles are often written out where the rest have figures (`Article premier`, `Artículo primero`).
_WORDS = {word: number for number, word in enumerate(ORDINALS, 1)} | {
    "one": 1, "two": 2, "three": 3, "four": 4, "five": 5, "six": 6, "seven": 7, "eight": 8, "nine": 9, "ten": 10,
    "premier": 1, "première": 1, "primero": 1, "primera": 1, "primeiro": 1, "primo": 1, "erster": 1, "eerste": 1,
    "первая": 1, "вторая": 2, "третья": 3, "четвертая": 4, "пятая": 5, "առաջին": 1, "birinci": 1,
    "الأولى": 1, "الاولى": 1, "الثانية": 2, "الثالثة": 3, "الرابعة": 4, "الخامسة": 5, "السادسة": 6,
    "السابعة": 7, "الثامنة": 8, "التاسعة": 9, "العاشرة": 10,
}  # fmt: skip

_SUFFIX = r"(?:\s?(?:bis|ter|quater|quinquies)\b|(?<=\d)[A-Z](?![\w.]))?"
_WORD_PATTERN = "|".join(sorted(map(re.escape, _WORDS), key=len, reverse=True))
# One number in running text, without what surrounds it. Letters alone count only where a caller asks for them.
NUMBER = rf"(?:\d{{1,4}}{_SUFFIX}|(?<!\w)[IVXLCDM]+(?!\w)(?:\s?(?:bis|ter|quater)\b)?|[\u2160-\u2188]+|[〇一二三四五六七八九十百千零]+|(?<!\w)(?:{_WORD_PATTERN})(?!\w))"


def from_roman(text: str) -> int | None:
    """The value of a well-formed Roman numeral up to 3999 in either case (`Ⅻ` too), else None."""
    plain = unicodedata.normalize("NFKC", text)
    if not plain or not _ROMAN.fullmatch(plain):
        return None
    total, rest = 0, plain.upper()
    for value, sign in _VALUES:
        while rest.startswith(sign):
            total += value
            rest = rest[len(sign) :]
    return total


def to_roman(number: int) -> str:
    """The Roman numeral of 1 to 3999. Raises ValueError otherwise."""
    if not 1 <= number <= 3999:
        raise ValueError(number)
    parts: list[str] = []
    for value, sign in _VALUES:
        count, number = divmod(number, value)
        parts.append(sign * count)
    return "".join(parts)


def value(text: str) -> int | None:
    """The number that `text` alone stands for: digits of any script, Roman, Chinese or a word; None for letters."""
    plain = unicodedata.normalize("NFKC", text).strip()
    if plain.isdecimal():
        return int(plain)
    word = plain.casefold()
    if word in _WORDS:
        return _WORDS[word]
    return from_roman(plain) or _from_chinese(plain)


def normalised(text: str) -> str:
    """The number as it stands in a `wid`: Arabic digits where it has a value (`XII` → `12`, `5 bis` → `5bis`), else folded.

    A single lower-case letter stays a letter: `(i)` after `(h)` is one, and `12(2)(a)` names one.
    """
    plain = unicodedata.normalize("NFKC", text).strip()
    if len(plain) == 1 and plain.isalpha() and plain.islower():
        return plain
    number = value(plain)
    if number is not None and not _is_lower_roman(plain):
        return str(number)
    tail = re.fullmatch(r"(\d+|[IVXLCDM]+)\s?(bis|ter|quater|quinquies|[A-Za-z])", plain)
    if tail:
        head = value(tail[1])
        return f"{head}{tail[2].casefold()}"
    return re.sub(r"\W+", "-", plain.casefold()).strip("-")


def same(one: str, other: str) -> bool:
    """Whether two printed numbers are the same: `XII`, `12` and `١٢` are, `a` and `A` are, `i` and `1` too."""
    if normalised(one) == normalised(other) or one.casefold() == other.casefold():
        return True
    left, right = value(one), value(other)
    return left is not None and left == right


def _is_lower_roman(text: str) -> bool:
    return text.isalpha() and text.islower() and from_roman(text) is not None


def _from_chinese(text: str) -> int | None:
    total = digit = 0
    for sign in text:
        if sign in _CHINESE:
            digit = _CHINESE[sign]
        elif sign in _CHINESE_UNITS:
            total += (digit or 1) * _CHINESE_UNITS[sign]
            digit = 0
        else:
            return None
    return total + digit if text else None
