"""One tab's content: the document, its canvas, its popup, its search; or what is wrong with it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QDialog, QStackedLayout, QWidget

from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.ui.reader.accessible import Spoken
from annotator.ui.reader.annotating import Annotating
from annotator.ui.reader.canvas import Canvas
from annotator.ui.reader.notices import Offers
from annotator.ui.reader.password import PasswordDialog
from annotator.ui.reader.searching import Search
from annotator.ui.reader.shared import Shared
from annotator.ui.reader.spans import region
from annotator.ui.reader.style import ReadingStyle
from annotator.ui.reader.trashed import restore
from annotator.ui.reader.view import DocumentView
from annotator.ui.records import Place
from annotator.ui.widgets import EmptyState

if TYPE_CHECKING:
    from annotator.store.rows import AnnotationRow


class DocumentPane(QWidget):
    """Made when its tab is first shown. `titled` when the title is known, `moved` when the place changed."""

    titled = Signal(str)
    moved = Signal()
    ready = Signal()  # the text is here

    def __init__(
        self, shared: Shared, id: str, style: ReadingStyle, parent: QWidget | None = None, *, side: str = ""
    ) -> None:
        super().__init__(parent)
        session, themes = shared.session, shared.themes
        self._pictures = shared.pictures
        self._dialog: PasswordDialog | None = None
        self.unlocked = False  # a password was asked for
        self._details = ""
        self._sent: int | None = None  # where in the text, until it is laid out
        self.search: Search | None = None
        self.view = DocumentView(session, shared.calls, id, self, side=side)
        self.canvas = Canvas(self.view, shared.pictures, themes, style)
        self.annotating = Annotating(session, self.canvas)
        self.offers = Offers(self, session, shared.calls)
        self._spoken = Spoken(self.canvas)
        self.canvas.claim_key = self.annotating.handle_key
        self._trouble: EmptyState | None = None
        self._stack = QStackedLayout(self)
        self._stack.addWidget(self.canvas)
        self.setFocusProxy(self.canvas)
        self.canvas.setAccessibleName(tr("Document"))
        self.view.loaded.connect(self._loaded)
        self.view.titled.connect(lambda: self.titled.emit(self.view.title))
        self.view.laid_out.connect(self._laid_out)
        self.view.relabelled.connect(self.moved)
        self.view.trash_changed.connect(self._trash_changed)
        self.view.rows_changed.connect(lambda _: self.moved.emit())
        self.view.password_needed.connect(self._ask_password)
        self.view.failed.connect(self._failed)
        self.canvas.moved.connect(self.moved)
        self.view.open()

    def close_document(self) -> None:
        """The tab goes: let go of pictures and of the worker's copy."""
        self.annotating.dismiss()
        if self.search is not None:
            self.search.close()
        self._pictures.forget(self.view.key)
        self.view.close()

    def _loaded(self) -> None:
        self.search = Search(self.view.text, self)
        self.search.changed.connect(self._found)
        self.titled.emit(self.view.title)
        self.canvas.setAccessibleName(self.view.title)
        self._spoken.speak()
        self.ready.emit()

    def _laid_out(self) -> None:
        if self.view.trashed:
            self._say_trashed()
        else:
            self._stack.setCurrentWidget(self.canvas)
        self.moved.emit()

    def _found(self) -> None:
        search = self.search
        if search is None:
            return
        self.canvas.hits.show(search.hits, search.current)
        if (hit := search.lead()) is not None:
            start, end = hit
            if not self.canvas.selection:
                # Who finds words by keyboard goes on by keyboard from there.
                self.canvas.caret = start
            box = self.canvas.range_rect(start, end)
            if box.isEmpty() or box.top() < 8 or box.bottom() > self.canvas.viewport().height() - 8:
                self.canvas.travel.go(start, flash=False)

    # ---------------------------------------------------------------- trouble

    @property
    def trouble(self) -> EmptyState:
        """What stands in the pages' place while they cannot be shown."""
        if self._trouble is None:
            self._trouble = EmptyState("", "", tr("Copy details"))
            self._stack.addWidget(self._trouble)
            self._trouble.button.clicked.connect(self._trouble_button)
        return self._trouble

    def _trash_changed(self) -> None:
        if self.view.trashed:
            self.annotating.dismiss()
            self.canvas.area_tool.set_active(False)
            self._say_trashed()
        elif self.view.info is None:
            self.view.unlock(None)
        else:
            self._stack.setCurrentWidget(self.canvas)

    def _say_trashed(self) -> None:
        self._details = ""
        self._say(
            tr("“{name}” is in the trash.", name=self.view.title),
            tr("Its highlights are kept. Restore it to read on and to work with it."),
            tr("Restore"),
        )

    def _ask_password(self, wrong: bool) -> None:
        self.unlocked = True
        name = self.view.document.file_name if self.view.document is not None else self.view.title
        self._say(
            tr("“{name}” is locked.", name=name), tr("Enter its password to read it."), tr("Enter password…")
        )
        dialog = PasswordDialog(name, wrong=wrong, parent=self)
        self._dialog = dialog
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.accepted.connect(lambda: self.view.unlock(dialog.edit.text()))
        dialog.finished.connect(self._asked)
        dialog.open()

    def _asked(self, _: int = int(QDialog.DialogCode.Rejected)) -> None:
        self._dialog = None

    @property
    def password_dialog(self) -> PasswordDialog | None:
        """The dialog while it is open."""
        return self._dialog

    def _failed(self, error: UserError) -> None:
        self._details = error.details
        hint = " ".join(part for part in (error.kept, error.advice) if part)
        self._say(error.what, hint, tr("Copy details") if error.details else "")

    def _say(self, title: str, hint: str, button: str) -> None:
        self.trouble.title.setText(title)
        self.trouble.hint.setText(hint)
        self.trouble.button.setText(button)
        self.trouble.button.setVisible(bool(button))
        self._stack.setCurrentWidget(self.trouble)

    def _trouble_button(self) -> None:
        if self._details:
            QGuiApplication.clipboard().setText(self._details)
        elif self.view.trashed:
            id = self.view.id
            self.view.session.act(lambda project: restore(project, id))
        else:
            self._ask_password(False)

    # ---------------------------------------------------------------- what the window shows

    def go(self, place: Place) -> None:
        """Show a passage, which flashes."""
        self._sent = place.start
        self.canvas.travel.go(place.start, place.end)
        if self.view.info is not None:
            self.arrive()

    def arrive(self) -> None:
        """The document is laid out: if one was sent to a mark that stands without words, show it."""
        sent, self._sent = self._sent, None
        row = self.view.spans.get(self.canvas.selected)
        if row is not None and row.annotation.selectors.start == sent:
            self._show_placed(row)

    def point_out(self, kind: str, id: str, *, go: bool) -> None:
        """Outline what is selected, if it is a mark of this document; `go` to one that stands without words."""
        row = self.view.spans.get(id) if kind == "annotation" else None
        self.canvas.set_selected(id if row is not None else "")
        if row is not None and go:
            self._show_placed(row)

    def _show_placed(self, row: AnnotationRow) -> None:
        """Go to an area or bookmark that is not seen: the place it has in the text may lie far from it."""
        if region(row.annotation) is None or self.view.info is None:
            return
        if self.canvas.mark_rect(row.annotation.id).isEmpty():
            self.annotating.marking.show_mark(row.annotation.id)

    def offset(self) -> int:
        """Where the reader is: the selected highlight or the caret where it is seen, else the first visible line."""
        pointed = self._pointed()
        return self.canvas.travel.top_offset() if pointed is None else pointed

    def _pointed(self) -> int | None:
        """The selected highlight or the caret, where it is seen."""
        canvas = self.canvas
        row = self.view.spans.get(canvas.selected) if canvas.selected else None
        for offset in (row.annotation.selectors.start if row is not None else None, canvas.caret):
            if offset is not None and not canvas.range_rect(offset, offset + 1).isEmpty():
                return offset
        return None

    def place(self) -> Place:
        """Where the reader is, to come back to: where it is shown then, so that nothing has moved."""
        pointed = self._pointed()
        offset = self.canvas.travel.read_offset() if pointed is None else pointed
        return Place(self.view.id, offset, offset)

    def position(self) -> str:
        """“¶ 20 of 27” or “p. 4 of 12”."""
        info, document = self.view.info, self.view.document
        if info is None or document is None or not self.view.text:
            return ""
        offset = self.offset()
        if document.pages:
            if self._pointed() is None:
                # A footnote left of the page before is not where one reads.
                offset = document.pages[self.canvas.travel.page()].start
            label = self.view.page_label(offset)
            return tr("p. {page} of {total}", page=label, total=len(document.pages))
        total = len(self.view.paragraphs)
        return (
            tr("¶ {number} of {total}", number=self.view.paragraphs.at(offset), total=total) if total else ""
        )

    def anchors(self) -> str:
        """“14 highlights · all anchors exact”."""
        rows = self.view.rows
        if not rows:
            return tr("No highlights yet") if self.view.document is not None else ""
        doubtful = self.view.spans.doubtful
        state = (
            trn("{n} anchor to check", "{n} anchors to check", doubtful)
            if doubtful
            else tr("all anchors exact")
        )
        return f"{trn('{n} highlight', '{n} highlights', len(rows))} · {state}"

    def has_rest(self) -> bool:
        """Whether something was set apart as a web page's furniture."""
        document = self.view.document
        return document is not None and document.main_end < document.length

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys the canvas did not want go up."""
        event.ignore()
