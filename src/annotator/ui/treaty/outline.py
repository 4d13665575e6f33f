"""A treaty text read but not yet kept: its tree, as the dialog shows it beforehand."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from annotator.domain.document import Capture
from annotator.domain.provisions import label
from annotator.domain.text import fold
from annotator.domain.treaty import Provision, ProvisionNode
from annotator.ui.treaty.tree import Node


@dataclass(frozen=True, slots=True)
class Outline:
    """What was captured and what was read from it. `title` is the file's own, if it says one."""

    capture: Capture
    nodes: tuple[Node, ...]
    count: int
    title: str


def outline(capture: Capture) -> Outline:
    """Read the provisions of a captured text."""
    from annotator.treaties.parse import parse

    made: list[Node] = []
    tops = _grow(parse(capture.text), None, (), made)
    found = (capture.fields or {}).get("title")
    # A guessed title is mostly the first line, for a treaty "AGREEMENT": the user knows better.
    title = found.value if found is not None and not found.guessed else ""
    return Outline(capture, tuple(tops), len(made), title)


def _grow(
    nodes: Sequence[ProvisionNode], parent: Node | None, above: tuple[tuple[str, str], ...], made: list[Node]
) -> list[Node]:
    tops = []
    for position, node in enumerate(nodes):
        provision = Provision(
            node.wid, "", node.wid, node.kind, node.num, parent.provision.id if parent else None, position
        )
        words = " ".join((node.heading or node.text).split())
        # That nobody speaks of it yet goes without saying.
        mine = Node(provision, label(node.kind, node.num, above), words, parent, dimmed=False)
        mine.searched = fold(mine.title)
        made.append(mine)
        mine.children = _grow(node.children, mine, (*above, (node.kind, node.num)), made)
        tops.append(mine)
    return tops
