"""The chooser of citation styles: a field that finds, a list with stars, and what the chosen style lacks."""

from __future__ import annotations

from PySide6.QtCore import (
    QEvent,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QRect,
    QSize,
    Qt,
    QTimer,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter
from PySide6.QtWidgets import (
    QAbstractItemView,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QVBoxLayout,
    QWidget,
)

from annotator.domain.i18n import tr
from annotator.ui.bibliography.composer import Composer
from annotator.ui.bibliography.stylelist import ID_ROLE, STAR_ROLE, StyleListModel, format_words
from annotator.ui.settings import Settings
from annotator.ui.theme import ThemeBook
from annotator.ui.widgets import FilterField, Label

Index = QModelIndex | QPersistentModelIndex
# Rows seen at once; the field above finds the rest.
ROWS = 7
USED = 5
STARS, LAST = "bibliography/stars", "bibliography/used"


class StyleDelegate(QStyledItemDelegate):
    """A title with a star at its right end, filled where the style is starred."""

    def __init__(self, themes: ThemeBook, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._themes = themes

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:
        return QSize(80, option.fontMetrics.height() + 8)

    @staticmethod
    def star_of(row: QRect) -> QRect:
        """Where the star of a row lies."""
        return QRect(row.right() - row.height() - 2, row.top(), row.height(), row.height())

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        theme = self._themes.theme
        painter.save()
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        hot = bool(option.state & QStyle.StateFlag.State_MouseOver)
        if chosen or hot:
            painter.fillRect(option.rect, theme.colour("accent_soft" if chosen else "hover"))
        painter.setFont(option.font)
        star = self.star_of(option.rect)
        words = QRect(option.rect).adjusted(6, 0, -star.width() - 4, 0)
        painter.setPen(theme.colour("ink"))
        title = option.fontMetrics.elidedText(
            str(index.data() or ""), Qt.TextElideMode.ElideRight, words.width()
        )
        flags = Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft | Qt.TextFlag.TextSingleLine
        painter.drawText(words, int(flags), title)
        starred = bool(index.data(STAR_ROLE))
        if starred or chosen or hot:
            painter.setPen(theme.colour("accent" if starred else "muted"))
            painter.drawText(star, Qt.AlignmentFlag.AlignCenter, "★" if starred else "☆")
        painter.restore()


class StyleView(QListView):
    """The list; a click on a star, or the key *, stars and unstars."""

    star_asked = Signal(QModelIndex)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setUniformItemSizes(True)
        self.setMouseTracking(True)
        self.setSelectionMode(QAbstractItemView.SelectionMode.SingleSelection)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAccessibleName(tr("Citation styles"))
        self.setAccessibleDescription(tr("The key * stars a style: starred styles come first"))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A press on the star does not choose the style."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and StyleDelegate.star_of(self.visualRect(index)).contains(
            event.position().toPoint()
        ):
            self.star_asked.emit(index)
            return
        super().mousePressEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """`*` stars the current style."""
        if event.text() == "*" and self.currentIndex().isValid():
            self.star_asked.emit(self.currentIndex())
            return
        super().keyPressEvent(event)


class StylePicker(QWidget):
    """Remembers the style, the stars and what was used last between runs."""

    changed = Signal()

    def __init__(self, themes: ThemeBook, settings: Settings, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        from annotator.citation.styles import DEFAULT_STYLE, FAVOURITES

        self._settings = settings
        self._style = settings.text("bibliography/style", DEFAULT_STYLE)
        self._stars = settings.text(STARS, " ".join(FAVOURITES)).split()
        self._lacks = ""
        self.filter = FilterField(tr("Find a style… e.g. “oscola”"))
        self.model = StyleListModel(self)
        self.model.set_first(self._stars, settings.text(LAST).split())
        self.list = StyleView()
        self.list.setItemDelegate(StyleDelegate(themes, self.list))
        self.list.setModel(self.model)
        self._in_use = Label("", "small")
        self._lacking = Label("", "warning")
        self._lacking.hide()
        box = QVBoxLayout(self)
        box.setContentsMargins(0, 0, 0, 0)
        box.setSpacing(6)
        for widget in (self.filter, self.list, self._in_use, self._lacking):
            box.addWidget(widget)
        self.setFocusProxy(self.filter)
        # Each arrow key would set the whole bibliography anew otherwise.
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(250)
        self._rest.timeout.connect(self._take)
        self.filter.textChanged.connect(self._filtered)
        self.filter.left.connect(self._to_list)
        self.list.star_asked.connect(self._star)
        self.list.selectionModel().currentChanged.connect(self._moved)
        themes.changed.connect(self.list.viewport().update)

    def changeEvent(self, event: QEvent) -> None:
        """As high as some rows, at any size of type."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self._fit()

    def showEvent(self, event: object) -> None:
        super().showEvent(event)  # type: ignore[arg-type]
        self._fit()

    def _fit(self) -> None:
        self.list.setFixedHeight((self.fontMetrics().height() + 8) * ROWS + 2)

    @property
    def style_id(self) -> str:
        """The id of the style in use."""
        return self._style

    def load(self, composer: Composer) -> None:
        """Fill the list; comes back at once."""
        composer.styles(self._loaded)

    def load_first(self, composer: Composer) -> None:
        """Fill in what stands at its head: the style in use, the stars, those used last."""
        if not self.model.total:
            composer.styles(self._loaded, (self._style, *self._stars, *self._settings.text(LAST).split()))

    def _loaded(self, styles: list) -> None:  # type: ignore[type-arg]
        self.model.set_styles(styles)
        self._point()

    def _point(self) -> None:
        row = self.model.row_of(self._style)
        if row >= 0:
            self.list.setCurrentIndex(self.model.index(row))
            self.list.scrollTo(self.model.index(row))
        self._say()

    def _say(self) -> None:
        style = self.model.style_of(self._style)
        if style is None:
            return
        words = format_words(style.format)
        text = tr("In use: {style}", style=style.title)
        self._in_use.setText(tr("{style} ({form})", style=text, form=words) if words else text)

    def say_lacks(self, words: str) -> None:
        """Say what the style in use cannot do; "" for nothing."""
        self._lacking.setText(words)
        self._lacking.setVisible(bool(words))

    def _filtered(self, words: str) -> None:
        self.model.set_filter(words)
        self._point()

    def _to_list(self) -> None:
        self.list.setFocus(Qt.FocusReason.ShortcutFocusReason)
        if not self.list.currentIndex().isValid() and self.model.rowCount():
            self.list.setCurrentIndex(self.model.index(0))

    def _moved(self, now: QModelIndex, _before: QModelIndex) -> None:
        if now.isValid() and now.data(ID_ROLE) != self._style:
            self._rest.start()
        else:
            self._rest.stop()

    def _take(self) -> None:
        style = self.list.currentIndex().data(ID_ROLE)
        if style and style != self._style:
            self.set_style(str(style))
            self.changed.emit()

    def set_style(self, style: str) -> None:
        """Use a style from now on; says nothing."""
        self._style = style
        self._settings.set_text("bibliography/style", style)
        used = [style, *(one for one in self._settings.text(LAST).split() if one != style)][:USED]
        self._settings.set_text(LAST, " ".join(used))
        self.say_lacks("")
        self._say()
        if self.list.currentIndex().data(ID_ROLE) != style:
            self._point()

    def _star(self, index: QModelIndex) -> None:
        style = str(index.data(ID_ROLE))
        if style in self._stars:
            self._stars.remove(style)
        else:
            self._stars.append(style)
        self._settings.set_text(STARS, " ".join(self._stars))
        self.model.set_first(self._stars, self._settings.text(LAST).split())
        self._point()
