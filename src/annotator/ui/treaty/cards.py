"""What can be done on a passage's card itself: change its stance to a claim, take links away, copy it, drag it out."""

from __future__ import annotations

from collections.abc import Callable
from typing import cast

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QMenu, QWidget

from annotator.domain.i18n import tr
from annotator.ui.carddrag import CardDrag
from annotator.ui.linkmenu import LinkActs
from annotator.ui.session import Session
from annotator.ui.treaty.passages import PassageBox, PassageList


class PassageCards(QObject):
    """Serves the cards of a list. `label()` is that of the provision shown; `removed(words)` offers the way back."""

    def __init__(
        self,
        session: Session,
        passages: PassageList,
        label: Callable[[], str],
        removed: Callable[[str], None],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._label = label
        self._acts = LinkActs(session, removed, self)
        self.drag = CardDrag(session, parent, self._menu, self._pressed)
        passages.made.connect(self._add)

    def _add(self, box: PassageBox) -> None:
        box.quote.setAccessibleDescription(
            tr("Opens the passage in its source. The menu key shows its links; Delete removes this one")
        )
        annotation = box.card.passage.annotation
        self.drag.add(box.quote, annotation.id, box, pinned=annotation.pinned)

    def _name(self, box: PassageBox) -> str:
        return box.card.label or self._label()

    def _menu(self, menu: QMenu, shown: object) -> None:
        box = cast("PassageBox", shown)
        for link in box.card.claims:
            inner = menu.addMenu(tr("Claim {key}", key=link.key))
            self._acts.fill_claim(inner, link.evidence, link.stance, link.key)
        self._acts.fill_removal(menu, "provision", box.card.passage.link, self._name(box))

    def _pressed(self, event: QKeyEvent, shown: object) -> bool:
        box = cast("PassageBox", shown)
        if event.key() == Qt.Key.Key_Delete and event.modifiers() == Qt.KeyboardModifier.NoModifier:
            self._acts.remove("provision", box.card.passage.link, self._name(box))
            return True
        return False
