"""What can be done on an evidence card itself: judge it otherwise, take it away, copy it, drag it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, cast

from PySide6.QtCore import QObject
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.domain.i18n import tr
from annotator.ui.carddrag import CardDrag
from annotator.ui.claims.evidence import EvidenceView
from annotator.ui.linkmenu import LinkActs
from annotator.ui.session import Session
from annotator.ui.widgets.quote import QuoteButton

if TYPE_CHECKING:
    from annotator.store.rows import Passage


class EvidenceCards(QObject):
    """Serves the cards of an evidence view. `key()` is that of the claim shown; `removed(words)` offers the way back."""

    def __init__(
        self,
        session: Session,
        view: EvidenceView,
        key: Callable[[], str],
        removed: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._key = key
        self._acts = LinkActs(session, removed, self)
        self.drag = CardDrag(session, parent, self._menu, self._pressed)
        view.made.connect(self._add)

    def _add(self, card: QuoteButton, passage: Passage) -> None:
        card.setAccessibleDescription(
            tr("Opens the passage in its source. + - ~ = change the stance, Delete removes the link")
        )
        self.drag.add(card, passage.annotation.id, passage, pinned=passage.annotation.pinned)

    def _menu(self, menu: QMenu, shown: object) -> None:
        passage = cast("Passage", shown)
        self._acts.fill_claim(menu, passage.link, passage.stance, self._key())

    def _pressed(self, event: QKeyEvent, shown: object) -> bool:
        passage = cast("Passage", shown)
        return self._acts.claim_key(event, passage.link, passage.stance, self._key())
