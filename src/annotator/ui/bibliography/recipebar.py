"""The project's saved recipes: a chooser, and a menu that saves, renames and deletes."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QAction
from PySide6.QtWidgets import QComboBox, QHBoxLayout, QInputDialog, QMenu, QPushButton, QWidget

from annotator.domain.i18n import tr
from annotator.ui.session import Session

if TYPE_CHECKING:
    from annotator.operations.bibliography import Recipe
    from annotator.operations.recipes import Saved, SavedRecipe
    from annotator.store.project import Project


class RecipeBar(QWidget):
    """`chosen(recipe)` when the user takes a saved one. What is chosen by hand afterwards is shown as changed."""

    chosen = Signal(object)  # Recipe

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._saved: list[SavedRecipe] = []
        self._id = ""
        self._current: Recipe | None = None
        self.box = QComboBox()
        self.box.setAccessibleName(tr("Saved recipe"))
        self.box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.box.setMinimumContentsLength(10)
        self.more = QPushButton(tr("Recipe"))
        self.more.setAccessibleName(tr("Save, rename or delete a recipe"))
        menu = QMenu(self.more)
        self.save_action = self._action(menu, tr("Save the changes"), self.save)
        self.save_as_action = self._action(menu, tr("Save as…"), self.save_as)
        menu.addSeparator()
        self.rename_action = self._action(menu, tr("Rename…"), self.rename)
        self.delete_action = self._action(menu, tr("Delete"), self.delete)
        self.more.setMenu(menu)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(6)
        row.addWidget(self.box, 1)
        row.addWidget(self.more)
        self.box.activated.connect(self._picked)
        self._fill()

    @staticmethod
    def _action(menu: QMenu, text: str, call: object) -> QAction:
        action = menu.addAction(text)
        action.triggered.connect(lambda _checked=False: call())  # type: ignore[operator]
        return action

    # Reading

    def load(self) -> None:
        """Read the project's recipes."""
        self._session.read(_listing, self._show, key="bibliography.recipes")

    def _show(self, saved: list[SavedRecipe]) -> None:
        self._saved = saved
        self._fill()

    def _fill(self) -> None:
        self.box.clear()
        self.box.addItem(tr("No recipe: as chosen below") if self._saved else tr("No recipe saved yet"), "")
        for one in self._saved:
            self.box.addItem(one.name, one.id)
        self._mark()

    def _mine(self) -> SavedRecipe | None:
        return next((one for one in self._saved if one.id == self._id), None)

    def set_current(self, recipe: Recipe) -> None:
        """What is chosen now."""
        self._current = recipe
        self._mark()

    def _mark(self) -> None:
        mine = self._mine()
        if mine is None:
            self._id = ""
        self.box.setCurrentIndex(max(self.box.findData(self._id), 0))
        changed = mine is not None and self._current is not None and mine.recipe != self._current
        if mine is not None:
            text = tr("{name} (changed)", name=mine.name) if changed else mine.name
            self.box.setItemText(self.box.currentIndex(), text)
        self.save_action.setEnabled(changed)
        self.rename_action.setEnabled(mine is not None)
        self.delete_action.setEnabled(mine is not None)

    def _picked(self, place: int) -> None:
        self._id = str(self.box.itemData(place) or "")
        mine = self._mine()
        if mine is not None:
            self.chosen.emit(mine.recipe)
        self._fill()

    # Acts

    def save(self) -> None:
        """Keep what is chosen now under the recipe's name."""
        mine, recipe = self._mine(), self._current
        if mine is not None and recipe is not None:
            self._keep(mine.name, recipe)

    def save_as(self) -> None:
        """Ask for a name and keep what is chosen now."""
        mine, recipe = self._mine(), self._current
        name = self._ask(tr("Save recipe"), mine.name if mine else "")
        if name and recipe is not None:
            self._keep(name, recipe)

    def _keep(self, name: str, recipe: Recipe) -> None:
        from annotator.operations import recipes

        self._session.act(lambda project: recipes.save(project, name, recipe), self._kept)

    def _kept(self, saved: Saved) -> None:
        self._id = saved.id
        self.load()

    def rename(self) -> None:
        """Ask for another name."""
        mine = self._mine()
        if mine is None:
            return
        name = self._ask(tr("Rename recipe"), mine.name)
        if name and name != mine.name:
            from annotator.operations import recipes

            self._session.act(lambda project: recipes.rename(project, mine.id, name))

    def delete(self) -> None:
        """Put the recipe in the trash; Ctrl+Z brings it back. What is chosen stays."""
        mine = self._mine()
        if mine is not None:
            from annotator.operations import recipes

            self._session.act(lambda project: recipes.trash(project, mine.id))

    def _ask(self, title: str, name: str) -> str:
        text, given = QInputDialog.getText(self, title, tr("Name of the recipe:"), text=name)
        return " ".join(text.split()) if given else ""


def _listing(project: Project) -> list[SavedRecipe]:
    from annotator.operations import recipes

    return recipes.listing(project)
