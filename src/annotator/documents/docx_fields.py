"""Word's fields that lead to a place of the document: cross-references and links (ECMA-376, part 1, 17.16). Worker only."""

from __future__ import annotations

import re
from typing import Any

# REF, NOTEREF and PAGEREF lead to their bookmark where `\h` says so; HYPERLINK to the one after `\l`.
_REFERENCE = re.compile(r"\s*(?:NOTE|PAGE)?REF\s+(\S+)\s(?:.*\s)?\\h\b", re.I | re.S)
_HYPERLINK = re.compile(r"\s*HYPERLINK\s(?:.*\s)?\\l\s+\"([^\"]*)\"", re.I | re.S)
_DEEPEST = 50
_LONGEST = 1_000


def bookmark(instruction: str) -> str:
    """The bookmark that a field leads to; "" for none."""
    found = _REFERENCE.match(f"{instruction} ") or _HYPERLINK.match(instruction)
    return found[1] if found else ""


class Fields:
    """The fields that the runs met so far are in, the innermost last."""

    def __init__(self, word: str) -> None:
        self._word = word
        self._open: list[tuple[str, bool]] = []  # instruction, and whether the result is being read
        self._beyond = 0

    def take(self, element: Any) -> None:
        """Read a `fldChar` or `instrText`."""
        if element.tag == f"{self._word}instrText":
            if self._open and len(self._open[-1][0]) < _LONGEST:
                self._open[-1] = self._open[-1][0] + (element.text or ""), False
            return
        kind = element.get(f"{self._word}fldCharType")
        if kind == "begin" and len(self._open) >= _DEEPEST:
            self._beyond += 1
        elif kind == "begin":
            self._open.append(("", False))
        elif kind == "separate" and self._open and not self._beyond:
            self._open[-1] = self._open[-1][0], True
        elif kind == "end" and self._beyond:
            self._beyond -= 1
        elif kind == "end" and self._open:
            self._open.pop()

    @property
    def bookmark(self) -> str:
        """Where the words read now lead to; "" for nowhere."""
        shown = (bookmark(instruction) for instruction, result in reversed(self._open) if result)
        return next(filter(None, shown), "")
