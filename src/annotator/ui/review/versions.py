"""The versions of a source, newest first, as a menu that opens them, and tells what changed between them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget
from shiboken6 import isValid

from annotator.domain.i18n import tr
from annotator.ui.records import Place
from annotator.ui.session import Session

if TYPE_CHECKING:
    from annotator.anchoring import TextChanges
    from annotator.domain.document import Document
    from annotator.store.project import Project


def versions_menu(session: Session, source: str, menu: QMenu) -> QMenu:
    """Add the submenu; it is filled when the store has answered."""
    inside = QMenu(tr("Versions"), menu)
    menu.addMenu(inside)
    inside.setEnabled(False)
    parent = menu.parentWidget()
    window = parent.window() if parent is not None else None

    def read(project: Project) -> list[Document]:
        from annotator.store import documents

        return documents.of_source(project, source)

    def fill(found: list[Document]) -> None:
        if not isValid(inside):
            return
        for number, document in enumerate(found):
            name = tr("{date} · {file} (current)", date=_date(document), file=document.file_name)
            if number:
                name = f"{_date(document)} · {document.file_name}"
            action = inside.addAction(name.replace("&", "&&"))
            action.triggered.connect(partial(_open, session, document.id))
        if len(found) > 1:
            inside.addSeparator()
        for older in found[1:]:
            action = inside.addAction(tr("What changed since {date}…", date=_date(older)))
            action.triggered.connect(partial(_tell, session, window, older, found[0]))
        inside.setEnabled(bool(found))

    session.read(read, fill)
    return inside


def _date(document: Document) -> str:
    return document.captured.replace("T", " ").removesuffix("Z")


def _open(session: Session, document: str, _checked: bool = False) -> None:
    session.open_place(Place(document))


def _tell(
    session: Session, window: QWidget | None, older: Document, newer: Document, _checked: bool = False
) -> None:
    def read(project: Project) -> TextChanges:
        from annotator.operations import update

        return update.compare(project, older.id, newer.id)

    def show(told: TextChanges) -> None:
        from annotator.ui.review.sentences import SentencesDialog

        line = tr("From {older} to {newer}.", older=_date(older), newer=_date(newer))
        dialog = SentencesDialog(newer.file_name, [line], told, (older.id, newer.id), window)
        dialog.place_chosen.connect(session.open_place)
        session.opened.connect(dialog.close)
        dialog.show_beside()

    session.read(read, show)
