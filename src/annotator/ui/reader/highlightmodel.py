"""The highlights of a document as rows: filtered by what they are, sorted by headers."""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtGui import QColor, QIcon, QPixmap

from annotator.domain.annotation import Annotation, Colour, Style
from annotator.domain.claim import Stance
from annotator.domain.geometry import Rect
from annotator.domain.i18n import tr
from annotator.domain.text import fold
from annotator.ui.reader.chips import SIGNS
from annotator.ui.reader.citing import where
from annotator.ui.reader.spans import region

if TYPE_CHECKING:
    from annotator.store.rows import AnnotationRow

Index = QModelIndex | QPersistentModelIndex
_NONE = QModelIndex()
COLOUR, WORDS, PLACE, LINKS = range(4)
_ORDER = {colour.value: number for number, colour in enumerate(Colour)}


def style_name(style: str) -> str:
    """A kind of mark as a reader says it."""
    return {
        Style.HIGHLIGHT.value: tr("Highlight"),
        Style.UNDERLINE.value: tr("Underline"),
        Style.NOTE.value: tr("Note"),
        Style.AREA.value: tr("Area"),
        Style.BOOKMARK.value: tr("Bookmark"),
    }[str(style)]


@dataclass(frozen=True, slots=True)
class Wish:
    """What the list shall show; an empty field asks for nothing. linked: "yes", "no", "pinned" or ""."""

    words: tuple[str, ...] = ()
    colour: str = ""
    style: str = ""
    tag: str = ""
    author: str = ""
    linked: str = ""

    def fits(self, line: Line) -> bool:
        """Whether a line is asked for."""
        return (
            self.colour in ("", line.colour)
            and self.style in ("", line.style)
            and self.author in ("", line.author)
            and (not self.tag or self.tag in line.tags)
            and (
                line.pinned
                if self.linked == "pinned"
                else not self.linked or (self.linked == "yes") == bool(line.links)
            )
            and all(word in line.folded for word in self.words)
        )


@dataclass(frozen=True, slots=True)
class Line:
    """One highlight as the list shows it."""

    id: str
    document: str
    start: int
    end: int
    colour: str
    words: str
    place: str
    links: str
    folded: str
    style: str = Style.HIGHLIGHT
    author: str = ""
    tags: tuple[str, ...] = ()
    pinned: bool = False
    region: tuple[int, Rect] | None = None  # of an area: page (from 0) and rectangle

    @classmethod
    def of(cls, row: AnnotationRow) -> Line:
        """From the store's row."""
        annotation = row.annotation
        at = annotation.selectors
        provisions = [link.label for link in row.provisions if link.accepted is not False]
        claims = [f"{link.key} {SIGNS[Stance(link.stance)]}" for link in row.claims]
        exact = " […] ".join([at.exact, *(part.exact for part in annotation.parts)])
        words, links = " ".join(exact.split()), ", ".join([*provisions, *claims])
        words = words or annotation.note or style_name(annotation.style)
        place = where(at)
        folded = fold(" ".join([words, links, place, annotation.note, *row.tags]))
        return cls(
            annotation.id,
            annotation.document,
            at.start,
            at.end,
            annotation.colour,
            words,
            place,
            links,
            folded,
            annotation.style,
            annotation.author,
            row.tags,
            annotation.pinned,
            _region(annotation),
        )


def _region(annotation: Annotation) -> tuple[int, Rect] | None:
    place = region(annotation)
    return (place[0], place[1]) if place is not None and place[1] is not None else None


class HighlightModel(QAbstractTableModel):
    """Lines in a plain list, filtered and sorted there (performance.md: ours sorts 100,000 in 11 ms)."""

    def __init__(self) -> None:
        super().__init__()
        self._all: dict[str, Line] = {}
        self._shown: list[Line] = []
        self._tags: Counter[str] = Counter()
        self._authors: Counter[str] = Counter()
        self.wish = Wish()
        self._by = (PLACE, False)
        self._lit = ""
        self.light_colour: QColor | None = None
        self.pin_icon: QIcon | None = None
        self.picture: Callable[[Line], QPixmap] | None = None  # of an area

    def replace(self, lines: Sequence[Line]) -> None:
        """Show these highlights."""
        self._all = {line.id: line for line in lines}
        self._tags = Counter(tag for line in lines for tag in line.tags)
        self._authors = Counter(line.author for line in lines if line.author)
        self._refresh()

    def change(self, lines: Mapping[str, Line | None]) -> None:
        """Put these in place of what was shown of them, None for one that is gone; the others stay as they are."""
        for id, line in lines.items():
            before = self._all.pop(id, None)
            if before is not None:
                self._tags.subtract(before.tags)
                self._authors.subtract([before.author])
                if (row := self.row_of(id)) >= 0:
                    self.beginRemoveRows(_NONE, row, row)
                    del self._shown[row]
                    self.endRemoveRows()
            if line is not None:
                self._all[id] = line
                self._tags.update(line.tags)
                self._authors.update([line.author])
                if self.wish.fits(line):
                    row = self._place_of(line)
                    self.beginInsertRows(_NONE, row, row)
                    self._shown.insert(row, line)
                    self.endInsertRows()

    def _place_of(self, line: Line) -> int:
        """The row where a line belongs by the column that it is sorted by."""
        key, backwards = self._key(), self._by[1]
        wanted, low, high = key(line), 0, len(self._shown)
        while low < high:
            middle = (low + high) // 2
            there = key(self._shown[middle])
            if (there > wanted) if backwards else (there < wanted):
                low = middle + 1
            else:
                high = middle
        return low

    def filter(self, text: str) -> None:
        """Show only lines that hold every word typed."""
        self.ask(replace(self.wish, words=tuple(fold(text).split())))

    def ask(self, wish: Wish) -> None:
        """Show only lines that fit."""
        if wish != self.wish:
            self.wish = wish
            self._refresh()

    def named(self, what: str) -> list[str]:
        """The tags or authors there are, in order."""
        counted = self._tags if what == "tag" else self._authors
        return sorted((name for name, count in counted.items() if name and count > 0), key=fold)

    def sort(self, column: int, order: Qt.SortOrder = Qt.SortOrder.AscendingOrder) -> None:
        """Sort by a column; the place is the order of the text."""
        self._by = (column, order == Qt.SortOrder.DescendingOrder)
        self._refresh()

    def _key(self) -> Callable[[Line], Any]:
        keys: dict[int, Callable[[Line], Any]] = {
            COLOUR: lambda line: (_ORDER.get(line.colour, 9), line.start),
            WORDS: lambda line: (line.words.casefold(), line.start),
            PLACE: lambda line: (line.start, line.end),
            LINKS: lambda line: (line.links == "", line.links, line.start),
        }
        return keys.get(self._by[0], keys[PLACE])

    def _refresh(self) -> None:
        self.beginResetModel()
        self._shown = [line for line in self._all.values() if self.wish.fits(line)]
        self._shown.sort(key=self._key(), reverse=self._by[1])
        self.endResetModel()

    def line(self, row: int) -> Line | None:
        """The line in a row."""
        return self._shown[row] if 0 <= row < len(self._shown) else None

    def light(self, id: str) -> None:
        """Lay `light_colour` under a highlight's line; "" under none."""
        if id != self._lit:
            before, self._lit = self._lit, id
            for one in (before, id):
                if one and (row := self.row_of(one)) >= 0:
                    self.dataChanged.emit(self.index(row, 0), self.index(row, LINKS))

    def row_of(self, id: str) -> int:
        """The row of a highlight, -1 where it is not shown."""
        return next((row for row, line in enumerate(self._shown) if line.id == id), -1)

    def rows_of(self, ids: Collection[str]) -> list[int]:
        """The rows of those highlights that are shown, in order."""
        wanted = set(ids)
        return [row for row, line in enumerate(self._shown) if line.id in wanted] if wanted else []

    def has(self, id: str) -> bool:
        """Whether a highlight is one of these, shown or filtered out."""
        return id in self._all

    @property
    def total(self) -> int:
        """How many there are, filtered or not."""
        return len(self._all)

    @property
    def linked(self) -> bool:
        """Whether any of them is linked."""
        return any(line.links for line in self._all.values())

    def rowCount(self, parent: Index = _NONE) -> int:
        """One row a highlight."""
        return 0 if parent.isValid() else len(self._shown)

    def columnCount(self, parent: Index = _NONE) -> int:
        """Colour, words, place, links."""
        return 0 if parent.isValid() else 4

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = int(Qt.ItemDataRole.DisplayRole)
    ) -> Any:
        """Names of the columns."""
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            names = ("", tr("Highlight"), tr("Place"), tr("Links"))
            return names[section] if section < len(names) else None
        return None

    def data(self, index: Index, role: int = int(Qt.ItemDataRole.DisplayRole)) -> Any:
        """What a cell shows; the colour is named for screen readers."""
        line = self.line(index.row()) if index.isValid() else None
        if line is None:
            return None
        values = ("", line.words, line.place, line.links)
        if role == Qt.ItemDataRole.DisplayRole:
            return values[index.column()]
        if role == Qt.ItemDataRole.AccessibleTextRole:
            spoken = line.colour if index.column() == COLOUR else values[index.column()]
            return tr("{words} (pinned)", words=spoken) if line.pinned and index.column() == WORDS else spoken
        if role == Qt.ItemDataRole.DecorationRole and index.column() == WORDS:
            if line.region is not None and self.picture is not None:
                return self.picture(line)
            return self.pin_icon if line.pinned else None
        if role == Qt.ItemDataRole.ToolTipRole and index.column() in (WORDS, LINKS):
            return values[index.column()][:600]
        if role == Qt.ItemDataRole.UserRole:
            return line.colour
        if role == Qt.ItemDataRole.BackgroundRole and line.id == self._lit:
            return self.light_colour
        return None
