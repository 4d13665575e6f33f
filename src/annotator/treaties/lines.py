"""The lines of a treaty text, and which of them open a provision."""

from __future__ import annotations

import re
from dataclasses import dataclass

from annotator.treaties import numerals, words

_LETTER = r"[A-Z](?![\w.])"
# `2.1` heads an article of a trade agreement (the first of chapter 2) or one that was put in between.
_NUMBER = rf"(?P<num>\d{{1,3}}\.\d{{1,3}}(?![\w.])|{numerals.NUMBER}|{_LETTER})"
# Markup signs of a Markdown file stand before the word and are none of it.
_LEAD = r"^\s*(?:#{1,6}\s+)?(?:\*\*|__)?"
_REST = r"(?P<sep>\s*[.:–—\-)º°ª]+(?=\s|$|\*)|(?=\s|$|\*))\s*(?:\*\*|__)?\s*(?P<rest>.*?)\s*(?:\*\*|__)?\s*$"
_HEADS = [
    (kind, re.compile(rf"{_LEAD}(?P<word>{names})(?!\w)\s*{_NUMBER}{_REST}", re.IGNORECASE))
    for kind, names in words.HEADINGS.items()
    if kind != "point"
]
_ANNEX_ALONE = re.compile(
    rf"{_LEAD}(?P<word>{words.HEADINGS['annex']})(?P<num>)(?P<sep>[.:]?)(?P<rest>)(?:\*\*|__)?\s*$",
    re.IGNORECASE,
)
_PROTOCOL = re.compile(
    rf"{_LEAD}(?P<num>(?:(?:additional|final|optional|supplementary)\s+)?(?:protocole?|protocolo|protokoll|протокол)"
    r"(?:\s+(?:no\.?\s*|nr\.?\s*|№\s*)?(?:\d{1,2}|[IVX]+))?)(?:\*\*|__)?\s*$",
    re.IGNORECASE,
)
_TRAILING = re.compile(
    rf"{_LEAD}(?P<num>\d{{1,3}})\.?(?:-րդ)?\s*(?P<word>{words.TRAILING})(?!\w){_REST}", re.IGNORECASE
)
_CHINESE = re.compile(
    rf"{_LEAD}[第제]\s*(?P<num>[〇一二三四五六七八九十百千零\d]+)\s*(?P<word>[{''.join(words.CHINESE)}])(?P<sep>)\s*(?P<rest>.*?)\s*$"
)
_MARKER = re.compile(
    r"^\s*(?:§\s*)?(?P<open>\()?(?P<num>\d{1,3}(?:\.\d{1,3})*|[^\W\d_]{1,7})(?P<close>\.?\)|\\?\.|(?<=\.\d)|(?<=\.\d\d)|(?<=\d)\s?[–-])(?=\s|$)"
)
_ENDS_SENTENCE = re.compile(r"[.;:!?…։。؟؛»”\"]\s*$")


@dataclass(frozen=True, slots=True)
class Line:
    """One line: where it stands (code points), and whether it opens or closes its block of non-blank lines."""

    start: int
    end: int
    text: str
    first: bool
    last: bool

    @property
    def blank(self) -> bool:
        return not self.text.strip()


@dataclass(frozen=True, slots=True)
class Heading:
    """A line that opens an article, part, chapter, section or annex. `body` is the offset after word and number."""

    kind: str
    num: str
    start: int
    body: int
    rest: str


@dataclass(frozen=True, slots=True)
class Marker:
    """The number before a paragraph or point: printed, and the (style, value) pairs it can be read as."""

    num: str
    start: int
    body: int
    readings: tuple[tuple[str, tuple[int, ...]], ...]


def split(text: str) -> list[Line]:
    """All lines of `text`, blank ones too."""
    raw = text.split("\n")
    lines: list[Line] = []
    at = 0
    for index, line in enumerate(raw):
        before = index == 0 or not raw[index - 1].strip()
        after = index + 1 == len(raw) or not raw[index + 1].strip()
        lines.append(Line(at, at + len(line), line, before, after))
        at += len(line) + 1
    return lines


def heading(line: Line, before: str) -> Heading | None:
    """The heading that `line` is, or None. `before` is the line in front of it, "" where that is blank.

    A sentence that happens to begin with `Article 5` is none: it goes on in lower case, or in the middle of a block.
    """
    for kind, match in _matches(line.text):
        rest = match["rest"]
        opens = line.first or bool(_ENDS_SENTENCE.search(before))
        if not opens and (rest or match["word"] != match["word"].upper() or not match["word"].isascii()):
            continue
        if rest and not _may_follow(rest, bool(match["sep"].strip())):
            continue
        return Heading(
            kind,
            match["num"].strip(),
            line.start + match.start("word") - _lead(match),
            line.start + _body(match),
            rest,
        )
    return None


def protocol(line: Line) -> Heading | None:
    """The heading of a protocol behind the treaty's articles (`PROTOCOL`, `Optional Protocol No. 1`), alone on its line
    at the head of a block: an annex whose articles are numbered anew."""
    match = _PROTOCOL.match(line.text) if line.first else None
    if not match:
        return None
    return Heading("annex", match["num"], line.start + match.start("num"), line.start + match.end("num"), "")


def _matches(text: str) -> list[tuple[str, re.Match[str]]]:
    found = [(kind, match) for kind, pattern in _HEADS if (match := pattern.match(text))]
    if match := _ANNEX_ALONE.match(text):
        found.append(("annex", match))
    if match := _TRAILING.match(text):
        found.append(("article", match))
    if match := _CHINESE.match(text):
        found.append((words.CHINESE[match["word"]], match))
    return found


def _lead(match: re.Match[str]) -> int:
    """How far before the word the provision begins: where the number stands first (`第五条`, `5. cikk`)."""
    if match.start("num") < match.start("word") and match["num"]:
        sign = match.string[match.start("num") - 1 : match.start("num")] if match.start("num") else ""
        return match.start("word") - match.start("num") + (1 if sign in {"第", "제"} else 0)
    return 0


def _body(match: re.Match[str]) -> int:
    return match.start("rest") if match["rest"] else len(match.string.rstrip())


def _may_follow(rest: str, separated: bool) -> bool:
    first = rest[0]
    if first == "(":
        return rest.endswith(")") and not re.match(r"\(\s*(?:\d|\w\))", rest)
    if first in ",;/":
        return False
    return not first.islower() and (separated or not first.isdigit())


def marker(line: Line) -> Marker | None:
    """The paragraph or point number at the beginning of `line`, or None."""
    match = _MARKER.match(line.text)
    if not match:
        return None
    num, closed = match["num"], match["close"]
    brackets = ")" if ")" in closed else "."
    readings: list[tuple[str, tuple[int, ...]]] = []
    if num[0].isdecimal():
        if "." in num:
            readings.append((f"decimal{num.count('.')}", tuple(int(part) for part in num.split("."))))
        elif int(num) <= 400:  # `2020.` is a year
            readings.append((f"digit{brackets}", (int(num),)))
    else:
        case = "upper" if num.isupper() else "lower" if num.islower() or num.casefold() == num else ""
        if len(num) == 1 and case:
            readings.append((f"{case} letter", (_ordinal(num),)))
        roman = numerals.from_roman(num) if case and num.isascii() else None
        if roman:
            readings.append((f"{case} roman", (roman,)))
    if not readings:
        return None
    start = line.start + match.start("num") - (1 if match["open"] else 0)
    body = line.start + match.end() + len(line.text[match.end() :]) - len(line.text[match.end() :].lstrip())
    return Marker(num, start, body, tuple(readings))


def _ordinal(letter: str) -> int:
    """Place in its alphabet as lists use it (Russian and Ukrainian lists leave letters out; the order is kept)."""
    low = letter.casefold()
    if "a" <= low <= "z":
        return ord(low) - ord("a") + 1
    for alphabet in (
        "абвгдежзиклмнопрстуфхцчшщэюя",
        "αβγδεζηθικλμνξοπρστυφχψω",
        "أبجدهوزحطيكلمن",
        "աբգդեզէըթժիլխծկհձղճմյնշոչպջռսվտրցւփքօֆ",
        "აბგდევზთიკლმნოპჟრსტუფქღყშჩცძწჭხჯჰ",
    ):
        if low in alphabet:
            return alphabet.index(low) + 1
    return 0


def ends_sentence(text: str) -> bool:
    """Whether `text` ends as a sentence or clause does, so that it is no title or heading."""
    return bool(_ENDS_SENTENCE.search(text)) or text.rstrip().endswith((",", "،", "，"))
