"""The tree while it is being read, and its last step: names and tight ranges."""

from __future__ import annotations

from dataclasses import dataclass, field

from annotator.domain.treaty import ProvisionNode
from annotator.treaties import numerals
from annotator.treaties.lines import Line

# Akoma Ntoso's abbreviations for names of parts (naming convention, section 5.4).
PREFIX = {"article": "art", "paragraph": "para", "chapter": "chp", "section": "sec"}

# A list's signs stand before the first item, not after the words that open the list.
_BULLETS = "-–—•* \n\t"


@dataclass
class Node:
    """A provision being read. `start` is where its first word or number stands, `body` where its own words begin,
    `until` a code point at or behind its last word; `line` the number of its first line.

    `norm` is its number for the `wid` where that does not follow from the printed one alone.
    """

    kind: str
    num: str
    wid: str
    eid: str
    start: int
    body: int
    line: int
    until: int = 0
    heading: str = ""
    norm: str = ""
    children: list[Node] = field(default_factory=list)


def finish(text: str, nodes: list[Node], lines: list[Line]) -> list[ProvisionNode]:
    """Give every node its names, stretch it over its children and cut white space and markup signs off its ends."""
    for node in nodes:
        _stretch(node)
    taken: set[str] = set()
    return [_freeze(text, node, None, taken) for node in nodes]


def _stretch(node: Node) -> None:
    for child in node.children:
        _stretch(child)
    node.until = max([node.until, node.body, *(child.until for child in node.children)])


def _freeze(text: str, node: Node, parent: tuple[Node, str, str] | None, taken: set[str]) -> ProvisionNode:
    wid, eid = _names(node, parent, taken)
    taken.add(wid)
    children = tuple(_freeze(text, child, (node, wid, eid), taken) for child in node.children)
    start, end = _tight(text, node.start, node.until)
    own_end = children[0].start if children else end
    return ProvisionNode(
        kind=node.kind,
        num=node.num,
        wid=wid,
        eid=eid,
        heading=node.heading,
        start=start,
        end=end,
        text=text[node.body : max(node.body, own_end)]
        .strip(" \t\n\u00a0*_")
        .rstrip(_BULLETS if children else None),
        children=children,
    )


def _names(node: Node, parent: tuple[Node, str, str] | None, taken: set[str]) -> tuple[str, str]:
    """wid and eid. Articles are numbered through parts and chapters, so these are no part of their names unless a
    number comes again; inside an annex all is numbered anew."""
    if node.wid:
        return node.wid, node.eid
    prefix = PREFIX.get(node.kind, node.kind)
    normal = node.norm or numerals.normalised(node.num)
    printed = "".join(node.num.split())
    own_wid, own_eid = (f"{prefix}_{part}" if part else prefix for part in (normal, printed))
    inside = parent is not None and not (node.kind == "article" and "annex" not in parent[1])
    if (parent is not None and inside) or (parent is not None and own_wid in taken):
        own_wid, own_eid = f"{parent[1]}__{own_wid}", f"{parent[2]}__{own_eid}"
    wid, again = own_wid, 2
    while wid in taken:
        wid, again = f"{own_wid}-{again}", again + 1
    return wid, own_eid


def _tight(text: str, start: int, until: int) -> tuple[int, int]:
    end = until
    while end > start and (text[end - 1].isspace() or text[end - 1] in "*_"):
        end -= 1
    while start < end and text[start].isspace():
        start += 1
    return start, end
