"""The dialog that takes references in: from a file or the clipboard, looked through before anything is kept."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt
from PySide6.QtGui import QCloseEvent, QDragEnterEvent, QDropEvent, QGuiApplication
from PySide6.QtWidgets import (
    QAbstractItemView,
    QComboBox,
    QDialog,
    QDialogButtonBox,
    QFileDialog,
    QHBoxLayout,
    QHeaderView,
    QListWidget,
    QProgressBar,
    QPushButton,
    QTableView,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.errors import Cancelled, UserError
from annotator.domain.i18n import tr, trn
from annotator.ui.dialogs.reference_list import BY, DATE, TITLE, TYPE, ReferenceModel
from annotator.ui.jobs import Failure, JobThread, Progress
from annotator.ui.session import Session
from annotator.ui.widgets import Heading, Label

if TYPE_CHECKING:
    from annotator.operations.references_io import Imported, ImportReport
    from annotator.store.project import Project

# Problems seen at once; more are scrolled.
SEEN = 4


def file_kinds() -> str:
    """The lines of a file dialog: all formats that can be read."""
    from annotator.operations.references_io import FORMATS

    every = " ".join(f"*{ending}" for one in FORMATS for ending in one.endings)
    lines = [f"{one.title} ({' '.join('*' + ending for ending in one.endings)})" for one in FORMATS]
    return ";;".join([tr("References ({endings})", endings=every), *lines, tr("All files (*)")])


class ImportReferences(QDialog):
    """Reads beside the window; `read_file`, `read_text` start it. One act takes everything in."""

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._found: Imported | None = None
        self._name = ""
        self._number = 0
        self._taking = False
        self._thread = JobThread("annotator-references", self._delivered)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAcceptDrops(True)
        self.setWindowTitle(tr("Import references"))
        self.resize(760, 620)
        box = QVBoxLayout(self)
        box.setSpacing(8)
        hint = tr(
            "RIS, BibTeX, BibLaTeX, CSL-JSON, EndNote XML, MODS or Zotero RDF. Choose a file, drop it here, or paste "
            "what another program copied."
        )
        box.addWidget(Label(hint, "muted"))
        box.addLayout(self._ways())
        self.progress = QProgressBar()
        self.progress.setRange(0, 1000)
        self.progress.setTextVisible(False)
        self.progress.setAccessibleName(tr("Reading the references"))
        self.progress.hide()
        box.addWidget(self.progress)
        self.said = Label("", "strong")
        box.addWidget(self.said)
        self.problem = Label("", "danger")
        self.problem.hide()
        box.addWidget(self.problem)
        self.model = ReferenceModel(self)
        box.addWidget(self._table(), 1)
        self._bad_part(box)
        box.addLayout(self._duplicate_part())
        self.buttons = QDialogButtonBox(
            QDialogButtonBox.StandardButton.Ok | QDialogButtonBox.StandardButton.Cancel
        )
        self.ok: QPushButton = self.buttons.button(QDialogButtonBox.StandardButton.Ok)
        self.ok.setDefault(True)
        self.buttons.accepted.connect(self._take)
        self.buttons.rejected.connect(self.reject)
        # While the dialog waits for its contents the focus is here: Enter in a field must not come to mean Cancel.
        self.buttons.button(QDialogButtonBox.StandardButton.Cancel).setAutoDefault(False)
        box.addWidget(self.buttons)
        self.finished.connect(self._thread_done)
        session.failed.connect(self._failed)
        session.busy.connect(self._busy)
        self._show(None)

    # Parts

    def _ways(self) -> QHBoxLayout:
        self.choose = QPushButton(tr("Choose a file…"))
        self.choose.clicked.connect(self._choose)
        self.paste = QPushButton(tr("Paste"))
        self.paste.setAccessibleName(tr("Paste references from the clipboard"))
        self.paste.clicked.connect(self.paste_text)
        row = QHBoxLayout()
        for button in (self.choose, self.paste):
            button.setAutoDefault(False)
        row.addWidget(self.choose)
        row.addWidget(self.paste)
        row.addStretch(1)
        return row

    def _table(self) -> QTableView:
        self.table = QTableView()
        self.table.setModel(self.model)
        self.table.setAccessibleName(tr("References that were found"))
        self.table.setSelectionBehavior(QAbstractItemView.SelectionBehavior.SelectRows)
        self.table.setTabKeyNavigation(False)
        self.table.setShowGrid(False)
        self.table.setWordWrap(False)
        self.table.verticalHeader().hide()
        self.table.verticalHeader().setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header = self.table.horizontalHeader()
        header.setDefaultAlignment(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        header.setSectionResizeMode(TITLE, QHeaderView.ResizeMode.Stretch)
        letter = self.fontMetrics().averageCharWidth()
        for column, letters in ((BY, 22), (DATE, 19), (TYPE, 22)):
            header.resizeSection(column, letter * letters)
        return self.table

    def _bad_part(self, box: QVBoxLayout) -> None:
        self._bad_head = Heading("")
        self.bad = QListWidget()
        self.bad.setAccessibleName(tr("Entries that could not be read"))
        self.bad.setWordWrap(True)
        self.bad.setStyleSheet("QListView::item { padding: 3px 4px; }")
        box.addWidget(self._bad_head)
        box.addWidget(self.bad)

    def _duplicate_part(self) -> QHBoxLayout:
        self.duplicates = QComboBox()
        self.duplicates.setAccessibleName(tr("What becomes of references that are there already"))
        self.duplicates.addItem(tr("Leave them as they are"), "skip")
        self.duplicates.addItem(tr("Complete them with what is new"), "merge")
        self.duplicates.addItem(tr("Add them all the same"), "add")
        label = Label(tr("References that are there already"), "body")
        label.setWordWrap(False)
        label.setBuddy(self.duplicates)
        row = QHBoxLayout()
        row.addWidget(label)
        row.addWidget(self.duplicates)
        row.addStretch(1)
        return row

    # Reading

    def _choose(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(self, tr("Import references"), "", file_kinds())
        if name:
            self.read_file(Path(name))

    def paste_text(self) -> None:
        """Read what the clipboard holds."""
        self.read_text(QGuiApplication.clipboard().text())

    def read_file(self, path: Path) -> None:
        """Read a file; nothing is kept yet."""
        self._name = path.name

        def work() -> Imported:
            from annotator.operations import references_io

            data = references_io.content(path)
            return references_io.read(
                data, str(path), progress=self._thread.report, cancelled=self._thread.cancelled
            )

        self._read(work)

    def read_text(self, text: str) -> None:
        """Read a pasted text; nothing is kept yet."""
        self._name = tr("the clipboard")

        def work() -> Imported:
            from annotator.operations import references_io

            return references_io.read(text, progress=self._thread.report, cancelled=self._thread.cancelled)

        self._read(work)

    def _read(self, work: Any) -> None:
        self._thread.cancel()
        self._show(None)
        self.problem.hide()
        self.said.setText(tr("Reading {name}…", name=self._name))
        self.progress.setValue(0)
        self.progress.show()
        self._number += 1
        self._thread.submit(self._number, work)

    def _delivered(self, number: int, outcome: object) -> None:
        if isinstance(outcome, Progress):
            self.progress.setValue(round(outcome.fraction * 1000))
            return
        if number != self._number:
            return
        self.progress.hide()
        if not isinstance(outcome, Failure):
            self._show(outcome)  # type: ignore[arg-type]  # the thread's work gives nothing but Imported
        elif isinstance(outcome.error, UserError):
            self.said.setText("")
            self._failed(outcome.error)
        elif not isinstance(outcome.error, Cancelled):
            sys.excepthook(type(outcome.error), outcome.error, outcome.error.__traceback__)

    def _show(self, found: Imported | None) -> None:
        self._found = found
        self.model.set_sources(found.sources if found else ())
        count = len(found.sources) if found else 0
        self.said.setText(self._summary(found) if found else "")
        self.bad.clear()
        bad = found.bad if found else ()
        if bad:
            from annotator.operations.references_io import problem

            self.bad.addItems([problem(one) for one in bad])
        self._bad_head.setText(trn("{n} entry could not be read", "{n} entries could not be read", len(bad)))
        for widget in (self._bad_head, self.bad):
            widget.setVisible(bool(bad))
        self.bad.setFixedHeight((self.fontMetrics().height() + 8) * min(max(len(bad), 1), SEEN) + 6)
        self.ok.setText(
            trn("Add {n} reference", "Add {n} references", count) if count else tr("Add references")
        )
        self.ok.setEnabled(count > 0)

    def _summary(self, found: Imported) -> str:
        from annotator.operations.references_io import FORMATS

        title = next((one.title for one in FORMATS if one.key == found.format), found.format)
        return trn(
            "{n} reference in {name} ({format})",
            "{n} references in {name} ({format})",
            len(found.sources),
            name=self._name,
            format=title,
        )

    # Taking in

    def _take(self) -> None:
        found = self._found
        if found is None:
            return
        from annotator.operations import references_io

        duplicates = str(self.duplicates.currentData())
        label = tr("Import “{name}”", name=self._name)
        steps = self._session.steps()

        def work(project: Project) -> ImportReport | None:
            try:
                return references_io.take_in(project, found, label, duplicates, steps.report, steps.cancelled)
            except Cancelled:
                return None

        self.problem.hide()
        self.said.setText(trn("Adding {n} reference…", "Adding {n} references…", len(found.sources)))
        self._set_taking(True)
        self._session.act(work, self._taken, text=tr("Adding references…"))

    def _set_taking(self, taking: bool) -> None:
        self._taking = taking
        self.progress.setValue(0)
        self.progress.setVisible(taking)
        for widget in (self.ok, self.choose, self.paste, self.duplicates):
            widget.setEnabled(not taking)
        self.setAcceptDrops(not taking)

    def _busy(self, _text: str, fraction: float) -> None:
        if self._taking and fraction >= 0:
            self.progress.setValue(round(fraction * 1000))

    def _taken(self, report: ImportReport | None) -> None:
        from annotator.operations.references_io import summary

        self._set_taking(False)
        if report is None:
            self.said.setText(tr("Cancelled. Nothing was added."))
            return
        self._session.noted.emit(summary(report))
        if report.sources:
            self._session.select("source", report.sources[0])
        self.accept()

    def reject(self) -> None:
        """Cancel what is being added; where nothing is, close."""
        if self._taking:
            self.said.setText(tr("Cancelling…"))
            self._session.cancel()
        else:
            super().reject()

    def _failed(self, error: UserError) -> None:
        if self._taking:
            self._set_taking(False)
            self.said.setText("")
        self.problem.setText(str(error))
        self.problem.show()
        self.ok.setEnabled(self._found is not None and bool(self._found.sources))

    # Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """A file or a text."""
        if event.mimeData().hasUrls() or event.mimeData().hasText():
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Read what was dropped."""
        event.acceptProposedAction()
        paths = [Path(url.toLocalFile()) for url in event.mimeData().urls() if url.isLocalFile()]
        if paths:
            self.read_file(paths[0])
        else:
            self.read_text(event.mimeData().text())

    def closeEvent(self, event: QCloseEvent) -> None:
        """What is being read is left; what is being added is cancelled first."""
        if self._taking:
            self.reject()
            event.ignore()
            return
        self._thread_done()
        super().closeEvent(event)

    def _thread_done(self, _: int = 0) -> None:
        self._number += 1
        self._thread.cancel()
        self._thread.stop()
