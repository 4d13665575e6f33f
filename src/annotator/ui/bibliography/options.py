"""The choices of a bibliography, from the kind of document to the Word file whose styles it takes."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QLocale, QSize, Qt, Signal
from PySide6.QtWidgets import (
    QCheckBox,
    QComboBox,
    QFileDialog,
    QFormLayout,
    QFrame,
    QHBoxLayout,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr
from annotator.ui.bibliography.composer import Composer
from annotator.ui.bibliography.quotefilter import QuoteFilter
from annotator.ui.bibliography.recipebar import RecipeBar
from annotator.ui.bibliography.stylepicker import StylePicker
from annotator.ui.session import Session
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import Heading, Label, Tool

if TYPE_CHECKING:
    from annotator.operations.bibliography import Recipe

# What is remembered between runs; the filters, the title and the template belong to one document.
REMEMBERED = (
    "kind",
    "group",
    "locale",
    "annote",
    "notes",
    "source_notes",
    "links",
    "provision_index",
    "person_index",
)
SETTING = "bibliography/choices"
# Before its parts are made.
_NARROWEST = 270


class Options(QScrollArea):
    """`changed` when anything is chosen; `recipe()` is all of it.

    Without `at_once` the parts are made by calls of `step()`, until `complete`.
    """

    changed = Signal()

    def __init__(
        self,
        session: Session,
        themes: ThemeBook,
        settings: Settings,
        parent: QWidget | None = None,
        *,
        at_once: bool = True,
    ) -> None:
        super().__init__(parent)
        self._session = session
        self._themes = themes
        self._settings = settings
        self._reference = ""
        self.setWidgetResizable(True)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setProperty("kind", "panel")
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAccessibleName(tr("Choices of the document"))
        self._body = QWidget()
        self._body.setProperty("kind", "panel")
        self._box = QVBoxLayout(self._body)
        self._box.setContentsMargins(14, 12, 14, 14)
        self._box.setSpacing(6)
        self.setWidget(self._body)
        # Each takes some milliseconds to make: together they would hold the window up.
        self._steps: list[Callable[[], None]] = [
            self._recipe_part, self._document_part, self._style_part, self._quote_part, self._shown_part,
            self._word_part, self._remembered,
        ]  # fmt: skip
        if at_once:
            self.finish()

    def minimumSizeHint(self) -> QSize:
        """As wide as its widest part: nothing of it is cut off, for it does not scroll sideways."""
        wide = self._body.minimumSizeHint().width() + self.verticalScrollBar().sizeHint().width()
        return QSize(max(wide, _NARROWEST), super().minimumSizeHint().height())

    @property
    def complete(self) -> bool:
        """Whether all parts are there."""
        return not self._steps

    def step(self) -> None:
        """Make the next part."""
        if self._steps:
            self._steps.pop(0)()

    def finish(self) -> None:
        """Make all that is left."""
        while self._steps:
            self.step()

    # Parts

    def _recipe_part(self) -> None:
        self.recipes = RecipeBar(self._session)
        self.recipes.chosen.connect(self.take)
        self._box.addWidget(self.recipes)

    def _style_part(self) -> None:
        self._head(tr("Citation style"))
        self.styles = StylePicker(self._themes, self._settings)
        self.styles.changed.connect(self._told)
        self._box.addWidget(self.styles)

    def _quote_part(self) -> None:
        self._head(tr("Quotations"))
        self.quotes = QuoteFilter(self._themes)
        self.quotes.changed.connect(self._told)
        self._box.addWidget(self.quotes)

    def _head(self, text: str) -> None:
        self._box.addSpacing(8)
        self._box.addWidget(Heading(text))

    def _combo(self, name: str, choices: Sequence[tuple[str, str]]) -> QComboBox:
        combo = QComboBox()
        combo.setAccessibleName(name)
        combo.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        combo.setMinimumContentsLength(10)
        for value, text in choices:
            combo.addItem(text, value)
        combo.activated.connect(self._told)
        return combo

    def _document_part(self) -> None:
        self._head(tr("Document"))
        self.kind = self._combo(
            tr("Kind of document"),
            (
                ("annotated", tr("Annotated bibliography")),
                ("plain", tr("Bibliography, entries only")),
                ("citations", tr("Citation list (footnotes)")),
                ("evidence", tr("Evidence table")),
            ),
        )
        self.group = self._combo(
            tr("Grouped by"),
            (
                ("source", tr("source")),
                ("provision", tr("provision")),
                ("claim", tr("claim")),
                ("tag", tr("tag")),
                ("author", tr("author")),
                ("date", tr("date")),
            ),
        )
        self.locale_box = self._combo(tr("Language of the style’s words"), (("", tr("The style’s own")),))
        self.title = QLineEdit()
        self.title.setAccessibleName(tr("Title of the document"))
        self.title.setPlaceholderText(tr("the project’s"))
        self.title.editingFinished.connect(self._titled)
        self._title = ""
        form = QFormLayout()
        form.setFieldGrowthPolicy(QFormLayout.FieldGrowthPolicy.AllNonFixedFieldsGrow)
        form.setHorizontalSpacing(10)
        form.setVerticalSpacing(6)
        for text, widget in (
            (tr("Kind"), self.kind),
            (tr("Grouped by"), self.group),
            (tr("Language"), self.locale_box),
            (tr("Title"), self.title),
        ):
            label = Label(text, "muted")
            label.setWordWrap(False)
            label.setBuddy(widget)
            form.addRow(label, widget)
        self._box.addLayout(form)

    def _shown_part(self) -> None:
        self._head(tr("Shown with them"))
        self.annote = self._check(tr("Annotations below the entries"))
        self.source_notes = self._check(tr("Notes on the sources"))
        self.notes = self._check(tr("Notes on the highlights"))
        self.links = self._check(tr("Provisions and claims"))
        self._head(tr("At the end"))
        self.provision_index = self._check(tr("Table of treaties and provisions"))
        self.person_index = self._check(tr("Index of persons"))

    def _check(self, text: str) -> QCheckBox:
        box = QCheckBox(text)
        box.toggled.connect(self._told)
        self._box.addWidget(box)
        return box

    def _word_part(self) -> None:
        self._head(tr("Styles of the Word file"))
        self.reference = QPushButton()
        self.reference.setAccessibleName(tr("Word file whose styles are used"))
        self.reference.setToolTip(
            tr(
                "Fonts, sizes and indents are taken from the styles of this file: Bibliography, Quote, Annotation …"
            )
        )
        self.reference.clicked.connect(self._choose_reference)
        self.own_reference = Tool("×", tr("Use Annotator’s own styles again"))
        self.own_reference.clicked.connect(lambda: self.set_reference(""))
        row = QHBoxLayout()
        row.setSpacing(4)
        row.addWidget(self.reference, 1)
        row.addWidget(self.own_reference)
        self._box.addLayout(row)
        self._box.addStretch(1)
        self._say_reference()

    # The Word file

    def _choose_reference(self) -> None:
        name, _kind = QFileDialog.getOpenFileName(
            self, tr("Word file whose styles are used"), self._reference, tr("Word documents (*.docx *.dotx)")
        )
        if name:
            self.set_reference(name)

    def set_reference(self, path: str) -> None:
        """Take the styles of this Word file; "" for ours."""
        if path != self._reference:
            self._reference = path
            self._say_reference()
            self._told()

    def _say_reference(self) -> None:
        name = Path(self._reference).name
        self.reference.setText(name or tr("Annotator’s own…"))
        self.reference.setAccessibleDescription(self._reference or tr("Annotator’s own"))
        self.own_reference.setVisible(bool(name))

    # Filling

    def load(self, composer: Composer) -> None:
        """Fill what takes reading; comes back at once."""
        self.styles.load(composer)
        if self.locale_box.count() == 1:
            composer.locales(self._fill_locales)

    def _fill_locales(self, codes: list[str]) -> None:
        chosen = self.locale_box.currentData()
        while self.locale_box.count() > 1:
            self.locale_box.removeItem(1)
        for code in codes:
            name = QLocale(code.replace("-", "_")).nativeLanguageName()
            self.locale_box.addItem(f"{name} ({code})" if name else code, code)
        self._set(self.locale_box, str(chosen or ""))

    @staticmethod
    def _set(box: QComboBox, value: str) -> None:
        if box.findData(value) < 0:
            box.addItem(value, value)
        box.setCurrentIndex(box.findData(value))

    # What is chosen

    def _titled(self) -> None:
        if self.title.text() != self._title:
            self._title = self.title.text()
            self._told()

    def _told(self, _: object = None) -> None:
        recipe = self.recipe()
        self._settings.set_record(SETTING, {name: getattr(recipe, name) for name in REMEMBERED})
        self._fit_kind(recipe)
        self.recipes.set_current(recipe)
        self.changed.emit()

    def _fit_kind(self, recipe: Recipe) -> None:
        """What the kind of document has no use for is not offered."""
        quoting = recipe.kind != "plain"
        self.quotes.setEnabled(quoting)
        for box in (self.notes, self.links):
            box.setEnabled(recipe.kind == "annotated")
        self.annote.setEnabled(recipe.kind == "annotated")
        self.source_notes.setEnabled(recipe.kind == "annotated")

    def recipe(self) -> Recipe:
        """What is chosen now."""
        from annotator.operations.bibliography import Recipe

        self.finish()
        return Recipe(
            style=self.styles.style_id,
            locale=str(self.locale_box.currentData() or "") or None,
            group=str(self.group.currentData()),
            colours=self.quotes.colours(),
            include_unquoted=self.quotes.unquoted.isChecked(),
            title=self.title.text().strip(),
            kind=str(self.kind.currentData()),
            tags=self.quotes.chosen_tags(),
            stances=self.quotes.chosen_stances(),
            only_pinned=self.quotes.pinned.isChecked(),
            only_linked=self.quotes.linked.isChecked(),
            shorten=self.quotes.shorten(),
            annote=self.annote.isChecked(),
            notes=self.notes.isChecked(),
            source_notes=self.source_notes.isChecked(),
            links=self.links.isChecked(),
            provision_index=self.provision_index.isChecked(),
            person_index=self.person_index.isChecked(),
            reference_docx=self._reference,
        )

    def remembered(self) -> Recipe:
        """What will be chosen once all parts are there, as far as it says which engine is needed."""
        from annotator.citation.styles import DEFAULT_STYLE
        from annotator.operations.bibliography import Recipe

        kept = self._settings.record(SETTING)
        style = self._settings.text("bibliography/style", DEFAULT_STYLE)
        return Recipe(
            style, str(kept.get("locale") or "") or None, kind=str(kept.get("kind") or Recipe().kind)
        )

    def take(self, recipe: Recipe) -> None:
        """Choose all that a recipe says."""
        self.finish()
        self._show(recipe)
        self._told()

    def _show(self, recipe: Recipe) -> None:
        for box, value in (
            (self.kind, recipe.kind),
            (self.group, recipe.group),
            (self.locale_box, recipe.locale or ""),
        ):
            self._set(box, value)
        if recipe.style != self.styles.style_id:
            self.styles.set_style(recipe.style)
        self._title = recipe.title
        self.title.setText(recipe.title)
        self.quotes.set_values(
            colours=recipe.colours,
            tags=recipe.tags,
            stances=recipe.stances,
            pinned=recipe.only_pinned,
            linked=recipe.only_linked,
            unquoted=recipe.include_unquoted,
            shorten=recipe.shorten,
        )
        for name in ("annote", "notes", "source_notes", "links", "provision_index", "person_index"):
            check: QCheckBox = getattr(self, name)
            check.blockSignals(True)
            check.setChecked(getattr(recipe, name))
            check.blockSignals(False)
        self._reference = recipe.reference_docx
        self._say_reference()
        self._fit_kind(recipe)

    def _remembered(self) -> None:
        from annotator.operations.bibliography import Recipe

        kept = self._settings.record(SETTING)
        usual = Recipe(style=self.styles.style_id)
        good = {
            name: value
            for name, value in kept.items()
            if name in REMEMBERED
            and (
                isinstance(value, type(getattr(usual, name))) or (name == "locale" and isinstance(value, str))
            )
        }
        offered = {"kind": self.kind, "group": self.group}
        good = {n: v for n, v in good.items() if n not in offered or offered[n].findData(v) >= 0}
        recipe = replace(usual, **good)  # type: ignore[arg-type]  # each has the type of its field
        self._show(recipe)
        self.recipes.set_current(recipe)
