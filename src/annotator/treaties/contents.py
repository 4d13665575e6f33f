"""Where a treaty's table of contents ends, so that its lines are not taken for the articles themselves."""

from __future__ import annotations

import re
from collections.abc import Sequence

from annotator.treaties.lines import Heading, Line, ends_sentence, heading

_LEADER = re.compile(r"(?:\.{4,}|(?:\s\.){4,}|…{2,})\s*(?:\d{1,4}|[ivxlc]+)\s*$")
# Entries that run over several lines, and blank ones between them.
_WIDEST_GAP = 6
_HOLDERS = frozenset({"part", "chapter", "section"})
# An entry's own title may run over this many lines below it.
_LONGEST_ENTRY = 2


def after_contents(lines: Sequence[Line], begin: int) -> int:
    """The first line behind a table of contents; `begin` where there is none.

    A table of contents is a run of headings with no sentence below any but the last, all of which come again, and
    behind which the text starts with the first of them (or with a part, chapter or section that holds it).
    """
    led = _behind_leaders(lines, begin)
    if led > begin:
        return led
    found = [
        (index, head)
        for index in range(begin, len(lines))
        if not lines[index].blank and (head := _free(lines[index])) is not None
    ]
    if not found:
        return begin
    keys = [(head.kind, head.num.casefold()) for _, head in found]
    again = next((place for place in range(1, len(keys)) if keys[place] == keys[0]), None)
    if again is None:
        return begin
    entries = again
    while entries > 1 and keys[entries - 1][0] in _HOLDERS and keys[entries - 1] not in keys[again:]:
        entries -= 1
    if entries < 2 or not set(keys[:entries]) <= set(keys[entries:]):
        return begin
    for place in range(entries - 1):
        below = [line for line in lines[found[place][0] + 1 : found[place + 1][0]] if not line.blank]
        if len(below) > _LONGEST_ENTRY or any(ends_sentence(line.text) for line in below):
            return begin
    index = found[entries - 1][0]
    while index < len(lines) and not lines[index].blank:
        index += 1
    return min(index, found[entries][0])


def _behind_leaders(lines: Sequence[Line], begin: int) -> int:
    """The first line behind entries with dots up to a page number; `begin` where the text does not start with such."""
    last = None
    for index in range(begin, len(lines)):
        if lines[index].blank:
            continue
        if _LEADER.search(lines[index].text):
            last = index
        elif (index - last > _WIDEST_GAP) if last is not None else (_free(lines[index]) is not None):
            break
    return begin if last is None else last + 1


def _free(line: Line) -> Heading | None:
    """The heading that `line` could be, were it a block of its own."""
    return heading(Line(line.start, line.end, line.text, True, line.last), "")
