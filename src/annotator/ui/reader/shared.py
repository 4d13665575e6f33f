"""What all parts of the reader use."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from annotator.ui.reader.pictures import Pictures
from annotator.ui.reader.worker import Calls
from annotator.ui.theme import ThemeBook

if TYPE_CHECKING:
    from annotator.ui.session import Session


@dataclass(frozen=True, slots=True)
class Shared:
    """One session, one theme, one thread that waits for the worker, one cache of pictures."""

    session: Session
    themes: ThemeBook
    calls: Calls
    pictures: Pictures
