"""The provisions of one instrument as a tree for Qt's views, with how many passages speak of each."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from PySide6.QtCore import QAbstractItemModel, QModelIndex, QObject, QPersistentModelIndex, Qt

from annotator.domain.i18n import tr, trn
from annotator.domain.text import fold
from annotator.domain.treaty import Provision

NODE_ROLE = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex


@dataclass(eq=False, slots=True)
class Node:
    """A provision with its place in the tree. `total` counts the passages about it or anything in it.

    `dimmed` says whether it looks so where nobody speaks of it.
    """

    provision: Provision
    label: str
    words: str
    parent: Node | None
    total: int = 0
    row: int = 0
    children: list[Node] = field(default_factory=list)
    searched: str = ""
    dimmed: bool = True

    @property
    def title(self) -> str:
        """The label with the heading or the first words."""
        return f"{self.label} {self.words}".strip()


def grow(
    provisions: Iterable[Provision],
    labels: Mapping[str, str],
    counts: Mapping[str, int],
    words: Mapping[str, str],
) -> list[Node]:
    """The trees of an instrument's top provisions; `provisions` come in tree order, parents first.

    labels  provision id → its short name, "Art. XII(2)"
    counts  provision id → passages about it or anything in it
    words   provision id → its text, shown where it has no heading
    """
    nodes: dict[str, Node] = {}
    tops: list[Node] = []
    for provision in provisions:
        parent = nodes.get(provision.parent) if provision.parent else None
        name = labels.get(provision.id) or provision.wid
        text = provision.heading or words.get(provision.id, "")
        node = Node(provision, name, " ".join(text.split()), parent, counts.get(provision.id, 0))
        node.searched = fold(node.title)
        nodes[provision.id] = node
        (parent.children if parent else tops).append(node)
    return tops


class ProvisionTreeModel(QAbstractItemModel):
    """One column: the provisions that match the filter, with all that hold them."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._all: list[Node] = []
        self._tops: list[Node] = []
        self._shown: dict[int, list[Node]] = {}
        # Index pointers are ids of nodes, and the nodes must outlive them.
        self._by_id: dict[int, Node] = {}
        self._words: list[str] = []

    def set_nodes(self, tops: Sequence[Node]) -> None:
        """Show another tree, or the same with new counts; in the second case views keep their place."""
        if self._same(self._all, tops):
            self._copy_counts(self._all, tops)
            self._tell_changed(self._tops, QModelIndex())
            return
        self.beginResetModel()
        self._all = list(tops)
        self._filter()
        self.endResetModel()

    def set_filter(self, words: str) -> None:
        """Show the provisions whose label or text holds all of `words`."""
        wanted = fold(words).split()
        if wanted != self._words:
            self.beginResetModel()
            self._words = wanted
            self._filter()
            self.endResetModel()

    @property
    def empty(self) -> bool:
        """Whether there is no provision at all, filtered or not."""
        return not self._all

    def node(self, index: Index) -> Node | None:
        """The provision of an index."""
        return self._by_id.get(index.internalId()) if index.isValid() else None

    def index_of(self, provision: str) -> QModelIndex:
        """Where a provision is shown; an invalid index where it is filtered away."""
        for node in self._by_id.values():
            if node.provision.id == provision:
                return self.createIndex(node.row, 0, id(node))
        return QModelIndex()

    def _filter(self) -> None:
        self._shown.clear()
        self._by_id.clear()
        self._tops = self._pick(self._all)

    def _pick(self, nodes: Sequence[Node], *, within: bool = False) -> list[Node]:
        """Those that match, hold a match, or stand below a match."""
        picked: list[Node] = []
        for node in nodes:
            matches = within or all(word in node.searched for word in self._words)
            below = self._pick(node.children, within=matches)
            if matches or below:
                node.row = len(picked)
                picked.append(node)
                self._shown[id(node)] = below
                self._by_id[id(node)] = node
        return picked

    def _same(self, old: Sequence[Node], new: Sequence[Node]) -> bool:
        return len(old) == len(new) and all(
            a.provision == b.provision and a.words == b.words and self._same(a.children, b.children)
            for a, b in zip(old, new, strict=True)
        )

    def _copy_counts(self, old: Sequence[Node], new: Sequence[Node]) -> None:
        for a, b in zip(old, new, strict=True):
            a.total = b.total
            self._copy_counts(a.children, b.children)

    def _tell_changed(self, nodes: Sequence[Node], parent: QModelIndex) -> None:
        if nodes:
            self.dataChanged.emit(self.index(0, 0, parent), self.index(len(nodes) - 1, 0, parent))
            for node in nodes:
                self._tell_changed(self._shown[id(node)], self.createIndex(node.row, 0, id(node)))

    def _children(self, parent: Index) -> list[Node]:
        return self._shown.get(parent.internalId(), []) if parent.isValid() else self._tops

    # Qt's interface

    def index(self, row: int, column: int, parent: Index = QModelIndex()) -> QModelIndex:  # noqa: B008
        children = self._children(parent)
        if column == 0 and 0 <= row < len(children):
            return self.createIndex(row, 0, id(children[row]))
        return QModelIndex()

    def parent(self, child: Index = QModelIndex()) -> Any:  # noqa: B008
        node = self.node(child)
        if node is None or node.parent is None:
            return QModelIndex()
        return self.createIndex(node.parent.row, 0, id(node.parent))

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return len(self._children(parent)) if parent.column() <= 0 else 0

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 1

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        node = self.node(index)
        if node is None:
            return None
        if role == NODE_ROLE:
            return node
        if role == Qt.ItemDataRole.DisplayRole:
            return node.title
        if role == Qt.ItemDataRole.AccessibleTextRole:
            if not node.total:
                return tr("{provision}: no passages", provision=node.title)
            counted = trn("{n} passage", "{n} passages", node.total)
            return tr("{provision}: {counted}", provision=node.title, counted=counted)
        return None
