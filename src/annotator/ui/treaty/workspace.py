"""The Treaty workspace: the tree of provisions, the chosen one's words, and all that is said about it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, QTimer
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QHBoxLayout,
    QSplitter,
    QStackedWidget,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.changes import Changes
from annotator.domain.i18n import tr
from annotator.operations import links, treaties
from annotator.ui.dialogs.add_treaty import AddTreaty
from annotator.ui.dialogs.event_editor import EventEditor
from annotator.ui.icons import icon
from annotator.ui.passages import place_of
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.treaty import reading
from annotator.ui.treaty.cards import PassageCards
from annotator.ui.treaty.delegate import ProvisionDelegate
from annotator.ui.treaty.passages import PassageList
from annotator.ui.treaty.sheet import ProvisionSheet
from annotator.ui.treaty.tree import Node, ProvisionTreeModel
from annotator.ui.undo_banner import UndoBanner
from annotator.ui.widgets import FIRST, SECOND, EmptyState, FilterField, Label, Tool, Turns

if TYPE_CHECKING:
    from annotator.store.rows import Passage

TABLES = (
    "instrument", "instrument_alias", "instrument_event", "instrument_version", "provision", "provision_text",
    "mention", "annotation", "document", "evidence", "claim", "source", "source_agent", "agent",
)  # fmt: skip

# The least widths of the three columns.
TREE, SHEET, PASSAGES = 220, 300, 350


class TreatyWorkspace(QWidget):
    """Reads on `session.changed` while it is seen, else once it is shown again."""

    def __init__(self, session: Session, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._stale = True
        self._loading = False
        kind, chosen = session.selection
        self._instrument = chosen if kind == "instrument" else ""
        self._provision = ""
        self.model = ProvisionTreeModel(self)
        self.tree = self._make_tree()
        self.sheet = ProvisionSheet(themes)
        self.passages = PassageList(themes)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        for widget, least in ((self._left(), TREE), (self.sheet, SHEET), (self.passages, PASSAGES)):
            widget.setMinimumWidth(least)
            self.splitter.addWidget(widget)
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setChildrenCollapsible(False)
        handle = self.splitter.handleWidth()
        self.turns.share(
            self.splitter,
            (self.sheet, self.passages),
            room=TREE + SHEET + PASSAGES + 2 * handle,
            least=TREE + PASSAGES + handle,
            # Where it is narrow, the words need what the tree can spare.
            sizes=([320, 660, 420], [TREE, 420, 420]),
        )
        self.empty = EmptyState(
            tr("No treaty yet"),
            tr(
                "Add the text of a treaty from a file, and every article becomes something that highlights "
                "can be linked to."
            ),
            tr("Add treaty text…"),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.empty)
        self._stack.addWidget(self.splitter)
        # The empty state comes once it is known that there is nothing, not for a moment each time.
        self._stack.setCurrentIndex(1)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._stack)
        self.banner = UndoBanner(session)
        box.addWidget(self.banner)
        self.cards = PassageCards(session, self.passages, self._label, self.banner.offer, self)
        self.setFocusProxy(self.tree)
        self._connect()
        self._dress()
        if kind == "provision":
            self.show_provision(chosen)

    # Parts

    def _make_tree(self) -> QTreeView:
        tree = QTreeView()
        tree.setModel(self.model)
        tree.setItemDelegate(ProvisionDelegate(self._themes, tree))
        tree.setProperty("kind", "panel")
        tree.setHeaderHidden(True)
        tree.setUniformRowHeights(True)
        tree.setIndentation(16)
        tree.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        tree.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        tree.setMouseTracking(True)
        tree.setAccessibleName(tr("Provisions of the treaty"))
        return tree

    def _left(self) -> QWidget:
        left = QWidget()
        left.setProperty("kind", "panel")
        left.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(left)
        box.setContentsMargins(0, 12, 0, 8)
        box.setSpacing(8)
        self.chooser = QComboBox()
        self.chooser.setAccessibleName(tr("Treaty"))
        self.chooser.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.chooser.setMinimumContentsLength(12)
        self.add = Tool("", tr("Add treaty text…"))
        row = QHBoxLayout()
        row.setContentsMargins(12, 0, 12, 0)
        row.setSpacing(6)
        row.addWidget(self.chooser, 1)
        row.addWidget(self.add)
        self.filter = FilterField(tr("Filter provisions…"))
        field = QHBoxLayout()
        field.setContentsMargins(12, 0, 12, 0)
        field.addWidget(self.filter)
        self._coverage = Label("", "small")
        self._coverage.setContentsMargins(14, 0, 12, 0)
        box.addLayout(row)
        box.addLayout(field)
        self.turns = Turns(tr("Text"), tr("Passages"))
        turns = QHBoxLayout()
        turns.setContentsMargins(12, 0, 12, 0)
        turns.addWidget(self.turns)
        turns.addStretch(1)
        box.addWidget(self.tree, 1)
        box.addLayout(turns)
        box.addWidget(self._coverage)
        return left

    def _connect(self) -> None:
        self.empty.button.clicked.connect(self.add_treaty)
        self.add.clicked.connect(self.add_treaty)
        self.sheet.add_event.clicked.connect(self.note_event)
        self.sheet.edit.clicked.connect(self.edit_treaty)
        self.chooser.activated.connect(self._chosen)
        self.filter.textChanged.connect(self._filtered)
        self.filter.left.connect(lambda: self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason))
        self.tree.selectionModel().currentChanged.connect(self._current)
        self.passages.opened.connect(self._open)
        self.passages.judged.connect(self._judge)
        self.passages.claim_clicked.connect(lambda id: self._session.select("claim", id))
        self._session.changed.connect(self._changed)
        self._session.opened.connect(self._changed)
        self._session.selected.connect(self._selected)
        self._themes.changed.connect(self._dress)

    def _dress(self) -> None:
        self.add.setIcon(icon("add", self._themes.theme))
        self.tree.viewport().update()

    # Reading

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        QTimer.singleShot(0, self._settle_focus)
        if self._stale:
            self.reload()

    def _settle_focus(self) -> None:
        # Qt gives the keyboard to the first control of what is shown; the tree is what one came for.
        if self.chooser.hasFocus():
            self.tree.setFocus(Qt.FocusReason.OtherFocusReason)

    def _changed(self, what: object) -> None:
        if isinstance(what, Changes) and not what.touches(*TABLES):
            return
        if self.isVisible():
            self.reload()
        else:
            self._stale = True

    def reload(self) -> None:
        """Read the treaty anew, and the provision that is shown."""
        self._stale = False
        wanted = self._instrument
        self._session.read(
            lambda project: reading.treaty(project, wanted), self._show_treaty, key="treaty.tree"
        )
        self._read_provision()

    def _read_provision(self) -> None:
        wanted = self._provision
        if wanted:
            self._session.read(
                lambda project: reading.provision(project, wanted),
                self._show_provision,
                key="treaty.provision",
            )

    def _show_treaty(self, view: reading.TreatyView) -> None:
        self._stack.setCurrentIndex(1 if view.chosen else 0)
        if view.chosen is None:
            self._instrument = self._provision = ""
            return
        self._instrument = view.chosen.id
        self._fill_chooser(view)
        self.sheet.set_instrument(view.chosen)
        self._coverage.setText(
            tr("{covered} of {all} provisions are spoken of", covered=view.covered, all=view.provisions)
        )
        self._loading = True
        self.model.set_nodes(view.nodes)
        self._loading = False
        self._expand()
        self._reselect()

    def _fill_chooser(self, view: reading.TreatyView) -> None:
        entries = [(one.short or one.title, one.id, one.title) for one in view.instruments]
        shown = [
            (
                self.chooser.itemText(n),
                self.chooser.itemData(n),
                self.chooser.itemData(n, Qt.ItemDataRole.ToolTipRole),
            )
            for n in range(self.chooser.count())
        ]
        if entries != shown:
            self.chooser.clear()
            for n, (name, id, title) in enumerate(entries):
                self.chooser.addItem(name, id)
                self.chooser.setItemData(n, title, Qt.ItemDataRole.ToolTipRole)
        self.chooser.setCurrentIndex(self.chooser.findData(self._instrument))

    def _show_provision(self, view: reading.ProvisionView | None) -> None:
        if view is None or view.provision != self._provision:
            return
        self.sheet.set_view(view)
        self.passages.set_view(view)

    # Choosing

    def _expand(self) -> None:
        # A treaty has hundreds of provisions at most; thousands would only be slow to open all at once.
        if self.filter.text() or self.model.rowCount() <= 60:
            self.tree.expandAll()

    def _chosen(self, place: int) -> None:
        chosen = self.chooser.itemData(place)
        if chosen and chosen != self._instrument:
            self.show_instrument(chosen)

    def show_instrument(self, instrument: str) -> None:
        """Show the tree of another treaty."""
        self._instrument, self._provision = instrument, ""
        self._session.select("instrument", instrument)
        self.reload()

    def show_provision(self, provision: str) -> None:
        """Choose a provision, of another treaty too."""
        self._provision = provision
        if self.model.index_of(provision).isValid():
            self._reselect()
            return

        def found(instrument: str) -> None:
            self._instrument = instrument
            self.filter.clear()
            self.reload()

        self._session.read(lambda project: reading.instrument_of(project, provision), found, key="treaty.of")

    def _reselect(self) -> None:
        index = self.model.index_of(self._provision) if self._provision else QModelIndex()
        if not index.isValid():
            index = self.model.index(0, 0)
        if not index.isValid():
            return
        if index != self.tree.currentIndex() or not self.tree.selectionModel().isSelected(index):
            self.tree.setCurrentIndex(index)
            self.tree.scrollTo(index)
        node = self.model.node(index)
        if node is not None and node.provision.id != self._provision:
            self._take(node)

    def _current(self, now: QModelIndex, _before: QModelIndex) -> None:
        node = self.model.node(now)
        if node is not None and not self._loading:
            self._take(node)

    def _take(self, node: Node) -> None:
        self._provision = node.provision.id
        self._read_provision()
        if self.isVisible():
            self._session.select("provision", node.provision.id)

    def _selected(self, kind: str, id: str) -> None:
        if kind == "provision" and id and id != self._provision:
            self.show_provision(id)
        elif kind == "instrument" and id and id != self._instrument:
            self._instrument, self._provision = id, ""
            self._changed(None)

    def _filtered(self, words: str) -> None:
        self._loading = True
        self.model.set_filter(words)
        self._loading = False
        self._expand()
        self._reselect()

    def _label(self) -> str:
        node = self.model.node(self.tree.currentIndex())
        return node.label if node is not None else ""

    # Acts

    def _open(self, passage: Passage) -> None:
        self._session.select("annotation", passage.annotation.id)
        self._session.open_place(place_of(passage.annotation))

    def _judge(self, mention: str, fidelity: str) -> None:
        self._session.act(lambda project: links.set_fidelity(project, mention, fidelity))

    def add_treaty(self) -> None:
        """Ask for the text of a treaty and add it."""
        dialog = AddTreaty(self._session, self._themes, self)
        dialog.added.connect(self.show_instrument)
        dialog.exec()

    def edit_treaty(self) -> None:
        """Edit the names, parties, series and events of the treaty that is shown."""
        from annotator.ui.dialogs.instrument_editor import InstrumentEditor

        if self._instrument:
            InstrumentEditor(self._session, self._themes, self._instrument, self).open()

    def note_event(self) -> None:
        """Ask what happened to the treaty, and when."""
        instrument = self._instrument
        dialog = EventEditor(self.chooser.currentText(), self)
        if instrument and dialog.exec() == QDialog.DialogCode.Accepted:
            draft = dialog.draft()
            self._session.act(
                lambda project: treaties.event(project, instrument, draft.kind, draft.date, draft.actor)
            )

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """/ goes to the filter, Enter in the tree to the passages, Esc back to the tree and the text."""
        if event.key() == Qt.Key.Key_Slash and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self.filter.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif (
            event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
            and self.tree.hasFocus()
            and self.passages.boxes
        ):
            self.turns.reveal(SECOND)
            self.passages.boxes[0].quote.setFocus(Qt.FocusReason.ShortcutFocusReason)
        elif event.key() == Qt.Key.Key_Escape:
            self.turns.reveal(FIRST)
            self.tree.setFocus(Qt.FocusReason.ShortcutFocusReason)
        else:
            super().keyPressEvent(event)
