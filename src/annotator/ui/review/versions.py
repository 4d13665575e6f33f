"""The versions of a source, newest first, as a menu that opens them."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu
from shiboken6 import isValid

from annotator.domain.i18n import tr
from annotator.ui.records import Place
from annotator.ui.session import Session

if TYPE_CHECKING:
    from annotator.domain.document import Document
    from annotator.store.project import Project


def versions_menu(session: Session, source: str, menu: QMenu) -> QMenu:
    """Add the submenu; it is filled when the store has answered."""
    inside = QMenu(tr("Versions"), menu)
    menu.addMenu(inside)
    inside.setEnabled(False)

    def read(project: Project) -> list[Document]:
        from annotator.store import documents

        return documents.of_source(project, source)

    def fill(found: list[Document]) -> None:
        if not isValid(inside):
            return
        for number, document in enumerate(found):
            date = document.captured.replace("T", " ").removesuffix("Z")
            name = tr("{date} · {file} (current)", date=date, file=document.file_name)
            if number:
                name = f"{date} · {document.file_name}"
            action = inside.addAction(name.replace("&", "&&"))
            action.triggered.connect(partial(_open, session, document.id))
        inside.setEnabled(bool(found))

    session.read(read, fill)
    return inside


def _open(session: Session, document: str, _checked: bool = False) -> None:
    session.open_place(Place(document))
