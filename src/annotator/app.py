"""The composition root of the desktop: worker process, QApplication, log, crash handler, windows."""

from __future__ import annotations

import sys
from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.opening import Ahead

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

    from annotator.ui.assembly import Assembly
    from annotator.ui.desktop import Desktop

LOG_BYTES = 1_000_000
SCREENSHOT_SECONDS = 40.0
# After this the program has come to rest.
REST_MS = 1000


def run(project: Path | None, *, sample: bool = False, annotation: str = "") -> int:
    """Open the window on `project`, on the sample, or the welcome. Returns the process's exit status.

    `annotation`: a highlight of the project to go to, in the window that has it open already where there is one.
    """
    import gc

    if project is not None and annotation:
        from annotator.ui.calls import call

        if call(project, annotation):
            return 0
    # Nothing of what is loaded now is garbage; see `_tidy`.
    gc.disable()
    # Before Qt is imported: both processes load at once.
    ahead = Ahead(project)
    app = make_application()
    if project is not None and not sample:
        return _run_window(app, ahead, project, annotation)
    _prepare()
    from annotator.ui.desktop import Desktop

    desktop = Desktop(app, viewer=ahead.worker())
    desktop.install_crash_handler()
    if sample:
        desktop.open_sample()
    else:
        desktop.welcome()
    _tidy(ahead)
    status = app.exec()
    desktop.shut()
    return status


def _run_window(app: QApplication, ahead: Ahead, project: Path, annotation: str) -> int:
    """The window with a project's first page at once, its parts after that."""
    from PySide6.QtCore import QTimer

    from annotator.ui.settings import Settings
    from annotator.ui.sketch import Sketch
    from annotator.ui.window import MainWindow

    window = MainWindow()
    window.setWindowTitle(project.stem)
    window.place(Settings())
    made: list[Desktop] = []
    under_way: list[Assembly] = []

    def load() -> None:
        if window.isVisible():
            from annotator.ui.assembly import Assembly

            assembly = Assembly(prepare, steps, window)
            under_way.append(assembly)
            window.closed.connect(assembly.stop)
            assembly.finished.connect(lambda: QTimer.singleShot(REST_MS, lambda: _tidy(ahead)))

    def prepare() -> None:
        from annotator.ui import assembly

        _prepare()
        assembly.load()
        ahead.finished.wait()

    def steps() -> Generator[None, None, None]:
        from annotator.ui.desktop import Desktop

        worker = ahead.worker()
        yield
        desktop = Desktop(app, viewer=worker)
        made.append(desktop)
        desktop.install_crash_handler()
        yield
        yield from desktop.opening(project, window, annotation)

    window.first_sight.cover(Sketch(ahead, load))
    window.show()
    status = app.exec()
    for assembly in under_way:
        assembly.stop()
        assembly.wait()
    for desktop in made:
        desktop.shut()
    if not made:
        ahead.close()
    return status


def _tidy(ahead: Ahead) -> None:
    """Give back what only starting needed."""
    import gc
    import linecache

    from annotator.documents.limits import give_back

    ahead.page = None
    # PySide read the source of every module that was imported after it, and Python keeps what was read so.
    linecache.clearcache()
    gc.collect()
    # What is there now stays. Left out of later collections it does not hold the window up for their length.
    gc.freeze()
    gc.enable()
    give_back()


def _prepare() -> None:
    """What the program needs besides its window."""
    _log_to_file()
    _translate()
    _load_what_the_store_needs()


def make_application(scale: float = 1.0) -> QApplication:
    """The QApplication with its name, or the one that exists already. `scale` is for pictures at 200 %."""
    import os

    if scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = str(scale)
    from PySide6.QtWidgets import QApplication

    from annotator.ui.application import Application

    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    # Fractional scales are passed through as they are: Qt's own choice since Qt 6.
    app = Application([sys.argv[0]])
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("annotator")
    return app


def screenshot(
    project_path: Path,
    png_path: Path,
    *,
    theme: str = "light",
    scale: float = 1.0,
    workspace: str = "read",
    size: tuple[int, int] = (1440, 900),
) -> None:
    """Paint the window on a project into a PNG: a source open, a highlight selected. Needs no screen.

    One `scale` a process: Qt reads it when it starts. Raises UserError where the project cannot be opened, and
    TimeoutError where the pages were not painted in time.
    """
    import os
    import time

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application(scale)
    _translate()
    from annotator.documents.client import Worker
    from annotator.ui.picture import take

    viewer = Worker()
    viewer.start()
    deadline = time.monotonic() + SCREENSHOT_SECONDS
    take(app, viewer, project_path, png_path, theme=theme, workspace=workspace, size=size, deadline=deadline)


def _load_what_the_store_needs() -> None:
    """Import before Qt what the first page needs anyway: PySide looks into every module that is imported after it."""
    import annotator.documents.pagemap
    import annotator.operations.history
    import annotator.operations.projects
    import annotator.store.annotations
    import annotator.store.sources
    import annotator.store.tags
    import annotator.store.treaties  # noqa: F401


def _translate() -> None:
    from annotator.domain import i18n
    from annotator.domain.resources import resource

    if not resource("translations").is_dir():
        return
    # Its enumerations hold all languages and countries of the world, which takes a while.
    from PySide6.QtCore import QLocale

    languages = [name.replace("-", "_") for name in QLocale.system().uiLanguages()]
    i18n.install(resource("translations"), languages)


def _log_to_file() -> None:
    import logging
    from logging.handlers import RotatingFileHandler

    from annotator.store.places import data_folder

    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "annotator.log", maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
