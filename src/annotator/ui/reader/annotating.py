"""From gestures to acts: what the popup and the keys do with selected words or a highlight."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from types import ModuleType
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent

from annotator.domain.annotation import Colour
from annotator.domain.changes import Changes
from annotator.domain.claim import Stance
from annotator.domain.i18n import tr
from annotator.ui.reader.chips import Chip
from annotator.ui.reader.marking import Marking
from annotator.ui.reader.popup import Popup
from annotator.ui.reader.selection import Selection
from annotator.ui.reader.spans import ranges

if TYPE_CHECKING:
    from annotator.operations.links import Target as LinkTarget
    from annotator.operations.results import Highlighted
    from annotator.store.project import Project
    from annotator.ui.citing import Target
    from annotator.ui.reader.canvas import Canvas
    from annotator.ui.session import Session

NO_RANGE = (0, 0)
# With the selected highlight: Alt+Shift and an arrow moves its last end by a word, up and down its first.
ENDS = Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.ShiftModifier
ARROWS = {
    Qt.Key.Key_Right: (1, False),
    Qt.Key.Key_Left: (-1, False),
    Qt.Key.Key_Down: (1, True),
    Qt.Key.Key_Up: (-1, True),
}


@dataclass(frozen=True, slots=True)
class _Made:
    """A highlight made together with its link, as one act."""

    annotation: str
    changes: Changes


class Annotating(QObject):
    """Owns the popup of one canvas. `activated(id)` when a highlight was chosen or made, "" when none is."""

    activated = Signal(str)

    def __init__(self, session: Session, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.session = session
        self.canvas = canvas
        self._view = canvas.view
        self.colour: str = Colour.YELLOW
        self._range = NO_RANGE
        self._id = ""
        # The highlight that was made or selected last: what words are added to with J.
        self.last = ""
        self._popup: Popup | None = None
        self.marking = Marking(self)
        self.activated.connect(self._remember)
        canvas.selection_made.connect(self._open_selection)
        canvas.annotation_clicked.connect(self._clicked)
        canvas.chip_clicked.connect(self._chip)
        canvas.resized.connect(self._resize)
        canvas.pressed.connect(self.dismiss)
        canvas.moved.connect(self._follow)
        canvas.selection_changed.connect(self._selection_changed)

    @property
    def popup(self) -> Popup:
        """The card, made when first needed: most documents are only read."""
        if self._popup is None:
            self._popup = popup = Popup(self.session, self.canvas.themes, self.canvas)
            popup.style_chosen.connect(self.marking.mark)
            popup.join_wanted.connect(lambda: self.marking.join())
            popup.split_wanted.connect(self.marking.split)
            popup.more.aboutToShow.connect(lambda: self.marking.fill(popup.more))
            popup.colour_chosen.connect(self.highlight)
            popup.note_changed.connect(self._note)
            popup.copy_wanted.connect(self.copy_with_citation)
            popup.delete_wanted.connect(self.delete)
            popup.pin_wanted.connect(self.pin)
            popup.link.chosen.connect(self._link)
            popup.link.create_claim.connect(self._new_claim)
        return self._popup

    @property
    def is_open(self) -> bool:
        """Whether the card is seen."""
        return self._popup is not None and self._popup.isVisible()

    def dismiss(self) -> None:
        """Take the card away."""
        if self._popup is not None:
            self._popup.dismiss()

    def _remember(self, id: str) -> None:
        self.last = id or self.last

    # ---------------------------------------------------------------- opening the card

    def _room(self) -> QRect:
        viewport = self.canvas.viewport()
        return QRect(viewport.pos(), viewport.size())

    def _target(self) -> QRect:
        found = self.canvas.range_rect(*self._range) if self._range[0] < self._range[1] else QRect()
        if found.isEmpty() and self._id:
            found = self.canvas.mark_rect(self._id)
        return found.translated(self.canvas.viewport().pos())

    def _open(self, id: str, start: int, end: int, colour: str, note: str) -> None:
        self.dismiss()
        self._id, self._range = id, (start, end)
        quote = self._view.text[start:end]
        self.popup.open_for(id, quote, colour, note, self._target(), self._room())
        self.popup.show_pinned(self._pinned(id))
        self._read_extras(id, start, end)

    def _read_extras(self, id: str, start: int, end: int) -> None:
        row = self._view.spans.get(id)
        linked = row is not None and bool(row.provisions)
        document = self._view.id

        def read(project: Project) -> tuple[dict[str, str], LinkTarget | None]:
            from annotator.operations import links

            meanings = project.settings("colour_meanings")
            named = {str(k): str(v) for k, v in meanings.items()} if isinstance(meanings, dict) else {}
            found: LinkTarget | None = None
            if id and not linked:
                found = links.suggest_for(project, id)
            elif not id:
                found = links.suggest_in(project, document, start, end)
            return named, found

        def got(answer: tuple[dict[str, str], LinkTarget | None]) -> None:
            self.popup.set_meanings(answer[0])
            if self.is_open and self._id == id:
                self.popup.show_suggestion(answer[1])

        self.session.read(read, got, key=f"popup.extras.{self._view.id}")

    def _open_selection(self) -> None:
        start, end = self._words()
        if start < end:
            self._open("", start, end, self.colour, "")

    def _clicked(self, id: str) -> None:
        row = self._view.spans.get(id)
        if row is None:
            self.dismiss()
            self._id = ""
            self.activated.emit("")
            return
        at = row.annotation.selectors
        self._open(id, at.start, at.end, row.annotation.colour, row.annotation.note)
        self.activated.emit(id)

    def _chip(self, chip: Chip) -> None:
        self.activated.emit(chip.annotation)

    def open_selected(self) -> bool:
        """Open the card for the selected words or highlight (Enter, the menu). Whether there is one."""
        if self.canvas.selection:
            self._open_selection()
        elif self.canvas.selected:
            self._clicked(self.canvas.selected)
        return self.is_open

    def _follow(self) -> None:
        if self.is_open:
            target = self._target()
            if target.isEmpty():
                self.dismiss()
            else:
                self.popup.follow(target, self._room())

    def _selection_changed(self) -> None:
        if self.is_open and not self._id:
            chosen = self.canvas.selection
            if not chosen:
                self.dismiss()
            else:
                # Shift+arrows go on extending while the card is open.
                self._range = self._words()
                self.popup.follow(self._target(), self._room())

    def handle_key(self, event: QKeyEvent) -> bool:
        """A key of the canvas: the card's letters while it is open; digits whenever words are selected."""
        if self.is_open and self.popup.handle_key(event):
            return True
        key = event.key()
        if self.is_open and event.modifiers() != ENDS:
            return False
        plain = not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if plain and self.canvas.selection and Qt.Key.Key_1 <= key <= Qt.Key.Key_5:
            self.highlight(list(Colour)[key - Qt.Key.Key_1].value)
            return True
        if plain and key in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and self.canvas.selected:
            return self.open_selected()
        if event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier == ENDS and key in ARROWS:
            by, first = ARROWS[Qt.Key(key)]
            return bool(self.marking.move_end(by, first=first))
        if plain and key == Qt.Key.Key_P and self.canvas.selected:
            self.pin()
            return True
        if plain and key == Qt.Key.Key_Delete and self.canvas.selected:
            self._id = self.canvas.selected
            self.delete()
            return True
        return False

    # ---------------------------------------------------------------- acts

    def context(self) -> tuple[str, int, int]:
        """What an act is about: an existing highlight's id, or "" and the range of new words."""
        if self.is_open:
            return (self._id, *self._range)
        if self.canvas.selection:
            return "", *self._words()
        return self.canvas.selected, 0, 0

    def _words(self) -> tuple[int, int]:
        """The range that is selected, without the blanks at its ends: keys take whole lines."""
        from annotator.anchoring import trim

        chosen = self.canvas.selection
        return trim(self._view.text, chosen.start, chosen.end)

    def highlight(self, colour: str, note: str = "") -> None:
        """Highlight the selected words, or give the highlight another colour."""
        id, start, end = self.context()
        self.colour = colour
        if id:
            self.session.act(lambda project: _annotations().recolour(project, [id], colour))
        elif start < end:
            document = self._view.id
            self.session.act(
                lambda project: _annotations().highlight(project, document, start, end, colour, note),
                self.made,
            )

    def made(self, result: Highlighted) -> None:
        self._take_over(result.annotation.id)

    def _linked(self, result: _Made) -> None:
        self._take_over(result.annotation)

    def _take_over(self, id: str) -> None:
        """The new highlight is what the open card is about from now on."""
        canvas = self.canvas
        canvas.set_selected(id)
        self._id = id
        if self.is_open:
            self.popup.annotation = id
            self.popup.delete_button.show()
            self.popup.link.set_annotation(id)
        canvas.select(Selection(self._range[1], self._range[1]))
        self.activated.emit(id)

    def _note(self, text: str) -> None:
        id, range_ = self._id, self._range
        document, colour = self._view.id, self.colour
        if id:
            self.session.act(lambda project: _annotations().set_note(project, id, text))
        elif text and range_ != NO_RANGE:
            self.session.act(
                lambda project: _annotations().highlight(project, document, *range_, colour, text), self.made
            )

    def _link(self, target: LinkTarget, stance: Stance) -> None:
        kind, other = target.kind, target.id

        def work(project: Project, annotation: str) -> object:
            from annotator.operations import links

            if kind == "provision":
                return links.link_provision(project, annotation, other)
            return links.link_claim(project, annotation, other, stance)

        self._act_on_passage(work, tr("Link passage"))

    def _new_claim(self, text: str, stance: Stance) -> None:
        def work(project: Project, annotation: str) -> object:
            from annotator.operations import links

            return links.new_claim_and_link(project, annotation, text, stance)

        self._act_on_passage(work, tr("New claim"))

    def _act_on_passage(self, work: Callable[[Project, str], object], label: str) -> None:
        """Do `work(project, annotation)`; words not highlighted yet are highlighted in the same act."""
        id, start, end = self.context()
        document, colour = self._view.id, self.colour

        def act(project: Project) -> _Made:
            with project.act(label) as done:
                made = id or _annotations().highlight(project, document, start, end, colour).annotation.id
                work(project, made)
            return _Made(made, done.changes)

        if id or start < end:
            self.session.act(act, self._linked)

    def _resize(self, id: str, start: int, end: int) -> None:
        row = self._view.spans.get(id)
        pieces = sorted(ranges(row.annotation)) if row is not None else []
        if len(pieces) < 2:
            self.session.act(lambda project: _annotations().resize(project, id, start, end))
            return
        from annotator.operations import joining

        # The end that was not dragged says which piece it is: the first is held at its end, the last at its start.
        piece = pieces[-1] if pieces[-1][0] in (start, end) else pieces[0]
        self.session.act(lambda project: joining.resize_piece(project, id, piece, start, end))

    def _pinned(self, id: str) -> bool:
        row = self._view.spans.get(id)
        return row is not None and row.annotation.pinned

    def pin(self) -> None:
        """Choose the highlight for bibliographies, or no longer; words not highlighted yet are highlighted too."""
        id, _, _ = self.context()
        pinned = not self._pinned(id)
        if self.is_open:
            self.popup.show_pinned(pinned)
        if id:
            self.session.act(lambda project: _annotations().pin(project, [id], pinned))
        else:
            self._act_on_passage(
                lambda project, made: _annotations().pin(project, [made]), tr("Pin quotation")
            )

    def delete(self) -> None:
        """Put the highlight in the trash; Ctrl+Z brings it back."""
        id = self._id or self.canvas.selected
        if id:
            self._id = ""
            self.dismiss()
            self.canvas.set_selected("")
            self.session.act(lambda project: _annotations().trash(project, [id]))
            self.activated.emit("")

    def citing_target(self) -> Target | None:
        """The selected words or highlight, as something to cite; None where nothing is selected."""
        from annotator.ui.citing import Target

        id, start, end = self.context()
        if id:
            return Target("annotation", id)
        document = self._view.document
        return Target("selection", document.id, start, end) if document is not None and start < end else None

    def copy_with_citation(self) -> None:
        """Put the quotation and its citation on the clipboard, in the form chosen last."""
        target = self.citing_target()
        if target is not None:
            self.session.citer.copy(target)


def _annotations() -> ModuleType:
    """The operations on highlights, imported when first needed: start-up does not wait for them."""
    from annotator.operations import annotations

    return annotations
