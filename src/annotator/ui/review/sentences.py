"""The sentences that only one of two versions has, as a list that leads to them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QModelIndex, Qt, Signal
from PySide6.QtGui import QGuiApplication, QIcon, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QDialog, QDialogButtonBox, QListView, QVBoxLayout, QWidget

from annotator.domain.i18n import tr
from annotator.ui.records import Place
from annotator.ui.widgets import Label

if TYPE_CHECKING:
    from collections.abc import Sequence

    from annotator.anchoring import Change, TextChanges

_PLACE = Qt.ItemDataRole.UserRole + 1


class SentenceList(QListView):
    """Removed sentences, then added ones. A click or Enter gives the place, in the version that has the sentence."""

    chosen = Signal(object)  # Place

    def __init__(self, told: TextChanges, older: str, newer: str, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "panel")
        self.setAccessibleName(tr("Sentences added and removed"))
        self.setWordWrap(True)
        self.setTextElideMode(Qt.TextElideMode.ElideNone)
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setLayoutMode(QListView.LayoutMode.Batched)
        self.setSpacing(3)
        self.rows = QStandardItemModel(self)
        self._add(tr("Removed"), "−", older, told.removed)
        self._add(tr("Added"), "+", newer, told.added)
        if not self.rows.rowCount():
            self._head(tr("No sentence was added or removed."), strong=False)
        self.setModel(self.rows)
        self.activated.connect(self._choose)
        self.clicked.connect(self._choose)
        for row in range(self.rows.rowCount()):
            if self.rows.item(row).isSelectable():
                self.setCurrentIndex(self.rows.index(row, 0))
                break

    def _add(self, heading: str, sign: str, document: str, changes: Sequence[Change]) -> None:
        if not changes:
            return
        self._head(f"{heading} · {len(changes)}", strong=True)
        for change in changes:
            item = QStandardItem(f"{sign} ¶ {change.paragraph}  {change.text}")
            item.setData(Place(document, change.start, change.end), _PLACE)
            item.setData(
                f"{heading}, ¶ {change.paragraph}: {change.text}", Qt.ItemDataRole.AccessibleTextRole
            )
            self.rows.appendRow(item)

    def _head(self, text: str, *, strong: bool) -> None:
        item = QStandardItem(text)
        item.setFlags(Qt.ItemFlag.ItemIsEnabled if strong else Qt.ItemFlag.NoItemFlags)
        font = item.font()
        font.setBold(strong)
        item.setFont(font)
        self.rows.appendRow(item)

    def _choose(self, index: QModelIndex) -> None:
        place = index.data(_PLACE)
        if isinstance(place, Place):
            self.chosen.emit(place)

    def words(self) -> str:
        """The whole list as text."""
        rows = (self.rows.item(row) for row in range(self.rows.rowCount()))
        lines = [("" if item.isSelectable() else "\n") + item.text() for item in rows]
        return "\n".join(lines).strip()


class SentencesDialog(QDialog):
    """A window beside the reader: it stays open while its sentences are looked up there. Closes by Escape or Close."""

    place_chosen = Signal(object)  # Place

    def __init__(
        self,
        title: str,
        lines: Sequence[str],
        told: TextChanges,
        versions: tuple[str, str],
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("What changed"))
        self.resize(620, 460)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        if title:
            name = Label(title, "strong")
            name.setWordWrap(True)
            box.addWidget(name)
        for line in lines:
            label = Label(line)
            label.setWordWrap(True)
            box.addWidget(label)
        self.sentences = SentenceList(told, *versions)
        self.sentences.chosen.connect(self.place_chosen)
        box.addWidget(self.sentences, 1)
        if told.added or told.removed:
            box.addWidget(Label(tr("A click or Enter shows a sentence in the version that has it."), "small"))
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Close)
        self.buttons.rejected.connect(self.reject)
        for button in self.buttons.buttons():
            # Enter belongs to the list.
            button.setAutoDefault(False)  # type: ignore[attr-defined]
            button.setIcon(QIcon())
        self.copy = self.buttons.addButton(tr("Copy the sentences"), QDialogButtonBox.ButtonRole.ActionRole)
        self.copy.setAutoDefault(False)
        self.copy.clicked.connect(lambda: QGuiApplication.clipboard().setText(self.sentences.words()))
        self.copy.setEnabled(bool(told.added or told.removed))
        box.addWidget(self.buttons)
        self.sentences.setFocus()

    def show_beside(self) -> None:
        """Show it over the left of its window, so that the text can be read."""
        self.show()
        parent = self.parentWidget()
        if parent is not None:
            corner = parent.window().mapToGlobal(parent.window().rect().bottomLeft())
            self.move(corner.x() + 12, corner.y() - self.frameGeometry().height() - 36)
