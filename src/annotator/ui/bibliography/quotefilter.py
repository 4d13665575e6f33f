"""Which quotations stand in the document: by colour with the project's own meaning, tag, stance, link, length."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QMenu, QPushButton, QVBoxLayout, QWidget

from annotator.domain.annotation import Colour
from annotator.domain.i18n import tr, trn
from annotator.ui.passages import STANCES
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import FlowLayout, Label, Swatch
from annotator.ui.widgets.basics import colour_name

# What a printed quotation is usually shortened to, in characters, when somebody wants that at all.
LENGTHS = (100, 150, 200, 300, 500, 800, 1200)


class QuoteFilter(QWidget):
    """All colours, or none, are no choice: every quotation is taken. So are no tags and no stances."""

    changed = Signal()

    def __init__(self, themes: ThemeBook, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._tags: frozenset[str] = frozenset()
        self._known: tuple[str, ...] = ()
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(0, 0, 0, 0)
        self._box.setSpacing(6)
        self._colour_part(themes)
        self._stance_part()
        self.tags = QPushButton()
        self.tags.setAccessibleName(tr("Only quotations with these tags"))
        self._menu = QMenu(self.tags)
        self._menu.aboutToShow.connect(self._fill_menu)
        self.tags.setMenu(self._menu)
        self._box.addWidget(self.tags)
        self.pinned = QCheckBox(tr("Only pinned quotations"))
        self.pinned.setToolTip(tr("Pin a highlight with P while it is selected, or from its menu."))
        self.linked = QCheckBox(tr("Only passages that are linked"))
        self.unquoted = QCheckBox(tr("Sources without quotations too"))
        self.unquoted.setChecked(True)
        for box in (self.pinned, self.linked, self.unquoted):
            box.toggled.connect(self._told)
            self._box.addWidget(box)
        self._length_part()
        self._say_tags()

    def _colour_part(self, themes: ThemeBook) -> None:
        holder = QWidget()
        flow = FlowLayout(holder)
        self.swatches: dict[str, Swatch] = {}
        self._meanings: dict[str, Label] = {}
        for colour in Colour:
            pair = QWidget()
            row = QHBoxLayout(pair)
            row.setContentsMargins(0, 0, 4, 0)
            row.setSpacing(3)
            swatch = Swatch(colour.value, colour_name(colour.value), themes)
            swatch.setChecked(True)
            swatch.toggled.connect(self._told)
            meaning = Label("", "small")
            meaning.setWordWrap(False)
            meaning.hide()
            row.addWidget(swatch)
            row.addWidget(meaning)
            flow.addWidget(pair)
            self.swatches[colour.value] = swatch
            self._meanings[colour.value] = meaning
        self._box.addWidget(holder)

    def _stance_part(self) -> None:
        holder = QWidget()
        flow = FlowLayout(holder)
        self.stances: dict[str, QPushButton] = {}
        for stance in STANCES:
            button = QPushButton(tr(stance.value))
            button.setCheckable(True)
            button.setProperty("kind", "segment")
            button.setProperty("tone", stance.value)
            button.setProperty("place", "only")
            button.setAccessibleName(tr("Only quotations whose stance is: {stance}", stance=tr(stance.value)))
            button.toggled.connect(self._told)
            flow.addWidget(button)
            self.stances[stance.value] = button
        self._box.addWidget(holder)

    def _length_part(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(6)
        label = Label(tr("Longest quotation"), "body")
        label.setWordWrap(False)
        self.length = QComboBox()
        self.length.addItem(tr("whole"), 0)
        for letters in LENGTHS:
            self.length.addItem(_length(letters), letters)
        self.length.setAccessibleName(tr("Longest quotation"))
        self.length.setToolTip(tr("What is left out is shown as […]"))
        self.length.activated.connect(self._told)
        row.addWidget(label)
        row.addWidget(self.length, 1)
        self._box.addLayout(row)

    def _told(self, _: object = None) -> None:
        self.changed.emit()

    # What the project knows

    def set_meanings(self, meanings: Mapping[str, str]) -> None:
        """The project's own names of the colours."""
        for colour, swatch in self.swatches.items():
            meaning = meanings.get(colour, "")
            name = colour_name(colour)
            words = tr("{colour}: {meaning}", colour=name, meaning=meaning) if meaning else name
            swatch.setAccessibleName(words)
            swatch.setToolTip(words)
            self._meanings[colour].setText(meaning)
            self._meanings[colour].setVisible(bool(meaning))

    def set_known_tags(self, names: Sequence[str]) -> None:
        """The tags to choose from."""
        self._known = tuple(names)
        self._say_tags()

    def _fill_menu(self) -> None:
        self._menu.clear()
        for name in dict.fromkeys((*self._known, *sorted(self._tags))):
            action = self._menu.addAction(name.replace("&", "&&"))
            action.setCheckable(True)
            action.setChecked(name in self._tags)
            action.toggled.connect(lambda on, n=name: self._tag(n, on))
        if self._menu.isEmpty():
            self._menu.addAction(tr("No tags in this project yet")).setEnabled(False)
        elif self._tags:
            self._menu.addSeparator()
            self._menu.addAction(tr("All quotations, whatever their tags")).triggered.connect(self._no_tags)

    def _tag(self, name: str, on: bool) -> None:
        self._tags = self._tags | {name} if on else self._tags - {name}
        self._say_tags()
        self.changed.emit()

    def _no_tags(self) -> None:
        self._tags = frozenset()
        self._say_tags()
        self.changed.emit()

    def _say_tags(self) -> None:
        if not self._tags:
            text = tr("Any tag, or none")
        elif len(self._tags) <= 2:
            text = tr("Tag: {names}", names=", ".join(sorted(self._tags)))
        else:
            text = trn("{n} tag", "{n} tags", len(self._tags))
        self.tags.setText(text.replace("&", "&&"))
        self.tags.setAccessibleDescription(text)
        self.tags.setEnabled(bool(self._known or self._tags))

    # What is chosen

    def shorten(self) -> int:
        """The characters from which on a quotation is shortened; 0 for never."""
        return int(self.length.currentData())

    def colours(self) -> frozenset[str]:
        """The chosen colours; empty for all."""
        picked = frozenset(colour for colour, swatch in self.swatches.items() if swatch.isChecked())
        return frozenset() if len(picked) == len(self.swatches) else picked

    def chosen_stances(self) -> frozenset[str]:
        """The chosen stances; empty for all."""
        return frozenset(stance for stance, button in self.stances.items() if button.isChecked())

    def chosen_tags(self) -> frozenset[str]:
        """The chosen tags; empty for all."""
        return self._tags

    def set_values(
        self,
        *,
        colours: frozenset[str],
        tags: frozenset[str],
        stances: frozenset[str],
        pinned: bool,
        linked: bool,
        unquoted: bool,
        shorten: int,
    ) -> None:
        """Show these choices; says nothing."""
        checks = (self.pinned, self.linked, self.unquoted)
        widgets: list[QWidget] = [*self.swatches.values(), *self.stances.values(), *checks]
        for widget in (*widgets, self.length):
            widget.blockSignals(True)
        for colour, swatch in self.swatches.items():
            swatch.setChecked(not colours or colour in colours)
        for stance, button in self.stances.items():
            button.setChecked(stance in stances)
        self.pinned.setChecked(pinned)
        self.linked.setChecked(linked)
        self.unquoted.setChecked(unquoted)
        if self.length.findData(shorten) < 0:
            self.length.addItem(_length(shorten), shorten)
        self.length.setCurrentIndex(self.length.findData(shorten))
        for widget in (*widgets, self.length):
            widget.blockSignals(False)
            widget.update()
        self._tags = tags
        self._say_tags()


def _length(letters: int) -> str:
    return trn("{n} character", "{n} characters", letters)
