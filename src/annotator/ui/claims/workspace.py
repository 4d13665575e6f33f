"""The Claims workspace: the matrix of claims and sources, and the chosen claim's evidence side by side."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QDialog,
    QHBoxLayout,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.changes import Changes
from annotator.domain.i18n import tr, trn
from annotator.operations import claims, trash
from annotator.ui.claims import reading
from annotator.ui.claims.cards import EvidenceCards
from annotator.ui.claims.matrix import Matrix
from annotator.ui.claims.model import ClaimMatrixModel
from annotator.ui.claims.panel import LEAST, ROOMY, ClaimPanel
from annotator.ui.claims.table import ClaimTable
from annotator.ui.dialogs.claim_editor import ClaimEditor
from annotator.ui.icons import icon
from annotator.ui.passages import place_of
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.undo_banner import UndoBanner
from annotator.ui.widgets import FIRST, SECOND, EmptyState, FilterField, OneLine, Turns

if TYPE_CHECKING:
    from annotator.operations.results import Claimed
    from annotator.store.rows import Passage

# All that the matrix or the panel shows a part of.
TABLES = (
    "claim", "claim_relation", "claim_provision", "evidence", "mention", "annotation", "document",
    "source", "source_agent", "agent", "instrument", "instrument_event",
)  # fmt: skip


class ClaimsWorkspace(QWidget):
    """Reads on `session.changed` while it is seen, else once it is shown again."""

    def __init__(self, session: Session, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._stale = True
        self._loading = False
        kind, chosen = session.selection
        self._claim = chosen if kind == "claim" else ""
        self._view: reading.ClaimView | None = None
        self.model = ClaimMatrixModel(self)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar())
        self.table = ClaimTable(self.model, themes, Settings())
        self.panel = ClaimPanel(themes)
        self._stack = self._states()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self._stack)
        self.splitter.addWidget(self._side())
        self.splitter.setStretchFactor(0, 1)
        self.splitter.setChildrenCollapsible(False)
        both, sizes = (self._stack, self._side_stack), ([900, 440], [LEAST, LEAST])
        self.turns.share(self.splitter, both, room=ROOMY, least=LEAST, sizes=sizes)
        box.addWidget(self.splitter, 1)
        self.banner = UndoBanner(session)
        box.addWidget(self.banner)
        self.cards = EvidenceCards(session, self.panel.evidence, self._key, self.banner.offer, self)
        self.setFocusProxy(self.table)
        self._connect()
        self._dress()

    # Parts

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("kind", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        self.new = QPushButton(tr("New claim"))
        self.new.setToolTip(tr("New claim (N)"))
        self.disputed = QPushButton(tr("Only disputed"))
        self.disputed.setCheckable(True)
        self.disputed.setProperty("kind", "workspace")
        self.disputed.setToolTip(tr("Judged disputed, or open with evidence on both sides"))
        self._summary = OneLine("", "muted")
        self.filter = FilterField(tr("Filter claims… e.g. “referendum”"))
        self.filter.setMinimumWidth(120)
        self.filter.setMaximumWidth(340)
        row.addWidget(self.new)
        row.addWidget(self.disputed)
        self.turns = Turns(tr("Claims"), tr("Evidence"))
        self.turns.narrowed.connect(self._summary.setHidden)
        row.addWidget(self.turns)
        row.addSpacing(8)
        row.addWidget(self._summary, 1)
        row.addWidget(self.filter, 1)
        return bar

    def _states(self) -> QStackedWidget:
        stack = QStackedWidget()
        stack.setProperty("kind", "raised")
        stack.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        framed = QWidget()
        inner = QVBoxLayout(framed)
        inner.setContentsMargins(14, 6, 14, 0)
        inner.addWidget(self.table)
        self.empty = EmptyState(
            tr("No claims yet"),
            tr(
                "A claim is a proposition in your own words. Link passages that support or contradict it, "
                "and this table shows who says what."
            ),
            tr("New claim"),
        )
        self.nothing = EmptyState(
            tr("No claim matches"), tr("Change or clear the filter."), tr("Show all claims")
        )
        for widget in (framed, self.empty, self.nothing):
            stack.addWidget(widget)
        return stack

    def _side(self) -> QWidget:
        self._side_stack = QStackedWidget()
        self._side_stack.setProperty("kind", "panel")
        self._side_stack.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._side_stack.setMinimumWidth(LEAST)
        hint = EmptyState(tr("No claim chosen"), tr("Choose a claim to see its evidence side by side."))
        self._side_stack.addWidget(hint)
        self._side_stack.addWidget(self.panel)
        return self._side_stack

    def _connect(self) -> None:
        self.new.clicked.connect(lambda: self.new_claim())
        self.empty.button.clicked.connect(lambda: self.new_claim())
        self.nothing.button.clicked.connect(self._clear_filter)
        self.disputed.toggled.connect(self._filtered)
        self.filter.textChanged.connect(self._filtered)
        self.filter.left.connect(self._to_table)
        self.table.selectionModel().currentChanged.connect(self._current)
        self.table.opened.connect(self._open_cell)
        self.table.edit_asked.connect(self.edit_claim)
        self.table.trash_asked.connect(self.trash_claim)
        self.table.filter_asked.connect(self.focus_filter)
        self.panel.passage_clicked.connect(self._open_passage)
        self.panel.edit_asked.connect(self.edit_claim)
        self.panel.trash_asked.connect(self.trash_claim)
        self.panel.status.judged.connect(self._judge)
        self.panel.relations.opened.connect(self.show_claim)
        self.panel.relations.removed.connect(self._unrelate)
        self.panel.relations.related.connect(self._relate)
        self.panel.record.opened.connect(lambda id: self._session.select("instrument", id))
        self._session.changed.connect(self._changed)
        self._session.opened.connect(self._changed)
        self._session.selected.connect(self._selected)
        self._themes.changed.connect(self._dress)

    def _dress(self) -> None:
        self.new.setIcon(icon("add", self._themes.theme))

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._settle_focus)
        if self._stale:
            self.reload()

    def _settle_focus(self) -> None:
        # Qt gives the keyboard to the first control of what is shown; the table is what one came for.
        if self.new.hasFocus():
            self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, what: object) -> None:
        if isinstance(what, Changes) and not what.touches(*TABLES):
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def reload(self) -> None:
        """Read the claims anew, and the one that is shown."""
        self._stale = False
        self._session.read(reading.matrix, self._show_matrix, key="claims.matrix")
        self._read_claim()

    def _read_claim(self) -> None:
        wanted = self._claim
        if wanted:
            self._session.read(
                lambda project: reading.claim(project, wanted), self._show_view, key="claims.claim"
            )

    def _show_matrix(self, matrix: Matrix) -> None:
        self._loading = True
        self.model.set_matrix(matrix)
        self._loading = False
        self.table.viewport().update()
        both = sum(row.both_sides for row in matrix.rows)
        parts = [trn("{n} claim", "{n} claims", len(matrix.rows))] if matrix.rows else []
        if both:
            parts.append(tr("{n} with evidence on both sides", n=both))
        self._summary.setText(" · ".join(parts))
        self._choose_state()
        if matrix.rows and not any(row.claim.id == self._claim for row in matrix.rows):
            self._claim = ""
        self._reselect()

    def _show_view(self, view: reading.ClaimView | None) -> None:
        self._view = view
        if view is None:
            self._claim = ""
            self._side_stack.setCurrentIndex(0)
            return
        info = self._session.info
        self.panel.show_claim(view, info.user if info else "")
        self._side_stack.setCurrentIndex(1)

    def _choose_state(self) -> None:
        rows = self.model.matrix.rows
        self._stack.setCurrentIndex(1 if not rows else 0 if self.model.rowCount() else 2)
        if not rows:
            self._claim, self._view = "", None
            self._side_stack.setCurrentIndex(0)
        self.turns.set_paired(bool(rows))
        for widget in (self.filter, self.disputed):
            widget.setEnabled(bool(rows))

    # Choosing

    def _reselect(self) -> None:
        """Put the current cell back on the chosen claim; the first one where none is chosen."""
        row = self.model.row_of(self._claim) if self._claim else (0 if self.model.rowCount() else -1)
        if row < 0:
            return
        column = max(self.table.currentIndex().column(), 0)
        index = self.model.index(row, min(column, self.model.columnCount() - 1))
        if index != self.table.currentIndex() or not self.table.selectionModel().isSelected(index):
            self.table.setCurrentIndex(index)
        self._take(index)

    def _current(self, now: QModelIndex, _before: QModelIndex) -> None:
        if not self._loading:
            self._take(now)

    def _take(self, index: QModelIndex) -> None:
        row = self.model.row_at(index)
        if row is None:
            return
        column = self.model.column_at(index)
        self.panel.evidence.emphasise(column.source if column and column.source in row.counts else "")
        if row.claim.id != self._claim or self._view is None:
            self._claim = row.claim.id
            self._read_claim()
        if self.isVisible():
            self._session.select("claim", row.claim.id)

    def _selected(self, kind: str, id: str) -> None:
        if kind == "claim" and id and id != self._claim:
            self.show_claim(id)

    def show_claim(self, claim: str) -> None:
        """Choose a claim, clearing the filter where it hides it."""
        self._claim = claim
        if self.model.row_of(claim) < 0 and any(row.claim.id == claim for row in self.model.matrix.rows):
            self._clear_filter()
        self._view = None
        if self.model.row_of(claim) >= 0:
            self._reselect()
        else:
            self._read_claim()

    def _filtered(self) -> None:
        self.turns.reveal(FIRST)
        self._loading = True
        self.model.set_filter(self.filter.text(), only_disputed=self.disputed.isChecked())
        self._loading = False
        self._choose_state()
        self._reselect()

    def _clear_filter(self) -> None:
        self.filter.clear()
        self.disputed.setChecked(False)

    def focus_filter(self) -> None:
        """Put the caret into the filter."""
        self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.filter.selectAll()

    def _to_table(self) -> None:
        self.turns.reveal(FIRST)
        self.table.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self._reselect()

    # Opening passages

    def _open_cell(self, index: QModelIndex) -> None:
        """A source's cell opens its passage; several are framed and the first takes the focus."""
        row, column = self.model.row_at(index), self.model.column_at(index)
        if row is None:
            return
        source = column.source if column is not None and column.source in row.counts else ""
        card = self.panel.evidence.first_of(source)
        if card is None:
            return
        if source and sum(n for _, n in row.counts[source]) == 1:
            card.click()
        else:
            self.turns.reveal(SECOND)
            card.setFocus(Qt.FocusReason.ShortcutFocusReason)
            self.panel.ensureWidgetVisible(card)

    def _open_passage(self, passage: Passage) -> None:
        self._session.select("annotation", passage.annotation.id)
        self._session.open_place(place_of(passage.annotation))

    def _key(self) -> str:
        return self._view.claim.key if self._view is not None else ""

    # Acts

    def new_claim(self, text: str = "") -> None:
        """Ask for a new claim and add it."""
        dialog = ClaimEditor(taken=self._keys(), topics=self._topics(), text=text, parent=self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            draft = dialog.draft()
            self._session.act(
                lambda project: claims.add(project, draft.text, draft.key, draft.topic), self._added
            )

    def _keys(self) -> list[str]:
        return [row.claim.key for row in self.model.matrix.rows]

    def _topics(self) -> list[str]:
        return [row.claim.topic for row in self.model.matrix.rows if row.claim.topic]

    def _added(self, added: Claimed) -> None:
        self._clear_filter()
        self.show_claim(added.claim.id)
        self.table.setFocus(Qt.FocusReason.OtherFocusReason)

    def edit_claim(self) -> None:
        """Edit the chosen claim's words, key and topic."""
        view = self._view
        if view is None:
            return
        dialog = ClaimEditor(view.claim, taken=self._keys(), topics=self._topics(), parent=self)
        if dialog.exec() == QDialog.DialogCode.Accepted:
            draft, claim = dialog.draft(), view.claim.id
            self._session.act(
                lambda project: claims.edit(project, claim, text=draft.text, key=draft.key, topic=draft.topic)
            )

    def trash_claim(self) -> None:
        """Move the chosen claim to the trash; a line below offers to take it back."""
        view = self._view
        if view is None:
            return
        claim = view.claim
        self._claim, self._view = "", None

        def trashed(_: object) -> None:
            self.banner.offer(tr("Claim {key} is in the trash.", key=claim.key))

        self._session.act(lambda project: trash.trash(project, "claim", claim.id), trashed)

    def _judge(self, status: str, reason: str) -> None:
        claim = self._claim
        self._session.act(lambda project: claims.set_status(project, claim, status, reason))

    def _relate(self, relation: str, other: str) -> None:
        claim = self._claim
        self._session.act(lambda project: claims.relate(project, claim, relation, other))

    def _unrelate(self, relation: str) -> None:
        self._session.act(lambda project: claims.unrelate(project, relation))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """N makes a new claim, / goes to the filter, Esc back to the table."""
        if event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() == Qt.Key.Key_N:
            self.new_claim()
        elif event.modifiers() == Qt.KeyboardModifier.NoModifier and event.key() == Qt.Key.Key_Slash:
            self.focus_filter()
        elif event.key() == Qt.Key.Key_Escape:
            self._to_table()
        else:
            super().keyPressEvent(event)
