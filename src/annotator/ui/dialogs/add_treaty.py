"""The dialog that adds a treaty from a file: title, short name, and the tree that was read, before anything is kept."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QFormLayout,
    QHBoxLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QTreeView,
    QVBoxLayout,
    QWidget,
)

from annotator.documents.intake import supported
from annotator.domain.document import Capture
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook
from annotator.ui.treaty.delegate import ProvisionDelegate
from annotator.ui.treaty.outline import Outline, outline
from annotator.ui.treaty.tree import ProvisionTreeModel
from annotator.ui.widgets import Label

if TYPE_CHECKING:
    from annotator.operations.results import Added


class AddTreaty(QDialog):
    """The file is read when it is chosen; `added(instrument id)` once the treaty is in the project."""

    added = Signal(str)

    def __init__(self, session: Session, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._capture: Capture | None = None
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setWindowTitle(tr("Add treaty text"))
        self.resize(620, 620)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        hint = tr(
            "A file with the text of the treaty (.txt, .md, .html, .docx, .pdf). Articles, paragraphs and points are "
            "read from it; a link to one of them does not depend on the edition."
        )
        box.addWidget(Label(hint, "muted"))
        box.addLayout(self._form())
        self.problem = Label("", "danger")
        self.problem.hide()
        box.addWidget(self.problem)
        self.found = Label(tr("Choose a file to see the provisions that are read from it."), "muted")
        box.addWidget(self.found)
        self.model = ProvisionTreeModel(self)
        self.tree = QTreeView()
        self.tree.setModel(self.model)
        self.tree.setItemDelegate(ProvisionDelegate(themes, self.tree))
        self.tree.setHeaderHidden(True)
        self.tree.setUniformRowHeights(True)
        self.tree.setAccessibleName(tr("Provisions read from the file"))
        box.addWidget(self.tree, 1)
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setText(tr("Add treaty"))
        self.buttons.accepted.connect(self._add)
        self.buttons.rejected.connect(self.reject)
        box.addWidget(self.buttons)
        session.failed.connect(self._failed)
        self._check()

    def _form(self) -> QFormLayout:
        self.file = QLineEdit()
        self.file.setReadOnly(True)
        self.file.setAccessibleName(tr("File"))
        self.file.setPlaceholderText(tr("no file chosen"))
        self.choose = QPushButton(tr("Choose…"))
        self.choose.clicked.connect(self._choose)
        row = QHBoxLayout()
        row.addWidget(self.file, 1)
        row.addWidget(self.choose)
        self.title = QLineEdit()
        self.title.setAccessibleName(tr("Title"))
        self.title.setPlaceholderText(tr("Agreement on Establishment of Peace and Inter-State Relations"))
        self.short = QLineEdit()
        self.short.setAccessibleName(tr("Short name"))
        self.short.setPlaceholderText(tr("as it stands in margins and lists, e.g. “Agreement (2025)”"))
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        label = QLabel(tr("&File"))
        label.setBuddy(self.choose)
        form.addRow(label, row)
        form.addRow(tr("&Title"), self.title)
        form.addRow(tr("&Short name"), self.short)
        self.title.textChanged.connect(self._check)
        return form

    def _choose(self) -> None:
        endings = " ".join(f"*.{ending}" for ending in supported())
        kinds = f"{tr('Texts')} ({endings});;{tr('All files')} (*)"
        name, _ = QFileDialog.getOpenFileName(self, tr("Text of the treaty"), "", kinds)
        if name:
            self.read(Path(name))

    def read(self, path: Path) -> None:
        """Read a file and show the tree; nothing is kept yet."""
        self._capture = None
        self.file.setText(str(path))
        self.problem.hide()
        self.found.setText(tr("Reading {name}…", name=path.name))
        self.model.set_nodes([])
        self._check()
        self._session.import_file(path, lambda _project, capture: outline(capture), self._read)

    def _read(self, read: Outline) -> None:
        self._capture = read.capture
        if not self.title.text():
            self.title.setText(read.title)
        self.model.set_nodes(read.nodes)
        self.tree.expandToDepth(0)
        if read.count:
            self.found.setText(trn("{n} provision found:", "{n} provisions found:", read.count))
        else:
            self.found.setText(
                tr(
                    "No articles or points were found. The treaty can be added, but nothing can be linked to it yet."
                )
            )
        self._check()

    def _failed(self, error: UserError) -> None:
        self.problem.setText(str(error))
        self.problem.show()
        self.found.setText("")
        self.ok.setEnabled(self._capture is not None)

    def _check(self) -> None:
        self.ok.setEnabled(self._capture is not None and bool(self.title.text().strip()))

    def _add(self) -> None:
        capture = self._capture
        if capture is None:
            return
        from annotator.operations import treaties

        title, short = self.title.text().strip(), self.short.text().strip()
        self.ok.setEnabled(False)
        self._session.act(lambda project: treaties.add(project, capture, title, short), self._added)

    def _added(self, added: Added) -> None:
        self.accept()
        self.added.emit(added.instrument)
