"""Where words, characters and lines of a text begin and end, for selecting with mouse and keyboard.

Pure: text in, code point offsets out. A word is a run of letters, digits and marks; an apostrophe or a full
stop between two of them (O’Brien, U.N.) belongs to it. Scripts written without spaces have no such runs:
there each character counts as a word, so that a drag can end anywhere.
"""

from __future__ import annotations

import unicodedata

_JOINERS = frozenset("'’ʼ.·_\u200c\u200d\u00ad")
# A word is never longer than this: keeps a run of letters without end (a base64 blob) from costing time.
_LONGEST = 512


def _unspaced(char: str) -> bool:
    code = ord(char)
    return (
        0x0E00 <= code <= 0x0EFF  # Thai, Lao
        or 0x1000 <= code <= 0x109F  # Myanmar
        or 0x1780 <= code <= 0x17FF  # Khmer
        or 0x3040 <= code <= 0x30FF  # Kana
        or 0x3400 <= code <= 0x9FFF  # Han
        or 0xF900 <= code <= 0xFAFF
        or 0x20000 <= code <= 0x3FFFF
    )


def is_word(text: str, offset: int) -> bool:
    """Whether the character at `offset` is part of a word."""
    if not 0 <= offset < len(text):
        return False
    char = text[offset]
    if char.isalnum() or unicodedata.category(char)[0] == "M":
        return True
    # A word divided at the end of a line: the soft hyphen says that it is one.
    low = offset - (char == "\n")
    if low > 0 and text[low : low + 2] == "\u00ad\n":
        return text[low - 1].isalnum() and text[low + 2 : low + 3].isalnum()
    return (
        char in _JOINERS
        and 0 < offset < len(text) - 1
        and text[offset - 1].isalnum()
        and text[offset + 1].isalnum()
        and not (char == "." and (text[offset - 1].isdigit() != text[offset + 1].isdigit()))
    )


def word_at(text: str, offset: int) -> tuple[int, int]:
    """The word that holds the character at `offset`; that character alone where it is not part of one."""
    if not is_word(text, offset):
        return offset, min(offset + 1, len(text))
    if _unspaced(text[offset]):
        return grapheme_start(text, offset), next_grapheme(text, offset)
    start = offset
    while (
        start > 0
        and offset - start < _LONGEST
        and is_word(text, start - 1)
        and not _unspaced(text[start - 1])
    ):
        start -= 1
    end = offset + 1
    while end - offset < _LONGEST and is_word(text, end) and not _unspaced(text[end]):
        end += 1
    return start, end


def trimmed(text: str, start: int, end: int) -> tuple[int, int]:
    """The range without white space at its ends; empty at `start` where nothing else is in it."""
    while end > start and text[end - 1].isspace():
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end


def grapheme_start(text: str, offset: int) -> int:
    """The start of the visible character that holds `offset` (marks belong to their letter)."""
    while offset > 0 and offset < len(text) and _continues(text, offset):
        offset -= 1
    return offset


def next_grapheme(text: str, offset: int) -> int:
    """The caret position after the visible character at `offset`."""
    offset = min(offset + 1, len(text))
    while offset < len(text) and _continues(text, offset):
        offset += 1
    return offset


def previous_grapheme(text: str, offset: int) -> int:
    """The caret position before the visible character that ends at `offset`."""
    return grapheme_start(text, max(offset - 1, 0))


def _continues(text: str, offset: int) -> bool:
    char = text[offset]
    return (
        unicodedata.combining(char) != 0
        or unicodedata.category(char) in ("Mn", "Me", "Mc")
        or char in "\u200d\ufe0f"
        or 0x1F3FB <= ord(char) <= 0x1F3FF
        or text[offset - 1] == "\u200d"
    )


def next_word(text: str, offset: int) -> int:
    """The end of the next word at or after `offset` (Ctrl+→)."""
    length = len(text)
    while offset < length and not is_word(text, offset):
        offset += 1
    return word_at(text, offset)[1] if offset < length else length


def previous_word(text: str, offset: int) -> int:
    """The start of the word before `offset` (Ctrl+←)."""
    while offset > 0 and not is_word(text, offset - 1):
        offset -= 1
    return word_at(text, offset - 1)[0] if offset > 0 else 0
