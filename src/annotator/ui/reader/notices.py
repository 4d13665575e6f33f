"""The quiet lines above a document: an older capture, a scan without text, annotations that the PDF brings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QWidget

from annotator.documents.scans import looks_scanned
from annotator.domain.errors import UserError
from annotator.domain.i18n import tr, trn
from annotator.domain.wording import readable_date
from annotator.ui.widgets import Label, Tool

if TYPE_CHECKING:
    from annotator.documents.views import PdfAnnotation
    from annotator.domain.changes import Changes
    from annotator.operations.taking import Taken
    from annotator.store.project import Project
    from annotator.ui.reader.pane import DocumentPane
    from annotator.ui.reader.worker import Calls
    from annotator.ui.session import Session

# In less room (logical pixels) than this the button has a line of its own.
ROOMY = 430


@dataclass(frozen=True, slots=True)
class Notice:
    """One line: what is so, and what can be done about it."""

    kind: str
    text: str
    button: str
    act: Callable[[], None]


class NoticeBar(QFrame):
    """Shows one notice; closing it shows the next."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setProperty("kind", "banner")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        outer = QHBoxLayout(self)
        outer.setContentsMargins(14, 5, 8, 5)
        # On a narrow window the button stands under the words.
        self._row = row = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        row.setSpacing(6)
        self.words = Label("", "body")
        self.button = QPushButton()
        self.button.setAccessibleName(tr("Do what this message offers"))
        self.close_button = Tool("×", tr("Close this message"))
        row.addWidget(self.words, 1)
        row.addWidget(self.button, 0, Qt.AlignmentFlag.AlignRight)
        outer.addLayout(row, 1)
        outer.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignVCenter)
        self._offers: Offers | None = None
        self.button.clicked.connect(self._act)
        self.close_button.clicked.connect(self._dismiss)
        self.hide()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Beside each other, or under each other."""
        super().resizeEvent(event)
        wide = self.width() >= ROOMY
        self._row.setDirection(QBoxLayout.Direction.LeftToRight if wide else QBoxLayout.Direction.TopToBottom)

    def attach(self, offers: Offers | None) -> None:
        """Show another document's notices."""
        if self._offers is not None:
            self._offers.changed.disconnect(self._show)
        self._offers = offers
        if offers is not None:
            offers.changed.connect(self._show)
        self._show()

    def _show(self) -> None:
        notice = self._offers.first() if self._offers is not None else None
        if notice is not None:
            self.words.setText(notice.text)
            self.setAccessibleName(notice.text)
            self.button.setText(notice.button)
            self.button.setAccessibleName(notice.button)
            self.button.setVisible(bool(notice.button))
        self.setVisible(notice is not None)

    def _act(self) -> None:
        notice = self._offers.first() if self._offers is not None else None
        if notice is not None:
            notice.act()

    def _dismiss(self) -> None:
        notice = self._offers.first() if self._offers is not None else None
        if self._offers is not None and notice is not None:
            self._offers.decline(notice.kind)


class Offers(QObject):
    """What one document's reader might want to know. `open_wanted(document)` for another capture of the same source."""

    changed = Signal()
    open_wanted = Signal(str)
    recognise_wanted = Signal()

    def __init__(self, pane: DocumentPane, session: Session, calls: Calls) -> None:
        super().__init__(pane)
        self._pane = pane
        self._session = session
        self._calls = calls
        self._notices: dict[str, Notice] = {}
        self._dropped: set[str] = set()
        self.items: tuple[PdfAnnotation, ...] = ()
        self._taken: frozenset[str] = frozenset()  # their ids once they are taken in
        self._asked = False
        pane.view.laid_out.connect(self._look)
        pane.view.trash_changed.connect(self.changed)
        session.changed.connect(self._changed)

    def first(self) -> Notice | None:
        """The notice to show; none for what is in the trash."""
        if self._pane.view.trashed:
            return None
        return next((notice for kind, notice in self._notices.items() if kind not in self._dropped), None)

    def drop(self, kind: str) -> None:
        """The reader does not want to see it (again)."""
        self._dropped.add(kind)
        self.changed.emit()

    def decline(self, kind: str) -> None:
        """The reader closed it: what the PDF brings is not offered again, not even when it is next opened."""
        self.drop(kind)
        info = self._session.info
        if kind == "own" and info is not None and not info.read_only:
            from annotator.operations import taking

            document = self._pane.view.id
            self._session.act(lambda project: taking.decline(project, document))

    def _set(self, notice: Notice) -> None:
        self._notices[notice.kind] = notice
        self.changed.emit()

    def _look(self) -> None:
        if self._asked:
            return
        self._asked = True
        self._versions()
        document, view = self._pane.view.document, self._pane.view
        if document is None or not document.pages:
            return
        if looks_scanned(len(view.text), document.pages):
            text = tr(
                "These pages are pictures without text. Areas can be marked; words cannot be found or quoted."
            )
            self._set(Notice("scan", text, tr("Recognise text…"), self.recognise_wanted.emit))
        viewer, key = self._session.viewer, view.key
        self._calls.run(lambda: viewer.pdf_annotations(key), self._found, lambda _: None)

    def _changed(self, changes: Changes) -> None:
        if changes.touches("document"):
            self._versions()
        # Most acts have nothing to do with what the PDF brings, and there may be thousands of that.
        fresh = self._session.fresh
        if self.items and changes.touches("annotation") and (fresh is None or self._taken & fresh.keys()):
            self._compare()

    # ---------------------------------------------------------------- versions

    def _versions(self) -> None:
        document = self._pane.view.document
        source = document.source if document is not None else None
        if source is None:
            return

        def read(project: Project) -> str:
            from annotator.store import documents

            newest = documents.of_source(project, source)
            return newest[0].id if newest else ""

        def got(newest: str) -> None:
            if newest and document is not None and newest != document.id:
                try:
                    date = readable_date(document.captured[:10])
                except ValueError:
                    date = document.captured[:10]
                text = tr("An older capture ({date}).", date=date)
                self._set(
                    Notice("older", text, tr("Show the current one"), lambda: self.open_wanted.emit(newest))
                )
            elif self._notices.pop("older", None) is not None:
                self.changed.emit()

        self._session.read(read, got, key=f"reader.versions.{self._pane.view.key}")

    # ---------------------------------------------------------------- the PDF's own annotations

    def _found(self, items: tuple[PdfAnnotation, ...]) -> None:
        self.items = items
        if items:
            self._compare()

    def _compare(self) -> None:
        """Offer what the PDF brings; draw it where it was not taken in, or it would be drawn twice."""
        document, items = self._pane.view.id, self.items

        def read(project: Project) -> tuple[int, bool, frozenset[str]]:
            from annotator.operations import taking

            offered = taking.offered(project, document, items)
            ids = taking.keys(project, document, items)
            return len(offered), not taking.stand_in(project, document, items), ids

        def got(answer: tuple[int, bool, frozenset[str]]) -> None:
            count, markups, self._taken = answer
            if count:
                text = trn(
                    "This PDF brings {n} annotation of another program.",
                    "This PDF brings {n} annotations of other programs.",
                    count,
                )
                label = trn("Take in {n} annotation…", "Take in {n} annotations…", count)
                self._set(Notice("own", text, label, self.take_in))
            elif self._notices.pop("own", None) is not None:
                self.changed.emit()
            if markups != self._pane.view.markups:
                self._pane.view.markups = markups
                self._pane.canvas.refresh()
                # The small pages show them too.
                self._pane.view.rows_changed.emit(frozenset())

        self._session.read(read, got, key=f"reader.taking.{self._pane.view.key}")

    def take_in(self) -> None:
        """Make highlights of them, as one act; Ctrl+Z takes it back."""
        document, items = self._pane.view.id, self.items

        def act(project: Project) -> Taken:
            from annotator.operations import taking

            return taking.take_in(project, document, items)

        self.drop("own")
        self._session.act(act)


def no_annotations() -> UserError:
    """Said where the menu is used on a document that brings none."""
    return UserError(
        tr("This document brings no annotations of other programs."), kept=tr("Nothing was changed.")
    )
