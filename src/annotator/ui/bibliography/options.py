"""The choices of a bibliography: style, grouping, which passages, language."""

from __future__ import annotations

from PySide6.QtCore import QLocale, QModelIndex, Qt, QTimer, Signal
from PySide6.QtWidgets import QCheckBox, QComboBox, QHBoxLayout, QListView, QVBoxLayout, QWidget

from annotator.domain.annotation import Colour
from annotator.domain.i18n import tr
from annotator.ui.bibliography.composer import Choice, Composer
from annotator.ui.bibliography.stylelist import ID_ROLE, StyleListModel
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import FilterField, Heading, Label, Segmented, Swatch
from annotator.ui.widgets.basics import colour_name


class Options(QWidget):
    """Remembers the style, grouping and language between runs; the filters begin anew each time."""

    changed = Signal()

    def __init__(self, themes: ThemeBook, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from annotator.citation.styles import DEFAULT_STYLE

        self._themes = themes
        self._settings = settings
        self._style = settings.text("bibliography/style", DEFAULT_STYLE)
        self.setProperty("kind", "panel")
        self.setAttribute(Qt.WidgetAttribute.WA_StyledBackground)
        self._box = QVBoxLayout(self)
        self._box.setContentsMargins(14, 14, 14, 14)
        self._box.setSpacing(8)
        self._style_part()
        self._group_part()
        self._filter_part()
        self._locale_part()

    def _head(self, text: str) -> None:
        if self._box.count():
            self._box.addSpacing(10)
        self._box.addWidget(Heading(text))

    def _style_part(self) -> None:
        self._head(tr("Citation style"))
        self.filter = FilterField(tr("Find a style… e.g. “oscola”"))
        self.model = StyleListModel(self)
        self.list = QListView()
        self.list.setModel(self.model)
        self.list.setUniformItemSizes(True)
        # Ten thousand rows are laid out as they are needed.
        self.list.setLayoutMode(QListView.LayoutMode.Batched)
        self.list.setBatchSize(100)
        self.list.setStyleSheet("QListView::item { padding: 3px 6px; }")
        self.list.setAccessibleName(tr("Citation styles"))
        self.list.setTextElideMode(Qt.TextElideMode.ElideRight)
        self.list.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._chosen = Label("", "small")
        self._box.addWidget(self.filter)
        self._box.addWidget(self.list, 1)
        self._box.addWidget(self._chosen)
        # Each arrow key would set the whole bibliography anew otherwise.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(250)
        self._rest.timeout.connect(self._take_style)
        self.filter.textChanged.connect(self._filtered)
        self.filter.left.connect(self._to_list)
        self.list.selectionModel().currentChanged.connect(self._moved)

    def _group_part(self) -> None:
        self._head(tr("Grouped by"))
        self.group = Segmented(
            [("source", tr("source"), ""), ("provision", tr("provision"), ""), ("claim", tr("claim"), "")],
            tr("Grouped by"),
        )
        self.group.set_value(self._settings.text("bibliography/group", "source"))
        if not self.group.value():
            self.group.set_value("source")
        self.group.chosen.connect(self._keep_group)
        self._box.addWidget(self.group)

    def _filter_part(self) -> None:
        self._head(tr("Quotations"))
        row = QHBoxLayout()
        row.setSpacing(6)
        self.swatches: dict[str, Swatch] = {}
        for colour in Colour:
            swatch = Swatch(colour.value, colour_name(colour.value), self._themes)
            swatch.setChecked(True)
            swatch.toggled.connect(self._told)
            row.addWidget(swatch)
            self.swatches[colour.value] = swatch
        row.addStretch(1)
        self._box.addLayout(row)
        self.linked = QCheckBox(tr("Only passages that are linked"))
        self.unquoted = QCheckBox(tr("Sources without quotations too"))
        self.unquoted.setChecked(True)
        for box in (self.linked, self.unquoted):
            box.toggled.connect(self._told)
            self._box.addWidget(box)

    def _locale_part(self) -> None:
        from annotator.citation.styles import locales

        self._head(tr("Language of the style’s words"))
        self.locale_box = QComboBox()
        self.locale_box.setAccessibleName(tr("Language of the style’s words"))
        self.locale_box.setSizeAdjustPolicy(QComboBox.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.locale_box.setMinimumContentsLength(12)
        self.locale_box.addItem(tr("The style’s own"), "")
        for code in locales():
            name = QLocale(code.replace("-", "_")).nativeLanguageName()
            self.locale_box.addItem(f"{name} ({code})" if name else code, code)
        kept = self.locale_box.findData(self._settings.text("bibliography/locale"))
        self.locale_box.setCurrentIndex(max(kept, 0))
        self.locale_box.activated.connect(self._keep_locale)
        self._box.addWidget(self.locale_box)

    # Styles

    def load(self, composer: Composer) -> None:
        """Fill the list of styles; comes back at once."""
        if not self.model.rowCount():
            composer.styles(self._loaded)

    def _loaded(self, styles: list) -> None:  # type: ignore[type-arg]
        self.model.set_styles(styles)
        self._point_at_style()

    def _point_at_style(self) -> None:
        row = self.model.row_of(self._style)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            self._name(self.model.index(row))

    def _name(self, index: QModelIndex) -> None:
        style = self.model.style_at(index)
        if style is not None:
            self._chosen.setText(tr("In use: {style}", style=style.title))

    def _filtered(self, words: str) -> None:
        self.model.set_filter(words)
        self._point_at_style()

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and now.data(ID_ROLE) != self._style:
            self._rest.start()
        else:
            self._rest.stop()

    def _take_style(self) -> None:
        index = self.list.currentIndex()
        style = index.data(ID_ROLE)
        if style and style != self._style:
            self.set_style(str(style))

    def set_style(self, style: str) -> None:
        """Use a style from now on."""
        self._style = style
        self._settings.set_text("bibliography/style", style)
        self._point_at_style()
        self.changed.emit()

    # What is chosen

    def _keep_group(self, group: str) -> None:
        self._settings.set_text("bibliography/group", group)
        self.changed.emit()

    def _keep_locale(self, place: int) -> None:
        self._settings.set_text("bibliography/locale", str(self.locale_box.itemData(place)))
        self.changed.emit()

    def _told(self, _on: bool) -> None:
        self.changed.emit()

    def choice(self) -> Choice:
        """What is chosen now. All colours, or none, are no choice: every quotation is taken."""
        from annotator.operations.bibliography import Recipe

        picked = frozenset(colour for colour, swatch in self.swatches.items() if swatch.isChecked())
        recipe = Recipe(
            style=self._style,
            locale=str(self.locale_box.currentData() or "") or None,
            group=self.group.value() or "source",
            colours=frozenset() if len(picked) == len(self.swatches) else picked,
            include_unquoted=self.unquoted.isChecked(),
        )
        return Choice(recipe, self.linked.isChecked())
