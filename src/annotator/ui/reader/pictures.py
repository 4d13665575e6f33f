"""Page pictures: asked for asynchronously, kept by bytes, and the best older one until the sharp one is there."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtGui import QImage
from shiboken6 import isValid

from annotator.documents.views import Picture, RenderSpec
from annotator.domain.errors import UserError
from annotator.domain.geometry import Rect

if TYPE_CHECKING:
    from annotator.documents.client import Ticket, Worker

# performance.md: RGB32 cache by bytes.
BUDGET = 96 * 1024 * 1024
# Above this many device pixels a side, a page is pictured in tiles.
WHOLE = 2000
TILE = 1024


class Key(NamedTuple):
    """One picture: of which layout of which document's page, and how."""

    document: str
    layout: int
    page: int
    spec: RenderSpec


class _Post(QObject):
    arrived = Signal(object, object)


class Pictures(QObject):
    """Shared by all tabs. `arrived(document, page)` comes on the window's thread."""

    arrived = Signal(str, int)
    broken = Signal(str, int, object)  # document, page, UserError

    def __init__(self, viewer: Worker, parent: QObject | None = None, *, budget: int = BUDGET) -> None:
        super().__init__(parent)
        self._viewer = viewer
        self._budget = budget
        self._bytes = 0
        # The Picture is kept beside the QImage that shows its buffer.
        self._kept: OrderedDict[Key, tuple[QImage, Picture]] = OrderedDict()
        self._pages: dict[tuple[str, int, int], list[Key]] = {}
        self._tickets: dict[Key, Ticket] = {}
        self._failed: set[Key] = set()
        self._post = _Post()
        self._post.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    @property
    def bytes(self) -> int:
        """What the kept pictures take."""
        return self._bytes

    def get(self, key: Key) -> QImage | None:
        """The sharp picture, if it is here."""
        found = self._kept.get(key)
        if found is None:
            return None
        self._kept.move_to_end(key)
        return found[0]

    def older(self, key: Key) -> Iterator[tuple[RenderSpec, QImage]]:
        """Pictures of the same page in other sizes and in the same colours, the coarsest first."""
        keys = self._pages.get(key[:3], [])
        fitting = [
            other
            for other in keys
            if other.spec.background == key.spec.background and other.spec.foreground == key.spec.foreground
        ]
        for other in sorted(fitting, key=lambda other: (other.spec.clip is not None, other.spec.scale)):
            yield other.spec, self._kept[other][0]

    def want(self, document: str, urgent: Iterable[Key], later: Iterable[Key] = ()) -> bool:
        """Fetch what is missing: `urgent` now, `later` when nothing urgent is under way. Drop other requests.

        Returns whether everything urgent is there.
        """
        now = [key for key in urgent if key not in self._kept and key not in self._failed]
        spare = [key for key in later if key not in self._kept and key not in self._failed]
        wanted = {*now, *spare}
        for key in [key for key in self._tickets if key.document == document and key not in wanted]:
            self._tickets.pop(key).cancel()
        # The worker takes the newest first: the first of ours goes in last.
        for key in reversed(now or spare):
            if key not in self._tickets:
                self._tickets[key] = self._submit(key)
        return not now

    def forget(self, document: str) -> None:
        """Drop a closed document's pictures and requests."""
        for key in [key for key in self._tickets if key.document == document]:
            self._tickets.pop(key).cancel()
        for key in [key for key in self._kept if key.document == document]:
            self._drop(key)
        self._failed = {key for key in self._failed if key.document != document}

    def _submit(self, key: Key) -> Ticket:
        post = self._post

        def done(result: Picture | UserError) -> None:
            # On the client's thread; the window may be gone by now.
            if isValid(post):
                post.arrived.emit(key, result)

        return self._viewer.submit_render(key.document, key.page, key.spec, done)

    def _deliver(self, key: Key, result: Picture | UserError) -> None:
        if self._tickets.pop(key, None) is None:
            return
        if isinstance(result, UserError):
            self._failed.add(key)
            self.broken.emit(key.document, key.page, result)
            return
        image = QImage(result.data, result.width, result.height, result.stride, QImage.Format.Format_RGB32)
        self._kept[key] = (image, result)
        self._pages.setdefault(key[:3], []).append(key)
        self._bytes += result.stride * result.height
        while self._bytes > self._budget and len(self._kept) > 1:
            self._drop(next(iter(self._kept)))
        self.arrived.emit(key.document, key.page)

    def _drop(self, key: Key) -> None:
        _, picture = self._kept.pop(key)
        self._bytes -= picture.stride * picture.height
        keys = self._pages[key[:3]]
        keys.remove(key)
        if not keys:
            del self._pages[key[:3]]


def specs(size: tuple[float, float], visible: Rect, base: RenderSpec) -> list[RenderSpec]:
    """How to picture the `visible` part (points) of a page of `size` points: whole, or the tiles that it touches."""
    scale = base.scale
    if max(size) * scale <= WHOLE:
        return [base]
    step = TILE / scale
    columns = range(int(max(visible.x0, 0) / step), int(min(visible.x1, size[0] - 1e-6) / step) + 1)
    rows = range(int(max(visible.y0, 0) / step), int(min(visible.y1, size[1] - 1e-6) / step) + 1)
    return [
        replace(
            base, clip=Rect(c * step, r * step, min((c + 1) * step, size[0]), min((r + 1) * step, size[1]))
        )
        for r in rows
        for c in columns
    ]
