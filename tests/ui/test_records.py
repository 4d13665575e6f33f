"""What the session and the views tell each other."""

from __future__ import annotations

from collections.abc import Callable

from PySide6.QtCore import QObject
from pytestqt.qtbot import QtBot
from shiboken6 import delete

from annotator.ui.records import alive


class Asker(QObject):
    def method(self, _answer: object) -> None: ...

    def function(self) -> Callable[[object], None]:
        def then(_answer: object) -> None:
            self.method(_answer)

        return then


def test_an_answer_for_a_deleted_object_is_known_whether_a_method_or_a_function_waits(qtbot: QtBot) -> None:
    asker = Asker()
    waiting = (asker.method, asker.function())
    assert all(map(alive, waiting))
    delete(asker)
    assert not any(map(alive, waiting))
    assert alive(lambda _answer: None)
