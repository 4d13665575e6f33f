"""Text as a document can hold it."""

from __future__ import annotations

import re

# What XML 1.0 (section 2.2, Char) cannot hold, noncharacters included; lone surrogates have no UTF-8.
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\ud800-\udfff\ufffe\uffff]")
_BLANKS = re.compile("[ \t\n\r\x0b\x0c\x85\u2028\u2029]+")


def clean(text: str) -> str:
    """`text` with U+FFFD for each character that no document format can hold. Length-preserving.

    Vertical tab and form feed are blanks, not damage, and become spaces.
    """
    return _NOT_XML.sub("\ufffd", text.replace("\x0b", " ").replace("\x0c", " "))


def shown(text: str) -> str:
    """Words as they are printed: each run of blanks and line breaks one space, ends trimmed.

    A no-break space is a character of the source and stays.
    """
    return clean(_BLANKS.sub(" ", text).strip(" "))


def is_right_to_left(text: str) -> bool:
    """Whether the first letter with a direction is written from right to left (UAX 9, rule P2)."""
    from unicodedata import bidirectional

    for char in text:
        direction = bidirectional(char)
        if direction in ("R", "AL"):
            return True
        if direction == "L":
            return False
    return False
