"""Judging and removing a link where its passage is shown: the entries of a card's menu, and its keys."""

from __future__ import annotations

from collections.abc import Callable
from typing import Literal

from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QActionGroup, QKeyEvent
from PySide6.QtWidgets import QMenu

from annotator.domain.claim import Stance
from annotator.domain.i18n import tr
from annotator.ui import late
from annotator.ui.passages import SIGNS, STANCES
from annotator.ui.session import Session

# As typed in the link field (experience.md).
KEYS = {
    "+": Stance.SUPPORTS,
    "-": Stance.CONTRADICTS,
    "~": Stance.QUALIFIES,
    "=": Stance.MENTIONS,
}
Kind = Literal["provision", "claim"]
Removed = Callable[[str], None]


class LinkActs(QObject):
    """`removed(words)` is called once a link is gone, to offer the way back."""

    def __init__(self, session: Session, removed: Removed, parent: QObject) -> None:
        super().__init__(parent)
        self._session = session
        self._removed = removed

    def set_stance(self, evidence: str, stance: str) -> None:
        """What the passage does to the claim, as one act."""
        self._session.act(lambda project: late.set_stance(project, evidence, stance))

    def remove(self, kind: Kind, link: str, name: str) -> None:
        """Take the link away, as one act."""
        words = tr("The passage is no longer linked to {name}.", name=name)
        self._session.act(lambda project: late.unlink(project, kind, link), lambda _: self._removed(words))

    def fill_claim(self, menu: QMenu, evidence: str, stance: Stance | None, name: str) -> None:
        """The four stances, and removal."""
        group = QActionGroup(menu)
        for one in STANCES:
            action = menu.addAction(f"{SIGNS[one]} {tr(one.value)}")
            action.setCheckable(True)
            action.setChecked(one == stance)
            group.addAction(action)
            action.triggered.connect(lambda _checked=False, s=one: self.set_stance(evidence, s.value))
        menu.addSeparator()
        self.fill_removal(menu, "claim", evidence, name)

    def fill_removal(self, menu: QMenu, kind: Kind, link: str, name: str) -> None:
        """Removal alone."""
        action = menu.addAction(tr("Remove the link to {name}", name=name))
        action.triggered.connect(lambda: self.remove(kind, link, name))

    def claim_key(self, event: QKeyEvent, evidence: str, stance: Stance | None, name: str) -> bool:
        """+ - ~ = judge, Delete removes; whether the key was one of them."""
        plain = event.modifiers() & ~(Qt.KeyboardModifier.ShiftModifier | Qt.KeyboardModifier.KeypadModifier)
        if plain != Qt.KeyboardModifier.NoModifier:
            return False
        if event.text() in KEYS:
            if KEYS[event.text()] != stance:
                self.set_stance(evidence, KEYS[event.text()].value)
            return True
        if event.key() == Qt.Key.Key_Delete:
            self.remove("claim", evidence, name)
            return True
        return False
