"""What can be shown beside the document in use: itself once more, the treaties' texts, the other open sources."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QMenu

from annotator.domain.i18n import tr

if TYPE_CHECKING:
    from annotator.store.project import Project
    from annotator.ui.reader.area import ReaderArea
    from annotator.ui.session import Session

# Longer titles are cut in the menu.
TITLE = 60


def treaty_texts(project: Project) -> list[tuple[str, str]]:
    """(title, document) of each treaty of the project that has a text."""
    from annotator.store import treaties

    found = [
        (one.short or one.title, treaties.version_document(project, one.id))
        for one in treaties.instruments(project)
    ]
    return [(title, document) for title, document in found if document]


class BesideMenu(QMenu):
    """Filled when the project has answered; choosing splits the reader."""

    def __init__(self, area: ReaderArea, session: Session) -> None:
        super().__init__(area)
        self._area = area
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self.setAccessibleName(tr("Show beside"))
        session.read(treaty_texts, self._got)

    def _got(self, treaties: list[tuple[str, str]]) -> None:
        area = self._area
        here = area.current_document()
        if here is None:
            return
        self._offer(tr("Another place of this document"), here)
        texts = {document for _, document in treaties}
        tabs = [(area.title_of(id), id) for id in area.open_documents() if id not in texts]
        for heading, entries in ((tr("Treaty texts"), treaties), (tr("Open documents"), tabs)):
            others = [(title, document) for title, document in entries if document != here]
            if others:
                self.addSection(heading)
            for title, document in others:
                self._offer(title, document)
        middle = area.rect().center()
        self.popup(area.mapToGlobal(middle - self.rect().center()))

    def _offer(self, title: str, document: str) -> None:
        short = title if len(title) <= TITLE else title[: TITLE - 1].rstrip() + "…"
        action = self.addAction(short.replace("&", "&&"))
        action.triggered.connect(lambda: self._area.split(document))
