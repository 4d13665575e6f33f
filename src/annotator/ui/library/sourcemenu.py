"""The context menu of a source in the library."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, Qt
from PySide6.QtWidgets import QMenu

from annotator.domain.i18n import tr

if TYPE_CHECKING:
    from annotator.ui.library.panel import Library
    from annotator.ui.session import Session


def open_menu(library: Library, session: Session, at: QPoint) -> None:
    """What can be done with the source at `at` of the list."""
    from annotator.ui.carddrag import copy_menu
    from annotator.ui.citing import Target
    from annotator.ui.review.versions import versions_menu

    line = library.sources.line(library.source_list.indexAt(at))
    if line is None:
        return
    menu = QMenu(library)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    index = library.source_list.indexAt(at)
    menu.addAction(tr("Open"), lambda: library.open_source(index))
    menu.addAction(tr("Edit details…"), lambda: library.edit_requested.emit(line.id))
    copy_menu(session, Target("source", line.id), menu)
    menu.addAction(tr("New capture of this source…"), lambda: library.update_requested.emit(line.id))
    versions_menu(session, line.id, menu)
    menu.addAction(tr("Move to the trash"), lambda: library.trash_source(line.id))
    menu.addSeparator()
    name = menu.addAction(tr("File: {name}", name=line.file_name or tr("none")))
    name.setEnabled(False)
    menu.popup(library.source_list.viewport().mapToGlobal(at))
