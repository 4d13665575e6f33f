"""An article cut into slices, each an XHTML document of its own. Worker only."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from .align import advance
from .article import compact

# Characters after which a slice ends at the next paragraph; and beyond which it ends before anything. A block longer
# than that is cut itself: its place on the page would need more memory than all the rest.
_SLICE, _SLICE_MOST = 3_000, 9_000
# What `crossrefs` calls a place.
_PLACE = re.compile(r"n\d{1,9}")
_SEPARATE = frozenset({"section", "div", "article", "main"})


@dataclass(slots=True)
class Slice:
    """Some blocks of the article: markup, range in the text layer, which characters are hidden, and where links lead to."""

    markup: str
    start: int
    end: int
    rest: bool
    runs: list[tuple[int, bool]] = field(default_factory=list)
    places: dict[str, int] = field(default_factory=dict)


def slices(body: Any, text: str) -> Iterator[Slice]:
    """The slices of a body, in order; they cover the text layer but for the blanks between them."""
    position = 0
    gathered: list[tuple[Any, bool]] = []
    size = 0
    tail_of_rest = False

    def finish() -> Slice:
        nonlocal position, gathered, size
        markup: list[str] = []
        counted = _Count()
        for element, _ in gathered:
            counted.add(element)
            markup.append(etree.tostring(element, encoding="unicode", with_tail=False))
        begin = position
        position = advance(text, position, counted.total)
        rest = bool(gathered) and gathered[0][1]
        gathered, size = [], 0
        # The blank between two slices belongs to neither.
        while begin < position and text[begin].isspace():
            begin += 1
        places = _offsets(text, begin, counted.places)
        return Slice("".join(markup), begin, position, rest, counted.runs, places)

    for element, rest in _cut_tops(body):
        count = len(compact("".join(element.itertext())))
        new_kind = bool(gathered) and rest != tail_of_rest
        full = size >= _SLICE_MOST or (size >= _SLICE and element.tag == "p" and gathered[-1][0].tag == "p")
        if gathered and (new_kind or full):
            yield finish()
        gathered.append((element, rest))
        size += count
        tail_of_rest = rest
    yield finish()


def _cut_tops(body: Any) -> Iterator[tuple[Any, bool]]:
    for element, rest in _tops(body, False):
        pieces = _cut(element) if len(etree.tostring(element)) > _SLICE_MOST else [element]
        for piece in pieces[:-1]:
            if piece.tag == "p" and not piece.get("class"):
                piece.set("class", "cut")
        for piece in pieces:
            yield piece, rest


def _cut(element: Any) -> list[Any]:
    """A block in pieces of a bearable length, cut between its children or at a blank; itself where it is short."""
    if len(compact("".join(element.itertext()))) <= _SLICE_MOST:
        return [element]
    made: list[Any] = []
    room = 0

    def piece() -> Any:
        nonlocal room
        if room <= 0 or not made:
            made.append(etree.Element(element.tag, dict(element.attrib)))
            room = _SLICE
        return made[-1]

    def put(text: str | None) -> None:
        nonlocal room
        at = 0
        while text and at < len(text):
            target = piece()
            end = _blank(text, at, at + max(room, 1))
            if len(target):
                target[-1].tail = (target[-1].tail or "") + text[at:end]
            else:
                target.text = (target.text or "") + text[at:end]
            room -= end - at
            at = end

    put(element.text)
    for child in list(element):
        tail, child.tail = child.tail, None
        for part in _cut(child):
            piece().append(part)
            room -= len("".join(part.itertext()))
        put(tail)
    return made


def _blank(text: str, start: int, end: int) -> int:
    """The place behind the last blank before `end`; `end` where a word is longer than that."""
    if end >= len(text):
        return len(text)
    at = max(text.rfind(" ", start, end), text.rfind("\n", start, end))
    return at + 1 if at > start else end


def _tops(container: Any, rest: bool) -> Iterator[tuple[Any, bool]]:
    """The blocks of the body in order, sections opened up, each with whether it is page furniture."""
    if container.text and container.text.strip():
        yield _loose(container.text), rest
    for child in list(container):
        if child.tag in _SEPARATE:
            yield from _tops(child, rest or child.get("class") == "rest")
        else:
            yield child, rest
        if child.tail and child.tail.strip():
            yield _loose(child.tail), rest


def _loose(text: str) -> Any:
    paragraph = etree.Element("p")
    paragraph.text = text
    return paragraph


def _offsets(text: str, start: int, places: list[tuple[str, int]]) -> dict[str, int]:
    """Where each place is in the text layer: at the character that follows it."""
    found: dict[str, int] = {}
    at, counted = start, 0
    for name, before in places:
        at, counted = advance(text, at, before - counted), before
        following = at
        while following < len(text) and text[following].isspace():
            following += 1
        found.setdefault(name, following if following < len(text) else at)
    return found


@dataclass(slots=True)
class _Count:
    """Counts of non-blank characters in document order, with whether they are hidden, and what counts at each place."""

    runs: list[tuple[int, bool]] = field(default_factory=list)
    places: list[tuple[str, int]] = field(default_factory=list)
    total: int = 0

    def add(self, element: Any, hidden: bool = False) -> None:
        """Go through an element. Names that are none of ours are taken away: one could be that of a slice's end."""
        hidden = hidden or element.get("class") == "m"
        if isinstance(element.tag, str) and (name := element.get("id")) is not None:
            if _PLACE.fullmatch(name):
                self.places.append((name, self.total))
            else:
                del element.attrib["id"]
        self._text(element.text, hidden)
        for child in element:
            self.add(child, hidden)
            self._text(child.tail, hidden)

    def _text(self, text: str | None, hidden: bool) -> None:
        if text:
            count = len(compact(text))
            self.total += count
            self.runs.append((count, hidden))
