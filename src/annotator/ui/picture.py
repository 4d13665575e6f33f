"""A picture of the window, painted without a screen: for the demo and the documentation."""

from __future__ import annotations

import tempfile
import time
from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QEventLoop, QTimer
from PySide6.QtWidgets import QApplication

from annotator.documents.client import Worker
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.ui.records import Place
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.style import apply
from annotator.ui.theme import ThemeBook
from annotator.ui.window import MainWindow

if TYPE_CHECKING:
    from annotator.domain.annotation import Annotation
    from annotator.store.project import Project

# After the last picture of a page came, the views that were told late still paint.
SETTLE_MS = 400


def take(
    app: QApplication,
    viewer: Worker,
    project: Path,
    png: Path,
    *,
    theme: str,
    workspace: str,
    size: tuple[int, int],
    deadline: float,
) -> None:
    """Open `project`, show its best linked highlight, paint `workspace` into `png`. See `annotator.app.screenshot`."""
    themes = ThemeBook(theme)
    apply(app, themes)
    session = Session(project, viewer=viewer)
    refused: list[UserError] = []
    session.failed.connect(refused.append)
    # A layout of its own: a picture neither shows nor changes what this user's window remembers.
    memory = tempfile.TemporaryDirectory(prefix="annotator-")
    window = MainWindow(session, themes, Settings(Path(memory.name)))
    window.resize(*size)
    window.show()
    try:
        _until(lambda: bool(refused) or session.info is not None, deadline)
        if refused:
            raise refused[0]
        found: list[list[Annotation]] = []
        session.read(_best, found.append)
        _until(lambda: bool(found), deadline)
        if found[0]:
            _open(window, found[0], deadline)
        window.workspaces.show_workspace(workspace)
        if workspace != "read":
            _select_for(session, workspace, deadline)
        if workspace == "bibliography":
            _until(lambda: window.workspaces.bibliography().save.isEnabled() or not found[0], deadline)
        _pause(SETTLE_MS)
        picture = window.grab()
        png.parent.mkdir(parents=True, exist_ok=True)
        if not picture.save(str(png), "PNG"):
            raise UserError(tr("The picture could not be written."), file=png)
    finally:
        window.close()
        window.deleteLater()
        memory.cleanup()


def _best(project: Project) -> list[Annotation]:
    """One highlight of each of two sources, those with most links first; nothing in a project without highlights."""
    from annotator.store import annotations

    rows = [row for row in annotations.listing(project) if row.annotation.source]
    rows.sort(
        key=lambda row: (bool(row.provisions) + bool(row.claims), bool(row.annotation.note)), reverse=True
    )
    best: list[Annotation] = []
    for row in rows:
        if all(row.annotation.document != other.document for other in best):
            best.append(row.annotation)
    return best[:2]


def _open(window: MainWindow, found: list[Annotation], deadline: float) -> None:
    for annotation in reversed(found):
        selectors = annotation.selectors
        window.session.open_place(Place(annotation.document, selectors.start, selectors.end))
        _until(lambda: _painted(window), deadline)
    annotation = found[0]
    window.session.select("annotation", annotation.id)
    wanted = ("annotation", annotation.id)
    _until(lambda: window.inspector.showing == wanted and window.library.complete, deadline)
    # The flash over the passage fades first.
    _pause(1200)
    _until(lambda: _painted(window), deadline)


def _painted(window: MainWindow) -> bool:
    pane = window.reader.pane()
    return pane is not None and pane.canvas.is_settled


def _select_for(session: Session, workspace: str, deadline: float) -> None:
    done: list[tuple[str, str]] = []

    def pick(project: Project) -> tuple[str, str]:
        from annotator.store import claims, treaties

        if workspace == "claims":
            rows = sorted(claims.listing(project), key=lambda row: -row.total)
            return ("claim", rows[0].claim.id) if rows else ("", "")
        if workspace == "treaty":
            for instrument in treaties.instruments(project):
                counts = treaties.counts(project, instrument.id)
                if counts:
                    return "provision", max(counts, key=lambda id: counts[id])
        return "", ""

    session.read(pick, done.append)
    _until(lambda: bool(done), deadline)
    if done[0][0]:
        session.select(*done[0])


def _until(condition: Callable[[], bool], deadline: float) -> None:
    while not condition():
        if time.monotonic() > deadline:
            raise TimeoutError("the window was not painted in time")
        _pause(20)


def _pause(ms: int) -> None:
    loop = QEventLoop()
    QTimer.singleShot(ms, loop.quit)
    loop.exec()
