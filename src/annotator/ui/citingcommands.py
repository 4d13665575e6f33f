"""The commands that cite: what is meant by "this" where the keyboard is, and in which form it is copied."""

from __future__ import annotations

from PySide6.QtWidgets import QApplication

from annotator.domain.i18n import tr
from annotator.ui.citing import Manner, Target
from annotator.ui.readercommands import ReaderCommands

# The properties under which a card or a list carries what the keyboard is on (ui/carddrag.py).
ANNOTATION, SOURCE = "annotation", "cited_source"
CITABLE = ("annotation", "source", "instrument", "provision")


class CitingCommands(ReaderCommands):
    """Copying citations from anywhere: a card, a hit of the search, the reader, the library, what is selected."""

    def citing_target(self) -> Target | None:
        """What the citation is to be of; None where there is nothing that can be cited."""
        window = self._window
        if window.searching and (found := window.palette_.target()) is not None:
            return found
        focused = QApplication.focusWidget()
        card = focused.property(ANNOTATION) if focused is not None else None
        if card:
            return Target("annotation", str(card))
        entry = focused.property(SOURCE) if focused is not None else None
        if entry:
            return Target("source", str(entry))
        if focused is not None and window.library.isAncestorOf(focused) and window.library.current_source():
            return Target("source", window.library.current_source())
        if window.workspaces.current == "read":
            marked = window.reader.citing_target()
            if marked is not None:
                return marked
        kind, id = window.session.selection
        if kind in CITABLE and id:
            return Target(kind, id)
        source = window.library.current_source()
        return Target("source", source) if source else None

    def copy_citation(self) -> None:
        """As it was copied last."""
        self._copy("")

    def copy_as_note(self) -> None:
        """As a note."""
        self._copy("note")

    def copy_in_text(self) -> None:
        """As it stands in the running text."""
        self._copy("in-text")

    def copy_as_entry(self) -> None:
        """As an entry of the bibliography."""
        self._copy("bibliography")

    def copy_as_pandoc(self) -> None:
        """For a text in Markdown."""
        self._copy("pandoc")

    def _copy(self, form: str) -> None:
        target = self.citing_target()
        if target is None:
            self._window.session.noted.emit(tr("Select words, a highlight or a source to cite it."))
            return
        citer = self._window.session.citer
        if form:
            # The shortcut does again what was chosen last.
            citer.set_manner(Manner(form, citer.manner.quote))
        citer.copy(target)

    def cite_with_quotation(self) -> None:
        """Whether the quotation stands before its citation."""
        citer = self._window.session.citer
        on = self._window.actions_["edit.cite_quote"].isChecked()
        citer.set_manner(Manner(citer.manner.form, on))
