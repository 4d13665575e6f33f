"""The commands that act on the open document."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject

if TYPE_CHECKING:
    from PySide6.QtCore import QModelIndex

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

    # ---------------------------------------------------------------- pages and marks

    def reader_side(self) -> None:
        """Outline and pages."""
        self._window.reader.toggle_side_panel()

    def pages_single(self) -> None:
        """One page under the other."""
        self._window.reader.set_spread("single")

    def pages_facing(self) -> None:
        """Two pages beside each other."""
        self._window.reader.set_spread("facing")

    def pages_cover(self) -> None:
        """Two pages beside each other, the first alone."""
        self._window.reader.set_spread("cover")

    def fit_width(self) -> None:
        """As wide as the window."""
        self._window.reader.fit_width()

    def fit_page(self) -> None:
        """A whole page."""
        self._window.reader.fit_page()

    def split_view(self) -> None:
        """Two places beside each other."""
        self._window.reader.set_split(self._window.actions_["reader.split"].isChecked())

    def show_beside(self) -> None:
        """Choose what stands beside the document in use."""
        self._window.reader.choose_beside()

    def dark_pages(self) -> None:
        """PDFs light on dark."""
        self._window.reader.set_dark_pages(self._window.actions_["reader.dark_pages"].isChecked())

    def page_labels(self) -> None:
        """What is printed on the pages."""
        self._window.reader.edit_labels()

    def recognise_text(self) -> None:
        """Read a scan."""
        self._window.reader.recognise()

    def take_in(self) -> None:
        """The annotations that the PDF brings."""
        self._window.reader.take_in()

    def mark_underline(self) -> None:
        """Underline the selection."""
        self._window.reader.mark("underline")

    def mark_note(self) -> None:
        """Set a note's sign at the selection."""
        self._window.reader.mark("note")

    def mark_area(self) -> None:
        """The next drag marks a region of the page."""
        self._window.reader.area_tool()

    def bookmark(self) -> None:
        """Set or take away a bookmark here."""
        self._window.reader.bookmark()

    def mark_join(self) -> None:
        """Add the selection to the last highlight."""
        self._window.reader.join()

    def mark_merge(self) -> None:
        """Make one of the highlight and the next."""
        self._window.reader.merge()

    def mark_split(self) -> None:
        """Cut the highlight at the caret."""
        self._window.reader.split_mark()

    def mark_next(self) -> None:
        """The next highlight of the text."""
        self._window.reader.step_mark(1)

    def mark_previous(self) -> None:
        """The highlight before."""
        self._window.reader.step_mark(-1)

    # ---------------------------------------------------------------- what is shown of the document

    def opened(self) -> None:
        """The project is open: read what the tool bar and the status bar need."""
        self._window.reader.hint_changed.connect(self._window.status.showMessage)
        self._window.reader.split_changed.connect(self._window.actions_["reader.split"].setChecked)
        self._window.reader.position_changed.connect(self._show_modes)
        self._window.reader.mark_hovered.connect(self._window.inspector.light)
        self._window.inspector.highlight_hovered.connect(self._window.reader.set_hovered)
        self.read_colours()
        self._let_sources_be_dragged()

    def _show_modes(self, _position: str = "") -> None:
        """Esc, a button or another tab changed what these two say: one press of their keys must do."""
        pane = self._window.reader.pane()
        actions = self._window.actions_
        actions["view.caret"].setChecked(pane is not None and pane.canvas.caret_shown)
        actions["view.everything"].setChecked(pane is not None and pane.canvas.show_rest)

    def _let_sources_be_dragged(self) -> None:
        from annotator.ui.carddrag import Dragged, ListDrag

        library = self._window.library

        def line(index: QModelIndex) -> Dragged | None:
            found = library.sources.line(index)
            return Dragged("source", found.id, found.title, found.byline) if found is not None else None

        ListDrag(self._window.session, library.source_list, line)

    def read_colours(self) -> None:
        """The project's own names of the colours."""

        def work(project: Project) -> dict[str, str]:
            value = project.settings("colour_meanings")
            return {str(k): str(v) for k, v in value.items()} if isinstance(value, dict) else {}

        self._window.session.read(work, self._window.bar.name_colours, key="window.colours")
