"""Reading a scan with Tesseract: languages, progress, cancel. The result is a new version of the source."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QDialog,
    QDialogButtonBox,
    QListWidget,
    QListWidgetItem,
    QProgressBar,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.document import Capture, Document
from annotator.domain.errors import Cancelled, UserError
from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.jobs import Failure, JobThread, Progress
from annotator.ui.widgets import Label

if TYPE_CHECKING:
    from annotator.documents.client import Worker
    from annotator.store.project import Project
    from annotator.ui.session import Session

LANGUAGES, READ = 1, 2


class Recognising(QDialog):
    """`recognised(document)` once the new version is stored."""

    recognised = Signal(str)

    def __init__(self, session: Session, document: Document, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._document = document
        self._worker: Worker | None = None
        self._thread = JobThread("annotator-ocr", self._delivered)
        self.setWindowTitle(tr("Recognise text"))
        self.setMinimumWidth(420)
        self.said = Label(tr("Looking for Tesseract…"), "body")
        self.list = QListWidget()
        self.list.setAccessibleName(tr("Languages of the document"))
        self.progress = QProgressBar()
        self.progress.setAccessibleName(tr("Progress"))
        self.progress.hide()
        self.buttons = QDialogButtonBox(QDialogButtonBox.StandardButton.Cancel)
        self.start_button = self.buttons.addButton(tr("Recognise"), QDialogButtonBox.ButtonRole.ActionRole)
        self.start_button.setEnabled(False)
        self.start_button.clicked.connect(self.start)
        self.buttons.rejected.connect(self.reject)
        box = QVBoxLayout(self)
        box.setSpacing(10)
        box.addWidget(self.said)
        box.addWidget(self.list, 1)
        box.addWidget(self.progress)
        box.addWidget(self.buttons)
        self.list.hide()
        self._thread.submit(LANGUAGES, _languages)

    def languages(self) -> tuple[str, ...]:
        """The languages that are ticked."""
        items = [self.list.item(row) for row in range(self.list.count())]
        return tuple(item.text() for item in items if item.checkState() == Qt.CheckState.Checked)

    def start(self) -> None:
        """Begin; the window stays free."""
        chosen = self.languages()
        if not chosen:
            self.said.setText(tr("Choose at least one language."))
            return
        self.start_button.setEnabled(False)
        self.list.setEnabled(False)
        self.progress.show()
        id = self._document.id

        def read(project: Project) -> bytes:
            from annotator.store import documents

            return documents.original(project, id)

        self._session.read(read, lambda data: self._recognise(data, chosen))

    def _recognise(self, data: bytes, chosen: tuple[str, ...]) -> None:
        thread, name = self._thread, self._document.file_name

        def work() -> Capture:
            self._worker = late.worker()
            return self._worker.recognise(
                None,
                data=data,
                name=name,
                languages=chosen,
                progress=thread.report,
                cancelled=thread.cancelled,
            )

        self._thread.submit(READ, work)

    def _delivered(self, number: int, outcome: object) -> None:
        if isinstance(outcome, Progress):
            self.progress.setRange(0, 0 if outcome.fraction < 0 else 1000)
            self.progress.setValue(round(max(outcome.fraction, 0.0) * 1000))
            self.said.setText(outcome.text)
        elif isinstance(outcome, Failure):
            self._failed(outcome.error)
        elif number == LANGUAGES and isinstance(outcome, tuple):
            self._show_languages(outcome)
        elif isinstance(outcome, Capture):
            self._store(outcome)

    def _show_languages(self, found: tuple[str, ...]) -> None:
        if not found:
            self.said.setText(
                tr(
                    "Tesseract, the program that reads pictures of text, is not installed on this computer. Install it"
                    " with its languages, then try again. Until then areas of the pages can be marked."
                )
            )
            return
        self.said.setText(tr("Which languages is the document in?"))
        for name in found:
            item = QListWidgetItem(name)
            item.setFlags(item.flags() | Qt.ItemFlag.ItemIsUserCheckable)
            item.setCheckState(Qt.CheckState.Checked if name == "eng" else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self.list.show()
        self.start_button.setEnabled(True)

    def _store(self, capture: Capture) -> None:
        source = self._document.source
        assert source is not None
        owner, scan = source, self._document.id

        def act(project: Project) -> Any:
            from annotator.operations import update

            return update.update(project, owner, capture, scan=scan)

        self._session.act(act, self._stored)

    def _stored(self, result: Any) -> None:
        self.recognised.emit(str(result.document))
        self.accept()

    def _failed(self, error: BaseException) -> None:
        if isinstance(error, Cancelled):
            return
        if not isinstance(error, UserError):
            raise error
        self.said.setText(" ".join(part for part in (error.what, error.advice) if part))
        self.progress.hide()
        self.list.setEnabled(True)
        self.start_button.setEnabled(self.list.count() > 0)

    def done(self, result: int) -> None:
        """Stop what is running; the project stays as it was."""
        self._thread.cancel()
        if self._worker is not None:
            self._worker.close()
        self._thread.stop()
        super().done(result)


def _languages() -> tuple[str, ...]:
    from annotator.documents import ocr

    return ocr.languages()
