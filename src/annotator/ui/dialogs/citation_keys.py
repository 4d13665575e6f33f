"""How the project's citekeys are made: the pattern, what it gives the sources there are, and all keys anew."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPersistentModelIndex, Qt, QTimer
from PySide6.QtGui import QFont
from PySide6.QtWidgets import (
    QAbstractItemView,
    QCheckBox,
    QDialog,
    QDialogButtonBox,
    QFormLayout,
    QHeaderView,
    QLineEdit,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.domain.source import Source
from annotator.domain.wording import plain_title
from annotator.ui.session import Session
from annotator.ui.widgets import Chip, FlowLayout, Label

if TYPE_CHECKING:
    from annotator.store.project import Project

Index = QModelIndex | QPersistentModelIndex
SOURCE, NOW, NEW = range(3)
# The keys of more sources than this are made when the typing pauses: 5,000 take a fifth of a second.
AT_ONCE = 500
SOON_MS = 200


@dataclass(frozen=True, slots=True)
class Row:
    """A source, the key it has, and the one that the pattern gives it."""

    title: str
    now: str
    new: str


class KeyModel(QAbstractTableModel):
    """One line a source."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: tuple[Row, ...] = ()

    def set_rows(self, rows: Sequence[Row]) -> None:
        """Show these."""
        self.beginResetModel()
        self.rows = tuple(rows)
        self.endResetModel()

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else len(self.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        return 0 if parent.isValid() else 3

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return (tr("Source"), tr("Key now"), tr("By the pattern"))[section]
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole):
            return (row.title, row.now, row.new)[index.column()]
        if role == Qt.ItemDataRole.FontRole and index.column() == NEW and row.new != row.now:
            font = QFont()
            font.setBold(True)
            return font
        return None


class CitationKeys(QDialog):
    """Saved as one act. Keys that are there stay, unless one says that they shall be made anew."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._sources: tuple[Source, ...] = ()
        self._before = ""
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Citation keys"))
        self.resize(720, 560)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        box.addWidget(
            Label(
                tr(
                    "A source gets its key once author and year are known, and keeps it whatever is edited: manuscripts name"
                    " it. The pattern says how keys are made from now on."
                ),
                "muted",
            )
        )
        self.pattern = QLineEdit()
        self.pattern.setAccessibleName(tr("Pattern of the keys"))
        self.pattern.setMaxLength(200)
        self.pattern.textEdited.connect(self._typed)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(SOON_MS)
        self._soon.timeout.connect(self._preview)
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.addRow(tr("&Pattern"), self.pattern)
        box.addLayout(form)
        box.addWidget(self._parts())
        self.said = Label("", "small")
        box.addWidget(self.said)
        self.model = KeyModel(self)
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("Sources and their keys"))
        self.table.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        header = self.table.horizontalHeader()
        header.setSectionResizeMode(SOURCE, QHeaderView.ResizeMode.Stretch)
        header.resizeSection(NOW, 180)
        header.resizeSection(NEW, 180)
        box.addWidget(self.table, 1)
        self.anew = QCheckBox(tr("Give all sources new keys by the pattern"))
        self.anew.toggled.connect(self._preview)
        box.addWidget(self.anew)
        self.warning = Label("", "warning")
        self.warning.hide()
        box.addWidget(self.warning)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Save | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Save)
        self.ok.setText(tr("Save"))
        self.ok.setDefault(True)
        self.ok.setEnabled(False)
        self.buttons.accepted.connect(self._save)
        self.buttons.rejected.connect(self.reject)
        # While the dialog waits for its contents the focus is here: Enter in a field must not come to mean Cancel.
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        box.addWidget(self.buttons)
        session.failed.connect(self._failed)
        session.read(self._read, self._show)

    def _parts(self) -> QWidget:
        """What the pattern may hold, to be put in by a click."""
        from annotator.exchange.citekeys import PARTS

        holder = QWidget()
        flow = FlowLayout(holder)
        meanings = {
            "auth": tr("first author, small letters"),
            "Auth": tr("first author"),
            "authors": tr("up to three authors, small letters"),
            "Authors": tr("up to three authors"),
            "year": tr("year"),
            "title": tr("first word of the title that says something, small letters"),
            "Title": tr("first word of the title that says something"),
            "container": tr("initials of the journal or newspaper"),
            "type": tr("CSL’s type"),
            "letter": tr("b, c … where the key is taken; at the end where it is not written"),
        }
        for part in PARTS:
            chip = Chip(f"{{{part}}}", "plain", clickable=True)
            chip.setAutoDefault(False)
            chip.setToolTip(meanings[part])
            chip.setAccessibleName(tr("Put in {part}: {meaning}", part=part, meaning=meanings[part]))
            chip.clicked.connect(lambda _=False, words=f"{{{part}}}": self._put(words))
            flow.addWidget(chip)
        return holder

    def _put(self, words: str) -> None:
        self.pattern.insert(words)
        self.pattern.setFocus(Qt.FocusReason.OtherFocusReason)
        self._preview()

    @staticmethod
    def _read(project: Project) -> tuple[str, tuple[Source, ...]]:
        from annotator.operations import citekeys
        from annotator.store import sources

        return citekeys.pattern(project), tuple(sources.many(project, trashed=False).values())

    def _show(self, answer: tuple[str, tuple[Source, ...]]) -> None:
        self._before, self._sources = answer
        self.pattern.setText(self._before)
        self._preview()
        self.pattern.setFocus(Qt.FocusReason.OtherFocusReason)

    def _typed(self) -> None:
        if len(self._sources) <= AT_ONCE:
            self._preview()
        else:
            self.ok.setEnabled(False)
            self._soon.start()

    def _preview(self, _: object = None) -> None:
        from annotator.operations import citekeys

        text = self.pattern.text()
        try:
            new = citekeys.planned(text, self._sources)
        except UserError as error:
            self._say(f"{error.what} {error.advice}", wrong=True)
            self.ok.setEnabled(False)
            self.warning.hide()
            return
        rows = [
            Row(plain_title(source.title) or tr("(untitled)"), source.citekey, key)
            for source, key in zip(self._sources, new, strict=True)
        ]
        if rows != list(self.model.rows):
            self.model.set_rows(rows)
        changed = sum(row.new != row.now and bool(row.now) for row in rows)
        self._say(
            trn("It would give {n} source another key.", "It would give {n} sources another key.", changed)
        )
        self.warning.setText(
            trn(
                "{n} key that manuscripts may name changes. Citations by the old one are not found any more; Ctrl+Z takes it"
                " back.",
                "{n} keys that manuscripts may name change. Citations by the old ones are not found any more; Ctrl+Z takes it"
                " back.",
                changed,
            )
        )
        self.warning.setVisible(self.anew.isChecked() and changed > 0)
        differs = any(row.new != row.now for row in rows)
        self.ok.setEnabled(text.strip() != self._before or (self.anew.isChecked() and differs))

    def _say(self, words: str, *, wrong: bool = False) -> None:
        from annotator.ui.widgets.basics import set_kind

        set_kind(self.said, "danger" if wrong else "small")
        self.said.setText(words)
        self.pattern.setAccessibleDescription(words)

    def _save(self) -> None:
        from annotator.operations import citekeys

        text, anew = self.pattern.text(), self.anew.isChecked()
        self._session.act(lambda project: citekeys.choose(project, text, anew=anew), self._saved)

    def _saved(self, _: object) -> None:
        self.accept()

    def _failed(self, error: UserError) -> None:
        self._say(str(error), wrong=True)
