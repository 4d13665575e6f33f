"""Code points ⇄ UTF-16 units: the one place that knows how Qt counts.

Everything of ours counts Unicode code points, as Python's `str` and the W3C model do. Qt counts UTF-16
units, in which a character beyond U+FFFF takes two.
"""

from __future__ import annotations

import re
from array import array
from bisect import bisect_left

_ASTRAL = re.compile("[\U00010000-\U0010ffff]")


class Units:
    """Converts offsets of one text. Costs nothing for texts without characters beyond U+FFFF."""

    __slots__ = ("_astral", "_length")

    def __init__(self, text: str) -> None:
        self._length = len(text)
        self._astral = array("q", (match.start() for match in _ASTRAL.finditer(text)))

    def __len__(self) -> int:
        """The text's length in UTF-16 units."""
        return self._length + len(self._astral)

    def to_utf16(self, offset: int) -> int:
        """The UTF-16 offset of code point `offset`."""
        return offset + bisect_left(self._astral, offset)

    def to_code_points(self, units: int) -> int:
        """The code point offset of UTF-16 offset `units`; inside a surrogate pair, that of its character."""
        low, high = 0, len(self._astral)
        while low < high:
            middle = (low + high) // 2
            # The middle-th astral character starts at its code point offset plus those before it.
            if self._astral[middle] + middle < units:
                low = middle + 1
            else:
                high = middle
        return units - low
