"""Sources that seem to be one work: both shown side by side, field by field, then merged or kept apart."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFrame,
    QHBoxLayout,
    QListView,
    QPushButton,
    QScrollArea,
    QSplitter,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr, trn
from annotator.ui.dialogs.side_by_side import SideBySide
from annotator.ui.session import Session
from annotator.ui.widgets import EmptyState, Label

if TYPE_CHECKING:
    from annotator.operations.duplicates import FieldPair
    from annotator.store.project import Project

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Pair:
    """Two sources that may be one: ids, titles, why, and how many highlights each has."""

    keep: str
    drop: str
    title: str
    reason: str
    counts: tuple[int, int]


def reason_words(reason: str) -> str:
    """Why two sources are thought to be one."""
    return {
        "doi": tr("same DOI"),
        "isbn": tr("same ISBN"),
        "url": tr("same web address"),
        "title": tr("same title, year and people"),
    }.get(reason, reason)


def pairs(project: Project) -> list[Pair]:
    """Each group as pairs with its first source, which stays unless one decides otherwise."""
    from annotator.operations.duplicates import duplicates
    from annotator.store import sources

    rows = {row.source.id: row for row in sources.listing(project)}
    found = []
    for group in duplicates(project):
        keep = max(group.sources, key=lambda one: rows[one].annotations)
        for drop in group.sources:
            if drop != keep:
                title = rows[keep].source.title or rows[drop].source.title or tr("(untitled)")
                counts = (rows[keep].annotations, rows[drop].annotations)
                found.append(Pair(keep, drop, title, group.reason, counts))
    return found


class PairModel(QAbstractListModel):
    """One line a pair: title, and why."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._pairs: tuple[Pair, ...] = ()

    def set_pairs(self, found: Sequence[Pair]) -> None:
        """Show these."""
        self.beginResetModel()
        self._pairs = tuple(found)
        self.endResetModel()

    def pair_at(self, index: Index) -> Pair | None:
        """The pair of an index."""
        return self._pairs[index.row()] if index.isValid() and index.row() < len(self._pairs) else None

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self._pairs)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        pair = self.pair_at(index)
        if pair is not None and role == Qt.ItemDataRole.DisplayRole:
            return f"{pair.title} – {reason_words(pair.reason)}"
        return None


class Duplicates(QDialog):
    """Works through the pairs; each merge is one act, which Ctrl+Z takes back."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._pair: Pair | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Duplicates"))
        self.resize(860, 660)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        self.said = Label("", "muted")
        box.addWidget(self.said)
        self.model = PairModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        self.list.setStyleSheet("QListView::item { padding: 4px 6px; }")
        self.list.setAccessibleName(tr("Sources that seem to be the same"))
        self.list.selectionModel().currentChanged.connect(self._chosen)
        self.fields = SideBySide()
        area = QScrollArea()
        area.setWidgetResizable(True)
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        area.setWidget(self.fields)
        self.parts = QSplitter(Qt.Orientation.Vertical)
        self.parts.addWidget(self.list)
        self.parts.addWidget(area)
        self.parts.setSizes([150, 450])
        self.parts.setChildrenCollapsible(False)
        box.addWidget(self.parts, 1)
        self.empty = EmptyState(
            tr("No duplicates"), tr("No two sources have the same DOI, ISBN, web address, or title and year.")
        )
        self.empty.hide()
        box.addWidget(self.empty, 1)
        box.addLayout(self._buttons())
        session.changed.connect(self.reload)
        self._enable(False)
        self.reload()

    def _buttons(self) -> QHBoxLayout:
        self.swap = QPushButton(tr("Keep the other one"))
        self.swap.setAutoDefault(False)
        self.swap.clicked.connect(self._swap)
        self.apart = QPushButton(tr("They are different works"))
        self.apart.setAutoDefault(False)
        self.apart.clicked.connect(self._keep_apart)
        self.merge = QPushButton(tr("Merge"))
        self.merge.setDefault(True)
        self.merge.clicked.connect(self._merge)
        close = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        close.button(QDialogButtonBox.StandardButton.Close).setText(tr("Close"))
        close.button(QDialogButtonBox.StandardButton.Close).setAutoDefault(False)
        close.rejected.connect(self.reject)
        row = QHBoxLayout()
        row.addWidget(self.swap)
        row.addWidget(self.apart)
        row.addStretch(1)
        row.addWidget(self.merge)
        row.addWidget(close)
        return row

    def _enable(self, able: bool) -> None:
        for button in (self.swap, self.apart, self.merge):
            button.setEnabled(able)

    # Reading

    def reload(self, _: object = None) -> None:
        """Look for duplicates anew."""
        self._session.read(pairs, self._show, key="duplicates.pairs", text=tr("Looking for duplicates…"))

    def _show(self, found: list[Pair]) -> None:
        row = max(self.list.currentIndex().row(), 0)
        self.model.set_pairs(found)
        self.parts.setVisible(bool(found))
        self.empty.setVisible(not found)
        self.said.setText(trn("{n} pair to look at", "{n} pairs to look at", len(found)) if found else "")
        self._enable(False)
        self._pair = None
        if found:
            self.list.setCurrentIndex(self.model.index(min(row, len(found) - 1)))

    def _chosen(self, now: QModelIndex, _before: QModelIndex) -> None:
        pair = self.model.pair_at(now)
        if pair is not None:
            self._compare(pair)

    def _compare(self, pair: Pair) -> None:
        from annotator.operations.duplicates import compare

        self._pair = pair

        def shown(fields: list[FieldPair]) -> None:
            if self._pair is pair:
                heads = (tr("Stays"), tr("Goes to the trash"))
                marks = [trn("{n} highlight", "{n} highlights", count) for count in pair.counts]
                self.fields.show_pair(fields, (f"{heads[0]} · {marks[0]}", f"{heads[1]} · {marks[1]}"))
                self._enable(True)

        self._session.read(
            lambda project: compare(project, pair.keep, pair.drop), shown, key="duplicates.fields"
        )

    # Acts

    def _swap(self) -> None:
        pair = self._pair
        if pair is not None:
            self._compare(Pair(pair.drop, pair.keep, pair.title, pair.reason, pair.counts[::-1]))

    def _merge(self) -> None:
        pair = self._pair
        if pair is None:
            return
        from annotator.operations.duplicates import merge_sources

        choices = self.fields.choices()
        self._session.act(lambda project: merge_sources(project, pair.keep, pair.drop, choices), self._merged)

    def _merged(self, _: object) -> None:
        self._session.noted.emit(tr("Merged. Ctrl+Z takes it back."))

    def _keep_apart(self) -> None:
        pair = self._pair
        if pair is None:
            return
        from annotator.operations.duplicates import keep_apart

        self._session.act(lambda project: keep_apart(project, (pair.keep, pair.drop)))
