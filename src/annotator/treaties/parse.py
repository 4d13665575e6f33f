"""A treaty text to the tree of its provisions: preamble, parts, articles, paragraphs, points, annexes."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.domain.treaty import ProvisionNode
from annotator.treaties import lines as reading
from annotator.treaties import points, words
from annotator.treaties.contents import after_contents
from annotator.treaties.lines import Heading, Line
from annotator.treaties.nodes import Node, finish

_RANK = {"annex": 0, "part": 1, "chapter": 2, "section": 3, "article": 4}
_LONGEST_HEADING = 120
_LONGEST_NAME = 80


@dataclass
class _Found:
    """A structural heading, with the lines its provision covers: `line` up to `until`, exclusive."""

    head: Heading
    line: int
    until: int = 0
    text: str = ""
    body: int = 0
    body_line: int = 0
    inner: list[_Found] = field(default_factory=list)


def parse(text: str) -> list[ProvisionNode]:
    """The provisions of a treaty text, in order; empty where none can be told.

    Ranges are code points, tight around the provision's words, heading included; children lie inside their parent.
    The title, comment lines in front of it (`# …`) and the closing lines (`Done at …`, signatures) are no provisions.
    A text without articles is read as numbered points (`1. …`).
    """
    lines = reading.split(text)
    comments = _after_comments(lines)
    begin = after_contents(lines, comments)
    heads = _headings(lines, begin)
    main_end = next((found.line for found in heads if found.head.kind == "annex"), len(lines))
    has_articles = any(found.head.kind == "article" and found.line < main_end for found in heads)
    if has_articles:
        last = max(found.line for found in heads if found.line < main_end)
        first = heads[0].line
    else:
        heads = [found for found in heads if found.head.kind != "article" or found.line >= main_end]
        structure = [found.line for found in heads if found.line < main_end]
        numbers = points.first_and_last(lines, begin, main_end)
        first = min([*structure, numbers[0] if numbers else main_end])
        last = max([*structure, numbers[1] if numbers else begin])
    closing = _closing(lines, last + 1, main_end)
    for index, found in enumerate(heads):
        found.until = heads[index + 1].line if index + 1 < len(heads) else len(lines)
        if found.line < closing:
            found.until = min(found.until, closing)
        _read_heading(lines, found)
    nodes = _preamble(lines, begin, first)
    if not has_articles and first < main_end and not any(found.line < main_end for found in heads):
        nodes += points.read(lines, first, closing, inside=None)
    nodes += _tree(lines, heads)
    return finish(text, nodes, lines)


def _after_comments(lines: list[Line]) -> int:
    """The first line behind comments: `# …` before the title. A sole `# Title` of a Markdown file is a title."""
    index = 0
    while index < len(lines) and lines[index].blank:
        index += 1
    comment = index
    while comment < len(lines) and (lines[comment].text.startswith("# ") or lines[comment].blank):
        if not lines[comment].blank and reading.ends_sentence(lines[comment].text):
            index = comment + 1
        comment += 1
    return index


def _headings(lines: list[Line], begin: int) -> list[_Found]:
    """All structural headings from line `begin` on."""
    found: list[_Found] = []
    for index in range(begin, len(lines)):
        line = lines[index]
        if line.blank:
            continue
        before = "" if line.first else lines[index - 1].text
        head = reading.heading(line, before)
        if head is None and any(one.head.kind == "article" for one in found):
            head = reading.protocol(line)
        if (
            head is None
            and not line.first
            and found
            and found[-1].line == index - 1
            and not found[-1].head.rest
        ):
            head = reading.heading(Line(line.start, line.end, line.text, True, line.last), "")
        if head is not None:
            found.append(_Found(head, index))
    return found


def _closing(lines: list[Line], start: int, end: int) -> int:
    """The line where the closing words or the signatures begin, at the head of a block; `end` where there are none."""
    for index in range(start, end):
        if (
            lines[index].first
            and not lines[index].blank
            and words.CLOSING.match(lines[index].text.strip(" *_"))
        ):
            return index
    return _signatures(lines, start, end)


def _signatures(lines: list[Line], start: int, end: int) -> int:
    """Where the last blocks begin that are just names: short lines, no sentence, behind a block that ends one."""
    found = end
    for index in range(end - 1, start - 1, -1):
        line = lines[index]
        if line.blank:
            continue
        if line.last and reading.ends_sentence(line.text):
            return found
        if len(line.text.strip()) > _LONGEST_NAME or reading.marker(line) is not None:
            return end
        if line.first:
            found = index
    # No block before the names ended a sentence: then the numbered line itself must, or they are its own words.
    before = lines[start - 1] if 0 < start <= len(lines) else None
    numbered = (
        before is not None and reading.marker(before) is not None and reading.ends_sentence(before.text)
    )
    return found if numbered else end


def _read_heading(lines: list[Line], found: _Found) -> None:
    """Tell a heading (`Article 5 – Settlement of disputes`, or on the next line) from the first words of the body."""
    head = found.head
    following = [i for i in range(found.line + 1, found.until) if not lines[i].blank]
    found.body, found.body_line = head.body, found.line + 1
    if head.rest:
        if (
            following
            and _like_heading(head.rest)
            and (lines[found.line].last or _starts_anew(lines[following[0]]))
        ):
            found.text = head.rest.strip("() ") if head.rest.startswith("(") else head.rest
            found.body = lines[found.line].end
        return
    if not following:
        return
    line = lines[following[0]]
    more = following[1:]
    # A part may hold nothing of its own but its heading; an article has a body.
    alone = not more and head.kind in {"part", "chapter", "section"}
    if not _like_heading(line.text.strip(" *_#")) or reading.marker(line) is not None:
        return
    if alone or (more and (line.last or _starts_anew(lines[more[0]]))):
        found.text = line.text.strip(" *_#()")
        found.body, found.body_line = line.end, following[0] + 1


def _like_heading(text: str) -> bool:
    return len(text) <= _LONGEST_HEADING and not reading.ends_sentence(text) and not text[:1].islower()


def _starts_anew(line: Line) -> bool:
    """Whether a line below a heading, without a blank one between, begins the body rather than goes on."""
    first = line.text.strip()[:1]
    return line.first or first.isupper() or first.isdecimal() or first == "("


def _preamble(lines: list[Line], begin: int, end: int) -> list[Node]:
    """The preamble with its recitals: what stands between the title and the first provision."""
    blocks: list[tuple[int, int]] = []
    index = begin
    while index < end:
        if lines[index].blank:
            index += 1
            continue
        stop = index
        while stop < end and not lines[stop].blank:
            stop += 1
        blocks.append((index, stop))
        index = stop
    start = None
    named = False
    for number, (low, high) in enumerate(blocks):
        first = lines[low].text.strip(" *_#:.")
        if words.PREAMBLE.fullmatch(first):
            start, named = number, True
            break
        if start is None and not _is_title(lines, low, high, number):
            start = number
    if start is None:
        return []
    low = blocks[start][0]
    node = Node("preamble", "", "preamble", "preamble", lines[low].start, lines[low].start, low)
    node.until = lines[blocks[-1][1] - 1].end
    if named:
        node.heading = lines[low].text.strip(" *_#:.")
        node.body = lines[low].end
    node.children = points.recitals(lines, blocks[start:])
    return [node]


def _is_title(lines: list[Line], low: int, high: int, number: int) -> bool:
    text = " ".join(lines[i].text.strip() for i in range(low, high))
    if words.OPENING.match(text.lstrip(" *_#-–•")):
        return False
    if number == 0:
        return not text.rstrip().endswith((",", ":", ";", "，", "："))
    return text == text.upper() or (len(text) <= _LONGEST_HEADING and not reading.ends_sentence(text))


def _tree(lines: list[Line], heads: list[_Found]) -> list[Node]:
    """Headings nested by rank; what stands inside an article or annex is read into paragraphs and points."""
    top: list[Node] = []
    open_: list[tuple[int, Node]] = []
    for index, found in enumerate(heads):
        rank = _RANK[found.head.kind]
        while open_ and open_[-1][0] >= rank:
            open_.pop()
        node = Node(found.head.kind, found.head.num, "", "", found.head.start, found.body, found.line)
        node.heading = found.text
        last = max((i for i in range(found.line, found.until) if not lines[i].blank), default=found.line)
        node.until = lines[last].end
        holds_articles = index + 1 < len(heads) and _RANK[heads[index + 1].head.kind] > rank
        if rank == 4 or not holds_articles:
            kind = found.head.kind if rank == 4 else None
            node.children = points.read(lines, found.body_line, found.until, inside=kind)
            inline = points.inline(lines[found.line], found.body)
            if inline:
                node.children = points.read(
                    [*lines[: found.line], inline, *lines[found.line + 1 :]],
                    found.line,
                    found.until,
                    inside=kind,
                )
        (open_[-1][1].children if open_ else top).append(node)
        open_.append((rank, node))
    return top
