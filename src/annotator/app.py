"""The composition root of the desktop: worker process, QApplication, log, crash handler, windows."""

from __future__ import annotations

import logging
import sys
import time
from logging.handlers import RotatingFileHandler
from pathlib import Path
from typing import TYPE_CHECKING

from annotator.documents.client import Worker
from annotator.store.project import data_folder

if TYPE_CHECKING:
    from PySide6.QtWidgets import QApplication

LOG_BYTES = 1_000_000
SCREENSHOT_SECONDS = 40.0

log = logging.getLogger("annotator")


def run(project: Path | None, *, sample: bool = False) -> int:
    """Open the window on `project`, on the sample, or the welcome. Returns the process's exit status."""
    # Before Qt is imported: both processes load at once.
    viewer = Worker()
    viewer.start()
    _log_to_file()
    _load_what_the_store_needs()
    app = make_application()
    from annotator.ui.desktop import Desktop

    desktop = Desktop(app, viewer=viewer)
    desktop.install_crash_handler()
    if sample:
        desktop.open_sample()
    elif project is not None:
        desktop.open_project(project)
    else:
        desktop.welcome()
    status = app.exec()
    desktop.shut()
    return status


def make_application(scale: float = 1.0) -> QApplication:
    """The QApplication with its name, or the one that exists already. `scale` is for pictures at 200 %."""
    import os

    if scale != 1.0:
        os.environ["QT_SCALE_FACTOR"] = str(scale)
    from PySide6.QtCore import Qt
    from PySide6.QtWidgets import QApplication

    existing = QApplication.instance()
    if isinstance(existing, QApplication):
        return existing
    QApplication.setHighDpiScaleFactorRoundingPolicy(Qt.HighDpiScaleFactorRoundingPolicy.PassThrough)
    app = QApplication([sys.argv[0]])
    app.setApplicationName("annotator")
    app.setApplicationDisplayName("")
    app.setDesktopFileName("annotator")
    _translate()
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

    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    app = make_application(scale)
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
    from PySide6.QtCore import QLocale

    from annotator.domain import i18n
    from annotator.domain.resources import resource

    languages = [name.replace("-", "_") for name in QLocale.system().uiLanguages()]
    i18n.install(resource("translations"), languages)


def _log_to_file() -> None:
    folder = data_folder()
    folder.mkdir(parents=True, exist_ok=True)
    handler = RotatingFileHandler(
        folder / "annotator.log", maxBytes=LOG_BYTES, backupCount=2, encoding="utf-8"
    )
    handler.setFormatter(logging.Formatter("%(asctime)s %(levelname)s %(name)s: %(message)s"))
    root = logging.getLogger()
    root.addHandler(handler)
    root.setLevel(logging.INFO)
