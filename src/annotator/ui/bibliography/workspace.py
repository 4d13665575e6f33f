"""The Bibliography workspace: choices on the left, the pages that will be handed in beside them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QModelIndex, Qt, QTimer, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QFileDialog,
    QFrame,
    QHBoxLayout,
    QListView,
    QProgressBar,
    QPushButton,
    QSplitter,
    QStackedWidget,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.changes import Changes
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.ui.bibliography.composer import Choice, Composer, Preview
from annotator.ui.bibliography.options import Options
from annotator.ui.bibliography.preview import PaperBrowser
from annotator.ui.bibliography.problems import ProblemModel
from annotator.ui.icons import icon
from annotator.ui.passages import place_of
from annotator.ui.session import Place, Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import EmptyState, Heading, Label, Tool

if TYPE_CHECKING:
    from annotator.citation.inputs import BibliographyInput
    from annotator.operations.bibliography import ExportReport
    from annotator.store.project import Project

TABLES = (
    "source", "source_agent", "agent", "document", "annotation", "mention", "evidence", "claim",
    "instrument", "instrument_event", "provision", "provision_text",
)  # fmt: skip
# Long enough to join the keystrokes of a burst, short enough to seem at once.
DEBOUNCE_MS = 150
ENDINGS = ("docx", "html", "md")


class BibliographyWorkspace(QWidget):
    """Call `shutdown()` at the end (it also happens when the widget is destroyed)."""

    def __init__(self, session: Session, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._settings = Settings()
        self._stale = True
        self._shown: Preview | None = None
        self._exported: Path | None = None
        self._composer = Composer(self._failed)
        self.destroyed.connect(self._composer.stop)
        self.options = Options(themes, self._settings)
        self.options.setMinimumWidth(250)
        self.preview = PaperBrowser(themes)
        self.problems = ProblemModel(self)
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.options)
        self.splitter.addWidget(self._middle())
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([310, 1100])
        self.splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.setInterval(DEBOUNCE_MS)
        self._connect()
        self._dress()
        self._enable()

    # Parts

    def _middle(self) -> QWidget:
        middle = QWidget()
        box = QVBoxLayout(middle)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(0)
        box.addWidget(self._bar())
        box.addWidget(self._done_line())
        self.empty = EmptyState(
            tr("Nothing to list yet"),
            tr(
                "Add sources to the project; each has its entry here, with the passages you highlighted below it."
            ),
        )
        self._stack = QStackedWidget()
        self._stack.addWidget(self.preview)
        self._stack.addWidget(self.empty)
        box.addWidget(self._stack, 1)
        box.addWidget(self._problem_part())
        return middle

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("kind", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        self._summary = Label("", "muted")
        self._summary.setWordWrap(False)
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setMaximumWidth(140)
        self.progress.setAccessibleName(tr("The bibliography is being set"))
        keep = self.progress.sizePolicy()
        keep.setRetainSizeWhenHidden(True)
        self.progress.setSizePolicy(keep)
        self.progress.hide()
        self.copy = QPushButton(tr("Copy"))
        self.copy.setToolTip(tr("Copy the bibliography, with its formatting, to paste it elsewhere"))
        self.copy.setAccessibleName(tr("Copy the bibliography"))
        self.save = QPushButton(tr("Export…"))
        self.save.setProperty("kind", "primary")
        self.save.setToolTip(tr("Write the bibliography as a Word document, web page or Markdown (Ctrl+E)"))
        for widget, stretch in ((self._summary, 1), (self.progress, 0), (self.copy, 0), (self.save, 0)):
            row.addWidget(widget, stretch)
        # Work over 0.3 s says what it is doing; less would only flicker.
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(300)
        self._patience.timeout.connect(self.progress.show)
        return bar

    def _done_line(self) -> QWidget:
        self.done = QFrame()
        self.done.setProperty("kind", "banner")
        row = QHBoxLayout(self.done)
        row.setContentsMargins(14, 6, 8, 6)
        self._said = Label("", "body")
        self.open_file = QPushButton(tr("Open"))
        self.open_folder = QPushButton(tr("Open folder"))
        close = Tool("×", tr("Close this message"))
        close.clicked.connect(self.done.hide)
        row.addWidget(self._said, 1)
        for button in (self.open_file, self.open_folder, close):
            row.addWidget(button)
        self.done.hide()
        return self.done

    def _problem_part(self) -> QWidget:
        self._problem_box = QWidget()
        self._problem_box.setProperty("kind", "panel")
        self._problem_box.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        box = QVBoxLayout(self._problem_box)
        box.setContentsMargins(14, 10, 8, 8)
        box.setSpacing(4)
        self._problem_head = Heading("")
        self.problem_list = QListView()
        self.problem_list.setProperty("kind", "panel")
        self.problem_list.setModel(self.problems)
        self.problem_list.setUniformItemSizes(True)
        self.problem_list.setAccessibleName(tr("To check before handing in"))
        self.problem_list.setStyleSheet("QListView::item { padding: 3px 2px; }")
        box.addWidget(self._problem_head)
        box.addWidget(self.problem_list)
        self._problem_box.hide()
        return self._problem_box

    def _connect(self) -> None:
        self._timer.timeout.connect(self._gather)
        self.options.changed.connect(self._timer.start)
        self.preview.passage_clicked.connect(self._open_passage)
        self.preview.ready.connect(self._ready)
        self.copy.clicked.connect(self.copy_all)
        self.save.clicked.connect(self.export)
        self.open_file.clicked.connect(lambda: self._open_path(self._exported))
        self.open_folder.clicked.connect(
            lambda: self._open_path(self._exported.parent if self._exported else None)
        )
        self.problem_list.activated.connect(self._open_problem)
        self.problem_list.clicked.connect(self._open_problem)
        self._session.changed.connect(self._changed)
        self._session.opened.connect(self._changed)
        self._themes.changed.connect(self._dress)
        self._themes.changed.connect(self._recolour)

    def _dress(self) -> None:
        self.copy.setIcon(icon("copy", self._themes.theme))
        self.save.setIcon(icon("export", self._themes.theme, token="accent_ink"))

    def _recolour(self) -> None:
        if self._shown is not None:
            self.preview.set_paragraphs(self._shown.paragraphs)

    # Reading and setting

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        self.options.load(self._composer)
        if self._stale:
            self._gather()

    def _changed(self, what: object) -> None:
        if isinstance(what, Changes) and not what.touches(*TABLES):
            return
        self._stale = True
        if self.isVisible():
            self._timer.start()

    def _gather(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        choice = self.options.choice()
        self._patience.start()

        def gathered(given: BibliographyInput) -> None:
            self._set(given, choice)

        self._session.read(lambda project: _gather(project, choice), gathered, key="bibliography.gather")

    def _set(self, given: BibliographyInput, choice: Choice) -> None:
        if not given.sources and choice.recipe.include_unquoted:
            self.preview.stop()
            self._settled()
            self._shown = None
            self._stack.setCurrentIndex(1)
            self._summary.setText("")
            self._show_problems([])
            self._enable()
            return
        self._composer.preview(given, choice, self._composed)

    def _composed(self, preview: Preview) -> None:
        self._shown = preview
        self.preview.set_paragraphs(preview.paragraphs)
        self._show_problems(list(preview.bibliography.problems))

    def _ready(self) -> None:
        self._settled()
        self._stack.setCurrentIndex(0)
        self._enable()
        if self._shown is None:
            return
        made = self._shown.bibliography
        parts = [
            trn("{n} source", "{n} sources", made.source_count),
            trn("{n} quotation", "{n} quotations", made.quote_count),
            trn("{n} page", "{n} pages", self.preview.pages),
        ]
        self._summary.setText(" · ".join(parts))

    def _show_problems(self, problems: list) -> None:  # type: ignore[type-arg]
        self.problems.set_problems(problems)
        self._problem_head.setText(tr("To check · {n}", n=len(problems)))
        self._problem_box.setVisible(bool(problems))
        row = max(self.problem_list.sizeHintForRow(0), self.fontMetrics().height() + 6)
        self.problem_list.setFixedHeight(row * min(len(problems), 5) + 4)

    def _enable(self) -> None:
        for button in (self.copy, self.save):
            button.setEnabled(self._shown is not None)

    def _settled(self) -> None:
        self._patience.stop()
        self.progress.hide()

    def _failed(self, error: BaseException) -> None:
        self._settled()
        if isinstance(error, UserError):
            self._session.failed.emit(error)
        else:
            sys.excepthook(type(error), error, error.__traceback__)

    def shutdown(self) -> None:
        """End the thread and the engines."""
        self._composer.stop()

    # Going there

    def _open_passage(self, annotation: str) -> None:
        def read(project: Project) -> Place:
            from annotator.store import annotations

            return place_of(annotations.get(project, annotation))

        self._session.select("annotation", annotation)
        self._session.read(read, self._session.open_place, key="bibliography.open")

    def _open_problem(self, index: QModelIndex) -> None:
        problem = self.problems.problem_at(index)
        if problem is None:
            return
        if problem.annotation_id:
            self._open_passage(problem.annotation_id)
        elif problem.source_id:
            self._session.select("source", problem.source_id)

    # Handing in

    def copy_all(self) -> None:
        """Put the bibliography on the clipboard, formatted and plain."""
        if self._shown is None:
            return
        data = QMimeData()
        data.setHtml(self._shown.html)
        data.setText(self.preview.toPlainText())
        QGuiApplication.clipboard().setMimeData(data)
        self._say(tr("The bibliography is on the clipboard."), None)

    def export(self) -> None:
        """Ask for a file and write the bibliography to it."""
        kinds = (tr("Word document (*.docx)"), tr("Web page (*.html)"), tr("Markdown (*.md)"))
        folder = self._settings.text("bibliography/folder") or str(Path.home())
        start = str(Path(folder) / f"{self._session.path.stem}.docx")
        name, kind = QFileDialog.getSaveFileName(self, tr("Export bibliography"), start, ";;".join(kinds))
        if name:
            path = Path(name)
            if path.suffix.lower().lstrip(".") not in (*ENDINGS, "htm", "markdown", "xhtml"):
                ending = ENDINGS[kinds.index(kind)] if kind in kinds else ENDINGS[0]
                path = path.with_name(f"{path.name}.{ending}")
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the bibliography to `path`, with what the project holds now."""
        self._settings.set_text("bibliography/folder", str(path.parent))
        choice = self.options.choice()
        self._patience.start()

        def gathered(given: BibliographyInput) -> None:
            self._composer.export(given, choice, path, self._exported_to)

        self._session.read(lambda project: _gather(project, choice), gathered)

    def _exported_to(self, report: ExportReport) -> None:
        self._settled()
        words = [
            trn("{n} entry", "{n} entries", report.entries),
            trn("{n} quotation", "{n} quotations", report.quotes),
        ]
        if report.problems:
            words.append(tr("{n} to check", n=len(report.problems)))
        self._say(tr("{file} is written: {what}.", file=report.path.name, what=", ".join(words)), report.path)

    def _say(self, words: str, path: Path | None) -> None:
        self._exported = path
        self._said.setText(words)
        self.done.setAccessibleName(words)
        self.open_file.setVisible(path is not None)
        self.open_folder.setVisible(path is not None)
        self.done.show()

    def _open_path(self, path: Path | None) -> None:
        if path is not None:
            QDesktopServices.openUrl(QUrl.fromLocalFile(str(path)))


def _gather(project: Project, choice: Choice) -> BibliographyInput:
    from annotator.operations.bibliography import gather

    return gather(project, choice.recipe)
