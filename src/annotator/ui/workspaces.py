"""The four workspaces in one stack; Claims, Treaty and Bibliography are made when first shown."""

from __future__ import annotations

from importlib import import_module
from threading import Thread
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from annotator.ui.session import Session
from annotator.ui.theme import ThemeBook

if TYPE_CHECKING:
    from annotator.ui.bibliography.workspace import BibliographyWorkspace
    from annotator.ui.claims.workspace import ClaimsWorkspace
    from annotator.ui.treaty.workspace import TreatyWorkspace


# What the first highlight and going to the Bibliography for the first time need: imported on a thread of its own while
# the window is idle.
AHEAD = (
    "annotator.operations.annotations", "annotator.operations.links", "annotator.ui.inspector.highlight",
    "annotator.citation.richtext", "annotator.citation.document", "annotator.citation.inputs",
    "annotator.citation.styles", "annotator.store.bibliography", "annotator.store.recipes",
    "annotator.operations.bibliography", "annotator.operations.recipes", "annotator.ui.passages",
    "annotator.ui.bibliography.stylelist", "annotator.ui.bibliography.composer",
    "annotator.ui.bibliography.paper", "annotator.ui.bibliography.preview", "annotator.ui.bibliography.paperspoken",
    "annotator.ui.bibliography.stylepicker", "annotator.ui.bibliography.quotefilter",
    "annotator.ui.bibliography.recipebar", "annotator.ui.bibliography.options",
    "annotator.ui.bibliography.handing", "annotator.ui.bibliography.problems",
    "annotator.ui.bibliography.workspace",
)  # fmt: skip
# Long after the first page is on the screen.
IDLE_MS = 3000


class Workspaces(QStackedWidget):
    """Read is there from the start; the others cost nothing until one goes there."""

    shown = Signal(str)
    source_requested = Signal(str)  # the details of a source are wanted

    def __init__(
        self, session: Session, themes: ThemeBook, read: QWidget, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._made: dict[str, QWidget] = {"read": read}
        self.current = "read"
        self.addWidget(read)
        self._ahead = Thread(target=self._look_ahead, name="annotator-ahead")
        self._closing = False
        self._idle = QTimer(self)
        self._idle.setSingleShot(True)
        self._idle.timeout.connect(self._ahead.start)
        session.opened.connect(lambda _info: self._idle.start(IDLE_MS))

    def _look_ahead(self) -> None:
        for name in AHEAD:
            if not self._closing:
                import_module(name)

    def claims(self) -> ClaimsWorkspace:
        """The Claims workspace."""
        from annotator.ui.claims.workspace import ClaimsWorkspace

        made = self.get("claims")
        assert isinstance(made, ClaimsWorkspace)
        return made

    def treaty(self) -> TreatyWorkspace:
        """The Treaty workspace."""
        from annotator.ui.treaty.workspace import TreatyWorkspace

        made = self.get("treaty")
        assert isinstance(made, TreatyWorkspace)
        return made

    def bibliography(self) -> BibliographyWorkspace:
        """The Bibliography workspace."""
        from annotator.ui.bibliography.workspace import BibliographyWorkspace

        made = self.get("bibliography")
        assert isinstance(made, BibliographyWorkspace)
        return made

    def get(self, name: str) -> QWidget:
        """The workspace, made now if it was not there."""
        if name not in self._made:
            self._made[name] = self._make(name)
            self.addWidget(self._made[name])
        return self._made[name]

    def _make(self, name: str) -> QWidget:
        if name == "claims":
            from annotator.ui.claims.workspace import ClaimsWorkspace

            return ClaimsWorkspace(self._session, self._themes)
        if name == "treaty":
            from annotator.ui.treaty.workspace import TreatyWorkspace

            return TreatyWorkspace(self._session, self._themes)
        from annotator.ui.bibliography.workspace import BibliographyWorkspace

        made = BibliographyWorkspace(self._session, self._themes)
        made.source_requested.connect(self.source_requested)
        return made

    def show_workspace(self, name: str) -> None:
        """Bring one to the front and put the keyboard there."""
        widget = self.get(name)
        self.current = name
        self.setCurrentWidget(widget)
        if not widget.isAncestorOf(self.window().focusWidget() or self):
            widget.setFocus()
        self.shown.emit(name)

    def shutdown(self) -> None:
        """Before the session closes: end what the workspaces run beside the window."""
        self._idle.stop()
        self._closing = True
        if self._ahead.is_alive():
            self._ahead.join()
        if "bibliography" in self._made:
            self.bibliography().shutdown()
