"""Pictures of marked areas, for lists and cards: made by the page worker one at a time, kept by bytes, never waited for."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Callable
from typing import TYPE_CHECKING, NamedTuple

from PySide6.QtCore import QObject, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QPixmap
from PySide6.QtWidgets import QSizePolicy, QWidget
from shiboken6 import isValid

from annotator.documents.views import Picture, RenderSpec
from annotator.domain.errors import UserError
from annotator.domain.geometry import Rect
from annotator.ui.theme import ThemeBook

if TYPE_CHECKING:
    from annotator.documents.client import Ticket
    from annotator.store.project import Project
    from annotator.ui.session import Session

BUDGET = 8 * 1024 * 1024
# Of what a list asked for while it was scrolled only the newest is still seen.
MOST_WAITING = 32
# A small area is not blown up further than this many pixels a point.
LARGEST_SCALE = 2.5


class Cutout(NamedTuple):
    """One picture: the region (points) of a page (from 0) of a document, and how many device pixels a point."""

    document: str
    page: int
    rect: Rect
    scale: float


def fitting(rect: Rect, most: QSize) -> QSize:
    """How large (logical pixels) a region is shown in a room of `most`."""
    width, height = max(rect.x1 - rect.x0, 0.1), max(rect.y1 - rect.y0, 0.1)
    scale = min(most.width() / width, most.height() / height, LARGEST_SCALE)
    return QSize(max(round(width * scale), 1), max(round(height * scale), 1))


class _Post(QObject):
    arrived = Signal(object, object)


class Cutouts(QObject):
    """`arrived` says that something asked for is there now."""

    arrived = Signal()

    def __init__(self, session: Session, parent: QObject | None = None, *, budget: int = BUDGET) -> None:
        super().__init__(parent)
        self._session = session
        self._budget = budget
        self._bytes = 0
        self._kept: OrderedDict[Cutout, QPixmap] = OrderedDict()
        self._waiting: list[Cutout] = []
        self._failed: set[Cutout] = set()
        self._asked: Cutout | None = None
        self._ticket: Ticket | None = None
        self._lent = ""  # the document that was opened for its areas only
        self._post = _Post(self)
        self._post.arrived.connect(self._deliver, Qt.ConnectionType.QueuedConnection)

    def get(self, document: str, page: int, rect: Rect, size: QSize, ratio: float) -> QPixmap | None:
        """The picture, `size` large; None while it is made (`arrived` follows), or where it cannot be."""
        scale = round(size.width() / max(rect.x1 - rect.x0, 0.1) * ratio, 3)
        wanted = Cutout(document, page, rect, scale)
        found = self._kept.get(wanted)
        if found is not None:
            self._kept.move_to_end(wanted)
            return found
        if wanted not in self._failed and wanted != self._asked:
            self._waiting = [*(one for one in self._waiting if one != wanted), wanted][-MOST_WAITING:]
        self._next()
        return None

    def forgive(self) -> None:
        """Try again what could not be made: a locked document may be open now."""
        self._failed.clear()

    def _next(self) -> None:
        viewer = self._session.viewer
        if self._asked is not None and self._ticket is not None and not viewer.has_view(self._ticket.key):
            # Its tab was closed before its turn came: nobody will answer.
            self._waiting.append(self._asked)
            self._asked = self._ticket = None
        if self._asked is not None or not self._waiting:
            return
        self._asked = wanted = self._waiting.pop()
        for key in (wanted.document, f"{wanted.document}/2", _own(wanted.document)):
            if viewer.has_view(key):
                self._order(key, wanted)
                return
        self._lend(wanted)

    def _order(self, key: str, wanted: Cutout) -> None:
        post = self._post

        def done(result: Picture | UserError) -> None:
            # On the worker's thread; the list may be gone by now.
            if isValid(post):
                post.arrived.emit(wanted, result)

        spec = RenderSpec(wanted.scale, wanted.rect)
        self._ticket = self._session.viewer.submit_render(key, wanted.page, spec, done)

    def _lend(self, wanted: Cutout) -> None:
        """Open the document for its areas: it is shown nowhere just now."""
        id = wanted.document

        def read(project: Project) -> tuple[str, str, Callable[[], bytes] | None]:
            from annotator.store import documents

            try:
                found = documents.get(project, id)
            except UserError:
                return "", "", None
            return (
                found.file_name,
                found.media_type,
                documents.original_later(project, id) if found.pages else None,
            )

        self._session.read(read, self._opened)

    def _opened(self, answer: tuple[str, str, Callable[[], bytes] | None]) -> None:
        wanted = self._asked
        if wanted is None:
            return
        name, media_type, original = answer
        if original is None:
            self._deliver(wanted, UserError(""))
            return
        viewer = self._session.viewer
        if self._lent:
            viewer.close_view(_own(self._lent))
        self._lent = wanted.document
        viewer.lend_view(_own(self._lent), media_type=media_type, original=original, name=name)
        self._order(_own(self._lent), wanted)

    def _deliver(self, wanted: Cutout, result: Picture | UserError) -> None:
        if wanted != self._asked:
            return
        self._asked = self._ticket = None
        if isinstance(result, UserError):
            self._failed.add(wanted)
        else:
            image = QImage(
                result.data, result.width, result.height, result.stride, QImage.Format.Format_RGB32
            )
            self._kept[wanted] = QPixmap.fromImage(image)
            self._bytes += result.stride * result.height
            while self._bytes > self._budget and len(self._kept) > 1:
                _, spare = self._kept.popitem(last=False)
                self._bytes -= spare.width() * spare.height() * 4
            self.arrived.emit()
        self._next()


def _own(document: str) -> str:
    return f"{document}/areas"


def placeholder(painter: QPainter, box: QRectF, themes: ThemeBook) -> None:
    """An empty frame where the picture will be."""
    painter.setPen(QPen(themes.colour("line_strong"), 1, Qt.PenStyle.DashLine))
    painter.setBrush(themes.colour("hover"))
    painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))


class AreaPicture(QWidget):
    """One area in a card. Its accessible name says what it is, for whoever does not see it."""

    MOST = QSize(280, 190)

    def __init__(
        self, cutouts: Cutouts, document: str, page: int, rect: Rect, name: str, themes: ThemeBook
    ) -> None:
        super().__init__()
        self._cutouts, self._themes = cutouts, themes
        self._where = (document, page, rect)
        self._size = fitting(rect, self.MOST)
        self.setMinimumHeight(self._size.height())
        self.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(name)
        self.setToolTip(name)
        cutouts.arrived.connect(self.update)

    def sizeHint(self) -> QSize:
        """As large as the picture."""
        return self._size

    @property
    def picture(self) -> QPixmap | None:
        """What is shown; None for the placeholder."""
        document, page, rect = self._where
        return self._cutouts.get(document, page, rect, self._size, self.devicePixelRatioF())

    def paintEvent(self, event: QPaintEvent) -> None:
        """The picture at the left, smaller where there is less room."""
        painter = QPainter(self)
        size = self._size.scaled(self.size().boundedTo(self._size), Qt.AspectRatioMode.KeepAspectRatio)
        box = QRectF(0, 0, size.width(), size.height())
        picture = self.picture
        if picture is None:
            placeholder(painter, box, self._themes)
            return
        painter.setRenderHint(QPainter.RenderHint.SmoothPixmapTransform)
        painter.drawPixmap(box, picture, QRectF(picture.rect()))
        painter.setPen(QPen(self._themes.colour("line"), 1))
        painter.drawRect(box.adjusted(0.5, 0.5, -0.5, -0.5))
