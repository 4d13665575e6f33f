"""The main window: how its parts lie and how they hear of each other."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path
from typing import TYPE_CHECKING

# Only what the first sight of the window needs: all else is imported when its parts are made.
from PySide6.QtCore import Signal
from PySide6.QtWidgets import QMainWindow

from annotator.domain.i18n import tr
from annotator.ui.dropped import PROJECT_SUFFIX, local_files
from annotator.ui.firstsight import FirstSight, remember

if TYPE_CHECKING:
    from PySide6.QtCore import QEvent
    from PySide6.QtGui import QAction, QCloseEvent, QDragEnterEvent, QDropEvent, QResizeEvent
    from PySide6.QtWidgets import QMenu, QSplitter

    from annotator.domain.changes import Changes
    from annotator.domain.errors import UserError
    from annotator.ui.commands import Commands
    from annotator.ui.inspector.panel import Inspector
    from annotator.ui.library.panel import Library
    from annotator.ui.messages import Banner
    from annotator.ui.palette import Palette
    from annotator.ui.palettehits import Entry
    from annotator.ui.reader.area import ReaderArea
    from annotator.ui.reader.style import ReadingStyle
    from annotator.ui.records import Place, ProjectInfo
    from annotator.ui.session import Session
    from annotator.ui.settings import Settings
    from annotator.ui.statusbar import StatusBar
    from annotator.ui.theme import ThemeBook
    from annotator.ui.toolbar import ToolBar
    from annotator.ui.workspaces import Workspaces

# Long enough to be read, short enough not to hide what stands below it for long.
MESSAGE_MS = 4000


class MainWindow(QMainWindow):
    """One project. Signals ask the application for what is beyond one project.

    Without a session it is empty, to be shown at once with a sketch (`first_sight`); `complete` makes its parts.
    """

    project_requested = Signal(object)  # Path to open
    new_requested = Signal()
    open_requested = Signal()
    sample_requested = Signal()
    refused = Signal(object)  # UserError: the project could not be opened
    closed = Signal()

    # Made by `parts`.
    session: Session
    themes: ThemeBook
    settings: Settings
    commands: Commands
    actions_: dict[str, QAction]
    recent: QMenu
    bar: ToolBar
    banner: Banner
    library: Library
    reader: ReaderArea
    inspector: Inspector
    splitter: QSplitter
    workspaces: Workspaces
    status: StatusBar

    def __init__(
        self,
        session: Session | None = None,
        themes: ThemeBook | None = None,
        settings: Settings | None = None,
    ) -> None:
        super().__init__()
        self.resize(1440, 900)
        self.is_whole = False
        self._palette: Palette | None = None
        self.first_sight = FirstSight(self)
        if session is not None and themes is not None and settings is not None:
            self.complete(session, themes, settings)

    def complete(self, session: Session, themes: ThemeBook, settings: Settings) -> None:
        """Make the parts of the window and connect them with the session, all at once."""
        for _ in self.steps(session, themes, settings):
            pass

    def steps(self, session: Session, themes: ThemeBook, settings: Settings) -> Generator[None, None, None]:
        """The same a small step at a time, for a window that is on the screen; `is_whole` after the last."""
        from annotator.ui import parts

        self.session = session
        self.themes = themes
        self.settings = settings
        yield from parts.make(self)
        self._connect()
        yield
        self._restore()
        self.is_whole = True

    def _connect(self) -> None:
        session = self.session
        session.opened.connect(self._opened)
        session.failed.connect(self._failed)
        session.noted.connect(lambda words: self.status.showMessage(words, MESSAGE_MS))
        session.busy.connect(self.status.show_busy)
        session.saved_changed.connect(self.status.show_saved)
        session.history_changed.connect(self._show_history)
        session.changed.connect(self._changed)
        session.selected.connect(self._selected)
        session.open_requested.connect(self._open_place)
        session.captured.connect(self.commands.captured)
        session.password_needed.connect(self.commands.ask_password)
        self.status.cancelled.connect(session.cancel)
        self.workspaces.shown.connect(self._workspace_shown)
        self.workspaces.source_requested.connect(self.commands.edit_source_details)
        self.bar.colour_chosen.connect(self.reader.set_colour)
        self.library.add_requested.connect(self.commands.add_sources)
        self.library.paste_requested.connect(self.commands.paste_source)
        self.library.edit_requested.connect(self.commands.edit_source_details)
        self.library.update_requested.connect(self.commands.new_capture)
        self.library.selected_words = self.selected_words
        self.library.treaty_requested.connect(lambda _id: self.commands.show_treaty())
        self.library.link_requested.connect(self.commands.link)
        self.library.sources_loaded.connect(self._sources_loaded)
        self.library.tag_chosen.connect(lambda tag: self.palette_.open(tag))
        self.inspector.edit_requested.connect(self.commands.edit_source_details)
        self.inspector.provision_requested.connect(self.commands.go_to_provision)
        self.inspector.claim_requested.connect(self.commands.go_to_claim)
        self.reader.zoom_changed.connect(self.bar.show_zoom)
        self.reader.position_changed.connect(self.status.position.setText)
        self.reader.anchors_changed.connect(self.status.anchors.setText)
        self.reader.style_changed.connect(self._keep_style)
        self.reader.document_changed.connect(self._document_changed)

    @property
    def palette_(self) -> Palette:
        """The search for everything, made when first asked for."""
        if self._palette is None:
            from annotator.ui.palette import Palette

            self._palette = Palette(self.session, self.themes, self.actions_, self)
            self._palette.chosen.connect(self._found)
        return self._palette

    @property
    def searching(self) -> bool:
        """Whether the search for everything is open."""
        return self._palette is not None and self._palette.isVisible()

    def _restore(self) -> None:
        from annotator.ui.reader.style import ReadingStyle

        settings = self.settings
        if not self.first_sight.covers:
            self.place(settings)
        if not settings.state("window/read").isEmpty():
            self.splitter.restoreState(settings.state("window/read"))
        self.library.setVisible(settings.flag("window/library", True))
        self.inspector.setVisible(settings.flag("window/inspector", True))
        self.actions_["view.library"].setChecked(self.library.isVisibleTo(self.splitter))
        self.actions_["view.inspector"].setChecked(self.inspector.isVisibleTo(self.splitter))
        self.actions_[f"view.theme_{self.themes.choice}"].setChecked(True)
        style = ReadingStyle.from_json(settings.record("reader/style"))
        self.reader.set_style(style)
        self._keep_style(style)
        self.bar.show_zoom(self.reader.zoom())
        self.bar.show_workspace("read")
        self.actions_["workspace.read"].setChecked(True)
        self.status.show_saved(self.session.saved)
        self.status.project.setText(self.session.path.name)
        self._show_history("", "")
        self.actions_["edit.cite_quote"].setChecked(settings.flag("citing/quote", True))
        self._document_changed("")
        self.enable()

    # ---------------------------------------------------------------- what happens

    def _opened(self, info: ProjectInfo) -> None:
        self.setWindowTitle(f"{info.title or info.path.stem} – {tr('Annotator')}")
        self.status.project.setToolTip(str(info.path))
        self.settings.add_recent(info.path)
        self.enable()
        self.commands.opened()
        self._reopen(info)
        self._say_style()
        if info.notices:
            self.banner.show_text(info.notices[0], " ".join(info.notices[1:]))

    def _reopen(self, info: ProjectInfo) -> None:
        """The documents of last time; else the one added last."""
        from annotator.ui import late

        wanted = [id for id in self.settings.text(f"tabs/{info.id}").split() if id]
        self.session.read(
            lambda project: late.openable(project, wanted), self._open_again, key="window.reopen"
        )

    def _open_again(self, documents: list[str]) -> None:
        if not self.reader.current_document():
            for document in documents:
                self.reader.open_document(document)
        self.first_sight.uncover_when_settled()

    def place(self, settings: Settings) -> None:
        """Put the window where it was last time."""
        if not (geometry := settings.state("window/geometry")).isEmpty():
            self.restoreGeometry(geometry)

    def _failed(self, error: UserError) -> None:
        self.first_sight.uncover()
        if self.session.info is None:
            self.refused.emit(error)
        else:
            self.banner.show_error(error)

    def _show_history(self, undo: str, redo: str) -> None:
        for id, name, label in (("edit.undo", tr("Undo"), undo), ("edit.redo", tr("Redo"), redo)):
            action = self.actions_[id]
            action.setText(f"{name}: {label}" if label else name)
            action.setEnabled(bool(label))

    def _changed(self, changes: Changes) -> None:
        if changes.touches("setting"):
            self.commands.read_colours()

    def _selected(self, _kind: str, _id: str) -> None:
        self.enable()

    def _open_place(self, place: Place) -> None:
        self.workspaces.show_workspace("read")
        self.reader.open_place(place)

    def _document_changed(self, _document: str) -> None:
        self.enable()
        document = self.reader.current_document()
        self.bar.set_reading(bool(document))
        if not document:
            self.status.position.setText("")
            self.status.anchors.setText("")
        if self.session.selection[0] != "annotation":
            self._select_source(document or "")
        self.inspector.set_document(document or "")
        self.library.show_document(document or "")

    def _sources_loaded(self, _count: int) -> None:
        # At the start a document is often shown before the library knows what it belongs to.
        if not self.session.selection[0]:
            self._select_source(self.reader.current_document() or "")

    def _select_source(self, document: str) -> None:
        line = self.library.source_of(document) if document else None
        if line is not None:
            self.session.select("source", line.id)

    def _keep_style(self, style: ReadingStyle) -> None:
        self.settings.set_record("reader/style", style.to_json())
        self.actions_[f"view.paper_{style.paper}"].setChecked(True)
        self.actions_["reader.dark_pages"].setChecked(style.dark_pages)

    def _say_style(self) -> None:
        from annotator.ui import late

        style = self.settings.text("bibliography/style")
        self.session.read(
            lambda _: late.style_title(style), self.status.style_name.setText, key="window.style"
        )

    def _workspace_shown(self, name: str) -> None:
        self.bar.show_workspace(name)
        self.actions_[f"workspace.{name}"].setChecked(True)
        for label in (self.status.position, self.status.anchors):
            label.setVisible(name == "read")
        self._say_style()
        self.enable()

    def _found(self, entry: Entry) -> None:
        if entry.kind == "action":
            self.actions_[entry.id].trigger()
        elif entry.kind == "claim":
            self.commands.go_to_claim(entry.id)
        elif entry.kind == "provision":
            self.commands.go_to_provision(entry.id)
        else:
            if entry.kind in ("source", "annotation"):
                self.session.select(entry.kind, entry.id)
            if entry.place is not None:
                self.session.open_place(entry.place)

    def selected_words(self) -> Place | None:
        """What is selected in the reader."""
        pane, document = self.reader.pane(), self.reader.current_document()
        if pane is None or document is None:
            return None
        chosen = pane.canvas.selection
        return Place(document, chosen.start, chosen.end) if chosen.start < chosen.end else None

    def enable(self) -> None:
        """Grey out what cannot be done now."""
        from annotator.ui.actions import table

        reading = bool(self.reader.current_document()) and self.workspaces.current == "read"
        highlight = self.session.selection[0] == "annotation"
        info = self.session.info
        writable = info is not None and not info.read_only
        able = {"reader": reading, "annotation": highlight and writable, "write": writable}
        for spec in table():
            if spec.needs in able:
                self.actions_[spec.id].setEnabled(able[spec.needs])

    # ---------------------------------------------------------------- Qt's events

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files may be dropped anywhere."""
        if local_files(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Articles become sources, a project is opened."""
        event.acceptProposedAction()
        files = local_files(event.mimeData())
        source = self.library.source_under(self.mapToGlobal(event.position().toPoint()))
        if source and len(files) == 1 and files[0].suffix != PROJECT_SUFFIX:
            self.commands.capturing.dropped(source, files[0])
        else:
            self.take_files(files)

    def take_files(self, paths: list[Path]) -> None:
        """Add what was dropped or chosen."""
        projects = [path for path in paths if path.suffix == PROJECT_SUFFIX]
        articles = self.commands.take_references([path for path in paths if path not in projects])
        self.session.capture(articles)
        for path in projects[:1]:
            self.project_requested.emit(path)

    def changeEvent(self, event: QEvent) -> None:
        """Coming to the front: another program may have written the project meanwhile."""
        super().changeEvent(event)
        if not self.is_whole:
            return
        from PySide6.QtCore import QEvent, QTimer

        if event.type() == QEvent.Type.ActivationChange and self.isActiveWindow():
            QTimer.singleShot(0, self.session.watch)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The sketch covers the whole window."""
        super().resizeEvent(event)
        self.first_sight.fit()

    def closeEvent(self, event: QCloseEvent) -> None:
        """Remember the layout, write what is being typed, then the project."""
        self.first_sight.forget()
        if not self.is_whole:
            # Whoever is making the parts hears of it and stops.
            super().closeEvent(event)
            self.closed.emit()
            return
        from PySide6.QtCore import QByteArray

        remember(self)
        settings = self.settings
        settings.set_state("window/geometry", QByteArray(self.saveGeometry()))
        settings.set_state("window/read", QByteArray(self.splitter.saveState()))
        settings.set_flag("window/library", self.library.isVisibleTo(self.splitter))
        settings.set_flag("window/inspector", self.inspector.isVisibleTo(self.splitter))
        settings.set_text("library/order", self.library.sources.order)
        if self.session.info is not None:
            shown = self.reader.current_document()
            tabs = [id for id in self.reader.open_documents() if id != shown] + ([shown] if shown else [])
            settings.set_text(f"tabs/{self.session.info.id}", " ".join(tabs))
        settings.sync()
        self.inspector.leave()
        self.reader.shutdown()
        self.workspaces.shutdown()
        self.session.failed.disconnect(self._failed)
        self.session.close()
        super().closeEvent(event)
        self.closed.emit()
