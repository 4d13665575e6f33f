"""A new capture of a source: choosing or dropping the file, taking it in, showing what it changed."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QFileDialog, QMessageBox

from annotator.domain.i18n import tr
from annotator.ui.records import Place
from annotator.ui.review.result import UpdateResult

if TYPE_CHECKING:
    from annotator.domain.document import Capture
    from annotator.operations.update import Updated
    from annotator.store.project import Project
    from annotator.ui.window import MainWindow


class Capturing:
    """For one window. Files that turn out to need a password are remembered with their source."""

    def __init__(self, window: MainWindow) -> None:
        self._window = window
        self.waiting: dict[Path, str] = {}

    def choose(self, source: str, files: str) -> None:
        """Ask for the file; `files` are the patterns that can be read."""
        if not source:
            self._window.status.showMessage(tr("Choose a source first."), 4000)
            return
        name, _kind = QFileDialog.getOpenFileName(
            self._window,
            tr("New capture of this source"),
            "",
            f"{tr('Articles')} ({files});;{tr('All files')} (*)",
        )
        if name:
            self.take(source, Path(name))

    def dropped(self, source: str, path: Path) -> None:
        """A file was dropped on a source: ask what it is."""
        line = self._window.library.sources.by_id(source)
        box = QMessageBox(self._window)
        box.setWindowTitle(tr("New capture?"))
        # Plain text: a title may hold what looks like markup.
        box.setTextFormat(box.textFormat().PlainText)
        title = line.title if line is not None else ""
        box.setText(tr("Is “{file}” a new capture of “{title}”?", file=path.name, title=title))
        box.setInformativeText(tr("A new capture takes the highlights along; the old version stays."))
        yes = box.addButton(tr("New capture"), QMessageBox.ButtonRole.AcceptRole)
        other = box.addButton(tr("Another source"), QMessageBox.ButtonRole.DestructiveRole)
        box.addButton(QMessageBox.StandardButton.Cancel)
        box.buttonClicked.connect(
            lambda button: (
                self.take(source, path)
                if button is yes
                else self._window.session.capture([path])
                if button is other
                else None
            )
        )
        box.open()

    def take(self, source: str, path: Path, password: str | None = None) -> None:
        """Read the file and make it the current version."""
        self.waiting[path] = source

        def use(project: Project, capture: Capture) -> Updated:
            from annotator.operations import update

            return update.update(project, source, capture)

        def done(updated: Updated) -> None:
            self.waiting.pop(path, None)
            self._show(source, updated)

        self._window.session.import_file(path, use, done, password=password)

    def _show(self, source: str, updated: Updated) -> None:
        window = self._window
        if updated.unchanged:
            window.banner.show_text(
                tr("This is the current version already."),
                tr("The file has the very same content; nothing was changed."),
            )
            return
        window.session.open_place(Place(updated.document))
        line = window.library.sources.by_id(source)
        dialog = UpdateResult(updated, line.title if line is not None else "", window)
        dialog.review_requested.connect(window.library.open_review)
        dialog.place_chosen.connect(window.session.open_place)
        window.session.opened.connect(dialog.close)
        dialog.show_beside()
