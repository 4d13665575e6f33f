"""What menus and keys do to the document that is shown, whichever it is."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr
from annotator.ui.reader.pane import DocumentPane

if TYPE_CHECKING:
    from annotator.ui.citing import Target


class ReaderCommands(QWidget):
    """Each does nothing while no document is open."""

    def pane(self) -> DocumentPane | None:
        """The document that is shown."""
        raise NotImplementedError

    def workable(self) -> DocumentPane | None:
        """The document that is shown, unless it is in the trash: nothing is marked there."""
        pane = self.pane()
        return None if pane is None or pane.view.trashed else pane

    def zoom(self) -> float:
        """1.0 is 100 %."""
        pane = self.pane()
        return pane.canvas.zoom.factor if pane is not None else 1.0

    def zoom_in(self) -> None:
        """Ctrl++."""
        if (pane := self.pane()) is not None:
            pane.canvas.zoom.step(1)

    def zoom_out(self) -> None:
        """Ctrl+−."""
        if (pane := self.pane()) is not None:
            pane.canvas.zoom.step(-1)

    def zoom_reset(self) -> None:
        """Ctrl+0."""
        if (pane := self.pane()) is not None:
            pane.canvas.zoom.set(1.0)

    def fit_width(self) -> None:
        """Fit the paper's width."""
        if (pane := self.pane()) is not None:
            pane.canvas.zoom.fit("width")

    def fit_page(self) -> None:
        """Fit a whole page."""
        if (pane := self.pane()) is not None:
            pane.canvas.zoom.fit("page")

    def set_colour(self, colour: str) -> None:
        """Highlight the selected words, or recolour the selected highlight."""
        if (pane := self.workable()) is not None:
            pane.annotating.highlight(colour)

    def edit_note(self) -> None:
        """Open the note of the selected words or highlight."""
        if (pane := self.workable()) is not None and pane.annotating.open_selected():
            pane.annotating.popup.edit_note()

    def link(self) -> None:
        """Open the link field for the selected words or highlight."""
        if (pane := self.workable()) is not None and pane.annotating.open_selected():
            pane.annotating.popup.link.focus()

    def citing_target(self) -> Target | None:
        """The selected words or highlight, as something to cite."""
        pane = self.pane()
        return pane.annotating.citing_target() if pane is not None else None

    def copy_with_citation(self) -> None:
        """Copy the selected words or highlight with its citation."""
        if (pane := self.pane()) is not None:
            pane.annotating.copy_with_citation()

    def set_caret_browsing(self, on: bool) -> None:
        """F7."""
        if (pane := self.pane()) is not None and pane.canvas.caret_shown != on:
            pane.canvas.keys_pressed.toggle_caret()

    def mark(self, style: str) -> None:
        """Mark the selected words as `underline`, `note` or `highlight`, or make the selected highlight one."""
        if (pane := self.workable()) is not None:
            pane.annotating.marking.mark(style)

    def area_tool(self) -> None:
        """The next drag marks a region of a page; once more lays the tool down. An article has no regions."""
        if (pane := self.workable()) is not None:
            if pane.view.continuous:
                pane.view.session.failed.emit(no_areas())
                return
            pane.canvas.area_tool.set_active(not pane.canvas.area_tool.active)

    def bookmark(self) -> None:
        """Set a bookmark where the reader is, or take it away."""
        if (pane := self.workable()) is not None:
            pane.annotating.marking.bookmark()

    def join(self) -> None:
        """Add the selected words to the highlight made or selected last."""
        if (pane := self.workable()) is not None:
            pane.annotating.marking.join()

    def merge(self) -> None:
        """Make one of the selected highlight and the next."""
        if (pane := self.workable()) is not None:
            pane.annotating.marking.merge()

    def split_mark(self) -> None:
        """Cut the highlight that holds the caret."""
        if (pane := self.workable()) is not None:
            pane.annotating.marking.split()

    def step_mark(self, by: int) -> None:
        """Select the next (1) or previous (-1) highlight."""
        if (pane := self.workable()) is not None:
            pane.annotating.marking.step(by)


def no_areas() -> UserError:
    """Said where the area tool is asked for in an article, whose lines lie elsewhere at each width."""
    return UserError(
        tr("Areas can be marked on the pages of PDFs only."),
        kept=tr(
            "This document is set anew for each width of the window, so that a region of it does not stay in place."
        ),
        advice=tr("Highlight words instead, or add the source as a PDF."),
    )
