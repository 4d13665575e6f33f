"""The Bibliography workspace: choices on the left, the pages that will be handed in beside them."""

from __future__ import annotations

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, Qt, QTimer, Signal
from PySide6.QtGui import QGuiApplication, QShowEvent
from PySide6.QtWidgets import (
    QHBoxLayout,
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
from annotator.ui.bibliography import gathering
from annotator.ui.bibliography.composer import Composer, Preview
from annotator.ui.bibliography.handing import FOLDER, DoneLine, ask_path
from annotator.ui.bibliography.options import Options
from annotator.ui.bibliography.paperspoken import make_spoken
from annotator.ui.bibliography.preview import PaperBrowser
from annotator.ui.bibliography.problems import ProblemPanel
from annotator.ui.bibliography.quotes import PreviewQuotes
from annotator.ui.icons import icon
from annotator.ui.passages import open_passage
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import EmptyState, OneLine

if TYPE_CHECKING:
    from annotator.citation.document import Problem
    from annotator.citation.inputs import BibliographyInput
    from annotator.operations.bibliography import ExportReport, Recipe
    from annotator.store.project import Project

TABLES = (
    "source", "source_agent", "agent", "document", "annotation", "mention", "evidence", "claim",
    "instrument", "instrument_event", "provision", "provision_text", "tag", "tagging", "note", "setting",
)  # fmt: skip
# Long enough to join the clicks of a burst, short enough to seem at once. An edit elsewhere is shown without it.
DEBOUNCE_MS = 120


class BibliographyWorkspace(QWidget):
    """Call `shutdown()` at the end (it also happens when the widget is destroyed)."""

    source_requested = Signal(str)  # the details of a source are wanted

    def __init__(self, session: Session, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._settings = Settings()
        self._stale = True
        self._listed = False
        self._shown: Preview | None = None
        self._recipe: Recipe | None = None
        self._gathered: gathering.Gathered | None = None
        self._gathered_for: Recipe | None = None
        # Sources edited since; None where anything may have changed.
        self._edited: frozenset[str] | None = None
        self._composer = Composer(self._failed)
        self.destroyed.connect(self._composer.stop)
        self.options = Options(session, themes, self._settings, at_once=False)
        self.preview = PaperBrowser(themes)
        self.quotes = PreviewQuotes(session, self.preview)
        make_spoken(self.preview)
        self.problems = ProblemPanel()
        self.splitter = QSplitter(Qt.Orientation.Horizontal)
        self.splitter.addWidget(self.options)
        self.splitter.addWidget(self._middle())
        self.splitter.setStretchFactor(1, 1)
        self.splitter.setSizes([330, 1100])
        self.splitter.setChildrenCollapsible(False)
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.addWidget(self.splitter)
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._builder = QTimer(self)
        self._builder.setInterval(0)
        self.setFocusProxy(self.preview)
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
        self.done = DoneLine()
        box.addWidget(self.done)
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
        box.addWidget(self.problems)
        return middle

    def _bar(self) -> QWidget:
        bar = QWidget()
        bar.setProperty("kind", "bar")
        bar.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        row = QHBoxLayout(bar)
        row.setContentsMargins(14, 8, 14, 8)
        row.setSpacing(8)
        self._summary = OneLine("", "muted")
        self.progress = QProgressBar()
        self.progress.setRange(0, 0)
        self.progress.setTextVisible(False)
        self.progress.setFixedWidth(60)
        self.progress.setAccessibleName(tr("The bibliography is being set"))
        self.progress.hide()
        self.copy = QPushButton(tr("Copy"))
        self.copy.setToolTip(tr("Copy the bibliography, with its formatting, to paste it elsewhere"))
        self.copy.setAccessibleName(tr("Copy the bibliography"))
        self.save = QPushButton(tr("Export…"))
        self.save.setProperty("kind", "primary")
        self.save.setToolTip(
            tr("Write it as Word, OpenDocument, PDF, web page, Markdown, LaTeX, rich text or table (Ctrl+E)")
        )
        for widget, stretch in ((self._summary, 1), (self.progress, 0), (self.copy, 0), (self.save, 0)):
            row.addWidget(widget, stretch)
        # Work over 0.3 s says what it is doing; less would only flicker.
        self._patience = QTimer(self)
        self._patience.setSingleShot(True)
        self._patience.setInterval(300)
        self._patience.timeout.connect(self.progress.show)
        return bar

    def _connect(self) -> None:
        self._timer.timeout.connect(self._gather)
        self._builder.timeout.connect(self._build)
        self.options.changed.connect(self._chosen)
        self.preview.passage_clicked.connect(self._open_passage)
        self.preview.ready.connect(self._ready)
        self.copy.clicked.connect(self.copy_all)
        self.save.clicked.connect(self.export)
        self.problems.chosen.connect(self._open_problem)
        # Ahead of the lists beside it, which read the whole library anew: it is the pages one looks at.
        self._session.changing.connect(self._changed)
        self._session.opened.connect(self._changed)
        self._themes.changed.connect(self._dress)

    def _dress(self) -> None:
        self.copy.setIcon(icon("copy", self._themes.theme))
        self.save.setIcon(icon("export", self._themes.theme, token="accent_ink"))

    # Reading and setting

    def showEvent(self, event: QShowEvent) -> None:
        super().showEvent(event)
        if self._stale:
            self._composer.warm(self.options.remembered())
        if self.options.complete:
            self._begin()
        else:
            self._builder.start()

    def _build(self) -> None:
        """Make one part of the choices; then set the pages."""
        self.options.step()
        if self.options.complete:
            self._builder.stop()
            self._begin()

    def _begin(self) -> None:
        self._settle_focus()
        self.options.styles.load_first(self._composer)
        if self._stale:
            self.options.recipes.load()
            self._gather()
        else:
            self._list_styles()

    def _settle_focus(self) -> None:
        # Qt gives the keyboard to the first control of what is shown; the pages are what one came for.
        if self.options.recipes.box.hasFocus():
            self.preview.setFocus(Qt.FocusReason.OtherFocusReason)

    def _chosen(self) -> None:
        # The style comes alive while the burst of choices is waited for and the store is read.
        self._composer.warm(self.options.recipe())
        self._timer.start(DEBOUNCE_MS)

    def _changed(self, what: object) -> None:
        if isinstance(what, Changes):
            if what.touches("recipe") and self.isVisible() and self.options.complete:
                self.options.recipes.load()
            if not what.touches(*TABLES):
                return
        own = gathering.edited(what) if isinstance(what, Changes) else None
        self._edited = self._edited | own if self._edited is not None and own is not None else None
        self._stale = True
        if self.isVisible() and self.options.complete:
            self._timer.stop()
            self._gather()

    def _gather(self) -> None:
        if not self.isVisible():
            self._stale = True
            return
        self._stale = False
        recipe = self.options.recipe()
        self._patience.start()
        # Only what was edited is read, where all else is known to be as it was read last, for the same rows.
        same = self._gathered_for is not None and gathering.rows_of(recipe) == gathering.rows_of(
            self._gathered_for
        )
        before, sources = (self._gathered if same else None), self._edited
        self._edited, self._gathered = frozenset(), None

        def gathered(found: gathering.Gathered) -> None:
            self._gathered, self._gathered_for = found, recipe
            self.options.quotes.set_meanings(found.meanings)
            self.options.quotes.set_known_tags(found.tags)
            self._set(found.given, recipe)

        def read(project: Project) -> gathering.Gathered:
            if before is None or sources is None:
                return gathering.gather(project, recipe)
            return gathering.again(project, before, recipe, sources)

        if before is not None and sources == frozenset():
            gathered(before)  # another style or order of the same
            return

        self._session.read(read, gathered, key="bibliography.gather")

    def _set(self, given: BibliographyInput, recipe: Recipe) -> None:
        if not given.sources and recipe.include_unquoted:
            self._list_styles()
            self.preview.stop()
            self._settled()
            self._shown = None
            self._stack.setCurrentIndex(1)
            self._summary.setText("")
            self.problems.set_problems([])
            self._enable()
            return
        first = self._shown is None or recipe != self._recipe
        self._recipe = recipe
        self._composer.preview(given, recipe, self._composed, first=first)

    def _composed(self, preview: Preview) -> None:
        self._shown = preview
        self.preview.set_paragraphs(preview.paragraphs, preview.base, preview.same_head, preview.same_tail)
        if preview.bibliography.complete:
            self._list_styles()
            self.problems.set_problems(preview.bibliography.problems)
            self.options.styles.say_lacks(lacking(preview.bibliography.problems))

    def _ready(self) -> None:
        self._stack.setCurrentIndex(0)
        if self._shown is None:
            return
        made = self._shown.bibliography
        if made.complete:
            self._settled()
        self._enable()
        parts = [
            trn("{n} source", "{n} sources", made.source_count),
            trn("{n} quotation", "{n} quotations", made.quote_count),
            trn("{n} page", "{n} pages", self.preview.pages),
        ]
        self._summary.setText(" · ".join(parts) if made.complete else tr("Setting the rest…"))

    def _enable(self) -> None:
        able = self._shown is not None and self._shown.bibliography.complete
        for button in (self.copy, self.save):
            button.setEnabled(able)

    def _settled(self) -> None:
        self._patience.stop()
        self.progress.hide()

    def _list_styles(self) -> None:
        """Read the list of all styles: when the pages are there, for those come first."""
        if not self._listed:
            self._listed = True
            self.options.load(self._composer)

    def _failed(self, error: BaseException) -> None:
        self._list_styles()
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
        open_passage(self._session, annotation)

    def _open_problem(self, problem: Problem) -> None:
        if problem.annotation_id:
            self._open_passage(problem.annotation_id)
        elif problem.source_id:
            self._session.select("source", problem.source_id)
            self.source_requested.emit(problem.source_id)
        else:
            self.options.ensureWidgetVisible(self.options.styles)
            self.options.styles.filter.setFocus(Qt.FocusReason.OtherFocusReason)

    # Handing in

    def copy_all(self) -> None:
        """Put the bibliography on the clipboard, formatted and plain."""
        if self._shown is not None:
            self._composer.html(self._shown.bibliography, self._copied)

    def _copied(self, html: str) -> None:
        data = QMimeData()
        data.setHtml(html)
        data.setText(self.preview.toPlainText())
        QGuiApplication.clipboard().setMimeData(data)
        self.done.say(tr("The bibliography is on the clipboard."))

    def export(self) -> None:
        """Ask for a file and write the bibliography to it."""
        path = ask_path(self, self._session.path.stem, self._settings)
        if path is not None:
            self.export_to(path)

    def export_to(self, path: Path) -> None:
        """Write the bibliography to `path`, with what the project holds now."""
        self._settings.set_text(FOLDER, str(path.parent))
        recipe = self.options.recipe()
        info = self._session.info
        project_id = info.id if info is not None else ""
        self._patience.start()

        def gathered(found: gathering.Gathered) -> None:
            self._composer.export(found.given, recipe, path, project_id, self._exported)

        self._session.read(lambda project: gathering.gather(project, recipe), gathered)

    def _exported(self, report: ExportReport) -> None:
        self._settled()
        words = [
            trn("{n} entry", "{n} entries", report.entries),
            trn("{n} quotation", "{n} quotations", report.quotes),
        ]
        if report.problems:
            words.append(tr("{n} to check", n=len(report.problems)))
            self.problems.set_problems(report.problems)
        self.done.say(
            tr("{file} is written: {what}.", file=report.path.name, what=", ".join(words)), report.path
        )


def lacking(problems: tuple[Problem, ...]) -> str:
    """What the style cannot do for these sources, in a sentence; "" for nothing."""
    from annotator.citation.document import ProblemKind

    for problem in problems:
        if problem.kind is ProblemKind.NO_BIBLIOGRAPHY:
            return problem.message
    missing = sum(problem.kind is ProblemKind.NO_ENTRY for problem in problems)
    return (
        trn("It has no entry for {n} source.", "It has no entry for {n} sources.", missing) if missing else ""
    )
