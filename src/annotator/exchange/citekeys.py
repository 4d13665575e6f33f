"""Citekeys from a pattern: plain ASCII, so that every program takes them, and unique."""

from __future__ import annotations

import re
from collections.abc import Container
from itertools import count

from annotator.domain.source import Source
from annotator.domain.treaty import Instrument

DEFAULT = "{auth}{year}{letter}"
PARTS = ("auth", "Auth", "authors", "Authors", "year", "title", "Title", "container", "type", "letter")
_PART = re.compile(r"\{([^{}]*)\}")
# Words that say nothing at the beginning of a title.
_SMALL = frozenset(
    [
        "a",
        "an",
        "and",
        "at",
        "by",
        "for",
        "from",
        "in",
        "of",
        "on",
        "the",
        "to",
        "with",
        "der",
        "die",
        "das",
        "ein",
        "eine",
        "und",
        "le",
        "la",
        "les",
        "un",
        "une",
        "et",
        "de",
        "des",
        "du",
        "el",
        "los",
        "las",
        "y",
        "il",
        "lo",
    ]
)


def unknown_parts(pattern: str) -> list[str]:
    """The names in braces that mean nothing, and what stands outside that no citekey may hold."""
    names = [name for name in _PART.findall(pattern) if name not in PARTS]
    rest = _PART.sub("", pattern)
    return names + sorted(set(re.sub(r"[A-Za-z0-9_:.+/-]", "", rest)))


def made(
    pattern: str, source: Source, taken: Container[str] = (), tried: dict[str, int] | None = None
) -> str:
    """The citekey of a source: `valiyev2025`, or `valiyev2025b` where that is taken (`taken` in small letters).

    Without an author the title's first word stands for one, without a year "nd". `tried` remembers between calls how
    many letters are known to be taken: among thousands of like keys each would try them all again.
    """
    values = _values(source)
    whole = pattern if "{letter}" in pattern else pattern + "{letter}"
    tried = {} if tried is None else tried
    values["letter"] = ""
    plainly = _PART.sub(lambda part: values.get(part[1], ""), whole).casefold()
    for number in count(tried.get(plainly, 1)):
        tried[plainly] = number
        values["letter"] = _letter(number)
        key = _PART.sub(lambda part: values.get(part[1], ""), whole)
        if key and key.casefold() not in taken:
            return key
    raise AssertionError("letters do not end")


def has_basis(source: Source) -> bool:
    """Whether author and year are known, so that a key made now will still look right later."""
    return bool(source.contributors) and bool(_year(source))


def _letter(number: int) -> str:
    """Nothing for the first, then b, c … z, aa, ab …"""
    rest, letters = number if number > 1 else 0, ""
    while rest:
        rest, digit = divmod(rest - 1, 26)
        letters = chr(ord("a") + digit) + letters
    return letters


def _values(source: Source) -> dict[str, str]:
    people = source.authors or tuple(c.agent for c in source.contributors)
    names = [name for agent in people if (name := plain(agent.surname or agent.literal or agent.given))]
    words = [
        plain(word) for word in re.findall(r"[^\W_]+(?:[’'][^\W_]+)*", re.sub(r"<[^>]*>", "", source.title))
    ]
    first = next((word for word in words if word and word not in _SMALL and not word.isdigit()), "")
    first = first or next((word for word in words if word), "")
    auth = names[0] if names else first or "source"
    several = names[:3] + (["etal"] if len(names) > 3 else [])
    return {
        "auth": auth,
        "Auth": auth.capitalize(),
        "authors": "".join(several) or auth,
        "Authors": "".join(name.capitalize() for name in several) or auth.capitalize(),
        "year": _year(source) or "nd",
        "title": first,
        "Title": first.capitalize(),
        "container": "".join(
            word[0] for part in source.container_title.split() if (word := plain(part)) and word not in _SMALL
        ),
        "type": source.type,
    }


def _year(source: Source) -> str:
    match = re.search(r"\d{4}", source.issued)
    return match[0] if match else ""


def of_treaty(instrument: Instrument) -> str:
    """The key of a treaty, wherever it is cited or listed: its short name, `agreement2025`."""
    return plain(instrument.short or instrument.title)[:40] or instrument.id


def plain(text: str) -> str:
    """Small ASCII letters and digits: Щербаков → shcherbakov, Հակոբյան → hakobyan, Müller → muller."""
    if not text.isascii():
        from anyascii import anyascii

        text = anyascii(text)
    return re.sub(r"[^a-z0-9]", "", text.casefold())
