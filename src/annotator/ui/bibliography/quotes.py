"""What can be done with a quotation or an entry of the preview: copied, dragged out, pinned, opened."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QMimeData, QObject, QPoint, Qt
from PySide6.QtGui import QContextMenuEvent, QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QApplication, QMenu

from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.carddrag import ANNOTATION, SOURCE, CitationDrag, copy_menu
from annotator.ui.citing import Target

if TYPE_CHECKING:
    from annotator.citation.outline import Paragraph
    from annotator.ui.bibliography.preview import PaperBrowser
    from annotator.ui.session import Session


class PreviewQuotes(QObject):
    """Serves one preview."""

    def __init__(self, session: Session, paper: PaperBrowser) -> None:
        super().__init__(paper)
        self._session = session
        self._paper = paper
        self._from: QPoint | None = None
        self._drawn = False
        self._dragged: Paragraph | None = None
        self.citation = CitationDrag(session)
        paper.installEventFilter(self)
        paper.viewport().installEventFilter(self)
        paper.cursorPositionChanged.connect(self._moved)

    def _moved(self) -> None:
        """Ctrl+Shift+C copies what the cursor stands in."""
        paragraph = self._paper.current_paragraph
        self._paper.setProperty(ANNOTATION, paragraph.annotation_id if paragraph is not None else "")
        self._paper.setProperty(SOURCE, paragraph.source_id if paragraph is not None else "")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The context menu, P, and drawing a quotation away."""
        if isinstance(event, QContextMenuEvent) and watched is self._paper.viewport():
            return self._menu(event)
        if isinstance(event, QMouseEvent) and watched is self._paper.viewport():
            return self._mouse(event)
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            annotation = str(self._paper.property(ANNOTATION) or "")
            if event.key() == Qt.Key.Key_P and not event.modifiers() and annotation:
                self._pin(annotation)
                return True
        return False

    def _pin(self, annotation: str) -> None:
        self._session.act(lambda project: late.toggle_pin(project, [annotation]))

    def _edit(self, annotation: str) -> None:
        from annotator.ui.dialogs.quotation_editor import QuotationEditor

        QuotationEditor(self._session, annotation, self._paper).open()

    # The menu

    def _menu(self, event: QContextMenuEvent) -> bool:
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        paper = self._paper
        paragraph = paper.current_paragraph if by_key else paper.paragraph_at(event.pos())
        menu = self.menu_of(paragraph)
        place = paper.viewport().mapToGlobal(paper.cursorRect().bottomLeft()) if by_key else event.globalPos()
        menu.popup(place)
        return True

    def menu_of(self, paragraph: Paragraph | None) -> QMenu:
        """The menu of a paragraph: its quotation's, its entry's, or only what a text has."""
        paper = self._paper
        menu = QMenu(paper)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        copy = menu.addAction(tr("Copy"))
        copy.triggered.connect(paper.copy)
        copy.setEnabled(paper.has_selection)
        menu.addAction(tr("Select all")).triggered.connect(paper.selectAll)
        annotation = paragraph.annotation_id if paragraph is not None else ""
        source = paragraph.source_id if paragraph is not None else ""
        if annotation:
            menu.addSeparator()
            menu.addAction(tr("Open in the source")).triggered.connect(
                lambda: paper.passage_clicked.emit(annotation)
            )
            menu.addAction(tr("Pin for bibliographies, or unpin\tP")).triggered.connect(
                lambda: self._pin(annotation)
            )
            menu.addAction(tr("Words as printed…")).triggered.connect(lambda: self._edit(annotation))
        if annotation or source:
            menu.addSeparator()
            target = Target("annotation", annotation) if annotation else Target("source", source)
            copy_menu(self._session, target, menu)
        return menu

    # Drawing away

    def _mouse(self, event: QMouseEvent) -> bool:
        at = event.position().toPoint()
        if event.type() == QEvent.Type.MouseButtonPress and event.button() == Qt.MouseButton.LeftButton:
            # Only from the quoted words, which are links: elsewhere one selects text.
            self._from, self._drawn = None, False
            if self._paper.anchorAt(at):
                self._dragged = self._paper.paragraph_at(at)
                if self._dragged is not None and self._dragged.annotation_id:
                    self._from = at
                    self.citation.prepare(self._dragged.annotation_id)
        elif event.type() == QEvent.Type.MouseButtonRelease:
            self._from = None
            return self._drawn  # or the link would be followed where it was let go
        elif event.type() == QEvent.Type.MouseMove and self._from is not None:
            if (at - self._from).manhattanLength() >= QApplication.startDragDistance():
                self._from, self._drawn = None, True
                self.citation.start(self._paper, self.payload())
            return True
        return False

    def payload(self) -> QMimeData:
        """What the quotation gives to the program it is dropped on."""
        paragraph = self._dragged
        if paragraph is None:
            return QMimeData()
        words = "".join(p.run.text for p in paragraph.pieces if str(p.kind) == "Quoted Words")
        return self.citation.payload(paragraph.annotation_id, words)
