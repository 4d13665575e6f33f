"""The application above its windows: which project is open, the welcome, what happens to errors nobody expected."""

from __future__ import annotations

import logging
import platform
import sys
import traceback
from collections.abc import Generator
from pathlib import Path
from threading import Event
from types import TracebackType
from typing import TYPE_CHECKING

import PySide6
from PySide6.QtCore import QMessageLogContext, QObject, Qt, QtMsgType, Signal, qInstallMessageHandler
from PySide6.QtWidgets import QApplication, QFileDialog

import annotator
from annotator.documents.client import Worker
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.application import Application
from annotator.ui.calls import Calls
from annotator.ui.dropped import PROJECT_SUFFIX
from annotator.ui.jobs import Failure, JobThread, Progress
from annotator.ui.passages import open_passage
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.style import apply
from annotator.ui.theme import Choice, ThemeBook
from annotator.ui.window import MainWindow

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.ui.welcome import Welcome

log = logging.getLogger(__name__)
qt_log = logging.getLogger("qt")
KINDS = f"*{PROJECT_SUFFIX}"


class Desktop(QObject):
    """One project window at a time, or the welcome."""

    crashed = Signal(str)

    def __init__(self, app: QApplication, *, viewer: Worker | None = None, theme: str = "") -> None:
        super().__init__()
        self._app = app
        self._viewer = viewer
        self.settings = Settings()
        choice = theme or self.settings.text("window/theme", Choice.SYSTEM)
        self.themes = ThemeBook(choice if choice in set(Choice) else Choice.SYSTEM, self)
        apply(app, self.themes)
        self.window: MainWindow | None = None
        self._welcome: Welcome | None = None
        self._maker: JobThread | None = None
        self._maker_worker: Worker | None = None
        self.crashed.connect(self._show_crash)
        app.setQuitOnLastWindowClosed(True)
        if isinstance(app, Application):
            app.file_opened.connect(lambda name: self.open_project(Path(name)))

    # ---------------------------------------------------------------- windows

    def welcome(self, error: UserError | None = None) -> None:
        """Show the first window, with what went wrong on the way to it."""
        if self._welcome is None:
            from annotator.ui.welcome import Welcome

            self._welcome = Welcome(self.themes, self.settings)
            self._welcome.sample_requested.connect(self.open_sample)
            self._welcome.new_requested.connect(self.new_project)
            self._welcome.open_requested.connect(self.choose_project)
            self._welcome.project_requested.connect(self.open_project)
        self._welcome.show()
        if error is not None:
            self._welcome.banner.show_error(error)

    def open_project(self, path: Path, annotation: str = "") -> MainWindow:
        """Show a window on `path` at once; the project is read meanwhile. The window before is closed.

        `annotation`: a highlight to go to.
        """
        window = MainWindow()
        for _ in self.opening(path, window, annotation):
            pass
        return window

    def opening(self, path: Path, window: MainWindow, annotation: str = "") -> Generator[None, None, None]:
        """The same in small steps, for an empty window that is on the screen already."""
        viewer, self._viewer = self._viewer, None
        ready = Event()

        def opened(path: Path) -> Project:
            try:
                return late.open_project(path)
            finally:
                # Whatever is to be heard of it: those who shall hear it are there first.
                ready.wait()

        session = Session(path, opener=opened, viewer=viewer)
        try:
            yield
            yield from window.steps(session, self.themes, self.settings)
        finally:
            ready.set()
            if not window.is_whole:
                session.close()
        window.project_requested.connect(self.open_project)
        window.new_requested.connect(self.new_project)
        window.open_requested.connect(self.choose_project)
        window.sample_requested.connect(self.open_sample)
        window.refused.connect(self._refused)
        session.opened.connect(lambda info: self._opened(window, info.path, annotation))
        before, self.window = self.window, window
        window.show()
        self._put_away(before)

    def _opened(self, window: MainWindow, path: Path, annotation: str) -> None:
        calls = Calls(path, window)
        calls.called.connect(lambda wanted: self._called(window, wanted))
        window.closed.connect(calls.close)
        if annotation:
            open_passage(window.session, annotation)

    def _called(self, window: MainWindow, annotation: str) -> None:
        """An address of a passage was followed elsewhere."""
        window.setWindowState(
            (window.windowState() & ~Qt.WindowState.WindowMinimized) | Qt.WindowState.WindowActive
        )
        window.raise_()
        window.activateWindow()
        open_passage(window.session, annotation)

    def _refused(self, error: UserError) -> None:
        window, self.window = self.window, None
        self.welcome(error)
        self._put_away(window)

    def _put_away(self, window: MainWindow | None) -> None:
        if window is not None:
            window.close()
            window.deleteLater()
        if self._welcome is not None and self.window is not None:
            self._welcome.close()
            self._welcome.deleteLater()
            self._welcome = None

    def choose_project(self) -> None:
        """Ask which project to open."""
        name, _kind = QFileDialog.getOpenFileName(
            self._app.activeWindow(), tr("Open project"), "", f"{tr('Annotator projects')} ({KINDS})"
        )
        if name:
            self.open_project(Path(name))

    def new_project(self) -> None:
        """Ask where to make a new project, and open it."""
        name, _kind = QFileDialog.getSaveFileName(
            self._app.activeWindow(),
            tr("New project"),
            tr("Untitled") + PROJECT_SUFFIX,
            f"{tr('Annotator projects')} ({KINDS})",
        )
        if name:
            self._make(lambda: late.create(Path(name)), tr("Making the project…"))

    def open_sample(self) -> None:
        """Open the sample project, making it first where this user has none yet."""
        self._make(self._sample, tr("Making the sample project…"))

    def _sample(self) -> Path:
        maker = self._maker
        assert maker is not None
        self._maker_worker = late.worker()
        return late.sample(self._maker_worker, maker.report)

    def _make(self, work: object, text: str) -> None:
        if self.window is None:
            self.welcome()
        if self._welcome is not None:
            self._welcome.set_working(text)
        if self._maker is None:
            self._maker = JobThread("annotator-maker", self._made)
        assert callable(work)
        self._maker.submit(1, work)

    def _made(self, _number: int, outcome: object) -> None:
        if isinstance(outcome, Progress):
            if self._welcome is not None:
                self._welcome.set_working(outcome.text)
            return
        if self._maker_worker is not None:
            self._maker_worker.close()
            self._maker_worker = None
        if self._welcome is not None:
            self._welcome.set_working("")
        if isinstance(outcome, Path):
            self.open_project(outcome)
        elif isinstance(outcome, Failure):
            if not isinstance(outcome.error, UserError):
                sys.excepthook(type(outcome.error), outcome.error, outcome.error.__traceback__)
            elif self.window is not None:
                self.window.banner.show_error(outcome.error)
            else:
                self.welcome(outcome.error)

    def shut(self) -> None:
        """End what runs beside the windows."""
        if self.window is not None:
            self.window.close()
        if self._maker_worker is not None:
            self._maker_worker.close()
        if self._maker is not None:
            self._maker.stop()
        if self._viewer is not None:
            self._viewer.close()
        self.settings.sync()

    # ---------------------------------------------------------------- our own mistakes

    def install_crash_handler(self) -> None:
        """From now on an unexpected error is logged whole and shown calmly; Qt's warnings are logged."""
        sys.excepthook = self._unexpected
        qInstallMessageHandler(_qt_message)

    def _unexpected(
        self, kind: type[BaseException], error: BaseException, trace: TracebackType | None
    ) -> None:
        if issubclass(kind, KeyboardInterrupt):
            self._app.quit()
            return
        log.error("Unexpected error", exc_info=(kind, error, trace))
        details = "".join(traceback.format_exception(kind, error, trace))
        self.crashed.emit(f"{versions()}\n{details}")

    def _show_crash(self, details: str) -> None:
        if self.window is not None:
            self.window.banner.show_bug(details)
        elif self._welcome is not None:
            self._welcome.banner.show_bug(details)


def versions() -> str:
    """What a report of a mistake needs to say first."""
    return f"Annotator {annotator.__version__}, PySide {PySide6.__version__}, Python {platform.python_version()}, {platform.platform()}"


_LEVELS = {
    QtMsgType.QtDebugMsg: logging.DEBUG,
    QtMsgType.QtInfoMsg: logging.INFO,
    QtMsgType.QtWarningMsg: logging.WARNING,
    QtMsgType.QtCriticalMsg: logging.ERROR,
    QtMsgType.QtFatalMsg: logging.CRITICAL,
}


def _qt_message(kind: QtMsgType, context: QMessageLogContext, message: str) -> None:
    qt_log.log(_LEVELS.get(kind, logging.WARNING), "%s (%s)", message, context.category)
