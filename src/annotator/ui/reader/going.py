"""Going to places: pages, paragraphs, links, and back again."""

from __future__ import annotations

from PySide6.QtCore import Qt, SignalInstance
from PySide6.QtWidgets import QInputDialog

from annotator.documents.views import Link
from annotator.domain.i18n import tr
from annotator.ui.navigation import Trail
from annotator.ui.reader.commands import ReaderCommands
from annotator.ui.reader.linkdialog import LinkDialog
from annotator.ui.records import Place


class Going(ReaderCommands):
    """Every way to a place goes through the trail, so that Alt+← leads back."""

    _trail: Trail
    hint_changed: SignalInstance

    def open_document(self, document: str, place: Place | None = None, *, title: str = "") -> None:
        """Show a document."""
        raise NotImplementedError

    def open_place(self, place: Place) -> None:
        """Open a passage and flash it; `go_back` returns to where one was."""
        pane = self.pane()
        self._trail.visit(place, left=pane.place() if pane is not None else None)
        self.open_document(place.document, place)

    def goto_page(self) -> None:
        """Ctrl+G: asks for a page (by its printed label, or # and its number in the file) or a paragraph."""
        pane = self.pane()
        document = pane.view.document if pane is not None else None
        if pane is None or document is None:
            return
        total = len(document.pages) or len(pane.view.paragraphs)
        label = (
            tr("Page, as printed, or # and its number (#1 to #{total}):", total=total)
            if document.pages
            else tr("Paragraph (1 to {total}):", total=total)
        )
        text, accepted = QInputDialog.getText(self, tr("Go to"), label)
        if accepted:
            self.goto(text)

    def goto(self, wanted: str) -> bool:
        """Go to a printed page label, else a page's number (“#15” always means the number), or a paragraph."""
        pane = self.pane()
        document = pane.view.document if pane is not None else None
        if pane is None or document is None:
            return False
        wanted = wanted.strip().removeprefix("¶").strip()
        counted = wanted.removeprefix("#")
        number = int(counted) if counted.isdecimal() and len(counted) < 9 else 0
        if document.pages:
            labels = [page.label for page in document.pages]
            index = labels.index(wanted) if wanted in labels else number - 1
            if not 0 <= index < len(labels):
                return False
            self.visit_page(index)
            return True
        if not 1 <= number <= len(pane.view.paragraphs):
            return False
        self.open_place(Place(pane.view.id, *pane.view.paragraphs.span(number)))
        return True

    def visit(self, offset: int) -> None:
        """Go to a place of the text that is shown."""
        pane = self.pane()
        if pane is not None:
            self._trail.visit(Place(pane.view.id, offset, offset), left=pane.place())
            pane.canvas.travel.go(offset, flash=False)
            pane.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def visit_page(self, page: int, y: float = 0.0) -> None:
        """Go to a page (from 0) of the document that is shown, to its top or a place on it (points)."""
        pane = self.pane()
        document = pane.view.document if pane is not None else None
        if pane is None or document is None or page >= len(document.pages):
            return
        self._trail.visit(Place(pane.view.id, document.pages[page].start), left=pane.place())
        pane.canvas.travel.go_page(page, y)
        pane.canvas.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_back(self) -> None:
        """Alt+←."""
        place = self._trail.back()
        if place is not None:
            self.open_document(place.document, place)

    def go_forward(self) -> None:
        """Alt+→."""
        place = self._trail.forward()
        if place is not None:
            self.open_document(place.document, place)

    def _link_hovered(self, link: Link | None) -> None:
        if link is None:
            self.hint_changed.emit("")
        elif link.uri:
            self.hint_changed.emit(link.uri)
        else:
            self.hint_changed.emit(tr("Go there (Alt+← comes back)"))

    def _follow(self, link: Link) -> None:
        """A link was clicked. Nothing outside is opened without asking."""
        if link.uri:
            dialog = LinkDialog(link.uri, self)
            dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
            dialog.open()
        elif link.offset >= 0:
            self.visit(link.offset)
        elif link.page >= 0:
            self.visit_page(link.page, link.y)
