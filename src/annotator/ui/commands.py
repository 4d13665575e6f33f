"""What the menu commands do: one short method each, called by name from the action table."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QDesktopServices, QGuiApplication
from PySide6.QtWidgets import QFileDialog, QInputDialog, QLineEdit

from annotator.documents.intake import supported
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.actions import table
from annotator.ui.records import Place
from annotator.ui.referencecommands import ReferenceCommands

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.ui.inspector.panel import Inspector
    from annotator.ui.review.capturing import Capturing

FILES = " ".join(f"*.{ending}" for ending in supported())


class Commands(ReferenceCommands):
    """Methods of the action table, for one window; those on the open document and on citing are inherited."""

    # ---------------------------------------------------------------- projects and files

    def new_project(self) -> None:
        """Ask the application for a new project."""
        self._window.new_requested.emit()

    def open_project(self) -> None:
        """Ask the application to open another."""
        self._window.open_requested.emit()

    def open_sample(self) -> None:
        """Ask the application for the sample."""
        self._window.sample_requested.emit()

    def fill_recent(self) -> None:
        """List the recent projects."""
        menu = self._window.recent
        menu.clear()
        for path in self._window.settings.recent():
            action = menu.addAction(path.stem)
            action.setToolTip(str(path))
            action.triggered.connect(lambda _checked=False, p=path: self._window.project_requested.emit(p))
        if menu.isEmpty():
            menu.addAction(tr("None yet")).setEnabled(False)

    def add_sources(self) -> None:
        """Choose files to add."""
        names, _kind = QFileDialog.getOpenFileNames(
            self._window, tr("Add sources"), "", f"{tr('Articles')} ({FILES});;{tr('All files')} (*)"
        )
        self._window.session.capture([Path(name) for name in names])

    def paste_source(self) -> None:
        """Make a source of what the clipboard holds: files, a web page or text."""
        from annotator.ui.dropped import local_files

        mime = QGuiApplication.clipboard().mimeData() or QMimeData()
        files = local_files(mime)
        if files:
            self._window.take_files(files)
        elif mime.hasText() and self.paste_references(mime.text()):
            return
        elif mime.hasHtml():
            self._window.session.capture_data(tr("pasted") + ".html", mime.html().encode())
        elif mime.text().strip():
            self._window.session.capture_data(tr("pasted") + ".txt", mime.text().encode())
        else:
            self._window.banner.show_text(
                tr("The clipboard holds no text."), tr("Copy an article first, then paste it here.")
            )

    def captured(self, added: object) -> None:
        """Open what was just added."""
        window = self._window
        window.session.select("source", getattr(added, "source", ""))
        if getattr(added, "existing", False):
            window.banner.show_text(
                tr("This file is in the project already."), tr("It was opened; nothing was added.")
            )
        warnings = getattr(added, "warnings", ())
        if warnings:
            window.banner.show_text(warnings[0], " ".join(warnings[1:]))
        document = getattr(added, "document", "")
        if document:
            window.session.open_place(Place(document))

    def ask_password(self, path: Path, refused: bool) -> None:
        """Ask for the password of an encrypted file, until it fits or the user gives up."""
        text = tr("That was not it. ") if refused else ""
        password, given = QInputDialog.getText(
            self._window,
            tr("Password"),
            text + tr("{name} is encrypted. Its password:", name=path.name),
            QLineEdit.EchoMode.Password,
        )
        if given and path in self.capturing.waiting:
            self.capturing.take(self.capturing.waiting[path], path, password)
        elif given:
            self._window.session.capture([path], password=password)
        else:
            self.capturing.waiting.pop(path, None)

    @property
    def capturing(self) -> Capturing:
        """What takes in new captures of a source, made when first needed."""
        if self._capturing is None:
            from annotator.ui.review.capturing import Capturing

            self._capturing = Capturing(self._window)
        return self._capturing

    _capturing: Capturing | None = None

    def new_capture(self, source: str = "") -> None:
        """Choose a new capture of a source: the one that is selected, where none is named."""
        self.capturing.choose(source or self._window.library.current_source(), FILES)

    def review_highlights(self) -> None:
        """Decide about the highlights that a new capture does not hold as they were."""
        self.show_read()
        self._window.library.show()
        self._window.library.open_review()

    def add_treaty(self) -> None:
        """Add the text of a treaty."""
        from annotator.ui.dialogs.add_treaty import AddTreaty

        AddTreaty(self._window.session, self._window.themes, self._window).open()

    def save(self) -> None:
        """Write the project file now."""
        self._window.session.publish()

    def export_bibliography(self) -> None:
        """Go to the bibliography and export it."""
        self.show_bibliography()
        self._window.workspaces.bibliography().export()

    def quit(self) -> None:
        """Close the window."""
        self._window.close()

    # ---------------------------------------------------------------- editing

    def undo(self) -> None:
        """Take back the last act."""
        self._window.inspector.leave()
        self._window.session.undo()

    def redo(self) -> None:
        """Do it again."""
        self._window.session.redo()

    def search(self) -> None:
        """Open the palette."""
        self._window.palette_.open()

    def edit_source(self) -> None:
        """Edit the details of the selected source."""
        id = self._window.library.current_source()
        if id:
            self.edit_source_details(id)

    def look_up_source(self) -> None:
        """Edit the details of the selected source, and ask the network for them first."""
        id = self._window.library.current_source()
        if id:
            self.edit_source_details(id, look_up=True)

    def edit_source_details(self, id: str, *, look_up: bool = False) -> None:
        """Edit the details of one source."""
        from annotator.ui.dialogs.source_editor import SourceEditor

        SourceEditor(self._window.session, self._window.themes, id, self._window, look_up=look_up).open()

    # ---------------------------------------------------------------- workspaces and view

    def show_read(self) -> None:
        """Read."""
        self._window.workspaces.show_workspace("read")

    def show_claims(self) -> None:
        """Claims."""
        self._window.workspaces.show_workspace("claims")

    def show_treaty(self) -> None:
        """Treaty."""
        self._window.workspaces.show_workspace("treaty")

    def show_bibliography(self) -> None:
        """Bibliography."""
        self._window.workspaces.show_workspace("bibliography")

    def go_to_provision(self, id: str) -> None:
        """Select a provision and show it in the Treaty workspace."""
        self.show_treaty()
        self._window.session.select("provision", id)

    def go_to_claim(self, id: str) -> None:
        """Select a claim and show it in the Claims workspace."""
        self.show_claims()
        self._window.session.select("claim", id)

    def toggle_library(self) -> None:
        """Show or hide the library."""
        self._toggle("view.library", "library")

    def toggle_inspector(self) -> None:
        """Show or hide the inspector."""
        self._toggle("view.inspector", "inspector")

    def _toggle(self, action: str, part: str) -> None:
        shown = self._window.actions_[action].isChecked()
        getattr(self._window, part).setVisible(shown)

    def toggle_full_screen(self) -> None:
        """Full screen and back."""
        window = self._window
        if window.isFullScreen():
            window.showNormal()
        else:
            window.showFullScreen()
        window.actions_["view.full_screen"].setChecked(window.isFullScreen())

    def theme_system(self) -> None:
        """Follow the system."""
        self._theme("system")

    def theme_light(self) -> None:
        """Light."""
        self._theme("light")

    def theme_dark(self) -> None:
        """Dark."""
        self._theme("dark")

    def _theme(self, choice: str) -> None:
        self._window.settings.set_text("window/theme", choice)
        self._window.themes.set_choice(choice)

    # ---------------------------------------------------------------- annotating and linking

    def edit_note(self) -> None:
        """Into the note of the selected highlight."""
        self._inspector().focus_note()

    def add_tag(self) -> None:
        """Into the tag field of the selected highlight."""
        self._inspector().focus_tag()

    def link(self) -> None:
        """Into the link field of the selected highlight."""
        self._inspector().focus_link()

    def _inspector(self) -> Inspector:
        window = self._window
        if not window.inspector.isVisible():
            window.actions_["view.inspector"].setChecked(True)
            window.inspector.show()
        return window.inspector

    def pin_annotation(self) -> None:
        """Choose the selected highlight for bibliographies, or no longer."""
        kind, id = self._window.session.selection
        if kind == "annotation":
            self._window.session.act(lambda project: late.toggle_pin(project, [id]))

    def edit_quotation(self, id: str = "") -> None:
        """Edit how the words of a highlight are printed: the selected one's, where none is named."""
        from annotator.ui.dialogs.quotation_editor import QuotationEditor

        kind, selected = self._window.session.selection
        wanted = id or (selected if kind == "annotation" else "")
        if wanted:
            QuotationEditor(self._window.session, wanted, self._window).open()

    def trash_annotation(self) -> None:
        """Put the selected highlight in the trash."""
        kind, id = self._window.session.selection
        if kind == "annotation":
            self._window.session.act(lambda project: late.trash_highlight(project, id))
            self._window.session.select("", "")

    def new_claim(self) -> None:
        """A new claim in one's own words."""
        self.show_claims()
        self._window.workspaces.claims().new_claim()

    def queue_unlinked(self) -> None:
        """Work through the highlights without a link."""
        from annotator.ui.library.reading import Queue

        self.show_read()
        self._window.actions_["view.library"].setChecked(True)
        self._window.library.show()
        self._window.library.open_queue(Queue.UNLINKED)

    def colour_meanings(self) -> None:
        """Say what the colours mean in this project."""
        from annotator.ui.colours import ColourMeanings

        ColourMeanings(self._window.session, self._window.themes, self._window).open()

    # ---------------------------------------------------------------- tools and help

    def check_project(self) -> None:
        """Check the project file and say what was found."""
        path = self._window.session.path

        def work(project: Project) -> tuple[bool, str, str]:
            from annotator.store.check import check

            project.publish()
            report = check(path)
            return report.ok, " ".join(report.problems), "\n".join(report.lines)

        self._window.session.read(work, self._checked, text=tr("Checking the project file…"))

    def _checked(self, answer: tuple[bool, str, str]) -> None:
        ok, problems, lines = answer
        if ok:
            self._window.banner.show_text(tr("The project file is sound."), details=lines)
        else:
            self._window.banner.show_error(
                UserError(tr("The project file has a problem."), advice=problems, details=lines)
            )

    def show_logs(self) -> None:
        """Open the folder of the log file."""
        from annotator.store.places import data_folder

        QDesktopServices.openUrl(QUrl.fromLocalFile(str(data_folder())))

    def show_shortcuts(self) -> None:
        """All shortcuts."""
        from annotator.ui.dialogs.shortcuts import Shortcuts

        Shortcuts(shortcut_rows(), self._window).open()

    def show_about(self) -> None:
        """What this is."""
        from annotator.ui.dialogs.about import About

        About(self._window).open()


def shortcut_rows() -> list[tuple[str, str]]:
    """(what, keys) of every command with a shortcut, then the keys that act in the reader alone."""
    rows = [(spec.text.split("\t")[0], spec.shortcut) for spec in table() if spec.shortcut]
    rows += [
        (tr("Highlight in yellow, red, green, blue, purple"), "1 2 3 4 5"),
        (tr("Note, copy with citation, link, pin (while the popup is open)"), "N C L P"),
        (tr("Stance of a link: supports, contradicts, qualifies, mentions"), "+ - ~ ="),
        (tr("New claim from the words in the link field"), "Ctrl+Enter"),
        (tr("Select by character, by word"), "Shift+←→, Ctrl+Shift+←→"),
        (tr("Next and previous in a to-do queue"), "J K"),
    ]
    return rows
