"""The commands that act on the open document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.ui.window import MainWindow


class ReaderCommands(QObject):
    """Forwarded to the reader; what the status bar says of the document is read here too."""

    def __init__(self, window: MainWindow) -> None:
        super().__init__(window)
        self._window = window

    def close_tab(self) -> None:
        """Close the document in view."""
        self._window.reader.close_tab()

    def next_tab(self) -> None:
        """The document to the right."""
        self._window.reader.next_tab()

    def previous_tab(self) -> None:
        """The document to the left."""
        self._window.reader.previous_tab()

    def go_back(self) -> None:
        """Where one was before."""
        self._window.workspaces.show_workspace("read")
        self._window.reader.go_back()

    def go_forward(self) -> None:
        """Where one was after."""
        self._window.workspaces.show_workspace("read")
        self._window.reader.go_forward()

    def go_to_page(self) -> None:
        """Ask for a page or paragraph."""
        self._window.reader.goto_page()

    def find(self) -> None:
        """Find in the document."""
        self._window.reader.find()

    def zoom_in(self) -> None:
        """Larger."""
        self._window.reader.zoom_in()

    def zoom_out(self) -> None:
        """Smaller."""
        self._window.reader.zoom_out()

    def zoom_reset(self) -> None:
        """As large as on paper."""
        self._window.reader.zoom_reset()

    def wider(self) -> None:
        """Longer lines."""
        self._window.reader.wider()

    def narrower(self) -> None:
        """Shorter lines."""
        self._window.reader.narrower()

    def show_everything(self) -> None:
        """Also what stands around the article on a saved web page."""
        self._window.reader.set_show_everything(self._window.actions_["view.everything"].isChecked())

    def caret_browsing(self) -> None:
        """Show a caret that the arrow keys move."""
        self._window.reader.set_caret_browsing(self._window.actions_["view.caret"].isChecked())

    def paper_auto(self) -> None:
        """Paper as the window."""
        self._window.reader.set_paper("auto")

    def paper_light(self) -> None:
        """White paper."""
        self._window.reader.set_paper("light")

    def paper_sepia(self) -> None:
        """Sepia paper."""
        self._window.reader.set_paper("sepia")

    def paper_dark(self) -> None:
        """Dark paper."""
        self._window.reader.set_paper("dark")

    def highlight_yellow(self) -> None:
        """Highlight the selection in yellow."""
        self._window.reader.set_colour("yellow")

    def highlight_red(self) -> None:
        """Highlight the selection in red."""
        self._window.reader.set_colour("red")

    def highlight_green(self) -> None:
        """Highlight the selection in green."""
        self._window.reader.set_colour("green")

    def highlight_blue(self) -> None:
        """Highlight the selection in blue."""
        self._window.reader.set_colour("blue")

    def highlight_purple(self) -> None:
        """Highlight the selection in purple."""
        self._window.reader.set_colour("purple")

    # ---------------------------------------------------------------- what is shown of the document

    def opened(self) -> None:
        """The project is open: read what the tool bar and the status bar need."""
        self.read_colours()

    def read_colours(self) -> None:
        """The project's own names of the colours."""

        def work(project: Project) -> dict[str, str]:
            value = project.settings("colour_meanings")
            return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}

        self._window.session.read(work, self._window.bar.name_colours, key="window.colours")
