"""The words of a passage without what only its lines put into them: white space, words divided at line ends."""

from __future__ import annotations

import re

_SOFT = re.compile("\u00ad\\s*")
_LINE_END = re.compile("(?<=\\w)[-\u2010][ \t]*\n\\s*(?=\\w)")
_HYPHEN = re.compile("[-\u2010]")


def joined(text: str) -> str:
    """One line of words; those divided at a line's end are put together."""
    if "\u00ad" in text:
        text = _SOFT.sub("", text)
    if "-" in text or "\u2010" in text:
        text = _LINE_END.sub("", text)
    return " ".join(text.split())


def same_words(one: str, other: str) -> bool:
    """Whether two passages differ by nothing but their lines.

    >>> same_words("the inter-\\nstate treaty", "the inter-state treaty")
    True
    """
    return joined(one) == joined(other) or (
        (divided(one) or divided(other)) and unhyphenated(one) == unhyphenated(other)
    )


def divided(text: str) -> bool:
    """Whether a hyphen stands at a line's end: nobody knows whether it belongs to the word."""
    return _LINE_END.search(text) is not None


def unhyphenated(text: str) -> str:
    """The words with no hyphens at all, for finding what a hyphen at a line's end may be."""
    return _HYPHEN.sub("", joined(text))


def bare(text: str) -> str:
    """The signs alone, without blanks and hyphens: the same however the text is set in lines."""
    return unhyphenated(text).replace(" ", "")
